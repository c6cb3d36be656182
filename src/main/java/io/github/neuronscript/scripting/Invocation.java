package io.github.neuronscript.scripting;

import io.github.neuronscript.Decision;
import io.github.neuronscript.Model;
import io.github.neuronscript.Options;
import io.github.neuronscript.Session;
import io.github.neuronscript.diagnostic.NeuronScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.NumberWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import javax.script.ScriptException;

/**
 * Calls from Java: {@code predict} and {@code decide} of the neuron, and the functions that a
 * script can call.
 */
final class Invocation {

  private static final String PREDICT = "predict";
  private static final String DECIDE = "decide";

  private static final List<Class<?>> NUMBERS =
      List.of(double.class, float.class, long.class, int.class, short.class, byte.class);

  private final Supplier<ContextState> state;

  Invocation(Supplier<ContextState> state) {
    this.state = state;
  }

  /**
   * Calls something by name.
   *
   * @param object the neuron; empty for that of the last script, and for functions
   * @param arguments numbers or truths; for the neuron also one {@code double[]} or one map by name
   */
  Object call(Optional<Model> object, String name, Object... arguments)
      throws ScriptException, NoSuchMethodException {
    Objects.requireNonNull(name, "name");
    Object[] given = arguments == null ? new Object[0] : arguments;
    if (name.equals(PREDICT) || name.equals(DECIDE)) {
      return neuron(object, name, given);
    }
    OptionalInt count = object.isPresent() ? OptionalInt.empty() : state.get().parameters(name);
    if (count.isEmpty()) {
      throw new NoSuchMethodException(
          "there is no `" + name + "`, only `predict`, `decide`" + more(object));
    }
    double[] values = numbers(name, given, count.getAsInt());
    StringBuilder formula = new StringBuilder("show ").append(name);
    String next = "(";
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new ScriptException(
            "`" + name + "` takes finite numbers, not " + NumberWriter.shortest(value));
      }
      formula.append(next).append(NumberWriter.shortest(value));
      next = ", ";
    }
    return state
        .get()
        .value(Session.read(Source.of(name, formula.append(')').toString()), Options.defaults()));
  }

  private static String more(Optional<Model> object) {
    return object.isPresent() ? "" : " and the functions of the script";
  }

  private Object neuron(Optional<Model> object, String name, Object... arguments)
      throws ScriptException, NoSuchMethodException {
    Model model =
        object
            .or(() -> state.get().model())
            .orElseThrow(
                () ->
                    new NoSuchMethodException(
                        "`" + name + "` needs a neuron, and no script has used one yet"));
    try {
      return answer(model, name.equals(PREDICT), name, arguments);
    } catch (NeuronScriptException e) {
      throw Failures.of(e);
    }
  }

  private static Object answer(Model model, boolean predict, String name, Object... arguments)
      throws ScriptException, NoSuchMethodException {
    if (arguments.length == 1 && arguments[0] instanceof Map<?, ?> map) {
      Map<String, Object> values = new HashMap<>();
      map.forEach((key, value) -> values.put(String.valueOf(key), value));
      try {
        return predict ? (Object) model.predict(values) : model.decide(values);
      } catch (IllegalArgumentException e) {
        throw Failures.of(e);
      }
    }
    double[] values =
        arguments.length == 1 && arguments[0] instanceof double[] array
            ? numbers(name, Arrays.stream(array).boxed().toArray(), model.inputs().size())
            : numbers(name, arguments, model.inputs().size());
    return predict ? (Object) model.predict(values) : model.decide(values);
  }

  private static double[] numbers(String name, Object[] arguments, int count)
      throws NoSuchMethodException {
    if (arguments.length != count) {
      throw new NoSuchMethodException(
          "`" + name + "` takes " + count + " numbers, and " + arguments.length + " are given");
    }
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      if (arguments[i] instanceof Number number) {
        values[i] = number.doubleValue();
      } else if (arguments[i] instanceof Boolean truth) {
        values[i] = truth ? 1 : 0;
      } else {
        throw new NoSuchMethodException("`" + name + "` takes numbers, not " + arguments[i]);
      }
    }
    return values;
  }

  /**
   * Returns an object whose methods are what is called so here. The only method of an interface may
   * have any name: it predicts.
   *
   * @return null if a method has no counterpart
   * @throws IllegalArgumentException if it is no interface
   */
  <T> T as(Optional<Model> object, Class<T> type) {
    if (type == null || !type.isInterface()) {
      throw new IllegalArgumentException(type + " is no interface");
    }
    List<Method> methods =
        Arrays.stream(type.getMethods())
            .filter(method -> Modifier.isAbstract(method.getModifiers()))
            .filter(method -> !isOfObject(method))
            .toList();
    for (Method method : methods) {
      if (!isCallable(object, method, methods.size() == 1)) {
        return null;
      }
    }
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            handler(object, type, methods.size() == 1)));
  }

  private static boolean isOfObject(Method method) {
    return Arrays.stream(Object.class.getMethods())
        .anyMatch(
            known ->
                known.getName().equals(method.getName())
                    && Arrays.equals(known.getParameterTypes(), method.getParameterTypes()));
  }

  /** Returns what a method calls. */
  private String callee(Optional<Model> object, Method method, boolean only) {
    String name = method.getName();
    boolean known =
        name.equals(PREDICT)
            || name.equals(DECIDE)
            || object.isEmpty() && state.get().parameters(name).isPresent();
    return known || !only ? name : isOutput(method.getReturnType()) ? PREDICT : DECIDE;
  }

  private boolean isCallable(Optional<Model> object, Method method, boolean only) {
    String callee = callee(object, method, only);
    Class<?>[] types = method.getParameterTypes();
    Class<?> result = method.getReturnType();
    boolean decides = callee.equals(DECIDE);
    boolean fits =
        result == Object.class
            || (decides ? result == Decision.class || result == String.class : isOutput(result));
    boolean single = Arrays.stream(types).allMatch(Invocation::isNumber);
    if (!decides && !callee.equals(PREDICT)) {
      OptionalInt count = object.isPresent() ? OptionalInt.empty() : state.get().parameters(callee);
      return fits && single && count.isPresent() && count.getAsInt() == types.length;
    }
    Optional<Model> model = object.or(() -> state.get().model());
    boolean whole = types.length == 1 && (types[0] == double[].class || types[0] == Map.class);
    return fits
        && model.isPresent()
        && (whole || single && types.length == model.get().inputs().size());
  }

  private static boolean isOutput(Class<?> type) {
    return type == double.class || type == Double.class || type == Number.class;
  }

  private static boolean isNumber(Class<?> type) {
    return NUMBERS.contains(type) || type == boolean.class || Number.class.isAssignableFrom(type);
  }

  private <T> InvocationHandler handler(Optional<Model> object, Class<T> type, boolean only) {
    return (proxy, method, arguments) -> {
      if (method.isDefault()) {
        return InvocationHandler.invokeDefault(proxy, method, arguments);
      }
      if (isOfObject(method)) {
        return ofObject(proxy, type, method, arguments);
      }
      try {
        return converted(
            call(object, callee(object, method, only), arguments), method.getReturnType());
      } catch (ScriptException | NoSuchMethodException e) {
        throw declares(method, e) ? e : new IllegalStateException(e.getMessage(), e);
      }
    };
  }

  private static boolean declares(Method method, Exception e) {
    return Arrays.stream(method.getExceptionTypes()).anyMatch(type -> type.isInstance(e));
  }

  private static Object ofObject(Object proxy, Class<?> type, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> type.getSimpleName() + " of NeuronScript";
    };
  }

  private static Object converted(Object value, Class<?> type) {
    if (value instanceof Decision decision && type == String.class) {
      return decision.answer().orElse(null);
    }
    return value instanceof Number number && isOutput(type) ? (Object) number.doubleValue() : value;
  }
}
