package io.github.neuronscript.bench;

import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.bench.Contestant.Means;
import io.github.neuronscript.terminal.PseudoTerminal;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures the rows of {@link Rows} and prints them: {@code mvn test -Pbenchmark}. All who take
 * part in a group of rows run in turn, each time in a process of its own, five times round; a ratio
 * is one of medians, and stands beside what it must be and what would be good.
 */
public final class Table {

  private static final String GROWTH = "growth";

  /** An exponent above it is one of more than linear growth. */
  private static final double LINEAR = 1.1;

  /** How far weights may be apart behind three epochs that did the same work. */
  private static final double SAME = 1e-9;

  private final Tools tools;
  private final boolean brief;
  private final List<String> wanted;
  private final List<String> summary = new ArrayList<>();
  private final Map<String, String> setups = new TreeMap<>();

  private Table(Tools tools, boolean brief, List<String> wanted) {
    this.tools = tools;
    this.brief = brief;
    this.wanted = wanted;
  }

  /**
   * Prints the table. Of the properties {@code rows} chooses groups by how they begin, with commas
   * between them, and {@code brief} set to true measures less.
   *
   * @param arguments if there are any, JMH is run with them instead
   */
  public static void main(String[] arguments) throws IOException, RunnerException {
    if (arguments.length > 0) {
      org.openjdk.jmh.Main.main(arguments);
      return;
    }
    List<String> wanted =
        Arrays.stream(System.getProperty("rows", "").split(",", -1))
            .filter(row -> !row.isBlank())
            .toList();
    Path root = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    new Table(Tools.find(root), Boolean.getBoolean("brief"), wanted).print();
  }

  private void print() throws IOException, RunnerException {
    say(
        String.format(
            Locale.ROOT,
            "NeuronScript %s, arithmetic %d, on %s",
            NeuronScript.VERSION,
            NeuronScript.ARITHMETIC,
            Tools.machine()));
    say(
        String.format(
            Locale.ROOT,
            "%d forks, %d of a start; medians, with the least and the greatest in brackets%n",
            forks(false),
            forks(true)));
    tools.writeFiles();
    Map<String, List<Row>> groups = new LinkedHashMap<>();
    for (Row row : Rows.all(tools, brief)) {
      if (isWanted(row.group())) {
        groups.computeIfAbsent(row.group(), group -> new ArrayList<>()).add(row);
      }
    }
    summary.add("| what | time | against | ratio | must | good | |");
    summary.add("| --- | --- | --- | --- | --- | --- | --- |");
    for (Map.Entry<String, List<Row>> group : groups.entrySet()) {
      measure(group.getKey(), group.getValue());
    }
    say("\nHow each is set up:");
    setups.forEach((name, setup) -> say(String.format(Locale.ROOT, "  %-32s %s", name, setup)));
    say("\n" + String.join("\n", summary));
    if (isWanted(GROWTH)) {
      growth();
    }
  }

  private boolean isWanted(String group) {
    return wanted.isEmpty()
        || wanted.stream().anyMatch(name -> (group + "-").startsWith(name + "-"));
  }

