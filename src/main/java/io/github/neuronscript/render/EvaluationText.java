package io.github.neuronscript.render;

import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.Notation;
import io.github.neuronscript.judge.AccuracyBound;
import io.github.neuronscript.judge.Baseline;
import io.github.neuronscript.judge.BestThreshold.Criterion;
import io.github.neuronscript.judge.Bootstrap;
import io.github.neuronscript.judge.Calibration;
import io.github.neuronscript.judge.Classes;
import io.github.neuronscript.judge.Confusion;
import io.github.neuronscript.judge.Figure;
import io.github.neuronscript.judge.Metric;
import io.github.neuronscript.trace.JudgementLines;
import io.github.neuronscript.trace.Line;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceEvent.Confidence;
import io.github.neuronscript.trace.TraceEvent.Evaluated;
import io.github.neuronscript.trace.TraceEvent.Part;
import io.github.neuronscript.trace.TraceEvent.ThresholdChosen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code evaluate} and {@code threshold best} say: equations, tables and sentences. */
public final class EvaluationText {

  /** Of so few examples only the cost and the accuracy are shown. */
  private static final int FEW = 8;

  /** Stands for a number that does not exist. */
  public static final String NONE = "–";

  private final int digits;
  private final int terms;
  private final Notation notation;

  public EvaluationText(TraceEvent.Configured settings, Notation notation) {
    this.digits = settings.digits();
    this.terms = settings.terms();
    this.notation = notation;
  }

  /** Sentences, and what they speak of below them. */
  public record Block(List<String> sentences, Optional<TextTable> table) {
    public Block {
      sentences = List.copyOf(sentences);
    }
  }

  /** Returns which rows were judged. */
  static String heading(Evaluated e) {
    return rows(e.rows(), e.part(), e.file().orElse("")) + ", in brackets the baseline";
  }

  /** Returns "114 examples of the test part". */
  public static String rows(int rows, Part part, String file) {
    String examples = Numbers.count(rows, "example");
    return switch (part) {
      case ALL -> examples;
      case TRAINING -> examples + " of the training part";
      case TEST -> examples + " of the test part";
      case BOTH -> examples + " of both parts";
      case FILE -> examples + " of " + file;
    };
  }

  /** Returns the metrics, each with its baseline in brackets behind it. */
  List<Equation> equations(Evaluated e) {
    return shown(e).stream().map(metric -> equation(metric, e)).toList();
  }

  /** Returns which metrics are shown: of few examples those that say anything. */
  public static List<Metric> shown(Evaluated e) {
    return isShort(e) ? List.of(Metric.COST, Metric.ACCURACY) : e.metrics();
  }

  /** Whether few examples of two classes are judged, which show what they are by themselves. */
  private static boolean isShort(Evaluated e) {
    return e.judgement().classes().isPresent() && e.rows() <= FEW;
  }

  private Equation equation(Metric metric, Evaluated e) {
    Figure figure = e.figure(metric);
    String baseline = " [" + text(e.baseline().figure(metric)) + "]";
    return figure
        .why()
        .map(why -> new Equation(metric.symbol(), List.of(), "", NONE))
        .orElseGet(
            () -> {
              Equation of = equation(JudgementLines.of(metric, e, terms));
              return new Equation(of.symbol(), of.formulas(), of.numbers(), of.result() + baseline);
            });
  }

  private Equation equation(Line line) {
    return Equation.of(line, digits, notation);
  }

  public String text(Figure figure) {
    return figure.value().map(this::text).orElse(NONE);
  }

  private String text(Number value) {
    return Numbers.text(value, digits);
  }

  private String related(Number value) {
    return Numbers.relation(value, text(value)) + " " + text(value);
  }

  /** Returns what comes below the metrics. */
  public List<Block> blocks(Evaluated e) {
    return blocks(e, e.metrics());
  }

