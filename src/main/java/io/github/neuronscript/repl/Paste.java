package io.github.neuronscript.repl;

import io.github.neuronscript.Session;
import io.github.neuronscript.diagnostic.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** What is pasted, in parts that are run one after the other. */
final class Paste {

  /** What is run as one. */
  sealed interface Part {
    /** A line that is told to the session. */
    record Command(String line) implements Part {}

    /** A statement of the language. */
    record Statement(Session.Text text) implements Part {}
  }

  private final String name;
  private final Function<Source, Session.Text> reader;
  private final Predicate<String> isUnfinished;

  /**
   * Prepares for any text.
   *
   * @param name what messages call the place where it was pasted
   * @param reader reads statements
   * @param isUnfinished whether a text ends within a statement, in which no line is a command
   */
  Paste(String name, Function<Source, Session.Text> reader, Predicate<String> isUnfinished) {
    this.name = name;
    this.reader = reader;
    this.isUnfinished = isUnfinished;
  }

  /**
   * Cuts a text into commands and statements.
   *
   * @param line the number of its first line
   */
  List<Part> parts(String text, int line) {
    List<Part> parts = new ArrayList<>();
    List<String> statements = new ArrayList<>();
    int at = line;
    for (String next : text.split("\n", -1)) {
      if (Commands.isCommand(next) && !isUnfinished.test(String.join("\n", statements))) {
        add(parts, statements, at);
        parts.add(new Part.Command(next));
      } else {
        statements.add(next);
      }
      at++;
    }
    add(parts, statements, at);
    return parts;
  }

  private void add(List<Part> parts, List<String> lines, int end) {
    if (!lines.isEmpty()) {
      String text = String.join("\n", lines);
      Source source = Source.excerpt(name, new TreeMap<>(Map.of(end - lines.size(), text)));
      reader.apply(source).statements().forEach(one -> parts.add(new Part.Statement(one)));
      lines.clear();
    }
  }
}
