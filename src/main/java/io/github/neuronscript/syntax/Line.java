package io.github.neuronscript.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of a script that is being laid out: cells, which neighbours of the same kind have in the
 * same columns, and a comment behind them.
 */
final class Line {

  /** What a line is, and so with which others it makes a run. */
  enum Kind {
    DECLARATION,
    LET,
    FUNCTION,
    LEARNING_RULE,
    RULE,

    /** Stands for itself and ends every run. */
    SINGLE,

    /** Belongs to another line and ends no run: a comment, or where a statement goes on. */
    FURTHER
  }

  private final Kind kind;
  private final int indent;
  private final boolean apart;
  private final List<StringBuilder> cells = new ArrayList<>();
  private String comment = "";

  /**
   * Starts a line.
   *
   * @param apart whether a blank line stands above
   */
  Line(Kind kind, int indent, boolean apart) {
    this.kind = kind;
    this.indent = indent;
    this.apart = apart;
  }

  Kind kind() {
    return kind;
  }

  int indent() {
    return indent;
  }

  boolean apart() {
    return apart;
  }

  boolean hasComment() {
    return !comment.isEmpty();
  }

  /** Returns what stands behind the cells. */
  String comment() {
    return comment;
  }

  void setComment(String text) {
    comment = text;
  }

  void append(String text) {
    if (cells.isEmpty()) {
      cells.add(new StringBuilder());
    }
    cells.get(cells.size() - 1).append(text);
  }

  /** Begins another cell, at least so many spaces behind the last one. */
  void nextCell(int spaces) {
    append(" ".repeat(spaces));
    cells.add(new StringBuilder());
  }

  /** Returns the width of each cell that has another behind it, the spaces between included. */
  List<Integer> widths() {
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i + 1 < cells.size(); i++) {
      widths.add(width(cells.get(i)));
    }
    return widths;
  }

  /** Returns the line without its comment, its cells brought to at least these widths. */
  String text(List<Integer> widths) {
    StringBuilder text = new StringBuilder(" ".repeat(indent));
    for (int i = 0; i < cells.size(); i++) {
      text.append(cells.get(i));
      if (i + 1 < cells.size() && i < widths.size()) {
        text.append(" ".repeat(Math.max(0, widths.get(i) - width(cells.get(i)))));
      }
    }
    return cells.isEmpty() ? "" : text.toString();
  }

  static int width(CharSequence text) {
    return Character.codePointCount(text, 0, text.length());
  }
}
