package io.github.neuronscript.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * The prompt of a real terminal, with line editing, history and completion. While a statement runs,
 * Ctrl-C is noted and ends nothing by itself.
 */
public final class TerminalPrompt implements Prompt, AutoCloseable {

  private static final String PROMPT = "nn> ";

  /** As wide as the prompt, so that the lines of a statement stand below each other. */
  private static final String CONTINUATION = "..> ";

  private static final String TWO_EMPTY_LINES = "\n\n";

  private final Terminal terminal;
  private final LineReader reader;
  private volatile boolean interrupted;
  private Language language;

  private TerminalPrompt(Terminal terminal, Optional<Path> historyFile) {
    this.terminal = terminal;
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("nn")
            .parser(new WholeStatements())
            .completer((line, word, found) -> complete(word, found))
            .history(new KeptHistory())
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, CONTINUATION)
            // An exclamation mark is one.
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.HISTORY_IGNORE_SPACE, false)
            .option(LineReader.Option.HISTORY_REDUCE_BLANKS, false);
    historyFile.ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
    this.reader = builder.build();
    terminal.handle(Terminal.Signal.INT, signal -> interrupted = true);
  }

  /**
   * Takes over the terminal of this process, until it is closed.
   *
   * @param historyFile keeps what was typed from session to session; its folder exists
   * @throws IOException if the terminal refuses
   */
  public static TerminalPrompt open(Optional<Path> historyFile) throws IOException {
    Terminal terminal =
        TerminalBuilder.builder()
            .name("nn")
            .encoding(StandardCharsets.UTF_8)
            // Asks the terminal nothing that an old one would show as text.
            .graphemeCluster(false)
            // A terminal that JLine cannot take over still reads lines, and nobody is warned.
            .dumb(true)
            .build();
    if (terminal.getSize().getColumns() <= 0 || terminal.getSize().getRows() <= 0) {
      // Some pseudo-terminals have no size, in which nothing could be shown.
      terminal.setSize(Size.of(80, 24));
    }
    return new TerminalPrompt(terminal, historyFile);
  }

  @Override
  public Entry read(Language rules) {
    language = rules;
    out().flush();
    try {
      return new Entry(Kind.TEXT, reader.readLine(PROMPT), false);
    } catch (UserInterruptException e) {
      return new Entry(Kind.CLEARED, "", false);
    } catch (EndOfFileException e) {
      return new Entry(Kind.LEFT, "", false);
    } finally {
      interrupted = false;
    }
  }

  @Override
  public PrintWriter out() {
    return terminal.writer();
  }

  @Override
  public boolean interrupted() {
    return interrupted;
  }

  @Override
  public int width() {
    return terminal.getColumns();
  }

  @Override
  public int height() {
    return terminal.getRows();
  }

  @Override
  public void status(List<String> lines) {}

  @Override
  public void progress(String line) {}

  @Override
  public Edited edit(String text) {
    return new Edited(Optional.empty(), "No editor can be opened here.");
  }

  /** Gives the terminal back as it was. */
  @Override
  public void close() throws IOException {
    terminal.close();
  }

  private void complete(ParsedLine line, List<Candidate> found) {
    String before = line.line().substring(0, line.cursor() - line.wordCursor());
    language.words(before).forEach(word -> found.add(new Candidate(word.text())));
  }

  /**
   * Reads whole statements: Enter begins a new line while one is unfinished. To JLine the text is
   * one word, the one at the cursor; no character of it has another meaning than in the language.
   */
  private final class WholeStatements implements Parser {

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
      // Two empty lines are the way out for somebody who does not know what is missing.
      if (context == ParseContext.ACCEPT_LINE
          && !line.endsWith(TWO_EMPTY_LINES)
          && language.isUnfinished(line)) {
        throw new EOFError(-1, -1, "unfinished");
      }
      int start = cursor;
      while (start > 0 && isOfWord(line.charAt(start - 1))) {
        start--;
      }
      return new LastWord(line, cursor, line.substring(start, cursor));
    }

    @Override
    public boolean isEscapeChar(char c) {
      return false;
    }

    private static boolean isOfWord(char c) {
      return Character.isUnicodeIdentifierPart(c)
          || Character.getType(c) == Character.OTHER_NUMBER
          || c == '_'
          || c == ':'
          || c == '`';
    }
  }

  /** The word that ends at the cursor. */
  private record LastWord(String line, int cursor, String word) implements CompletingParsedLine {

    @Override
    public int wordCursor() {
      return word.length();
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word);
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return word.length();
    }

    @Override
    public int rawWordLength() {
      return word.length();
    }
  }
}
