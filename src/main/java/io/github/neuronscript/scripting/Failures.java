package io.github.neuronscript.scripting;

import io.github.neuronscript.Result;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.NeuronScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.diagnostic.Span;
import java.util.List;
import javax.script.ScriptException;

/** What went wrong, as {@code javax.script} tells it. */
final class Failures {

  private Failures() {}

  /**
   * Returns an exception that speaks of the first error, with all of them in its cause.
   *
   * @param errors at least one
   */
  static ScriptException of(List<Diagnostic> errors) {
    return of(errors, null);
  }

  /** Returns the same for one of ours. */
  static ScriptException of(NeuronScriptException failed) {
    return of(failed.diagnostics(), failed.getCause());
  }

  /** Returns the same for a run that failed, with what a function of the host threw. */
  static ScriptException of(Result failed) {
    return of(failed.diagnostics(), failed.cause().orElse(null));
  }

  private static ScriptException of(List<Diagnostic> errors, Throwable thrown) {
    Diagnostic first = errors.get(0);
    String message =
        first.helps().isEmpty() ? first.message() : first.message() + ": " + first.helps().get(0);
    ScriptException failure =
        first.span().map(place -> at(place, message)).orElseGet(() -> new ScriptException(message));
    failure.initCause(NeuronScriptException.of(errors, thrown));
    return failure;
  }

  private static ScriptException at(Span place, String message) {
    Source.Position position = place.position();
    return new ScriptException(message, place.source().name(), position.line(), position.column());
  }

  /** Returns an exception for one that the standard wants wrapped. */
  static ScriptException of(Exception cause) {
    return new ScriptException(cause);
  }
}
