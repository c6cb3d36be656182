package io.github.neuronscript.formula;

import io.github.neuronscript.formula.Expression.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A formula as a function that is called often for one example: no boxes, no maps, nothing
 * allocated by a call, but for the arguments of functions of the host. It has the bits of {@link
 * Evaluator}. Immutable and safe to share between threads.
 */
public final class Compiled {

  private final Node root;

  private Compiled(Node root) {
    this.root = root;
  }

  /** One node of the formula. What is called most is made of as few of them as can be. */
  private interface Node {
    double at(double first, double[] others);
  }

  private static final Node FIRST = (first, others) -> first;

  private static final Node MINUS_FIRST = (first, others) -> -first;

  private static final Node EXP_OF_MINUS_FIRST =
      (first, others) -> Function.EXP.value(-first, 0, 0);

  private record Constant(double value) implements Node {
    @Override
    public double at(double first, double[] others) {
      return value;
    }
  }

  /** The divisor of a sigmoid, c + e^−z. */
  private record SigmoidDivisor(double c) implements Node {
    @Override
    public double at(double first, double[] others) {
      return c + EXP_OF_MINUS_FIRST.at(first, others);
    }
  }

  /**
   * Makes a function of some leaves (variables or partial derivatives).
   *
   * @param leaves the first is the first argument, the others follow in an array
   * @throws IllegalArgumentException if the formula reads any other leaf
   */
  public static Compiled of(List<? extends Expression> leaves, Expression formula) {
    Map<Expression, Node> nodes = new HashMap<>();
    for (int i = 0; i < leaves.size(); i++) {
      int at = i - 1;
      nodes.put(leaves.get(i), i == 0 ? FIRST : (first, others) -> others[at]);
    }
    return new Compiled(formula.accept(new Maker(nodes)));
  }

  /** Returns the value of the formula. */
  public double at(double first, double[] others) {
    return root.at(first, others);
  }

  /** Returns whether the formula is a condition that holds. */
  public boolean holdsAt(double first, double[] others) {
    return Arithmetic.holds(root.at(first, others));
  }

  private static final class Maker implements Expression.Visitor<Node> {
    private final Map<Expression, Node> leaves;

    Maker(Map<Expression, Node> leaves) {
      this.leaves = leaves;
    }

    private Node of(Expression e) {
      return e.accept(this);
    }

    private Node[] nodes(List<Expression> formulas) {
      return formulas.stream().map(this::of).toArray(Node[]::new);
    }

    private Node leaf(Expression e) {
      Node node = leaves.get(e);
      if (node == null) {
        throw new Evaluator.UnboundVariable(e);
      }
      return node;
    }

    @Override
    public Node literal(Expression.Literal e) {
      return new Constant(e.value());
    }

    @Override
    public Node constant(Expression.Constant e) {
      return new Constant(e.value());
    }

    @Override
    public Node text(Expression.Text e) {
      throw new IllegalArgumentException("a text is no number");
    }

    @Override
    public Node variable(Variable e) {
      return leaf(e);
    }

    @Override
    public Node prime(Expression.Prime e) {
      throw new IllegalArgumentException("not differentiated yet: " + e);
    }

    @Override
    public Node partial(Expression.Partial e) {
      return leaf(e);
    }

    @Override
    public Node negation(Expression.Negation e) {
      Node a = of(e.operand());
      return a == FIRST ? MINUS_FIRST : (z, v) -> -a.at(z, v);
    }

    @Override
    public Node sum(Expression.Sum e) {
      Node[] terms = nodes(e.terms());
      Node a = terms[0];
      Node b = terms[1];
      if (terms.length == 2) {
        if (a instanceof Constant c) {
          double value = c.value();
          return b == EXP_OF_MINUS_FIRST ? new SigmoidDivisor(value) : (z, v) -> value + b.at(z, v);
        }
        return (z, v) -> a.at(z, v) + b.at(z, v);
      }
      // A loop, for a long sum must not be a deep one.
      return (z, v) -> {
        double total = terms[0].at(z, v);
        for (int i = 1; i < terms.length; i++) {
          total += terms[i].at(z, v);
        }
        return total;
      };
    }

    @Override
    public Node product(Expression.Product e) {
      Node[] factors = nodes(e.factors());
      Node a = factors[0];
      Node b = factors[1];
      if (factors.length == 2) {
        if (a instanceof Constant c) {
          double value = c.value();
          return (z, v) -> value * b.at(z, v);
        }
        return (z, v) -> a.at(z, v) * b.at(z, v);
      }
      return (z, v) -> {
        double total = factors[0].at(z, v);
        for (int i = 1; i < factors.length; i++) {
          total *= factors[i].at(z, v);
        }
        return total;
      };
    }

