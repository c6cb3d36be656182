package io.github.neuronscript.trace;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.formula.Algebra;
import io.github.neuronscript.formula.DerivationStep;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.judge.AccuracyBound;
import io.github.neuronscript.judge.Baseline;
import io.github.neuronscript.judge.BestThreshold;
import io.github.neuronscript.judge.Bootstrap;
import io.github.neuronscript.judge.Calibration;
import io.github.neuronscript.judge.Confusion;
import io.github.neuronscript.judge.Figure;
import io.github.neuronscript.judge.Judgement;
import io.github.neuronscript.judge.Metric;
import io.github.neuronscript.judge.Spread;
import io.github.neuronscript.judge.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.IntFunction;

/** One thing that happened while a script ran. Every event is an immutable record. */
public sealed interface TraceEvent {

  <R> R accept(Visitor<R> visitor);

  /** Whether it is one of the steps of which learning from an example consists. */
  default boolean isStep() {
    return this instanceof Forward
        || this instanceof Backward
        || this instanceof Gathered
        || this instanceof Update;
  }

  /** One method per event, so that a new one fails to compile in every renderer. */
  interface Visitor<R> {
    R configured(Configured e);

    R conventions(Conventions e);

    R forward(Forward e);

    R backward(Backward e);

    R gathered(Gathered e);

    R update(Update e);

    R epoch(Epoch e);

    R trained(Trained e);

    R predicted(Predicted e);

    R predictedFile(PredictedFile e);

    R evaluated(Evaluated e);

    R thresholdChosen(ThresholdChosen e);

    R crossValidated(CrossValidated e);

    R shown(Shown e);

    R listed(Listed e);

    R printed(Printed e);

    R expected(Expected e);

    R noticed(Noticed e);

    R fired(Fired e);

    R answered(Answered e);

    R undone(Undone e);

    R original(Original e);

    R explained(Explained e);

    R ledger(Ledger e);

    R gradientChecked(GradientChecked e);

    R diagnosed(Diagnosed e);

    R derived(Derived e);

    R neuronDerived(NeuronDerived e);

    R differed(Differed e);

    R divided(Divided e);

    R plotted(Plotted e);

    R modelFile(ModelFile e);
  }

  /**
   * Which example an event speaks of.
   *
   * @param row its row in the data, from 1; empty for values that were typed
   * @param epoch the epoch of a training, from 1; empty outside one
   */
  record Example(OptionalInt row, OptionalLong epoch) {

    // By hand, since what Java makes for records takes long to link.
    @Override
    public boolean equals(Object other) {
      return other instanceof Example example
          && row.equals(example.row)
          && epoch.equals(example.epoch);
    }

    @Override
    public int hashCode() {
      return 31 * row.hashCode() + epoch.hashCode();
    }

    /** Returns what is left of it for a batch of several. */
    public Example epochAlone() {
      return new Example(OptionalInt.empty(), epoch);
    }
  }

