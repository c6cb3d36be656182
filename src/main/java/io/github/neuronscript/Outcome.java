package io.github.neuronscript;

import io.github.neuronscript.diagnostic.Diagnostic;
import java.util.List;

/**
 * How a run ended.
 *
 * @param diagnostics the errors that ended it; notices and warnings went to the listener
 */
public record Outcome(Status status, List<Diagnostic> diagnostics) {

  /** Finished, ended by an error of the script, or cancelled from outside. */
  public enum Status {
    FINISHED,
    FAILED,
    CANCELLED
  }

  public Outcome {
    diagnostics = List.copyOf(diagnostics);
  }
}
