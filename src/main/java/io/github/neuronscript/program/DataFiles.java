package io.github.neuronscript.program;

import io.github.neuronscript.data.Binding;
import io.github.neuronscript.data.CsvDiagnostics;
import io.github.neuronscript.data.Dialect;
import io.github.neuronscript.data.FileOpener;
import io.github.neuronscript.data.HostData;
import io.github.neuronscript.data.Limits;
import io.github.neuronscript.data.Readers;
import io.github.neuronscript.data.TableReader;
import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Reached;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.syntax.Statement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Opens data files on behalf of a script, and says so at the script's own place if it cannot. */
public final class DataFiles {

  private DataFiles() {}

  /** What a script writes for standard input. */
  public static final String STANDARD_INPUT = "-";

  private static final Pattern URL =
      Pattern.compile("(?:jdbc:|[a-z][a-z0-9+.-]+://).*", Pattern.CASE_INSENSITIVE);

  /** Ten million weights and all that belongs to them; what is longer is no model. */
  private static final long MOST_BYTES_OF_MODEL = 1L << 30;

  static boolean isUrl(String path) {
    return URL.matcher(path).matches();
  }

  /** Returns a reader of what a script names. */
  public static TableReader reader(FileOpener files, Statement.Origin origin, Dialect dialect) {
    String name = origin.text();
    Span place = origin.span();
    if (!origin.named()) {
      return file(files, name, place, dialect, files.limits());
    }
    Binding binding = files.bindings().get(name);
    if (binding == null) {
      throw new ScriptException(CheckErrors.unknownData(place, name, files.bindings().keySet()));
    }
    return binding instanceof Binding.OfFile file
        ? file(file.files(), file.path(), place, dialect, files.limits())
        : Readers.of(name, ((Binding.OfRows) binding).rows(), files.limits());
  }

  private static TableReader file(
      FileOpener files, String path, Span place, Dialect dialect, Limits limits) {
    return Readers.of(
        path.equals(STANDARD_INPUT) ? "standard input" : path,
        () -> open(files, path, place),
        () -> files.table(place.source().name(), path),
        dialect,
        limits);
  }

  private static InputStream open(FileOpener files, String path, Span place) throws IOException {
    return opened(path, place, () -> files.open(name(place), path));
  }

  private static String name(Span place) {
    return place.source().name();
  }

