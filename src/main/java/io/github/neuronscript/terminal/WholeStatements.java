package io.github.neuronscript.terminal;

import java.util.List;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/**
 * Reads whole statements: Enter begins a new line while one is unfinished. To JLine the text is one
 * word, the one that is completed; no character of it has another meaning than in the language.
 */
final class WholeStatements implements Parser, Completer {

  private static final String TWO_EMPTY_LINES = "\n\n";

  /** What is said of a word is shown beside it, and so must not be long. */
  private static final int LONGEST_DETAIL = 48;

  private final Supplier<Prompt.Language> language;
  private final String dots;

  WholeStatements(Supplier<Prompt.Language> language, boolean ascii) {
    this.language = language;
    this.dots = ascii ? "..." : "…";
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    // Two empty lines are the way out for somebody who does not know what is missing.
    if (context == ParseContext.ACCEPT_LINE
        && !line.endsWith(TWO_EMPTY_LINES)
        && language.get().isUnfinished(line)) {
      throw new EOFError(-1, -1, "unfinished");
    }
    List<Prompt.Word> words =
        context == ParseContext.COMPLETE
            ? language.get().words(line.substring(0, cursor))
            : List.of();
    int start = words.isEmpty() ? cursor : words.get(0).from();
    return new LastWord(line, cursor, line.substring(start, cursor), words);
  }

  @Override
  public boolean isEscapeChar(char c) {
    return false;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> found) {
    int order = 0;
    for (Prompt.Word word : ((LastWord) line).candidates()) {
      found.add(
          new Candidate(
              word.text(),
              word.shown(),
              word.group().isEmpty() ? null : word.group(),
              word.detail().isEmpty() ? null : shortened(word.detail()),
              null,
              null,
              word.whole(),
              order++));
    }
  }

  private String shortened(String detail) {
    String line = detail.lines().findFirst().orElse("");
    return line.length() <= LONGEST_DETAIL
        ? line
        : line.substring(0, LONGEST_DETAIL - dots.length()) + dots;
  }

  /** The word that ends at the cursor, and those that may take its place. */
  private record LastWord(String line, int cursor, String word, List<Prompt.Word> candidates)
      implements CompletingParsedLine {

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
