package io.github.neuronscript.render;

import static io.github.neuronscript.formula.Algebra.number;

import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Apply;
import io.github.neuronscript.formula.Expression.Comparison;
import io.github.neuronscript.formula.Expression.Conditional;
import io.github.neuronscript.formula.Expression.Elementary;
import io.github.neuronscript.formula.Expression.Negation;
import io.github.neuronscript.formula.Expression.Power;
import io.github.neuronscript.formula.Expression.Product;
import io.github.neuronscript.formula.Expression.Quotient;
import io.github.neuronscript.formula.Expression.Sum;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.Function;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Simplifier;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.judge.Baseline;
import io.github.neuronscript.judge.Classes;
import io.github.neuronscript.judge.Figure;
import io.github.neuronscript.judge.Judgement;
import io.github.neuronscript.neuron.ChainRule;
import io.github.neuronscript.neuron.LearningRule;
import io.github.neuronscript.neuron.Parameters;
import io.github.neuronscript.neuron.Stepwise;
import io.github.neuronscript.trace.NeuronView;
import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Neurons and their events, built by hand: nothing here needs a script. */
final class Neurons {

  private static final Variable U = Variable.parameter("z");
  private static final Variable Y = Variable.parameter("y");
  private static final Variable P = Variable.parameter("p");

  private static final Variable M = Variable.parameter("m");
  private static final Variable V = Variable.parameter("v");

  static final Definition SIGMOID = sigmoid();
  static final Definition SOFTPLUS =
      Definition.of(
          "softplus",
          List.of("z"),
          Sum.of(
              Elementary.of(Function.MAX, number(0), U),
              Elementary.of(
                  Function.LN1P,
                  Elementary.of(Function.EXP, new Negation(Elementary.of(Function.ABS, U))))));
  static final Definition LINEAR = Definition.of("linear", List.of("z"), U);
  static final Definition TANH =
      Definition.of("hyperbolic", List.of("z"), Elementary.of(Function.TANH, U));
  static final Definition STEP =
      Definition.of(
          "step",
          List.of("z"),
          new Conditional(
              new Comparison(Comparison.Relation.AT_LEAST, U, number(0)), number(1), number(0)));
  static final Definition LEAKY =
      Definition.of(
          "leaky",
          List.of("z"),
          new Conditional(
              new Comparison(Comparison.Relation.GREATER, U, number(0)),
              U,
              Product.of(new Expression.Literal("0.01", 0.01), U)));
  static final Definition MSE =
      Definition.of("mse", List.of("y", "p"), new Power(Sum.of(Y, new Negation(P)), number(2)));
  static final Definition MAE =
      Definition.of(
          "mae", List.of("y", "p"), Elementary.of(Function.ABS, Sum.of(Y, new Negation(P))));
  static final Definition CROSS_ENTROPY =
      Definition.of(
          "cross_entropy",
          List.of("y", "p"),
          new Negation(
              Sum.of(
                  Elementary.of(Function.XLOGY, Y, P),
                  Elementary.of(
                      Function.XLOGY,
                      Sum.of(number(1), new Negation(Y)),
                      Sum.of(number(1), new Negation(P))))));

  static final LearningRule DESCENT =
      new LearningRule(
          Optional.of("gradient descent"),
          List.of(
              new LearningRule.Line(
                  LearningRule.W,
                  Sum.of(
                      LearningRule.W,
                      new Negation(Product.of(LearningRule.RATE, LearningRule.GRADIENT))))),
          false);
  static final LearningRule PERCEPTRON =
      new LearningRule(
          Optional.of("perceptron"),
          List.of(
              new LearningRule.Line(
                  LearningRule.W,
                  Sum.of(
                      LearningRule.W,
                      Product.of(
                          LearningRule.RATE,
                          Sum.of(ChainRule.TARGET, new Negation(ChainRule.OUTPUT)),
                          LearningRule.X)))),
          true);

  /** Adam without the correction of its moments, and its step at the end. */
  static final LearningRule MOMENTS =
      new LearningRule(
          Optional.of("moments"),
          List.of(
              new LearningRule.Line(M, decayed(M, LearningRule.GRADIENT)),
              new LearningRule.Line(V, decayed(V, new Power(LearningRule.GRADIENT, number(2)))),
              new LearningRule.Line(
                  LearningRule.W,
                  Sum.of(
                      LearningRule.W,
                      new Negation(
                          new Quotient(
                              Product.of(LearningRule.RATE, M),
                              Sum.of(
                                  Elementary.of(Function.SQRT, V),
                                  new Expression.Literal("1e-8", 1e-8))))))),
          false);

  static final Simplifier SIMPLIFIER = Simplifier.recognising(SIGMOID, SOFTPLUS);

  private Neurons() {}

  /** 0.9·memory + 0.1·now. */
  private static Expression decayed(Variable memory, Expression now) {
    return Sum.of(
        Product.of(new Expression.Literal("0.9", 0.9), memory),
        Product.of(new Expression.Literal("0.1", 0.1), now));
  }

  private static Definition sigmoid() {
    Expression body =
        new Quotient(number(1), Sum.of(number(1), Elementary.of(Function.EXP, new Negation(U))));
    Definition plain = Definition.of("sigmoid", List.of("z"), body);
    Expression call = new Apply(plain, List.of(U));
    return new Definition(
        "sigmoid",
        List.of("z"),
        body,
        Optional.of(
            new Definition.StatedDerivative(
                "z", Product.of(call, Sum.of(number(1), new Negation(call))))),
        Optional.empty());
  }

