package io.github.neuronscript.diagnostic;

import java.util.List;

/** A script needs more than its host allows, or ran longer. */
public final class LimitException extends NeuronScriptException {
  private static final long serialVersionUID = 1L;

  private final transient Reached reached;

  /**
   * Makes it.
   *
   * @throws IllegalArgumentException if no diagnostic says which limit was reached
   */
  public LimitException(List<Diagnostic> diagnostics) {
    super(diagnostics, false);
    this.reached =
        diagnostics.stream()
            .flatMap(d -> d.reached().stream())
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no limit: " + diagnostics));
  }

  public LimitException(Diagnostic diagnostic) {
    this(List.of(diagnostic));
  }

  /** Returns which limit it was. */
  public Reached reached() {
    return reached;
  }
}
