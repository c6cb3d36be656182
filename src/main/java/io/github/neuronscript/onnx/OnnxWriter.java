package io.github.neuronscript.onnx;

import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Comparison;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.trace.Fitted;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes a neuron as an ONNX graph: from rows of inputs in the units of the data to one output for
 * each. Scaling is Sub and Div, z is MatMul and Add, and the activation has an operator for each
 * part of its formula.
 */
public final class OnnxWriter implements Expression.Visitor<String> {

  /** A formula with more parts is refused. */
  static final int LARGEST = 10_000;

  private final Body body;
  private final Map<Expression, String> known = new HashMap<>();

  private OnnxWriter(Body body) {
    this.body = body;
  }

  /**
   * Returns the bytes of an ONNX file. Decision rules have no place in it.
   *
   * @param single whether it computes in single precision
   * @throws IOException if the activation calls a function of the application, or is too long
   */
  public static byte[] bytes(Fitted neuron, boolean single) throws IOException {
    if (Definition.writtenOutSize(neuron.output()) > LARGEST) {
      throw new IOException("its activation has more than " + LARGEST + " parts");
    }
    Expression output = Definition.writtenOut(neuron.output());
    refuseHostFunctions(output);
    Set<String> functions = new TreeSet<>();
    Body body = new Body(single, functions);
    ProtoWriter graph = new ProtoWriter();
    int inputs = neuron.inputs().size();
    String x = Onnx.INPUT;
    if (neuron.offset().length > 0) {
      x = body.node("Div", body.node("Sub", x, "offset"), "divisor");
    }
    String z = body.node("Add", body.node("MatMul", x, "weights"), "bias");
    OnnxWriter writer = new OnnxWriter(body);
    writer.known.put(Fitted.Z, z);
    String result = writer.numeric(output);
    if (!output.contains(Fitted.Z::equals)) {
      result = body.node("Expand", result, body.node("Shape", z));
    }
    body.name(result, Onnx.OUTPUT);
    body.writeTo(graph, Onnx.GRAPH_NODE);
    graph.text(Onnx.GRAPH_NAME, "neuron");
    if (neuron.offset().length > 0) {
      graph.message(Onnx.GRAPH_INITIALIZER, body.tensor("offset", neuron.offset(), inputs));
      graph.message(Onnx.GRAPH_INITIALIZER, body.tensor("divisor", neuron.divisor(), inputs));
    }
    graph.message(Onnx.GRAPH_INITIALIZER, body.tensor("weights", neuron.weights(), inputs, 1));
    graph.message(Onnx.GRAPH_INITIALIZER, body.tensor("bias", new double[] {neuron.bias()}, 1));
    graph.message(Onnx.GRAPH_INPUT, value(Onnx.INPUT, body.type(), inputs));
    graph.message(Onnx.GRAPH_OUTPUT, value(Onnx.OUTPUT, body.type(), 1));
    return model(neuron, graph, functions, single).toBytes();
  }

  private static void refuseHostFunctions(Expression output) throws IOException {
    String[] hosted = new String[1];
    output.each(
        e -> {
          if (e instanceof Expression.Hosted call) {
            hosted[0] = call.function().name();
          }
        });
    if (hosted[0] != null) {
      throw new IOException(
          "its activation calls `" + hosted[0] + "`, a function of the application");
    }
  }

