package io.github.neuronscript.bench;

import io.github.neuronscript.bench.Contestant.Means;
import io.github.neuronscript.bench.Contestant.Unit;
import io.github.neuronscript.bench.Row.Aim;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The rows of the table, and who takes part in each. */
final class Rows {

  private static final String VECTORS = ", Vector API";
  private static final String NO_C = "there is no gcc";
  private static final String NO_PYTHON = "there is no python3 with numpy (python3-numpy)";

  /** Inputs and rows of a training in one batch, and how it is to stand beside numpy. */
  private record Batch(int width, int rows, double good, double goodByVectors) {}

  private final Tools tools;
  private final boolean brief;
  private final String seconds;
  private final List<Row> rows = new ArrayList<>();

  private Rows(Tools tools, boolean brief) {
    this.tools = tools;
    this.brief = brief;
    this.seconds = brief ? "0.3" : "1.0";
  }

  /** Returns all of them, in the order of the table. */
  static List<Row> all(Tools tools, boolean brief) {
    Rows made = new Rows(tools, brief);
    made.train(10, new double[] {1.1, 1.3}, new double[] {1.3, 1.5});
    made.train(100, new double[] {1.5, 3}, new double[] {1.3, 3.3});
    made.train(784, new double[] {1.2, 2.3}, new double[] {1.3, 3.5});
    made.otherWays();
    made.batch(new Batch(10, 100_000, 1.7, 1.9));
    made.batch(new Batch(100, 20_000, 1.0, 1.5));
    made.batch(new Batch(784, 5_000, 1.0, 1.4));
    made.large();
    made.sigmoid();
    made.loading();
    made.starting();
    made.languages();
    return made.rows;
  }

  private void row(String group, String what, Contestant ours, Contestant theirs, Aim aim) {
    rows.add(new Row(group, what, ours, theirs, aim));
  }

  private void train(int width, double[] smile, double[] sklearn) {
    String group = "train-" + width;
    String what = "per-example training, d = " + width;
    int examples = 1_000;
    String[] size = {Integer.toString(width), Integer.toString(examples), seconds};
    Contestant ours = training("NeuronScript", Library.Way.USUAL, size);
    row(group, what, ours, c(Tools.STRICT, Unit.NANOSECONDS, "train", size), Aim.atMost(1.35, 1.1));
    row(
        group,
        what + VECTORS,
        byVectors(ours),
        c(Tools.FAST, Unit.NANOSECONDS, "train", size),
        Aim.atMost(1.35, 1.15));
    for (String flags : List.of(Tools.FAST, Tools.NATIVE, Tools.NATIVE_FAST)) {
      row(group, what, ours, c(flags, Unit.NANOSECONDS, "train", size), Aim.none());
    }
    row(
        group,
        what,
        ours,
        java("Java by hand", "one sum in order, Math.exp", Unit.NANOSECONDS, "train-by-hand", size),
        Aim.none());
    row(
        group,
        what,
        ours,
        learner(
            "Smile 3.1.1 update", "LogisticRegression.Binomial.update, no penalty", "smile", size),
        Aim.fasterBy(smile[0], smile[1]));
    row(
        group,
        what,
        ours,
        python("scikit-learn SGDClassifier", Unit.NANOSECONDS, "sgd", size)
            .needs(package_("sklearn"), "there is no python3-sklearn"),
        Aim.fasterBy(sklearn[0], sklearn[1]));
    for (String optimiser : List.of("sgd", "adagrad")) {
      String setup =
          "LinearSGDTrainer, LogMulticlass, dense examples, minibatch 1, no shuffle, no log";
      row(
          group,
          what,
          ours,
          learner("Tribuo 4.3.2 " + optimiser, setup, "tribuo-" + optimiser, size),
          Aim.fasterBy(2.5, 4));
    }
  }

