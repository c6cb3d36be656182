package io.github.neuronscript.formula;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The one formula tree. The parser builds it, the checker resolves its names, {@link Derivative}
 * differentiates it, {@link Simplifier} simplifies it, {@link Evaluator} and {@link BlockEvaluator}
 * compute it, {@link FormulaWriter} prints it. Immutable; equal when the formulas are the same
 * letter by letter. Truth is a number: 1 for true, 0 for false.
 *
 * <p>Sums and products are lists, so that a formula of ten thousand terms is wide and not deep:
 * everything that walks the tree may recurse.
 */
public sealed interface Expression {

  /** Returns the parts, in the order written. */
  List<Expression> children();

  /** Returns this node with other parts, as many as {@link #children()} has. */
  Expression withChildren(List<Expression> parts);

  <R> R accept(Visitor<R> visitor);

  /** Whether its value is true or false, written 1 or 0. */
  default boolean isTruth() {
    return this instanceof Comparison
        || this instanceof Near
        || this instanceof IsNan
        || this instanceof Not
        || this instanceof Logical;
  }

  /**
   * One method per kind of node, so that a new kind fails to compile wherever it must be handled.
   */
  interface Visitor<R> {
    R literal(Literal e);

    R constant(Constant e);

    R text(Text e);

    R variable(Variable e);

    R partial(Partial e);

    R prime(Prime e);

    R negation(Negation e);

    R sum(Sum e);

    R product(Product e);

    R quotient(Quotient e);

    R remainder(Remainder e);

    R power(Power e);

    R comparison(Comparison e);

    R near(Near e);

    R isNan(IsNan e);

    R not(Not e);

    R logical(Logical e);

    R conditional(Conditional e);

    R elementary(Elementary e);

    R apply(Apply e);

    R hosted(Hosted e);

    R invocation(Invocation e);
  }

  // Leaves compare by hand: in a short script, linking the methods that Java makes for records
  // takes
  // longer than all the comparing.

  /** A number as it was written, with the double nearest to it. */
  record Literal(String text, double value) implements Leaf {
    public Literal {
      Objects.requireNonNull(text, "text");
    }

    /** A number that a calculation brought up; its text is the shortest that reads back. */
    public static Literal of(double value) {
      return new Literal(NumberWriter.shortest(value), value);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Literal literal
          && text.equals(literal.text)
          && Double.compare(value, literal.value) == 0;
    }

    @Override
    public int hashCode() {
      return 31 * text.hashCode() + Double.hashCode(value);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.literal(this);
    }
  }

  /** A number with a name of its own. */
  enum Constant implements Leaf {
    PI("pi", "π", StrictMath.PI),
    TRUE("true", "true", 1),
    FALSE("false", "false", 0),
    NAN("nan", "nan", Double.NaN);

    private final String word;
    private final String symbol;
    private final double value;

    Constant(String word, String symbol, double value) {
      this.word = word;
      this.symbol = symbol;
      this.value = value;
    }

    public String word() {
      return word;
    }

    public String symbol() {
      return symbol;
    }

    public double value() {
      return value;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.constant(this);
    }
  }

  /** A text, to be compared with the texts of a column. */
  record Text(String value) implements Leaf {
    @Override
    public boolean equals(Object other) {
      return other instanceof Text text && value.equals(text.value);
    }

    @Override
    public int hashCode() {
      return value.hashCode();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.text(this);
    }
  }

  /** A name and what it stands for. */
  record Variable(String name, Role role) implements Leaf {

    /** What a name stands for; the first two only before the checker has looked at it. */
    public enum Role {
      /** Not yet resolved. */
      NAME,
      /** Not yet resolved, in backticks: never a built-in value. */
      QUOTED,
      PARAMETER,
      INPUT,
      WEIGHT,
      BIAS,
      LET,
      COLUMN,
      /** A value of the neuron or its training: {@code z output target cost epoch …}. */
      QUANTITY
    }

    public Variable {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(role, "role");
    }

    public static Variable parameter(String name) {
      return new Variable(name, Role.PARAMETER);
    }

    public static Variable quantity(String name) {
      return new Variable(name, Role.QUANTITY);
    }

    /**
     * Whether an unresolved formula is one word of the language, as {@code all} or {@code none}.
     */
    public static boolean isWord(Expression e, String word) {
      return e instanceof Variable v && v.role() == Role.NAME && v.name().equals(word);
    }

    public static boolean isColumn(Expression e) {
      return e instanceof Variable v && v.role() == Role.COLUMN;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Variable variable
          && name.equals(variable.name)
          && role == variable.role;
    }

    // Not the hash of the role, which every run of Java makes anew.
    @Override
    public int hashCode() {
      return 31 * name.hashCode() + role.name().hashCode();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.variable(this);
    }
  }

