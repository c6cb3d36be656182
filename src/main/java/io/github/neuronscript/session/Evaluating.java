package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.BlockEvaluator;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.judge.AccuracyBound;
import io.github.neuronscript.judge.Baseline;
import io.github.neuronscript.judge.Bootstrap;
import io.github.neuronscript.judge.Calibration;
import io.github.neuronscript.judge.Classes;
import io.github.neuronscript.judge.Figure;
import io.github.neuronscript.judge.Judgement;
import io.github.neuronscript.judge.Metric;
import io.github.neuronscript.judge.Why;
import io.github.neuronscript.neuron.ChainRule;
import io.github.neuronscript.neuron.Examples;
import io.github.neuronscript.neuron.RowSum;
import io.github.neuronscript.neuron.RowTotal;
import io.github.neuronscript.neuron.Stepwise;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.syntax.Word;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceEvent.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges the neuron by rows: every metric, the baseline beside it, and what was asked for. */
final class Evaluating {

  /** Resamples of a bootstrap, unless it is said. */
  private static final int SAMPLES = 1000;

  /** Rows that a bootstrap draws in all resamples together. */
  private static final double MOST_DRAWS = 1e10;

  /** What a row takes that is drawn, sorted and judged by every metric. */
  static final long DRAW = 200;

  private final Work work;
  private final State next;

  Evaluating(Work work) {
    this.work = work;
    this.next = work.next;
  }

  /** Some rows with their name. */
  private record Rows(Part part, Examples examples) {}

  /**
   * What the neuron makes of some rows.
   *
   * @param sum Σ L
   */
  record Measured(Examples examples, Vector outputs, Number sum, Number cost) {
    Vector targets() {
      return Evaluating.targets(examples);
    }
  }

  static Vector targets(Examples examples) {
    return examples.exactTargets().orElseGet(() -> Vector.of(examples.targets()));
  }

  void evaluate(Statement.Evaluate s) {
    Neuron neuron = work.ready(s.span(), Work.BACKWARD);
    Rows rows = rows(s, neuron);
    Measured measured = measure(neuron, rows.examples());
    Vector training = targets(next.bound.orElseThrow().examples());
    Optional<Classes> classes = classes(training, measured.targets());
    Judgement judgement = judge(measured, classes);
    Baseline baseline = baseline(neuron, training, measured.targets(), classes);
    Optional<List<Calibration.Bin>> calibration =
        s.calibration()
            ? Optional.of(calibration(judgement, measured, s.span()))
            : Optional.empty();
    Vector losses = losses(neuron, measured.examples(), TraceEvent.Gathered.MOST_PARTS);
    Optional<TraceEvent.Confidence> confidence =
        s.confidence().map(asked -> confidence(asked, neuron, measured, judgement, s.span()));
    next.cost = Optional.of(measured.cost());
    next.judged = Optional.of(judgement);
    work.tell(
        new TraceEvent.Evaluated(
            rows.part(),
            s.file().map(file -> file.origin().text()),
            work.applied(neuron, rows.examples()),
            losses,
            measured.sum(),
            measured.cost(),
            judgement,
            baseline,
            classes.isPresent() && next.threshold.filter(t -> t.isStale(next)).isPresent(),
            next.seen == State.Seen.ALL_ROWS
                && rows.part() != Part.TRAINING
                && rows.part() != Part.FILE,
            calibration,
            confidence));
  }

  private Rows rows(Statement.Evaluate s, Neuron neuron) {
    if (s.file().isPresent()) {
      return new Rows(Part.FILE, work.boundOf(s.file().get(), neuron, s.span()).examples());
    }
    Bound bound = work.boundWithTargets(neuron, s.span());
    boolean divided = bound.test().isPresent();
    String part = s.part().map(Word::text).orElse(divided ? "test" : "all");
    if (!divided && !part.equals("all")) {
      throw new ScriptException(RunErrors.noPart(s.span(), part));
    }
    Bound test = work.judged(neuron, s.span());
    return switch (part) {
      case "training" -> new Rows(Part.TRAINING, bound.examples());
      case "test" -> new Rows(Part.TEST, test.examples());
      default ->
          divided
              ? new Rows(Part.BOTH, bound.examples().with(test.examples(), work.meter::ask))
              : new Rows(Part.ALL, bound.examples());
    };
  }

  /** Returns what the targets are, all of them together: those of a part may all be 1. */
  Optional<Classes> classes(Vector training, Vector judged) {
    return Classes.of(List.of(training, judged), work.meter::ask);
  }

  /** Computes the outputs and the cost of rows with the weights as they are. */
  Measured measure(Neuron neuron, Examples examples) {
    if (next.numbers.isDouble()) {
      double[] outputs = new double[examples.rows()];
      Number sum = work.measure(neuron, examples, outputs);
      return new Measured(examples, Vector.of(outputs), sum, work.cost(sum, outputs.length));
    }
    work.chargePass(neuron, examples.rows());
    List<Number> outputs = new ArrayList<>();
    RowTotal losses = new RowTotal(next.numbers, 1);
    for (int row = 0; row < examples.rows(); row++) {
      work.meter.ask();
      Stepwise.Forward forward = work.forward(neuron, examples, row);
      outputs.add(forward.output());
      losses.add(work.loss(neuron, examples, row, forward));
    }
    Number sum = losses.total().number(0);
    return new Measured(examples, Vector.ofNumbers(outputs), sum, work.cost(sum, examples.rows()));
  }