  private void otherWays() {
    String group = "train-ways";
    String[] size = {"10", "1000", seconds};
    Contestant usual = training("NeuronScript", Library.Way.USUAL, size);
    Contestant own = training("own activation", Library.Way.DEFINED, size);
    Contestant told = training("every step told", Library.Way.TOLD, size);
    Contestant unheard = training("full trace unheard", Library.Way.UNHEARD, size);
    row(group, "own activation by `define`, d = 10", own, usual, Aim.atMost(2, 1.3));
    row(
        group,
        "every step kept in the ring, d = 10",
        told.missing("there is none: steps are computed anew for whoever goes back"),
        usual,
        Aim.atMost(1.15, 1.06));
    row(
        group,
        "full trace that nobody wants to hear, d = 10",
        unheard,
        usual,
        Aim.atMost(1.15, 1.06));
    row(group, "every step told to a listener, d = 10", told, usual, Aim.none());
  }

  private void batch(Batch of) {
    String group = "batch-" + of.width();
    String what = "full batch, " + of.rows() / 1000 + "k × " + of.width();
    // Inputs are copied once in a training, which its epochs are to outweigh, as they do in life.
    String longer = brief ? "1.0" : "3.0";
    String[] size = {Integer.toString(of.width()), Integer.toString(of.rows()), longer};
    Contestant ours = java("NeuronScript", "", Unit.MILLISECONDS, "batch", size);
    Contestant numpy = python("numpy, one thread", Unit.MILLISECONDS, "batch", size);
    row(group, what, ours, numpy, Aim.fasterBy(1, of.good()));
    row(group, what + VECTORS, byVectors(ours), numpy, Aim.fasterBy(1.3, of.goodByVectors()));
    row(group, what, ours, c(Tools.STRICT, Unit.MILLISECONDS, "batch", size), Aim.none());
    row(group, what, ours, c(Tools.NATIVE_FAST, Unit.MILLISECONDS, "batch", size), Aim.none());
    row(
        group,
        what,
        ours,
        java(
            "Java by hand", "one sum in order, Math.exp", Unit.MILLISECONDS, "batch-by-hand", size),
        Aim.none());
  }

  private void large() {
    int count = brief ? 400_000 : 2_000_000;
    String group = "batch-large";
    String what = "full batch, " + count / 1000 + "k × 50";
    String[] size = {"50", Integer.toString(count), seconds};
    double bytes = 8.0 * 50 * count;
    String megabytes = Long.toString(Math.round(bytes / 1e6));
    Contestant ours = java("NeuronScript", "", Unit.MILLISECONDS, "batch", size);
    Contestant numpy = python("numpy, one thread", Unit.MILLISECONDS, "batch", size);
    row(group, what, ours, numpy, Aim.fasterBy(1, 1.6));
    row(group, what + VECTORS, byVectors(ours), numpy, Aim.fasterBy(1.3, 2.1));
    row(group, what, ours, c(Tools.STRICT, Unit.MILLISECONDS, "batch", size), Aim.none());
    String read = ", share of read bandwidth";
    Contestant reading =
        c(Tools.NATIVE, Unit.MILLISECONDS, "read", megabytes, "1").times(bytes, Unit.MILLISECONDS);
    row(group, what + read, ours, reading, Aim.share(0.45, 0.60));
    row(group, what + read + VECTORS, byVectors(ours), reading, Aim.share(0.45, 0.60));
    row(
        group,
        what + read,
        ours,
        java("read by Java", "", Unit.MILLISECONDS, "read", megabytes)
            .times(bytes, Unit.MILLISECONDS),
        Aim.noneShare());
    String[] alone = {size[0], size[1], "1", seconds};
    String[] shared = {size[0], size[1], "2", seconds};
    Contestant one = java("one thread by the wall", "", Unit.MILLISECONDS, "batch", alone);
    Contestant two = java("two threads by the wall", "", Unit.MILLISECONDS, "batch", shared);
    Contestant twoReading =
        c(Tools.NATIVE, Unit.MILLISECONDS, "read", megabytes, "2").times(bytes, Unit.MILLISECONDS);
    String together = ", two threads";
    row(group, what + read + together, two, twoReading, Aim.share(0.45, 0.60));
    row(group, what + read + together + VECTORS, byVectors(two), twoReading, Aim.share(0.45, 0.60));
    row(group, what + together + VECTORS, byVectors(two), numpy, Aim.fasterBy(1.3, 2.5));
    row(group, what + ", two threads against one", two, one, Aim.fasterBy(1.5, 1.75));
  }

