package io.github.neuronscript.handout;

import io.github.neuronscript.diagnostic.Escapes;
import io.github.neuronscript.formula.Notation;
import io.github.neuronscript.formula.Notations;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A page in GitHub's Markdown. Calculations stand in columns of plain text, which read well as they
 * are and wherever they are shown.
 */
final class MarkdownPage implements Block.Visitor<Void> {

  /** Columns of a line in a calculation; longer ones go on below. */
  private static final int WIDTH = 100;

  /** Remarks stand behind calculations of up to so many columns, one below the other. */
  private static final int ALIGNED = 60;

  private static final int SHEET_WIDTH = 100;

  static final Formula.Look LOOK =
      new Formula.Look() {
        @Override
        public Notation notation() {
          return Notations.TEXT;
        }

        @Override
        public String factor(String written) {
          return "(" + written + ") ";
        }

        @Override
        public String sign(String sign) {
          return switch (sign) {
            case "(", ")" -> sign;
            case "Σ" -> "Σ ";
            case "+" -> " + ";
            default -> sign + " ";
          };
        }

        @Override
        public String gap(int number) {
          return "(" + number + ") ________";
        }

        @Override
        public String reference(int number) {
          return "[" + number + "]";
        }
      };

  private final StringBuilder out = new StringBuilder();

  private MarkdownPage() {}

  static String write(Page page) {
    MarkdownPage markdown = new MarkdownPage();
    // First of all, so that no text of the script comes before it.
    page.sheet()
        .ifPresent(
            sheet -> {
              markdown.out.append("<!-- ").append(Sheet.MARK).append('\n');
              sheet.lines(SHEET_WIDTH).forEach(line -> markdown.out.append(line).append('\n'));
              markdown.out.append("-->\n");
            });
    page.blocks().forEach(block -> block.accept(markdown));
    return markdown.out.toString();
  }

  private void begin() {
    if (!out.isEmpty()) {
      out.append('\n');
    }
  }

  /** Returns a text in which no sign is Markdown or HTML. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (char c : Escapes.visible(text).toCharArray()) {
      switch (c) {
        case '\\', '`', '*', '_', '{', '}', '[', ']', '#', '|', '$', '~', '!' ->
            escaped.append('\\').append(c);
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '&' -> escaped.append("&amp;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** A line that begins like an item of a list would be one. */
  private static String atLineStart(String text) {
    if (text.startsWith("- ") || text.startsWith("+ ") || text.startsWith("=")) {
      return "\\" + text;
    }
    return text.replaceFirst("^([0-9]+)([.)]) ", "$1\\\\$2 ");
  }

