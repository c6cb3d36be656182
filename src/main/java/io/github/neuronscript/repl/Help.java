package io.github.neuronscript.repl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code :help} tells of the statements, the file {@code help.txt}, and of the keys, {@code
 * keys.txt}. In {@code help.txt} {@code ==} begins a group and {@code =} a topic, with its words
 * and a summary; behind {@code :} stands how it is written; then come sentences, and an example
 * that is indented.
 */
final class Help {

  private static final String FILE = "help.txt";
  private static final String KEYS_FILE = "keys.txt";

  /** The word that asks for {@link #keys}. */
  static final String KEYS = "keys";

  private static final String GROUP = "== ";
  private static final String TOPIC = "= ";
  private static final String SYNTAX = ": ";
  private static final String EXAMPLE = "  ";

  /**
   * A statement.
   *
   * @param words its first word, in all its spellings
   * @param form how it is written, on one line: words as they are, what is to be put in in capitals
   * @param example a script that runs by itself
   */
  record Topic(
      String group,
      List<String> words,
      String summary,
      String form,
      List<String> text,
      List<String> example) {
    String word() {
      return words.get(0);
    }

    private Topic written(String form) {
      return new Topic(group, words, summary, form, text, example);
    }
  }

  private Help() {}

  /** Returns what the keys do, line by line. */
  static List<String> keys() {
    return lines(KEYS_FILE);
  }

  /** Returns the statement that starts with a word. */
  static Optional<Topic> topic(String word) {
    return topics().stream().filter(topic -> topic.words().contains(word)).findFirst();
  }

  static List<Topic> topics() {
    List<Topic> topics = new ArrayList<>();
    String group = "";
    for (String line : lines(FILE)) {
      if (line.startsWith(GROUP)) {
        group = line.substring(GROUP.length());
      } else if (line.startsWith(TOPIC)) {
        int bar = line.indexOf(" | ");
        topics.add(
            new Topic(
                group,
                List.of(line.substring(TOPIC.length(), bar).split(", ", -1)),
                line.substring(bar + " | ".length()),
                "",
                new ArrayList<>(),
                new ArrayList<>()));
      } else if (line.startsWith(SYNTAX)) {
        int last = topics.size() - 1;
        topics.set(last, topics.get(last).written(line.substring(SYNTAX.length())));
      } else if (line.startsWith(EXAMPLE)) {
        topics.get(topics.size() - 1).example().add(line.substring(EXAMPLE.length()));
      } else if (!line.isEmpty()) {
        topics.get(topics.size() - 1).text().add(line);
      }
    }
    return topics;
  }

  private static List<String> lines(String file) {
    try (InputStream in = Help.class.getResourceAsStream("/io/github/neuronscript/repl/" + file);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
