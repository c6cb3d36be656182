package io.github.neuronscript.house;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Writes classes of a library anew that are so old that Java keeps them in no archive: those before
 * Java 6, which say nothing of the types on their stack. The build of the launcher calls it.
 */
final class CurrentClasses {

  private CurrentClasses() {}

  /** Takes a jar, and a folder for its classes that are old. */
  public static void main(String[] arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    Path folder = Path.of(arguments[1]);
    URL[] path = {jar.toUri().toURL()};
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar));
        URLClassLoader classes = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.getName().endsWith(".class")) {
          ClassReader reader = new ClassReader(in.readAllBytes());
          if (isOld(reader)) {
            Path file = folder.resolve(entry.getName());
            Files.createDirectories(file.getParent());
            Files.write(file, current(reader, classes));
          }
        }
      }
    }
  }

  private static boolean isOld(ClassReader reader) {
    // Behind the magic number and the minor version.
    return reader.readShort(6) < Opcodes.V1_6;
  }

  private static byte[] current(ClassReader reader, ClassLoader classes) {
    ClassWriter writer =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
          @Override
          protected ClassLoader getClassLoader() {
            return classes;
          }
        };
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visit(
              int version,
              int access,
              String name,
              String signature,
              String superName,
              String[] interfaces) {
            super.visit(Opcodes.V1_8, access, name, signature, superName, interfaces);
          }
        },
        ClassReader.SKIP_FRAMES);
    return writer.toByteArray();
  }
}
