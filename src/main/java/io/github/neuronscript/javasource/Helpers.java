package io.github.neuronscript.javasource;

import io.github.neuronscript.formula.Function;
import java.util.ArrayList;
import java.util.List;

/** Methods for operations that Java lacks, with the bits of the language. */
enum Helpers {
  REMAINDER(
      "remainderOf",
      """
        private static double remainderOf(double a, double b) {
          double r = a % b;
          return r != 0 && r < 0 != b < 0 ? r + b : r;
        }
      """),
  POWER(
      "powerOf",
      """
        private static double powerOf(double base, double exponent) {
          if (exponent == 2) {
            return base * base;
          }
          if (exponent == 3) {
            return base * base * base;
          }
          return StrictMath.pow(base, exponent);
        }
      """),
  NEAR(
      "isNear",
      """
        private static boolean isNear(double value, double target, double tolerance) {
          return value == target || Math.abs(value - target) <= tolerance;
        }
      """),
  HOLDS(
      "holdsAsTrue",
      """
        private static boolean holdsAsTrue(double value) {
          return value != 0 && !Double.isNaN(value);
        }
      """),
  XLOGY(
      "xTimesLogY",
      """
        private static double xTimesLogY(double x, double y) {
          return x == 0 && !Double.isNaN(y) ? 0 : x * StrictMath.log(y);
        }
      """),
  CLAMP(
      "clampTo",
      """
        private static double clampTo(double x, double low, double high) {
          return Math.min(Math.max(x, low), high);
        }
      """),
  SIGN(
      "signOf",
      """
        private static double signOf(double x) {
          return x > 0 ? 1 : x < 0 ? -1 : x;
        }
      """),
  ERF(
      "errorFunction",
      """
        /** By Taylor's series around the nearest quarter. */
        private static double errorFunction(double x) {
          double size = Math.abs(x);
          if (!(size < 6)) {
            return Double.isNaN(x) ? x : Math.signum(x);
          }
          double[] atQuarters = {
            TABLE
          };
          int quarters = size < 0.25 ? 0 : (int) Math.rint(4 * size);
          double c = quarters / 4.0;
          double h = size - c;
          double bell = StrictMath.exp(-c * c);
          double g = (1 + 0.12837916709551256) * bell;
          double before = 0;
          double power = h;
          double sum = 0.12837916709551256 * bell * h;
          for (int n = 1; n < 20; n++) {
            double next = -2 * (c * g + before) / n;
            before = g;
            g = next;
            power *= h;
            sum += g * power / (n + 1);
          }
          return Math.copySign(atQuarters[quarters] + (bell * h + sum), x);
        }
      """);

  private static final int QUARTERS = 24;

  private final String method;
  private final String text;

  Helpers(String method, String text) {
    this.method = method;
    this.text = text;
  }

  String method() {
    return method;
  }

  String text() {
    List<String> table = new ArrayList<>();
    for (int i = 0; i <= QUARTERS; i++) {
      table.add(Formulas.literal(Function.ERF.at(i / 4.0)));
    }
    return text.replace("TABLE", String.join(", ", table));
  }
}
