package io.github.neuronscript.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.SplitMix;
import io.github.neuronscript.syntax.antlr.NeuronScriptParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.dfa.DFA;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A host that gets new scripts for years is as large as on the first day. */
class LongLivedHostTest {

  /**
   * ANTLR remembers, for all parsers together, how it decided. The grammar looks ahead over few
   * tokens, so that it has few decisions to remember, whatever it reads.
   */
  @Test
  void theParserRemembersNoTexts() {
    DifferentTexts texts = new DifferentTexts(new SplitMix(62));
    for (int i = 0; i < 3_000; i++) {
      String text = texts.next();
      ScriptParser.parse(Source.of("a.nn", text));
      Expected.at(text);
    }
    NeuronScriptParser parser =
        new NeuronScriptParser(new CommonTokenStream(new ListTokenSource(List.of())));
    int states = states(parser.getInterpreter().decisionToDFA);
    assertTrue(states > 100 && states < 1_000, states + " states");
    int contexts = parser.getInterpreter().getSharedContextCache().size();
    assertTrue(contexts < 200, contexts + " contexts");
  }

  private static int states(DFA[] decisions) {
    return Stream.of(decisions).mapToInt(decision -> decision.states.size()).sum();
  }

  @Test
  void compilingLeavesNothing() throws Exception {
    compile(2_000, 2_000);
  }

  @Test
  @Tag("full")
  void aHundredThousandCompilationsLeaveNothing() throws Exception {
    compile(20_000, 100_000);
  }

  /** In a Java of 64 MB: no class more, and no more that cannot be thrown away. */
  private static void compile(int first, int more) throws IOException, InterruptedException {
    Process host =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LongLivedHost.class.getName(),
                "" + first,
                "" + more)
            .redirectErrorStream(true)
            .start();
    String said = new String(host.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
    assertEquals(0, host.waitFor(), said);
    String[] figures = said.split(" ", -1);
    assertTrue(Long.parseLong(figures[0]) < 100, figures[0] + " more classes");
    assertTrue(
        Long.parseLong(figures[1]) < Long.parseLong(figures[2]) / 10,
        figures[1] + " bytes more than " + figures[2]);
  }
}
