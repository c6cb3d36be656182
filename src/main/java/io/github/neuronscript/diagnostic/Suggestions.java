package io.github.neuronscript.diagnostic;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was meant. */
public final class Suggestions {

  private Suggestions() {}

  /**
   * Returns the candidate nearest to a misspelt word, if one is near: at most one change of a
   * letter (added, left out, replaced, or two neighbours swapped) for every three letters. Upper
   * and lower case count as equal, `_`, `-` and spaces as nothing. Ties go to the first candidate.
   */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    String folded = fold(word);
    int best = folded.length() <= 2 ? 1 : 1 + folded.length() / 3;
    String found = null;
    for (String candidate : candidates) {
      String other = fold(candidate);
      if (Math.abs(other.length() - folded.length()) >= best || other.length() > 64) {
        continue;
      }
      int distance = distance(folded, other);
      if (distance < best && distance < Math.max(folded.length(), other.length())) {
        best = distance;
        found = candidate;
      }
    }
    return Optional.ofNullable(found);
  }

  private static String fold(String word) {
    String shorter = word.length() > 64 ? word.substring(0, 64) : word;
    return shorter.toLowerCase(Locale.ROOT).replaceAll("[_\\- ]", "");
  }

  /** Optimal string alignment distance (Damerau 1964, restricted to one swap per pair). */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
