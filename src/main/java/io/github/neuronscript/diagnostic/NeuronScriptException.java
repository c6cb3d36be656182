package io.github.neuronscript.diagnostic;

import java.util.List;

/**
 * A script was not understood, failed, or was ended. Nothing else is thrown because of what a
 * script says.
 */
public abstract sealed class NeuronScriptException extends RuntimeException
    permits ScriptException, LimitException, CancelledException {
  private static final long serialVersionUID = 1L;

  private final transient List<Diagnostic> diagnostics;

  NeuronScriptException(List<Diagnostic> diagnostics, boolean traced) {
    this(diagnostics, traced, null);
  }

  NeuronScriptException(List<Diagnostic> diagnostics, boolean traced, Throwable cause) {
    super(diagnostics.get(0).message(), cause, false, traced);
    this.diagnostics = List.copyOf(diagnostics);
  }

  /**
   * Returns the exception that diagnostics stand for: one of a limit or of the host's wish to stop,
   * if one of them says so.
   *
   * @param diagnostics at least one
   * @param cause what a function of the host threw; null if none did
   */
  public static NeuronScriptException of(List<Diagnostic> diagnostics, Throwable cause) {
    if (diagnostics.stream().anyMatch(d -> d.reached().isPresent())) {
      return new LimitException(diagnostics);
    }
    return diagnostics.stream().anyMatch(d -> d.code() == Code.INTERRUPTED)
        ? new CancelledException(diagnostics)
        : new ScriptException(diagnostics, cause);
  }

  /**
   * Returns what went wrong: at least one diagnostic. One of them is an error, unless the host
   * asked to stop.
   */
  public final List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
