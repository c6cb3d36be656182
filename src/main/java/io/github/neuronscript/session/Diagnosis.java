package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Algebra;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.neuron.ChainRule;
import io.github.neuronscript.neuron.Examples;
import io.github.neuronscript.neuron.FullBatch;
import io.github.neuronscript.neuron.LearningRule;
import io.github.neuronscript.neuron.Stepwise;
import io.github.neuronscript.neuron.Summation;
import io.github.neuronscript.neuron.Vector;
import io.github.neuronscript.trace.NeuronView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is wrong with a neuron and its data as they are. Each finding is certain: it follows from
 * the numbers, which stand in it.
 */
final class Diagnosis {

  /** Inputs whose sizes are further apart than this are learnt at very different speeds. */
  private static final double VERY_DIFFERENT = 100;

  private final State state;
  private final NeuronView neuron;
  private final Span place;
  private final List<Diagnostic> findings = new ArrayList<>();

  /** What there is to look at, with targets: the data, or one example by hand. */
  private final Optional<Examples> examples;

  Diagnosis(State state, NeuronView neuron, Optional<Examples> examples, Span place) {
    this.examples = examples;
    this.state = state;
    this.neuron = neuron;
    this.place = place;
  }

  List<Diagnostic> findings() {
    state.cycle.ifPresent(
        epochs -> findings.add(RunErrors.notSeparable(place, epochs.first(), epochs.second())));
    zeroDerivative();
    examples.ifPresent(this::ofGradient);
    if (state.bound.isPresent() && state.scaling.isEmpty() && readsGradient()) {
      sizes(state.bound.get().examples());
    }
    return findings;
  }

  /** Returns below which learning rate a linear neuron with a squared loss converges. */
  Optional<Number> largestRate() {
    return examples.filter(of -> isLeastSquares()).map(this::largestRate);
  }

  private boolean readsGradient() {
    return neuron.rule().lines().stream()
        .anyMatch(line -> line.formula().contains(LearningRule.GRADIENT::equals));
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
    int wrong;
    double smallest = Double.POSITIVE_INFINITY;

    /** The z that is smallest, with its sign. */
    double side;

    double cost;
  }

  private void ofGradient(Examples examples) {
    FullBatch batch = new FullBatch(state.numbers, neuron.formulas(), examples, state.meanCost);
    Vector weights = state.weights.orElseThrow();
    Seen seen = new Seen();
    Vector gradient =
        batch
            .gradient(
                weights,
                state.biasValue,
                (row, forward, backward) -> see(seen, examples, row, forward, backward))
            .gradient();
    int learning = state.biasLearns() ? gradient.size() : gradient.size() - 1;
    boolean stationary = true;
    for (int i = 0; i < learning; i++) {
      stationary &= NumberSystem.signum(gradient.number(i)) == 0;
    }
    int rows = examples.rows();
    boolean saturated = seen.flat == rows && seen.cost > 0 && !isFlat() && readsGradient();
    if (saturated) {
      findings.add(
          RunErrors.saturated(
              place, rows, seen.smallest, isFlatNear(seen), state.scaling.isPresent()));
    } else if (stationary && seen.cost > 0 && !isFlat() && readsGradient() && !isConvex()) {
      findings.add(RunErrors.stationary(place, seen.cost / (state.meanCost ? rows : 1)));
    }
    if (isLogistic() && seen.wrong == 0 && isZeroOne(examples) && state.updates > 0) {
      double length =
          Math.sqrt(Stepwise.dot(NumberSystem.doubles(), weights, weights).doubleValue());
      findings.add(RunErrors.weightsGrow(place, rows, length, seen.smallest));
    }
    if (isLeastSquares() && neuron.rule().name().filter("gradient descent"::equals).isPresent()) {
      double largest = largestRate(examples);
      double rate = state.rate.doubleValue();
      if (rate >= largest) {
        findings.add(RunErrors.rateTooLarge(place, rate, largest));
      }
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

  private static void see(
      Seen seen, Examples examples, int row, Stepwise.Forward forward, Stepwise.Backward backward) {
    double z = forward.z().doubleValue();
    boolean flat =
        backward.outputByZ().filter(slope -> NumberSystem.signum(slope) == 0).isPresent();
    seen.flat += flat ? 1 : 0;
    seen.cost += backward.loss().doubleValue();
    seen.side = Math.abs(z) < seen.smallest ? z : seen.side;
    seen.smallest = Math.min(seen.smallest, Math.abs(z));
    seen.wrong += z > 0 == examples.targets()[row] > 0.5 && z != 0 ? 0 : 1;
  }

  private static boolean isZeroOne(Examples examples) {
    boolean one = false;
    boolean zero = false;
    for (double target : examples.targets()) {
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
    return isLogistic() || isLinear();
  }

  private static final Expression ONE = Algebra.number(1);

  private boolean isLeastSquares() {
    return isLinear() && curvature() > 0;
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
   * power iteration on c·XᵀX with the column of ones for the bias.
   */
  private double largestRate(Examples examples) {
    int n = examples.width();
    int width = state.biasLearns() ? n + 1 : n;
    double factor = state.meanCost ? curvature() / examples.rows() : curvature();
    double[] v = new double[width];
    Arrays.fill(v, 1 / Math.sqrt(width));
    double lambda = 0;
    for (int round = 0; round < 1000; round++) {
      double[] image = new double[width];
      for (int row = 0; row < examples.rows(); row++) {
        double product = width > n ? v[n] : 0;
        product += Summation.dot(v, 0, examples.inputs(), row * n, n);
        for (int i = 0; i < n; i++) {
          image[i] += product * examples.inputs()[row * n + i];
        }
        if (width > n) {
          image[n] += product;
        }
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

  private void sizes(Examples examples) {
    int n = examples.width();
    double[] size = new double[n];
    for (int row = 0; row < examples.rows(); row++) {
      for (int i = 0; i < n; i++) {
        size[i] = Math.max(size[i], Math.abs(examples.inputs()[row * n + i]));
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
