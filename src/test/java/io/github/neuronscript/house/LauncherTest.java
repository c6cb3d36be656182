package io.github.neuronscript.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code scripts/nn} in a checkout of three files, with a {@code java} and a {@code mvn} that only
 * write down how they were called. Nothing else is on the PATH than what the launcher may use.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class LauncherTest {
  private static final List<String> TOOLS =
      List.of(
          "cat",
          "cksum",
          "dirname",
          "find",
          "grep",
          "ls",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sleep",
          "sort",
          "touch");

  private static final String BUILDING = "nn: building NeuronScript (once) ...\n";

  @TempDir Path temp;
  private Path home;
  private Path bin;

  @BeforeEach
  void checkOut() throws IOException {
    home = Files.createDirectories(temp.resolve("Übung für ŷ/a checkout"));
    bin = Files.createDirectories(temp.resolve("bin"));
    write(home.resolve("pom.xml"), "<project/>\n");
    write(home.resolve("grammar/A.g4"), "grammar A;\n");
    write(home.resolve("src/main/java/A.java"), "class A {}\n");
    write(home.resolve("src/main/java/B.java"), "class B {}\n");
    Files.createDirectories(home.resolve("scripts"));
    Files.copy(Repository.path("scripts/nn"), home.resolve("scripts/nn"));
    makeExecutable(home.resolve("scripts/nn"));
    for (String tool : TOOLS) {
      fake(tool, "exec " + find(tool) + " \"$@\"\n");
    }
    fake(
        "java",
        """
        if [ "$1" = -version ]; then
          echo 'Picked up JAVA_TOOL_OPTIONS: -Dversion="8.0"' >&2
          echo "openjdk version \\"${FAKE_JAVA_VERSION:-17.0.1}\\" 2021-10-19" >&2
          exit 0
        fi
        pwd
        for argument; do echo "[$argument]"; done
        exit "${FAKE_EXIT:-0}"
        """);
    fake(
        "mvn",
        """
        echo "$$ in $(pwd) $*" >>"$FAKE_CALLS"
        if read -r line; then echo "mvn has read the script: $line" >>"$FAKE_CALLS"; fi
        sleep "${FAKE_SLEEP:-0}"
        if [ -n "${FAKE_ERROR:-}" ]; then echo "$FAKE_ERROR"; exit 1; fi
        for argument; do
          case $argument in
            -Dquick.directory=*) echo jar >"${argument#*=}/neuronscript-9-all.jar" ;;
          esac
        done
        """);
  }

  @Test
  void buildsOnceAndSaysSo() throws Exception {
    var first = nn(Map.of(), "run", "my script.nn", "");
    assertEquals(0, first.exit);
    assertEquals(BUILDING, first.err);
    assertTrue(first.out.startsWith(temp + "\n"), "java keeps the folder of the caller");
    assertTrue(
        first.out.endsWith("[-jar]\n[" + home + "/target/nn.jar]\n[run]\n[my script.nn]\n[]\n"),
        first.out);

    var second = nn(Map.of(), "run");
    assertEquals("", second.err);
    assertEquals(1, builds());
    assertEquals(
        List.of("nn-17.jsa", "nn-17.made", "nn.jar", "nn.log", "nn.sources"),
        list(home.resolve("target")),
        "left behind");
  }

  @Test
  void passesTheExitCodeOn() throws Exception {
    assertEquals(7, nn(Map.of("FAKE_EXIT", "7")).exit);
  }

  @Test
  void leavesStandardInputToTheScript() throws Exception {
    fake("java", "case $1 in -version) echo 'a version \"17\"' >&2 ;; *) cat ;; esac\n");
    var process = start(command(home.resolve("scripts/nn"), "run", "-"), Map.of());
    try (var in = process.getOutputStream()) {
      in.write("inputs x1\n".getBytes(StandardCharsets.UTF_8));
    }
    assertEquals("inputs x1\n", finish(process).out);
  }

  @Test
  void handsOverOptions() throws Exception {
    var plain = nn(Map.of());
    assertTrue(plain.out.contains("[-XX:+UseParallelGC]\n"), plain.out);
    var tuned = nn(Map.of("NN_JAVA_OPTS", "-Xmx1g -XX:+UseSerialGC"));
    assertTrue(tuned.out.contains("[-Xmx1g]\n[-XX:+UseSerialGC]\n"), tuned.out);
    assertFalse(tuned.out.contains("UseParallelGC"), "two collectors are an error: " + tuned.out);
  }

  @ParameterizedTest
  @ValueSource(strings = {"changed", "deleted", "added", "older"})
  void buildsAgainWhenASourceIs(String what) throws Exception {
    nn(Map.of());
    Path source = home.resolve("src/main/java/A.java");
    switch (what) {
      case "changed" -> write(source, "class A { int a; }\n");
      case "deleted" -> Files.delete(source);
      case "added" -> write(home.resolve("src/main/resources/new.txt"), "new\n");
      default -> {
        var time = Files.getLastModifiedTime(home.resolve("pom.xml"));
        write(source, "class A { int older; }\n");
        Files.setLastModifiedTime(source, FileTime.fromMillis(time.toMillis() - 1_000_000));
      }
    }
    assertEquals(BUILDING, nn(Map.of()).err);
    assertEquals("", nn(Map.of()).err);
    assertEquals(2, builds());
  }

  @Test
  void doesNotBuildAgainForATouchedSource() throws Exception {
    nn(Map.of());
    write(home.resolve("src/main/java/A.java"), "class A {}\n");
    assertEquals("", nn(Map.of()).err);
    assertEquals(1, builds());
  }

  @Test
  void buildsAgainInACopyWhoseSourceWasChangedBeforeItWasCopied() throws Exception {
    nn(Map.of());
    write(home.resolve("src/main/java/A.java"), "class A { int more; }\n");
    Path copy = temp.resolve("copy");
    finish(start(List.of(find("cp").toString(), "-R", home.toString(), copy.toString()), Map.of()));
    var result = finish(start(command(copy.resolve("scripts/nn")), Map.of()));
    assertEquals(BUILDING, result.err);
    assertEquals("", finish(start(command(copy.resolve("scripts/nn")), Map.of())).err);
  }

  /**
   * Java 25 has an archive of another kind, and neither goes with options of the user's about it.
   */
  @Test
  void usesTheArchiveThatTheJavaKnows() throws Exception {
    fake(
        "java",
        """
        for argument; do
          case $argument in
            -version) echo "a version \\"$FAKE_JAVA_VERSION\\"" >&2 ;;
            */archive) echo classes >"$argument" ;;
            *) echo "[$argument]" ;;
          esac
        done
        """);
    String old = nn(Map.of("FAKE_JAVA_VERSION", "17")).out;
    assertTrue(old.contains("[-XX:SharedArchiveFile=" + home + "/target/nn-17.jsa]"), old);
    String recent = nn(Map.of("FAKE_JAVA_VERSION", "25")).out;
    assertTrue(recent.contains("[-XX:AOTCache=" + home + "/target/nn-25.jsa]"), recent);
    String own = nn(Map.of("FAKE_JAVA_VERSION", "25", "NN_JAVA_OPTS", "-Xshare:off")).out;
    assertFalse(own.contains("-XX:AOTCache") || own.contains("-Xshare:auto"), own);
  }

  @Test
  void rehearsesOnceForEachJar() throws Exception {
    fake(
        "java",
        """
        case "$*" in
          *-version*) echo 'a version "17"' >&2 ;;
          *Rehearsal*) echo once >>"$FAKE_CALLS.rehearsed" ;;
        esac
        """);
    nn(Map.of());
    nn(Map.of());
    assertEquals(1, rehearsals());
    Files.setLastModifiedTime(home.resolve("target/nn-17.jsa"), FileTime.fromMillis(0));
    nn(Map.of());
    nn(Map.of());
    assertEquals(2, rehearsals(), "the jar is newer");
    Path moved = Files.move(home, temp.resolve("moved"));
    finish(start(command(moved.resolve("scripts/nn")), Map.of()));
    assertEquals(3, rehearsals(), "the jar is elsewhere");
  }

  private int rehearsals() throws IOException {
    return Files.readAllLines(temp.resolve("calls.rehearsed")).size();
  }

  @Test
  void buildsAgainAfterAnUnfinishedBuild() throws Exception {
    nn(Map.of());
    Files.delete(home.resolve("target/nn.sources"));
    assertEquals(BUILDING, nn(Map.of()).err);
  }

  @Test
  void runsThroughSymbolicLinks() throws Exception {
    Path there = Files.createDirectories(temp.resolve("links"));
    Files.createSymbolicLink(there.resolve("one"), Path.of("../Übung für ŷ/a checkout/scripts/nn"));
    Files.createSymbolicLink(there.resolve("two"), Path.of("one"));
    Files.createSymbolicLink(bin.resolve("nn"), there.resolve("two"));
    assertEquals(0, finish(start(command(there.resolve("two"), "x"), Map.of())).exit);
    var onPath = finish(start(List.of(find("sh").toString(), "-c", "nn x"), Map.of()));
    assertEquals("", onPath.err);
    assertTrue(onPath.out.contains("[" + home + "/target/nn.jar]\n[x]\n"), onPath.out);
  }

  static List<String> shells() {
    return Stream.of("dash", "bash", "busybox", "ksh", "yash", "zsh")
        .filter(LauncherTest::exists)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("shells")
  void runsInEveryShell(String shell) throws Exception {
    var command = new ArrayList<>(List.of(find(shell).toString()));
    if (shell.equals("busybox")) {
      command.add("sh");
    }
    command.addAll(List.of(home.resolve("scripts/nn").toString(), "a b"));
    var first = finish(start(command, Map.of("FAKE_EXIT", "3")));
    assertEquals(BUILDING, first.err);
    assertEquals(3, first.exit);
    assertTrue(first.out.endsWith("[a b]\n"), first.out);
  }

  @Test
  void needsJava() throws Exception {
    Files.delete(bin.resolve("java"));
    assertFails(
        "nn: Java is missing: install a JDK 17 or newer, or set JAVA_HOME to one", Map.of());
    var empty = Map.of("JAVA_HOME", temp + "/no where");
    assertFails("nn: JAVA_HOME is " + temp + "/no where, where there is no bin/java: ", empty);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.8.0_392", "11.0.2", "16", "unreadable"})
  void needsANewerJava(String version) throws Exception {
    assertFails("nn: Java ", Map.of("FAKE_JAVA_VERSION", version));
    assertEquals(0, builds());
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "21.0.1", "25-ea"})
  void runsOnANewerJava(String version) throws Exception {
    assertEquals(0, nn(Map.of("FAKE_JAVA_VERSION", version)).exit);
  }

  @Test
  void prefersJavaHome() throws Exception {
    Path javaHome = temp.resolve("a jdk");
    write(javaHome.resolve("bin/java"), "#!/bin/sh\necho from java home\n");
    makeExecutable(javaHome.resolve("bin/java"));
    write(javaHome.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"21.0.4\"\n");
    var run = nn(Map.of("JAVA_HOME", javaHome.toString()));
    assertEquals("from java home\n", run.out);
    write(javaHome.resolve("release"), "JAVA_VERSION=\"11.0.4\"\n");
    assertFails(
        "nn: Java 11 is too old (" + javaHome + "/bin/java)",
        Map.of("JAVA_HOME", javaHome.toString()));
  }

  @Test
  void needsMavenOnlyToBuild() throws Exception {
    nn(Map.of());
    Files.delete(bin.resolve("mvn"));
    assertEquals(0, nn(Map.of()).exit);
    Files.delete(home.resolve("target/nn.jar"));
    assertFails("nn: Maven is missing, which builds NeuronScript: install Maven", Map.of());
    assertFalse(Files.exists(home.resolve("target/nn.lock")));
  }

  @Test
  void saysWhereTheLogOfAFailedBuildIs() throws Exception {
    Path log = home.resolve("target/nn.log");
    assertFails("nn: the build failed: see " + log, Map.of("FAKE_ERROR", "[ERROR] ;-("));
    assertEquals("[ERROR] ;-(\n", Repository.read(log));
    assertEquals(List.of("nn.log"), list(home.resolve("target")));
    assertFails(
        "nn: Maven cannot download what the build needs: connect to the network and try again",
        Map.of("FAKE_ERROR", "Could not transfer artifact x: Unknown host"));
    assertFails(
        "has no compiler: install a JDK 17 or newer",
        Map.of("FAKE_ERROR", "No compiler is provided in this environment"));
  }

  @Test
  void parallelFirstRunsBuildOnce() throws Exception {
    var processes = new ArrayList<Process>();
    for (int i = 0; i < 6; i++) {
      processes.add(start(command(home.resolve("scripts/nn"), "x"), Map.of("FAKE_SLEEP", "1")));
    }
    var said = new ArrayList<String>();
    for (Process process : processes) {
      var run = finish(process);
      assertEquals(0, run.exit, run.err);
      said.add(run.err);
    }
    assertEquals(1, builds());
    assertTrue(said.remove(BUILDING), said.toString());
    // One that was started late had nothing to wait for, and says nothing.
    said.removeIf(String::isEmpty);
    for (String line : said) {
      assertTrue(line.startsWith("nn: waiting for the build of another nn (process "), line);
    }
  }

  @Test
  void breaksTheLockOfADeadProcess() throws Exception {
    var dead = start(List.of(find("sh").toString(), "-c", ":"), Map.of());
    dead.waitFor();
    write(home.resolve("target/nn.lock/pid"), dead.pid() + "\n");
    write(home.resolve("target/nn.build." + dead.pid() + "/half.jar"), "");
    assertEquals(BUILDING, nn(Map.of()).err);
    assertEquals(
        List.of("nn-17.jsa", "nn-17.made", "nn.jar", "nn.log", "nn.sources"),
        list(home.resolve("target")));
  }

  @Test
  void breaksALockThatNeverGotItsNumber() throws Exception {
    Files.createDirectories(home.resolve("target/nn.lock"));
    var run = nn(Map.of());
    assertEquals(0, run.exit);
    assertTrue(run.err.endsWith(BUILDING), run.err);
  }

  @Test
  void leavesNothingBehindWhenTerminated() throws Exception {
    var process = start(command(home.resolve("scripts/nn"), "x"), Map.of("FAKE_SLEEP", "30"));
    while (builds() == 0) {
      Thread.sleep(10);
    }
    process.destroy();
    assertTrue(process.waitFor(10, TimeUnit.SECONDS), "it waits for Maven");
    assertEquals(143, process.exitValue());
    assertEquals(List.of("nn.log"), list(home.resolve("target")));
    assertEquals(0, nn(Map.of()).exit);
  }

  @Test
  void readsACheckoutThatCannotBeWritten() throws Exception {
    assumeTrue(exists("setpriv") || !isRoot(), "root can write everywhere, and setpriv is missing");
    chmod("rwxr-xr-x");
    var unbuilt = finish(start(unprivileged(), Map.of()));
    assertEquals(2, unbuilt.exit);
    assertTrue(unbuilt.err.startsWith("nn: NeuronScript is not built yet and "), unbuilt.err);

    chmod("rwxr-xr-x");
    nn(Map.of());
    chmod("r-xr-xr-x");
    assertEquals("", finish(start(unprivileged(), Map.of())).err);

    chmod("rwxr-xr-x");
    write(home.resolve("pom.xml"), "<project>newer</project>\n");
    chmod("r-xr-xr-x");
    var stale = finish(start(unprivileged(), Map.of()));
    assertEquals(0, stale.exit);
    assertTrue(stale.err.endsWith("cannot be written: running the older build\n"), stale.err);
    chmod("rwxr-xr-x");
  }

  private void assertFails(String message, Map<String, String> environment) throws Exception {
    var run = nn(environment);
    assertEquals(2, run.exit, run.err);
    assertEquals("", run.out);
    String said = run.err.startsWith(BUILDING) ? run.err.substring(BUILDING.length()) : run.err;
    assertTrue(said.contains(message), run.err);
    assertEquals(1, said.lines().count(), run.err);
  }

  private record Run(int exit, String out, String err) {}

  private Run nn(Map<String, String> environment, String... arguments) throws Exception {
    return finish(start(command(home.resolve("scripts/nn"), arguments), environment));
  }

  private static List<String> command(Path launcher, String... arguments) {
    return Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments)).toList();
  }

  /** The launcher started by a user who owns nothing here. */
  private List<String> unprivileged() throws IOException {
    var command = command(home.resolve("scripts/nn"));
    return isRoot()
        ? Stream.concat(
                Stream.of(
                    find("setpriv").toString(), "--reuid=65534", "--regid=65534", "--clear-groups"),
                command.stream())
            .toList()
        : command;
  }

  private static boolean isRoot() throws IOException {
    return !Files.exists(Path.of("/proc/self"))
        || Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }

  private Process start(List<String> command, Map<String, String> environment) throws IOException {
    var builder = new ProcessBuilder(command).directory(temp.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    builder.environment().put("FAKE_CALLS", temp.resolve("calls").toString());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Run finish(Process process) throws Exception {
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out, err);
  }

  private int builds() throws IOException {
    Path calls = temp.resolve("calls");
    if (!Files.exists(calls)) {
      return 0;
    }
    List<String> lines = Files.readAllLines(calls);
    for (String line : lines) {
      assertTrue(line.contains(" in " + home + " -B -q -Dquick "), line);
    }
    return lines.size();
  }

  private void fake(String name, String script) throws IOException {
    write(bin.resolve(name), "#!" + find("sh") + "\n" + script);
    makeExecutable(bin.resolve(name));
  }

  private void chmod(String permissions) throws IOException {
    for (Path folder = home; !folder.equals(temp.getParent()); folder = folder.getParent()) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    for (Path folder : List.of(home, home.resolve("target"))) {
      if (Files.exists(folder)) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
      }
    }
  }

  private static void makeExecutable(Path file) {
    assertTrue(file.toFile().setExecutable(true, false));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static List<String> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static boolean exists(String tool) {
    return path(tool).findFirst().isPresent();
  }

  private static Path find(String tool) {
    return path(tool).findFirst().orElseThrow(() -> new IllegalStateException("no " + tool));
  }

  private static Stream<Path> path(String tool) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable);
  }
}
