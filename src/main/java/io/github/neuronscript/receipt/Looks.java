package io.github.neuronscript.receipt;

import io.github.neuronscript.formula.Branches;
import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.DerivationStep;
import io.github.neuronscript.formula.Derivative;
import io.github.neuronscript.formula.Evaluator;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.Notations;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Simplifier;
import io.github.neuronscript.neuron.ChainRule;
import io.github.neuronscript.neuron.Penalty;
import io.github.neuronscript.render.Head;
import io.github.neuronscript.render.JsonRenderer;
import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Re-derives what looks into the neuron and changes nothing. */
final class Looks {

  private static final String WEIGHTS = "the weights of the lines before";

  private static final String RULES = "the rules of derivatives";
  private static final String ROW = "its row and the weights";

  /** A derivative and a difference agree if they are apart by less than this part of them. */
  private static final double AGREEMENT = 1e-6;

  private static final double STEP = 0x1p-17;

  private final Known known;

  Looks(Known known) {
    this.known = known;
  }

  void predicted(Fields line) {
    prediction(line);
  }

  private List<Number> prediction(Fields line) {
    List<Number> inputs = known.inputs(line);
    line.derive("weights", known.weights(line), WEIGHTS);
    line.derive("bias", known.biasIfAny(line), WEIGHTS);
    Number z = line.derive("z", known.z(line, inputs), "w·x + b");
    Number output = line.derive("output", Steps.output(line, known, z), "the activation at `z`");
    known.names.example(
        line, line.list(line.has("raw") ? "raw" : "inputs"), z, output, Optional.empty());
    known.names.moment("predict");
    return inputs;
  }

  void explained(Fields line) {
    List<Number> inputs = prediction(line);
    List<Number> weights = known.weights(line);
    NumberSystem numbers = known.numbers;
    List<Number> parts = new ArrayList<>();
    Number size = numbers.of(0.0);
    for (int i = 0; i < inputs.size(); i++) {
      Number x = inputs.get(i);
      Number w = weights.get(i);
      Number part = Known.computed(line, () -> numbers.multiply(w, x));
      Number before = size;
      parts.add(part);
      size =
          Known.computed(
              line,
              () ->
                  numbers.add(before, NumberSystem.signum(part) < 0 ? numbers.negate(part) : part));
    }
    line.derive("contributions", parts, "`weights` and `inputs`");
    line.derive("contributions_size", size, "`contributions`");
  }

  void original(Fields line) {
    Neuron neuron = known.neuron(line);
    NumberSystem numbers = known.numbers;
    List<Number> weights = known.weights(line);
    line.derive("scaled_weights", weights, WEIGHTS);
    line.derive("scaled_bias", known.biasIfAny(line), WEIGHTS);
    List<Number> original = new ArrayList<>(weights);
    Number bias = known.bias();
    if (neuron.isScaled()) {
      original.clear();
      for (int i = 0; i < weights.size(); i++) {
        Number w = weights.get(i);
        Number divisor = neuron.divisor().get(i);
        original.add(Known.computed(line, () -> numbers.divide(w, divisor)));
      }
      bias =
          Known.computed(
              line,
              () -> numbers.subtract(known.bias(), Sums.dot(numbers, original, neuron.offset())));
    }
    line.derive("weights", original, "the scaled weights and the scale");
    Number moved = bias;
    line.derive("bias", known.biasIfAny(line).map(b -> moved), "the scaled weights and the scale");
  }

