package io.github.neuronscript.formula;

import io.github.neuronscript.formula.Expression.Apply;
import io.github.neuronscript.formula.Expression.Variable;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the nodes that a formula has once every defined function in it is written out, without
 * writing it out: a chain of definitions that each use the one before twice doubles at every step.
 * Sums and products that become one when they are written out still count as two. Counts stop
 * growing at {@link #HUGE}.
 */
final class WrittenOutSize {

  static final long HUGE = 1L << 40;

  /** How many nodes a body has besides its parameters, and how often each of those occurs. */
  private record Count(long own, Map<String, Long> uses) {}

  private final IdentityHashMap<Definition, Count> known = new IdentityHashMap<>();

  /** Returns the count for a formula, each parameter of its own counting as one node. */
  static long of(Expression formula) {
    Count count = new WrittenOutSize().count(formula);
    long total = count.own();
    for (long uses : count.uses().values()) {
      total = bounded(total + uses);
    }
    return total;
  }

  private Count count(Expression formula) {
    if (formula instanceof Variable v && v.role() == Variable.Role.PARAMETER) {
      return new Count(0, Map.of(v.name(), 1L));
    }
    if (formula instanceof Apply apply) {
      return applied(apply.definition(), apply.arguments());
    }
    long own = 1;
    Map<String, Long> uses = new HashMap<>();
    for (Expression part : formula.children()) {
      own = add(count(part), 1, own, uses);
    }
    return new Count(own, uses);
  }

  private Count applied(Definition definition, List<Expression> arguments) {
    Count body = known.get(definition);
    if (body == null) {
      body = count(definition.body());
      known.put(definition, body);
    }
    long own = body.own();
    Map<String, Long> uses = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      long times = body.uses().getOrDefault(definition.parameters().get(i), 0L);
      own = add(count(arguments.get(i)), times, own, uses);
    }
    return new Count(own, uses);
  }

  private static long add(Count part, long times, long own, Map<String, Long> uses) {
    part.uses()
        .forEach((name, n) -> uses.merge(name, bounded(n * times), (a, b) -> bounded(a + b)));
    return bounded(own + bounded(part.own() * times));
  }

  // Both factors are below 2^40, so a product may overflow; it is then negative or at least huge.
  private static long bounded(long count) {
    return count < 0 || count > HUGE ? HUGE : count;
  }
}
