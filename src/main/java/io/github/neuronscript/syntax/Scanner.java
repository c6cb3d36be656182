package io.github.neuronscript.syntax;

import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.Symbols;
import io.github.neuronscript.syntax.antlr.NeuronScriptLexer;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * Cuts a piece of a source into tokens; every character belongs to one, so it cannot fail. It is
 * the lexer's grammar written by hand, ten times faster than what ANTLR makes of that; ScannerTest
 * holds it to ANTLR's.
 */
final class Scanner {

  /** Any number of so many digits is an int. */
  private static final int SHORT = 9;

  /** Not in the grammar: what is between the tokens. */
  private static final int SPACE = -1;

  /** In the order of the grammar, from AND to FALSE. */
  private static final List<String> RESERVED = List.copyOf(Symbols.RESERVED);

  private final Source source;
  private final String text;
  private final int end;
  private final List<CommonToken> tokens = new ArrayList<>();
  private final List<CommonToken> comments = new ArrayList<>();

  /** The end of the token in hand. */
  private int at;

  private Scanner(Source source, int start, int end) {
    this.source = source;
    this.text = source.text();
    this.end = end;
    this.at = start;
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
    Scanner scanner = new Scanner(source, start, end);
    scanner.scan(asked);
    return scanner;
  }

  private void scan(Runnable asked) {
    int line = 1;
    while (at < end) {
      int start = at;
      int type = next();
      if (type != SPACE) {
        boolean comment = type == NeuronScriptLexer.COMMENT;
        if (!comment && tokens.size() % SyntaxLimits.UNASKED == 0) {
          asked.run();
        }
        (comment ? comments : tokens).add(new ScriptToken(type, text, start, at, line));
      }
      // No other token has a line end in it, and `\r\n` is one token.
      line += type == NeuronScriptLexer.SEPARATOR && text.charAt(at - 1) == '\n' ? 1 : 0;
    }
  }

  /** Goes on by one token and returns its type. */
  private int next() {
    char c = text.charAt(at++);
    return switch (c) {
      case ' ', '\t', '\f', '\u00A0', '\uFEFF' -> SPACE;
      case '\n', ';' -> NeuronScriptLexer.SEPARATOR;
      case ',' -> NeuronScriptLexer.COMMA;
      case '(' -> NeuronScriptLexer.LPAREN;
      case ')' -> NeuronScriptLexer.RPAREN;
      case '[' -> NeuronScriptLexer.LBRACKET;
      case ']' -> NeuronScriptLexer.RBRACKET;
      case '{' -> NeuronScriptLexer.LBRACE;
      case '}' -> NeuronScriptLexer.RBRACE;
      case '%' -> NeuronScriptLexer.PERCENT;
      case '^' -> NeuronScriptLexer.CARET;
      case '−' -> NeuronScriptLexer.MINUS;
      case '·' -> NeuronScriptLexer.TIMES;
      case '≠' -> NeuronScriptLexer.UNEQUAL;
      case '≤' -> NeuronScriptLexer.AT_MOST;
      case '≥' -> NeuronScriptLexer.AT_LEAST;
      case '→' -> NeuronScriptLexer.ARROW;
      case '←' -> NeuronScriptLexer.LEFT_ARROW;
      case '=' -> has('=') ? NeuronScriptLexer.EQUAL : NeuronScriptLexer.EQUALS;
      case '>' -> has('=') ? NeuronScriptLexer.AT_LEAST : NeuronScriptLexer.GREATER;
      case '<' ->
          has('=')
              ? NeuronScriptLexer.AT_MOST
              : has('-') ? NeuronScriptLexer.LEFT_ARROW : NeuronScriptLexer.LESS;
      case '-' -> has('>') ? NeuronScriptLexer.ARROW : foreignOr('-', NeuronScriptLexer.MINUS);
      case '+' -> foreignOr('+', NeuronScriptLexer.PLUS);
      case '*' -> foreignOr('*', NeuronScriptLexer.TIMES);
      case '/' -> {
        if (has('/')) {
          pass('\n', '\n');
          yield NeuronScriptLexer.SLASHES;
        }
        yield has('=') ? NeuronScriptLexer.FOREIGN : NeuronScriptLexer.SLASH;
      }
      case '!' -> has('=') ? NeuronScriptLexer.UNEQUAL : NeuronScriptLexer.FOREIGN;
      case '&', '|' -> has(c) ? NeuronScriptLexer.FOREIGN : NeuronScriptLexer.STRAY;
      case ':' -> has('=') ? NeuronScriptLexer.FOREIGN : NeuronScriptLexer.STRAY;
      case '–', '×', '÷' -> NeuronScriptLexer.FOREIGN;
      case '\r' -> {
        has('\n');
        yield NeuronScriptLexer.SEPARATOR;
      }
      case '#' -> {
        pass('\n', '\n');
        yield NeuronScriptLexer.COMMENT;
      }
      case '\'' -> {
        pass('\'', '\'');
        has('\'');
        yield NeuronScriptLexer.SINGLE_QUOTED;
      }
      case '“' -> {
        pass('”', '"');
        inLine();
        yield NeuronScriptLexer.FOREIGN;
      }
      case '`' -> quotedName();
      case '"' -> string();
      case '.' -> isDigit(at) ? number() : NeuronScriptLexer.STRAY;
      default -> c >= '0' && c <= '9' ? number() : nameOrStray();
    };
  }

