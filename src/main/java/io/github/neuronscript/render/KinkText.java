package io.github.neuronscript.render;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Apply;
import io.github.neuronscript.formula.Expression.Elementary;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.Kinks;
import io.github.neuronscript.formula.Notation;
import io.github.neuronscript.trace.NeuronKinks;

/** The convention of a place without a derivative, as a sentence. */
public final class KinkText {

  private KinkText() {}

  /** Returns "relu has a kink at z = 0, where ∂ŷ/∂z is taken as 0". */
  public static String of(NeuronKinks.Kink kink, int digits, Notation notation) {
    return sentence(
        name(kink.function()),
        FormulaWriter.symbols(kink.quantity(), notation),
        FormulaWriter.symbols(kink.derivative(), notation),
        kink.found(),
        digits,
        notation);
  }

  /** Returns "the function relu has a kink at z = 0, where ∂ŷ/∂z is taken as 0". */
  public static String inSentence(NeuronKinks.Kink kink, int digits, Notation notation) {
    String text = of(kink, digits, notation);
    return text.startsWith("it ") ? text : "the function " + text;
  }

  /** Returns the same of a function by itself: "it has a kink at z = 0, where …". */
  public static String of(Kinks.Kink kink, String derivative, int digits, Notation notation) {
    return sentence("it", "its value", derivative, kink, digits, notation);
  }

  private static String sentence(
      String name,
      String quantity,
      String derivative,
      Kinks.Kink kink,
      int digits,
      Notation notation) {
    String place = FormulaWriter.symbols(kink.place(), notation);
    String taken =
        kink.derivative()
            .map(value -> "is taken as " + Numbers.text(value, digits))
            .orElse("is what its formula gives");
    if (!kink.jump()) {
      return name + " has a kink at " + place + ", where " + derivative + " " + taken;
    }
    String value =
        kink.value()
            .map(v -> quantity + " is taken as " + Numbers.text(v, digits) + " and ")
            .orElse("");
    return name + " jumps at " + place + ", where " + value + derivative + " " + taken;
  }

  private static String name(Expression call) {
    if (call instanceof Apply apply) {
      return apply.definition().name();
    }
    return call instanceof Elementary elementary ? elementary.function().word() : "it";
  }
}
