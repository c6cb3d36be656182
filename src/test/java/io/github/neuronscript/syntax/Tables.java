package io.github.neuronscript.syntax;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The tables beside the tests: scripts and what is expected of them. */
final class Tables {

  /** A script, and the text expected of it. */
  record Entry(String script, String expected) {
    @Override
    public String toString() {
      return script;
    }
  }

  private Tables() {}

  /** What the parser makes of each statement. */
  static List<Entry> trees() {
    return read("trees.txt");
  }

  /** What is said about each damaged script. */
  static List<Entry> messages() {
    return read("messages.txt");
  }

  /** Entries begin with {@code >>> }; further lines of the script begin with {@code ... }. */
  private static List<Entry> read(String name) {
    List<Entry> entries = new ArrayList<>();
    List<String> script = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (String line : (text(name) + "\n>>> ").split("\n", -1)) {
      if (line.startsWith(">>> ")) {
        if (!script.isEmpty()) {
          entries.add(new Entry(String.join("\n", script), String.join("\n", expected).strip()));
        }
        script.clear();
        expected.clear();
        script.add(line.substring(4));
      } else if (line.startsWith("... ")) {
        script.add(line.substring(4));
      } else if (!line.startsWith("# ")) {
        expected.add(line);
      }
    }
    return entries;
  }

  private static String text(String name) {
    try (InputStream in = Tables.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
