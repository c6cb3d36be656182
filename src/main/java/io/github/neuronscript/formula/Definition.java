package io.github.neuronscript.formula;

import io.github.neuronscript.formula.Expression.Apply;
import io.github.neuronscript.formula.Expression.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A function that the language or a script defines: {@code define name(parameters) = body}.
 * Immutable. How large and how deep it is once every function in it is written out is counted when
 * it is made, without writing it out: a chain of definitions that each use the one before twice
 * doubles at every step.
 */
public final class Definition {

  /**
   * Most nodes of a function, written out, one below the other: what walks a formula may recurse.
   */
  public static final int DEEPEST = 200;

  /** Counts of nodes stop growing here. */
  static final long HUGE = 1L << 40;

  private final String name;
  private final List<String> parameters;
  private final Expression body;
  private final Optional<StatedDerivative> stated;
  private final Optional<Expression> requirement;

  /** Nodes and depth of the body besides its parameters. */
  private final Count own = new Count();

  /** How often and how deep in the body each parameter stands. */
  private final Map<String, Count> uses = new HashMap<>();

  /** Whether it has a value for all real arguments. */
  private final boolean total;

  /** A derivative by one parameter, which may use the function itself. */
  public record StatedDerivative(String by, Expression formula) {}

  private static final class Count {
    long nodes;
    int depth;
    long hostCost;

    void add(long nodes, int depth) {
      this.nodes = Math.min(HUGE, this.nodes + nodes);
      this.depth = Math.max(this.depth, depth);
    }

    void addHostCost(long steps) {
      hostCost = Math.min(HUGE, hostCost + steps);
    }
  }

  /**
   * Makes a function.
   *
   * @param body reads the parameters, as variables with the role {@code PARAMETER}, functions and
   *     numbers; nothing else
   * @param stated the derivative that {@code with derivative} gives
   * @param requirement what the arguments must meet, as in {@code requires y >= 0}
   */
  public Definition(
      String name,
      List<String> parameters,
      Expression body,
      Optional<StatedDerivative> stated,
      Optional<Expression> requirement) {
    this.name = Objects.requireNonNull(name, "name");
    this.parameters = List.copyOf(parameters);
    this.body = Objects.requireNonNull(body, "body");
    this.stated = stated;
    this.requirement = requirement;
    parameters.forEach(parameter -> uses.put(parameter, new Count()));
    count(body, 1, 0);
    this.total = Domain.isTotal(body);
  }

  public static Definition of(String name, List<String> parameters, Expression body) {
    return new Definition(name, parameters, body, Optional.empty(), Optional.empty());
  }

  public String name() {
    return name;
  }

  public List<String> parameters() {
    return parameters;
  }

  public Expression body() {
    return body;
  }

  public Optional<StatedDerivative> stated() {
    return stated;
  }

  public Optional<Expression> requirement() {
    return requirement;
  }

  boolean isTotal() {
    return total;
  }

  /** Returns what the functions of the host cost in a call, written out. */
  long hostCostOf(List<Expression> arguments) {
    long cost = own.hostCost;
    for (int i = 0; i < arguments.size(); i++) {
      cost = Math.min(HUGE, cost + product(use(i).nodes, hostCost(arguments.get(i))));
    }
    return cost;
  }

  /**
   * Returns the steps that the functions of the host take which a formula calls, once every defined
   * function is written out: 0 if it calls none. Counts stop at 2^40.
   */
  public static long hostCost(Expression formula) {
    return formula instanceof Expression.Composite c ? c.hostCost() : 0;
  }

