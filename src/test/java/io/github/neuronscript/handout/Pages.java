package io.github.neuronscript.handout;

import io.github.neuronscript.FileAccess;
import io.github.neuronscript.MemoryFiles;
import io.github.neuronscript.Options;
import io.github.neuronscript.cli.Formats;
import io.github.neuronscript.diagnostic.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Scripts of the repository, to make pages of. */
final class Pages {

  private static final Path ROOT = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

  private Pages() {}

  static Path path(String relative) {
    return ROOT.resolve(relative);
  }

  static Source source(Path script) {
    try {
      return Source.of(script.getFileName().toString(), Files.readString(script));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Paths are relative to the folder of the script. */
  static Options options(Path script) {
    Path folder = script.toAbsolutePath().getParent();
    FileAccess files = new MemoryFiles((name, path) -> Files.newInputStream(folder.resolve(path)));
    return Options.defaults().files(files).formats(new Formats());
  }

  static Handout handout(Path script, int steps) {
    return Handout.of(source(script), options(script), OptionalInt.of(steps));
  }

  static Handout ofText(String script) {
    return Handout.of(
        Source.of("test.nn", script), Options.defaults(), OptionalInt.of(Handout.STEPS));
  }

  /** Returns every script that finishes: the examples and those of the golden traces. */
  static List<Path> scripts() {
    try (Stream<Path> examples = Files.list(path("scripts"));
        Stream<Path> golden = Files.walk(path("src/test/scripts"))) {
      Stream<Path> finishing =
          golden.filter(
              file -> Files.exists(Path.of(file.toString().replaceFirst("\\.nn$", ".trace"))));
      return Stream.concat(examples, finishing)
          .filter(file -> file.toString().endsWith(".nn"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
