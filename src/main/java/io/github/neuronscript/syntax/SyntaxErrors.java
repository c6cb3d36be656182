package io.github.neuronscript.syntax;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Reached;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.diagnostic.Suggestions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every text of the parsing stage. */
final class SyntaxErrors {

  /** What newcomers type as a first word, and the statement they mean. */
  private static final Map<String, String> MEANT =
      Map.ofEntries(
          Map.entry("lr", "learning rate 0.1"),
          Map.entry("rate", "learning rate 0.1"),
          Map.entry("eta", "learning rate 0.1"),
          Map.entry("alpha", "learning rate 0.1"),
          Map.entry("η", "learning rate 0.1"),
          Map.entry("α", "learning rate 0.1"),
          Map.entry("learning_rate", "learning rate 0.1"),
          Map.entry("epochs", "train 100 epochs"),
          Map.entry("epoch", "train 100 epochs"),
          Map.entry("fit", "train 100 epochs"),
          Map.entry("optimizer", "learning rule gradient descent"),
          Map.entry("regularization", "penalty l2(0.01)"),
          Map.entry("regularizer", "penalty l2(0.01)"),
          Map.entry("regularize", "penalty l2(0.01)"),
          Map.entry("weight_decay", "penalty l2(0.01)"),
          Map.entry("decay", "penalty l2(0.01)"),
          Map.entry("ridge", "penalty l2(0.01)"),
          Map.entry("lasso", "penalty l1(0.01)"),
          Map.entry("l1", "penalty l1(0.01)"),
          Map.entry("l2", "penalty l2(0.01)"),
          Map.entry("features", "inputs x1, x2"),
          Map.entry("input_layer", "inputs x1, x2"),
          Map.entry("x", "inputs x1, x2"),
          Map.entry("w", "weights 0.4, -0.6"),
          Map.entry("b", "bias 0.1"),
          Map.entry("label", "target y"),
          Map.entry("labels", "target y"),
          Map.entry("def", "define f(z) = z^2"),
          Map.entry("function", "define f(z) = z^2"),
          Map.entry("var", "let half = 1 / 2"),
          Map.entry("const", "let half = 1 / 2"),
          Map.entry("assert", "expect output >= 0.5"),
          Map.entry("echo", "print \"text\""),
          Map.entry("for", "train 100 epochs"),
          Map.entry("while", "train until cost < 0.01"),
          Map.entry("test", "evaluate"),
          Map.entry("score", "evaluate"),
          Map.entry("confusion", "evaluate"),
          Map.entry("validate", "cross validate 5 folds"),
          Map.entry("cross_validate", "cross validate 5 folds"),
          Map.entry("kfold", "cross validate 5 folds"),
          Map.entry("cross_val", "cross validate 5 folds"),
          Map.entry("k_fold", "cross validate 5 folds"),
          Map.entry("crossval", "cross validate 5 folds"),
          Map.entry("cross_val_score", "cross validate 5 folds"),
          Map.entry("cross_validation", "cross validate 5 folds"),
          Map.entry("crossvalidate", "cross validate 5 folds"),
          Map.entry("cv", "cross validate 5 folds"),
          Map.entry("cutoff", "threshold 0.5"),
          Map.entry("undo", "back"),
          Map.entry("normalize", "scale standard"),
          Map.entry("standardize", "scale standard"),
          Map.entry("train_test_split", "split 80 / 20"),
          Map.entry("holdout", "split 80 / 20"),
          Map.entry("backprop", "backward"));

  private static final Map<String, String> FOREIGN =
      Map.ofEntries(
          Map.entry("&&", " and "),
          Map.entry("||", " or "),
          Map.entry("!", "not "),
          Map.entry("**", "^"),
          Map.entry(":=", "="),
          Map.entry("–", "-"),
          Map.entry("×", "*"),
          Map.entry("÷", "/"));

  /** What newcomers write behind a value to say which way it goes. */
  private static final Set<String> RISES =
      Set.of("rises", "rising", "rose", "grows", "increases", "increasing", "up");

  private static final Set<String> FALLS =
      Set.of("falls", "falling", "fell", "drops", "decreases", "decreasing", "down");

