package io.github.neuronscript.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.terminal.OnAScreen;
import io.github.neuronscript.terminal.TmuxScreen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The prompt as a person sees it: typing, completing, pasting, looking back, and any terminal. */
class PromptScreenTest extends OnAScreen {

  private static final String CTRL_C = "\003";
  private static final String HINT_OF_LET = "let NAME = FORMULA";

  private void start(String... args) throws Exception {
    start(80, 24, args);
  }

  private void start(int width, int height, String... args) throws Exception {
    String[] all = new String[args.length + 1];
    all[0] = "repl";
    System.arraycopy(args, 0, all, 1, args.length);
    terminal.start(width, height, TmuxScreen.java(Main.class, all));
    terminal.awaitPrompt();
  }

  /** Returns the last lines of a screen. */
  private static String last(String screen, int lines) {
    return screen
        .lines()
        .skip(Math.max(0, screen.lines().count() - lines))
        .collect(Collectors.joining("\n"));
  }

  private void leaves() throws Exception {
    terminal.awaitPrompt();
    terminal.press("C-d");
    assertEquals(0, terminal.exit());
  }

  @Test
  void showsHowAStatementIsWrittenOnlyWhileItIsTyped() throws Exception {
    start();
    terminal.type("let half = 1");
    terminal.await("nn> let half = 1\n" + HINT_OF_LET);
    assertEquals("16,2", terminal.cursor());
    terminal.press("Enter");
    terminal.awaitGone(HINT_OF_LET);
    terminal.enter("half + 1");
    assertTrue(terminal.await("= 2").contains("half + 1 = 1 + 1  = 2"));
    leaves();
    assertEquals(
        """
        NeuronScript 0.1.0
        Type a statement, such as `inputs x1, x2`. `:help` lists them, `:quit` leaves.
        nn> let half = 1
        nn> half + 1
        half + 1 = 1 + 1  = 2
        nn>
        ended with 0""",
        terminal.screen());
  }

  @Test
  void coloursWhatIsTypedByItsMeaning() throws Exception {
    start();
    terminal.type("print \"a\", 12 # b");
    terminal.await("print \"a\", 12 # b");
    String colours =
        terminal.colours().lines().filter(line -> line.contains("print")).findFirst().get();
    assertTrue(colours.contains("\033[1mprint"), colours);
    assertTrue(colours.contains("\033[32m\"a\""), colours);
    assertTrue(colours.contains("\033[36m12"), colours);
    assertTrue(colours.contains("\033[2m# b"), colours);
  }

  @Test
  void completesWhatMayStandThere() throws Exception {
    start();
    terminal.type("activation so");
    terminal.press("Tab");
    terminal.await("nn> activation softplus");
    terminal.press("C-c");
    terminal.awaitPrompt();
    terminal.type("activation ");
    terminal.press("Tab");
    assertTrue(terminal.await("swish").contains("(1/(1 + e^−z))"));
    terminal.press("C-c");
    terminal.awaitPrompt();
    terminal.type(":ed");
    terminal.press("Tab");
    terminal.await("nn> :edit");
  }

  @Test
  void completesFilesThatMayBeRead() throws Exception {
    Files.createDirectories(folder.resolve("study data"));
    Files.writeString(folder.resolve("study data/one.csv"), "x,y\n0,0\n1,1\n");
    Files.writeString(folder.resolve("study data/.two.csv"), "");
    Files.writeString(folder.resolve("study data/three.nn"), "let c = 3\n");
    start();
    terminal.enter("inputs x; target y");
    terminal.awaitPrompt();
    terminal.type("data from \"stu");
    terminal.press("Tab");
    terminal.await("data from \"study data/");
    terminal.press("Tab");
    terminal.await("data from \"study data/one.csv\"");
    terminal.press("Enter");
    terminal.enter("show data");
    terminal.await("rows = 2");
    terminal.awaitPrompt();
    terminal.type("include \"study data/");
    terminal.press("Tab");
    terminal.await("include \"study data/three.nn\"");
  }

