package io.github.neuronscript.onnx;

import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Comparison;
import io.github.neuronscript.formula.Expression.Comparison.Relation;
import io.github.neuronscript.formula.Expression.Conditional;
import io.github.neuronscript.formula.Expression.Elementary;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.Expression.Negation;
import io.github.neuronscript.formula.Expression.Product;
import io.github.neuronscript.formula.Expression.Quotient;
import io.github.neuronscript.formula.Expression.Sum;
import io.github.neuronscript.formula.Function;
import io.github.neuronscript.trace.Fitted;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an ONNX graph of a single neuron, node by node: rows of inputs, which may be scaled by Sub
 * and Div, a MatMul and Add or a Gemm with one output, and then any formula of z. What it does not
 * know it refuses by name. Nothing here recurses by what the file says.
 */
public final class OnnxReader {

  /** A formula with more parts is refused, and one that is deeper. */
  private static final int LARGEST = OnnxWriter.LARGEST;

  private static final int DEEPEST = Definition.DEEPEST / 2;

  /** No neuron has so many nodes. */
  private static final int MOST_NODES = 10_000;

  private static final int MOST_OPERANDS = 100;

  /** So many digits of a number in single precision are right. */
  private static final int SINGLE_DIGITS = 7;

  private static final String SUPPORTED =
      "a single neuron can be imported: scaling by Sub and Div, MatMul and Add or Gemm with one"
          + " output, and operators of single numbers behind it";

  /** What is known of a tensor. */
  private sealed interface Value {}

  /** Numbers of the file. */
  private record Numbers(Tensor tensor) implements Value {}

  /** The inputs; {@code divisor} is none until something divides. */
  private record Rows(double[] offset, double[] divisor) implements Value {}

  /** w·x, to which a bias may still come. */
  private record Dot() implements Value {}

  /** A formula of z. */
  private record Formula(Expression e) implements Value {}

  private record Node(
      String type,
      String domain,
      List<String> inputs,
      List<String> outputs,
      Map<String, Double> attributes,
      Map<String, Tensor> tensors) {

    double attribute(String name, double usual) {
      return attributes.getOrDefault(name, usual);
    }
  }

  private final Map<String, Value> values = new HashMap<>();
  private String names = "";
  private final List<Node> nodes = new ArrayList<>();
  private final List<String> inputNames = new ArrayList<>();
  private final List<String> outputNames = new ArrayList<>();
  private double[] weights;
  private double bias;

  /** Whether a bias has been added to w·x, so that z is more than that. */
  private boolean biased;

  /** Whether w·x has been read as z, so that no bias comes any more. */
  private boolean read;

  private double[] offset = {};
  private double[] divisor = {};

  private OnnxReader() {}

  /**
   * Returns the neuron in a file.
   *
   * @throws IOException if there is none, or another network; its message says why
   */
  public static Fitted read(byte[] file) throws IOException {
    OnnxReader reader = new OnnxReader();
    reader.model(new ProtoReader(file));
    return reader.neuron();
  }

  private static IOException unsupported(String what) {
    return new IOException(what + "; " + SUPPORTED);
  }

  // The file.

  private void model(ProtoReader model) throws IOException {
    boolean graph = false;
    while (model.next()) {
      switch (model.field()) {
        case Onnx.MODEL_GRAPH -> {
          graph(model.message());
          graph = true;
        }
        case Onnx.MODEL_METADATA -> entry(model.message());
        default -> {
          // Versions, and functions: ours are known by their names.
        }
      }
    }
    if (!graph) {
      throw new IOException("it is no ONNX file: there is no graph in it");
    }
  }

  private void entry(ProtoReader entry) throws IOException {
    String key = "";
    String value = "";
    while (entry.next()) {
      if (entry.field() == Onnx.ENTRY_KEY) {
        key = entry.text();
      } else if (entry.field() == Onnx.ENTRY_VALUE) {
        value = entry.text();
      }
    }
    if (key.equals(Onnx.INPUT_NAMES)) {
      names = value;
    }
  }

