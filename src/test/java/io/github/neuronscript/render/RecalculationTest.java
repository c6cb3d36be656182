package io.github.neuronscript.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.MemoryFiles;
import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.Sample;
import io.github.neuronscript.cli.Formats;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.trace.TraceEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever recalculates what the examples print, from what is printed, gets what is printed. */
class RecalculationTest {

  private static final Path ROOT = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

  private int checked;
  private int digits = 6;
  private final List<String> failing = new ArrayList<>();

  @Test
  void everyLineOfSomeScriptsCanBeRecalculated() throws IOException {
    recalculate(Sample.oneOf(3, 0, scripts()));
  }

  @Tag("full")
  @Test
  void soCanThoseOfEveryOther() throws IOException {
    recalculate(Sample.others(3, 0, scripts()));
  }

  private static List<Path> scripts() throws IOException {
    List<Path> scripts = new ArrayList<>();
    for (String folder : List.of("scripts", "src/test/scripts")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        files.filter(f -> f.toString().endsWith(".nn")).sorted().forEach(scripts::add);
      }
    }
    return scripts;
  }

  private void recalculate(List<Path> scripts) throws IOException {
    for (Path script : scripts) {
      run(script);
    }
    assertEquals(List.of(), failing);
    assertTrue(checked > 500, checked + " lines");
  }

  private void run(Path file) throws IOException {
    StringBuilder out = new StringBuilder();
    TextRenderer renderer = new TextRenderer(out, new Style(10_000, false, false));
    digits = 6;
    Options options =
        Options.defaults()
            .files(
                new MemoryFiles((script, path) -> Files.newInputStream(file.resolveSibling(path))))
            .formats(new Formats())
            .listener(
                event -> {
                  out.setLength(0);
                  renderer.accept(event);
                  digits = event instanceof TraceEvent.Configured c ? c.digits() : digits;
                  out.toString().lines().forEach(line -> check(file, line));
                });
    new NeuronScript().run(Source.of(file.toString(), Files.readString(file)), options);
  }

  private void check(Path file, String line) {
    // Behind a metric its baseline stands in brackets.
    String equation = line.strip().replaceFirst(" \\[.*]$", "");
    String[] parts = equation.split(" {2,}[=≈] ", -1);
    if (parts.length < 3 || line.contains("…")) {
      return;
    }
    double result;
    double recomputed;
    try {
      result = Calculator.value(parts[parts.length - 1]);
      recomputed = Calculator.value(parts[parts.length - 2]);
    } catch (IllegalArgumentException e) {
      // No numbers put in: a formula with its result.
      return;
    }
    checked++;
    // Fractions add up to 0 where the calculator's doubles leave a rest.
    double rest = parts[parts.length - 2].matches(".*[0-9]/[1-9].*") ? 1e-15 : 0;
    double unit = CalculatorRule.unit(parts[parts.length - 1], digits);
    double slack = rest + 1e-9 * unit + 4e-16 * Math.abs(recomputed);
    boolean both = Double.isNaN(result) && Double.isNaN(recomputed) || result == recomputed;
    if (!both && !(Math.abs(recomputed - result) <= unit + slack)) {
      failing.add(ROOT.relativize(file) + ": " + line + " but a calculator has " + recomputed);
    }
  }
}
