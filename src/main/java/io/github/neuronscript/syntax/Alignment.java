package io.github.neuronscript.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes lines with their columns aligned in runs. A blank line ends every run. Lines of one kind
 * that follow each other have their cells in common columns; comments behind lines that follow each
 * other stand in one column.
 */
final class Alignment {

  /** A cell or line that is wider moves no other. */
  private static final int WIDEST = 200;

  private static final int SPACES_BEFORE_A_COMMENT = 2;

  private final List<Line> lines;
  private final List<String> texts = new ArrayList<>();

  private Alignment(List<Line> lines) {
    this.lines = lines;
  }

  static String text(List<Line> lines) {
    Alignment alignment = new Alignment(lines);
    alignment.alignCells();
    return alignment.withComments();
  }

  private void alignCells() {
    int end = 0;
    List<Integer> widths = List.of();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      if (line.kind() == Line.Kind.SINGLE || line.kind() == Line.Kind.FURTHER) {
        texts.add(line.text(List.of()));
        continue;
      }
      if (i >= end) {
        end = endOfRun(i);
        widths = widths(i, end);
      }
      texts.add(line.text(widths));
    }
  }

  /** Returns the index behind the last line of the run that begins with a line. */
  private int endOfRun(int first) {
    Line.Kind kind = lines.get(first).kind();
    int end = first + 1;
    while (end < lines.size()
        && !lines.get(end).apart()
        && (lines.get(end).kind() == kind || lines.get(end).kind() == Line.Kind.FURTHER)) {
      end++;
    }
    return end;
  }

  /** Returns the greatest width of each cell that another follows; wide cells move no other. */
  private List<Integer> widths(int from, int to) {
    List<Integer> widths = new ArrayList<>();
    for (Line line : lines.subList(from, to)) {
      if (line.kind() == lines.get(from).kind()) {
        List<Integer> more = line.widths();
        for (int i = 0; i < more.size(); i++) {
          if (i == widths.size()) {
            widths.add(0);
          }
          widths.set(i, Math.max(widths.get(i), more.get(i) > WIDEST ? 0 : more.get(i)));
        }
      }
    }
    return widths;
  }

  private String withComments() {
    StringBuilder all = new StringBuilder();
    int end = 0;
    int column = 0;
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      String text = texts.get(i);
      all.append(line.apart() ? "\n" : "").append(text);
      if (line.hasComment()) {
        if (i >= end) {
          end = endOfComments(i);
          column = widest(i, end) + SPACES_BEFORE_A_COMMENT;
        }
        int spaces = Math.max(SPACES_BEFORE_A_COMMENT, column - Line.width(text));
        all.append(" ".repeat(spaces)).append(line.comment());
      }
      all.append('\n');
    }
    return all.toString();
  }

  private int endOfComments(int first) {
    int end = first + 1;
    while (end < lines.size() && !lines.get(end).apart() && lines.get(end).hasComment()) {
      end++;
    }
    return end;
  }

  private int widest(int from, int to) {
    return texts.subList(from, to).stream()
        .mapToInt(Line::width)
        .filter(w -> w <= WIDEST)
        .max()
        .orElse(0);
  }
}
