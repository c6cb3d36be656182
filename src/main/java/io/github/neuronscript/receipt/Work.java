package io.github.neuronscript.receipt;

/**
 * Counts what is computed for a line, so that none keeps the reader busy: as many steps as a
 * processor takes a few seconds for. Nothing is measured, so that a trace has the same verdict
 * everywhere.
 */
final class Work {

  /** What a part of a formula takes that is computed alone. */
  static final long PART = 50;

  /** What it takes to read a sign of a formula, or to derive or simplify a part of it. */
  static final long DERIVED = 500;

  private static final long MOST = 500_000_000;

  private long line;
  private long done;

  void begin(long line) {
    this.line = line;
    this.done = 0;
  }

  /**
   * Counts work before it is done.
   *
   * @throws Broken if it is more than one line may need
   */
  void count(long steps) {
    done += Math.min(steps, MOST);
    if (done > MOST) {
      throw new Broken(
          line, "to check this line takes more than the " + MOST + " steps that there are for one");
    }
  }
}
