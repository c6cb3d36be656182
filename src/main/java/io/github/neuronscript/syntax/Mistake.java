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
        statement && (isKeyword(head.getType()) || Words.isRule(head.getType()))
            ? Words.first(head.getText())
            : Optional.empty();
    this.keyword = first.isPresent() ? head.getText() : "";
    this.form = first.map(word -> form(word)).orElse("");
  }

  /** Returns what a message calls the statement. */
  private String name() {
    return head.getType() == NeuronScriptLexer.CROSS && has(1, NeuronScriptLexer.VALIDATE)
        ? "cross validate"
        : keyword;
  }

  private String form(Words.First first) {
    boolean where = tokens.stream().anyMatch(t -> t.getText().equals("where"));
    if (where && head.getType() == NeuronScriptLexer.DATA) {
      return "data from \"file.csv\" where x1 > 0";
    }
    if (head.getType() == NeuronScriptLexer.CROSS && tokens.size() > 1) {
      return CrossValidateForm.of(tokens);
    }
    if (!isLearningRule()) {
      return first.form();
    }
    if (tokens.stream().anyMatch(t -> t.getText().equals("requires"))) {
      return "define rule heavy(beta) { w <- w - beta * rate * gradient } requires beta > 0";
    }
    return head.getType() == NeuronScriptLexer.DEFINE
        ? "define rule plain { w <- w - rate * gradient }"
        : "learning rule perceptron` or `learning rule w <- w - rate * gradient";
  }

  /** Whether a learning rule is defined, chosen or written out. */
  private boolean isLearningRule() {
    boolean first =
        head.getType() == NeuronScriptLexer.DEFINE || head.getType() == NeuronScriptLexer.LEARNING;
    return statement && first && tokens.size() > 1 && type(1) == NeuronScriptLexer.RULE;
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
    if (statement && Words.isRule(head.getType())) {
      return atEndOfRule(last);
    }
    if (tokens.size() == 1 && isReserved(head.getType())) {
      return SyntaxErrors.reserved(last);
    }
    if (statement && head.getType() == NeuronScriptLexer.IF && !has(NeuronScriptLexer.ELSE)) {
      return SyntaxErrors.ifWithoutElse(last);
    }
    boolean condition = has(NeuronScriptLexer.IF);
    return SyntaxErrors.endsTooEarly(last, name(), condition, formOfOption().orElse(form));
  }

  /** Returns what may stand behind the last word, if it is an option that asks for more. */
  private Optional<String> formOfOption() {
    int last = tokens.size() - 1;
    if (head.getType() == NeuronScriptLexer.EVALUATE
        && type(last) == NeuronScriptLexer.CONFIDENCE) {
      return Optional.of(scanner.span(head, tokens.get(last)).text() + " 95");
    }
    if (head.getType() != NeuronScriptLexer.DATA) {
      return Optional.empty();
    }
    return switch (type(last)) {
      case NeuronScriptLexer.MISSING ->
          Optional.of("missing skip` or `missing mean` or `missing fail");
      case NeuronScriptLexer.DIVIDER ->
          Optional.of("separator semicolon` or `separator tab` or `separator \"|\"");
      case NeuronScriptLexer.DECIMAL -> Optional.of("decimal comma` or `decimal point");
      case NeuronScriptLexer.HEADER -> Optional.of("header none` or `header first");
      default -> Optional.empty();
    };
  }

  private boolean has(int type) {
    return tokens.stream().anyMatch(t -> t.getType() == type);
  }

  private Diagnostic atEndOfRule(Span last) {
    List<Words.Action> actions = Words.actions(tokens);
    if (!actions.isEmpty() && actions.get(actions.size() - 1).end() == tokens.size()) {
      return action(actions.get(actions.size() - 1)).atEnd();
    }
    return SyntaxErrors.endsTooEarly(last, keyword, false, form);
  }

  /** Reads an action of a rule as the statement that it is. */
  private Mistake action(Words.Action action) {
    return new Mistake(scanner, tokens.subList(action.start(), action.end()), true);
  }

  /** The token of that index cannot stand where it stands in a rule. */
  private Diagnostic inRule(int index) {
    int when = indexOf(NeuronScriptLexer.WHEN, 0);
    int then = indexOf(NeuronScriptLexer.THEN, when);
    int second = indexOf(NeuronScriptLexer.WHEN, when + 1);
    if (index > when && second < tokens.size()) {
      return SyntaxErrors.ruleInRule(place(second));
    }
    for (Words.Action action : Words.actions(tokens)) {
      if (action.start() <= index && index < action.end()) {
        return action(action).at(index - action.start());
      }
      boolean again =
          type(index) == NeuronScriptLexer.OTHERWISE
              && indexOf(NeuronScriptLexer.OTHERWISE, 0) < index;
      if (index == action.end() && !again) {
        return action(action).atEnd();
      }
    }
    if (Brackets.isClosing(type(index))) {
      return closing(index);
    }
    if (index > when && index < then && isName(index)) {
      Optional<Diagnostic> moving = SyntaxErrors.moving(place(index));
      if (moving.isPresent()) {
        return moving.get();
      }
    }
    if (when + 1 < index && index < then && then < tokens.size()) {
      List<CommonToken> condition = tokens.subList(when + 1, then);
      return new Mistake(scanner, condition, false).at(index - when - 1);
    }
    Optional<String> near = index < when ? nearKeyword(index) : Optional.empty();
    return near.isPresent()
        ? SyntaxErrors.misspelt(place(index), keyword, near.get())
        : unexpected(index);
  }

  /** Returns the index of the first token of a type from an index on, or how many there are. */
  private int indexOf(int type, int from) {
    int i = from;
    while (i < tokens.size() && type(i) != type) {
      i++;
    }
    return i;
  }

  private Diagnostic closing(int index) {
    return isOpened(index)
        ? SyntaxErrors.missingBefore(place(index))
        : SyntaxErrors.neverOpened(place(index));
  }

  /** The token of that index cannot stand where it stands. */
  Diagnostic at(int index) {
    int type = type(index);
    Span place = place(index);
    if (statement && Words.isRule(head.getType())) {
      return inRule(index);
    }
    Optional<Diagnostic> unfinished = unfinishedLine(index);
    if (unfinished.isPresent()) {
      return unfinished.get();
    }
    if (Brackets.isClosing(type)) {
      return closing(index);
    }
    if (index == 0) {
      return statement
          ? SyntaxErrors.cannotStart(place, StatementSplitter.asksForMore(type))
          : unexpected(index);
    }
    if (index == 1 && statement && head.getType() == NeuronScriptLexer.NAME && startsOperand(1)) {
      return SyntaxErrors.unknownStatement(place(0), place);
    }
    if (index == 1
        && head.getType() == NeuronScriptLexer.CROSS
        && tokens.get(1).getType() == NeuronScriptLexer.MINUS) {
      return SyntaxErrors.crossValidateHyphened(place);
    }
    if (index == 1 && isShowMissing()) {
      return SyntaxErrors.putShowInFront(place, scanner.span(head, last()), keyword);
    }
    if (type == NeuronScriptLexer.LEFT_ARROW && index == 1 && isName(0)) {
      return SyntaxErrors.lineOutsideARule(place, scanner.span(head, last()));
    }
    if (name().equals("cross validate")) {
      return inCrossValidate(index);
    }
    return isLearningRule() ? inLearningRule(index) : betweenOthers(index);
  }

  /** What is written in a cross-validation out of its place. */
  private Diagnostic inCrossValidate(int index) {
    int type = type(index);
    if (index == 2) {
      return SyntaxErrors.crossValidateCount(place(index), form);
    }
    if (type == NeuronScriptLexer.SEED || type == NeuronScriptLexer.STRATIFIED) {
      return SyntaxErrors.crossValidateOption(place(index), form);
    }
    return betweenOthers(index);
  }

  /**
   * Says which line of a learning rule has no formula, or only the beginning of one, where a token
   * behind it was stumbled over: such a line goes on in the next one.
   */
  private Optional<Diagnostic> unfinishedLine(int index) {
    if (!isLearningRule()) {
      return Optional.empty();
    }
    boolean ends = type(index) == NeuronScriptLexer.SEPARATOR || isBrace(index);
    if (ends && isName(index - 1) && startsLine(index - 1)) {
      return Optional.of(SyntaxErrors.unfinishedLine(place(index - 1), place(index - 1)));
    }
    int last = isBrace(index) || isOnALaterLine(index) ? index - 1 : index - 2;
    boolean breaks = last > 1 && (isBrace(last + 1) || isOnALaterLine(last + 1));
    if (!breaks || !StatementSplitter.asksForMore(type(last))) {
      return Optional.empty();
    }
    int arrow = last;
    while (arrow > 2 && type(arrow) != NeuronScriptLexer.LEFT_ARROW) {
      arrow--;
    }
    return isName(arrow - 1) && type(arrow) == NeuronScriptLexer.LEFT_ARROW
        ? Optional.of(
            SyntaxErrors.unfinishedLine(
                place(arrow - 1), scanner.span(tokens.get(arrow - 1), tokens.get(last))))
        : Optional.empty();
  }

  private boolean isBrace(int index) {
    return has(index, NeuronScriptLexer.RBRACE);
  }

  private boolean isOnALaterLine(int index) {
    return tokens.get(index - 1).getLine() < tokens.get(index).getLine();
  }

  /** What is written in a learning rule instead of {@code name <- formula}. */
  private Diagnostic inLearningRule(int index) {
    Span place = place(index);
    switch (type(index)) {
      case NeuronScriptLexer.EQUALS, NeuronScriptLexer.ARROW -> {
        return isName(index - 1) && startsLine(index - 1)
            ? SyntaxErrors.ruleLineWith(place)
            : betweenOthers(index);
      }
      case NeuronScriptLexer.COMMA -> {
        return isName(index + 1) && has(index + 2, NeuronScriptLexer.LEFT_ARROW)
            ? SyntaxErrors.ruleLineBehindComma(place)
            : betweenOthers(index);
      }
      case NeuronScriptLexer.LBRACE, NeuronScriptLexer.LEFT_ARROW -> {
        return isBehindName(index)
            ? SyntaxErrors.ruleWithName(place, place(2))
            : betweenOthers(index);
      }
      case NeuronScriptLexer.NUMBER -> {
        return isBehindName(index) && isName(index - 1)
            ? SyntaxErrors.ruleArgument(place, scanner.span(tokens.get(2), tokens.get(index - 1)))
            : betweenOthers(index);
      }
      default -> {
        boolean line = isName(index) && has(index + 1, NeuronScriptLexer.LEFT_ARROW);
        return line ? SyntaxErrors.ruleLineBehindLine(place) : betweenOthers(index);
      }
    }
  }

  /** Whether a name at an index is the one that a line of a learning rule begins with. */
  private boolean startsLine(int index) {
    return switch (type(index - 1)) {
      case NeuronScriptLexer.LBRACE, NeuronScriptLexer.SEPARATOR -> true;
      case NeuronScriptLexer.RULE -> tokens.get(index).getText().equals("w");
      default -> false;
    };
  }

  /** Whether only a name stands between {@code learning rule} and an index. */
  private boolean isBehindName(int index) {
    return head.getType() == NeuronScriptLexer.LEARNING
        && index > 2
        && isName(2)
        && indexOf(NeuronScriptLexer.LEFT_ARROW, 2) >= index
        && indexOf(NeuronScriptLexer.LBRACE, 2) >= index;
  }

  private boolean has(int index, int type) {
    return index < tokens.size() && type(index) == type;
  }

  private boolean isName(int index) {
    return has(index, NeuronScriptLexer.NAME) || has(index, NeuronScriptLexer.QUOTED_NAME);
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
    if (type(index) == NeuronScriptLexer.WHEN
        && index == 1
        && head.getType() == NeuronScriptLexer.NAME) {
      return SyntaxErrors.unknownStatement(before, place);
    }
    if (type(index) == NeuronScriptLexer.WHEN && !keyword.isEmpty()) {
      return SyntaxErrors.whenBehind(place, scanner.span(head, tokens.get(index - 1)));
    }
    boolean branch =
        index > 2
            && (type(index - 2) == NeuronScriptLexer.THEN
                || type(index - 2) == NeuronScriptLexer.ELSE);
    if (branch && Words.first(tokens.get(index - 1).getText()).isPresent()) {
      return SyntaxErrors.statementInIf(before);
    }
    Optional<String> near = nearKeyword(index);
    if (near.isPresent()) {
      return SyntaxErrors.misspelt(place, name(), near.get());
    }
    if (startsOperand(index) && endsOperand(index - 1)) {
      return twoOperands(index);
    }
    return isReserved(type(index)) && !endsOperand(index - 1)
        ? SyntaxErrors.reserved(place)
        : unexpected(index);
  }

  private Diagnostic unexpected(int index) {
    return SyntaxErrors.unexpected(place(index), name(), form);
  }

  /** Whether {@code cost < 0.1} or {@code step(0.5)} was meant as a formula. */
  private boolean isShowMissing() {
    return switch (head.getType()) {
      case NeuronScriptLexer.LET,
          NeuronScriptLexer.DEFINE,
          NeuronScriptLexer.SET,
          NeuronScriptLexer.BACK ->
          false;
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
    boolean file = type(1) == NeuronScriptLexer.FROM;
    boolean list =
        switch (head.getType()) {
          case NeuronScriptLexer.INPUTS,
              NeuronScriptLexer.WEIGHTS,
              NeuronScriptLexer.DATA,
              NeuronScriptLexer.FORWARD,
              NeuronScriptLexer.PREDICT,
              NeuronScriptLexer.EXPLAIN,
              NeuronScriptLexer.SHOW,
              NeuronScriptLexer.PRINT ->
              true;
          default -> false;
        };
    if (list && !file && isOutside(index) || isInCall(index)) {
      return SyntaxErrors.missingComma(first, second);
    }
    return isInFormula(index) ? SyntaxErrors.missingOperator(first, second) : unexpected(index);
  }

  private boolean isInFormula(int index) {
    if (type(index) == NeuronScriptLexer.STRING || type(index - 1) == NeuronScriptLexer.STRING) {
      return false;
    }
    if (isLearningRule()) {
      return indexOf(NeuronScriptLexer.LEFT_ARROW, 0) < index;
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
    Words.First first = Words.first(keyword).orElseThrow();
    return first
        .meant(word)
        .or(() -> Suggestions.nearest(word, first.innerWords()))
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
