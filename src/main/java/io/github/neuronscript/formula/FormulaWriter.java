package io.github.neuronscript.formula;

import io.github.neuronscript.formula.Expression.Elementary;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.Expression.Negation;
import io.github.neuronscript.formula.Expression.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Writes a formula as one line of text, with no more parentheses than needed: as mathematics
 * ({@code −2(y − ŷ)}) or as it would be typed in a script ({@code -2 * (y - output)}), from which
 * the parser builds the same tree again.
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

  /** A written part. */
  record Piece(String text, Binding binding) {}

  private final boolean mathematics;
  private final boolean numbers;
  private final Function<Expression, String> leaves;

  private FormulaWriter(boolean mathematics, boolean numbers, Function<Expression, String> leaves) {
    this.mathematics = mathematics;
    this.numbers = numbers;
    this.leaves = leaves;
  }

  /** Returns the formula in symbols: {@code ŷ(1 − ŷ)}. */
  public static String symbols(Expression formula) {
    return formula.accept(new FormulaWriter(true, false, Symbols::of)).text();
  }

  /**
   * Returns the formula with numbers put in: {@code 0.57·(1 − 0.57)}.
   *
   * @param leaves the text of each variable and partial derivative, with − for negative numbers
   */
  public static String numbers(Expression formula, Function<Expression, String> leaves) {
    return formula.accept(new FormulaWriter(true, true, leaves)).text();
  }

  /** Returns the formula as it would be typed. */
  public static String source(Expression formula) {
    return formula.accept(new FormulaWriter(false, false, Symbols::source)).text();
  }

  /** Joins without +, whose first use links code at run time and would need a deep stack for it. */
  private static String together(String... parts) {
    return String.join("", parts);
  }

  private String at(Binding least, Expression e) {
    Piece piece = e.accept(this);
    return piece.binding().compareTo(least) < 0 ? together("(", piece.text(), ")") : piece.text();
  }

  private String sign(String unicode, String ascii) {
    return mathematics ? unicode : ascii;
  }

  private static Piece piece(Binding binding, String text) {
    return new Piece(text, binding);
  }

  private Piece leaf(String text) {
    boolean negative = text.startsWith("−") || text.startsWith("-");
    boolean fraction = numbers && text.indexOf('/') > 0;
    return piece(fraction ? Binding.PRODUCT : negative ? Binding.NEGATION : Binding.PRIMARY, text);
  }

  @Override
  public Piece literal(Literal e) {
    return leaf(mathematics ? e.text().replace('-', '−') : e.text());
  }

  @Override
  public Piece constant(Expression.Constant e) {
    return leaf(mathematics ? e.symbol() : e.word());
  }

  @Override
  public Piece text(Expression.Text e) {
    String inside = e.value().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return leaf("\"" + inside.replace("\t", "\\t") + "\"");
  }

  @Override
  public Piece variable(Variable e) {
    return leaf(leaves.apply(e));
  }

  @Override
  public Piece partial(Expression.Partial e) {
    return leaf(leaves.apply(e));
  }

  @Override
  public Piece prime(Expression.Prime e) {
    return piece(Binding.PRIMARY, together("(", e.of().accept(this).text(), ")′"));
  }

  @Override
  public Piece negation(Negation e) {
    return piece(Binding.NEGATION, negated(e.operand().accept(this)));
  }

  private String negated(Piece operand) {
    Binding inside = mathematics ? Binding.PRODUCT : Binding.NEGATION;
    String text = operand.text();
    boolean loose = operand.binding().compareTo(inside) < 0;
    boolean twoSigns = text.startsWith("−") || text.startsWith("-");
    return together(sign("−", "-"), loose || twoSigns ? together("(", text, ")") : text);
  }

  @Override
  public Piece sum(Expression.Sum e) {
    StringBuilder out = new StringBuilder(at(Binding.SUM, e.terms().get(0)));
    for (Expression term : e.terms().subList(1, e.terms().size())) {
      boolean minus = term instanceof Negation;
      Expression size = term instanceof Negation negation ? negation.operand() : term;
      String text = at(Binding.PRODUCT, size);
      boolean signed = text.startsWith("−") || text.startsWith("-");
      out.append(minus ? sign(" − ", " - ") : " + ").append(signed ? closed(size, text) : text);
    }
    return piece(Binding.SUM, out.toString());
  }

  /** Puts a term that begins with a minus in ( ); of w·x with numbers only the −0.6 of (−0.6)·2. */
  private String closed(Expression term, String text) {
    if (numbers
        && term instanceof Expression.Product product
        && product.factors().get(0) instanceof Expression.Leaf leaf) {
      String first = leaf.accept(this).text();
      return together("(", first, ")", text.substring(first.length()));
    }
    return together("(", text, ")");
  }

  @Override
  public Piece product(Expression.Product e) {
    List<Expression> factors = e.factors();
    StringBuilder out = new StringBuilder(at(Binding.PRODUCT, factors.get(0)));
    for (int i = 1; i < factors.size(); i++) {
      Piece piece = factors.get(i).accept(this);
      boolean inParentheses =
          piece.binding().compareTo(Binding.NEGATION) < 0
              || mathematics && piece.binding() == Binding.NEGATION;
      String text = inParentheses ? together("(", piece.text(), ")") : piece.text();
      boolean beside =
          mathematics && !numbers && isSum(factors.get(i)) && standsBeside(factors.get(i - 1));
      out.append(beside ? "" : sign("·", " * ")).append(text);
    }
    return piece(Binding.PRODUCT, out.toString());
  }

  /** Whether a factor may stand before a sum without a sign between: 2(y − ŷ). */
  private static boolean standsBeside(Expression factor) {
    Expression size = factor instanceof Negation negation ? negation.operand() : factor;
    return size instanceof Literal n && n.value() != 1 || factor instanceof Variable;
  }

  private static boolean isSum(Expression factor) {
    return factor instanceof Expression.Sum
        || factor instanceof Expression.Power power && power.base() instanceof Expression.Sum;
  }

  @Override
  public Piece quotient(Expression.Quotient e) {
    return over(e, sign("/", " / "));
  }

  @Override
  public Piece remainder(Expression.Remainder e) {
    // Nobody agrees how tightly "mod" binds, so that as a part it always stands in parentheses.
    Piece piece = over(e, sign(" mod ", " % "));
    return mathematics ? piece(Binding.COMPARISON, piece.text()) : piece;
  }

  private Piece over(Expression.Pair e, String operator) {
    Binding right = mathematics ? Binding.POWER : Binding.NEGATION;
    return piece(
        Binding.PRODUCT, together(at(Binding.PRODUCT, e.left()), operator, at(right, e.right())));
  }

  @Override
  public Piece power(Expression.Power e) {
    String base = at(Binding.PRIMARY, e.base());
    if (e.base() instanceof Expression.Partial && base.startsWith("∂")) {
      base = together("(", base, ")");
    }
    if (mathematics && e.exponent() instanceof Literal n) {
      if (n.value() == 2) {
        return piece(Binding.POWER, together(base, "²"));
      }
      if (n.value() == 3) {
        return piece(Binding.POWER, together(base, "³"));
      }
    }
    return piece(Binding.POWER, together(base, "^", exponent(e.exponent())));
  }

  /** An exponent stands in parentheses unless it is a name, a number or a call, or − and one. */
  private String exponent(Expression e) {
    // Written once: an exponent may have an exponent, 200 deep.
    boolean negative = e instanceof Negation;
    Piece size = (e instanceof Negation negation ? negation.operand() : e).accept(this);
    boolean simple = size.binding() == Binding.PRIMARY || e instanceof Expression.Leaf;
    String text = negative ? negated(size) : size.text();
    return simple ? text : together("(", text, ")");
  }

  @Override
  public Piece comparison(Expression.Comparison e) {
    String operator = mathematics ? e.relation().symbol() : e.relation().word();
    return piece(
        Binding.COMPARISON,
        together(at(Binding.SUM, e.left()), " ", operator, " ", at(Binding.SUM, e.right())));
  }

  @Override
  public Piece near(Expression.Near e) {
    String value = at(Binding.SUM, e.value());
    // "is nan" would be a whole comparison.
    String target = e.target() == Expression.Constant.NAN ? "(nan)" : at(Binding.SUM, e.target());
    return piece(
        Binding.COMPARISON,
        together(value, " is ", target, " within ", at(Binding.SUM, e.tolerance())));
  }

  @Override
  public Piece isNan(Expression.IsNan e) {
    return piece(Binding.COMPARISON, together(at(Binding.SUM, e.operand()), " is nan"));
  }

  @Override
  public Piece not(Expression.Not e) {
    return piece(Binding.NOT, together("not ", at(Binding.NOT, e.operand())));
  }

  @Override
  public Piece logical(Expression.Logical e) {
    Binding own = e.and() ? Binding.AND : Binding.OR;
    Binding part = e.and() ? Binding.NOT : Binding.AND;
    List<String> parts = new ArrayList<>();
    for (Expression operand : e.operands()) {
      parts.add(at(part, operand));
    }
    return piece(own, String.join(e.and() ? " and " : " or ", parts));
  }

  @Override
  public Piece conditional(Expression.Conditional e) {
    Binding whole = mathematics ? Binding.CONDITIONAL : Binding.OR;
    return piece(
        Binding.CONDITIONAL,
        together(
            "if ",
            at(Binding.OR, e.condition()),
            " then ",
            at(Binding.OR, e.then()),
            " else ",
            at(whole, e.otherwise())));
  }

  @Override
  public Piece elementary(Elementary e) {
    Expression u = e.arguments().get(0);
    if (mathematics) {
      switch (e.function()) {
        case EXP -> {
          return piece(Binding.POWER, together("e^", exponent(u)));
        }
        case ABS -> {
          return piece(Binding.PRIMARY, together("|", u.accept(this).text(), "|"));
        }
        case SQRT -> {
          Piece radicand = u.accept(this);
          boolean plain = u instanceof Expression.Leaf && radicand.binding() == Binding.PRIMARY;
          return plain
              ? piece(Binding.POWER, together("√", radicand.text()))
              : piece(Binding.PRIMARY, together("√(", radicand.text(), ")"));
        }
        case LN1P -> {
          String sum = Expression.Sum.of(Algebra.ONE, u).accept(this).text();
          return piece(Binding.PRIMARY, together("ln(", sum, ")"));
        }
        case XLOGY -> {
          String log = together("ln(", e.arguments().get(1).accept(this).text(), ")");
          return piece(Binding.PRODUCT, together(at(Binding.PRODUCT, u), "·", log));
        }
        default -> {}
      }
    }
    return call(e.function().word(), e.arguments());
  }

  @Override
  public Piece apply(Expression.Apply e) {
    String name = e.definition().name();
    return call(mathematics ? Symbols.function(name) : Symbols.typed(name), e.arguments());
  }

  @Override
  public Piece invocation(Expression.Invocation e) {
    return call(e.quoted() ? "`" + e.name() + "`" : e.name(), e.arguments());
  }

  private Piece call(String name, List<Expression> arguments) {
    List<String> parts = new ArrayList<>();
    for (Expression argument : arguments) {
      parts.add(argument.accept(this).text());
    }
    return piece(Binding.PRIMARY, together(name, "(", String.join(", ", parts), ")"));
  }
}
