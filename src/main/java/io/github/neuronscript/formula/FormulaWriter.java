package io.github.neuronscript.formula;

import io.github.neuronscript.formula.Expression.Conditional;
import io.github.neuronscript.formula.Expression.Elementary;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.Expression.Negation;
import io.github.neuronscript.formula.Expression.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes a formula with no more parentheses than needed. What stands where, how tightly it binds
 * and what is left out is decided here; how it looks, by a {@link Notation}.
 */
public final class FormulaWriter implements Expression.Visitor<FormulaWriter.Piece> {

  /**
   * How tightly a written piece holds together; a part that is looser than its place asks for ( ).
   */
  private enum Binding {
    CONDITIONAL,
    OR,
    AND,
    NOT,
    COMPARISON,
    SUM,
    PRODUCT,
    NEGATION,
    POWER,
    PRIMARY
  }

  /**
   * A written part.
   *
   * @param signed whether it begins with a minus
   */
  record Piece(String text, Binding binding, boolean signed) {
    Piece(String text, Binding binding) {
      this(text, binding, false);
    }
  }

  private final Notation notation;

  /** Whether numbers stand where the variables stood, so that every product needs its sign. */
  private final boolean numbers;

  private final Function<Expression, Optional<String>> values;

  private FormulaWriter(
      Notation notation, boolean numbers, Function<Expression, Optional<String>> values) {
    this.notation = notation;
    this.numbers = numbers;
    this.values = values;
  }

  /** Returns the formula in symbols, as one line of Unicode: {@code ŷ(1 − ŷ)}. */
  public static String symbols(Expression formula) {
    return symbols(formula, Notations.TEXT);
  }

  /** Returns the formula in symbols. */
  public static String symbols(Expression formula, Notation notation) {
    return formula.accept(new FormulaWriter(notation, false, leaf -> Optional.empty())).text();
  }

  /**
   * Returns the formula with numbers put in: {@code 0.57·(1 − 0.57)}.
   *
   * @param values the number to write for a variable or partial derivative, with − or - for
   *     negative ones; where it is empty, the symbol is written
   */
  public static String numbers(
      Expression formula, Notation notation, Function<Expression, Optional<String>> values) {
    return formula.accept(new FormulaWriter(notation, true, values)).text();
  }

  /** Returns the formula as it would be typed. */
  public static String source(Expression formula) {
    return symbols(formula, Notations.SOURCE);
  }

  /** Joins without +, whose first use links code at run time and would need a deep stack for it. */
  static String together(String... parts) {
    return String.join("", parts);
  }

  private String at(Binding least, Expression e) {
    return at(least, e.accept(this)).text();
  }

  private Piece at(Binding least, Piece piece) {
    return piece.binding().compareTo(least) < 0 ? closed(piece) : piece;
  }

  private Piece closed(Piece piece) {
    return new Piece(notation.parentheses(piece.text()), Binding.PRIMARY);
  }

  private Piece number(String text) {
    boolean negative = text.startsWith("−") || text.startsWith("-");
    boolean fraction = text.indexOf('/') > 0;
    boolean power = text.indexOf('e') > 0 && Character.isDigit(text.charAt(text.length() - 1));
    Binding binding = negative ? Binding.NEGATION : Binding.PRIMARY;
    if (notation instanceof StackedNotation) {
      // 1.5 × 10^−7 is a product; a fraction is one piece, but not below an exponent.
      binding = power ? Binding.PRODUCT : fraction && !negative ? Binding.POWER : binding;
    } else if (fraction) {
      binding = Binding.PRODUCT;
    }
    return new Piece(notation.number(text), binding, negative);
  }

  private Piece leaf(Expression leaf, String symbol, Binding binding) {
    return values.apply(leaf).map(this::number).orElseGet(() -> new Piece(symbol, binding));
  }

  @Override
  public Piece literal(Literal e) {
    return number(e.text());
  }

  @Override
  public Piece constant(Expression.Constant e) {
    return new Piece(notation.constant(e), Binding.PRIMARY);
  }

  @Override
  public Piece text(Expression.Text e) {
    String inside = e.value().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    String quoted = together("\"", inside.replace("\t", "\\t"), "\"");
    return new Piece(notation.text(quoted), Binding.PRIMARY);
  }

  @Override
  public Piece variable(Variable e) {
    return leaf(e, notation.variable(e), Binding.PRIMARY);
  }

  @Override
  public Piece partial(Expression.Partial e) {
    // A factor like any other; but not to be squared without parentheses.
    return leaf(e, notation.partial(e), Binding.POWER);
  }

