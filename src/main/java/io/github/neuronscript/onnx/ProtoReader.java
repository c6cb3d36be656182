package io.github.neuronscript.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;

/**
 * A message of Protocol Buffers, read field by field: {@link #next}, then the value if it is
 * wanted. Whatever the bytes are, it reads none beyond the message and makes nothing larger.
 */
final class ProtoReader {

  private final byte[] bytes;
  private final int end;
  private int at;
  private int field;
  private int kind;

  /** Where the value of the present field begins, and the next field. */
  private int from;

  ProtoReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private ProtoReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  private static IOException damaged() {
    return new IOException("it is damaged, or no ONNX file");
  }

  private long varint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (at >= end) {
        throw damaged();
      }
      byte part = bytes[at++];
      value |= (long) (part & 0x7F) << Math.min(shift, 63);
      if (part >= 0) {
        return value;
      }
    }
    throw damaged();
  }

  /** Goes to the next field, over the value of the present one; false at the end. */
  boolean next() throws IOException {
    if (at >= end) {
      return false;
    }
    long tag = varint();
    if (tag >>> 3 == 0 || tag >>> 3 > Integer.MAX_VALUE >>> 3) {
      throw damaged();
    }
    field = (int) (tag >>> 3);
    kind = (int) (tag & 7);
    long length =
        switch (kind) {
          case ProtoWriter.FIXED64 -> 8;
          case ProtoWriter.FIXED32 -> 4;
          case ProtoWriter.LENGTH -> varint();
          case ProtoWriter.VARINT -> 0;
          default -> throw damaged();
        };
    if (length < 0 || length > end - at) {
      throw damaged();
    }
    from = at;
    if (kind == ProtoWriter.VARINT) {
      varint();
    } else {
      at += (int) length;
    }
    return true;
  }

  /** Returns the number of the present field. */
  int field() {
    return field;
  }

  /** Whether the present field has a length: a text, a message, or many numbers. */
  boolean hasLength() {
    return kind == ProtoWriter.LENGTH;
  }

  private ProtoReader value(int expected) throws IOException {
    if (kind != expected) {
      throw damaged();
    }
    return new ProtoReader(bytes, from, at);
  }

  /** Returns the message in the present field. */
  ProtoReader message() throws IOException {
    return value(ProtoWriter.LENGTH);
  }

  long number() throws IOException {
    return value(ProtoWriter.VARINT).varint();
  }

  String text() throws IOException {
    return new String(bytes(), UTF_8);
  }

  byte[] bytes() throws IOException {
    value(ProtoWriter.LENGTH);
    return Arrays.copyOfRange(bytes, from, at);
  }

  float single() throws IOException {
    value(ProtoWriter.FIXED32);
    return Float.intBitsToFloat((int) little(bytes, from, Float.BYTES));
  }

  double real() throws IOException {
    value(ProtoWriter.FIXED64);
    return Double.longBitsToDouble(little(bytes, from, Double.BYTES));
  }

  /** Returns the numbers of a field that is packed, or has one. */
  long[] numbers() throws IOException {
    if (kind == ProtoWriter.VARINT) {
      return new long[] {number()};
    }
    ProtoReader packed = message();
    int count = 0;
    for (int i = from; i < at; i++) {
      count += bytes[i] >= 0 ? 1 : 0;
    }
    long[] all = new long[count];
    for (int i = 0; i < count; i++) {
      all[i] = packed.varint();
    }
    return all;
  }

  /** Returns a number of some bytes, the least significant first. */
  static long little(byte[] bytes, int from, int count) {
    long value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = value << 8 | bytes[from + i] & 0xFF;
    }
    return value;
  }
}
