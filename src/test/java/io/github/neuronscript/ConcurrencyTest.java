package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
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

  /** A host that swaps scripts for years loads no more classes than on the first day. */
  @Test
  void compilingLeavesNoClasses() {
    compile(500);
    ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
    long before = classes.getLoadedClassCount();
    compile(5_000);
    long more = classes.getLoadedClassCount() - before;
    assertTrue(more < 100, more + " more classes");
  }

  private static void compile(int times) {
    for (int i = 0; i < times; i++) {
      String text = "inputs a" + i + "\ndefine f" + i + "(z) = z^2\nactivation f" + i + "\n";
      assertTrue(ENGINE.compile(Source.of("swap.nn", text)).program().isPresent());
    }
  }
}
