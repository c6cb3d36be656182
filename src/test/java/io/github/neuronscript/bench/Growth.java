package io.github.neuronscript.bench;

import io.github.neuronscript.Limits;
import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Session;
import io.github.neuronscript.diagnostic.Source;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** How time and memory grow with the size of what is done, each size in a process of its own. */
enum Growth {
  ROWS("rows of 4 inputs, read from the host and trained for 5 epochs", 1_000, 10_000_000) {
    @Override
    Object work(int n) {
      Session session = Library.session(4, n, Library.Way.USUAL);
      Library.batch(session, 5);
      return session;
    }
  },
  LOAD("rows of 4 inputs in a CSV file, read", 1_000, 10_000_000) {
    @Override
    Object work(int n) {
      return Library.load(csv(n), 4);
    }

    @Override
    void prepare(int n) throws IOException {
      csv(n).toFile().deleteOnExit();
      try (BufferedWriter file = Files.newBufferedWriter(csv(n))) {
        file.write(String.join(",", Generated.columns(4)) + "\n");
        for (int row = 0; row < n; row++) {
          for (int j = 0; j < 4; j++) {
            long millionths = (long) (1e6 * Math.abs(Generated.number(4L * row + j)));
            file.write("0." + Long.toString(1_000_000 + millionths).substring(1) + ",");
          }
          file.write(row % 2 + "\n");
        }
      }
    }

    private static Path csv(int n) {
      long process = ProcessHandle.current().pid();
      return Path.of(System.getProperty("java.io.tmpdir"), "growth-" + process + "-" + n + ".csv");
    }
  },
  INPUTS("inputs of 1,000 rows, trained example by example for 20 epochs", 1, 10_000) {
    @Override
    Object work(int n) {
      // A table has 10,000 columns at most, and one is the target.
      Session session = Library.session(Math.min(n, 9_999), 1_000, Library.Way.USUAL);
      Library.train(session, 20);
      return session;
    }
  },
  EPOCHS("epochs over 100 rows of 2 inputs", 100, 1_000_000) {
    @Override
    Object work(int n) {
      Session session = Library.session(2, 100, Library.Way.USUAL);
      Library.batch(session, n);
      return session;
    }
  },
  STEPS("epochs over 100 rows of 2 inputs, every step told", 10, 10_000) {
    @Override
    Object work(int n) {
      Session session = Library.session(2, 100, Library.Way.TOLD);
      Library.train(session, n);
      return session;
    }
  },
  SCRIPT("lines of a script, read, checked and run", 100, 100_000) {
    @Override
    Object work(int n) {
      return new NeuronScript(Limits.trusted())
          .run(Source.of("long.nn", script(n)), Library.options())
          .orThrow();
    }
  },
  HISTORY("statements of a session, each with a point to go back to", 100, 100_000) {
    @Override
    Object work(int n) {
      Session session = Library.session(2, 100, Library.Way.USUAL);
      List<Session.Point> points = new ArrayList<>();
      for (int i = 1; i <= n; i++) {
        Library.run(session, "learning rate " + i);
        points.add(session.point());
      }
      return points;
    }
  };

  /** Nanoseconds of the least size that are not measured, so that Java is warm. */
  private static final long WARM = 1_000_000_000;

  private final String what;
  private final int least;
  private final int most;

  Growth(String what, int least, int most) {
    this.what = what;
    this.least = least;
    this.most = most;
  }

  abstract Object work(int n);

  /** Makes what the work of this size needs, and is not measured. */
  void prepare(int n) throws IOException {}

  String what() {
    return what;
  }

  /** Returns the sizes, each ten times the one before; in brief one fewer at the upper end. */
  int[] sizes(boolean brief) {
    return IntStream.iterate(least, n -> n <= most / (brief ? 10 : 1), n -> 10 * n).toArray();
  }

  /** A script of so many lines, each of which declares something. */
  static String script(int lines) {
    StringBuilder script = new StringBuilder();
    for (int i = 1; i <= lines; i++) {
      script.append("let a").append(i).append(" = 2\n");
    }
    return script.toString();
  }

  /** Prints the time of one size, by the processor time of the thread, and what is held after. */
  static void measure(String name, int n) throws IOException {
    Growth series = valueOf(name);
    series.prepare(series.least);
    series.prepare(n);
    long begin = threadTime();
    while (threadTime() - begin < WARM) {
      held(series.work(series.least));
    }
    long before = usedBytes();
    long start = threadTime();
    Object result = series.work(n);
    Fork.print("time", (double) (threadTime() - start));
    Fork.print("bytes", (double) Math.max(0, usedBytes() - before));
    held(result);
  }

  /** Keeps what was made from being forgotten before it is measured. */
  private static void held(Object result) {
    if (result == null) {
      throw new IllegalStateException("nothing is held");
    }
  }

  private static long threadTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long usedBytes() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Returns the least-squares slope of the logarithms, and NaN for fewer than two sizes. */
  static double exponent(IntFunction<Double> value, int... sizes) {
    double meanX = IntStream.of(sizes).mapToDouble(Math::log).average().orElse(Double.NaN);
    double meanY =
        IntStream.of(sizes).mapToDouble(n -> Math.log(value.apply(n))).average().orElse(Double.NaN);
    double above = 0;
    double below = 0;
    for (int n : sizes) {
      above += (Math.log(n) - meanX) * (Math.log(value.apply(n)) - meanY);
      below += (Math.log(n) - meanX) * (Math.log(n) - meanX);
    }
    return above / below;
  }
}
