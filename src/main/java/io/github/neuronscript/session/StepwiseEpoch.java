package io.github.neuronscript.session;

import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.neuron.EpochKernel;
import io.github.neuronscript.neuron.Examples;
import io.github.neuronscript.neuron.Learner;
import io.github.neuronscript.neuron.Penalty;
import io.github.neuronscript.neuron.RowTotal;
import io.github.neuronscript.neuron.Stepwise;
import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** An epoch in which every example is told: the bits of {@link EpochKernel}, with all the steps. */
final class StepwiseEpoch {

  private final EpochKernel.Plan plan;
  private final EpochKernel order;
  private final Neuron view;
  private final SessionOptions told;
  private final NumberSystem numbers;
  private final Examples raw;
  private final Watcher watcher;

  /** Sees every example between its backward pass and the update of its batch. */
  interface Watcher {
    void example(
        State.Example example, Stepwise.Forward forward, Stepwise.Backward backward, Learner p);
  }

  /**
   * Makes an epoch to be run again and again.
   *
   * @param order gives the order of the rows
   * @param numbers what it is computed in
   * @param raw the examples in the units of the data
   * @param told who is told of the steps
   */
  StepwiseEpoch(
      EpochKernel.Plan plan,
      EpochKernel order,
      Neuron view,
      NumberSystem numbers,
      Examples raw,
      SessionOptions told,
      Watcher watcher) {
    this.raw = raw;
    this.watcher = watcher;
    this.plan = plan;
    this.order = order;
    this.view = view;
    this.told = told;
    this.numbers = numbers;
  }

  EpochKernel.Result run(
      Learner parameters, long epoch, Supplier<Number> rate, BooleanSupplier cancelled) {
    Optional<int[]> ordered = order.order(epoch, cancelled);
    if (ordered.isEmpty()) {
      return result(
          Double.NaN, 0, Double.NaN, Optional.empty(), Optional.empty(), OptionalInt.of(0));
    }
    int[] rows = ordered.get().clone();
    int width = plan.examples().width();
    RowTotal losses = new RowTotal(numbers, 1);
    RowTotal penalties = new RowTotal(numbers, 1);
    long before = parameters.updates();
    Number norm = Double.NaN;
    Optional<Integer> broken = Optional.empty();
    boolean wanted = told.interest().in(TraceEvent.Gathered.class);
    for (int from = 0; from < rows.length; from += plan.batch()) {
      int to = Math.min(rows.length, from + plan.batch());
      RowTotal gradients = new RowTotal(numbers, width + 1);
      List<TraceEvent.Gathered.Part> parts = new ArrayList<>();
      Vector x = Vector.of();
      Stepwise.Forward forward = null;
      Number target = 0.0;
      TraceEvent.Example example = null;
      for (int i = from; i < to; i++) {
        if (cancelled.getAsBoolean()) {
          return result(Double.NaN, 0, norm, Optional.empty(), broken, OptionalInt.of(i));
        }
        int number = plan.examples().number(rows[i]);
        x = plan.examples().vector(rows[i]);
        target = plan.examples().target(rows[i]);
        example = new TraceEvent.Example(OptionalInt.of(number), OptionalLong.of(epoch));
        forward =
            Stepwise.forward(numbers, plan.formulas(), parameters.weights(), parameters.bias(), x);
        Stepwise.Backward backward =
            Stepwise.backward(numbers, plan.formulas(), forward, target, x);
        tell(example, rows[i], parameters, x, target, forward, backward);
        if (!(NumberSystem.isFinite(backward.loss())
            && NumberSystem.isFinite(backward.lossByZ()))) {
          if (Stepwise.isUndefined(forward, backward)) {
            return result(Double.NaN, 0, norm, Optional.of(rows[i]), broken, OptionalInt.empty());
          }
          broken = broken.isPresent() ? broken : Optional.of(rows[i]);
        }
        watcher.example(
            new State.Example(raw.vector(rows[i]), Optional.of(target), example.row()),
            forward,
            backward,
            parameters);
        losses.add(backward.loss());
        gradients.add(backward.gradient());
        if (to - from <= TraceEvent.Gathered.MOST_PARTS && wanted) {
          parts.add(new TraceEvent.Gathered.Part(number, backward.gradient()));
        }
      }
      Vector sums = gradients.total();
      Vector weights = parameters.weights();
      TraceEvent.Example of = to - from == 1 ? example : example.epochAlone();
      int examples = to - from;
      Steps.Gradient gathered = Steps.gather(view, numbers, examples, sums, weights);
      if (Steps.isTold(view, examples)) {
        told.tell(
            TraceEvent.Gathered.class, () -> gathered.event(view, of, examples, parts, weights));
      }
      view.penalty()
          .map(p -> p.cost(numbers, weights))
          .map(p -> Penalty.weighed(numbers, p, plan.mean(), examples, rows.length))
          .ifPresent(penalties::add);
      Steps.Rest rest = new Steps.Rest(gathered.whole(), x, target, forward, rate.get());
      boolean made = update(parameters, rest, of, examples);
      norm = made ? Stepwise.norm(numbers, gathered.whole(), view.biasLearns()) : norm;
    }
    Vector sum = losses.total();
    Number ofLosses = (plan.mean() ? RowTotal.over(numbers, sum, rows.length) : sum).number(0);
    Number cost =
        view.penalty().isPresent() ? numbers.add(ofLosses, penalties.total().number(0)) : ofLosses;
    return result(
        cost, parameters.updates() - before, norm, Optional.empty(), broken, OptionalInt.empty());
  }

  private static EpochKernel.Result result(
      Number cost,
      long updates,
      Number norm,
      Optional<Integer> undefined,
      Optional<Integer> broken,
      OptionalInt cancelledAt) {
    return new EpochKernel.Result(cost, updates, norm, undefined, broken, cancelledAt);
  }

  private void tell(
      TraceEvent.Example example,
      int row,
      Learner parameters,
      Vector x,
      Number target,
      Stepwise.Forward forward,
      Stepwise.Backward backward) {
    told.tell(
        TraceEvent.Forward.class,
        () ->
            new TraceEvent.Forward(
                view.view(),
                example,
                raw.vector(row),
                x,
                parameters.weights(),
                parameters.bias(),
                Optional.of(target),
                forward.z(),
                forward.output()));
    told.tell(
        TraceEvent.Backward.class,
        () ->
            Steps.event(
                view,
                example,
                x,
                parameters.weights(),
                parameters.bias(),
                target,
                forward,
                backward));
  }

  private boolean update(Learner parameters, Steps.Rest rest, TraceEvent.Example of, int examples) {
    if (!told.interest().in(TraceEvent.Update.class)) {
      return Steps.update(view, parameters, rest);
    }
    Steps.Before before = Steps.Before.of(parameters);
    boolean made = Steps.update(view, parameters, rest);
    told.listener().accept(before.event(view, of, examples, rest, parameters, made));
    return made;
  }
}