  @Override
  public Piece prime(Expression.Prime e) {
    return new Piece(notation.prime(e.of().accept(this).text()), Binding.PRIMARY);
  }

  @Override
  public Piece negation(Negation e) {
    return negated(e.operand().accept(this));
  }

  private Piece negated(Piece operand) {
    Piece inside = at(notation.isTyped() ? Binding.NEGATION : Binding.PRODUCT, operand);
    String text = (inside.signed() ? closed(inside) : inside).text();
    return new Piece(together(notation.minus(), text), Binding.NEGATION, true);
  }

  @Override
  public Piece sum(Expression.Sum e) {
    Piece first = at(Binding.SUM, e.terms().get(0).accept(this));
    StringBuilder out = new StringBuilder(first.text());
    for (Expression term : e.terms().subList(1, e.terms().size())) {
      boolean minus = term instanceof Negation;
      Expression size = term instanceof Negation negation ? negation.operand() : term;
      out.append(notation.infix(minus ? "−" : "+")).append(term(size));
    }
    return new Piece(out.toString(), Binding.SUM, first.signed());
  }

  /** Writes a term after a sign, in ( ) if it begins with one itself. */
  private String term(Expression term) {
    Piece piece = at(Binding.PRODUCT, term.accept(this));
    if (!piece.signed()) {
      return piece.text();
    }
    // Of w·x with numbers only the −0.6 of (−0.6)·2.
    return numbers
            && term instanceof Expression.Product product
            && product.factors().get(0) instanceof Expression.Leaf first
        ? product(product, closed(first.accept(this))).text()
        : closed(piece).text();
  }

  @Override
  public Piece product(Expression.Product e) {
    return product(e, at(Binding.PRODUCT, e.factors().get(0).accept(this)));
  }

  private Piece product(Expression.Product e, Piece first) {
    List<Expression> factors = e.factors();
    StringBuilder out = new StringBuilder(first.text());
    for (int i = 1; i < factors.size(); i++) {
      Binding least = notation.isTyped() ? Binding.NEGATION : Binding.POWER;
      boolean beside =
          !numbers && isSum(factors.get(i)) && notation.standsBeside(factors.get(i - 1));
      out.append(beside ? "" : notation.infix("·")).append(at(least, factors.get(i)));
    }
    return new Piece(out.toString(), Binding.PRODUCT, first.signed());
  }

  private static boolean isSum(Expression factor) {
    return factor instanceof Expression.Sum
        || factor instanceof Expression.Power power && power.base() instanceof Expression.Sum;
  }

  @Override
  public Piece quotient(Expression.Quotient e) {
    return notation instanceof StackedNotation stacked
        ? new Piece(
            stacked.fraction(e.left().accept(this).text(), e.right().accept(this).text()),
            Binding.POWER)
        : over(e, "/");
  }

  @Override
  public Piece remainder(Expression.Remainder e) {
    // Nobody agrees how tightly "mod" binds, so that as a part it always stands in parentheses.
    Piece piece = over(e, "mod");
    return notation.isTyped() ? piece : new Piece(piece.text(), Binding.COMPARISON);
  }

  private Piece over(Expression.Pair e, String sign) {
    Piece left = at(Binding.PRODUCT, e.left().accept(this));
    String right = at(notation.isTyped() ? Binding.NEGATION : Binding.POWER, e.right());
    return new Piece(
        together(left.text(), notation.infix(sign), right), Binding.PRODUCT, left.signed());
  }

  @Override
  public Piece power(Expression.Power e) {
    String base = at(Binding.PRIMARY, e.base());
    return new Piece(notation.power(base, exponent(e.exponent())), Binding.POWER);
  }

  /**
   * On one line an exponent stands in parentheses unless it is a name, a number or a call, or − and
   * one.
   */
  private String exponent(Expression e) {
    if (notation instanceof StackedNotation) {
      return e.accept(this).text();
    }
    // Written once: an exponent may have an exponent, 200 deep.
    boolean negative = e instanceof Negation;
    Piece size = (e instanceof Negation negation ? negation.operand() : e).accept(this);
    boolean simple = size.binding() == Binding.PRIMARY || e instanceof Expression.Leaf;
    Piece piece = negative ? negated(size) : size;
    return (simple ? piece : closed(piece)).text();
  }

  @Override
  public Piece comparison(Expression.Comparison e) {
    String left = at(Binding.SUM, e.left());
    String right = at(Binding.SUM, e.right());
    return new Piece(
        together(left, notation.infix(e.relation().symbol()), right), Binding.COMPARISON);
  }

