package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.neuronscript.diagnostic.Source;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads large files in a machine of its own, which has little memory. */
class LoadingMemoryTest {
  private static final int ROWS = 1_000_000;
  private static final int COLUMNS = 5;

  /** What the machine and the library need for a file of two rows. */
  private static final int MEGABYTES_WITHOUT = 6;

  /** The same where columns are thousands, each with a name and a formula. */
  private static final int MEGABYTES_OF_COLUMNS = 26;

  @TempDir private Path folder;

  private int read(int numbersInRow, String inputs) throws Exception {
    return read(MEGABYTES_WITHOUT, (long) numbersInRow * ROWS, inputs);
  }

  private int read(int without, long numbers, String inputs) throws Exception {
    long most = without + Double.BYTES * numbers * 5 / 4 / 1_000_000;
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + most * 1_000 + "k",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Loading.class.getName(),
            folder.toString(),
            inputs)
        .inheritIO()
        .start()
        .waitFor();
  }

  private void write() throws IOException {
    try (BufferedWriter file = Files.newBufferedWriter(folder.resolve("many.csv"))) {
      file.write("x1,x2,x3,x4,y\n");
      for (int row = 0; row < ROWS; row++) {
        file.write("0.5,-0.25," + row + ",1.75," + row % 2 + "\n");
      }
    }
  }

  @Test
  void takesAQuarterMoreThanTheNumbersAtMost() throws Exception {
    write();
    assertEquals(0, read(COLUMNS, "x1, x2, x3, x4"));
    // Columns that are computed, or not read, take nothing beside what they give.
    assertEquals(0, read(8, "a = x1 + x2, b = x1 * x3, c = x1, x2, x3, d = 2 * x4, e = x4"));
    assertEquals(0, read(4, "a = x1 + x2 + x3 + x4, b = x1 * x2, x3"));
  }

  /** The names of columns are a part of the script, and take what a script takes. */
  @Test
  void takesLittleForEachColumn() throws Exception {
    int columns = 5_000;
    int rows = 300;
    try (BufferedWriter file = Files.newBufferedWriter(folder.resolve("many.csv"))) {
      for (int column = 1; column < columns; column++) {
        file.write("a" + column + ",");
      }
      file.write("y\n");
      for (int row = 0; row < rows; row++) {
        file.write("0.5,".repeat(columns - 1) + row % 2 + "\n");
      }
    }
    assertEquals(0, read(MEGABYTES_OF_COLUMNS, (long) columns * rows, "all"));
  }

  /** The machine of its own. */
  static final class Loading {
    private Loading() {}

    public static void main(String[] arguments) {
      Path folder = Path.of(arguments[0]);
      Options options = Options.defaults().files(FilePolicy.none().read(folder).relativeTo(folder));
      String script = "inputs " + arguments[1] + "\ntarget y\ndata from \"many.csv\"\nstep\n";
      new NeuronScript().run(Source.of("many.nn", script), options).orThrow();
    }
  }
}
