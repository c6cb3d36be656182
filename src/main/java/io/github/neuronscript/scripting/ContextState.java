package io.github.neuronscript.scripting;

import io.github.neuronscript.FileAccess;
import io.github.neuronscript.Limits;
import io.github.neuronscript.Model;
import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.Result;
import io.github.neuronscript.Session;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.trace.TraceEvent;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.script.Bindings;
import javax.script.ScriptContext;
import javax.script.ScriptException;

/**
 * What scripts left behind: a session that goes on from script to script. It lives in the engine
 * scope of a context, under {@link Attributes#STATE}; with other bindings, or without its
 * attribute, everything begins anew. Scripts of one state run one after the other.
 */
final class ContextState {

  private final Bindings home;
  private final ContextFiles files = new ContextFiles();
  private final HostFunctions functions = new HostFunctions();
  private final Session session;

  /** The functions of the host that the session knows. */
  private List<HostFunction> offered = List.of();

  /** What the engine put into the bindings: as long as it is there, it is no value of the host. */
  private final Map<String, Double> put = new HashMap<>();

  /** The numbers of the host, as the last script saw them. */
  private Map<String, Double> numbers = Map.of();

  private Consumer<TraceEvent> output = event -> {};
  private BooleanSupplier cancelled = () -> false;
  private int digits = Options.defaults().digits();

  private volatile Optional<Model> model = Optional.empty();

  private ContextState(Bindings home, Limits limits, Optional<Duration> time) {
    this.home = home;
    Options options =
        Options.defaults()
            .files(files)
            .limits(limits)
            .listener(event -> output.accept(event))
            .cancelled(() -> cancelled.getAsBoolean());
    this.session = new NeuronScript().newSession(time.map(options::timeLimit).orElse(options));
  }

  /**
   * Returns the state of a context, a new one if there is none.
   *
   * @throws ScriptException if its limits or its time are none
   */
  static ContextState of(ScriptContext context) throws ScriptException {
    Limits limits = limits(context);
    Optional<Duration> time = Attributes.get(context, Attributes.TIME, Duration.class);
    if (time.filter(Duration::isNegative).isPresent()) {
      throw new ScriptException("the attribute `" + Attributes.TIME + "` is negative");
    }
    Bindings home = context.getBindings(ScriptContext.ENGINE_SCOPE);
    synchronized (home) {
      // One that was copied from other bindings belongs to those.
      if (home.get(Attributes.STATE) instanceof ContextState held && held.home == home) {
        return held;
      }
      ContextState made = new ContextState(home, limits, time);
      home.put(Attributes.STATE, made);
      return made;
    }
  }

  /** Returns how much the scripts of a context may have and do. */
  static Limits limits(ScriptContext context) throws ScriptException {
    return Attributes.get(context, Attributes.LIMITS, Limits.class).orElseGet(Limits::standard);
  }

  /** Returns the neuron after the last script. */
  Optional<Model> model() {
    return model;
  }

  /** Runs a text with what a context holds, and returns what it comes to. */
  synchronized Object run(Session.Text text, ScriptContext context) throws ScriptException {
    Map<String, Object> visible = visible(context);
    Consumer<TraceEvent> listener = listener(context);
    files.use(
        Attributes.get(context, Attributes.FILES, FileAccess.class).orElseGet(FileAccess::none),
        context.getReader(),
        visible);
    cancelled =
        Attributes.get(context, Attributes.CANCELLED, BooleanSupplier.class).orElse(() -> false);
    offer(functions.of(context, visible));
    numbers = numbers(visible);
    Output out = new Output(context, listener, digits);
    output = out;
    try {
      Result result = session.run(text, numbers);
      digits = out.digits();
      model = result.model();
      giveBack(result);
      out.flush();
      if (result.status() != Result.Status.FINISHED) {
        throw Failures.of(result);
      }
      return out.result(result.answer());
    } catch (UncheckedIOException e) {
      throw Failures.of(e.getCause());
    } finally {
      output = event -> {};
    }
  }

  /** Lets the session know of functions, unless it does. */
  private void offer(List<HostFunction> given) throws ScriptException {
    if (!given.equals(offered)) {
      Map<String, HostFunction> byName = new LinkedHashMap<>();
      given.forEach(function -> byName.put(function.name(), function));
      try {
        session.offer(List.copyOf(byName.values()));
      } catch (IllegalArgumentException e) {
        throw Failures.of(e);
      }
      offered = given;
    }
  }

  @SuppressWarnings("unchecked") // which events a consumer takes cannot be asked
  private static Consumer<TraceEvent> listener(ScriptContext context) throws ScriptException {
    Optional<?> listener = Attributes.get(context, Attributes.LISTENER, Consumer.class);
    return listener.isPresent() ? (Consumer<TraceEvent>) listener.get() : event -> {};
  }

  /** Returns what a script can see, each name in the lowest scope that has it. */
  private static Map<String, Object> visible(ScriptContext context) {
    Map<String, Object> visible = new LinkedHashMap<>();
    for (int scope : context.getScopes().stream().sorted(Comparator.reverseOrder()).toList()) {
      Bindings bindings = context.getBindings(scope);
      if (bindings != null) {
        visible.putAll(bindings);
      }
    }
    visible.keySet().removeIf(Attributes::isReserved);
    return visible;
  }

  private Map<String, Double> numbers(Map<String, Object> visible) {
    Map<String, Double> numbers = new HashMap<>();
    visible.forEach(
        (name, value) -> {
          double number =
              value instanceof Number n
                  ? n.doubleValue()
                  : value instanceof Boolean truth ? (truth ? 1 : 0) : Double.NaN;
          boolean own = Double.valueOf(number).equals(put.get(name)) && home.containsKey(name);
          if (Double.isFinite(number) && !own) {
            numbers.put(name, number);
          }
        });
    return numbers;
  }

  /** Lets the host read what the script gave its names. */
  private void giveBack(Result result) {
    Map<String, Double> variables = result.variables();
    put.forEach(
        (name, value) -> {
          if (!variables.containsKey(name)) {
            home.remove(name, value);
          }
        });
    put.keySet().retainAll(variables.keySet());
    variables.forEach(
        (name, value) -> {
          if (value.equals(numbers.get(name))) {
            put.remove(name);
          } else {
            home.put(name, value);
            put.put(name, value);
          }
        });
    model.ifPresentOrElse(
        now -> home.put(Attributes.MODEL, now), () -> home.remove(Attributes.MODEL));
  }

  /** Returns how many arguments a function takes; empty if none is called so. */
  synchronized OptionalInt parameters(String function) {
    return session.parameters(function);
  }

  /** Computes a formula without telling anybody. */
  synchronized Object value(Session.Text formula) throws ScriptException {
    Object[] value = new Object[1];
    output =
        event -> {
          if (event instanceof TraceEvent.Shown shown) {
            value[0] = shown.value();
          }
        };
    try {
      Result result = session.run(formula, numbers);
      if (result.status() != Result.Status.FINISHED) {
        throw Failures.of(result);
      }
      return value[0];
    } finally {
      output = event -> {};
    }
  }
}
