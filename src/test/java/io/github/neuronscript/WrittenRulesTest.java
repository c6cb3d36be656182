package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.program.Prelude;
import io.github.neuronscript.trace.TraceLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that a user writes out learns, bit for bit, what the prelude's rule learns. */
class WrittenRulesTest {

  private static final Pattern RULE =
      Pattern.compile("define rule ([a-z ]+?) *(?:\\(([^)]*)\\))? *(\\{[^}]*\\})");

  private static final List<String> ARGUMENTS = List.of("0.9", "0.999");

  /** A rule of the prelude, its parameters, and its lines in their braces. */
  private record Rule(String name, List<String> parameters, String lines) {

    private List<String> arguments() {
      return ARGUMENTS.subList(0, parameters.size());
    }

    private String called(String by) {
      return by + (parameters.isEmpty() ? "" : "(" + String.join(", ", arguments()) + ")");
    }

    /** The lines with numbers in place of the parameters. */
    private String withNumbers() {
      String written = lines;
      for (int i = 0; i < parameters.size(); i++) {
        written = written.replaceAll("\\b" + parameters.get(i) + "\\b", ARGUMENTS.get(i));
      }
      return written;
    }

    /** The rule as it is built in, with a name of its own, and written out without one. */
    List<List<String>> ways() {
      String list = parameters.isEmpty() ? "" : "(" + String.join(", ", parameters) + ")";
      return List.of(
          List.of("learning rule " + called(name)),
          List.of("define rule own" + list + " " + lines, "learning rule " + called("own")),
          List.of("learning rule " + withNumbers()));
    }

    boolean goesByTheExample() {
      return Pattern.compile("\\b[xyz]\\b|output").matcher(lines).find();
    }
  }

  private static List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    Matcher matcher = RULE.matcher(Prelude.text());
    while (matcher.find()) {
      List<String> parameters =
          matcher.group(2) == null ? List.of() : List.of(matcher.group(2).split(", ", -1));
      rules.add(new Rule(matcher.group(1), parameters, matcher.group(3)));
    }
    return rules;
  }

  /** One way to train iris: a rule, how it is trained, how the inputs are scaled. */
  private record Case(Rule rule, String options, String scale) {

    List<String> learnt(List<String> way, TraceLevel level, int epochs) {
      List<String> lines = new ArrayList<>(way);
      lines.addAll(
          List.of(
              "inputs sepal_length, sepal_width, petal_length, petal_width",
              "target y = species == \"virginica\"",
              "data from \"scripts/data/iris.csv\"",
              "weights normal(0, 0.1) seed 3",
              "activation " + (rule.name().equals("oja") ? "tanh" : "sigmoid"),
              "scale " + scale,
              "learning rate 0.02",
              "train " + epochs + " epochs " + options,
              "show w1, w2, w3, w4, bias, cost, previous_cost, epoch, gradient_norm"));
      return Recording.with(
              Options.defaults().trace(level).files(TestFiles.ofTheRepository()),
              lines.toArray(new String[0]))
          .bits();
    }

    @Override
    public String toString() {
      return rule.name() + ", " + options + ", scale " + scale;
    }
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Rule rule : rules()) {
      List<String> options =
          rule.goesByTheExample()
              ? List.of("", "batch 1 shuffle seed 7")
              : List.of("batch all", "batch 16 shuffle seed 7", "batch 1");
      for (String option : options) {
        cases.add(new Case(rule, option, "standard"));
        cases.add(new Case(rule, option, "minmax"));
      }
      cases.add(new Case(rule, options.get(1), "none"));
    }
    assertTrue(cases.size() >= 10 * 5, "the rules of the prelude are found");
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void writtenOutLearnsTheSameBits(Case c) {
    List<List<String>> ways = c.rule().ways();
    List<String> untold = c.learnt(ways.get(0), TraceLevel.NONE, 60);
    assertEquals(untold, c.learnt(ways.get(1), TraceLevel.NONE, 60), "defined");
    assertEquals(untold, c.learnt(ways.get(2), TraceLevel.NONE, 60), "written out");
    assertNotEquals(untold, c.learnt(ways.get(0), TraceLevel.NONE, 61), "it goes on learning");
    List<String> told = c.learnt(ways.get(0), TraceLevel.FULL, 4);
    assertEquals(told, c.learnt(ways.get(1), TraceLevel.FULL, 4), "defined and told");
    assertEquals(told, c.learnt(ways.get(2), TraceLevel.FULL, 4), "written out and told");
    assertEquals(told, c.learnt(ways.get(2), TraceLevel.NONE, 4), "told or not");
  }
}