    @Override
    public Node quotient(Expression.Quotient e) {
      Node a = of(e.dividend());
      Node b = of(e.divisor());
      if (a instanceof Constant c) {
        double value = c.value();
        if (b instanceof SigmoidDivisor divisor) {
          double other = divisor.c();
          return (z, v) -> value / (other + Function.EXP.value(-z, 0, 0));
        }
        return (z, v) -> value / b.at(z, v);
      }
      return (z, v) -> a.at(z, v) / b.at(z, v);
    }

    @Override
    public Node remainder(Expression.Remainder e) {
      Node a = of(e.dividend());
      Node b = of(e.divisor());
      return (z, v) -> Arithmetic.remainder(a.at(z, v), b.at(z, v));
    }

    @Override
    public Node power(Expression.Power e) {
      Node a = of(e.base());
      Node b = of(e.exponent());
      return (z, v) -> Arithmetic.power(a.at(z, v), b.at(z, v));
    }

    @Override
    public Node comparison(Expression.Comparison e) {
      Node a = of(e.left());
      Node b = of(e.right());
      Expression.Comparison.Relation relation = e.relation();
      if (b instanceof Constant c) {
        double value = c.value();
        return (z, v) -> Arithmetic.truth(Arithmetic.compare(relation, a.at(z, v), value));
      }
      return (z, v) -> Arithmetic.truth(Arithmetic.compare(relation, a.at(z, v), b.at(z, v)));
    }

    @Override
    public Node near(Expression.Near e) {
      Node a = of(e.value());
      Node b = of(e.target());
      Node c = of(e.tolerance());
      return (z, v) -> Arithmetic.truth(Arithmetic.near(a.at(z, v), b.at(z, v), c.at(z, v)));
    }

    @Override
    public Node isNan(Expression.IsNan e) {
      Node a = of(e.operand());
      return (z, v) -> Arithmetic.truth(Double.isNaN(a.at(z, v)));
    }

    @Override
    public Node not(Expression.Not e) {
      Node a = of(e.operand());
      return (z, v) -> Arithmetic.truth(!Arithmetic.holds(a.at(z, v)));
    }

    @Override
    public Node logical(Expression.Logical e) {
      Node[] operands = nodes(e.operands());
      boolean all = e.and();
      return (z, v) -> {
        for (Node operand : operands) {
          if (Arithmetic.holds(operand.at(z, v)) != all) {
            return Arithmetic.truth(!all);
          }
        }
        return Arithmetic.truth(all);
      };
    }

    @Override
    public Node conditional(Expression.Conditional e) {
      Node condition = of(e.condition());
      Node then = of(e.then());
      Node otherwise = of(e.otherwise());
      return (z, v) -> Arithmetic.holds(condition.at(z, v)) ? then.at(z, v) : otherwise.at(z, v);
    }

    @Override
    public Node elementary(Expression.Elementary e) {
      List<Expression> u = e.arguments();
      Function function = e.function();
      Node a = of(u.get(0));
      if (function == Function.EXP && a == MINUS_FIRST) {
        return EXP_OF_MINUS_FIRST;
      }
      if (u.size() == 1) {
        return (z, v) -> {
          double x = a.at(z, v);
          return function.value(x, x, x);
        };
      }
      Node b = of(u.get(1));
      Node c = u.size() > 2 ? of(u.get(2)) : a;
      return (z, v) -> function.value(a.at(z, v), b.at(z, v), c.at(z, v));
    }

    /** A call is written out: what is passed is computed wherever it is read. */
    @Override
    public Node apply(Expression.Apply e) {
      Map<Expression, Node> arguments = new HashMap<>();
      List<String> parameters = e.definition().parameters();
      for (int i = 0; i < parameters.size(); i++) {
        arguments.put(Variable.parameter(parameters.get(i)), of(e.arguments().get(i)));
      }
      return e.definition().body().accept(new Maker(arguments));
    }

    @Override
    public Node hosted(Expression.Hosted e) {
      Node[] arguments = nodes(e.arguments());
      HostFunction function = e.function();
      if (arguments.length == 1) {
        Node a = arguments[0];
        return (z, v) -> function.at(a.at(z, v));
      }
      return (z, v) -> {
        double[] values = new double[arguments.length];
        for (int i = 0; i < values.length; i++) {
          values[i] = arguments[i].at(z, v);
        }
        return function.at(values);
      };
    }

    @Override
    public Node invocation(Expression.Invocation e) {
      throw new IllegalArgumentException("not resolved: " + e.name());
    }
  }
}
