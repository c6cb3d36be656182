package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Derivative;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.neuron.ChainRule;
import io.github.neuronscript.neuron.EpochKernel;
import io.github.neuronscript.neuron.Examples;
import io.github.neuronscript.neuron.LearningRule;
import io.github.neuronscript.program.Prelude;
import io.github.neuronscript.trace.NeuronView;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One statement at work: a copy of the state to be changed, and what every statement needs to do
 * that. Makes the neuron ready: binds the data, compiles the formulas, says once which defaults are
 * used.
 */
final class Work {

  /** The kinds of declarations that a pass forward, a pass backward, and learning rest on. */
  static final List<String> FORWARD = List.of("weights", "bias", "activation");

  static final List<String> BACKWARD = List.of("weights", "bias", "activation", "loss");
  static final List<String> LEARN =
      List.of("weights", "bias", "activation", "loss", "learning rate", "learning rule");

  final State next;
  final SessionOptions options;

  Work(State next, SessionOptions options) {
    this.next = next;
    this.options = options;
  }

  Values values(Span place) {
    return new Values(next, place, () -> measuredCost(place));
  }

  double value(Expression e, Span place) {
    return values(place).number(e);
  }

  void emit(TraceEvent event) {
    options.listener().accept(event);
  }

  long wholeSeed(Expression e, Span place) {
    double seed = value(e, place);
    if (seed != Math.rint(seed) || Math.abs(seed) > 0x1p53) {
      throw new ScriptException(RunErrors.badSeed(place, seed));
    }
    return (long) seed;
  }

  /** Binds the data, compiles the neuron, and says once which defaults are used. */
  NeuronView ready(Span place, List<String> needed) {
    if (next.bound.isEmpty()) {
      next.bound = new Binder(next, options.files()).bind();
      next.bound.ifPresent(bound -> bound.warnings().forEach(d -> emit(new TraceEvent.Noticed(d))));
    }
    if (next.weights.isEmpty()) {
      next.weights = Optional.of(Learned.weights(next));
    }
    if (next.weights.get().size() != next.inputs.size()) {
      throw new ScriptException(
          RunErrors.weightCount(place, next.weights.get().size(), next.inputs.size()));
    }
    sayDefaults(needed);
    boolean fresh = next.neuron.isEmpty();
    NeuronView neuron = next.neuron.orElseGet(() -> compile(place));
    next.neuron = Optional.of(neuron);
    if (fresh && next.level != TraceLevel.NONE) {
      emit(new TraceEvent.Conventions(neuron, false));
    }
    return neuron;
  }

  NeuronView compile(Span place) {
    Expression activation =
        next.activation.orElseGet(() -> builtIn("sigmoid", List.of(ChainRule.Z)));
    Expression loss =
        next.loss.orElseGet(() -> builtIn("mse", List.of(ChainRule.TARGET, ChainRule.OUTPUT)));
    State.RuleCall call =
        next.rule.orElseGet(
            () -> new State.RuleCall(next.rules.get("gradient descent"), List.of()));
    ChainRule formulas;
    try {
      formulas = ChainRule.of(activation, loss, Prelude.simplifier());
    } catch (Derivative.TooLarge e) {
      throw new ScriptException(RunErrors.derivativeTooLarge(place));
    }
    LearningRule rule = call.rule().with(call.arguments());
    return new NeuronView(
        next.inputNames(),
        Learned.weightNames(next),
        next.bias.present() ? Optional.of(next.bias.name()) : Optional.empty(),
        next.biasLearns(),
        activation,
        loss,
        formulas,
        rule,
        next.meanCost);
  }

  Expression builtIn(String name, List<Expression> arguments) {
    return new Expression.Apply(next.functions.get(name), arguments);
  }

  void sayDefaults(List<String> needed) {
    List<String> defaults = new ArrayList<>();
    for (String keyword : needed) {
      if (next.said.add(keyword)) {
        defaults.add(keyword + " " + defaultOf(keyword));
      }
    }
    if (!defaults.isEmpty()) {
      emit(new TraceEvent.Noticed(RunErrors.defaultsUsed(defaults)));
    }
  }

  static String defaultOf(String keyword) {
    return switch (keyword) {
      case "weights" -> "zeros";
      case "bias" -> "0";
      case "activation" -> "sigmoid";
      case "loss" -> "mse";
      case "learning rate" -> "0.1";
      default -> "gradient descent";
    };
  }

  /** Warns where the gradient is 0 by definition, once. */
  void warnOfZeroDerivative(NeuronView neuron, Span place) {
    boolean zero =
        neuron.formulas().outputByZ().filter(e -> isZero(e)).isPresent()
            && neuron.rule().lines().stream()
                .anyMatch(line -> line.formula().contains(LearningRule.GRADIENT::equals));
    if (zero && next.said.add("zero derivative " + neuron.activation())) {
      emit(
          new TraceEvent.Noticed(
              RunErrors.zeroDerivative(
                  place, FormulaWriter.source(neuron.activation()), neuron.rule().name())));
    }
  }

  static boolean isZero(Expression e) {
    return e instanceof Literal literal && literal.value() == 0;
  }

  double measure(NeuronView neuron, Examples examples, double[] outputs) {
    double sum =
        EpochKernel.measure(
            neuron.formulas(),
            examples,
            next.weights.orElseThrow().toArray(),
            next.biasValue,
            outputs);
    return next.meanCost ? sum / examples.rows() : sum;
  }

  /** Returns the data, whose rows have targets that the loss allows. */
  Bound boundWithTargets(NeuronView neuron, Span place) {
    Bound bound = next.bound.orElseThrow(() -> new ScriptException(RunErrors.noData(place)));
    if (!bound.examples().hasTargets()) {
      throw new ScriptException(RunErrors.noTarget(place));
    }
    new Targets(next, neuron, place).checkAll(bound);
    return bound;
  }

  double measuredCost(Span place) {
    NeuronView neuron = ready(place, BACKWARD);
    Bound bound = boundWithTargets(neuron, place);
    return measure(neuron, bound.examples(), new double[0]);
  }
}
