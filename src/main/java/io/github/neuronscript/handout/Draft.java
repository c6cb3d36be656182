package io.github.neuronscript.handout;

import io.github.neuronscript.formula.Notations;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.render.KinkText;
import io.github.neuronscript.render.Numbers;
import io.github.neuronscript.render.TextTable;
import io.github.neuronscript.trace.Derivation;
import io.github.neuronscript.trace.NeuronKinks;
import io.github.neuronscript.trace.NeuronView;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is written of a page so far, and how its numbers are shown. */
final class Draft {

  /** Two numbers that agree in so many digits are taken for the same. */
  private static final int MOST_COMPARED = 12;

  /** Signs of a row of a table that fit on a sheet of paper. */
  private static final int WIDTH = 100;

  /** What a chapter of the page shows. */
  enum Chapter {
    NONE("", ""),
    STEPS("Step by step", "More steps"),
    TRAINING("Training", "More training"),
    EVALUATION("Evaluation", "Evaluated again"),
    PREDICTIONS("Predictions", "More predictions"),
    SHOWN("What the script shows", "What the script shows then");

    private final String title;
    private final String again;

    Chapter(String title, String again) {
      this.title = title;
      this.again = again;
    }
  }

  private final List<Block> blocks = new ArrayList<>();
  private TraceEvent.Configured settings =
      new TraceEvent.Configured(6, 8, TraceLevel.FULL, NumberSystem.doubles());
  private Derivation derivation = new Derivation(settings.terms());
  private int fewestDigits = MOST_COMPARED;
  private Chapter chapter = Chapter.NONE;
  private final Set<Chapter> begun = EnumSet.noneOf(Chapter.class);
  private final Set<String> said = new HashSet<>();
  private Block.Code printed = new Block.Code("");

  List<Block> blocks() {
    return blocks;
  }

  TraceEvent.Configured settings() {
    return settings;
  }

  /** Returns what takes events apart into lines, as long as the settings say. */
  Derivation derivation() {
    return derivation;
  }

  /** Returns the fewest significant digits with which results were shown, at most 12. */
  int fewestDigits() {
    return fewestDigits;
  }

  /** How things are shown from now on. */
  void configured(TraceEvent.Configured e) {
    settings = e;
    fewestDigits = Math.min(fewestDigits, e.digits());
    derivation = new Derivation(e.terms());
  }

  /** Shows one number in so many digits, which says nothing of the others. */
  void digits(int digits) {
    settings =
        new TraceEvent.Configured(digits, settings.terms(), settings.level(), settings.numbers());
  }

  void add(Block block) {
    blocks.add(block);
  }

  void say(String text) {
    add(new Block.Paragraph(Phrase.of(sentence(text))));
  }

  /** Whether a text is said for the first time: what has been explained need not be again. */
  boolean isNew(String text) {
    return said.add(text);
  }

  static String sentence(String text) {
    boolean ended = text.endsWith(".") || text.endsWith(":");
    return capital(text) + (ended ? "" : ".");
  }

  /** Begins a text with a capital letter, unless it begins with a name or a sign. */
  static String capital(String text) {
    return isWord(text) ? Character.toString(text.charAt(0) - 32) + text.substring(1) : text;
  }

  /** Whether a text begins with a word of English, and not with a name or a sign. */
  private static boolean isWord(String text) {
    int space = text.indexOf(' ');
    String first = space < 0 ? text : text.substring(0, space);
    return first.codePoints().allMatch(c -> c >= 'a' && c <= 'z' || c == ',' || c == ':')
        && (first.length() > 1 || text.startsWith("a "));
  }

  /**
   * Begins a chapter, unless it has begun; returns whether it was. A chapter that comes again has
   * another title, until the page speaks of another neuron: {@link Chapter#NONE}.
   */
  boolean chapter(Chapter next) {
    boolean begins = chapter != next;
    if (begins) {
      chapter = next;
      if (next == Chapter.NONE) {
        begun.clear();
      } else {
        add(new Block.Heading(2, begun.add(next) ? next.title : next.again));
      }
    }
    return begins;
  }

  /** Begins a chapter where none has begun. */
  void chapterIfNone(Chapter next) {
    if (chapter == Chapter.NONE) {
      chapter(next);
    }
  }

  String number(Number value) {
    return Numbers.text(value, settings.digits());
  }

  /** Returns what is agreed on at a kink, as a sentence that begins with no name. */
  String kink(NeuronKinks.Kink kink) {
    return KinkText.inSentence(kink, settings.digits(), Notations.TEXT);
  }

  void kinks(List<NeuronKinks.Kink> kinks) {
    kinks.forEach(kink -> say(kink(kink)));
  }

  /**
   * Returns the inputs and their values: x1 = 0.5, x2 = 0.8; of many the first three and the last.
   */
  List<String> values(NeuronView view, Vector inputs) {
    List<String> values = new ArrayList<>();
    int n = view.inputs().size();
    for (int i = 0; i < n; i++) {
      if (n <= settings.terms() || i < 3 || i == n - 1) {
        values.add(view.inputs().get(i) + " = " + number(inputs.number(i)));
      } else if (i == 3) {
        values.add("…");
      }
    }
    return values;
  }

  /** Writes a line of what a script prints; lines that follow each other stand together. */
  void print(String line) {
    int last = blocks.size() - 1;
    if (last >= 0 && blocks.get(last) == printed) {
      blocks.remove(last);
      printed = new Block.Code(printed.text() + line + "\n");
    } else {
      printed = new Block.Code(line + "\n");
    }
    add(printed);
  }

  /**
   * Writes a table, whose first row is the head. One too wide for a sheet goes on below, with its
   * first column again.
   */
  void table(String caption, TextTable table) {
    int columns = table.rows().get(0).size();
    int from = 1;
    while (from < columns) {
      int used = width(table, 0);
      int to = from;
      while (to < columns && (to == from || used + width(table, to) <= WIDTH)) {
        used += width(table, to);
        to++;
      }
      List<List<Phrase>> rows = new ArrayList<>();
      for (List<String> row : table.rows()) {
        List<Phrase> cells = new ArrayList<>(List.of(Phrase.plain(row.get(0))));
        row.subList(from, to).forEach(cell -> cells.add(Phrase.plain(cell)));
        rows.add(cells);
      }
      String title = from == 1 ? caption : "";
      add(new Block.Table(title, rows.get(0), rows.subList(1, rows.size())));
      from = to;
    }
  }

  private static int width(TextTable table, int column) {
    return 2 + table.rows().stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
