package io.github.neuronscript.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.io.TempDir;

/** What tests of commands have in common: a folder, and {@code nn} in it. */
abstract class OnACommandLine {

  @TempDir Path folder;

  /** What a command did. */
  record Result(int exit, String out, String err) {}

  Result nn(String... args) {
    return nn(InputStream.nullInputStream(), UnaryOperator.identity(), args);
  }

  Result nnWith(String input, String... args) {
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    return nn(in, UnaryOperator.identity(), args);
  }

  /**
   * Runs a command.
   *
   * @param pipe what its output goes through
   */
  Result nn(InputStream in, UnaryOperator<OutputStream> pipe, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        Main.run(
            args,
            in,
            new PrintStream(pipe.apply(out), false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            folder);
    return new Result(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
