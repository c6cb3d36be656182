package io.github.neuronscript.syntax;

import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.syntax.antlr.NeuronScriptLexer;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/** Cuts a piece of a source into tokens; every character belongs to one, so it cannot fail. */
final class Scanner {

  private final Source source;
  private final int base;
  private final int[] offsets;
  private final List<CommonToken> tokens = new ArrayList<>();
  private final List<CommonToken> comments = new ArrayList<>();

  private Scanner(Source source, int base, int[] offsets) {
    this.source = source;
    this.base = base;
    this.offsets = offsets;
  }

  static Scanner of(Source source) {
    return of(source, 0, source.text().length());
  }

  /** Scans the part of a source from one offset to another. */
  static Scanner of(Source source, int start, int end) {
    return of(source, start, end, () -> {});
  }

  /** Scans a source, and asks every 256 tokens. */
  static Scanner of(Source source, Runnable asked) {
    return of(source, 0, source.text().length(), asked);
  }

  private static Scanner of(Source source, int start, int end, Runnable asked) {
    String text = source.text().substring(start, end);
    NeuronScriptLexer lexer = new NeuronScriptLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    Scanner scanner = new Scanner(source, start, offsets(text));
    for (Token t = lexer.nextToken(); t.getType() != Token.EOF; t = lexer.nextToken()) {
      if (t.getChannel() == Token.DEFAULT_CHANNEL) {
        if (scanner.tokens.size() % SyntaxLimits.UNASKED == 0) {
          asked.run();
        }
        scanner.tokens.add((CommonToken) t);
      } else if (t.getType() == NeuronScriptLexer.COMMENT) {
        scanner.comments.add((CommonToken) t);
      }
    }
    return scanner;
  }

  /** ANTLR counts code points; offsets count UTF-16 units. Null where that is the same. */
  private static int[] offsets(String text) {
    int count = text.codePointCount(0, text.length());
    if (count == text.length()) {
      return null;
    }
    int[] offsets = new int[count + 1];
    for (int i = 0, at = 0; i < count; i++) {
      offsets[i] = at;
      at += Character.charCount(text.codePointAt(at));
    }
    offsets[count] = text.length();
    return offsets;
  }

  List<CommonToken> tokens() {
    return tokens;
  }

  /** Returns the comments, which stand between the tokens and belong to none. */
  List<CommonToken> comments() {
    return comments;
  }

  Source source() {
    return source;
  }

  Span span(Token token) {
    return span(token, token);
  }

  /** Returns the place from the start of one token to the end of another. */
  Span span(Token first, Token last) {
    return new Span(source, offset(first.getStartIndex()), offset(last.getStopIndex() + 1));
  }

  private int offset(int index) {
    return base + (offsets == null ? index : offsets[index]);
  }
}
