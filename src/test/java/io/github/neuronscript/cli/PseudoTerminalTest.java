package io.github.neuronscript.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The prompt on a real pseudo-terminal: keys go in, and what a terminal would show comes out. The
 * pseudo-terminal is made by {@code script}; without it these tests are skipped.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class PseudoTerminalTest {

  private static final String CTRL_C = "\u0003";
  private static final String CTRL_D = "\u0004";
  private static final String UP = "\033OA";
  private static final String TAB = "\t";

  /** Colours, movements of the cursor, and modes of the terminal. */
  private static final String ESCAPES = "\u001b(\\[[0-9;?<=>]*[a-zA-Z]|[=>78]|\\][^\u0007]*\u0007)";

  private static final int PAUSE_MILLIS = 20;
  private static final int PATIENCE_MILLIS = 30_000;

  @TempDir Path folder;
  private Process process;
  private final StringBuilder shown = new StringBuilder();
  private int seen;

  @BeforeEach
  void startsWhereThereIsAPseudoTerminal() throws IOException {
    assumeTrue(isOnPath("script"), "there is no `script`, which makes pseudo-terminals");
    start();
  }

  @AfterEach
  void end() {
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static boolean isOnPath(String tool) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
  }

  private void start(String... args) throws IOException {
    startAt("xterm-256color", args);
  }

  private void startAt(String terminal, String... args) throws IOException {
    // In a file: a command line is quoted in another way by each kind of `script`.
    Path nn = folder.resolve("nn.sh");
    Files.writeString(
        nn,
        "exec '"
            + System.getProperty("java.home")
            + "/bin/java'"
            // The jar says so in its manifest.
            + (Runtime.version().feature() < 22 ? "" : " --enable-native-access=ALL-UNNAMED")
            + " -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '"
            + System.getProperty("java.class.path")
            + "' "
            + Main.class.getName()
            + " "
            + String.join(" ", args)
            + "\n");
    boolean linux = Files.exists(Path.of("/proc/self"));
    List<String> command =
        linux
            // `exec`: a shell that waits would die of the Ctrl-C that is meant for ours.
            ? List.of("script", "-qec", "exec sh nn.sh", "/dev/null")
            : List.of("script", "-q", "/dev/null", "sh", "nn.sh");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectErrorStream(true);
    builder.environment().put("TERM", terminal);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
    builder.environment().remove("NN_LOCALE");
    shown.setLength(0);
    seen = 0;
    process = builder.start();
  }

  private void type(String keys) throws IOException {
    process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** Types a line once the prompt is there. */
  private void enter(String line) throws Exception {
    await("nn> ");
    type(line + "\r");
  }

  /** Waits until a text is shown, behind the one waited for before. */
  private void await(String text) throws Exception {
    InputStream out = process.getInputStream();
    byte[] bytes = new byte[8192];
    int at = plain().indexOf(text, seen);
    for (int waited = 0; at < 0; waited++) {
      // A read could not be interrupted.
      if (out.available() == 0 && process.isAlive()) {
        assertTrue(
            waited * PAUSE_MILLIS < PATIENCE_MILLIS, () -> "no `" + text + "` in:\n" + plain());
        Thread.sleep(PAUSE_MILLIS);
        continue;
      }
      int read = out.read(bytes);
      assertTrue(read >= 0, () -> "ended before `" + text + "`:\n" + plain());
      shown.append(new String(bytes, 0, read, StandardCharsets.ISO_8859_1));
      at = plain().indexOf(text, seen);
    }
    seen = at + text.length();
  }

  private String plain() {
    String text =
        new String(shown.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    return text.replaceAll(ESCAPES, "").replace("\r", "");
  }

  /** Waits for the end, and returns the exit code. */
  private int exit() throws Exception {
    shown.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), "still running");
    return process.exitValue();
  }

  @Test
  void answersAtAPrompt() throws Exception {
    enter("show 1+1");
    await("1 + 1 = 2\n");
    enter("print \"a \\\\ b!!\"");
    await("a \\ b!!\n");
    enter("trian");
    await("did you mean `train`?");
    enter(":quit");
    assertEquals(0, exit());
    assertFalse(plain().contains("WARN"), plain());
    assertTrue(plain().startsWith("NeuronScript 0.1.0\n"), plain());
  }

  @Test
  void goesOnInTheNextLineAndLeavesByControlD() throws Exception {
    enter("show max(1,");
    await("..> ");
    type("7)\r");
    await("max(1, 7)");
    await("= 7\n");
    await("nn> ");
    type("data {" + CTRL_C);
    enter("show 2+2");
    await("2 + 2 = 4\n");
    await("nn> ");
    type(CTRL_D);
    assertEquals(0, exit());
  }

  @Test
  void eachControlCClearsOneText() throws Exception {
    int times = 25;
    await("nn> ");
    for (int i = 0; i < times; i++) {
      type(CTRL_C);
      await("nn> ");
    }
    type("show 2+2\r");
    await("2 + 2 = 4\n");
    await("nn> ");
    type(CTRL_D);
    assertEquals(0, exit());
    assertEquals(times + 2, plain().split("nn> ", -1).length - 1, plain());
  }

  @Test
  void anInterruptStopsATrainingWithItsState() throws Exception {
    enter("inputs x; data { 0 -> 0; 1 -> 1 }");
    enter("train 1000000000 epochs");
    await("epoch 100 ");
    type(CTRL_C);
    await("notice[interrupted]: stopped in epoch ");
    enter("expect epoch >= 100; print \"still {epoch > 99}\"");
    await("still 1\n");
    await("nn> ");
    type(CTRL_D);
    assertEquals(0, exit());
  }

  @Test
  void completesWordsAndNames() throws Exception {
    enter("let halfway = 1/2");
    await("nn> ");
    type("sho" + TAB + "halfw" + TAB + "\r");
    await("halfway = 0.5\n");
    enter(":quit");
    assertEquals(0, exit());
  }

  @Test
  void keepsAHistoryFromSessionToSession() throws Exception {
    enter("show max(3,");
    await("..> ");
    type("4)\r");
    await("max(3, 4)");
    enter(":quit");
    assertEquals(0, exit());
    start("repl");
    await("nn> ");
    type(UP + UP + "\r");
    await("= 4\n");
    enter(":quit");
    assertEquals(0, exit());
    assertTrue(
        Files.readString(folder.resolve("state/neuronscript/history")).contains("show max(3,"));
  }

  @Test
  void aHistoryThatCannotBeKeptIsNoError() throws Exception {
    enter(":quit");
    assertEquals(0, exit());
    Path history = folder.resolve("state/neuronscript/history");
    Files.delete(history);
    Files.createDirectories(history);
    start();
    enter("show 1+1");
    await("1 + 1 = 2\n");
    enter(":quit");
    assertEquals(0, exit());
    assertFalse(plain().contains("WARN") || plain().contains("xception"), plain());
  }

  @Test
  void aScriptRunsFirst() throws Exception {
    enter(":quit");
    assertEquals(0, exit());
    Files.writeString(folder.resolve("a.nn"), "let a = 5\nprint \"hello\"\n");
    start("repl", "a.nn");
    await("hello\n");
    enter("a + 1");
    await("= 6\n");
    enter(":quit");
    assertEquals(0, exit());
  }

  @Test
  void whatIsTypedAheadAnswersNoPage() throws Exception {
    await("nn> ");
    type(":help\rshow 3 + 4\r:quit\r");
    assertEquals(0, exit());
    assertTrue(plain().contains("3 + 4 = 7\n"), plain());
    assertFalse(plain().contains("-- more --"), plain());
  }

  @Test
  void aDumbTerminalShowsEachLineOnce() throws Exception {
    enter(":quit");
    assertEquals(0, exit());
    startAt("dumb");
    enter("show max(1,");
    await("..> ");
    type("7)\r");
    await("= 7\n");
    enter("data {");
    await("..> ");
    type(CTRL_C);
    await("nn> ");
    type("show 2 + 2\r");
    await("2 + 2 = 4\n");
    await("nn> ");
    type(CTRL_D);
    assertEquals(0, exit());
    assertEquals(1, plain().split("show 2 \\+ 2", -1).length - 1, plain());
  }
}
