package io.github.neuronscript.program;

import io.github.neuronscript.data.Dialect;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.syntax.Statement.DataOption;
import io.github.neuronscript.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How data are to be read, as the options of {@code data from} say. */
public record DataFormat(Dialect dialect, Missing missing) {

  /** What becomes of a cell without a value. */
  public enum Missing {
    /** It is an error. */
    FAIL,
    /** Its row is left out. */
    SKIP,
    /** The mean of its column stands for it. */
    MEAN
  }

  /** What holds without options. */
  public static final DataFormat USUAL = new DataFormat(Dialect.USUAL, Missing.FAIL);

  /** Returns the format of options that were checked. */
  public static DataFormat of(Statement.DataFile s) {
    return of(s, new ArrayList<>());
  }

  static DataFormat of(Statement.DataFile s, List<Diagnostic> problems) {
    return of(s, USUAL, problems);
  }

  /** Returns the format of a file that is read as another one, but for the options it has. */
  public static DataFormat of(Statement.DataFile s, DataFormat others) {
    return of(s, others, new ArrayList<>());
  }

  static DataFormat of(Statement.DataFile s, DataFormat others, List<Diagnostic> problems) {
    Optional<Character> separator =
        s.option(DataOption.Separator.class).flatMap(option -> separator(option.sign(), problems));
    Word decimal = s.option(DataOption.Decimal.class).map(DataOption.Decimal::sign).orElse(null);
    Word header = s.option(DataOption.Header.class).map(DataOption.Header::what).orElse(null);
    Word missing = s.option(DataOption.Missing.class).map(DataOption.Missing::what).orElse(null);
    Dialect dialect = others.dialect();
    int comma = choice(decimal, "decimal", dialect.decimalComma() ? 1 : 0, problems);
    int names = choice(header, "header", dialect.header() ? 0 : 1, problems);
    int gaps =
        choice(missing, "missing", List.of(Missing.values()).indexOf(others.missing()), problems);
    return new DataFormat(
        new Dialect(separator.or(dialect::separator), comma == 1, names == 0),
        Missing.values()[gaps]);
  }

  /** Returns which of the words it is; the first if it is none of them. */
  private static int choice(Word word, String option, int otherwise, List<Diagnostic> problems) {
    List<String> words = Choices.behind("data", option);
    if (word == null || words.contains(word.text())) {
      return word == null ? otherwise : words.indexOf(word.text());
    }
    problems.add(CheckErrors.unknownOption(word.span(), option, words));
    return 0;
  }

  private static Optional<Character> separator(Word sign, List<Diagnostic> problems) {
    String text = sign.text();
    if (sign.quoted() && text.length() == 1 && Dialect.isSeparator(text.charAt(0))) {
      return Optional.of(text.charAt(0));
    }
    if (!sign.quoted() && Dialect.SEPARATORS.containsKey(text)) {
      return Optional.of(Dialect.SEPARATORS.get(text));
    }
    problems.add(CheckErrors.badSeparator(sign.span(), sign.quoted()));
    return Optional.empty();
  }
}