  private static ProtoWriter model(
      Fitted neuron, ProtoWriter graph, Set<String> functions, boolean single) {
    ProtoWriter model =
        new ProtoWriter()
            .number(Onnx.MODEL_IR_VERSION, Onnx.IR_VERSION)
            .text(Onnx.MODEL_PRODUCER, "NeuronScript")
            .text(Onnx.MODEL_PRODUCER_VERSION, NeuronScript.VERSION)
            .message(Onnx.MODEL_GRAPH, graph)
            .message(Onnx.MODEL_OPSET, opset("", Onnx.OPSET));
    if (!functions.isEmpty()) {
      model.message(Onnx.MODEL_OPSET, opset(Onnx.DOMAIN, 1));
    }
    String names =
        neuron.inputs().stream().map(Fitted.Input::name).collect(Collectors.joining("\n"));
    String columns =
        neuron.inputs().stream()
            .filter(input -> input.columns().isPresent())
            .map(input -> input.name() + " = " + FormulaWriter.source(input.columns().get()))
            .collect(Collectors.joining("\n"));
    model.message(Onnx.MODEL_METADATA, entry(Onnx.INPUT_NAMES, names));
    if (!columns.isEmpty()) {
      model.message(Onnx.MODEL_METADATA, entry("columns", columns));
    }
    model
        .message(Onnx.MODEL_METADATA, entry("activation", FormulaWriter.source(neuron.output())))
        .message(Onnx.MODEL_METADATA, entry("language", "" + NeuronScript.LANGUAGE))
        .message(Onnx.MODEL_METADATA, entry("arithmetic", "" + NeuronScript.ARITHMETIC));
    functions.forEach(name -> model.message(Onnx.MODEL_FUNCTION, Functions.function(name, single)));
    return model;
  }

  private static ProtoWriter opset(String domain, long version) {
    return new ProtoWriter().text(Onnx.OPSET_DOMAIN, domain).number(Onnx.OPSET_VERSION, version);
  }

  private static ProtoWriter entry(String key, String value) {
    return new ProtoWriter().text(Onnx.ENTRY_KEY, key).text(Onnx.ENTRY_VALUE, value);
  }

  /** Returns the type of rows, as many as one likes. */
  private static ProtoWriter value(String name, int type, long width) {
    ProtoWriter shape =
        new ProtoWriter()
            .message(Onnx.SHAPE_DIMENSION, new ProtoWriter().text(Onnx.DIMENSION_NAME, "rows"))
            .message(Onnx.SHAPE_DIMENSION, new ProtoWriter().number(Onnx.DIMENSION_VALUE, width));
    ProtoWriter tensor =
        new ProtoWriter().number(Onnx.TENSOR_ELEMENT, type).message(Onnx.TENSOR_SHAPE, shape);
    return new ProtoWriter()
        .text(Onnx.VALUE_NAME, name)
        .message(Onnx.VALUE_TYPE, new ProtoWriter().message(Onnx.TYPE_TENSOR, tensor));
  }

  // The formula. A truth is a tensor of truths, and becomes 1 or 0 where a number is wanted.

  private String of(Expression e) {
    String name = known.get(e);
    if (name == null) {
      name = e.accept(this);
      known.put(e, name);
    }
    return name;
  }

  private String numeric(Expression e) {
    return e.isTruth() ? body.node("Cast", "to", body.type(), of(e)) : of(e);
  }

  private String condition(Expression e) {
    return e.isTruth() ? of(e) : body.call(Functions.HOLDS, of(e));
  }

  private String[] numerics(List<Expression> formulas) {
    return formulas.stream().map(this::numeric).toArray(String[]::new);
  }

  /** From left to right, as the language computes. */
  private String folded(String operator, String[] parts) {
    return Arrays.stream(parts).reduce((a, b) -> body.node(operator, a, b)).orElseThrow();
  }

  @Override
  public String literal(Expression.Literal e) {
    return body.number(e.value());
  }

  @Override
  public String constant(Expression.Constant e) {
    return body.number(e.value());
  }

  @Override
  public String negation(Expression.Negation e) {
    return body.node("Neg", numeric(e.operand()));
  }

  @Override
  public String sum(Expression.Sum e) {
    return folded("Add", numerics(e.terms()));
  }

  @Override
  public String product(Expression.Product e) {
    return folded("Mul", numerics(e.factors()));
  }

  @Override
  public String quotient(Expression.Quotient e) {
    return body.node("Div", numeric(e.dividend()), numeric(e.divisor()));
  }

