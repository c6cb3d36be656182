package io.github.neuronscript.handout;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page for LaTeX: an article with amsmath and no other package. The file is ASCII, whatever the
 * script holds, so that every TeX reads it.
 */
final class LatexPage implements Block.Visitor<Void> {

  private static final int SHEET_WIDTH = 90;

  /** Signs of a line that fits, as text. */
  private static final int WIDTH = 84;

  /** Signs of a part after which a sum is broken. */
  private static final int LONG_PART = 70;

  /** What a formula holds that is not seen. */
  private static final Pattern UNSEEN =
      Pattern.compile("\\\\(text|ensuremath|mathit|left|right|frac)\\b|[{}]");

  /** What is one sign of a formula. */
  private static final Pattern SIGN = Pattern.compile("\\\\([a-zA-Z]+ ?|.)");

  /** Signs of a long sum in a line. */
  private static final int SUM_WIDTH = 68;

  private final StringBuilder out = new StringBuilder();

  private LatexPage() {}

  static String write(Page page) {
    LatexPage latex = new LatexPage();
    latex.head(page);
    page.blocks().forEach(block -> block.accept(latex));
    latex.line("\\end{document}");
    return latex.out.toString();
  }

  private void head(Page page) {
    page.sheet()
        .ifPresent(
            sheet -> {
              line("% " + Sheet.MARK);
              sheet.lines(SHEET_WIDTH).forEach(l -> line("% " + l));
              line("%.");
            });
    line("\\documentclass[11pt,a4paper]{article}");
    line("\\usepackage{amsmath}");
    line("\\setlength{\\oddsidemargin}{-0.5cm}");
    line("\\setlength{\\textwidth}{17cm}");
    line("\\setlength{\\topmargin}{-1.5cm}");
    line("\\setlength{\\textheight}{25cm}");
    line("\\setlength{\\parindent}{0pt}");
    line("\\setlength{\\parskip}{4pt plus 2pt}");
    line("\\setcounter{secnumdepth}{0}");
    line("\\renewcommand{\\labelitemi}{$\\bullet$}");
    line("\\allowdisplaybreaks");
    line("\\emergencystretch=3em");
    line("\\begin{document}");
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  @Override
  public Void heading(Block.Heading b) {
    String text = LatexText.escaped(b.text());
    switch (b.level()) {
      case 1 -> line("{\\LARGE\\bfseries\\raggedright " + text + "\\par}");
      case 2 -> line("\\section{" + text + "}");
      case 3 -> line("\\subsection{" + text + "}");
      default -> line("\\subsubsection{" + text + "}");
    }
    return null;
  }

  @Override
  public Void paragraph(Block.Paragraph b) {
    line("");
    line(LatexText.phrase(b.phrase()));
    line("");
    return null;
  }

  @Override
  public Void items(Block.Items b) {
    line("\\begin{itemize}");
    line("\\setlength{\\itemsep}{0pt}");
    b.items().forEach(item -> line("\\item {}" + LatexText.phrase(item)));
    line("\\end{itemize}");
    return null;
  }

  @Override
  public Void equations(Block.Equations b) {
    List<Row> rows = new ArrayList<>();
    for (Equation equation : b.equations()) {
      rows.addAll(rows(equation));
    }
    int widest = rows.stream().mapToInt(Row::size).max().orElse(0);
    int remark = rows.stream().mapToInt(row -> row.remark().length()).max().orElse(0);
    boolean column = widest + remark <= WIDTH;
    List<String> written = new ArrayList<>();
    for (Row row : rows) {
      String words = "\\text{\\small " + LatexText.escaped(row.remark()) + "}";
      if (row.remark().isEmpty()) {
        written.add(row.formula());
      } else if (column) {
        written.add(row.formula() + " && " + words);
      } else if (row.size() + row.remark().length() <= WIDTH) {
        written.add(row.formula() + " \\qquad " + words);
      } else {
        written.add(row.formula());
        written.add(" & \\qquad " + words);
      }
    }
    if (!written.isEmpty()) {
      line("\\begin{align*}");
      line(String.join("\\\\\n", written));
      line("\\end{align*}");
    }
    return null;
  }

  /**
   * A row of a calculation.
   *
   * @param formula what stands before its relation, and what behind
   * @param size about how many signs it is wide
   */
  private record Row(String formula, int size, String remark) {}

  /** Each row begins with what stands before its relation, and the last one has the remark. */
  private static List<Row> rows(Equation equation) {
    List<Row> rows = new ArrayList<>();
    String symbol = equation.symbol().stream().map(LatexText::math).collect(Collectors.joining());
    StringBuilder row = new StringBuilder(symbol).append(" &");
    int used = 0;
    for (Equation.Step step : equation.steps()) {
      int size = 3 + step.formula().in(MarkdownPage.LOOK).length();
      if (used > 0 && used + size > WIDTH) {
        rows.add(new Row(row.toString(), used, ""));
        row = new StringBuilder(" &");
        used = 0;
      }
      used += size;
      row.append(LatexText.LOOK.sign(step.relation()));
      row.append(
          size > LONG_PART
              ? broken(LatexText.math(step.formula()))
              : LatexText.math(step.formula()));
    }
    rows.add(new Row(row.toString(), used, equation.remark().replace("`", "")));
    return rows;
  }

  /** Breaks a long sum before the terms that have no room in the line. */
  private static String broken(String formula) {
    List<String> terms = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < formula.length(); i++) {
      char c = formula.charAt(i);
      depth += c == '{' || c == '(' ? 1 : c == '}' || c == ')' ? -1 : 0;
      if (depth == 0 && formula.startsWith(" + ", i)) {
        terms.add(formula.substring(start, i));
        start = i;
      }
    }
    terms.add(formula.substring(start));
    StringBuilder out = new StringBuilder();
    int used = 0;
    for (String term : terms) {
      int size = SIGN.matcher(UNSEEN.matcher(term).replaceAll("")).replaceAll("x").length();
      if (used > 0 && used + size > SUM_WIDTH) {
        out.append("\\\\\n &\\quad");
        used = 0;
      }
      used += size;
      out.append(term);
    }
    return out.toString();
  }

  @Override
  public Void table(Block.Table b) {
    line("");
    line("\\begin{center}\\small");
    if (!b.caption().isEmpty()) {
      line(LatexText.escaped(b.caption()) + "\\\\[4pt]");
    }
    line("\\begin{tabular}{" + "l".repeat(b.head().size()) + "}");
    line(row(b.head()) + " \\\\ \\hline");
    b.rows().forEach(row -> line(row(row) + " \\\\"));
    line("\\end{tabular}");
    line("\\end{center}");
    return null;
  }

  private static String row(List<Phrase> cells) {
    return cells.stream().map(LatexText::phrase).collect(Collectors.joining(" & "));
  }

  @Override
  public Void code(Block.Code b) {
    line("");
    line("{\\small\\ttfamily\\raggedright");
    b.text().lines().forEach(l -> line("\\mbox{}" + LatexText.typed(l) + "\\\\"));
    line("}");
    line("");
    return null;
  }

  @Override
  public Void picture(Block.Picture b) {
    line("");
    out.append(LatexPicture.of(b.plot(), LatexText::escaped));
    line(LatexText.escaped(b.caption()));
    line("");
    return null;
  }
}
