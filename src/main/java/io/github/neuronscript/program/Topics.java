package io.github.neuronscript.program;

import java.util.List;
import java.util.Set;

/** The topics of {@code show}; there the word wins over a name. */
public final class Topics {

  /** In the order of the reference. */
  public static final List<String> ALL =
      List.of(
          "model",
          "weights",
          "bias",
          "inputs",
          "data",
          "rules",
          "scale",
          "split",
          "settings",
          "conventions",
          "difference",
          "functions");

  /** Topics of the whole language that this version does not have yet. */
  public static final Set<String> LATER = Set.of("history");

  private Topics() {}
}
