package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.judge.Metric;
import io.github.neuronscript.trace.TraceEvent.CrossValidated;
import io.github.neuronscript.trace.TraceEvent.Evaluated;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a session makes of its rows, beside figures that something else has computed. */
class JudgingTest {

  private static final String HOURS =
      "inputs hours; data { 0.5 -> 0; 0.75 -> 0; 1 -> 0; 1.25 -> 0; 1.5 -> 0; 1.75 -> 0; 1.75 -> 1"
          + "; 2 -> 0; 2.25 -> 1; 2.5 -> 0; 2.75 -> 1; 3 -> 0; 3.25 -> 1; 3.5 -> 0; 4 -> 1"
          + "; 4.25 -> 1; 4.5 -> 1; 4.75 -> 1; 5 -> 1; 5.5 -> 1 }";

  private static <T> T last(Class<T> kind, String... lines) {
    List<T> events =
        Recording.of(lines).finished().events().stream()
            .filter(kind::isInstance)
            .map(kind::cast)
            .toList();
    return events.get(events.size() - 1);
  }

  private static double of(CrossValidated.Fold fold, Metric metric) {
    return fold.figures().get(metric).value().orElseThrow().doubleValue();
  }

  /**
   * Computed with Python 3 from the reference alone: SplitMix64, folds, population deviation and
   * 200 steps down the gradient, in plain loops over doubles.
   */
  @Test
  void foldsBesideAnotherImplementation() {
    CrossValidated judged =
        last(
            CrossValidated.class,
            HOURS,
            "scale standard; loss cross_entropy; learning rate 0.5",
            "cross validate 4 folds seed 1 stratified, 200 epochs");
    double[] costs = {0.7408365440802319, 1.64349256019546, 0.0954822552711789, 0.4395547992396298};
    double[] accuracies = {0.6, 0.4, 1, 0.8};
    double[] areas = {11 / 12.0, 1, 1, 1};
    for (int i = 0; i < 4; i++) {
      CrossValidated.Fold fold = judged.folds().get(i);
      assertEquals(5, fold.rows());
      assertEquals(costs[i], of(fold, Metric.COST), 1e-12 * costs[i]);
      assertEquals(accuracies[i], of(fold, Metric.ACCURACY));
      assertEquals(areas[i], of(fold, Metric.AUC), 1e-12);
    }
  }

  @Test
  void crossValidatingChangesNothing() {
    String[] lines = {HOURS, "loss cross_entropy; train 7", "", "train 5", "show cost", "evaluate"};
    Evaluated without = last(Evaluated.class, lines);
    lines[2] = "cross validate 3 folds seed 1, 4 epochs shuffle";
    assertEquals(without.cost(), last(Evaluated.class, lines).cost());
  }

  /** What a scale learns of a fold must not reach the rows by which it is judged. */
  @Test
  void theScaleOfAFoldIsLearntWithoutIt() {
    CrossValidated judged =
        last(
            CrossValidated.class,
            "inputs x; data { 0 -> 1; 2 -> 1; 1000 -> 1 }",
            "scale minmax; activation linear; weights 1; bias 0; learning rate 1e-300",
            "cross validate 3 folds, 1 epoch");
    double largest = judged.spread(Metric.COST).orElseThrow().highest();
    // Scaled by 0 and 2 alone, 1000 becomes 500, and the loss is 499².
    assertEquals(499 * 499, largest, 1e-6);
  }

  /** The certified R² of Norris's data, by the National Institute of Standards and Technology. */
  @Test
  void r2OfCertifiedData() {
    Recording run =
        Recording.with(
            Options.defaults().files(TestFiles.ofTheRepository()),
            "inputs x; target y; data from \"scripts/data/norris.csv\"",
            "activation linear; scale standard; learning rate 0.4; set trace none",
            "train 60 epochs",
            "evaluate",
            "expect r2 is 0.999993745883712 within 1e-12");
    assertTrue(run.finished().events().size() > 1);
  }

  @Test
  void anEvaluationOfTheTestPartKnowsTheTrainingOnesMean() {
    Evaluated judged =
        last(
            Evaluated.class,
            "inputs x; activation linear; split 50 / 50 seed 1",
            "data { 1 -> 1; 2 -> 2; 3 -> 3; 4 -> 5 }",
            "evaluate");
    double training = judged.baseline().sum().doubleValue();
    assertEquals(training / 2, judged.baseline().output());
    // The rest is judged: with the sum 11 of all.
    assertEquals((11 - training) / 2, judged.judgement().sums().mean());
  }

  @Test
  void aCancelledBootstrapLeavesTheState() {
    int[] asked = {0};
    Options options = Options.defaults().cancelled(() -> asked[0]++ > 40);
    Recording run =
        Recording.with(options, HOURS, "evaluate confidence 95 samples 1000", "show accuracy");
    assertEquals(Result.Status.CANCELLED, run.outcome().status());
  }
}
