package io.github.neuronscript.data;

import io.github.neuronscript.diagnostic.ScriptException;
import java.io.IOException;
import java.util.Optional;

/** A file of text: opens it, and says why where it cannot be read. */
final class TextFile {
  private final String name;
  private final Opener opener;
  private final Limits limits;

  /**
   * Opens nothing yet.
   *
   * @param name the name of the file in messages
   * @param opener of the text, unpacked or not
   */
  TextFile(String name, Opener opener, Limits limits) {
    this.name = name;
    this.opener = () -> Unpacked.open(opener, limits);
    this.limits = limits;
  }

  /** What is done with an open file. */
  interface Reading<T> {
    T from(Utf8Reader in) throws IOException;
  }

  /**
   * Opens the file, reads, and closes it.
   *
   * @throws ScriptException if it is no text or cannot be read
   */
  <T> T reading(Reading<T> reading) {
    try (Utf8Reader in = new Utf8Reader(opener.open(), true)) {
      return reading.from(in);
    } catch (Utf8Reader.NotText e) {
      throw new ScriptException(FileDiagnostics.notText(e, name, line(e.line)));
    } catch (IOException e) {
      throw new ScriptException(FileDiagnostics.unreadable(name, e));
    }
  }

  /**
   * Reads a second time, whatever the bytes are, to show what is wrong.
   *
   * @throws ScriptException if the file is larger than was seen the first time, and than it may be
   */
  void again(Again reading) {
    try {
      readAgain(reading);
    } catch (Unpacked.TooLarge e) {
      throw new ScriptException(FileDiagnostics.unreadable(name, e));
    } catch (IOException gone) {
      // The message stands without the line.
    }
  }

  private void readAgain(Again reading) throws IOException {
    try (Utf8Reader in = new Utf8Reader(opener.open(), false)) {
      reading.from(in);
    }
  }

  /** What is done with a file that is read again. */
  interface Again {
    void from(Utf8Reader in) throws IOException;
  }

  private Optional<String> line(int number) {
    StringBuilder text = new StringBuilder();
    boolean[] there = {false};
    try {
      readAgain(
          in -> {
            there[0] = in.skipLines(number - 1);
            while (there[0] && in.peek() >= 0 && !in.skipLineEnd()) {
              if (text.length() == limits.rowLength()) {
                break;
              }
              text.append((char) in.read());
            }
          });
    } catch (IOException gone) {
      // The message stands with what was read of it.
    }
    return there[0] ? Optional.of(text.toString()) : Optional.empty();
  }
}
