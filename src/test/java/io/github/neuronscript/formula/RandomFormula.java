package io.github.neuronscript.formula;

import io.github.neuronscript.formula.Expression.Comparison;
import io.github.neuronscript.formula.Expression.Comparison.Relation;
import io.github.neuronscript.formula.Expression.Elementary;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.Expression.Variable.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Makes formulas of every kind of node, the same on every machine. */
public final class RandomFormula {

  private static final List<Definition> DEFINITIONS = Formulas.prelude();

  private final SplitMix random;
  private final List<Expression> leaves;
  private final boolean typed;

  private RandomFormula(SplitMix random, List<Expression> leaves, boolean typed) {
    this.random = random;
    this.leaves = leaves;
    this.typed = typed;
  }

  /** Makes resolved formulas over the given leaves. */
  public static RandomFormula over(SplitMix random, List<? extends Expression> leaves) {
    return new RandomFormula(random, List.copyOf(leaves), false);
  }

  /** Makes formulas as the parser does, with names that nobody has resolved. */
  static RandomFormula typed(SplitMix random) {
    return new RandomFormula(
        random,
        List.of(
            new Variable("x", Role.NAME),
            new Variable("step", Role.NAME),
            new Variable("ŷ", Role.NAME),
            new Variable("x", Role.QUOTED),
            new Variable("and", Role.QUOTED),
            new Variable("sepal length (cm)", Role.QUOTED)),
        true);
  }

  public Expression formula(int depth) {
    if (depth <= 0 || random.below(12) == 0) {
      return leaf();
    }
    return switch (random.below(18)) {
      case 0, 1, 2 -> new Expression.Sum(list(2, 4, () -> signed(depth - 1)));
      case 3, 4, 5 -> new Expression.Product(list(2, 3, () -> formula(depth - 1)));
      case 6, 7 -> new Expression.Quotient(formula(depth - 1), formula(depth - 1));
      case 8 -> new Expression.Negation(formula(depth - 1));
      case 9 -> new Expression.Power(formula(depth - 1), exponent(depth - 1));
      case 10 -> new Expression.Remainder(formula(depth - 1), formula(depth - 1));
      case 11 ->
          new Expression.Conditional(condition(depth - 1), formula(depth - 1), formula(depth - 1));
      case 12 -> condition(depth);
      case 13, 14 -> applied(depth - 1);
      default -> elementary(depth - 1);
    };
  }

  private Expression signed(int depth) {
    Expression term = formula(depth);
    return random.below(3) == 0 ? new Expression.Negation(term) : term;
  }

  private List<Expression> list(int least, int most, Supplier<Expression> part) {
    List<Expression> parts = new ArrayList<>();
    for (int i = least + random.below(most - least + 1); i > 0; i--) {
      parts.add(part.get());
    }
    return parts;
  }

  private Expression leaf() {
    return random.below(3) == 0 ? number() : leaves.get(random.below(leaves.size()));
  }

  Literal number() {
    String text =
        random.of("0", "1", "2", "3", "10", "0.5", "0.1", "2.50", "1e-3", "7e5", "1", "2");
    return new Literal(text, Double.parseDouble(text));
  }

  private Expression exponent(int depth) {
    return switch (random.below(6)) {
      case 0 -> formula(depth);
      case 1 -> new Expression.Negation(new Literal("1", 1));
      case 2 -> new Literal("0.5", 0.5);
      default -> {
        int n = random.below(5);
        yield new Literal(Integer.toString(n), n);
      }
    };
  }

  private Expression condition(int depth) {
    if (depth <= 0) {
      return random.below(2) == 0 ? Expression.Constant.TRUE : Expression.Constant.FALSE;
    }
    return switch (random.below(9)) {
      case 0 ->
          new Expression.Logical(random.below(2) == 0, list(2, 3, () -> condition(depth - 1)));
      case 1 -> new Expression.Not(condition(depth - 1));
      case 2 -> new Expression.IsNan(formula(depth - 1));
      case 3 -> new Expression.Near(formula(depth - 1), formula(depth - 1), formula(depth - 1));
      case 4 -> formula(depth - 1);
      default -> {
        Relation relation = random.of(Relation.values());
        yield new Comparison(relation, formula(depth - 1), formula(depth - 1));
      }
    };
  }

  private Expression applied(int depth) {
    if (typed) {
      boolean quoted = random.below(4) == 0;
      String name = quoted ? "my own" : random.of("f", "sigmoid", "step", "σ");
      return new Expression.Invocation(name, quoted, list(0, 3, () -> formula(depth)));
    }
    Definition definition = DEFINITIONS.get(random.below(DEFINITIONS.size()));
    int count = definition.parameters().size();
    return new Expression.Apply(definition, list(count, count, () -> formula(depth)));
  }

  private Expression elementary(int depth) {
    if (typed) {
      return random.below(3) == 0 ? text() : applied(depth);
    }
    Function function = random.of(Function.values());
    return new Elementary(function, list(function.arity(), function.arity(), () -> formula(depth)));
  }

  private Expression text() {
    return random.below(2) == 0
        ? Expression.Constant.NAN
        : new Expression.Text(random.of("", "setosa", "a \"b\" \\ c\n\t{d}", "é 😀"));
  }
}
