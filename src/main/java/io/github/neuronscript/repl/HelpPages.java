package io.github.neuronscript.repl;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Suggestions;
import io.github.neuronscript.render.Explanations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code :help} shows: the list of statements and commands, one of them, or an error. */
final class HelpPages {

  private final Voice voice;
  private final List<Commands.Command> commands;

  HelpPages(Voice voice, List<Commands.Command> commands) {
    this.voice = voice;
    this.commands = commands;
  }

  /** Shows what is asked for. */
  void show(String asked) {
    String word = plain(asked);
    Optional<Help.Topic> topic = Help.topic(word);
    Optional<Commands.Command> command = command(word);
    Optional<Code> code = Code.of(word);
    if (word.isEmpty()) {
      list();
    } else if (word.equals(Help.KEYS)) {
      Help.keys().forEach(voice::line);
    } else if (asked.strip().startsWith(Commands.SIGN) && command.isPresent()) {
      show(command.get());
    } else if (topic.isPresent()) {
      show(topic.get());
    } else if (command.isPresent()) {
      show(command.get());
    } else if (code.isPresent()) {
      Explanations.of(code.get()).forEach(voice::say);
    } else {
      String message = "There is no statement `" + word + "`";
      voice.say(
          Suggestions.nearest(word, known())
              .map(near -> message + ": did you mean `:help " + near + "`?")
              .orElse(message + ": `:help` lists them, `show functions` lists the functions."));
    }
  }

  private List<String> known() {
    return Stream.of(
            Help.topics().stream().flatMap(t -> t.words().stream()),
            commands.stream().map(Commands.Command::word),
            Stream.of(Help.KEYS),
            Arrays.stream(Code.values()).map(Code::text))
        .flatMap(s -> s)
        .toList();
  }

  private Optional<Commands.Command> command(String word) {
    return commands.stream().filter(c -> c.isCalled(word)).findFirst();
  }

  /** People copy the whole of {@code error[weight-count]}, or type {@code :help :quit}. */
  private static String plain(String word) {
    String asked = word.strip();
    int open = asked.indexOf('[');
    int close = asked.indexOf(']');
    String inner = open >= 0 && close > open ? asked.substring(open + 1, close) : asked;
    return inner.startsWith(Commands.SIGN) ? inner.substring(1) : inner;
  }

  private void list() {
    String group = "";
    int widest = 0;
    for (Help.Topic topic : Help.topics()) {
      widest = Math.max(widest, topic.word().length());
    }
    for (Help.Topic topic : Help.topics()) {
      if (!topic.group().equals(group)) {
        if (!group.isEmpty()) {
          voice.line("");
        }
        voice.line(topic.group());
        group = topic.group();
      }
      String gap = " ".repeat(widest - topic.word().length() + 2);
      voice.line("  " + topic.word() + gap + topic.summary());
    }
    voice.line("");
    voice.line("Commands");
    int usage = commands.stream().mapToInt(c -> c.usage().length()).max().orElse(0);
    for (Commands.Command command : commands) {
      String gap = " ".repeat(usage - command.usage().length() + 2);
      voice.line("  " + command.usage() + gap + command.summary());
    }
    voice.line("");
    List<String> rest = new ArrayList<>();
    rest.add(
        "`:help train` shows an example of a statement, `:help goto` explains a command, `:help weight-count` the error of that code, `:help keys` lists the keys.");
    rest.add("A line that ends within a bracket or behind an operator goes on in the next one.");
    rest.add(
        "Ctrl-C forgets what is typed, or stops a training; Ctrl-D leaves. While you go through a step, Enter on an empty line does the next micro-step.");
    rest.forEach(voice::say);
  }

  private void show(Help.Topic topic) {
    voice.say(topic.word() + ": " + topic.summary());
    voice.line("  " + topic.form());
    topic.text().forEach(voice::say);
    voice.line("");
    topic.example().forEach(line -> voice.line("  " + line));
  }

  private void show(Commands.Command command) {
    voice.say("`" + command.usage() + "`: " + command.summary());
    if (!command.more().isEmpty()) {
      voice.say(command.more());
    }
  }
}