  /** Takes a character if it stands next. */
  private boolean has(char c) {
    boolean has = at < end && text.charAt(at) == c;
    at += has ? 1 : 0;
    return has;
  }

  /** A sign, or with itself or {@code =} behind it one of other languages. */
  private int foreignOr(char sign, int type) {
    return has(sign) || has('=') ? NeuronScriptLexer.FOREIGN : type;
  }

  /** Goes on to one of two characters, or to the end of the line. */
  private void pass(char one, char other) {
    for (; at < end; at++) {
      char c = text.charAt(at);
      if (c == one || c == other || c == '\n' || c == '\r') {
        return;
      }
    }
  }

  private int quotedName() {
    int first = at;
    pass('`', '`');
    if (at > first && has('`')) {
      return NeuronScriptLexer.QUOTED_NAME;
    }
    at = first;
    return NeuronScriptLexer.STRAY;
  }

  private int string() {
    do {
      pass('"', '\\');
      if (has('"')) {
        return NeuronScriptLexer.STRING;
      }
    } while (has('\\') && inLine());
    return NeuronScriptLexer.OPEN_STRING;
  }

  /** Takes one more character unless the line ends. */
  private boolean inLine() {
    boolean goesOn = at < end && text.charAt(at) != '\n' && text.charAt(at) != '\r';
    at += goesOn ? 1 : 0;
    return goesOn;
  }

  /** Takes the rest of a number, whose first digit or point is taken. */
  private int number() {
    boolean whole = text.charAt(at - 1) != '.';
    digits();
    if (whole && at < end && text.charAt(at) == '.' && isDigit(at + 1)) {
      at++;
      digits();
    }
    if (at < end && (text.charAt(at) | ' ') == 'e') {
      int sign = at + 1 < end ? text.charAt(at + 1) : 0;
      int first = at + (sign == '+' || sign == '-' || sign == '−' ? 2 : 1);
      if (isDigit(first)) {
        at = first;
        digits();
      }
    }
    return NeuronScriptLexer.NUMBER;
  }

  /** Takes digits, and single underlines between them. */
  private void digits() {
    while (isDigit(at) || at < end && text.charAt(at) == '_' && isDigit(at + 1)) {
      at++;
    }
  }

  private boolean isDigit(int index) {
    return index < end && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private int nameOrStray() {
    int start = --at;
    int sign = sign();
    at += Character.charCount(sign);
    boolean letter = (sign | ' ') >= 'a' && (sign | ' ') <= 'z' || sign == '_';
    if (!letter && (sign < 0x80 || !Letters.start(sign))) {
      return NeuronScriptLexer.STRAY;
    }
    while (at < end && isPart(sign())) {
      at += Character.charCount(sign());
    }
    return word(start);
  }

  /** The code point that stands next; a part of a source does not end within one. */
  private int sign() {
    char c = text.charAt(at);
    return Character.isHighSurrogate(c) && at + 1 < end ? text.codePointAt(at) : c;
  }

  private static boolean isPart(int sign) {
    return sign < 0x80
        ? sign >= 'a' && sign <= 'z'
            || sign >= 'A' && sign <= 'Z'
            || sign >= '0' && sign <= '9'
            || sign == '_'
        : sign >= '₀' && sign <= '₉' || Letters.part(sign);
  }

  /** The type of a word: a name, or one of the few that are reserved. */
  private int word(int start) {
    int length = at - start;
    if (length > 9 || length < 2) {
      return NeuronScriptLexer.NAME;
    }
    for (int type = NeuronScriptLexer.AND; type <= NeuronScriptLexer.FALSE; type++) {
      String word = RESERVED.get(type - NeuronScriptLexer.AND);
      if (word.length() == length && text.startsWith(word, start)) {
        return type;
      }
    }
    return NeuronScriptLexer.NAME;
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
    return new Span(source, first.getStartIndex(), last.getStopIndex() + 1);
  }

  /** Returns the name that a token is: x₁ and x1 are one. */
  Word word(Token token) {
    String word = token.getText();
    boolean quoted = token.getType() == NeuronScriptLexer.QUOTED_NAME;
    String name = quoted ? word.substring(1, word.length() - 1) : plainDigits(word);
    return new Word(name, quoted, span(token));
  }

  private static String plainDigits(String name) {
    String plain = name;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= '₀' && c <= '₉') {
        plain = plain.replace(c, (char) ('0' + c - '₀'));
      }
    }
    return plain;
  }

  /** Returns the number that a token is. */
  Literal number(Token token) {
    String digits = token.getText().replace("_", "").replace('−', '-');
    String decimal = digits.charAt(0) == '.' ? "0".concat(digits) : digits;
    double value = value(decimal);
    if (Double.isInfinite(value)) {
      throw new Problem(SyntaxErrors.numberTooLarge(span(token)));
    }
    return new Literal(decimal, value);
  }

  /** Most numbers of a script are short and whole, and those are read at once. */
  private static double value(String decimal) {
    int whole = 0;
    for (int i = 0; i < decimal.length(); i++) {
      int digit = decimal.charAt(i) - '0';
      if (digit < 0 || digit > 9 || i == SHORT) {
        return Double.parseDouble(decimal);
      }
      whole = 10 * whole + digit;
    }
    return whole;
  }
}