  /** A neuron of n inputs x1 … with weights w1 … and a bias b. */
  static NeuronView view(int n, Definition activation, Definition loss, LearningRule rule) {
    List<String> inputs = new ArrayList<>();
    List<String> weights = new ArrayList<>();
    for (int i = 1; i <= n; i++) {
      inputs.add("x" + i);
      weights.add("w" + i);
    }
    Expression output = new Apply(activation, List.of(ChainRule.Z));
    Expression losses = new Apply(loss, List.of(ChainRule.TARGET, ChainRule.OUTPUT));
    return new NeuronView(
        inputs,
        weights,
        Optional.of("b"),
        true,
        output,
        losses,
        view(ChainRule.of(output, losses, SIMPLIFIER)),
        view(rule),
        true,
        Optional.empty(),
        Optional.empty(),
        NumberSystem.doubles());
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

  private static NeuronView.Rule view(LearningRule rule) {
    return new NeuronView.Rule(
        rule.name(),
        rule.lines().stream().map(l -> new NeuronView.Line(l.name(), l.formula())).toList(),
        rule.memory(),
        rule.isExampleByExample(),
        rule.isOnlyOnMistakes(),
        rule.readsGradient());
  }

  private static LearningRule rule(NeuronView view) {
    return new LearningRule(
        view.rule().name(),
        view.rule().lines().stream()
            .map(l -> new LearningRule.Line(l.name(), l.formula()))
            .toList(),
        view.rule().isOnlyOnMistakes());
  }

  static TraceEvent.Example typed() {
    return new TraceEvent.Example(OptionalInt.empty(), OptionalLong.empty());
  }

  static TraceEvent.Example row(int row) {
    return new TraceEvent.Example(OptionalInt.of(row), OptionalLong.empty());
  }

  static TraceEvent.Example row(int row, long epoch) {
    return new TraceEvent.Example(OptionalInt.of(row), OptionalLong.of(epoch));
  }

  /** Forward, backward and the third update, of one example; what is remembered is 0.3. */
  static List<TraceEvent> step(
      NeuronView view,
      TraceEvent.Example example,
      double[] x,
      double[] w,
      double bias,
      double target,
      double rate) {
    Vector inputs = Vector.of(x);
    ChainRule formulas = ChainRule.of(view.activation(), view.loss(), SIMPLIFIER);
    Stepwise.Forward forward =
        Stepwise.forward(NumberSystem.doubles(), formulas, Vector.of(w), bias, inputs);
    Stepwise.Backward backward =
        Stepwise.backward(NumberSystem.doubles(), formulas, forward, target, inputs);
    double[][] memory = new double[view.rule().memory().size()][w.length + 1];
    for (double[] values : memory) {
      Arrays.fill(values, 0.3);
    }
    Parameters parameters = new Parameters(w, bias, true, memory, 2);
    parameters.learn(
        rule(view), backward.gradient(), inputs, target, forward.output(), forward.z(), rate);
    return List.of(
        new TraceEvent.Forward(
            view,
            example,
            inputs,
            inputs,
            Vector.of(w),
            bias,
            Optional.of(target),
            forward.z(),
            forward.output()),
        new TraceEvent.Backward(
            view,
            example,
            inputs,
            Vector.of(w),
            bias,
            forward.z(),
            forward.output(),
            target,
            backward.loss(),
            backward.lossByOutput(),
            backward.outputByZ(),
            backward.lossByZ(),
            backward.gradient()),
        new TraceEvent.Update(
            view,
            example,
            1,
            inputs,
            target,
            forward.output(),
            forward.z(),
            rate,
            parameters.updates(),
            backward.gradient(),
            together(w, bias),
            parameters.together(),
            Arrays.stream(memory).map(Vector::of).toList(),
            parameters.memory(),
            !(view.rule().isOnlyOnMistakes() && forward.output().doubleValue() == target)));
  }

  private static Vector together(double[] weights, double bias) {
    double[] all = Arrays.copyOf(weights, weights.length + 1);
    all[weights.length] = bias;
    return Vector.of(all);
  }

  private static NeuronView withCost(NeuronView view, boolean mean) {
    return new NeuronView(
        view.inputs(),
        view.weights(),
        view.bias(),
        view.biasLearns(),
        view.activation(),
        view.loss(),
        view.formulas(),
        view.rule(),
        mean,
        view.penalty(),
        view.scaling(),
        view.numbers());
  }

  /** An evaluation of all the data, which has a baseline cost of ½. */
  static TraceEvent.Evaluated evaluated(
      Vector targets, Vector outputs, Vector losses, double sum, double cost, boolean mean) {
    Optional<Classes> classes = Classes.of(targets.toArray());
    NumberSystem doubles = NumberSystem.doubles();
    return new TraceEvent.Evaluated(
        TraceEvent.Part.ALL,
        Optional.empty(),
        new TraceEvent.Applied(
            withCost(view(1, LINEAR, MSE, DESCENT), mean),
            Vector.of(1),
            0.0,
            targets.size(),
            row -> Vector.ofNumbers(List.of(row + 1.0, outputs.number(row), targets.number(row)))),
        losses,
        sum,
        cost,
        Judgement.of(doubles, targets, outputs, classes, Optional.empty(), () -> {}),
        Baseline.of(doubles, targets, targets, classes, output -> Figure.of(0.5), () -> {}),
        false,
        false,
        Optional.empty(),
        Optional.empty());
  }
}
