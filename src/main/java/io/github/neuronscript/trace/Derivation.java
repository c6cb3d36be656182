package io.github.neuronscript.trace;

import io.github.neuronscript.formula.Algebra;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Partial;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.Function;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Symbols;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.neuron.ChainRule;
import io.github.neuronscript.neuron.LearningRule;
import io.github.neuronscript.neuron.Penalty;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns the events of a step into lines of three parts. Steps and value come from the same formulas
 * that were computed, so they cannot disagree.
 */
public final class Derivation {

  /** Stands for the terms of a long sum that are not shown; has no value. */
  public static final Variable ELLIPSIS = Variable.quantity("…");

  /** Stands for the lines that are not shown; has no formula and no result. */
  public static final Line LEFT_OUT = new Line(ELLIPSIS, false, List.of(), Map.of(), Double.NaN);

  private static final Variable COST = Variable.quantity("cost");

  private final int terms;

  /** Shows sums of more than {@code terms} terms shortened: the first three, …, the last. */
  public Derivation(int terms) {
    this.terms = Math.max(5, terms);
  }

  /** Returns the indices of a list of n that are shown; −1 stands for those left out. */
  private List<Integer> shown(int n) {
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      if (n <= terms || i < 3 || i == n - 1) {
        indices.add(i);
      } else if (i == 3) {
        indices.add(-1);
      }
    }
    return indices;
  }

  private static Variable input(NeuronView neuron, int i) {
    String name = neuron.inputs().get(i);
    return new Variable(neuron.scaling().isPresent() ? name + "′" : name, Variable.Role.INPUT);
  }

  /** Each scaled input, with the prime of its symbol, from the one in the units of the data. */
  private List<Line> scaled(NeuronView neuron, Vector raw, Vector inputs) {
    List<Line> lines = new ArrayList<>();
    if (neuron.scaling().isEmpty()) {
      return lines;
    }
    NeuronView.Scaling scaling = neuron.scaling().get();
    Variable mean = Variable.quantity("offset");
    Variable divisor = Variable.quantity("divisor");
    for (int i : shown(raw.size())) {
      if (i < 0) {
        lines.add(LEFT_OUT);
        continue;
      }
      Variable x = new Variable(neuron.inputs().get(i), Variable.Role.INPUT);
      Expression apart = Expression.Sum.of(x, new Expression.Negation(mean));
      lines.add(
          new Line(
              input(neuron, i),
              false,
              List.of(new Expression.Quotient(apart, divisor)),
              Map.of(
                  x,
                  raw.number(i),
                  mean,
                  scaling.offset().number(i),
                  divisor,
                  scaling.divisor().number(i)),
              inputs.number(i)));
    }
    return lines;
  }

  /** w = w′/divisor for each weight, and the bias that belongs to them. */
  public List<Line> original(TraceEvent.Original e) {
    NeuronView neuron = e.neuron();
    List<Line> lines = new ArrayList<>();
    int n = neuron.weights().size();
    List<Expression> sum = new ArrayList<>();
    Map<Expression, Number> values = new HashMap<>();
    for (int i : shown(n)) {
      if (i < 0) {
        lines.add(LEFT_OUT);
        sum.add(ELLIPSIS);
        continue;
      }
      Variable own = weight(neuron, i);
      Variable original = new Variable(own.name() + "°", Variable.Role.WEIGHT);
      Variable divisor = Variable.quantity("divisor");
      Variable offset =
          new Variable(
              "offset of " + Symbols.typed(neuron.inputs().get(i)), Variable.Role.QUANTITY);
      neuron
          .scaling()
          .ifPresent(
              scaling -> {
                lines.add(
                    new Line(
                        original,
                        false,
                        List.of(new Expression.Quotient(own, divisor)),
                        Map.of(own, e.weights().number(i), divisor, scaling.divisor().number(i)),
                        e.original().number(i)));
                sum.add(new Expression.Negation(Expression.Product.of(original, offset)));
                values.put(original, e.original().number(i));
                values.put(offset, scaling.offset().number(i));
              });
      if (neuron.scaling().isEmpty()) {
        lines.add(new Line(own, false, List.of(), Map.of(), e.weights().number(i)));
      }
    }
    if (neuron.scaling().isEmpty()) {
      neuron
          .bias()
          .ifPresent(
              b ->
                  lines.add(
                      new Line(bias(neuron), false, List.of(), Map.of(), e.weights().number(n))));
      return lines;
    }
    neuron
        .bias()
        .ifPresent(
            b -> {
              sum.add(0, bias(neuron));
              values.put(bias(neuron), e.weights().number(n));
            });
    Variable bias = new Variable(neuron.bias().orElse("b") + "°", Variable.Role.BIAS);
    Expression formula = sumOf(sum);
    lines.add(new Line(bias, false, List.of(formula), values, e.original().number(n)));
    return lines;
  }

  private static Variable weight(NeuronView neuron, int i) {
    return new Variable(neuron.weights().get(i), Variable.Role.WEIGHT);
  }

  private static Variable bias(NeuronView neuron) {
    return new Variable(neuron.bias().orElseThrow(), Variable.Role.BIAS);
  }

  /** z and ŷ. */
  public List<Line> forward(TraceEvent.Forward e) {
    List<Line> lines = scaled(e.neuron(), e.raw(), e.inputs());
    lines.addAll(forward(e.neuron(), e.inputs(), e.weights(), e.bias(), e.z(), e.output()));
    return lines;
  }

  /** What {@link #forward(TraceEvent.Forward)} shows, and before z each product wᵢ·xᵢ by itself. */
  List<Line> forwardInParts(TraceEvent.Forward e) {
    NeuronView neuron = e.neuron();
    List<Line> lines = new Derivation(Integer.MAX_VALUE).scaled(neuron, e.raw(), e.inputs());
    List<Expression> sum = new ArrayList<>();
    Map<Expression, Number> values = new HashMap<>();
    List<Integer> summed = shown(e.inputs().size());
    for (int i = 0; i < e.inputs().size(); i++) {
      Variable w = weight(neuron, i);
      Variable x = input(neuron, i);
      Variable part = Variable.quantity(Symbols.written(w) + "·" + Symbols.written(x));
      Number value = neuron.numbers().multiply(e.weights().number(i), e.inputs().number(i));
      Map<Expression, Number> factors = Map.of(w, e.weights().number(i), x, e.inputs().number(i));
      Expression product = Expression.Product.of(w, x);
      lines.add(new Line(product, false, List.of(product), factors, value));
      if (summed.contains(i)) {
        sum.add(part);
        values.put(part, value);
      } else if (!sum.contains(ELLIPSIS)) {
        sum.add(ELLIPSIS);
      }
    }
    if (neuron.bias().isPresent()) {
      sum.add(bias(neuron));
      values.put(bias(neuron), e.bias());
    }
    lines.add(new Line(ChainRule.Z, false, List.of(sumOf(sum)), values, e.z()));
    List<Line> whole = forward(neuron, e.inputs(), e.weights(), e.bias(), e.z(), e.output());
    lines.add(whole.get(1));
    return lines;
  }

  /** The loss alone. */
  Line loss(TraceEvent.Backward e) {
    return backward(e).get(0);
  }

  /**
   * Each local derivative, their product ∂L/∂z, and with it the gradient of each weight and of the
   * bias.
   */
  List<Line> backwardInParts(TraceEvent.Backward e) {
    NeuronView neuron = e.neuron();
    NeuronView.Formulas rule = neuron.formulas();
    Partial lossByZ = new Partial(ChainRule.LOSS, ChainRule.Z);
    List<Line> lines = new ArrayList<>();
    boolean apart = rule.lossByOutput().isPresent() && rule.outputByZ().isPresent();
    lines.addAll(backward(e).subList(1, apart ? 3 : 2));
    if (apart) {
      Partial lossByOutput = new Partial(ChainRule.LOSS, ChainRule.OUTPUT);
      Partial outputByZ = new Partial(ChainRule.OUTPUT, ChainRule.Z);
      lines.add(
          new Line(
              lossByZ,
              false,
              List.of(Expression.Product.of(lossByOutput, outputByZ)),
              Map.of(
                  lossByOutput,
                  e.lossByOutput().orElseThrow(),
                  outputByZ,
                  e.outputByZ().orElseThrow()),
              e.lossByZ()));
    }
    Map<Expression, Number> factors = Map.of(lossByZ, e.lossByZ());
    for (int i = 0; i < e.inputs().size(); i++) {
      Variable x = input(neuron, i);
      lines.add(
          new Line(
              new Partial(ChainRule.LOSS, weight(neuron, i)),
              false,
              List.of(Expression.Product.of(lossByZ, x)),
              Map.of(lossByZ, e.lossByZ(), x, e.inputs().number(i)),
              e.gradient().number(i)));
    }
    if (neuron.biasLearns()) {
      lines.add(
          new Line(
              new Partial(ChainRule.LOSS, bias(neuron)),
              false,
              List.of(Expression.Product.of(lossByZ, Algebra.number(1))),
              factors,
              e.lossByZ()));
    }
    return lines;
  }

  /** z and ŷ of a prediction. */
  public List<Line> forward(TraceEvent.Predicted e) {
    List<Line> lines = scaled(e.neuron(), e.raw(), e.inputs());
    lines.addAll(forward(e.neuron(), e.inputs(), e.weights(), e.bias(), e.z(), e.output()));
    return lines;
  }

  /** wᵢ·xᵢ with the largest first, z and ŷ of them, and the share of each. */
  public List<Line> explained(TraceEvent.Explained e) {
    TraceEvent.Predicted p = e.prediction();
    NeuronView neuron = p.neuron();
    List<Line> lines = scaled(neuron, p.raw(), p.inputs());
    List<Line> shares = new ArrayList<>();
    List<Expression> sum = new ArrayList<>();
    List<Expression> sizes = new ArrayList<>();
    Map<Expression, Number> values = new HashMap<>();
    Variable total = Variable.quantity("Σ");
    for (int k : shown(e.order().size())) {
      if (k < 0) {
        lines.add(LEFT_OUT);
        shares.add(LEFT_OUT);
        sum.add(ELLIPSIS);
        sizes.add(ELLIPSIS);
        continue;
      }
      int i = e.order().get(k);
      Variable w = weight(neuron, i);
      Variable x = input(neuron, i);
      Number value = e.contributions().number(i);
      Variable part = Variable.quantity(Symbols.written(w) + "·" + Symbols.written(x));
      Map<Expression, Number> factors = Map.of(w, p.weights().number(i), x, p.inputs().number(i));
      lines.add(new Line(part, false, List.of(Expression.Product.of(w, x)), factors, value));
      sum.add(part);
      Expression size = Expression.Elementary.of(Function.ABS, part);
      sizes.add(size);
      values.put(part, value);
      shares.add(
          new Line(
              Variable.quantity("share of " + Symbols.written(x)),
              false,
              List.of(new Expression.Quotient(size, total)),
              Map.of(part, value, total, e.total()),
              neuron.numbers().divide(size(neuron, value), e.total())));
    }
    Map<Expression, Number> parts = Map.copyOf(values);
    if (neuron.bias().isPresent()) {
      sum.add(bias(neuron));
      values.put(bias(neuron), p.bias());
    }
    lines.add(new Line(ChainRule.Z, false, List.of(sumOf(sum)), values, p.z()));
    lines.add(
        new Line(
            ChainRule.OUTPUT,
            false,
            writtenOut(neuron.formulas().output()),
            Map.of(ChainRule.Z, p.z()),
            p.output()));
    if (NumberSystem.signum(e.total()) > 0) {
      lines.add(new Line(total, false, List.of(sumOf(sizes)), parts, e.total()));
      lines.addAll(shares);
    }
    return lines;
  }

  private static Number size(NeuronView neuron, Number value) {
    return NumberSystem.signum(value) < 0 ? neuron.numbers().negate(value) : value;
  }

  private static Expression sumOf(List<Expression> terms) {
    return terms.size() == 1 ? terms.get(0) : new Expression.Sum(terms);
  }

  private List<Line> forward(
      NeuronView neuron, Vector x, Vector w, Number bias, Number z, Number output) {
    Map<Expression, Number> values = new HashMap<>();
    List<Expression> sum = new ArrayList<>();
    for (int i : shown(x.size())) {
      if (i < 0) {
        sum.add(ELLIPSIS);
        continue;
      }
      sum.add(Expression.Product.of(weight(neuron, i), input(neuron, i)));
      values.put(weight(neuron, i), w.number(i));
      values.put(input(neuron, i), x.number(i));
    }
    if (neuron.bias().isPresent()) {
      sum.add(bias(neuron));
      values.put(bias(neuron), bias);
    }
    Expression formula = sumOf(sum);
    Line weighted = new Line(ChainRule.Z, false, List.of(formula), values, z);
    Line activated =
        new Line(
            ChainRule.OUTPUT,
            false,
            writtenOut(neuron.formulas().output()),
            Map.of(ChainRule.Z, z),
            output);
    return List.of(weighted, activated);
  }

  /** The call, and what it stands for: σ(z), 1/(1 + e^−z). */
  private static List<Expression> writtenOut(Expression call) {
    return call instanceof Expression.Apply apply
            && HostFunction.calledBy(apply.definition()).isEmpty()
        ? List.of(call, Algebra.withoutOnes(apply.definition().bodyWith(apply.arguments())))
        : List.of(call);
  }

  /** The loss, each factor of the chain rule, and their products. */
  public List<Line> backward(TraceEvent.Backward e) {
    NeuronView neuron = e.neuron();
    NeuronView.Formulas rule = neuron.formulas();
    Map<Expression, Number> values = new HashMap<>();
    values.put(ChainRule.Z, e.z());
    values.put(ChainRule.OUTPUT, e.output());
    values.put(ChainRule.TARGET, e.target());
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(ChainRule.LOSS, false, lossForms(rule), values, e.loss()));
    Partial lossByOutput = new Partial(ChainRule.LOSS, ChainRule.OUTPUT);
    Partial outputByZ = new Partial(ChainRule.OUTPUT, ChainRule.Z);
    Partial lossByZ = new Partial(ChainRule.LOSS, ChainRule.Z);
    List<Expression> chain = new ArrayList<>();
    Map<Expression, Number> factors = new HashMap<>();
    if (rule.lossByOutput().isPresent() && rule.outputByZ().isPresent()) {
      lines.add(
          line(lossByOutput, rule.lossByOutput().get(), values, e.lossByOutput().orElseThrow()));
      lines.add(line(outputByZ, rule.outputByZ().get(), values, e.outputByZ().orElseThrow()));
      chain.addAll(List.of(lossByOutput, outputByZ));
      factors.put(lossByOutput, e.lossByOutput().orElseThrow());
      factors.put(outputByZ, e.outputByZ().orElseThrow());
    } else {
      lines.add(line(lossByZ, rule.lossByZ(), values, e.lossByZ()));
      chain.add(lossByZ);
      factors.put(lossByZ, e.lossByZ());
    }
    for (int i : shown(e.inputs().size())) {
      if (i < 0) {
        lines.add(LEFT_OUT);
      } else {
        lines.addAll(
            gradient(
                weight(neuron, i),
                input(neuron, i),
                e.inputs().number(i),
                e.gradient().number(i),
                chain,
                factors));
      }
    }
    if (neuron.biasLearns()) {
      lines.addAll(gradient(bias(neuron), Algebra.number(1), 1.0, e.lossByZ(), chain, factors));
    }
    return lines;
  }

  /** Where this example stands on a kink or jump of the activation or the loss: z = 0. */
  public static List<NeuronKinks.Kink> kinks(TraceEvent.Backward e) {
    return NeuronKinks.at(
        e.neuron(),
        Map.of(ChainRule.Z, e.z(), ChainRule.OUTPUT, e.output(), ChainRule.TARGET, e.target()));
  }

  private static List<Expression> lossForms(NeuronView.Formulas rule) {
    List<Expression> forms = new ArrayList<>(List.of(rule.loss()));
    Expression plain = rule.loss().rewrite(Derivation::plainSoftplus);
    if (!plain.equals(rule.loss())) {
      forms.add(plain);
    }
    return forms;
  }

  /** softplus(z) is shown as ln(1 + e^z), which a calculator has. */
  private static Expression plainSoftplus(Expression e) {
    if (e instanceof Expression.Apply apply && apply.definition().name().equals("softplus")) {
      Expression u = apply.arguments().get(0);
      return Expression.Elementary.of(
          Function.LN,
          Expression.Sum.of(Algebra.number(1), Expression.Elementary.of(Function.EXP, u)));
    }
    return e;
  }

  private static List<Line> gradient(
      Variable parameter,
      Expression factor,
      Number x,
      Number gradient,
      List<Expression> chain,
      Map<Expression, Number> factors) {
    Partial zBy = new Partial(ChainRule.Z, parameter);
    Partial lossBy = new Partial(ChainRule.LOSS, parameter);
    List<Expression> product = new ArrayList<>(chain);
    product.add(zBy);
    Map<Expression, Number> values = new HashMap<>(factors);
    values.put(zBy, x);
    Map<Expression, Number> own =
        factor instanceof Variable ? Map.of(factor, x) : Map.<Expression, Number>of();
    return List.of(
        new Line(zBy, false, List.of(factor), own, x),
        line(lossBy, new Expression.Product(product), values, gradient));
  }

  private static Line line(
      Expression symbol, Expression formula, Map<Expression, Number> values, Number result) {
    Map<Expression, Number> used = new HashMap<>();
    values.forEach(
        (leaf, value) -> {
          if (formula.contains(leaf::equals)) {
            used.put(leaf, value);
          }
        });
    return new Line(symbol, false, List.of(formula), used, result);
  }

  /** ∂C/∂w = (1/m) Σ ∂L/∂w for each weight and the bias. */
  public List<Line> gathered(TraceEvent.Gathered e) {
    List<Line> lines = new ArrayList<>();
    int n = e.neuron().weights().size();
    for (int i : shown(n)) {
      if (i < 0) {
        lines.add(LEFT_OUT);
      } else {
        lines.add(gathered(e, weight(e.neuron(), i), i));
      }
    }
    if (e.neuron().biasLearns()) {
      lines.add(gathered(e, bias(e.neuron()), n));
    }
    return lines;
  }

  private Line gathered(TraceEvent.Gathered e, Variable parameter, int i) {
    Map<Expression, Number> values = new HashMap<>();
    Expression sum = sum(e, parameter, i, values);
    boolean divided = e.neuron().meanCost() && e.examples() > 1;
    Expression ofLosses =
        divided ? new Expression.Quotient(sum, Algebra.number(e.examples())) : sum;
    boolean penalized = e.neuron().penalty().isPresent() && i < e.weights().size();
    Expression formula = penalized ? penalized(e, ofLosses, parameter) : ofLosses;
    if (penalized) {
      values.put(parameter, e.weights().number(i));
    }
    return new Line(
        new Partial(COST, parameter), false, List.of(formula), values, e.gradient().number(i));
  }

  /** The share of the losses and p′ of one weight: ∂L/∂w1 + 2·0.01·w1. */
  private static Expression penalized(
      TraceEvent.Gathered e, Expression ofLosses, Variable parameter) {
    Expression slope = e.neuron().penalty().orElseThrow().slope().replace(Penalty.W, parameter);
    List<Expression> terms = new ArrayList<>(summands(ofLosses));
    terms.addAll(summands(slope));
    return new Expression.Sum(terms);
  }

  private static List<Expression> summands(Expression e) {
    return e instanceof Expression.Sum sum ? sum.terms() : List.of(e);
  }

  /** The weights that stand on a kink of the penalty: w1 = 0. */
  public List<NeuronKinks.Kink> kinks(TraceEvent.Gathered e) {
    List<NeuronKinks.Kink> kinks = new ArrayList<>();
    if (e.neuron().penalty().isPresent()) {
      for (int i : shown(e.weights().size())) {
        if (i >= 0) {
          kinks.addAll(NeuronKinks.at(e.neuron(), weight(e.neuron(), i), e.weights().number(i)));
        }
      }
    }
    return kinks;
  }

  /** ∂L1/∂w + ∂L2/∂w, named after the rows; of many examples the sum as one number. */
  private Expression sum(
      TraceEvent.Gathered e, Variable parameter, int i, Map<Expression, Number> values) {
    if (e.examples() == 1) {
      Partial own = new Partial(ChainRule.LOSS, parameter);
      values.put(own, e.sums().number(i));
      return own;
    }
    if (e.parts().isEmpty() || e.parts().size() > terms) {
      String name = "Σ ∂L/∂" + parameter.name();
      Variable sum = Variable.quantity(e.neuron().meanCost() ? "(" + name + ")" : name);
      values.put(sum, e.sums().number(i));
      return sum;
    }
    List<Expression> parts = new ArrayList<>();
    for (TraceEvent.Gathered.Part part : e.parts()) {
      Partial share = new Partial(Variable.quantity("L" + part.row()), parameter);
      parts.add(share);
      values.put(share, part.gradient().number(i));
    }
    return Expression.Sum.of(parts.toArray(Expression[]::new));
  }

  /** Every line of the learning rule for each weight and a learning bias. */
  public List<Line> update(TraceEvent.Update e) {
    List<Line> lines = new ArrayList<>();
    NeuronView neuron = e.neuron();
    int n = neuron.weights().size();
    for (int i : shown(n)) {
      if (i < 0) {
        lines.add(LEFT_OUT);
      } else {
        Number x = e.inputs().isEmpty() ? (Number) 1.0 : e.inputs().number(i);
        lines.addAll(update(e, weight(neuron, i), input(neuron, i), x, i));
      }
    }
    if (neuron.biasLearns()) {
      lines.addAll(update(e, bias(neuron), Algebra.number(1), 1.0, n));
    }
    return lines;
  }

  private static List<Line> update(
      TraceEvent.Update e, Variable parameter, Expression input, Number x, int i) {
    NeuronView.Rule rule = e.neuron().rule();
    boolean ofLoss = e.examples() == 1 && e.neuron().penalty().isEmpty();
    Partial gradient = new Partial(ofLoss ? ChainRule.LOSS : COST, parameter);
    Map<Expression, Expression> names = new HashMap<>();
    names.put(LearningRule.W, parameter);
    names.put(LearningRule.X, input);
    names.put(LearningRule.GRADIENT, gradient);
    names.put(LearningRule.UPDATES, e.neuron().updates());
    Map<Expression, Number> values = new HashMap<>();
    values.put(parameter, e.before().number(i));
    values.put(input, x);
    values.put(gradient, e.gradient().number(i));
    values.put(LearningRule.RATE, e.rate());
    values.put(e.neuron().updates(), (double) e.updates());
    values.put(ChainRule.TARGET, e.target());
    values.put(ChainRule.OUTPUT, e.output());
    values.put(ChainRule.Z, e.z());
    for (int k = 0; k < rule.memory().size(); k++) {
      Variable own = remembered(e.neuron(), rule.memory().get(k), parameter);
      names.put(rule.memory().get(k), own);
      values.put(own, e.memoryBefore().get(k).number(i));
    }
    List<Line> lines = new ArrayList<>();
    for (NeuronView.Line line : rule.lines()) {
      Expression symbol = names.get(line.name());
      Expression formula = line.formula().rewrite(p -> names.getOrDefault(p, p));
      // The same bits as those of the update: each line sees the ones above.
      Number result = e.neuron().numbers().value(formula, values);
      Line equation = line(symbol, formula, values, result);
      lines.add(new Line(symbol, true, equation.formulas(), equation.values(), result));
      values.put(symbol, result);
    }
    return lines;
  }

  /** What is remembered for a weight has its number, v2 for w2, or else its name, v_slope. */
  private static Variable remembered(NeuronView neuron, Variable memory, Variable parameter) {
    String of = parameter.name();
    boolean numbered = of.startsWith("w") && of.chars().skip(1).allMatch(Character::isDigit);
    String name = memory.name() + (numbered ? of.substring(1) : "_" + of);
    boolean taken = neuron.inputs().contains(name) || neuron.weights().contains(name);
    return Variable.parameter(taken ? memory.name() + "_" + of : name);
  }
}
