package io.github.neuronscript.data;

import io.github.neuronscript.diagnostic.ScriptException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Chooses who reads a file: by its first bytes once it is unpacked, then by its name. What neither
 * tells is CSV.
 */
public final class Readers {
  private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final Pattern OBJECT = Pattern.compile("\\s*\\{\\s*[\"}]");

  /** JSON, though not by lines: its reader says how it should be written. */
  private static final Pattern ARRAY = Pattern.compile("\\s*\\[\\s*\\{\\s*[\"}]");

  private static final int LOOKED_AT = 256;

  private Readers() {}

  /** Returns the rows of a file that is no text, if somebody understands it. */
  @FunctionalInterface
  public interface Foreign {
    Optional<RowSource> open() throws IOException;
  }

  /**
   * Returns a reader of a file, which opens nothing yet.
   *
   * @param name the name of the file in messages
   * @param foreign asked if it is no text
   */
  public static TableReader of(
      String name, Opener opener, Foreign foreign, Dialect dialect, Limits limits) {
    return new TableReader() {
      @Override
      public List<String> header() {
        return chosen().header();
      }

      @Override
      public Table read(List<Wanted> wanted) {
        return chosen().read(wanted);
      }

      @Override
      public Table.LeftOut stream(List<Wanted> wanted, boolean copied, RowTaker taker) {
        return chosen().stream(wanted, copied, taker);
      }

      private TableReader chosen() {
        return choose(name, opener, foreign, dialect, limits);
      }
    };
  }

  /** Returns a reader of rows that have a name. */
  public static TableReader of(String name, RowSource rows, Limits limits) {
    return new RowReader(name, rows, limits);
  }

  private static TableReader choose(
      String name, Opener opener, Foreign foreign, Dialect dialect, Limits limits) {
    byte[] start;
    try (InputStream in = Unpacked.open(opener, limits)) {
      start = in.readNBytes(LOOKED_AT);
      if (startsWith(start, PARQUET)) {
        return foreign
            .open()
            .map(rows -> of(name, rows, limits))
            .orElseThrow(() -> new ScriptException(FileDiagnostics.foreign(name)));
      }
    } catch (IOException e) {
      throw new ScriptException(FileDiagnostics.unreadable(name, e));
    }
    String file = name.toLowerCase(Locale.ROOT);
    String unpacked = file.endsWith(".gz") ? file.substring(0, file.length() - 3) : file;
    boolean lines = unpacked.endsWith(".jsonl") || unpacked.endsWith(".ndjson");
    String text = new String(start, StandardCharsets.UTF_8);
    String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
    boolean json = OBJECT.matcher(plain).lookingAt() || ARRAY.matcher(plain).lookingAt();
    return lines || json
        ? new JsonLinesReader(name, opener, limits)
        : new CsvReader(name, opener, dialect, limits);
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    for (int i = 0; i < start.length; i++) {
      if (i >= bytes.length || bytes[i] != start[i]) {
        return false;
      }
    }
    return true;
  }
}
