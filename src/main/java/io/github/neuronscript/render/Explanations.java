package io.github.neuronscript.render;

import io.github.neuronscript.diagnostic.Code;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What each kind of problem means, with an example mended: the file {@code explanations.txt}, in
 * which {@code =} begins a code, as it is printed, and its lines follow.
 */
public final class Explanations {

  private static final String FILE = "explanations.txt";
  private static final String CODE = "= ";

  private Explanations() {}

  /** Returns the lines of an explanation, which are to be wrapped; none if there is none. */
  public static List<String> of(Code code) {
    List<String> lines = new ArrayList<>();
    boolean found = false;
    for (String line : file()) {
      if (line.startsWith(CODE)) {
        found = line.substring(CODE.length()).equals(code.text());
      } else if (found) {
        lines.add(line);
      }
    }
    while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    return lines;
  }

  /** Returns the codes that the file explains, in its order. */
  static List<String> codes() {
    return file().stream()
        .filter(line -> line.startsWith(CODE))
        .map(line -> line.substring(CODE.length()))
        .toList();
  }

  private static List<String> file() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Explanations.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
      return in.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
