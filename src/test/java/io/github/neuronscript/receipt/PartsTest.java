package io.github.neuronscript.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts that a neuron is judged by are those that the split and the trainings leave. */
class PartsTest {

  private static final String DATA =
      """
      inputs x
      target y
      data { 0 -> 0; 1 -> 0; 2 -> 0; 3 -> 1; 4 -> 0; 5 -> 1; 6 -> 1; 7 -> 1 }
      loss cross_entropy
      set trace full
      """;

  private static final String JUDGED =
      """
      train 2 epochs
      evaluate
      evaluate training
      threshold best f1
      evaluate all
      """;

  private static List<String> trace(String script) {
    List<String> lines = new Forger(Traces.code(script)).lines();
    assertEquals(Optional.empty(), Forger.verify(lines).problem());
    return lines;
  }

  private static List<String> split() {
    return trace(DATA + "split 75 / 25 seed 2\n" + JUDGED);
  }

  private static List<Integer> at(List<String> lines, String event) {
    List<Integer> at = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("{\"event\":\"" + event + "\"")) {
        at.add(i);
      }
    }
    return at;
  }

  /** Returns what is said of the n-th line of an event if a part of it is another. */
  private static String forged(List<String> lines, String event, int n, String from, String to) {
    List<String> changed = new ArrayList<>(lines);
    int at = at(lines, event).get(n);
    changed.set(at, lines.get(at).replaceFirst(from, to));
    assertNotEquals(lines.get(at), changed.get(at));
    return said(changed);
  }

  private static String said(List<String> changed) {
    Verdict verdict = Forger.verify(Forger.signed(changed));
    return verdict.problem().map(Verdict.Problem::message).orElse("it holds");
  }

  private static String part(String part) {
    return "\"part\":\"" + part + "\"";
  }

  @Test
  void rowsThatWereLearntFromAreNoTest() {
    List<String> lines = split();
    assertEquals(
        "`rows` is 6, but 2 follows from the line `divided`",
        forged(lines, "evaluated", 1, part("training"), part("test")));
    for (String part : List.of("all", "file")) {
      String file = part.equals("file") ? "\"new.csv\"" : "null";
      String said =
          forged(
              lines,
              "evaluated",
              1,
              part("training") + ",\"file\":null",
              part(part) + ",\"file\":" + file);
      assertEquals(
          "`part` is `"
              + part
              + "`, which has the examples 1, 2, 3 and so on, and example 8 stands at place 6",
          said);
    }
    assertEquals(
        "`part` is `file`, and `file` is null",
        forged(lines, "evaluated", 2, part("both"), part("file")));
    assertEquals(
        "`part` is `test`, and a threshold is chosen on what is learnt from",
        forged(lines, "threshold_chosen", 0, part("training"), part("test")));
  }

  @Test
  void testHasNotBeenLearntFromUnlessATrainingStandsBeforeItsSplit() {
    assertEquals(
        "`learnt` is true, but false follows from `part` and the lines before",
        forged(split(), "evaluated", 0, "\"learnt\":false", "\"learnt\":true"));
    // Here it is true of an honest trace, too.
    List<String> late =
        trace(DATA + "train 1 epoch\nsplit 75 / 25 seed 2\nevaluate\nreset\nevaluate\n");
    List<Integer> at = at(late, "evaluated");
    assertEquals(
        List.of(true, false),
        at.stream().map(i -> late.get(i).contains("\"learnt\":true")).toList());
  }

  @Test
  void partNeedsALineThatDivides() {
    List<String> lines = split();
    List<String> without = new ArrayList<>(lines);
    without.remove((int) at(lines, "divided").get(0));
    assertEquals("`part` is `test`, and no line `divided` before tells the parts", said(without));
    List<String> whole = trace(DATA + "train 1 epoch\nevaluate\n");
    for (String part : List.of("test", "training", "both")) {
      assertEquals(
          "`part` is `" + part + "`, and no line `divided` before tells the parts",
          forged(whole, "evaluated", 0, part("all"), part(part)));
    }
  }

  @Test
  void sizesOfThePartsAreThoseOfTheSplit() {
    List<String> lines = split();
    String sizes = "\"rows\":8,\"training\":6,\"test\":2";
    assertEquals(
        "`test` is 2, but 3 follows from `rows` and `training`",
        forged(lines, "divided", 0, "\"training\":6", "\"training\":5"));
    assertEquals(
        "`rows` is 2, but 4 follows from the line `divided`",
        forged(lines, "divided", 0, sizes, "\"rows\":8,\"training\":4,\"test\":4"));
    assertEquals(
        "`part` is `test`, but line "
            + (at(lines, "trained").get(0) + 1)
            + " tells a training on 6 rows, and line "
            + (at(lines, "divided").get(0) + 1)
            + " leaves it 7",
        forged(lines, "divided", 0, sizes, "\"rows\":9,\"training\":7,\"test\":2"));
    assertEquals(
        "`training` is 8 of 8 rows, which no split leaves",
        forged(lines, "divided", 0, sizes, "\"rows\":8,\"training\":8,\"test\":0"));
    assertEquals(
        "`training` is 4, which is no whole percent of 1000 rows",
        forged(lines, "divided", 0, sizes, "\"rows\":1000,\"training\":4,\"test\":996"));
    assertEquals(
        "`baseline.rows` is 7, but 6 follows from the line `divided`",
        forged(lines, "evaluated", 0, "\"baseline\":\\{\"rows\":6", "\"baseline\":{\"rows\":7"));
  }

  @Test
  void rowsOfThePartsAreThoseOfTheSeed() {
    List<String> lines = split();
    int test = at(lines, "evaluated").get(0);
    String first = lines.get(test).replaceFirst(".*\"examples\":\\[([0-9]+).*", "$1");
    assertEquals(
        "example "
            + first
            + " is judged as one of the part `test`, and the seed of line "
            + (at(lines, "divided").get(0) + 1)
            + " puts it elsewhere",
        forged(lines, "divided", 0, "\"seed\":2", "\"seed\":5"));
  }

  /** Where classes are divided by themselves, their rows follow from the steps alone. */
  @Test
  void stratifiedPartsAreThoseOfTheSteps() {
    List<String> lines = trace(DATA + "split 75 / 25 seed 2 stratified\n" + JUDGED);
    int rows = at(lines, "rows").get(0);
    List<String> changed = new ArrayList<>(lines);
    String own = lines.get(rows).replaceFirst(".*\"example\":([0-9]+).*", "$1");
    String line = lines.get(at(lines, "evaluated").get(0));
    String other =
        lines.get(at(lines, "forward").get(0)).replaceFirst(".*\"example\":([0-9]+).*", "$1");
    changed.set(
        rows, lines.get(rows).replace("\"example\":" + own + ",", "\"example\":" + other + ","));
    changed.set(
        at(lines, "evaluated").get(0),
        line.replaceFirst("([\\[,])" + own + "([\\],])", "$1" + other + "$2"));
    String said = said(changed);
    assertEquals(
        "example "
            + other
            + " is judged as one of the part `test`, and the steps of the training before have it",
        said);
  }

  /** A split is told where it is made, and not where it is declared. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "split 75 / 25 seed 2\ntrain 1 epoch\nsplit none\ntrain 1 epoch\nevaluate\n"
            + "split 50 / 50 seed 1\nevaluate\nevaluate training\n",
        "set trace none\nsplit 75 / 25 seed 2\ntrain 1 epoch\nset trace full\nevaluate\n"
            + "train 1 epoch\nevaluate training\n",
        "split 75 / 25 seed 2\ntrain 1 epoch\ndata { 5 -> 1; 6 -> 0; 7 -> 1; 8 -> 0 }\nevaluate\n"
            + "train 1 epoch\nevaluate all\n",
        "split 75 / 25 seed 2\ntrain 1 epoch\nsplit 50 / 50\nevaluate\nback 2\nevaluate\n",
        "split 60 / 40\ncross validate 3 folds, 2 epochs\ntrain 2 epochs\nevaluate all\n",
      })
  void honestTracesHold(String rest) {
    trace(DATA + rest);
  }
}
