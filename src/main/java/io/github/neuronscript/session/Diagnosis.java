package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Algebra;
import io.github.neuronscript.formula.BlockEvaluator;
import io.github.neuronscript.formula.Compiled;
import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Symbols;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.neuron.ChainRule;
import io.github.neuronscript.neuron.Examples;
import io.github.neuronscript.neuron.FullBatch;
import io.github.neuronscript.neuron.Penalty;
import io.github.neuronscript.neuron.Stepwise;
import io.github.neuronscript.neuron.Summation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What is wrong with a neuron and its data as they are. Each finding is certain: it follows from
 * the numbers, which stand in it.
 */
final class Diagnosis {

  /** Inputs whose sizes are further apart than this are learnt at very different speeds. */
  private static final double VERY_DIFFERENT = 100;

  /** Outputs are looked at up to z = ±2¹⁰⁰; what grows with z up to there has no end. */
  private static final int FURTHEST = 100;

  /** Weights are stretched up to 2²⁰ times; what costs less and less up to there has no end. */
  private static final int LONGEST = 20;

  /** So near, two outputs or two losses are the same. */
  private static final double NEAR = 1e-9;

  private final Work work;
  private final State state;
  private final Neuron neuron;
  private final Span place;
  private final List<Diagnostic> findings = new ArrayList<>();
  private final Compiled output;

  /** What there is to look at, with targets: the data, or one example by hand. */
  private final Optional<Examples> examples;

  Diagnosis(Work work, Neuron neuron, Optional<Examples> examples, Span place) {
    this.examples = examples;
    this.work = work;
    this.state = work.next;
    this.neuron = neuron;
    this.place = place;
    this.output = Compiled.of(List.of(ChainRule.Z), neuron.formulas().output());
  }

  List<Diagnostic> findings() {
    state.cycle.ifPresent(
        epochs -> findings.add(RunErrors.notSeparable(place, epochs.first(), epochs.second())));
    zeroDerivative();
    Optional<Diagnostic> outOfReach = outOfReach();
    outOfReach.ifPresentOrElse(findings::add, () -> examples.ifPresent(this::ofGradient));
    if (state.bound.isPresent() && state.scaling.isEmpty() && readsGradient()) {
      sizes(state.bound.get().examples());
    }
    return findings;
  }

  /** Returns below which learning rate a linear neuron with a squared loss converges. */
  Optional<Number> largestRate() {
    return examples.filter(of -> isLeastSquares() && isSmooth()).map(this::largestRate);
  }

  private boolean readsGradient() {
    return neuron.rule().readsGradient();
  }

  /**
   * Returns that no output is near to the targets: those of a sigmoid are from 0 to 1. A loss may
   * allow it, as that of the perceptron does.
   */
  Optional<Diagnostic> outOfReach() {
    if (examples.isEmpty() || neuron.formulas().lossByOutput().isEmpty()) {
      return Optional.empty();
    }
    double[] targets = examples.get().targets();
    double least = targets[0];
    double most = targets[0];
    for (int row = 0; row < targets.length; row++) {
      askOften(row);
      least = Math.min(least, targets[row]);
      most = Math.max(most, targets[row]);
    }
    work.meter.charge(
        Effort.times(4 * FURTHEST, Definition.writtenOutSize(neuron.formulas().output())),
        "values of the activation");
    double low = output(0);
    double high = low;
    for (int power = -FURTHEST; power <= FURTHEST; power++) {
      for (double z : new double[] {Math.scalb(1.0, power), -Math.scalb(1.0, power)}) {
        double output = output(z);
        // Where there is none, as of ln below 0, nothing can be said of it.
        low = output < low ? output : low;
        high = output > high ? output : high;
      }
    }
    low = low < -Math.scalb(1.0, FURTHEST / 2) ? Double.NEGATIVE_INFINITY : low;
    high = high > Math.scalb(1.0, FURTHEST / 2) ? Double.POSITIVE_INFINITY : high;
    boolean below = least < low - NEAR && missed(least, low);
    boolean above = most > high + NEAR && missed(most, high);
    return below || above
        ? Optional.of(RunErrors.outOfReach(place, neuron, least, most, low, high))
        : Optional.empty();
  }