  private void sigmoid() {
    String[] size = {"100000", seconds};
    String what = "sigmoid over an array";
    Contestant ours = java("predictAll", "", Unit.NANOSECONDS, "sigmoid", size);
    row(
        "sigmoid",
        what,
        ours,
        python("numpy, one thread", Unit.NANOSECONDS, "sigmoid", size),
        Aim.atMost(1.4, 0.75));
    row("sigmoid", what, ours, c(Tools.STRICT, Unit.NANOSECONDS, "sigmoid", size), Aim.none());
  }

  private void loading() {
    for (boolean all : new boolean[] {false, true}) {
      String group = all ? "load-all-digits" : "load-six-digits";
      String what = all ? "CSV, numbers of 17 digits" : "CSV, numbers of six digits";
      String file = tools.csv(all).toString();
      Unit unit = Unit.MEGABYTES_A_SECOND;
      Contestant ours = java("NeuronScript", "", unit, "load", file);
      String setup = "a string for each cell";
      row(
          group,
          what,
          ours,
          java("FastCSV and Double.parseDouble", setup, unit, "load-by-hand", file),
          Aim.fasterBy(1.5));
      row(group, what, ours, python("numpy.loadtxt", unit, "loadtxt", file), Aim.fasterBy(1.5));
      row(
          group,
          what,
          ours,
          python("pandas.read_csv", unit, "pandas", file)
              .needs(package_("pandas"), "there is no python3-pandas"),
          Aim.fasterBy(1.5));
    }
  }

  private void starting() {
    for (Map.Entry<Integer, Path> jdk : tools.jdks().entrySet()) {
      String on = " on Java " + jdk.getKey();
      Map<String, String> home = Map.of("JAVA_HOME", jdk.getValue().toString());
      Contestant bare =
          Contestant.of(
              "bare start" + on,
              Means.WHOLE_PROCESS,
              "-Xshare:auto -XX:-UsePerfData -XX:+UseSerialGC, an empty main",
              Unit.MILLISECONDS,
              List.of(
                  jdk.getValue().resolve("bin/java").toString(),
                  "-Xshare:auto",
                  "-XX:-UsePerfData",
                  "-XX:+UseSerialGC",
                  "-cp",
                  classesOf(Nothing.class),
                  Nothing.class.getName()));
      row(
          "start-script-" + jdk.getKey(),
          "`scripts/nn run scripts/and.nn`" + on,
          nn("run and.nn" + on, Means.WHOLE_PROCESS, "run", "scripts/and.nn").with(home),
          bare,
          Aim.atMost(4.5));
      row(
          "start-prompt-" + jdk.getKey(),
          "first prompt" + on,
          nn("first prompt" + on, Means.FIRST_PROMPT, "--no-history").with(home),
          bare,
          Aim.atMost(6));
      row(
          "start-long-" + jdk.getKey(),
          "a script of 100,000 lines" + on,
          nn(
                  "100,000 lines" + on,
                  Means.WHOLE_PROCESS,
                  "run",
                  "--limits",
                  "trusted",
                  tools.longScript().toString())
              .with(home),
          Contestant.fixed("one second", 1e9),
          Aim.atMost(1));
    }
    String parse = "first parse of a short script, CPU of ";
    String setup = "no class-data archive but Java's own";
    row(
        "start-parse",
        parse + "all threads",
        java("all threads", setup, Unit.MILLISECONDS, "first-parse", "all"),
        Contestant.fixed("50 ms", 50e6),
        Aim.atMost(1));
    row(
        "start-parse",
        parse + "its thread",
        java("its thread", setup, Unit.MILLISECONDS, "first-parse"),
        Contestant.fixed("50 ms", 50e6),
        Aim.none());
  }