  @Test
  void takesOverTextFromTheHistoryByKeysAtItsEndOnly() throws Exception {
    start();
    terminal.enter("let third = 1 / 3");
    terminal.awaitPrompt();
    terminal.type("let t");
    terminal.await("nn> let third = 1 / 3\n" + HINT_OF_LET);
    assertEquals("9,3", terminal.cursor());
    terminal.press("M-f");
    terminal.await("moved cursor", s -> cursorIs("13,3"));
    terminal.press("Left", "Right");
    terminal.await("the same cursor", s -> cursorIs("13,3"));
    terminal.press("Right");
    terminal.await("moved cursor", s -> cursorIs("21,3"));
    terminal.press("C-a", "Right");
    terminal.await("moved cursor", s -> cursorIs("5,3"));
    terminal.press("C-c");
    terminal.awaitPrompt();
    // What is not taken over is not typed.
    terminal.type("let t");
    terminal.await("nn> let third = 1 / 3\n" + HINT_OF_LET);
    terminal.press("Enter");
    terminal.await("nn> let t\n");
    assertFalse(last(terminal.awaitPrompt(), 6).contains("nn> let third"), terminal.screen());
  }

  private boolean cursorIs(String place) {
    return terminal.cursor().equals(place);
  }

  @Test
  void bringsBackWholeStatementsThatBeginWithWhatIsTyped() throws Exception {
    start();
    terminal.type("data {\r0 -> 0\r1 -> 1\r}\rlet a = 1\rlet b = 2\r");
    awaitLast("nn> let b = 2\nnn>");
    terminal.press("Up");
    // With the hint below, the line is drawn whole.
    terminal.await("nn> let b = 2\n" + HINT_OF_LET);
    terminal.press("C-c");
    awaitLast("nn> let b = 2\nnn> let b = 2\nnn>");
    terminal.type("d");
    terminal.press("Up");
    awaitLast("nn> let b = 2\nnn> data {\n..> 0 -> 0\n..> 1 -> 1\n..> }");
    terminal.press("Enter");
    awaitLast("..> }\nnn>");
    terminal.type("let");
    terminal.press("Up", "Up");
    awaitLast("..> }\nnn> let a = 1");
    terminal.press("Down");
    awaitLast("..> }\nnn> let b = 2");
    terminal.press("Down");
    // What was typed, and behind it what is not typed yet.
    terminal.await("the cursor behind `let`", screen -> cursorIs("7,13"));
  }

  /** Waits until the last lines down to the cursor are these. */
  private void awaitLast(String lines) throws Exception {
    terminal.await("`" + lines + "` at the cursor", screen -> terminal.written().endsWith(lines));
  }

  @Test
  void looksForATextInTheHistory() throws Exception {
    start();
    terminal.enter("let one = 1");
    terminal.enter("show one");
    terminal.enter("show 2");
    terminal.awaitPrompt();
    terminal.press("C-r");
    terminal.type("one");
    terminal.await("nn> show one\nsearch: one");
    terminal.press("C-r");
    terminal.await("nn> let one = 1\nsearch: one");
    terminal.press("C-r");
    terminal.await("not found: one");
    terminal.press("C-g");
    terminal.awaitPrompt();
    terminal.press("C-r");
    terminal.type("one");
    terminal.await("nn> show one\nsearch: one");
    terminal.press("Enter");
    terminal.await("nn> show one\none = 1");
  }

  @Test
  void aPasteRunsUpToItsFirstError() throws Exception {
    start();
    String lines =
        IntStream.range(0, 200)
            .mapToObj(i -> i == 143 ? "let a143 = zebra" : "let a" + i + " = " + i)
            .collect(Collectors.joining("\n", "", "\n"));
    terminal.paste(lines);
    terminal.await("..> let a199 = 199");
    terminal.press("Enter");
    String screen =
        terminal.await("Of 200 pasted statements 143 ran before that, and 56 behind it did not.");
    assertTrue(screen.contains("--> prompt:144:12"), screen);
    terminal.enter("a142");
    terminal.await("a142 = 142");
    terminal.enter("a144");
    terminal.await("--> prompt:202:1");
    terminal.awaitPrompt();
    terminal.press("Up", "Up", "Up");
    // It is one text of the history.
    terminal.await("..> let a199 = 199");
  }

