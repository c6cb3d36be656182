package io.github.neuronscript.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.StochasticGradientOptimiser;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.math.optimisers.SGD;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import smile.classification.LogisticRegression;
import smile.util.IntSet;

/**
 * The same training by other libraries for the JVM, each in a process of its own like {@link Fork}.
 * Compiled by the profile {@code benchmark} alone.
 */
public final class OtherLearners {

  private OtherLearners() {}

  /**
   * Measures one of them.
   *
   * @param arguments its name, how many inputs, how many rows, and for how many seconds
   */
  public static void main(String[] arguments) {
    int width = Integer.parseInt(arguments[1]);
    int rows = Integer.parseInt(arguments[2]);
    Stopwatch stopwatch = new Stopwatch(Double.parseDouble(arguments[3]));
    double time =
        switch (arguments[0]) {
          case "smile" -> smile(width, rows, stopwatch);
          case "tribuo-sgd" -> tribuo(SGD.getSimpleSGD(Library.RATE), width, rows, stopwatch);
          case "tribuo-adagrad" -> tribuo(new AdaGrad(Library.RATE), width, rows, stopwatch);
          default -> throw new IllegalArgumentException(arguments[0]);
        };
    Fork.print("time", time / rows);
  }

  private static double smile(int width, int rows, Stopwatch stopwatch) {
    double[][] x = Generated.inputRows(rows, width);
    int[] y = Generated.targets(rows, width);
    LogisticRegression.Binomial model =
        new LogisticRegression.Binomial(new double[width + 1], 0, 0, new IntSet(new int[] {0, 1}));
    model.setLearningRate(Library.RATE);
    smile(model, x, y, 3);
    Fork.print("weights", model.coefficients());
    return stopwatch.measure(epochs -> smile(model, x, y, epochs));
  }

  private static void smile(LogisticRegression.Binomial model, double[][] x, int[] y, long epochs) {
    for (long epoch = 0; epoch < epochs; epoch++) {
      for (int row = 0; row < x.length; row++) {
        model.update(x[row], y[row]);
      }
    }
  }

  private static double tribuo(
      StochasticGradientOptimiser optimiser, int width, int rows, Stopwatch stopwatch) {
    Logger.getLogger("org.tribuo").setLevel(Level.WARNING);
    String[] names = Generated.columns(width).subList(0, width).toArray(new String[0]);
    Arrays.sort(names);
    List<Example<Label>> examples = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      Label label = new Label(Integer.toString(Generated.target(row, width)));
      examples.add(new ArrayExample<>(label, names, Generated.inputs(row, width)));
    }
    LabelFactory labels = new LabelFactory();
    MutableDataset<Label> data =
        new MutableDataset<>(examples, new SimpleDataSourceProvenance("made", labels), labels);
    return stopwatch.measure(
        epochs -> {
          LinearSGDTrainer trainer =
              new LinearSGDTrainer(
                  new LogMulticlass(),
                  optimiser,
                  Math.toIntExact(epochs),
                  Integer.MAX_VALUE,
                  1,
                  1L);
          trainer.setShuffle(false);
          if (trainer.train(data) == null) {
            throw new IllegalStateException("no model");
          }
        });
  }
}
