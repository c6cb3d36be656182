package io.github.neuronscript.judge;

import java.util.Locale;

/** Why a metric has no number. */
public enum Why {
  NO_CLASSES("the targets are no classes: they are neither all 0 or 1 nor all −1 or 1"),
  NONE_PREDICTED("no example is predicted to be of class 1"),
  NO_POSITIVE("no example is of class 1"),
  NO_NEGATIVE("every example is of class 1"),
  NOTHING_OF_CLASS_1("no example is of class 1, and none is predicted to be"),
  ONE_CLASS("all examples are of one class"),
  TARGETS_NOT_0_OR_1("it needs targets of 0 and 1"),
  NO_PROBABILITIES("an output lies outside 0 … 1"),
  CERTAIN_AND_WRONG("it is infinite: an output is exactly 0 or 1, and the target is the other one"),
  CONSTANT_TARGETS("all targets are equal"),
  EQUAL_OUTPUTS("all outputs are equal, so that no threshold lies between them"),
  NOT_FINITE("an output is not a finite number, or the sum is too large for one");

  private final String text;

  Why(String text) {
    this.text = text;
  }

  /** Returns the reason in words, without a full stop. */
  public String text() {
    return text;
  }

  /** Returns the name of the reason: {@code one-class}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