  private void graph(ProtoReader graph) throws IOException {
    while (graph.next()) {
      switch (graph.field()) {
        case Onnx.GRAPH_NODE -> {
          nodes.add(node(graph.message()));
        }
        case Onnx.GRAPH_INITIALIZER -> {
          Tensor tensor = Tensor.of(graph.message());
          values.put(tensor.name(), new Numbers(tensor));
        }
        case Onnx.GRAPH_INPUT -> inputNames.add(named(graph.message()));
        case Onnx.GRAPH_OUTPUT -> outputNames.add(named(graph.message()));
        default -> {
          // Comments and types.
        }
      }
      if (nodes.size() + values.size() + inputNames.size() + outputNames.size() > MOST_NODES) {
        throw unsupported("it has more than " + MOST_NODES + " nodes");
      }
    }
  }

  private static String named(ProtoReader value) throws IOException {
    String name = "";
    while (value.next()) {
      if (value.field() == Onnx.VALUE_NAME) {
        name = value.text();
      }
    }
    return name;
  }

  private static Node node(ProtoReader node) throws IOException {
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    Map<String, Double> attributes = new HashMap<>();
    Map<String, Tensor> tensors = new HashMap<>();
    String type = "";
    String domain = "";
    while (node.next()) {
      switch (node.field()) {
        case Onnx.NODE_INPUT -> inputs.add(node.text());
        case Onnx.NODE_OUTPUT -> outputs.add(node.text());
        case Onnx.NODE_TYPE -> type = node.text();
        case Onnx.NODE_DOMAIN -> domain = node.text();
        case Onnx.NODE_ATTRIBUTE -> attribute(node.message(), attributes, tensors);
        default -> {
          // Its name and comments.
        }
      }
      if (inputs.size() + outputs.size() > MOST_OPERANDS) {
        throw unsupported("a node has more than " + MOST_OPERANDS + " inputs and outputs");
      }
    }
    return new Node(type, domain, inputs, outputs, attributes, tensors);
  }

  private static void attribute(
      ProtoReader attribute, Map<String, Double> attributes, Map<String, Tensor> tensors)
      throws IOException {
    String name = "";
    Double number = null;
    Tensor tensor = null;
    while (attribute.next()) {
      switch (attribute.field()) {
        case Onnx.ATTRIBUTE_NAME -> name = attribute.text();
        case Onnx.ATTRIBUTE_FLOAT -> number = shortest(attribute.single());
        case Onnx.ATTRIBUTE_INT -> number = (double) attribute.number();
        case Onnx.ATTRIBUTE_TEXT -> {
          if (name.equals("approximate") && !attribute.text().equals("none")) {
            throw unsupported("it has a Gelu that is approximated");
          }
        }
        case Onnx.ATTRIBUTE_TENSOR -> tensor = Tensor.of(attribute.message());
        default -> {
          // Texts and lists, which no operator here reads.
        }
      }
    }
    if (number != null) {
      attributes.put(name, number);
    }
    if (tensor != null) {
      tensors.put(name, tensor);
    }
  }

  /** Attributes are in single precision: 0.01 was meant, and not 0.009999999776. */
  private static double shortest(float value) {
    return Float.isFinite(value)
        ? new BigDecimal(value)
            .round(new MathContext(SINGLE_DIGITS, RoundingMode.HALF_EVEN))
            .doubleValue()
        : value;
  }

  // The neuron.

  private Fitted neuron() throws IOException {
    List<String> given = new ArrayList<>(inputNames);
    given.removeIf(values::containsKey);
    if (given.size() != 1) {
      throw unsupported("it has " + given.size() + " inputs in place of one tensor of rows");
    }
    if (outputNames.size() != 1) {
      throw unsupported("it has " + outputNames.size() + " outputs");
    }
    values.put(given.get(0), new Rows(new double[0], new double[0]));
    for (Node node : nodes) {
      if (node.outputs().isEmpty()) {
        throw unsupported("a node `" + node.type() + "` has no output");
      }
      Value value = value(node);
      if (value instanceof Formula formula) {
        check(formula.e());
      }
      values.put(node.outputs().get(0), value);
    }
    Value result = values.get(outputNames.get(0));
    if (result == null || weights == null) {
      throw unsupported("there is no neuron in it");
    }
    Expression output = number(result);
    List<Fitted.Input> inputs = new ArrayList<>();
    for (String name : names()) {
      inputs.add(new Fitted.Input(name, Optional.empty()));
    }
    return new Fitted(inputs, weights, bias, offset, divisor, output, List.of(), 6);
  }