  void ledger(Fields line) {
    int n = known.neuron(line).width();
    boolean bias = known.neuron(line).hasBias();
    List<Fields> shares = line.objects("shares");
    List<Number> examples =
        shares.stream().map(share -> (Number) (double) share.integer("example")).toList();
    List<Known.Row> rows = known.rows(line, examples);
    Sums gradients = new Sums(known.numbers, n + 1);
    for (int i = 0; i < shares.size(); i++) {
      Fields share = shares.get(i);
      Known.Row row = rows.get(i);
      share.derive("target", row.target(), ROW);
      Number z = known.z(line, row.inputs());
      Number output = share.derive("output", Steps.output(line, known, z), ROW);
      Steps.Pass pass = Steps.Pass.of(line, known, z, output, row.target());
      share.derive("loss", pass.loss(line, known), ROW);
      List<Number> gradient = pass.gradient(line, known, row.inputs());
      share.derive("gradient", gradient.subList(0, n), ROW);
      share.derive("bias_gradient", ofBias(bias, gradient), ROW);
      gradients.add(gradient);
    }
    List<Number> sums = Known.computed(line, gradients::total);
    line.derive("sums", sums.subList(0, n), "`shares`");
    line.derive("bias_sum", ofBias(bias, sums), "`shares`");
    List<Number> gradient =
        Steps.whole(line, known, sums, gradients.rows(), Optional.of("penalty"));
    line.derive("gradient", gradient.subList(0, n), "`sums` and `penalty`");
    line.derive("bias_gradient", ofBias(bias, gradient), "`bias_sum`");
  }

  private static Optional<Number> ofBias(boolean hasBias, List<Number> together) {
    return hasBias ? Optional.of(together.get(together.size() - 1)) : Optional.empty();
  }

  void gradientChecked(Fields line) {
    List<Known.Row> rows = known.rows(line);
    if (!rows.isEmpty()) {
      derivatives(line, rows);
    }
    for (Fields check : line.objects("derivatives")) {
      double derivative = check.number("derivative").doubleValue();
      double difference = check.number("difference").doubleValue();
      double size = Math.max(Math.abs(derivative), Math.abs(difference));
      check.derive(
          "relative_error",
          (Number) (size == 0 ? 0.0 : Math.abs(derivative - difference) / size),
          "`derivative` and `difference`");
    }
  }

  /** Whether a derivative is that of the costs beside it, but for rounding. */
  private static boolean agrees(double derivative, double up, double down, double step) {
    double difference = (up - down) / (2 * step);
    double rounding = 4 * Math.ulp(Math.max(Math.abs(up), Math.abs(down))) / step;
    double size = Math.max(Math.abs(derivative), Math.abs(difference));
    return Math.abs(derivative - difference) <= AGREEMENT * size + rounding;
  }

  /** Whether the formulas choose another branch for a row, or for a weight, within the step. */
  private boolean isKink(Fields line, List<Known.Row> rows, double[][] places, int i) {
    Neuron neuron = known.neuron(line);
    Branches formulas =
        Branches.of(List.of(neuron.formulas().computedOutput(), neuron.formulas().loss()));
    for (Known.Row row : formulas.isEmpty() ? List.<Known.Row>of() : rows) {
      Set<List<Integer>> sides = new HashSet<>();
      for (double[] parameters : places) {
        double z = z(neuron, row, parameters);
        double output = value(neuron.formulas().computedOutput(), Map.of(ChainRule.Z, z));
        sides.add(
            formulas.at(
                NumberSystem.doubles(),
                Map.of(
                    ChainRule.Z,
                    z,
                    ChainRule.OUTPUT,
                    output,
                    ChainRule.TARGET,
                    row.target().doubleValue())));
      }
      if (sides.size() > 1) {
        return true;
      }
    }
    if (i == neuron.width() || neuron.penalty().isEmpty()) {
      return false;
    }
    Branches penalty = Branches.of(List.of(neuron.penalty().get().formula()));
    Set<List<Integer>> sides = new HashSet<>();
    for (double[] parameters : places) {
      sides.add(penalty.at(NumberSystem.doubles(), Map.of(Penalty.W, parameters[i])));
    }
    return sides.size() > 1;
  }

  private static double z(Neuron neuron, Known.Row row, double[] parameters) {
    NumberSystem doubles = NumberSystem.doubles();
    List<Number> weights = new ArrayList<>();
    for (int i = 0; i < neuron.width(); i++) {
      weights.add(parameters[i]);
    }
    List<Number> x = row.inputs().stream().map(v -> (Number) v.doubleValue()).toList();
    return Sums.dot(doubles, weights, x).doubleValue() + parameters[neuron.width()];
  }

