package io.github.neuronscript.host.examples;

import io.github.neuronscript.Decision;
import io.github.neuronscript.Model;
import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Source;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A service whose rules are swapped while it answers: a request takes the model that is in force
 * and keeps it to its end. No lock is needed, since a model never changes.
 */
public final class LoanService {
  private final NeuronScript engine = new NeuronScript();
  private final AtomicReference<Model> inForce;

  /**
   * Starts with a script.
   *
   * @throws ScriptException if it has errors
   */
  public LoanService(String script) {
    inForce = new AtomicReference<>(model(script));
  }

  /**
   * Puts another script in force. One with errors changes nothing.
   *
   * @throws ScriptException with all errors and their places
   */
  public void replace(String script) {
    inForce.set(model(script));
  }

  /** Answers one request. */
  public Decision decide(Map<String, ?> applicant) {
    return inForce.get().decide(applicant);
  }

  private Model model(String script) {
    return engine
        .run(Source.of("loans.nn", script), Options.defaults())
        .orThrow()
        .model()
        .orElseThrow();
  }
}
