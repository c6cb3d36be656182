package io.github.neuronscript.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applications that know nothing of us but the installed library. */
@Tag("full")
class ApplicationJarTest {
  private static final String ANSWER = "0.7310585786300049\nlend\n";

  @Test
  void anImageWithNothingElseRunsAScript(@TempDir Path folder) throws Exception {
    Path library = BuiltJar.library().file();
    Path example =
        Files.writeString(
            folder.resolve("Embedded.java"), "package app;\n" + BuiltJar.readmeExample());
    Path module =
        Files.writeString(
            folder.resolve("module-info.java"),
            "module app { requires io.github.neuronscript; }\n");
    Path classes = folder.resolve("classes");
    BuiltJar.compile(classes, List.of("--module-path", library.toString()), example, module);
    Path image = folder.resolve("image");
    BuiltJar.run(
        folder,
        List.of(
            BuiltJar.tool("jlink"),
            "--module-path",
            library + File.pathSeparator + classes,
            "--add-modules",
            "app",
            "--output",
            image.toString()));
    String java = image.resolve("bin/java").toString();
    assertEquals(
        List.of(
            "app", "io.github.neuronscript@" + BuiltJar.version(), "java.base", "java.scripting"),
        BuiltJar.run(folder, List.of(java, "--list-modules"))
            .lines()
            .map(line -> line.startsWith("java.") ? line.substring(0, line.indexOf('@')) : line)
            .toList());
    assertEquals(ANSWER, BuiltJar.run(folder, List.of(java, "--module", "app/app.Embedded")));
  }

  @Test
  void aFreshMavenProjectEmbedsIt(@TempDir Path project) throws Exception {
    Path sources = Files.createDirectories(project.resolve("src/main/java"));
    Files.writeString(sources.resolve("Embedded.java"), BuiltJar.readmeExample());
    Files.writeString(
        project.resolve("pom.xml"),
        """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <groupId>fresh</groupId>
          <artifactId>fresh</artifactId>
          <version>1</version>
          <properties>
            <maven.compiler.release>17</maven.compiler.release>
            <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
          </properties>
          <dependencies>
            <dependency>
              <groupId>io.github.neuronscript</groupId>
              <artifactId>neuronscript</artifactId>
              <version>%s</version>
            </dependency>
          </dependencies>
        </project>
        """
            .formatted(BuiltJar.version()));
    Path repository = Repository.path("target/application/repository");
    Path installed =
        repository.resolve("io/github/neuronscript/neuronscript/" + BuiltJar.version());
    assertTrue(
        Files.isDirectory(installed),
        installed + " is missing: `mvn verify -Pfull` installs there");
    borrowPlugins(repository);
    BuiltJar.run(
        project,
        List.of(
            Path.of(System.getProperty("neuronscript.maven"), "bin", "mvn").toString(),
            "--offline",
            "--batch-mode",
            "-Dmaven.repo.local=" + repository,
            "org.apache.maven.plugins:maven-compiler-plugin:"
                + System.getProperty("neuronscript.compiler-plugin")
                + ":compile"));
    assertEquals(
        ANSWER,
        BuiltJar.run(
            project,
            List.of(
                BuiltJar.java(),
                "-cp",
                installed.resolve(name(".jar")) + File.pathSeparator + "target/classes",
                "Embedded")));
  }

  private static String name(String ending) {
    return "neuronscript-" + BuiltJar.version() + ending;
  }

  /** Links all that the build itself has, but for our own group, into the other repository. */
  private static void borrowPlugins(Path repository) throws IOException {
    Path own = Path.of(System.getProperty("neuronscript.repository"));
    link(own, repository, List.of("io", "github", "neuronscript"));
  }

  private static void link(Path from, Path to, List<String> except) throws IOException {
    Files.createDirectories(to);
    List<Path> children;
    try (Stream<Path> list = Files.list(from)) {
      children = list.filter(Files::isDirectory).toList();
    }
    for (Path child : children) {
      Path place = to.resolve(child.getFileName());
      if (!except.isEmpty() && child.getFileName().toString().equals(except.get(0))) {
        if (except.size() > 1) {
          link(child, place, except.subList(1, except.size()));
        }
      } else if (!Files.exists(place)) {
        Files.createSymbolicLink(place, child);
      }
    }
    assertFalse(children.isEmpty());
  }
}