  /** Holds the derivatives to the rows, and the differences to costs, which are in doubles. */
  private void derivatives(Fields line, List<Known.Row> rows) {
    Neuron neuron = known.neuron(line);
    int n = neuron.width();
    Sums gradients = new Sums(known.numbers, n + 1);
    for (Known.Row row : rows) {
      Number z = known.z(line, row.inputs());
      Number output = Steps.output(line, known, z);
      gradients.add(
          Steps.Pass.of(line, known, z, output, row.target()).gradient(line, known, row.inputs()));
    }
    List<Number> gradient =
        Steps.whole(
            line, known, Known.computed(line, gradients::total), rows.size(), Optional.empty());
    double[] here = new double[n + 1];
    for (int i = 0; i < n; i++) {
      here[i] = known.weights(line).get(i).doubleValue();
    }
    here[n] = known.bias().doubleValue();
    line.derive("cost", (Number) cost(line, rows, here), "the rows and the weights");
    List<Fields> checks = line.objects("derivatives");
    if (checks.size() != n + (neuron.hasBias() && neuron.view().biasLearns() ? 1 : 0)) {
      throw line.broken("`derivatives` has not one entry for each weight and for the bias");
    }
    for (int i = 0; i < checks.size(); i++) {
      Fields check = checks.get(i);
      check.derive(
          "parameter",
          i < n ? neuron.view().weights().get(i) : neuron.view().bias().orElseThrow(),
          "the conventions");
      check.derive("derivative", (Number) gradient.get(i).doubleValue(), "the rows");
      double[] up = here.clone();
      up[i] = moved(rows, here, i);
      double step = up[i] - here[i];
      double[] down = here.clone();
      down[i] -= step;
      check.derive("step", (Number) step, "the rows and the weights");
      double above = cost(line, rows, up);
      double below = cost(line, rows, down);
      check.derive(
          "difference", (Number) ((above - below) / (2 * step)), "the costs on both sides");
      String verdict =
          isKink(line, rows, new double[][] {down, here, up}, i)
              ? "kink"
              : agrees(gradient.get(i).doubleValue(), above, below, step) ? "agrees" : "differs";
      check.derive("verdict", verdict, "`derivative` and `difference`");
    }
  }

  /** Returns a parameter moved so that z moves by about 2⁻¹⁷ of its size. */
  private static double moved(List<Known.Row> rows, double[] here, int i) {
    double largest = 0;
    for (Known.Row row : rows) {
      double x = i == here.length - 1 ? 1 : row.inputs().get(i).doubleValue();
      largest = Math.max(largest, Math.abs(x));
    }
    double reach = largest == 0 ? 1 : largest;
    double size = Math.max(1, Math.abs(here[i]) * reach);
    return here[i] + STEP * size / reach;
  }

  private double cost(Fields line, List<Known.Row> rows, double[] parameters) {
    Neuron neuron = known.neuron(line);
    NumberSystem doubles = NumberSystem.doubles();
    List<Number> weights = new ArrayList<>();
    for (int i = 0; i < neuron.width(); i++) {
      weights.add(parameters[i]);
    }
    Sums losses = new Sums(doubles, 1);
    for (Known.Row row : rows) {
      double z = z(neuron, row, parameters);
      double output = value(neuron.formulas().computedOutput(), Map.of(ChainRule.Z, z));
      losses.add(
          value(
              neuron.formulas().loss(),
              Map.of(
                  ChainRule.Z,
                  z,
                  ChainRule.OUTPUT,
                  output,
                  ChainRule.TARGET,
                  row.target().doubleValue())));
    }
    double sum = losses.total().get(0).doubleValue();
    double cost = neuron.view().meanCost() ? sum / rows.size() : sum;
    if (neuron.penalty().isEmpty()) {
      return cost;
    }
    Sums penalties = new Sums(doubles, 1);
    for (Number w : weights) {
      penalties.add(value(neuron.penalty().get().formula(), Map.of(Penalty.W, w.doubleValue())));
    }
    return cost + penalties.total().get(0).doubleValue();
  }

  private double value(Expression formula, Map<Variable, Double> values) {
    known.work.count(Work.PART * Definition.writtenOutSize(formula));
    return Evaluator.value(formula, e -> values.getOrDefault(e, Double.NaN));
  }

  /** Holds weights and bias that are listed. */
  void listed(Fields line) {
    if (!Set.of("weights", "bias").contains(line.text("topic"))) {
      return;
    }
    for (Fields entry : line.objects("entries")) {
      known
          .names
          .parameter(entry.text("name"))
          .ifPresent(value -> entry.derive("value", value, "the lines before"));
    }
  }