  private static String code(String text) {
    String fence = "`".repeat(longestRun(text) + 1);
    String space = text.startsWith("`") || text.endsWith("`") ? " " : "";
    return fence + space + Escapes.visible(text) + space + fence;
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  private static String phrase(Phrase phrase) {
    StringBuilder text = new StringBuilder();
    for (Phrase.Part part : phrase.parts()) {
      if (part instanceof Phrase.Words words) {
        text.append(escaped(words.text()));
      } else if (part instanceof Phrase.Code code) {
        text.append(code(code.text()));
      } else if (part instanceof Phrase.Maths maths) {
        text.append(escaped(maths.formula().in(LOOK)));
      }
    }
    return text.toString();
  }

  @Override
  public Void heading(Block.Heading b) {
    begin();
    out.append("#".repeat(b.level())).append(' ').append(escaped(b.text())).append('\n');
    return null;
  }

  @Override
  public Void paragraph(Block.Paragraph b) {
    begin();
    out.append(atLineStart(phrase(b.phrase()))).append('\n');
    return null;
  }

  @Override
  public Void items(Block.Items b) {
    begin();
    b.items().forEach(item -> out.append("- ").append(phrase(item)).append('\n'));
    return null;
  }

  @Override
  public Void equations(Block.Equations b) {
    List<String> symbols = new ArrayList<>();
    for (Equation equation : b.equations()) {
      symbols.add(equation.symbol().stream().map(s -> s.in(LOOK)).collect(Collectors.joining()));
    }
    int widest = symbols.stream().mapToInt(MarkdownPage::width).max().orElse(0);
    List<List<String>> parts = new ArrayList<>();
    for (Equation equation : b.equations()) {
      parts.add(
          equation.steps().stream()
              .map(step -> step.relation() + " " + step.formula().in(LOOK))
              .toList());
    }
    List<Integer> columns = columns(parts, WIDTH - widest - 1);
    List<String> lines = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    for (int i = 0; i < symbols.size(); i++) {
      String indent = " ".repeat(widest + 1);
      String line = symbols.get(i) + indent.substring(width(symbols.get(i)));
      // What would not fit into a line in columns stands without them.
      boolean fits = width(line) + inColumns(parts.get(i), columns) <= WIDTH;
      boolean empty = true;
      int column = 0;
      for (String part : parts.get(i)) {
        if (!empty && width(line + part) > WIDTH) {
          lines.add(line.stripTrailing());
          remarks.add("");
          line = indent;
        }
        int most = fits && column < columns.size() ? columns.get(column) : 0;
        line = line + part + " ".repeat(Math.max(0, most - width(part))) + "  ";
        empty = false;
        column++;
      }
      lines.add(line.stripTrailing());
      remarks.add(b.equations().get(i).remark().replace("`", ""));
    }
    int longest =
        lines.stream().mapToInt(MarkdownPage::width).filter(w -> w <= ALIGNED).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      String gap = " ".repeat(Math.max(0, longest - width(lines.get(i))) + 3);
      String remark = remarks.get(i).isEmpty() ? "" : gap + remarks.get(i);
      text.append(lines.get(i)).append(remark).append('\n');
    }
    block(text.toString());
    return null;
  }

  /**
   * Returns how wide the columns of calculations are, as many as fit into a line. A part that takes
   * most of the line has none.
   */
  private static List<Integer> columns(List<List<String>> rows, int width) {
    List<Integer> columns = new ArrayList<>();
    int most = rows.stream().mapToInt(List::size).max().orElse(0);
    int used = 0;
    for (int i = 0; i < most; i++) {
      int column = i;
      int widest =
          rows.stream()
              .filter(row -> row.size() > column + 1)
              .mapToInt(row -> width(row.get(column)))
              .filter(w -> w <= width / 2)
              .max()
              .orElse(0);
      used += widest + 2;
      if (used > width) {
        break;
      }
      columns.add(widest);
    }
    return columns;
  }

  private static int inColumns(List<String> parts, List<Integer> columns) {
    int used = 0;
    for (int i = 0; i < parts.size(); i++) {
      boolean last = i == parts.size() - 1;
      int column = i < columns.size() && !last ? columns.get(i) : 0;
      used += Math.max(width(parts.get(i)), column) + (last ? 0 : 2);
    }
    return used;
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  private void block(String text) {
    begin();
    String fence = "`".repeat(Math.max(3, longestRun(text) + 1));
    out.append(fence).append("text\n");
    text.lines().forEach(line -> out.append(Escapes.visible(line)).append('\n'));
    out.append(fence).append('\n');
  }

  @Override
  public Void table(Block.Table b) {
    if (!b.caption().isEmpty()) {
      begin();
      out.append(atLineStart(escaped(b.caption()))).append(":\n");
    }
    begin();
    row(b.head());
    out.append("|").append(" --- |".repeat(b.head().size())).append('\n');
    b.rows().forEach(this::row);
    return null;
  }

  private void row(List<Phrase> cells) {
    out.append('|');
    cells.forEach(cell -> out.append(' ').append(phrase(cell)).append(" |"));
    out.append('\n');
  }

  @Override
  public Void code(Block.Code b) {
    block(b.text());
    return null;
  }

  @Override
  public Void picture(Block.Picture b) {
    block(b.drawn());
    return null;
  }
}
