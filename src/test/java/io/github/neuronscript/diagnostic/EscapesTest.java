package io.github.neuronscript.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class EscapesTest {

  @Test
  void leavesWhatCanBeSeen() {
    String text = "w1 ← w1 − α·∂C/∂w1, σ(z) `é` 😀 日本";
    assertSame(text, Escapes.visible(text));
    assertEquals("", Escapes.visible(""));
  }

  @Test
  void showsWhatCannotBeSeen() {
    assertEquals("\\u{0}\\u{1b}[0m\\u{7f}\\u{9b}", Escapes.visible("\0\u001b[0m\u007f\u009b"));
    assertEquals("a\\u{a}b\\u{d}", Escapes.visible("a\nb\r"));
    assertEquals("a b", Escapes.visible("a\tb"));
    assertEquals(
        "\\u{202e}\\u{2066}\\u{200b}\\u{feff}", Escapes.visible("\u202e\u2066\u200b\ufeff"));
    assertEquals("\\u{2028}\\u{2029}\\u{85}", Escapes.visible("\u2028\u2029\u0085"));
    assertEquals("\\u{d83d}x\\u{de00}", Escapes.visible("\ud83dx\ude00"));
    assertEquals("😀\\u{e0041}", Escapes.visible("😀\udb40\udc41"));
  }
}
