package io.github.neuronscript.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What joins the strings of the library gives what javac's calls give. */
class SlimTextTest {

  /** Each joins other kinds of values, as javac compiles it. */
  public static final class Joins {
    private Joins() {}

    public static List<String> all(
        boolean yes, char sign, int count, long large, float single, double number, Object any) {
      byte small = (byte) count;
      char[] signs = {sign};
      return List.of(
          "" + any,
          any + " and " + any,
          "<" + count + ">",
          large + sign + "",
          "a" + sign + count + large + yes + any + number + single + small,
          number + "\n" + single,
          "no value" + List.of(any == null ? 0 : any) + signs.length,
          "\1" + any + "\2");
    }
  }

  /** The classes of this test that are given, and all others from above. */
  private static Class<?> load(String name, Map<String, byte[]> classes)
      throws ClassNotFoundException {
    return new ClassLoader(SlimTextTest.class.getClassLoader()) {
      @Override
      protected Class<?> loadClass(String type, boolean resolve) throws ClassNotFoundException {
        byte[] file = classes.get(type.replace('.', '/') + ".class");
        Class<?> loaded = findLoadedClass(type);
        return loaded != null
            ? loaded
            : file == null
                ? super.loadClass(type, resolve)
                : defineClass(type, file, 0, file.length);
      }
    }.loadClass(name);
  }

  @Test
  void joinsWhatJavacJoins()
      throws IOException,
          ClassNotFoundException,
          NoSuchMethodException,
          IllegalAccessException,
          InvocationTargetException {
    ClassReader reader = new ClassReader(Joins.class.getName());
    ClassWriter writer = new ClassWriter(0);
    JoinedText texts = new JoinedText();
    reader.accept(texts.before(writer), 0);
    Map<String, byte[]> classes = new HashMap<>(texts.joining());
    classes.put(reader.getClassName() + ".class", writer.toByteArray());
    Class<?> joined = load(Joins.class.getName(), classes);
    for (Object any : new Object[] {null, "text", 1.5, List.of("\1")}) {
      Object[] values = {true, 'x', -7, 1L << 60, 0.1f, -0.0, any};
      Object theirs =
          joined
              .getMethod(
                  "all",
                  boolean.class,
                  char.class,
                  int.class,
                  long.class,
                  float.class,
                  double.class,
                  Object.class)
              .invoke(null, values);
      assertEquals(Joins.all(true, 'x', -7, 1L << 60, 0.1f, -0.0, any), theirs);
    }
  }

  /** Of the calls of javac only the one with a sign that recipes need for themselves is left. */
  @Test
  void leavesFewCallsOfTheFactory() throws IOException {
    ClassReader reader = new ClassReader(Joins.class.getName());
    ClassWriter writer = new ClassWriter(0);
    reader.accept(new JoinedText().before(writer), 0);
    assertEquals(1, factoryCalls(writer.toByteArray()));
  }

  private static int factoryCalls(byte[] file) {
    int[] calls = {0};
    new ClassReader(file)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                return new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitInvokeDynamicInsn(
                      String method, String type, Handle bootstrap, Object... arguments) {
                    calls[0]++;
                  }
                };
              }
            },
            0);
    return calls[0];
  }
}