  /** A derivative as a symbol of its own, ∂of/∂by, whose value stands beside the formula. */
  record Partial(Variable of, Variable by) implements Leaf {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.partial(this);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Partial partial && of.equals(partial.of) && by.equals(partial.by);
    }

    @Override
    public int hashCode() {
      return 31 * of.hashCode() + by.hashCode();
    }
  }

  /** The derivative of a formula that is still to be found, (of)′. */
  record Prime(Expression of, Variable by) implements Leaf {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.prime(this);
    }
  }

  /**
   * A node with parts. It knows its hash, its size and its depth from the day it is made, so that
   * asking for them costs nothing however large it is.
   */
  abstract sealed class Composite implements Expression {
    private final List<Expression> parts;
    private final Object detail;
    private final int hash;
    private final long size;
    private final int depth;
    private final long hostCost;

    /**
     * @param detail what makes it another node than one of the same kind with the same parts
     */
    private Composite(List<Expression> parts, Object detail) {
      this.parts = List.copyOf(parts);
      this.detail = detail;
      int mixed = 31 * getClass().getName().hashCode() + detail.hashCode();
      for (Expression part : this.parts) {
        mixed = 31 * mixed + part.hashCode();
      }
      this.hash = mixed;
      this.size = detail instanceof Definition f ? f.sizeOf(this.parts) : sizeOf(this.parts);
      this.depth = detail instanceof Definition f ? f.depthOf(this.parts) : depthOf(this.parts);
      this.hostCost =
          detail instanceof Definition f
              ? f.hostCostOf(this.parts)
              : hostCostOf(detail, this.parts);
    }

    private static long sizeOf(List<Expression> parts) {
      long size = 1;
      for (Expression part : parts) {
        size = Math.min(Definition.HUGE, size + Definition.writtenOutSize(part));
      }
      return size;
    }

    private static int depthOf(List<Expression> parts) {
      int depth = 0;
      for (Expression part : parts) {
        depth = Math.max(depth, Definition.writtenOutDepth(part));
      }
      return depth + 1;
    }

    private static long hostCostOf(Object detail, List<Expression> parts) {
      long cost = detail instanceof HostFunction function ? function.cost() : 0;
      for (Expression part : parts) {
        cost = Math.min(Definition.HUGE, cost + Definition.hostCost(part));
      }
      return cost;
    }

    final Expression part(int i) {
      return parts.get(i);
    }

    /** Returns the number of nodes, those of the functions it calls included. */
    final long writtenOutSize() {
      return size;
    }

    /** Returns the number of nodes one below the other, with those of the functions it calls. */
    final int writtenOutDepth() {
      return depth;
    }

    /** Returns the steps of all calls of functions of the host, in functions it calls too. */
    final long hostCost() {
      return hostCost;
    }

    @Override
    public final List<Expression> children() {
      return parts;
    }

    @Override
    public final boolean equals(Object other) {
      if (this == other) {
        return true;
      }
      if (!(other instanceof Composite c)
          || hash != c.hash
          || size != c.size
          || getClass() != c.getClass()
          || parts.size() != c.parts.size()
          || !detail.equals(c.detail)) {
        return false;
      }
      for (int i = 0; i < parts.size(); i++) {
        if (!parts.get(i).equals(c.parts.get(i))) {
          return false;
        }
      }
      return true;
    }

    @Override
    public final int hashCode() {
      return hash;
    }

    @Override
    public final String toString() {
      return FormulaWriter.source(this);
    }
  }

  /** A node of two parts. */
  abstract sealed class Pair extends Composite {
    private Pair(Expression left, Expression right, Object detail) {
      super(List.of(left, right), detail);
    }

    public final Expression left() {
      return part(0);
    }

    public final Expression right() {
      return part(1);
    }
  }

  /** −operand. */
  final class Negation extends Composite {
    public Negation(Expression operand) {
      super(List.of(operand), "");
    }

    public Expression operand() {
      return part(0);
    }

    @Override
    public Expression withChildren(List<Expression> parts) {
      return new Negation(parts.get(0));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.negation(this);
    }
  }

  /**
   * Added from left to right; a difference is the sum with a {@link Negation}, which has the same
   * bits.
   */
  final class Sum extends Composite {
    public Sum(List<Expression> terms) {
      super(leftFlat(terms), "");
    }

    public static Expression of(Expression... terms) {
      return new Sum(List.of(terms));
    }

    private static List<Expression> leftFlat(List<Expression> terms) {
      if (terms.get(0) instanceof Sum first) {
        List<Expression> flat = new ArrayList<>(first.terms());
        flat.addAll(terms.subList(1, terms.size()));
        return flat;
      }
      return terms;
    }

    public List<Expression> terms() {
      return children();
    }

    @Override
    public Expression withChildren(List<Expression> parts) {
      return new Sum(parts);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.sum(this);
    }
  }

  /** Multiplied from left to right. */
  final class Product extends Composite {
    public Product(List<Expression> factors) {
      super(leftFlat(factors), "");
    }

    public static Expression of(Expression... factors) {
      return new Product(List.of(factors));
    }

    private static List<Expression> leftFlat(List<Expression> factors) {
      if (factors.get(0) instanceof Product first) {
        List<Expression> flat = new ArrayList<>(first.factors());
        flat.addAll(factors.subList(1, factors.size()));
        return flat;
      }
      return factors;
    }

    public List<Expression> factors() {
      return children();
    }

    @Override
    public Expression withChildren(List<Expression> parts) {
      return new Product(parts);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.product(this);
    }
  }

  final class Quotient extends Pair {
    public Quotient(Expression dividend, Expression divisor) {
      super(dividend, divisor, "");
    }

    public Expression dividend() {
      return left();
    }

    public Expression divisor() {
      return right();
    }

    @Override
    public Expression withChildren(List<Expression> parts) {
      return new Quotient(parts.get(0), parts.get(1));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.quotient(this);
    }
  }

  /** What is left of a division; it has the sign of the divisor. */
  final class Remainder extends Pair {
    public Remainder(Expression dividend, Expression divisor) {
      super(dividend, divisor, "");
    }

    public Expression dividend() {
      return left();
    }

    public Expression divisor() {
      return right();
    }

    @Override
    public Expression withChildren(List<Expression> parts) {
      return new Remainder(parts.get(0), parts.get(1));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.remainder(this);
    }
  }

  final class Power extends Pair {
    public Power(Expression base, Expression exponent) {
      super(base, exponent, "");
    }

    public Expression base() {
      return left();
    }

    public Expression exponent() {
      return right();
    }

    @Override
    public Expression withChildren(List<Expression> parts) {
      return new Power(parts.get(0), parts.get(1));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.power(this);
    }
  }

  /** One comparison; false when a side is NaN, but {@code !=} is true then. */
  final class Comparison extends Pair {

    public enum Relation {
      LESS("<", "<"),
      AT_MOST("<=", "≤"),
      GREATER(">", ">"),
      AT_LEAST(">=", "≥"),
      EQUAL("==", "="),
      UNEQUAL("!=", "≠");

      private final String word;
      private final String symbol;

      Relation(String word, String symbol) {
        this.word = word;
        this.symbol = symbol;
      }

      public String word() {
        return word;
      }

      public String symbol() {
        return symbol;
      }

      /** Returns the relation that holds between b and a when this one holds between a and b. */
      public Relation turned() {
        return switch (this) {
          case LESS -> GREATER;
          case AT_MOST -> AT_LEAST;
          case GREATER -> LESS;
          case AT_LEAST -> AT_MOST;
          case EQUAL, UNEQUAL -> this;
        };
      }
    }

    private final Relation relation;

    public Comparison(Relation relation, Expression left, Expression right) {
      super(left, right, relation.word());
      this.relation = relation;
    }

    public Relation relation() {
      return relation;
    }

    @Override
    public Expression withChildren(List<Expression> parts) {
      return new Comparison(relation, parts.get(0), parts.get(1));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.comparison(this);
    }
  }

  /** {@code value is target within tolerance}: |value − target| ≤ tolerance. */
  final class Near extends Composite {
    public Near(Expression value, Expression target, Expression tolerance) {
      super(List.of(value, target, tolerance), "");
    }

    public Expression value() {
      return part(0);
    }

    public Expression target() {
      return part(1);
    }

    public Expression tolerance() {
      return part(2);
    }

    @Override
    public Expression withChildren(List<Expression> parts) {
      return new Near(parts.get(0), parts.get(1), parts.get(2));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.near(this);
    }
  }

  /** {@code operand is nan}. */
  final class IsNan extends Composite {
    public IsNan(Expression operand) {
      super(List.of(operand), "");
    }

    public Expression operand() {
      return part(0);
    }

    @Override
    public Expression withChildren(List<Expression> parts) {
      return new IsNan(parts.get(0));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.isNan(this);
    }
  }

  final class Not extends Composite {
    public Not(Expression operand) {
      super(List.of(operand), "");
    }

    public Expression operand() {
      return part(0);
    }

    @Override
    public Expression withChildren(List<Expression> parts) {
      return new Not(parts.get(0));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.not(this);
    }
  }

  /** {@code and} of all operands, or {@code or} of all. */
  final class Logical extends Composite {
    private final boolean and;

    public Logical(boolean and, List<Expression> operands) {
      super(operands, and);
      this.and = and;
    }

    public boolean and() {
      return and;
    }

    public List<Expression> operands() {
      return children();
    }

    @Override
    public Expression withChildren(List<Expression> parts) {
      return new Logical(and, parts);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.logical(this);
    }
  }

  final class Conditional extends Composite {
    public Conditional(Expression condition, Expression then, Expression otherwise) {
      super(List.of(condition, then, otherwise), "");
    }

    public Expression condition() {
      return part(0);
    }

    public Expression then() {
      return part(1);
    }

    public Expression otherwise() {
      return part(2);
    }

    @Override
    public Expression withChildren(List<Expression> parts) {
      return new Conditional(parts.get(0), parts.get(1), parts.get(2));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.conditional(this);
    }
  }

  /** An elementary function of its arguments. */
  final class Elementary extends Composite {
    private final Function function;

    public Elementary(Function function, List<Expression> arguments) {
      super(arguments, function.word());
      this.function = function;
      if (arguments.size() != function.arity()) {
        throw new IllegalArgumentException(function + " takes " + function.arity());
      }
    }

    public static Expression of(Function function, Expression... arguments) {
      return new Elementary(function, List.of(arguments));
    }

    public Function function() {
      return function;
    }

    public List<Expression> arguments() {
      return children();
    }

    @Override
    public Expression withChildren(List<Expression> parts) {
      return new Elementary(function, parts);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.elementary(this);
    }
  }

  /** A defined function of its arguments. */
  final class Apply extends Composite {
    private final Definition definition;

    public Apply(Definition definition, List<Expression> arguments) {
      super(arguments, definition);
      this.definition = definition;
    }

    public Definition definition() {
      return definition;
    }

    public List<Expression> arguments() {
      return children();
    }

    @Override
    public Expression withChildren(List<Expression> parts) {
      return new Apply(definition, parts);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.apply(this);
    }
  }

  /** A function of the host, or a derivative of one, of its arguments. */
  final class Hosted extends Composite {
    private final HostFunction function;

    public Hosted(HostFunction function, List<Expression> arguments) {
      super(arguments, function);
      this.function = function;
      if (arguments.size() != function.parameters().size()) {
        throw new IllegalArgumentException(function + " takes " + function.parameters());
      }
    }

    public HostFunction function() {
      return function;
    }

    public List<Expression> arguments() {
      return children();
    }

    @Override
    public Expression withChildren(List<Expression> parts) {
      return new Hosted(function, parts);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.hosted(this);
    }
  }

  /** A call by name, not yet resolved to {@link Elementary} or {@link Apply}. */
  final class Invocation extends Composite {
    private final String name;
    private final boolean quoted;

    public Invocation(String name, boolean quoted, List<Expression> arguments) {
      super(arguments, quoted ? "`" + name + "`" : name);
      this.name = name;
      this.quoted = quoted;
    }

    public String name() {
      return name;
    }

    public boolean quoted() {
      return quoted;
    }

    public List<Expression> arguments() {
      return children();
    }

    @Override
    public Expression withChildren(List<Expression> parts) {
      return new Invocation(name, quoted, parts);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.invocation(this);
    }
  }

  /**
   * Returns this tree with every node replaced from the leaves up. A part that stands in several
   * places as one object is looked at once.
   */
  default Expression rewrite(UnaryOperator<Expression> change) {
    return children().isEmpty()
        ? change.apply(this)
        : rewritten(this, change, new IdentityHashMap<>());
  }

  private static Expression rewritten(
      Expression e,
      UnaryOperator<Expression> change,
      IdentityHashMap<Expression, Expression> known) {
    List<Expression> parts = e.children();
    if (parts.isEmpty()) {
      return change.apply(e);
    }
    Expression result = known.get(e);
    if (result == null) {
      List<Expression> changed = new ArrayList<>(parts.size());
      boolean same = true;
      for (Expression part : parts) {
        Expression other = rewritten(part, change, known);
        same &= other == part;
        changed.add(other);
      }
      result = change.apply(same ? e : e.withChildren(changed));
      known.put(e, result);
    }
    return result;
  }

  /** Whether a node of this tree, the bodies of defined functions not looked into, meets a test. */
  default boolean contains(Predicate<Expression> test) {
    if (test.test(this)) {
      return true;
    }
    for (Expression part : children()) {
      if (part.contains(test)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Shows every node of this tree, from the left; the bodies of defined functions not looked into.
   */
  default void each(Consumer<Expression> reader) {
    reader.accept(this);
    children().forEach(part -> part.each(reader));
  }

  /** Returns this tree with every occurrence of one part replaced by another. */
  default Expression replace(Expression part, Expression by) {
    return rewrite(e -> e.equals(part) ? by : e);
  }

  /** A node without parts. */
  sealed interface Leaf extends Expression {
    @Override
    default List<Expression> children() {
      return List.of();
    }

    @Override
    default Expression withChildren(List<Expression> parts) {
      return this;
    }
  }
}