  /** Returns the same, with the confidence of some of the metrics only. */
  public List<Block> blocks(Evaluated e, List<Metric> metrics) {
    List<Block> blocks = new ArrayList<>();
    e.judgement()
        .confusion()
        .filter(c -> !isShort(e))
        .ifPresent(c -> blocks.add(new Block(List.of(), Optional.of(confusion(c, e)))));
    blocks.add(new Block(sentences(e), Optional.empty()));
    e.calibration().ifPresent(bins -> blocks.add(calibration(bins)));
    e.confidence().ifPresent(confidence -> blocks.add(intervals(confidence, e.part(), metrics)));
    return blocks;
  }

  private static TextTable confusion(Confusion c, Evaluated e) {
    String other = Numbers.text(e.judgement().classes().orElseThrow().lower(), 1);
    TextTable table = new TextTable();
    table.row(List.of("", "predicted 1", "predicted " + other));
    table.row(List.of("actual 1", "TP = " + c.truePositive(), "FN = " + c.falseNegative()));
    table.row(List.of("actual " + other, "FP = " + c.falsePositive(), "TN = " + c.trueNegative()));
    return table;
  }

  private List<String> sentences(Evaluated e) {
    List<String> sentences = new ArrayList<>();
    if (e.neuron().penalty().isPresent()) {
      sentences.add("C is of the losses alone, without the penalty");
    }
    e.judgement().threshold().ifPresent(t -> sentences.add(predicts(t)));
    if (e.stale()) {
      sentences.add(
          "that threshold was chosen for other weights: say it once more, such as `threshold best f1`, to choose anew");
    }
    sentences.add(baseline(e.baseline(), e));
    if (e.learnt()) {
      sentences.add("the weights were learnt from these rows: new ones may be judged worse");
    }
    for (Metric metric : shown(e)) {
      e.figure(metric)
          .why()
          .ifPresent(why -> sentences.add("no " + metric.symbol() + ": " + why.text()));
    }
    return sentences;
  }

  private String predicts(Number threshold) {
    return "class 1 is predicted where ŷ ≥ " + text(threshold);
  }

  private String baseline(Baseline baseline, Evaluated e) {
    String training = e.part() == Part.ALL ? "" : "training ";
    String ratio = text(baseline.sum()) + "/" + baseline.rows();
    String output = related(baseline.output());
    String mean = output.equals("= " + ratio) ? ratio : ratio + " " + output;
    if (baseline.answer().isEmpty()) {
      return "baseline: always ŷ = " + mean + ", the mean of the " + training + "targets";
    }
    boolean shares = e.judgement().classes().equals(Optional.of(Classes.ZERO_ONE));
    return "baseline: always class "
        + Numbers.text(baseline.answer().get(), 1)
        + ", as "
        + baseline.answered()
        + " of "
        + Numbers.count(baseline.rows(), training + "example")
        + (baseline.answered() == 1 ? " is" : " are")
        + "; as an output "
        + mean
        + (shares ? ", the share of class 1" : ", the mean of the targets");
  }

  private Block calibration(List<Calibration.Bin> bins) {
    TextTable table = new TextTable();
    table.row(List.of("ŷ", "examples", "mean of ŷ", "share of class 1"));
    for (Calibration.Bin bin : bins) {
      table.row(
          List.of(
              Numbers.text(bin.from(), 2) + " … " + Numbers.text(bin.to(), 2),
              Long.toString(bin.rows()),
              text(bin.output()),
              bin.ones() + "/" + bin.rows() + " " + related(bin.share())));
    }
    return new Block(
        List.of("calibration: where ŷ is a probability, its mean and the share are near"),
        Optional.of(table));
  }

