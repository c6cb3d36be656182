package io.github.neuronscript.formula;

import io.github.neuronscript.formula.Expression.Comparison;
import io.github.neuronscript.formula.Expression.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a function of one variable turns or jumps. A formula that chooses need not: z·|z| has a
 * derivative at 0. So the places are found in the formula, by {@link Branches}, and each is held to
 * the numbers beside it.
 */
public final class Kinks {

  /**
   * A place without a derivative.
   *
   * @param place as what is equal there: z = 0
   * @param jump whether the function itself jumps, and not only its derivative
   * @param value the function's value there; empty if it depends on other variables
   * @param derivative what is taken for the derivative there; empty if it depends on others
   */
  public record Kink(
      Expression place, boolean jump, Optional<Number> value, Optional<Number> derivative) {}

  /** How far beside a place the function is looked at, and how near for the second look. */
  private static final double BESIDE = 0x1p-10;

  private static final double NEAR = 0x1p-20;

  /** What is left of a difference when it is looked at from {@link #NEAR}, if there is no jump. */
  private static final double SHRUNK = 0.1;

  /** Places are looked for from −8 to 8. */
  private static final int REACH = 8;

  private static final int STEPS_TO_ONE = 16;

  /** What the other variables are while places are looked for. */
  private static final double[] SAMPLES = {1, -1, 0.5, 2, -0.25};

  private static final NumberSystem DOUBLES = NumberSystem.doubles();

  private final Expression function;
  private final Expression derivative;
  private final Variable by;
  private final Branches branches;

  /**
   * Looks at a function.
   *
   * @param derivative of the function by a variable
   */
  public Kinks(Expression function, Expression derivative, Variable by) {
    this.function = function;
    this.derivative = derivative;
    this.by = by;
    this.branches = Branches.of(List.of(function));
  }

  /**
   * Returns the kinks of a function that has an example standing on them; none where a function of
   * the host fails beside the example.
   */
  public List<Kink> at(NumberSystem numbers, Map<Expression, ? extends Number> values) {
    try {
      return found(numbers, values);
    } catch (HostFunction.Failed e) {
      return List.of();
    }
  }

  private List<Kink> found(NumberSystem numbers, Map<Expression, ? extends Number> values) {
    Map<Expression, Number> here = new HashMap<>(values);
    List<Kink> kinks = new ArrayList<>();
    for (Expression edge : branches.edges(numbers, values)) {
      boolean jump = jumps(function, here);
      if (jump || jumps(derivative, here)) {
        Number taken = withoutMinusZero(numbers, numbers.value(derivative, here));
        Number value = withoutMinusZero(numbers, numbers.value(function, here));
        kinks.add(new Kink(edge, jump, Optional.of(value), Optional.of(taken)));
      }
    }
    return kinks;
  }

  /** The minus of −sign(0) says nothing. */
  private static Number withoutMinusZero(NumberSystem numbers, Number value) {
    return numbers.add(numbers.of(0.0), value);
  }

  /**
   * Returns all kinks of a function.
   *
   * @param requirement what its other variables fulfil
   */
  public List<Kink> all(Optional<Expression> requirement) {
    List<Kink> kinks = new ArrayList<>();
    for (Expression place : branches.places()) {
      if (!place.contains(by::equals)) {
        continue;
      }
      try {
        found((Comparison) place, requirement).ifPresent(kinks::add);
      } catch (HostFunction.Failed e) {
        // What is asked here, no data may ever ask.
      }
    }
    return kinks;
  }

  private Optional<Kink> found(Comparison place, Optional<Expression> requirement) {
    Set<Number> values = new LinkedHashSet<>();
    Set<Number> derivatives = new LinkedHashSet<>();
    boolean seen = false;
    boolean jump = false;
    Set<Expression> free = others();
    // Without other variables all samples are the same.
    for (int sample = 0; sample < (free.isEmpty() ? 1 : SAMPLES.length); sample++) {
      Map<Expression, Number> others = values(free, sample);
      if (requirement.isPresent() && !holds(requirement.get(), others)) {
        continue;
      }
      for (double root : roots(place, others)) {
        seen = true;
        others.put(by, root);
        boolean jumps = jumps(function, others);
        if (jumps || jumps(derivative, others)) {
          jump |= jumps;
          values.add(withoutMinusZero(DOUBLES, DOUBLES.value(function, others)));
          derivatives.add(withoutMinusZero(DOUBLES, DOUBLES.value(derivative, others)));
        }
      }
    }
    if (seen && derivatives.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Kink(place, jump, onlyOne(values), onlyOne(derivatives)));
  }

