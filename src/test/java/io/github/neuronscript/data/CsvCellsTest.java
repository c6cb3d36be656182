package io.github.neuronscript.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.neuronscript.formula.NumberReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Holds the cells to those of FastCSV, and plain numbers to the reader of all numbers. */
class CsvCellsTest {
  private static final int TEXTS = 40_000;
  private static final String SIGNS = "0123456789.,;--\"\"\"\n\r\n a\u00e9";

  private static String random(SplittableRandom random, String signs, int longest) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(longest + 1); left > 0; left--) {
      text.append(signs.charAt(random.nextInt(signs.length())));
    }
    return text.toString();
  }

  /** Gives at most so many characters at a time. */
  private static Reader pieces(String text, int size) {
    return new StringReader(text) {
      @Override
      public int read(char[] buffer, int offset, int length) throws IOException {
        return super.read(buffer, offset, Math.min(size, length));
      }
    };
  }

  /** Returns each row as its line and its cells, and "?" in place of one whose quotes are wrong. */
  private static List<String> ours(String text, char separator, int size) throws IOException {
    CsvCells cells = new CsvCells(pieces(text, size), separator, 0, 1000);
    List<String> rows = new ArrayList<>();
    while (cells.beginRow()) {
      if (cells.skipEmptyRow()) {
        continue;
      }
      List<String> row = new ArrayList<>();
      row.add(String.valueOf(cells.line()));
      do {
        if (!cells.read()) {
          rows.add("?");
          return rows;
        }
        row.add(new String(cells.buffer(), cells.from(), cells.to() - cells.from()));
      } while (cells.endCell());
      rows.add(row.toString());
    }
    return rows;
  }

  private static List<String> theirs(String text, char separator) throws IOException {
    List<String> rows = new ArrayList<>();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(separator)
            .allowUnclosedQuote(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(text)) {
      for (CsvRecord record : reader) {
        List<String> row = new ArrayList<>();
        row.add(String.valueOf(record.getStartingLineNumber()));
        row.addAll(record.getFields());
        rows.add(row.toString());
      }
    } catch (CsvParseException e) {
      rows.add("?");
    }
    return rows;
  }

  @Test
  void cellsAreThoseOfFastCsv() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    int whole = 0;
    for (int i = 0; i < TEXTS; i++) {
      String text = random(random, SIGNS, 40);
      char separator = ",;".charAt(random.nextInt(2));
      List<String> expected = theirs(text, separator);
      whole += expected.contains("?") ? 0 : 1;
      assertEquals(expected, ours(text, separator, 1 + random.nextInt(5)), text);
    }
    assertTrue(whole > TEXTS / 4 && whole < TEXTS, () -> "too few of one kind");
  }

  @Test
  void plainNumbersAreThoseOfTheGeneralReader() throws IOException {
    SplittableRandom random = new SplittableRandom(8);
    int plain = 0;
    for (int i = 0; i < TEXTS; i++) {
      char point = ".,".charAt(random.nextInt(2));
      String cell = random(random, "0123456789" + point + "--e  +", 1 + random.nextInt(22));
      String behind = List.of(";", "\n", "\r\n", "").get(random.nextInt(4));
      NumberColumn column = new NumberColumn(Gap.FAIL, point, false);
      CsvCells cells = new CsvCells(new StringReader(cell + behind), ';', 0, 1000);
      NumberColumn[] columns = {column};
      if (cells.beginRow() && cells.readNumbers(columns, 0) == 1) {
        plain++;
        double expected = NumberReader.parseCell(cell.toCharArray(), 0, cell.length(), point);
        assertArrayEquals(new double[] {expected}, column.values().toArray(), 0, cell);
        assertEquals(behind.equals(";"), cells.endCell(), cell);
      } else {
        assertEquals(0, column.values().size());
      }
    }
    assertTrue(plain > TEXTS / 50, "too few");
  }

  @Test
  void aNumberInPiecesIsNotCut() throws IOException {
    NumberColumn column = new NumberColumn(Gap.FAIL, '.', false);
    CsvCells cells = new CsvCells(pieces("12.5,3\n", 3), ',', 0, 1000);
    assertTrue(cells.beginRow());
    assertEquals(0, cells.readNumbers(new NumberColumn[] {column}, 0), "it goes on behind these");
    assertTrue(cells.read());
    assertEquals("12.5", new String(cells.buffer(), cells.from(), cells.to() - cells.from()));
  }

  @Test
  void numbersAreReadUpToTheFirstCellOfAnotherKind() throws IOException {
    NumberColumn x = new NumberColumn(Gap.FAIL, '.', false);
    NumberColumn y = new NumberColumn(Gap.FAIL, '.', false);
    NumberColumn[] columns = {x, y, null, x, y};
    CsvCells cells = new CsvCells(new StringReader("1, 2,3,4,+5\n6,7"), ',', 0, 1000);
    assertTrue(cells.beginRow());
    assertEquals(2, cells.readNumbers(columns, 0));
    assertTrue(cells.endCell());
    assertEquals(2, cells.readNumbers(columns, 2), "nobody takes it as a number");
    assertTrue(cells.read() && cells.endCell());
    assertEquals(4, cells.readNumbers(columns, 3), "the next begins with a plus");
    assertTrue(cells.endCell() && cells.read());
    assertFalse(cells.endCell());
    assertTrue(cells.beginRow());
    assertEquals(1, cells.readNumbers(columns, 0), "the text ends behind the other");
    assertArrayEquals(new double[] {1, 4, 6}, x.values().toArray());
    assertArrayEquals(new double[] {2}, y.values().toArray());
  }

  @Test
  void aSignOfNumbersDoesNotEndOne() {
    NumberColumn column = new NumberColumn(Gap.FAIL, '.', false);
    for (char sign : ".-09".toCharArray()) {
      assertFalse(column.endsAt(sign));
    }
    for (char sign : ",;\t e+:".toCharArray()) {
      assertTrue(column.endsAt(sign));
    }
  }

  @Test
  void aCellThatIsTooLongIsGivenUp() throws IOException {
    for (String quote : List.of("", "\"")) {
      CsvCells cells = new CsvCells(new StringReader(quote + "x".repeat(100_000)), ',', 0, 10);
      assertTrue(cells.beginRow());
      assertTrue(cells.read());
      assertTrue(cells.to() - cells.from() > 10);
      assertTrue(cells.buffer().length < 100_000);
    }
  }
}
