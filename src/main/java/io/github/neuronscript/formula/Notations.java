package io.github.neuronscript.formula;

/** The ways in which formulas can be written. */
public final class Notations {

  /** One line of Unicode: {@code −2(y − ŷ)}. */
  public static final Notation TEXT = new TextNotation();

  /** The same with ASCII signs: {@code -2(y - yhat)}. */
  public static final Notation ASCII = new AsciiNotation();

  /** As it would be typed in a script, which the parser reads back: {@code -2 * (y - output)}. */
  public static final Notation SOURCE = new SourceNotation();

  /** For LaTeX's math mode with amsmath: {@code -2(y - \hat{y})}. */
  public static final Notation LATEX = new LatexNotation();

  /** Presentation MathML, for web pages. */
  public static final Notation MATHML = new MathMlNotation();

  private Notations() {}
}
