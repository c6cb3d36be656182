package io.github.neuronscript.formula;

import static io.github.neuronscript.formula.Algebra.ONE;
import static io.github.neuronscript.formula.Algebra.ZERO;

import io.github.neuronscript.formula.Expression.Conditional;
import io.github.neuronscript.formula.Expression.Elementary;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.Expression.Power;
import io.github.neuronscript.formula.Expression.Prime;
import io.github.neuronscript.formula.Expression.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Differentiates a formula symbolically. Where a function has no derivative (the kink of abs, a
 * jump of step) the result is the value stated at {@link Function}; conditions are not
 * differentiated: {@code if c then a else b} gives {@code if c then a′ else b′}.
 */
public final class Derivative implements Expression.Visitor<Expression> {

  /** Most nodes that a derivative may have before it is simplified, written out. */
  public static final int LARGEST = 60_000;

  /** Most of these one below the other: what walks a formula may recurse. */
  private static final int DEEPEST = 300;

  /** A derivative of more nodes is not held beside another form of it. */
  private static final int LONGEST_COMPARED = 200;

  /** Most nodes that are copied on the way. */
  private static final int MOST_COPIED = 1_000_000;

  /** The derivative of this formula is too long to be of use. */
  public static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super("derivative of more than " + LARGEST + " nodes", null, false, false);
    }
  }

  /** What one derivative shares with those of the functions that the formula calls. */
  private static final class Run {
    final Simplifier simplifier;
    final IdentityHashMap<Definition, Map<Integer, Expression>> partials = new IdentityHashMap<>();
    private long copied;

    Run(Simplifier simplifier) {
      this.simplifier = simplifier;
    }

    /** Counts what is copied, for that is what takes time. */
    void count(long nodes) {
      simplifier.count(nodes);
      copied += nodes;
      if (copied > MOST_COPIED) {
        throw new TooLarge();
      }
    }
  }

  private final Variable by;
  private final Run run;

  /** Gets the names of the rules when one step is taken at a time. */
  private final Optional<Set<String>> rules;

  private final IdentityHashMap<Expression, Expression> known = new IdentityHashMap<>();

  private Derivative(Variable by, Run run, Optional<Set<String>> rules) {
    this.by = by;
    this.run = run;
    this.rules = rules;
  }

  /**
   * Returns the derivative line by line, as on paper: each line applies one rule to every part that
   * is still to be differentiated, the last one is simplified.
   *
   * @throws TooLarge if it is too long
   */
  public static List<DerivationStep> steps(Expression formula, Variable by, Simplifier simplifier) {
    Run run = new Run(simplifier);
    List<DerivationStep> steps = new ArrayList<>();
    Expression current = new Prime(formula, by);
    while (current.contains(Prime.class::isInstance)) {
      Set<String> rules = new LinkedHashSet<>();
      Derivative step = new Derivative(by, run, Optional.of(rules));
      current = current.rewrite(e -> e instanceof Prime p ? step.taken(p.of()) : e);
      if (Definition.writtenOutSize(current) > LARGEST) {
        throw new TooLarge();
      }
      steps.add(new DerivationStep(current, List.copyOf(rules)));
    }
    Expression simplified = simplifier.simplify(current);
    if (!simplified.equals(current)) {
      steps.add(new DerivationStep(simplified, List.of("simplified")));
    }
    return steps;
  }

  private Expression taken(Expression formula) {
    if (formula.contains(by::equals)) {
      return formula.accept(this);
    }
    use("constant rule");
    return ZERO;
  }

  /**
   * Adds the form in which a derivative is known, behind the one that was derived. Where the two
   * look different it is first written out, so that the eye can compare them.
   *
   * @param plain the known form written out
   * @param rule of the known form
   */
  public static void addKnown(
      List<DerivationStep> steps, Expression plain, Expression known, String rule) {
    Expression derived = steps.get(steps.size() - 1).formula();
    if (known.equals(derived)) {
      return;
    }
    boolean other =
        !plain.equals(known)
            && Definition.writtenOutSize(derived) <= LONGEST_COMPARED
            && !Definition.writtenOut(derived).equals(plain);
    if (other) {
      steps.add(new DerivationStep(plain, List.of("rewritten")));
    }
    steps.add(new DerivationStep(known, List.of(rule)));
  }

  /** Notes the rule that is used, when somebody wants to know. */
  private void use(String rule) {
    rules.ifPresent(used -> used.add(rule));
  }

  private void useChain(Expression inner) {
    if (!inner.equals(by)) {
      use("chain rule");
    }
  }

  /** What comes next in a derivation that is written line by line. */
  private Expression later(Expression e) {
    if (e.equals(by)) {
      return ONE;
    }
    return e.contains(by::equals) ? new Prime(e, by) : ZERO;
  }

  /**
   * Returns ∂formula/∂by, simplified.
   *
   * @throws TooLarge if it has more than {@link #LARGEST} nodes on the way
   */
  public static Expression of(Expression formula, Variable by, Simplifier simplifier) {
    return of(formula, by, new Run(simplifier));
  }

  private static Expression of(Expression formula, Variable by, Run run) {
    return run.simplifier.simplify(new Derivative(by, run, Optional.empty()).d(formula));
  }

  /**
   * Returns the derivative of a defined function by its {@code i}-th parameter, from 0, over its
   * parameters: the stated one where there is one.
   */
  public static Expression of(Definition definition, int i, Simplifier simplifier) {
    return of(definition, i, new Run(simplifier));
  }

  private static Expression of(Definition definition, int i, Run run) {
    String parameter = definition.parameters().get(i);
    if (definition.stated().isPresent() && definition.stated().get().by().equals(parameter)) {
      return definition.stated().get().formula();
    }
    Map<Integer, Expression> partials =
        run.partials.computeIfAbsent(definition, d -> new HashMap<>());
    Expression partial = partials.get(i);
    if (partial == null) {
      partial = of(definition.body(), Variable.parameter(parameter), run);
      partials.put(i, partial);
    }
    return partial;
  }

  private Expression d(Expression e) {
    if (rules.isPresent()) {
      return later(e);
    }
    Expression derivative = known.get(e);
    if (derivative == null) {
      derivative = e.accept(this);
      if (Definition.writtenOutSize(derivative) > LARGEST
          || Definition.writtenOutDepth(derivative) > DEEPEST) {
        throw new TooLarge();
      }
      known.put(e, derivative);
    }
    return derivative;
  }

  @Override
  public Expression literal(Literal e) {
    return ZERO;
  }

  @Override
  public Expression constant(Expression.Constant e) {
    return ZERO;
  }

  @Override
  public Expression text(Expression.Text e) {
    return ZERO;
  }

  @Override
  public Expression variable(Variable e) {
    return e.equals(by) ? ONE : ZERO;
  }

  @Override
  public Expression partial(Expression.Partial e) {
    return ZERO;
  }

  @Override
  public Expression prime(Prime e) {
    throw new IllegalArgumentException("differentiated twice: " + e);
  }

  @Override
  public Expression negation(Expression.Negation e) {
    use("constant factor");
    return Algebra.negation(d(e.operand()));
  }

  @Override
  public Expression sum(Expression.Sum e) {
    use("sum rule");
    List<Expression> terms = new ArrayList<>();
    for (Expression term : e.terms()) {
      terms.add(d(term));
    }
    if (terms.stream().anyMatch(Algebra::isZero)) {
      use("constant rule");
    }
    return Algebra.sum(terms);
  }

  @Override
  public Expression product(Expression.Product e) {
    List<Expression> terms = new ArrayList<>();
    for (int i = 0; i < e.factors().size(); i++) {
      Expression inner = d(e.factors().get(i));
      if (!Algebra.isZero(inner)) {
        run.count(e.factors().size());
        List<Expression> factors = new ArrayList<>(e.factors());
        factors.set(i, inner);
        terms.add(Algebra.product(factors));
      }
    }
    use(terms.size() > 1 ? "product rule" : "constant factor");
    return Algebra.sum(terms);
  }

  @Override
  public Expression quotient(Expression.Quotient e) {
    Expression top = d(e.dividend());
    Expression bottom = d(e.divisor());
    use(Algebra.isZero(bottom) ? "constant factor" : "quotient rule");
    if (Algebra.isZero(bottom)) {
      return Algebra.quotient(top, e.divisor());
    }
    Expression square = new Power(e.divisor(), Algebra.number(2));
    if (Algebra.isZero(top)) {
      return Algebra.negation(Algebra.quotient(Algebra.product(e.dividend(), bottom), square));
    }
    return Algebra.quotient(
        Algebra.sum(
            Algebra.product(top, e.divisor()),
            Algebra.negation(Algebra.product(e.dividend(), bottom))),
        square);
  }

  /** a − b·⌊a/b⌋ changes with a as a does, and with b as −⌊a/b⌋. */
  @Override
  public Expression remainder(Expression.Remainder e) {
    Expression whole =
        Elementary.of(Function.FLOOR, new Expression.Quotient(e.dividend(), e.divisor()));
    return Algebra.sum(d(e.dividend()), Algebra.negation(Algebra.product(whole, d(e.divisor()))));
  }

  @Override
  public Expression power(Power e) {
    Expression base = d(e.base());
    Expression exponent = d(e.exponent());
    List<Expression> terms = new ArrayList<>();
    use(Algebra.isZero(exponent) ? "power rule" : "power rule for b^u");
    if (!Algebra.isZero(base)) {
      useChain(e.base());
      terms.add(Algebra.product(e.exponent(), oneLess(e), base));
    }
    if (!Algebra.isZero(exponent)) {
      useChain(e.exponent());
      terms.add(Algebra.product(e, Elementary.of(Function.LN, e.base()), exponent));
    }
    return Algebra.sum(terms);
  }

  private static Expression oneLess(Power e) {
    if (e.exponent() instanceof Literal n
        && n.value() == Math.rint(n.value())
        && n.value() < 1_000_000) {
      return Algebra.power(e.base(), (int) n.value() - 1);
    }
    return new Power(e.base(), Algebra.sum(e.exponent(), Algebra.number(-1)));
  }

  @Override
  public Expression comparison(Expression.Comparison e) {
    return ZERO;
  }

  @Override
  public Expression near(Expression.Near e) {
    return ZERO;
  }

  @Override
  public Expression isNan(Expression.IsNan e) {
    return ZERO;
  }

  @Override
  public Expression not(Expression.Not e) {
    return ZERO;
  }

  @Override
  public Expression logical(Expression.Logical e) {
    return ZERO;
  }

  @Override
  public Expression conditional(Expression.Conditional e) {
    use("each branch");
    return Algebra.conditional(e.condition(), d(e.then()), d(e.otherwise()));
  }

  @Override
  public Expression elementary(Elementary e) {
    switch (e.function()) {
      // They are written as x·ln(y) and ln(1 + x).
      case XLOGY -> {
        boolean constant = !e.arguments().get(0).contains(by::equals);
        use(constant ? "constant factor" : "product rule");
        use("derivative of ln");
      }
      case LN1P -> use("derivative of ln");
      default -> use("derivative of " + e.function().word());
    }
    e.arguments().stream().filter(u -> u.contains(by::equals)).forEach(this::useChain);
    if (e.function() == Function.MAX || e.function() == Function.MIN) {
      return chosen(e, d(e.arguments().get(0)), d(e.arguments().get(1)));
    }
    List<Expression> terms = new ArrayList<>();
    for (int i = 0; i < e.arguments().size(); i++) {
      Expression inner = d(e.arguments().get(i));
      if (!Algebra.isZero(inner)) {
        terms.add(Algebra.product(e.function().partial(i, e.arguments()), inner));
      }
    }
    return Algebra.sum(terms);
  }

  /** The derivative of the larger or smaller of two is that of the one which it is. */
  private static Expression chosen(Elementary e, Expression first, Expression second) {
    if (Algebra.isZero(first)) {
      return Algebra.product(e.function().partial(1, e.arguments()), second);
    }
    return e.function().partial(0, e.arguments()) instanceof Conditional c
        ? Algebra.conditional(c.condition(), first, second)
        : first;
  }

  @Override
  public Expression apply(Expression.Apply e) {
    use("derivative of " + e.definition().name());
    e.arguments().stream().filter(u -> u.contains(by::equals)).forEach(this::useChain);
    List<Expression> terms = new ArrayList<>();
    for (int i = 0; i < e.arguments().size(); i++) {
      Expression inner = d(e.arguments().get(i));
      if (!Algebra.isZero(inner)) {
        Expression outer = of(e.definition(), i, run);
        run.count(Definition.writtenOutSize(outer));
        terms.add(Algebra.product(e.definition().substitute(outer, e.arguments()), inner));
      }
    }
    return Algebra.sum(terms);
  }

  @Override
  public Expression hosted(Expression.Hosted e) {
    use("derivative of " + e.function().name());
    e.arguments().stream().filter(u -> u.contains(by::equals)).forEach(this::useChain);
    List<Expression> terms = new ArrayList<>();
    for (int i = 0; i < e.arguments().size(); i++) {
      Expression inner = d(e.arguments().get(i));
      if (!Algebra.isZero(inner)) {
        Expression outer = new Expression.Hosted(e.function().partial(i), e.arguments());
        terms.add(Algebra.product(outer, inner));
      }
    }
    return Algebra.sum(terms);
  }

  @Override
  public Expression invocation(Expression.Invocation e) {
    throw new IllegalArgumentException("not resolved: " + e.name());
  }
}
