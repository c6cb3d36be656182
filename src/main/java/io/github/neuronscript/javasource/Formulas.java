package io.github.neuronscript.javasource;

import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.NumberWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Formulas as Java computes them: each operation in the order of the language, with every
 * parenthesis. A defined function becomes a method.
 */
final class Formulas implements Expression.Visitor<String> {

  private final Map<Expression, String> leaves;
  private final Shared shared;

  /** What all formulas of a class have together. */
  static final class Shared {
    private final Identifiers methods;
    private final Map<Definition, String> names = new LinkedHashMap<>();
    private final List<String> bodies = new ArrayList<>();
    private final Set<Helpers> helpers = new TreeSet<>();

    Shared(Identifiers methods) {
      this.methods = methods;
    }

    /** Returns the methods that were called, as text. */
    List<String> methods() {
      List<String> all = new ArrayList<>(bodies);
      helpers.forEach(helper -> all.add(helper.text()));
      return all;
    }
  }

  /** What Java has no way to write. */
  static final class Unwritable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unwritable(String message) {
      super(message);
    }
  }

  /**
   * Writes formulas over some leaves.
   *
   * @param leaves with what stands for each
   */
  Formulas(Map<Expression, String> leaves, Shared shared) {
    this.leaves = leaves;
    this.shared = shared;
  }

  /** Returns a formula as a number of Java. */
  String number(Expression e) {
    return e.isTruth() ? "(" + e.accept(this) + " ? 1d : 0d)" : e.accept(this);
  }

  /** Returns a formula as a truth of Java. */
  String truth(Expression e) {
    return e.isTruth() ? e.accept(this) : helper(Helpers.HOLDS, List.of(e));
  }

  private String helper(Helpers helper, List<Expression> arguments) {
    shared.helpers.add(helper);
    helper.needed().ifPresent(shared.helpers::add);
    return call(helper.method(), arguments);
  }

  private String call(String method, List<Expression> arguments) {
    return method
        + arguments.stream().map(this::number).collect(Collectors.joining(", ", "(", ")"));
  }

  private String joined(String operator, List<Expression> parts) {
    return parts.stream().map(this::number).collect(Collectors.joining(operator, "(", ")"));
  }

  /** Returns a double as Java reads it. */
  static String literal(double value) {
    if (Double.isNaN(value)) {
      return "Double.NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
    }
    return NumberWriter.shortest(value) + "d";
  }

  @Override
  public String literal(Expression.Literal e) {
    return literal(e.value());
  }

  @Override
  public String constant(Expression.Constant e) {
    return literal(e.value());
  }

  @Override
  public String text(Expression.Text e) {
    throw new Unwritable("a text is no number");
  }

  @Override
  public String variable(Expression.Variable e) {
    String name = leaves.get(e);
    if (name == null) {
      throw new Unwritable("a formula reads `" + e.name() + "`");
    }
    return name;
  }

  @Override
  public String partial(Expression.Partial e) {
    throw new Unwritable("a formula has a derivative that nobody has found");
  }

  @Override
  public String prime(Expression.Prime e) {
    throw new Unwritable("a formula has a derivative that nobody has found");
  }

  @Override
  public String negation(Expression.Negation e) {
    return "(-" + number(e.operand()) + ")";
  }

  @Override
  public String sum(Expression.Sum e) {
    return joined(" + ", e.terms());
  }

  @Override
  public String product(Expression.Product e) {
    return joined(" * ", e.factors());
  }

  @Override
  public String quotient(Expression.Quotient e) {
    return joined(" / ", e.children());
  }

  @Override
  public String remainder(Expression.Remainder e) {
    return helper(Helpers.REMAINDER, e.children());
  }

  @Override
  public String power(Expression.Power e) {
    return helper(Helpers.POWER, e.children());
  }

  @Override
  public String comparison(Expression.Comparison e) {
    return joined(" " + e.relation().word() + " ", e.children());
  }

  @Override
  public String near(Expression.Near e) {
    return helper(Helpers.NEAR, e.children());
  }

  @Override
  public String isNan(Expression.IsNan e) {
    return call("Double.isNaN", e.children());
  }

  @Override
  public String not(Expression.Not e) {
    return "(!" + truth(e.operand()) + ")";
  }

  @Override
  public String logical(Expression.Logical e) {
    return e.operands().stream()
        .map(this::truth)
        .collect(Collectors.joining(e.and() ? " && " : " || ", "(", ")"));
  }

  @Override
  public String conditional(Expression.Conditional e) {
    return "("
        + truth(e.condition())
        + " ? "
        + number(e.then())
        + " : "
        + number(e.otherwise())
        + ")";
  }

  @Override
  public String elementary(Expression.Elementary e) {
    List<Expression> u = e.arguments();
    return switch (e.function()) {
      case EXP -> helper(Helpers.EXP, u);
      case LN -> helper(Helpers.LN, u);
      case LN1P -> helper(Helpers.LN1P, u);
      case LOG10 -> call("StrictMath.log10", u);
      case XLOGY -> helper(Helpers.XLOGY, u);
      case SQRT -> call("Math.sqrt", u);
      case ABS -> call("Math.abs", u);
      case SIN -> call("StrictMath.sin", u);
      case COS -> call("StrictMath.cos", u);
      case TAN -> call("StrictMath.tan", u);
      case TANH -> helper(Helpers.TANH, u);
      case ERF -> helper(Helpers.ERF, u);
      case MIN -> call("Math.min", u);
      case MAX -> call("Math.max", u);
      case CLAMP -> helper(Helpers.CLAMP, u);
      case FLOOR -> call("Math.floor", u);
      case ROUND -> call("Math.rint", u);
      case SIGN -> helper(Helpers.SIGN, u);
    };
  }

  @Override
  public String apply(Expression.Apply e) {
    return call(method(e.definition()), e.arguments());
  }

  private String method(Definition definition) {
    String known = shared.names.get(definition);
    if (known != null) {
      return known;
    }
    String name = shared.methods.like(definition.name(), "function");
    shared.names.put(definition, name);
    Identifiers parameters = new Identifiers(Set.of());
    Map<Expression, String> own = new LinkedHashMap<>();
    for (String parameter : definition.parameters()) {
      own.put(Expression.Variable.parameter(parameter), parameters.like(parameter, "p"));
    }
    String body = new Formulas(own, shared).number(definition.body());
    shared.bodies.add(
        "  private static double "
            + name
            + own.values().stream()
                .map(p -> "double " + p)
                .collect(Collectors.joining(", ", "(", ")"))
            + " {\n    return "
            + body
            + ";\n  }\n");
    return name;
  }

  @Override
  public String hosted(Expression.Hosted e) {
    throw new Unwritable(
        "a formula calls `" + e.function().name() + "`, a function of the application");
  }

  @Override
  public String invocation(Expression.Invocation e) {
    throw new Unwritable("a formula calls `" + e.name() + "`, which nobody has looked up");
  }
}
