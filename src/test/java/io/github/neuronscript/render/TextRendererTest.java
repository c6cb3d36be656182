package io.github.neuronscript.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Comparison;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.Expression.Product;
import io.github.neuronscript.formula.Expression.Sum;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.Notations;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.trace.Fitted;
import io.github.neuronscript.trace.NeuronView;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceEvent.Reason;
import io.github.neuronscript.trace.TraceLevel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextRendererTest {

  private static final NeuronView SIGMOID =
      Neurons.view(2, Neurons.SIGMOID, Neurons.MSE, Neurons.DESCENT);
  private static final Variable W1 = new Variable("w1", Variable.Role.WEIGHT);
  private static final Variable X1 = new Variable("x1", Variable.Role.INPUT);
  private static final Variable COST = Variable.quantity("cost");

  private static String text(Style style, List<TraceEvent> events) {
    StringBuilder out = new StringBuilder();
    events.forEach(new TextRenderer(out, style));
    return out.toString();
  }

  private static String text(TraceEvent... events) {
    return text(Style.plain(), List.of(events));
  }

  private static List<TraceEvent> byHand(NeuronView view) {
    return Neurons.step(
        view, Neurons.typed(), new double[] {0.5, -1}, new double[] {0.8, 0.2}, 0.1, 1, 0.1);
  }

  @Test
  void aStepByHand() {
    assertEquals(
        """
        forward
          z = w1·x1 + w2·x2 + b    = 0.8·0.5 + 0.2·(−1) + 0.1  ≈ 0.3
          ŷ = σ(z) = 1/(1 + e^−z)  = 1/(1 + e^−0.3)            ≈ 0.574443
        backward
          L      = (y − ŷ)²            = (1 − 0.574443)²          ≈ 0.181099
          ∂L/∂ŷ  = −2(y − ŷ)           = −2·(1 − 0.5744425)       ≈ −0.851115
          ∂ŷ/∂z  = ŷ(1 − ŷ)            = 0.574443·(1 − 0.574443)  ≈ 0.244458
          ∂z/∂w1 = x1                  = 0.5
          ∂L/∂w1 = ∂L/∂ŷ·∂ŷ/∂z·∂z/∂w1  = −0.851115·0.244458·0.5   ≈ −0.104031
          ∂z/∂w2 = x2                  = −1
          ∂L/∂w2 = ∂L/∂ŷ·∂ŷ/∂z·∂z/∂w2  = −0.851115·0.244458·(−1)  ≈ 0.208062
          ∂z/∂b  = 1
          ∂L/∂b  = ∂L/∂ŷ·∂ŷ/∂z·∂z/∂b   = −0.851115·0.244458·1     ≈ −0.208062
        update
          w1 ← w1 − α·∂L/∂w1  = 0.8 − 0.1·(−0.104031)  ≈ 0.810403
          w2 ← w2 − α·∂L/∂w2  = 0.2 − 0.1·0.208062     ≈ 0.179194
          b  ← b − α·∂L/∂b    = 0.1 − 0.1·(−0.208062)  ≈ 0.120806
        """,
        text(Style.plain(), byHand(SIGMOID)));
  }

  @Test
  void conventionsStandAtTheHead() {
    assertEquals(
        """
        neuron  2 inputs x1, x2 · ŷ = σ(z) = 1/(1 + e^−z) · L = mse(y, ŷ) = (y − ŷ)², without ½
                C = mean of L over the batch · gradient descent w ← w − α·∂C/∂w
                all weights change at once, from their old values · bias b learns as a weight of input 1
        """,
        text(new TraceEvent.Conventions(SIGMOID, false)));
    assertEquals(
        """
        neuron  9 inputs x1, x2, …, x9 · ŷ = step(z) = if z ≥ 0 then 1 else 0
                L = mse(y, ŷ) = (y − ŷ)², without ½ · C = mean of L over the batch
                perceptron w ← w + α(y − ŷ)·x where ŷ ≠ y
                all weights change at once, from their old values · bias b learns as a weight of input 1
        """,
        text(
            new TraceEvent.Conventions(
                Neurons.view(9, Neurons.STEP, Neurons.MSE, Neurons.PERCEPTRON), false)));
  }

  @Test
  void conventionsAreRepeatedOnlyWhereTheyChangedOrAreAskedFor() {
    String once = text(new TraceEvent.Conventions(SIGMOID, false));
    TraceEvent told = new TraceEvent.Conventions(SIGMOID, false);
    TraceEvent asked = new TraceEvent.Conventions(SIGMOID, true);
    assertEquals(once, text(told, told));
    String full = text(asked);
    assertTrue(full.startsWith(once) && full.contains("numbers are doubles"), full);
    assertEquals(full, text(asked, told));
    assertEquals(once + "\n" + full, text(told, asked));
  }

  @Test
  void narrowAndInAsciiAStepIsBrokenBeforeItsRelations() {
    assertEquals(
        """
        forward
          z    = w1*x1 + w2*x2 + b
               = 0.8*0.5 + 0.2*(-1) + 0.1
               ~= 0.3
          yhat = sigmoid(z) = 1/(1 + e^-z)
               = 1/(1 + e^-0.3)  ~= 0.574443
        backward
          L        = (y - yhat)^2
                   = (1 - 0.574443)^2
                   ~= 0.181099
          dL/dyhat = -2(y - yhat)
                   = -2*(1 - 0.5744425)
                   ~= -0.851115
          dyhat/dz = yhat*(1 - yhat)
                   = 0.574443*(1 - 0.574443)
                   ~= 0.244458
          dz/dw1   = x1  = 0.5
          dL/dw1   = dL/dyhat*dyhat/dz*dz/dw1
                   = -0.851115*0.244458*0.5
                   ~= -0.104031
          dz/dw2   = x2  = -1
          dL/dw2   = dL/dyhat*dyhat/dz*dz/dw2
                   = -0.851115*0.244458*(-1)
                   ~= 0.208062
          dz/db    = 1
          dL/db    = dL/dyhat*dyhat/dz*dz/db
                   = -0.851115*0.244458*1
                   ~= -0.208062
        update
          w1 <- w1 - rate*dL/dw1
             = 0.8 - 0.1*(-0.104031)
             ~= 0.810403
          w2 <- w2 - rate*dL/dw2
             = 0.2 - 0.1*0.208062  ~= 0.179194
          b  <- b - rate*dL/db
             = 0.1 - 0.1*(-0.208062)
             ~= 0.120806
        """,
        text(new Style(40, false, true), byHand(SIGMOID)));
  }

  @Test
  void examplesAreNamedOnce() {
    String text =
        text(
            Style.plain(),
            Neurons.step(
                SIGMOID,
                Neurons.row(2, 3),
                new double[] {0.5, -1},
                new double[] {0.8, 0.2},
                0.1,
                1,
                0.1));
    assertTrue(text.startsWith("forward  epoch 3, example 2\n"), text);
    assertTrue(text.contains("\nbackward\n") && text.contains("\nupdate\n"), text);
  }

  @Test
  void anExampleThatIsRightIsNotLearnt() {
    NeuronView view = Neurons.view(2, Neurons.STEP, Neurons.MSE, Neurons.PERCEPTRON);
    String text = text(Style.plain(), byHand(view));
    assertTrue(
        text.endsWith("update\n  none: ŷ = y, so the perceptron rule changes no weight\n"), text);
  }

  @Test
  void aBatchIsGathered() {
    assertEquals(
        """
        gradient  epoch 2, 4 examples
          ∂C/∂w1 = (Σ ∂L/∂w1)/4  = 0.1/4   = 0.025
          ∂C/∂w2 = (Σ ∂L/∂w2)/4  = −0.2/4  = −0.05
          ∂C/∂b  = (Σ ∂L/∂b)/4   = 0.3/4   = 0.075
        update
          w1 ← w1 − α·∂C/∂w1  = 1 − 0.5·0.025    = 0.9875
          w2 ← w2 − α·∂C/∂w2  = 1 − 0.5·(−0.05)  = 1.025
          b  ← b − α·∂C/∂b    = 1 − 0.5·0.075    = 0.9625
        """,
        text(
            new TraceEvent.Gathered(
                SIGMOID,
                Neurons.row(4, 2).epochAlone(),
                4,
                List.of(),
                Vector.of(0.1, -0.2, 0.3),
                Vector.of(1, 1),
                Optional.empty(),
                Vector.of(0.025, -0.05, 0.075)),
            new TraceEvent.Update(
                SIGMOID,
                Neurons.row(4, 2),
                4,
                Vector.of(),
                Double.NaN,
                Double.NaN,
                Double.NaN,
                0.5,
                2,
                Vector.of(0.025, -0.05, 0.075),
                Vector.of(1, 1, 1),
                Vector.of(0.9875, 1.025, 0.9625),
                List.of(),
                List.of(),
                true)));
  }

  @Test
  void aTrainingIsSummedUp() {
    Reason until =
        new Reason.Until(
            new Comparison(Comparison.Relation.LESS, COST, new Literal("0.01", 0.01)),
            Map.of(COST, 0.0099999999));
    assertEquals(
        """
        epoch 1        cost = 0.25
        epoch 1000     cost ≈ 0.333333

        train  1204 epochs of 4 examples, all in one batch, 1204 updates
          first cost = 0.25
          last cost  ≈ 0.01
          w1         = 5.5
          w2         ≈ 0.333333
          b          = −8.25
          stopped: cost < 0.01 holds (0.0099999999 < 0.01)
        """,
        text(
            new TraceEvent.Epoch(1, 0.25, Double.NaN, 0.1, 1, Vector.of(0, 0), Optional.of(0.0)),
            new TraceEvent.Epoch(
                1000, 1.0 / 3, Double.NaN, 0.1, 1, Vector.of(0, 0), Optional.of(0.0)),
            new TraceEvent.Trained(
                SIGMOID,
                1204,
                4,
                4,
                1204,
                0.25,
                0.0099999999,
                Vector.of(5.5, 1.0 / 3),
                -8.25,
                until,
                List.of())));
  }

  @Test
  void whyATrainingEnded() {
    assertEquals(
        "stopped: the 1000 epochs asked for are done",
        ReasonText.of(new Reason.Bound(1000, false), 6, Notations.TEXT));
    assertEquals(
        "stopped: 1 epoch is done, the bound when none is given",
        ReasonText.of(new Reason.Bound(1, true), 6, Notations.TEXT));
    assertEquals(
        "converged: cost changed by 3.2e−10 in the last epoch, less than 1e−9",
        ReasonText.of(new Reason.Converged(3.2e-10, 1e-9), 6, Notations.TEXT));
    assertEquals(
        "stopped: an epoch without an update, for every example is classified right",
        ReasonText.of(new Reason.NoUpdate(), 6, Notations.TEXT));
  }

  @Test
  void aPrediction() {
    TraceEvent.Predicted predicted =
        new TraceEvent.Predicted(
            SIGMOID, Vector.of(1, 1), Vector.of(1, 1), Vector.of(2, 2), -3, 1, 0.731);
    assertEquals(
        "predict  1, 1 → ŷ = 0.731\n  z = w1·x1 + w2·x2 + b  = 2·1 + 2·1 − 3  = 1\n",
        text(predicted).replace("+ (−3)", "− 3"));
    assertEquals(
        "predict  1, 1 → ŷ = 0.731\n",
        text(new TraceEvent.Configured(6, 8, TraceLevel.NONE, NumberSystem.doubles()), predicted));
  }

  @Test
  void anEvaluation() {
    assertEquals(
        """
        evaluate  9 examples, in brackets the baseline
          C           = (Σ L)/9            = 1.875/9      ≈ 0.208333 [0.5]
          accuracy    = right/9            = 7/9          ≈ 0.777778 [0.555556]
          precision   = TP/(TP + FP)       = 4/(4 + 1)    = 0.8 [0.555556]
          recall      = TP/(TP + FN)       = 4/(4 + 1)    = 0.8 [1]
          specificity = TN/(TN + FP)       = 3/(3 + 1)    = 0.75 [0]
          F1          = TP/(TP + wrong/2)  = 4/(4 + 2/2)  = 0.8 [0.714286]
          AUC         = ordered/pairs      = 16.5/20      = 0.825 [0.5]
          log loss    = Σ(−ln p)/9         = 4.53029/9    ≈ 0.503366 [0.686962]
          Brier       = Σ(y − ŷ)²/9        = 1.5225/9     ≈ 0.169167 [0.246914]

                    predicted 1  predicted 0
          actual 1  TP = 4       FN = 1
          actual 0  FP = 1       TN = 3
          class 1 is predicted where ŷ ≥ 0.5
          baseline: always class 1, as 5 of 9 examples are; as an output 5/9 ≈ 0.555556, the share of class
          1
        """,
        text(
            Neurons.evaluated(
                Vector.of(1, 0, 1, 1, 0, 0, 1, 0, 1),
                Vector.of(.9, .3, .6, .4, .4, .1, .8, .7, .55),
                Vector.of(),
                1.875,
                1.875 / 9,
                true)));
    assertEquals(
        """
        evaluate  2 examples, in brackets the baseline
          C    = L1 + L2                  = 0.25 + 1      = 1.25 [0.5]
          RMSE = √(Σ(y − ŷ)²/2)           = √(1.25/2)     ≈ 0.790569 [0.5]
          MAE  = Σ|y − ŷ|/2               = 1.5/2         = 0.75 [0.5]
          R²   = 1 − Σ(y − ŷ)²/Σ(y − ȳ)²  = 1 − 1.25/0.5  = −1.5 [0]
          baseline: always ŷ = 5/2 = 2.5, the mean of the targets
        """,
        text(
            Neurons.evaluated(
                Vector.of(2, 3), Vector.of(1.5, 2), Vector.of(0.25, 1), 1.25, 1.25, false)));
  }

  @Test
  void valuesShown() {
    assertEquals("w1 ≈ 0.457848\n", text(shown(W1, Map.of(W1, 0.45784821233367695))));
    assertEquals(
        "w1·x1 = 0.8·0.5 = 0.4\n",
        text(shown(Product.of(W1, X1), Map.of(W1, 0.8, X1, 0.5))).replace("  ", " "));
    Literal tenth = new Literal("0.1", 0.1);
    Literal fifth = new Literal("0.2", 0.2);
    assertEquals("0.1 + 0.2 = 0.30000000000000004\n", text(shown(Sum.of(tenth, fifth), Map.of())));
    assertEquals("0.1\n", text(shown(tenth, Map.of())));
    assertEquals(
        "w1 > 0.1 is true (0.8 > 0.1)\n",
        text(shown(new Comparison(Comparison.Relation.GREATER, W1, tenth), Map.of(W1, 0.8))));
  }

  private static TraceEvent.Shown shown(Expression formula, Map<Expression, Number> values) {
    return new TraceEvent.Shown(
        formula, values, io.github.neuronscript.formula.Evaluator.value(formula, values), true);
  }

  @Test
  void seventeenDigitsShowEverything() {
    assertEquals(
        "w1 = 0.1\nw1 = 0.45784821233367695\n",
        text(
            new TraceEvent.Configured(17, 8, TraceLevel.FULL, NumberSystem.doubles()),
            shown(W1, Map.of(W1, 0.1)),
            shown(W1, Map.of(W1, 0.45784821233367695))));
  }

  @Test
  void aListIsAligned() {
    assertEquals(
        """
        settings
          digits = 6
          trace    summary
        """,
        text(
            new TraceEvent.Listed(
                "settings",
                List.of(
                    TraceEvent.Listed.Entry.of("digits", 6),
                    TraceEvent.Listed.Entry.of("trace", "summary")))));
  }

  @Test
  void aListOfOneIsALine() {
    assertEquals(
        "seed = 7\nbias  b = 0.5\n",
        text(
            new TraceEvent.Listed("seed", List.of(TraceEvent.Listed.Entry.of("seed", 7))),
            new TraceEvent.Listed("bias", List.of(TraceEvent.Listed.Entry.of("b", 0.5)))));
  }

  @Test
  void printedTextIsAsTheUserWroteItButHarmless() {
    assertEquals(
        "cost -0.333333 \\u{1b}[2J\n",
        text(
            new TraceEvent.Printed(
                List.of(
                    new Fitted.Piece("cost ", Optional.empty(), 0),
                    new Fitted.Piece("", Optional.of(Variable.quantity("cost")), 0),
                    new Fitted.Piece(" \u001b[2J", Optional.empty(), 0)),
                Vector.of(-1.0 / 3),
                Map.of(Variable.quantity("cost"), -1.0 / 3))));
  }

  @Test
  void whatHoldsAndWhatIsNoticedIsNotWritten() {
    assertEquals(
        "",
        text(
            new TraceEvent.Expected(W1, Map.of(W1, 1.0)),
            new TraceEvent.Noticed(Diagnostic.error(Code.UNEXPECTED, "a message"))));
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 60, 80, 120})
  void noLineIsWiderThanTheWidthAndAsciiIsAscii(int width) {
    for (boolean ascii : new boolean[] {false, true}) {
      String text = text(new Style(width, false, ascii), byHand(SIGMOID));
      for (String line : text.lines().toList()) {
        assertTrue(Glyphs.width(line) <= width, line);
      }
      assertTrue(!ascii || text.chars().allMatch(c -> c < 0x80), text);
    }
  }

  @Test
  void coloursGoRoundTheSameText() {
    String plain = text(Style.plain(), byHand(SIGMOID));
    String coloured = text(new Style(100, true, false), byHand(SIGMOID));
    assertFalse(plain.equals(coloured));
    assertEquals(plain, coloured.replaceAll("\u001b\\[[0-9;]*m", ""));
  }

  @Test
  void namesInOtherScriptsAreEscapedInAscii() {
    Glyphs glyphs = new Glyphs(true);
    assertEquals("\\u{3b2}1*x1 ~= 1", glyphs.text("β1·x1 ≈ 1"));
    assertEquals("rate*(y - yhat) + sigmoid(z) + sqrt(z)", glyphs.text("α(y − ŷ) + σ(z) + √(z)"));
    assertEquals(4, Glyphs.width("重み"));
  }
}
