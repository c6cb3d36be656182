package io.github.neuronscript.house;

import java.io.IOException;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** A record that has from {@link SlimRecord} what javac had written into it. */
final class SharedRecord extends ClassVisitor {

  private static final String SLIM = Type.getInternalName(SlimRecord.class);
  private static final String PARTS = Type.getInternalName(SlimRecord.Parts.class);
  private static final String RECORD = "java/lang/Record";

  /** What is above the class, and what shall be; the same for a record that stays one. */
  private final String from;

  private final String to;

  private SharedRecord(ClassVisitor next, String from, String to) {
    super(Opcodes.ASM9, next);
    this.from = from;
    this.to = to;
  }

  /** Returns what records inherit: class files by their names. */
  static Map<String, byte[]> inherited() throws IOException {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(SLIM)
        .accept(new SharedRecord(writer, Type.getInternalName(Object.class), RECORD), 0);
    ClassWriter parts = new ClassWriter(0);
    new ClassReader(PARTS).accept(parts, 0);
    return Map.of(SLIM + ".class", writer.toByteArray(), PARTS + ".class", parts.toByteArray());
  }

  /**
   * Returns a visitor that gives a record on as one that inherits, and other classes as they are.
   *
   * @param isOffered whether it must stay a record, and only calls what others inherit
   */
  static ClassVisitor before(ClassVisitor next, ClassReader reader, boolean isOffered) {
    return RECORD.equals(reader.getSuperName())
        ? new SharedRecord(next, RECORD, isOffered ? RECORD : SLIM)
        : next;
  }

  /** Writes a method that hands its arguments on to the method of the same name that is shared. */
  private void call(MethodNode implicit) {
    boolean isEquals = implicit.name.equals("equals");
    MethodVisitor method =
        cv.visitMethod(implicit.access, implicit.name, implicit.desc, implicit.signature, null);
    method.visitCode();
    method.visitVarInsn(Opcodes.ALOAD, 0);
    if (isEquals) {
      method.visitVarInsn(Opcodes.ALOAD, 1);
    }
    String shared = implicit.desc.replaceFirst("\\(", "(Ljava/lang/Object;");
    method.visitMethodInsn(Opcodes.INVOKESTATIC, SLIM, implicit.name, shared, false);
    Type result = Type.getReturnType(implicit.desc);
    method.visitInsn(result.getOpcode(Opcodes.IRETURN));
    method.visitMaxs(isEquals ? 2 : 1, isEquals ? 2 : 1);
    method.visitEnd();
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String above, String[] interfaces) {
    int kept = to.equals(from) ? access : access & ~Opcodes.ACC_RECORD;
    super.visit(version, kept, name, signature, to, interfaces);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] thrown) {
    return new MethodNode(Opcodes.ASM9, access, name, descriptor, signature, thrown) {
      private boolean isImplicit;

      @Override
      public void visitMethodInsn(
          int opcode, String owner, String method, String type, boolean isInterface) {
        boolean isAbove = method.equals("<init>") && owner.equals(from);
        super.visitMethodInsn(opcode, isAbove ? to : owner, method, type, isInterface);
      }

      @Override
      public void visitEnd() {
        instructions.forEach(
            at -> {
              isImplicit |=
                  at instanceof InvokeDynamicInsnNode call
                      && call.bsm.getOwner().equals("java/lang/runtime/ObjectMethods");
            });
        if (!isImplicit) {
          accept(cv);
        } else if (to.equals(from)) {
          call(this);
        }
      }
    };
  }
}
