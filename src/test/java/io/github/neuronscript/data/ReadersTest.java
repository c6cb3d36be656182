package io.github.neuronscript.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.DiagnosticFormatter;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.formula.NumberSystem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of file, and hostile ones. */
class ReadersTest {
  private static final Wanted X = Wanted.number("x");
  private static final Wanted Y = Wanted.number("y");
  private static final Limits SMALL = new Limits(10_000, 100, 1000, 1 << 22);

  private static TableReader reader(String name, byte[] bytes, Dialect dialect, Limits limits) {
    return Readers.of(
        name, () -> new ByteArrayInputStream(bytes), Optional::empty, dialect, limits);
  }

  private static TableReader reader(String name, String text) {
    return reader(name, text.getBytes(UTF_8), Dialect.USUAL, Limits.DEFAULT);
  }

  private static TableReader csv(String text, Dialect dialect) {
    return reader("d.csv", text.getBytes(UTF_8), dialect, Limits.DEFAULT);
  }

  private static Code problem(TableReader reader, Wanted... wanted) {
    return assertThrows(ScriptException.class, () -> reader.read(List.of(wanted)))
        .diagnostics()
        .get(0)
        .code();
  }

  private static String message(TableReader reader, Wanted... wanted) {
    return new DiagnosticFormatter(false)
        .format(
            assertThrows(ScriptException.class, () -> reader.read(List.of(wanted)))
                .diagnostics()
                .get(0));
  }

  /** What fills a file. */
  private interface Filling {
    void into(OutputStream out) throws IOException;
  }

