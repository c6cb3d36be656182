package io.github.neuronscript.receipt;

import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.DerivationStep;
import io.github.neuronscript.formula.Derivative;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Simplifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Re-derives what looks into the neuron and changes nothing. */
final class Looks {

  private static final String WEIGHTS = "the weights of the lines before";

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
    Sums rows = new Sums(known.numbers, n + 1);
    for (Fields share : line.objects("shares")) {
      List<Number> gradient = new ArrayList<>(share.list("gradient"));
      if (gradient.size() != n) {
        throw line.broken("`shares.gradient` has not one number for each weight");
      }
      gradient.add(known.bias(share, "bias_gradient"));
      rows.add(gradient);
    }
    long examples = rows.rows();
    List<Number> sums = Known.computed(line, rows::total);
    line.derive("sums", sums.subList(0, n), "`shares`");
    line.derive("bias_sum", bias ? Optional.of(sums.get(n)) : Optional.empty(), "`shares`");
    if (!line.isNull("penalty")) {
      // The weights are not told here; what is told of the penalty is given.
      List<Number> penalty = line.list("penalty");
      whole(line, n, sums, examples, penalty);
      return;
    }
    whole(line, n, sums, examples, List.of());
  }

  private void whole(Fields line, int n, List<Number> sums, long examples, List<Number> penalty) {
    NumberSystem numbers = known.numbers;
    List<Number> gradient = new ArrayList<>(sums);
    if (known.neuron(line).view().meanCost()) {
      Number count = numbers.of((double) examples);
      gradient.replaceAll(sum -> Known.computed(line, () -> numbers.divide(sum, count)));
    }
    for (int i = 0; i < penalty.size() && i < n; i++) {
      Number share = gradient.get(i);
      Number slope = penalty.get(i);
      gradient.set(i, Known.computed(line, () -> numbers.add(share, slope)));
    }
    line.derive("gradient", gradient.subList(0, n), "`sums` and `penalty`");
    line.derive(
        "bias_gradient",
        known.neuron(line).hasBias() ? Optional.of(gradient.get(n)) : Optional.empty(),
        "`bias_sum`");
  }

  void gradientChecked(Fields line) {
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

  void divided(Fields line) {
    line.deriveCount(
        "test", line.integer("rows") - line.integer("training"), "`rows` and `training`");
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
    List<Fields> told = line.objects("steps");
    if (told.size() != steps.size()) {
      throw line.broken("`steps` has " + told.size() + " steps, and not " + steps.size());
    }
    for (int i = 0; i < steps.size(); i++) {
      told.get(i)
          .derive(
              "formula", FormulaWriter.source(steps.get(i).formula()), "the rules of derivatives");
    }
    Expression last = steps.get(steps.size() - 1).formula();
    new Slopes(line, known.formulas.work()).of(body, parameters, by, last);
    Map<Expression, Number> values = new HashMap<>();
    for (Fields at : line.objects("at")) {
      String name = at.text("name");
      values.put(Variable.parameter(name.replace("`", "")), at.number("value"));
    }
    if (values.isEmpty()) {
      return;
    }
    line.derive("value", known.value(line, body, values), "`function` and `at`");
    line.derive("derivative", known.value(line, last, values), "the last step and `at`");
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
