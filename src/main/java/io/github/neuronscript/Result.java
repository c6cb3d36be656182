package io.github.neuronscript;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.session.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a run ended, and what there is then. Whatever ended it, the state is whole: that after the
 * last statement, or, within a training, after the last epoch. Immutable, and safe to share between
 * threads.
 */
public final class Result {

  /** Finished, ended by an error of the script, or cancelled from outside. */
  public enum Status {
    FINISHED,
    FAILED,
    CANCELLED
  }

  private final Status status;
  private final List<Diagnostic> diagnostics;
  private final Snapshot snapshot;

  Result(Status status, List<Diagnostic> diagnostics, Snapshot snapshot) {
    this.status = status;
    this.diagnostics = List.copyOf(diagnostics);
    this.snapshot = snapshot;
  }

  public Status status() {
    return status;
  }

  /** Returns the errors that ended it; notices and warnings went to the listener. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /**
   * Returns this result of a run that finished.
   *
   * @throws ScriptException with the errors, if it did not
   */
  public Result orThrow() {
    if (status != Status.FINISHED) {
      throw new ScriptException(diagnostics);
    }
    return this;
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
    return snapshot.value(name);
  }

  /** Returns the names that have a value. */
  public List<String> names() {
    return snapshot.names();
  }

  @Override
  public String toString() {
    return status + (diagnostics.isEmpty() ? "" : ": " + diagnostics.get(0).message());
  }
}
