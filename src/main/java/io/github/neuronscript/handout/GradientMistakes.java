package io.github.neuronscript.handout;

import static io.github.neuronscript.handout.Mistake.COST;
import static io.github.neuronscript.handout.Mistake.LOSS;
import static io.github.neuronscript.handout.Mistake.OUTPUT;
import static io.github.neuronscript.handout.Mistake.TARGET;
import static io.github.neuronscript.handout.Mistake.Z;

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
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.trace.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;

/** Mistakes of the backward pass: in the loss, in its derivatives, and in the gradient. */
final class GradientMistakes {

  private static final Partial SLOPE = new Partial(OUTPUT, Z);

  private GradientMistakes() {}

  static List<Mistake> all(Calculation calculation) {
    List<Mistake> all = new ArrayList<>();
    all.addAll(ofTheLoss());
    all.addAll(ofFactors());
    all.addAll(ofParts(calculation));
    all.addAll(ofTheMean());
    return all;
  }

  private static List<Mistake> ofTheLoss() {
    return List.of(
        new Mistake(
            "y and ŷ are swapped",
            (place, values) -> {
              boolean both =
                  isGradientOfLoss(place)
                      && place.formula().contains(TARGET::equals)
                      && place.formula().contains(OUTPUT::equals);
              Map<Expression, Double> swapped = new HashMap<>(values);
              swapped.replace(TARGET, values.get(OUTPUT));
              swapped.replace(OUTPUT, values.get(TARGET));
              return both && !swapped.equals(values)
                  ? Mistake.Slip.of(place.formula(), swapped)
                  : Optional.empty();
            }),
        Mistake.operand(
            "y is forgotten",
            (place, leaf, value) ->
                isGradientOfLoss(place) && leaf.equals(TARGET)
                    ? OptionalDouble.of(0)
                    : OptionalDouble.empty()),
        inGradient("the factor 2 is missing, as for a loss with ½", 0.5, false),
        inGradient("the factor 2 is there too often", 2, false),
        inGradient("the factor 2 is there, as for a loss without ½", 2, true),
        Mistake.formula(
            "½ stands before the loss, and this loss is without",
            place ->
                isSquaredLoss(place) && !halves(place.formula())
                    ? Optional.of(new Quotient(place.formula(), Algebra.number(2)))
                    : Optional.empty()),
        Mistake.formula(
            "½ before the loss is forgotten",
            place ->
                isSquaredLoss(place) && halves(place.formula())
                    ? Optional.of(Product.of(Algebra.number(2), place.formula()))
                    : Optional.empty()));
  }

  private static List<Mistake> ofFactors() {
    return List.of(
        one("f′(z) is forgotten: the factor ∂ŷ/∂z", SLOPE::equals),
        one("the factor ∂L/∂ŷ is forgotten", leaf -> leaf.equals(new Partial(LOSS, OUTPUT))),
        one("the factor ∂L/∂z is forgotten", leaf -> leaf.equals(new Partial(LOSS, Z))),
        one("the input is forgotten: the factor ∂z/∂w", GradientMistakes::isInput),
        Mistake.operand(
            "the weight stands where its input belongs",
            (place, leaf, value) ->
                isInput(leaf) && ((Partial) leaf).by().role() == Variable.Role.WEIGHT
                    ? place
                        .before(Z)
                        .flatMap(z -> Optional.ofNullable(z.values().get(((Partial) leaf).by())))
                        .map(w -> OptionalDouble.of(w.doubleValue()))
                        .orElse(OptionalDouble.empty())
                    : OptionalDouble.empty()),
        Mistake.operand(
            "z stands where ŷ belongs in ∂ŷ/∂z",
            (place, leaf, value) ->
                place.calculates(SLOPE) && leaf.equals(OUTPUT)
                    ? place
                        .before(Z)
                        .map(z -> OptionalDouble.of(z.result().doubleValue()))
                        .orElse(OptionalDouble.empty())
                    : OptionalDouble.empty()));
  }

  /** Forgets a factor of products, which then is 1. */
  private static Mistake one(String says, Predicate<Expression> factor) {
    return Mistake.operand(
        says,
        (place, leaf, value) ->
            factor.test(leaf) && place.formula() instanceof Product
                ? OptionalDouble.of(1)
                : OptionalDouble.empty());
  }

