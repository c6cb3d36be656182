package io.github.neuronscript.render;

import io.github.neuronscript.formula.Algebra;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Apply;
import io.github.neuronscript.formula.Expression.Partial;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.Notation;
import io.github.neuronscript.formula.Symbols;
import io.github.neuronscript.neuron.ChainRule;
import io.github.neuronscript.neuron.LearningRule;
import io.github.neuronscript.trace.NeuronKinks;
import io.github.neuronscript.trace.NeuronView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What two readers must agree on to get the same numbers, in words. */
public final class ConventionsText {

  /** More names than this are shown as the first and the last. */
  private static final int NAMES = 6;

  private static final int DIGITS = 6;

  private ConventionsText() {}

  /** Returns the remarks, in the order in which the neuron computes. */
  static List<String> of(NeuronView neuron, Notation notation) {
    List<String> remarks = new ArrayList<>();
    remarks.add(inputs(neuron.inputs().stream().map(Symbols::typed).toList()));
    if (neuron.scaling().isPresent()) {
      remarks.add("each input x is scaled to x′ = (x − offset)/divisor");
    }
    remarks.add(
        FormulaWriter.symbols(ChainRule.OUTPUT, notation)
            + " = "
            + written(neuron.activation(), notation));
    remarks.add("L = " + written(neuron.loss(), notation) + half(neuron.loss()));
    String cost =
        neuron.meanCost() ? "C = mean of L over the batch" : "C = sum of L over the batch";
    remarks.add(cost + (neuron.penalty().isPresent() ? " + P" : ""));
    neuron.penalty().ifPresent(p -> remarks.add("P = " + penalty(p, notation)));
    remarks.add(learning(neuron, notation));
    remarks.add("all weights change at once, from their old values");
    if (neuron.bias().isEmpty()) {
      remarks.add("no bias");
    } else {
      String name = neuron.bias().get();
      String bias = name.equals("bias") ? name : "bias " + name;
      remarks.add(bias + (neuron.biasLearns() ? " learns as a weight of input 1" : " is fixed"));
    }
    if (!neuron.numbers().isDouble()) {
      remarks.add("numbers " + neuron.numbers().name());
    }
    return remarks;
  }

  /** What nobody needs on every trace, for who asks. */
  public static List<String> more(NeuronView neuron, Notation notation) {
    List<String> remarks = new ArrayList<>();
    remarks.add(
        neuron.rule().isExampleByExample()
            ? oneExample(neuron.rule())
            : "a batch is all examples, unless `train` says another size");
    memory(neuron.rule(), remarks);
    remarks.add("class 1 is predicted at ŷ ≥ ½ for targets 0 and 1, at ŷ ≥ 0 for −1 and 1");
    rest(neuron, remarks, kink -> KinkText.of(kink, DIGITS, notation));
    if (neuron.numbers().isDouble()) {
      remarks.add("numbers are doubles, the same bits on every machine");
    }
    return remarks;
  }

  /** The same without what a page of one script says where it trains, and where it judges. */
  public static List<String> ofPage(NeuronView neuron, Notation notation) {
    List<String> remarks = new ArrayList<>();
    if (neuron.rule().isExampleByExample()) {
      remarks.add(oneExample(neuron.rule()));
    }
    memory(neuron.rule(), remarks);
    rest(neuron, remarks, kink -> KinkText.inSentence(kink, DIGITS, notation));
    return remarks;
  }

  private static String oneExample(NeuronView.Rule rule) {
    return "a batch is one example, as the " + spoken(rule) + " reads its values";
  }

  private static void memory(NeuronView.Rule rule, List<String> remarks) {
    if (!rule.memory().isEmpty()) {
      String names = String.join(", ", rule.memory().stream().map(Variable::name).toList());
      remarks.add(names + (rule.memory().size() == 1 ? " begins at 0" : " begin at 0"));
    }
  }

  private static void rest(
      NeuronView neuron, List<String> remarks, Function<NeuronKinks.Kink, String> kinks) {
    NeuronKinks.all(neuron).stream().map(kinks).forEach(remarks::add);
    if (neuron.penalty().isPresent()) {
      remarks.add(
          "the penalty P is added once to each batch; never for the bias, nor by `evaluate`");
      NeuronKinks.penalty(neuron.penalty().get()).stream().map(kinks).forEach(remarks::add);
    }
  }

  private static String inputs(List<String> names) {
    if (names.isEmpty()) {
      return "no inputs yet";
    }
    String list =
        names.size() <= NAMES
            ? String.join(", ", names)
            : names.get(0) + ", " + names.get(1) + ", …, " + names.get(names.size() - 1);
    return Numbers.count(names.size(), "input") + " " + list;
  }

  /** The call and what it stands for: σ(z) = 1/(1 + e^−z). */
  private static String written(Expression call, Notation notation) {
    String name = FormulaWriter.symbols(call, notation);
    if (!(call instanceof Apply apply)) {
      return name;
    }
    String body =
        FormulaWriter.symbols(
            Algebra.withoutOnes(apply.definition().bodyWith(apply.arguments())), notation);
    return body.equals(name) ? name : name + " = " + body;
  }

  /** The sum over the weights, in short and written out: Σ l2(w, 0.01) = Σ 0.01·w². */
  private static String penalty(NeuronView.Penalty penalty, Notation notation) {
    String name = FormulaWriter.symbols(penalty.call(), notation);
    String body = summand(penalty.formula(), notation);
    return "Σ " + name + (body.equals(name) ? "" : " = Σ " + body) + " over the weights";
  }

  /** A formula behind Σ: a sum stands in parentheses. */
  static String summand(Expression formula, Notation notation) {
    String text = FormulaWriter.symbols(formula, notation);
    return formula instanceof Expression.Sum ? "(" + text + ")" : text;
  }

  /** The commonest cause of two people's gradients differing by a factor of 2. */
  private static String half(Expression loss) {
    boolean plainSquare = loss instanceof Apply a && a.definition().name().equals("mse");
    return plainSquare ? ", without ½" : "";
  }

  /** The rule as a sentence speaks of it: momentum rule, learning rule. */
  public static String spoken(NeuronView.Rule rule) {
    return rule.name().map(name -> name + " rule").orElse("learning rule");
  }

  private static String learning(NeuronView neuron, Notation notation) {
    NeuronView.Rule rule = neuron.rule();
    Variable w = LearningRule.W;
    Partial gradient = new Partial(Variable.quantity("cost"), w);
    List<String> lines = new ArrayList<>();
    for (NeuronView.Line line : rule.lines()) {
      Expression formula =
          line.formula()
              .replace(LearningRule.GRADIENT, gradient)
              .replace(LearningRule.UPDATES, neuron.updates());
      lines.add(line.name().name() + " ← " + FormulaWriter.symbols(formula, notation));
    }
    String mistakes = rule.isOnlyOnMistakes() ? " where ŷ ≠ y" : "";
    boolean counts =
        rule.lines().stream().anyMatch(l -> l.formula().contains(LearningRule.UPDATES::equals));
    String updates = counts ? ", " + neuron.updates().name() + " the number of the update" : "";
    return rule.name().orElse("learning rule")
        + " "
        + String.join("; ", lines)
        + mistakes
        + updates;
  }
}
