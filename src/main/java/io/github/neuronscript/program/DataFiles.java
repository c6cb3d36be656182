package io.github.neuronscript.program;

import io.github.neuronscript.data.CsvDiagnostics;
import io.github.neuronscript.data.CsvReader;
import io.github.neuronscript.data.FileOpener;
import io.github.neuronscript.data.Limits;
import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Span;
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
    return new CsvReader(
        path,
        () -> {
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
        },
        Limits.DEFAULT);
  }

  /** Reads, and gives an error that belongs to no text the place where the file is named. */
  public static <T> T read(Span place, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ScriptException e) {
      throw new ScriptException(e.diagnostics().stream().map(d -> d.orAt(place)).toList());
    }
  }

  static List<Diagnostic> missingColumns(
      FileOpener files, Scope.Data.File file, List<Scope.ColumnUse> uses) {
    List<String> header;
    try {
      CsvReader reader = reader(files, file.path(), file.span());
      header = read(file.span(), reader::header);
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