  /** What to write instead of a character without meaning. */
  private static final Map<String, String> STRAY =
      Map.ofEntries(
          Map.entry(
              ".", "a number has digits behind its point, as in `1.0`; a file name stands in `\"`"),
          Map.entry(":", "leave it out: `bias 0.1` or `bias = 0.1`"),
          Map.entry("?", "write `if a then b else c`"),
          Map.entry("|", "the size of a number is `abs(x)`"),
          Map.entry("&", "write `and`"),
          Map.entry("`", "a name in backticks ends with a backtick on the same line"),
          Map.entry("²", "write `^2`"),
          Map.entry("³", "write `^3`"),
          Map.entry("√", "write `sqrt(x)`"),
          Map.entry("‘", "texts stand in double quotes `\"`"),
          Map.entry("’", "texts stand in double quotes `\"`"),
          Map.entry("„", "texts stand in plain double quotes `\"`"));

  private SyntaxErrors() {}

  private static String tooMuch(Reached reached) {
    return reached.used()
        + (reached.which() == Reached.Which.TOKENS ? " words and signs" : " characters")
        + ", and at most "
        + reached.allowed()
        + " are allowed";
  }

  static Diagnostic tooLong(Span place, Reached reached) {
    return Diagnostic.error(Code.SCRIPT_TOO_LONG, "the script has " + tooMuch(reached), place)
        .help("put the rows into a CSV file and write `data from \"file.csv\"`")
        .reached(reached);
  }

  static Diagnostic tooDeep(Span place, int limit) {
    return Diagnostic.error(
            Code.NESTED_TOO_DEEPLY, "this is nested more than " + limit + " deep", place)
        .help("give the inner part a name with `let` or `define`");
  }

  static Diagnostic formulaTooLong(Span place, int limit) {
    return Diagnostic.error(
            Code.FORMULA_TOO_LONG, "this formula has more than " + limit + " parts", place)
        .help("give a part of it a name with `let` or `define`")
        .reached(new Reached(Reached.Which.TERMS, limit + 1L, limit, "one formula"));
  }

  static Diagnostic neverClosed(Span bracket) {
    String closing =
        switch (bracket.text()) {
          case "(" -> ")";
          case "[" -> "]";
          default -> "}";
        };
    return Diagnostic.error(Code.NEVER_CLOSED, "`" + bracket.text() + "` is never closed", bracket)
        .help("add `" + closing + "`");
  }

  static Diagnostic neverOpened(Span bracket) {
    return Diagnostic.error(
            Code.NEVER_OPENED,
            "`" + bracket.text() + "` closes a bracket that was never opened",
            bracket)
        .help("remove `" + bracket.text() + "`");
  }

  static Diagnostic openString(Span place) {
    return Diagnostic.error(
            Code.TEXT_NEVER_CLOSED, "the text that starts here has no closing `\"`", place)
        .help("close it with `\"` on the same line; a line end inside is written `\\n`");
  }

  static Diagnostic singleQuoted(Span place) {
    String text = place.text().replace("'", "").replace("\\", "\\\\").replace("\"", "\\\"");
    return Diagnostic.error(Code.SINGLE_QUOTES, "texts stand in double quotes", place)
        .help("write `\"" + text + "\"`")
        .fix(place, "\"" + text + "\"");
  }

  static Diagnostic slashes(Span place) {
    return Diagnostic.error(Code.COMMENT_SIGN, "a comment starts with `#`", place)
        .help("write `" + shortened("#" + place.text().substring(2)) + "`")
        .fix(place, "#" + place.text().substring(2));
  }

  static Diagnostic foreign(Span place) {
    String text = place.text();
    Diagnostic error =
        Diagnostic.error(
            Code.UNKNOWN_SIGN,
            "`"
                + text
                + "` "
                + (text.equals("–")
                    ? "is a dash and no minus sign"
                    : "has no meaning in this language"),
            place);
    String meant = FOREIGN.get(text);
    if (meant != null) {
      return error.help("write `" + meant.strip() + "`").fix(place, meant);
    }
    if (text.startsWith("“")) {
      return error.help("texts stand in plain double quotes `\"`");
    }
    return error.help(
        text.equals("--")
            ? "a sign behind a sign stands in parentheses: `a - (-b)`"
            : "`name = value` sets a value, also `w1 = w1 + 1`");
  }

  static Diagnostic stray(Span place) {
    int c = place.text().codePointAt(0);
    String shown =
        Character.isISOControl(c) ? "U+" + hex(c) : "`" + place.text() + "` (U+" + hex(c) + ")";
    return Diagnostic.error(
            Code.UNKNOWN_SIGN, "the character " + shown + " has no meaning here", place)
        .help(
            STRAY.getOrDefault(
                place.text(),
                "remove it; inside a name it needs backticks, inside a text double quotes"));
  }

