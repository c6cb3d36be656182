package io.github.neuronscript.cli;

import io.github.neuronscript.render.Style;
import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * What input and outputs are, and can show, found out once at the start.
 *
 * @param interactive whether a person types and reads: standard input and output are terminals
 * @param output whether standard output is a terminal
 * @param errors whether standard error is a terminal
 * @param columns of the terminal
 * @param unicode whether the terminal can show every sign
 * @param colorful whether nothing speaks against colours on a terminal
 * @param erasable whether a line of the terminal can be taken back
 */
record Screen(
    boolean interactive,
    boolean output,
    boolean errors,
    IntSupplier columns,
    boolean unicode,
    boolean colorful,
    boolean erasable) {

  private static final int TERMINAL_WIDTH = 80;

  /** No terminal at all. */
  static Screen none() {
    return new Screen(false, false, false, () -> Style.DEFAULT_WIDTH, true, false, false);
  }

  static Screen ofThisProcess() {
    Map<String, String> environment = System.getenv();
    boolean output = isTerminal(1);
    boolean errors = isTerminal(2);
    boolean dumb = environment.getOrDefault("TERM", "").equals("dumb");
    boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty() || dumb;
    IntSupplier width = output ? new Columns(environment) : () -> Style.DEFAULT_WIDTH;
    return new Screen(
        output && isTerminal(0),
        output,
        errors,
        width,
        isUnicode(environment),
        !plain,
        output && !dumb);
  }

  /** Returns the columns of the terminal, which may have to be asked for them. */
  int width() {
    return columns.getAsInt();
  }

  /** Returns the same screen for whoever knows the columns himself. */
  Screen wide(int known) {
    return new Screen(interactive, output, errors, () -> known, unicode, colorful, erasable);
  }

  /** Asks the terminal for its columns once, and only if somebody needs them. */
  private static final class Columns implements IntSupplier {
    private final Map<String, String> environment;
    private int known;

    Columns(Map<String, String> environment) {
      this.environment = environment;
    }

    @Override
    public synchronized int getAsInt() {
      if (known == 0) {
        known = terminalWidth(environment);
      }
      return known;
    }
  }

  private static boolean isTerminal(int descriptor) {
    Optional<String> file = file(descriptor);
    if (file.isEmpty()) {
      return isInteractive(System.console());
    }
    return file.get().startsWith("/dev/pts/")
        || file.get().startsWith("/dev/tty")
        || file.get().startsWith("/dev/console");
  }

  /** Whether an output is known to go to another process. */
  static boolean isPipe(int descriptor) {
    return file(descriptor)
        .filter(file -> file.startsWith("pipe:") || file.startsWith("socket:"))
        .isPresent();
  }

  /** Returns what an open file is, where the system tells. */
  private static Optional<String> file(int descriptor) {
    try {
      Path link = Path.of("/proc/self/fd/" + descriptor);
      return Optional.of(Files.readSymbolicLink(link).toString());
    } catch (IOException | UnsupportedOperationException | SecurityException noProc) {
      return Optional.empty();
    }
  }

  /** Since Java 22 there is a console even where there is no terminal; then it can be asked. */
  private static boolean isInteractive(Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException olderJava) {
      return true;
    }
  }

  private static int terminalWidth(Map<String, String> environment) {
    return width(environment.getOrDefault("COLUMNS", ""))
        .or(() -> width(sttySize()))
        .orElse(TERMINAL_WIDTH);
  }

  private static Optional<Integer> width(String text) {
    String last = text.strip();
    last = last.substring(last.lastIndexOf(' ') + 1);
    boolean number =
        !last.isEmpty() && last.length() <= 5 && last.chars().allMatch(Character::isDigit);
    return number ? Optional.of(Integer.parseInt(last)).filter(n -> n > 0) : Optional.empty();
  }

  /** Asks the terminal itself: rows and columns. */
  private static String sttySize() {
    File terminal = new File("/dev/tty");
    if (!terminal.exists()) {
      return "";
    }
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(terminal)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return stty.waitFor(1, TimeUnit.SECONDS) && stty.exitValue() == 0 ? size : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** By the locale of the user; on Windows by the code page of the console. */
  private static boolean isUnicode(Map<String, String> environment) {
    if (File.separatorChar == '\\') {
      String page =
          System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
      return page != null && isUtf8(page);
    }
    // The launcher replaces the C locale, in which Java could not read paths; NN_LOCALE is it.
    for (String name : new String[] {"NN_LOCALE", "LC_ALL", "LC_CTYPE", "LANG"}) {
      String locale = environment.getOrDefault(name, "");
      if (!locale.isEmpty()) {
        return isUtf8(locale);
      }
    }
    return false;
  }

  private static boolean isUtf8(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.contains("utf-8") || lower.contains("utf8") || lower.contains("cp65001");
  }
}
