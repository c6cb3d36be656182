package io.github.neuronscript.scripting;

import io.github.neuronscript.Options;
import io.github.neuronscript.formula.HostFunction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import javax.script.ScriptContext;
import javax.script.ScriptException;

/**
 * The functions that a context gives to its scripts: those of an attribute, and whatever is bound
 * to a name and is a function of doubles. A binding goes before the attribute.
 */
final class HostFunctions {

  /**
   * What was bound to a name, and the function made of it, which stays the same while that does.
   */
  private record Bound(Object code, HostFunction function) {}

  private final Map<String, Bound> bound = new HashMap<>();

  /**
   * Returns all functions that a script can call.
   *
   * @param visible the bindings by name
   * @throws ScriptException if the attribute holds something else
   */
  List<HostFunction> of(ScriptContext context, Map<String, Object> visible) throws ScriptException {
    List<HostFunction> functions = new ArrayList<>();
    for (Object each :
        Attributes.get(context, Attributes.FUNCTIONS, Collection.class).orElse(List.of())) {
      if (!(each instanceof HostFunction function)) {
        throw new ScriptException(
            "the attribute `" + Attributes.FUNCTIONS + "` holds what is no HostFunction: " + each);
      }
      functions.add(function);
    }
    visible.forEach((name, value) -> of(name, value).ifPresent(functions::add));
    return functions;
  }

  /** One that could not be called so is left out, as a number is that could not be a `let`. */
  private Optional<HostFunction> of(String name, Object value) {
    boolean code =
        value instanceof HostFunction
            || value instanceof DoubleUnaryOperator
            || value instanceof DoubleBinaryOperator;
    if (!code || !Options.isFree(name)) {
      return Optional.empty();
    }
    Bound known = bound.get(name);
    if (known == null || known.code() != value) {
      known = new Bound(value, made(name, value));
      bound.put(name, known);
    }
    return Optional.of(known.function());
  }

  private static HostFunction made(String name, Object code) {
    return code instanceof HostFunction function
        ? function.named(name)
        : code instanceof DoubleUnaryOperator ofOne
            ? HostFunction.of(name, ofOne)
            : HostFunction.of(name, (DoubleBinaryOperator) code);
  }
}
