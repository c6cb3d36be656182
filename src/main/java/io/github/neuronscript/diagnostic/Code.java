package io.github.neuronscript.diagnostic;

import java.util.Locale;
import java.util.Optional;

/**
 * Every kind of problem, by a readable name that stays the same from version to version. The text
 * is what {@code nn explain} prints: what it means, and an example mended.
 */
public enum Code {
  SCRIPT_TOO_LONG(""),
  NESTED_TOO_DEEPLY(""),
  FORMULA_TOO_LONG(""),
  NEVER_CLOSED(""),
  NEVER_OPENED(""),
  TEXT_NEVER_CLOSED(""),
  SINGLE_QUOTES(""),
  COMMENT_SIGN(""),
  UNKNOWN_SIGN(""),
  UNKNOWN_STATEMENT(""),
  NOT_IN_THIS_VERSION(""),
  STATEMENT_WORD(""),
  MISSING_OPERATOR(""),
  MISSING_COMMA(""),
  COMMA_AT_LINE_END(""),
  ENDS_TOO_EARLY(""),
  UNEXPECTED(""),
  RESERVED_WORD(""),
  CHAINED_COMPARISON(""),
  IS_NOT(""),
  NEEDS_PARENTHESES(""),
  NUMBER_TOO_LARGE(""),
  TOO_MANY_INPUTS(""),
  UNKNOWN_ESCAPE(""),
  BRACE_IN_TEXT(""),
  GIVEN_TWICE(""),
  FUNCTION_NAME_EXPECTED(""),
  TOO_MANY_ERRORS(""),
  SPACED_MINUS("");

  private final String explanation;

  Code(String explanation) {
    this.explanation = explanation;
  }

  /** Returns the name as it is printed: {@code unknown-activation}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the text of {@code nn explain}. */
  public String explanation() {
    return explanation;
  }

  /** Returns the code that is printed as that text. */
  public static Optional<Code> of(String text) {
    for (Code code : values()) {
      if (code.text().equals(text)) {
        return Optional.of(code);
      }
    }
    return Optional.empty();
  }
}