  /** Formulas, as the rules of derivatives make them. */
  void neuronDerived(Fields line, String text) {
    Neuron neuron = known.neuron(line);
    Simplifier simplifier = known.formulas.simplifier(line);
    List<TraceEvent.NeuronDerived.Factor> factors =
        neuron.formulas().derivation(neuron.view().loss(), simplifier).stream()
            .map(f -> new TraceEvent.NeuronDerived.Factor(f.symbol(), f.forms(), f.steps()))
            .toList();
    List<DerivationStep> penalty =
        neuron.penalty().map(p -> p.derivation(simplifier)).orElse(List.of());
    StringBuilder written = new StringBuilder();
    JsonRenderer renderer = new JsonRenderer(written, new Head("", "", 0, 0));
    renderer.accept(new TraceEvent.NeuronDerived(neuron.view(), factors, penalty));
    // Before it stands what it needs.
    if (!written.toString().endsWith("\n" + text + "\n")) {
      throw line.broken("the derivation is not that of the formulas of the conventions");
    }
    line.holdAll();
  }

  void divided(Fields line) {
    known.parts.divided(line, known.work);
  }

  void derived(Fields line) {
    Expression call = known.formulas.asTyped(line, "function");
    List<String> parameters = new ArrayList<>();
    for (Expression argument : call.children()) {
      if (argument instanceof Variable v) {
        parameters.add(v.name());
      }
    }
    Expression own = known.formulas.overParameters(line, "function", parameters);
    Variable by = Variable.parameter(line.text("by"));
    Expression body = own;
    Optional<Expression> stated = Optional.empty();
    if (own instanceof Expression.Apply apply) {
      Definition function = apply.definition();
      body = function.body();
      stated =
          function
              .stated()
              .filter(s -> s.by().equals(by.name()))
              .map(Definition.StatedDerivative::formula);
    }
    List<DerivationStep> steps = steps(line, body, by, stated);
    line.derive("function", FormulaWriter.source(own), "itself");
    typeset(line, own, "itself");
    List<Fields> told = line.objects("steps");
    if (told.size() != steps.size()) {
      throw line.broken("`steps` has " + told.size() + " steps, and not " + steps.size());
    }
    for (int i = 0; i < steps.size(); i++) {
      Expression formula = steps.get(i).formula();
      told.get(i).derive("formula", FormulaWriter.source(formula), RULES);
      typeset(told.get(i), formula, RULES);
      told.get(i).deriveTexts("rules", steps.get(i).rules(), RULES);
    }
    Expression last = steps.get(steps.size() - 1).formula();
    new Slopes(line, known.formulas.work()).of(body, parameters, by, last);
    Map<Expression, Number> values = new HashMap<>();
    for (Fields at : line.objects("at")) {
      String name = at.text("name");
      values.put(Variable.parameter(name.replace("`", "")), at.number("value"));
    }
    if (values.isEmpty()) {
      line.deriveNothing("value", "`at`");
      line.deriveNothing("derivative", "`at`");
      return;
    }
    line.derive("value", known.value(line, body, values), "`function` and `at`");
    line.derive("derivative", known.value(line, last, values), "the last step and `at`");
  }

  private static void typeset(Fields line, Expression formula, String from) {
    line.derive("latex", FormulaWriter.symbols(formula, Notations.LATEX), from);
    String mathMl = FormulaWriter.symbols(formula, Notations.MATHML);
    line.derive("mathml", Notations.MATHML.whole(mathMl), from);
  }

  private List<DerivationStep> steps(
      Fields line, Expression body, Variable by, Optional<Expression> stated) {
    Simplifier simplifier = known.formulas.simplifier(line);
    try {
      List<DerivationStep> steps = new ArrayList<>(Derivative.steps(body, by, simplifier));
      stated.ifPresent(
          formula ->
              Derivative.addKnown(
                  steps, Definition.writtenOut(formula), formula, "as it is stated"));
      return steps;
    } catch (Derivative.TooLarge e) {
      throw line.broken("the derivative is too long");
    }
  }
}
