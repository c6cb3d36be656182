package io.github.neuronscript.cli;

import io.github.neuronscript.terminal.PseudoTerminal;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a first script and a first session need of Java. The launcher has it done once after each
 * build, and keeps the classes that were loaded in an archive, from which later starts are quicker.
 *
 * <p>A class is only in the archive if it was loaded then; so the session is a real one, at a
 * terminal that nobody sees, in a Java of its own.
 */
public final class Rehearsal {

  /** What is typed at the prompt; scripts are the examples. */
  private static final String SCRIPT =
      """
      inputs  x1, x2
      weights 0.5, -0.5
      data { 0, 0 -> 0; 0, 1 -> 0; 1, 0 -> 0; 1, 1 -> 1 }
      loss    cross_entropy
      step
      train 3 epochs
      evaluate
      predict 1, 1
      w1 / w2
      show nothing
      """;

  private static final String SESSION = SCRIPT + "act\t\n:next\n\n:help\n:quit\n";

  /** The first Java whose archive also holds what was linked, made at one go: JEP 514. */
  private static final int LINKED = 25;

  private static final long PATIENCE_SECONDS = 60;

  /** The packages that read and check a script. */
  static final List<String> READING = List.of("syntax", "program", "diagnostic");

  private Rehearsal() {}

  /**
   * With the file of the archive: rehearses, and returns once it is there or cannot be made.
   * Without: runs the examples, and shows nothing of them; then a session, whose lines are typed to
   * standard input.
   *
   * @param args the file, if any; and a folder for the examples and the history of the session
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length == 1) {
      runExamples(Path.of(args[0], "examples"));
      Main.main(new String[0]);
      return;
    }
    List<String> java = new ArrayList<>();
    java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= LINKED) {
      java.add("-XX:AOTCacheOutput=" + args[0]);
      // What is measured here decides how code is compiled later. What reads a script is compiled
      // at once, without counting for the optimizing compiler; of the rest nothing is measured,
      // since each start would have that compiler at work, or a long training none.
      java.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:CompileCommand=quiet"));
      for (String read : READING) {
        java.add("-XX:CompileCommand=compileonly,io.github.neuronscript." + read + ".*::*");
      }
    } else {
      java.add("-XX:ArchiveClassesAtExit=" + args[0]);
    }
    java.addAll(List.of("-Xlog:disable", "-XX:+UseSerialGC"));
    java.addAll(List.of("-cp", System.getProperty("java.class.path")));
    java.addAll(List.of(Rehearsal.class.getName(), args[1]));
    ProcessBuilder session =
        new ProcessBuilder(java).redirectError(ProcessBuilder.Redirect.DISCARD);
    session.environment().put("XDG_STATE_HOME", args[1]);
    session.environment().put("TERM", "xterm-256color");
    session.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    PseudoTerminal terminal = PseudoTerminal.open().orElse(null);
    if (terminal == null) {
      session.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    } else {
      File device = terminal.device().toFile();
      session.redirectInput(device).redirectOutput(device);
    }
    Process process = session.start();
    if (terminal == null) {
      try (OutputStream keys = process.getOutputStream()) {
        keys.write(SCRIPT.getBytes(StandardCharsets.UTF_8));
      }
    } else {
      CountDownLatch prompted = watch(terminal.screen());
      prompted.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      terminal.keys().write(SESSION.replace('\n', '\r').getBytes(StandardCharsets.UTF_8));
      terminal.keys().flush();
    }
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    // Not by the end of main: whoever reads a terminal may never see its end.
    System.exit(ExitCode.DONE);
  }

  private static void runExamples(Path folder) {
    SortedMap<String, byte[]> files = ExampleCommand.files();
    ExampleCommand.writeAll(files, folder, folder.toString());
    List<String> scripts = files.keySet().stream().filter(ExampleCommand::isScript).toList();
    List<String> words = new ArrayList<>(List.of("run"));
    words.addAll(scripts);
    run(folder, words);
    // What stands behind a word or before it is read by a library, which is large.
    String script = scripts.get(0);
    run(folder, List.of("run", "--trace", "none", script));
    run(folder, List.of("check", script));
    run(folder, List.of("fmt", script));
    run(folder, List.of("--help"));
    run(folder, List.of("version"));
  }

  private static void run(Path folder, List<String> words) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Main.run(words.toArray(String[]::new), InputStream.nullInputStream(), nowhere, nowhere, folder);
  }

  /** Reads what is shown, until nobody shows anything any more; counts down at the first prompt. */
  private static CountDownLatch watch(InputStream screen) {
    CountDownLatch prompted = new CountDownLatch(1);
    Thread reader =
        new Thread(
            () -> {
              StringBuilder shown = new StringBuilder();
              try {
                for (int sign = screen.read(); sign >= 0; sign = screen.read()) {
                  shown.append((char) sign);
                  if (shown.indexOf("nn> ") >= 0) {
                    prompted.countDown();
                    shown.setLength(0);
                  }
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            "nn-rehearsal");
    reader.setDaemon(true);
    reader.start();
    return prompted;
  }
}
