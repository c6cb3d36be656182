package io.github.neuronscript.house;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * A class file with its constants in an order that compresses well: kind by kind, and texts beside
 * those that are alike.
 */
final class ConstantOrder {

  private static final int TEXT = 1;
  private static final int INTEGER = 3;
  private static final int FLOAT = 4;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int CLASS = 7;
  private static final int STRING = 8;
  private static final int FIELD = 9;
  private static final int METHOD = 10;
  private static final int INTERFACE_METHOD = 11;
  private static final int NAME_AND_TYPE = 12;
  private static final int METHOD_HANDLE = 15;

  /** Those that one byte can name in code come first. */
  private static final List<Integer> KINDS =
      List.of(
          INTEGER,
          FLOAT,
          STRING,
          TEXT,
          CLASS,
          NAME_AND_TYPE,
          FIELD,
          METHOD,
          INTERFACE_METHOD,
          LONG,
          DOUBLE);

  /** What it is by its own, or the places of what it is made of. */
  private record Constant(int kind, Object value, int first, int second) {}

  private final Constant[] constants;
  private final boolean byEnd;

  private ConstantOrder(Constant[] constants, boolean byEnd) {
    this.constants = constants;
    this.byEnd = byEnd;
  }

  /**
   * Returns the same class.
   *
   * @param parsing of {@link ClassReader}: what is left out
   * @param byEnd whether texts stand beside those that end alike, or that begin alike
   */
  static byte[] of(byte[] file, int parsing, boolean byEnd) throws IOException {
    ClassWriter writer = new ClassWriter(0);
    new ConstantOrder(constants(file), byEnd).addTo(writer);
    new ClassReader(file).accept(writer, parsing);
    return writer.toByteArray();
  }

  private static Constant[] constants(byte[] file) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(file));
    in.skipNBytes(2 * Integer.BYTES);
    Constant[] constants = new Constant[in.readUnsignedShort()];
    for (int i = 1; i < constants.length; i++) {
      int kind = in.readUnsignedByte();
      constants[i] =
          switch (kind) {
            case TEXT -> new Constant(kind, in.readUTF(), 0, 0);
            case INTEGER -> new Constant(kind, in.readInt(), 0, 0);
            case FLOAT -> new Constant(kind, in.readFloat(), 0, 0);
            case LONG -> new Constant(kind, in.readLong(), 0, 0);
            case DOUBLE -> new Constant(kind, in.readDouble(), 0, 0);
            case METHOD_HANDLE ->
                new Constant(kind, in.readUnsignedByte(), in.readUnsignedShort(), 0);
            case FIELD, METHOD, INTERFACE_METHOD, NAME_AND_TYPE, 17, 18 ->
                new Constant(kind, null, in.readUnsignedShort(), in.readUnsignedShort());
            default -> new Constant(kind, null, in.readUnsignedShort(), 0);
          };
      if (kind == LONG || kind == DOUBLE) {
        i++;
      }
    }
    return constants;
  }

  private void addTo(ClassWriter writer) {
    List<Constant> all = new ArrayList<>();
    for (Constant constant : constants) {
      if (constant != null && KINDS.contains(constant.kind())) {
        all.add(constant);
      }
    }
    all.sort(
        Comparator.comparing((Constant constant) -> KINDS.indexOf(constant.kind()))
            .thenComparing(this::key));
    all.forEach(constant -> add(constant, writer));
  }

  private String key(Constant constant) {
    String text = text(constant);
    return byEnd && constant.kind() == TEXT ? new StringBuilder(text).reverse().toString() : text;
  }

  private String text(Constant constant) {
    return switch (constant.kind()) {
      case CLASS, STRING -> text(constants[constant.first()]);
      case NAME_AND_TYPE, FIELD, METHOD, INTERFACE_METHOD ->
          text(constants[constant.first()]) + " " + text(constants[constant.second()]);
      default -> constant.value().toString();
    };
  }

  private void add(Constant constant, ClassWriter writer) {
    switch (constant.kind()) {
      case TEXT -> writer.newUTF8(text(constant));
      case CLASS -> writer.newClass(text(constant));
      case STRING -> writer.newConst(text(constant));
      case NAME_AND_TYPE ->
          writer.newNameType(text(constants[constant.first()]), text(constants[constant.second()]));
      case FIELD, METHOD, INTERFACE_METHOD -> {
        String owner = text(constants[constant.first()]);
        Constant member = constants[constant.second()];
        String name = text(constants[member.first()]);
        String type = text(constants[member.second()]);
        if (constant.kind() == FIELD) {
          writer.newField(owner, name, type);
        } else {
          writer.newMethod(owner, name, type, constant.kind() == INTERFACE_METHOD);
        }
      }
      default -> writer.newConst(constant.value());
    }
  }
}
