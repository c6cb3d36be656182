package io.github.neuronscript.cli;

import io.github.neuronscript.render.Glyphs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code nn example}: the scripts of the folder {@code scripts}, and their data, from the jar. */
final class ExampleCommand {

  private static final String FOLDER = "/io/github/neuronscript/examples";
  private static final String SCRIPT = ".nn";

  private ExampleCommand() {}

  static int run(Arguments arguments, Shell shell) {
    SortedMap<String, byte[]> files = files();
    String name = arguments.operand("");
    String folder = arguments.option("--all", "");
    if (!folder.isEmpty()) {
      writeAll(files, shell.folder().resolve(folder), folder);
      shell.out().append("The examples are in " + folder + ".\n");
    } else if (name.isEmpty()) {
      list(files, new Glyphs(Appearance.of(shell.screen(), new String[0]).style().ascii()), shell);
    } else {
      shell.out().append(text(file(name, files)));
    }
    return ExitCode.DONE;
  }

  private static void list(SortedMap<String, byte[]> files, Glyphs glyphs, Shell shell) {
    int widest = files.keySet().stream().mapToInt(String::length).max().orElse(0);
    files.forEach(
        (file, bytes) -> {
          String about = isScript(file) ? about(text(bytes)) : "";
          String gap = " ".repeat(widest - file.length() + 2);
          shell.out().append(glyphs.text(file + gap + about).stripTrailing() + "\n");
        });
    shell.out().append("\nnn example and prints the script; nn example --all DIR writes all.\n");
  }

  /** Returns the first comment, without the name of the file that it may begin with. */
  private static String about(String script) {
    return script
        .lines()
        .filter(line -> line.startsWith("#"))
        .findFirst()
        .map(line -> line.substring(1).strip())
        .orElse("");
  }

  private static byte[] file(String name, SortedMap<String, byte[]> files) {
    for (String file : List.of(name, name + SCRIPT, "data/" + name)) {
      if (files.containsKey(file)) {
        return files.get(file);
      }
    }
    List<String> names =
        files.keySet().stream().map(file -> file.replaceFirst("\\.nn$", "")).toList();
    throw new UsageException(UsageErrors.unknownExample(name, names));
  }

  static boolean isScript(String file) {
    return file.endsWith(SCRIPT);
  }

  /**
   * Writes the files into a folder that is not there yet.
   *
   * @param name what errors call the folder
   */
  static void writeAll(SortedMap<String, byte[]> files, Path folder, String name) {
    if (Files.exists(folder)) {
      throw new UsageException(UsageErrors.fileThere(name));
    }
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
    } catch (IOException e) {
      throw new UsageException(UsageErrors.unwritable(name, String.valueOf(e.getMessage())));
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Returns the files by their paths: the scripts, then their data. */
  static SortedMap<String, byte[]> files() {
    try {
      URI place = ExampleCommand.class.getResource(FOLDER).toURI();
      if (!place.getScheme().equals("jar")) {
        return read(Path.of(place));
      }
      try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
        return read(jar.getPath(FOLDER));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SortedMap<String, byte[]> read(Path folder) throws IOException {
    SortedMap<String, byte[]> files =
        new TreeMap<>(
            (a, b) -> {
              int scriptsFirst = Boolean.compare(isScript(b), isScript(a));
              return scriptsFirst != 0 ? scriptsFirst : a.compareTo(b);
            });
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path path : found.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        files.put(name, Files.readAllBytes(path));
      }
    }
    return files;
  }
}
