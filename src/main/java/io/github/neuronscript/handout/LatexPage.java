package io.github.neuronscript.handout;

import io.github.neuronscript.diagnostic.Escapes;
import io.github.neuronscript.formula.Notation;
import io.github.neuronscript.formula.Notations;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

  private static final Pattern INDEXED = Pattern.compile("\\\\(?:mathit|text)\\{([wx])ᵢ\\}");

  /** What is not in ASCII; each stands in text and in formulas. */
  private static final Map<Integer, String> SIGNS =
      Map.ofEntries(
          sign('ŷ', "\\hat{y}"),
          sign('∂', "\\partial"),
          sign('·', "\\cdot"),
          sign('−', "-"),
          sign('×', "\\times"),
          sign('≈', "\\approx"),
          sign('≠', "\\ne"),
          sign('≤', "\\le"),
          sign('≥', "\\ge"),
          sign('←', "\\leftarrow"),
          sign('→', "\\to"),
          sign('↦', "\\mapsto"),
          sign('∞', "\\infty"),
          sign('√', "\\surd"),
          sign('²', "{}^2"),
          sign('³', "{}^3"),
          sign('½', "\\frac12"),
          sign('°', "{}^\\circ"),
          sign('′', "{}'"),
          sign('ᵢ', "{}_i"),
          sign('₀', "{}_0"),
          sign('₁', "{}_1"),
          sign('₂', "{}_2"),
          sign('±', "\\pm"),
          sign('∈', "\\in"),
          sign('⋯', "\\cdots"),
          sign('…', "\\dots"),
          sign('α', "\\alpha"),
          sign('β', "\\beta"),
          sign('γ', "\\gamma"),
          sign('δ', "\\delta"),
          sign('ε', "\\varepsilon"),
          sign('ζ', "\\zeta"),
          sign('η', "\\eta"),
          sign('θ', "\\theta"),
          sign('κ', "\\kappa"),
          sign('λ', "\\lambda"),
          sign('μ', "\\mu"),
          sign('ν', "\\nu"),
          sign('ξ', "\\xi"),
          sign('π', "\\pi"),
          sign('ρ', "\\rho"),
          sign('σ', "\\sigma"),
          sign('τ', "\\tau"),
          sign('φ', "\\varphi"),
          sign('χ', "\\chi"),
          sign('ψ', "\\psi"),
          sign('ω', "\\omega"),
          sign('Γ', "\\Gamma"),
          sign('Δ', "\\Delta"),
          sign('Θ', "\\Theta"),
          sign('Λ', "\\Lambda"),
          sign('Σ', "\\Sigma"),
          sign('Φ', "\\Phi"),
          sign('Ψ', "\\Psi"),
          sign('Ω', "\\Omega"));

  /** What a formula holds that is not seen. */
  private static final Pattern UNSEEN =
      Pattern.compile("\\\\(text|ensuremath|mathit|left|right|frac)\\b|[{}]");

  /** What is one sign of a formula. */
  private static final Pattern SIGN = Pattern.compile("\\\\([a-zA-Z]+ ?|.)");

  /** Signs of a long sum in a line. */
  private static final int SUM_WIDTH = 68;

  /** Begins words within a formula. */
  private static final String WORDS = "\\text{";

  /** Signs that plain fonts have in formulas only. */
  private static final Set<Integer> WORD_SIGNS = Set.of((int) '<', (int) '>', (int) '|', (int) '"');

  /** Letters and signs of text. */
  private static final Map<Integer, String> LETTERS =
      Map.ofEntries(
          Map.entry((int) 'ß', "\\ss{}"),
          Map.entry((int) 'æ', "\\ae{}"),
          Map.entry((int) 'Æ', "\\AE{}"),
          Map.entry((int) 'ø', "\\o{}"),
          Map.entry((int) 'Ø', "\\O{}"),
          Map.entry((int) 'å', "\\aa{}"),
          Map.entry((int) 'Å', "\\AA{}"),
          Map.entry((int) 'œ', "\\oe{}"),
          Map.entry((int) 'ł', "\\l{}"),
          Map.entry((int) '–', "--"),
          Map.entry((int) '—', "---"),
          Map.entry((int) '’', "'"),
          Map.entry((int) '‘', "`"),
          Map.entry((int) '“', "``"),
          Map.entry((int) '”', "''"),
          Map.entry((int) '„', "''"));

  /** The commands of accents, by the sign that follows a letter taken apart. */
  private static final Map<Integer, String> ACCENTS =
      Map.of(
          0x300, "\\`", 0x301, "\\'", 0x302, "\\^", 0x303, "\\~", 0x308, "\\\"", 0x327, "\\c",
          0x30c, "\\v", 0x304, "\\=");

  private static Map.Entry<Integer, String> sign(char sign, String command) {
    return Map.entry((int) sign, "\\ensuremath{" + command + "}");
  }

  private static final Formula.Look LOOK =
      new Formula.Look() {
        @Override
        public Notation notation() {
          return Notations.LATEX;
        }

        @Override
        public String indexed(String written) {
          return INDEXED.matcher(written).replaceAll("$1_i");
        }

        @Override
        public String sign(String sign) {
          return switch (sign) {
            case "←" -> "\\leftarrow ";
            case "≈" -> "\\approx ";
            case "Σ" -> "\\sum ";
            case "(" -> "\\left(";
            case ")" -> "\\right)";
            default -> " " + sign + " ";
          };
        }

        @Override
        public String gap(int number) {
          return "\\boxed{\\text{(" + number + ")}\\rule[-2pt]{0pt}{12pt}\\hspace{5em}}";
        }

        @Override
        public String reference(int number) {
          return "\\boxed{\\text{(" + number + ")}}";
        }
      };

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

  /** Returns a text in which no sign is a command. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    Escapes.visible(text)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '{', '}', '$', '&', '#', '%', '_' -> escaped.append('\\').append((char) c);
                case '\\' -> escaped.append("\\textbackslash{}");
                case '^' -> escaped.append("\\textasciicircum{}");
                case '~' -> escaped.append("\\textasciitilde{}");
                case '<' -> escaped.append("\\textless{}");
                case '>' -> escaped.append("\\textgreater{}");
                case '|' -> escaped.append("\\textbar{}");
                case '"' -> escaped.append("\\textquotedbl{}");
                default -> escaped.append(ascii(c));
              }
            });
    // Plain fonts have no straight quotation mark.
    return escaped.toString().replace("\\textquotedbl{}", "\\char34{}");
  }

  /** Returns a sign as TeX reads it anywhere. */
  private static String ascii(int c) {
    if (c < 0x80) {
      return Character.toString(c);
    }
    if (SIGNS.containsKey(c)) {
      return SIGNS.get(c);
    }
    if (LETTERS.containsKey(c)) {
      return "\\text{" + LETTERS.get(c) + "}";
    }
    String apart = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD);
    String accent = apart.length() == 2 ? ACCENTS.get((int) apart.charAt(1)) : null;
    return accent == null || apart.charAt(0) >= 0x80
        ? "\\text{[U+" + Integer.toHexString(c).toUpperCase(Locale.ROOT) + "]}"
        : "\\text{" + accent + "{" + apart.charAt(0) + "}}";
  }

  /** Returns a formula in ASCII: the notation leaves some signs of names as they are. */
  private static String math(Formula formula) {
    String written = formula.in(LOOK);
    StringBuilder ascii = new StringBuilder();
    int at = 0;
    while (at < written.length()) {
      int words = written.indexOf(WORDS, at);
      int from = words < 0 ? written.length() : words + WORDS.length();
      written.substring(at, from).codePoints().forEach(c -> ascii.append(ascii(c)));
      at = from;
      int depth = 1;
      while (at < written.length() && depth > 0) {
        int c = written.codePointAt(at);
        boolean command = c == '\\' && at + 1 < written.length();
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        ascii.append(WORD_SIGNS.contains(c) ? escaped(Character.toString(c)) : ascii(c));
        at += Character.charCount(c);
        if (command) {
          ascii.append(written.charAt(at));
          at++;
        }
      }
    }
    return ascii.toString();
  }

  private static String phrase(Phrase phrase) {
    StringBuilder text = new StringBuilder();
    for (Phrase.Part part : phrase.parts()) {
      if (part instanceof Phrase.Words words) {
        text.append(escaped(words.text()));
      } else if (part instanceof Phrase.Code code) {
        text.append("\\texttt{").append(escaped(code.text())).append('}');
      } else if (part instanceof Phrase.Maths maths) {
        text.append("$").append(math(maths.formula())).append("$");
      }
    }
    return text.toString();
  }

  @Override
  public Void heading(Block.Heading b) {
    String text = escaped(b.text());
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
    line(phrase(b.phrase()));
    line("");
    return null;
  }

  @Override
  public Void items(Block.Items b) {
    line("\\begin{itemize}");
    line("\\setlength{\\itemsep}{0pt}");
    b.items().forEach(item -> line("\\item {}" + phrase(item)));
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
      String words = "\\text{\\small " + escaped(row.remark()) + "}";
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
    String symbol = equation.symbol().stream().map(LatexPage::math).collect(Collectors.joining());
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
      row.append(LOOK.sign(step.relation()));
      row.append(size > LONG_PART ? broken(math(step.formula())) : math(step.formula()));
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
      line(escaped(b.caption()) + "\\\\[4pt]");
    }
    line("\\begin{tabular}{" + "l".repeat(b.head().size()) + "}");
    line(row(b.head()) + " \\\\ \\hline");
    b.rows().forEach(row -> line(row(row) + " \\\\"));
    line("\\end{tabular}");
    line("\\end{center}");
    return null;
  }

  private static String row(List<Phrase> cells) {
    return cells.stream().map(LatexPage::phrase).collect(Collectors.joining(" & "));
  }

  @Override
  public Void code(Block.Code b) {
    line("");
    line("{\\small\\ttfamily\\raggedright");
    b.text().lines().forEach(l -> line("\\mbox{}" + typed(l) + "\\\\"));
    line("}");
    line("");
    return null;
  }

  /** Returns a line in which every space counts. */
  private static String typed(String text) {
    return escaped(text).replace(" ", "\\ ");
  }

  @Override
  public Void picture(Block.Picture b) {
    line("");
    out.append(LatexPicture.of(b.plot(), LatexPage::escaped));
    line(escaped(b.caption()));
    line("");
    return null;
  }
}
