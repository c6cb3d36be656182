package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ListenersTest {

  private static final String TEN_STEPS =
      "inputs x\ndata { 1 -> 0 }\n" + "step\n".repeat(10) + "train 5 epochs\n";

  private static void run(Consumer<TraceEvent> listener) {
    new NeuronScript()
        .run(Source.of("s.nn", TEN_STEPS), Options.defaults().listener(listener))
        .orThrow();
  }

  @Test
  void hearEveryNthOfAKind() {
    List<TraceEvent> heard = new ArrayList<>();
    run(Listeners.every(4, heard::add));
    assertEquals(3, heard.stream().filter(e -> e instanceof TraceEvent.Update).count());
    assertEquals(1, heard.stream().filter(e -> e instanceof TraceEvent.Trained).count());
    assertThrows(IllegalArgumentException.class, () -> Listeners.every(0, heard::add));
  }

  @Test
  void hearOneKind() {
    List<Long> updates = new ArrayList<>();
    run(Listeners.only(TraceEvent.Update.class, update -> updates.add(update.updates())));
    assertEquals(10, updates.size());
    assertEquals(9, updates.get(9) - updates.get(0));
  }

  @Test
  void keepTheLast() {
    Listeners.Last last = new Listeners.Last(2);
    List<TraceEvent> all = new ArrayList<>();
    run(
        event -> {
          last.accept(event);
          all.add(event);
        });
    assertEquals(all.subList(all.size() - 2, all.size()), last.events());
    assertThrows(IllegalArgumentException.class, () -> new Listeners.Last(0));
  }

  @Test
  void feedAPublisher() throws InterruptedException, ExecutionException {
    List<TraceEvent> all = new ArrayList<>();
    List<TraceEvent> received = new ArrayList<>();
    CompletableFuture<Void> done;
    try (SubmissionPublisher<TraceEvent> publisher = new SubmissionPublisher<>()) {
      done = publisher.consume(received::add);
      run(
          event -> {
            all.add(event);
            publisher.submit(event);
          });
    }
    done.get();
    assertEquals(all, received);
  }

  /** What nobody wants is not made. */
  @Test
  void hearNoStepsWhereTheyAreOff() {
    List<TraceEvent> heard = new ArrayList<>();
    new NeuronScript()
        .run(
            Source.of("s.nn", TEN_STEPS),
            Options.defaults().trace(TraceLevel.NONE).listener(heard::add))
        .orThrow();
    assertEquals(0, heard.stream().filter(e -> e instanceof TraceEvent.Update).count());
  }
}
