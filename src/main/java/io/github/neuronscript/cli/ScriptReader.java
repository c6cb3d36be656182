package io.github.neuronscript.cli;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.diagnostic.Suggestions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads scripts: strict UTF-8, with or without a byte order mark. */
final class ScriptReader {

  /** Above what the language reads (10,000,000 characters), so that its own error speaks. */
  private static final int MOST_BYTES = 40_000_001;

  private static final char BYTE_ORDER_MARK = '\ufeff';

  private ScriptReader() {}

  /**
   * Reads a file, or standard input for {@code -}.
   *
   * @throws UsageException if there is no such file
   * @throws ScriptException if it is not UTF-8
   */
  static Source read(String file, Shell shell) {
    return read(file, shell, "the script");
  }

  /**
   * Reads a file that need not be a script.
   *
   * @param what how an error calls it
   */
  static Source read(String file, Shell shell, String what) {
    try {
      if (file.equals("-")) {
        return source("stdin", shell.in().readNBytes(MOST_BYTES), what);
      }
      Path path = path(file, shell);
      if (Files.isDirectory(path)) {
        throw new UsageException(UsageErrors.scriptUnreadable(file, "it is a folder"));
      }
      try (InputStream in = Files.newInputStream(path)) {
        return source(file, in.readNBytes(MOST_BYTES), what);
      }
    } catch (NoSuchFileException e) {
      throw new UsageException(UsageErrors.scriptMissing(file, near(file, shell)));
    } catch (AccessDeniedException e) {
      throw new UsageException(UsageErrors.scriptUnreadable(file, "permission denied"));
    } catch (IOException e) {
      String why = e.getMessage() == null ? "reading it failed" : e.getMessage();
      throw new UsageException(UsageErrors.scriptUnreadable(file, why));
    }
  }

  private static Path path(String file, Shell shell) {
    try {
      return shell.folder().resolve(file);
    } catch (InvalidPathException e) {
      throw new UsageException(UsageErrors.scriptMissing(file, Optional.empty()));
    }
  }

  /** Returns a script beside the missing one with a name like it. */
  private static Optional<String> near(String file, Shell shell) {
    int slash = file.lastIndexOf('/') + 1;
    Path folder = path(file.substring(0, slash), shell);
    try (Stream<Path> files = Files.list(folder)) {
      List<String> scripts =
          files
              .map(path -> path.getFileName().toString())
              .filter(name -> name.endsWith(".nn"))
              .sorted()
              .toList();
      String wanted = file.substring(slash);
      String name = wanted.endsWith(".nn") ? wanted : wanted + ".nn";
      return (scripts.contains(name) ? Optional.of(name) : Suggestions.nearest(name, scripts))
          .map(found -> file.substring(0, slash) + found);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Source source(String name, byte[] bytes, String what) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError() && bytes.length < MOST_BYTES) {
      throw new ScriptException(notUtf8(name, bytes, text, in.position(), what));
    }
    boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    return Source.of(name, marked ? text.substring(1) : text);
  }

  /** The place is found in the text as far as it could be read, with U+FFFD for the rest. */
  private static Diagnostic notUtf8(String name, byte[] bytes, String before, int at, String what) {
    Source source = Source.of(name, new String(bytes, StandardCharsets.UTF_8));
    Span place = new Span(source, before.length(), before.length() + 1);
    String hex = Integer.toHexString(bytes[at] & 0xff).toUpperCase(Locale.ROOT);
    return Diagnostic.error(
            Code.SCRIPT_NOT_UTF8,
            what
                + " is not in UTF-8: byte 0x"
                + (hex.length() == 1 ? "0" : "")
                + hex
                + " in line "
                + place.position().line()
                + " is no character",
            place)
        .help("save the file as UTF-8");
  }
}
