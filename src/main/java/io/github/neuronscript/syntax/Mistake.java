package io.github.neuronscript.syntax;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.diagnostic.Suggestions;
import io.github.neuronscript.syntax.antlr.NeuronScriptLexer;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.CommonToken;

/**
 * Finds the words for what the parser stumbled over: it knows the token that cannot stand where it
 * stands, and guesses from its neighbours what was meant.
 */
final class Mistake {

  private final Scanner scanner;
  private final List<CommonToken> tokens;
  private final boolean statement;
  private final CommonToken head;
  private final String keyword;
  private final String form;

  /**
   * Looks at the tokens of one statement or of one formula.
   *
   * @param statement whether the first token starts a statement
   */
  Mistake(Scanner scanner, List<CommonToken> tokens, boolean statement) {
    this.scanner = scanner;
    this.tokens = tokens;
    this.statement = statement;
    this.head = tokens.get(0);
    Optional<Words.First> first =
        statement && (isKeyword(head.getType()) || head.getType() == NeuronScriptLexer.WHEN)
            ? Words.first(head.getText())
            : Optional.empty();
    this.keyword = first.isPresent() ? head.getText() : "";
    this.form = first.map(word -> form(word)).orElse("");
  }

  private String form(Words.First first) {
    boolean rule = tokens.size() > 1 && type(1) == NeuronScriptLexer.RULE;
    return rule && head.getType() == NeuronScriptLexer.DEFINE
        ? "define rule plain { w <- w - rate * gradient }"
        : first.form();
  }

  private int type(int index) {
    return tokens.get(index).getType();
  }

  private Span place(int index) {
    return scanner.span(tokens.get(index));
  }

  /** The tokens end where more is expected. */
  Diagnostic atEnd() {
    Span last = place(tokens.size() - 1);
    if (tokens.size() == 1 && isReserved(head.getType())) {
      return SyntaxErrors.reserved(last);
    }
    boolean condition =
        !Words.isRule(head.getType())
            && tokens.stream().anyMatch(t -> t.getType() == NeuronScriptLexer.IF);
    if (Words.isRule(head.getType()) && statement && !has(NeuronScriptLexer.THEN)) {
      return SyntaxErrors.ruleWithoutThen(last, form);
    }
    return SyntaxErrors.endsTooEarly(last, keyword, condition, form);
  }

  private boolean has(int type) {
    return tokens.stream().anyMatch(t -> t.getType() == type);
  }

  /** What is wrong with a when-then rule at a token, if that can be said better than of others. */
  private Optional<Diagnostic> inRule(int index) {
    int type = type(index);
    Span place = place(index);
    boolean before =
        tokens.subList(0, index).stream().noneMatch(t -> t.getType() == NeuronScriptLexer.WHEN);
    boolean condition =
        !before
            && tokens.subList(0, index).stream()
                .noneMatch(t -> t.getType() == NeuronScriptLexer.THEN);
    if (before && type != NeuronScriptLexer.WHEN) {
      boolean name =
          index == 1
              && head.getType() == NeuronScriptLexer.RULE
              && type != NeuronScriptLexer.STRING;
      return Optional.of(
          name ? SyntaxErrors.ruleNameInQuotes(place) : SyntaxErrors.ruleWithoutWhen(place, form));
    }
    if (condition && endsOperand(index - 1) && startsAnAction(index)) {
      return Optional.of(SyntaxErrors.thenMissing(place(index - 1), place));
    }
    return !condition && Words.isRule(type)
        ? Optional.of(SyntaxErrors.ruleInRule(place))
        : Optional.empty();
  }

  private boolean startsAnAction(int index) {
    return type(index) == NeuronScriptLexer.LBRACE
        || type(index) == NeuronScriptLexer.NAME
            && Words.startsAStatement(tokens.get(index).getText());
  }

