package io.github.neuronscript.render;

import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.judge.AccuracyBound;
import io.github.neuronscript.judge.Bootstrap;
import io.github.neuronscript.judge.Calibration;
import io.github.neuronscript.judge.Confusion;
import io.github.neuronscript.judge.Figure;
import io.github.neuronscript.judge.Judgement;
import io.github.neuronscript.judge.Metric;
import io.github.neuronscript.judge.Statistic;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceEvent.Part;
import java.util.Locale;
import java.util.Map;

/** The keys of what is judged. */
final class JudgementJson {

  private JudgementJson() {}

  static Json evaluated(Json json, TraceEvent.Evaluated e, Vector examples) {
    Judgement judgement = e.judgement();
    json.integer("rows", e.rows()).text("part", part(e.part()));
    if (e.file().isPresent()) {
      json.text("file", e.file().get());
    } else {
      json.nothing("file");
    }
    json.numbers("examples", examples)
        .numbers("losses", e.losses())
        .number("loss_sum", e.sum())
        .number("cost", e.cost());
    json.text("cost_is", e.neuron().meanCost() ? "mean" : "sum");
    if (judgement.confusion().isPresent()) {
      json.integer("correct", judgement.confusion().get().right());
    } else {
      json.nothing("correct");
    }
    json.number("accuracy", judgement.figure(Metric.ACCURACY).value());
    json.number("threshold", judgement.threshold()).truth("stale", e.stale());
    json.truth("learnt", e.learnt());
    if (judgement.confusion().isPresent()) {
      confusion(json, "confusion", judgement.confusion().get());
    } else {
      json.nothing("confusion");
    }
    figures(json, "metrics", "undefined", judgement.figures());
    json.object("baseline").integer("rows", e.baseline().rows());
    json.number("output", e.baseline().output());
    if (e.baseline().answer().isPresent()) {
      json.integer("class", e.baseline().answer().get());
    } else {
      json.nothing("class");
    }
    figures(json, "metrics", "undefined", e.baseline().figures());
    json.end();
    json.list("calibration");
    if (e.calibration().isPresent()) {
      e.calibration().get().forEach(bin -> bin(json, bin));
    }
    json.endList();
    if (e.confidence().isEmpty()) {
      return json.nothing("confidence");
    }
    return confidence(json, e.confidence().get());
  }

  private static void bin(Json json, Calibration.Bin bin) {
    json.element().number("from", bin.from()).number("to", bin.to()).integer("rows", bin.rows());
    json.number("output", bin.output()).integer("ones", bin.ones()).end();
  }

  private static Json confidence(Json json, TraceEvent.Confidence confidence) {
    json.object("confidence").number("percent", confidence.percent());
    json.integer("samples", confidence.samples()).integer("seed", confidence.seed());
    json.list("intervals");
    for (Bootstrap.Interval interval : confidence.intervals()) {
      json.element().text("metric", interval.metric().word()).number("low", interval.low());
      json.number("high", interval.high()).integer("undefined", interval.undefined()).end();
    }
    json.endList();
    if (confidence.accuracy().isEmpty()) {
      return json.nothing("accuracy").end();
    }
    AccuracyBound bound = confidence.accuracy().get();
    json.object("accuracy").integer("rows", bound.rows());
    return json.number("low", bound.low()).number("high", bound.high()).end().end();
  }

  private static String part(Part part) {
    return part.name().toLowerCase(Locale.ROOT);
  }

  private static void confusion(Json json, String key, Confusion c) {
    json.object(key).integer("tp", c.truePositive()).integer("fp", c.falsePositive());
    json.integer("fn", c.falseNegative()).integer("tn", c.trueNegative()).end();
  }

  /** Writes an object of numbers, and one of the reasons of those that have none. */
  private static void figures(Json json, String key, String none, Map<Metric, Figure> figures) {
    json.object(key);
    for (Metric metric : Metric.values()) {
      if (figures.containsKey(metric)) {
        json.number(metric.word(), figures.get(metric).value());
      }
    }
    json.end().object(none);
    for (Metric metric : Metric.values()) {
      if (figures.containsKey(metric)) {
        figures.get(metric).why().ifPresent(why -> json.text(metric.word(), why.code()));
      }
    }
    json.end();
  }

  static Json thresholdChosen(Json json, TraceEvent.ThresholdChosen e, Vector examples) {
    json.integer("rows", e.applied().rows()).text("part", part(e.part()));
    json.numbers("examples", examples);
    json.text("criterion", e.criterion().word()).integer("candidates", e.best().candidates());
    json.number("threshold", e.best().threshold()).number("below", e.best().below());
    json.number("above", e.best().above());
    confusion(json, "confusion", e.best().confusion());
    json.number("usual", e.middle());
    confusion(json, "usual_confusion", e.atMiddle());
    return json;
  }

  /** Writes everything but the folds, whose list is left open. */
  static Json crossValidated(Json json, TraceEvent.CrossValidated e) {
    json.integer("rows", e.rows()).text("part", part(e.part()));
    if (e.percent().isPresent()) {
      json.integer("percent", e.percent().getAsInt());
    } else {
      json.nothing("percent");
    }
    json.integer("seed", e.seed()).truth("stratified", e.stratified());
    if (e.criterion().isPresent()) {
      json.text("criterion", e.criterion().get().word());
    } else {
      json.nothing("criterion");
    }
    for (Statistic statistic : Statistic.values()) {
      json.object(statistic.word());
      for (Metric metric : e.metrics()) {
        json.number(metric.word(), e.spread(metric).flatMap(statistic::of).map(v -> (Number) v));
      }
      json.end();
    }
    json.object("baseline");
    for (Metric metric : e.metrics()) {
      json.number(metric.word(), e.baseline(metric).map(s -> (Number) s.mean()));
    }
    return json.end().list("folds");
  }

  static void fold(Json json, TraceEvent.CrossValidated.Fold fold) {
    json.integer("rows", fold.rows()).integer("training", fold.training());
    json.integer("epochs", fold.epochs());
    json.number("threshold", fold.threshold());
    figures(json, "metrics", "undefined", fold.figures());
  }
}
