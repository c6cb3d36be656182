package io.github.neuronscript.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.Options;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.render.Style;
import io.github.neuronscript.terminal.ScriptedPrompt;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sessions as they look on the screen. */
class ReplTest {

  private static final String BANNER =
      """
      NeuronScript 0.1.0
      Type a statement, such as `inputs x1, x2`. `:help` lists them, `:quit` leaves.
      """;

  private static String replay(String session, Optional<Source> script) {
    ScriptedPrompt prompt = new ScriptedPrompt(session.lines().toList());
    new Repl(
            prompt,
            Options.defaults(),
            Style.plain(),
            name -> Source.of(name, ""),
            bug -> {
              throw new AssertionError(bug);
            })
        .run(script);
    return prompt.screen();
  }

  /** Replays what stands behind the prompts, and compares the rest. */
  private static void looks(String session) {
    assertEquals(BANNER + session, replay(session, Optional.empty()));
  }

  @Test
  void anErrorEndsNothingAndMarksItsLine() {
    looks(
        """
        nn> inputs x1, x2
        nn> data {
        ..>   0, 0 -> 0
        ..>   1 -> 1
        ..> }
        error[row-length]: this row has 1 value, the first has 2
         --> prompt:4:3
          |
        3 |   0, 0 -> 0
          |   --------- the first row
        4 |   1 -> 1
          |   ^^^^^^
        nn> data { 1 -> 1 }
        error[row-length]: this row has 1 value for 2 inputs
         --> prompt:6:8
          |
        6 | data { 1 -> 1 }
          |        ^^^^^^
         ::: prompt:1:1
          |
        1 | inputs x1, x2
          | ------------- 2 inputs declared here
          |
          = help: give each input one value: `0, 1 -> 1`
        nn> show x1 +
        ..> x3
        error[unknown-name]: nothing is called `x3` here
         --> prompt:8:1
          |
        8 | x3
          | ^^
          |
          = help: give it a value first: `let x3 = 1`
        nn> 1 + 1
        1 + 1 = 2
        """);
  }

  @Test
  void anEmptyLineIsNothingAndAnswersStandTogether() {
    looks(
        """
        nn>\s
        nn> # nothing
        nn> let a = 2; show a; show a^2
        a = 2
        a² = 2²  = 4
        nn> print "a"
        a
        nn> show a
        a = 2
        """);
  }

  @Test
  void commandsAreToldFromStatements() {
    looks(
        """
        nn> :hlep
        There is no `:hlep`: did you mean `:help`?
        nn> :zebra
        There is no `:zebra`: `:help` lists the commands.
        nn> :train
        `train` is a statement: type it without the colon, or `:help train`.
        nn> :help trian
        There is no statement `trian`: did you mean `:help train`?
        nn> :help let
        let: gives a value a name
          let NAME = FORMULA

          let  half = 1 / 2
          show half * 3
        nn> :help {
        There is no statement `{`: `:help` lists them, `show functions` lists the
        functions.
        """);
  }

  @Test
  void helpListsStatementsAndExplainsErrors() {
    String screen = replay("nn> help\nnn> :help error[weight-count]:", Optional.empty());
    assertTrue(screen.contains("\n  train       many epochs, then a summary\n"), screen);
    assertTrue(screen.contains("\nnn> :help error[weight-count]:\n"), screen);
    assertTrue(screen.endsWith("\n") && screen.contains("weights 0.4, -0.6"), screen);
  }

  @Test
  void leavesByQuit() {
    String screen = replay("nn> quit\nnn> 1", Optional.empty());
    assertEquals(BANNER + "nn> quit\n", screen);
    assertEquals(BANNER + "nn> :q\n", replay("nn> :q\nnn> 1", Optional.empty()));
    String named = replay("nn> let exit = 4\nnn> exit", Optional.empty());
    assertTrue(named.endsWith("nn> exit\nexit = 4\n"), named);
  }

  @Test
  void goesOnBehindAScript() {
    Source script = Source.of("a.nn", "inputs x1, x2\nlet a = 1\nexpect a > 1\nlet c = 1");
    String screen = replay("nn> show a\nnn> weights 1\nnn> c", Optional.of(script));
    assertTrue(screen.contains("--> a.nn:3:1\n"), screen);
    assertTrue(screen.contains("\na = 1\n"), screen);
    assertTrue(screen.contains("::: a.nn:1:1\n"), screen);
    assertTrue(screen.contains("error[unknown-name]: nothing is called `c` here"), screen);
  }

  @Test
  void aScriptWithErrorsDoesNotRun() {
    Source script = Source.of("a.nn", "print \"ran\"\nshow a b\ntrian 3\n");
    String screen = replay("", Optional.of(script));
    assertFalse(screen.contains("ran\n"), screen);
    assertTrue(screen.contains("--> a.nn:2:") && screen.contains("--> a.nn:3:1"), screen);
    assertTrue(screen.endsWith("Nothing of a.nn has run.\n"), screen);
  }
}
