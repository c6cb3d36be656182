package io.github.neuronscript.repl;

import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Suggestions;
import io.github.neuronscript.render.Paragraph;
import io.github.neuronscript.terminal.Prompt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** What is told to the session itself and not to the language: {@code :help} and {@code :quit}. */
final class Commands {

  private static final String SIGN = ":";
  private static final String HELP = "help";
  private static final String QUIT = "quit";

  /** Words that mean the same elsewhere. */
  private static final List<String> HELP_ELSEWHERE = List.of("h", "?");

  private static final List<String> QUIT_ELSEWHERE = List.of("q", "exit");

  private final Consumer<String> print;
  private final IntSupplier width;

  Commands(Consumer<String> print, IntSupplier width) {
    this.print = print;
    this.width = width;
  }

  static boolean isCommand(String text) {
    return text.stripLeading().startsWith(SIGN);
  }

  /** Whether somebody seems to mean a command without its sign. */
  boolean isMeant(String text) {
    return List.of(HELP, QUIT, "exit").contains(text.strip());
  }

  /** Returns the words that could stand at the end of what was typed of a command. */
  static List<Prompt.Word> words(String text) {
    String command = text.stripLeading();
    int space = command.indexOf(' ');
    int from = space < 0 ? text.length() - command.length() : text.lastIndexOf(' ') + 1;
    String typed = text.substring(from);
    List<String> all =
        space < 0
            ? List.of(SIGN + HELP, SIGN + QUIT)
            : command.substring(0, space).equals(SIGN + HELP)
                ? NeuronScript.statementWords()
                : List.<String>of();
    return all.stream()
        .filter(word -> word.startsWith(typed))
        .map(word -> new Prompt.Word(word, word, "", "", from, true))
        .toList();
  }

  /** Returns how a command is written, for somebody who types it. */
  static String hint(String text) {
    String command = text.strip();
    return command.startsWith(SIGN + HELP) ? ":help [STATEMENT | ERROR CODE]" : "";
  }

  /** Does what a line says, and returns whether the session goes on. */
  boolean run(String line) {
    List<String> words = List.of(line.strip().substring(SIGN.length()).strip().split("\\s+", -1));
    String word = words.get(0);
    if (word.equals(QUIT) || QUIT_ELSEWHERE.contains(word)) {
      return false;
    }
    if (word.equals(HELP) || HELP_ELSEWHERE.contains(word)) {
      help(words.size() == 1 ? "" : words.get(1));
    } else {
      unknown(word);
    }
    return true;
  }

  private void unknown(String word) {
    if (Help.topic(word).isPresent()) {
      print.accept(
          "`" + word + "` is a statement: type it without the colon, or `:help " + word + "`.");
      return;
    }
    String message = "There is no `:" + word + "`";
    print.accept(
        Suggestions.nearest(word, List.of(HELP, QUIT))
            .map(near -> message + ": did you mean `:" + near + "`?")
            .orElse(message + ", only `:help` and `:quit`."));
  }

  private void help(String asked) {
    String word = plain(asked);
    Optional<Help.Topic> topic = Help.topic(word);
    Optional<Code> code = Code.of(word);
    if (word.isEmpty()) {
      list();
    } else if (topic.isPresent()) {
      show(topic.get());
    } else if (code.isPresent()) {
      code.get().explanation().lines().forEach(this::paragraph);
    } else {
      String message = "There is no statement `" + word + "`";
      List<String> known =
          Stream.concat(
                  Help.topics().stream().flatMap(t -> t.words().stream()),
                  Arrays.stream(Code.values()).map(Code::text))
              .toList();
      print.accept(
          Suggestions.nearest(word, known)
              .map(near -> message + ": did you mean `:help " + near + "`?")
              .orElse(message + ": `:help` lists them, `show functions` lists the functions."));
    }
  }

  /** People copy the whole of {@code error[weight-count]}, or type {@code :help :quit}. */
  private static String plain(String word) {
    int open = word.indexOf('[');
    int close = word.indexOf(']');
    String inner = open >= 0 && close > open ? word.substring(open + 1, close) : word;
    String bare = inner.startsWith(SIGN) ? inner.substring(SIGN.length()) : inner;
    return bare.equals(HELP) || bare.equals(QUIT) ? "" : bare;
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
          print.accept("");
        }
        print.accept(topic.group());
        group = topic.group();
      }
      String gap = " ".repeat(widest - topic.word().length() + 2);
      print.accept("  " + topic.word() + gap + topic.summary());
    }
    print.accept("");
    List<String> rest = new ArrayList<>();
    rest.add(
        "`:help train` shows an example of a statement, `:help weight-count` explains the error of that code.");
    rest.add("A line that ends within a bracket or behind an operator goes on in the next one.");
    rest.add("Ctrl-C forgets what is typed, or stops a training. `:quit` or Ctrl-D leaves.");
    rest.forEach(this::paragraph);
  }

  private void show(Help.Topic topic) {
    paragraph(topic.word() + ": " + topic.summary());
    print.accept("  " + topic.form());
    topic.text().forEach(this::paragraph);
    print.accept("");
    topic.example().forEach(line -> print.accept("  " + line));
  }

  private void paragraph(String text) {
    Paragraph.wrapped(text, width.getAsInt()).forEach(print);
  }
}
