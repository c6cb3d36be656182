package io.github.neuronscript.diagnostic;

import java.util.Locale;
import java.util.Optional;

/**
 * Every kind of problem, by a readable name that stays the same from version to version. The text
 * is what {@code nn explain} prints: what it means, and an example mended.
 */
public enum Code {
  RATE_COMPUTED_ONCE(
      """
      The learning rate is an expression that is computed once, when the statement runs. If it \
      reads a value that changes during the training, such as `epoch`, it does not follow that \
      value:

          learning rate 0.5 / (1 + epoch)    0.5, now and later: epoch is 0 when it runs
      """),

  NO_CLASSES(
      """
      Accuracy is the share of rows that are classified right, so it needs classes: targets that \
      are all 0 or 1, or all −1 or 1. Targets such as 3.7 are measurements. Judge those by the cost:

          evaluate
          expect cost < 0.1
      """),

  UNKNOWN_VALUE(
      """
      A value was given from outside for a name that the script does not declare. A script's `let`s, \
      inputs, weights, its bias, `rate` and `seed` can be set:

          nn run script.nn --set rate=0.2
      """),

  SCRIPT_TOO_LONG(
      """
      The script is longer than what is read: the message gives the limit. Scripts of that size \
      nearly always hold rows of data, and rows belong in a file:

          data { 5.1, 3.5 -> 1; ...      error: a million rows
          data from "rows.csv"           mended
      """),

  NESTED_TOO_DEEPLY(
      """
      Brackets, signs, powers, divisions or conditions stand inside each other more than 200 \
      deep. No formula that a person can read needs that. Give the inner part a name:

          show ((((((...))))))           error
          let inner = ...                mended
          show inner / 2
      """),

  FORMULA_TOO_LONG(
      """
      One formula has more than 10,000 parts. Give some of them a name, or write the numbers as \
      rows of data:

          show x1 + x1 + x1 + ...        error
          let some = x1 + x1             mended
          show some * 5000
      """),

  NEVER_CLOSED(
      """
      A bracket is opened, and nothing closes it. The statement then ends before the next line \
      that starts with a word such as `train`, so the error is shown at the bracket, not at the \
      end of the script:

          show (w1 * x1 + b              error
          show (w1 * x1 + b)             mended
      """),

  NEVER_OPENED(
      """
      A closing bracket has no opening one before it in the same statement. Either it is one too \
      many, or its partner is missing:

          show w1 * x1 + b)              error
          show (w1 * x1 + b)             mended
      """),

  TEXT_NEVER_CLOSED(
      """
      A text begins with `"` and ends with `"` on the same line. A line end inside a text is \
      written `\\n`, a quote inside it `\\"`:

          print "cost                    error
          print "cost"                   mended
          print "he said \\"no\\""         mended
      """),

  SINGLE_QUOTES(
      """
      Texts stand in double quotes. The single quote has no meaning:

          target y = species == 'setosa'      error
          target y = species == "setosa"      mended
      """),

  COMMENT_SIGN(
      """
      A comment starts with `#` and goes on to the end of the line. `//` is the sign of other \
      languages:

          bias 0.1   // the threshold    error
          bias 0.1   # the threshold     mended
      """),

  UNKNOWN_SIGN(
      """
      A character or sign means nothing in this language. Often it is what another language \
      writes, or it came from a web page or a book with its printer's quotes and dashes. The \
      help says what to write:

          a && b      a ** 2      x += 1        error
          a and b     a ^ 2       x = x + 1     mended

      A name with spaces or signs stands in backticks, as in `sepal length (cm)`.
      """),

  UNKNOWN_STATEMENT(
      """
      A line begins with a word and goes on with another word or a number, but no statement \
      starts with that word. It may be misspelt, or be the word of another library. Upper and \
      lower case count:

          trian 100 epochs               error
          Train 100 epochs               error
          train 100 epochs               mended
          lr 0.1                         error
          learning rate 0.1              mended
      """),

  NOT_IN_THIS_VERSION(
      """
      The statement is part of the language, but the program that runs it is of a version that \
      does not have it yet. A newer one will run the script as it is.
      """),

  STATEMENT_WORD(
      """
      The first word of a statement always starts that statement. A formula that begins with the \
      same word is shown by `show`; in any other place the word can be used freely:

          cost < 0.1                     error: `cost` declares how losses are joined
          show cost < 0.1                mended
          step(0.5)                      error: `step` trains on one example
          show step(0.5)                 mended
      """),

