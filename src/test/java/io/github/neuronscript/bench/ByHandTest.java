package io.github.neuronscript.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.neuronscript.Model;
import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.SplitMix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The benchmarks compare what gives the same. */
class ByHandTest {

  @ParameterizedTest
  @ValueSource(ints = {2, 7, 8, 10, 100})
  void predictsTheSameBits(int inputs) {
    Model model = ByHand.model(inputs);
    double[] w = ByHand.weights(inputs);
    SplitMix random = new SplitMix(inputs);
    for (int i = 0; i < 100; i++) {
      double[] x = ByHand.example(inputs);
      x[random.below(inputs)] = 4 * random.unit() - 2;
      assertEquals(ByHand.sameOrder(w, 0.1, x), model.predict(x));
      double loop = ByHand.loop(w, 0.1, x);
      assertEquals(loop, model.predict(x), inputs < 8 ? 0 : 1e-12);
      if (inputs == 2) {
        assertEquals(ByHand.two(x[0], x[1]), model.predict(x));
      }
    }
  }

  @Test
  void decidesTheSame() {
    Model model = ByHand.model(ByHand.DECISION);
    SplitMix random = new SplitMix(1);
    int both = 0;
    for (int i = 0; i < 200; i++) {
      double x1 = 4 * random.unit() - 2;
      double x2 = 4 * random.unit() - 2;
      assertEquals(ByHand.decide(x1, x2), model.decide(x1, x2));
      both += model.decide(x1, x2).fired().size() - 1;
    }
    assertEquals(true, both > 20 && both < 180, both + " times both rules answered");
  }

  @Test
  void compilesThirtyLinesWithoutAWord() {
    assertEquals(30, CompileBenchmark.SCRIPT.lines().count());
    assertEquals(
        List.of(),
        new NeuronScript().compile(Source.of("loans.nn", CompileBenchmark.SCRIPT)).diagnostics());
  }
}
