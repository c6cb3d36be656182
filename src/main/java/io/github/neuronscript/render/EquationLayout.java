package io.github.neuronscript.render;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts equations in columns: symbol, formulas, numbers, result. An equation too long for a line is
 * broken before its relations, and if need be before an operator; nothing is ever cut.
 */
final class EquationLayout {

  private static final String INDENT = "  ";
  private static final String GAP = "  ";

  private final Style style;
  private final Glyphs glyphs;

  EquationLayout(Style style, Glyphs glyphs) {
    this.style = style;
    this.glyphs = glyphs;
  }

  /** An equation as it goes into the columns. */
  private record Row(String symbol, List<String> formulas, String numbers, String result) {

    /** A row is itself, whatever another one says. */
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }

    static Row of(Equation equation) {
      // What is missing in the middle is closed up, so that no row has a hole.
      List<String> formulas = equation.formulas();
      String numbers = equation.numbers();
      String result = equation.result();
      if (formulas.isEmpty()) {
        formulas = numbers.isEmpty() ? List.of(result) : List.of(numbers);
        numbers = numbers.isEmpty() ? "" : result;
        result = "";
      } else if (numbers.isEmpty()) {
        numbers = result;
        result = "";
      }
      return new Row(equation.symbol(), formulas, numbers, result);
    }

    String formula() {
      return String.join(" ", formulas);
    }

    int formulaWidth() {
      return Glyphs.width(formula());
    }

    int numbersWidth() {
      return Glyphs.width(numbers);
    }

    /** Whether the widths of its columns may push the others to the right. */
    int length() {
      return formulaWidth() + numbersWidth() + Glyphs.width(result);
    }
  }

  /** Returns the lines of a block, without line ends. */
  List<String> lines(List<Equation> equations) {
    return apart(equations).stream().flatMap(List::stream).toList();
  }

  /** Returns the first of the longest rows. */
  private static Row longest(List<Row> rows) {
    Row longest = rows.get(0);
    for (Row row : rows) {
      longest = row.length() > longest.length() ? row : longest;
    }
    return longest;
  }

  /** Returns the lines of a block, those of each equation by themselves. */
  List<List<String>> apart(List<Equation> equations) {
    List<Row> rows = equations.stream().map(e -> Row.of(e.map(glyphs::text))).toList();
    List<Row> aligned = new ArrayList<>(rows.stream().filter(row -> !isWide(row)).toList());
    int symbols = 0;
    for (Row row : aligned) {
      symbols = Math.max(symbols, Glyphs.width(row.symbol()));
    }
    while (!aligned.isEmpty() && width(aligned, symbols) > style.width()) {
      aligned.remove(longest(aligned));
    }
    int formulas = 0;
    int numbers = 0;
    for (Row row : aligned) {
      formulas = Math.max(formulas, row.formulaWidth());
      numbers = Math.max(numbers, row.numbersWidth());
    }
    List<List<String>> lines = new ArrayList<>();
    for (Row row : rows) {
      lines.add(
          aligned.contains(row)
              ? List.of(line(row, symbols, formulas, numbers))
              : isWide(row) ? below(row) : broken(row, symbols));
    }
    return lines;
  }

  /** Whether a symbol would leave too little of the line for what it stands for. */
  private boolean isWide(Row row) {
    return Glyphs.width(row.symbol()) > style.width() / 3;
  }

  /** The symbol on a line of its own, the rest below it. */
  private List<String> below(Row row) {
    List<String> lines = new ArrayList<>();
    for (String part : LineBreaks.formula(row.symbol(), style.width() - INDENT.length())) {
      lines.add(INDENT + style.symbol(part));
    }
    if (row.formula().isEmpty() && row.numbers().isEmpty() && row.result().isEmpty()) {
      return lines;
    }
    List<String> rest =
        broken(new Row(" ", row.formulas(), row.numbers(), row.result()), INDENT.length());
    lines.addAll(rest);
    return lines;
  }

  private static int width(List<Row> rows, int symbols) {
    int formulas = 0;
    int numbers = 0;
    int results = 0;
    for (Row row : rows) {
      formulas = Math.max(formulas, row.formulaWidth());
      numbers = Math.max(numbers, row.numbersWidth());
      results = Math.max(results, Glyphs.width(row.result()));
    }
    int width = INDENT.length() + symbols + 1 + formulas;
    width += numbers == 0 ? 0 : GAP.length() + numbers;
    return width + (results == 0 ? 0 : GAP.length() + results);
  }

  private String line(Row row, int symbols, int formulas, int numbers) {
    StringBuilder out = new StringBuilder(INDENT);
    out.append(style.symbol(row.symbol()));
    out.append(" ".repeat(symbols - Glyphs.width(row.symbol()) + 1));
    boolean last = row.numbers().isEmpty() && row.result().isEmpty();
    out.append(last ? row.formula() : style.faint(row.formula()));
    if (!last) {
      out.append(" ".repeat(formulas - row.formulaWidth())).append(GAP);
      out.append(row.numbers());
    }
    if (!row.result().isEmpty()) {
      out.append(" ".repeat(numbers - row.numbersWidth())).append(GAP).append(row.result());
    }
    return out.toString().stripTrailing();
  }

  /** Symbol and formulas on the first line, then the numbers, then the result if it must be. */
  private List<String> broken(Row row, int symbols) {
    int indent = INDENT.length() + symbols + 1;
    List<String> parts = new ArrayList<>();
    if (indent + row.formulaWidth() <= style.width()) {
      parts.add(row.formula());
    } else {
      parts.addAll(row.formulas());
    }
    int formulas = parts.size();
    int together = indent + row.numbersWidth() + GAP.length() + Glyphs.width(row.result());
    if (!row.result().isEmpty() && together <= style.width()) {
      parts.add(row.numbers() + GAP + row.result());
    } else {
      parts.add(row.numbers());
      parts.add(row.result());
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).isEmpty()) {
        continue;
      }
      for (String line : LineBreaks.formula(parts.get(i), style.width() - indent)) {
        String text = i < formulas ? style.faint(line) : line;
        lines.add(" ".repeat(indent) + text);
      }
    }
    String symbol = INDENT + style.symbol(row.symbol());
    if (lines.isEmpty()) {
      return List.of(symbol);
    }
    String space = " ".repeat(symbols - Glyphs.width(row.symbol()) + 1);
    lines.set(0, symbol + space + lines.get(0).substring(indent));
    return lines;
  }
}