  /** Our own files say how inputs are called; what cannot be a name is counted. */
  private List<String> names() {
    List<String> names = List.of(this.names.split("\n"));
    Set<String> different = new HashSet<>(names);
    boolean fit =
        names.size() == weights.length
            && different.size() == names.size()
            && names.stream().allMatch(OnnxReader::isName);
    if (fit) {
      return names;
    }
    List<String> counted = new ArrayList<>();
    for (int i = 1; i <= weights.length; i++) {
      counted.add("x" + i);
    }
    return counted;
  }

  private static boolean isName(String name) {
    return !name.isBlank()
        && name.indexOf('`') < 0
        && name.codePoints().noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029)
        && name.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  private static void check(Expression e) throws IOException {
    if (Definition.writtenOutSize(e) > LARGEST || Definition.writtenOutDepth(e) > DEEPEST) {
      throw unsupported("its formula is too long or too deep");
    }
  }

  private Value input(Node node, int i) throws IOException {
    Value value = i < node.inputs().size() ? values.get(node.inputs().get(i)) : null;
    if (value == null) {
      throw unsupported("`" + node.type() + "` reads what is not there");
    }
    return value;
  }

  private Expression operand(Node node, int i) throws IOException {
    return number(input(node, i));
  }

  /** Returns a value as a formula of z. */
  private Expression number(Value value) throws IOException {
    if (value instanceof Formula formula) {
      return formula.e();
    }
    if (value instanceof Numbers numbers && numbers.tensor().values().length == 1) {
      return literal(numbers.tensor().values()[0]);
    }
    if (value instanceof Dot && !biased) {
      read = true;
      return Fitted.Z;
    }
    throw unsupported(
        value instanceof Numbers
            ? "an operator behind the neuron reads a list of numbers"
            : "an operator reads the inputs, or the weighted sum without its bias");
  }

  private static Expression literal(double value) {
    if (Double.isNaN(value)) {
      return Expression.Constant.NAN;
    }
    if (Double.isInfinite(value)) {
      Expression infinite = new Quotient(Literal.of(1), Literal.of(0));
      return value > 0 ? infinite : new Negation(infinite);
    }
    return value < 0 || 1 / value < 0 ? new Negation(Literal.of(-value)) : Literal.of(value);
  }

  private Value value(Node node) throws IOException {
    if (!node.domain().isEmpty()
        && !node.domain().equals("ai.onnx")
        && !node.domain().equals(Onnx.DOMAIN)) {
      throw unsupported("it has an operator `" + node.type() + "` of " + node.domain());
    }
    if (node.domain().equals(Onnx.DOMAIN)) {
      return new Formula(function(node));
    }
    return switch (node.type()) {
      case "Constant" -> constant(node);
      case "Identity", "Dropout", "Flatten", "Squeeze", "Reshape" -> input(node, 0);
      case "Cast" -> {
        int to = (int) node.attribute("to", 0);
        if (to != Onnx.FLOAT && to != Onnx.DOUBLE) {
          throw unsupported("it has a Cast to something else than float or double");
        }
        yield input(node, 0);
      }
      case "Shape" -> new Formula(operand(node, 0));
      case "Expand" -> new Formula(operand(node, 0));
      case "MatMul" -> product(node);
      case "Gemm" -> gemm(node);
      case "Sub", "Div", "Add" -> moved(node);
      default -> new Formula(formula(node));
    };
  }

  private static Value constant(Node node) throws IOException {
    Tensor tensor = node.tensors().get("value");
    if (tensor != null) {
      return new Numbers(tensor);
    }
    Double number =
        node.attributes().containsKey("value_float")
            ? node.attributes().get("value_float")
            : node.attributes().get("value_int");
    if (number == null) {
      throw unsupported("a constant holds no numbers");
    }
    return new Numbers(new Tensor("", List.of(), new double[] {number}));
  }

  // From the inputs to z.

  private Value moved(Node node) throws IOException {
    Value a = input(node, 0);
    Value b = input(node, 1);
    if (a instanceof Rows rows && b instanceof Numbers numbers) {
      return scaled(node.type(), rows, numbers.tensor().values());
    }
    if (node.type().equals("Add")) {
      Optional<Value> biased = a instanceof Dot ? biased(b) : biased(a, b);
      if (biased.isPresent()) {
        return biased.get();
      }
    }
    return new Formula(formula(node));
  }

