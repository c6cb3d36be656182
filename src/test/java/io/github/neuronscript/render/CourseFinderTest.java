package io.github.neuronscript.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.formula.Vector;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Holes, poles and ranges of functions whose holes, poles and ranges are known. */
class CourseFinderTest {

  private static final double[] XS =
      IntStream.rangeClosed(0, 480).mapToDouble(i -> -6 + i / 40.0).toArray();

  private static Plot.Course of(DoubleUnaryOperator function) {
    return CourseFinder.of(function, XS);
  }

  private static void assertRange(double least, double greatest, Plot.Course course) {
    assertEquals(List.of(), course.poles());
    assertFalse(course.noLeast() || course.noGreatest(), course.toString());
    assertEquals(least, course.least(), 1e-6 * Math.abs(greatest - least));
    assertEquals(greatest, course.greatest(), 1e-6 * Math.abs(greatest - least));
  }

  private static void assertPoles(
      boolean noLeast, boolean noGreatest, Plot.Course course, double... poles) {
    assertEquals(poles.length, course.poles().size(), course.toString());
    for (int i = 0; i < poles.length; i++) {
      assertEquals(poles[i], course.poles().get(i), 1e-9, course.toString());
    }
    assertEquals(noLeast, course.noLeast(), course.toString());
    assertEquals(noGreatest, course.noGreatest(), course.toString());
  }

  @Test
  void poleIsFoundWhereverItLies() {
    for (double pole : new double[] {0, 0.3, 0.37, 1 / 3.0, -5.99, 5.995}) {
      assertPoles(true, true, of(z -> 1 / (z - pole)), pole);
      assertPoles(false, true, of(z -> 1 / ((z - pole) * (z - pole))), pole);
      assertPoles(true, false, of(z -> Math.log(Math.abs(z - pole))), pole);
    }
  }

  @Test
  void polesBesideEachOtherAreAllFound() {
    assertPoles(true, true, of(z -> 1 / (z - 1.0003) / (z - 1.0007)), 1.0003, 1.0007);
    assertPoles(true, true, of(z -> 1 / (z - 1.01) / (z - 1.0137)), 1.01, 1.0137);
    assertEquals(76, of(z -> Math.tan(20 * z)).poles().size());
  }

  @Test
  void poleAtTheEndOfAHoleIsFound() {
    assertPoles(true, false, of(z -> Math.log(z + 1)), -1);
    assertPoles(true, false, of(z -> Math.log(z + 1.1234)), -1.1234);
    assertPoles(false, true, of(z -> 1 / Math.sqrt(z - 0.7)), 0.7);
    assertPoles(false, false, of(z -> Math.sqrt(z)));
  }

  @Test
  void swingingWithoutEndHasNoBound() {
    assertPoles(true, true, of(z -> -Math.cos(1 / z) / (z * z)), 0);
    assertRange(-1, 1, of(z -> Math.sin(1 / z)));
  }

  /** Near 0 this is a difference of almost equal numbers, and in doubles anything at all. */
  @Test
  void errorsOfRoundingAreNoPole() {
    assertPoles(false, false, of(z -> z < 0 ? -0.5 : (1 / (1 + z) - Math.log(1 + z) / z) / z));
    assertPoles(false, false, of(z -> (1 - Math.cos(z)) / (z * z)));
  }

  @Test
  void narrowHoleIsFound() {
    Plot.Course course = of(z -> Math.abs(z - 1.003) <= 0.001 ? Double.NaN : z);
    assertEquals(1, course.holes().size(), course.toString());
    assertEquals(1.002, course.holes().get(0).from(), 1e-9);
    assertEquals(1.004, course.holes().get(0).to(), 1e-9);
    assertRange(-6, 6, course);
  }

  /** The least and the greatest value lie between the numbers that are drawn. */
  @Test
  void rangeIsThatOfTheFunctionAndNotOfTheDrawing() {
    assertRange(0, Math.sqrt(6.01234), of(z -> Math.sqrt(Math.abs(z - 0.01234))));
    assertRange(-6, 10, of(z -> z > 0.1 ? 1 / z : z));
    assertRange(1 / 36.000001, 1e6, of(z -> 1 / (z * z + 1e-6)));
    double steepest = 3 * Math.sqrt(3) / 8 * 1e9;
    assertRange(-steepest, steepest, of(z -> -2 * z / Math.pow(z * z + 1e-6, 2)));
    assertRange(-6, 6, of(Math::floor));
    assertRange(3, 3, of(z -> 3));
    assertTrue(Double.isNaN(of(z -> Double.NaN).least()));
  }

  /** A double ends at 1.8e308, and no pole is there. */
  @Test
  void overflowIsNoPole() {
    Plot.Course course = of(z -> Math.exp(z * z * z * z));
    assertEquals(List.of(), course.poles());
    assertEquals(2, course.holes().size(), course.toString());
    assertTrue(course.holes().stream().allMatch(Plot.Hole::beyond), course.toString());
    assertTrue(course.noGreatest() && !course.noLeast(), course.toString());
    // A value that is missing is not beyond all numbers, and beside a pole it may be missing, too.
    Plot.Course logarithm = of(Math::log);
    assertFalse(logarithm.holes().get(0).beyond(), logarithm.toString());
    assertEquals(List.of(0.0), logarithm.poles());
    assertEquals(List.of(0.0), of(z -> 1 / Math.max(0, z)).poles());
    assertEquals(List.of(0.0), of(z -> 1 / z).poles());
  }

  @Test
  void nothingIsDrawnAcrossAPole() {
    DoubleUnaryOperator function = z -> 1 / (z - 0.3);
    Plot.Curve curve =
        new Plot.Curve(
            "f",
            Vector.of(XS),
            Vector.of(
                IntStream.range(0, XS.length)
                    .mapToDouble(i -> function.applyAsDouble(XS[i]))
                    .toArray()),
            of(function));
    Scale across = Scale.of(new Plot.Axis("z", -6, 6, false));
    Scale up = Scale.of(new Plot.Axis("f", -20, 20, false));
    double pole = across.at(0.3);
    for (List<Halves.Spot> stroke : Strokes.of(curve, across, up)) {
      assertTrue(
          stroke.stream().allMatch(spot -> spot.x() < pole)
              || stroke.stream().allMatch(spot -> spot.x() > pole),
          stroke.toString());
    }
  }
}
