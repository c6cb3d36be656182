package io.github.neuronscript.cli;

import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * The entry of the command line: {@link Commands} knows the words, a class each does the work, and
 * {@link ExitCode} lists how a process may end.
 */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process. */
  public static void main(String[] args) {
    if (args.length == 0 || args[0].equals("repl")) {
      readyForPrompt();
    }
    Interrupts interrupts = Interrupts.ofThisProcess();
    // Not System.out, which hides that nobody reads any more, and writes in the locale's encoding.
    Shell shell =
        new Shell(
            System.in,
            new Output(new FileOutputStream(FileDescriptor.out), Screen.isPipe(1)),
            new Output(new FileOutputStream(FileDescriptor.err), Screen.isPipe(2)),
            Path.of(""),
            Screen.ofThisProcess(),
            interrupts);
    int exit = run(args, shell);
    interrupts.finished();
    // From Java 21 on `exit` loads what would log it, if it were to be logged.
    if (exit != ExitCode.DONE || isKeptAlive()) {
      System.exit(exit);
    }
  }

  /** Whether another thread, such as that of a driver of a database, keeps Java from its end. */
  private static boolean isKeptAlive() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    Thread[] threads = new Thread[group.activeCount() + 1];
    int count = group.enumerate(threads);
    for (int i = 0; i < count; i++) {
      if (!threads[i].isDaemon() && threads[i] != Thread.currentThread()) {
        return true;
      }
    }
    return count == threads.length;
  }

  /**
   * Reads the language's own formulas while the terminal is opened: each takes a quarter of a
   * second, and the prompt needs both.
   */
  private static void readyForPrompt() {
    Thread ready = new Thread(() -> new NeuronScript().newSession(Options.defaults()), "nn-ready");
    ready.setDaemon(true);
    ready.start();
  }

  /**
   * Runs one command within this process, as for a pipe: no colours, 100 columns.
   *
   * @param workingFolder resolves relative paths
   * @return the exit code
   */
  public static int run(
      String[] args, InputStream in, PrintStream out, PrintStream err, Path workingFolder) {
    return run(
        args,
        new Shell(
            in,
            new Output(out, true),
            new Output(err, true),
            workingFolder,
            Screen.none(),
            Interrupts.none()));
  }

  private static int run(String[] args, Shell shell) {
    try {
      int exit = Commands.run(args, shell);
      shell.out().flush();
      shell.err().flush();
      return exit;
    } catch (Output.Closed e) {
      return ExitCode.OUTPUT_CLOSED;
    } catch (Output.Failed e) {
      return failed(args, shell, e.getMessage());
    }
  }

  private static int failed(String[] args, Shell shell, String why) {
    try {
      Reports.of(shell, args).report(UsageErrors.outputUnwritable(why));
    } catch (Output.Lost e) {
      // It was the errors that could not be written, and there is nowhere else to say so.
    }
    return ExitCode.FAILED;
  }
}