  private Optional<Value> biased(Value first, Value second) {
    return second instanceof Dot ? biased(first) : Optional.empty();
  }

  private Optional<Value> biased(Value number) {
    if (read
        || biased
        || !(number instanceof Numbers numbers)
        || numbers.tensor().values().length != 1) {
      return Optional.empty();
    }
    bias = numbers.tensor().values()[0];
    biased = true;
    return Optional.of(new Formula(Fitted.Z));
  }

  private static Value scaled(String type, Rows rows, double[] by) throws IOException {
    if (type.equals("Div") && rows.divisor().length == 0) {
      return new Rows(rows.offset(), by);
    }
    if (type.equals("Div") || rows.offset().length > 0 || rows.divisor().length > 0) {
      throw unsupported("its inputs are scaled in another order than Sub, then Div");
    }
    double[] subtracted = by.clone();
    if (type.equals("Add")) {
      for (int i = 0; i < by.length; i++) {
        subtracted[i] = -by[i];
      }
    }
    return new Rows(subtracted, rows.divisor());
  }

  private Value product(Node node) throws IOException {
    if (!(input(node, 0) instanceof Rows rows) || !(input(node, 1) instanceof Numbers numbers)) {
      throw unsupported("a MatMul multiplies something else than the inputs by weights");
    }
    List<Long> shape = numbers.tensor().dimensions();
    boolean one = shape.size() == 1 || shape.size() == 2 && shape.get(1) == 1;
    return dot(rows, numbers.tensor(), one);
  }

  private Value dot(Rows rows, Tensor tensor, boolean one) throws IOException {
    int n = tensor.values().length;
    if (weights != null) {
      throw unsupported("it has more than one layer");
    }
    if (!one || n == 0) {
      throw unsupported(
          "its weights have the shape " + tensor.dimensions() + ", which is more than one neuron");
    }
    weights = tensor.values();
    if (rows.offset().length > 0 || rows.divisor().length > 0) {
      offset = each(rows.offset(), n, 0);
      divisor = each(rows.divisor(), n, 1);
    }
    return new Dot();
  }

  /** Returns a number for each input, of those of a file, of which there may be one for all. */
  private static double[] each(double[] values, int n, double usual) throws IOException {
    if (values.length == n) {
      return values;
    }
    if (values.length > 1) {
      throw unsupported("it scales " + values.length + " inputs of " + n);
    }
    double[] all = new double[n];
    Arrays.fill(all, values.length == 0 ? usual : values[0]);
    return all;
  }

  private Value gemm(Node node) throws IOException {
    if (!(input(node, 0) instanceof Rows rows) || !(input(node, 1) instanceof Numbers numbers)) {
      throw unsupported("a Gemm multiplies something else than the inputs by weights");
    }
    if (node.attribute("alpha", 1) != 1
        || node.attribute("beta", 1) != 1
        || node.attribute("transA", 0) != 0) {
      throw unsupported("a Gemm has alpha, beta or transA");
    }
    List<Long> shape = numbers.tensor().dimensions();
    int outputs = node.attribute("transB", 0) == 0 ? 1 : 0;
    Value dot = dot(rows, numbers.tensor(), shape.size() == 2 && shape.get(outputs) == 1);
    if (node.inputs().size() < 3 || node.inputs().get(2).isEmpty()) {
      return dot;
    }
    return biased(input(node, 2))
        .orElseThrow(() -> unsupported("the bias of a Gemm is more than one number"));
  }

  // Formulas of z.

  private static Expression call(Function function, Expression... u) {
    return Elementary.of(function, u);
  }

  private static Expression minus(Expression a, Expression b) {
    return Sum.of(a, new Negation(b));
  }

  private static Expression when(Relation relation, Expression a, double b, Expression... parts) {
    return new Conditional(new Comparison(relation, a, literal(b)), parts[0], parts[1]);
  }

  private Expression function(Node node) throws IOException {
    List<String> parameters = Functions.PARAMETERS.get(node.type());
    if (parameters == null) {
      throw unsupported("it has a function `" + node.type() + "` that is none of ours");
    }
    Expression a = operand(node, 0);
    return switch (node.type()) {
      case Functions.LN1P -> call(Function.LN1P, a);
      case Functions.LOG10 -> call(Function.LOG10, a);
      case Functions.XLOGY -> call(Function.XLOGY, a, operand(node, 1));
      case Functions.ERF -> call(Function.ERF, a);
      case Functions.COS -> call(Function.COS, a);
      case Functions.TAN -> call(Function.TAN, a);
      case Functions.REMAINDER -> new Expression.Remainder(a, operand(node, 1));
      default -> a;
    };
  }

