package io.github.neuronscript.host.examples;

import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Notes each update of a training, and each rule that does something, as one line. */
public final class AuditLog implements Consumer<TraceEvent> {
  private final List<String> lines = new ArrayList<>();

  @Override
  public void accept(TraceEvent event) {
    if (event instanceof TraceEvent.Update update) {
      lines.add("weights " + update.after());
    } else if (event instanceof TraceEvent.Fired fired) {
      lines.add(fired.rule() + (fired.held() ? " held" : " did not hold"));
    } else if (event instanceof TraceEvent.Trained trained) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%d epochs, cost %.3f",
              trained.epochs(),
              trained.lastCost().doubleValue()));
    }
  }

  /** Returns the lines so far. */
  public List<String> lines() {
    return List.copyOf(lines);
  }
}