  private static String hex(int c) {
    String digits = Integer.toHexString(c).toUpperCase(Locale.ROOT);
    return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
  }

  static Diagnostic notInThisVersion(Span place) {
    return Diagnostic.error(
            Code.NOT_IN_THIS_VERSION,
            "`" + place.text() + "` belongs to the language, but this version does not have it yet",
            place)
        .note("`nn version` prints the version you run");
  }

  /** Learning rules with parameters, by the names that other languages give them as well. */
  private static final Map<String, String> RULES =
      Map.of(
          "adam", "adam(0.9, 0.999)",
          "momentum", "momentum(0.9)",
          "nesterov", "nesterov(0.9)",
          "adagrad", "adagrad",
          "rmsprop", "rmsprop(0.9)");

  static Diagnostic unknownStatement(Span place, Span next) {
    String word = place.text();
    Diagnostic error =
        Diagnostic.error(
            Code.UNKNOWN_STATEMENT, "no statement starts with `" + shortened(word) + "`", place);
    String meant = MEANT.get(word.toLowerCase(Locale.ROOT));
    if (next.text().endsWith(".nn\"")) {
      return error.help("write `include " + shortened(next.text()) + "`");
    }
    if (meant != null && word.equalsIgnoreCase("optimizer")) {
      return error.help(
          "write `learning rule "
              + RULES.getOrDefault(next.text().toLowerCase(Locale.ROOT), "gradient descent")
              + "`");
    }
    if (meant != null) {
      return error.help("write `" + meant + "`");
    }
    Optional<String> near = Suggestions.nearest(word, Words.firstWords());
    if (near.isPresent()) {
      return error.help("did you mean `" + near.get() + "`?").fix(place, near.get());
    }
    return next.text().chars().allMatch(c -> c == '.' || c == '_' || Character.isDigit(c))
        ? error.help(
            "to set a value, write `" + shortened(word) + " = " + shortened(next.text()) + "`")
        : error.help("a formula to be shown stands alone: `w1 * x1`");
  }

  static Diagnostic misspelt(Span place, String keyword, String near) {
    return Diagnostic.error(
            Code.UNEXPECTED,
            "`" + shortened(place.text()) + "` cannot stand here in `" + keyword + "`",
            place)
        .help("did you mean `" + near + "`?")
        .fix(place, near);
  }

  static Diagnostic unknownPart(Span place, List<String> parts) {
    String help =
        Suggestions.nearest(place.text(), parts)
            .map(near -> "did you mean `" + near + "`?")
            .orElse("write `evaluate`, `evaluate training`, `evaluate test` or `evaluate all`");
    return Diagnostic.error(
            Code.UNEXPECTED, "the data has no part `" + shortened(place.text()) + "`", place)
        .help(help);
  }

  static Diagnostic crossValidateCount(Span place, String form) {
    return Diagnostic.error(
            Code.UNEXPECTED,
            "behind `cross validate` stands a whole number of folds or splits",
            place)
        .help("write `" + form + "`");
  }

  static Diagnostic crossValidateOption(Span place, String form) {
    return Diagnostic.error(
            Code.UNEXPECTED,
            "`" + place.text() + "` stands before the options of the training and without a comma",
            place)
        .help("write `" + form + "`");
  }

  static Diagnostic crossValidateHyphened(Span place) {
    return Diagnostic.error(Code.UNEXPECTED, "`cross validate` has no hyphen", place)
        .help("write `cross validate 5 folds`");
  }

  static Diagnostic withoutConfidence(Span place) {
    return Diagnostic.error(
            Code.UNEXPECTED,
            "`samples` and `seed` belong to a confidence, and none is asked",
            place)
        .help("write `evaluate confidence 95 seed 3`");
  }

  static Diagnostic putShowInFront(Span operator, Span statement, String keyword) {
    return Diagnostic.error(
            Code.STATEMENT_WORD,
            "`"
                + keyword
                + "` at the start of a line is the statement of that name, and `"
                + operator.text()
                + "` cannot follow it",
            operator)
        .help("to see a value, put `show` in front: `show " + shortened(statement.text()) + "`");
  }

  static Diagnostic missingOperator(Span before, Span after) {
    return missing("an operator", before, after, before.to(after))
        .help(write(before, " * ", after))
        .fix(new Span(before.source(), before.end(), after.start()), " * ");
  }