  private static byte[] packed(Filling filling) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      filling.into(out);
    }
    return bytes.toByteArray();
  }

  private static byte[] packed(String text) throws IOException {
    return packed(out -> out.write(text.getBytes(UTF_8)));
  }

  @Test
  void unpacksWhatGzipPackedWhateverItsName() throws IOException {
    byte[] packed = packed("x,y\n1,2\n3,4\n");
    for (String name : List.of("d.csv.gz", "d.csv", "d")) {
      Table table = reader(name, packed, Dialect.USUAL, Limits.DEFAULT).read(List.of(Y));
      assertArrayEquals(new double[] {2, 4}, table.numbers("y").toArray());
      assertEquals(3, table.line(1));
    }
    byte[] lines = packed("{\"x\": 1}\n{\"x\": 2}\n");
    assertArrayEquals(
        new double[] {1, 2},
        reader("d.jsonl.gz", lines, Dialect.USUAL, Limits.DEFAULT)
            .read(List.of(X))
            .numbers("x")
            .toArray());
  }

  @Test
  void sayThatAPackedFileIsDamaged() throws IOException {
    byte[] packed = packed("x,y\n" + "1,2\n".repeat(10_000));
    for (int length : new int[] {2, 5, 12, 30, packed.length - 1}) {
      byte[] cut = Arrays.copyOf(packed, length);
      assertEquals(
          Code.GZIP_DAMAGED, problem(reader("d.gz", cut, Dialect.USUAL, Limits.DEFAULT), X));
    }
    byte[] changed = packed.clone();
    changed[packed.length - 6] ^= 1;
    assertEquals(
        Code.GZIP_DAMAGED, problem(reader("d.gz", changed, Dialect.USUAL, Limits.DEFAULT), X));
  }

  @ParameterizedTest
  @CsvSource({
    "0, CSV_NOT_UTF8",
    "48, CSV_TOO_LARGE",
    "10, CSV_TOO_LARGE",
    "32, CSV_TOO_LARGE",
    "44, CSV_TOO_LARGE",
    "34, CSV_TOO_LARGE",
    "123, CSV_TOO_LARGE"
  })
  void boundBombs(int sign, Code code) throws IOException {
    byte[] block = new byte[1 << 20];
    Arrays.fill(block, (byte) sign);
    byte[] bomb =
        packed(
            out -> {
              for (int i = 0; i < 64; i++) {
                out.write(block);
              }
            });
    assertTrue(bomb.length < 1 << 20);
    for (String name : List.of("d.csv.gz", "d.jsonl.gz")) {
      Code found =
          assertTimeout(
              Duration.ofSeconds(60), () -> problem(reader(name, bomb, Dialect.USUAL, SMALL), X));
      boolean json = name.startsWith("d.jsonl");
      assertTrue(found == code || json && found == Code.CSV_TOO_LARGE, found + " for " + name);
    }
  }

  @Test
  void countWhatComesOut() throws IOException {
    byte[] bomb =
        packed(
            out -> {
              byte[] row = ("1," + "a".repeat(900) + "\n").getBytes(UTF_8);
              out.write("x,text\n".getBytes(UTF_8));
              for (int i = 0; i < 9000; i++) {
                out.write(row);
              }
            });
    assertTrue(bomb.length < 100_000);
    assertTrue(
        message(reader("d.csv.gz", bomb, Dialect.USUAL, SMALL), X)
            .contains("`d.csv.gz` holds more than 4194304 bytes when it is unpacked"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {"x|y!|", "x;y!;", "x#y!#", "x y!' '", "x:y!:", "x/y!/"})
  void readsAnySeparator(String header, char separator) {
    Dialect dialect = new Dialect(Optional.of(separator), false, true);
    String text = header + "\n" + "1" + separator + "2\n\"3\"" + separator + "4\r\n";
    TableReader reader = csv(text, dialect);
    assertEquals(List.of("x", "y"), reader.header());
    assertArrayEquals(new double[] {2, 4}, reader.read(List.of(X, Y)).numbers("y").toArray());
  }

  @ParameterizedTest
  @ValueSource(chars = {'"', '\n', '\r', '\0', '\ud800'})
  void refusesWhatCannotSeparate(char sign) {
    assertThrows(IllegalArgumentException.class, () -> new Dialect(Optional.of(sign), false, true));
  }

  @Test
  void readsDecimalCommas() {
    Dialect dialect = new Dialect(Optional.empty(), true, true);
    Table table =
        csv("x;y\n1,5;-2,25\n0,1;\u22121e-1\n,5;123456789012345678,5\n", dialect)
            .read(List.of(X, Y));
    assertArrayEquals(new double[] {1.5, 0.1, 0.5}, table.numbers("x").toArray());
    assertArrayEquals(
        new double[] {-2.25, -0.1, 1.2345678901234568e17}, table.numbers("y").toArray());
    // The comma is no separator, so that this is one column.
    assertEquals(List.of("x,y"), csv("x,y\n", dialect).header());
    assertEquals(Code.CSV_CELL_NOT_A_NUMBER, problem(csv("x\n1.5\n", dialect), X));
    assertEquals(Code.CSV_CELL_NOT_A_NUMBER, problem(csv("x\n1.234,5\n", dialect), X));
  }

  @Test
  void readsTheFirstLineAsARow() {
    Dialect dialect = new Dialect(Optional.empty(), false, false);
    TableReader reader = csv("\ufeff\n1,2\n3,4\n", dialect);
    assertEquals(List.of("c1", "c2"), reader.header());
    Table table = reader.read(List.of(Wanted.number("c2")));
    assertArrayEquals(new double[] {2, 4}, table.numbers("c2").toArray());
    assertEquals(2, table.line(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "NA", " N/A ", "n/a", "#N/A", "NaN", "nan", "null", "NULL", "?", "None", " - ",
        "\"\"", "\"NA\""
      })
  void leavesOutRowsWithGaps(String cell) {
    Table table =
        reader("d.csv", "x,y\n1,2\n" + cell + ",3\n4,5\n")
            .read(List.of(X.gap(Gap.SKIP), Y.gap(Gap.SKIP)));
    assertArrayEquals(new double[] {1, 4}, table.numbers("x").toArray());
    assertArrayEquals(new double[] {2, 5}, table.numbers("y").toArray());
    assertEquals(new Table.LeftOut(1, java.util.Map.of("x", 1)), table.leftOut());
    assertEquals(4, table.line(1));
    Numbers kept =
        reader("d.csv", "x,y\n1,2\n" + cell + ",3\n").read(List.of(X.gap(Gap.KEEP))).numbers("x");
    assertTrue(Double.isNaN(kept.get(1)));
    assertEquals(Code.CSV_MISSING_CELL, problem(reader("d.csv", "x,y\n" + cell + ",1\n"), X));
  }

  @Test
  void otherWordsAreNoGaps() {
    for (String cell : List.of("na", "none", "--", "Null", "N A")) {
      assertEquals(
          Code.CSV_CELL_NOT_A_NUMBER,
          problem(reader("d.csv", "x\n" + cell + "\n"), X.gap(Gap.SKIP)));
    }
  }

  /** A text such as the sign of a blood group. */
  @Test
  void aCategoryIsNoGap() {
    Table table =
        reader("d.csv", "name\nNone\n-\nNULL\n").read(List.of(Wanted.text("name").gap(Gap.SKIP)));
    assertEquals(List.of("None", "-"), table.texts("name"));
  }

  @Test
  void aQuotedTextIsNoGap() {
    Table table =
        reader("d.csv", "name,y\n\"NA\",1\nNA,2\n\"\",3\nb,4\n")
            .read(List.of(Wanted.text("name").gap(Gap.SKIP), Y));
    assertEquals(List.of("NA", "b"), table.texts("name"));
    assertArrayEquals(new double[] {1, 4}, table.numbers("y").toArray());
  }

  /** Somebody would wait for so long a number to be read. */
  @Test
  void refusesCellsThatAreTooLongForDecimals() {
    String file = "x\n0." + "1".repeat(10_000) + "\n";
    assertThrows(
        NumberSystem.TooLong.class, () -> reader("d.csv", file).read(List.of(X.exact(true))));
  }

  @Test
  void keepsTheDecimalsThatNoDoubleHolds() {
    Table table =
        reader("d.csv", "x\n0.12345678901234567890123\n0.5\n1e-3\n").read(List.of(X.exact(true)));
    assertEquals(Optional.of(new BigDecimal("0.12345678901234567890123")), table.decimal("x", 0));
    assertEquals(Optional.empty(), table.decimal("x", 1));
    assertEquals(0.12345678901234568, table.numbers("x").get(0));
    Table lines = reader("d", "{\"x\": 0.12345678901234567890123}").read(List.of(X.exact(true)));
    assertEquals(Optional.of(new BigDecimal("0.12345678901234567890123")), lines.decimal("x", 0));
  }

  @Test
  void readsJsonLines() {
    TableReader reader =
        reader(
            "d",
            "\ufeff{\"x\": 1.5e1, \"y\": true, \"na\\u006de\": \"a\\n\\ud83d\\ude00\"}\r\n\r\n"
                + " { \"y\" : false , \"x\" : -0, \"name\": \"\", \"z\": [[], {}, {\"a\": [1]}] } ");
    assertEquals(List.of("x", "y", "name"), reader.header());
    Table table = reader.read(List.of(X, Y, Wanted.text("name")));
    assertArrayEquals(new double[] {15, -0.0}, table.numbers("x").toArray());
    assertArrayEquals(new double[] {1, 0}, table.numbers("y").toArray());
    assertEquals(List.of("a\n\ud83d\ude00", ""), table.texts("name"));
    assertEquals(3, table.line(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1]",
        "1",
        "{",
        "{\"x\"",
        "{\"x\":",
        "{\"x\": }",
        "{\"x\": 1",
        "{\"x\": 1,}",
        "{\"x\": 1} 2",
        "{\"x\": 1 \"y\": 2}",
        "{x: 1}",
        "{'x': 1}",
        "{\"x\": 01}",
        "{\"x\": .5}",
        "{\"x\": 5.}",
        "{\"x\": +1}",
        "{\"x\": NaN}",
        "{\"x\": 1e}",
        "{\"x\": \"a}",
        "{\"x\": \"\t\"}",
        "{\"x\": \"\\x\"}",
        "{\"x\": \"\\u12g4\"}",
        "{\"x\": \"\\ud800\"}",
        "{\"x\": \"\\udc00a\"}",
        "{\"x\": 1, \"x\": 2}",
        "{\"x\": 1, \"e\u0301\": 2, \"\u00e9\": 3}",
        "{\"x\": 1, \"y\": [1,]}",
        "{\"x\": 1, \"y\": {\"a\"}}",
        "{\"x\": 1, \"y\": [}",
        "{\"x\": 1, \"y\": [1 2]}",
        "{\"x\": 1} // note"
      })
  void refusesWhatIsNoJson(String line) {
    assertEquals(Code.JSON_MALFORMED, problem(reader("d.jsonl", line), X));
    assertEquals(Code.JSON_MALFORMED, problem(reader("d.jsonl", "{\"x\": 1}\n" + line + "\n"), X));
  }

  @Test
  void boundHostileJson() {
    String deep = "[".repeat(1_000_000);
    assertEquals(Code.JSON_MALFORMED, problem(reader("d.jsonl", "{\"x\": 1, \"y\": " + deep), X));
    StringBuilder wide = new StringBuilder("{\"x\": 1");
    for (int i = 0; i < 20_000; i++) {
      wide.append(",\"n").append(i).append("\":1");
    }
    assertEquals(Code.CSV_TOO_LARGE, problem(reader("d.jsonl", wide + "}"), X));
    String endless = "{\"x\": \"" + "a".repeat(17_000_000);
    assertEquals(Code.CSV_TOO_LARGE, problem(reader("d.jsonl", endless), X));
    byte[] broken = "{\"x\": 1, \"y\": \"\u00e9".getBytes(UTF_8);
    byte[] cut = Arrays.copyOf(broken, broken.length - 1);
    assertEquals(
        Code.CSV_NOT_UTF8, problem(reader("d.jsonl", cut, Dialect.USUAL, Limits.DEFAULT), X));
    assertEquals(Code.CSV_NOT_UTF8, problem(reader("d.jsonl", "{\"x\": \0}"), X));
    assertEquals(Code.CSV_EMPTY, problem(reader("d.jsonl", "\n\n"), X));
    assertEquals(Code.CSV_UNKNOWN_COLUMN, problem(reader("d.jsonl", "{\"y\": 1}"), X));
    assertEquals(Code.CSV_CELL_NOT_A_NUMBER, problem(reader("d.jsonl", "{\"x\": 1e999}"), X));
  }

  @Test
  void boundAMillionColumns() {
    assertEquals(Code.CSV_TOO_LARGE, problem(reader("d.csv", "x,".repeat(1_000_000)), X));
  }
}
