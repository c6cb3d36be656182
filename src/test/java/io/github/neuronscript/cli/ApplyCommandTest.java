package io.github.neuronscript.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code nn apply}: rows in, rows with output and answer out. */
class ApplyCommandTest extends OnACommandLine {

  private static final String ROWS = "name,x\na,1\n\"b, c\",4\n";

  private static final String APPLIED = "name,x,output,answer\na,1,3,small\n\"b, c\",4,9,large\n";

  private Result nn(InputStream in, int most, String... args) {
    return nn(in, out -> new Pipe(out, most), args);
  }

  /** Nobody reads behind so many bytes. */
  private static final class Pipe extends FilterOutputStream {
    private int left;

    Pipe(OutputStream out, int most) {
      super(out);
      this.left = most;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      left -= length;
      if (left < 0) {
        throw new IOException("Broken pipe");
      }
      out.write(bytes, from, length);
    }
  }

  @BeforeEach
  void saveAModel() throws IOException {
    String script =
        "inputs x\nweights 2\nbias 1\nactivation linear\n"
            + "on predict when output > 5 then answer \"large\" otherwise answer \"small\"\n"
            + "save \"m.json\"\n";
    assertEquals(0, nn("run", "-e", script).exit());
    write("new.csv", ROWS);
  }

  @Test
  void writesAFileOrStandardInputWithOutputAndAnswer() throws IOException {
    assertEquals(new Result(0, APPLIED, ""), nn("apply", "m.json", "new.csv"));
    assertEquals(new Result(0, APPLIED, ""), nnWith(ROWS, "apply", "m.json"));
    assertEquals(new Result(0, APPLIED, ""), nnWith(ROWS, "apply", "m.json", "-", "-o", "-"));
    assertEquals(
        new Result(0, "2 rows of new.csv, written to out.csv\n", ""),
        nn("apply", "m.json", "new.csv", "-o", "out.csv"));
    assertEquals(APPLIED, Files.readString(folder.resolve("out.csv")));
    assertEquals(
        new Result(0, "1 row of standard input, written to out.csv\n", ""),
        nnWith("x\n1\n", "apply", "m.json", "--output", "out.csv"));
    assertEquals("x,output,answer\n1,3,small\n", Files.readString(folder.resolve("out.csv")));
  }

  /** A batch that happens to be empty ends in an empty table, and not in an error. */
  @Test
  void noRowsGiveNone() throws IOException {
    assertEquals(new Result(0, "x,output,answer\n", ""), nnWith("x\n", "apply", "m.json"));
    assertEquals(
        new Result(0, "0 rows of standard input, written to out.csv\n", ""),
        nnWith("x\n", "apply", "m.json", "-o", "out.csv"));
    assertEquals("x,output,answer\n", Files.readString(folder.resolve("out.csv")));
    Result shown = nnWith("x\n", "apply", "m.json", "--no-header");
    assertTrue(shown.err().contains("put a line above the rows"), shown.err());
    String model = Files.readString(folder.resolve("m.json"));
    Files.writeString(folder.resolve("crlf.json"), model.replace("\n", "\r\n"));
    Result changed = nnWith("x\n1\n", "apply", "crlf.json");
    assertTrue(changed.err().contains("the line ends of `crlf.json` were changed"), changed.err());
  }

  @Test
  void explainsAndReadsAsItIsTold() throws IOException {
    assertEquals(
        "x;output;answer;contribution_x;contribution_b\n1,5;4;small;3;1\n",
        nnWith("x\n1,5\n", "apply", "m.json", "--explain", "--separator", ";", "--decimal", "comma")
            .out());
    assertEquals(
        "x\toutput\tanswer\n2\t5\tsmall\n",
        nnWith("x\n2\n", "apply", "--separator", "tab", "m.json", "-").out());
    Result skipped = nnWith("x,y\n,1\n7,2\n", "apply", "m.json", "--missing", "skip");
    assertEquals("x,y,output,answer\n7,2,15,large\n", skipped.out());
    assertTrue(skipped.err().startsWith("notice[rows-left-out]: "), skipped.err());
    nn("run", "-e", "inputs c2\nweights 2\nbias 1\nactivation linear\nsave \"c.json\"");
    assertEquals("9,7,15\n", nnWith("9,7\n", "apply", "c.json", "--no-header").out());
  }

