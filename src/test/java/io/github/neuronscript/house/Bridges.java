package io.github.neuronscript.house;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Classes without bridges for narrower results. Where {@code Statement visit(…)} overrides {@code
 * Object visit(…)}, javac writes both, and the second calls the first. The JVM needs only one: the
 * first, with the result of the second. Those who call it by its narrower result cast what they
 * get. Visitors are hundreds of such methods.
 */
final class Bridges {

  /** A method that nobody sees from outside, and the bridge to it. */
  private static final class Method {
    private int declared;
    private int bridged;
    private final Set<String> results = new HashSet<>();
    private boolean stays;
  }

  /** By name and descriptor of what bridges call. */
  private final Map<String, Method> methods = new HashMap<>();

  /** By class, name and descriptor of the bridge: whether it goes if its method lets it. */
  private final Map<String, String> targets = new HashMap<>();

  Bridges(Collection<ClassReader> classes, Set<String> offered) {
    classes.forEach(reader -> reader.accept(new Reading(offered), ClassReader.SKIP_DEBUG));
  }

  private Method method(String name, String descriptor) {
    return methods.computeIfAbsent(name + descriptor, of -> new Method());
  }

  private static boolean isBridge(int access) {
    return (access & Opcodes.ACC_BRIDGE) != 0;
  }

  private static boolean takesTheSame(String descriptor, String other) {
    return descriptor
        .substring(0, descriptor.indexOf(')'))
        .equals(other.substring(0, other.indexOf(')')));
  }

  private final class Reading extends ClassVisitor {
    private final Set<String> offered;
    private String owner;

    Reading(Set<String> offered) {
      super(Opcodes.ASM9);
      this.offered = offered;
    }

    @Override
    public void visit(
        int version, int access, String name, String signature, String above, String[] interfaces) {
      owner = name;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] thrown) {
      Method declared = method(name, descriptor);
      declared.declared++;
      declared.stays |= offered.contains(owner);
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitMethodInsn(
            int opcode, String of, String called, String type, boolean isInterface) {
          if (isBridge(access)
              && of.equals(owner)
              && called.equals(name)
              && takesTheSame(type, descriptor)) {
            Method target = method(called, type);
            target.bridged++;
            target.results.add(Type.getReturnType(descriptor).getDescriptor());
            targets.put(owner + "." + name + descriptor, type);
          }
        }

        @Override
        public void visitInvokeDynamicInsn(
            String called, String type, Handle bootstrap, Object... arguments) {
          for (Object argument : arguments) {
            if (argument instanceof Handle handle) {
              method(handle.getName(), handle.getDesc()).stays = true;
            }
          }
        }
      };
    }
  }

  /** Returns the descriptor that a method gets; that which it has if it stays. */
  private String descriptor(String name, String descriptor) {
    Method method = methods.get(name + descriptor);
    if (method == null
        || method.stays
        || method.bridged != method.declared
        || method.results.size() != 1) {
      return descriptor;
    }
    return descriptor.substring(0, descriptor.indexOf(')') + 1) + method.results.iterator().next();
  }

  /** Returns a visitor that gives a class on without its bridges. */
  ClassVisitor before(ClassVisitor next, String owner) {
    return new ClassVisitor(Opcodes.ASM9, next) {
      @Override
      public MethodVisitor visitMethod(
          int access, String name, String descriptor, String signature, String[] thrown) {
        String target = targets.get(owner + "." + name + descriptor);
        if (target != null && !descriptor(name, target).equals(target)) {
          return null;
        }
        MethodVisitor after =
            super.visitMethod(access, name, descriptor(name, descriptor), signature, thrown);
        return new MethodVisitor(Opcodes.ASM9, after) {
          @Override
          public void visitMethodInsn(
              int opcode, String of, String called, String type, boolean isInterface) {
            String changed = descriptor(called, type);
            super.visitMethodInsn(opcode, of, called, changed, isInterface);
            if (!changed.equals(type)) {
              super.visitTypeInsn(Opcodes.CHECKCAST, Type.getReturnType(type).getInternalName());
            }
          }
        };
      }
    };
  }
}
