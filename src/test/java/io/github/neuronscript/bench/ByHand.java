package io.github.neuronscript.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.neuronscript.Decision;
import io.github.neuronscript.Model;
import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.Transcendental;
import io.github.neuronscript.trace.TraceLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** What somebody writes in Java who has no script: the same arithmetic, with the same functions. */
final class ByHand {

  static final String FIRST_ANSWER = "lend";
  static final String OTHER_ANSWER = "ask for more";
  static final String SECOND_ANSWER = "look at the income";

  /** The neuron of {@link #two}, with two rules of which both may answer. */
  static final String DECISION =
      """
      inputs  x1, x2
      weights 0.4, -0.6
      bias    0.1
      on predict when output >= 0.5 then answer "lend" otherwise answer "ask for more"
      on predict when x2 > 1 and output < 0.6 then answer "look at the income"
      """;

  private ByHand() {}

  /** Returns the neuron of a script that trains nothing. */
  static Model model(String script) {
    return new NeuronScript()
        .run(Source.of("benchmark.nn", script), Options.defaults().trace(TraceLevel.NONE))
        .orThrow()
        .model()
        .orElseThrow();
  }

  /** Returns a neuron with a sigmoid and the weights and bias of {@link #weights} and 0.1. */
  static Model model(int inputs) {
    StringJoiner weights = new StringJoiner(", ");
    for (double weight : weights(inputs)) {
      weights.add(Double.toString(weight));
    }
    return model("inputs x[" + inputs + "]\nweights " + weights + "\nbias 0.1\n");
  }

  /** Returns 0.4, −0.6, 0.4, −0.6 … */
  static double[] weights(int inputs) {
    double[] weights = new double[inputs];
    for (int i = 0; i < inputs; i++) {
      weights[i] = i % 2 == 0 ? 0.4 : -0.6;
    }
    return weights;
  }

  /** Returns 0.5, 0.75, 1, … */
  static double[] example(int inputs) {
    double[] example = new double[inputs];
    for (int i = 0; i < inputs; i++) {
      example[i] = 0.5 + 0.25 * i;
    }
    return example;
  }

  /** Two inputs, written out. */
  static double two(double x1, double x2) {
    return sigmoid(0.4 * x1 + -0.6 * x2 + 0.1);
  }

  /** A plain loop: with fewer than eight inputs the same order of sums, else another one. */
  static double loop(double[] w, double b, double[] x) {
    double z = 0;
    for (int i = 0; i < w.length; i++) {
      z += w[i] * x[i];
    }
    return sigmoid(z + b);
  }

  /** Eight sums side by side, which are the bits of the language. */
  static double sameOrder(double[] w, double b, double[] x) {
    int whole = w.length & ~7;
    double[] s = new double[8];
    for (int i = 0; i < whole; i += 8) {
      for (int lane = 0; lane < 8; lane++) {
        s[lane] += w[i + lane] * x[i + lane];
      }
    }
    double z = ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
    for (int i = whole; i < w.length; i++) {
      z += w[i] * x[i];
    }
    return sigmoid(z + b);
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Transcendental.exp(-z));
  }

  /** Example by example, with the sums in the order of the rows; the bias stands last. */
  static void train(double[][] rows, int[] targets, double[] w, long epochs) {
    int n = w.length - 1;
    for (long epoch = 0; epoch < epochs; epoch++) {
      for (int row = 0; row < rows.length; row++) {
        double[] x = rows[row];
        double z = w[n];
        for (int i = 0; i < n; i++) {
          z += w[i] * x[i];
        }
        double step = Library.RATE * (1 / (1 + Math.exp(-z)) - targets[row]);
        for (int i = 0; i < n; i++) {
          w[i] -= step * x[i];
        }
        w[n] -= step;
      }
    }
  }

  /** All rows in one batch; the bias stands last. */
  static void batch(double[][] rows, int[] targets, double[] w, long epochs) {
    int n = w.length - 1;
    double[] gradient = new double[n + 1];
    for (long epoch = 0; epoch < epochs; epoch++) {
      Arrays.fill(gradient, 0);
      for (int row = 0; row < rows.length; row++) {
        double[] x = rows[row];
        double z = w[n];
        for (int i = 0; i < n; i++) {
          z += w[i] * x[i];
        }
        double delta = 1 / (1 + Math.exp(-z)) - targets[row];
        for (int i = 0; i < n; i++) {
          gradient[i] += delta * x[i];
        }
        gradient[n] += delta;
      }
      for (int i = 0; i <= n; i++) {
        w[i] -= Library.RATE * (gradient[i] / rows.length);
      }
    }
  }

  /** Reads the numbers of a CSV file behind its line of names, with a string for each. */
  static double[] load(Path file, int columns) throws IOException {
    double[] numbers = new double[1024];
    int count = 0;
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(file)) {
      for (CsvRecord record : reader) {
        if (record.getStartingLineNumber() == 1) {
          continue;
        }
        if (count + columns > numbers.length) {
          numbers = Arrays.copyOf(numbers, 2 * numbers.length);
        }
        for (int i = 0; i < columns; i++) {
          numbers[count++] = Double.parseDouble(record.getField(i));
        }
      }
    }
    return Arrays.copyOf(numbers, count);
  }

  /** A sum that the compiler makes into vectors, since whole numbers may be added in any order. */
  static long sum(long[] numbers) {
    long sum = 0;
    for (long number : numbers) {
      sum += number;
    }
    return sum;
  }

  /** What {@link #DECISION} decides, with all the facts. */
  static Decision decide(double x1, double x2) {
    double p1 = 0.4 * x1;
    double p2 = -0.6 * x2;
    double z = p1 + p2 + 0.1;
    double output = sigmoid(z);
    boolean lend = output >= 0.5;
    Decision.Fired first =
        new Decision.Fired(
            "output >= 0.5",
            "output >= 0.5",
            Map.of("output", output),
            lend,
            lend ? FIRST_ANSWER : OTHER_ANSWER);
    List<Decision.Fired> fired =
        x2 > 1 && output < 0.6
            ? List.of(
                first,
                new Decision.Fired(
                    "x2 > 1 and output < 0.6",
                    "x2 > 1 and output < 0.6",
                    Map.of("x2", x2, "output", output),
                    true,
                    SECOND_ANSWER))
            : List.of(first);
    return new Decision(
        output,
        z,
        Optional.of(first.answer()),
        fired,
        List.of(
            new Decision.Contribution("x1", x1, x1, 0.4, p1),
            new Decision.Contribution("x2", x2, x2, -0.6, p2)),
        0.1);
  }
}
