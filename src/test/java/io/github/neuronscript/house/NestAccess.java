package io.github.neuronscript.house;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Which nested classes use private members of others, or have such that others use. For the other
 * ones it makes no difference which nest they are in.
 */
final class NestAccess {

  private final Set<String> privates = new HashSet<>();
  private final Set<String> needed = new HashSet<>();

  NestAccess(Collection<ClassReader> classes) {
    classes.forEach(
        reader -> reader.accept(new Privates(reader.getClassName()), ClassReader.SKIP_CODE));
    classes.forEach(
        reader -> reader.accept(new Uses(reader.getClassName()), ClassReader.SKIP_DEBUG));
  }

  boolean needs(String nested) {
    return needed.contains(nested);
  }

  private static String member(String owner, String name, String descriptor) {
    return owner + "." + name + descriptor;
  }

  private final class Privates extends ClassVisitor {
    private final String owner;

    Privates(String owner) {
      super(Opcodes.ASM9);
      this.owner = owner;
    }

    private void add(int access, String name, String descriptor) {
      if ((access & Opcodes.ACC_PRIVATE) != 0) {
        privates.add(member(owner, name, descriptor));
      }
    }

    @Override
    public FieldVisitor visitField(
        int access, String name, String descriptor, String signature, Object value) {
      add(access, name, descriptor);
      return null;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] thrown) {
      add(access, name, descriptor);
      return null;
    }
  }

  private final class Uses extends ClassVisitor {
    private final String user;

    Uses(String user) {
      super(Opcodes.ASM9);
      this.user = user;
    }

    private void use(String owner, String name, String descriptor) {
      if (!owner.equals(user) && privates.contains(member(owner, name, descriptor))) {
        needed.add(owner);
        needed.add(user);
      }
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] thrown) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String type) {
          use(owner, field, type);
        }

        @Override
        public void visitMethodInsn(
            int opcode, String owner, String method, String type, boolean isInterface) {
          use(owner, method, type);
        }

        @Override
        public void visitInvokeDynamicInsn(
            String method, String type, Handle bootstrap, Object... arguments) {
          for (Object argument : arguments) {
            if (argument instanceof Handle handle) {
              use(handle.getOwner(), handle.getName(), handle.getDesc());
            }
          }
        }
      };
    }
  }
}
