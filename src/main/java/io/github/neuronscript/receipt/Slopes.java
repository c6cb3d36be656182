package io.github.neuronscript.receipt;

import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Evaluator;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.neuron.ChainRule;
import io.github.neuronscript.neuron.LearningRule;
import io.github.neuronscript.neuron.Penalty;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * Holds the formulas of derivatives, by which numbers are re-derived to the bit, to what {@link
 * ForwardMode} makes of the functions themselves, and allows for rounding. Of formulas it computes
 * at fixed places, of which one may differ, for a kink may lie there; of each step at its own.
 */
final class Slopes {

  private static final double[] PLACES = {0.3, -0.7, 1.1, -1.9, 2.6, -3.3, 0.05, -0.02, 4.7, -5.2};

  private static final double[] TARGETS = {0, 1, 0.3, -1};

  /** The share of a slope that rounding may take, in two ways to compute it. */
  private static final double ROUNDING = 1e-6;

  /** What rounding may take besides, where a slope is the difference of larger numbers. */
  private static final double SMALL = 1e-9;

  /** How often the change of a slope by the last places of what it reads may be its error. */
  private static final double NOISE = 1000;

  private static final double BESIDE = 1e-9;

  private final Fields line;
  private final Work work;

  Slopes(Fields line, Work work) {
    this.line = line;
    this.work = work;
  }

  /** Holds all derivatives of a neuron. */
  void of(Expression activation, Expression loss, ChainRule rule) {
    Counter byZ = new Counter("activation");
    Counter byOutput = new Counter("loss");
    Counter together = new Counter("loss");
    count(PLACES.length * TARGETS.length, activation, loss, loss);
    for (double z : PLACES) {
      ForwardMode.Dual output = output(activation, z);
      Map<Variable, Double> values = Map.of(ChainRule.Z, z, ChainRule.OUTPUT, output.value());
      rule.outputByZ().ifPresent(f -> byZ.compare(output.slope(), f, values));
    }
    for (double z : PLACES) {
      ForwardMode.Dual output = output(activation, z);
      for (double target : TARGETS) {
        Map<Variable, Double> values =
            Map.of(ChainRule.Z, z, ChainRule.OUTPUT, output.value(), ChainRule.TARGET, target);
        ForwardMode.Dual alone = new ForwardMode.Dual(output.value(), 1);
        rule.lossByOutput().ifPresent(f -> byOutput.compare(loss(loss, target, alone), f, values));
        together.compare(loss(loss, target, output), rule.lossByZ(), values);
      }
    }
  }

  /** Holds the derivatives of a step, which stands on no kink, at its own place. */
  void of(Neuron neuron, double z, double output, double target, Steps.Pass pass) {
    Expression activation = neuron.view().activation();
    Expression loss = neuron.view().loss();
    count(1, activation, loss, loss);
    pass.byZ()
        .ifPresent(told -> hold("activation", told, z, x -> output(activation, x).slope(), x -> 0));
    pass.byOutput()
        .ifPresent(
            told ->
                hold(
                    "loss",
                    told,
                    output,
                    p -> loss(loss, target, new ForwardMode.Dual(p, 1)),
                    p -> 0));
    hold(
        "loss",
        pass.delta(),
        z,
        x -> loss(loss, target, output(activation, x)),
        x -> noiseOfOutput(loss, target, output(activation, x)));
  }

  /** Returns how much the slope of a loss changes by the last place of the output. */
  private static double noiseOfOutput(Expression loss, double target, ForwardMode.Dual output) {
    double up = Math.nextUp(output.value());
    double down = Math.nextDown(output.value());
    return loss(loss, target, new ForwardMode.Dual(up, output.slope()))
        - loss(loss, target, new ForwardMode.Dual(down, output.slope()));
  }

