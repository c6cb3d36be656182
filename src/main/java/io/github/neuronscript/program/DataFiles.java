package io.github.neuronscript.program;

import io.github.neuronscript.data.CsvDiagnostics;
import io.github.neuronscript.data.CsvReader;
import io.github.neuronscript.data.FileOpener;
import io.github.neuronscript.data.Limits;
import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.syntax.SyntaxLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Opens data files on behalf of a script, and says so at the script's own place if it cannot. */
public final class DataFiles {

  private DataFiles() {}

  /** Returns a reader of the file that a script names. */
  public static CsvReader reader(FileOpener files, String path, Span place) {
    return new CsvReader(path, () -> open(files, path, place), Limits.DEFAULT);
  }

  private static InputStream open(FileOpener files, String path, Span place) throws IOException {
    try {
      return files.open(place.source().name(), path);
    } catch (NoSuchFileException e) {
      throw new ScriptException(
          Diagnostic.error(Code.FILE_MISSING, "there is no file `" + path + "`", place)
              .help("a path is relative to the script's folder"));
    } catch (AccessDeniedException e) {
      throw new ScriptException(
          Diagnostic.error(Code.FILE_REFUSED, "the script may not read `" + path + "`", place)
              .note(
                  e.getReason() == null
                      ? "files are read through the host's file policy"
                      : e.getReason()));
    }
  }

  /**
   * Returns the text of a script that another one includes.
   *
   * @param place where it is named
   */
  static Source script(FileOpener files, String path, Span place) {
    try (InputStream in = open(files, path, place)) {
      byte[] bytes = in.readNBytes(4 * SyntaxLimits.CHARACTERS + 1);
      return Source.of(
          path, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new ScriptException(CheckErrors.scriptNotUtf8(place, path));
    } catch (IOException e) {
      throw new ScriptException(CheckErrors.scriptUnreadable(place, path, e.getMessage()));
    }
  }

  /** Reads, and gives an error that belongs to no text the place where the file is named. */
  public static <T> T read(Span place, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ScriptException e) {
      throw new ScriptException(e.diagnostics().stream().map(d -> d.orAt(place)).toList());
    }
  }

  /** Returns the names of the columns. */
  public static List<String> readHeader(FileOpener files, String path, Span place) {
    CsvReader reader = reader(files, path, place);
    return read(place, reader::header);
  }

  /** Returns the names of the columns; none if the file cannot be read. */
  static List<String> header(FileOpener files, Scope.Data.File file) {
    try {
      return readHeader(files, file.path(), file.span());
    } catch (ScriptException e) {
      return List.of();
    }
  }

  static List<Diagnostic> missingColumns(
      FileOpener files, Scope.Data.File file, List<Scope.ColumnUse> uses) {
    List<String> header;
    try {
      header = readHeader(files, file.path(), file.span());
    } catch (ScriptException e) {
      return e.diagnostics();
    }
    List<Diagnostic> missing = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Scope.ColumnUse use : uses) {
      if (!header.contains(use.column()) && seen.add(use.column())) {
        missing.add(
            CsvDiagnostics.unknownColumn(
                use.column(), file.path(), header, Optional.of(use.span())));
      }
    }
    return missing;
  }
}
