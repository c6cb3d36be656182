package io.github.neuronscript.handout;

/** A page cannot be marked by. */
public final class UnusableSheet extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** It carries nothing to be marked by. */
    NO_WORKSHEET,
    /** It carries nothing, and what was handed in is a worksheet. */
    OTHER_WAY_ROUND,
    /** What was handed in is a page, and no list of answers. */
    NO_ANSWERS,
    /** It was made by a program of another language or arithmetic. */
    OTHER_VERSION,
    /** Its script gives other numbers now, as its data are others. */
    OTHER_NUMBERS
  }

  private final Reason reason;

  UnusableSheet(Reason reason) {
    super(reason.name(), null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
