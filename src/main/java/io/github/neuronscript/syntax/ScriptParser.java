package io.github.neuronscript.syntax;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Reached;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.diagnostic.Span;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;

/**
 * Text becomes a {@link Script}: scan, split into statements, parse one at a time. Never throws: a
 * damaged statement leaves a {@link Statement.Damaged} and one diagnostic.
 */
public final class ScriptParser {

  /** Below it all are in normal form C, whatever stands beside them. */
  private static final char FIRST_COMBINING = '\u0300';

  private final Source source;
  private final ScriptLimits limits;
  private final List<Statement> statements = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private int errors;

  private ScriptParser(Source source, ScriptLimits limits) {
    this.source = source;
    this.limits = limits;
  }

  /** Returns what could be read of a text, which is brought into Unicode's normal form C first. */
  public static Script parse(Source source) {
    return parse(source, ScriptLimits.STANDARD);
  }

  /** Returns the same, within other limits, of whom somebody may end it by an exception. */
  public static Script parse(Source source, ScriptLimits limits) {
    int length = source.text().length();
    if (length > limits.characters()) {
      return tooLong(source, Reached.Which.CHARACTERS, length, limits.characters());
    }
    Source normal = source;
    if (!isPlain(source.text()) && !Normalizer.isNormalized(source.text(), Normalizer.Form.NFC)) {
      normal = Source.of(source.name(), Normalizer.normalize(source.text(), Normalizer.Form.NFC));
    }
    return new ScriptParser(normal, limits).parse();
  }

  /** Whether no character of a text can be combined with another, so that it is normal already. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= FIRST_COMBINING) {
        return false;
      }
    }
    return true;
  }

  /** Whether a text ends within a statement, so that the next line belongs to it. */
  public static boolean isUnfinished(String text) {
    return StatementSplitter.isUnfinished(Scanner.of(Source.of("", text)).tokens());
  }

  /** Whether a text is no larger than a script may be. */
  public static boolean isWithin(ScriptLimits limits, String text) {
    return text.length() <= limits.characters()
        && Scanner.of(Source.of("", text)).tokens().size() <= limits.tokens();
  }

  /** Returns the words that start a statement, in the order of the alphabet. */
  public static List<String> statementWords() {
    return Words.firstWords();
  }

  private Script parse() {
    Scanner scanner = Scanner.of(source, limits.asked());
    int tokens = scanner.tokens().size();
    if (tokens > limits.tokens()) {
      return tooLong(source, Reached.Which.TOKENS, tokens, limits.tokens());
    }
    for (StatementSplitter.Piece piece : StatementSplitter.split(scanner.tokens())) {
      limits.asked().run();
      statements.add(statement(scanner, piece));
      if (errors > SyntaxLimits.ERRORS) {
        Span last = statements.get(statements.size() - 1).span();
        diagnostics.set(
            diagnostics.size() - 1, SyntaxErrors.tooManyErrors(last, SyntaxLimits.ERRORS));
        break;
      }
    }
    return new Script(source, tokens, statements, diagnostics);
  }

  private Statement statement(Scanner scanner, StatementSplitter.Piece piece) {
    List<CommonToken> tokens = piece.tokens();
    String head = tokens.get(0).getText();
    Span span = scanner.span(tokens.get(0), tokens.get(tokens.size() - 1));
    try {
      if (piece.neverClosed().isPresent()) {
        throw new Problem(SyntaxErrors.neverClosed(scanner.span(piece.neverClosed().get())));
      }
      StatementParser parser = new StatementParser(scanner, limits);
      Statement statement = parser.statement(tokens);
      diagnostics.addAll(parser.notices());
      return statement;
    } catch (Problem problem) {
      errors++;
      diagnostics.add(problem.diagnostic());
      return new Statement.Damaged(head, span, new Places(span));
    }
  }

  private static Script tooLong(Source source, Reached.Which which, long used, long allowed) {
    Span start = new Span(source, 0, Math.min(1, source.text().length()));
    Reached reached = new Reached(which, used, allowed, "the text of the script");
    return new Script(source, 0, List.of(), List.of(SyntaxErrors.tooLong(start, reached)));
  }
}