  /**
   * How things are to be shown from now on; the first event of every run.
   *
   * @param digits significant digits of a result, 1 to 17
   * @param terms longest sum that is shown in full; {@code Integer.MAX_VALUE} for all
   * @param numbers what values are computed in
   */
  record Configured(int digits, int terms, TraceLevel level, NumberSystem numbers)
      implements TraceEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.configured(this);
    }
  }

  /**
   * The neuron and its conventions, before the first numbers, whenever they changed, and by {@code
   * show conventions}.
   *
   * @param asked whether the script asks for them, so that they are shown though nothing changed
   */
  record Conventions(NeuronView neuron, boolean asked) implements TraceEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.conventions(this);
    }
  }

  /**
   * z = w·x + b and ŷ = f(z).
   *
   * @param raw the inputs in the units of the data; {@code inputs} where nothing is scaled
   */
  record Forward(
      NeuronView neuron,
      Example example,
      Vector raw,
      Vector inputs,
      Vector weights,
      Number bias,
      Optional<Number> target,
      Number z,
      Number output)
      implements TraceEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.forward(this);
    }
  }

  /**
   * The loss and the chain rule, factor by factor.
   *
   * @param weights with which z was computed
   * @param gradient ∂L/∂w for each weight, then ∂L/∂b
   */
  record Backward(
      NeuronView neuron,
      Example example,
      Vector inputs,
      Vector weights,
      Number bias,
      Number z,
      Number output,
      Number target,
      Number loss,
      Optional<Number> lossByOutput,
      Optional<Number> outputByZ,
      Number lossByZ,
      Vector gradient)
      implements TraceEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.backward(this);
    }
  }

  /**
   * The gradients of a batch gathered: ∂C/∂w = (1/m) Σ ∂L/∂w, and what a penalty adds to it.
   *
   * @param example the one example of a batch of one, gathered only where there is a penalty; else
   *     its epoch alone
   * @param examples the number m of rows in the batch
   * @param parts what is added, for a batch of at most {@link #MOST_PARTS}; else empty
   * @param sums Σ ∂L/∂w for each weight, then Σ ∂L/∂b
   * @param weights as they are in this batch
   * @param penalty ∂P/∂w for each weight, then the 0 of the bias; empty without a penalty
   * @param gradient ∂C/∂w for each weight, then ∂C/∂b
   */
  record Gathered(
      NeuronView neuron,
      Example example,
      int examples,
      List<Gathered.Part> parts,
      Vector sums,
      Vector weights,
      Optional<Vector> penalty,
      Vector gradient)
      implements TraceEvent {

    /** As many gradients of examples are kept at once, and no more. */
    public static final int MOST_PARTS = 100;

    /**
     * One example's share.
     *
     * @param row its row in the data, from 1
     * @param gradient ∂L/∂w for each weight, then ∂L/∂b
     */
    public record Part(int row, Vector gradient) {}

    public Gathered {
      parts = List.copyOf(parts);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.gathered(this);
    }
  }

  /**
   * The learning rule, old to new; from the old weights all at once.
   *
   * @param examples rows of the batch; with one, and no penalty, the gradient is ∂L/∂w
   * @param gradient for each weight, then for the bias
   * @param before weights, then the bias
   * @param after weights, then the bias
   * @param memoryBefore for each name that the rule remembers its values, in the order of {@code
   *     after}; {@link NeuronView.Rule#memory} has the names
   * @param made whether there was an update; Rosenblatt's rule makes none where ŷ = y
   */
  record Update(
      NeuronView neuron,
      Example example,
      int examples,
      Vector inputs,
      Number target,
      Number output,
      Number z,
      Number rate,
      long updates,
      Vector gradient,
      Vector before,
      Vector after,
      List<Vector> memoryBefore,
      List<Vector> memoryAfter,
      boolean made)
      implements TraceEvent {
    public Update {
      memoryBefore = List.copyOf(memoryBefore);
      memoryAfter = List.copyOf(memoryAfter);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.update(this);
    }
  }

  /** The end of an epoch of training. */
  record Epoch(
      long epoch,
      Number cost,
      Number previousCost,
      Number gradientNorm,
      long updates,
      Vector weights,
      Optional<Number> bias)
      implements TraceEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.epoch(this);
    }
  }

  /** Why a training ended. */
  sealed interface Reason {
    /** The number of epochs was reached. */
    record Bound(long epochs, boolean byDefault) implements Reason {}

    /** The condition of {@code until} held; with the values it read. */
    record Until(Expression condition, Map<Expression, Number> values) implements Reason {}

    /** |cost − previous cost| fell below the threshold. */
    record Converged(Number change, Number threshold) implements Reason {}

    /** Rosenblatt's rule went through all examples without an update. */
    record NoUpdate() implements Reason {}

    /** A rule said stop; with its condition and the values it read. */
    record Stopped(String rule, Expression condition, Map<Expression, Number> values)
        implements Reason {}
  }

  /** How often a rule did something. */
  record Firings(String rule, long times) {}

  /** The summary of a training. */
  record Trained(
      NeuronView neuron,
      long epochs,
      int rows,
      int batch,
      long updates,
      Number firstCost,
      Number lastCost,
      Vector weights,
      Number bias,
      Reason reason,
      List<Firings> rules)
      implements TraceEvent {

    public Trained {
      rules = List.copyOf(rules);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.trained(this);
    }
  }

  /** An output for typed values. */
  record Predicted(
      NeuronView neuron,
      Vector raw,
      Vector inputs,
      Vector weights,
      Number bias,
      Number z,
      Number output)
      implements TraceEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.predicted(this);
    }
  }

  /**
   * Outputs for the rows of a file.
   *
   * @param file its name, or that of the data
   * @param to the file that they were written to; empty if they were not
   * @param neuron with which it was done
   * @param rows how many there were
   * @param leftOut how many had no value in a column that is read
   * @param answers whether each row has an answer
   * @param unit what a row of the file is known by: {@code line} or {@code row}
   * @param first the first rows, at most {@value #MOST_ROWS}
   */
  record PredictedFile(
      String file,
      Optional<String> to,
      NeuronView neuron,
      long rows,
      int leftOut,
      boolean answers,
      String unit,
      List<Row> first)
      implements TraceEvent {

    /** So many rows are shown. */
    public static final int MOST_ROWS = 10;

    /**
     * A row.
     *
     * @param line where it stands in the file, from 1
     * @param inputs in the units of the data
     * @param answer empty if no rule answers
     */
    public record Row(int line, Vector inputs, double output, Optional<String> answer) {}

    public PredictedFile {
      first = List.copyOf(first);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.predictedFile(this);
    }
  }

  /**
   * What each input contributes to a prediction.
   *
   * @param contributions wᵢ·xᵢ for each input
   * @param total Σ|wᵢ·xᵢ|, without the bias
   * @param order the indices of the inputs, those that contribute most first
   */
  record Explained(Predicted prediction, Vector contributions, Number total, List<Integer> order)
      implements TraceEvent {
    public Explained {
      order = List.copyOf(order);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.explained(this);
    }
  }

  /**
   * A neuron as it is, and the examples that it is applied to.
   *
   * @param rows how many there are
   * @param row gives each of them, from 0: its number in the data, from 1; its inputs as the neuron
   *     sees them; and its target
   */
  record Applied(
      NeuronView neuron, Vector weights, Number bias, int rows, IntFunction<Vector> row) {}

  /**
   * The gradient of the cost over all examples, and what each of them adds to it.
   *
   * @param shares in the order of the rows; their gradients add up to {@code sums} in the order of
   *     the arithmetic
   * @param sums Σ ∂L/∂w for each weight, then Σ ∂L/∂b
   * @param penalty ∂P/∂w for each weight, then the 0 of the bias; empty without a penalty
   * @param gradient ∂C/∂w for each weight, then ∂C/∂b
   */
  record Ledger(
      Applied applied, List<Share> shares, Vector sums, Optional<Vector> penalty, Vector gradient)
      implements TraceEvent {

    /**
     * One example.
     *
     * @param row its row in the data, from 1
     * @param gradient ∂L/∂w for each weight, then ∂L/∂b
     */
    public record Share(int row, Number target, Number output, Number loss, Vector gradient) {}

    public Ledger {
      shares = List.copyOf(shares);
    }

    public NeuronView neuron() {
      return applied.neuron();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.ledger(this);
    }
  }

  /**
   * The derivatives of the cost beside differences of it.
   *
   * @param partials for each weight, then for a learning bias
   */
  record GradientChecked(Applied applied, double cost, List<Check> partials) implements TraceEvent {

    /** What comparing the two says. */
    public enum Verdict {
      AGREES,
      /** Within the step the branch of a formula changes for an example: there is no derivative. */
      KINK,
      DIFFERS
    }

    /**
     * One partial derivative.
     *
     * @param derivative ∂C/∂w by the chain rule
     * @param step h, how far the parameter is moved to both sides
     * @param difference (C(w + h) − C(w − h))/(2h)
     * @param relativeError of the difference; 0 where both are equal
     */
    public record Check(
        String parameter,
        double derivative,
        double step,
        double difference,
        double relativeError,
        Verdict verdict) {}

    public GradientChecked {
      partials = List.copyOf(partials);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.gradientChecked(this);
    }
  }

  /**
   * What was asked to be found.
   *
   * @param examples how many were looked at; 0 if there is none with a target
   * @param findings each with its numbers and with what mends it
   * @param largestRate below which gradient descent converges; for a linear neuron with a squared
   *     loss
   */
  record Diagnosed(int examples, List<Diagnostic> findings, Optional<Number> largestRate)
      implements TraceEvent {
    public Diagnosed {
      findings = List.copyOf(findings);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.diagnosed(this);
    }
  }

  /**
   * The derivative of a function, found step by step.
   *
   * @param call the function with its own parameters
   * @param by the parameter that is varied
   * @param body what the call stands for
   * @param values of the parameters, to put numbers in; empty for none
   * @param value of the function with these, NaN without
   * @param derivative the value of the last step with these, NaN without
   */
  record Derived(
      Expression call,
      Variable by,
      Expression body,
      List<DerivationStep> steps,
      Map<Expression, Number> values,
      Number value,
      Number derivative)
      implements TraceEvent {

    public Derived {
      steps = List.copyOf(steps);
      values = Map.copyOf(values);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.derived(this);
    }
  }

  /**
   * The gradient of the cost as formulas, each factor of the chain rule found step by step.
   *
   * @param penalty the steps to p′(w); empty without a penalty
   */
  record NeuronDerived(NeuronView neuron, List<Factor> factors, List<DerivationStep> penalty)
      implements TraceEvent {

    /**
     * One factor of the chain rule, step by step.
     *
     * @param symbol the factor as a sign, ∂L/∂ŷ
     * @param forms what is differentiated; where the loss collapses with the activation each form
     *     on the way there
     * @param steps to the factor
     */
    public record Factor(
        Expression.Partial symbol, List<DerivationStep> forms, List<DerivationStep> steps) {
      public Factor {
        forms = List.copyOf(forms);
        steps = List.copyOf(steps);
      }
    }

    public NeuronDerived {
      factors = List.copyOf(factors);
      penalty = List.copyOf(penalty);
    }

    /**
     * Returns what one example adds to ∂C/∂wᵢ, or to ∂C/∂b: the product of the factors found, and
     * of ∂z/∂wᵢ.
     *
     * @param last ∂z/∂wᵢ = xᵢ, or 1
     */
    public Expression summand(Expression last) {
      List<Expression> product = new ArrayList<>();
      boolean negative = false;
      for (Factor factor : factors) {
        Expression formula = factor.steps().get(factor.steps().size() - 1).formula();
        negative ^= formula instanceof Expression.Negation;
        Expression size =
            formula instanceof Expression.Negation negation ? negation.operand() : formula;
        product.addAll(size instanceof Expression.Product parts ? parts.factors() : List.of(size));
      }
      product.add(last);
      Expression whole = Algebra.product(product);
      return negative ? Algebra.opposite(whole) : whole;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.neuronDerived(this);
    }
  }

  /**
   * A training that was run twice, in doubles and in other numbers.
   *
   * @param doubles the neuron in doubles
   * @param others the neuron in fractions or decimals
   * @param epochs how many both went through
   * @param rounded the first number that is not the double nearest to the other one
   * @param parted the first example whose outputs differ by more than {@link #PARTED}, and what z
   *     and ŷ are there
   * @param furthest the largest |ŷ − ŷ| of all examples
   */
  record Differed(
      NeuronView doubles,
      NeuronView others,
      long epochs,
      Optional<Apart> rounded,
      Optional<Apart> parted,
      Number furthest,
      End inDoubles,
      End inOthers)
      implements TraceEvent {

    /** Beyond rounding: relative to ŷ where that is more than 1. */
    public static final double PARTED = 1e-6;

    /**
     * Numbers of one example in both.
     *
     * @param epoch from 1
     * @param row its row in the data, from 1
     */
    public record Apart(long epoch, int row, List<Value> values) {
      /** One number in both. */
      public record Value(String name, Number inDoubles, Number inOthers) {}

      public Apart {
        values = List.copyOf(values);
      }
    }

    /**
     * What is learnt in the end.
     *
     * @param epochs of this training
     * @param reason why it ended; empty if it did not, or by an error
     * @param error what it ended with
     */
    public record End(
        long epochs,
        Vector weights,
        Number bias,
        Optional<Reason> reason,
        Optional<Diagnostic> error) {}

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.differed(this);
    }
  }

  /** Which rows were judged. */
  enum Part {
    /** All of the data, of which nothing is kept apart. */
    ALL,
    /** The rows that are learnt from. */
    TRAINING,
    /** The rows that {@code split} keeps apart. */
    TEST,
    /** Both. */
    BOTH,
    /** Those of another file. */
    FILE
  }

  /**
   * Intervals of the metrics.
   *
   * @param percent how many of 100 resamples lie in them
   * @param accuracy what is known of it where all rows are right or all are wrong
   */
  record Confidence(
      double percent,
      int samples,
      long seed,
      List<Bootstrap.Interval> intervals,
      Optional<AccuracyBound> accuracy) {
    public Confidence {
      intervals = List.copyOf(intervals);
    }
  }

  /**
   * How good the neuron is on some rows.
   *
   * @param file its name, where the rows are of another file
   * @param losses L of each row, for at most {@link Gathered#MOST_PARTS} rows; else empty
   * @param sum Σ L
   * @param stale whether the threshold was chosen for other weights than those judged
   * @param learnt whether a training has learnt from rows that are judged here as if it had not
   * @param calibration the bins, where they were asked for; empty bins are left out
   * @param confidence only where it was asked for
   */
  record Evaluated(
      Part part,
      Optional<String> file,
      Applied applied,
      Vector losses,
      Number sum,
      Number cost,
      Judgement judgement,
      Baseline baseline,
      boolean stale,
      boolean learnt,
      Optional<List<Calibration.Bin>> calibration,
      Optional<Confidence> confidence)
      implements TraceEvent {

    public int rows() {
      return judgement.rows();
    }

    public NeuronView neuron() {
      return applied.neuron();
    }

    /** Returns any metric. */
    public Figure figure(Metric metric) {
      return metric == Metric.COST ? Figure.of(cost) : judgement.figure(metric);
    }

    /** Returns the metrics that fit the targets. */
    public List<Metric> metrics() {
      return judgement.metrics();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.evaluated(this);
    }
  }

  /**
   * A threshold was chosen on the rows that are learnt from.
   *
   * @param part {@code TRAINING} or {@code ALL}
   * @param middle the threshold that there is without one, and what it gives
   */
  record ThresholdChosen(
      Part part,
      Applied applied,
      BestThreshold.Criterion criterion,
      BestThreshold best,
      double middle,
      Confusion atMiddle)
      implements TraceEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.thresholdChosen(this);
    }
  }

  /**
   * What was learnt anew on all folds but one and judged by that one, for each fold; or on one part
   * of the rows and judged by the other, for each split.
   *
   * @param part {@code TRAINING} or {@code ALL}
   * @param percent how many of 100 rows train in each split; empty for folds
   * @param seed of the folds, or of the first split; each split has one more than that before it
   * @param metrics that fit the targets
   * @param criterion by which the threshold was chosen anew in each, if it was
   * @param folds the folds or the splits
   */
  record CrossValidated(
      Part part,
      int rows,
      OptionalInt percent,
      long seed,
      boolean stratified,
      List<Metric> metrics,
      Optional<BestThreshold.Criterion> criterion,
      List<Fold> folds)
      implements TraceEvent {

    /**
     * One fold or split.
     *
     * @param rows by which it was judged
     * @param training rows that were learnt from
     * @param epochs of its training
     * @param reason why that ended
     * @param threshold from which output on the class 1 was predicted; only for classes
     * @param baseline of the same rows, known from those that were learnt from
     */
    public record Fold(
        int rows,
        int training,
        long epochs,
        Reason reason,
        Optional<Number> threshold,
        Map<Metric, Figure> figures,
        Map<Metric, Figure> baseline) {
      public Fold {
        figures = Map.copyOf(figures);
        baseline = Map.copyOf(baseline);
      }
    }

    public CrossValidated {
      metrics = List.copyOf(metrics);
      folds = List.copyOf(folds);
    }

    /** Returns what a metric comes to in the folds; empty if in none. */
    public Optional<Spread> spread(Metric metric) {
      return Spread.of(folds.stream().map(fold -> fold.figures().get(metric)).toList());
    }

    /** Returns why a metric has no value in the first of the folds where it has none. */
    public Optional<Why> whyNone(Metric metric) {
      return folds.stream().flatMap(f -> f.figures().get(metric).why().stream()).findFirst();
    }

    /** Returns the same of the baseline. */
    public Optional<Spread> baseline(Metric metric) {
      return Spread.of(folds.stream().map(fold -> fold.baseline().get(metric)).toList());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.crossValidated(this);
    }
  }

  /**
   * The value of a formula.
   *
   * @param spoken whether {@code show} asks for it, and not the formula alone on a line
   */
  record Shown(Expression formula, Map<Expression, Number> values, Number value, boolean spoken)
      implements TraceEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.shown(this);
    }
  }

  /** What a declaration holds: names with what stands for each. */
  record Listed(String topic, List<Entry> entries) implements TraceEvent {

    /**
     * One line of a list.
     *
     * @param text what is not a number; empty where {@code value} is given
     */
    public record Entry(String name, Optional<Number> value, String text) {
      public static Entry of(String name, Number value) {
        return new Entry(name, Optional.of(value), "");
      }

      public static Entry of(String name, String text) {
        return new Entry(name, Optional.empty(), text);
      }
    }

    public Listed {
      entries = List.copyOf(entries);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.listed(this);
    }
  }

  /**
   * A model that was saved or loaded.
   *
   * @param loaded whether it was loaded
   * @param epochs how many it has learnt
   * @param weights of the neuron now
   */
  record ModelFile(
      String file,
      boolean loaded,
      NeuronView neuron,
      long epochs,
      long updates,
      Vector weights,
      Number bias)
      implements TraceEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.modelFile(this);
    }
  }

  /**
   * A line of {@code print}: texts and values in turn.
   *
   * @param numbers the values, to be written with the digits that are set
   * @param values what the formulas of these values have read
   */
  record Printed(List<Fitted.Piece> pieces, Vector numbers, Map<Expression, Number> values)
      implements TraceEvent {

    public Printed {
      pieces = List.copyOf(pieces);
    }

    /** Returns the line, each value at the right of its width. */
    public String text(Function<Number, String> written) {
      StringBuilder line = new StringBuilder();
      int next = 0;
      for (Fitted.Piece piece : pieces) {
        line.append(piece.text());
        if (piece.value().isPresent()) {
          String number = written.apply(numbers.number(next++));
          int length = number.codePointCount(0, number.length());
          line.append(" ".repeat(Math.max(0, piece.width() - length))).append(number);
        }
      }
      return line.toString();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.printed(this);
    }
  }

  /** An expectation that held. */
  record Expected(Expression condition, Map<Expression, Number> values) implements TraceEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.expected(this);
    }
  }

  /** When a rule is looked at. */
  enum Moment {
    EPOCH,
    STEP,
    PREDICT
  }

  /**
   * A when-then rule that does something.
   *
   * @param rule its name in quotes, or its condition as written
   * @param epoch that of the training, from 1; empty outside one
   * @param row the example, from 1; empty after an epoch and for typed values
   * @param held whether the condition holds, so that `then` is done, and else `otherwise`
   */
  record Fired(
      String rule,
      Moment moment,
      OptionalLong epoch,
      OptionalInt row,
      Expression condition,
      Map<Expression, Number> values,
      boolean held)
      implements TraceEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.fired(this);
    }
  }

  /** What a decision rule answers to a prediction; the first one counts. */
  record Answered(
      Printed answer,
      String rule,
      Expression condition,
      Map<Expression, Number> values,
      boolean held)
      implements TraceEvent {

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.answered(this);
    }
  }

  /** Statements that were undone, the last one first, as they were written. */
  record Undone(List<String> statements) implements TraceEvent {

    public Undone {
      statements = List.copyOf(statements);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.undone(this);
    }
  }

  /**
   * Weights and bias of a neuron with scaled inputs in the units of the data.
   *
   * @param weights those of the scaled inputs, then the bias
   * @param original in the units of the data, then the bias
   */
  record Original(NeuronView neuron, Vector weights, Vector original) implements TraceEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.original(this);
    }
  }

  /**
   * Rows were divided by {@code split}, before the first numbers.
   *
   * @param classes that were divided each by itself; 0 if it is not stratified
   */
  record Divided(int rows, int training, int test, int classes, long seed) implements TraceEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.divided(this);
    }
  }

  /**
   * A picture that was asked for: what there is to see, in numbers. The curves and lines are
   * computed by whoever draws it.
   *
   * @param kind the word behind {@code plot}
   * @param file that it was written to; empty where it is only shown
   * @param neuron of an activation or a boundary
   * @param parameters of a boundary: weights, then the bias, for the inputs as the neuron sees them
   * @param at of an activation the z that is marked, if there is one; of a boundary the threshold
   * @param names of {@code columns}: the inputs, then the target; none for a cost
   * @param columns in the units of the data, as doubles, {@value #MOST_ROWS} rows at most; of a
   *     cost epochs and costs
   * @param rows how many there are in the data; 0 without
   */
  record Plotted(
      String kind,
      Optional<String> file,
      Optional<NeuronView> neuron,
      Vector parameters,
      Vector at,
      List<String> names,
      List<Vector> columns,
      long rows)
      implements TraceEvent {

    /** Steps of a curve, and of the search for a boundary. */
    public static final int SAMPLES = 480;

    /** As many points of the activation are counted for a picture; drawing it takes no more. */
    public static final int POINTS = 5 * SAMPLES;

    /** So many rows are drawn at most. */
    public static final int MOST_ROWS = 2000;

    public Plotted {
      names = List.copyOf(names);
      columns = List.copyOf(columns);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.plotted(this);
    }
  }

  /** A notice or a warning. */
  record Noticed(Diagnostic diagnostic) implements TraceEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.noticed(this);
    }
  }
}
