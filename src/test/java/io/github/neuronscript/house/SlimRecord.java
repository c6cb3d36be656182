package io.github.neuronscript.house;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Stream;

/**
 * What the records of the library share, in place of what javac writes into each of them: they are
 * compared, hashed and written by their parts all the same. Those that nobody outside sees inherit
 * it, the others call it. Here, it extends {@link Object}; in the library, {@link Record}, which a
 * class in Java cannot.
 */
public abstract class SlimRecord {

  private static final Parts PARTS = new Parts();

  static final class Parts extends ClassValue<Field[]> {
    @Override
    protected Field[] computeValue(Class<?> type) {
      Field[] parts =
          Stream.of(type.getDeclaredFields())
              .filter(field -> !Modifier.isStatic(field.getModifiers()))
              .toArray(Field[]::new);
      for (Field part : parts) {
        part.setAccessible(true);
      }
      return parts;
    }
  }

  protected SlimRecord() {}

  private static Object value(Field part, Object of) {
    try {
      return part.get(of);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether another object is a record of the same kind with equal parts. */
  public static boolean equals(Object record, Object other) {
    if (record == other) {
      return true;
    }
    if (!record.getClass().isInstance(other)) {
      return false;
    }
    for (Field part : PARTS.get(record.getClass())) {
      if (!Objects.equals(value(part, record), value(part, other))) {
        return false;
      }
    }
    return true;
  }

  /** Returns the same for equal records. */
  public static int hashCode(Object record) {
    int hash = 0;
    for (Field part : PARTS.get(record.getClass())) {
      hash = 31 * hash + Objects.hashCode(value(part, record));
    }
    return hash;
  }

  /** Returns the name of the record and its parts. */
  public static String toString(Object record) {
    StringJoiner text = new StringJoiner(", ", record.getClass().getSimpleName() + "[", "]");
    for (Field part : PARTS.get(record.getClass())) {
      text.add(part.getName() + "=" + value(part, record));
    }
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return equals(this, other);
  }

  @Override
  public int hashCode() {
    return hashCode(this);
  }

  @Override
  public String toString() {
    return toString(this);
  }
}
