package io.github.neuronscript.receipt;

import io.github.neuronscript.formula.Derivative;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Simplifier;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.neuron.ChainRule;
import io.github.neuronscript.neuron.LearningRule;
import io.github.neuronscript.neuron.Penalty;
import io.github.neuronscript.trace.NeuronKinks;
import io.github.neuronscript.trace.NeuronView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The neuron of a line of conventions. Its formulas are derived anew from the functions that the
 * trace defines; {@link ChainRule} and {@link Penalty} do that, without a number.
 *
 * @param view as it is told in events, for the kinks
 * @param offset empty where inputs are not scaled
 */
record Neuron(
    NeuronView view,
    ChainRule formulas,
    Optional<Penalty> penalty,
    List<Number> offset,
    List<Number> divisor) {

  /** What learning rules read. */
  private static final Set<String> RULE_WORDS =
      Set.of("w", "x", "gradient", "rate", "updates", "z", "output", "target");

  private static final Set<Expression> OF_THE_EXAMPLE =
      Set.of(LearningRule.X, ChainRule.TARGET, ChainRule.OUTPUT, ChainRule.Z);

  /** Reads a neuron, and holds what its line says twice to what it says once. */
  static Neuron of(Fields line, Formulas formulas) {
    NumberSystem numbers = numbers(line, line.text("numbers"), formulas.work());
    Fields own = line.in(numbers);
    try {
      return read(own, formulas, numbers);
    } catch (Derivative.TooLarge e) {
      throw line.broken("the derivative of these formulas is too long");
    }
  }

  /** Returns the number system of that name, which tells its work. */
  static NumberSystem numbers(Fields line, String name, Work work) {
    if (name.equals("double")) {
      return NumberSystem.doubles();
    }
    if (name.equals("exact")) {
      return NumberSystem.fractions().counted(work::count);
    }
    if (name.matches("decimal [0-9]{1,4}")) {
      int digits = Integer.parseInt(name.substring(8));
      if (digits >= 1 && digits <= NumberSystem.MOST_DIGITS) {
        return NumberSystem.decimals(digits).counted(work::count);
      }
    }
    throw line.broken("`numbers` is `" + name + "`, which this version does not know");
  }

  private static Neuron read(Fields line, Formulas formulas, NumberSystem numbers) {
    Simplifier simplifier = formulas.simplifier(line);
    Expression activation = formulas.overWords(line, "activation");
    Expression loss = formulas.overWords(line, "loss");
    ChainRule rule = ChainRule.of(activation, loss, simplifier);
    line.derive("activation_formula", body(activation), "`activation`");
    line.derive("loss_formula", body(loss), "`loss`");
    Optional<Penalty> penalty = Optional.empty();
    if (!line.isNull("penalty")) {
      penalty = Optional.of(Penalty.of(formulas.overWords(line, "penalty"), simplifier));
      line.derive("penalty_formula", FormulaWriter.source(penalty.get().formula()), "`penalty`");
    } else {
      line.deriveNothing("penalty_formula", "`penalty`");
    }
    Slopes slopes = new Slopes(line, formulas.work());
    slopes.of(activation, loss, rule);
    penalty.ifPresent(slopes::of);
    List<Number> offset = List.of();
    List<Number> divisor = List.of();
    Optional<NeuronView.Scaling> scaling = Optional.empty();
    if (line.has("scale_offset")) {
      offset = line.list("scale_offset");
      divisor = line.list("scale_divisor");
      scaling =
          Optional.of(new NeuronView.Scaling(Vector.ofNumbers(offset), Vector.ofNumbers(divisor)));
    }
    NeuronView view =
        new NeuronView(
            line.texts("inputs"),
            line.texts("weights"),
            line.textIfAny("bias"),
            line.truth("bias_learns"),
            activation,
            loss,
            view(rule),
            rule(line, formulas),
            line.text("cost").equals("mean"),
            penalty.map(Neuron::view),
            scaling,
            numbers);
    if (view.weights().size() != view.inputs().size()
        || scaling.isPresent()
            && (offset.size() != view.inputs().size() || divisor.size() != offset.size())) {
      throw line.broken("there is not one weight, and one scale, for each input");
    }
    line.hold("update_order");
    line.derive("batch", view.rule().isExampleByExample() ? "one" : "all", "the learning rule");
    kinks(line, view);
    return new Neuron(view, rule, penalty, offset, divisor);
  }

  private static String body(Expression call) {
    return FormulaWriter.source(
        call instanceof Expression.Apply apply
            ? apply.definition().bodyWith(apply.arguments())
            : call);
  }

  private static void kinks(Fields line, NeuronView view) {
    List<NeuronKinks.Kink> kinks = NeuronKinks.all(view);
    List<Fields> told = line.objects("kinks");
    if (kinks.size() != told.size()) {
      throw line.broken("`kinks` has " + told.size() + " entries, and not " + kinks.size());
    }
    for (int i = 0; i < kinks.size(); i++) {
      NeuronKinks.Kink kink = kinks.get(i);
      Fields entry = told.get(i);
      entry.derive("at", FormulaWriter.source(kink.found().place()), "the formulas");
      entry.derive("jump", kink.found().jump(), "the formulas");
      entry.derive("derivative", FormulaWriter.symbols(kink.derivative()), "the formulas");
      entry.derive("taken", kink.found().derivative(), "the formulas");
    }
  }

  private static NeuronView.Formulas view(ChainRule rule) {
    return new NeuronView.Formulas(
        rule.output(),
        rule.loss(),
        rule.lossByOutput(),
        rule.outputByZ(),
        rule.lossByZ(),
        rule.outputKinks(),
        rule.lossKinks());
  }

  private static NeuronView.Penalty view(Penalty penalty) {
    return new NeuronView.Penalty(
        penalty.call(), penalty.formula(), penalty.slope(), penalty.kinks());
  }

  private static NeuronView.Rule rule(Fields line, Formulas formulas) {
    List<NeuronView.Line> lines = new ArrayList<>();
    List<Variable> memory = new ArrayList<>();
    for (String text : line.texts("learning_rule_formula")) {
      int arrow = text.indexOf(" <- ");
      if (arrow < 0) {
        throw line.broken("`learning_rule_formula` has a line without `<-`");
      }
      Variable name = inRule(text.substring(0, arrow));
      if (!name.equals(LearningRule.W) && !memory.contains(name)) {
        memory.add(name);
      }
      Expression formula =
          formulas.of(
              line, text.substring(arrow + 4), e -> e instanceof Variable v ? inRule(v.name()) : e);
      lines.add(new NeuronView.Line(name, formula));
    }
    Set<Expression> known = new HashSet<>(memory);
    RULE_WORDS.forEach(word -> known.add(Variable.quantity(word)));
    for (NeuronView.Line each : lines) {
      each.formula()
          .each(
              e -> {
                if (e instanceof Variable && !known.contains(e)) {
                  throw line.broken("the learning rule reads what is nowhere");
                }
              });
    }
    BuiltIns.ALL.holdRule(line, formulas);
    Optional<String> name = line.textIfAny("learning_rule");
    return new NeuronView.Rule(
        name,
        lines,
        memory,
        lines.stream().anyMatch(l -> l.formula().contains(OF_THE_EXAMPLE::contains)),
        name.filter("perceptron"::equals).isPresent(),
        lines.stream().anyMatch(l -> l.formula().contains(LearningRule.GRADIENT::equals)));
  }

  private static Variable inRule(String name) {
    return RULE_WORDS.contains(name) ? Variable.quantity(name) : Variable.parameter(name);
  }

  NumberSystem numbers() {
    return view.numbers();
  }

  int width() {
    return view.inputs().size();
  }

  boolean hasBias() {
    return view.bias().isPresent();
  }

  /** Returns inputs in the units of the data as those of the neuron. */
  List<Number> scaled(List<Number> raw) {
    List<Number> x = new ArrayList<>(raw.size());
    for (int j = 0; j < raw.size(); j++) {
      x.add(numbers().divide(numbers().subtract(raw.get(j), offset.get(j)), divisor.get(j)));
    }
    return x;
  }

  boolean isScaled() {
    return !divisor.isEmpty();
  }
}
