package io.github.neuronscript.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.NumberWriter;
import io.github.neuronscript.terminal.OnAScreen;
import io.github.neuronscript.terminal.TmuxScreen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Micro-steps, travels in time and long trainings as a person sees them. */
class StepScreenTest extends OnAScreen {

  private static final String OR =
      """
      inputs x1, x2
      data { 0, 0 -> 0; 0, 1 -> 1; 1, 0 -> 1; 1, 1 -> 1 }
      """;

  private void start(int width, int height, String... args) throws Exception {
    terminal.start(width, height, TmuxScreen.java(Main.class, args));
    terminal.awaitPrompt();
  }

  private Path script(String text) throws Exception {
    Path file = folder.resolve("study.nn");
    Files.writeString(file, text);
    return file;
  }

  @Test
  void enterOnAnEmptyLineDoesTheNextMicroStep() throws Exception {
    start(80, 24, "repl");
    terminal.enter("inputs x = 2; weights 0.5; target 1");
    terminal.enter(":next");
    terminal.await("forward 1/4  w1·x = 0.5·2  = 1");
    terminal.await("Enter: next");
    terminal.enter("");
    terminal.await("forward 2/4");
    terminal.enter("");
    terminal.await("forward 3/4");
    terminal.enter("back");
    terminal.await("behind forward 2/4");
    // What is pasted does nothing by its empty lines.
    terminal.paste("\n\nshow z\n");
    terminal.await("..> show z");
    terminal.press("Enter");
    terminal.await("z = 1");
    terminal.awaitPrompt();
    assertEquals(1, count(terminal.everything(), "forward 3/4  ŷ"));
    terminal.enter(":continue");
    terminal.await("update 2/2");
    terminal.awaitGone("Enter: next");
    terminal.press("C-d");
    assertEquals(0, terminal.exit());
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  @Test
  void anInterruptedTrainingGoesOnToTheSameBits() throws Exception {
    Path whole = script(OR + "train 1500000 epochs\n");
    start(80, 24, "repl");
    terminal.paste(OR);
    terminal.press("Enter");
    terminal.enter("train 1500000 epochs");
    terminal.await("left");
    terminal.resize(60, 20);
    terminal.press("C-c");
    terminal.await("`:continue` goes on");
    terminal.enter("show epoch > 0");
    terminal.enter("back");
    terminal.enter(":redo");
    terminal.enter(":continue");
    terminal.await("1500000 epochs asked for are done");
    terminal.enter("set digits 17");
    terminal.enter("show w1");
    String shown = terminal.await("w1 = ");
    terminal.enter(":write session.nn");
    terminal.await("Written");
    terminal.press("C-d");
    assertEquals(0, terminal.exit());
    String expected = last(whole);
    assertTrue(shown.contains("w1 = " + expected), shown + expected);
    assertEquals(expected, last(folder.resolve("session.nn")));
  }

  /** Returns the weight that a script leads to. */
  private static String last(Path script) throws Exception {
    var session = new NeuronScript().newSession(Options.defaults());
    session.run(Source.of("script", Files.readString(script)));
    return NumberWriter.written(session.value("w1").orElseThrow(), 17);
  }

  @Test
  void aScriptIsGoneThroughFromTheCommandLine() throws Exception {
    Path file = script(OR + "# two epochs\ntrain 2 epochs\nshow w1\n");
    start(80, 24, "run", "--step", file.toString());
    terminal.await("next  inputs x1, x2");
    terminal.enter("");
    terminal.await("next  data");
    terminal.enter("");
    terminal.await("next  train 2 epochs");
    terminal.enter("s");
    terminal.await("forward 1/5");
    terminal.enter("");
    terminal.await("forward 2/5");
    terminal.enter("c");
    terminal.await("The script is at its end.");
    terminal.enter("epoch");
    terminal.await("epoch = 2");
    terminal.press("C-d");
    assertEquals(0, terminal.exit());
  }

  @Test
  void aLongTrainingTellsHowFarItIs() throws Exception {
    Path file = script(OR + "train 8000000 epochs\n");
    terminal.start(80, 24, TmuxScreen.java(Main.class, "run", file.toString()));
    terminal.await("of 8000000 epochs, cost");
    terminal.press("C-c");
    String screen = terminal.await("stopped in epoch");
    assertEquals(130, terminal.exit());
    assertFalse(screen.contains("left"), screen);
  }

  @Test
  void aNarrowTerminalHoldsEveryMicroStep() throws Exception {
    start(40, 60, "repl", "--ascii");
    terminal.enter("inputs x1 = 1, x2 = 2");
    terminal.enter("target 1");
    terminal.enter(":next");
    terminal.enter("update");
    String screen = terminal.await("update 3/3");
    assertTrue(screen.lines().allMatch(line -> line.length() <= 40), screen);
    assertTrue(screen.chars().allMatch(c -> c < 128), screen);
  }
}
