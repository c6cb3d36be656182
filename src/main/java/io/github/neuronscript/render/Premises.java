package io.github.neuronscript.render;

import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.trace.NeuronView;
import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a reader of the JSON lines has to know to recalculate the next one, and has not read yet:
 * the functions that a formula calls, and parameters that no line before has left so. Returned as
 * lines to be written first.
 */
final class Premises {

  private final Map<String, Definition> functions = new HashMap<>();

  /** What stands for a function in its own derivative, without a derivative of its own. */
  private final Set<Definition> selves = Collections.newSetFromMap(new IdentityHashMap<>());

  /** What formulas read by a name, the parameters among it. */
  final ToldValues told = new ToldValues();

  /** For each row of the data that is told its number, its inputs and its target. */
  private final Map<Integer, Vector> rows = new HashMap<>();

  private long updates;
  private List<Vector> memory = List.of();

  /** Whether a line has shown an update since the end of the last epoch. */
  private boolean updateShown;

  private Optional<TraceEvent.Backward> inHand = Optional.empty();

  /**
   * Returns a line for each function in some formulas of one line that is not the one last written
   * by its name.
   */
  List<Json> functions(List<Expression> formulas) {
    Set<Definition> called = new LinkedHashSet<>();
    for (Expression formula : formulas) {
      formula.each(
          e -> {
            if (e instanceof Expression.Apply apply) {
              called.add(apply.definition());
            }
          });
    }
    List<Json> lines = new ArrayList<>();
    // One may call what was called as another one is now: its line comes again.
    called.forEach(function -> function(function, lines));
    called.forEach(function -> function(function, lines));
    return lines;
  }

  private void function(Definition function, List<Json> lines) {
    Definition known = functions.get(function.name());
    boolean same = known != null && known.equals(function);
    if (same && (selves.contains(function) || known.stated().equals(function.stated()))) {
      return;
    }
    List<Expression> own = new ArrayList<>(List.of(function.body()));
    function.stated().ifPresent(stated -> own.add(stated.formula()));
    function.requirement().ifPresent(own::add);
    for (Expression formula : own) {
      formula.each(
          e -> {
            if (e instanceof Expression.Apply apply && apply.definition().equals(function)) {
              selves.add(apply.definition());
            } else if (e instanceof Expression.Apply apply) {
              function(apply.definition(), lines);
            }
          });
    }
    functions.put(function.name(), function);
    Json json = new Json().text("event", "defined").text("name", function.name());
    json.texts("parameters", function.parameters());
    json.text("formula", FormulaWriter.source(function.body()));
    if (function.stated().isPresent()) {
      json.object("derivative").text("by", function.stated().get().by());
      json.text("formula", FormulaWriter.source(function.stated().get().formula())).end();
    } else {
      json.nothing("derivative");
    }
    if (function.requirement().isPresent()) {
      json.text("requires", FormulaWriter.source(function.requirement().get()));
    } else {
      json.nothing("requires");
    }
    lines.add(json);
  }

  /** Returns a line with the parameters, if no line before has left them so. */
  Optional<Json> parameters(NeuronView neuron, Vector weights, Number bias) {
    if (areTold(weights, bias)) {
      return Optional.empty();
    }
    told.parameters(weights, bias);
    Json json = new Json().text("event", "parameters").numbers("weights", weights);
    return Optional.of(
        neuron.bias().isPresent() ? json.number("bias", bias) : json.nothing("bias"));
  }

  /** The same, of the weights alone. */
  Optional<Json> weights(NeuronView neuron, Vector weights) {
    return parameters(neuron, weights, told.bias());
  }

  private boolean areTold(Vector weights, Number bias) {
    return told.weights().filter(weights::equals).isPresent() && told.bias().equals(bias);
  }

  /** Returns a line with the values that formulas read and no line before has told so. */
  Optional<Json> names(Map<Expression, Number> read) {
    Map<String, Number> news = told.news(read);
    if (news.isEmpty()) {
      return Optional.empty();
    }
    Json json = new Json().text("event", "names").object("values");
    news.forEach(json::number);
    return Optional.of(json.end());
  }

