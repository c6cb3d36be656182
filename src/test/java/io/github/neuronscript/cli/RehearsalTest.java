package io.github.neuronscript.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The launcher's tests see that there is an archive; this, that it is made of what there is. */
class RehearsalTest {

  @Test
  void namesPackagesThatThereAre() {
    Path sources =
        Path.of(System.getProperty("basedir", ""), "src/main/java/io/github/neuronscript");
    for (String name : Rehearsal.READING) {
      assertTrue(Files.isDirectory(sources.resolve(name)), name);
    }
  }
}
