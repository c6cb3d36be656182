package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.DerivationStep;
import io.github.neuronscript.formula.Derivative;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.Function;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.neuron.Examples;
import io.github.neuronscript.neuron.FullBatch;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.syntax.Word;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceEvent.GradientChecked.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What looks into the neuron and changes nothing: explain, ledger, check gradient, derive. */
final class Inspecting {

  /** Where derivative and difference are held to be the same. */
  private static final double AGREEMENT = 1e-6;

  private final Work work;
  private final State next;

  Inspecting(Work work) {
    this.work = work;
    this.next = work.next;
  }

  void explain(Statement.Explain s) {
    Stepping stepping = new Stepping(work);
    TraceEvent.Predicted prediction = stepping.prediction(s.values(), s.span());
    int n = prediction.inputs().size();
    NumberSystem numbers = next.numbers;
    List<Number> contributions = new ArrayList<>();
    Number total = numbers.of(0.0);
    for (int i = 0; i < n; i++) {
      Number part = numbers.multiply(prediction.weights().number(i), prediction.inputs().number(i));
      contributions.add(part);
      total = numbers.add(total, NumberSystem.signum(part) < 0 ? numbers.negate(part) : part);
    }
    List<Integer> order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -Math.abs(contributions.get(i).doubleValue())))
            .toList();
    Number whole = total;
    work.tell(
        TraceEvent.Explained.class,
        () -> new TraceEvent.Explained(prediction, Vector.ofNumbers(contributions), whole, order));
    stepping.decide();
  }

  private FullBatch batch(Neuron neuron, Span place) {
    return new FullBatch(
        next.numbers,
        neuron.formulas(),
        work.boundWithTargets(neuron, place).examples(),
        next.meanCost,
        neuron.penalty(),
        work.meter::ask);
  }

  /** The weights, and the bias behind them. */
  private double[] parameters() {
    double[] weights = next.weights.orElseThrow().toArray();
    double[] all = Arrays.copyOf(weights, weights.length + 1);
    all[weights.length] = next.biasValue.doubleValue();
    return all;
  }

  void ledger(Statement.Ledger s) {
    Neuron neuron = work.readyForGradient(s.span(), Work.BACKWARD);
    FullBatch batch = batch(neuron, s.span());
    work.chargePassAlone(neuron, batch.examples().rows());
    List<TraceEvent.Ledger.Share> shares = new ArrayList<>();
    FullBatch.Gradient gradient =
        batch.gradient(
            next.weights.orElseThrow(),
            next.biasValue,
            (row, forward, backward) ->
                shares.add(
                    new TraceEvent.Ledger.Share(
                        batch.examples().number(row),
                        batch.examples().target(row),
                        forward.output(),
                        backward.loss(),
                        backward.gradient())));
    work.tell(
        TraceEvent.Ledger.class,
        () ->
            new TraceEvent.Ledger(
                work.applied(neuron, batch.examples()),
                shares,
                gradient.sums(),
                gradient.penalty(),
                gradient.gradient()));
  }

  void checkGradient(Statement.Check s) {
    Neuron neuron = work.readyForGradient(s.span(), Work.BACKWARD);
    FullBatch batch = batch(neuron, s.span());
    double[] here = parameters();
    work.chargePassAlone(neuron, batch.examples().rows());
    Vector gradient =
        batch
            .gradient(next.weights.orElseThrow(), next.biasValue, (row, forward, backward) -> {})
            .gradient();
    List<TraceEvent.GradientChecked.Check> checks = new ArrayList<>();
    int n = here.length - 1;
    for (int i = 0; i < n + (next.biasLearns() ? 1 : 0); i++) {
      // Two passes for the costs, and three for the sides of kinks.
      work.chargePass(neuron, 2L * batch.examples().rows());
      work.chargePassAlone(neuron, 3L * batch.examples().rows());
      work.chargePenalty(neuron, 5);
      String name = i < n ? neuron.weights().get(i) : neuron.bias().orElseThrow();
      checks.add(check(name, gradient.get(i), batch.difference(here, i)));
    }
    work.tell(
        TraceEvent.GradientChecked.class,
        () ->
            new TraceEvent.GradientChecked(
                work.applied(neuron, batch.examples()), batch.cost(here), checks));
  }

  private static TraceEvent.GradientChecked.Check check(
      String name, double derivative, FullBatch.Difference difference) {
    double quotient = difference.quotient();
    double apart = Math.abs(derivative - quotient);
    double size = Math.max(Math.abs(derivative), Math.abs(quotient));
    Verdict verdict =
        difference.kink()
            ? Verdict.KINK
            : apart <= AGREEMENT * size + difference.noise() ? Verdict.AGREES : Verdict.DIFFERS;
    return new TraceEvent.GradientChecked.Check(
        name, derivative, difference.step(), quotient, size == 0 ? 0 : apart / size, verdict);
  }

  void diagnose(Statement.Diagnose s) {
    Neuron neuron = work.readyForGradient(s.span(), Work.LEARN);
    Optional<Examples> examples =
        next.bound.isPresent()
            ? next.bound.map(Bound::examples).filter(Examples::hasTargets)
            : new Stepping(work).byHand();
    Diagnosis diagnosis = new Diagnosis(work, neuron, examples, s.span());
    work.tell(
        TraceEvent.Diagnosed.class,
        () ->
            new TraceEvent.Diagnosed(
                examples.map(Examples::rows).orElse(0),
                diagnosis.findings(),
                diagnosis.largestRate()));
  }

  void derive(Statement.Derive s) {
    try {
      if (s.function().isPresent()) {
        work.tell(ofFunction(s, s.function().get()));
      } else {
        Neuron neuron = work.readyForGradient(s.span(), Work.BACKWARD);
        work.tell(
            TraceEvent.NeuronDerived.class,
            () ->
                new TraceEvent.NeuronDerived(
                    neuron.view(),
                    factors(neuron),
                    neuron.penalty().map(p -> p.derivation(work.simplifier())).orElse(List.of())));
      }
    } catch (Derivative.TooLarge e) {
      throw new ScriptException(RunErrors.derivativeTooLarge(s.span()));
    }
  }

  private List<TraceEvent.NeuronDerived.Factor> factors(Neuron neuron) {
    return neuron.formulas().derivation(neuron.loss(), work.simplifier()).stream()
        .map(f -> new TraceEvent.NeuronDerived.Factor(f.symbol(), f.forms(), f.steps()))
        .toList();
  }

  private TraceEvent.Derived ofFunction(Statement.Derive s, Word word) {
    Definition function =
        Optional.ofNullable(next.functions.get(word.text()))
            .orElseGet(() -> elementary(Function.named(word.text()).orElseThrow()));
    List<String> parameters = function.parameters();
    String by =
        s.by()
            .map(Word::text)
            .or(() -> function.stated().map(Definition.StatedDerivative::by))
            .orElse(
                parameters.size() > 1 && parameters.get(1).equals("p") ? "p" : parameters.get(0));
    Variable variable = Variable.parameter(by);
    List<Expression> own =
        parameters.stream().map(p -> (Expression) Variable.parameter(p)).toList();
    Expression body = function.body();
    List<DerivationStep> steps =
        new ArrayList<>(Derivative.steps(body, variable, work.simplifier()));
    function
        .stated()
        .filter(stated -> stated.by().equals(by))
        .map(Definition.StatedDerivative::formula)
        .ifPresent(
            known ->
                Derivative.addKnown(steps, Definition.writtenOut(known), known, "as it is stated"));
    Map<Expression, Number> values = new HashMap<>();
    for (int i = 0; i < s.at().size(); i++) {
      values.put(own.get(i), work.value(s.at().get(i), s.span()));
    }
    Number value = Double.NaN;
    Number derivative = Double.NaN;
    if (!values.isEmpty()) {
      value = next.numbers.value(body, values);
      derivative = next.numbers.value(steps.get(steps.size() - 1).formula(), values);
    }
    boolean plain = isElementary(body, own) || HostFunction.calledBy(function).isPresent();
    Expression call = plain ? body : new Expression.Apply(function, own);
    return new TraceEvent.Derived(call, variable, body, steps, values, value, derivative);
  }

  private static boolean isElementary(Expression body, List<Expression> own) {
    return body instanceof Expression.Elementary e && e.arguments().equals(own);
  }

  private static Definition elementary(Function function) {
    List<String> parameters = function.parameters();
    Expression[] own = parameters.stream().map(Variable::parameter).toArray(Expression[]::new);
    return Definition.of(function.word(), parameters, Expression.Elementary.of(function, own));
  }
}
