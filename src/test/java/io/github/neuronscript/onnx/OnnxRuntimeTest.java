package io.github.neuronscript.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.neuronscript.formula.Compiled;
import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.Function;
import io.github.neuronscript.formula.RandomFormula;
import io.github.neuronscript.formula.SplitMix;
import io.github.neuronscript.trace.Fitted;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ONNX Runtime computes of an exported neuron is what the neuron computes. */
@Tag("full")
class OnnxRuntimeTest {

  private static final int ROWS = 300;
  private static final double[] NONE = {};

  /** How far a number may be from ours, as a part of it and of what it comes from. */
  private static final double DOUBLE = 1e-12;

  private static final double FLOAT = 1e-6;

  private static final Set<Function> WAVES = Set.of(Function.SIN, Function.COS, Function.TAN);

  private final SplitMix random = new SplitMix(11);

  static Stream<String> activations() {
    return Exported.ACTIVATIONS.stream();
  }

  private Fitted neuron(Expression output, int width, boolean scaled) {
    List<Fitted.Input> inputs =
        Stream.iterate(1, i -> i + 1)
            .limit(width)
            .map(i -> new Fitted.Input("x" + i, Optional.empty()))
            .toList();
    return new Fitted(
        inputs,
        numbers(width, -1, 1),
        random.unit() * 2 - 1,
        scaled ? numbers(width, -5, 5) : NONE,
        scaled ? numbers(width, 0.5, 1.5) : NONE,
        output,
        List.of(),
        6);
  }

