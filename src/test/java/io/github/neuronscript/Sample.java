package io.github.neuronscript;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Of many cases that take long together, a sample for every build; a test that is tagged "full"
 * goes through the rest. Lists are sorted by folder, so that cases at equal distances are of every
 * kind.
 */
public final class Sample {

  private Sample() {}

  /**
   * Returns one of so many cases, at equal distances.
   *
   * @param first the place of the first of them, so that two tests can take different ones
   */
  public static <T> List<T> oneOf(int every, int first, List<T> cases) {
    return IntStream.range(0, cases.size())
        .filter(place -> place % every == first)
        .mapToObj(cases::get)
        .toList();
  }

  /** Returns the cases that are not in that sample. */
  public static <T> List<T> others(int every, int first, List<T> cases) {
    return IntStream.range(0, cases.size())
        .filter(place -> place % every != first)
        .mapToObj(cases::get)
        .toList();
  }
}