  /**
   * Whether the loss takes outputs from 0 to 1 alone, as logarithms do, and the activation gives
   * others too.
   */
  boolean leavesProbabilities() {
    boolean inside = Double.isFinite(loss(0, 0.5)) && Double.isFinite(loss(1, 0.5));
    boolean outside = Double.isFinite(loss(0, 1.5)) && Double.isFinite(loss(1, -0.5));
    return inside
        && !outside
        && IntStream.of(-8, 8).mapToDouble(this::output).anyMatch(p -> p < 0 || p > 1);
  }

  private double output(double z) {
    return HostFunction.orNan(() -> output.at(z, new double[0]));
  }

  /** Whether the loss is larger at the end of the outputs than at the target beyond it. */
  private boolean missed(double target, double end) {
    return loss(target, end) - loss(target, target) > NEAR;
  }

  private double loss(double target, double output) {
    return HostFunction.orNan(
        () ->
            NumberSystem.doubles()
                .value(
                    neuron.formulas().loss(),
                    // A loss that is computed from z takes every number, and so asks no more.
                    Map.of(ChainRule.TARGET, target, ChainRule.OUTPUT, output, ChainRule.Z, output))
                .doubleValue());
  }

  private void zeroDerivative() {
    if (readsGradient() && isFlat()) {
      findings.add(RunErrors.zeroDerivative(place, neuron));
    }
  }

  private boolean isFlat() {
    return neuron.formulas().outputByZ().filter(Work::isZero).isPresent();
  }

  /** What all examples together say, at the weights as they are. */
  private static final class Seen {
    int flat;
    double smallest = Double.POSITIVE_INFINITY;

    /** How many examples longer weights would not move further to their side. */
    int held;

    /** The z that is smallest, with its sign. */
    double side;

    double cost;
  }

  private void ofGradient(Examples examples) {
    FullBatch batch =
        new FullBatch(
            state.numbers,
            neuron.formulas(),
            examples,
            state.meanCost,
            neuron.penalty(),
            work.meter::ask);
    work.chargePass(neuron, examples.rows());
    Vector weights = state.weights.orElseThrow();
    Seen seen = new Seen();
    Vector gradient =
        batch
            .gradientAtAGlance(
                weights,
                state.biasValue,
                (row, z, loss, flat) -> see(seen, examples.targets()[row], z, loss, flat))
            .gradient();
    int learning = state.biasLearns() ? gradient.size() : gradient.size() - 1;
    boolean stationary = true;
    for (int i = 0; i < learning; i++) {
      stationary &= NumberSystem.signum(gradient.number(i)) == 0;
    }
    int rows = examples.rows();
    boolean stuck = neuron.penalty().isEmpty() || stationary;
    boolean saturated = seen.flat == rows && seen.cost > 0 && !isFlat() && readsGradient() && stuck;
    if (saturated) {
      findings.add(
          RunErrors.saturated(
              place, rows, seen.smallest, isFlatNear(seen), state.scaling.isPresent()));
    } else if (stationary && seen.cost > 0 && !isFlat() && readsGradient() && !isConvex()) {
      double ofLosses = seen.cost / (state.meanCost ? rows : 1);
      findings.add(RunErrors.stationary(place, ofLosses + penaltyOf(weights)));
    }
    if (isLogistic() && seen.held == 0 && isZeroOne(examples) && readsGradient()) {
      weightsGrow(batch, weights).ifPresent(findings::add);
    }
    double rate = state.rate.doubleValue();
    if (isLeastSquares() && neuron.rule().isGradientDescent() && !isSurelySmall(rate, examples)) {
      double largest = largestRate(examples);
      if (rate >= largest) {
        findings.add(RunErrors.rateTooLarge(place, rate, largest, !isSmooth()));
      }
    }
  }

  /**
   * Returns that the neuron tells all examples apart, and that however long the weights are, longer
   * ones in the same direction cost less. What a learning rule makes of that, it need not know.
   */
  private Optional<Diagnostic> weightsGrow(FullBatch batch, Vector weights) {
    if (state.updates == 0 || neuron.penalty().filter(Penalty::holdsBack).isPresent()) {
      return Optional.empty();
    }
    double cost = cost(batch, stretched(weights, 0));
    double doubled = cost(batch, stretched(weights, 1));
    if (!(doubled < cost) || neuron.penalty().isPresent() && !fallsFrom(doubled, batch, weights)) {
      return Optional.empty();
    }
    double length = Math.sqrt(Stepwise.dot(NumberSystem.doubles(), weights, weights).doubleValue());
    return Optional.of(
        RunErrors.weightsGrow(
            place, batch.examples().rows(), length, cost, doubled, boundary(weights, length)));
  }

