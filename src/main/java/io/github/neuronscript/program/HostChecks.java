package io.github.neuronscript.program;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.formula.NumberWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Knows the functions of the host by their names, and holds their derivatives to differences of
 * their values, at the fixed points of {@link DerivativeCheck}, when a script first calls them.
 */
final class HostChecks {

  /** Steps of the differences, as a share of the argument or of 1. */
  private static final double STEP = 0x1p-17;

  /** Differences err by less where a function is smooth; a wrong derivative by more. */
  private static final double TOLERANCE = 1e-4;

  /** Two differences that are further apart say nothing of the derivative between them. */
  private static final double STEADY = 1e-5;

  private final HostFunction function;
  private final Span place;

  private HostChecks(HostFunction function, Span place) {
    this.function = function;
    this.place = place;
  }

  /** Returns a derivative by its name, {@code soft′}, which is typed in backticks. */
  static Optional<Definition> derivative(Scope scope, String name) {
    for (HostFunction function : scope.hosts.values()) {
      for (Definition derivative : function.derivativeDefinitions()) {
        if (derivative.name().equals(name)) {
          return Optional.of(derivative);
        }
      }
    }
    return Optional.empty();
  }

  /** Notes that a script calls a function, and complains of a wrong derivative the first time. */
  static void call(Scope scope, Definition called, Span place, List<Diagnostic> errors) {
    Optional<HostFunction> function = HostFunction.calledBy(called).map(HostFunction::whole);
    if (function.isPresent() && !scope.hostsCalled.contains(function.get().name())) {
      scope.hostsCalled = Scope.and(scope.hostsCalled, function.get().name());
      new HostChecks(function.get(), place).mismatches(scope.limits.asked(), errors);
    }
  }

  private void mismatches(Runnable asked, List<Diagnostic> errors) {
    for (String by : function.derivatives()) {
      List<Diagnostic> found = new ArrayList<>();
      int parameter = function.parameters().indexOf(by);
      for (int i = 0; i < DerivativeCheck.POINTS.length; i++) {
        asked.run();
        mismatch(point(i), parameter).ifPresent(found::add);
      }
      // At a kink the value taken may be any; two are a mistake.
      if (found.size() > 1) {
        errors.add(found.get(0));
      }
    }
  }

  private double[] point(int i) {
    double[] point = new double[function.parameters().size()];
    for (int k = 0; k < point.length; k++) {
      point[k] = DerivativeCheck.POINTS[(i + 4 * k) % DerivativeCheck.POINTS.length];
    }
    return point;
  }

  private Optional<Diagnostic> mismatch(double[] point, int parameter) {
    double stated = function.slope(parameter, point);
    double size = Math.max(1, Math.abs(point[parameter]));
    double far = difference(point, parameter, STEP * size);
    double near = difference(point, parameter, STEP / 2 * size);
    // A small function has small derivatives, and mistakes in them are as small.
    double value = HostFunction.orNan(() -> function.at(point));
    double scale = Math.max(Math.abs(value) / size, Math.max(Math.abs(stated), Math.abs(near)));
    boolean comparable =
        Double.isFinite(stated) && Double.isFinite(near) && Math.abs(far - near) <= STEADY * scale;
    if (!comparable || Math.abs(stated - near) <= TOLERANCE * scale) {
      return Optional.empty();
    }
    List<String> at = new ArrayList<>();
    for (int k = 0; k < point.length; k++) {
      at.add(function.parameters().get(k) + " = " + NumberWriter.shortest(point[k]));
    }
    return Optional.of(
        CheckErrors.hostDerivative(
            place,
            function.name(),
            function.parameters().get(parameter),
            String.join(", ", at),
            NumberWriter.rounded(stated, 6),
            NumberWriter.rounded(near, 6)));
  }

  private double difference(double[] point, int parameter, double step) {
    double[] right = point.clone();
    double[] left = point.clone();
    right[parameter] += step;
    left[parameter] -= step;
    double change =
        HostFunction.orNan(() -> function.at(right)) - HostFunction.orNan(() -> function.at(left));
    return change / (right[parameter] - left[parameter]);
  }
}