  /** The token of that index cannot stand where it stands. */
  Diagnostic at(int index) {
    int type = type(index);
    Span place = place(index);
    if (index > 0 && statement && Words.isRule(head.getType())) {
      Optional<Diagnostic> ofRule = inRule(index);
      if (ofRule.isPresent()) {
        return ofRule.get();
      }
    }
    if (index == 0 && statement && type == NeuronScriptLexer.OTHERWISE) {
      return SyntaxErrors.otherwiseAlone(place);
    }
    if (statement && head.getType() == NeuronScriptLexer.IF) {
      boolean acts =
          index > 0
              && type(index - 1) == NeuronScriptLexer.NAME
              && Words.startsAStatement(tokens.get(index - 1).getText());
      if (acts || startsAnAction(index)) {
        return SyntaxErrors.ifIsAFormula(place(0));
      }
    }
    if (Brackets.isClosing(type)) {
      return isOpened(index) ? SyntaxErrors.missingBefore(place) : SyntaxErrors.neverOpened(place);
    }
    if (index == 0) {
      return statement
          ? SyntaxErrors.cannotStart(place, StatementSplitter.asksForMore(type))
          : unexpected(index);
    }
    if (index == 1 && statement && head.getType() == NeuronScriptLexer.NAME && startsOperand(1)) {
      return SyntaxErrors.unknownStatement(place(0), place);
    }
    if (index == 1 && isShowMissing()) {
      return SyntaxErrors.putShowInFront(place, scanner.span(head, last()), keyword);
    }
    if (isWrittenOutRule(type)) {
      return SyntaxErrors.ruleWithoutName(place);
    }
    return betweenOthers(index);
  }

  private Diagnostic betweenOthers(int index) {
    Span place = place(index);
    Span before = place(index - 1);
    switch (type(index)) {
      case NeuronScriptLexer.SEPARATOR -> {
        return type(index - 1) == NeuronScriptLexer.COMMA
            ? SyntaxErrors.commaAtLineEnd(before)
            : unexpected(index);
      }
      case NeuronScriptLexer.EQUALS -> {
        if (isReserved(type(index - 1))) {
          return SyntaxErrors.reserved(before);
        }
        return isComparison(index) ? SyntaxErrors.equalsInFormula(place) : unexpected(index);
      }
      case NeuronScriptLexer.COMMA -> {
        return comma(index);
      }
      case NeuronScriptLexer.LBRACKET -> {
        return SyntaxErrors.listBracket(place, type(index - 1) == NeuronScriptLexer.NAME);
      }
      default -> {}
    }
    Optional<String> near = nearKeyword(index);
    if (near.isPresent()) {
      return SyntaxErrors.misspelt(place, keyword, near.get());
    }
    if (startsOperand(index) && endsOperand(index - 1)) {
      return twoOperands(index);
    }
    return isReserved(type(index)) && !endsOperand(index - 1)
        ? SyntaxErrors.reserved(place)
        : unexpected(index);
  }

  private Diagnostic unexpected(int index) {
    return SyntaxErrors.unexpected(place(index), keyword, form);
  }

  /** Whether {@code cost < 0.1} or {@code step(0.5)} was meant as a formula. */
  private boolean isShowMissing() {
    return switch (head.getType()) {
      case NeuronScriptLexer.LET, NeuronScriptLexer.DEFINE, NeuronScriptLexer.SET -> false;
      default -> !keyword.isEmpty() && tokens.size() > 2 && isOperator(type(1)) && startsFormula(2);
    };
  }

  private static boolean isOperator(int type) {
    return switch (type) {
      case NeuronScriptLexer.EQUALS,
          NeuronScriptLexer.ARROW,
          NeuronScriptLexer.LEFT_ARROW,
          NeuronScriptLexer.COMMA,
          NeuronScriptLexer.NOT ->
          false;
      case NeuronScriptLexer.LPAREN -> true;
      default -> StatementSplitter.asksForMore(type);
    };
  }

  private boolean startsFormula(int index) {
    return startsOperand(index)
        || type(index) == NeuronScriptLexer.MINUS
        || type(index) == NeuronScriptLexer.LPAREN;
  }

  private boolean isWrittenOutRule(int type) {
    return head.getType() == NeuronScriptLexer.LEARNING
        && tokens.size() > 2
        && type(1) == NeuronScriptLexer.RULE
        && (type == NeuronScriptLexer.LEFT_ARROW || type == NeuronScriptLexer.LBRACE);
  }

  /** Whether {@code =} is the sign of equality of other languages. */
  private boolean isComparison(int index) {
    return switch (head.getType()) {
      case NeuronScriptLexer.SET -> false;
      case NeuronScriptLexer.LET, NeuronScriptLexer.DEFINE -> hasBefore(index);
      default -> endsOperand(index - 1);
    };
  }

  private boolean hasBefore(int index) {
    return tokens.subList(0, index).stream().anyMatch(t -> t.getType() == NeuronScriptLexer.EQUALS);
  }

  private Diagnostic comma(int index) {
    Span place = place(index);
    boolean decimal =
        index + 1 < tokens.size()
            && type(index - 1) == NeuronScriptLexer.NUMBER
            && type(index + 1) == NeuronScriptLexer.NUMBER
            && place(index - 1).end() == place.start()
            && place(index + 1).start() == place.end();
    if (decimal) {
      return SyntaxErrors.decimalComma(place, place(index - 1), place(index + 1));
    }
    if (!statement || !keyword.isEmpty() || !isOutside(index)) {
      return unexpected(index);
    }
    return hasBefore(tokens.size())
        ? SyntaxErrors.oneAssignment(place)
        : SyntaxErrors.listOfValues(place, scanner.span(head, last()));
  }

