package io.github.neuronscript.session;

import io.github.neuronscript.data.FileOpener;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.neuron.Machine;
import io.github.neuronscript.trace.Interest;
import io.github.neuronscript.trace.ModelFormats;
import io.github.neuronscript.trace.Pace;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a session may reach and who listens.
 *
 * @param values replace what the script gives the names it declares
 * @param functions that the host gives
 * @param interest which events the listener wants
 * @param progress sees each epoch of a training, and holds none
 * @param painter makes the text of a file of a plot, if there is one
 * @param formats writes models for other tools, if there is one
 * @param machine what of it a training may use
 */
public record SessionOptions(
    FileOpener files,
    Consumer<TraceEvent> listener,
    BooleanSupplier cancelled,
    Map<String, Double> values,
    TraceLevel trace,
    int digits,
    RunLimits limits,
    List<HostFunction> functions,
    Interest interest,
    Pace progress,
    Optional<Function<TraceEvent.Plotted, String>> painter,
    Optional<ModelFormats> formats,
    Machine machine) {

  /** Without functions of a host; every event is wanted. */
  public SessionOptions(
      FileOpener files,
      Consumer<TraceEvent> listener,
      BooleanSupplier cancelled,
      Map<String, Double> values,
      TraceLevel trace,
      int digits,
      RunLimits limits) {
    this(
        files,
        listener,
        cancelled,
        values,
        trace,
        digits,
        limits,
        List.of(),
        Interest.all(),
        Pace.THROUGH,
        Optional.empty(),
        Optional.empty(),
        new Machine(1, false));
  }

  /** Returns the same for a run beside the one that is told, which somebody else hears. */
  SessionOptions heardBy(Consumer<TraceEvent> other, Interest wanted, TraceLevel level) {
    return new SessionOptions(
        files,
        other,
        cancelled,
        values,
        level,
        digits,
        limits,
        functions,
        wanted,
        Pace.THROUGH,
        painter,
        formats,
        machine);
  }

  /**
   * Tells the listener what happened if it wants to know; else the event is not made.
   *
   * @param kind of the event
   */
  <E extends TraceEvent> void tell(Class<E> kind, Supplier<E> event) {
    if (interest.in(kind)) {
      listener.accept(event.get());
    }
  }
}
