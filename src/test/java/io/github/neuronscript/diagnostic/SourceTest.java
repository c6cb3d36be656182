package io.github.neuronscript.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SourceTest {

  @Test
  void aSourceCountsItsLinesFromOne() {
    Source source = Source.of("a.nn", "one\r\ntwo\rthree\n");
    assertEquals(4, source.lineCount());
    assertEquals("two", source.line(2));
    assertEquals(new Source.Position(2, 2), source.position(source.lineStart(2) + 1));
    assertEquals(new Source.Position(4, 1), source.position(source.text().length()));
  }

  @Test
  void anExcerptCountsItsLinesAsTheFileDoes() {
    Source source = Source.excerpt("a.csv", new TreeMap<>(Map.of(17, "1,\"x\ny\"", 230, "2,z")));
    assertEquals("y\"", source.line(18));
    assertEquals("2,z", source.line(230));
    assertEquals(
        new Source.Position(230, 3), source.position(source.lineStart(230) + 2), source.text());
    assertEquals(new Source.Position(18, 1), source.position(source.text().indexOf('y')));
    assertThrows(IndexOutOfBoundsException.class, () -> source.line(1));
  }

  @Test
  void piecesOfAnExcerptDoNotOverlap() {
    TreeMap<Integer, String> pieces = new TreeMap<>(Map.of(1, "a\nb", 2, "c"));
    assertThrows(IllegalArgumentException.class, () -> Source.excerpt("a.csv", pieces));
  }

  @Test
  void anExcerptMayBeEmpty() {
    assertEquals(1, Source.excerpt("a.csv", new TreeMap<>()).lineCount());
  }
}
