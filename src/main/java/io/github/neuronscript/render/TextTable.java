package io.github.neuronscript.render;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of texts in columns. A table too wide for the line goes on below, its first column written
 * again.
 */
public final class TextTable {

  private static final String GAP = "  ";

  /** Signs of a cell; of more, the beginning is shown. */
  private static final int LONGEST = 60;

  private final List<List<String>> rows = new ArrayList<>();

  /** Adds a row, which has as many cells as the others. */
  void row(List<String> cells) {
    rows.add(cells.stream().map(cell -> Glyphs.shortened(cell, LONGEST)).toList());
  }

  /** Returns the rows, the first of which is the head. */
  public List<List<String>> rows() {
    return List.copyOf(rows);
  }

  /** Returns the lines of the table, without line ends. */
  List<String> lines(int width, Glyphs glyphs) {
    List<List<String>> texts =
        rows.stream().map(row -> row.stream().map(glyphs::text).toList()).toList();
    int columns = texts.isEmpty() ? 0 : texts.get(0).size();
    List<String> lines = new ArrayList<>();
    int from = 1;
    while (from < columns || from == 1 && columns == 1) {
      int to = from;
      int used = width(texts, 0);
      while (to < columns && (to == from || used + GAP.length() + width(texts, to) <= width)) {
        used += GAP.length() + width(texts, to);
        to++;
      }
      if (from > 1) {
        lines.add("");
      }
      for (List<String> row : texts) {
        StringBuilder line = new StringBuilder(padded(row.get(0), width(texts, 0)));
        for (int i = from; i < to; i++) {
          line.append(GAP).append(padded(row.get(i), width(texts, i)));
        }
        lines.add(line.toString().stripTrailing());
      }
      from = Math.max(to, from + 1);
    }
    return lines;
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> Glyphs.width(row.get(column))).max().orElse(0);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - Glyphs.width(text));
  }
}
