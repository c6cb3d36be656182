package io.github.neuronscript.house;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;

/**
 * A class without what the JVM does not read. What is offered to others keeps what compilers need;
 * all of ours keep the lines that stack traces show.
 */
final class SlimClass extends ClassVisitor {

  private static final String BASE = "io/github/neuronscript/";

  private final boolean isOffered;

  /**
   * @param next gets what is left
   * @param isOffered whether others are compiled against this class
   */
  SlimClass(ClassVisitor next, boolean isOffered) {
    super(Opcodes.ASM9, next);
    this.isOffered = isOffered;
  }

  /** Returns whether it comes from a library or a generator. */
  static boolean isForeign(ClassReader reader) {
    return reader.getClassName().matches(BASE + "(internal|syntax/antlr)/.*");
  }

  /** Returns whether it is a public class of an exported package. */
  static boolean isExported(ClassReader reader) {
    return (reader.getAccess() & Opcodes.ACC_PUBLIC) != 0
        && reader.getClassName().matches(BASE + "((diagnostic|formula|judge|trace)/)?[^/]+");
  }

  private String kept(int access, String signature) {
    boolean visible = isOffered && (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
    return visible ? signature : null;
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String above, String[] interfaces) {
    super.visit(version, access, name, kept(access, signature), above, interfaces);
  }

  @Override
  public void visitOuterClass(String owner, String method, String descriptor) {
    if (isOffered) {
      super.visitOuterClass(owner, method, descriptor);
    }
  }

  @Override
  public void visitInnerClass(String name, String outer, String inner, int access) {
    // The class that javac names wherever there is a lambda or a record; no constant refers to it.
    if (isOffered && !name.equals("java/lang/invoke/MethodHandles$Lookup")) {
      super.visitInnerClass(name, outer, inner, access);
    }
  }

  @Override
  public void visitPermittedSubclass(String name) {
    if (isOffered) {
      super.visitPermittedSubclass(name);
    }
  }

  @Override
  public RecordComponentVisitor visitRecordComponent(
      String name, String descriptor, String signature) {
    return isOffered ? super.visitRecordComponent(name, descriptor, signature) : null;
  }

  @Override
  public FieldVisitor visitField(
      int access, String name, String descriptor, String signature, Object value) {
    return super.visitField(access, name, descriptor, kept(access, signature), value);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] thrown) {
    MethodVisitor next =
        super.visitMethod(
            access, name, descriptor, kept(access, signature), isOffered ? thrown : null);
    return new MethodVisitor(Opcodes.ASM9, next) {
      @Override
      public void visitParameter(String parameter, int flags) {
        // Names of parameters that javac writes for records; the components have them, too.
      }
    };
  }
}
