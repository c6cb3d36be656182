package io.github.neuronscript.handout;

import io.github.neuronscript.formula.Algebra;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.Expression.Negation;
import io.github.neuronscript.formula.Expression.Partial;
import io.github.neuronscript.formula.Expression.Power;
import io.github.neuronscript.formula.Expression.Product;
import io.github.neuronscript.formula.Expression.Quotient;
import io.github.neuronscript.formula.Expression.Sum;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.Function;
import io.github.neuronscript.trace.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

/**
 * A mistake that people make, as another way to calculate. What it gives is found by calculating
 * with it.
 */
interface Mistake {

  /** Returns what was done, as the end of "perhaps …". */
  String says();

  /**
   * Returns how the lines are calculated with it.
   *
   * @param target the line whose result is judged
   */
  Calculation.Way in(Calculation calculation, int target);

  Variable Z = Variable.quantity("z");
  Variable OUTPUT = Variable.quantity("output");
  Variable TARGET = Variable.quantity("target");
  Variable LOSS = Variable.quantity("loss");
  Variable COST = Variable.quantity("cost");
  Variable RATE = Variable.quantity("rate");

  /** Changes the formula of some lines. */
  private static Mistake formula(String says, OtherFormula change) {
    return of(
        says,
        (calculation, index, values) ->
            change
                .apply(calculation.line(index))
                .map(formula -> Calculation.value(formula, values))
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty()));
  }

  /** Gives a line another formula, if the mistake can be made there. */
  interface OtherFormula {
    Optional<Expression> apply(Line line);
  }

  /** Gives a line another result. */
  interface Change {
    OptionalDouble result(Calculation calculation, int index, Map<Expression, Double> values);
  }

  private static Mistake of(String says, Change change) {
    return new Mistake() {
      @Override
      public String says() {
        return says;
      }

      @Override
      public Calculation.Way in(Calculation calculation, int target) {
        return (index, values) -> {
          Line line = calculation.line(index);
          return line.formulas().isEmpty()
              ? OptionalDouble.empty()
              : change.result(calculation, index, values);
        };
      }
    };
  }

  /** Changes the result that is judged, and no other. */
  private static Mistake atTheEnd(String says, double factor) {
    return new Mistake() {
      @Override
      public String says() {
        return says;
      }

      @Override
      public Calculation.Way in(Calculation calculation, int target) {
        return (index, values) ->
            index == target
                ? OptionalDouble.of(
                    factor
                        * Calculation.value(Calculation.formula(calculation.line(index)), values))
                : OptionalDouble.empty();
      }
    };
  }

  private static Mistake replacing(String says, Expression symbol, double value) {
    return of(
        says,
        (calculation, index, values) ->
            calculation.line(index).symbol().equals(symbol)
                ? OptionalDouble.of(value)
                : OptionalDouble.empty());
  }

  private static boolean isUpdate(Line line) {
    return line.becomes();
  }

  private static boolean isGradientOfLoss(Expression symbol) {
    return symbol.equals(new Partial(LOSS, OUTPUT)) || symbol.equals(new Partial(LOSS, Z));
  }

  private static boolean isOfParameter(Expression symbol, Variable of) {
    return symbol instanceof Partial p
        && p.of().equals(of)
        && (p.by().role() == Variable.Role.WEIGHT || p.by().role() == Variable.Role.BIAS);
  }

  /** Returns a formula with another value for a leaf; empty where it has no such leaf. */
  private static OptionalDouble with(
      Line line, Map<Expression, Double> values, Expression leaf, double value) {
    Expression formula = Calculation.formula(line);
    if (!formula.contains(leaf::equals)) {
      return OptionalDouble.empty();
    }
    Map<Expression, Double> changed = new HashMap<>(values);
    changed.put(leaf, value);
    return OptionalDouble.of(Calculation.value(formula, changed));
  }

  /** Returns the last line of a symbol before another line. */
  private static Optional<Line> before(Calculation calculation, int index, Expression symbol) {
    for (int i = index - 1; i >= 0; i--) {
      if (calculation.line(i).symbol().equals(symbol)) {
        return Optional.of(calculation.line(i));
      }
    }
    return Optional.empty();
  }

  /** Returns all mistakes that are known for the lines of a calculation. */
  static List<Mistake> all(Calculation calculation) {
    List<Mistake> all = new ArrayList<>();
    all.add(atTheEnd("the sign is flipped", -1));
    all.add(
        of(
            "y and ŷ are swapped",
            (c, i, values) ->
                isGradientOfLoss(c.line(i).symbol())
                    ? swapped(c.line(i), values)
                    : OptionalDouble.empty()));
    all.add(
        formula(
            "the factor 2 is missing, as for a loss with ½",
            line ->
                isGradientOfLoss(line.symbol())
                    ? withoutTwo(Calculation.formula(line))
                    : Optional.empty()));
    all.add(
        formula(
            "½ stands before the loss, and this loss is without",
            line ->
                line.symbol().equals(LOSS) && squares(Calculation.formula(line))
                    ? Optional.of(new Quotient(Calculation.formula(line), Algebra.number(2)))
                    : Optional.empty()));
    all.add(
        formula(
            "the square is forgotten",
            line ->
                line.symbol().equals(LOSS) && squares(Calculation.formula(line))
                    ? Optional.of(Calculation.formula(line).rewrite(Mistake::withoutSquare))
                    : Optional.empty()));
    all.add(replacing("f′(z) is forgotten: the factor ∂ŷ/∂z", new Partial(OUTPUT, Z), 1));
    all.add(
        of(
            "z stands where ŷ belongs in ∂ŷ/∂z",
            (c, i, values) -> {
              Line line = c.line(i);
              Optional<Line> z = before(c, i, Z);
              return line.symbol().equals(new Partial(OUTPUT, Z)) && z.isPresent()
                  ? with(line, values, OUTPUT, z.get().result().doubleValue())
                  : OptionalDouble.empty();
            }));
    all.add(
        of(
            "the bias is forgotten",
            (c, i, values) -> {
              Line line = c.line(i);
              Optional<Expression> bias =
                  line.values().keySet().stream()
                      .filter(leaf -> leaf instanceof Variable v && v.role() == Variable.Role.BIAS)
                      .findFirst();
              return line.symbol().equals(Z) && bias.isPresent()
                  ? with(line, values, bias.get(), 0)
                  : OptionalDouble.empty();
            }));
    all.add(
        of(
            "the activation is forgotten: ŷ = z",
            (c, i, values) ->
                c.line(i).symbol().equals(OUTPUT) && values.containsKey(Z)
                    ? OptionalDouble.of(values.get(Z))
                    : OptionalDouble.empty()));
    all.add(
        of(
            "the sign of z is flipped in the activation",
            (c, i, values) ->
                c.line(i).symbol().equals(OUTPUT)
                        && values.containsKey(Z)
                        && Calculation.formula(c.line(i)).contains(Mistake::isExponential)
                    ? with(c.line(i), values, Z, -values.get(Z))
                    : OptionalDouble.empty()));
    all.add(
        of(
            "the input is forgotten: the factor ∂z/∂w",
            (c, i, values) ->
                isOfParameter(c.line(i).symbol(), Z)
                    ? OptionalDouble.of(1)
                    : OptionalDouble.empty()));
    all.add(
        of(
            "the weight stands where its input belongs",
            (c, i, values) -> {
              if (!isOfParameter(c.line(i).symbol(), Z)) {
                return OptionalDouble.empty();
              }
              Variable weight = ((Partial) c.line(i).symbol()).by();
              return before(c, i, Z)
                  .flatMap(z -> Optional.ofNullable(z.values().get(weight)))
                  .filter(w -> weight.role() == Variable.Role.WEIGHT)
                  .map(w -> OptionalDouble.of(w.doubleValue()))
                  .orElse(OptionalDouble.empty());
            }));
    all.add(rate("the learning rate α is forgotten", rate -> 1));
    all.add(rate("the learning rate α is ten times too large", rate -> 10 * rate));
    all.add(rate("the learning rate α is ten times too small", rate -> rate / 10));
    all.add(
        formula(
            "the step is added instead of subtracted",
            line -> isUpdate(line) ? otherWay(Calculation.formula(line)) : Optional.empty()));
    all.add(
        of(
            "the old weight is forgotten: this is only the step",
            (c, i, values) ->
                isUpdate(c.line(i))
                    ? with(c.line(i), values, c.line(i).symbol(), 0)
                    : OptionalDouble.empty()));
    all.add(
        formula(
            "the sum stands where the mean belongs",
            line ->
                line.symbol() instanceof Partial p
                        && p.of().equals(COST)
                        && Calculation.formula(line) instanceof Quotient mean
                    ? Optional.of(mean.left())
                    : Optional.empty()));
    all.add(
        formula(
            "the mean stands where the sum belongs",
            line ->
                line.symbol() instanceof Partial p
                        && p.of().equals(COST)
                        && Calculation.formula(line) instanceof Sum sum
                    ? Optional.of(new Quotient(sum, Algebra.number(sum.terms().size())))
                    : Optional.empty()));
    all.addAll(early(calculation));
    all.add(atTheEnd("the decimal point is one place too far to the right", 10));
    all.add(atTheEnd("the decimal point is one place too far to the left", 0.1));
    return all;
  }

  private static Mistake rate(String says, DoubleUnaryOperator other) {
    return of(
        says,
        (c, i, values) ->
            isUpdate(c.line(i)) && values.containsKey(RATE)
                ? with(c.line(i), values, RATE, other.applyAsDouble(values.get(RATE)))
                : OptionalDouble.empty());
  }

  /**
   * The forward pass with weights that the update of this very step gives: with the first of them,
   * with the first two, and so on.
   */
  private static List<Mistake> early(Calculation calculation) {
    int most = 0;
    int run = 0;
    for (int i = 0; i < calculation.size(); i++) {
      run = isUpdate(calculation.line(i)) ? run + 1 : 0;
      most = Math.max(most, run);
    }
    List<Mistake> all = new ArrayList<>();
    for (int k = 1; k <= most; k++) {
      int first = k;
      all.add(
          of(
              "an updated weight is used too early",
              (c, i, values) -> {
                Map<Expression, Double> changed = new HashMap<>(values);
                if (!c.line(i).symbol().equals(Z)) {
                  return OptionalDouble.empty();
                }
                nextUpdates(c, i, first).forEach((w, value) -> changed.replace(w, value));
                return OptionalDouble.of(
                    Calculation.value(Calculation.formula(c.line(i)), changed));
              }));
    }
    return all;
  }

  private static Map<Expression, Double> nextUpdates(Calculation calculation, int from, int most) {
    Map<Expression, Double> updates = new HashMap<>();
    boolean begun = false;
    Set<Expression> seen = new HashSet<>();
    for (int i = from; i < calculation.size() && updates.size() < most; i++) {
      Line line = calculation.line(i);
      if (isUpdate(line) && seen.add(line.symbol())) {
        begun = true;
        updates.put(line.symbol(), line.result().doubleValue());
      } else if (begun) {
        break;
      }
    }
    return updates;
  }

  private static OptionalDouble swapped(Line line, Map<Expression, Double> values) {
    if (!values.containsKey(TARGET) || !values.containsKey(OUTPUT)) {
      return OptionalDouble.empty();
    }
    Map<Expression, Double> changed = new HashMap<>(values);
    changed.put(TARGET, values.get(OUTPUT));
    changed.put(OUTPUT, values.get(TARGET));
    return OptionalDouble.of(Calculation.value(Calculation.formula(line), changed));
  }

  private static boolean isExponential(Expression e) {
    return e instanceof Expression.Elementary f && f.function() == Function.EXP;
  }

  private static boolean isTwo(Expression e) {
    return e instanceof Literal n && n.value() == 2;
  }

  private static boolean squares(Expression formula) {
    return formula.contains(e -> e instanceof Power p && isTwo(p.exponent()));
  }

  private static Expression withoutSquare(Expression e) {
    return e instanceof Power p && isTwo(p.exponent()) ? p.base() : e;
  }

  private static Optional<Expression> withoutTwo(Expression formula) {
    if (formula instanceof Negation negation) {
      return withoutTwo(negation.operand()).map(Negation::new);
    }
    if (formula instanceof Product product) {
      List<Expression> factors = new ArrayList<>();
      boolean found = false;
      for (Expression factor : product.factors()) {
        Expression size = factor instanceof Negation negation ? negation.operand() : factor;
        if (!found && isTwo(size)) {
          found = true;
          if (factor instanceof Negation) {
            factors.add(Algebra.number(-1));
          }
        } else {
          factors.add(factor);
        }
      }
      return found ? Optional.of(Algebra.product(factors)) : Optional.empty();
    }
    return Optional.empty();
  }

  /** Returns w + α·g for w − α·g. */
  private static Optional<Expression> otherWay(Expression formula) {
    if (formula instanceof Sum sum && sum.terms().size() == 2) {
      Expression step = sum.terms().get(1);
      Expression other = step instanceof Negation n ? n.operand() : new Negation(step);
      return Optional.of(Sum.of(sum.terms().get(0), other));
    }
    return Optional.empty();
  }
}
