package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Reached;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.SplitMix;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code predict from … to …}: what it writes, and that it writes all of it or nothing. */
class FilePredictionTest {

  private static final String PLAIN =
      "inputs x\nweights 1\nbias 0\nactivation linear\nset trace none\n";

  private static final String OLD = "what was there\n";

  @TempDir Path folder;

  private Options options;
  private final List<TraceEvent> events = new ArrayList<>();

  @BeforeEach
  void openTheFolder() throws IOException {
    options =
        Options.defaults()
            .files(FilePolicy.none().read(folder).writing(folder))
            .trace(TraceLevel.NONE)
            .listener(events::add);
    Files.writeString(folder.resolve("out.csv"), OLD);
  }

  private Result run(String script) {
    return new NeuronScript().run(Source.of("s.nn", script), options);
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  /** Nothing but the files that are named stands in the folder. */
  private void assertFiles(String... names) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          List.of(names), files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  /** Writes a file from another one, which must go well, and returns it. */
  private String written(String input, String script) throws IOException {
    write("in.csv", input);
    Result result = run(script);
    assertEquals(List.of(), result.diagnostics(), script);
    return read("out.csv");
  }

  private static String rows(int count, SplitMix random) {
    List<String> kinds = List.of("a", "\"b\"", "c d", "\"e,\"\"f\"");
    StringBuilder rows = new StringBuilder("size,kind,price,y\n");
    for (int i = 0; i < count; i++) {
      rows.append(18 * random.unit() - 9)
          .append(',')
          .append(kinds.get(random.below(4)))
          .append(',')
          .append(random.below(10) == 0 ? "" : Integer.toString(random.below(100)))
          .append(',')
          .append(random.below(2))
          .append('\n');
    }
    return rows.toString();
  }

  /** Over many portions: every row as the model, and some as typed values, to the last bit. */
  @Test
  void givesTheBitsOfPredict() throws IOException {
    SplitMix random = new SplitMix(5);
    write("in.csv", rows(10_000, random));
    Session session = new NeuronScript().newSession(options);
    Result result =
        session.run(
            Source.of(
                "s.nn",
                """
                inputs size, twice = size * 2 + price, one_hot(kind)
                target y
                data from "in.csv" missing mean
                scale standard
                train 5 epochs
                on predict when output > 0.5 and size > 0 then answer "{output}" \
                otherwise answer "no, {z:9}"
                predict from "in.csv" where y == 1 to "out.csv"
                """));
    assertEquals(List.of(), result.diagnostics());
    Model model = session.model().orElseThrow();
    List<String> in = read("in.csv").lines().skip(1).filter(row -> row.endsWith(",1")).toList();
    List<String> out = read("out.csv").lines().toList();
    assertEquals("size,kind,price,y,output,answer", out.get(0));
    assertEquals(in.size() + 1, out.size());
    double mean = meanOfPrices(read("in.csv"));
    for (int i = 0; i < in.size(); i++) {
      String row = out.get(i + 1);
      assertTrue(row.startsWith(in.get(i) + ","), row);
      String[] added = row.substring(in.get(i).length() + 1).split(",", 2);
      Map<String, Object> values = values(in.get(i), mean);
      Decision decision = model.decide(values);
      assertEquals(decision.output(), Double.parseDouble(added[0]), row);
      String answer = decision.answer().orElseThrow();
      assertEquals(answer.contains(",") ? "\"" + answer + "\"" : answer, added[1]);
      if (i % 100 == 0) {
        typed(session, values, Double.parseDouble(added[0]));
      }
    }
  }

  private static double meanOfPrices(String rows) {
    double sum = 0;
    int count = 0;
    for (String row : rows.lines().skip(1).toList()) {
      String price = row.split(",(?=[^,]*,[01]$)", 2)[1].split(",", -1)[0];
      sum += price.isEmpty() ? 0 : Integer.parseInt(price);
      count += price.isEmpty() ? 0 : 1;
    }
    return sum / count;
  }

  private static Map<String, Object> values(String row, double mean) {
    String[] ends = row.split(",(?=[^,]*,[01]$)", 2);
    String[] begins = ends[0].split(",", 2);
    String price = ends[1].split(",", -1)[0];
    Map<String, Object> values = new HashMap<>();
    values.put("size", Double.valueOf(begins[0]));
    values.put("kind", begins[1].replaceAll("^\"|\"$", "").replace("\"\"", "\""));
    values.put("price", price.isEmpty() ? mean : Double.parseDouble(price));
    return values;
  }

  private static void typed(Session session, Map<String, Object> values, double output) {
    double size = (double) values.get("size");
    double twice = size * 2 + (double) values.get("price");
    String kind = ((String) values.get("kind")).replace("\"", "\\\"");
    Source line = Source.of("line", "predict " + size + ", " + twice + ", \"" + kind + "\"");
    assertEquals(List.of(), session.run(line).diagnostics());
    assertEquals(output, session.value("output").orElseThrow());
  }

  /** Cells stay as they are: quotes, separators, spaces, line ends within; empty lines go. */
  @Test
  void keepsTheCells() throws IOException {
    String in =
        "\ufeffx,\"a \"\"name\"\"\", z \r\n"
            + "1,\"two\r\nlines, and \"\"quotes\"\"\",\r\n"
            + "\r\n"
            + "\"2\",\"\", 007 \r\n"
            + "3,NA,\"é\"";
    assertEquals(
        "x,\"a \"\"name\"\"\", z ,output\n"
            + "1,\"two\r\nlines, and \"\"quotes\"\"\",,1\n"
            + "\"2\",\"\", 007 ,2\n"
            + "3,NA,\"é\",3\n",
        written(in, PLAIN + "predict from \"in.csv\" to \"out.csv\""));
    assertFiles("in.csv", "out.csv");
  }

  @Test
  void writesAsItReads() throws IOException {
    assertEquals(
        "x;y;output\n0,5;a;0,5\n-1e30;b;-1e30\n",
        written(
            "x;y\n0,5;a\n-1e30;b\n",
            PLAIN + "predict from \"in.csv\" decimal comma to \"out.csv\""));
    String nameless = PLAIN.replace("inputs x", "inputs c2");
    assertEquals(
        "a|1|1\nb|2|2\n",
        written(
            "a|1\nb|2\n",
            nameless + "predict from \"in.csv\" header none separator pipe to \"out.csv\""));
  }

  /** What has types becomes CSV that reads the same. */
  @Test
  void writesRowsWithTypes() throws IOException {
    write(
        "in.jsonl", "{\"x\": 1e2, \"t\": \"a, b\", \"u\": [1, 2]}\n{\"x\": true, \"t\": \"NA\"}\n");
    assertEquals(List.of(), run(PLAIN + "predict from \"in.jsonl\" to \"out.csv\"").diagnostics());
    assertEquals("x,t,u,output\n1e2,\"a, b\",\"[1, 2]\",100\n1,\"NA\",,1\n", read("out.csv"));
    options =
        options.data(
            Map.of(
                "sales",
                DataRows.maps(
                    List.of("x", "day"),
                    List.of(Map.of("x", 0.1f, "day", "Monday"), Map.of("x", 2)))));
    assertEquals(List.of(), run(PLAIN + "predict from sales to \"out.csv\"").diagnostics());
    assertEquals("x,day,output\n0.1,Monday,0.1\n2,,2\n", read("out.csv"));
  }

  @Test
  void givesNewColumnsFreeNames() throws IOException {
    String script = PLAIN + "threshold 2\npredict from \"in.csv\" to \"out.csv\"";
    assertEquals(
        "x,output,answer,output_2,answer_2\n1,a,b,1,0\n2,c,d,2,1\n",
        written("x,output,answer\n1,a,b\n2,c,d\n", script));
    List<Code> notices =
        events.stream()
            .filter(event -> event instanceof TraceEvent.Noticed)
            .map(event -> ((TraceEvent.Noticed) event).diagnostic().code())
            .filter(code -> code != Code.DEFAULTS_USED)
            .toList();
    assertEquals(List.of(Code.COLUMN_RENAMED, Code.COLUMN_RENAMED), notices);
  }

  @Test
  void packsWhereTheNameSaysSo() throws IOException {
    write("in.csv", "x\n" + "1\n2\n".repeat(30_000));
    assertEquals(List.of(), run(PLAIN + "predict from \"in.csv\" to \"out.csv.gz\"").diagnostics());
    byte[] packed = Files.readAllBytes(folder.resolve("out.csv.gz"));
    try (InputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve("out.csv.gz")))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertEquals("x,output\n" + "1,1\n2,2\n".repeat(30_000), text);
      assertTrue(packed.length < text.length() / 20, packed.length + " bytes");
    }
    // What it has written a script can read.
    String both =
        PLAIN + "predict from \"in.csv\" to \"a.csv.gz\"\npredict from \"a.csv.gz\" to \"b.csv\"";
    assertEquals(List.of(), run(both).diagnostics());
    assertEquals("x,output,output_2\n" + "1,1,1\n2,2,2\n".repeat(30_000), read("b.csv"));
  }

  /** Wherever it fails, even behind a megabyte of rows, the old file stays, and no other one. */
  @ParameterizedTest
  @CsvSource({
    "'1,2', csv-ragged-row, 300002",
    "'one', csv-cell-not-a-number, 300002",
    "'\"1', csv-malformed, 300002",
    "'', csv-missing-cell, 0",
  })
  void writesNothingIfARowIsWrong(String row, String code, int line) throws IOException {
    String cell = line == 0 ? "x,y\n,1\n" : "x\n" + "1\n".repeat(300_000) + row + "\n";
    write("in.csv", cell);
    Result result = run(PLAIN + "predict from \"in.csv\" to \"out.csv\"");
    Diagnostic error = result.diagnostics().get(0);
    assertEquals(code, error.code().text());
    assertEquals(line == 0 ? 2 : line, error.span().orElseThrow().position().line());
    assertEquals(OLD, read("out.csv"));
    assertFiles("in.csv", "out.csv");
  }

  @Test
  void writesNothingIfAFormulaHasNoValue() throws IOException {
    write("in.csv", "x\n" + "1\n".repeat(20_000) + "0\n");
    Result result =
        run(
            PLAIN.replace("inputs x", "inputs v = 1 / x")
                + "predict from \"in.csv\" to \"out.csv\"");
    assertEquals(Code.NOT_FINITE, result.diagnostics().get(0).code());
    assertEquals(OLD, read("out.csv"));
    assertFiles("in.csv", "out.csv");
  }

  /** Rows, bytes and steps each end it, and nothing is written. */
  @ParameterizedTest
  @ValueSource(strings = {"ROWS", "BYTES", "STEPS"})
  void isHeldToLimits(String which) throws IOException {
    Limits most =
        switch (which) {
          case "ROWS" -> Limits.standard().rows(99_999);
          // The file that is read has fewer.
          case "BYTES" -> Limits.standard().bytes(300_000);
          default -> Limits.standard().steps(500_000);
        };
    write("in.csv", "x\n" + "1\n".repeat(100_000));
    options = options.limits(most);
    Result result = run(PLAIN + "predict from \"in.csv\" to \"out.csv\"");
    Reached.Which reached =
        result.diagnostics().stream()
            .flatMap(d -> d.reached().stream())
            .findFirst()
            .orElseThrow()
            .which();
    assertEquals(which, reached.name());
    assertEquals(OLD, read("out.csv"));
    assertFiles("in.csv", "out.csv");
  }

  @Test
  void canBeCancelled() throws IOException {
    write("in.csv", "x\n" + "1\n".repeat(300_000));
    int[] asked = {0};
    options = options.cancelled(() -> asked[0]++ > 900);
    Result result = run(PLAIN + "predict from \"in.csv\" to \"out.csv\"");
    assertEquals(Result.Status.CANCELLED, result.status());
    assertTrue(asked[0] < 910, asked[0] + " times");
    assertEquals(OLD, read("out.csv"));
    assertFiles("in.csv", "out.csv");
  }

  /** An interrupt also closes the file that is written: that is no error of the file. */
  @Test
  void canBeInterrupted() throws IOException {
    write("in.csv", "x\n" + "1\n".repeat(300_000));
    int[] asked = {0};
    options =
        options.cancelled(
            () -> {
              if (asked[0]++ == 900) {
                Thread.currentThread().interrupt();
              }
              return false;
            });
    Result result = run(PLAIN + "predict from \"in.csv\" to \"out.csv\"");
    assertTrue(Thread.interrupted());
    assertEquals(Result.Status.CANCELLED, result.status());
    assertEquals(OLD, read("out.csv"));
    assertFiles("in.csv", "out.csv");
  }

  @Test
  void costsNoMoreThanEstimated() throws IOException {
    write("in.csv", "x,y\n" + "1,0\n2,1\n".repeat(4_000));
    Limits limits = Limits.standard().rows(8_000).bytes(40_000).inputs(5);
    options = options.limits(limits);
    for (String script :
        List.of(
            PLAIN + "predict from \"in.csv\"",
            PLAIN + "predict from \"in.csv\" where x > 0 to \"out.csv\"",
            "inputs a = x, b = x^2 + exp(x)\ntarget y\ndata from \"in.csv\"\ntrain 1 epoch\n"
                + "on predict when a + b > z then answer \"{a + b}\"\n"
                + "predict from \"in.csv\" to \"out.csv\"")) {
      Program program =
          new NeuronScript().compile(Source.of("s.nn", script), options).program().orElseThrow();
      Result result = program.run(options);
      // The bytes that are written may come to the limit, too.
      assertTrue(result.status() != Result.Status.FAILED, result.toString());
      long estimate = program.cost(limits).steps();
      assertTrue(estimate >= result.steps(), estimate + " but it took " + result.steps());
    }
  }

  /** The same file, whatever it is called. */
  @Test
  void neverWritesWhatItReads() throws IOException {
    write("in.csv", "x\n1\n");
    Files.createSymbolicLink(folder.resolve("link.csv"), folder.resolve("in.csv"));
    Files.createDirectory(folder.resolve("below"));
    for (String name : List.of("in.csv", "./in.csv", "below/../in.csv", "link.csv")) {
      Result result = run(PLAIN + "predict from \"in.csv\" to \"" + name + "\"");
      assertEquals(Code.FILE_NOT_WRITTEN, result.diagnostics().get(0).code(), name);
      assertEquals("x\n1\n", read("in.csv"));
    }
    // That is found when it is checked, and when it runs: a file may come in between.
    Program program =
        new NeuronScript()
            .compile(Source.of("s.nn", PLAIN + "predict from \"in.csv\" to \"late.csv\""))
            .program()
            .orElseThrow();
    Files.createSymbolicLink(folder.resolve("late.csv"), folder.resolve("in.csv"));
    assertEquals(Code.FILE_NOT_WRITTEN, program.run(options).diagnostics().get(0).code());
    assertEquals("x\n1\n", read("in.csv"));
  }

  /** Nothing runs before it is known that all may be written. */
  @Test
  void isRefusedBeforeAnythingRuns() throws IOException {
    write("in.csv", "x\n1\n");
    String script = "print \"begun\"\n" + PLAIN + "predict from \"in.csv\" to \"";
    for (FileAccess files :
        List.of(
            FilePolicy.none().read(folder),
            FilePolicy.none().read(folder).writing(folder.resolve("below")))) {
      options = options.files(files);
      Result result = run(script + "out.csv\"");
      assertEquals(Code.FILE_REFUSED, result.diagnostics().get(0).code());
    }
    options = options.files(FilePolicy.none().read(folder).writing(folder));
    assertEquals(Code.FILE_REFUSED, run(script + "../out.csv\"").diagnostics().get(0).code());
    assertEquals(Code.FILE_NOT_WRITTEN, run(script + "none/out.csv\"").diagnostics().get(0).code());
    assertFalse(events.stream().anyMatch(event -> event instanceof TraceEvent.Printed));
    // A host that only opens files lets none be written.
    options = options.files((s, path) -> Files.newInputStream(folder.resolve(path)));
    assertEquals(Code.FILE_REFUSED, run(script + "out.csv\"").diagnostics().get(0).code());
    assertEquals(OLD, read("out.csv"));
  }

  /** Each contribution is what `explain` says of the row, to the last bit, and they add up to z. */
  @Test
  void writesWhatEachInputContributes() throws IOException {
    String neuron =
        "inputs size, `the kind` = kind == \"a\"\ntarget y\ndata from \"old.csv\"\nscale standard\n"
            + "learning rate 0.3\ntrain 7 epochs\n";
    write("old.csv", "size,kind,y\n1,a,0\n2,b,1\n4.5,a,1\n");
    assertEquals(
        "kind,size,output,contribution_size,contribution_the kind,contribution_b",
        written(
                "kind,size\na,0.1\nb,7\n",
                neuron + "predict from \"in.csv\" explained to \"out.csv\"")
            .lines()
            .findFirst()
            .orElse(""));
    run(neuron + "explain 0.1, 1\nexplain 7, 0\n");
    List<TraceEvent.Explained> explained =
        events.stream()
            .filter(TraceEvent.Explained.class::isInstance)
            .map(TraceEvent.Explained.class::cast)
            .toList();
    List<String> rows = read("out.csv").lines().skip(1).toList();
    assertEquals(2, explained.size());
    for (int row = 0; row < rows.size(); row++) {
      String[] cells = rows.get(row).split(",", -1);
      assertEquals(explained.get(row).prediction().output(), Double.parseDouble(cells[2]));
      for (int i = 0; i < 2; i++) {
        assertEquals(
            explained.get(row).contributions().number(i), Double.parseDouble(cells[3 + i]));
      }
      double z = 0;
      for (int i = 3; i < cells.length; i++) {
        z += Double.parseDouble(cells[i]);
      }
      assertEquals(explained.get(row).prediction().z().doubleValue(), z);
    }
    assertEquals(
        "x;output;contribution_x;contribution_b\n1,5;3;3;0\n",
        written(
            "x\n1,5\n",
            PLAIN
                + "weights 2\npredict from \"in.csv\" separator semicolon decimal comma explained to"
                + " \"out.csv\""));
    Result shown = run(PLAIN + "predict from \"in.csv\" explained");
    assertEquals(Result.Status.FAILED, shown.status());
  }

  /** Killed wherever it is, it leaves the old file or the new one, whole. */
  @Tag("full")
  @Test
  void aKilledWriterLeavesAWholeFile() throws Exception {
    SplitMix random = new SplitMix(11);
    write("in.csv", "x\n" + "1.25\n2.5\n".repeat(400_000));
    String whole = "x,output\n" + "1.25,1.25\n2.5,2.5\n".repeat(400_000);
    int killed = 0;
    int replaced = 0;
    for (int i = 0; i < 30; i++) {
      write("out.csv", OLD);
      Process process = writer("-Xmx128m");
      // Not a measurement: wherever it is then, the file is to be whole.
      Thread.sleep(random.below(1500));
      killed += process.isAlive() ? 1 : 0;
      process.destroyForcibly().waitFor();
      String left = read("out.csv");
      assertTrue(left.equals(OLD) || left.equals(whole), left.length() + " characters");
      replaced += left.equals(whole) ? 1 : 0;
    }
    assertTrue(killed > 0, "none was killed, " + replaced + " were done");
    assertEquals(0, writer("-Xmx128m").waitFor());
    assertEquals(whole, read("out.csv"));
  }

  /** A hundred megabytes go through a machine of 32. */
  @Tag("full")
  @Test
  void needsNoMoreMemoryForMoreRows() throws Exception {
    int rows = 10_000_000;
    try (var out = Files.newBufferedWriter(folder.resolve("in.csv"))) {
      out.write("x,name\n");
      for (int i = 0; i < rows; i++) {
        out.write(i % 1000 + ",n" + i % 100 + "\n");
      }
    }
    assertTrue(Files.size(folder.resolve("in.csv")) > 70_000_000);
    assertEquals(0, writer("-Xmx32m").waitFor());
    try (Stream<String> lines = Files.lines(folder.resolve("out.csv"))) {
      assertEquals(rows + 1L, lines.count());
    }
  }

  private Process writer(String memory) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            memory,
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Writer.class.getName(),
            folder.toString())
        .inheritIO()
        .start();
  }

  /** Writes a file in a machine of its own, which can be killed. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) {
      Path folder = Path.of(arguments[0]);
      Options options = Options.defaults().files(FilePolicy.none().read(folder).writing(folder));
      new NeuronScript()
          .run(Source.of("s.nn", PLAIN + "predict from \"in.csv\" to \"out.csv\""), options)
          .orThrow();
    }
  }
}
