package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.judge.Classes;
import io.github.neuronscript.judge.Figure;
import io.github.neuronscript.judge.Metric;
import io.github.neuronscript.neuron.Partition;
import io.github.neuronscript.neuron.Scaling;
import io.github.neuronscript.neuron.Vector;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.syntax.Statement.TrainOption;
import io.github.neuronscript.trace.NeuronView;
import io.github.neuronscript.trace.TraceEvent.CrossValidated;
import io.github.neuronscript.trace.TraceEvent.Part;
import io.github.neuronscript.trace.TraceEvent.Reason;
import io.github.neuronscript.trace.TraceLevel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges how well it is learnt, and not what was learnt: for each fold a neuron begins anew as
 * declared, learns scale and weights from the other folds, and is judged by this one. The state
 * stays as it is.
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
    NeuronView neuron = work.ready(s.span(), Work.LEARN);
    Bound bound = work.boundWithTargets(neuron, s.span());
    work.warnOfZeroDerivative(neuron, s.span());
    Vector targets = Evaluating.targets(bound.raw());
    Vector test = bound.test().map(part -> Evaluating.targets(part.examples())).orElse(Vector.of());
    Optional<Classes> classes = Evaluating.classes(targets, test);
    long seed = s.seed().map(e -> work.wholeSeed(e, s.span())).orElse(next.seed);
    List<Partition> partitions = partitions(bound, classes, seed);
    Statement.Train train = train();
    new Judging(work).checkWork(train, neuron, bound, partitions.size());
    List<CrossValidated.Fold> folds = new ArrayList<>();
    for (Partition partition : partitions) {
      folds.add(fold(folds.size() + 1, bound, partition, train, classes));
    }
    work.emit(
        new CrossValidated(
            bound.test().isPresent() ? Part.TRAINING : Part.ALL,
            bound.examples().rows(),
            seed,
            s.stratified(),
            classes.isPresent() ? Metric.OF_CLASSES : Metric.OF_NUMBERS,
            folds));
  }

  private List<Partition> partitions(Bound bound, Optional<Classes> classes, long seed) {
    int rows = bound.examples().rows();
    int folds = (int) ((Literal) s.folds()).value();
    if (folds > rows) {
      throw new ScriptException(RunErrors.tooManyFolds(s.places().of(s.folds()), folds, rows));
    }
    if (s.stratified() && classes.isEmpty()) {
      throw new ScriptException(RunErrors.stratifiedNumbers(s.span()));
    }
    return Partition.folds(
        s.stratified()
            ? Partition.classes(bound.examples().targets(), seed)
            : Partition.shuffled(rows, seed),
        folds);
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
      int number,
      Bound bound,
      Partition partition,
      Statement.Train train,
      Optional<Classes> classes) {
    State state = next.copy();
    state.beginAgain();
    state.level = TraceLevel.NONE;
    state.neuron = Optional.empty();
    Bound parts = bound.split(partition);
    state.scaling = Scaling.learnt(state.scale, state.numbers, parts.raw());
    state.bound = Optional.of(parts.scaled(state.scaling));
    Work quiet = new Work(state, quiet());
    Reason reason = learn(number, new Judging(quiet), train);
    NeuronView neuron = state.neuron.orElseThrow();
    Evaluating evaluating = new Evaluating(quiet);
    Bound learnt = state.bound.orElseThrow();
    Evaluating.Measured measured =
        evaluating.measure(neuron, learnt.test().orElseThrow().examples());
    Vector training = Evaluating.targets(learnt.examples());
    Map<Metric, Figure> figures = new EnumMap<>(Metric.class);
    figures.putAll(evaluating.judge(measured, classes).figures());
    figures.put(Metric.COST, Figure.of(measured.cost()));
    return new CrossValidated.Fold(
        partition.test().length,
        partition.training().length,
        state.epoch,
        reason,
        figures,
        evaluating.baseline(neuron, training, measured.targets(), classes).figures());
  }

  private SessionOptions quiet() {
    SessionOptions own = work.options;
    return new SessionOptions(
        own.files(), event -> {}, own.cancelled(), own.values(), TraceLevel.NONE, own.digits());
  }

  private Reason learn(int fold, Judging judging, Statement.Train train) {
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
