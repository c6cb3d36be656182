package io.github.neuronscript.onnx;

/** Numbers of fields and types, as onnx.proto gives them, and the versions that we write. */
final class Onnx {

  /** Of the format of files; 8 came with functions of a model's own. */
  static final int IR_VERSION = 8;

  /** Of the operators. */
  static final int OPSET = 17;

  /** Where the functions are that ONNX lacks. */
  static final String DOMAIN = "neuronscript";

  /** Keys of what a file says about itself. */
  static final String INPUT_NAMES = "inputs";

  static final String INPUT = "inputs";
  static final String OUTPUT = "output";

  // Types of elements.
  static final int FLOAT = 1;
  static final int INT64 = 7;
  static final int DOUBLE = 11;

  // ModelProto.
  static final int MODEL_IR_VERSION = 1;
  static final int MODEL_PRODUCER = 2;
  static final int MODEL_PRODUCER_VERSION = 3;
  static final int MODEL_GRAPH = 7;
  static final int MODEL_OPSET = 8;
  static final int MODEL_METADATA = 14;
  static final int MODEL_FUNCTION = 25;

  // OperatorSetIdProto, StringStringEntryProto.
  static final int OPSET_DOMAIN = 1;
  static final int OPSET_VERSION = 2;
  static final int ENTRY_KEY = 1;
  static final int ENTRY_VALUE = 2;

  // GraphProto.
  static final int GRAPH_NODE = 1;
  static final int GRAPH_NAME = 2;
  static final int GRAPH_INITIALIZER = 5;
  static final int GRAPH_INPUT = 11;
  static final int GRAPH_OUTPUT = 12;

  // FunctionProto.
  static final int FUNCTION_NAME = 1;
  static final int FUNCTION_INPUT = 4;
  static final int FUNCTION_OUTPUT = 5;
  static final int FUNCTION_NODE = 7;
  static final int FUNCTION_OPSET = 9;
  static final int FUNCTION_DOMAIN = 10;

  // NodeProto.
  static final int NODE_INPUT = 1;
  static final int NODE_OUTPUT = 2;
  static final int NODE_NAME = 3;
  static final int NODE_TYPE = 4;
  static final int NODE_ATTRIBUTE = 5;
  static final int NODE_DOMAIN = 7;

  // AttributeProto.
  static final int ATTRIBUTE_NAME = 1;
  static final int ATTRIBUTE_FLOAT = 2;
  static final int ATTRIBUTE_INT = 3;
  static final int ATTRIBUTE_TEXT = 4;
  static final int ATTRIBUTE_TENSOR = 5;
  static final int ATTRIBUTE_TYPE = 20;
  static final int OF_INT = 2;
  static final int OF_TENSOR = 4;

  // TensorProto.
  static final int TENSOR_DIMENSION = 1;
  static final int TENSOR_TYPE = 2;
  static final int TENSOR_FLOATS = 4;
  static final int TENSOR_INT64S = 7;
  static final int TENSOR_NAME = 8;
  static final int TENSOR_RAW = 9;
  static final int TENSOR_DOUBLES = 10;
  static final int TENSOR_LOCATION = 14;

  // ValueInfoProto, TypeProto, TypeProto.Tensor, TensorShapeProto, its Dimension.
  static final int VALUE_NAME = 1;
  static final int VALUE_TYPE = 2;
  static final int TYPE_TENSOR = 1;
  static final int TENSOR_ELEMENT = 1;
  static final int TENSOR_SHAPE = 2;
  static final int SHAPE_DIMENSION = 1;
  static final int DIMENSION_VALUE = 1;
  static final int DIMENSION_NAME = 2;

  private Onnx() {}
}
