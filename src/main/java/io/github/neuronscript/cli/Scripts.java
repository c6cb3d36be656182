package io.github.neuronscript.cli;

import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.jdbc.Databases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The scripts that a command line names. */
final class Scripts {

  /** A script that is read when its turn comes, and the files that it may read. */
  record Script(String name, Supplier<Source> source, ScriptFiles files) {}

  /** Why data cannot come from standard input. */
  private static final String TAKEN = "the script comes from there";

  private Scripts() {}

  static List<Script> of(Arguments arguments, Shell shell) {
    List<String> files = arguments.operands();
    String code = arguments.option("-e", (String) null);
    if (code != null) {
      if (!files.isEmpty()) {
        throw new UsageException(UsageErrors.codeAndFile(files.get(0)));
      }
      ScriptFiles access = files(shell.folder(), Optional.empty(), arguments, shell);
      return List.of(new Script("-e", () -> Source.of("-e", code), access));
    }
    if (files.isEmpty()) {
      throw new UsageException(UsageErrors.noScript(arguments.command()));
    }
    // All scripts of a command line share the same access, so that standard input is read once.
    Map<Path, ScriptFiles> access = new HashMap<>();
    Optional<String> taken = files.contains("-") ? Optional.of(TAKEN) : Optional.empty();
    StandardInput input = new StandardInput(shell.in(), taken);
    List<Script> scripts = new ArrayList<>();
    for (String file : files) {
      ScriptFiles ofFolder =
          access.computeIfAbsent(
              folder(file, shell), folder -> files(folder, input, arguments, shell));
      scripts.add(new Script(file, () -> ScriptReader.read(file, shell), ofFolder));
    }
    return scripts;
  }

  /** Returns the one script that a command line names, if it names one. */
  static Optional<Script> first(Arguments arguments, Shell shell) {
    String file = arguments.operand("");
    return file.isEmpty() ? Optional.empty() : Optional.of(of(file, arguments, shell));
  }

  /** Returns a script by its file, or standard input for {@code -}. */
  static Script of(String file, Arguments arguments, Shell shell) {
    return new Script(
        file,
        () -> ScriptReader.read(file, shell),
        files(folder(file, shell), Optional.of(TAKEN), arguments, shell));
  }

  private static ScriptFiles files(
      Path folder, Optional<String> taken, Arguments arguments, Shell shell) {
    return files(folder, new StandardInput(shell.in(), taken), arguments, shell);
  }

  private static ScriptFiles files(
      Path folder, StandardInput input, Arguments arguments, Shell shell) {
    Databases databases = new Databases(System.getenv().getOrDefault("NN_CLASSPATH", ""));
    return new ScriptFiles(
        folder,
        roots("--allow-read", arguments, shell),
        roots("--allow-write", arguments, shell),
        input,
        databases,
        DataBindings.of(arguments, shell.folder(), input, databases));
  }

  /** Returns the folder of a script; the current one if it comes from standard input. */
  private static Path folder(String file, Shell shell) {
    int slash = file.lastIndexOf('/') + 1;
    return shell.folder().resolve(file.substring(0, slash));
  }

  /** Returns the current folder and those that an option adds. */
  private static List<Path> roots(String option, Arguments arguments, Shell shell) {
    List<Path> roots = new ArrayList<>(List.of(shell.folder()));
    List<String> allowed = arguments.option(option, List.of());
    for (String folder : allowed) {
      Path path = shell.folder().resolve(folder);
      if (!Files.isDirectory(path)) {
        throw new UsageException(UsageErrors.noFolder(option, folder));
      }
      roots.add(path);
    }
    return roots;
  }
}
