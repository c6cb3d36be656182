package io.github.neuronscript.handout;

import java.util.OptionalInt;

/** More numbers are to be left out than there are that can be. */
public final class TooManyBlanks extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why there are no more. */
  public enum Reason {
    /** The script makes steps that are not on the page, and may not be. */
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
  private final int enough;
  private final int mostOfAll;

  TooManyBlanks(int asked, int most, Reason reason) {
    this(asked + " blanks, and at most " + most + " are there", most, reason, 0, most);
  }

  private TooManyBlanks(String message, int most, Reason reason, int enough, int mostOfAll) {
    super(message, null, false, false);
    this.most = most;
    this.reason = reason;
    this.enough = enough;
    this.mostOfAll = mostOfAll;
  }

  /** Returns the same, where so many examples in steps have as many as were asked for. */
  TooManyBlanks withEnough(int steps) {
    return new TooManyBlanks(getMessage(), most, reason, steps, mostOfAll);
  }

  /** Returns the same, where all the steps that there can be have no more than some. */
  TooManyBlanks withMostOfAll(int blanks) {
    return new TooManyBlanks(getMessage(), most, reason, 0, blanks);
  }

  /**
   * Returns how many examples in steps have as many as were asked for; empty if that is unknown.
   */
  public OptionalInt enough() {
    return enough == 0 ? OptionalInt.empty() : OptionalInt.of(enough);
  }

  /** Returns how many numbers can be left out if as many steps are shown as can be. */
  public int mostOfAll() {
    return mostOfAll;
  }

  public Reason reason() {
    return reason;
  }

  /** Returns how many numbers can be left out. */
  public int most() {
    return most;
  }
}
