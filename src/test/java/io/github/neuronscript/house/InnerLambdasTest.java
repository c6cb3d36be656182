package io.github.neuronscript.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.IntToLongFunction;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher runs does what the classes of the build do. */
class InnerLambdasTest {

  @TempDir Path folder;

  private static void copy(Path from, Path to) throws Exception {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  /** Returns the class path with other classes in front of ours. */
  private static List<String> classPath(Path first) {
    List<String> path = new ArrayList<>(List.of(first.toString()));
    path.addAll(List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
    return path;
  }

  @Test
  void runsTheExamplesLikeTheClassesOfTheBuild() throws Exception {
    Path classes = folder.resolve("classes");
    copy(Repository.mainClasses(), classes);
    InnerLambdas.main(new String[] {classes.toString()});
    assertTrue(linked(classes) > 2000);
    assertEquals(digests(Repository.mainClasses()), digests(classes));
  }

  /** Has Java check every class that was made, and returns how many there are. */
  private static int linked(Path classes) throws Exception {
    List<URL> path = new ArrayList<>();
    for (String part : classPath(classes)) {
      path.add(Path.of(part).toUri().toURL());
    }
    int count = 0;
    try (URLClassLoader loader =
            new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        Stream<Path> all = Files.walk(classes)) {
      for (Path file : all.filter(f -> f.toString().matches(".*\\$\\$\\d+\\.class")).toList()) {
        String name = classes.relativize(file).toString().replace(File.separatorChar, '.');
        Class.forName(name.substring(0, name.lastIndexOf('.')), true, loader);
        count++;
      }
    }
    return count;
  }

  private List<String> digests(Path classes) throws Exception {
    List<String> lines =
        BuiltJar.run(
                folder,
                List.of(
                    BuiltJar.java(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    String.join(File.pathSeparator, classPath(classes)),
                    ScriptDigests.class.getName(),
                    Repository.path("scripts").toString()))
            .lines()
            .toList();
    assertTrue(lines.size() > 20, lines.size() + " scripts");
    return lines;
  }

  /** Everything that a lambda can be converted from and to, and every way to be a method. */
  @Test
  void convertsAsJavaDoes() throws Exception {
    Path classes = folder.resolve("classes");
    String sample = Sample.class.getName().replace('.', '/');
    Path file = classes.resolve(sample + ".class");
    Files.createDirectories(file.getParent());
    for (Class<?> of : List.of(Sample.class, Sample.Scale.class, InnerLambdasTest.class)) {
      String name = of.getName().replace('.', '/') + ".class";
      try (var in = of.getClassLoader().getResourceAsStream(name)) {
        Files.copy(in, classes.resolve(name));
      }
    }
    InnerLambdas.main(new String[] {classes.toString()});
    URL[] url = {classes.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(url, null)) {
      Object found = loader.loadClass(Sample.class.getName()).getDeclaredMethod("all").invoke(null);
      assertEquals(Sample.all(), found);
    }
    try (Stream<Path> made = Files.list(file.getParent())) {
      assertEquals(10, made.filter(f -> f.getFileName().toString().contains("Sample$$")).count());
    }
  }

  /** Uses ten lambdas. */
  public static final class Sample {
    interface Scale {
      double of(int whole, Integer boxed);
    }

    private final long seed;

    private Sample(Long seed) {
      this.seed = seed;
    }

    private long plus(long more) {
      return seed + more;
    }

    private static long twice(long x) {
      return 2 * x;
    }

    /** Returns a text of all results. */
    public static String all() {
      Sample seven = new Sample(7L);
      List<Object> results = new ArrayList<>();
      LongUnaryOperator bound = seven::plus;
      UnaryOperator<Long> unboxed = Sample::twice;
      Function<Long, Sample> made = Sample::new;
      IntToLongFunction widened = Sample::twice;
      ToIntFunction<String> unbound = String::length;
      Scale cast = (whole, boxed) -> whole / (double) boxed;
      Consumer<Object> dropped = results::add;
      Supplier<Object> captured = () -> seven.seed + results.size();
      DoubleFunction<Number> boxed = x -> x / 2;
      Runnable nothing = () -> results.add(seven.plus(1));
      dropped.accept(bound.applyAsLong(2));
      nothing.run();
      results.add(unboxed.apply(5L));
      results.add(made.apply(9L).seed);
      results.add(widened.applyAsLong(4));
      results.add(unbound.applyAsInt("four"));
      results.add(cast.of(3, 4));
      results.add(captured.get());
      results.add(boxed.apply(5));
      return results.toString();
    }
  }
}