  /** Whether weights longer than twice those there are cost less and less, the penalty included. */
  private boolean fallsFrom(double doubled, FullBatch batch, Vector weights) {
    double last = doubled;
    for (int power = 2; power <= LONGEST; power++) {
      double cost = cost(batch, stretched(weights, power));
      if (!(cost <= last)) {
        return false;
      }
      last = cost;
    }
    return true;
  }

  private double cost(FullBatch batch, double[] parameters) {
    work.chargePass(neuron, batch.examples().rows());
    return batch.cost(parameters);
  }

  /** Returns the weights and the bias that learns, each times 2 to a power. */
  private double[] stretched(Vector weights, int power) {
    double[] stretched = new double[weights.size() + 1];
    for (int i = 0; i < weights.size(); i++) {
      stretched[i] = Math.scalb(weights.get(i), power);
    }
    stretched[weights.size()] =
        Math.scalb(state.biasValue.doubleValue(), state.biasLearns() ? power : 0);
    return stretched;
  }

  private void askOften(int row) {
    if (row % BlockEvaluator.ROWS == 0) {
      work.meter.ask();
    }
  }

  /** Whether the activation is as flat beside 0 as where the examples are, as relu is. */
  private boolean isFlatNear(Seen seen) {
    double side = Math.copySign(Math.min(1, seen.smallest) / 2, seen.side);
    Map<Expression, Number> values = new HashMap<>();
    values.put(ChainRule.Z, side);
    NumberSystem doubles = NumberSystem.doubles();
    values.put(ChainRule.OUTPUT, doubles.value(neuron.formulas().output(), values));
    Expression slope = neuron.formulas().outputByZ().orElseThrow();
    return NumberSystem.signum(doubles.value(slope, values)) == 0;
  }

