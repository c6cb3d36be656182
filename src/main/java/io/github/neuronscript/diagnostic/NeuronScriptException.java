package io.github.neuronscript.diagnostic;

import java.util.List;

/**
 * A script was not understood, failed, or was ended. Nothing else is thrown because of what a
 * script says. The message is that of the first error and names its place: {@code and.nn:3:9: …}.
 */
public abstract sealed class NeuronScriptException extends RuntimeException
    permits ScriptException, LimitException, CancelledException {
  private static final long serialVersionUID = 1L;

  private final transient List<Diagnostic> diagnostics;

  NeuronScriptException(List<Diagnostic> diagnostics, boolean traced) {
    this(diagnostics, traced, null);
  }

  NeuronScriptException(List<Diagnostic> diagnostics, boolean traced, Throwable cause) {
    super(message(diagnostics), cause, false, traced);
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** The first error, behind its place as compilers write it: {@code and.nn:3:9: …}. */
  private static String message(List<Diagnostic> diagnostics) {
    Diagnostic first =
        diagnostics.stream().filter(Diagnostic::isError).findFirst().orElse(diagnostics.get(0));
    return first.span().map(NeuronScriptException::place).orElse("") + first.message();
  }

  private static String place(Span span) {
    Source.Position position = span.position();
    return span.source().name() + ":" + position.line() + ":" + position.column() + ": ";
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