  private Expression compared(Node node, Relation relation) throws IOException {
    return new Comparison(relation, operand(node, 0), operand(node, 1));
  }

  /** Returns one function of all operands, of which there may be many. */
  private Expression all(Node node, Function function) throws IOException {
    Expression result = operand(node, 0);
    for (int i = 1; i < node.inputs().size(); i++) {
      result = call(function, result, operand(node, i));
    }
    return result;
  }

  private Expression clip(Node node) throws IOException {
    Expression result = operand(node, 0);
    for (int i = 1; i <= 2; i++) {
      String attribute = i == 1 ? "min" : "max";
      boolean given = node.inputs().size() > i && !node.inputs().get(i).isEmpty();
      if (given || node.attributes().containsKey(attribute)) {
        Expression bound = given ? operand(node, i) : literal(node.attribute(attribute, 0));
        result = call(i == 1 ? Function.MAX : Function.MIN, result, bound);
      }
    }
    return result;
  }

  private static Expression named(String function, Expression... arguments) {
    return new Expression.Invocation(function, false, List.of(arguments));
  }

  private Expression formula(Node node) throws IOException {
    Expression a = operand(node, 0);
    return switch (node.type()) {
      case "Add" -> Sum.of(a, operand(node, 1));
      case "Sub" -> minus(a, operand(node, 1));
      case "Mul" -> Product.of(a, operand(node, 1));
      case "Div" -> new Quotient(a, operand(node, 1));
      case "Pow" -> new Expression.Power(a, operand(node, 1));
      case "Neg" -> new Negation(a);
      case "Reciprocal" -> new Quotient(literal(1), a);
      case "Exp" -> call(Function.EXP, a);
      case "Log" -> call(Function.LN, a);
      case "Sqrt" -> call(Function.SQRT, a);
      case "Abs" -> call(Function.ABS, a);
      case "Sin" -> call(Function.SIN, a);
      case "Cos" -> call(Function.COS, a);
      case "Tan" -> call(Function.TAN, a);
      case "Tanh" -> call(Function.TANH, a);
      case "Erf" -> call(Function.ERF, a);
      case "Floor" -> call(Function.FLOOR, a);
      case "Round" -> call(Function.ROUND, a);
      case "Sign" -> call(Function.SIGN, a);
      case "Min" -> all(node, Function.MIN);
      case "Max" -> all(node, Function.MAX);
      case "Clip" -> clip(node);
      case "Less" -> compared(node, Relation.LESS);
      case "LessOrEqual" -> compared(node, Relation.AT_MOST);
      case "Greater" -> compared(node, Relation.GREATER);
      case "GreaterOrEqual" -> compared(node, Relation.AT_LEAST);
      case "Equal" -> compared(node, Relation.EQUAL);
      case "Not" -> new Expression.Not(a);
      case "And" -> new Expression.Logical(true, List.of(a, operand(node, 1)));
      case "Or" -> new Expression.Logical(false, List.of(a, operand(node, 1)));
      case "IsNaN" -> new Expression.IsNan(a);
      case "Where" -> new Conditional(a, operand(node, 1), operand(node, 2));
      case "Sigmoid" -> named("sigmoid", a);
      case "Relu" -> named("relu", a);
      case "LeakyRelu" -> named("leaky_relu", a, literal(node.attribute("alpha", 0.01)));
      case "Elu" -> named("elu", a, literal(node.attribute("alpha", 1)));
      case "Softplus" -> named("softplus", a);
      case "Gelu" -> named("gelu", a);
      case "Softsign" -> new Quotient(a, Sum.of(literal(1), call(Function.ABS, a)));
      case "ThresholdedRelu" ->
          when(Relation.GREATER, a, node.attribute("alpha", 1), a, literal(0));
      case "HardSigmoid" ->
          call(
              Function.CLAMP,
              Sum.of(
                  Product.of(literal(node.attribute("alpha", 0.2)), a),
                  literal(node.attribute("beta", 0.5))),
              literal(0),
              literal(1));
      default -> throw unsupported("it has an operator `" + node.type() + "`");
    };
  }
}
