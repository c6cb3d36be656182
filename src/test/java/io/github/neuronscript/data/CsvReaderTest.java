package io.github.neuronscript.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.DiagnosticFormatter;
import io.github.neuronscript.diagnostic.ScriptException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {
  private static final Wanted X = Wanted.number("x");
  private static final Wanted Y = Wanted.number("y");
  private static final Wanted NAME = Wanted.text("name");

  @Test
  void readsTheIrises() {
    CsvReader reader = file("iris.csv");
    assertEquals(
        List.of("sepal_length", "sepal_width", "petal_length", "petal_width", "species"),
        reader.header());
    Table table = reader.read(List.of(Wanted.number("petal_width"), Wanted.text("species")));
    assertEquals(150, table.rowCount());
    assertEquals(0.2, table.numbers("petal_width").get(0));
    // The mean that Fisher's paper gives for I. virginica, rows 101 to 150.
    double[] virginica = Arrays.copyOfRange(table.numbers("petal_width").toArray(), 100, 150);
    assertEquals(2.026, Arrays.stream(virginica).sum() / 50, 1e-12);
    assertEquals("setosa", table.texts("species").get(49));
    assertEquals("virginica", table.texts("species").get(149));
    assertSame(table.texts("species").get(0), table.texts("species").get(49));
    assertEquals(2, table.line(0));
    assertEquals(151, table.line(149));
    assertThrows(IllegalArgumentException.class, () -> table.numbers("species"));
    assertThrows(IllegalArgumentException.class, () -> table.texts("sepal_width"));
  }

  @Test
  void readsTheCertifiedDataOfNorris() {
    Table table = file("norris.csv").read(List.of(X, Y));
    assertEquals(36, table.rowCount());
    assertEquals(0.2, table.numbers("x").get(0));
    assertEquals(0.1, table.numbers("y").get(0));
  }

  @Test
  void readsTheBreastCancers() {
    CsvReader reader = file("breast_cancer.csv");
    assertEquals(31, reader.header().size());
    Table table = reader.read(List.of(Wanted.text("diagnosis"), Wanted.number("mean_radius")));
    assertEquals(569, table.rowCount());
    assertEquals(212, table.texts("diagnosis").stream().filter("malignant"::equals).count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x,y\n1,2\n3,4\n",
        "x,y\n1,2\n3,4",
        "x,y\r\n1,2\r\n3,4\r\n",
        "x,y\r1,2\r3,4\r",
        "x;y\n1;2\n3;4\n",
        "x\ty\n1\t2\n3\t4\n",
        "\ufeffx,y\n1,2\n3,4\n",
        " x , y \n 1 , 2\n3,\t4 \n",
        "\"x\",\"y\"\n\"1\",\"2\"\n\"3\",\"4\"\n",
        "y,x\n2,1\n4,3\n",
        "y,\"a;b;c\",x\n2,\"\n\",1\n4,\"\"\"\",3\n",
        "\n\nx,y\n\n1,2\n\n\n3,4\n\n",
        "x,y,,\n1,2,,\n3,4,,\n",
        "x,y\n+1,2.0\n3e0,.4E1\n",
      })
  void readsEveryLayout(String text) {
    Table table = csv(text).read(List.of(X, Y));
    assertArrayEquals(new double[] {1, 3}, table.numbers("x").toArray());
    assertArrayEquals(new double[] {2, 4}, table.numbers("y").toArray());
  }

  @Test
  void aCommaWinsATieOfSeparators() {
    assertEquals(List.of("a;b", "c"), csv("a;b,c\n").header());
  }

  @Test
  void separatorsInQuotesDoNotVote() {
    assertEquals(List.of("a,b,c", "d"), csv("\"a,b,c\";d\n").header());
  }

  @Test
  void namesAndTextsAreNormalised() {
    CsvReader reader = csv("cafe\u0301\ncafe\u0301\ncaf\u00e9\n");
    assertEquals(List.of("caf\u00e9"), reader.header());
    Table table = reader.read(List.of(Wanted.text("caf\u00e9")));
    assertEquals(List.of("caf\u00e9", "caf\u00e9"), table.texts("caf\u00e9"));
  }

  @Test
  void textsLoseTheirSpacesUnlessQuoted() {
    Table table =
        csv("x,name\n1, a b \n2,\" a \"\n3,\n4,\"\"\n5,\"a,\n\"\"b\"\"\"\n").read(List.of(NAME));
    assertEquals(List.of("a b", " a ", "", "", "a,\n\"b\""), table.texts("name"));
  }

  @Test
  void aColumnMayBeReadTwice() {
    Table table = csv("x,y\n1,2\n").read(List.of(X, Wanted.text("x"), X));
    assertArrayEquals(new double[] {1}, table.numbers("x").toArray());
    assertEquals(List.of("1"), table.texts("x"));
  }

  @Test
  void rowsKnowTheirLines() {
    Table table = csv("x,name\n1,\"a\r\nb\"\n\n2,\"a\rb\"\n3,c\n").read(List.of(X));
    assertEquals(2, table.line(0));
    assertEquals(5, table.line(1));
    assertEquals(7, table.line(2));
  }

  @Test
  void aCellMayBeAMebibyte() {
    String cell = "z".repeat(1 << 20);
    assertEquals(
        List.of(cell, cell),
        csv("name\n" + cell + "\n\"" + cell + "\"\n").read(List.of(NAME)).texts("name"));
    String quotes = "\"\"".repeat(1 << 20);
    assertEquals(
        1 << 20,
        csv("name\n\"" + quotes + "\"\n").read(List.of(NAME)).texts("name").get(0).length());
  }

  @Test
  void thereMayBeTenThousandColumns() {
    String names =
        IntStream.range(0, 10_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    String cells =
        IntStream.range(0, 10_000).mapToObj(i -> "" + i).collect(Collectors.joining(","));
    CsvReader reader = csv(names + "\n" + cells + "\n" + cells + "\n");
    List<Wanted> wanted = reader.header().stream().map(Wanted::number).toList();
    assertEquals(9_999, reader.read(wanted).numbers("c9999").get(1));
    assertEquals(
        "error[csv-too-large]: `d.csv` has more than 10000 columns",
        firstLine(problem(csv(names + ",more\n" + cells + ",1\n"))));
  }

  @Test
  void everyChunkingOfTheBytesReadsTheSame() {
    String text = "\ufeffname,x\r\n" + "é\uD83D\uDE00\uFB01,1\r\n".repeat(20_000);
    byte[] bytes = text.getBytes(UTF_8);
    for (int size : new int[] {1, 2, 3, 5, 7, 4096, 1 << 20}) {
      CsvReader reader =
          new CsvReader("d.csv", () -> chunks(bytes, size), Dialect.USUAL, Limits.DEFAULT);
      Table table = reader.read(List.of(NAME, X));
      assertEquals(20_000, table.rowCount());
      assertEquals("é\uD83D\uDE00\uFB01", table.texts("name").get(19_999));
      assertEquals(20_001, table.line(19_999));
    }
  }

  @Test
  void theFirstBadByteIsFoundInEveryChunking() {
    byte[] bytes =
        ("x,name\r\n" + "1,aé\r\n".repeat(9_000) + "\uD83D\uDE00b\u00ff").getBytes(UTF_8);
    bytes[bytes.length - 2] = (byte) 0xc0;
    for (int size : new int[] {1, 2, 3, 4096, 1 << 20}) {
      CsvReader reader =
          new CsvReader("d.csv", () -> chunks(bytes, size), Dialect.USUAL, Limits.DEFAULT);
      String problem = problem(reader, X);
      assertTrue(problem.contains("d.csv:9002:3\n"), problem);
      assertTrue(problem.contains("byte C0"), problem);
    }
  }

  @Test
  void sayThatAFileIsEmpty() {
    assertEquals(
        """
        error[csv-empty]: `d.csv` is empty
          = help: begin it with a line that names its columns, as in `length,width,species`
        """,
        problem(csv("")));
    assertEquals(problem(csv("")), problem(csv("\ufeff\r\n\n")));
  }

  @Test
  void sayThatThereAreNoRows() {
    assertEquals(
        """
        error[csv-no-rows]: `d.csv` has no rows after the names of its columns
         --> d.csv:1:1
          |
        1 | x,y
          | ^^^ 2 columns named here
        """,
        problem(csv("x,y\n\n"), X));
    assertEquals(List.of("x", "y"), csv("x,y").header());
  }

  @Test
  void sayWhichByteIsNotUtf8() {
    assertEquals(
        """
        error[csv-not-utf8]: line 3 of `d.csv` is not UTF-8 text
         --> d.csv:3:6
          |
        3 | 3,caf\ufffd
          |      ^ byte E9
          |
          = help: save the file as CSV in UTF-8
        """,
        problem(bytes("x,name\n1,a\n3,caf\u00e9\n".getBytes(ISO_8859_1)), X));
  }

  @Test
  void recogniseUtf16AndOtherFiles() {
    assertTrue(
        problem(bytes("x,y\n1,2\n".getBytes(UTF_16)))
            .contains("note: the file begins as text in UTF-16 does"));
    assertTrue(
        problem(bytes("PK\003\004\024\000\006\000".getBytes(ISO_8859_1)))
            .contains("note: the file begins as a ZIP archive or an Excel workbook does"));
    assertTrue(problem(csv("x,y\n1,\0\n"), X).contains("byte 00"));
  }

  @Test
  void sayWhichColumnStandsTwice() {
    assertEquals(
        """
        error[csv-duplicate-column]: two columns of `d.csv` are called `x`
         --> d.csv:1:5
          |
        1 | x,y, x
          | - first here
          |     ^^ again here
        """,
        problem(csv("x,y, x\n1,2,3\n")));
  }

  @Test
  void sayWhichColumnIsUnknown() {
    assertEquals(
        """
        error[csv-unknown-column]: `d.csv` has no column `petal_widht`
         --> d.csv:1:1
          |
        1 | petal_width,species
          | ^^^^^^^^^^^^^^^^^^^
          |
          = note: its columns are `petal_width`, `species`
          = help: did you mean `petal_width`?
        error[csv-unknown-column]: `d.csv` has no column `q`
         --> d.csv:1:1
          |
        1 | petal_width,species
          | ^^^^^^^^^^^^^^^^^^^
          |
          = note: its columns are `petal_width`, `species`
        """,
        problem(csv("petal_width,species\n1,a\n"), Wanted.number("petal_widht"), Wanted.text("q")));
    assertTrue(
        problem(csv("a,b,c,d,e,f,g,h,i,j\n"), Wanted.number("zz"))
            .contains(
                "= note: its columns are `a`, `b`, `c`, `d`, `e`, `f`, `g`, `h`, … and 2 more\n"));
    assertTrue(
        problem(csv("5.1,a\n4,b\n"), X).contains("put the names of the columns above `5.1`"));
  }

  @Test
  void sayWhichCellsAreNoNumbers() {
    String rows = IntStream.range(0, 40).mapToObj(i -> i + ",no\n").collect(Collectors.joining());
    assertEquals(
        """
        error[csv-cell-not-a-number]: `abc` in column `y` is no number
         --> d.csv:3:5
          |
        3 | "1", abc
          |     ^^^^
        4 | 0,no
          |   -- nor is this
        5 | 1,no
          |   -- nor is this
        6 | 2,no
          |   -- nor is this
        7 | 3,no
          |   -- nor is this
          |
          = note: and 36 more
        """,
        problem(csv("x,y\n1,2\n\"1\", abc\n" + rows), Y));
  }

  @Test
  void showLongAndWildCellsShortAndTame() {
    String problem = problem(csv("x,y\n\u001b[2J" + "w".repeat(500) + ",1\n2,2\n"), X);
    assertEquals(
        "error[csv-cell-not-a-number]: `\\u{1b}[2J"
            + "w".repeat(36)
            + "…` in column `x` is no number",
        firstLine(problem));
  }

  @Test
  void showCellsBelowACellOfSeveralLines() {
    assertEquals(
        """
        error[csv-cell-not-a-number]: `abc` in column `x` is no number
         --> d.csv:3:4
          |
        3 | b",abc
          |    ^^^
        """,
        problem(csv("name,x\n\"a\nb\",abc\n\"a\",1\n"), X));
  }

  @Test
  void nameTheDecimalPoint() {
    assertTrue(
        problem(csv("x;y\n1,5;2\n"), X).contains("= help: write `1.5`, with a decimal point, or"));
  }

  @Test
  void sayThatAColumnHoldsTexts() {
    assertEquals(
        """
        error[csv-cell-not-a-number]: `a` in column `name` is no number
         --> d.csv:2:3
          |
        2 | 1,a
          |   ^
        3 | 2,b
          |   - nor is this
          |
          = note: column `name` holds no number at all
          = help: compare it with a text, as in `name == "a"`
          = help: or make its texts inputs: `one_hot(name)`
        """,
        problem(csv("x,name\n1,a\n2,b\n"), Wanted.number("name")));
  }

  @Test
  void sayWhichCellIsMissing() {
    assertEquals(
        """
        error[csv-missing-cell]: a cell in column `y` is empty
         --> d.csv:2:3
          |
        2 | 1,
          |   ^
        3 | 2,""
          |   -- nor is there one here
          |
          = help: fill it in; or, behind the name of the file, `missing skip` leaves its row out and `missing mean` puts the mean in
        """,
        problem(csv("x,y\n1,\n2,\"\"\n3,3\n"), Y));
  }

  @Test
  void missingAndBadCellsAreTwoProblems() {
    ScriptException problem =
        assertThrows(ScriptException.class, () -> csv("x,y\n1,\n,a\n").read(List.of(X, Y)));
    assertEquals(2, problem.diagnostics().size());
  }

  @Test
  void sayWhichRowIsTooShortOrTooLong() {
    assertEquals(
        """
        error[csv-ragged-row]: line 3 has 1 cell, but `d.csv` has 2 columns
         --> d.csv:3:1
          |
        1 | x,y
          | --- 2 columns named here
        3 | 3
          | ^ none for `y`
        """,
        problem(csv("x,y\n1,2\n3\n"), X));
    assertEquals(
        """
        error[csv-ragged-row]: line 2 has 4 cells, but `d.csv` has 2 columns
         --> d.csv:2:5
          |
        1 | x,y
          | --- 2 columns named here
        2 | 1,2,3,4
          |     ^^^ 2 too many
        """,
        problem(csv("x,y\n1,2,3,4\n"), X));
  }

  @Test
  void hideNoOtherRow() {
    assertEquals(
        """
        error[csv-ragged-row]: line 3 has 1 cell, but `d.csv` has 2 columns
         --> d.csv:3:1
          |
        1 | x,y
          | --- 2 columns named here
        3 | 3
          | ^ none for `y`
        5 | ,2,3
          | ---- here 3 cells
        error[csv-cell-not-a-number]: `foo` in column `x` is no number
         --> d.csv:4:1
          |
        4 | foo,4
          | ^^^
        error[csv-missing-cell]: a cell in column `x` is empty
         --> d.csv:6:1
          |
        6 | ,5
          | ^
          |
          = help: fill it in; or, behind the name of the file, `missing skip` leaves its row out and `missing mean` puts the mean in
        """,
        problem(csv("x,y\n1,2\n3\nfoo,4\n,2,3\n,5\n"), X, Y));
    assertEquals(
        """
        error[csv-ragged-row]: line 2 has 1 cell, but `d.csv` has 2 columns
         --> d.csv:2:1
          |
        1 | x,y
          | --- 2 columns named here
        2 | a
          | ^ none for `y`
        3 | a
          | - here 1 cell
        4 | a
          | - here 1 cell
        5 | a
          | - here 1 cell
        6 | a
          | - here 1 cell
          |
          = note: and 2 more rows of the wrong length
        error[csv-malformed]: a quote in `d.csv` is never closed
         --> d.csv:9:3
          |
        9 | b,"1
          |   ^ the cell begins here and runs to the end of the file
        """,
        problem(csv("x,y\n" + "a\n".repeat(7) + "b,\"1"), X, Y));
  }

  @Test
  void sayThatASpaceUndoesAQuote() {
    assertTrue(problem(csv("x,name\n1, \"a, b\"\n"), X).contains("= help: remove the space\n"));
    assertEquals(
        """
        error[csv-malformed]: a space before a quote makes the quote part of the text
         --> d.csv:2:3
          |
        2 | 1, "a"
          |   ^^^^
          |
          = help: remove the space
        """,
        problem(csv("x,name\n1, \"a\"\n"), NAME));
  }

  @Test
  void sayWhereAQuoteOpens() {
    assertEquals(
        """
        error[csv-malformed]: a quote in `d.csv` is never closed
         --> d.csv:3:3
          |
        3 | 2,"b
          |   ^ the cell begins here and runs to the end of the file
        """,
        problem(csv("x,name\n1,a\n2,\"b\n3,c\n"), X));
    assertTrue(problem(csv("x,\"y\n1,2\n")).contains("d.csv:1:3\n"));
  }

  @Test
  void sayWhatFollowsAQuote() {
    assertEquals(
        """
        error[csv-malformed]: text follows a closing quote in `d.csv`
         --> d.csv:2:6
          |
        2 | 1,"a"b
          |      ^ a separator or the end of the line belongs here
          |
          = help: write a quote inside a quoted cell twice: `""`
        """,
        problem(csv("x,name\n1,\"a\"b\n"), X));
  }

  @Test
  void sayWhatIsTooLarge() {
    Limits limits = new Limits(2, 3, 10);
    assertEquals(
        "error[csv-too-large]: `d.csv` has more than 2 rows",
        firstLine(problem(csv("x\n1\n2\n3\n", limits), X)));
    assertEquals(2, csv("x\n1\n2\n\n", limits).read(List.of(X)).rowCount());
    assertEquals(
        "error[csv-too-large]: `d.csv` has more than 3 columns",
        firstLine(problem(csv("a,b,c,d\n", limits))));
    assertEquals(
        """
        error[csv-too-large]: a cell of `d.csv` is longer than 10 characters
         --> d.csv:2:3
          |
        2 | 1,01234567890
          |   ^ it begins here
        """,
        problem(csv("x,y\n1,01234567890\n", limits), X));
    assertEquals(
        "error[csv-too-large]: a cell of `d.csv` is longer than 10 characters",
        firstLine(problem(csv("x,y\n01234567890,1\n", limits), X)));
    assertEquals(
        "error[csv-too-large]: a cell of `d.csv` is longer than 10 characters",
        firstLine(problem(csv("x,y0123456789\n", limits))));
    assertTrue(
        problem(csv("x,y\n1,\"" + "z".repeat(3_000_000)), X)
            .contains("= help: see whether its closing quote is missing\n"));
    // To show it the file is read again and further, up to where it is too large as a whole.
    Limits fewBytes = new Limits(9, 9, 100_000, 400_000);
    assertEquals(
        "error[csv-too-large]: `d.csv` holds more than 400000 bytes",
        firstLine(problem(csv("x,y\n1,\"" + "z".repeat(1_000_000), fewBytes), X)));
  }

  @Test
  void sayThatAFileCannotBeRead() {
    assertEquals(
        """
        error[file-unreadable]: `d.csv` could not be read
          = note: locked
        """,
        problem(
            new CsvReader(
                "d.csv",
                () -> {
                  throw new AccessDeniedException("/secret/d.csv", null, "locked");
                },
                Dialect.USUAL,
                Limits.DEFAULT)));
    CsvReader folder =
        new CsvReader(
            "scripts",
            () -> Files.newInputStream(Path.of("scripts")),
            Dialect.USUAL,
            Limits.DEFAULT);
    assertEquals("error[file-unreadable]: `scripts` could not be read", firstLine(problem(folder)));
  }

  @Test
  void aFileThatVanishesStillGetsItsMessage() {
    int[] opened = {0};
    CsvReader reader =
        new CsvReader(
            "d.csv",
            () -> {
              if (opened[0]++ > 0) {
                throw new IOException("gone");
              }
              return new ByteArrayInputStream("x\na\n1\n".getBytes(UTF_8));
            },
            Dialect.USUAL,
            Limits.DEFAULT);
    assertEquals(
        """
        error[csv-cell-not-a-number]: `a` in column `x` is no number
          = note: on line 2 of `d.csv`
        """,
        problem(reader, X));
  }

  @Test
  void theStreamIsClosed() {
    int[] open = {0};
    CsvReader reader =
        new CsvReader(
            "d.csv",
            () -> {
              open[0]++;
              return new ByteArrayInputStream("x\na\n".getBytes(UTF_8)) {
                @Override
                public void close() {
                  open[0]--;
                }
              };
            },
            Dialect.USUAL,
            Limits.DEFAULT);
    assertEquals(List.of("x"), reader.header());
    problem(reader, X);
    assertEquals(0, open[0]);
  }

  @Test
  void refuseLimitsThatAreNone() {
    assertThrows(IllegalArgumentException.class, () -> new Limits(0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Limits(1, 1, Integer.MAX_VALUE));
  }

  /** Returns the formatted problems of reading the header, or those columns. */
  private static String problem(CsvReader reader, Wanted... wanted) {
    ScriptException problem =
        assertThrows(
            ScriptException.class,
            () -> {
              if (wanted.length == 0) {
                reader.header();
              } else {
                reader.read(List.of(wanted));
              }
            });
    return problem.diagnostics().stream()
        .map(new DiagnosticFormatter(false)::format)
        .collect(Collectors.joining());
  }

  private static String firstLine(String text) {
    return text.substring(0, text.indexOf('\n'));
  }

  private static CsvReader csv(String text) {
    return bytes(text.getBytes(UTF_8));
  }

  private static CsvReader csv(String text, Limits limits) {
    return new CsvReader(
        "d.csv", () -> new ByteArrayInputStream(text.getBytes(UTF_8)), Dialect.USUAL, limits);
  }

  private static CsvReader bytes(byte[] bytes) {
    return new CsvReader(
        "d.csv", () -> new ByteArrayInputStream(bytes), Dialect.USUAL, Limits.DEFAULT);
  }

  private static CsvReader file(String name) {
    Path path = Path.of("scripts/data", name);
    return new CsvReader(name, () -> Files.newInputStream(path), Dialect.USUAL, Limits.DEFAULT);
  }

  private static InputStream chunks(byte[] bytes, int size) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] buffer, int offset, int length) {
        return super.read(buffer, offset, Math.min(length, size));
      }
    };
  }
}
