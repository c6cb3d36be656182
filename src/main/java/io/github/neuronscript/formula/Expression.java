package io.github.neuronscript.formula;

import java.util.ArrayList;
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

    R invocation(Invocation e);
  }

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
  }

  /** −operand. */
  record Negation(Expression operand) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(operand);
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
  record Sum(List<Expression> terms) implements Expression {
    public Sum {
      terms = leftFlat(terms);
    }

    public static Expression of(Expression... terms) {
      return new Sum(List.of(terms));
    }

    private static List<Expression> leftFlat(List<Expression> terms) {
      if (terms.get(0) instanceof Sum first) {
        List<Expression> flat = new ArrayList<>(first.terms());
        flat.addAll(terms.subList(1, terms.size()));
        return List.copyOf(flat);
      }
      return List.copyOf(terms);
    }

    @Override
    public List<Expression> children() {
      return terms;
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
  record Product(List<Expression> factors) implements Expression {
    public Product {
      factors = leftFlat(factors);
    }

    public static Expression of(Expression... factors) {
      return new Product(List.of(factors));
    }

    private static List<Expression> leftFlat(List<Expression> factors) {
      if (factors.get(0) instanceof Product first) {
        List<Expression> flat = new ArrayList<>(first.factors());
        flat.addAll(factors.subList(1, factors.size()));
        return List.copyOf(flat);
      }
      return List.copyOf(factors);
    }

    @Override
    public List<Expression> children() {
      return factors;
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

  record Quotient(Expression dividend, Expression divisor) implements Pair {
    @Override
    public Expression left() {
      return dividend;
    }

    @Override
    public Expression right() {
      return divisor;
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
  record Remainder(Expression dividend, Expression divisor) implements Pair {
    @Override
    public Expression left() {
      return dividend;
    }

    @Override
    public Expression right() {
      return divisor;
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

  record Power(Expression base, Expression exponent) implements Pair {
    @Override
    public Expression left() {
      return base;
    }

    @Override
    public Expression right() {
      return exponent;
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
  record Comparison(Relation relation, Expression left, Expression right) implements Pair {

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
  record Near(Expression value, Expression target, Expression tolerance) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(value, target, tolerance);
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
  record IsNan(Expression operand) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(operand);
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

  record Not(Expression operand) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(operand);
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
  record Logical(boolean and, List<Expression> operands) implements Expression {
    public Logical {
      operands = List.copyOf(operands);
    }

    @Override
    public List<Expression> children() {
      return operands;
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

  record Conditional(Expression condition, Expression then, Expression otherwise)
      implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(condition, then, otherwise);
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
  record Elementary(Function function, List<Expression> arguments) implements Expression {
    public Elementary {
      arguments = List.copyOf(arguments);
      if (arguments.size() != function.arity()) {
        throw new IllegalArgumentException(function + " takes " + function.arity());
      }
    }

    public static Expression of(Function function, Expression... arguments) {
      return new Elementary(function, List.of(arguments));
    }

    @Override
    public List<Expression> children() {
      return arguments;
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
  record Apply(Definition definition, List<Expression> arguments) implements Expression {
    public Apply {
      arguments = List.copyOf(arguments);
      if (arguments.size() != definition.parameters().size()) {
        throw new IllegalArgumentException(definition.name() + " with " + arguments.size());
      }
    }

    @Override
    public List<Expression> children() {
      return arguments;
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

  /** A call by name, not yet resolved to {@link Elementary} or {@link Apply}. */
  record Invocation(String name, boolean quoted, List<Expression> arguments) implements Expression {
    public Invocation {
      arguments = List.copyOf(arguments);
    }

    @Override
    public List<Expression> children() {
      return arguments;
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

  /** Returns this tree with every node replaced from the leaves up. */
  default Expression rewrite(UnaryOperator<Expression> change) {
    List<Expression> parts = children();
    List<Expression> changed = new ArrayList<>(parts.size());
    boolean same = true;
    for (Expression part : parts) {
      Expression other = part.rewrite(change);
      same &= other == part;
      changed.add(other);
    }
    return change.apply(same ? this : withChildren(changed));
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

  /** A node of two parts. */
  sealed interface Pair extends Expression {
    Expression left();

    Expression right();

    @Override
    default List<Expression> children() {
      return List.of(left(), right());
    }
  }
}
