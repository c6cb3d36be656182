package io.github.neuronscript.scripting;

import io.github.neuronscript.Limits;
import io.github.neuronscript.Model;
import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.Session;
import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Source;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.script.AbstractScriptEngine;
import javax.script.Bindings;
import javax.script.Compilable;
import javax.script.CompiledScript;
import javax.script.Invocable;
import javax.script.ScriptContext;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptException;
import javax.script.SimpleBindings;

/**
 * The engine of {@code javax.script}. What a script declares and learns stays in the engine scope
 * of its context ({@link ContextState}), for the next script there.
 *
 * <p>A number in a binding, or a truth, replaces the value that a script gives that name, or else
 * is a {@code let}; an array, a collection or a map of columns is a data set. Afterwards the
 * bindings hold what the script made of its inputs, weights, bias and {@code let}s.
 */
final class NeuronScriptEngine extends AbstractScriptEngine implements Compilable, Invocable {

  /** What a script is called that has no {@link ScriptEngine#FILENAME}. */
  private static final String UNKNOWN_FILE = "<eval>";

  /** What scripts before, bindings and files can mend. */
  private static final Set<Code> MENDED_BY_CONTEXT =
      EnumSet.of(
          Code.UNKNOWN_NAME,
          Code.UNKNOWN_FUNCTION,
          Code.UNKNOWN_ACTIVATION,
          Code.UNKNOWN_LOSS,
          Code.UNKNOWN_PENALTY,
          Code.UNKNOWN_LEARNING_RULE,
          Code.UNKNOWN_RULE,
          Code.UNKNOWN_DATA,
          Code.INPUTS_MISSING,
          Code.TARGET_MISSING,
          Code.DATA_MISSING,
          Code.EXAMPLE_MISSING,
          Code.NO_EXAMPLE_SHOWN,
          Code.NOTHING_TRAINED,
          Code.NOTHING_TO_UNDO,
          Code.FILE_REFUSED,
          Code.FILE_MISSING);

  private final ScriptEngineFactory factory;
  private final Invocation invocation = new Invocation(this::state);

  NeuronScriptEngine(ScriptEngineFactory factory) {
    this.factory = factory;
  }

  /** Returns what the scripts before left behind, for calls that come without a script. */
  private ContextState state() {
    try {
      return ContextState.of(getContext());
    } catch (ScriptException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  @Override
  public Object eval(String script, ScriptContext context) throws ScriptException {
    return ContextState.of(context).run(read(script, context), context);
  }

  @Override
  public Object eval(Reader reader, ScriptContext context) throws ScriptException {
    Objects.requireNonNull(context, "context");
    return eval(text(reader), context);
  }

  @Override
  public CompiledScript compile(String script) throws ScriptException {
    Session.Text text = read(script, getContext());
    List<Diagnostic> errors =
        new NeuronScript(ContextState.limits(getContext()))
            .compile(source(script, getContext())).errors().stream()
                .filter(error -> !MENDED_BY_CONTEXT.contains(error.code()))
                .toList();
    if (!errors.isEmpty()) {
      throw Failures.of(errors);
    }
    return new CompiledScript() {
      @Override
      public Object eval(ScriptContext context) throws ScriptException {
        return ContextState.of(context).run(text, context);
      }

      @Override
      public ScriptEngine getEngine() {
        return NeuronScriptEngine.this;
      }
    };
  }

  @Override
  public CompiledScript compile(Reader script) throws ScriptException {
    return compile(text(script));
  }

  private static Session.Text read(String script, ScriptContext context) throws ScriptException {
    Limits limits = ContextState.limits(context);
    return Session.read(source(script, context), Options.defaults().limits(limits));
  }

  private static Source source(String script, ScriptContext context) {
    Objects.requireNonNull(script, "script");
    Object file = context.getAttribute(FILENAME);
    return Source.of(file == null ? UNKNOWN_FILE : file.toString(), script);
  }

  private static String text(Reader reader) throws ScriptException {
    StringWriter text = new StringWriter();
    try {
      reader.transferTo(text);
    } catch (IOException e) {
      throw Failures.of(e);
    }
    return text.toString();
  }

  @Override
  public Object invokeFunction(String name, Object... arguments)
      throws ScriptException, NoSuchMethodException {
    return invocation.call(Optional.empty(), name, arguments);
  }

  @Override
  public Object invokeMethod(Object model, String name, Object... arguments)
      throws ScriptException, NoSuchMethodException {
    return invocation.call(Optional.of(model(model)), name, arguments);
  }

  @Override
  public <T> T getInterface(Class<T> type) {
    return invocation.as(Optional.empty(), type);
  }

  @Override
  public <T> T getInterface(Object model, Class<T> type) {
    return invocation.as(Optional.of(model(model)), type);
  }

  private static Model model(Object object) {
    if (object instanceof Model model) {
      return model;
    }
    throw new IllegalArgumentException("the object of a method is a Model, not " + object);
  }

  /** As the context has them, which may have scopes of its own. */
  @Override
  public Bindings getBindings(int scope) {
    return getContext().getBindings(scope);
  }

  @Override
  public void setBindings(Bindings bindings, int scope) {
    getContext().setBindings(bindings, scope);
  }

  @Override
  public Bindings createBindings() {
    return new SimpleBindings();
  }

  @Override
  public ScriptEngineFactory getFactory() {
    return factory;
  }
}
