package io.github.neuronscript;

import io.github.neuronscript.diagnostic.CancelledException;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.LimitException;
import io.github.neuronscript.diagnostic.NeuronScriptException;
import io.github.neuronscript.diagnostic.Reached;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.session.Snapshot;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a run ended, and what there is then. Whatever ended it, the state is whole: that after the
 * last statement, or, within a training, after the last epoch. Immutable, and safe to share between
 * threads.
 */
public final class Result {

  /** What ended it: its end, an error of the script, the host's token, or one of the limits. */
  public enum Status {
    FINISHED,
    /** A training or a step is held, and {@link Session#resume} goes on with it. */
    PAUSED,
    FAILED,
    CANCELLED,
    LIMIT
  }

  private final Status status;
  private final List<Diagnostic> diagnostics;
  private final Snapshot snapshot;
  private final Optional<Throwable> cause;

  Result(Status status, List<Diagnostic> diagnostics, Snapshot snapshot) {
    this(status, diagnostics, snapshot, Optional.empty());
  }

  private Result(
      Status status, List<Diagnostic> diagnostics, Snapshot snapshot, Optional<Throwable> cause) {
    this.cause = cause;
    this.status = status;
    this.diagnostics = List.copyOf(diagnostics);
    this.snapshot = snapshot;
  }

  /** Returns how a run ended by an exception. */
  static Result of(NeuronScriptException e, Snapshot snapshot) {
    Objects.requireNonNull(e, "e");
    Objects.requireNonNull(snapshot, "snapshot");
    return e instanceof CancelledException
        ? new Result(Status.CANCELLED, e.diagnostics(), snapshot)
        : failed(e.diagnostics(), snapshot, Optional.ofNullable(e.getCause()));
  }

  /** Returns how a run ended with errors, of which one may be about a limit. */
  static Result failed(List<Diagnostic> errors, Snapshot snapshot) {
    return failed(errors, snapshot, Optional.empty());
  }

  private static Result failed(
      List<Diagnostic> errors, Snapshot snapshot, Optional<Throwable> cause) {
    boolean limit = errors.stream().anyMatch(error -> error.reached().isPresent());
    return new Result(limit ? Status.LIMIT : Status.FAILED, errors, snapshot, cause);
  }

  public Status status() {
    return status;
  }

  /** Returns the errors that ended it; notices and warnings went to the listener. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /**
   * Returns this result of a run that finished or is held.
   *
   * @throws ScriptException with the errors, if it failed
   * @throws LimitException if one of the limits ended it, or the time
   * @throws CancelledException if the host did
   */
  public Result orThrow() {
    if (status != Status.FINISHED && status != Status.PAUSED) {
      throw NeuronScriptException.of(diagnostics, cause.orElse(null));
    }
    return this;
  }

  /** Returns what a function of the host threw, if that made the script fail. */
  public Optional<Throwable> cause() {
    return cause;
  }

  /** Returns the limit that ended it; a time limit is one too. */
  public Optional<Reached> limit() {
    return diagnostics.stream().flatMap(d -> d.reached().stream()).findFirst();
  }

  /** Returns the steps that it took, as {@link Limits} counts them. */
  public long steps() {
    return snapshot.steps();
  }

  /** Returns the neuron as it is now; empty if the script has not used one. */
  public Optional<Model> model() {
    return snapshot.fitted().map(Model::new);
  }

  /** Returns what the decision rules answered to the last prediction; empty if they did not. */
  public Optional<String> answer() {
    return snapshot.answer();
  }

  /**
   * Returns the value of a name: a weight, the bias, a {@code let}, or a quantity such as {@code
   * cost}, {@code epoch} or {@code accuracy}; empty if it has none.
   */
  public OptionalDouble value(String name) {
    Objects.requireNonNull(name, "name");
    return snapshot.value(name);
  }

  /** Returns the names that have a value. */
  public List<String> names() {
    return snapshot.names();
  }

  /** Returns what a script can assign to, with its value: inputs, weights, bias, {@code let}s. */
  public Map<String, Double> variables() {
    return Collections.unmodifiableMap(snapshot.variables());
  }

  @Override
  public String toString() {
    return status + (diagnostics.isEmpty() ? "" : ": " + diagnostics.get(0).message());
  }
}