  private Block intervals(Confidence confidence, Part part, List<Metric> metrics) {
    TextTable table = new TextTable();
    boolean gaps = confidence.intervals().stream().anyMatch(i -> i.undefined() > 0);
    List<String> head = new ArrayList<>(List.of("", "from", "to"));
    if (gaps) {
      head.add("undefined in");
    }
    table.row(head);
    for (Bootstrap.Interval interval : confidence.intervals()) {
      if (!metrics.contains(interval.metric())) {
        continue;
      }
      List<String> row = new ArrayList<>();
      boolean none = Double.isNaN(interval.low());
      row.add(interval.metric().symbol());
      row.add(none ? NONE : text(interval.low()));
      row.add(none ? NONE : text(interval.high()));
      if (gaps) {
        row.add(interval.undefined() == 0 ? "" : Numbers.count(interval.undefined(), "resample"));
      }
      table.row(row);
    }
    String head1 =
        "confidence: where "
            + text(confidence.percent())
            + " % of "
            + Numbers.count(confidence.samples(), "resample")
            + " lie, by seed "
            + confidence.seed();
    List<String> sentences = new ArrayList<>(List.of(head1));
    if (confidence.intervals().stream().anyMatch(i -> i.low() == i.high())) {
      sentences.add(
          "from and to are one number where every resample gives it: that shows no chance, which is"
              + " not to say that there is none");
    }
    confidence.accuracy().ifPresent(bound -> sentences.add(exact(bound, part)));
    return new Block(sentences, Optional.of(table));
  }

  /** Says what is known of the accuracy where no row is wrong, or none is right. */
  private String exact(AccuracyBound bound, Part part) {
    String root = text((100 - bound.percent()) / 100) + "^(1/" + bound.rows() + ")";
    boolean learnt = part == Part.ALL || part == Part.TRAINING || part == Part.BOTH;
    String examples =
        bound.rows() == 1
            ? "the only example is "
            : bound.rows() == 2 ? "both examples are " : "all " + bound.rows() + " examples are ";
    return examples
        + (bound.right() ? "right" : "wrong")
        + ": with "
        + text(bound.percent())
        + " % confidence the accuracy on others like them is "
        + (bound.right()
            ? "at least " + root + " " + related(bound.low())
            : "at most 1 − " + root + " " + related(bound.high()))
        + (learnt ? ", if nothing was learnt from these" : "");
  }

  /** Returns the heading of a threshold that was chosen. */
  public static String heading(ThresholdChosen e) {
    return "best "
        + name(e.criterion())
        + " of "
        + e.best().candidates()
        + " thresholds, on "
        + rows(e.applied().rows(), e.part(), "");
  }

  static String name(Criterion criterion) {
    return switch (criterion) {
      case ACCURACY -> "accuracy";
      case F1 -> "F1";
      case YOUDEN -> "Youden index";
    };
  }

  /** Returns the threshold, and what the criterion comes to with it. */
  public List<Line> lines(ThresholdChosen e) {
    return List.of(
        isUsual(e) ? usual(e.middle()) : JudgementLines.midpoint(e.best()),
        score(e.criterion(), e.best().confusion()));
  }

  /** The middle between the classes is not calculated. */
  private static Line usual(double middle) {
    return new Line(Variable.quantity("threshold"), false, List.of(), Map.of(), middle);
  }

  private static Line score(Criterion criterion, Confusion c) {
    return switch (criterion) {
      case ACCURACY -> JudgementLines.counts(Metric.ACCURACY, c, (double) c.right() / c.all());
      case F1 ->
          JudgementLines.counts(
              Metric.F1, c, c.truePositive() / (c.truePositive() + c.wrong() / 2.0));
      case YOUDEN -> JudgementLines.youden(c);
    };
  }

  /** Returns from which output on class 1 is predicted, and what it would be without. */
  public List<String> sentences(ThresholdChosen e) {
    String predicts = predicts(e.best().threshold());
    if (isUsual(e)) {
      return List.of(predicts + ", as without a choice: no other threshold is better");
    }
    Number middle = score(e.criterion(), e.atMiddle()).result();
    boolean always =
        e.best().confusion().trueNegative() + e.best().confusion().falseNegative() == 0;
    String where = always ? ", below every output: always" : ", above every output: never";
    return List.of(
        predicts + (e.best().isOfOneClass() ? where : ", midway between the two nearest outputs"),
        "with the usual " + text(e.middle()) + " it would be " + text(middle));
  }

  private static boolean isUsual(ThresholdChosen e) {
    return e.best().threshold() == e.middle();
  }
}
