package io.github.neuronscript.program;

/** Which release this is, and of which language. */
public final class Release {

  /** The number of this release. */
  public static final String VERSION = "0.1.0";

  /** The number of the language that it speaks. */
  public static final int LANGUAGE = 1;

  private Release() {}
}
