package io.github.neuronscript.terminal;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** A program that shows what stands below everything else; each line that is typed is a command. */
public final class PromptDemo {

  /** Knows no language. */
  private static final Prompt.Language NONE =
      new Prompt.Language() {
        @Override
        public boolean isUnfinished(String text) {
          return false;
        }

        @Override
        public List<Prompt.Word> words(String text) {
          return List.of();
        }

        @Override
        public List<Prompt.Piece> pieces(String text) {
          return List.of();
        }

        @Override
        public String hint(String text) {
          return text.isEmpty() ? "" : "hint of " + text;
        }
      };

  private PromptDemo() {}

  /** Runs it; a word means that the terminal is used plainly. */
  public static void main(String[] args) throws Exception {
    TerminalPrompt.Settings settings =
        new TerminalPrompt.Settings(Optional.empty(), args.length > 0, true, false);
    try (TerminalPrompt prompt = TerminalPrompt.open(settings)) {
      PrintWriter out = prompt.out();
      boolean here = true;
      while (here) {
        Prompt.Entry entry = prompt.read(NONE);
        here = entry.kind() != Prompt.Kind.LEFT;
        switch (entry.text()) {
          case "status" -> prompt.status(List.of("first of two lines", "second of two lines"));
          case "none" -> prompt.status(List.of());
          case "work" -> work(prompt);
          case "many" -> many(prompt);
          case "wait" -> {
            prompt.progress("waiting for Ctrl-C");
            while (!prompt.interrupted()) {
              Thread.sleep(10);
            }
            out.append("interrupted\n");
          }
          case "fail" -> throw new IllegalStateException("failed as asked");
          default -> out.append(entry.kind() + " " + entry.pasted() + " " + entry.text() + "\n");
        }
      }
    }
  }

  /** Writes lines while the progress and the bar change, and ends with what was set last. */
  private static void work(TerminalPrompt prompt) throws InterruptedException {
    for (int i = 1; i <= 40; i++) {
      prompt.out().append("line " + i + "\n");
      prompt.out().flush();
      prompt.status(List.of("at line " + i));
      prompt.progress("progress " + i);
      Thread.sleep(10);
    }
    while (!prompt.interrupted()) {
      Thread.sleep(10);
    }
    prompt.out().append("worked\n");
  }

  /** Changes the bar far more often than it can be drawn, and says how long that took. */
  private static void many(TerminalPrompt prompt) {
    long start = System.nanoTime();
    int calls = 0;
    while (System.nanoTime() - start < 1_000_000_000L) {
      prompt.status(List.of("call " + calls));
      calls++;
    }
    prompt.out().append("calls " + calls + " millis ");
    prompt.out().append((System.nanoTime() - start) / 1_000_000 + "\n");
  }
}
