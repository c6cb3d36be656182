package io.github.neuronscript.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who may import whom. A new room gets a line in {@link #ROOMS}; the order is ground floor first.
 */
class ArchitectureTest {
  private static final String BASE = "io.github.neuronscript";

  /** The package that embedders see. */
  private static final String ROOT = "(root)";

  /** A package below the base, with everything in it, and what it may import of the others. */
  private record Room(String name, List<String> mayImport) {
    static Room of(String name, String... mayImport) {
      return new Room(name, List.of(mayImport));
    }

    String packages() {
      return name.equals(ROOT) ? BASE : BASE + "." + name + "..";
    }
  }

  private static final List<Room> ROOMS =
      List.of(
          Room.of("diagnostic"),
          Room.of("formula", "diagnostic"),
          Room.of("syntax", "diagnostic", "formula"),
          Room.of("data", "diagnostic", "formula", "syntax"),
          Room.of("neuron", "diagnostic", "formula", "data"),
          Room.of("judge", "formula", "neuron"),
          Room.of("trace", "diagnostic", "formula", "syntax", "data", "neuron", "judge"),
          Room.of("program", "diagnostic", "formula", "syntax", "data", "neuron", "judge", "trace"),
          Room.of(
              "session",
              "diagnostic",
              "formula",
              "syntax",
              "data",
              "neuron",
              "judge",
              "trace",
              "program"),
          // Not session: the two meet in trace.
          Room.of(
              "render",
              "diagnostic",
              "formula",
              "syntax",
              "data",
              "neuron",
              "judge",
              "trace",
              "program"),
          Room.of(
              ROOT,
              "diagnostic",
              "formula",
              "syntax",
              "data",
              "neuron",
              "judge",
              "trace",
              "program",
              "session",
              "render"),
          Room.of("terminal"),
          // Databases as rows: the core never sees it.
          Room.of("jdbc", "diagnostic", "data"),
          // Scripts by javax.script; what data names stand for is known to data.
          Room.of("scripting", "diagnostic", "formula", "data", "trace", ROOT),
          // Adapters: what runs a script they reach through the root package.
          Room.of("repl", "diagnostic", "formula", "trace", "render", ROOT, "terminal"),
          // Checks a trace from outside: no room that runs scripts. From neuron and trace only how
          // formulas are derived, and from render the number of the format.
          Room.of("receipt", "diagnostic", "formula", "syntax", "neuron", "trace", "render"),
          // Saved models, which the engine loads; of program only how their files are read.
          Room.of("model", "diagnostic", "formula", "program", "trace", "render", ROOT),
          // Pages of what scripts do: not for embedders.
          Room.of(
              "handout",
              "diagnostic",
              "formula",
              "data",
              "neuron",
              "judge",
              "trace",
              "render",
              ROOT),
          // Neurons as files of other tools.
          Room.of("onnx", "formula", "trace", ROOT),
          Room.of("javasource", "formula", "trace", ROOT),
          // Puts the adapters together.
          Room.of(
              "cli",
              "diagnostic",
              "formula",
              "data",
              "trace",
              "render",
              ROOT,
              "terminal",
              "jdbc",
              "repl",
              "receipt",
              "handout",
              "model",
              "onnx",
              "javasource"));

  /** The packages of a library, and the one room that may know it. */
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "org.antlr..",
          "syntax",
          BASE + ".syntax.antlr..",
          "syntax",
          "ch.obermuhlner..",
          "formula",
          "picocli..",
          "cli",
          "org.jline..",
          "terminal",
          "java.sql..",
          "jdbc",
          "javax.script..",
          "scripting");

  /** Takes a result of a host's query. */
  private static final String SQL_OF_HOSTS = "\\Q" + BASE + ".QueryRows\\E(\\$.*)?";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(BASE);

  static List<Room> rooms() {
    return ROOMS;
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void importsOnlyFromBelow(Room room) {
    String[] open =
        Stream.concat(Stream.of(room), ROOMS.stream().filter(r -> room.mayImport.contains(r.name)))
            .map(Room::packages)
            .toArray(String[]::new);
    check(
        noClasses()
            .that()
            .resideInAPackage(room.packages())
            .should()
            .dependOnClassesThat(
                resideInAPackage(BASE + "..")
                    .and(DescribedPredicate.not(resideInAnyPackage(open)))
                    .as("are in no room that %s may import %s", room.name, room.mayImport)));
  }

  @Test
  void everyPackageIsARoom() {
    check(
        noClasses()
            .should(
                be(
                    DescribedPredicate.not(
                            resideInAnyPackage(
                                ROOMS.stream().map(Room::packages).toArray(String[]::new)))
                        .as("in a package without a line in ROOMS"))));
  }

  @Test
  void eachLibraryIsKnownToOneRoom() {
    LIBRARIES.forEach(
        (library, room) ->
            check(
                noClasses()
                    .that()
                    .resideOutsideOfPackage(BASE + "." + room + "..")
                    .and()
                    .haveNameNotMatching(SQL_OF_HOSTS)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(library)));
  }

  @Test
  void onlyTheShellsUseTheConsole() {
    DescribedPredicate<JavaClass> shells =
        resideInAnyPackage(BASE + ".cli..", BASE + ".repl..", BASE + ".terminal..");
    for (String stream : List.of("in", "out", "err")) {
      check(
          noClasses()
              .that(DescribedPredicate.not(shells))
              .should()
              .accessField(System.class, stream));
    }
  }

  @Test
  void nobodyLogs() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "org.slf4j.."));
  }

  @Test
  void everyPackageSaysWhatItIs() throws IOException {
    Path sources = Repository.path("src/main/java");
    var packages = new TreeSet<Path>();
    try (Stream<Path> files = Files.walk(sources)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(f -> packages.add(f.getParent()));
    }
    assertTrue(!packages.isEmpty(), "no sources in " + sources);
    assertEquals(
        List.of(),
        packages.stream()
            .filter(folder -> !hasComment(folder.resolve("package-info.java")))
            .toList(),
        "these packages need a package-info.java with a comment");
  }

  private static boolean hasComment(Path packageInfo) {
    return Files.exists(packageInfo) && Repository.read(packageInfo).startsWith("/**");
  }

  /** A room that does not exist yet breaks no rule. */
  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }
}
