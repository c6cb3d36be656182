package io.github.neuronscript.diagnostic;

import java.util.Locale;
import java.util.Objects;

/**
 * A limit that ended something.
 *
 * @param used how much there was, or would have been, when it was seen: more than is allowed
 * @param allowed the limit; of {@link Which#TIME} in milliseconds
 * @param dominates what most of it is, in words, such as "300 epochs × 4 rows × 3 parameters"
 */
public record Reached(Which which, long used, long allowed, String dominates) {

  /** What is limited. */
  public enum Which {
    CHARACTERS,
    TOKENS,
    TERMS,
    INPUTS,
    ROWS,
    COLUMNS,
    BYTES,
    EPOCHS,
    STEPS,
    OUTPUT,
    EVENTS,
    TIME
  }

  public Reached {
    Objects.requireNonNull(which, "which");
    Objects.requireNonNull(dominates, "dominates");
  }

  /** Returns what the host of the script does to allow more. */
  public String howToRaise() {
    return switch (which) {
      case TIME -> "the host allows more time by `Options.timeLimit`";
      // A column may become an input.
      case COLUMNS -> "the host allows more by `Options.limits`, with other `inputs`";
      default ->
          "the host allows more by `Options.limits`, with other `"
              + which.name().toLowerCase(Locale.ROOT)
              + "`";
    };
  }
}
