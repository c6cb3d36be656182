package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.formula.Fraction;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.SplitMix;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The weights in the units of the data, on raw inputs, give the weighted sum that the neuron
 * computes of the scaled ones: for every scale, bias, penalty, split and learning rule.
 */
class OriginalWeightsTest {

  private static final List<String> RULES =
      List.of(
          "gradient descent",
          "perceptron",
          "delta",
          "hebb",
          "oja",
          "momentum(0.9)",
          "nesterov(0.9)",
          "adagrad",
          "rmsprop(0.9)",
          "adam(0.9, 0.999)",
          "w <- w - rate * gradient / updates");

  /** The rules that need no root, so that fractions have them. */
  private static final List<String> EXACT_RULES =
      List.of(
          "gradient descent",
          "perceptron",
          "delta",
          "hebb",
          "oja",
          "momentum(0.9)",
          "nesterov(0.9)",
          "w <- w - rate * gradient / updates");

  private static final List<String> PENALTIES = List.of("none", "l2(0.01)", "l1(0.01)");

  private static final List<String> SPLITS = List.of("none", "60 / 40 seed 2 stratified");

  /** A neuron that was declared, with the rows it learns from. */
  private record Case(
      long seed,
      String scale,
      String bias,
      String penalty,
      String split,
      String rule,
      boolean exact) {

    Recording run() {
      SplitMix random = new SplitMix(seed);
      int inputs = 1 + random.below(exact ? 3 : 12);
      List<String> lines = new ArrayList<>();
      if (exact) {
        lines.add("set numbers exact");
      }
      List<String> rows = new ArrayList<>();
      for (int row = 0; row < (exact ? 4 : 20); row++) {
        rows.add(row(random, inputs) + " -> " + (row % 2));
      }
      lines.add("inputs x[" + inputs + "]");
      lines.add("weights " + (exact ? "ones" : "normal(0, 0.3) seed " + seed));
      lines.add("bias " + bias);
      lines.add("activation linear");
      lines.add("loss mse");
      lines.add("learning rate 0.01");
      lines.add("learning rule " + rule);
      lines.add("penalty " + penalty);
      lines.add("scale " + scale);
      lines.add("split " + split);
      lines.add("data { " + String.join("; ", rows) + " }");
      // Unscaled inputs of thousands, and rules that go by them, would only explode.
      lines.add("train " + (scale.equals("none") ? 1 : exact ? 1 : 5) + " epochs");
      lines.add("show weights original");
      for (int i = 0; i < 10; i++) {
        lines.add("predict " + row(random, inputs));
      }
      return Recording.at(TraceLevel.NONE, lines.toArray(new String[0])).finished();
    }

    /** Columns of very different sizes and offsets; the third is constant. */
    private String row(SplitMix random, int inputs) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < inputs; i++) {
        double size = scale.equals("none") ? 1 : Math.pow(10, i % 5 - 2);
        double value = i == 2 ? 7 : size * (random.below(2001) - 400) / 1000;
        cells.add(String.format(Locale.ROOT, "%.6f", value));
      }
      return String.join(", ", cells);
    }
  }

  private static List<Case> cases(List<String> scales, List<String> rules, boolean exact) {
    List<Case> cases = new ArrayList<>();
    for (String scale : scales) {
      for (String bias : List.of("0.5", "0.5 fixed", "none")) {
        for (String penalty : PENALTIES) {
          for (String split : SPLITS) {
            for (String rule : rules) {
              long seed = cases.size() + 1L;
              cases.add(new Case(seed, scale, bias, penalty, split, rule, exact));
            }
          }
        }
      }
    }
    return cases;
  }

  static Stream<Case> doubles() {
    return cases(List.of("standard", "minmax", "none"), RULES, false).stream();
  }

  static Stream<Case> fractions() {
    return cases(List.of("minmax", "none"), EXACT_RULES, true).stream();
  }

  /**
   * With n inputs both ways round fewer than 2n + 8 times, each time by at most half a unit in the
   * last place of what has been added so far; none of that is more than |b| + Σ |w°|(|x| +
   * |offset|).
   */
  @ParameterizedTest
  @MethodSource("doubles")
  void sameSumWithinRounding(Case c) {
    Recording run = c.run();
    TraceEvent.Original weights = run.last(TraceEvent.Original.class);
    Vector original = weights.original();
    for (TraceEvent.Predicted row : run.all(TraceEvent.Predicted.class)) {
      int n = row.raw().size();
      double z = original.get(n);
      double size = Math.abs(weights.weights().get(n));
      for (int i = 0; i < n; i++) {
        z += original.get(i) * row.raw().get(i);
        double x = Math.abs(row.raw().get(i)) + Math.abs(offset(row, i));
        size += Math.abs(original.get(i)) * x;
      }
      assertTrue(Double.isFinite(z) && size > 0, "something was learnt");
      assertEquals(z, row.z().doubleValue(), (n + 4) * 0x1p-52 * size);
    }
  }

  private static double offset(TraceEvent.Predicted row, int i) {
    return row.neuron().scaling().map(scaling -> scaling.offset().get(i)).orElse(0.0);
  }

  @ParameterizedTest
  @MethodSource("fractions")
  void sameSumExactly(Case c) {
    Recording run = c.run();
    Vector original = run.last(TraceEvent.Original.class).original();
    for (TraceEvent.Predicted row : run.all(TraceEvent.Predicted.class)) {
      NumberSystem numbers = row.neuron().numbers();
      int n = row.raw().size();
      Number z = original.number(n);
      for (int i = 0; i < n; i++) {
        z = numbers.add(z, numbers.multiply(original.number(i), row.raw().number(i)));
      }
      assertTrue(z instanceof Fraction, "nothing is rounded");
      assertEquals(z, row.z());
    }
  }
}