  /** Returns the lines that an update needs before it. */
  List<Json> update(TraceEvent.Update e) {
    List<Json> lines = new ArrayList<>();
    parameters(e.neuron(), first(e.before()), last(e.before())).ifPresent(lines::add);
    long before = e.made() ? e.updates() - 1 : e.updates();
    boolean zero = memory.isEmpty() && e.memoryBefore().stream().allMatch(Premises::isZero);
    if (before != updates || !zero && !memory.equals(e.memoryBefore())) {
      lines.add(counters(e, before));
    }
    names(Map.of(Variable.quantity("rate"), e.rate())).ifPresent(lines::add);
    updates = e.updates();
    memory = e.memoryAfter();
    told.parameters(first(e.after()), last(e.after()));
    told.update(e);
    updateShown = true;
    inHand = Optional.empty();
    return lines;
  }

  private static Json counters(TraceEvent.Update e, long updates) {
    Json json = new Json().text("event", "counters").integer("updates", updates).list("memory");
    for (int k = 0; k < e.memoryBefore().size(); k++) {
      json.element().text("name", e.neuron().rule().memory().get(k).name());
      json.numbers("values", first(e.memoryBefore().get(k)));
      if (e.neuron().bias().isPresent()) {
        json.number("bias", last(e.memoryBefore().get(k)));
      } else {
        json.nothing("bias");
      }
      json.end();
    }
    return json.endList();
  }

  private static boolean isZero(Vector values) {
    return values.toNumbers().stream().allMatch(v -> NumberSystem.signum(v) == 0);
  }

  /** Returns a line with the parameters, if the updates before have been shown and left others. */
  Optional<Json> epoch(TraceEvent.Epoch e) {
    Number own = e.bias().orElse(told.bias());
    boolean same = areTold(e.weights(), own);
    told.parameters(e.weights(), own);
    told.epoch(e);
    boolean shown = updateShown;
    updateShown = false;
    updates = e.updates();
    if (!shown) {
      // Its updates have not been told, nor what they remember.
      memory = List.of();
    }
    if (!shown || same) {
      return Optional.empty();
    }
    Json json = new Json().text("event", "parameters").numbers("weights", e.weights());
    return Optional.of(json.number("bias", e.bias()));
  }

  void trained(TraceEvent.Trained e) {
    told.parameters(e.weights(), e.bias());
  }

  void forward(TraceEvent.Forward e) {
    told.forward(e);
    if (e.example().row().isPresent() && e.target().isPresent()) {
      List<Number> row = new ArrayList<>(e.inputs().toNumbers());
      row.add(0, (double) e.example().row().getAsInt());
      row.add(e.target().get());
      rows.put(e.example().row().getAsInt(), Vector.ofNumbers(row));
    }
  }

  /** Returns a line with the rows that no line before has told so, unless there are too many. */
  Optional<Json> rows(TraceEvent.Applied applied, int most) {
    Json json = new Json().text("event", "rows").list("examples");
    boolean any = false;
    for (int i = 0; i < applied.rows() && applied.rows() <= most; i++) {
      Vector row = applied.row().apply(i);
      int number = row.number(0).intValue();
      if (!row.equals(rows.put(number, row))) {
        any = true;
        json.element().integer("example", number);
        json.numbers("inputs", Vector.ofNumbers(row.toNumbers().subList(1, row.size() - 1)));
        json.number("target", last(row)).end();
      }
    }
    return any ? Optional.of(json.endList()) : Optional.empty();
  }

  /** Returns the numbers of rows, none if not all of them are told. */
  Vector numbers(TraceEvent.Applied applied) {
    double[] numbers = new double[applied.rows()];
    for (int i = 0; i < numbers.length; i++) {
      Vector row = applied.row().apply(i);
      numbers[i] = row.number(0).doubleValue();
      if (!row.equals(rows.get((int) numbers[i]))) {
        return Vector.of();
      }
    }
    return Vector.of(numbers);
  }

  void backward(TraceEvent.Backward e) {
    inHand = Optional.of(e);
    told.backward(e);
  }

  /** Whether the line of the backward pass is the one that this update follows from. */
  boolean isInHand(TraceEvent.Update e) {
    return inHand
        .filter(
            b ->
                b.inputs().equals(e.inputs())
                    && b.z().equals(e.z())
                    && b.output().equals(e.output())
                    && b.target().equals(e.target())
                    && b.example().equals(e.example()))
        .isPresent();
  }

  private static Vector first(Vector together) {
    return Vector.ofNumbers(together.toNumbers().subList(0, together.size() - 1));
  }

  private static Number last(Vector together) {
    return together.number(together.size() - 1);
  }
}
