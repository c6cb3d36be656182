package io.github.neuronscript.render;

import io.github.neuronscript.trace.TraceEvent;
import java.util.function.Consumer;

/** Writes what happens in one run as it goes, and perhaps a last line. */
public interface Renderer extends Consumer<TraceEvent> {

  /**
   * Says that the run is over; nothing is written after this.
   *
   * @param status a word for how it ended: {@code finished}, {@code failed}, {@code limit} or
   *     {@code cancelled}
   */
  void end(String status);
}
