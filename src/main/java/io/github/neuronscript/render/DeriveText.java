package io.github.neuronscript.render;

import io.github.neuronscript.formula.Algebra;
import io.github.neuronscript.formula.DerivationStep;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.Kinks;
import io.github.neuronscript.formula.Notation;
import io.github.neuronscript.neuron.ChainRule;
import io.github.neuronscript.neuron.Penalty;
import io.github.neuronscript.trace.Line;
import io.github.neuronscript.trace.NeuronView;
import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What {@code derive} says: each line of a derivation with the rules that lead to it. */
final class DeriveText {

  private static final Variable ONE_WEIGHT = Variable.quantity("wᵢ");

  private final int digits;
  private final int terms;
  private final Notation notation;

  DeriveText(TraceEvent.Configured settings, Notation notation) {
    this.digits = settings.digits();
    this.terms = settings.terms();
    this.notation = notation;
  }

  private String written(Expression formula) {
    return FormulaWriter.symbols(formula, notation);
  }

  /** Returns a function, and its derivative line by line. */
  List<Equation> lines(TraceEvent.Derived e) {
    List<Equation> lines = new ArrayList<>();
    if (!e.body().equals(e.call())) {
      lines.add(new Equation(written(e.call()), List.of("= " + written(e.body())), "", ""));
    }
    lines.addAll(steps(prime(e), e.steps()));
    return lines;
  }

  private String prime(TraceEvent.Derived e) {
    return written(new Expression.Prime(e.call(), e.by()));
  }

  private static Expression found(TraceEvent.Derived e) {
    return e.steps().get(e.steps().size() - 1).formula();
  }

  /** Returns the conventions of a function where it has no derivative. */
  List<String> kinks(TraceEvent.Derived e) {
    Optional<Expression> requirement =
        e.call() instanceof Expression.Apply apply
            ? apply.definition().requirement()
            : Optional.empty();
    return new Kinks(e.call(), found(e), e.by())
        .all(requirement).stream()
            .limit(terms)
            .map(kink -> KinkText.of(kink, prime(e), digits, notation))
            .toList();
  }

  /** Returns "at d = 1, p = 0.5". */
  String place(TraceEvent.Derived e) {
    List<String> at = new ArrayList<>();
    e.values().entrySet().stream()
        .sorted(Comparator.comparing(entry -> written(entry.getKey())))
        .forEach(
            entry ->
                at.add(written(entry.getKey()) + " = " + Numbers.text(entry.getValue(), digits)));
    return "at " + String.join(", ", at);
  }

  /** Returns the function and its derivative with the numbers put in. */
  List<Line> values(TraceEvent.Derived e) {
    return List.of(
        new Line(
            Variable.quantity(written(e.call())), false, List.of(e.body()), e.values(), e.value()),
        new Line(
            Variable.quantity(prime(e)), false, List.of(found(e)), e.values(), e.derivative()));
  }

  /** A symbol with the lines of its derivation, each with the rules that lead to it. */
  private List<Equation> steps(String symbol, List<DerivationStep> steps) {
    List<Equation> lines = new ArrayList<>();
    for (DerivationStep step : steps) {
      lines.add(
          new Equation(
              lines.isEmpty() ? symbol : "",
              List.of("= " + written(step.formula())),
              "",
              String.join(", ", step.rules())));
    }
    return lines;
  }

  /** Returns the gradient of the cost, factor by factor. */
  List<Equation> lines(TraceEvent.NeuronDerived e) {
    NeuronView neuron = e.neuron();
    List<Equation> lines = new ArrayList<>();
    String mean = neuron.meanCost() ? "(1/m) Σ " : "Σ ";
    String remark = neuron.meanCost() ? "the mean over m examples" : "the sum over the examples";
    String penalty = neuron.penalty().isPresent() ? " + P" : "";
    String bias = neuron.bias().map(b -> " + " + b).orElse("");
    String prime = neuron.scaling().isPresent() ? "′" : "";
    Expression sum = Variable.quantity("Σ wᵢ·xᵢ" + prime + bias);
    Expression output = neuron.activation().replace(ChainRule.Z, sum);
    String whole = written(neuron.loss().replace(ChainRule.OUTPUT, output));
    lines.add(
        new Equation(
            "C", List.of("= " + mean + "L" + penalty, "= " + mean + whole + penalty), "", remark));
    lines.add(line("z", "Σ wᵢ·xᵢ" + prime + bias, ""));
    List<String> chain = new ArrayList<>();
    for (TraceEvent.NeuronDerived.Factor factor : e.factors()) {
      String of = written(factor.symbol().of());
      lines.addAll(steps(of, factor.forms()));
      lines.addAll(steps(written(factor.symbol()), factor.steps()));
      chain.add(written(factor.symbol()));
    }
    lines.add(line("∂z/∂wᵢ", "xᵢ" + prime, "sum rule, constant factor"));
    neuron.penalty().ifPresent(p -> lines.addAll(penalty(p, e.penalty())));
    lines.add(gradient("wᵢ", Variable.quantity("xᵢ" + prime), mean, chain, e));
    if (neuron.biasLearns()) {
      String b = neuron.bias().orElseThrow();
      lines.add(line("∂z/∂" + b, "1", "sum rule"));
      lines.add(gradient(b, Algebra.number(1), mean, chain, e));
    }
    return lines;
  }

  /** P, and its derivative by one weight line by line. */
  private List<Equation> penalty(NeuronView.Penalty penalty, List<DerivationStep> steps) {
    List<Equation> lines = new ArrayList<>();
    String summand = ConventionsText.summand(ofOneWeight(penalty.formula()), notation);
    lines.add(line("P", "Σ " + summand, "the penalty, over the weights"));
    List<DerivationStep> ofOne =
        steps.stream()
            .map(step -> new DerivationStep(ofOneWeight(step.formula()), step.rules()))
            .toList();
    lines.addAll(steps("∂P/∂wᵢ", ofOne));
    return lines;
  }

  private static Expression ofOneWeight(Expression formula) {
    return formula.rewrite(
        e ->
            e instanceof Expression.Prime prime
                ? new Expression.Prime(ofOneWeight(prime.of()), ONE_WEIGHT)
                : e.equals(Penalty.W) ? ONE_WEIGHT : e);
  }

  private static Equation line(String symbol, String formula, String remark) {
    return new Equation(symbol, List.of("= " + formula), "", remark);
  }

  private Equation gradient(
      String parameter,
      Expression last,
      String mean,
      List<String> chain,
      TraceEvent.NeuronDerived e) {
    Expression summand = e.summand(last);
    boolean closed = summand instanceof Expression.Negation || summand instanceof Expression.Sum;
    String written = closed ? "(" + written(summand) + ")" : written(summand);
    written = summand.equals(Algebra.number(0)) ? "0" : mean + written;
    String chained = mean + String.join("·", chain) + "·∂z/∂" + parameter;
    String rule = "chain rule";
    Optional<NeuronView.Penalty> penalty =
        e.neuron().penalty().filter(p -> last instanceof Variable);
    if (penalty.isPresent()) {
      String slope = written(ofOneWeight(penalty.get().slope()));
      chained += " + ∂P/∂" + parameter;
      written += " + " + (slope.startsWith("−") ? "(" + slope + ")" : slope);
      rule = "sum rule, chain rule";
    }
    return new Equation("∂C/∂" + parameter, List.of("= " + chained, "= " + written), "", rule);
  }
}
