package io.github.neuronscript.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers of an ONNX file, in double precision.
 *
 * @param dimensions none of a single number
 */
record Tensor(String name, List<Long> dimensions, double[] values) {

  private static final int MOST_DIMENSIONS = 100;

  /** Reads a tensor of numbers that stand in the file itself. */
  static Tensor of(ProtoReader message) throws IOException {
    String name = "";
    List<Long> dimensions = new ArrayList<>();
    long type = 0;
    byte[] raw = null;
    List<double[]> parts = new ArrayList<>();
    while (message.next()) {
      switch (message.field()) {
        case Onnx.TENSOR_NAME -> name = message.text();
        case Onnx.TENSOR_DIMENSION -> {
          for (long dimension : message.numbers()) {
            dimensions.add(dimension);
          }
          if (dimensions.size() > MOST_DIMENSIONS) {
            throw new IOException("the numbers of a tensor have too many dimensions");
          }
        }
        case Onnx.TENSOR_TYPE -> type = message.number();
        case Onnx.TENSOR_RAW -> raw = message.bytes();
        case Onnx.TENSOR_FLOATS ->
            parts.add(
                message.hasLength()
                    ? numbers(message.bytes(), Onnx.FLOAT)
                    : new double[] {message.single()});
        case Onnx.TENSOR_DOUBLES ->
            parts.add(
                message.hasLength()
                    ? numbers(message.bytes(), Onnx.DOUBLE)
                    : new double[] {message.real()});
        case Onnx.TENSOR_INT64S -> {
          long[] whole = message.numbers();
          double[] values = new double[whole.length];
          for (int i = 0; i < whole.length; i++) {
            values[i] = whole[i];
          }
          parts.add(values);
        }
        case Onnx.TENSOR_LOCATION -> {
          if (message.number() != 0) {
            throw new IOException("its numbers lie in another file");
          }
        }
        default -> {
          // Names of parts and the like.
        }
      }
    }
    double[] values =
        raw != null ? numbers(raw, type) : parts.stream().flatMapToDouble(Arrays::stream).toArray();
    long size = 1;
    for (long dimension : dimensions) {
      size = dimension < 0 || dimension > values.length ? -1 : size * dimension;
      if (size < 0 || size > values.length) {
        throw new IOException("the numbers of `" + name + "` do not fit its shape");
      }
    }
    if (size != values.length) {
      throw new IOException("the numbers of `" + name + "` do not fit its shape");
    }
    return new Tensor(name, dimensions, values);
  }

  private static double[] numbers(byte[] raw, long type) throws IOException {
    int size =
        switch ((int) type) {
          case Onnx.FLOAT -> Float.BYTES;
          case Onnx.DOUBLE, Onnx.INT64 -> Long.BYTES;
          default -> throw new IOException("it has numbers that are neither float nor double");
        };
    if (raw.length % size != 0) {
      throw new IOException("it is damaged: a number is cut off");
    }
    double[] values = new double[raw.length / size];
    for (int i = 0; i < values.length; i++) {
      long bits = ProtoReader.little(raw, i * size, size);
      values[i] =
          switch ((int) type) {
            case Onnx.FLOAT -> Float.intBitsToFloat((int) bits);
            case Onnx.DOUBLE -> Double.longBitsToDouble(bits);
            default -> bits;
          };
    }
    return values;
  }
}
