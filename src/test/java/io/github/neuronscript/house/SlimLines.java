package io.github.neuronscript.house;

import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.AnalyzerAdapter;

/**
 * A method with the lines that a stack trace can show: those where a statement begins, if something
 * in it can throw; of a short method the first of these. Needs expanded frames.
 */
final class SlimLines extends AnalyzerAdapter {

  private final String owner;
  private final boolean isConstructor;
  private final boolean hasThis;
  private final boolean isShort;

  /** The line of the statement, and the one that was written last; 0 for none. */
  private int line;

  private int written;
  private boolean isThisOnTop;

  SlimLines(
      MethodVisitor next,
      String owner,
      int access,
      String name,
      String descriptor,
      boolean isShort) {
    super(Opcodes.ASM9, owner, access, name, descriptor, next);
    this.owner = owner;
    this.isShort = isShort;
    isConstructor = name.equals("<init>");
    hasThis = (access & Opcodes.ACC_STATIC) == 0;
  }

  @Override
  public void visitLineNumber(int number, Label start) {
    // With values on the stack it is a part of a statement that goes over several lines.
    if (line == 0 || stack == null || stack.isEmpty()) {
      line = number;
    }
  }

  /** Called before whatever can throw. */
  private void canThrow() {
    if (line != written && !(isShort && written != 0)) {
      Label here = new Label();
      mv.visitLabel(here);
      mv.visitLineNumber(line, here);
      written = line;
    }
  }

  @Override
  public void visitInsn(int opcode) {
    isThisOnTop = false;
    boolean isElement =
        opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD
            || opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE;
    switch (opcode) {
      case Opcodes.IDIV,
          Opcodes.LDIV,
          Opcodes.IREM,
          Opcodes.LREM,
          Opcodes.ARRAYLENGTH,
          Opcodes.ATHROW,
          Opcodes.MONITORENTER,
          Opcodes.MONITOREXIT ->
          canThrow();
      default -> {
        if (isElement) {
          canThrow();
        }
      }
    }
    super.visitInsn(opcode);
  }

  @Override
  public void visitLabel(Label label) {
    isThisOnTop = false;
    super.visitLabel(label);
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    isThisOnTop = false;
    if (opcode == Opcodes.NEWARRAY) {
      canThrow();
    }
    super.visitIntInsn(opcode, operand);
  }

  @Override
  public void visitVarInsn(int opcode, int variable) {
    super.visitVarInsn(opcode, variable);
    isThisOnTop = hasThis && opcode == Opcodes.ALOAD && variable == 0;
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    isThisOnTop = false;
    if (opcode != Opcodes.INSTANCEOF) {
      canThrow();
    }
    super.visitTypeInsn(opcode, type);
  }

  @Override
  public void visitFieldInsn(int opcode, String of, String name, String descriptor) {
    boolean isOwn = of.equals(owner);
    boolean isSafe =
        switch (opcode) {
          case Opcodes.GETFIELD -> isThisOnTop;
          case Opcodes.PUTFIELD -> isOwn && isConstructor;
          default -> isOwn;
        };
    isThisOnTop = false;
    if (!isSafe) {
      canThrow();
    }
    super.visitFieldInsn(opcode, of, name, descriptor);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String of, String name, String descriptor, boolean isInterface) {
    isThisOnTop = false;
    boolean isSafe = name.equals("<init>") && of.matches("java/lang/(Object|Record)");
    if (!isSafe) {
      canThrow();
    }
    super.visitMethodInsn(opcode, of, name, descriptor, isInterface);
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    isThisOnTop = false;
    canThrow();
    super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    isThisOnTop = false;
    canThrow();
    super.visitMultiANewArrayInsn(descriptor, dimensions);
  }
}
