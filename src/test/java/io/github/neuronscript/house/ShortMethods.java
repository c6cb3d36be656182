package io.github.neuronscript.house;

import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Which methods of a class are so short that one line of a stack trace shows where they fail. */
final class ShortMethods extends ClassVisitor {

  /** Lines from the first statement that can throw to the last. */
  private static final int SHORT = 16;

  private final Map<String, Integer> first = new HashMap<>();
  private final Map<String, Integer> last = new HashMap<>();

  private final String owner;

  private ShortMethods(String owner) {
    super(Opcodes.ASM9);
    this.owner = owner;
  }

  static ShortMethods of(ClassReader reader) {
    ShortMethods methods = new ShortMethods(reader.getClassName());
    reader.accept(methods, ClassReader.EXPAND_FRAMES);
    return methods;
  }

  boolean contain(String method, String descriptor) {
    String key = method + descriptor;
    return first.containsKey(key) && last.get(key) - first.get(key) < SHORT;
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String method, String descriptor, String signature, String[] thrown) {
    String key = method + descriptor;
    MethodVisitor lines =
        new MethodVisitor(Opcodes.ASM9) {
          @Override
          public void visitLineNumber(int line, Label start) {
            first.merge(key, line, Math::min);
            last.merge(key, line, Math::max);
          }
        };
    return new SlimLines(lines, owner, access, method, descriptor, false);
  }
}