  /**
   * Returns the line between the classes, w·x + b = 0 over |w|, if longer weights leave it there;
   * empty for more than four inputs.
   */
  private Optional<String> boundary(Vector weights, double length) {
    if (weights.size() > 4 || length == 0 || fixedBias() != 0) {
      return Optional.empty();
    }
    String prime = state.scaling.isPresent() ? "′" : "";
    List<String> terms = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      String name = Symbols.typed(neuron.inputs().get(i)) + prime;
      terms.add(RunErrors.rounded(weights.get(i) / length) + "·" + name);
    }
    if (state.bias.present()) {
      terms.add(RunErrors.rounded(state.biasValue.doubleValue() / length));
    }
    return Optional.of(String.join(" + ", terms).replace("+ −", "− ") + " = 0");
  }

  private double penaltyOf(Vector weights) {
    return neuron.penalty().map(p -> p.cost(state.numbers, weights).doubleValue()).orElse(0.0);
  }

  private void see(Seen seen, double target, double z, double loss, boolean flat) {
    seen.flat += flat ? 1 : 0;
    seen.cost += loss;
    seen.side = Math.abs(z) < seen.smallest ? z : seen.side;
    seen.smallest = Math.min(seen.smallest, Math.abs(z));
    // A bias that stays does not grow with the weights.
    double grows = z - fixedBias();
    boolean upper = target > 0.5;
    seen.held += z != 0 && grows != 0 && z > 0 == upper && grows > 0 == upper ? 0 : 1;
  }

  private double fixedBias() {
    return state.bias.present() && state.bias.fixed() ? state.biasValue.doubleValue() : 0;
  }

  private boolean isZeroOne(Examples examples) {
    boolean one = false;
    boolean zero = false;
    for (int row = 0; row < examples.rows(); row++) {
      askOften(row);
      double target = examples.targets()[row];
      if (target != 0 && target != 1) {
        return false;
      }
      one |= target == 1;
      zero |= target == 0;
    }
    return one && zero;
  }

  /** Whether the loss collapsed with the activation into softplus(z) − y·z. */
  private boolean isLogistic() {
    return neuron.formulas().outputByZ().isEmpty();
  }

  private boolean isLinear() {
    return neuron.formulas().outputByZ().filter(e -> e.equals(ONE)).isPresent();
  }

  /** Where every stationary point is a best one. */
  private boolean isConvex() {
    return (isLogistic() || isLinear()) && neuron.penalty().filter(Penalty::isBent).isEmpty();
  }

  private static final Expression ONE = Algebra.number(1);

  private boolean isLeastSquares() {
    return isLinear() && curvature() > 0 && penaltyCurvature().isPresent();
  }

  /** Returns p″ of the penalty; 0 without one, nothing if it is not the same everywhere. */
  private OptionalDouble penaltyCurvature() {
    return neuron.penalty().map(Penalty::curvature).orElse(OptionalDouble.of(0));
  }

  /** Whether no kink of the penalty keeps gradient descent from coming to rest. */
  private boolean isSmooth() {
    return neuron.penalty().filter(p -> !p.branches().isEmpty()).isEmpty();
  }

  /** Returns ∂²L/∂z² of a linear neuron with squared loss: 2, or 1 with the half; else 0. */
  private double curvature() {
    Expression byOutput = neuron.formulas().lossByOutput().orElse(ONE);
    String loss = neuron.loss() instanceof Expression.Apply a ? a.definition().name() : "";
    boolean squared = byOutput.contains(ChainRule.OUTPUT::equals);
    return squared && loss.equals("mse") ? 2 : squared && loss.equals("half_mse") ? 1 : 0;
  }

  /**
   * Returns 2/λ for the largest eigenvalue λ of the matrix of second derivatives of the cost: by
   * power iteration on c·XᵀX with the column of ones for the bias, and p″ of a penalty on the
   * diagonal for the weights.
   */
  private double largestRate(Examples examples) {
    int n = examples.width();
    int width = state.biasLearns() ? n + 1 : n;
    double factor = state.meanCost ? curvature() / examples.rows() : curvature();
    double[] v = new double[width];
    Arrays.fill(v, 1 / Math.sqrt(width));
    double ofPenalty = penaltyCurvature().orElse(0) / factor;
    double lambda = 0;
    for (int round = 0; round < 1000; round++) {
      double[] image = new double[width];
      work.meter.charge(
          Effort.times(examples.rows(), 2L * width), "the largest eigenvalue of the data");
      for (int row = 0; row < examples.rows(); row++) {
        askOften(row);
        double product = width > n ? v[n] : 0;
        product += Summation.dot(v, 0, examples.block(row), examples.offset(row), n);
        for (int i = 0; i < n; i++) {
          image[i] += product * examples.input(row, i);
        }
        if (width > n) {
          image[n] += product;
        }
      }
      for (int i = 0; i < n; i++) {
        image[i] += ofPenalty * v[i];
      }
      double length = Math.sqrt(Summation.dot(image, 0, image, 0, width));
      if (length == 0) {
        return Double.POSITIVE_INFINITY;
      }
      for (int i = 0; i < width; i++) {
        v[i] = image[i] / length;
      }
      double before = lambda;
      lambda = factor * length;
      if (Math.abs(lambda - before) <= 1e-9 * lambda) {
        break;
      }
    }
    return 2 / lambda;
  }

  /**
   * Whether a rate is below the largest whatever the largest eigenvalue is: it is at most their
   * sum, which is that of the diagonal and takes one pass.
   */
  private boolean isSurelySmall(double rate, Examples examples) {
    int n = examples.width();
    work.meter.charge(Effort.times(examples.rows(), n), "the sizes of the data");
    double squares = state.biasLearns() ? examples.rows() : 0;
    for (int row = 0; row < examples.rows(); row++) {
      askOften(row);
      double[] x = examples.block(row);
      int at = examples.offset(row);
      squares += Summation.dot(x, at, x, at, n);
    }
    double factor = state.meanCost ? curvature() / examples.rows() : curvature();
    double sum = factor * squares + Math.max(0, penaltyCurvature().orElse(0));
    // What rounding may do to either is far less than a millionth.
    return rate * sum * (1 + 1e-6) < 2;
  }

  private void sizes(Examples examples) {
    int n = examples.width();
    double[] size = new double[n];
    for (int row = 0; row < examples.rows(); row++) {
      askOften(row);
      for (int i = 0; i < n; i++) {
        size[i] = Math.max(size[i], Math.abs(examples.input(row, i)));
      }
    }
    int large = 0;
    int small = -1;
    for (int i = 0; i < n; i++) {
      large = size[i] > size[large] ? i : large;
      small = size[i] > 0 && (small < 0 || size[i] < size[small]) ? i : small;
    }
    if (small >= 0 && size[large] > VERY_DIFFERENT * size[small]) {
      List<String> names = neuron.inputs();
      findings.add(
          RunErrors.differentSizes(
              place, names.get(large), size[large], names.get(small), size[small]));
    }
  }
}