  static Diagnostic missingComma(Span before, Span after) {
    return missing("a comma", before, after, after)
        .help(write(before, ", ", after))
        .fix(new Span(before.source(), before.end(), before.end()), ",");
  }

  private static Diagnostic missing(String what, Span before, Span after, Span place) {
    return Diagnostic.error(
        what.equals("a comma") ? Code.MISSING_COMMA : Code.MISSING_OPERATOR,
        "between `"
            + shortened(before.text())
            + "` and `"
            + shortened(after.text())
            + "` "
            + what
            + " is missing",
        place);
  }

  private static String write(Span before, String between, Span after) {
    return "write `" + shortened(before.text()) + between + shortened(after.text()) + "`";
  }

  static Diagnostic twoPoints(Span number) {
    return Diagnostic.error(
            Code.UNEXPECTED, "`" + shortened(number.text()) + "` is not a number", number)
        .help("a number has one decimal point, as in `0.5`");
  }

  static Diagnostic decimalComma(Span comma, Span whole, Span fraction) {
    return Diagnostic.error(
            Code.UNEXPECTED, "`,` cannot stand here; it separates the values of a list", comma)
        .help("the decimal sign is a point: " + write(whole, ".", fraction).substring(6))
        .fix(comma, ".");
  }

  static Diagnostic oneAssignment(Span comma) {
    return Diagnostic.error(
            Code.UNEXPECTED, "`,` cannot stand here; one statement sets one value", comma)
        .help("write `;` instead, or use two lines")
        .fix(comma, ";");
  }

  static Diagnostic listOfValues(Span comma, Span statement) {
    return Diagnostic.error(Code.UNEXPECTED, "`,` cannot stand here in this formula", comma)
        .help("to see several values, write `show " + shortened(statement.text()) + "`");
  }

  static Diagnostic listBracket(Span bracket, boolean behindName) {
    return Diagnostic.error(Code.UNEXPECTED, "`[` cannot stand here", bracket)
        .help(
            behindName
                ? "the third input is `x3`, without brackets"
                : "values are written without brackets: `0.4, -0.6`");
  }

  static Diagnostic equalsInFormula(Span place) {
    return Diagnostic.error(
            Code.UNEXPECTED, "`=` sets a value and cannot stand inside a formula", place)
        .help("two values are compared with `==`")
        .fix(place, "==");
  }

  static Diagnostic ruleWithName(Span place, Span name) {
    String called = shortened(name.text());
    return Diagnostic.error(
            Code.UNEXPECTED, "a rule that is written behind `learning rule` has no name", place)
        .help(
            "remove `"
                + called
                + "`, or write `define rule "
                + called
                + " { w <- w - rate * gradient }` and then `learning rule "
                + called
                + "`");
  }

  static Diagnostic ruleLineWith(Span place) {
    return Diagnostic.error(
            Code.UNEXPECTED,
            "a line of a learning rule is written with `<-`, not with `" + place.text() + "`",
            place)
        .help("write `<-`")
        .fix(place, "<-");
  }

  static Diagnostic ruleArgument(Span value, Span name) {
    return Diagnostic.error(
            Code.UNEXPECTED, "the values for a learning rule stand in parentheses", value)
        .help(
            "write `learning rule "
                + shortened(name.text())
                + "("
                + shortened(value.text())
                + ")`");
  }

  static Diagnostic ruleLineBehindComma(Span comma) {
    return Diagnostic.error(
            Code.UNEXPECTED, "`,` cannot stand here between two lines of a learning rule", comma)
        .help("write `;` instead, or use two lines")
        .fix(comma, ";");
  }

  static Diagnostic ruleLineBehindLine(Span name) {
    return Diagnostic.error(
            Code.UNEXPECTED, "the line for `" + shortened(name.text()) + "` starts here", name)
        .help("put `;` in front, or use two lines")
        .fix(new Span(name.source(), name.start(), name.start()), "; ");
  }

  /** A line of a learning rule that has no formula, or only the beginning of one. */
  static Diagnostic unfinishedLine(Span name, Span line) {
    String called = shortened(name.text());
    return Diagnostic.error(
            Code.ENDS_TOO_EARLY, "the line for `" + called + "` is not finished", line)
        .help(
            "finish it on the same line, as in `"
                + called
                + " <- "
                + (called.equals("w") ? "w - rate * gradient" : "0.9 * " + called + " + gradient")
                + "`");
  }

