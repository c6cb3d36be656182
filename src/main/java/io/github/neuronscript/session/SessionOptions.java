package io.github.neuronscript.session;

import io.github.neuronscript.data.FileOpener;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What a session may reach and who listens.
 *
 * @param values replace what the script gives the names it declares
 * @param functions that the host gives
 */
public record SessionOptions(
    FileOpener files,
    Consumer<TraceEvent> listener,
    BooleanSupplier cancelled,
    Map<String, Double> values,
    TraceLevel trace,
    int digits,
    RunLimits limits,
    List<HostFunction> functions) {

  /** Without functions of a host. */
  public SessionOptions(
      FileOpener files,
      Consumer<TraceEvent> listener,
      BooleanSupplier cancelled,
      Map<String, Double> values,
      TraceLevel trace,
      int digits,
      RunLimits limits) {
    this(files, listener, cancelled, values, trace, digits, limits, List.of());
  }

  /** Returns the same for a run beside the one that is told, which somebody else hears. */
  SessionOptions heardBy(Consumer<TraceEvent> other, TraceLevel level) {
    return new SessionOptions(files, other, cancelled, values, level, digits, limits, functions);
  }
}
