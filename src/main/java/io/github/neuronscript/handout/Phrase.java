package io.github.neuronscript.handout;

import java.util.ArrayList;
import java.util.List;

/** A run of words, code and formulas, on one line if it fits. Immutable. */
record Phrase(List<Part> parts) {

  /** A part of a phrase. */
  sealed interface Part {}

  record Words(String text) implements Part {}

  /** What is typed. */
  record Code(String text) implements Part {}

  record Maths(Formula formula) implements Part {}

  Phrase {
    parts = List.copyOf(parts);
  }

  static Phrase of(Part... parts) {
    return new Phrase(List.of(parts));
  }

  /** Words, with code between backticks. */
  static Phrase of(String text) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf('`', at);
      int close = open < 0 ? -1 : text.indexOf('`', open + 1);
      if (close < 0) {
        break;
      }
      if (open > at) {
        parts.add(new Words(text.substring(at, open)));
      }
      if (close > open + 1) {
        parts.add(new Code(text.substring(open + 1, close)));
      }
      at = close + 1;
    }
    if (at < text.length()) {
      parts.add(new Words(text.substring(at)));
    }
    return new Phrase(parts);
  }

  /** Text as it is. */
  static Phrase plain(String text) {
    return of(new Words(text));
  }

  static Phrase of(Formula... formulas) {
    return of(new Maths(new Formula.Side(List.of(formulas))));
  }
}