  MISSING_OPERATOR(
      """
      Two values follow each other, and nothing says what to do with them. Multiplication is \
      always written:

          2x          2 (x + 1)          error
          2 * x       2 * (x + 1)        mended
      """),

  MISSING_COMMA(
      """
      The values of a list are separated by commas:

          weights 0.4 -0.6 0.1           error: 0.4 − 0.6, and then 0.1
          weights 0.4, -0.6, 0.1         mended
          inputs x1 x2                   error
          inputs x1, x2                  mended
      """),

  COMMA_AT_LINE_END(
      """
      A row of data that has its `->` ends with the line. A comma there would join it to the \
      next row:

          data {
            0, 1 -> 1,                   error
            1, 1 -> 1                    mended: no comma
          }
      """),

  ENDS_TOO_EARLY(
      """
      A statement, a formula or a pair of brackets ends where something more has to come:

          let half =                     error
          let half = 1 / 2               mended
          if z > 0 then z                error
          if z > 0 then z else 0         mended
      """),

  UNEXPECTED(
      """
      Something stands where it cannot. The message names the statement, the help shows how that \
      statement is written. Some that happen often:

          expect output = 1              error: `=` sets a value
          expect output == 1             mended
          bias 0,5                       error: `,` separates the values of a list
          bias 0.5                       mended
          weights [0.4, -0.6]            error: lists have no brackets
          weights 0.4, -0.6              mended
      """),

  RESERVED_WORD(
      """
      Thirteen words can never be a name: `and or not if then else otherwise when is within nan \
      true false`. In backticks they are names all the same, as it may be needed for a column of \
      a file:

          inputs is, when                error
          inputs `is`, `when`            mended
      """),

  CHAINED_COMPARISON(
      """
      A comparison is true or false, and comparing that once more is hardly ever meant. Join two \
      comparisons:

          0 < x < 1                      error
          0 < x and x < 1                mended
      """),

  IS_NOT(
      """
      `is` compares two values, and `not` stands in front of a whole condition:

          x is not 1                     error
          x != 1                         mended
          not x is nan                   mended, for "x is a number"
      """),

  NEEDS_PARENTHESES(
      """
      `if … then … else …` and `not …` reach as far to the right as they can. Inside a \
      calculation or a comparison they stand in parentheses, so that nobody has to know how far:

          1 + if z > 0 then z else 0     error
          1 + (if z > 0 then z else 0)   mended
      """),

  NUMBER_TOO_LARGE(
      """
      Numbers are IEEE doubles, and the largest is about 1.8e308. Often the exponent has a digit \
      too many:

          1e3000                         error
          1e300                          mended
      """),

  TOO_MANY_INPUTS(
      """
      `x[784]` declares the inputs x1 to x784. The number is a whole one, from 1 to the limit \
      that the message gives:

          inputs x[0]                    error
          inputs x[3]                    mended
      """),

  UNKNOWN_ESCAPE(
      """
      In a text a backslash gives the next sign another meaning: `\\n` is a line end, `\\t` a \
      tab, `\\"` a quote and `\\\\` a backslash. There are no others, so a path in the style of \
      Windows has its backslashes doubled, or uses `/`:

          data from "my\\data.csv"        error
          data from "my/data.csv"        mended
      """),

  BRACE_IN_TEXT(
      """
      In the texts of `print` a formula in braces is replaced by its value. The braces \
      themselves are written twice:

          print "cost {cost"             error
          print "cost {cost}"            mended
          print "{{1, 2}}"               mended, prints {1, 2}
      """),

  GIVEN_TWICE(
      """
      The same thing is said twice in one statement, and only one can hold. `train 100 epochs` \
      and `at most 100 epochs` are the same bound:

          train 100 epochs batch 4 batch 8   error
          train 100 epochs batch 8           mended
      """),

  FUNCTION_NAME_EXPECTED(
      """
      `activation` and `loss` take the name of a function. A formula gets a name first:

          activation z^2                 error
          define square(z) = z^2         mended
          activation square
      """),

  TOO_MANY_ERRORS(
      """
      After twenty errors the rest of the script is not looked at. Many errors often have one \
      cause, such as a file that is no script at all. Mend the first ones and run again.
      """),

  SPACED_MINUS(
      """
      After the word of a declaration comes its value, so a minus there is a sign, whatever the \
      spaces. The script runs; this is said because it reads like a difference:

          bias - 0.1                     declares a bias of −0.1
          bias -0.1                      the same, and nothing is said
          show bias - 0.1                shows the difference
      """),

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
