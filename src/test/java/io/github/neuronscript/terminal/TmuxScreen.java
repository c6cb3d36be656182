package io.github.neuronscript.terminal;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A terminal as a person sees it, by {@code tmux}: keys go in, and what stands on the screen comes
 * out. It waits for what is to be seen, and never for a time.
 */
public final class TmuxScreen implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 30_000;
  private static final int PAUSE_MILLIS = 25;

  /** What the screen shows once the program has ended, with its exit code. */
  private static final String END = "ended with ";

  private final Path folder;

  /** A server that is told to end may take its time; each program has one of its own. */
  private int servers;

  private final Map<String, String> environment = new TreeMap<>();

  /** Prepares a terminal whose programs run in a folder. */
  public TmuxScreen(Path folder) {
    this.folder = folder;
    environment.put("TERM", "tmux-256color");
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
  }

  /** Whether there is a {@code tmux} here. */
  public static boolean isPossible() {
    return File.separatorChar == '/'
        && Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "tmux")));
  }

  /** Sets a variable for the programs that start from now on. */
  public TmuxScreen with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Returns how a class of ours is run, as a line of a shell. */
  public static String java(Class<?> main, String... args) {
    return "'"
        + System.getProperty("java.home")
        + "/bin/java'"
        // The jar says so in its manifest.
        + (Runtime.version().feature() < 22 ? "" : " --enable-native-access=ALL-UNNAMED")
        + " -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '"
        + System.getProperty("java.class.path")
        + "' "
        + main.getName()
        + Stream.of(args).map(arg -> " '" + arg + "'").reduce("", String::concat);
  }

  /** Starts a program on an empty screen of a size. */
  public void start(int width, int height, String command) throws Exception {
    close();
    servers++;
    StringBuilder script = new StringBuilder("unset NO_COLOR NN_LOCALE VISUAL EDITOR COLUMNS\n");
    environment.forEach((name, value) -> script.append("export " + name + "='" + value + "'\n"));
    // The shell outlives the program, so that what that leaves behind can be seen; tmux makes no
    // difference between Ctrl-C for the one and for the other.
    script.append("trap : INT\n").append(command).append("\n");
    script.append("printf '" + END + "%s\\n' $?\nexec sleep 1000\n");
    Path file = folder.resolve("run.sh");
    Files.writeString(file, script);
    tmux(
        "-f",
        "/dev/null",
        "new-session",
        "-d",
        "-s",
        "s",
        "-x",
        Integer.toString(width),
        "-y",
        Integer.toString(height),
        "exec sh '" + file + "'");
  }

  /** Presses keys by their names in tmux, such as {@code Enter}, {@code C-c} or {@code M-f}. */
  public void press(String... keys) {
    List<String> command = new ArrayList<>(List.of("send-keys", "-t", "s"));
    command.addAll(Arrays.asList(keys));
    tmux(command.toArray(String[]::new));
  }

  /** Types a text. */
  public void type(String text) {
    tmux("send-keys", "-t", "s", "-l", "--", text);
  }

  /** Types a line once a prompt waits for it. */
  public void enter(String line) throws Exception {
    awaitPrompt();
    type(line);
    await(line);
    press("Enter");
  }

  /** Pastes a text as a terminal does. */
  public void paste(String text) throws Exception {
    Path file = folder.resolve("pasted.txt");
    Files.writeString(file, text);
    tmux("load-buffer", file.toString());
    tmux("paste-buffer", "-p", "-t", "s");
  }

  /** Makes the terminal another size. */
  public void resize(int width, int height) {
    tmux("resize-window", "-t", "s", "-x", Integer.toString(width), "-y", Integer.toString(height));
  }

  /** Writes into a file, from now on, whatever the program sends to its terminal. */
  public void record(Path file) {
    tmux("pipe-pane", "-t", "s", "cat >'" + file + "'");
  }

  /** Returns the process that runs in the terminal, as the system numbers it. */
  public ProcessHandle process() {
    long shell = Long.parseLong(shown("display-message", "-p", "-t", "s", "#{pane_pid}").strip());
    return ProcessHandle.of(shell).orElseThrow().children().findFirst().orElseThrow();
  }

  /** Waits until a text stands on the screen, and returns the screen. */
  public String await(String text) throws Exception {
    return await("`" + text + "`", screen -> screen.contains(text));
  }

  /** Waits until a text is gone from the screen, and returns the screen. */
  public String awaitGone(String text) throws Exception {
    return await("anything but `" + text + "`", screen -> !screen.contains(text));
  }

  /** Waits until the cursor stands at an empty prompt, and returns the screen down to there. */
  public String awaitPrompt() throws Exception {
    await("an empty prompt", screen -> written().endsWith("nn>") && cursor().startsWith("4,"));
    return written();
  }

  /** Returns the screen down to the line of the cursor: without what stands below everything. */
  public String written() {
    int line = Integer.parseInt(cursor().split(",", 2)[1]);
    return screen().lines().limit(line + 1L).collect(Collectors.joining("\n"));
  }

  /** Waits until something holds of the screen, and returns the screen. */
  public String await(String what, Predicate<String> condition) throws Exception {
    String screen = screen();
    for (int waited = 0; !condition.test(screen); waited += PAUSE_MILLIS) {
      if (waited > PATIENCE_MILLIS) {
        fail("no " + what + " on the screen:\n" + screen);
      }
      Thread.sleep(PAUSE_MILLIS);
      screen = screen();
    }
    return screen;
  }

  /** Waits for the end of the program, and returns its exit code. */
  public int exit() throws Exception {
    String screen = await("end of the program", s -> s.contains(END));
    String code = screen.substring(screen.lastIndexOf(END) + END.length());
    return Integer.parseInt(code.strip());
  }

  /** Returns the screen: its lines without spaces at their ends, and none that are empty below. */
  public String screen() {
    return shown("capture-pane", "-p", "-t", "s").stripTrailing();
  }

  /** Returns the screen with its colours, as escape sequences. */
  public String colours() {
    return shown("capture-pane", "-p", "-e", "-t", "s").stripTrailing();
  }

  /** Returns all lines since the start, also those that have left the screen. */
  public String everything() {
    return shown("capture-pane", "-p", "-J", "-S", "-", "-t", "s").stripTrailing();
  }

  /** Returns the column of the cursor and its line, both from 0. */
  public String cursor() {
    return shown("display-message", "-p", "-t", "s", "#{cursor_x},#{cursor_y}").strip();
  }

  private String shown(String... command) {
    // Lines of the pane lose the spaces at their ends by themselves, but for coloured ones.
    return tmux(command)
        .lines()
        .map(String::stripTrailing)
        .reduce("", (before, line) -> before + line + "\n");
  }

  private String tmux(String... command) {
    try {
      return run(command);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private String run(String... command) throws IOException, InterruptedException {
    List<String> whole =
        new ArrayList<>(List.of("tmux", "-u", "-S", folder.resolve("tmux" + servers).toString()));
    whole.addAll(Arrays.asList(command));
    ProcessBuilder builder = new ProcessBuilder(whole).directory(folder.toFile());
    builder.environment().remove("TMUX");
    builder.redirectErrorStream(true);
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), "tmux hangs");
    return out;
  }

  /** Ends the terminal and what runs in it. */
  @Override
  public void close() {
    if (servers > 0) {
      tmux("kill-server");
    }
  }
}
