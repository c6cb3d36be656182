package io.github.neuronscript;

import io.github.neuronscript.data.Binding;
import io.github.neuronscript.data.RowSource;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.program.Prelude;
import io.github.neuronscript.session.SessionOptions;
import io.github.neuronscript.trace.Interest;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What a run may reach and who listens. Immutable; start from {@link #defaults()}.
 *
 * @param files the files that a script may read; none by default
 * @param listener gets every event in order, on the running thread
 * @param cancelled asked before every statement that is read, checked or run and, within one,
 *     before every block of at most 256 words or examples, parts of a formula that is derived, or a
 *     few kilobytes that are read; true ends the run there, and so does an interrupt of the thread,
 *     whose flag stays set
 * @param values replace what the script gives the names it declares: {@code let}s, inputs, weights,
 *     the bias, {@code rate} and {@code seed}
 * @param trace how much is reported, until the script sets it
 * @param digits significant digits of results, 1 to {@value #MOST_DIGITS}, until the script sets
 *     them
 * @param data what the script reads by {@code data from name}
 * @param limits how much a script may have and do
 * @param time after which a run is ended; none by default
 * @param functions of numbers that scripts may call beside those of the language
 * @param interest which events the listener wants, all by default; the others are neither made nor
 *     counted against the limits
 */
public record Options(
    FileAccess files,
    Consumer<TraceEvent> listener,
    BooleanSupplier cancelled,
    Map<String, Double> values,
    TraceLevel trace,
    int digits,
    Map<String, DataRows> data,
    Limits limits,
    Optional<Duration> time,
    List<HostFunction> functions,
    Interest interest) {

  /** As many significant digits tell every double from every other. */
  public static final int MOST_DIGITS = 17;

  /**
   * Copies the values.
   *
   * @throws IllegalArgumentException if {@code digits} is not from 1 to {@value #MOST_DIGITS}
   */
  public Options {
    Objects.requireNonNull(files, "files");
    Objects.requireNonNull(listener, "listener");
    Objects.requireNonNull(cancelled, "cancelled");
    Objects.requireNonNull(trace, "trace");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(interest, "interest");
    values = Map.copyOf(values);
    data = Map.copyOf(data);
    functions = List.copyOf(functions);
    checkNames(functions);
    if (time.isPresent() && time.get().isNegative()) {
      throw new IllegalArgumentException("a time limit of " + time.get());
    }
    if (digits < 1 || digits > MOST_DIGITS) {
      throw new IllegalArgumentException("digits is " + digits + ", not 1 to " + MOST_DIGITS);
    }
  }

  /** No files, nobody listening, no end but the script's own. */
  public static Options defaults() {
    return new Options(
        FileAccess.none(),
        event -> {},
        () -> false,
        Map.of(),
        TraceLevel.SUMMARY,
        6,
        Map.of(),
        Limits.standard(),
        Optional.empty(),
        List.of(),
        Interest.all());
  }

  public Options files(FileAccess access) {
    return new Options(
        access, listener, cancelled, values, trace, digits, data, limits, time, functions,
        interest);
  }

  /** Returns these with a listener that wants every event. */
  public Options listener(Consumer<TraceEvent> events) {
    return new Options(
        files,
        events,
        cancelled,
        values,
        trace,
        digits,
        data,
        limits,
        time,
        functions,
        Interest.all());
  }

  /**
   * Returns these with a listener that wants some events. Whether anybody wants a step of a
   * training changes how it is done, and so how many steps it counts, but no bit of its result.
   */
  public Options listener(Consumer<TraceEvent> events, Interest wanted) {
    return new Options(
        files, events, cancelled, values, trace, digits, data, limits, time, functions, wanted);
  }

  public Options cancelled(BooleanSupplier token) {
    return new Options(
        files, listener, token, values, trace, digits, data, limits, time, functions, interest);
  }

  public Options values(Map<String, Double> byName) {
    return new Options(
        files, listener, cancelled, byName, trace, digits, data, limits, time, functions, interest);
  }

  public Options trace(TraceLevel level) {
    return new Options(
        files, listener, cancelled, values, level, digits, data, limits, time, functions, interest);
  }

  public Options digits(int significant) {
    return new Options(
        files,
        listener,
        cancelled,
        values,
        trace,
        significant,
        data,
        limits,
        time,
        functions,
        interest);
  }

  public Options data(Map<String, DataRows> byName) {
    return new Options(
        files, listener, cancelled, values, trace, digits, byName, limits, time, functions,
        interest);
  }

  /** Returns these with other limits; {@link Limits#standard} by default. */
  public Options limits(Limits most) {
    return new Options(
        files, listener, cancelled, values, trace, digits, data, most, time, functions, interest);
  }

  /**
   * Returns these with a time after which a run is ended, wherever it is; where a text is run that
   * has not been compiled, reading it counts. How far it comes depends on the machine; the limits
   * do not.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public Options timeLimit(Duration most) {
    return new Options(
        files,
        listener,
        cancelled,
        values,
        trace,
        digits,
        data,
        limits,
        Optional.of(most),
        functions,
        interest);
  }

  /**
   * Returns these with functions that scripts may call. A script is checked against them, so they
   * are given to {@link NeuronScript#compile(Source, Options)}, and a program keeps them.
   *
   * @throws IllegalArgumentException if two have the same name, or one that of a function of the
   *     language
   */
  public Options functions(List<HostFunction> all) {
    return new Options(
        files, listener, cancelled, values, trace, digits, data, limits, time, all, interest);
  }

  /** Returns these with functions that scripts may call. */
  public Options functions(HostFunction... all) {
    return functions(List.of(all));
  }

  /** Whether a function of the host can have a name: the language has no function called so. */
  public static boolean isFree(String function) {
    return HostFunction.isName(function) && !Prelude.isTaken(function);
  }

  private static void checkNames(List<HostFunction> functions) {
    Set<String> names = new HashSet<>();
    for (HostFunction function : functions) {
      if (Prelude.isTaken(function.name())) {
        throw new IllegalArgumentException(
            "`" + function.name() + "` is a function of the language already");
      }
      if (!names.add(function.name())) {
        throw new IllegalArgumentException("two functions are called `" + function.name() + "`");
      }
    }
  }

  /** Returns the same as a session knows it. */
  SessionOptions forSession() {
    return new SessionOptions(
        access(),
        listener,
        cancelled,
        values,
        trace,
        digits,
        limits.forRun(time),
        functions,
        interest);
  }

  /** Tells the listener what is to be said of a script, if it wants to know. */
  void notice(List<Diagnostic> notices) {
    if (interest.in(TraceEvent.Noticed.class)) {
      notices.forEach(notice -> listener.accept(new TraceEvent.Noticed(notice)));
    }
  }

  /** Returns all that a script may read: files, and data that have a name. */
  FileAccess access() {
    return new Access(files, data, limits);
  }

  private record Access(FileAccess files, Map<String, DataRows> data, Limits most)
      implements FileAccess {
    @Override
    public io.github.neuronscript.data.Limits limits() {
      return most.forData();
    }

    @Override
    public InputStream open(String script, String path) throws IOException {
      return files.open(script, path);
    }

    @Override
    public Optional<RowSource> table(String script, String path) throws IOException {
      return files.table(script, path);
    }

    @Override
    public Map<String, Binding> bindings() {
      Map<String, Binding> all = new LinkedHashMap<>(files.bindings());
      data.forEach((name, rows) -> all.put(name, new Binding.OfRows(rows)));
      return all;
    }
  }
}
