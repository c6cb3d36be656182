package io.github.neuronscript.cli;

import io.github.neuronscript.FileAccess;
import io.github.neuronscript.diagnostic.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.ParseResult;

/** The scripts that a command line names. */
final class Scripts {

  /** A script that is read when its turn comes, and the files that it may read. */
  record Script(String name, Supplier<Source> source, FileAccess files) {}

  private Scripts() {}

  static List<Script> of(ParseResult arguments, Shell shell) {
    List<String> files = arguments.matchedPositionalValue(0, List.of());
    String code = arguments.matchedOptionValue("-e", (String) null);
    if (code != null) {
      if (!files.isEmpty()) {
        throw new UsageException(UsageErrors.codeAndFile(files.get(0)));
      }
      ScriptFiles access = new ScriptFiles(shell.folder(), roots(arguments, shell));
      return List.of(new Script("-e", () -> Source.of("-e", code), access));
    }
    if (files.isEmpty()) {
      throw new UsageException(UsageErrors.noScript(arguments.commandSpec().name()));
    }
    return files.stream().map(file -> of(file, arguments, shell)).toList();
  }

  /** Returns the one script that a command line names, if it names one. */
  static Optional<Script> first(ParseResult arguments, Shell shell) {
    String file = arguments.matchedPositionalValue(0, "");
    return file.isEmpty() ? Optional.empty() : Optional.of(of(file, arguments, shell));
  }

  /** Returns a script by its file, or standard input for {@code -}. */
  static Script of(String file, ParseResult arguments, Shell shell) {
    Path folder = file.equals("-") ? shell.folder() : folder(file, shell);
    return new Script(
        file,
        () -> ScriptReader.read(file, shell),
        new ScriptFiles(folder, roots(arguments, shell)));
  }

  private static Path folder(String file, Shell shell) {
    int slash = file.lastIndexOf('/') + 1;
    return shell.folder().resolve(file.substring(0, slash));
  }

  private static List<Path> roots(ParseResult arguments, Shell shell) {
    List<Path> roots = new ArrayList<>(List.of(shell.folder()));
    List<String> allowed = arguments.matchedOptionValue("--allow-read", List.of());
    for (String folder : allowed) {
      Path path = shell.folder().resolve(folder);
      if (!Files.isDirectory(path)) {
        throw new UsageException(UsageErrors.noFolder(folder));
      }
      roots.add(path);
    }
    return roots;
  }
}
