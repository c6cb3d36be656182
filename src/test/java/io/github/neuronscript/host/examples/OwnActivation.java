package io.github.neuronscript.host.examples;

import io.github.neuronscript.Model;
import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.HostFunction;

/** A function of the host as the activation of a neuron. */
public final class OwnActivation {

  /** From −1 to 1, and flatter than tanh. */
  private static final HostFunction SOFTSIGN =
      HostFunction.of("softsign", z -> z / (1 + Math.abs(z)))
          .derivative(z -> 1 / ((1 + Math.abs(z)) * (1 + Math.abs(z))))
          .version("1")
          .description("z / (1 + |z|)");

  private OwnActivation() {}

  /** Trains a neuron that a script describes, which may call {@code softsign}. */
  public static Model train(String script) {
    Options options = Options.defaults().functions(SOFTSIGN);
    return new NeuronScript()
        .run(Source.of("own.nn", script), options)
        .orThrow()
        .model()
        .orElseThrow();
  }
}