  private static Optional<Number> onlyOne(Set<Number> values) {
    return values.size() == 1 ? values.stream().findFirst() : Optional.empty();
  }

  /** Whether a condition holds, or cannot be asked since it reads the variable too. */
  private boolean holds(Expression requirement, Map<Expression, Number> others) {
    return requirement.contains(by::equals)
        || NumberSystem.holds(DOUBLES.value(requirement, others));
  }

  /** Returns the other variables. */
  private Set<Expression> others() {
    Set<Expression> others = new LinkedHashSet<>();
    List.of(function, derivative)
        .forEach(
            formula ->
                formula.each(
                    e -> {
                      if (e instanceof Variable && !e.equals(by)) {
                        others.add(e);
                      }
                    }));
    return others;
  }

  private static Map<Expression, Number> values(Set<Expression> others, int sample) {
    Map<Expression, Number> values = new HashMap<>();
    for (Expression other : others) {
      values.put(other, SAMPLES[(sample + values.size()) % SAMPLES.length]);
    }
    return values;
  }

  /** Returns where both sides of a place are equal: on a grid, or between two of its points. */
  private List<Double> roots(Comparison place, Map<Expression, Number> others) {
    Expression apart = Expression.Sum.of(place.left(), new Expression.Negation(place.right()));
    List<Expression> leaves = new ArrayList<>(List.of(by));
    others.keySet().stream().filter(leaf -> !leaf.equals(by)).forEach(leaves::add);
    Compiled distance = Compiled.of(leaves, apart);
    double[] rest =
        leaves.stream().skip(1).mapToDouble(leaf -> others.get(leaf).doubleValue()).toArray();
    List<Double> roots = new ArrayList<>();
    double before = Double.NaN;
    for (int i = -REACH * STEPS_TO_ONE; i <= REACH * STEPS_TO_ONE; i++) {
      double x = (double) i / STEPS_TO_ONE;
      double here = distance.at(x, rest);
      if (here == 0) {
        roots.add(x);
      } else if (before * here < 0) {
        roots.add(between(distance, rest, x - 1.0 / STEPS_TO_ONE, x));
      }
      before = here;
    }
    return roots;
  }

  /** Halves an interval at whose ends a value has two signs. */
  private static double between(Compiled distance, double[] rest, double from, double to) {
    double low = from;
    double high = to;
    boolean negative = distance.at(low, rest) < 0;
    for (int i = 0; i < Double.MAX_EXPONENT && low < (low + high) / 2; i++) {
      double middle = (low + high) / 2;
      if (middle >= high) {
        break;
      }
      if (distance.at(middle, rest) < 0 == negative) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private double value(Expression formula, Map<Expression, ? extends Number> others, double x) {
    Map<Expression, Number> values = new HashMap<>(others);
    values.put(by, x);
    return DOUBLES.value(formula, values).doubleValue();
  }

  /** Whether the values on both sides stay apart however near they are. */
  private boolean jumps(Expression formula, Map<Expression, Number> values) {
    Map<Expression, Number> doubles = new HashMap<>();
    values.forEach((leaf, value) -> doubles.put(leaf, value.doubleValue()));
    double x = doubles.get(by).doubleValue();
    double size = Math.max(1, Math.abs(x));
    double far = difference(formula, doubles, x, BESIDE * size);
    double near = difference(formula, doubles, x, NEAR * size);
    return near > SHRUNK * far && near > NEAR * Math.abs(value(formula, doubles, x + NEAR * size));
  }

  private double difference(
      Expression formula, Map<Expression, Number> values, double x, double step) {
    return Math.abs(value(formula, values, x + step) - value(formula, values, x - step));
  }
}
