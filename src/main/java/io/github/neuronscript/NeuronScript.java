package io.github.neuronscript;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Source;
import java.util.List;

/** Checks and runs scripts. Immutable, cheap, and safe to share between threads. */
public final class NeuronScript {

  /** The version of this implementation. */
  public static final String VERSION = "0.1.0";

  /** The version of the language. */
  public static final int LANGUAGE = 1;

  /**
   * Returns everything that is wrong with a script, without running it; the headers of its data
   * files are read through the options' file access.
   */
  public List<Diagnostic> check(Source source, Options options) {
    return List.of();
  }

  /** Returns everything that is wrong with a script as far as it can be seen without any file. */
  public List<Diagnostic> checkWithoutData(Source source) {
    return List.of();
  }

  /** Runs a script, unless it has errors, and tells the listener what happens. */
  public Outcome run(Source source, Options options) {
    return new Outcome(Outcome.Status.FINISHED, List.of());
  }
}
