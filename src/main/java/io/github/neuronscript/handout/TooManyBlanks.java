package io.github.neuronscript.handout;

/** More numbers are to be left out than there are that can be. */
public final class TooManyBlanks extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why there are no more. */
  public enum Reason {
    /** The script makes steps that are not on the page. */
    MORE_STEPS,
    /** It makes no step. */
    NO_STEPS,
    /** It says that its steps are not shown. */
    TRACE_IS_OFF,
    /** All its steps are there; their other numbers are plain or stand elsewhere on the page. */
    NO_OTHER_NUMBERS
  }

  private final int most;
  private final Reason reason;

  TooManyBlanks(int asked, int most, Reason reason) {
    super(asked + " blanks, and at most " + most + " are there", null, false, false);
    this.most = most;
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** Returns how many numbers can be left out. */
  public int most() {
    return most;
  }
}
