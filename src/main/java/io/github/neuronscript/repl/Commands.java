package io.github.neuronscript.repl;

import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.diagnostic.Suggestions;
import io.github.neuronscript.terminal.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What is told to the session itself and not to the language: {@code :words}. */
final class Commands {

  static final String SIGN = ":";
  static final String URGENT = "!";

  /**
   * A command.
   *
   * @param usage how it is typed, in a few words
   * @param others words that mean the same elsewhere
   * @param summary what it does, in a few words
   * @param more what else there is to know; may be empty
   * @param action gets what stands behind the word
   */
  record Command(
      String usage, List<String> others, String summary, String more, Consumer<String> action) {
    String word() {
      int space = usage.indexOf(' ');
      return usage.substring(SIGN.length(), space < 0 ? usage.length() : space);
    }

    boolean isCalled(String name) {
      return word().equals(name) || others.contains(name);
    }
  }

  private final Voice voice;
  private final List<Command> all = new ArrayList<>();

  Commands(Voice voice) {
    this.voice = voice;
  }

  void add(
      String usage, List<String> others, String summary, String more, Consumer<String> action) {
    all.add(new Command(usage, others, summary, more, action));
  }

  List<Command> all() {
    return all;
  }

  static boolean isCommand(String text) {
    return text.stripLeading().startsWith(SIGN);
  }

  /** Returns the words that could stand at the end of what was typed of a command. */
  List<Prompt.Word> words(String text) {
    String command = text.stripLeading();
    int space = command.indexOf(' ');
    int from = space < 0 ? text.length() - command.length() : text.lastIndexOf(' ') + 1;
    String typed = text.substring(from);
    if (space < 0) {
      return all.stream()
          .filter(c -> (SIGN + c.word()).startsWith(typed))
          .map(c -> new Prompt.Word(SIGN + c.word(), SIGN + c.word(), "", c.summary(), from, true))
          .toList();
    }
    List<String> topics =
        command.substring(0, space).equals(SIGN + "help")
            ? Stream.concat(NeuronScript.statementWords().stream(), Stream.of(Help.KEYS)).toList()
            : List.<String>of();
    return topics.stream()
        .filter(word -> word.startsWith(typed))
        .map(word -> new Prompt.Word(word, word, "", "", from, true))
        .toList();
  }

  /** Returns how a command is written, for somebody who types it. */
  String hint(String text) {
    String word = text.strip().split("\\s+", 2)[0];
    return all.stream()
        .filter(c -> word.equals(SIGN + c.word()))
        .map(c -> c.usage() + "  " + c.summary())
        .findFirst()
        .orElse("");
  }

  /** Does what a line says. */
  void run(String line) {
    String typed = line.strip().substring(SIGN.length()).strip();
    int space = 0;
    while (space < typed.length() && !Character.isWhitespace(typed.charAt(space))) {
      space++;
    }
    // As in `:write! FILE`, which the command reads from what stands behind it.
    boolean urged = space > 1 && typed.startsWith(URGENT, space - 1);
    String word = typed.substring(0, urged ? space - 1 : space);
    Optional<Command> command = all.stream().filter(c -> c.isCalled(word)).findFirst();
    if (command.isPresent()) {
      command.get().action().accept(typed.substring(urged ? space - 1 : space).strip());
    } else {
      unknown(word);
    }
  }

  private void unknown(String word) {
    if (Help.topic(word).isPresent()) {
      voice.say(
          "`" + word + "` is a statement: type it without the colon, or `:help " + word + "`.");
      return;
    }
    String message = "There is no `:" + word + "`";
    voice.say(
        Suggestions.nearest(word, all.stream().map(Command::word).toList())
            .map(near -> message + ": did you mean `:" + near + "`?")
            .orElse(message + ": `:help` lists the commands."));
  }
}
