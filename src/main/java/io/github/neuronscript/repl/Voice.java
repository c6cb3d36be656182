package io.github.neuronscript.repl;

import io.github.neuronscript.formula.NumberWriter;
import io.github.neuronscript.render.Glyphs;
import io.github.neuronscript.render.Paragraph;
import java.io.PrintWriter;
import java.util.function.IntSupplier;

/** Says what is no answer of the language: lines, and sentences as wide as the screen is now. */
final class Voice {

  private final PrintWriter out;
  private final Glyphs glyphs;
  private final IntSupplier width;
  private int digits = 6;

  Voice(PrintWriter out, Glyphs glyphs, IntSupplier width) {
    this.out = out;
    this.glyphs = glyphs;
    this.width = width;
  }

  int width() {
    return width.getAsInt();
  }

  /** Writes a line as it is. */
  void line(String text) {
    out.append(glyphs.text(text)).append('\n');
  }

  /** Writes sentences, broken where the screen ends. */
  void say(String text) {
    Paragraph.wrapped(text, width()).forEach(this::line);
  }

  /** Returns a statement on one line, no longer than that. */
  static String shortened(String statement, int most) {
    String first = statement.lines().findFirst().orElse("").strip();
    boolean whole = first.equals(statement.strip());
    if (first.length() <= most && whole) {
      return first;
    }
    int room = Math.max(1, most - 2);
    return (first.length() > room ? first.substring(0, room).stripTrailing() : first) + " …";
  }

  /** Writes numbers with so many significant digits from now on. */
  void digits(int significant) {
    digits = significant;
  }

  String number(double value) {
    return NumberWriter.written(value, digits).replace('-', '−');
  }

  String text(String text) {
    return glyphs.text(text);
  }
}
