package io.github.neuronscript.house;

import io.github.neuronscript.Options;
import io.github.neuronscript.cli.Main;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.render.Style;
import io.github.neuronscript.repl.Repl;
import io.github.neuronscript.terminal.ScriptedPrompt;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Replays what stands in a {@code console} block: lines {@code $ command}, each with its output.
 * The commands are {@code scripts/nn …} (run within this process, its two outputs in one, as a
 * terminal shows them), {@code cat FILE} and {@code echo $?}; of the shell it knows quotes, a
 * comment at the end, and {@code <<'EOF'}. Behind {@code $ scripts/nn} alone the block goes on as a
 * session at the prompt.
 */
final class Transcript {
  static final String PROMPT = "$ ";
  private static final String SESSION = PROMPT + "scripts/nn";
  private static final String HERE_DOCUMENT = "<<'EOF'";
  private static final String END_OF_DOCUMENT = "EOF";

  private final Path folder;
  private final List<String> lines = new ArrayList<>();
  private int exit;

  private Transcript(Path folder) {
    this.folder = folder;
  }

  /** What would stand in the block: its commands, each with the output that it really has. */
  static List<String> replay(List<String> block, Path folder) {
    if (block.isEmpty() || !block.get(0).startsWith(PROMPT)) {
      throw new IllegalArgumentException("a console block starts with `$ command`");
    }
    var transcript = new Transcript(folder);
    for (Iterator<String> rest = block.iterator(); rest.hasNext(); ) {
      String line = rest.next();
      if (line.equals(SESSION)) {
        transcript.session(rest);
      } else if (line.startsWith(PROMPT)) {
        transcript.command(line, rest);
      }
    }
    return transcript.lines;
  }

  /** A session at the prompt: the rest of the block is what is typed, and what it answers. */
  private void session(Iterator<String> rest) {
    var typed = new ArrayList<String>();
    rest.forEachRemaining(typed::add);
    var prompt = new ScriptedPrompt(typed);
    new Repl(
            prompt,
            Options.defaults(),
            Style.plain(),
            name -> Source.of(name, ""),
            bug -> {
              throw new IllegalStateException(bug);
            })
        .run(Optional.empty());
    lines.add(SESSION);
    show(prompt.screen());
  }

  private void command(String line, Iterator<String> rest) {
    lines.add(line);
    String command = line.substring(PROMPT.length());
    String input = "";
    if (command.endsWith(HERE_DOCUMENT)) {
      command = command.substring(0, command.length() - HERE_DOCUMENT.length());
      input = document(rest);
    }
    String[] piped = command.split(" \\| ", -1);
    for (int i = 0; i < piped.length - 1; i++) {
      input = piped(words(piped[i]), input);
    }
    show(output(words(piped[piped.length - 1]), input));
  }

  /** What a command hands on by a pipe: a run without its errors, or lines that sed has changed. */
  private String piped(List<String> words, String input) {
    if (words.get(0).equals("scripts/nn")) {
      return nn(words.subList(1, words.size()), input, folder, OutputStream.nullOutputStream())
          .output;
    }
    if (words.size() == 2 && words.get(0).equals("sed")) {
      String[] parts = words.get(1).split("/", -1);
      if (parts.length == 4 && parts[0].equals("s")) {
        return input
            .lines()
            .map(line -> line.replaceFirst(parts[1], parts[2]) + "\n")
            .collect(Collectors.joining());
      }
    }
    throw new IllegalArgumentException("only `scripts/nn` and `sed 's/A/B/'` are piped");
  }

  private String document(Iterator<String> rest) {
    var text = new StringBuilder();
    while (rest.hasNext()) {
      String line = rest.next();
      lines.add(line);
      if (line.equals(END_OF_DOCUMENT)) {
        return text.toString();
      }
      text.append(line).append('\n');
    }
    throw new IllegalArgumentException("a document after " + HERE_DOCUMENT + " ends with EOF");
  }

  private String output(List<String> words, String input) {
    if (words.equals(List.of("echo", "$?"))) {
      return exit + "\n";
    }
    if (words.size() == 2 && words.get(0).equals("cat")) {
      exit = 0;
      return Repository.read(folder.resolve(words.get(1)));
    }
    if (!words.isEmpty() && words.get(0).equals("scripts/nn")) {
      Result result = nn(words.subList(1, words.size()), input, folder);
      exit = result.exit;
      return result.output;
    }
    throw new IllegalArgumentException(
        "a console block runs `scripts/nn`, `cat FILE` and `echo $?`, not "
            + words
            + "; what is not to be run goes into a block marked sh");
  }

  private void show(String output) {
    if (!output.isEmpty()) {
      output.stripTrailing().lines().forEach(lines::add);
    }
  }

  /** What a run of the launcher shows in a terminal, and its exit code. */
  record Result(int exit, String output) {}

  static Result nn(List<String> arguments, String input, Path folder) {
    return nn(arguments, input, folder, null);
  }

  /** The same, with its errors elsewhere than in the output. */
  private static Result nn(List<String> arguments, String input, Path folder, OutputStream errors) {
    var bytes = new ByteArrayOutputStream();
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    try (bytes;
        var terminal = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      PrintStream err = errors == null ? terminal : new PrintStream(errors);
      int exit = Main.run(arguments.toArray(String[]::new), in, terminal, err, folder);
      terminal.flush();
      return new Result(exit, bytes.toString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Splits a command as a shell does; within double quotes {@code \} quotes {@code "} and itself.
   */
  static List<String> words(String command) {
    var words = new ArrayList<String>();
    StringBuilder word = null;
    char quote = 0;
    for (int i = 0; i < command.length(); i++) {
      char c = command.charAt(i);
      if (quote == 0 && c == ' ') {
        if (word != null) {
          words.add(word.toString());
        }
        word = null;
        continue;
      }
      if (quote == 0 && c == '#' && word == null) {
        break;
      }
      if (word == null) {
        word = new StringBuilder();
      }
      if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      } else if (c == '\\'
          && quote != '\''
          && i + 1 < command.length()
          && (quote == 0 || "\"\\".indexOf(command.charAt(i + 1)) >= 0)) {
        i++;
        word.append(command.charAt(i));
      } else {
        word.append(c);
      }
    }
    if (quote != 0) {
      throw new IllegalArgumentException("a quote is not closed: " + command);
    }
    if (word != null) {
      words.add(word.toString());
    }
    return words;
  }
}
