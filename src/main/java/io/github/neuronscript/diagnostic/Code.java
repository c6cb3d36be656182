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
  SPACED_MINUS(""),
  BATCH_OF_ONE(""),
  BUILT_IN_NAME(""),
  DATA_MISSING(""),
  DERIVATIVE_MISMATCH(""),
  DUPLICATE_NAME(""),
  EXAMPLE_MISSING(""),
  FILE_MISSING(""),
  FILE_REFUSED(""),
  INPUTS_MISSING(""),
  MIXED_LIST(""),
  NEURON_IN_FUNCTION(""),
  NOT_ASSIGNABLE(""),
  NOT_EVALUATED(""),
  NO_EXAMPLE_SHOWN(""),
  NO_ROWS(""),
  ROW_LENGTH(""),
  ROW_TARGET(""),
  RULE_WITHOUT_WEIGHT(""),
  SETTING_VALUE(""),
  TARGET_MISSING(""),
  TEXT_IS_NO_NUMBER(""),
  UNKNOWN_ACTIVATION(""),
  UNKNOWN_COST(""),
  UNKNOWN_FUNCTION(""),
  UNKNOWN_LEARNING_RULE(""),
  UNKNOWN_LOSS(""),
  UNKNOWN_NAME(""),
  UNKNOWN_SETTING(""),
  VALUE_COUNT(""),
  VALUE_EXPECTED(""),
  WEIGHTS_FORGOTTEN(""),
  WEIGHT_COUNT(""),
  WHOLE_NUMBER_EXPECTED(""),
  WORD_OF_THE_LANGUAGE(""),
  WRONG_NUMBER_OF_ARGUMENTS(""),
  ZERO_DERIVATIVE(""),

  COLUMNS_OF_ROWS(""),
  DEFAULTS_USED(""),
  DERIVATIVE_UNDEFINED(""),
  DIVERGED(""),
  EXPECTATION_FAILED(""),
  INPUT_WITHOUT_VALUE(""),
  INTERRUPTED(""),
  NOT_FINITE(""),
  RATE_EXPECTED(""),
  TARGET_OUTSIDE_LOSS(""),
  TOO_MUCH_WORK(""),
  CSV_EMPTY(
      """
      The file holds no text. A data file begins with a line that names its columns; each line \
      after it is one row:

          length,width,species
          5.1,3.5,setosa
      """),
  CSV_NO_ROWS(
      """
      The file has its first line, the names of the columns, and nothing after it. If that line \
      is data, put a line with the names above it:

          length,width,species
          5.1,3.5,setosa
      """),
  CSV_NOT_UTF8(
      """
      The file holds bytes that are no UTF-8 text. Often it was saved by a spreadsheet in an older \
      encoding: the byte E9 is é in Latin-1, but means nothing alone in UTF-8. Or it is no text \
      at all, but a spreadsheet or an archive. Save it as "CSV UTF-8", or convert it:

          iconv -f latin1 -t utf-8 old.csv > new.csv
      """),
  CSV_DUPLICATE_COLUMN(
      """
      Two columns have the same name, so the name does not say which one is meant. Spaces around a \
      name do not count. Give each column a name of its own in the first line of the file:

          size,size          error
          length,width       mended
      """),
  CSV_UNKNOWN_COLUMN(
      """
      The script reads a column that the file does not have. Upper and lower case count. The names \
      are those in the first line of the file; a name with spaces or signs stands between \
      backticks:

          inputs `sepal length (cm)`
      """),
  CSV_CELL_NOT_A_NUMBER(
      """
      A column is used as a number, but a cell of it holds something else. Numbers are written \
      with a decimal point and without a thousands separator:

          1,5    NA    3 cm    1_000       error
          1.5    0.2   3       1000        mended

      A column of words is compared with a text instead:

          target is_setosa = species == "setosa"
      """),
  CSV_MISSING_CELL(
      """
      A column is used as a number, but a cell of it is empty. Nothing is put in its place \
      silently, since zero or the mean would change what is learnt. Fill the cell in, or remove the \
      row:

          5.1,,setosa        error
          5.1,3.5,setosa     mended
      """),
  CSV_RAGGED_ROW(
      """
      A row has more or fewer cells than the first line has names, so it is not known which cell \
      belongs to which column. A text that holds the separator stands in quotes:

          name,size
          Smith, Ann,1       error: three cells
          "Smith, Ann",1     mended
      """),
  CSV_TOO_LARGE(
      """
      The file has more rows or columns, or a longer cell, than this program is set to read. The \
      limits keep a wrong or hostile file from using up the memory. Use a part of the file, or let \
      the program that embeds the language raise them. One very long cell is often a quote that \
      is never closed.
      """),
  CSV_MALFORMED(
      """
      The quotes in the file do not match. A quoted cell begins with a quote right after the \
      separator and ends with one right before the next; a quote inside it is written twice:

          5 "inch", 1        fine: the cell does not begin with a quote
          "5" inch,1         error: text after the closing quote
          "5"" inch",1       mended
          "5 inch,1          error: the quote is never closed
      """),
  FILE_UNREADABLE(
      """
      The file is there, but reading it failed: it may be a folder, belong to somebody else, or lie \
      on a disk or a network that does not answer. The note gives the system's own words.
      """);

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
