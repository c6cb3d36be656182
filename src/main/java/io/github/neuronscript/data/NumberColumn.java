package io.github.neuronscript.data;

import io.github.neuronscript.formula.NumberReader;
import io.github.neuronscript.formula.NumberSystem;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** A growing column of numbers. */
final class NumberColumn implements Column {

  /** A decimal of no more digits is the shortest of its double. */
  private static final int SAFE_LENGTH = 15;

  /** Digits that have room in a long. */
  private static final int MOST_DIGITS = 18;

  /** Characters of a plain number at most: a space, a sign, a point and digits. */
  static final int LONGEST_PLAIN = MOST_DIGITS + 3;

  private final Gap gap;
  private final char point;
  private final boolean exact;
  private final Map<Integer, BigDecimal> decimals = new HashMap<>();
  private final Numbers values = new Numbers();

  /**
   * Makes an empty column.
   *
   * @param point the sign before the decimals
   * @param exact whether to keep the decimals that no double holds
   */
  NumberColumn(Gap gap, char point, boolean exact) {
    this.gap = gap;
    this.point = point;
    this.exact = exact;
  }

  /**
   * Adds a cell of a file.
   *
   * @throws NumberSystem.TooLong if decimals are kept, and it is longer than can be computed with
   */
  @Override
  public Cell add(char[] buffer, int from, int to, boolean quoted) {
    double value = NumberReader.parseCell(buffer, from, to, point);
    add(value);
    if (Double.isNaN(value)) {
      return Gap.isNoNumber(buffer, from, to) ? Cell.GAP : Cell.BAD;
    }
    if (exact && to - from > SAFE_LENGTH) {
      NumberSystem.checkLength(to - from);
      String text = new String(buffer, from, to - from).strip();
      keep(new BigDecimal(text.replace(point, '.').replace('\u2212', '-')), value);
    }
    return Cell.GOOD;
  }

  /** Returns whether a sign ends a plain number, as it does unless it can be a part of one. */
  boolean endsAt(char sign) {
    return sign != point && sign != '-' && (sign < '0' || sign > '9');
  }

  /**
   * Adds a plain number, which most cells are: digits, with a point or none and a minus or none,
   * and a separator or the end of a line right behind them. All else is left to {@link #add(char[],
   * int, int, boolean)}, which reads the same number from the same cell.
   *
   * @param buffer somewhere behind {@code from} it holds a sign that is in no number
   * @return where the number ends; -1 if nothing was added
   */
  int addPlain(char[] buffer, int from, char separator) {
    int first = buffer[from] == '-' ? from + 1 : from;
    int at = first;
    long digits = 0;
    int digit;
    while ((digit = buffer[at] - '0') >= 0 && digit <= 9) {
      digits = 10 * digits + digit;
      at++;
    }
    int count = at - first;
    int decimals = 0;
    if (buffer[at] == point) {
      int firstDecimal = ++at;
      // Two at a time, since each multiplication waits for the one before.
      while ((digit = buffer[at] - '0') >= 0 && digit <= 9) {
        int next = buffer[at + 1] - '0';
        if (next < 0 || next > 9) {
          digits = 10 * digits + digit;
          at++;
          break;
        }
        digits = 100 * digits + (10 * digit + next);
        at += 2;
      }
      decimals = at - firstDecimal;
      count += decimals;
    }
    char end = buffer[at];
    if (end != separator && end != '\n' && end != '\r'
        || count == 0
        || count > (exact ? SAFE_LENGTH - 2 : MOST_DIGITS)) {
      return -1;
    }
    double value = NumberReader.decimal(digits, -decimals);
    if (Double.isNaN(value)) {
      return -1;
    }
    values.add(buffer[from] == '-' ? -value : value);
    return at;
  }

  /** Adds a number; NaN for a placeholder. */
  void add(double value) {
    values.add(value);
  }

  /** Adds a number that has more digits than a double. */
  void add(BigDecimal decimal) {
    add(decimal.doubleValue());
    if (exact) {
      keep(decimal, decimal.doubleValue());
    }
  }

  private void keep(BigDecimal decimal, double value) {
    if (decimal.compareTo(BigDecimal.valueOf(value)) != 0) {
      decimals.put(values.size() - 1, decimal);
    }
  }

  @Override
  public void removeLast() {
    values.removeLast();
    decimals.remove(values.size());
  }

  @Override
  public void clear() {
    values.clear();
    decimals.clear();
  }

  @Override
  public Gap gap() {
    return gap;
  }

  Numbers values() {
    return values;
  }

  /** Returns by row the decimals that no double holds. */
  Map<Integer, BigDecimal> decimals() {
    return decimals;
  }
}
