package io.github.neuronscript.house;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A class whose lambdas have short names. javac calls them by the method that they stand in, as in
 * {@code lambda$predict$3}, and each name is a constant of its own.
 */
final class LambdaNames extends ClassVisitor {

  private static final String LAMBDA = "lambda$";
  private static final int DIGITS = 36;

  private final String owner;
  private final Map<String, String> names;

  private LambdaNames(ClassVisitor next, String owner, Map<String, String> names) {
    super(Opcodes.ASM9, next);
    this.owner = owner;
    this.names = names;
  }

  /** Returns what renames the lambdas of a class on its way to another visitor. */
  static ClassVisitor before(ClassVisitor next, ClassReader reader) {
    TreeSet<String> lambdas = new TreeSet<>();
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String method, String descriptor, String signature, String[] thrown) {
            if ((access & Opcodes.ACC_SYNTHETIC) != 0 && method.startsWith(LAMBDA)) {
              lambdas.add(method);
            }
            return null;
          }
        },
        ClassReader.SKIP_CODE);
    Map<String, String> names = new HashMap<>();
    for (String lambda : lambdas) {
      names.put(lambda, "l$" + Integer.toString(names.size(), DIGITS));
    }
    return names.isEmpty() ? next : new LambdaNames(next, reader.getClassName(), names);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String method, String descriptor, String signature, String[] thrown) {
    MethodVisitor next =
        super.visitMethod(
            access, names.getOrDefault(method, method), descriptor, signature, thrown);
    return new MethodVisitor(Opcodes.ASM9, next) {
      @Override
      public void visitInvokeDynamicInsn(
          String name, String type, Handle bootstrap, Object... arguments) {
        Object[] renamed = arguments.clone();
        for (int i = 0; i < renamed.length; i++) {
          if (renamed[i] instanceof Handle handle
              && handle.getOwner().equals(owner)
              && names.containsKey(handle.getName())) {
            renamed[i] =
                new Handle(
                    handle.getTag(),
                    owner,
                    names.get(handle.getName()),
                    handle.getDesc(),
                    handle.isInterface());
          }
        }
        super.visitInvokeDynamicInsn(name, type, bootstrap, renamed);
      }
    };
  }
}
