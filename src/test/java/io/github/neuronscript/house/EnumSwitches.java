package io.github.neuronscript.house;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/**
 * Switches over enums without javac's detour: it goes through a class with a map from ordinals to
 * numbers of its own, since an enum could be compiled anew without the switch. Those of one jar are
 * not, so that a switch can go by the ordinals; ProGuard then leaves the classes with the maps out.
 */
final class EnumSwitches {

  private static final String MAP = "$SwitchMap$";

  /** The ordinals by the names of the constants, for each enum. */
  private final Map<String, Map<String, Integer>> ordinals = new HashMap<>();

  /** By class and field of a map: the enum, and the numbers of its constants. */
  private final Map<String, Numbering> maps = new HashMap<>();

  private record Numbering(String type, Map<String, Integer> byConstant) {}

  EnumSwitches(Collection<ClassReader> classes) {
    classes.forEach(reader -> reader.accept(new Constants(), ClassReader.SKIP_CODE));
    classes.forEach(reader -> reader.accept(new Maps(), ClassReader.SKIP_DEBUG));
  }

  private final class Constants extends ClassVisitor {
    private String type;

    Constants() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(
        int version, int access, String name, String signature, String above, String[] interfaces) {
      type = name;
    }

    @Override
    public FieldVisitor visitField(
        int access, String name, String descriptor, String signature, Object value) {
      if ((access & Opcodes.ACC_ENUM) != 0) {
        Map<String, Integer> constants =
            ordinals.computeIfAbsent(type, of -> new LinkedHashMap<>());
        constants.put(name, constants.size());
      }
      return null;
    }
  }

  /** Reads {@code MAP[E.CONSTANT.ordinal()] = number}, again and again. */
  private final class Maps extends ClassVisitor {
    private String holder;

    Maps() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(
        int version, int access, String name, String signature, String above, String[] interfaces) {
      holder = name;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] thrown) {
      if (!name.equals("<clinit>")) {
        return null;
      }
      return new MethodNode(Opcodes.ASM9) {
        @Override
        public void visitEnd() {
          for (AbstractInsnNode at : instructions) {
            if (at instanceof FieldInsnNode map
                && map.getOpcode() == Opcodes.GETSTATIC
                && map.name.startsWith(MAP)
                && map.owner.equals(holder)) {
              FieldInsnNode constant = (FieldInsnNode) map.getNext();
              int number = number(constant.getNext().getNext());
              maps.computeIfAbsent(
                      holder + "." + map.name,
                      of -> new Numbering(constant.owner, new LinkedHashMap<>()))
                  .byConstant()
                  .put(constant.name, number);
            }
          }
        }
      };
    }
  }

  private static int number(AbstractInsnNode pushed) {
    return pushed instanceof IntInsnNode push
        ? push.operand
        : pushed.getOpcode() - Opcodes.ICONST_0;
  }

  /** Returns a visitor that gives the class on with its switches by ordinals. */
  ClassVisitor before(ClassVisitor next) {
    return new ClassVisitor(Opcodes.ASM9, next) {
      @Override
      public MethodVisitor visitMethod(
          int access, String name, String descriptor, String signature, String[] thrown) {
        MethodVisitor after = super.visitMethod(access, name, descriptor, signature, thrown);
        if (after == null) {
          return null;
        }
        return new MethodNode(Opcodes.ASM9, access, name, descriptor, signature, thrown) {
          @Override
          public void visitEnd() {
            for (AbstractInsnNode at : instructions.toArray()) {
              if (at instanceof FieldInsnNode map && map.name.startsWith(MAP)) {
                byOrdinal(this, map);
              }
            }
            accept(after);
          }
        };
      }
    };
  }

  private void byOrdinal(MethodNode method, FieldInsnNode map) {
    Numbering numbering = maps.get(map.owner + "." + map.name);
    Map<String, Integer> ofType = ordinals.get(numbering == null ? null : numbering.type());
    if (ofType == null) {
      return;
    }
    AbstractInsnNode at = map.getNext();
    while (!(at instanceof MethodInsnNode call
        && call.name.equals("ordinal")
        && call.owner.equals(numbering.type()))) {
      if (at == null
          || at instanceof FrameNode
          || at instanceof FieldInsnNode other && other.name.startsWith(MAP)) {
        // The map is on the stack of a branch.
        return;
      }
      at = at.getNext();
    }
    AbstractInsnNode element = at.getNext();
    if (element.getOpcode() != Opcodes.IALOAD) {
      return;
    }
    Map<Integer, LabelNode> byNumber = new HashMap<>();
    LabelNode otherwise;
    AbstractInsnNode old = element.getNext();
    if (old instanceof TableSwitchInsnNode table) {
      for (int i = 0; i < table.labels.size(); i++) {
        byNumber.put(table.min + i, table.labels.get(i));
      }
      otherwise = table.dflt;
    } else if (old instanceof LookupSwitchInsnNode lookup) {
      for (int i = 0; i < lookup.labels.size(); i++) {
        byNumber.put(lookup.keys.get(i), lookup.labels.get(i));
      }
      otherwise = lookup.dflt;
    } else {
      return;
    }
    TreeMap<Integer, LabelNode> byOrdinal = new TreeMap<>();
    numbering
        .byConstant()
        .forEach(
            (constant, number) -> {
              LabelNode label = byNumber.get(number);
              if (label != null && label != otherwise) {
                byOrdinal.put(ofType.get(constant), label);
              }
            });
    LabelNode[] labels = new LabelNode[byOrdinal.lastKey() - byOrdinal.firstKey() + 1];
    Arrays.fill(labels, otherwise);
    byOrdinal.forEach((ordinal, label) -> labels[ordinal - byOrdinal.firstKey()] = label);
    method.instructions.set(
        old, new TableSwitchInsnNode(byOrdinal.firstKey(), byOrdinal.lastKey(), otherwise, labels));
    method.instructions.remove(element);
    method.instructions.remove(map);
  }
}