  @Override
  public Piece near(Expression.Near e) {
    String value = at(Binding.SUM, e.value());
    Piece target = at(Binding.SUM, e.target().accept(this));
    // "is nan" would be a whole comparison.
    boolean nan = e.target() == Expression.Constant.NAN;
    return new Piece(
        together(
            value,
            notation.words(" is "),
            (nan ? closed(target) : target).text(),
            notation.words(" within "),
            at(Binding.SUM, e.tolerance())),
        Binding.COMPARISON);
  }

  @Override
  public Piece isNan(Expression.IsNan e) {
    String operand = at(Binding.SUM, e.operand());
    return new Piece(together(operand, notation.words(" is nan")), Binding.COMPARISON);
  }

  @Override
  public Piece not(Expression.Not e) {
    return new Piece(together(notation.words("not "), at(Binding.NOT, e.operand())), Binding.NOT);
  }

  @Override
  public Piece logical(Expression.Logical e) {
    Binding part = e.and() ? Binding.NOT : Binding.AND;
    List<String> parts = new ArrayList<>();
    for (Expression operand : e.operands()) {
      parts.add(at(part, operand));
    }
    String between = notation.words(e.and() ? " and " : " or ");
    return new Piece(String.join(between, parts), e.and() ? Binding.AND : Binding.OR);
  }

  @Override
  public Piece conditional(Conditional e) {
    if (notation instanceof StackedNotation stacked) {
      return cases(e, stacked);
    }
    Binding otherwise = notation.isTyped() ? Binding.OR : Binding.CONDITIONAL;
    return new Piece(
        together(
            notation.words("if "),
            at(Binding.OR, e.condition()),
            notation.words(" then "),
            at(Binding.OR, e.then()),
            notation.words(" else "),
            at(otherwise, e.otherwise())),
        Binding.CONDITIONAL);
  }

  private Piece cases(Conditional e, StackedNotation stacked) {
    List<String> conditions = new ArrayList<>();
    List<String> values = new ArrayList<>();
    Expression rest = e;
    while (rest instanceof Conditional next) {
      conditions.add(next.condition().accept(this).text());
      values.add(next.then().accept(this).text());
      rest = next.otherwise();
    }
    values.add(rest.accept(this).text());
    return new Piece(stacked.cases(conditions, values), Binding.CONDITIONAL);
  }

  @Override
  public Piece elementary(Elementary e) {
    Expression u = e.arguments().get(0);
    if (!notation.isTyped()) {
      switch (e.function()) {
        case EXP -> {
          return new Piece(notation.exponential(exponent(u)), Binding.POWER);
        }
        case ABS -> {
          return new Piece(notation.absolute(u.accept(this).text()), Binding.PRIMARY);
        }
        case SQRT -> {
          Piece radicand = u.accept(this);
          boolean plain = u instanceof Expression.Leaf && radicand.binding() == Binding.PRIMARY;
          String root = notation.root(radicand.text(), plain);
          return new Piece(root, plain ? Binding.POWER : Binding.PRIMARY);
        }
        case LN1P -> {
          return call("ln", List.of(Expression.Sum.of(Algebra.ONE, u)));
        }
        case XLOGY -> {
          Piece factor = at(Binding.PRODUCT, u.accept(this));
          String log = call("ln", e.arguments().subList(1, 2)).text();
          String text = together(factor.text(), notation.infix("·"), log);
          return new Piece(text, Binding.PRODUCT, factor.signed());
        }
        default -> {}
      }
    }
    return call(e.function().word(), e.arguments());
  }

  @Override
  public Piece apply(Expression.Apply e) {
    return call(e.definition().name(), e.arguments());
  }

  @Override
  public Piece hosted(Expression.Hosted e) {
    if (e.function().partialOf().isEmpty()) {
      return call(e.function().name(), e.arguments());
    }
    HostFunction.Partial partial = e.function().partialOf().get();
    Piece call = written(notation.slope(partial.of(), partial.by()), e.arguments());
    // ∂f/∂x(x, y) is not to be squared without parentheses.
    boolean fraction = e.arguments().size() > 1 && !notation.isTyped();
    return fraction ? new Piece(call.text(), Binding.POWER) : call;
  }

  private Piece call(String name, List<Expression> arguments) {
    return written(notation.function(name), arguments);
  }

  @Override
  public Piece invocation(Expression.Invocation e) {
    return written(e.quoted() ? together("`", e.name(), "`") : e.name(), e.arguments());
  }

  private Piece written(String function, List<Expression> arguments) {
    List<String> parts = new ArrayList<>();
    for (Expression argument : arguments) {
      parts.add(argument.accept(this).text());
    }
    return new Piece(notation.call(function, parts), Binding.PRIMARY);
  }
}
