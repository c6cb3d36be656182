package io.github.neuronscript.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.NeuronScript;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that applications depend on: all that it needs, and nothing else. */
class LibraryJarTest {
  private static final String BASE = "io.github.neuronscript";
  private static final List<String> EXPORTED =
      List.of(BASE, BASE + ".diagnostic", BASE + ".formula", BASE + ".judge", BASE + ".trace");

  /** Libraries and the generated parser, by short names. */
  private static final String INTERNAL = BASE + ".x";

  /** 1.2 MB, of 1,048,576 bytes each. */
  private static final long MOST_BYTES = 1_258_291;

  private final BuiltJar jar = BuiltJar.library();

  @Test
  void hasThesePackages() {
    assertEquals(
        new TreeSet<>(
            List.of(
                BASE,
                BASE + ".data",
                BASE + ".diagnostic",
                BASE + ".formula",
                BASE + ".judge",
                BASE + ".neuron",
                BASE + ".program",
                BASE + ".scripting",
                BASE + ".session",
                BASE + ".syntax",
                BASE + ".trace",
                INTERNAL)),
        new TreeSet<>(jar.packages()));
  }

  @Test
  void hasTheseOtherFiles() {
    assertEquals(
        new TreeSet<>(
            List.of(
                "META-INF/LICENSE",
                "META-INF/MANIFEST.MF",
                "META-INF/licenses/antlr4-runtime.txt",
                "META-INF/licenses/big-math.txt",
                "META-INF/services/javax.script.ScriptEngineFactory",
                "io/github/neuronscript/prelude.nn",
                "module-info.class")),
        jar.files().stream()
            .filter(name -> !name.endsWith(".class") || name.equals("module-info.class"))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void isSmall() throws Exception {
    long bytes = Files.size(jar.file());
    assertTrue(bytes <= MOST_BYTES, bytes + " bytes are more than " + MOST_BYTES);
  }

  @Test
  void knowsTheLibrariesByTheirNewNamesOnly() {
    var classes = jar.classes();
    assertTrue(
        classes
            .get("io/github/neuronscript/syntax/StatementBuilder.class")
            .contains("io/github/neuronscript/x/"));
    for (String library :
        List.of("org.antlr", "de.siegmar", "ch.obermuhlner", "picocli", "org.jline")) {
      assertEquals(
          List.of(),
          classes.entrySet().stream()
              .filter(
                  entry ->
                      entry.getValue().contains(library.replace('.', '/'))
                          || entry.getValue().contains(library + "."))
              .map(Map.Entry::getKey)
              .toList(),
          library);
    }
  }

  @Test
  void knowsItsVersion() {
    assertEquals(NeuronScript.VERSION, BuiltJar.version());
    assertEquals(NeuronScript.VERSION, jar.manifest().get("Implementation-Version"));
  }

  @Test
  void isAModuleThatExportsTheInterfaceOnly() {
    ModuleDescriptor module = ModuleFinder.of(jar.file()).find(BASE).orElseThrow().descriptor();
    assertFalse(module.isAutomatic());
    assertEquals(BuiltJar.version(), module.version().orElseThrow().toString());
    assertEquals(
        EXPORTED,
        module.exports().stream().map(ModuleDescriptor.Exports::source).sorted().toList());
    assertTrue(module.exports().stream().noneMatch(ModuleDescriptor.Exports::isQualified));
    assertEquals(
        Map.of(
            "java.base", Set.of(Requires.Modifier.MANDATED),
            // Not static: a JDK 17 starts no module that provides what it does not read.
            "java.scripting", Set.of(),
            "java.sql", Set.of(Requires.Modifier.STATIC)),
        module.requires().stream().collect(Collectors.toMap(Requires::name, Requires::modifiers)));
    assertEquals(Set.of(), module.opens());
    assertEquals(
        Map.of(
            "javax.script.ScriptEngineFactory",
            List.of(BASE + ".scripting.NeuronScriptEngineFactory")),
        module.provides().stream()
            .collect(
                Collectors.toMap(
                    ModuleDescriptor.Provides::service, ModuleDescriptor.Provides::providers)));
    assertEquals(jar.packages(), module.packages());
  }

  /** A class that is not there would be called "not found". */
  @Test
  void needsNothingButTheseModules() {
    var out = new StringWriter();
    ToolProvider.findFirst("jdeps")
        .orElseThrow()
        .run(
            new PrintWriter(out),
            new PrintWriter(out),
            "--add-modules",
            "java.scripting,java.sql,jdk.incubator.vector",
            "-s",
            jar.file().toString());
    assertEquals(
        Stream.of("java.base", "java.scripting", "java.sql", "jdk.incubator.vector")
            .map(module -> BASE + " -> " + module)
            .toList(),
        out.toString().lines().filter(line -> line.startsWith(BASE)).sorted().toList());
  }

  @Test
  void isABundle() {
    var headers = jar.manifest();
    assertEquals("2", headers.get("Bundle-ManifestVersion"));
    assertEquals(BASE, headers.get("Bundle-SymbolicName"));
    assertTrue(
        headers.get("Bundle-Version").matches("\\d+\\.\\d+\\.\\d+(\\.[\\w-]+)?"),
        "bundle.version in pom.xml is no version of OSGi: " + headers.get("Bundle-Version"));
    assertEquals(
        EXPORTED,
        clauses(headers.get("Export-Package"))
            .map(clause -> clause.substring(0, clause.indexOf(';')))
            .sorted()
            .toList());
    assertTrue(
        clauses(headers.get("Export-Package"))
            .allMatch(c -> c.contains(";version=\"" + headers.get("Bundle-Version") + "\"")));
    assertEquals(
        "java.sql;resolution:=optional,javax.script;resolution:=optional",
        headers.get("Import-Package"));
    assertEquals(
        "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=17))\"", headers.get("Require-Capability"));
    assertFalse(headers.containsKey("Main-Class"));
  }

  /** The parts between commas that are in no quotes. */
  private static Stream<String> clauses(String header) {
    return Stream.of(header.split(",(?=([^\"]*\"[^\"]*\")*[^\"]*$)"));
  }

  @Test
  void itsPomHasNoDependencies() throws Exception {
    String pom = Files.readString(BuiltJar.inTarget(".pom").file());
    assertTrue(pom.contains("<artifactId>neuronscript</artifactId>"), pom);
    assertFalse(pom.contains("depend"), pom);
    assertFalse(pom.contains("<build>"), pom);
  }

  /** On the module path: what is compiled against it sees the exported packages and no other. */
  @Test
  void runsTheExampleOfTheReadme(@TempDir Path folder) throws Exception {
    Path example =
        Files.writeString(
            folder.resolve("Embedded.java"), "package app;\n" + BuiltJar.readmeExample());
    Path module =
        Files.writeString(
            folder.resolve("module-info.java"),
            "module app { requires io.github.neuronscript; }\n");
    Path classes = folder.resolve("classes");
    BuiltJar.compile(classes, List.of("--module-path", jar.file().toString()), example, module);
    assertEquals(
        "0.7310585786300049\nlend\n",
        BuiltJar.run(
            folder,
            List.of(
                BuiltJar.java(),
                "--module-path",
                jar.file() + File.pathSeparator + classes,
                "--module",
                "app/app.Embedded")));
  }

  /** The manager finds it by the descriptor on the module path, by the file on the class path. */
  @Test
  void isFoundByItsNameOnBothPaths(@TempDir Path folder) throws Exception {
    Path source =
        Files.writeString(
            folder.resolve("Scripted.java"),
            """
            package app;

            import javax.script.ScriptEngine;
            import javax.script.ScriptEngineManager;

            class Scripted {
              public static void main(String[] arguments) throws Exception {
                ScriptEngine engine = new ScriptEngineManager().getEngineByName("neuronscript");
                engine.put("x1", 1);
                String neuron = "inputs x1 = 0, x2 = 1; weights 4, 4; bias -6; activation sigmoid";
                System.out.println(engine.eval(neuron + "; predict x1, x2"));
              }
            }
            """);
    Path module =
        Files.writeString(
            folder.resolve("module-info.java"), "module app { requires java.scripting; }\n");
    Path classes = folder.resolve("classes");
    BuiltJar.compile(classes, List.of(), source, module);
    assertEquals(
        "0.8807970779778823\n",
        BuiltJar.run(
            folder,
            List.of(
                BuiltJar.java(),
                "--module-path",
                jar.file() + File.pathSeparator + classes,
                "--module",
                "app/app.Scripted")));
    assertEquals(
        "0.8807970779778823\n",
        BuiltJar.run(
            folder,
            List.of(
                BuiltJar.java(),
                "-cp",
                jar.file() + File.pathSeparator + classes,
                "app.Scripted")));
  }

  /** On the class path: every library inside is used. */
  @Test
  void readsTablesAndComputesWithDecimals(@TempDir Path folder) throws Exception {
    Path source =
        Files.writeString(
            folder.resolve("Reads.java"),
            """
            import io.github.neuronscript.NeuronScript;
            import io.github.neuronscript.Options;
            import io.github.neuronscript.diagnostic.Source;
            import io.github.neuronscript.trace.TraceEvent;
            import java.io.ByteArrayInputStream;

            class Reads {
              public static void main(String[] arguments) {
                var options =
                    Options.defaults()
                        .files((script, path) -> new ByteArrayInputStream("x,y\\n3,\\"4\\"\\n5,6\\n".getBytes()))
                        .listener(
                            event -> {
                              if (event instanceof TraceEvent.Printed printed) {
                                printed.numbers().toNumbers().forEach(System.out::println);
                              }
                            });
                String script =
                    "inputs x; weights 1; bias 1; activation linear; target y; data from \\"a.csv\\"\\n"
                        + "evaluate; print cost; set numbers decimal 30; print exp(1)";
                var outcome = new NeuronScript().run(Source.of("reads.nn", script), options);
                outcome.diagnostics().forEach(diagnostic -> System.out.println(diagnostic.message()));
              }
            }
            """);
    BuiltJar.compile(folder, List.of("-cp", jar.file().toString()), source);
    assertEquals(
        "0.0\n2.71828182845904523536028747135\n",
        BuiltJar.run(
            folder,
            List.of(BuiltJar.java(), "-cp", jar.file() + File.pathSeparator + folder, "Reads")));
  }

  /**
   * What is compiled against the classes of the build runs with the library, and is checked alike.
   */
  @Test
  void offersAllThatTheClassesOffer() throws Exception {
    try (URLClassLoader library =
        new URLClassLoader(
            new URL[] {jar.file().toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      for (String file : classesOfTheBuild()) {
        Class<?> ours = Class.forName(file, false, getClass().getClassLoader());
        if (EXPORTED.contains(ours.getPackageName()) && Modifier.isPublic(ours.getModifiers())) {
          assertEquals(offer(ours), offer(Class.forName(file, false, library)));
        }
      }
    }
  }

  private static List<String> classesOfTheBuild() throws IOException {
    Path classes = Repository.mainClasses();
    try (Stream<Path> files = Files.walk(classes.resolve(BASE.replace('.', '/')))) {
      return files
          .map(file -> classes.relativize(file).toString().replace(File.separatorChar, '.'))
          .filter(name -> name.endsWith(".class") && !name.contains("package-info"))
          .map(name -> name.substring(0, name.length() - ".class".length()))
          .sorted()
          .toList();
    }
  }

  /** What a compiler can see of a class. */
  private static List<String> offer(Class<?> type) {
    List<String> offer = new ArrayList<>();
    offer.add(type.toGenericString() + " extends " + type.getGenericSuperclass());
    offer.add(List.of(type.getGenericInterfaces()).toString());
    offer.add("member of " + type.getEnclosingClass());
    Stream.of(type.getDeclaredMethods(), type.getDeclaredConstructors(), type.getDeclaredFields())
        .flatMap(Stream::of)
        .filter(member -> (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0)
        .map(
            member ->
                member instanceof Executable executable
                    ? executable.toGenericString()
                    : ((Field) member).toGenericString())
        .sorted()
        .forEach(offer::add);
    if (type.isRecord()) {
      offer.add(List.of(type.getRecordComponents()).toString());
    }
    if (type.isSealed()) {
      offer.add(Stream.of(type.getPermittedSubclasses()).map(Class::getName).toList().toString());
    }
    return offer;
  }

  /** Who reports a mistake of ours can say where it is. */
  @Test
  void namesItsLinesInStackTraces(@TempDir Path folder) throws Exception {
    Path source =
        Files.writeString(
            folder.resolve("Fails.java"),
            """
            import io.github.neuronscript.NeuronScript;
            import io.github.neuronscript.Options;
            import io.github.neuronscript.diagnostic.Source;

            class Fails {
              public static void main(String[] arguments) {
                Options options =
                    Options.defaults()
                        .cancelled(
                            () -> {
                              for (StackTraceElement frame : new Throwable().getStackTrace()) {
                                System.out.println(frame.getClassName() + " " + frame.getMethodName()
                                    + " " + frame.getFileName() + " " + (frame.getLineNumber() > 0));
                              }
                              return true;
                            });
                new NeuronScript().run(Source.of("a.nn", "inputs x; data { 0 -> 0 }; train"), options);
              }
            }
            """);
    BuiltJar.compile(folder, List.of("-cp", jar.file().toString()), source);
    List<String> frames =
        BuiltJar.run(
                folder,
                List.of(BuiltJar.java(), "-cp", jar.file() + File.pathSeparator + folder, "Fails"))
            .lines()
            .toList();
    assertTrue(
        frames.stream().anyMatch(frame -> frame.startsWith(BASE + ".session.Interpreter ")),
        frames.toString());
    assertEquals(
        List.of(), frames.stream().filter(frame -> !frame.endsWith(".java true")).toList());
  }

  /** What was taken out of the classes and renamed in them changes no bit of a result. */
  @Test
  void runsEveryScriptLikeTheClassesOfTheBuild(@TempDir Path folder) throws Exception {
    String name = ScriptDigests.class.getName().replace('.', '/') + ".class";
    Path copy = folder.resolve(name);
    Files.createDirectories(copy.getParent());
    try (InputStream in = ScriptDigests.class.getClassLoader().getResourceAsStream(name)) {
      Files.copy(in, copy);
    }
    List<String> ofTheBuild = digests(folder, System.getProperty("java.class.path"));
    assertTrue(ofTheBuild.size() > 400, ofTheBuild.size() + " scripts");
    assertEquals(ofTheBuild, digests(folder, jar.file() + File.pathSeparator + folder));
  }

  private static List<String> digests(Path folder, String classPath) throws Exception {
    return BuiltJar.run(
            folder,
            List.of(
                BuiltJar.java(),
                // Of the hundreds of scripts none runs long enough to be compiled well.
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                ScriptDigests.class.getName(),
                Repository.path("scripts").toString(),
                Repository.path("src/test/scripts").toString()))
        .lines()
        .toList();
  }
}