  private double[] numbers(int count, double low, double high) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = low + (high - low) * random.unit();
    }
    return numbers;
  }

  /** Returns rows of numbers that are the same in single precision. */
  private float[][] rows(int width) {
    float[][] rows = new float[ROWS][width];
    for (float[] row : rows) {
      for (int i = 0; i < width; i++) {
        row[i] = (float) (random.unit() * 10 - 5);
      }
    }
    return rows;
  }

  private static double[] widened(float[] row) {
    double[] values = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      values[i] = row[i];
    }
    return values;
  }

  /** Returns the outputs of ONNX Runtime. */
  private static double[] computed(byte[] file, float[][] rows, boolean single)
      throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    double[][] values = Stream.of(rows).map(OnnxRuntimeTest::widened).toArray(double[][]::new);
    try (OrtSession session = environment.createSession(file);
        OnnxTensor input =
            single
                ? OnnxTensor.createTensor(environment, rows)
                : OnnxTensor.createTensor(environment, values);
        OrtSession.Result result = session.run(Map.of("inputs", input))) {
      Object output = result.get("output").orElseThrow().getValue();
      return single
          ? Stream.of((float[][]) output).mapToDouble(row -> row[0]).toArray()
          : Stream.of((double[][]) output).mapToDouble(row -> row[0]).toArray();
    }
  }

  /** Returns Σ |w·x′| + |b|, which the rounding of z is a part of. */
  private static double size(Fitted neuron, double[] row) {
    double size = Math.abs(neuron.bias());
    for (int i = 0; i < row.length; i++) {
      double x =
          neuron.offset().length == 0
              ? row[i]
              : (row[i] - neuron.offset()[i]) / neuron.divisor()[i];
      size += Math.abs(neuron.weights()[i] * x);
    }
    return size;
  }

  private static double z(Fitted neuron, double[] row) {
    double z = neuron.bias();
    for (int i = 0; i < row.length; i++) {
      double x =
          neuron.offset().length == 0
              ? row[i]
              : (row[i] - neuron.offset()[i]) / neuron.divisor()[i];
      z += neuron.weights()[i] * x;
    }
    return z;
  }

  private void compare(String name, Expression output, boolean single)
      throws IOException, OrtException {
    Compiled f = Compiled.of(List.of(Fitted.Z), output);
    for (int width : new int[] {1, 2, 8, 50}) {
      Fitted neuron = neuron(output, width, width != 2);
      float[][] rows = rows(width);
      double[] theirs = computed(OnnxWriter.bytes(neuron, single), rows, single);
      for (int row = 0; row < ROWS; row++) {
        double[] x = widened(rows[row]);
        double z = z(neuron, x);
        double ours = f.at(z, NONE);
        double step = 1e-6 * (1 + Math.abs(z));
        double slope = Math.abs(f.at(z + step, NONE) - f.at(z - step, NONE)) / (2 * step);
        double size = size(neuron, x);
        double allowed =
            single
                ? FLOAT * (Math.abs(ours) + (1 + slope) * (1 + size))
                : DOUBLE * (Math.abs(ours) + slope * size);
        assertEquals(ours, theirs[row], allowed, name + " of " + z + ", " + width + " inputs");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("activations")
  void agrees(String activation) throws IOException, OrtException {
    Expression output = Exported.fitted("inputs x\nactivation " + activation).output();
    compare(activation, output, false);
    compare(activation, output, true);
  }

  @Test
  void agreesForRandomFormulas() throws IOException, OrtException {
    RandomFormula formulas = RandomFormula.over(random, List.of(Fitted.Z));
    int compared = 0;
    for (int i = 0; i < 1000; i++) {
      Expression output = Definition.writtenOut(formulas.formula(1 + i % 5));
      if (output.contains(Expression.Remainder.class::isInstance)) {
        // It jumps where the last bit of an operand decides; it has a test of its own.
        continue;
      }
      float[][] rows = rows(1);
      double[] theirs = computed(OnnxWriter.bytes(alone(output), false), rows, false);
      Compiled f = Compiled.of(List.of(Fitted.Z), output);
      List<Compiled> others =
          IntStream.range(0, 6)
              .mapToObj(bit -> Compiled.of(List.of(Fitted.Z), moved(output, bit)))
              .toList();
      for (int row = 0; row < ROWS; row++) {
        double z = rows[row][0];
        double ours = f.at(z, NONE);
        double unsure = 0;
        for (Compiled other : others) {
          unsure = Math.max(unsure, Math.abs(other.at(z, NONE) - ours));
        }
        if (!Double.isFinite(ours) || !(unsure <= 1e-6 * Math.abs(ours))) {
          continue;
        }
        compared++;
        assertEquals(
            ours,
            theirs[row],
            DOUBLE * Math.abs(ours) + 8 * unsure,
            () -> FormulaWriter.source(output) + " at " + z);
      }
    }
    assertTrue(compared > 100_000, compared + " numbers");
  }

  /**
   * Returns a formula in which each function is off by a part, up or down as a bit of its hash
   * says: how sure its value is.
   */
  private static Expression moved(Expression formula, int bit) {
    return formula.rewrite(
        e -> {
          if (!(e instanceof Expression.Elementary) && !(e instanceof Expression.Power)) {
            return e;
          }
          double part = (e.hashCode() >> bit & 1) == 0 ? 0x1p-51 : -0x1p-51;
          if (e instanceof Expression.Elementary call && WAVES.contains(call.function())) {
            // Near its zeros the sine of ONNX Runtime is off by a part of 1.
            return Expression.Sum.of(e, Expression.Literal.of(part));
          }
          return Expression.Product.of(e, Expression.Literal.of(1 + part));
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "z % 3",
        "z % -0.7",
        "7 % z",
        "log10(abs(z) + 1)",
        "ln1p(abs(z) / 1e9)",
        "xlogy(z, abs(z))",
        "xlogy(0, z)",
        "if z then 1 / z else 5",
        "if z is 1 within 0.5 then 3 else z is nan",
        "clamp(z, -1, 2.5)",
        "0.25",
        "not z",
        "z != 1 and (z < -2 or z >= 3)",
        "erf(z)",
        "erf(2 * z)"
      })
  void agreesForWhatOnnxLacks(String formula) throws IOException, OrtException {
    Expression output =
        Definition.writtenOut(
            Exported.fitted("inputs x\ndefine f(z) = " + formula + "\nactivation f").output());
    float[][] rows = rows(1);
    rows[0][0] = 0;
    rows[1][0] = 1;
    double[] theirs = computed(OnnxWriter.bytes(alone(output), false), rows, false);
    Compiled f = Compiled.of(List.of(Fitted.Z), output);
    for (int row = 0; row < ROWS; row++) {
      double ours = f.at(rows[row][0], NONE);
      double allowed = Double.isNaN(ours) ? 0 : DOUBLE * Math.abs(ours);
      assertEquals(ours, theirs[row], allowed, formula + " at " + rows[row][0]);
    }
  }

  private static Fitted alone(Expression output) {
    return new Fitted(
        List.of(new Fitted.Input("x", Optional.empty())),
        new double[] {1},
        0,
        NONE,
        NONE,
        output,
        List.of(),
        6);
  }
}
