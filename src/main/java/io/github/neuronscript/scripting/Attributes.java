package io.github.neuronscript.scripting;

import java.util.Optional;
import javax.script.ScriptContext;
import javax.script.ScriptException;

/** The attributes of a context that mean something to this engine, beside those of the standard. */
final class Attributes {

  private static final String OWN = "neuronscript.";
  private static final String STANDARD = "javax.script.";

  /** A {@link io.github.neuronscript.FileAccess}: the files that scripts may read; else none. */
  static final String FILES = OWN + "files";

  /** A {@code Consumer<TraceEvent>} that is told of every step. */
  static final String LISTENER = OWN + "listener";

  /** A {@link java.util.function.BooleanSupplier} that is asked whether to stop. */
  static final String CANCELLED = OWN + "cancelled";

  /**
   * The {@link io.github.neuronscript.Limits} of scripts; else the standard ones. A context keeps
   * those of its first script for the runs of all.
   */
  static final String LIMITS = OWN + "limits";

  /**
   * A {@link java.time.Duration} after which each run is ended; else none. A context keeps that of
   * its first script.
   */
  static final String TIME = OWN + "time";

  /**
   * A collection of {@link io.github.neuronscript.formula.HostFunction}s that scripts may call;
   * beside these the functions among the bindings.
   */
  static final String FUNCTIONS = OWN + "functions";

  /** Set by the engine: the {@link io.github.neuronscript.Model} after the last script. */
  static final String MODEL = OWN + "model";

  /** Set by the engine, for itself. */
  static final String STATE = OWN + "state";

  private Attributes() {}

  /** Whether a name means something by itself and is no name for scripts. */
  static boolean isReserved(String name) {
    return name.startsWith(OWN) || name.startsWith(STANDARD);
  }

  /**
   * Returns the value of an attribute, in the lowest scope that has it.
   *
   * @throws ScriptException if it is of another type
   */
  static <T> Optional<T> get(ScriptContext context, String name, Class<T> type)
      throws ScriptException {
    Object value = context.getAttribute(name);
    if (value != null && !type.isInstance(value)) {
      throw new ScriptException(
          "the attribute `"
              + name
              + "` is a "
              + value.getClass().getName()
              + ", and should be a "
              + type.getName());
    }
    return Optional.ofNullable(type.cast(value));
  }
}
