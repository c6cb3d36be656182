package io.github.neuronscript.house;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;

/**
 * A class without what the JVM does not read. What is offered to others keeps what compilers need;
 * all of ours keep the lines that stack traces show. Needs expanded frames.
 */
final class SlimClass extends ClassVisitor {

  private static final String BASE = "io/github/neuronscript/";

  /** ANTLR and what it generates; whatever is written there, a debugger alone asks for. */
  private static final String PARSER = BASE + "(internal|syntax)/antlr/.*";

  private final boolean isOffered;
  private final NestAccess nests;
  private final ShortMethods shortMethods;
  private String name;

  /**
   * @param next gets what is left
   * @param isOffered whether others are compiled against this class
   * @param nests which classes use private members of others
   * @param shortMethods of this class
   */
  SlimClass(ClassVisitor next, boolean isOffered, NestAccess nests, ShortMethods shortMethods) {
    super(Opcodes.ASM9, next);
    this.isOffered = isOffered;
    this.nests = nests;
    this.shortMethods = shortMethods;
  }

  /** Returns whether it comes from a library or a generator. */
  static boolean isForeign(ClassReader reader) {
    return reader.getClassName().matches(BASE + "(internal|syntax/antlr)/.*");
  }

  /** Returns whether it is a public class of an exported package. */
  static boolean isExported(ClassReader reader) {
    return (reader.getAccess() & Opcodes.ACC_PUBLIC) != 0
        && reader.getClassName().matches(BASE + "((diagnostic|formula|judge|trace)/)?[^/]+");
  }

  private String kept(int access, String signature) {
    boolean visible = isOffered && (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
    return visible ? signature : null;
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String above, String[] interfaces) {
    this.name = name;
    super.visit(version, access, name, kept(access, signature), above, interfaces);
  }

  @Override
  public void visitNestHost(String host) {
    if (nests.needs(name)) {
      super.visitNestHost(host);
    }
  }

  @Override
  public void visitNestMember(String member) {
    if (nests.needs(member)) {
      super.visitNestMember(member);
    }
  }

  @Override
  public void visitOuterClass(String owner, String method, String descriptor) {
    if (isOffered) {
      super.visitOuterClass(owner, method, descriptor);
    }
  }

  @Override
  public void visitInnerClass(String nested, String outer, String inner, int access) {
    // The class that javac names wherever there is a lambda or a record; no constant refers to it.
    if (isOffered && !nested.equals("java/lang/invoke/MethodHandles$Lookup")) {
      super.visitInnerClass(nested, outer, inner, access);
    }
  }

  @Override
  public void visitPermittedSubclass(String name) {
    if (isOffered) {
      super.visitPermittedSubclass(name);
    }
  }

  @Override
  public RecordComponentVisitor visitRecordComponent(
      String name, String descriptor, String signature) {
    return isOffered ? super.visitRecordComponent(name, descriptor, signature) : null;
  }

  @Override
  public FieldVisitor visitField(
      int access, String name, String descriptor, String signature, Object value) {
    return super.visitField(access, name, descriptor, kept(access, signature), value);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String method, String descriptor, String signature, String[] thrown) {
    if (name.matches(PARSER) && method.equals("toString") && descriptor.startsWith("()")) {
      return null;
    }
    MethodVisitor next =
        super.visitMethod(
            access, method, descriptor, kept(access, signature), isOffered ? thrown : null);
    boolean isShort = shortMethods.contain(method, descriptor);
    next = new SlimLines(next, name, access, method, descriptor, isShort);
    return new MethodVisitor(Opcodes.ASM9, next) {
      @Override
      public void visitParameter(String parameter, int flags) {
        // Names of parameters that javac writes for records; the components have them, too.
      }
    };
  }
}
