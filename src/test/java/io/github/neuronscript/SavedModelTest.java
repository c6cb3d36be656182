package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.SplitMix;
import io.github.neuronscript.trace.TraceLevel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code save} and {@code load}: who loads a model and goes on has gone on. */
class SavedModelTest {

  private static final String AND =
      "data { 0, 0 -> 0; 0, 1 -> 0; 1, 0 -> 0; 1, 1 -> 1; 0.5, 2 -> 1 }\n";

  private static final String LOOK =
      "show w1; show w2; show bias; show rate; show epoch; show updates; show cost\n";

  @TempDir Path folder;

  private Options options() {
    return Options.defaults()
        .files(FilePolicy.none().read(folder).writing(folder).relativeTo(folder))
        .trace(TraceLevel.NONE);
  }

  private Result run(String script) {
    return new NeuronScript().run(Source.of("s.nn", script), options());
  }

  private Result done(String script) {
    Result result = run(script);
    assertEquals(List.of(), errors(result), script);
    assertEquals(Result.Status.FINISHED, result.status(), script);
    return result;
  }

  private static List<Diagnostic> errors(Result result) {
    return result.diagnostics().stream().filter(Diagnostic::isError).toList();
  }

  private void write(String file, String text) {
    try {
      Files.writeString(folder.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String model() {
    try {
      return Files.readString(folder.resolve("m.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every name that has a value, with all its bits. */
  private static Map<String, Double> values(Result result) {
    Map<String, Double> values = new TreeMap<>(result.variables());
    for (String name : result.names()) {
      values.put(name, result.value(name).orElseThrow());
    }
    return values;
  }

  private void assertGoesOn(String declared, String training) {
    Result through = done(declared + training + training + LOOK);
    done(declared + training + "save \"m.json\"\n");
    Result loaded = done("load \"m.json\"\n" + training + LOOK);
    assertEquals(values(through), values(loaded), declared);
    assertEquals(
        through.model().orElseThrow().predict(0.3, 0.7),
        loaded.model().orElseThrow().predict(0.3, 0.7));
  }

  static Stream<String> rules() {
    return Stream.of(
        "gradient descent",
        "perceptron",
        "delta",
        "hebb",
        "oja",
        "momentum(0.9)",
        "nesterov(0.8)",
        "adagrad",
        "rmsprop(0.9)",
        "adam(0.9, 0.999)",
        "{ u <- 0.5 * u + gradient; w <- w - rate * u / updates }");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void goesOnWithTheSameBits(String rule) {
    String declared =
        "inputs x1, x2\nweights uniform(-1, 1) seed 5\nlearning rate 0.05\nlearning rule "
            + rule
            + "\nscale standard\n"
            + "rule \"slower\" once when epoch > 300 then rate = rate / 2\n"
            + "when epoch > 200 then rate = rate * 0.999\n"
            + "on predict when output > 0.5 then answer \"yes\" otherwise answer \"no\"\n"
            + AND;
    String batch = List.of("perceptron", "delta", "hebb", "oja").contains(rule) ? "1" : "2";
    assertGoesOn(declared, "train 500 epochs, shuffle seed 3, batch " + batch + "\n");
  }

  @Test
  void goesOnInWhateverIsDeclared() {
    String functions =
        "inputs a = 1, `the b` = 2\nlet k = 0.25\ndefine f(z, s) = s * z / (1 + abs(z))\n"
            + "define g(z) = f(z, k)\nactivation g\ndefine f(z, s) = z\nlet k = 7\n"
            + "define own(y, p) = (y - p)^4 with derivative by p = -4 * (y - p)^3\nloss own\n"
            + "penalty l2(0.001)\ncost sum\nbias t = 0.5 fixed\ntarget y = 1\n"
            + "define rule shrink(c) { w <- w * c - rate * gradient }  requires c > 0\n"
            + "learning rule shrink(0.99)\na = 0.5\n";
    Result through = done(functions + "step 6\n");
    done(functions + "step 3\nsave \"m.json\"\n");
    Result loaded = done("load \"m.json\"\nstep 3\n");
    assertEquals(values(through), values(loaded), model());
    String files =
        "inputs n, one_hot(kind)\n"
            + "target y\n"
            + "data from \"d.csv\" where n < 6 separator semicolon decimal comma missing mean\n"
            + "split 60 / 40 seed 2 stratified\n"
            + "scale minmax\n"
            + "seed 9\n";
    write(
        "d.csv",
        "n;kind;y\n1,5;red;0\n2;blue;1\n;red;0\n4;green;1\n5;red;1\n7;black;0\n3;blue;0\n");
    Result first = done(files + "train 40 epochs, shuffle\ntrain 40 epochs, shuffle\n");
    done(files + "train 40 epochs, shuffle\nsave \"m.json\"\n");
    Result second = done("load \"m.json\"\ntrain 40 epochs, shuffle\n");
    assertEquals(values(first), values(second), model());
  }

  @ParameterizedTest
  @ValueSource(strings = {"exact", "decimal 40"})
  void goesOnInOtherNumbers(String numbers) {
    String declared =
        "set numbers " + numbers + "\ninputs x1, x2\nactivation linear\nlearning rate 1/3\n" + AND;
    Result through = done(declared + "train 6 epochs\nshow w1\n");
    done(declared + "train 3 epochs\nsave \"m.json\"\n");
    Result loaded = done("load \"m.json\"\ntrain 3 epochs\nshow w1\n");
    assertEquals(through.variables(), loaded.variables(), model());
  }

  @Test
  void aModelIsAppliedWithoutItsData() throws IOException {
    write("d.csv", "n,kind,y\n1,red,0\n2,blue,1\n3,red,0\n4,green,1\n");
    Result trained =
        done(
            "inputs all\ntarget y\ndata from \"e.csv\"\nscale standard\ntrain 5 epochs\n"
                    .replace("inputs all", "inputs n, one_hot(kind)")
                    .replace("e.csv", "d.csv")
                + "save \"m.json\"\npredict 2, \"red\"\n");
    Files.delete(folder.resolve("d.csv"));
    write("new.csv", "kind,n\nred,2\nblue,5\n");
    Result loaded =
        done(
            "load \"m.json\"\npredict 2, \"red\"\npredict from \"new.csv\" to \"out.csv\"\n"
                + "show weights original\nplot activation\n");
    assertEquals(
        trained.model().orElseThrow().predict(2, 0, 1, 0),
        loaded.model().orElseThrow().predict(2, 0, 1, 0));
    assertEquals(Code.FILE_MISSING, errors(run("load \"m.json\"\ntrain 1 epoch\n")).get(0).code());
  }

  @Test
  void otherDataThanTheModelHasLearntFromAreToldOf() {
    write("d.csv", "x,y\n1,0\n2,1\n");
    done("inputs x\ntarget y\ndata from \"d.csv\"\ntrain 5 epochs\nsave \"m.json\"\n");
    Options listening = options().listener(e -> heard.add(e.toString()));
    new NeuronScript().run(Source.of("s.nn", "load \"m.json\"\ntrain 1 epoch\n"), listening);
    assertFalse(heard.toString().contains("OTHER_DATA"), heard.toString());
    write("d.csv", "x,y\n1,0\n2,0\n");
    new NeuronScript().run(Source.of("s.nn", "load \"m.json\"\ntrain 1 epoch\n"), listening);
    assertTrue(heard.toString().contains("OTHER_DATA"), heard.toString());
  }

  @Test
  void dataThatAreSplitOtherwiseAreTheSameData() throws IOException {
    write("d.csv", "x,y\n1,0\n2,1\n3,0\n4,1\n5,1\n");
    done(
        "inputs x\ntarget y\ndata from \"d.csv\"\nsplit 60 / 40 seed 2\n"
            + "train 5 epochs\nsave \"m.json\"\n");
    Options listening = options().listener(e -> heard.add(e.toString()));
    for (String split : List.of("", "split none\n", "split 80 / 20 seed 9\n")) {
      new NeuronScript()
          .run(Source.of("s.nn", "load \"m.json\"\n" + split + "train 1 epoch\n"), listening)
          .orThrow();
      assertFalse(heard.toString().contains("OTHER_DATA"), split + heard);
    }
    // The same numbers in other rows.
    write("d.csv", "x,y\n2,1\n1,0\n3,0\n4,1\n5,1\n");
    new NeuronScript().run(Source.of("s.nn", "load \"m.json\"\ntrain 1 epoch\n"), listening);
    assertTrue(heard.toString().contains("OTHER_DATA"), heard.toString());
  }

  /** The other process is a fresh machine: nothing but the file goes over. */
  @Test
  void goesOnInAnotherProcess() throws Exception {
    String declared =
        "inputs x1, x2\nweights uniform(-1, 1) seed 5\nlearning rate 0.05\n"
            + "learning rule adam(0.9, 0.999)\nscale standard\n"
            + "when epoch > 200 then rate = rate * 0.999\n"
            + AND;
    String training = "train 500 epochs, shuffle seed 3, batch 2\n";
    done(declared + training + training + "save \"through.json\"\n");
    write("first.nn", declared + training + "save \"half.json\"\n");
    write("second.nn", "load \"half.json\"\n" + training + "save \"m.json\"\n");
    assertEquals(0, process("first.nn").waitFor());
    assertEquals(0, process("second.nn").waitFor());
    String through = Files.readString(folder.resolve("through.json"));
    assertEquals(numbers(through), numbers(model()));
  }

  /** What was learnt, without where it was saved from and without the checksums. */
  private static List<String> numbers(String model) {
    return model.lines().filter(line -> !line.matches("  \"(from|lines|sha256)\": .*")).toList();
  }

  /** Killed wherever it is, it leaves the old model or the new one, whole. */
  @Test
  @Tag("full")
  void aKilledSaveLeavesAWholeModel() throws Exception {
    String inputs = "inputs x[2000]\nlearning rule adam(0.9, 0.999)\n";
    String ones = "weights ones\nsave \"m.json\"\n";
    String zeros = "weights zeros\nsave \"m.json\"\n";
    List<String> whole = new ArrayList<>();
    for (String last : List.of(ones, zeros)) {
      write("again.nn", inputs + ones + last);
      assertEquals(0, process("again.nn").waitFor());
      whole.add(model());
    }
    write("again.nn", inputs + (ones + zeros).repeat(500));
    SplitMix random = new SplitMix(12);
    int killed = 0;
    for (int i = 0; i < 200; i++) {
      Process process = process("again.nn");
      // Not a measurement: wherever it is then, the file is to be whole.
      Thread.sleep(300 + random.below(1200));
      killed += process.isAlive() ? 1 : 0;
      process.destroyForcibly().waitFor();
      assertTrue(whole.contains(model()), () -> model().length() + " characters");
    }
    assertTrue(killed > 100, "only " + killed + " were killed");
  }

  private Process process(String script) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Runner.class.getName(),
            folder.toString(),
            script)
        .inheritIO()
        .start();
  }

  /** Runs a script in a machine of its own, which can be killed. */
  static final class Runner {
    private Runner() {}

    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[0]);
      FilePolicy files = FilePolicy.none().read(folder).writing(folder).relativeTo(folder);
      new NeuronScript()
          .run(
              Source.of(arguments[1], Files.readString(folder.resolve(arguments[1]))),
              Options.defaults().files(files).trace(TraceLevel.NONE))
          .orThrow();
    }
  }

  private final List<String> heard = new ArrayList<>();

  private void assertRefusedOrTheSame(String changed, String context) {
    write("m.json", changed);
    Result result = run("load \"m.json\"\n" + LOOK);
    List<Diagnostic> errors = errors(result);
    assertFalse(errors.isEmpty(), () -> "loaded: " + context);
    assertTrue(errors.get(0).span().isPresent(), context);
  }

  @Test
  void aChangedByteIsNoticed() {
    change(300);
  }

  @Test
  @Tag("full")
  void noneOfManyChangedBytesGoesUnnoticed() {
    change(10_000);
  }

  private void change(int changes) {
    done(
        "inputs x1, x2\nscale standard\nlearning rule adam(0.9, 0.99)\n"
            + AND
            + "train 20 epochs\nsave \"m.json\"\n");
    byte[] whole = model().getBytes(StandardCharsets.UTF_8);
    SplitMix random = new SplitMix(8);
    for (int i = 0; i < changes; i++) {
      byte[] other = whole.clone();
      int at = (int) Math.floorMod(random.next(), (long) whole.length);
      byte to = (byte) (32 + Math.floorMod(random.next(), 95L));
      if (other[at] == to) {
        continue;
      }
      other[at] = to;
      assertRefusedOrTheSame(new String(other, StandardCharsets.UTF_8), at + " → " + to);
    }
    for (int length = 0; length < whole.length; length += 97) {
      assertRefusedOrTheSame(
          new String(whole, 0, length, StandardCharsets.UTF_8), "cut at " + length);
    }
  }

  @Test
  void theLineThatWasChangedIsNamed() {
    done("inputs x1, x2\n" + AND + "train 2 epochs\nsave \"m.json\"\n");
    String whole = model();
    write("m.json", whole.replaceFirst("\"bias\": ", "\"bias\": 1"));
    Diagnostic error = errors(run("load \"m.json\"\n")).get(0);
    assertEquals(Code.MODEL_UNREADABLE, error.code());
    assertTrue(error.span().orElseThrow().text().startsWith("  \"bias\": 1"), error.toString());
    write("m.json", "{ \"weights\": [1, 2] }");
    assertTrue(errors(run("load \"m.json\"\n")).get(0).message().contains("no saved model"));
  }

  /** A file of format 1, as the first release wrote it. */
  @Test
  void whatTheFirstReleaseSavedIsLoaded() throws IOException {
    try (var old = SavedModelTest.class.getResourceAsStream("model-format-1.json")) {
      Files.write(folder.resolve("m.json"), old.readAllBytes());
    }
    Result loaded = done("load \"m.json\"\npredict 4, \"green\"\n" + LOOK);
    assertEquals("yes", loaded.answer().orElse(""), "the rule of the model");
    assertEquals(0.008982216935260069, loaded.value("w1").orElseThrow());
    assertEquals(0.6678306565890271, loaded.model().orElseThrow().predict(4, 0, 1, 0));
  }

  @Test
  void aScriptLoadsWhatItHasSaved() {
    Result result =
        done(
            "inputs x1, x2\n"
                + AND
                + "train 10 epochs\nsave \"m.json\"\ntrain 10 epochs\nload \"m.json\"\n"
                + "expect epoch == 10\ntrain 10 epochs\nexpect epoch == 20\n");
    assertEquals(20, result.value("epoch").orElseThrow());
  }

  @Test
  void whatCannotBeSavedOrLoadedIsSaid() {
    assertEquals(
        Code.FILE_MISSING, errors(run("load \"no.json\"\ntrain 3 epochs\n")).get(0).code());
    assertEquals(1, errors(run("load \"no.json\"\ntrain 3 epochs\nshow w9\n")).size());
    assertEquals(Code.INPUTS_MISSING, errors(run("save \"m.json\"")).get(0).code());
    assertEquals(Code.FILE_NOT_WRITTEN, errors(run("inputs x = 1\nsave \"m.txt\"")).get(0).code());
    Options closed = options().files(FilePolicy.none().read(folder));
    Result refused =
        new NeuronScript().run(Source.of("s.nn", "inputs x = 1\nsave \"m.json\""), closed);
    assertEquals(Code.FILE_REFUSED, errors(refused).get(0).code());
  }
}