  private Diagnostic twoOperands(int index) {
    Span first = place(index - 1);
    Span second = place(index);
    boolean numbers = type(index) == NeuronScriptLexer.NUMBER && type(index - 1) == type(index);
    if (first.end() == second.start()) {
      return numbers
          ? SyntaxErrors.twoPoints(first.to(second))
          : SyntaxErrors.missingOperator(first, second);
    }
    boolean list =
        switch (head.getType()) {
          case NeuronScriptLexer.INPUTS,
              NeuronScriptLexer.WEIGHTS,
              NeuronScriptLexer.DATA,
              NeuronScriptLexer.FORWARD,
              NeuronScriptLexer.PREDICT,
              NeuronScriptLexer.SHOW,
              NeuronScriptLexer.PRINT ->
              true;
          default -> false;
        };
    if (list && isOutside(index) || isInCall(index)) {
      return SyntaxErrors.missingComma(first, second);
    }
    return isInFormula(index) ? SyntaxErrors.missingOperator(first, second) : unexpected(index);
  }

  private boolean isInFormula(int index) {
    if (type(index) == NeuronScriptLexer.STRING || type(index - 1) == NeuronScriptLexer.STRING) {
      return false;
    }
    return switch (head.getType()) {
      case NeuronScriptLexer.LET, NeuronScriptLexer.DEFINE -> hasBefore(index);
      default ->
          keyword.isEmpty()
              || head.getType() == NeuronScriptLexer.EXPECT
              || !isOutside(index) && type(innermost(index)) == NeuronScriptLexer.LPAREN;
    };
  }

  private Optional<String> nearKeyword(int index) {
    if (keyword.isEmpty() || type(index) != NeuronScriptLexer.NAME || innermost(index) >= 0) {
      return Optional.empty();
    }
    String word = tokens.get(index).getText();
    return Suggestions.nearest(word, Words.first(keyword).orElseThrow().innerWords())
        .filter(near -> !near.equals(word));
  }

  private CommonToken last() {
    return tokens.get(tokens.size() - 1);
  }

  /** Whether a bracket of its kind is open before a closing one. */
  private boolean isOpened(int index) {
    int open = 0;
    for (int i = 0; i < index; i++) {
      open += Brackets.matches(type(i), type(index)) ? 1 : 0;
      open -= type(i) == type(index) ? 1 : 0;
    }
    return open > 0;
  }

  /** Whether no bracket is open before an index, the braces of rows aside. */
  private boolean isOutside(int index) {
    int bracket = innermost(index);
    return bracket < 0 || type(bracket) == NeuronScriptLexer.LBRACE;
  }

  private boolean isInCall(int index) {
    int bracket = innermost(index);
    return bracket > 0
        && type(bracket) == NeuronScriptLexer.LPAREN
        && (type(bracket - 1) == NeuronScriptLexer.NAME
            || type(bracket - 1) == NeuronScriptLexer.QUOTED_NAME);
  }

  /** Returns the index of the last bracket that is open before an index, or −1. */
  private int innermost(int index) {
    int closed = 0;
    for (int i = index - 1; i >= 0; i--) {
      if (Brackets.isClosing(type(i))) {
        closed++;
      } else if (Brackets.isOpening(type(i)) && closed-- == 0) {
        return i;
      }
    }
    return -1;
  }

  private boolean startsOperand(int index) {
    return switch (type(index)) {
      case NeuronScriptLexer.NOT, NeuronScriptLexer.IF -> true;
      case NeuronScriptLexer.RPAREN -> false;
      default -> endsOperand(index);
    };
  }

  private boolean endsOperand(int index) {
    return switch (type(index)) {
      case NeuronScriptLexer.NAME,
          NeuronScriptLexer.QUOTED_NAME,
          NeuronScriptLexer.NUMBER,
          NeuronScriptLexer.STRING,
          NeuronScriptLexer.TRUE,
          NeuronScriptLexer.FALSE,
          NeuronScriptLexer.NAN,
          NeuronScriptLexer.RPAREN ->
          true;
      default -> false;
    };
  }

  private static boolean isKeyword(int type) {
    return type < NeuronScriptLexer.AND;
  }

  static boolean isReserved(int type) {
    return type >= NeuronScriptLexer.AND && type <= NeuronScriptLexer.FALSE;
  }
}
