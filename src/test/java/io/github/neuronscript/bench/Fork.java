package io.github.neuronscript.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Session;
import io.github.neuronscript.diagnostic.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.LongSupplier;

/**
 * One contestant in a process of its own. Prints {@code time NANOSECONDS}, of an example, an epoch,
 * a number or a byte, and {@code weights …} behind three epochs from zero where it trains; as do
 * the contestants in C and Python.
 */
public final class Fork {

  /** A short script, as a first one may be. */
  static final String SHORT =
      "inputs x1, x2\nweights 0.4, -0.6\nbias 0.1\ndata { 0, 0 -> 0; 1, 1 -> 1 }\n"
          + "loss mse\nlearning rate 0.5\ntrain 2 epochs\npredict 1, 1\n";

  private Fork() {}

  /**
   * Measures what the first argument says.
   *
   * @param arguments what, and what that needs, as written in {@link Rows}
   */
  public static void main(String[] arguments) throws IOException {
    List<String> rest = List.of(arguments).subList(1, arguments.length);
    switch (arguments[0]) {
      case "nothing" -> {}
      case "train" -> train(Library.Way.valueOf(rest.get(0)), ints(rest, 1), seconds(rest));
      case "train-by-hand" -> trainByHand(ints(rest, 0), seconds(rest));
      case "batch" -> batch(ints(rest, 0), seconds(rest));
      case "batch-by-hand" -> batchByHand(ints(rest, 0), seconds(rest));
      case "sigmoid" -> sigmoid(ints(rest, 0)[0], seconds(rest));
      case "load" -> load(Path.of(rest.get(0)));
      case "load-by-hand" -> loadByHand(Path.of(rest.get(0)));
      case "first-parse" -> firstParse(rest.contains("all"));
      case "read" -> read(ints(rest, 0)[0]);
      case "growth" -> Growth.measure(rest.get(0), Integer.parseInt(rest.get(1)));
      default -> throw new IllegalArgumentException(String.join(" ", arguments));
    }
  }

  private static int[] ints(List<String> arguments, int from) {
    return arguments.stream()
        .skip(from)
        .filter(argument -> argument.matches("\\d+"))
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  /** The last argument, which has a point. */
  private static double seconds(List<String> arguments) {
    return Double.parseDouble(arguments.get(arguments.size() - 1));
  }

  static void print(String name, double... values) {
    StringJoiner line = new StringJoiner(" ");
    line.add(name);
    for (double value : values) {
      line.add(Double.toString(value));
    }
    System.out.println(line);
  }

  private static void train(Library.Way way, int[] size, double seconds) {
    Session session = Library.session(size[0], size[1], way);
    Library.train(session, 3);
    print("weights", Library.weights(session));
    double time = new Stopwatch(seconds).measure(epochs -> Library.train(session, epochs));
    print("time", time / size[1]);
    print("bytes", bytesOfAnExample(session, size[1], Math.max(1, 20_000 / size[1])));
  }

  private static double bytesOfAnExample(Session session, int rows, long epochs) {
    long start = allocated();
    Library.train(session, epochs);
    long shorter = allocated() - start;
    Library.train(session, 5 * epochs);
    return (allocated() - start - 2 * shorter) / (4.0 * epochs * rows);
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  private static void trainByHand(int[] size, double seconds) {
    double[][] x = Generated.inputRows(size[1], size[0]);
    int[] y = Generated.targets(size[1], size[0]);
    double[] w = new double[size[0] + 1];
    ByHand.train(x, y, w, 3);
    print("weights", w);
    print(
        "time", new Stopwatch(seconds).measure(epochs -> ByHand.train(x, y, w, epochs)) / size[1]);
  }

  /** With a number of threads behind the size it measures by the wall, else by the processor. */
  private static void batch(int[] size, double seconds) {
    boolean wall = size.length > 2;
    int threads = wall ? size[2] : 1;
    Session session = Library.session(size[0], size[1], Library.Way.USUAL, threads);
    Library.batch(session, 3);
    print("weights", Library.weights(session));
    print("time", new Stopwatch(seconds, wall).measure(epochs -> Library.batch(session, epochs)));
  }

  private static void batchByHand(int[] size, double seconds) {
    double[][] x = Generated.inputRows(size[1], size[0]);
    int[] y = Generated.targets(size[1], size[0]);
    double[] w = new double[size[0] + 1];
    ByHand.batch(x, y, w, 3);
    print("weights", w);
    print("time", new Stopwatch(seconds).measure(epochs -> ByHand.batch(x, y, w, epochs)));
  }

  /** By a model of one input, whose weight is 8, as an embedder has no other way to a sigmoid. */
  private static void sigmoid(int count, double seconds) {
    double[] x = new double[count];
    Arrays.setAll(x, i -> Generated.number(2L * i));
    double[] outputs = new double[count];
    var model = ByHand.model("inputs x\nweights 8\nbias 0\n");
    print(
        "time",
        new Stopwatch(seconds)
                .measure(
                    times -> {
                      for (long i = 0; i < times; i++) {
                        model.predictAll(x, outputs);
                      }
                    })
            / count);
  }

  /** The best of several, since the first ones are not compiled yet; a few must do for a file. */
  private static void load(Path file) throws IOException {
    int width = width(file);
    print("time", Stopwatch.best(6, () -> Library.load(file, width)) / Files.size(file));
  }

  private static void loadByHand(Path file) throws IOException {
    int width = width(file);
    print("time", Stopwatch.best(6, () -> ByHand.load(file, width + 1)) / Files.size(file));
  }

  private static int width(Path file) throws IOException {
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(file)) {
      Iterator<CsvRecord> records = reader.iterator();
      return records.next().getFieldCount() - 1;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * What a first script costs whoever embeds it.
   *
   * @param ofAll all threads, compilers of Java included, and not that one alone
   */
  private static void firstParse(boolean ofAll) {
    LongSupplier time =
        ofAll ? Fork::processTime : ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime;
    long before = time.getAsLong();
    new NeuronScript().compileOrThrow(Source.of("first.nn", SHORT));
    print("time", (double) (time.getAsLong() - before));
  }

  private static long processTime() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** The best of ten passes, as the probe in C. */
  private static void read(int megabytes) {
    long[] numbers = new long[megabytes * (1_000_000 / Long.BYTES)];
    Arrays.setAll(numbers, i -> i);
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      long start = System.nanoTime();
      long sum = ByHand.sum(numbers);
      best = Math.min(best, System.nanoTime() - start);
      if (sum == 0) {
        throw new IllegalStateException("no sum");
      }
    }
    print("time", best / ((double) numbers.length * Long.BYTES));
  }
}
