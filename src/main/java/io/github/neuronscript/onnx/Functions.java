package io.github.neuronscript.onnx;

import io.github.neuronscript.formula.Function;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Functions that ONNX lacks, or for which ONNX Runtime has no kernel in double precision, made of
 * operators that it has. A model brings those that it calls, in the domain {@link Onnx#DOMAIN}.
 */
final class Functions {

  static final String LN1P = "Log1p";
  static final String LOG10 = "Log10";
  static final String XLOGY = "Xlogy";
  static final String ERF = "Erf";
  static final String COS = "Cos";
  static final String TAN = "Tan";
  static final String REMAINDER = "Remainder";
  static final String HOLDS = "Holds";

  /** The names of their arguments. */
  static final Map<String, List<String>> PARAMETERS =
      Map.of(
          LN1P, List.of("x"),
          LOG10, List.of("x"),
          XLOGY, List.of("x", "y"),
          ERF, List.of("x"),
          COS, List.of("x"),
          TAN, List.of("x"),
          REMAINDER, List.of("a", "b"),
          HOLDS, List.of("x"));

  /** From here on erf is 1 in doubles. */
  private static final int ERF_END = 6;

  /** Of the series around the nearest quarter, as the language computes it. */
  private static final int ERF_TERMS = 20;

  private static final double TWO_OVER_ROOT_PI_LESS_ONE = 0.12837916709551256;

  private final Body body;

  private Functions(Body body) {
    this.body = body;
  }

  /** Returns a function as a message. */
  static ProtoWriter function(String name, boolean single) {
    Body body = new Body(single, new HashSet<>());
    body.name(new Functions(body).made(name), "result");
    ProtoWriter function = new ProtoWriter().text(Onnx.FUNCTION_NAME, name);
    PARAMETERS.get(name).forEach(input -> function.text(Onnx.FUNCTION_INPUT, input));
    function.text(Onnx.FUNCTION_OUTPUT, "result");
    body.writeTo(function, Onnx.FUNCTION_NODE);
    return function
        .message(
            Onnx.FUNCTION_OPSET,
            new ProtoWriter().text(Onnx.OPSET_DOMAIN, "").number(Onnx.OPSET_VERSION, Onnx.OPSET))
        .text(Onnx.FUNCTION_DOMAIN, Onnx.DOMAIN);
  }

  private String made(String name) {
    return switch (name) {
      case LN1P -> ln1p();
      case LOG10 -> n("Div", n("Log", "x"), c(StrictMath.log(10)));
      case XLOGY -> xlogy();
      case ERF -> erf();
      case COS -> cos();
      case TAN -> n("Div", n("Sin", "x"), cos());
      case REMAINDER -> remainder();
      case HOLDS -> n("And", n("Not", n("Equal", "x", c(0))), n("Not", n("IsNaN", "x")));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private String n(String operator, String... inputs) {
    return body.node(operator, inputs);
  }

  private String c(double value) {
    return body.number(value);
  }

  /** What 1 + x has lost is put right by x/((1 + x) − 1). */
  private String ln1p() {
    String u = n("Add", "x", c(1));
    String ln = n("Log", u);
    String exact = n("Mul", ln, n("Div", "x", n("Sub", u, c(1))));
    String large = n("Where", n("Equal", u, "x"), ln, exact);
    return n("Where", n("Equal", u, c(1)), "x", large);
  }

  private String xlogy() {
    String none = n("And", n("Equal", "x", c(0)), n("Not", n("IsNaN", "y")));
    return n("Where", none, c(0), n("Mul", "x", n("Log", "y")));
  }

  private String remainder() {
    String r = body.node("Mod", "fmod", 1, "a", "b");
    String other = n("Xor", n("Less", r, c(0)), n("Less", "b", c(0)));
    String moved = n("And", n("Not", n("Equal", r, c(0))), other);
    return n("Where", moved, n("Add", r, "b"), r);
  }

  /** By sines alone: 1 − 2 sin²(x/2) where the sine is small, and sin 2x/(2 sin x) elsewhere. */
  private String cos() {
    String sin = n("Sin", "x");
    String half = n("Sin", n("Div", "x", c(2)));
    String near = n("Sub", c(1), n("Mul", c(2), n("Mul", half, half)));
    String far = n("Div", n("Sin", n("Mul", c(2), "x")), n("Mul", c(2), sin));
    return n("Where", n("Less", n("Abs", sin), c(0.5)), near, far);
  }

  private String erf() {
    String size = n("Abs", "x");
    String inside = n("Less", size, c(ERF_END));
    String s = n("Where", inside, size, c(0));
    String nearest = n("Round", n("Mul", c(4), s));
    String quarters = n("Where", n("Less", s, c(0.25)), c(0), nearest);
    double[] table = new double[4 * ERF_END + 1];
    for (int i = 0; i < table.length; i++) {
      table[i] = Function.ERF.at(i / 4.0);
    }
    String center = n("Div", quarters, c(4));
    String index = body.node("Cast", "to", Onnx.INT64, quarters);
    String known = n("Gather", body.numbers(table), index);
    String value = n("Add", known, series(center, n("Sub", s, center)));
    String signed = n("Where", n("Less", "x", c(0)), n("Neg", value), value);
    return n("Where", inside, signed, n("Where", n("IsNaN", "x"), "x", n("Sign", "x")));
  }

  /** erf(c + h) − erf(c), as formula.ErrorFunction has it. */
  private String series(String center, String h) {
    String bell = n("Exp", n("Neg", n("Mul", center, center)));
    String g = n("Mul", c(1 + TWO_OVER_ROOT_PI_LESS_ONE), bell);
    String before = "";
    String power = h;
    String sum = n("Mul", n("Mul", c(TWO_OVER_ROOT_PI_LESS_ONE), bell), h);
    for (int i = 1; i < ERF_TERMS; i++) {
      String product = n("Mul", center, g);
      String both = before.isEmpty() ? product : n("Add", product, before);
      before = g;
      g = n("Div", n("Mul", c(-2), both), c(i));
      power = n("Mul", power, h);
      sum = n("Add", sum, n("Div", n("Mul", g, power), c(i + 1)));
    }
    return n("Add", n("Mul", bell, h), sum);
  }
}