  /**
   * Holds a derivative at a place. Where a function is put together from parts with kinks that take
   * each other away, such as max(0, z) + ln(1 + e^−|z|), it is that beside the place.
   *
   * @param noise how much of a slope may be rounding within
   */
  private void hold(
      String of, Number told, double place, DoubleUnaryOperator slope, DoubleUnaryOperator noise) {
    double own = told.doubleValue();
    if (!isApart(own, slope.applyAsDouble(place), 0)) {
      return;
    }
    double last = 8 * Math.ulp(Math.max(Math.abs(place), 1));
    double change =
        Math.abs(slope.applyAsDouble(place + last) - slope.applyAsDouble(place - last))
            + Math.abs(noise.applyAsDouble(place));
    double beside = BESIDE * Math.max(Math.abs(place), 1);
    if (isApart(own, slope.applyAsDouble(place), change)
        && isApart(own, slope.applyAsDouble(place + beside), 0)
        && isApart(own, slope.applyAsDouble(place - beside), 0)) {
      throw line.broken(
          "the derivative of the "
              + of
              + " is another one at this place, where it is computed without formulas");
    }
  }

  /**
   * Whether two slopes differ by more than rounding; those that are not finite are not compared.
   */
  private static boolean isApart(double told, double slope, double noise) {
    double size = Math.max(Math.abs(slope), Math.abs(told));
    double allowed = ROUNDING * size + SMALL + NOISE * noise;
    return Double.isFinite(size) && Math.abs(slope - told) > allowed;
  }

  private static ForwardMode.Dual output(Expression activation, double z) {
    return ForwardMode.of(activation, Map.of(ChainRule.Z, new ForwardMode.Dual(z, 1)));
  }

  private static double loss(Expression loss, double target, ForwardMode.Dual output) {
    Map<Variable, ForwardMode.Dual> values =
        Map.of(ChainRule.TARGET, new ForwardMode.Dual(target, 0), ChainRule.OUTPUT, output);
    return ForwardMode.of(loss, values).slope();
  }

  /** Holds the derivative of a penalty. */
  void of(Penalty penalty) {
    Counter counter = new Counter("penalty");
    count(PLACES.length, penalty.call());
    for (double w : PLACES) {
      Map<Variable, ForwardMode.Dual> ofW = Map.of(LearningRule.W, new ForwardMode.Dual(w, 1));
      counter.compare(
          ForwardMode.of(penalty.call(), ofW).slope(), penalty.slope(), Map.of(LearningRule.W, w));
    }
  }

  /** Holds the derivative of a function by one of its parameters. */
  void of(Expression body, List<String> parameters, Variable by, Expression derivative) {
    Counter counter = new Counter("function");
    count(PLACES.length, body);
    for (int i = 0; i < PLACES.length; i++) {
      Map<Variable, ForwardMode.Dual> duals = new HashMap<>();
      Map<Variable, Double> values = new HashMap<>();
      for (int k = 0; k < parameters.size(); k++) {
        Variable parameter = Variable.parameter(parameters.get(k));
        double place = PLACES[(i + 3 * k) % PLACES.length];
        values.put(parameter, place);
        duals.put(parameter, new ForwardMode.Dual(place, parameter.equals(by) ? 1 : 0));
      }
      counter.compare(ForwardMode.of(body, duals).slope(), derivative, values);
    }
  }

  private void count(int times, Expression... formulas) {
    for (Expression formula : formulas) {
      work.count(2 * Work.PART * times * Definition.writtenOutSize(formula));
    }
  }

  /** Counts where a formula differs. */
  private final class Counter {
    private final String of;
    private int different;

    Counter(String of) {
      this.of = of;
    }

    void compare(double slope, Expression derivative, Map<Variable, Double> values) {
      double told = Evaluator.value(derivative, e -> values.getOrDefault(e, Double.NaN));
      double size = Math.max(1, Math.max(Math.abs(slope), Math.abs(told)));
      boolean comparable = Double.isFinite(slope) && Double.isFinite(told);
      if (comparable && Math.abs(slope - told) > ROUNDING * size && ++different > 1) {
        throw line.broken(
            "the derivative of the "
                + of
                + " is another one where it is computed without formulas");
      }
    }
  }
}
