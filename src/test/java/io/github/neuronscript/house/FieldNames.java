package io.github.neuronscript.house;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Classes whose private fields have short names, which no stack trace shows; those of different
 * types even the same. Records keep theirs, which say what they are made of.
 */
final class FieldNames {

  private static final String SERIAL = "serialVersionUID";
  private static final int LETTERS = 36;

  /** By class, name and descriptor. */
  private final Map<String, String> names = new HashMap<>();

  FieldNames(Collection<ClassReader> classes) {
    classes.forEach(reader -> reader.accept(new Reading(), ClassReader.SKIP_CODE));
  }

  private static String key(String owner, String name, String descriptor) {
    return owner + "." + name + " " + descriptor;
  }

  private final class Reading extends ClassVisitor {
    private final Map<String, Integer> ofType = new HashMap<>();
    private String owner;
    private boolean isRecord;

    Reading() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(
        int version, int access, String name, String signature, String above, String[] interfaces) {
      owner = name;
      isRecord = (access & Opcodes.ACC_RECORD) != 0 || above.endsWith("Record");
    }

    @Override
    public FieldVisitor visitField(
        int access, String name, String descriptor, String signature, Object value) {
      if ((access & Opcodes.ACC_PRIVATE) != 0
          && !name.equals(SERIAL)
          && !(isRecord && (access & Opcodes.ACC_STATIC) == 0)) {
        int number = ofType.merge(descriptor, 1, Integer::sum);
        names.put(key(owner, name, descriptor), Integer.toString(9 + number, LETTERS));
      }
      return null;
    }
  }

  /** Returns a visitor that gives a class on with other names. */
  ClassVisitor before(ClassVisitor next, String owner) {
    return new ClassVisitor(Opcodes.ASM9, next) {
      @Override
      public FieldVisitor visitField(
          int access, String name, String descriptor, String signature, Object value) {
        return super.visitField(
            access,
            names.getOrDefault(key(owner, name, descriptor), name),
            descriptor,
            signature,
            value);
      }

      @Override
      public MethodVisitor visitMethod(
          int access, String method, String descriptor, String signature, String[] thrown) {
        MethodVisitor after = super.visitMethod(access, method, descriptor, signature, thrown);
        return new MethodVisitor(Opcodes.ASM9, after) {
          @Override
          public void visitFieldInsn(int opcode, String of, String name, String type) {
            super.visitFieldInsn(opcode, of, names.getOrDefault(key(of, name, type), name), type);
          }
        };
      }
    };
  }
}