  /** A word behind a value that says which way it goes, such as {@code cost rises}. */
  static Optional<Diagnostic> moving(Span place) {
    boolean up = RISES.contains(place.text());
    if (!up && !FALLS.contains(place.text())) {
      return Optional.empty();
    }
    String condition = "cost " + (up ? ">" : "<") + " previous_cost";
    return Optional.of(
        Diagnostic.error(
                Code.UNEXPECTED,
                "`" + place.text() + "` is no word of the language; a condition compares values",
                place)
            .help("write `when " + condition + " then stop`")
            .help(
                "to count epochs, write `let times = 0`, then `when "
                    + condition
                    + " then times = times + 1 otherwise times = 0`, then `when times == 3 then"
                    + " stop`"));
  }

  static Diagnostic lineOutsideARule(Span arrow, Span line) {
    return Diagnostic.error(
            Code.UNEXPECTED, "`" + arrow.text() + "` stands in a learning rule only", arrow)
        .help(
            "write `learning rule { "
                + shortened(line.text())
                + " }`; the lines of a rule stand in braces")
        .help("`a <-1` without a space compares with −1");
  }

  static Diagnostic missingBefore(Span closing) {
    return Diagnostic.error(
            Code.ENDS_TOO_EARLY, "before `" + closing.text() + "` something is missing", closing)
        .help("finish what stands in the brackets");
  }

  static Diagnostic commaAtLineEnd(Span comma) {
    return Diagnostic.error(
            Code.COMMA_AT_LINE_END, "a row that has its `->` ends with the line", comma)
        .help("remove `,`")
        .fix(comma, "");
  }

  static Diagnostic endsTooEarly(Span place, String keyword, boolean condition, String form) {
    String what = keyword.isEmpty() ? "this formula" : "`" + keyword + "`";
    String formula = condition ? "if z > 0 then z else 0" : "w1 * x1";
    return Diagnostic.error(Code.ENDS_TOO_EARLY, what + " ends where more is expected", place)
        .help(
            form.isEmpty() || condition
                ? "finish the formula, as in `" + formula + "`"
                : "write `" + form + "`");
  }

  static Diagnostic cannotStart(Span place, boolean operator) {
    String sign = shortened(place.text());
    return Diagnostic.error(Code.UNEXPECTED, "no statement starts with `" + sign + "`", place)
        .help(
            operator
                ? "to go on with the line above, end that line with `" + sign + "`"
                : "a formula reads `w1 * x1 + b`");
  }

  static Diagnostic ifWithoutElse(Span place) {
    return Diagnostic.error(
            Code.ENDS_TOO_EARLY, "`if` starts a formula, and a formula has an `else`", place)
        .help("for a value, write `if z > 0 then z else 0`")
        .help("for something to be done, write a rule: `when cost < 0.01 then stop`");
  }

  static Diagnostic statementInIf(Span place) {
    return Diagnostic.error(
            Code.UNEXPECTED,
            "`if` chooses between values, and `" + place.text() + "` is a statement",
            place)
        .help("for something to be done, write a rule: `when cost < 0.01 then stop`");
  }

  static Diagnostic ruleInRule(Span place) {
    return Diagnostic.error(
            Code.UNEXPECTED, "a rule cannot stand in the body of another rule", place)
        .help("write two rules, or join their conditions with `and`");
  }

  static Diagnostic whenBehind(Span place, Span action) {
    return Diagnostic.error(Code.UNEXPECTED, "a rule starts with its condition", place)
        .help("write `when cost < 0.01 then " + shortened(action.text()) + "`");
  }

  static Diagnostic unexpected(Span place, String keyword, String form) {
    String text =
        place.text().startsWith("\n") || place.text().startsWith("\r")
            ? "the line end"
            : "`" + shortened(place.text()) + "`";
    String where = keyword.isEmpty() ? "in this formula" : "in `" + keyword + "`";
    return Diagnostic.error(Code.UNEXPECTED, text + " cannot stand here " + where, place)
        .help(form.isEmpty() ? "a formula reads `w1 * x1 + b`" : "it is written `" + form + "`");
  }

  static Diagnostic reserved(Span place) {
    return Diagnostic.error(
            Code.RESERVED_WORD,
            "`" + place.text() + "` is reserved and cannot be a name here",
            place)
        .help("to use it as a name, put it in backticks");
  }

