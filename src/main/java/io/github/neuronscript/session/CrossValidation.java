package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.judge.BestThreshold.Criterion;
import io.github.neuronscript.judge.Classes;
import io.github.neuronscript.judge.Figure;
import io.github.neuronscript.judge.Judgement;
import io.github.neuronscript.judge.Metric;
import io.github.neuronscript.neuron.Partition;
import io.github.neuronscript.neuron.Scaling;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.syntax.Statement.TrainOption;
import io.github.neuronscript.trace.Interest;
import io.github.neuronscript.trace.TraceEvent.CrossValidated;
import io.github.neuronscript.trace.TraceEvent.Part;
import io.github.neuronscript.trace.TraceEvent.Reason;
import io.github.neuronscript.trace.TraceLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/**
 * Judges how well it is learnt, and not what was learnt: for each fold or split a neuron begins
 * anew as declared, learns scale and weights from the other rows, and is judged by these. Of the
 * state only what this comes to changes.
 */
final class CrossValidation {

  private final Work work;
  private final State next;
  private final Statement.CrossValidate s;

  CrossValidation(Work work, Statement.CrossValidate s) {
    this.work = work;
    this.next = work.next;
    this.s = s;
  }

  void run() {
    Neuron neuron = work.readyForGradient(s.span(), Work.LEARN);
    Bound bound = work.boundWithTargets(neuron, s.span());
    work.warnOfZeroDerivative(neuron, s.span());
    Vector targets = Evaluating.targets(bound.raw());
    Vector test = bound.test().map(part -> Evaluating.targets(part.examples())).orElse(Vector.of());
    Optional<Classes> classes = new Evaluating(work).classes(targets, test);
    long seed = s.seed().map(e -> work.wholeSeed(e, s.span())).orElse(next.seed);
    int count = (int) ((Literal) s.count()).value();
    OptionalInt percent =
        s.parts()
            .map(parts -> (Literal) ((Expression.Quotient) parts).dividend())
            .map(training -> OptionalInt.of((int) training.value()))
            .orElse(OptionalInt.empty());
    IntFunction<Partition> partitions =
        percent.isPresent()
            ? i -> split(bound, percent.getAsInt(), seed + i)
            : folds(bound, classes, seed, count)::get;
    Statement.Train train = train();
    Training.Plan plan = new Judging(work).plan(train, neuron, bound, count);
    if (plan.shuffle().isPresent() && plan.batch() == bound.examples().rows()) {
      work.notice(() -> RunErrors.shuffleOfOneBatch(s.span()));
    }
    List<CrossValidated.Fold> folds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = percent.isPresent() ? "the split with seed " + (seed + i) : "fold " + (i + 1);
      folds.add(fold(name, bound, partitions.apply(i), train, classes));
    }
    CrossValidated judged =
        new CrossValidated(
            bound.test().isPresent() ? Part.TRAINING : Part.ALL,
            bound.examples().rows(),
            percent,
            seed,
            s.stratified(),
            classes.isPresent() ? Metric.OF_CLASSES : Metric.OF_NUMBERS,
            criterion().filter(c -> classes.isPresent()),
            folds);
    next.crossValidated = Optional.of(judged);
    work.tell(judged);
  }

  private Partition split(Bound bound, int percent, long seed) {
    return work.partition(
        bound, new State.Split(percent, Optional.of(seed), s.stratified(), s.span()));
  }

  private List<Partition> folds(Bound bound, Optional<Classes> classes, long seed, int folds) {
    int rows = bound.examples().rows();
    if (folds > rows) {
      throw new ScriptException(RunErrors.tooManyFolds(s.places().of(s.count()), folds, rows));
    }
    if (s.stratified() && classes.isEmpty()) {
      throw new ScriptException(RunErrors.stratifiedNumbers(s.span()));
    }
    return Partition.folds(
        s.stratified()
            ? Partition.classes(bound.examples().targets(), seed, work.meter::ask)
            : Partition.shuffled(rows, seed, work.meter::ask),
        folds,
        work.meter::ask);
  }

  /** Returns the training as it is asked for; without options, as the last one was. */
  private Statement.Train train() {
    List<TrainOption> options =
        s.options().isEmpty()
            ? next.lastTraining.map(last -> last.train().options()).orElse(List.of())
            : s.options();
    return new Statement.Train(options, s.span(), s.places());
  }

  private CrossValidated.Fold fold(
      String name,
      Bound bound,
      Partition partition,
      Statement.Train train,
      Optional<Classes> classes) {
    State state = next.copy();
    state.beginAgain();
    state.level = TraceLevel.NONE;
    state.neuron = Optional.empty();
    Bound parts = parts(state, bound, partition);
    if (state.learnsScale()) {
      state.scaling = Scaling.learnt(state.scale, state.numbers, parts.raw(), work.meter::ask);
    }
    state.bound = Optional.of(parts.scaled(state.scaling, work.meter::ask));
    Work quiet = new Work(state, quiet(), work.meter);
    Reason reason = learn(name, new Judging(quiet), train);
    Neuron neuron = state.neuron.orElseThrow();
    Evaluating evaluating = new Evaluating(quiet);
    Bound learnt = state.bound.orElseThrow();
    if (criterion().isPresent() && classes.isPresent()) {
      choose(name, quiet, evaluating.measure(neuron, learnt.examples()), classes.get());
    }
    Evaluating.Measured measured =
        evaluating.measure(neuron, learnt.test().orElseThrow().examples());
    Vector training = Evaluating.targets(learnt.examples());
    Map<Metric, Figure> figures = new EnumMap<>(Metric.class);
    Judgement judgement = evaluating.judge(measured, classes);
    figures.putAll(judgement.figures());
    figures.put(Metric.COST, Figure.of(measured.cost()));
    return new CrossValidated.Fold(
        partition.test().length,
        partition.training().length,
        state.epoch,
        reason,
        judgement.threshold(),
        figures,
        evaluating.baseline(neuron, training, measured.targets(), classes).figures());
  }

  /** Returns by what the threshold was chosen, if it was. */
  private Optional<Criterion> criterion() {
    return next.threshold.flatMap(State.Threshold::chosen).map(State.Threshold.Chosen::criterion);
  }

  private void choose(String fold, Work quiet, Evaluating.Measured training, Classes classes) {
    try {
      new Thresholds(quiet).choose(criterion().orElseThrow(), training, classes, s.span());
    } catch (ScriptException failed) {
      throw new ScriptException(RunErrors.inFold(s.span(), fold, failed.diagnostics().get(0)));
    }
  }

  /**
   * Returns the parts of a fold. Where means stand for gaps, they are those of its training part,
   * for which the data is read again.
   */
  private Bound parts(State state, Bound bound, Partition partition) {
    if (state.means.isEmpty()) {
      return bound.split(partition, work.meter::ask);
    }
    int[] training = places(bound, partition.training());
    int all = bound.examples().inputs().rows();
    Bound again = new Binder(state, work.options.files(), work.meter::ask).bindAgain(training, all);
    return again.split(new Partition(training, places(bound, partition.test())), work.meter::ask);
  }

  private static int[] places(Bound bound, int[] rows) {
    return Arrays.stream(rows).map(row -> bound.examples().number(row) - 1).toArray();
  }

  private SessionOptions quiet() {
    return work.options.heardBy(event -> {}, Interest.none(), TraceLevel.NONE);
  }

  private Reason learn(String fold, Judging judging, Statement.Train train) {
    try {
      Training training = judging.training(train);
      Optional<Reason> reason = Optional.empty();
      while (reason.isEmpty()) {
        reason = training.next();
      }
      return reason.get();
    } catch (Training.Ended ended) {
      throw ended.why() instanceof ScriptException failed
          ? new ScriptException(RunErrors.inFold(s.span(), fold, failed.diagnostics().get(0)))
          : ended.why();
    }
  }
}
