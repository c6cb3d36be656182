package io.github.neuronscript.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.Result;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Symbols;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines that are shown say what was computed. */
class DerivationTest {

  private static List<TraceEvent.Update> updates(String... script) {
    List<TraceEvent.Update> updates = new ArrayList<>();
    Options options =
        Options.defaults()
            .listener(
                event -> {
                  if (event instanceof TraceEvent.Update update) {
                    updates.add(update);
                  }
                });
    Result outcome =
        new NeuronScript().run(Source.of("test.nn", String.join("\n", script)), options);
    assertEquals(List.of(), outcome.diagnostics());
    return updates;
  }

  private static List<String> symbols(TraceEvent.Update update) {
    return new Derivation(8)
        .update(update).stream().map(line -> Symbols.of(line.symbol())).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gradient descent",
        "perceptron",
        "delta",
        "hebb",
        "oja",
        "momentum(0.9)",
        "nesterov(0.9)",
        "adagrad",
        "rmsprop(0.9)",
        "adam(0.9, 0.999)",
        "again",
      })
  void theLinesOfAnUpdateEndInItsBits(String rule) {
    List<TraceEvent.Update> updates =
        updates(
            "define rule again { v <- v + gradient; u <- w - v; w <- u + v * x; v <- v / 3 }",
            "inputs x1, x2",
            "weights 0.3, -0.7",
            "bias 0.1",
            "data { 0.1, 0.7 -> 1; -1.3, 0.2 -> 0; 2.5, 1/3 -> 1 }",
            "learning rule " + rule,
            "step 7");
    assertEquals(7, updates.size());
    for (TraceEvent.Update update : updates) {
      Map<Expression, Number> last = new LinkedHashMap<>();
      for (Line line : new Derivation(8).update(update)) {
        last.put(line.symbol(), line.result());
      }
      List<Number> shown = new ArrayList<>(last.values());
      List<Number> computed = new ArrayList<>();
      NeuronView.Rule lines = update.neuron().rule();
      for (int i = 0; i < 3; i++) {
        for (NeuronView.Line line : lines.lines().subList(0, lines.memory().size() + 1)) {
          int k = lines.memory().indexOf(line.name());
          computed.add(k < 0 ? update.after().number(i) : update.memoryAfter().get(k).number(i));
        }
      }
      assertEquals(update.made() ? computed : shown, shown);
    }
  }

  @Test
  void memoryIsRememberedFromUpdateToUpdate() {
    List<TraceEvent.Update> updates =
        updates(
            "inputs x1 = 1",
            "target 1",
            "learning rule momentum(0.9)",
            "learning rate 1",
            "step 3");
    assertEquals(0, updates.get(0).memoryBefore().get(0).get(0));
    assertEquals(updates.get(0).memoryAfter(), updates.get(1).memoryBefore());
    assertEquals(updates.get(1).memoryAfter(), updates.get(2).memoryBefore());
  }

  @Test
  void whatIsRememberedIsNamedAfterItsWeight() {
    String[] script = {
      "inputs p = 1, v1 = 2",
      "weights w1 = 1, slope = 2",
      "target 1",
      "learning rule adagrad",
      "update"
    };
    assertEquals(
        List.of("s1", "w1", "s_slope", "slope", "s_b", "b"), symbols(updates(script).get(0)));
    script[3] = "learning rule momentum(0.5)";
    assertEquals(
        List.of("v_w1", "w1", "v_slope", "slope", "v_b", "b"), symbols(updates(script).get(0)));
  }
}
