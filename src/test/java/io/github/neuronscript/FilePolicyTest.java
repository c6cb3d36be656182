package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files scripts may read and write, and which not however they ask. */
class FilePolicyTest {

  @TempDir Path parent;

  private Path open;
  private FilePolicy policy;

  @BeforeEach
  void makeFiles() throws IOException {
    open = Files.createDirectories(parent.resolve("open/below")).getParent();
    Files.createDirectories(parent.resolve("openly"));
    Files.writeString(open.resolve("in.csv"), "x,y\n1,1\n2,0\n");
    Files.writeString(open.resolve("below/deep.csv"), "x,y\n3,1\n");
    Files.writeString(parent.resolve("secret.csv"), "x,y\n9,9\n");
    Files.writeString(parent.resolve("openly/secret.csv"), "x,y\n9,9\n");
    policy = FilePolicy.none().read(open);
  }

  private static String read(FileAccess files, String path) throws IOException {
    try (InputStream in = files.open("s.nn", path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void refuses(String path) {
    AccessDeniedException refused =
        assertThrows(AccessDeniedException.class, () -> read(policy, path), path);
    assertEquals(path, refused.getFile());
  }

  /** Nor is it told whether there is a file, where a link leads out. */
  @Test
  void tellsNothingOfWhatLiesBehindALink() throws IOException {
    Files.createSymbolicLink(open.resolve("out"), parent.resolve("openly"));
    refuses("out/secret.csv");
    refuses("out/nothing.csv");
    assertThrows(NoSuchFileException.class, () -> read(policy, "nowhere/nothing.csv"));
  }

  /** No system finds such a file, and nobody looks for it part by part. */
  @Test
  void findsNothingByAPathOfGreatLength() {
    String path = "below/".repeat(10_000) + "../".repeat(10_000) + "in.csv";
    assertThrows(NoSuchFileException.class, () -> read(policy, path));
    assertThrows(NoSuchFileException.class, () -> policy.writing(open).target(path));
    assertEquals(List.of(), policy.list(path));
  }

  @Test
  void readsBesideAFolderThatIsNotThere() throws IOException {
    FilePolicy both = FilePolicy.none().read(parent.resolve("gone")).read(open);
    assertEquals("x,y\n1,1\n2,0\n", read(both, open.resolve("in.csv").toString()));
  }

  @Test
  void opensNothingByDefault() {
    for (String path : new String[] {"in.csv", "", "/", open.resolve("in.csv").toString()}) {
      assertThrows(AccessDeniedException.class, () -> read(FilePolicy.none(), path));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "in.csv",
        "./in.csv",
        "below/../in.csv",
        "nowhere/../in.csv",
        "below//.././/in.csv"
      })
  void readsBelowAFolder(String path) throws IOException {
    assertEquals("x,y\n1,1\n2,0\n", read(policy, path));
    assertEquals(open.resolve("in.csv").toRealPath(), policy.file(path));
  }

  @Test
  void readsBelowSeveralFolders() throws IOException {
    Path other = parent.resolve("openly");
    FilePolicy both = policy.read(other);
    assertEquals("x,y\n9,9\n", read(both, "../openly/secret.csv"));
    assertEquals("x,y\n9,9\n", read(both, other.resolve("secret.csv").toString()));
    FilePolicy moved = policy.relativeTo(open.resolve("below"));
    assertEquals("x,y\n3,1\n", read(moved, "deep.csv"));
    assertEquals("x,y\n1,1\n2,0\n", read(moved, "../in.csv"));
    assertThrows(AccessDeniedException.class, () -> read(moved, "../../secret.csv"));
    // Where paths begin is not opened by that.
    FilePolicy outside = FilePolicy.none().read(open).relativeTo(parent);
    assertThrows(AccessDeniedException.class, () -> read(outside, "secret.csv"));
    assertEquals("x,y\n1,1\n2,0\n", read(outside, "open/in.csv"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.csv",
        "../openly/secret.csv",
        "below/../../secret.csv",
        "/etc/passwd",
        "../open/../secret.csv",
        "..",
        "../nothing.csv",
        "/nothing/at/all"
      })
  void refusesWhatLiesOutside(String path) {
    refuses(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing.csv",
        "in.csv/",
        "in.csv/x",
        "a\u0000.csv",
        "in.csv\u0000.png",
        "http://example.com/a.csv",
        "file:in.csv",
        "~/in.csv",
        "$HOME/in.csv",
        "%2e%2e/secret.csv",
        "..\u2215secret.csv",
        "ｉｎ.csv",
        "\ud800.csv",
        " in.csv"
      })
  void findsNothingElse(String path) throws IOException {
    if (path.equals("in.csv/")) {
      // The slash behind it goes with the path's normal form.
      assertEquals("x,y\n1,1\n2,0\n", read(policy, path));
      return;
    }
    IOException missing = assertThrows(IOException.class, () -> read(policy, path), path);
    assertFalse(missing instanceof AccessDeniedException, missing.toString());
  }

  /** On a disk that knows no case the file is found, and is the same one. */
  @Test
  void followsTheCaseOfTheDisk() throws IOException {
    String path = "IN.CSV";
    if (Files.exists(open.resolve(path))) {
      assertEquals(open.resolve("in.csv").toRealPath(), policy.file(path));
    } else {
      assertThrows(NoSuchFileException.class, () -> policy.file(path));
    }
  }

  @Test
  void followsLinksBeforeItLooks() throws IOException {
    Files.createSymbolicLink(open.resolve("out.csv"), parent.resolve("secret.csv"));
    Files.createSymbolicLink(open.resolve("up"), parent);
    Files.createSymbolicLink(open.resolve("hop.csv"), Path.of("up/secret.csv"));
    Files.createSymbolicLink(open.resolve("circle.csv"), open.resolve("circle.csv"));
    Files.createSymbolicLink(open.resolve("dangling.csv"), parent.resolve("nothing.csv"));
    Files.createSymbolicLink(open.resolve("in2.csv"), open.resolve("in.csv"));
    for (String path :
        new String[] {"out.csv", "up/secret.csv", "hop.csv", "up/openly/secret.csv"}) {
      refuses(path);
    }
    assertThrows(FileSystemException.class, () -> read(policy, "circle.csv"));
    assertThrows(NoSuchFileException.class, () -> read(policy, "dangling.csv"));
    assertEquals("x,y\n1,1\n2,0\n", read(policy, "in2.csv"));
    assertEquals("x,y\n1,1\n2,0\n", read(policy, "up/open/in.csv"));
    // A folder that is a link itself is the folder that it leads to.
    Path linked = Files.createSymbolicLink(parent.resolve("linked"), open);
    assertEquals("x,y\n1,1\n2,0\n", read(FilePolicy.none().read(linked), "in.csv"));
    assertThrows(
        AccessDeniedException.class, () -> read(FilePolicy.none().read(linked), "up/secret.csv"));
  }

  @Test
  void refusesWhatIsNoFile() throws Exception {
    FileSystemException folder =
        assertThrows(FileSystemException.class, () -> read(policy, "below"));
    assertEquals("it is a folder", folder.getReason());
    assertThrows(FileSystemException.class, () -> read(policy, ""));
    Path devices = Path.of("/dev");
    if (Files.exists(devices.resolve("zero"))) {
      Files.createSymbolicLink(open.resolve("zero.csv"), devices.resolve("zero"));
      refuses("zero.csv");
      AccessDeniedException device =
          assertThrows(
              AccessDeniedException.class, () -> read(FilePolicy.none().read(devices), "zero"));
      assertEquals("it is a device, not a file", device.getReason());
    }
  }

  private static void write(FileAccess files, String path, String text) throws IOException {
    files.write("s.nn", path, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"new.csv", "./new.csv", "below/../new.csv", "inside"})
  void writesBelowAFolder(String path) throws IOException {
    Files.createSymbolicLink(open.resolve("inside"), open.resolve("new.csv"));
    Files.writeString(open.resolve("new.csv"), "old");
    FilePolicy both = policy.writing(open);
    assertEquals(open.toRealPath().resolve("new.csv"), both.target(path));
    assertEquals("old", Files.readString(open.resolve("new.csv")));
    write(both, path, "x\n1\n");
    assertEquals("x\n1\n", Files.readString(open.resolve("new.csv")));
    assertTrue(Files.isSymbolicLink(open.resolve("inside")));
    assertFalse(Files.exists(open.resolve(".neuronscript-1.part")));
  }

  /** What may be read may not be written, and the other way round. */
  @Test
  void readsAndWritesInFoldersOfTheirOwn() throws IOException {
    assertThrows(AccessDeniedException.class, () -> write(policy, "in.csv", "gone"));
    assertThrows(AccessDeniedException.class, () -> write(FilePolicy.none(), "in.csv", "gone"));
    assertThrows(AccessDeniedException.class, () -> write(FileAccess.none(), "in.csv", "gone"));
    FilePolicy below = policy.writing(open.resolve("below"));
    assertThrows(AccessDeniedException.class, () -> write(below, "in.csv", "gone"));
    write(below, "below/new.csv", "x\n");
    assertEquals("x\n", read(below, "below/new.csv"));
    FilePolicy alone = FilePolicy.none().writing(open);
    write(alone, "new.csv", "y\n");
    assertThrows(AccessDeniedException.class, () -> read(alone, "new.csv"));
    assertEquals("x,y\n1,1\n2,0\n", Files.readString(open.resolve("in.csv")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../new.csv",
        "below/../../new.csv",
        "../openly/secret.csv",
        "/dev/null",
        "out/new.csv",
        "out",
        "secret",
        "nowhere",
        "device"
      })
  void writesNothingOutside(String path) throws IOException {
    Files.createSymbolicLink(open.resolve("out"), parent.resolve("openly"));
    Files.createSymbolicLink(open.resolve("secret"), parent.resolve("secret.csv"));
    Files.createSymbolicLink(open.resolve("nowhere"), parent.resolve("new.csv"));
    Files.createSymbolicLink(open.resolve("device"), Path.of("/dev/null"));
    FilePolicy both = policy.writing(open).refusingToWrite("no");
    AccessDeniedException refused =
        assertThrows(AccessDeniedException.class, () -> write(both, path, "gone"), path);
    assertEquals("no", refused.getReason());
    assertThrows(AccessDeniedException.class, () -> both.writable("s.nn", path));
    assertFalse(Files.exists(parent.resolve("new.csv")));
    assertFalse(Files.exists(parent.resolve("openly/new.csv")));
    assertEquals("x,y\n9,9\n", Files.readString(parent.resolve("secret.csv")));
    assertEquals("x,y\n9,9\n", Files.readString(parent.resolve("openly/secret.csv")));
  }

  @Test
  void writesNoFolderAndMakesNone() {
    FilePolicy both = policy.writing(open);
    for (String path : new String[] {"below", ".", "", "below/"}) {
      FileSystemException problem =
          assertThrows(FileSystemException.class, () -> write(both, path, "gone"), path);
      assertEquals("it is a folder", problem.getReason(), path);
    }
    assertThrows(NoSuchFileException.class, () -> write(both, "none/new.csv", "gone"));
    assertFalse(Files.exists(open.resolve("none")));
  }

  /** Whatever is thrown while it is written, it is as it was. */
  @Test
  void writesAllOrNothing() throws IOException {
    FilePolicy both = policy.writing(open);
    for (Throwable problem : new Throwable[] {new IOException("full"), new OutOfMemoryError()}) {
      Throwable thrown =
          assertThrows(
              Throwable.class,
              () ->
                  both.write(
                      "s.nn",
                      "in.csv",
                      out -> {
                        out.write(new byte[100_000]);
                        assertTrue(Files.exists(open.resolve(".neuronscript-1.part")));
                        if (problem instanceof IOException io) {
                          throw io;
                        }
                        throw (Error) problem;
                      }));
      assertEquals(problem, thrown);
      assertEquals("x,y\n1,1\n2,0\n", read(both, "in.csv"));
      assertFalse(Files.exists(open.resolve(".neuronscript-1.part")));
    }
  }

  /** What a killed machine has left is in nobody's way, and stays. */
  @Test
  void writesBesideWhatOthersLeft() throws IOException {
    Files.writeString(open.resolve(".neuronscript-1.part"), "half");
    write(policy.writing(open), "new.csv", "x\n");
    assertEquals("x\n", Files.readString(open.resolve("new.csv")));
    assertEquals("half", Files.readString(open.resolve(".neuronscript-1.part")));
    assertFalse(Files.exists(open.resolve(".neuronscript-2.part")));
  }

  @Test
  void keepsThePermissionsOfAFile() throws IOException {
    Path file = open.resolve("in.csv");
    Assumptions.assumeTrue(Files.getFileAttributeView(file, PosixFileAttributeView.class) != null);
    Set<PosixFilePermission> mine = PosixFilePermissions.fromString("rw-------");
    Files.setPosixFilePermissions(file, mine);
    write(policy.writing(open), "in.csv", "x\n");
    assertEquals(mine, Files.getPosixFilePermissions(file));
    assertEquals("x\n", Files.readString(file));
  }

  /** Nor is anything written into a pipe that is there. */
  @Test
  void writesIntoNoPipe() throws Exception {
    Assumptions.assumeFalse(
        System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("win"));
    Process make = new ProcessBuilder("mkfifo", open.resolve("pipe.csv").toString()).start();
    Assumptions.assumeTrue(make.waitFor(10, TimeUnit.SECONDS) && make.exitValue() == 0);
    assertThrows(
        AccessDeniedException.class, () -> write(policy.writing(open), "pipe.csv", "gone"));
  }

  /** Reading a pipe would wait for ever. */
  @Test
  void refusesAPipe() throws Exception {
    Assumptions.assumeFalse(
        System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("win"));
    Process make = new ProcessBuilder("mkfifo", open.resolve("pipe.csv").toString()).start();
    Assumptions.assumeTrue(make.waitFor(10, TimeUnit.SECONDS) && make.exitValue() == 0);
    refuses("pipe.csv");
  }

  @Test
  void tellsTheScriptWhy() {
    String script = "inputs x\ntarget y\ndata from \"PATH\"\ntrain 1 epoch";
    NeuronScript engine = new NeuronScript();
    Options options = Options.defaults().files(policy.refusing("it is none of your business"));
    Result refused = engine.run(Source.of("s.nn", script.replace("PATH", "../s.csv")), options);
    assertEquals(Code.FILE_REFUSED, refused.diagnostics().get(0).code());
    assertTrue(refused.diagnostics().toString().contains("it is none of your business"));
    assertFalse(refused.diagnostics().toString().contains(parent.toString()));
    Source included = Source.of("s.nn", "include \"../s.nn\"");
    assertEquals(Code.FILE_REFUSED, engine.run(included, options).diagnostics().get(0).code());
    Result read = engine.run(Source.of("s.nn", script.replace("PATH", "in.csv")), options);
    assertEquals(Result.Status.FINISHED, read.status(), read.toString());
  }
}