  @Test
  void aPastedSessionLosesItsPrompts() throws Exception {
    start();
    terminal.paste("nn> let q = 5\nnn> data {\n..>   0 -> 1\n..> }\nnn> show q\nq = 5\nnn>\n");
    terminal.await("..> show q");
    terminal.press("Enter");
    String screen = terminal.await("q = 5");
    assertTrue(
        screen.contains("nn> let q = 5\n..> data {\n..>   0 -> 1\n..> }\n..> show q\n"), screen);
  }

  @Test
  void controlCForgetsWhatIsTyped() throws Exception {
    start();
    terminal.type("let a = 1" + CTRL_C);
    terminal.await("the line that is left", screen -> screen.contains("nn> let a = 1\nnn>"));
    terminal.enter("show a");
    terminal.await("nothing is called `a` here");
    leaves();
  }

  @Test
  void aLongAnswerStopsAtEachPage() throws Exception {
    start();
    terminal.enter(":help");
    String first = terminal.await("-- more --");
    assertTrue(first.startsWith("What the neuron is\n"), first);
    assertEquals(24, first.lines().count());
    terminal.press("Space");
    terminal.await("second page", s -> s.contains("Names of your own") && s.contains("-- more --"));
    terminal.press("q");
    assertFalse(terminal.awaitPrompt().contains("diagnose"));
    terminal.enter(":help");
    terminal.await("-- more --");
    terminal.press("C-c");
    terminal.awaitPrompt();
    terminal.enter(":help");
    terminal.await("-- more --");
    terminal.press("a");
    terminal.await("does the next micro-step.");
    // The statement itself runs to its end, and its error is shown.
    terminal.enter("show functions; let ended = 1; show zebra");
    terminal.await("-- more --");
    terminal.press("q");
    terminal.await("nothing is called `zebra` here");
    terminal.enter("ended");
    terminal.await("ended = 1");
  }

  @Test
  void survivesAnotherSizeWhileSomethingIsTyped() throws Exception {
    start();
    terminal.type("let half = 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9");
    terminal.await(HINT_OF_LET);
    terminal.resize(30, 12);
    terminal.await("broken line", s -> s.contains("nn> let half = 1 + 2 + 3 + 4 +"));
    terminal.type(" + 10");
    terminal.await("+ 10");
    terminal.resize(100, 30);
    terminal.await("nn> let half = 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10");
    terminal.press("Enter");
    terminal.enter("half");
    terminal.await("half = 55");
  }

  @Test
  void fitsAnswersToTheWidthOfTheMoment() throws Exception {
    start(40, 24);
    terminal.enter("inputs x1 = 1, x2 = 2");
    terminal.enter("weights 0.123456, 0.654321");
    terminal.enter("forward");
    String narrow = terminal.awaitPrompt();
    assertTrue(narrow.lines().allMatch(line -> line.length() <= 40), narrow);
    assertFalse(narrow.contains("w1·x1 + w2·x2 + b  ="), narrow);
    terminal.resize(200, 60);
    terminal.enter("forward");
    terminal.await("z = w1·x1 + w2·x2 + b    = 0.123456·1 + 0.654321·2 + 0");
  }

  @Test
  void noColorMeansNone() throws Exception {
    terminal.with("NO_COLOR", "1");
    start();
    terminal.enter("let third = 1 / 3");
    terminal.enter("show third zebra");
    terminal.await("error[");
    terminal.awaitPrompt();
    // What is not typed yet could not be told from what is.
    terminal.type("let t");
    terminal.await("nn> let t\n" + HINT_OF_LET);
    assertFalse(terminal.colours().contains("\033"), terminal.colours());
  }

  @Test
  void writesAsciiWhereTheLocaleHasNoMore() throws Exception {
    terminal.with("NN_LOCALE", "C");
    start();
    terminal.enter("activation");
    terminal.await("activation sigmoid");
    terminal.awaitPrompt();
    terminal.type("activation ");
    terminal.press("Tab");
    terminal.await("swish");
    terminal.press("C-c");
    terminal.awaitPrompt();
    terminal.enter(":help");
    terminal.await("space: next page, a: all");
    String screen = terminal.everything();
    assertTrue(screen.chars().allMatch(c -> c < 0x80), screen);
  }

