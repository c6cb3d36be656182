package io.github.neuronscript.terminal;

import java.util.stream.Collectors;

/** What is pasted: the text that was meant, whatever it was copied from. */
final class Pasted {

  private Pasted() {}

  /**
   * Returns a pasted text with line feeds as line ends and without empty lines at its end. Of a
   * session, which begins with a prompt, it is what stands behind the prompts: lines without one
   * are answers.
   */
  static String text(String pasted) {
    String text = pasted.replace("\r\n", "\n").replace('\r', '\n').replaceAll("\\n\\s*\\z", "\n");
    if (!isTyped(text.lines().findFirst().orElse("").stripLeading())) {
      return text.endsWith("\n") && text.strip().length() > 0
          ? text.substring(0, text.length() - 1)
          : text;
    }
    return text.lines()
        .map(String::stripLeading)
        .filter(Pasted::isTyped)
        .map(line -> line.substring(Math.min(line.length(), TerminalPrompt.PROMPT.length())))
        .collect(Collectors.joining("\n"));
  }

  /** Whether a line begins with a prompt; one without anything behind it has lost its space. */
  private static boolean isTyped(String line) {
    return isBehind(line, TerminalPrompt.PROMPT) || isBehind(line, TerminalPrompt.CONTINUATION);
  }

  private static boolean isBehind(String line, String prompt) {
    return line.startsWith(prompt) || line.equals(prompt.stripTrailing());
  }
}