  @Override
  public String remainder(Expression.Remainder e) {
    return body.call(Functions.REMAINDER, numeric(e.dividend()), numeric(e.divisor()));
  }

  @Override
  public String power(Expression.Power e) {
    return body.node("Pow", numeric(e.base()), numeric(e.exponent()));
  }

  @Override
  public String comparison(Comparison e) {
    String a = numeric(e.left());
    String b = numeric(e.right());
    return switch (e.relation()) {
      case LESS -> body.node("Less", a, b);
      case AT_MOST -> body.node("LessOrEqual", a, b);
      case GREATER -> body.node("Greater", a, b);
      case AT_LEAST -> body.node("GreaterOrEqual", a, b);
      case EQUAL -> body.node("Equal", a, b);
      case UNEQUAL -> body.node("Not", body.node("Equal", a, b));
    };
  }

  @Override
  public String near(Expression.Near e) {
    String a = numeric(e.value());
    String b = numeric(e.target());
    String apart = body.node("Abs", body.node("Sub", a, b));
    return body.node(
        "Or", body.node("Equal", a, b), body.node("LessOrEqual", apart, numeric(e.tolerance())));
  }

  @Override
  public String isNan(Expression.IsNan e) {
    return body.node("IsNaN", numeric(e.operand()));
  }

  @Override
  public String not(Expression.Not e) {
    return body.node("Not", condition(e.operand()));
  }

  @Override
  public String logical(Expression.Logical e) {
    String[] operands = e.operands().stream().map(this::condition).toArray(String[]::new);
    return folded(e.and() ? "And" : "Or", operands);
  }

  @Override
  public String conditional(Expression.Conditional e) {
    return body.node("Where", condition(e.condition()), numeric(e.then()), numeric(e.otherwise()));
  }

  @Override
  public String elementary(Expression.Elementary e) {
    String[] u = numerics(e.arguments());
    return switch (e.function()) {
      case EXP -> body.node("Exp", u);
      case LN -> body.node("Log", u);
      case LN1P -> body.call(Functions.LN1P, u);
      case LOG10 -> body.call(Functions.LOG10, u);
      case XLOGY -> body.call(Functions.XLOGY, u);
      case SQRT -> body.node("Sqrt", u);
      case ABS -> body.node("Abs", u);
      case SIN -> body.node("Sin", u);
      case COS -> body.isSingle() ? body.node("Cos", u) : body.call(Functions.COS, u);
      case TAN -> body.isSingle() ? body.node("Tan", u) : body.call(Functions.TAN, u);
      case TANH -> body.node("Tanh", u);
      case ERF -> body.isSingle() ? body.node("Erf", u) : body.call(Functions.ERF, u);
      case MIN -> body.node("Min", u);
      case MAX -> body.node("Max", u);
      case CLAMP -> body.node("Min", body.node("Max", u[0], u[1]), u[2]);
      case FLOOR -> body.node("Floor", u);
      case ROUND -> body.node("Round", u);
      case SIGN -> body.node("Sign", u);
    };
  }

  // What is not in an activation that is written out.

  private static IllegalArgumentException unexpected(Expression e) {
    return new IllegalArgumentException("no formula of an activation: " + e);
  }

  @Override
  public String text(Expression.Text e) {
    throw unexpected(e);
  }

  @Override
  public String variable(Expression.Variable e) {
    throw unexpected(e);
  }

  @Override
  public String partial(Expression.Partial e) {
    throw unexpected(e);
  }

  @Override
  public String prime(Expression.Prime e) {
    throw unexpected(e);
  }

  @Override
  public String apply(Expression.Apply e) {
    throw unexpected(e);
  }

  @Override
  public String hosted(Expression.Hosted e) {
    throw unexpected(e);
  }

  @Override
  public String invocation(Expression.Invocation e) {
    throw unexpected(e);
  }
}