  @Test
  void whatIsWrongHasItsPlace() throws IOException {
    Result cell = nnWith("x\n1\nred\n", "apply", "m.json");
    assertEquals(ExitCode.FAILED, cell.exit());
    assertTrue(cell.err().contains("--> standard input:3:1"), cell.err());
    Result missing = nn("apply", "no.json", "new.csv");
    assertEquals(ExitCode.FAILED, missing.exit());
    assertTrue(missing.err().contains("there is no file `no.json`"), missing.err());
    Result column = nnWith("z\n1\n", "apply", "m.json");
    assertTrue(column.err().startsWith("error[csv-unknown-column]: "), column.err());
    write("old.csv", "what was there\n");
    Result failed = nnWith("x\n1\nred\n", "apply", "m.json", "-o", "old.csv");
    assertEquals(ExitCode.FAILED, failed.exit());
    assertEquals("what was there\n", Files.readString(folder.resolve("old.csv")));
    write("bad.json", Files.readString(folder.resolve("m.json")).replace("[2]", "[3]"));
    Result damaged = nn("apply", "bad.json", "new.csv");
    assertTrue(damaged.err().contains("`bad.json` is damaged"), damaged.err());
    assertEquals("", damaged.out());
    for (String[] args :
        new String[][] {
          {"apply"},
          {"apply", "-"},
          {"apply", "m.json", "a", "b"},
          {"apply", "m.json", "--missing", "no"},
          {"apply", "m.json", "--explian"}
        }) {
      assertEquals(ExitCode.WRONG_USAGE, nn(args).exit(), Arrays.toString(args));
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(4, files.count(), "nothing half written is left");
    }
  }

  /** A model of somebody else opens no file, though the command may read and write everywhere. */
  @Test
  void onlyFilesThatAreNamedAreOpened() throws IOException {
    write("d.csv", "x,y\n1,2\n");
    nn(
        "run",
        "-e",
        "inputs one_hot(x)\ntarget y\ndata from \"d.csv\"\ntrain 1 epoch\nsave \"d.json\"");
    assertEquals(0, nnWith("x\n1\n", "apply", "d.json").exit());
    assertEquals(
        nnWith("x\n1\n", "apply", "d.json"),
        nnWith("x\n1\n", "apply", folder.resolve("d.json").toAbsolutePath().toString()));
    Files.delete(folder.resolve("d.csv"));
    assertEquals(0, nnWith("x\n1\n", "apply", "d.json").exit());
  }

  /** What comes is longer than what is kept of it, and the header stands in its beginning. */
  @Test
  void aStreamMayBeOfAnyLength() {
    int rows = 400_000;
    Result result = nnWith("x\n" + "1\n4\n".repeat(rows), "apply", "m.json");
    assertEquals("x,output,answer\n" + "1,3,small\n4,9,large\n".repeat(rows), result.out());
    Result far = nnWith("x\n" + "1\n4\n".repeat(rows) + "red\n", "apply", "m.json");
    assertEquals(ExitCode.FAILED, far.exit());
    assertTrue(far.err().contains("on line 800002 of `standard input`"), far.err());
  }

  @Test
  void endsWhereNobodyReads() {
    InputStream endless =
        new InputStream() {
          private long at;

          @Override
          public int read() {
            return at++ == 0 ? 'x' : at % 2 == 0 ? '\n' : '1';
          }

          @Override
          public int read(byte[] to, int from, int length) {
            for (int i = 0; i < length; i++) {
              to[from + i] = (byte) read();
            }
            return length;
          }
        };
    assertEquals(ExitCode.OUTPUT_CLOSED, nn(endless, 1_000_000, "apply", "m.json").exit());
  }
}
