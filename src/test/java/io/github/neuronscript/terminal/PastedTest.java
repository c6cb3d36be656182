package io.github.neuronscript.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What is pasted becomes what was meant. */
class PastedTest {

  @Test
  void lineEndsBecomeLineFeeds() {
    assertEquals("a\nb\n\nc", Pasted.text("a\r\nb\r\rc"));
    assertEquals("  a", Pasted.text("  a"));
  }

  @Test
  void emptyLinesAtTheEndAreNotPasted() {
    assertEquals("let a = 1", Pasted.text("let a = 1\n"));
    assertEquals("let a = 1\nlet b = 2", Pasted.text("let a = 1\nlet b = 2\n \n\n"));
  }

  @Test
  void onlyEmptyLinesAreNoEmptyLineThatWasTyped() {
    assertEquals("\n", Pasted.text("\n\n\n"));
    assertEquals("", Pasted.text(""));
  }

  @Test
  void aSessionLosesItsPromptsAndAnswers() {
    assertEquals(
        "let q = 5\ndata {\n  0 -> 1\n}\n\nshow q",
        Pasted.text("nn> let q = 5\nnn> data {\n..>   0 -> 1\n..> }\nnn>\nnn> show q\nq = 5\n"));
    assertEquals("show q", Pasted.text("  nn> show q\n  q = 5\n"));
  }

  @Test
  void aTextThatOnlyMentionsAPromptKeepsIt() {
    assertEquals("print \"a\"\nnn> show q", Pasted.text("print \"a\"\nnn> show q\n"));
    assertEquals("nn>show", Pasted.text("nn>show"));
  }

  @Test
  void aWordOfGhostTextHasTheSignsBeforeIt() {
    assertEquals(" = 0.5", Ghost.word(" = 0.5 + x1"));
    assertEquals("alf", Ghost.word("alf * 3"));
    assertEquals(" }", Ghost.word(" }"));
    assertEquals("", Ghost.word(""));
  }
}
