package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.judge.Metric;
import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How well one neuron tells malignant tumours from benign ones that it has never seen. */
class BreastCancerTest {

  private static final int SEEDS = 20;

  private static Recording run(List<String> actions) {
    List<String> lines = new ArrayList<>();
    lines.add("inputs all");
    lines.add("target is_malignant = diagnosis == \"malignant\"");
    lines.add("data from \"scripts/data/breast_cancer.csv\"");
    lines.add("scale standard");
    lines.add("loss cross_entropy");
    lines.add("learning rate 0.5");
    lines.addAll(actions);
    Options options = Options.defaults().files(TestFiles.ofTheRepository());
    return Recording.with(options, lines.toArray(new String[0])).finished();
  }

  private static List<TraceEvent.Evaluated> judged() {
    List<String> lines = new ArrayList<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      lines.add("split 80 / 20 seed " + seed + " stratified");
      lines.add("reset");
      lines.add("train 200 epochs");
      lines.add("evaluate");
    }
    return run(lines).all(TraceEvent.Evaluated.class);
  }

  private static DoubleSummaryStatistics over(List<TraceEvent.Evaluated> judged, Metric metric) {
    return judged.stream()
        .mapToDouble(e -> e.figure(metric).value().orElseThrow().doubleValue())
        .summaryStatistics();
  }

  @Test
  void isRightInTheMeanOfManyDivisions() {
    List<TraceEvent.Evaluated> judged = judged();
    assertEquals(SEEDS, judged.size());
    for (TraceEvent.Evaluated e : judged) {
      assertEquals(TraceEvent.Part.TEST, e.part());
      assertEquals(113, e.rows(), "one in five, of each class");
    }
    DoubleSummaryStatistics accuracy = over(judged, Metric.ACCURACY);
    DoubleSummaryStatistics auc = over(judged, Metric.AUC);
    assertTrue(accuracy.getAverage() >= 0.97, accuracy::toString);
    assertTrue(auc.getAverage() >= 0.99, auc::toString);
    assertTrue(accuracy.getMin() >= 0.92, accuracy::toString);
  }

  /** Bit for bit, so that it is learnt from the same rows and judged by the same. */
  @Test
  void splitsAreWhatEachSplitGivesByItself() {
    List<TraceEvent.Evaluated> judged = judged();
    TraceEvent.CrossValidated crossed =
        run(List.of("cross validate 20 splits 80 / 20 seed 1 stratified, 200 epochs"))
            .all(TraceEvent.CrossValidated.class)
            .get(0);
    assertEquals(SEEDS, crossed.folds().size());
    for (int i = 0; i < SEEDS; i++) {
      TraceEvent.CrossValidated.Fold split = crossed.folds().get(i);
      TraceEvent.Evaluated alone = judged.get(i);
      assertEquals(alone.rows(), split.rows());
      for (Metric metric : Metric.OF_CLASSES) {
        assertEquals(alone.figure(metric), split.figures().get(metric), metric::word);
      }
    }
  }
}
