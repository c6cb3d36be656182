package io.github.neuronscript.render;

import io.github.neuronscript.diagnostic.DiagnosticFormatter;
import io.github.neuronscript.formula.Notation;
import io.github.neuronscript.formula.Notations;

/**
 * What the place that shows the text can do.
 *
 * @param width columns of a line; longer ones are broken where they can be
 * @param color whether it understands ANSI colours
 * @param ascii whether every sign is written by its ASCII twin
 */
public record Style(int width, boolean color, boolean ascii) {

  /** The width where nothing says how wide a line may be: files and pipes. */
  public static final int DEFAULT_WIDTH = 100;

  private static final int NARROWEST = 20;

  /** Cyan, yellow, green, magenta, blue, red: those beside each other differ for all eyes. */
  private static final String[] SERIES = {"36", "33", "32", "35", "34", "31"};

  public Style {
    width = Math.max(NARROWEST, width);
  }

  /** No colour, every sign, 100 columns: what files and pipes get. */
  public static Style plain() {
    return new Style(DEFAULT_WIDTH, false, false);
  }

  /** Returns how formulas are written. */
  Notation notation() {
    return ascii ? Notations.ASCII : Notations.TEXT;
  }

  /** Returns what writes diagnostics in this style. */
  public DiagnosticFormatter diagnostics() {
    return new DiagnosticFormatter(
        color,
        new Glyphs(ascii)::text,
        (text, indent) -> LineBreaks.sentence(text, width - indent));
  }

  String heading(String text) {
    return paint("1", text);
  }

  String symbol(String text) {
    return paint("36", text);
  }

  String faint(String text) {
    return paint("2", text);
  }

  /** Paints what belongs to one of several; the signs tell them apart, too. */
  String series(int index, String text) {
    return paint(SERIES[index % SERIES.length], text);
  }

  private String paint(String codes, String text) {
    return color && !text.isEmpty() ? "\u001b[" + codes + "m" + text + "\u001b[0m" : text;
  }
}
