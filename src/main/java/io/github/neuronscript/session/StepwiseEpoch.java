package io.github.neuronscript.session;

import io.github.neuronscript.neuron.EpochKernel;
import io.github.neuronscript.neuron.Examples;
import io.github.neuronscript.neuron.LearningRule;
import io.github.neuronscript.neuron.Parameters;
import io.github.neuronscript.neuron.RowSum;
import io.github.neuronscript.neuron.Stepwise;
import io.github.neuronscript.neuron.Vector;
import io.github.neuronscript.trace.NeuronView;
import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** An epoch in which every example is told: the bits of {@link EpochKernel}, with all the steps. */
final class StepwiseEpoch {

  private final EpochKernel.Plan plan;
  private final EpochKernel order;
  private final NeuronView view;
  private final Consumer<TraceEvent> listener;
  private final LearningRule.Applier applier;
  private final Examples raw;
  private final Watcher watcher;

  /** Sees every example between its backward pass and the update of its batch. */
  interface Watcher {
    void example(
        State.Example example, Stepwise.Forward forward, Stepwise.Backward backward, Parameters p);
  }

  /**
   * Makes an epoch to be run again and again.
   *
   * @param order gives the order of the rows
   * @param raw the examples in the units of the data
   */
  StepwiseEpoch(
      EpochKernel.Plan plan,
      EpochKernel order,
      NeuronView view,
      Examples raw,
      Consumer<TraceEvent> listener,
      Watcher watcher) {
    this.raw = raw;
    this.watcher = watcher;
    this.plan = plan;
    this.order = order;
    this.view = view;
    this.listener = listener;
    this.applier = plan.rule().newApplier();
  }

  EpochKernel.Result run(
      Parameters parameters, long epoch, DoubleSupplier rate, BooleanSupplier cancelled) {
    int[] rows = order.order(epoch).clone();
    int width = plan.examples().width();
    RowSum losses = new RowSum(1);
    long before = parameters.updates();
    double norm = Double.NaN;
    Optional<Integer> broken = Optional.empty();
    for (int from = 0; from < rows.length; from += plan.batch()) {
      int to = Math.min(rows.length, from + plan.batch());
      RowSum gradients = new RowSum(width + 1);
      List<TraceEvent.Gathered.Part> parts = new ArrayList<>();
      double[] x = new double[0];
      Stepwise.Forward forward = null;
      double target = 0;
      TraceEvent.Example example = null;
      for (int i = from; i < to; i++) {
        if (cancelled.getAsBoolean()) {
          return result(Double.NaN, 0, norm, Optional.empty(), broken, OptionalInt.of(i));
        }
        x = plan.examples().row(rows[i]);
        target = plan.examples().targets()[rows[i]];
        example = new TraceEvent.Example(OptionalInt.of(rows[i] + 1), OptionalLong.of(epoch));
        forward = Stepwise.forward(plan.formulas(), parameters.weights(), parameters.bias(), x);
        Stepwise.Backward backward = Stepwise.backward(plan.formulas(), forward, target, x);
        tell(example, Vector.of(raw.row(rows[i])), parameters, x, target, forward, backward);
        if (!(Double.isFinite(backward.loss()) && Double.isFinite(backward.lossByZ()))) {
          if (EpochKernel.isUndefined(forward.z(), backward.loss(), backward.lossByZ())) {
            return result(Double.NaN, 0, norm, Optional.of(rows[i]), broken, OptionalInt.empty());
          }
          broken = broken.isPresent() ? broken : Optional.of(rows[i]);
        }
        watcher.example(
            new State.Example(
                Vector.of(raw.row(rows[i])), OptionalDouble.of(target), example.row()),
            forward,
            backward,
            parameters);
        losses.add(0, backward.loss());
        losses.endRow();
        for (int j = 0; j <= width; j++) {
          gradients.add(j, backward.gradient()[j]);
        }
        gradients.endRow();
        if (to - from <= TraceEvent.Gathered.MOST_PARTS) {
          parts.add(new TraceEvent.Gathered.Part(rows[i] + 1, Vector.of(backward.gradient())));
        }
      }
      double[] sums = gradients.total();
      double[] gradient = sums.clone();
      if (plan.mean() && to - from > 1) {
        for (int j = 0; j <= width; j++) {
          gradient[j] /= to - from;
        }
      }
      if (to - from > 1) {
        listener.accept(
            new TraceEvent.Gathered(
                view, epoch, to - from, parts, Vector.of(sums), Vector.of(gradient)));
      }
      boolean made =
          update(parameters, gradient, x, target, forward, rate.getAsDouble(), example, to - from);
      norm = made ? EpochKernel.norm(gradient, view.biasLearns()) : norm;
    }
    double sum = losses.total()[0];
    double cost = plan.mean() ? sum / rows.length : sum;
    return result(
        cost, parameters.updates() - before, norm, Optional.empty(), broken, OptionalInt.empty());
  }

  private static EpochKernel.Result result(
      double cost,
      long updates,
      double norm,
      Optional<Integer> undefined,
      Optional<Integer> broken,
      OptionalInt cancelledAt) {
    return new EpochKernel.Result(cost, updates, norm, undefined, broken, cancelledAt);
  }

  private void tell(
      TraceEvent.Example example,
      Vector raw,
      Parameters parameters,
      double[] x,
      double target,
      Stepwise.Forward forward,
      Stepwise.Backward backward) {
    Vector inputs = Vector.of(x);
    listener.accept(
        new TraceEvent.Forward(
            view,
            example,
            raw,
            inputs,
            Vector.of(parameters.weights()),
            parameters.bias(),
            OptionalDouble.of(target),
            forward.z(),
            forward.output()));
    listener.accept(Steps.event(view, example, inputs, target, forward, backward));
  }

  private boolean update(
      Parameters parameters,
      double[] gradient,
      double[] x,
      double target,
      Stepwise.Forward forward,
      double rate,
      TraceEvent.Example example,
      int examples) {
    TraceEvent.Example of =
        examples == 1 ? example : new TraceEvent.Example(OptionalInt.empty(), example.epoch());
    TraceEvent.Update update =
        Steps.update(view, applier, parameters, gradient, x, target, forward, rate, of, examples);
    listener.accept(update);
    return update.made();
  }
}