  /** Parts of formulas that are easily forgotten: a square, 1 −, a factor of f′. */
  private static List<Mistake> ofParts(Calculation calculation) {
    Set<Expression> parts = new LinkedHashSet<>();
    Set<Product> slopes = new LinkedHashSet<>();
    for (int i = 0; i < calculation.size(); i++) {
      Line line = calculation.line(i);
      if (!line.formulas().isEmpty()) {
        Expression formula = Calculation.formula(line);
        formula.each(
            part -> {
              if (isEasilyForgotten(part)) {
                parts.add(part);
              }
            });
        if (line.symbol().equals(SLOPE) && formula instanceof Product product) {
          slopes.add(product);
        }
      }
    }
    List<Mistake> all = new ArrayList<>();
    for (Expression part : parts) {
      String name = FormulaWriter.symbols(part);
      if (part instanceof Power power) {
        all.add(instead("the square is forgotten in " + name, part, power.base()));
      } else if (part instanceof Sum difference) {
        Negation negation = (Negation) difference.terms().get(1);
        all.add(instead("“1 −” is forgotten in " + name, part, negation.operand()));
      }
    }
    for (Product slope : slopes) {
      for (int i = 0; i < slope.factors().size(); i++) {
        List<Expression> factors = new ArrayList<>(slope.factors());
        String forgotten = FormulaWriter.symbols(factors.remove(i));
        Expression rest = factors.size() == 1 ? factors.get(0) : new Product(factors);
        all.add(
            instead(
                "the factor " + forgotten + " is forgotten in " + FormulaWriter.symbols(slope),
                slope,
                rest));
      }
    }
    return all;
  }

  private static Mistake instead(String says, Expression part, Expression other) {
    return Mistake.formula(
        says,
        place -> {
          Expression changed = place.formula().replace(part, other);
          return changed.equals(place.formula()) ? Optional.empty() : Optional.of(changed);
        });
  }

  private static boolean isEasilyForgotten(Expression e) {
    return e instanceof Power power && isTwo(power.exponent()) || isOneMinus(e);
  }

  private static List<Mistake> ofTheMean() {
    return List.of(
        Mistake.formula(
            "the sum stands where the mean belongs",
            place ->
                isOfCost(place) && place.formula() instanceof Quotient mean
                    ? Optional.of(mean.left())
                    : Optional.empty()),
        Mistake.formula(
            "the mean stands where the sum belongs",
            place ->
                isOfCost(place) && place.formula() instanceof Sum sum
                    ? Optional.of(new Quotient(sum, Algebra.number(sum.terms().size())))
                    : Optional.empty()));
  }

  /**
   * Another factor before the derivative of a squared loss: in the gradient that is judged, or else
   * where it begins.
   *
   * @param ofHalf whether the loss has ½ before its square
   */
  private static Mistake inGradient(String says, double factor, boolean ofHalf) {
    return new Mistake(
        says,
        (place, values) -> {
          boolean atTheEnd = isGradient(place.calculation().line(place.target()).symbol());
          boolean here = atTheEnd ? place.isJudged() : isGradientOfLoss(place);
          Optional<Expression> loss =
              place.before(LOSS).map(Calculation::formula).filter(GradientMistakes::squares);
          return here && loss.isPresent() && halves(loss.get()) == ofHalf
              ? Optional.of(new Mistake.Slip(place.formula(), values, factor))
              : Optional.empty();
        });
  }

  private static boolean isGradient(Expression symbol) {
    return symbol instanceof Partial p && (p.of().equals(LOSS) || p.of().equals(COST));
  }

  private static boolean isGradientOfLoss(Mistake.Place place) {
    return place.calculates(new Partial(LOSS, OUTPUT)) || place.calculates(new Partial(LOSS, Z));
  }

  private static boolean isOfCost(Mistake.Place place) {
    return place.line().symbol() instanceof Partial p && p.of().equals(COST);
  }

  private static boolean isSquaredLoss(Mistake.Place place) {
    return place.calculates(LOSS) && squares(place.formula());
  }

  /** Whether an operand is ∂z/∂w: the input of a weight, or 1 for the bias. */
  private static boolean isInput(Expression leaf) {
    return leaf instanceof Partial p
        && p.of().equals(Z)
        && (p.by().role() == Variable.Role.WEIGHT || p.by().role() == Variable.Role.BIAS);
  }

  private static boolean isTwo(Expression e) {
    return e instanceof Literal n && n.value() == 2;
  }

  private static boolean isOneMinus(Expression e) {
    return e instanceof Sum sum
        && sum.terms().size() == 2
        && sum.terms().get(0) instanceof Literal one
        && one.value() == 1
        && sum.terms().get(1) instanceof Negation;
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
}
