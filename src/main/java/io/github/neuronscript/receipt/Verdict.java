package io.github.neuronscript.receipt;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of checking a trace.
 *
 * @param problem the first line that does not hold; empty if all do
 * @param lines that hold
 * @param runs that the trace is of, one after the other
 * @param trainings how many it tells of, all runs together
 * @param numbers how many were re-derived, and which are given
 * @param texts the same of texts, and of the words true, false and null
 * @param isTrace whether there was at least one line with an event; else this is something else
 */
public record Verdict(
    Optional<Problem> problem,
    long lines,
    List<Run> runs,
    Trainings trainings,
    Count numbers,
    Count texts,
    boolean isTrace) {

  /** A line, from 1, and what is wrong with it. */
  public record Problem(long line, String message) {}

  /**
   * Trainings that have ended.
   *
   * @param withoutSteps how many of them have epochs whose steps are not told
   */
  public record Trainings(long all, long withoutSteps) {}

  /**
   * How much of what was read followed from something else.
   *
   * @param derived how many were re-derived, or held to what stands elsewhere
   * @param given how many were taken as given, by {@code event.key}, the most first
   */
  public record Count(long derived, Map<String, Long> given) {}

  /**
   * One run, with its lines complete.
   *
   * @param script its name
   * @param status how it ended: {@code finished}, {@code failed}, {@code limit} or {@code
   *     cancelled}
   */
  public record Run(String script, String status) {}

  /** Whether every line holds. */
  public boolean holds() {
    return problem.isEmpty();
  }
}