  private void languages() {
    Contestant predict = jmh("OtherLanguages.neuronScript");
    for (String language : List.of("byHand", "mvel", "jexl", "cel")) {
      row(
          "predict",
          "`predict` of 2 inputs",
          predict,
          jmh("OtherLanguages." + language),
          language.equals("byHand") ? Aim.none() : Aim.noneFaster());
    }
    for (String inputs : List.of("10", "100")) {
      String parameter = "inputs=" + inputs;
      row(
          "predict",
          "`predict` of " + inputs + " inputs",
          jmh("PredictBenchmark.model", parameter),
          jmh("PredictBenchmark.loop", parameter),
          Aim.none());
    }
    row(
        "decide",
        "`decide` with two rules",
        jmh("DecideBenchmark.model"),
        jmh("DecideBenchmark.byHand"),
        Aim.none());
    row(
        "compile",
        "`compile` of thirty lines, warm",
        jmh("CompileBenchmark.compile"),
        Contestant.fixed("one ms", 1e6),
        Aim.none());
    row(
        "listener",
        "1,000 epochs with a listener that counts",
        jmh("ListenerBenchmark.counting"),
        jmh("ListenerBenchmark.nobody"),
        Aim.none());
  }

  private static String classesOf(Class<?> type) {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath()).getPath();
  }

  /** A {@link Fork} in the Java that runs this. */
  private static Contestant java(
      String name, String setup, Unit unit, String what, String... arguments) {
    return java(
        Fork.class.getName(),
        name,
        setup,
        unit,
        Stream.concat(Stream.of(what), Stream.of(arguments)));
  }

  private static Contestant byVectors(Contestant ours) {
    return ours.startedWith(
        ours.name() + " by vectors", "--add-modules", "jdk.incubator.vector", "-Dfast=true");
  }

  private static Contestant training(String name, Library.Way way, String... size) {
    return java(
        Fork.class.getName(),
        name,
        "",
        Unit.NANOSECONDS,
        Stream.concat(Stream.of("train", way.name()), Stream.of(size)));
  }

  /** One size of a series, measured once. */
  static Contestant growth(Growth series, int size) {
    return java("growth", "", Unit.MILLISECONDS, "growth", series.name(), Integer.toString(size));
  }

  private static Contestant learner(String name, String setup, String what, String... arguments) {
    return java(
        "io.github.neuronscript.bench.OtherLearners",
        name,
        setup,
        Unit.NANOSECONDS,
        Stream.concat(Stream.of(what), Stream.of(arguments)));
  }

  private static Contestant java(
      String main, String name, String setup, Unit unit, Stream<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx6g", "-cp", System.getProperty("java.class.path"), main));
    arguments.forEach(command::add);
    return Contestant.of(name, Means.PRINTED, setup, unit, command);
  }

  private Contestant c(String flags, Unit unit, String what, String... arguments) {
    Path program = tools.compilers().getOrDefault(flags, Path.of("none"));
    List<String> command = new ArrayList<>(List.of(program.toString(), what));
    command.addAll(List.of(arguments));
    String name = what.equals("read") ? "read by C, " + arguments[1] + " thread(s)" : "C " + flags;
    return Contestant.of(name, Means.PRINTED, "gcc " + flags, unit, command)
        .needs(Optional.ofNullable(tools.compilers().get(flags)), NO_C);
  }

  private Contestant python(String name, Unit unit, String what, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(tools.python().orElse("python3"));
    command.addAll(
        List.of(tools.root().resolve("src/test/python/contestants.py").toString(), what));
    command.addAll(List.of(arguments));
    // Where these are set they choose an older kernel of OpenBLAS.
    Map<String, String> environment =
        Map.of("OPENBLAS_NUM_THREADS", "1", "OPENBLAS_CORETYPE", "", "OPENBLAS_L2_SIZE", "");
    return Contestant.of(name, Means.PRINTED, "", unit, command)
        .with(environment)
        .needs(tools.python(), NO_PYTHON);
  }

  private Optional<String> package_(String name) {
    return tools.packages().stream().filter(name::equals).findFirst();
  }

  private Contestant nn(String name, Means means, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(tools.root().resolve("scripts/nn").toString());
    command.addAll(List.of(arguments));
    return Contestant.of(name, means, "", Unit.MILLISECONDS, command);
  }

  private static Contestant jmh(String benchmark, String... parameters) {
    List<String> command = new ArrayList<>(List.of(benchmark));
    command.addAll(List.of(parameters));
    return Contestant.of(String.join(" ", command), Means.JMH, "JMH", Unit.NANOSECONDS, command);
  }
}
