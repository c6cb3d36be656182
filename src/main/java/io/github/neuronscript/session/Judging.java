package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.LimitException;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.syntax.Statement.Moment;
import io.github.neuronscript.syntax.Statement.TrainOption;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes trainings: what their options say, and whether they are too much work. */
final class Judging {

  private final Work work;
  private final State next;

  Judging(Work work) {
    this.work = work;
    this.next = work.next;
  }

  void train(Statement.Train s) {
    State before = next.copy();
    before.lastTraining = Optional.empty();
    before.uncounted();
    Training training = training(s);
    next.lastTraining = Optional.of(new Difference.Of(before, s));
    training.run();
  }

  /** Goes on with the training that the state is in the midst of. */
  void resume(Training.Progress from) {
    work.readyForGradient(from.plan().place(), Work.LEARN);
    new Training(work, from).run();
  }

  /** Returns a training that is about to begin. */
  Training training(Statement.Train s) {
    Neuron neuron = work.readyForGradient(s.span(), Work.LEARN);
    Bound bound = work.boundWithTargets(neuron, s.span());
    work.warnOfZeroDerivative(neuron, s.span());
    work.warnOfReach(neuron, bound, s.span());
    work.noticeIdlePenalty(neuron, s.span());
    Training.Plan plan = plan(s, neuron, bound);
    next.shown = Optional.empty();
    next.judged = Optional.empty();
    return new Training(work, new Rules(work), plan);
  }

  private Training.Plan plan(Statement.Train s, Neuron neuron, Bound bound) {
    int rows = bound.examples().rows();
    double epochs = 1000;
    boolean byDefault = true;
    double batch = neuron.rule().isExampleByExample() ? 1 : rows;
    OptionalLong shuffle = OptionalLong.empty();
    Optional<Expression> until = Optional.empty();
    boolean converged = false;
    for (TrainOption option : s.options()) {
      if (option instanceof TrainOption.Epochs count) {
        epochs = whole(count.count(), count.span(), "the number of epochs");
        byDefault = false;
      } else if (option instanceof TrainOption.Batch size) {
        batch =
            Variable.isWord(size.size(), "all")
                ? rows
                : whole(size.size(), size.span(), "the size of a batch");
      } else if (option instanceof TrainOption.Shuffle of) {
        shuffle =
            OptionalLong.of(
                of.seed().map(seed -> work.wholeSeed(seed, of.span())).orElse(next.seed));
      } else if (option instanceof TrainOption.Until of) {
        converged = Variable.isWord(of.condition(), "converged");
        until =
            converged
                ? Optional.empty()
                : Optional.of(Values.current(of.condition(), next.functions));
      }
    }
    batch = Math.min(batch, rows);
    checkWork(s.span(), neuron, epochs, rows, (long) batch);
    return new Training.Plan(
        (long) epochs, byDefault, (int) batch, shuffle, until, converged, s.span());
  }

  private void checkWork(Span place, Neuron neuron, double epochs, int rows, long batch) {
    int parameters = next.inputs.size() + (next.biasLearns() ? 1 : 0);
    Rules rules = new Rules(work);
    double ofRules =
        Effort.alone(next.numbers)
            * (rules.size(Moment.STEP) * (double) rows + rules.size(Moment.EPOCH));
    RunLimits limits = work.meter.limits();
    if (epochs > limits.epochs()) {
      throw new LimitException(RunErrors.tooManyEpochs(place, epochs, limits.epochs()));
    }
    double steps =
        epochs
            * ((double) Training.stepsOfEpoch(work, neuron, rows, batch, rules.any(Moment.STEP))
                + ofRules);
    if (steps > limits.steps()) {
      throw new LimitException(
          RunErrors.tooMuchWork(place, epochs, rows, parameters, steps, limits.steps()));
    }
  }

  /** Returns a training that is done several times; complains if that is too much work. */
  Training.Plan plan(Statement.Train s, Neuron neuron, Bound bound, int times) {
    Training.Plan plan = plan(s, neuron, bound);
    checkWork(
        s.span(), neuron, (double) plan.epochs() * times, bound.examples().rows(), plan.batch());
    return plan;
  }

  private double whole(Expression e, Span place, String what) {
    double value = work.value(e, place).doubleValue();
    if (value != Math.rint(value) || value < 1) {
      throw new ScriptException(RunErrors.badCount(place, what, value));
    }
    return value;
  }
}
