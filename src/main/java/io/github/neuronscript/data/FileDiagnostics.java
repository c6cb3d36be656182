package io.github.neuronscript.data;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Reached;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Symbols;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Every message about a file whatever its kind, and what all messages about data share. */
final class FileDiagnostics {
  private static final int LISTED_COLUMNS = 8;
  private static final int SHOWN_TEXT = 40;

  private FileDiagnostics() {}

  /**
   * Says where the bytes are no text.
   *
   * @param line the line with U+FFFD in the place of such bytes, if it could be read
   */
  static Diagnostic notText(Utf8Reader.NotText problem, String file, Optional<String> line) {
    Optional<Span> place = Optional.empty();
    if (line.isPresent()) {
      TreeMap<Integer, String> piece = new TreeMap<>();
      piece.put(problem.line, line.get());
      int start = Math.min(problem.offset, line.get().length());
      int end = Math.min(start + 1, line.get().length());
      place = Optional.of(new Span(Source.excerpt(file, piece), start, end));
    }
    String hex = HexFormat.of().withUpperCase().toHexDigits((byte) problem.value);
    Diagnostic notText =
        error(
                Code.CSV_NOT_UTF8,
                "line " + problem.line + " of " + quoted(file) + " is not UTF-8 text",
                place)
            .label("byte " + hex);
    return kind(problem.signature)
        .map(kind -> notText.note("the file begins as " + kind + " does"))
        .orElse(notText)
        .help("save the file as CSV in UTF-8");
  }

  private static Optional<String> kind(int signature) {
    int two = signature >>> 16;
    if (two == 0xfffe || two == 0xfeff) {
      return Optional.of("text in UTF-16");
    }
    if (signature == 0x504b0304) {
      return Optional.of("a ZIP archive or an Excel workbook");
    }
    if (signature == 0xd0cf11e0) {
      return Optional.of("an old Excel workbook");
    }
    if (two == 0x1f8b) {
      return Optional.of("a gzip archive");
    }
    return signature == 0x50415231 ? Optional.of("a Parquet file") : Optional.empty();
  }

  /** For a file that is no text, where nobody understands it. */
  static Diagnostic foreign(String file) {
    return Diagnostic.error(Code.FORMAT_UNKNOWN, quoted(file) + " is a Parquet file")
        .note("the application that runs the script reads none")
        .help("save it as CSV, or let the application give its rows a name");
  }

  static Diagnostic unreadable(String file, IOException problem) {
    if (problem instanceof Unpacked.Damaged) {
      return Diagnostic.error(
              Code.GZIP_DAMAGED, quoted(file) + " is packed by gzip, and is damaged or not whole")
          .help("pack it again, or download it again");
    }
    if (problem instanceof Unpacked.TooLarge large) {
      return Diagnostic.error(
              Code.CSV_TOO_LARGE,
              quoted(file)
                  + " holds more than "
                  + large.most()
                  + " bytes"
                  + (large.packed() ? " when it is unpacked" : ""))
          .help("use a part of the file")
          .reached(new Reached(Reached.Which.BYTES, large.most() + 1, large.most(), file));
    }
    Diagnostic unreadable =
        Diagnostic.error(Code.FILE_UNREADABLE, quoted(file) + " could not be read");
    String reason =
        problem instanceof FileSystemException inFileSystem
            ? inFileSystem.getReason()
            : problem.getMessage();
    return reason == null || reason.isBlank() ? unreadable : unreadable.note(reason);
  }

  /** Adds what to do with a column of texts where numbers are wanted. */
  static Diagnostic columnOfTexts(Diagnostic error, String column, String text, Wanted.Use use) {
    Diagnostic noted = error.note("column " + quoted(column) + " holds no number at all");
    String name = Symbols.typed(column);
    String comparison = name + " == \"" + brief(text) + "\"";
    return switch (use) {
      case INPUT ->
          noted
              .help("compare it with a text, as in " + code(comparison))
              .help("or make its texts inputs: " + code("one_hot(" + name + ")"));
      case TARGET -> noted.help("write " + code("target y = " + comparison));
      case CONDITION -> noted.help("compare it with a text, as in " + code(comparison));
    };
  }

  static Diagnostic error(Code code, String message, Optional<Span> span) {
    Diagnostic error = Diagnostic.error(code, message);
    return span.map(error::orAt).orElse(error);
  }

  static String listed(List<String> columns) {
    String names =
        columns.stream()
            .limit(LISTED_COLUMNS)
            .map(FileDiagnostics::shortened)
            .collect(Collectors.joining(", "));
    int more = columns.size() - LISTED_COLUMNS;
    return more > 0 ? names + ", … and " + more + " more" : names;
  }

  static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  static String shortened(String text) {
    return quoted(brief(text));
  }

  static String brief(String text) {
    if (text.codePointCount(0, text.length()) <= SHOWN_TEXT) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, SHOWN_TEXT)) + "…";
  }

  /** Returns something to be typed, which may hold a name in backticks. */
  private static String code(String text) {
    return text.contains("`") ? "`` " + text + " ``" : quoted(text);
  }

  static String quoted(String text) {
    return "`" + text + "`";
  }
}