  private int forks(boolean ofStart) {
    return ofStart ? (brief ? 5 : 20) : (brief ? 2 : 5);
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private void measure(String group, List<Row> rows) throws IOException, RunnerException {
    Map<String, Measured> measured = new LinkedHashMap<>();
    for (Row row : rows) {
      for (Contestant contestant : List.of(row.ours(), row.theirs())) {
        if (contestant.missing().isEmpty()) {
          measured.computeIfAbsent(contestant.name(), name -> new Measured(contestant));
        }
      }
    }
    boolean starts =
        measured.values().stream().anyMatch(one -> one.contestant().means() == Means.WHOLE_PROCESS);
    for (int fork = starts ? -2 : 0; fork < forks(starts); fork++) {
      for (Measured one : measured.values()) {
        if (one.failure().isEmpty()) {
          try {
            fork(one, fork);
          } catch (IllegalStateException e) {
            one.fail(e.getMessage());
          }
        }
      }
    }
    say(group);
    Measured first = measured.values().iterator().next();
    for (Measured one : measured.values()) {
      if (one.failure().isPresent()) {
        say(
            String.format(
                Locale.ROOT, "  %-32s failed: %s", one.contestant().name(), one.failure().get()));
      } else if (one.contestant().means() != Means.FIXED) {
        say(
            String.format(
                Locale.ROOT,
                "  %-32s %s%s",
                one.contestant().name(),
                one.time(),
                notes(first, one)));
        if (!one.setup().isEmpty()) {
          setups.put(one.contestant().name(), one.setup());
        }
      }
    }
    for (Row row : rows) {
      say(summarize(row, measured));
    }
  }

  private static String notes(Measured first, Measured one) {
    String bytes =
        Double.isNaN(one.bytes()) ? "" : ", " + Measured.digits(one.bytes()) + " bytes allocated";
    if (one.weights().length == 0 || one == first) {
      return bytes;
    }
    double difference = Measured.difference(first.weights(), one.weights());
    return bytes
        + (difference <= SAME ? ", same weights to " : ", OTHER WEIGHTS by ")
        + String.format(Locale.ROOT, "%.0e", difference);
  }

  /** Adds a row to the summary, and returns how it reads beside the figures. */
  private String summarize(Row row, Map<String, Measured> measured) {
    for (Contestant contestant : List.of(row.ours(), row.theirs())) {
      Optional<String> missing =
          contestant
              .missing()
              .or(() -> measured.get(contestant.name()).failure().map(why -> "it failed"));
      if (missing.isPresent()) {
        summary.add(line(row, "", "not measured", missing.get()));
        return "    " + row.what() + ": not measured, " + missing.get();
      }
    }
    Measured ours = measured.get(row.ours().name());
    Measured theirs = measured.get(row.theirs().name());
    String ratio = Measured.ratio(row.aim(), ours, theirs);
    String verdict = row.aim().verdict(row.aim().ratio(ours.median(), theirs.median()));
    summary.add(line(row, ours.time(), ratio, verdict));
    return String.format(
        Locale.ROOT,
        "    %s against %s: %s%s",
        row.what(),
        row.theirs().name(),
        ratio,
        verdict.isEmpty() ? "" : ", " + verdict);
  }

  private static String line(Row row, String time, String ratio, String verdict) {
    return "| "
        + String.join(
            " | ",
            row.what(),
            time,
            row.theirs().name(),
            ratio,
            limit(row.aim(), row.aim().must()),
            limit(row.aim(), row.aim().good()),
            verdict)
        + " |";
  }

  private static String limit(Row.Aim aim, OptionalDouble limit) {
    if (limit.isEmpty()) {
      return "";
    }
    String sign = aim.sense() == Row.Sense.TIMES_AS_LONG ? "≤ " : "≥ ";
    return sign + Measured.digits(limit.getAsDouble());
  }

  /** Runs a contestant once; the first two starts, numbered below 0, only make things ready. */
  private void fork(Measured one, int number) throws IOException, RunnerException {
    Contestant contestant = one.contestant();
    switch (contestant.means()) {
      case PRINTED -> one.add(printed(contestant));
      case WHOLE_PROCESS, FIRST_PROMPT -> {
        double took =
            contestant.means() == Means.FIRST_PROMPT ? toPrompt(contestant) : toEnd(contestant);
        if (number >= 0) {
          one.add(took);
        }
      }
      case JMH -> jmh(contestant).forEach(one::add);
      case FIXED -> {
        if (number >= 0) {
          one.add(1.0);
        }
      }
    }
  }

  private ProcessBuilder builder(Contestant contestant) {
    ProcessBuilder builder = new ProcessBuilder(contestant.command());
    builder.directory(tools.root().toFile()).redirectError(errors().toFile());
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    contestant
        .environment()
        .forEach(
            (name, value) -> {
              if (value.isEmpty()) {
                builder.environment().remove(name);
              } else {
                builder.environment().put(name, value);
              }
            });
    return builder;
  }

  private String printed(Contestant contestant) throws IOException {
    Process process = builder(contestant).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    end(process, contestant);
    return text;
  }

  private Path errors() {
    return tools.folder().resolve("errors.txt");
  }

  private void end(Process process, Contestant contestant) throws IOException {
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            String.join(" ", contestant.command())
                + " ended with "
                + process.exitValue()
                + "\n"
                + Files.readString(errors()));
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private double toEnd(Contestant contestant) throws IOException {
    ProcessBuilder builder = builder(contestant).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    long start = System.nanoTime();
    Process process = builder.start();
    process.getOutputStream().close();
    end(process, contestant);
    return System.nanoTime() - start;
  }

  private double toPrompt(Contestant contestant) throws IOException {
    try (PseudoTerminal terminal =
        PseudoTerminal.open().orElseThrow(() -> new IOException("there is no pseudo-terminal"))) {
      File device = terminal.device().toFile();
      ProcessBuilder builder = builder(contestant).redirectInput(device).redirectOutput(device);
      builder.environment().put("TERM", "xterm-256color");
      long start = System.nanoTime();
      Process process = builder.start();
      long[] prompted = {0};
      Thread reader =
          new Thread(() -> prompted[0] = readToPrompt(terminal.screen()), "reads the screen");
      reader.setDaemon(true);
      reader.start();
      reader.join(TimeUnit.SECONDS.toMillis(60));
      if (prompted[0] == 0) {
        process.destroyForcibly();
        throw new IllegalStateException("no prompt of " + contestant.command());
      }
      terminal.keys().write(":quit\r".getBytes(StandardCharsets.UTF_8));
      terminal.keys().flush();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      return prompted[0] - start;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long readToPrompt(InputStream screen) {
    StringBuilder shown = new StringBuilder();
    try {
      for (int sign = screen.read(); sign >= 0; sign = screen.read()) {
        shown.append((char) sign);
        if (shown.indexOf("nn> ") >= 0) {
          return System.nanoTime();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return 0;
  }

  private List<Double> jmh(Contestant contestant) throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    String benchmark = contestant.command().get(0);
    options.include("\\." + benchmark.replace(".", "\\.") + "$").forks(1);
    options.verbosity(VerboseMode.SILENT).shouldFailOnError(true);
    for (String parameter : contestant.command().subList(1, contestant.command().size())) {
      int equals = parameter.indexOf('=');
      options.param(parameter.substring(0, equals), parameter.substring(equals + 1));
    }
    TimeValue time = TimeValue.milliseconds(700);
    options.warmupTime(time).warmupIterations(4).measurementTime(time).measurementIterations(3);
    options.timeUnit(TimeUnit.NANOSECONDS);
    List<Double> times = new ArrayList<>();
    for (RunResult result : new Runner(options.build()).run()) {
      for (BenchmarkResult fork : result.getBenchmarkResults()) {
        times.add(fork.getPrimaryResult().getScore());
      }
    }
    return times;
  }

  private void growth() throws IOException {
    say(
        "\nHow cost grows: time of the thread, and what is held after it; n^k by the three largest");
    List<String> faster = new ArrayList<>();
    for (Growth series : Growth.values()) {
      if (!isWanted(GROWTH + "-" + series.name().toLowerCase(Locale.ROOT))) {
        continue;
      }
      say(
          String.format(
              Locale.ROOT, "%s: %s", series.name().toLowerCase(Locale.ROOT), series.what()));
      int[] sizes = series.sizes(brief);
      Map<Integer, Double> times = new LinkedHashMap<>();
      Map<Integer, Double> bytes = new LinkedHashMap<>();
      for (int size : sizes) {
        List<Double> each = new ArrayList<>();
        for (int fork = 0; fork < (brief ? 1 : 3); fork++) {
          Measured one = new Measured(Rows.growth(series, size));
          one.add(printed(one.contestant()));
          each.add(one.median());
          bytes.put(size, one.bytes());
        }
        times.put(size, Measured.median(each));
        say(
            String.format(
                Locale.ROOT,
                "  %,12d %12s ms %14s kB",
                size,
                Measured.digits(times.get(size) / 1e6),
                Measured.digits(bytes.get(size) / 1e3)));
      }
      int[] largest = IntStream.of(sizes).skip(Math.max(0, sizes.length - 3)).toArray();
      double ofTime = Growth.exponent(times::get, largest);
      // Less than a megabyte is noise; NaN where fewer than two sizes hold more.
      int[] heavy = IntStream.of(largest).filter(size -> bytes.get(size) >= 1e6).toArray();
      double ofMemory = Growth.exponent(bytes::get, heavy);
      String memory =
          Double.isNaN(ofMemory)
              ? "too little memory to tell"
              : String.format(Locale.ROOT, "memory n^%.2f", ofMemory);
      say(String.format(Locale.ROOT, "  time n^%.2f, %s", ofTime, memory));
      if (ofTime > LINEAR || ofMemory > LINEAR) {
        faster.add(
            String.format(
                Locale.ROOT, "%s (time n^%.2f, memory n^%.2f)", series.what(), ofTime, ofMemory));
      }
    }
    say(
        String.format(
            Locale.ROOT,
            "Faster than linear: %s",
            faster.isEmpty() ? "nothing" : String.join("; ", faster)));
  }
}
