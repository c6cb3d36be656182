package io.github.neuronscript.handout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A long formula in pieces, so that a narrow page can begin a new line before a + or −, and where
 * that is not enough before a ·. Browsers break no formula themselves.
 */
final class BrokenFormula {

  /** A formula of so many signs fits into the narrowest page. */
  private static final int SHORT = 22;

  private final StringBuilder out = new StringBuilder();
  private final StringBuilder term = new StringBuilder();
  private final List<MathMl> piece = new ArrayList<>();

  /** Whether the term has lines above each other. */
  private boolean over;

  private BrokenFormula() {}

  /** Whether a formula may be too wide for a narrow page. */
  static boolean isLong(List<MathMl> formula) {
    return formula.stream().mapToInt(part -> part.content().length()).sum() > SHORT;
  }

  /** Writes the pieces, each as an element {@code math}, in a {@code span} for each term. */
  static String written(List<MathMl> formula) {
    BrokenFormula broken = new BrokenFormula();
    List<MathMl> flat = new ArrayList<>();
    flatten(formula, flat);
    broken.add(flat);
    broken.endTerm();
    return broken.out.toString();
  }

  private static void flatten(List<MathMl> row, List<MathMl> flat) {
    for (MathMl part : row) {
      if (part.isRow() && isLong(part.inside())) {
        flatten(part.inside(), flat);
      } else {
        flat.add(part);
      }
    }
  }

  private void add(List<MathMl> flat) {
    // Whether what stands in each open bracket is long: only then lines begin within.
    Deque<Boolean> open = new ArrayDeque<>();
    for (int i = 0; i < flat.size(); i++) {
      MathMl part = flat.get(i);
      boolean mayBreak = !piece.isEmpty() && !open.contains(false) && !part.isPrefix();
      if (part.isOperator("(")) {
        open.push(isLong(bracketed(flat, i)));
      } else if (part.isOperator(")") && !open.isEmpty()) {
        open.pop();
      }
      if (mayBreak && part.isOperator("+−")) {
        endTerm();
        piece.add(part.as("infix"));
      } else if (mayBreak && part.isOperator("·×")) {
        endPiece();
        piece.add(part.as("infix"));
      } else if (part.name().equals("mfrac") && isLong(part.inside().get(0).inside())) {
        fraction(part.inside().get(0).inside(), part.inside().get(1).inside());
      } else if (part.name().equals("mtable")) {
        cases(part.inside());
      } else {
        piece.add(part);
      }
    }
  }

  /** Returns what stands from a bracket to the one that closes it. */
  private static List<MathMl> bracketed(List<MathMl> flat, int start) {
    int depth = 0;
    for (int i = start; i < flat.size(); i++) {
      depth += flat.get(i).isOperator("(") ? 1 : flat.get(i).isOperator(")") ? -1 : 0;
      if (depth == 0) {
        return flat.subList(start, i);
      }
    }
    return flat.subList(start, flat.size());
  }

  /** A fraction whose numerator can be broken is none of MathML. */
  private void fraction(List<MathMl> above, List<MathMl> below) {
    endPiece();
    over = true;
    term.append("<span class=\"frac\"><span class=\"num\">")
        .append(written(above))
        .append("</span><span class=\"den\">")
        .append(math(below))
        .append("</span></span>");
  }

  /** Each case in a line of its own; a condition that has no room beside its value stands below. */
  private void cases(List<MathMl> rows) {
    piece.removeIf(part -> part.isOperator("{"));
    endPiece();
    over = true;
    term.append("<span class=\"cases\">");
    for (MathMl row : rows) {
      term.append("<span class=\"case\">");
      row.inside().forEach(cell -> term.append("<span>" + written(cell.inside()) + "</span> "));
      term.append("</span>");
    }
    term.append("</span>");
  }

  private void endPiece() {
    if (!piece.isEmpty()) {
      term.append(math(piece));
      piece.clear();
    }
  }

  private void endTerm() {
    endPiece();
    if (!term.isEmpty()) {
      out.append("<span class=\"").append(over ? "t over" : "t").append("\">");
      out.append(term).append("</span>");
      term.setLength(0);
      over = false;
    }
  }

  private static String math(List<MathMl> parts) {
    return "<math xmlns=\"http://www.w3.org/1998/Math/MathML\">"
        + MathMl.row(parts).written()
        + "</math>";
  }
}
