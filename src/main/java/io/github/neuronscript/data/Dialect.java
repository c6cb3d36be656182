package io.github.neuronscript.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a file of cells is written. Files that say so themselves, such as JSON lines, ignore it.
 *
 * @param separator between two cells; empty to take the likeliest of the first line
 * @param decimalComma whether a number has a comma where others have a point
 * @param header whether the first line names the columns; else they are called c1, c2, …
 */
public record Dialect(Optional<Character> separator, boolean decimalComma, boolean header) {

  /** A guessed separator, decimal points, and names in the first line. */
  public static final Dialect USUAL = new Dialect(Optional.empty(), false, true);

  /** The words for signs that separate. */
  public static final Map<String, Character> SEPARATORS =
      Map.of("comma", ',', "semicolon", ';', "tab", '\t', "space", ' ', "colon", ':', "pipe", '|');

  private static final String UNFIT = "\"\r\n\0";

  public Dialect {
    Objects.requireNonNull(separator, "separator");
    if (separator.isPresent() && !isSeparator(separator.get())) {
      throw new IllegalArgumentException("no separator: " + separator.get());
    }
  }

  /** Whether a sign can stand between two cells: any but a quote, a line end and half of one. */
  public static boolean isSeparator(char sign) {
    return UNFIT.indexOf(sign) < 0 && !Character.isSurrogate(sign);
  }

  /**
   * Returns the word for the sign that separates the columns of a file which was read as one
   * column, if a column of some name shows with it.
   */
  public static Optional<String> separatorOf(String wanted, List<String> columns) {
    return columns.size() != 1
        ? Optional.empty()
        : SEPARATORS.entrySet().stream()
            .filter(
                separator ->
                    Arrays.stream(
                            columns
                                .get(0)
                                .split(Pattern.quote(separator.getValue().toString()), -1))
                        .map(String::strip)
                        .anyMatch(wanted::equals))
            .map(Map.Entry::getKey)
            .min(Comparator.naturalOrder());
  }

  /** Returns the separators that a first line may have. */
  String candidates() {
    return separator.map(String::valueOf).orElse(decimalComma ? ";\t" : ",;\t");
  }

  /** Returns the sign before the decimals of a number. */
  char point() {
    return decimalComma ? ',' : '.';
  }
}
