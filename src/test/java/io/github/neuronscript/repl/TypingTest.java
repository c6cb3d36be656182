package io.github.neuronscript.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.FileAccess;
import io.github.neuronscript.FilePolicy;
import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.Session;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.render.Glyphs;
import io.github.neuronscript.terminal.Prompt;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the prompt is told of what is typed. */
class TypingTest {

  @TempDir Path folder;

  private final NeuronScript engine = new NeuronScript();
  private final Session session = engine.newSession(Options.defaults());

  private Typing typing(FileAccess files, boolean ascii) {
    Glyphs glyphs = new Glyphs(ascii);
    Commands commands =
        new Commands(new Voice(new PrintWriter(new StringWriter()), glyphs, () -> 80));
    return new Typing(engine, session, files, glyphs, commands);
  }

  private Typing typing() {
    return typing(FileAccess.none(), false);
  }

  private static List<String> texts(List<Prompt.Word> words) {
    return words.stream().map(Prompt.Word::text).toList();
  }

  @Test
  void theHintIsOfTheStatementThatIsTyped() {
    assertEquals("", typing().hint(""));
    assertEquals("", typing().hint("tra"));
    assertTrue(typing().hint("train 5").startsWith("train ["));
    assertTrue(typing().hint("inputs x; train").startsWith("train ["));
    assertTrue(typing().hint("data {\n  0 -> 1\n").startsWith("data {"));
    // The name of an input, and not the statement.
    assertTrue(typing().hint("inputs train").startsWith("inputs "));
    assertEquals("", typing().hint("# train"));
  }

  @Test
  void piecesAreThoseOfTheLanguageAndCommandsOneOfTheirOwn() {
    assertEquals(
        List.of(
            new Prompt.Piece(0, 3, Prompt.Look.KEYWORD),
            new Prompt.Piece(4, 5, Prompt.Look.NAME),
            new Prompt.Piece(6, 7, Prompt.Look.SIGN),
            new Prompt.Piece(8, 9, Prompt.Look.NUMBER)),
        typing().pieces("let a = 1"));
    assertEquals(
        List.of(new Prompt.Piece(1, 6, Prompt.Look.COMMAND)), typing().pieces(" :help let"));
  }

  @Test
  void wordsSayWhatTheyAreAndWhatTheyReplace() {
    session.run(Source.of("a", "let halfway = 1 / 2"));
    assertEquals(
        List.of(new Prompt.Word("halfway", "halfway", "names", "", 5, true)),
        typing().words("show halfw"));
    Prompt.Word sigmoid = typing().words("activation sig").get(0);
    assertEquals("functions", sigmoid.group());
    assertEquals("1/(1 + e^−z)", sigmoid.detail());
    assertEquals(
        "1/(1 + e^-z)", typing(FileAccess.none(), true).words("activation sig").get(0).detail());
  }

  @Test
  void pathsAreThoseThatMayBeRead() throws IOException {
    Files.createDirectories(folder.resolve("open/below"));
    for (String name : List.of("open/a.csv", "open/.b.csv", "open/c.nn", "shut.csv")) {
      Files.writeString(folder.resolve(name), "");
    }
    Typing typing = typing(FilePolicy.none().read(folder.resolve("open")), false);
    assertEquals(List.of("a.csv\"", "below/"), texts(typing.words("data from \"")));
    assertEquals(List.of("\"a.csv\"", "\"below/"), texts(typing.words("data from ")));
    assertEquals(List.of("below/", "c.nn\""), texts(typing.words("include \"")));
    assertEquals(List.of("c.nn"), texts(typing.words(":open c")));
    assertEquals(List.of(), texts(typing.words("data from \"../sh")));
    assertEquals(List.of(), texts(typing(FileAccess.none(), false).words("data from \"")));
  }
}