  Judgement judge(Measured measured, Optional<Classes> classes) {
    int rows = measured.outputs().size();
    work.meter.charge(
        Effort.times(rows, Effort.times(2 * DRAW, Effort.alone(next.numbers) / 50)),
        rows + " rows to be judged");
    return Judgement.of(
        next.numbers,
        measured.targets(),
        measured.outputs(),
        classes,
        next.threshold.map(State.Threshold::value),
        work.meter::ask);
  }

  /** Judges a constant output, known from the training targets. */
  Baseline baseline(Neuron neuron, Vector training, Vector targets, Optional<Classes> classes) {
    return Baseline.of(
        next.numbers,
        training,
        targets,
        classes,
        output -> cost(neuron, targets, output),
        work.meter::ask);
  }

  private Figure cost(Neuron neuron, Vector targets, Number output) {
    Expression loss = neuron.loss();
    RowTotal losses = new RowTotal(next.numbers, 1);
    try {
      if (next.numbers.isDouble()) {
        double sum = sumOfLosses(loss, targets.toArray(), output.doubleValue(), work.meter::ask);
        return Figure.of(work.cost(sum, targets.size()));
      }
      for (Number target : targets.toNumbers()) {
        work.meter.ask();
        losses.add(
            next.numbers.value(loss, Map.of(ChainRule.TARGET, target, ChainRule.OUTPUT, output)));
      }
      return Figure.of(work.cost(losses.total().number(0), targets.size()));
    } catch (NumberSystem.NotExact e) {
      return Figure.none(Why.NOT_FINITE);
    }
  }

  private static double sumOfLosses(
      Expression loss, double[] targets, double output, Runnable asked) {
    BlockEvaluator.Workspace workspace =
        BlockEvaluator.of(List.of(ChainRule.TARGET, ChainRule.OUTPUT), List.of(loss))
            .newWorkspace();
    RowSum sum = new RowSum(1, asked);
    for (int start = 0; start < targets.length; start += BlockEvaluator.ROWS) {
      int rows = Math.min(BlockEvaluator.ROWS, targets.length - start);
      System.arraycopy(targets, start, workspace.input(0), 0, rows);
      Arrays.fill(workspace.input(1), 0, rows, output);
      workspace.evaluate(rows);
      for (int i = 0; i < rows; i++) {
        sum.add(0, workspace.output(0)[i]);
        sum.endRow();
      }
    }
    return sum.total()[0];
  }

  private Vector losses(Neuron neuron, Examples examples, int most) {
    int rows = examples.rows() > most ? 0 : examples.rows();
    work.chargePassAlone(neuron, rows);
    if (next.numbers.isDouble()) {
      double[] losses = new double[rows];
      for (int row = 0; row < rows; row++) {
        work.meter.ask();
        losses[row] = loss(neuron, examples, row).doubleValue();
      }
      return Vector.of(losses);
    }
    List<Number> losses = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      work.meter.ask();
      losses.add(loss(neuron, examples, row));
    }
    return Vector.ofNumbers(losses);
  }

  private Number loss(Neuron neuron, Examples examples, int row) {
    return work.loss(neuron, examples, row, work.forward(neuron, examples, row));
  }

  private List<Calibration.Bin> calibration(Judgement judgement, Measured measured, Span place) {
    Figure brier = judgement.figure(Metric.BRIER);
    if (brier.why().isPresent()) {
      throw new ScriptException(RunErrors.noCalibration(place, brier.why().get()));
    }
    return Calibration.of(
        measured.targets().toArray(), measured.outputs().toArray(), work.meter::ask);
  }

  private TraceEvent.Confidence confidence(
      Statement.Confidence asked,
      Neuron neuron,
      Measured measured,
      Judgement judgement,
      Span place) {
    int samples = asked.samples().map(n -> (int) ((Literal) n).value()).orElse(SAMPLES);
    double percent = ((Literal) asked.percent()).value();
    long seed = asked.seed().map(e -> work.wholeSeed(e, place)).orElse(next.seed);
    int drawn = judgement.rows();
    if (samples * (double) drawn > MOST_DRAWS) {
      throw new ScriptException(RunErrors.tooManyDraws(place, samples, drawn));
    }
    work.meter.charge(
        Effort.times(samples, Effort.times(drawn, DRAW)),
        samples + " resamples × " + drawn + " rows");
    Bootstrap.Rows rows =
        new Bootstrap.Rows(
            measured.targets().toArray(),
            measured.outputs().toArray(),
            losses(neuron, measured.examples(), Integer.MAX_VALUE).toArray(),
            next.meanCost,
            judgement.classes(),
            judgement.threshold());
    List<Bootstrap.Interval> intervals =
        Bootstrap.intervals(rows, judgement.metrics(), percent, samples, seed, work.meter::ask);
    return new TraceEvent.Confidence(
        percent,
        samples,
        seed,
        intervals,
        judgement.confusion().flatMap(confusion -> AccuracyBound.of(confusion, percent)));
  }
}
