package io.github.neuronscript.syntax;

import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.syntax.antlr.NeuronScriptLexer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;

/** Tells the pieces of a text apart, by the lexer of the language; it never fails. */
public final class Highlight {

  /** What a piece is. */
  public enum Kind {
    KEYWORD,
    NAME,
    NUMBER,
    TEXT,
    COMMENT,
    SIGN,
    WRONG
  }

  /** A piece and its place. */
  public record Piece(Kind kind, Span place) {}

  private Highlight() {}

  /** Returns the pieces in the order of the text; spaces and line ends belong to none. */
  public static List<Piece> of(Source source) {
    Scanner scanner = Scanner.of(source);
    List<Piece> pieces = new ArrayList<>();
    for (StatementSplitter.Piece statement : StatementSplitter.split(scanner.tokens())) {
      for (CommonToken token : StatementParser.marked(statement.tokens())) {
        if (token.getType() != NeuronScriptLexer.SEPARATOR) {
          pieces.add(new Piece(kind(token.getType()), scanner.span(token)));
        }
      }
    }
    scanner.comments().forEach(c -> pieces.add(new Piece(Kind.COMMENT, scanner.span(c))));
    pieces.sort(Comparator.comparingInt(piece -> piece.place().start()));
    return pieces;
  }

  private static Kind kind(int type) {
    return switch (type) {
      case NeuronScriptLexer.NAME, NeuronScriptLexer.QUOTED_NAME -> Kind.NAME;
      case NeuronScriptLexer.NUMBER -> Kind.NUMBER;
      case NeuronScriptLexer.STRING -> Kind.TEXT;
      case NeuronScriptLexer.OPEN_STRING,
          NeuronScriptLexer.SINGLE_QUOTED,
          NeuronScriptLexer.SLASHES,
          NeuronScriptLexer.FOREIGN,
          NeuronScriptLexer.STRAY ->
          Kind.WRONG;
      default ->
          Words.isKeyword(type) || Expected.RESERVED.contains(type) ? Kind.KEYWORD : Kind.SIGN;
    };
  }
}
