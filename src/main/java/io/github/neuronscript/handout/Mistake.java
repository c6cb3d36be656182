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

  /** Gives a factor of a product another value. */
  interface OtherFactor {
    OptionalDouble value(Calculation calculation, int index, Expression leaf);
  }

  private static Mistake factor(String says, OtherFactor other) {
    return of(
        says,
        (calculation, index, values) -> {
          Map<Expression, Double> changed = new HashMap<>(values);
          changed.replaceAll((leaf, value) -> other.value(calculation, index, leaf).orElse(value));
          return changed.equals(values)
              ? OptionalDouble.empty()
              : OptionalDouble.of(
                  Calculation.value(Calculation.formula(calculation.line(index)), changed));
        });
  }

  private static OptionalDouble weight(Calculation calculation, int index, Variable weight) {
    return before(calculation, index, Z)
        .flatMap(z -> Optional.ofNullable(z.values().get(weight)))
        .map(w -> OptionalDouble.of(w.doubleValue()))
        .orElse(OptionalDouble.empty());
  }

  /**
   * Another factor before the derivative of a squared loss: in the gradient that is judged, or else
   * where it begins.
   *
   * @param ofHalf whether the loss has ½ before its square
   */
  private static Mistake inGradient(String says, double factor, boolean ofHalf) {
    return new Mistake() {
      @Override
      public String says() {
        return says;
      }

      @Override
      public Calculation.Way in(Calculation calculation, int target) {
        boolean atTheEnd = isGradient(calculation.line(target).symbol());
        return (index, values) -> {
          Line line = calculation.line(index);
          boolean here = atTheEnd ? index == target : isGradientOfLoss(line.symbol());
          Optional<Line> loss = before(calculation, index, LOSS);
          return here
                  && !line.formulas().isEmpty()
                  && loss.filter(l -> squares(Calculation.formula(l))).isPresent()
                  && halves(Calculation.formula(loss.get())) == ofHalf
              ? OptionalDouble.of(factor * Calculation.value(Calculation.formula(line), values))
              : OptionalDouble.empty();
        };
      }
    };
  }

  private static boolean isGradient(Expression symbol) {
    return symbol instanceof Partial p && (p.of().equals(LOSS) || p.of().equals(COST));
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
    all.add(inGradient("the factor 2 is missing, as for a loss with ½", 0.5, false));
    all.add(inGradient("the factor 2 is there too often", 2, false));
    all.add(inGradient("the factor 2 is there, as for a loss without ½", 2, true));
    all.add(
        formula(
            "½ stands before the loss, and this loss is without",
            line ->
                line.symbol().equals(LOSS)
                        && squares(Calculation.formula(line))
                        && !halves(Calculation.formula(line))
                    ? Optional.of(new Quotient(Calculation.formula(line), Algebra.number(2)))
                    : Optional.empty()));
    all.add(
        formula(
            "½ before the loss is forgotten",
            line ->
                line.symbol().equals(LOSS)
                        && squares(Calculation.formula(line))
                        && halves(Calculation.formula(line))
                    ? Optional.of(Product.of(Algebra.number(2), Calculation.formula(line)))
                    : Optional.empty()));
    all.add(
        formula(
            "the square is forgotten",
            line ->
                line.symbol().equals(LOSS) && squares(Calculation.formula(line))
                    ? Optional.of(Calculation.formula(line).rewrite(Mistake::withoutSquare))
                    : Optional.empty()));
    all.add(
        factor(
            "f′(z) is forgotten: the factor ∂ŷ/∂z",
            (c, i, leaf) ->
                leaf.equals(new Partial(OUTPUT, Z))
                    ? OptionalDouble.of(1)
                    : OptionalDouble.empty()));
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
        factor(
            "the input is forgotten: the factor ∂z/∂w",
            (c, i, leaf) ->
                isOfParameter(leaf, Z) ? OptionalDouble.of(1) : OptionalDouble.empty()));
    all.add(
        factor(
            "the weight stands where its input belongs",
            (c, i, leaf) ->
                isOfParameter(leaf, Z) && ((Partial) leaf).by().role() == Variable.Role.WEIGHT
                    ? weight(c, i, ((Partial) leaf).by())
                    : OptionalDouble.empty()));
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
  static List<Mistake> early(Calculation calculation) {
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

  /** Whether a loss has ½ before its square. */
  private static boolean halves(Expression formula) {
    return formula.contains(
        e ->
            e instanceof Quotient q && isTwo(q.right())
                || e instanceof Literal n && n.value() == 0.5);
  }

  private static Expression withoutSquare(Expression e) {
    return e instanceof Power p && isTwo(p.exponent()) ? p.base() : e;
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
