package io.github.neuronscript.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The nodes of a graph or of a function, one behind those that it reads. */
final class Body {

  private final boolean single;
  private final Set<String> functions;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<Long, String> numbers = new HashMap<>();

  private record Node(String operator, List<String> inputs, String output, ProtoWriter rest) {}

  /**
   * Begins without a node.
   *
   * @param single whether numbers are in single precision
   * @param functions is told which of {@link Functions} are called
   */
  Body(boolean single, Set<String> functions) {
    this.single = single;
    this.functions = functions;
  }

  boolean isSingle() {
    return single;
  }

  int type() {
    return single ? Onnx.FLOAT : Onnx.DOUBLE;
  }

  private String add(String operator, ProtoWriter rest, List<String> inputs) {
    String output = operator + "_" + (nodes.size() + 1);
    nodes.add(new Node(operator, inputs, output, rest));
    return output;
  }

  /** Adds a node, and returns what it computes. */
  String node(String operator, String... inputs) {
    return add(operator, new ProtoWriter(), List.of(inputs));
  }

  /** Adds a node with an attribute that is a whole number. */
  String node(String operator, String attribute, long value, String... inputs) {
    ProtoWriter written =
        new ProtoWriter()
            .text(Onnx.ATTRIBUTE_NAME, attribute)
            .number(Onnx.ATTRIBUTE_INT, value)
            .number(Onnx.ATTRIBUTE_TYPE, Onnx.OF_INT);
    return add(operator, new ProtoWriter().message(Onnx.NODE_ATTRIBUTE, written), List.of(inputs));
  }

  /** Adds a call of a function that ONNX lacks. */
  String call(String function, String... inputs) {
    functions.add(function);
    return add(function, new ProtoWriter().text(Onnx.NODE_DOMAIN, Onnx.DOMAIN), List.of(inputs));
  }

  /** Returns a number; the same node each time. */
  String number(double value) {
    return numbers.computeIfAbsent(
        Double.doubleToRawLongBits(value), bits -> constant(tensor("", new double[] {value})));
  }

  /** Adds numbers in a row. */
  String numbers(double[] values) {
    return constant(tensor("", values, values.length));
  }

  private String constant(ProtoWriter tensor) {
    ProtoWriter attribute =
        new ProtoWriter()
            .text(Onnx.ATTRIBUTE_NAME, "value")
            .message(Onnx.ATTRIBUTE_TENSOR, tensor)
            .number(Onnx.ATTRIBUTE_TYPE, Onnx.OF_TENSOR);
    return add("Constant", new ProtoWriter().message(Onnx.NODE_ATTRIBUTE, attribute), List.of());
  }

  /**
   * Returns a tensor.
   *
   * @param name or nothing
   */
  ProtoWriter tensor(String name, double[] values, long... dimensions) {
    ProtoWriter tensor = new ProtoWriter();
    for (long dimension : dimensions) {
      tensor.number(Onnx.TENSOR_DIMENSION, dimension);
    }
    tensor.number(Onnx.TENSOR_TYPE, type());
    if (!name.isEmpty()) {
      tensor.text(Onnx.TENSOR_NAME, name);
    }
    int size = single ? Float.BYTES : Double.BYTES;
    byte[] raw = new byte[values.length * size];
    for (int i = 0; i < values.length; i++) {
      long bits =
          single ? Float.floatToIntBits((float) values[i]) : Double.doubleToLongBits(values[i]);
      for (int b = 0; b < size; b++) {
        raw[i * size + b] = (byte) (bits >>> 8 * b);
      }
    }
    return tensor.bytes(Onnx.TENSOR_RAW, raw);
  }

  /** Gives what a node computes another name. */
  void name(String output, String name) {
    int last = nodes.size() - 1;
    boolean isLast = last >= 0 && nodes.get(last).output().equals(output);
    Node node =
        isLast
            ? nodes.remove(last)
            : new Node("Identity", List.of(output), output, new ProtoWriter());
    nodes.add(new Node(node.operator(), node.inputs(), name, node.rest()));
  }

  /** Writes the nodes into a field of a message. */
  void writeTo(ProtoWriter message, int field) {
    for (Node node : nodes) {
      ProtoWriter written = new ProtoWriter();
      node.inputs().forEach(input -> written.text(Onnx.NODE_INPUT, input));
      written
          .text(Onnx.NODE_OUTPUT, node.output())
          .text(Onnx.NODE_NAME, node.output())
          .text(Onnx.NODE_TYPE, node.operator());
      message.bytes(field, written.with(node.rest()).toBytes());
    }
  }
}