  static Diagnostic chained(Span place) {
    return Diagnostic.error(Code.CHAINED_COMPARISON, "one comparison cannot follow another", place)
        .help("write `a < b and b < c`");
  }

  static Diagnostic isNot(Span place) {
    return Diagnostic.error(Code.IS_NOT, "`is not` is no operator", place)
        .help("write `a != b` or `not a is b`");
  }

  static Diagnostic needsParentheses(Span place, String word) {
    return Diagnostic.error(
            Code.NEEDS_PARENTHESES,
            "`" + word + "` is a whole formula; as a part of one it stands in parentheses",
            place)
        .help("write `(" + shortened(place.text()) + ")`");
  }

  static Diagnostic withinWithoutIs(Span place) {
    return Diagnostic.error(Code.UNEXPECTED, "`within` belongs to a comparison with `is`", place)
        .help("write `a is b within 1e-9`");
  }

  static Diagnostic numberTooLarge(Span place) {
    return Diagnostic.error(
            Code.NUMBER_TOO_LARGE, "`" + shortened(place.text()) + "` is too large", place)
        .note("numbers are IEEE doubles: at most about 1.8e308");
  }

  static Diagnostic countTooLarge(Span place, double count, int limit) {
    int example = Math.min(784, limit);
    Diagnostic error =
        Diagnostic.error(
                Code.TOO_MANY_INPUTS,
                "`" + shortened(place.text()) + "` is no number of inputs",
                place)
            .help("write a whole number from 1 to " + limit + ", as in `x[" + example + "]`");
    return count > limit
        ? error.reached(new Reached(Reached.Which.INPUTS, (long) count, limit, "the inputs"))
        : error;
  }

  static Diagnostic countOfBack(Span place, int limit) {
    return Diagnostic.error(
            Code.WHOLE_NUMBER_EXPECTED,
            "`" + shortened(place.text()) + "` is no number of statements to undo",
            place)
        .help("write a whole number from 1 to " + limit + ", as in `back 3`");
  }

  static Diagnostic badEscape(Span place) {
    return Diagnostic.error(
            Code.UNKNOWN_ESCAPE, "`" + place.text() + "` means nothing in a text", place)
        .help(
            place.text().endsWith("{") || place.text().endsWith("}")
                ? "the braces themselves are `{{` and `}}`"
                : "known are `\\\"`, `\\\\`, `\\n` and `\\t`; a backslash itself is `\\\\`");
  }

  static Diagnostic openHole(Span brace) {
    return braces("`{` in this text has no closing `}`", brace);
  }

  static Diagnostic emptyHole(Span brace) {
    return braces("between `{` and `}` stands no formula", brace);
  }

  static Diagnostic badWidth(Span place, int limit) {
    return Diagnostic.error(
            Code.BRACE_IN_TEXT, "behind `:` stands how wide the value is at least", place)
        .help("write a whole number from 1 to " + limit + ", as in `{cost:10}`")
        .help("how many digits are shown is said by `set digits 4`");
  }

  private static Diagnostic braces(String message, Span brace) {
    return Diagnostic.error(Code.BRACE_IN_TEXT, message, brace)
        .help("write `{cost}` for a value, `{{` and `}}` for the braces themselves");
  }

  static Diagnostic twice(Span second, Span first, String what) {
    return Diagnostic.error(Code.GIVEN_TWICE, what + " is given twice", second)
        .related(first, "first given here")
        .help("remove one of them");
  }

  static Diagnostic notAFunction(Span place, String keyword, String example) {
    return Diagnostic.error(
            Code.FUNCTION_NAME_EXPECTED,
            "`" + keyword + "` takes the name of a function, not a formula",
            place)
        .help("write `" + keyword + " " + example + "`, or give the formula a name with `define`");
  }

  static Diagnostic tooManyErrors(Span place, int limit) {
    return Diagnostic.error(
        Code.TOO_MANY_ERRORS, "only the first " + limit + " errors are shown", place);
  }

  static Diagnostic spacedMinus(Span place) {
    return Diagnostic.notice(
            Code.SPACED_MINUS,
            "`" + shortened(place.text()) + "` declares a negative value; nothing is subtracted",
            place)
        .help("to see a difference, put `show` in front");
  }

  static String shortened(String text) {
    String line = text.lines().findFirst().orElse("").strip();
    return line.length() <= 60 ? line : line.substring(0, line.offsetByCodePoints(0, 58)) + "…";
  }
}
