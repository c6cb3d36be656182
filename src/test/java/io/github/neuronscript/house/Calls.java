package io.github.neuronscript.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Reads from class files what they call. Source text would not do: {@code "z = " + z} names no
 * method, and {@code Double::toString} is no call; the class file shows both.
 */
final class Calls {
  private static final int ASM = Opcodes.ASM9;

  /**
   * A use of a method: called, referred to, or (as {@code concat}) strings joined with {@code +}.
   * {@code target} is like {@code java/lang/Math.exp(D)D}.
   */
  record Call(String from, int line, String target) {
    @Override
    public String toString() {
      return from + ":" + line + " uses " + target;
    }
  }

  /** A static field that can be assigned. */
  record StaticField(String owner, String name) {}

  private final List<Call> calls = new ArrayList<>();
  private final List<StaticField> mutable = new ArrayList<>();

  private Calls() {}

  /** All of our classes, without what ANTLR generates. */
  static Calls ofMainClasses() {
    Path classes = Repository.mainClasses();
    var calls = new Calls();
    try (Stream<Path> files = Files.walk(classes)) {
      files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(
              file -> !classes.relativize(file).startsWith("io/github/neuronscript/syntax/antlr"))
          .sorted()
          .forEach(file -> calls.read(bytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return calls;
  }

  static Calls of(Class<?> sample) {
    var calls = new Calls();
    try (var in =
        sample.getResourceAsStream(sample.getName().replaceFirst(".*\\.", "") + ".class")) {
      calls.read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return calls;
  }

  List<Call> calls() {
    return calls;
  }

  List<StaticField> mutableStaticFields() {
    return mutable;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(byte[] classFile) {
    var reader = new ClassReader(classFile);
    String from = reader.getClassName();
    reader.accept(
        new ClassVisitor(ASM) {
          @Override
          public FieldVisitor visitField(
              int access, String name, String descriptor, String signature, Object value) {
            if ((access & Opcodes.ACC_STATIC) != 0 && (access & Opcodes.ACC_FINAL) == 0) {
              mutable.add(new StaticField(from, name));
            }
            return null;
          }

          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            return new Body(from);
          }
        },
        ClassReader.SKIP_FRAMES);
  }

  private final class Body extends MethodVisitor {
    private final String from;
    private int line;

    Body(String from) {
      super(ASM);
      this.from = from;
    }

    @Override
    public void visitLineNumber(int number, Label start) {
      line = number;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      add(owner + "." + name + descriptor);
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      if (bootstrap.getOwner().equals("java/lang/invoke/StringConcatFactory")) {
        add("concat" + descriptor);
      }
      for (Object argument : arguments) {
        if (argument instanceof Handle method) {
          add(method.getOwner() + "." + method.getName() + method.getDesc());
        }
      }
    }

    private void add(String target) {
      calls.add(new Call(from, line, target));
    }
  }
}