  private void count(Expression e, long times, int above) {
    if (e instanceof Variable v
        && v.role() == Variable.Role.PARAMETER
        && uses.containsKey(v.name())) {
      uses.get(v.name()).add(times, above);
      return;
    }
    if (e instanceof Apply apply) {
      Definition inner = apply.definition();
      own.add(product(times, inner.own.nodes), above + 1 + inner.own.depth);
      own.addHostCost(product(times, inner.own.hostCost));
      for (int i = 0; i < inner.parameters.size(); i++) {
        Count use = inner.use(i);
        count(apply.arguments().get(i), product(times, use.nodes), above + 1 + use.depth);
      }
      return;
    }
    own.add(times, above + 1);
    if (e instanceof Expression.Hosted hosted) {
      own.addHostCost(product(times, hosted.function().cost()));
    }
    for (Expression part : e.children()) {
      count(part, times, above + 1);
    }
  }

  private Count use(int i) {
    return uses.get(parameters.get(i));
  }

  /** Returns the nodes of a call, written out. */
  long sizeOf(List<Expression> arguments) {
    if (arguments.size() != parameters.size()) {
      throw new IllegalArgumentException(name + " with " + arguments.size());
    }
    long size = own.nodes;
    for (int i = 0; i < arguments.size(); i++) {
      size = Math.min(HUGE, size + product(use(i).nodes, writtenOutSize(arguments.get(i))));
    }
    return size;
  }

  /** Returns how many nodes of a call stand one below the other; the call is one of them. */
  int depthOf(List<Expression> arguments) {
    int depth = own.depth;
    for (int i = 0; i < arguments.size(); i++) {
      depth = Math.max(depth, use(i).depth + writtenOutDepth(arguments.get(i)));
    }
    return depth + 1;
  }

  /** Both factors are at most 2^40. */
  private static long product(long a, long b) {
    return a != 0 && b > HUGE / a ? HUGE : a * b;
  }

  /**
   * Returns how many nodes a formula has once every defined function in it is written out; counts
   * stop at 2^40. Sums and products that become one when they are written out count as two.
   */
  public static long writtenOutSize(Expression formula) {
    return formula instanceof Expression.Composite c ? c.writtenOutSize() : 1;
  }

  /**
   * Returns how many nodes stand one below the other once every defined function is written out,
   * each call counted too.
   */
  public static int writtenOutDepth(Expression formula) {
    return formula instanceof Expression.Composite c ? c.writtenOutDepth() : 1;
  }

  /** Returns the body with the arguments in place of the parameters. */
  public Expression bodyWith(List<Expression> arguments) {
    return substitute(body, arguments);
  }

  /** Returns a formula over the parameters with the arguments in their place. */
  public Expression substitute(Expression formula, List<Expression> arguments) {
    Map<Expression, Expression> values = values(arguments);
    return formula.rewrite(e -> e instanceof Variable v ? values.getOrDefault(v, v) : e);
  }

  private Map<Expression, Expression> values(List<Expression> arguments) {
    Map<Expression, Expression> values = new HashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      values.put(Variable.parameter(parameters.get(i)), arguments.get(i));
    }
    return values;
  }

  /** Returns a formula with every defined function written out. */
  public static Expression writtenOut(Expression formula) {
    return writtenOut(formula, Map.of(), new IdentityHashMap<>());
  }

  private static Expression writtenOut(
      Expression e,
      Map<Expression, Expression> values,
      IdentityHashMap<Expression, Expression> known) {
    List<Expression> parts = e.children();
    if (parts.isEmpty() && !(e instanceof Apply)) {
      return values.getOrDefault(e, e);
    }
    Expression result = known.get(e);
    if (result == null) {
      List<Expression> written = new ArrayList<>(parts.size());
      boolean same = true;
      for (Expression part : parts) {
        Expression other = writtenOut(part, values, known);
        same &= other == part;
        written.add(other);
      }
      if (e instanceof Apply apply) {
        Definition called = apply.definition();
        result = writtenOut(called.body, called.values(written), new IdentityHashMap<>());
      } else {
        result = same ? e : e.withChildren(written);
      }
      known.put(e, result);
    }
    return result;
  }

  /** The stated derivative may use the function itself, so it is no part of what makes it equal. */
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Definition d
            && name.equals(d.name)
            && parameters.equals(d.parameters)
            && body.equals(d.body));
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
