package io.github.neuronscript.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;

/**
 * Makes a class of each lambda of a program that is started often. Java links a lambda when it is
 * first met, which takes ten times as long as loading a class from an archive. The build of the
 * launcher calls it.
 */
final class InnerLambdas {

  private static final Type OBJECT = Type.getType(Object.class);

  private static final Handle METAFACTORY =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          "java/lang/invoke/LambdaMetafactory",
          "metafactory",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
              + "Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;"
              + "Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;",
          false);

  private final Map<String, byte[]> made = new LinkedHashMap<>();

  /** The classes that were made, by the class that keeps the list of its nest. */
  private final Map<String, List<String>> members = new HashMap<>();

  private InnerLambdas() {}

  /** Changes the classes of a folder in place. */
  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]);
    InnerLambdas lambdas = new InnerLambdas();
    Map<Path, byte[]> files = new LinkedHashMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
        files.put(file, lambdas.withoutLambdas(Files.readAllBytes(file)));
      }
    }
    for (Map.Entry<Path, byte[]> file : files.entrySet()) {
      Files.write(file.getKey(), lambdas.withMembers(file.getValue()));
    }
    for (Map.Entry<String, byte[]> inner : lambdas.made.entrySet()) {
      Files.write(root.resolve(inner.getKey() + ".class"), inner.getValue());
    }
  }

  private byte[] withoutLambdas(byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    ClassWriter writer = new ClassWriter(0);
    String host = nestHost(reader);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          private int lambdas;

          @Override
          public MethodVisitor visitMethod(
              int access, String method, String descriptor, String signature, String[] thrown) {
            return new MethodVisitor(
                Opcodes.ASM9, super.visitMethod(access, method, descriptor, signature, thrown)) {

              @Override
              public void visitInvokeDynamicInsn(
                  String name, String type, Handle bootstrap, Object... arguments) {
                if (!bootstrap.equals(METAFACTORY)) {
                  super.visitInvokeDynamicInsn(name, type, bootstrap, arguments);
                  return;
                }
                String inner = reader.getClassName() + "$$" + lambdas++;
                Lambda lambda =
                    new Lambda(
                        inner,
                        host,
                        Type.getMethodType(type),
                        new Method(name, ((Type) arguments[0]).getDescriptor()),
                        (Handle) arguments[1],
                        (Type) arguments[2]);
                made.put(inner, lambda.bytes());
                members.computeIfAbsent(host, h -> new ArrayList<>()).add(inner);
                super.visitMethodInsn(Opcodes.INVOKESTATIC, inner, Lambda.MAKE, type, false);
              }
            };
          }
        },
        0);
    return writer.toByteArray();
  }

  private static String nestHost(ClassReader reader) {
    String[] host = {reader.getClassName()};
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public void visitNestHost(String name) {
            host[0] = name;
          }
        },
        ClassReader.SKIP_CODE);
    return host[0];
  }

  /** The bodies of lambdas are private; only members of the nest may call them. */
  private byte[] withMembers(byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    ClassWriter writer = new ClassWriter(0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visitEnd() {
            members.getOrDefault(reader.getClassName(), List.of()).forEach(this::visitNestMember);
            super.visitEnd();
          }
        },
        0);
    return writer.toByteArray();
  }

  /**
   * What Java would make of a lambda.
   *
   * @param name of the class
   * @param host of the nest of the class that it stands in
   * @param capturing what it captures, and the interface that it is of
   * @param method of that interface, erased
   * @param body what it does: a method, or a constructor
   * @param exact the types of the method where it stands
   */
  private record Lambda(
      String name, String host, Type capturing, Method method, Handle body, Type exact) {

    static final String MAKE = "make";

    byte[] bytes() {
      ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
      String kind = capturing.getReturnType().getInternalName();
      int access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
      writer.visit(Opcodes.V17, access, name, null, OBJECT.getInternalName(), new String[] {kind});
      writer.visitNestHost(host);
      Type self = Type.getObjectType(name);
      Type[] captured = capturing.getArgumentTypes();
      for (int i = 0; i < captured.length; i++) {
        int kept = Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
        writer.visitField(kept, field(i), captured[i].getDescriptor(), null, null);
      }
      Method constructor = new Method("<init>", Type.getMethodDescriptor(Type.VOID_TYPE, captured));
      GeneratorAdapter code = code(writer, Opcodes.ACC_PRIVATE, constructor);
      code.loadThis();
      code.invokeConstructor(OBJECT, new Method("<init>", "()V"));
      for (int i = 0; i < captured.length; i++) {
        code.loadThis();
        code.loadArg(i);
        code.putField(self, field(i), captured[i]);
      }
      end(code);

      code = code(writer, Opcodes.ACC_STATIC, new Method(MAKE, capturing.getDescriptor()));
      code.newInstance(self);
      code.dup();
      code.loadArgs();
      code.invokeConstructor(self, constructor);
      end(code);

      code = code(writer, Opcodes.ACC_PUBLIC, method);
      call(code, self, captured);
      end(code);
      writer.visitEnd();
      return writer.toByteArray();
    }

    private static String field(int i) {
      return "c" + i;
    }

    private static GeneratorAdapter code(ClassWriter writer, int access, Method method) {
      MethodVisitor visitor =
          writer.visitMethod(access, method.getName(), method.getDescriptor(), null, null);
      GeneratorAdapter code =
          new GeneratorAdapter(visitor, access, method.getName(), method.getDescriptor());
      code.visitCode();
      return code;
    }

    private static void end(GeneratorAdapter code) {
      code.returnValue();
      code.endMethod();
    }

    private void call(GeneratorAdapter code, Type self, Type[] captured) {
      Type owner = Type.getObjectType(body.getOwner());
      boolean isNew = body.getTag() == Opcodes.H_NEWINVOKESPECIAL;
      List<Type> taken = new ArrayList<>();
      if (isNew) {
        code.newInstance(owner);
        code.dup();
      } else if (body.getTag() != Opcodes.H_INVOKESTATIC) {
        taken.add(owner);
      }
      taken.addAll(List.of(Type.getArgumentTypes(body.getDesc())));
      for (int i = 0; i < captured.length; i++) {
        code.loadThis();
        code.getField(self, field(i), captured[i]);
      }
      Type[] given = method.getArgumentTypes();
      for (int i = 0; i < given.length; i++) {
        code.loadArg(i);
        convert(code, given[i], exact.getArgumentTypes()[i], taken.get(captured.length + i));
      }
      int call =
          switch (body.getTag()) {
            case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
            case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
            default -> body.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
          };
      code.visitMethodInsn(
          call, body.getOwner(), body.getName(), body.getDesc(), body.isInterface());
      Type result = isNew ? owner : Type.getReturnType(body.getDesc());
      Type wanted = method.getReturnType();
      if (!wanted.equals(Type.VOID_TYPE)) {
        convert(code, result, result, wanted);
      } else if (result.getSize() == 2) {
        code.pop2();
      } else if (result.getSize() == 1) {
        code.pop();
      }
    }

    private static boolean isPrimitive(Type type) {
      return type.getSort() <= Type.DOUBLE;
    }

    /**
     * Makes a value of one type into one of another.
     *
     * @param exact what the value really is, where {@code from} is erased
     */
    private static void convert(GeneratorAdapter code, Type from, Type exact, Type to) {
      if (from.equals(to) || to.equals(OBJECT) && !isPrimitive(from)) {
        return;
      }
      if (isPrimitive(from)) {
        if (isPrimitive(to)) {
          code.cast(from, to);
        } else {
          code.valueOf(from);
        }
      } else if (isPrimitive(to)) {
        Type number = unboxed(exact, to);
        code.unbox(number);
        if (!number.equals(to)) {
          code.cast(number, to);
        }
      } else {
        code.checkCast(to);
      }
    }

    /** Returns the primitive type of a boxed value that is to become one of {@code to}. */
    private static Type unboxed(Type boxed, Type to) {
      return switch (boxed.getInternalName()) {
        case "java/lang/Integer" -> Type.INT_TYPE;
        case "java/lang/Long" -> Type.LONG_TYPE;
        case "java/lang/Double" -> Type.DOUBLE_TYPE;
        default -> to;
      };
    }
  }
}
