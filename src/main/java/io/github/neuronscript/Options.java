package io.github.neuronscript;

import io.github.neuronscript.data.Binding;
import io.github.neuronscript.data.RowSource;
import io.github.neuronscript.session.SessionOptions;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What a run may reach and who listens. Immutable; start from {@link #defaults()}.
 *
 * @param files the files that a script may read; none by default
 * @param listener gets every event in order, on the running thread
 * @param cancelled asked before every statement and, in a training, before every block of at most
 *     256 examples; true ends the run there
 * @param values replace what the script gives the names it declares: {@code let}s, inputs, weights,
 *     the bias, {@code rate} and {@code seed}
 * @param trace how much is reported, until the script sets it
 * @param digits significant digits of results, 1 to {@value #MOST_DIGITS}, until the script sets
 *     them
 * @param data what the script reads by {@code data from name}
 */
public record Options(
    FileAccess files,
    Consumer<TraceEvent> listener,
    BooleanSupplier cancelled,
    Map<String, Double> values,
    TraceLevel trace,
    int digits,
    Map<String, DataRows> data) {

  /** As many significant digits tell every double from every other. */
  public static final int MOST_DIGITS = 17;

  /**
   * Copies the values.
   *
   * @throws IllegalArgumentException if {@code digits} is not from 1 to {@value #MOST_DIGITS}
   */
  public Options {
    values = Map.copyOf(values);
    data = Map.copyOf(data);
    if (digits < 1 || digits > MOST_DIGITS) {
      throw new IllegalArgumentException("digits is " + digits + ", not 1 to " + MOST_DIGITS);
    }
  }

  /** No files, nobody listening, no end but the script's own. */
  public static Options defaults() {
    return new Options(
        FileAccess.none(), event -> {}, () -> false, Map.of(), TraceLevel.SUMMARY, 6, Map.of());
  }

  public Options files(FileAccess access) {
    return new Options(access, listener, cancelled, values, trace, digits, data);
  }

  public Options listener(Consumer<TraceEvent> events) {
    return new Options(files, events, cancelled, values, trace, digits, data);
  }

  public Options cancelled(BooleanSupplier token) {
    return new Options(files, listener, token, values, trace, digits, data);
  }

  public Options values(Map<String, Double> byName) {
    return new Options(files, listener, cancelled, byName, trace, digits, data);
  }

  public Options trace(TraceLevel level) {
    return new Options(files, listener, cancelled, values, level, digits, data);
  }

  public Options digits(int significant) {
    return new Options(files, listener, cancelled, values, trace, significant, data);
  }

  public Options data(Map<String, DataRows> byName) {
    return new Options(files, listener, cancelled, values, trace, digits, byName);
  }

  /** Returns the same as a session knows it. */
  SessionOptions forSession() {
    return new SessionOptions(access(), listener, cancelled, values, trace, digits);
  }

  /** Returns all that a script may read: files, and data that have a name. */
  FileAccess access() {
    return data.isEmpty() ? files : new Named(files, data);
  }

  private record Named(FileAccess files, Map<String, DataRows> data) implements FileAccess {
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
