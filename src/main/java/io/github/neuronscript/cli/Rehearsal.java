package io.github.neuronscript.cli;

import io.github.neuronscript.Options;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.render.Style;
import io.github.neuronscript.repl.Repl;
import io.github.neuronscript.terminal.TerminalPrompt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a first script and a first session need of Java. The launcher has it done once after each
 * build, and keeps the classes that were loaded in an archive, from which later starts are quicker.
 */
public final class Rehearsal {

  private static final String SCRIPT =
      """
      inputs  x1, x2
      weights 0.5, -0.5
      data { 0, 0 -> 0; 0, 1 -> 0; 1, 0 -> 0; 1, 1 -> 1 }
      loss    cross_entropy
      step
      train 3 epochs
      evaluate
      predict 1, 1
      w1 / w2
      show nothing
      """;

  private Rehearsal() {}

  /** Runs a script and a session, and shows nothing. */
  public static void main(String[] args) throws IOException {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Main.run(new String[] {"run", "-"}, typed(SCRIPT), nowhere, nowhere, Path.of(""));
    TerminalPrompt.Settings settings =
        new TerminalPrompt.Settings(Optional.empty(), false, true, false);
    try (TerminalPrompt prompt =
        TerminalPrompt.over(
            typed(SCRIPT + "act\t\n:next\n\n:help\na:quit\n"), nowhere, "xterm", settings)) {
      new Repl(
              prompt,
              Options.defaults(),
              new Style(prompt.width(), true, false),
              name -> Source.of(name, ""),
              bug -> {
                throw new IllegalStateException(bug);
              })
          .run(Optional.empty());
    }
  }

  private static ByteArrayInputStream typed(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