  private static <T> T opened(String path, Span place, HostData.Step<T> opening)
      throws IOException {
    try {
      return opening.get();
    } catch (NoSuchFileException e) {
      throw new ScriptException(
          Diagnostic.error(Code.FILE_MISSING, "there is no file `" + path + "`", place)
              .help(
                  e.getReason() == null
                      ? "a path is relative to the script's folder"
                      : e.getReason()));
    } catch (AccessDeniedException e) {
      if (path.equals(STANDARD_INPUT)) {
        throw new ScriptException(CheckErrors.noStandardInput(place, e.getReason()));
      }
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
  static Source script(FileOpener files, String path, Span place, Scope scope) {
    int most = scope.left.characters();
    try (InputStream in = open(files, path, place)) {
      byte[] bytes = in.readNBytes(4 * most + 1);
      if (bytes.length > 4 * most) {
        Reached reached = new Reached(Reached.Which.CHARACTERS, most + 1L, most, path);
        throw new ScriptException(CheckErrors.includesTooLong(place, scope.limits, reached));
      }
      return Source.of(
          path, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new ScriptException(CheckErrors.scriptNotUtf8(place, path));
    } catch (IOException e) {
      throw new ScriptException(CheckErrors.scriptUnreadable(place, path, e.getMessage()));
    }
  }

  /** Says why a file could not be written that is made of another one; writes nothing. */
  public static Optional<Diagnostic> problem(
      FileOpener files, Statement.Destination to, Statement.Origin from) {
    try {
      Optional<Path> written = files.writable(to.span().source().name(), to.path());
      Optional<Path> read = place(files, from);
      boolean same = !from.named() && from.text().equals(to.path());
      return same || written.isPresent() && written.equals(read)
          ? Optional.of(CheckErrors.readWhileWritten(to.span(), to.path()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.of(CheckErrors.notWritten(to, e));
    }
  }

  /** Returns the declarations of a model of another tool. */
  static Source declared(FileOpener files, String path, Span place) {
    try {
      return Source.of(path, opened(path, place, () -> files.declared(name(place), path)));
    } catch (IOException e) {
      throw new ScriptException(CheckErrors.notImported(place, path, e.getMessage()));
    }
  }

  /** Returns the text of a model. */
  static Source text(FileOpener files, String path, Span place) {
    int most = (int) Math.min(files.limits().unpackedBytes(), MOST_BYTES_OF_MODEL);
    try (InputStream in = open(files, path, place)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new ScriptException(CheckErrors.modelTooLarge(place, path, most));
      }
      return Source.of(
          path, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new ScriptException(CheckErrors.noModel(place, path));
    } catch (IOException e) {
      throw new ScriptException(CheckErrors.scriptUnreadable(place, path, e.getMessage()));
    }
  }

  /** Says why a file could not be written; writes nothing. */
  static Optional<Diagnostic> problem(FileOpener files, Statement.Destination to) {
    return problem(to, () -> files.writable(name(to.span()), to.path()));
  }

  /** Says why somebody who is asked refuses a file. */
  static Optional<Diagnostic> problem(Statement.Destination to, HostData.Step<?> asking) {
    try {
      asking.get();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(CheckErrors.notWritten(to, e));
    }
  }

  /** Returns where a file that is read lies; if it may not be read, whoever opens it says so. */
  private static Optional<Path> place(FileOpener files, Statement.Origin from) {
    String script = from.span().source().name();
    try {
      if (!from.named()) {
        return files.readable(script, from.text());
      }
      return files.bindings().get(from.text()) instanceof Binding.OfFile file
          ? file.files().readable(script, file.path())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Writes a file, as a whole or not at all.
   *
   * @throws ScriptException if it may not or cannot be written
   */
  public static void write(FileOpener files, Statement.Destination to, FileOpener.Content content) {
    try {
      files.save(to.span().source().name(), to.path(), content);
    } catch (IOException e) {
      throw new ScriptException(CheckErrors.notWritten(to, e));
    }
  }

  /** Returns the same for an error that came while it was written. */
  public static ScriptException notWritten(Statement.Destination to, IOException problem) {
    return new ScriptException(CheckErrors.notWritten(to, problem));
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
  public static List<String> readHeader(
      FileOpener files, Statement.Origin origin, Dialect dialect) {
    return read(origin.span(), () -> reader(files, origin, dialect).header());
  }

  /** Returns the names of the columns; none if the file cannot be read. */
  static List<String> header(FileOpener files, Scope.Data.File file) {
    try {
      return readHeader(files, file.origin(), file.dialect());
    } catch (ScriptException e) {
      return List.of();
    }
  }

  /**
   * Returns why the file of a statement that was just checked cannot be read; empty if it can, or
   * if it is only known later.
   */
  public static List<Diagnostic> unreadable(FileOpener files, Checked checked) {
    return checked.statement() instanceof Statement.DataFile data
            && checked.scope().data instanceof Scope.Data.File file
            && !data.origin().text().equals(STANDARD_INPUT)
        ? missingColumns(files, file, List.of())
        : List.of();
  }

  static List<Diagnostic> missingColumns(
      FileOpener files, Scope.Data.File file, List<Scope.ColumnUse> uses) {
    String path = file.origin().text();
    if (!file.origin().named() && (isUrl(path) || path.isBlank())) {
      return List.of();
    }
    List<String> header;
    try {
      header = readHeader(files, file.origin(), file.dialect());
    } catch (ScriptException e) {
      return e.diagnostics();
    }
    List<Diagnostic> missing = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Scope.ColumnUse use : uses) {
      if (!header.contains(use.column()) && seen.add(use.column())) {
        if (!missing.isEmpty() && Dialect.separatorOf(use.column(), header).isPresent()) {
          // It has the same cause as the first.
          continue;
        }
        missing.add(
            CsvDiagnostics.unknownColumn(
                use.column(),
                file.origin().text(),
                header,
                file.dialect().header(),
                Optional.of(use.span())));
      }
    }
    return missing;
  }
}
