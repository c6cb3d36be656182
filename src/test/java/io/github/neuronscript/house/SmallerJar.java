package io.github.neuronscript.house;

import com.googlecode.pngtastic.core.processing.zopfli.Options;
import com.googlecode.pngtastic.core.processing.zopfli.Options.BlockSplitting;
import com.googlecode.pngtastic.core.processing.zopfli.Options.OutputFormat;
import com.googlecode.pngtastic.core.processing.zopfli.Zopfli;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;

/**
 * The two steps that make the library small beside ProGuard, which runs between them; the build
 * calls them. Both give the same bytes for the same jar.
 */
final class SmallerJar {

  /** Zopfli takes as long for each file that it cuts into blocks; short ones gain little by it. */
  private static final int LONG = 500;

  private static final int ITERATIONS = 6;

  private static final String MODULE = "module-info.class";

  private static final String FORMULA = "io/github/neuronscript/formula/";

  /** The package of libraries and of the generated parser, as library.pro says. */
  private static final String INTERNAL = "io/github/neuronscript/x/";

  private SmallerJar() {}

  /**
   * Either {@code strip FROM TO JDK}, which takes out of the classes what only compilers and
   * debuggers read, and the module descriptor, and writes the classes of this JDK, as ProGuard
   * wants them, to {@code JDK}; or {@code pack FROM TO TIME}, which compresses a jar anew, with
   * that time in every entry, and takes over the module descriptor of the jar whose place it takes.
   */
  public static void main(String[] arguments) throws IOException {
    Path from = Path.of(arguments[1]);
    Path to = Path.of(arguments[2]);
    switch (arguments[0]) {
      case "strip" -> {
        strip(from, to);
        jdk(Path.of(arguments[3]));
      }
      case "pack" -> pack(from, to, Instant.parse(arguments[3]));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void strip(Path from, Path to) throws IOException {
    Map<String, byte[]> files = read(from);
    files.remove(MODULE);
    Map<String, ClassReader> classes = new LinkedHashMap<>();
    files.forEach(
        (name, bytes) -> {
          if (name.endsWith(".class")) {
            ClassReader reader = new ClassReader(bytes);
            classes.put(reader.getClassName(), reader);
          }
        });
    Set<String> offered = new HashSet<>();
    classes.values().stream()
        .filter(SlimClass::isExported)
        .forEach(reader -> offer(reader.getClassName(), classes, offered));
    EnumSwitches switches = new EnumSwitches(classes.values());
    NestAccess nests = new NestAccess(classes.values());
    JoinedText texts = new JoinedText();
    FieldNames fields = new FieldNames(classes.values());
    Bridges bridges = new Bridges(classes.values(), offered);
    classes.forEach(
        (name, reader) -> {
          ClassWriter writer = new ClassWriter(0);
          ClassVisitor slim =
              new SlimClass(writer, offered.contains(name), nests, ShortMethods.of(reader));
          // Formulas are compared so often that what javac writes is worth its bytes.
          boolean isCompared = name.startsWith(FORMULA) && offered.contains(name);
          if (!isCompared && !SlimClass.isForeign(reader)) {
            slim = SharedRecord.before(slim, reader, offered.contains(name));
          }
          int debug = SlimClass.isForeign(reader) ? ClassReader.SKIP_DEBUG : 0;
          slim = bridges.before(texts.before(switches.before(slim)), name);
          slim = LambdaNames.before(fields.before(slim, name), reader);
          reader.accept(slim, debug | ClassReader.EXPAND_FRAMES);
          files.put(name + ".class", writer.toByteArray());
        });
    files.putAll(new TreeMap<>(SharedRecord.inherited()));
    files.putAll(texts.joining());
    store(files, to);
  }

  /** Adds a class and, as its members are inherited, those above it. */
  private static void offer(String name, Map<String, ClassReader> classes, Set<String> offered) {
    ClassReader reader = classes.get(name);
    if (reader != null && offered.add(name)) {
      offer(reader.getSuperName(), classes, offered);
      for (String above : reader.getInterfaces()) {
        offer(above, classes, offered);
      }
    }
  }

  /** JDKs need not have their classes as files, but each has them as a file system. */
  private static void jdk(Path to) throws IOException {
    FileSystem image = FileSystems.getFileSystem(URI.create("jrt:/"));
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String module : List.of("java.base", "java.logging", "java.scripting", "java.sql")) {
      Path root = image.getPath("modules", module);
      try (Stream<Path> all = Files.walk(root)) {
        for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
          String name = root.relativize(file).toString();
          if (name.matches("javax?/.*\\.class")) {
            files.put(name, Files.readAllBytes(file));
          }
        }
      }
    }
    store(files, to);
  }

  private static Map<String, byte[]> read(Path jar) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().filter(e -> !e.isDirectory()).toList()) {
        files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return files;
  }

  /** For the next step alone: without compression. */
  private static void store(Map<String, byte[]> files, Path to) throws IOException {
    try (ZipOutputStream out =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(to)))) {
      out.setLevel(0);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue());
      }
    }
  }

  private record Packed(String name, byte[] bytes, long size, long crc) {}

  private static void pack(Path from, Path to, Instant time) throws IOException {
    Map<String, byte[]> files = read(from);
    files.put(MODULE, Objects.requireNonNull(read(to).get(MODULE), "no module descriptor"));
    List<Packed> packed;
    try {
      packed =
          files.entrySet().parallelStream()
              .map(file -> packed(file.getKey(), file.getValue()))
              .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    // The manifest comes first, where readers of jars look for it.
    List<Packed> sorted = new ArrayList<>(packed);
    sorted.sort(
        Comparator.comparing((Packed file) -> !file.name().equals(JarFile.MANIFEST_NAME))
            .thenComparing(Packed::name));
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(to)) {
      for (Packed file : sorted) {
        ZipArchiveEntry entry = new ZipArchiveEntry(file.name());
        entry.setTimeLocal(time.atOffset(ZoneOffset.UTC).toLocalDateTime());
        entry.setMethod(ZipEntry.DEFLATED);
        entry.setSize(file.size());
        entry.setCompressedSize(file.bytes().length);
        entry.setCrc(file.crc());
        out.addRawArchiveEntry(entry, new ByteArrayInputStream(file.bytes()));
      }
    }
  }

  private static Packed packed(String name, byte[] file) {
    try {
      byte[] bytes = file;
      if (name.endsWith(".class") && !name.equals(MODULE)) {
        // ProGuard numbers the lines of what it optimizes.
        int parsing = name.startsWith(INTERNAL) ? ClassReader.SKIP_DEBUG : 0;
        byte[] byEnd = ConstantOrder.of(file, parsing, true);
        byte[] byStart = ConstantOrder.of(file, parsing, false);
        bytes = lengthOf(byStart) < lengthOf(byEnd) ? byStart : byEnd;
      }
      CRC32 crc = new CRC32();
      crc.update(bytes);
      BlockSplitting splitting = bytes.length >= LONG ? BlockSplitting.FIRST : BlockSplitting.NONE;
      return new Packed(name, compressed(bytes, splitting), bytes.length, crc.getValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As compressed by the JDK, which is much faster, and enough to tell the shorter one. */
  private static int lengthOf(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(bytes);
    deflater.finish();
    int length = deflater.deflate(new byte[bytes.length + 100]);
    deflater.end();
    return length;
  }

  private static byte[] compressed(byte[] bytes, BlockSplitting splitting) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Zopfli(1 << 16)
        .compress(new Options(OutputFormat.DEFLATE, splitting, ITERATIONS), bytes, out);
    return out.toByteArray();
  }
}
