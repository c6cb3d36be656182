package io.github.neuronscript.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.render.Style;
import io.github.neuronscript.render.TextRenderer;
import io.github.neuronscript.syntax.ScriptParser;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.trace.TraceLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A script is a session typed in advance: fed statement by statement it shows the same. */
class FedByStatementTest {

  private static final Path ROOT = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

  static List<Path> scripts() throws IOException {
    try (Stream<Path> tests = Files.walk(ROOT.resolve("src/test/scripts"));
        Stream<Path> examples = Files.list(ROOT.resolve("scripts"))) {
      List<Path> scripts = new ArrayList<>();
      for (Path script :
          Stream.concat(tests.filter(path -> Files.exists(trace(path))), examples)
              .filter(path -> path.toString().endsWith(".nn"))
              .sorted()
              .toList()) {
        // What writes models needs a host: SessionByStatementTest feeds those.
        if (!Files.readString(script).contains("\nexport ")) {
          scripts.add(script);
        }
      }
      return scripts;
    }
  }

  private static Path trace(Path script) {
    return script.resolveSibling(script.getFileName().toString().replace(".nn", ".trace"));
  }

  private static Typed session(Path script) {
    return new Typed(
        new SessionOptions(
            (source, path) -> Files.newInputStream(script.resolveSibling(path)),
            event -> {},
            () -> false,
            Map.of(),
            TraceLevel.SUMMARY,
            17,
            RunLimits.STANDARD));
  }

  private static String text(Typed session) {
    StringBuilder text = new StringBuilder();
    TextRenderer renderer = new TextRenderer(text, Style.plain());
    session.events.forEach(renderer);
    return text.toString();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void showsTheSame(Path script) throws IOException {
    String text = Files.readString(script);
    Typed whole = session(script).type(text);
    Typed fed = session(script);
    for (Statement statement : ScriptParser.parse(Source.of("whole", text)).statements()) {
      fed.type(statement.span().text());
    }
    assertEquals(text(whole), text(fed));
  }
}
