package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder that a policy opens, with secrets beside it and links that lead there. Whatever path a
 * script names, no secret is read, and what lies outside stays as it is.
 */
final class FuzzFolder {

  private static final String ROWS = "x,y\n1,0\n2,1\n";
  private static final String SECRET = "x,secret\n7654321,1\n2,0\n";

  /** Stands in a path for the whole path of the folder with the secrets. */
  private static final String HERE = "~";

  private final Path parent;
  private final Path open;
  private final FilePolicy policy;

  private FuzzFolder(Path parent) throws IOException {
    this.parent = parent;
    open = Files.createDirectories(parent.resolve("open"));
    Files.createDirectories(open.resolve("below"));
    Files.createDirectories(parent.resolve("openly"));
    Files.writeString(open.resolve("in.csv"), ROWS);
    Files.writeString(open.resolve("below/in.csv"), ROWS);
    Files.writeString(parent.resolve("secret.csv"), SECRET);
    Files.writeString(parent.resolve("openly/secret.csv"), SECRET);
    Files.createSymbolicLink(open.resolve("link.csv"), parent.resolve("secret.csv"));
    Files.createSymbolicLink(open.resolve("out"), parent.resolve("openly"));
    Files.createSymbolicLink(open.resolve("up"), Path.of(".."));
    Files.createSymbolicLink(open.resolve("nowhere.csv"), parent.resolve("nothing.csv"));
    Files.createSymbolicLink(open.resolve("circle"), open.resolve("circle"));
    policy = FilePolicy.none().read(open).writing(open);
  }

  /**
   * Names a path to the policy and in scripts.
   *
   * @throws AssertionError if something is read or written that must not be
   */
  static void enter(String path, Options options) {
    try {
      Path parent = Files.createTempDirectory("neuronscript").toRealPath();
      try {
        new FuzzFolder(parent).name(path.replace(HERE, parent.toString()), options);
      } finally {
        delete(parent);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void name(String path, Options options) throws IOException {
    Map<String, String> before = outside();
    policy.list(path).forEach(name -> assertFalse(name.contains("secret"), name));
    read(path);
    write(path);
    String written = path.replace("\\", "\\\\").replace("\"", "\\\"");
    for (String script :
        List.of(
            "inputs all\ntarget secret\ndata from \"" + written + "\"\ntrain 1 epoch",
            "inputs x\nweights 1\npredict from \"in.csv\" to \"" + written + "\"",
            "include \"" + written + "\"")) {
      Result result = new NeuronScript().run(Source.of("fuzz.nn", script), options.files(policy));
      FuzzWay.valid(result.diagnostics());
      assertFalse(
          FuzzWay.said(result.diagnostics()).contains("7654321") && !path.contains("7654321"),
          path);
      // Nothing else has such a column.
      assertFalse(script.contains("target secret") && result.status() == Result.Status.FINISHED);
    }
    assertEquals(before, outside(), path);
    try (Stream<Path> files = Files.walk(open)) {
      // A script may name a file so itself.
      assertTrue(path.contains(".part") || files.noneMatch(FuzzFolder::isUnfinished), path);
    }
  }

  private static boolean isUnfinished(Path file) {
    return file.getFileName().toString().startsWith(".neuronscript-");
  }

  private void read(String path) {
    Optional<Path> where = where(path);
    try (InputStream in = policy.open("fuzz.nn", path)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(ROWS, text, path);
      assertTrue(where.orElseThrow().startsWith(open), path);
    } catch (IOException refused) {
      assertTrue(where.isEmpty(), path);
    }
  }

  private Optional<Path> where(String path) {
    try {
      return policy.readable("fuzz.nn", path);
    } catch (IOException refused) {
      return Optional.empty();
    }
  }

  private void write(String path) {
    try {
      Path where = policy.writable("fuzz.nn", path).orElseThrow();
      assertTrue(where.startsWith(open), path);
      policy.write("fuzz.nn", path, out -> out.write(ROWS.getBytes(StandardCharsets.UTF_8)));
      assertEquals(ROWS, Files.readString(policy.file(path)), path);
    } catch (IOException refused) {
      // By the policy, or by the system: the name may be too long.
    }
  }

  /** Returns all that lies outside of what is open. */
  private Map<String, String> outside() throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(parent)) {
      for (Path file : files.filter(f -> !f.startsWith(open)).toList()) {
        all.put(file.toString(), Files.isRegularFile(file) ? Files.readString(file) : "");
      }
    }
    return all;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
