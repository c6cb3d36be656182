package io.github.neuronscript.render;

import io.github.neuronscript.formula.NumberWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Where numbers lie on an axis, and which of them are written beside it. */
public final class Scale {

  private static final int[] ROUND = {1, 2, 5};

  /** From this on numbers are written with a power of ten. */
  private static final BigDecimal LARGE = new BigDecimal("1e7");

  private final Plot.Axis axis;
  private final boolean whole;

  private Scale(Plot.Axis axis, boolean whole) {
    this.axis = axis;
    this.whole = whole;
  }

  /** Returns the axis to the right; of epochs only whole ones are written. */
  public static Scale across(Plot plot) {
    return new Scale(plot.across(), plot.kind() == Plot.Kind.COST);
  }

  /** Returns the axis upwards. */
  public static Scale up(Plot plot) {
    return of(plot.up());
  }

  static Scale of(Plot.Axis axis) {
    return new Scale(axis, false);
  }

  /** A number that is written beside the axis. */
  public record Tick(double value, String text) {}

  /** Returns where a number lies, from 0 to 1; outside of that if it is not on the axis, or NaN. */
  public double at(double value) {
    if (axis.logarithmic()) {
      double from = StrictMath.log(axis.from());
      return (StrictMath.log(value) - from) / (StrictMath.log(axis.to()) - from);
    }
    double span = axis.to() - axis.from();
    return Double.isInfinite(span)
        ? (value / 2 - axis.from() / 2) / (axis.to() / 2 - axis.from() / 2)
        : (value - axis.from()) / span;
  }

  /**
   * Returns round numbers on the axis in ascending order.
   *
   * @param most as many at most, from 2; a logarithmic axis within one decade may have none
   */
  public List<Tick> ticks(int most) {
    return axis.logarithmic() ? decades(most) : multiples(most);
  }

  private List<Tick> multiples(int most) {
    BigDecimal from = new BigDecimal(axis.from());
    BigDecimal to = new BigDecimal(axis.to());
    BigDecimal span = to.subtract(from);
    int power = span.precision() - span.scale() - 3;
    for (int i = 0; ; i++) {
      int exponent = power + i / 3;
      BigDecimal step = BigDecimal.valueOf(ROUND[i % 3]).scaleByPowerOfTen(exponent);
      BigDecimal first = from.divide(step, 0, RoundingMode.CEILING);
      BigDecimal last = to.divide(step, 0, RoundingMode.FLOOR);
      int count = last.subtract(first).intValue() + 1;
      if (count <= most && (!whole || exponent >= 0)) {
        List<Tick> ticks = new ArrayList<>();
        for (int k = 0; k < count; k++) {
          ticks.add(tick(first.add(BigDecimal.valueOf(k)).multiply(step)));
        }
        return ticks;
      }
    }
  }

  private List<Tick> decades(int most) {
    int from = magnitude(axis.from());
    int to = magnitude(axis.to());
    List<Tick> ticks = new ArrayList<>();
    int step = Math.max(1, (to - from + most - 1) / most);
    for (int power = from; power <= to; power += step) {
      Tick tick = tick(BigDecimal.ONE.scaleByPowerOfTen(power));
      if (tick.value() >= axis.from() && tick.value() <= axis.to()) {
        ticks.add(tick);
      }
    }
    return ticks;
  }

  /** The power of ten that is at most the number. */
  private static int magnitude(double number) {
    BigDecimal exact = new BigDecimal(number);
    return exact.precision() - exact.scale() - 1;
  }

  private static Tick tick(BigDecimal value) {
    String text =
        value.abs().compareTo(LARGE) < 0
            ? NumberWriter.rounded(value, Numbers.MOST_DIGITS)
            : withPowerOfTen(value.stripTrailingZeros());
    return new Tick(value.doubleValue(), text.replace('-', '−'));
  }

  /** Returns 1.2e12: beside an axis nobody counts zeros. */
  private static String withPowerOfTen(BigDecimal value) {
    int power = value.precision() - value.scale() - 1;
    return value.movePointLeft(power).stripTrailingZeros().toPlainString() + "e" + power;
  }
}
