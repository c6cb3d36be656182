package io.github.neuronscript.formula;

import io.github.neuronscript.formula.Expression.Apply;
import io.github.neuronscript.formula.Expression.Comparison;
import io.github.neuronscript.formula.Expression.Comparison.Relation;
import io.github.neuronscript.formula.Expression.Elementary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where a formula has kinks and jumps: everything in it that chooses. Between two points where all
 * choices fall the same way it is smooth.
 */
public final class Branches {

  /** Two formulas whose order decides. */
  private record Choice(Expression left, Expression right) {

    /** With the number on the right: z = 0, also of max(0, z). */
    Expression edge() {
      boolean turned = isNumber(left) && !isNumber(right);
      return new Comparison(Relation.EQUAL, turned ? right : left, turned ? left : right);
    }

    private static boolean isNumber(Expression e) {
      return e instanceof Expression.Literal
          || e instanceof Expression.Negation negation && isNumber(negation.operand());
    }
  }

  private final List<Choice> choices = new ArrayList<>();

  private Branches() {}

  /** Finds what chooses in some formulas. */
  public static Branches of(List<Expression> formulas) {
    Branches branches = new Branches();
    formulas.forEach(branches::collect);
    return branches;
  }

  /** Whether nothing chooses, so that there is no kink. */
  public boolean isEmpty() {
    return choices.isEmpty();
  }

  /** Returns every place where a choice turns, as what is equal there: {@code z = 0}. */
  public List<Expression> places() {
    return choices.stream().map(Choice::edge).distinct().toList();
  }

  /** Returns which way every choice falls: −1, 0 or 1 for less, equal and greater. */
  public List<Integer> at(NumberSystem numbers, Map<Expression, ? extends Number> values) {
    List<Integer> sides = new ArrayList<>();
    for (Choice choice : choices) {
      Number left = numbers.value(choice.left(), values);
      Number right = numbers.value(choice.right(), values);
      boolean less = numbers.compare(Relation.LESS, left, right);
      sides.add(less ? -1 : numbers.compare(Relation.GREATER, left, right) ? 1 : 0);
    }
    return sides;
  }

  /** Returns the choices that are on the edge, as what is equal there: {@code z = 0}. */
  public List<Expression> edges(NumberSystem numbers, Map<Expression, ? extends Number> values) {
    List<Expression> edges = new ArrayList<>();
    List<Integer> sides = at(numbers, values);
    for (int i = 0; i < sides.size(); i++) {
      Expression edge = choices.get(i).edge();
      if (sides.get(i) == 0 && !edges.contains(edge)) {
        edges.add(edge);
      }
    }
    return edges;
  }

  private void collect(Expression e) {
    if (e instanceof Apply apply) {
      // Softplus reads max and abs, and is smooth: the stated derivative knows.
      Definition called = apply.definition();
      collect(
          called.stated().isPresent()
              ? called.substitute(called.stated().get().formula(), apply.arguments())
              : called.bodyWith(apply.arguments()));
    }
    if (e instanceof Comparison comparison) {
      choices.add(new Choice(comparison.left(), comparison.right()));
    } else if (e instanceof Elementary elementary) {
      collect(elementary);
    }
    e.children().forEach(this::collect);
  }

  private void collect(Elementary e) {
    List<Expression> u = e.arguments();
    switch (e.function()) {
      case ABS, SIGN -> choices.add(new Choice(u.get(0), Algebra.ZERO));
      case MAX, MIN -> choices.add(new Choice(u.get(0), u.get(1)));
      case CLAMP -> {
        choices.add(new Choice(u.get(0), u.get(1)));
        choices.add(new Choice(u.get(0), u.get(2)));
      }
      // A step in between is one of the steps.
      case FLOOR, ROUND -> choices.add(new Choice(u.get(0), e));
      default -> {}
    }
  }
}
