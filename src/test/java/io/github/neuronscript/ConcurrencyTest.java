package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
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
    return bits(options -> ENGINE.run(SCRIPT, options));
  }

  private static String bits(Function<Options, Result> run) {
    List<String> bits = new ArrayList<>();
    Result outcome =
        run.apply(
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
    holds(ConcurrencyTest::run);
  }

  @Test
  void threadsShareAProgram() throws Exception {
    Program program = ENGINE.compileOrThrow(SCRIPT);
    holds(() -> bits(program::run));
  }

  private static void holds(Callable<String> run) throws Exception {
    String alone = run();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<String>> runs = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        runs.add(threads.submit(run));
      }
      Set<String> results = new HashSet<>();
      for (Future<String> ended : runs) {
        results.add(ended.get());
      }
      assertEquals(Set.of(alone), results);
    } finally {
      threads.shutdown();
    }
  }

  private static final Source SMALL =
      Source.of(
          "small.nn",
          """
          define bent(z) = (sqrt(z^2 + 1) - 1) / 2 + z
          inputs x1, x2
          weights 0.3, -0.2
          activation bent
          data { 0, 1 -> 1; 1, 1 -> 0.5 }
          train 2 epochs
          show w1, w2, b, cost
          """);

  @Test
  void manyThreadsShareAProgram() throws InterruptedException {
    share(50, 20);
  }

  @Test
  @Tag("full")
  void aThousandThreadsShareAProgramAThousandTimes() throws InterruptedException {
    share(1_000, 1_000);
  }

  /** All threads are there before the first of them runs. */
  private static void share(int count, int times) throws InterruptedException {
    Program program = ENGINE.compileOrThrow(SMALL);
    String alone = bits(program::run);
    Model model = program.run(Options.defaults()).model().orElseThrow();
    double output = model.predict(0.5, 2);
    CountDownLatch start = new CountDownLatch(1);
    AtomicInteger same = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Runnable runs =
          () -> {
            try {
              start.await();
            } catch (InterruptedException e) {
              return;
            }
            for (int k = 0; k < times; k++) {
              if (bits(program::run).equals(alone) && model.predict(0.5, 2) == output) {
                same.incrementAndGet();
              }
            }
          };
      Thread thread = new Thread(null, runs, "runs " + i, 256 << 10);
      threads.add(thread);
      thread.start();
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(count * times, same.get());
  }
}
