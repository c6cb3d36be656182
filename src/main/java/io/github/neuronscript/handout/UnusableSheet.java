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
    /** What it carries is not what was written: letters were changed or lost. */
    DAMAGED,
    /** What was handed in is a page, and no list of answers. */
    NO_ANSWERS,
    /** It was made by a program of another language or arithmetic. */
    OTHER_VERSION,
    /** Its script gives other numbers now, as its data are others. */
    OTHER_NUMBERS
  }

  private final Reason reason;
  private final int line;

  UnusableSheet(Reason reason) {
    this(reason, 0);
  }

  private UnusableSheet(Reason reason, int line) {
    super(reason.name(), null, false, false);
    this.reason = reason;
    this.line = line;
  }

  /**
   * Returns that it is damaged.
   *
   * @param line where what it carries begins, from 1
   */
  static UnusableSheet damaged(int line) {
    return new UnusableSheet(Reason.DAMAGED, line);
  }

  /** Returns the line of the page, from 1, that is at fault; 0 if none is. */
  public int line() {
    return line;
  }

  public Reason reason() {
    return reason;
  }
}
