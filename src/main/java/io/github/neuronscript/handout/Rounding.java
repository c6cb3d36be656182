package io.github.neuronscript.handout;

/**
 * What an answer may lack of a number, and count as it: it is rounded to the digits that are given,
 * at least three.
 *
 * @param digits of the page
 */
record Rounding(int digits) {

  /** So many digits have to be right. */
  static final int LEAST_DIGITS = 3;

  /** Of fewer digits nothing can be told, also not that a number is nearly right. */
  private static final int TELLING_DIGITS = 2;

  /**
   * Whether an answer is a value at the digits that it has. Beyond the digits of the page nobody
   * can be held to them.
   */
  boolean isRight(Answer answer, double value) {
    boolean beyond = answer.digits() >= digits;
    return answer.is(value) || beyond && answer.isWithin(value, unit(value, digits));
  }

  /** Whether an answer is the number that the page would show. */
  boolean isShown(Answer answer, double exact) {
    return answer.isWithin(exact, unit(exact, digits) / 2);
  }

  /** Whether an answer has too few digits: 0.35 has enough where the page would show 0.35, too. */
  boolean isCoarse(Answer answer, double exact) {
    return answer.digits() < LEAST_DIGITS
        && !isShown(answer, exact)
        && !onlyZerosAreMissing(answer, exact);
  }

  /** Whether an answer is right, and not too coarse. */
  boolean isWhole(Answer answer, double exact) {
    return isRight(answer, exact) && !isCoarse(answer, exact);
  }

  /**
   * Whether an answer is a value, and of so many digits that this is no chance: two are none, but
   * if a zero at their end would make them three.
   */
  boolean isTold(Answer answer, double value) {
    boolean enough =
        answer.digits() >= LEAST_DIGITS || tells(answer) && onlyZerosAreMissing(answer, value);
    return isRight(answer, value) && (enough || isExact(answer, value));
  }

  /** Whether an answer has enough digits that it is no chance. */
  static boolean tells(Answer answer) {
    return answer.digits() >= TELLING_DIGITS && answer.value() != 0;
  }

  /** Whether zeros at the end would make it of enough digits: calculators write 0.930 as 0.93. */
  static boolean onlyZerosAreMissing(Answer answer, double exact) {
    return answer.digits() < LEAST_DIGITS
        && answer.value() != 0
        && answer.isWithin(exact, unit(exact, LEAST_DIGITS) / 2);
  }

  private static boolean isExact(Answer answer, double value) {
    return Math.abs(answer.value() - value) <= 1e-12 * Math.abs(value);
  }

  /** Returns the place value of the last of so many significant digits. */
  private static double unit(double value, int digits) {
    return value == 0
        ? 0
        : StrictMath.pow(10, Math.floor(StrictMath.log10(Math.abs(value))) - digits + 1);
  }
}
