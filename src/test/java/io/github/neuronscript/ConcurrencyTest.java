package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** One engine and one source, run by several threads at once, give what one thread gives. */
class ConcurrencyTest {

  private static final NeuronScript ENGINE = new NeuronScript();

  private static final Source SCRIPT =
      Source.of(
          "shared.nn",
          """
          define bent(z) = (sqrt(z^2 + 1) - 1) / 2 + z
          inputs x1, x2
          weights random seed 3
          activation bent
          learning rule adam(0.9, 0.999)
          data { 0, 0 -> 0; 0, 1 -> 1; 1, 0 -> 1; 1, 1 -> 0.5 }
          train 200 epochs batch 2 shuffle
          show w1, w2, b, cost
          """);

  private static String run() {
    List<String> bits = new ArrayList<>();
    Result outcome =
        ENGINE.run(
            SCRIPT,
            Options.defaults()
                .trace(TraceLevel.NONE)
                .listener(
                    event -> {
                      if (event instanceof TraceEvent.Shown shown) {
                        bits.add(Double.toHexString(shown.value().doubleValue()));
                      }
                    }));
    assertEquals(Result.Status.FINISHED, outcome.status());
    return String.join(" ", bits);
  }

  @Test
  void threadsDoNotMeet() throws Exception {
    String alone = run();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<String>> runs = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        runs.add(threads.submit(ConcurrencyTest::run));
      }
      Set<String> results = new HashSet<>();
      for (Future<String> run : runs) {
        results.add(run.get());
      }
      assertEquals(Set.of(alone), results);
    } finally {
      threads.shutdown();
    }
  }
}
