package io.github.neuronscript.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
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
  void columnsCountCharactersAndOffsetsCountUnits() {
    Source source = Source.of("a.nn", "é😀x\n😀");
    assertEquals(new Source.Position(1, 3), source.position(3));
    assertEquals(new Source.Position(2, 2), source.position(source.text().length()));
    Source broken = Source.of("a.nn", "\ud83d\ude00\ud83d\n\ude00x");
    assertEquals(new Source.Position(1, 3), broken.position(3));
    assertEquals(new Source.Position(2, 2), broken.position(5));
  }

  @Test
  void everyOffsetHasAPlaceThatLeadsBack() {
    for (String text :
        List.of("", "\n", "\r\n", "\r", "\n\r", "a\r\n\r\nb", "a\n\n\rb\r", "\r\r\n\n")) {
      Source source = Source.of("a.nn", text);
      for (int offset = 0; offset <= text.length(); offset++) {
        Source.Position place = source.position(offset);
        assertEquals(offset, source.lineStart(place.line()) + place.column() - 1, text);
      }
      assertEquals(
          source.lineCount(), source.position(text.length()).line(), "the end is in the last line");
    }
    assertEquals("", Source.of("a.nn", "").line(1));
    assertEquals("", Source.of("a.nn", "a\n").line(2));
  }

  @Test
  void aSpanLiesInItsText() {
    Source source = Source.of("a.nn", "abc");
    assertEquals("bc", new Span(source, 1, 3).text());
    assertEquals("", new Span(source, 3, 3).text());
    assertEquals("abc", new Span(source, 2, 3).to(new Span(source, 0, 1)).text());
    assertThrows(IllegalArgumentException.class, () -> new Span(source, 2, 4));
    assertThrows(IllegalArgumentException.class, () -> new Span(source, 2, 1));
    assertThrows(IllegalArgumentException.class, () -> new Span(source, -1, 1));
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