  @Test
  void plainShowsNothingThatWasNotAskedFor() throws Exception {
    start("--plain");
    terminal.enter("let third = 1 / 3");
    terminal.awaitPrompt();
    terminal.type("let t");
    terminal.await("nn> let t");
    terminal.press("Tab", "C-c");
    terminal.awaitPrompt();
    terminal.enter(":help");
    // All of it at once.
    String screen = terminal.await("does the next micro-step.");
    assertFalse(screen.contains("-- more --"), screen);
    assertFalse(terminal.everything().contains(HINT_OF_LET), screen);
  }

  @Test
  void aDumbTerminalIsEnough() throws Exception {
    terminal.with("TERM", "dumb");
    start();
    terminal.enter("let third = 1 / 3");
    terminal.enter("data {");
    // Such a terminal shows what is typed at once, also before it is asked for.
    terminal.await("data {\n..>");
    terminal.type("0 -> 1");
    terminal.press("Enter");
    terminal.await("0 -> 1\n..>");
    terminal.type("}");
    terminal.press("Enter");
    terminal.enter("third * 3");
    terminal.await("= 1");
    terminal.enter(":help");
    terminal.await("does the next micro-step.");
    String screen = terminal.everything();
    assertFalse(screen.contains("-- more --"), screen);
    assertFalse(screen.contains(HINT_OF_LET), screen);
    assertFalse(screen.contains("WARN"), screen);
  }

  @Test
  void theEditorOpensTheLastStatement() throws Exception {
    Path editor = folder.resolve("editor.sh");
    Files.writeString(
        editor,
        "#!/bin/sh\nls -l \"$2\" >mode.txt\nsed -i.old 's/1/7/' \"$2\"\necho 'show a' >>\"$2\"\n");
    Files.setPosixFilePermissions(editor, PosixFilePermissions.fromString("rwx------"));
    terminal.with("EDITOR", editor + " --wait");
    start();
    terminal.enter("let a = 1");
    terminal.enter(":edit");
    terminal.await("nn> let a = 7\n..> show a\na = 7");
    assertTrue(Files.readString(folder.resolve("mode.txt")).startsWith("-rw------- "));
    terminal.awaitPrompt();
    terminal.press("Up");
    terminal.await("\nnn> let a = 7\n..> show a\na = 7\nnn> let a = 7\n..> show a");
    terminal.press("C-c");
    leaves();
    terminal.with("EDITOR", "no-such-editor");
    start();
    terminal.enter(":edit let b = 1");
    terminal.await("There is no editor `no-such-editor`");
    terminal.with("EDITOR", "");
    start();
    terminal.enter(":edit let b = 1");
    terminal.await("No editor is set");
  }

  @Test
  void theHistoryIsItsOwnersAloneAndCanBeLeftOut() throws Exception {
    Path history = folder.resolve("state/neuronscript/history");
    start("--no-history");
    terminal.enter("let secret = 1");
    leaves();
    assertFalse(Files.exists(history));
    start();
    terminal.enter("let known = 1");
    leaves();
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(history)));
    assertTrue(Files.readString(history).contains("let known = 1"));
    // Also where it was made by somebody who was less careful.
    Files.setPosixFilePermissions(history, PosixFilePermissions.fromString("rw-r--r--"));
    start();
    terminal.enter("let more = 1");
    leaves();
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(history)));
  }

  @Test
  void whatIsTypedAheadWaitsForItsTurn() throws Exception {
    // So high that no page ends, whose key would be the first that is typed.
    start(80, 60);
    terminal.enter("inputs x; data { 0 -> 0; 1 -> 1 }");
    terminal.enter("train 300000 epochs");
    terminal.await("epoch 100 ");
    terminal.type("1 + 1");
    terminal.press("Enter");
    String screen = terminal.await("1 + 1 = 2");
    assertTrue(screen.contains("\nnn> 1 + 1\n1 + 1 = 2"), screen);
  }
}
