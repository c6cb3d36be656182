package io.github.neuronscript.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Against the tables of the Java that runs the test: 17 knows Unicode 13, and 20 knows 15. */
class LettersTest {

  private static final int LAST_WITHOUT_NEWER_LETTERS = 21;

  private enum Kind {
    START,
    PART
  }

  @Test
  void areThoseOfUnicodeOnEveryJava() {
    int starts = 0;
    int parts = 0;
    for (int sign = 0; sign <= Character.MAX_CODE_POINT; sign++) {
      Set<Kind> ours = EnumSet.noneOf(Kind.class);
      if (Letters.start(sign)) {
        ours.add(Kind.START);
        starts++;
      }
      if (Letters.part(sign)) {
        ours.add(Kind.PART);
        parts++;
      }
      boolean unknownHere = Character.getType(sign) == Character.UNASSIGNED;
      boolean unknownThere =
          ours.isEmpty() && Runtime.version().feature() > LAST_WITHOUT_NEWER_LETTERS;
      if (!unknownHere && !unknownThere) {
        assertEquals(javas(sign), ours, Character.getName(sign));
      }
    }
    // Totals of the file DerivedGeneralCategory-15.0.0 of Unicode.
    int letters = 1_831 + 2_233 + 31 + 397 + 131_612;
    assertEquals(letters, starts);
    assertEquals(letters + 1_985 + 452 + 13 + 680, parts);
  }

  private static Set<Kind> javas(int sign) {
    if (Character.isLetter(sign)) {
      return EnumSet.allOf(Kind.class);
    }
    return switch (Character.getType(sign)) {
      case Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.DECIMAL_DIGIT_NUMBER ->
          EnumSet.of(Kind.PART);
      default -> EnumSet.noneOf(Kind.class);
    };
  }

  @Test
  void stopAtTheEdges() {
    assertTrue(Letters.start('a') && Letters.start('z') && Letters.start('ß'));
    assertTrue(!Letters.start('@') && !Letters.start('[') && !Letters.start('{'));
    assertTrue(!Letters.start('٣') && Letters.part('٣'));
  }
}
