package io.github.neuronscript.handout;

/** More numbers are to be left out than there are that can be. */
public final class TooManyBlanks extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int most;

  TooManyBlanks(int asked, int most) {
    super(asked + " blanks, and at most " + most + " are there", null, false, false);
    this.most = most;
  }

  /** Returns how many numbers can be left out. */
  public int most() {
    return most;
  }
}
