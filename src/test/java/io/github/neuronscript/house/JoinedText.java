package io.github.neuronscript.house;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;

/** Classes that join strings by {@link SlimText}, which gets a method for each shape of values. */
final class JoinedText {

  private static final Type SLIM = Type.getType(SlimText.class);
  private static final Type OBJECT = Type.getType(Object.class);
  private static final Method JOIN = Method.getMethod("String join(Object[], String)");

  /** A recipe may say with this that a constant goes there; javac does so only if it must. */
  private static final char CONSTANT = '\2';

  private final TreeSet<String> shapes = new TreeSet<>();

  /** Returns the class that joins, by its name; to be asked for when all others are written. */
  Map<String, byte[]> joining() throws IOException {
    ClassWriter writer = new ClassWriter(0);
    ClassVisitor withShapes =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visitEnd() {
            shapes.forEach(shape -> add(this, shape));
            super.visitEnd();
          }
        };
    new ClassReader(SLIM.getInternalName()).accept(withShapes, ClassReader.SKIP_DEBUG);
    return Map.of(SLIM.getInternalName() + ".class", writer.toByteArray());
  }

  /** The values become an array of objects. */
  private static void add(ClassVisitor to, String shape) {
    int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
    MethodVisitor visitor = to.visitMethod(access, JOIN.getName(), shape, null, null);
    GeneratorAdapter method = new GeneratorAdapter(visitor, access, JOIN.getName(), shape);
    Type[] types = method.getArgumentTypes();
    method.visitCode();
    method.push(types.length - 1);
    method.newArray(OBJECT);
    for (int i = 0; i < types.length - 1; i++) {
      method.dup();
      method.push(i);
      method.loadArg(i);
      method.valueOf(types[i]);
      method.arrayStore(OBJECT);
    }
    method.loadArg(types.length - 1);
    method.invokeStatic(SLIM, JOIN);
    method.returnValue();
    // An array twice, its index, and a value, which has two places before it is an object.
    method.visitMaxs(5, Type.getArgumentsAndReturnSizes(shape) >> 2);
    method.visitEnd();
  }

  private static String shape(String descriptor) {
    Type[] values = Type.getArgumentTypes(descriptor);
    Type[] types = Arrays.copyOf(values, values.length + 1);
    for (int i = 0; i < values.length; i++) {
      types[i] = values[i].getSort() >= Type.ARRAY ? OBJECT : values[i];
    }
    types[values.length] = JOIN.getReturnType();
    return Type.getMethodDescriptor(JOIN.getReturnType(), types);
  }

  /** Returns a visitor that gives a class on with other calls. */
  ClassVisitor before(ClassVisitor next) {
    return new ClassVisitor(Opcodes.ASM9, next) {
      @Override
      public MethodVisitor visitMethod(
          int access, String name, String descriptor, String signature, String[] thrown) {
        MethodVisitor after = super.visitMethod(access, name, descriptor, signature, thrown);
        return new MethodVisitor(Opcodes.ASM9, after) {
          @Override
          public void visitInvokeDynamicInsn(
              String method, String type, Handle bootstrap, Object... arguments) {
            if (!bootstrap.getOwner().equals("java/lang/invoke/StringConcatFactory")
                || arguments.length != 1
                || !(arguments[0] instanceof String recipe)
                || recipe.indexOf(CONSTANT) >= 0) {
              super.visitInvokeDynamicInsn(method, type, bootstrap, arguments);
              return;
            }
            String shape = shape(type);
            shapes.add(shape);
            super.visitLdcInsn(recipe);
            super.visitMethodInsn(
                Opcodes.INVOKESTATIC, SLIM.getInternalName(), JOIN.getName(), shape, false);
          }

          @Override
          public void visitMaxs(int stack, int locals) {
            // The recipe.
            super.visitMaxs(stack + 1, locals);
          }
        };
      }
    };
  }
}
