package io.github.neuronscript.host.examples;

import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.script.Compilable;
import javax.script.CompiledScript;
import javax.script.Invocable;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;
import javax.script.ScriptException;
import javax.script.SimpleBindings;

/** A host that knows languages by {@code javax.script} alone: nothing here names NeuronScript. */
final class ScriptedRules {

  /** What a neuron of two inputs can be asked. */
  interface Lender {
    double predict(double age, double income);

    String decide(double age, double income);
  }

  private final ScriptEngine engine = new ScriptEngineManager().getEngineByExtension("nn");
  private final StringWriter printed = new StringWriter();

  ScriptedRules() {
    engine.getContext().setWriter(printed);
    engine.getContext().setErrorWriter(Writer.nullWriter());
  }

  /** Has a script learn from rows, and returns its neuron as an object of ours. */
  Lender learn(String script, List<Map<String, Object>> rows) throws ScriptException {
    engine.put("customers", rows);
    engine.eval(script);
    return ((Invocable) engine).getInterface(Lender.class);
  }

  /** Runs a script once for each value of a name; no run sees what another left behind. */
  List<Object> forEach(String script, String name, List<Double> values) throws ScriptException {
    CompiledScript compiled = ((Compilable) engine).compile(script);
    List<Object> results = new ArrayList<>();
    for (double value : values) {
      results.add(compiled.eval(new SimpleBindings(new HashMap<>(Map.of(name, value)))));
    }
    return results;
  }

  String printed() {
    return printed.toString();
  }
}
