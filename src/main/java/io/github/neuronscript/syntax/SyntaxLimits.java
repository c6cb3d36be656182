package io.github.neuronscript.syntax;

/** How large a script may be; every limit has an error that names it. */
public final class SyntaxLimits {

  /** Most characters of a script. */
  public static final int CHARACTERS = 10_000_000;

  /** Most words and signs of a script: what needs up to 250 MB while it is read. */
  public static final int TOKENS = 1_000_000;

  /** Most words or rows that are read before it is asked whether to go on. */
  public static final int UNASKED = 256;

  /** Deepest nesting of brackets, signs, powers, divisions and conditions. */
  public static final int DEPTH = 200;

  /** Most nodes of one formula. */
  public static final int NODES = 10_000;

  /** Most inputs that {@code x[n]} declares. */
  public static final int INPUTS = 100_000;

  /** Most errors that are reported at once. */
  public static final int ERRORS = 20;

  /** Most statements that {@code back} undoes. */
  public static final int UNDONE = 100;

  /** Most characters that a value in a text is wide, by {@code {cost:10}}. */
  public static final int WIDTH = 100;

  /** Most when-then rules. */
  public static final int RULES = 1_000;

  /** How deep scripts include each other. */
  public static final int INCLUDES = 20;

  private SyntaxLimits() {}
}
