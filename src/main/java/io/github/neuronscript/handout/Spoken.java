package io.github.neuronscript.handout;

import io.github.neuronscript.diagnostic.Escapes;
import io.github.neuronscript.formula.Notation;
import io.github.neuronscript.formula.Notations;
import java.util.Map;
import java.util.regex.Pattern;

/** A formula in words, for those who hear a page. */
final class Spoken {

  private static final Map<Integer, String> WORDS =
      Map.ofEntries(
          Map.entry((int) 'ŷ', "y hat"),
          Map.entry((int) '·', " times "),
          Map.entry((int) '−', " minus "),
          Map.entry((int) '+', " plus "),
          Map.entry((int) '/', " over "),
          Map.entry((int) '^', " to the power of "),
          Map.entry((int) '²', " squared"),
          Map.entry((int) '³', " cubed"),
          Map.entry((int) '√', "the square root of "),
          Map.entry((int) '←', " becomes "),
          Map.entry((int) '≈', " is about "),
          Map.entry((int) '=', " equals "),
          Map.entry((int) '≠', " is not equal to "),
          Map.entry((int) '≤', " is at most "),
          Map.entry((int) '≥', " is at least "),
          Map.entry((int) '<', " is less than "),
          Map.entry((int) '>', " is greater than "),
          Map.entry((int) 'σ', "sigma"),
          Map.entry((int) 'α', "alpha"),
          Map.entry((int) 'Σ', "the sum of "),
          Map.entry((int) '∞', "infinity"),
          Map.entry((int) 'π', "pi"),
          Map.entry((int) '′', " prime"),
          Map.entry((int) 'ᵢ', " i"),
          Map.entry((int) '|', " bar "),
          Map.entry((int) '½', "one half"));

  private static final Pattern PARTIAL =
      Pattern.compile("∂([^/∂·()]+)/∂([\\p{L}\\p{Nd}_ᵢ′]+|`[^`]*`)");

  private static final Pattern POWER_OF_TEN = Pattern.compile("([0-9])e(?=−?[0-9])");

  private static final Pattern SPACES = Pattern.compile(" {2,}");

  private static final Formula.Look TEXT =
      new Formula.Look() {
        @Override
        public Notation notation() {
          return Notations.TEXT;
        }

        @Override
        public String factor(String written) {
          return written + " ";
        }

        @Override
        public String sign(String sign) {
          return sign;
        }

        @Override
        public String gap(int number) {
          return "number " + number + ", to be filled in";
        }

        @Override
        public String reference(int number) {
          return "number " + number;
        }
      };

  private Spoken() {}

  /** Returns the formula in words. */
  static String of(Formula formula) {
    return words(formula.in(TEXT));
  }

  /** Returns a formula of one line of text in words. */
  static String words(String text) {
    String powers =
        POWER_OF_TEN.matcher(Escapes.visible(text)).replaceAll("$1 times ten to the power of ");
    String partials = PARTIAL.matcher(powers).replaceAll(" the derivative of $1 by $2 ");
    StringBuilder out = new StringBuilder();
    partials
        .codePoints()
        .forEach(
            c -> {
              String word = WORDS.get(c);
              if (word == null) {
                out.appendCodePoint(c);
              } else {
                out.append(word);
              }
            });
    return SPACES.matcher(out).replaceAll(" ").strip();
  }
}
