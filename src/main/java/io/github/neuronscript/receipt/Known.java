package io.github.neuronscript.receipt;

import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Evaluator;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What the lines so far have said: functions, the neuron, its parameters. Changed line by line. */
final class Known {

  static final String NO_VALUE = "what this line depends on has no value in these numbers";

  final Work work;
  final Formulas formulas;
  NumberSystem numbers = NumberSystem.doubles();
  boolean full;

  final Names names;

  final Parts parts = new Parts();

  /** How many digits are shown. */
  int digits = 6;

  private Optional<Neuron> neuron = Optional.empty();
  private Optional<List<Number>> weights = Optional.empty();

  /** 0 where there is none. */
  private Number bias = 0.0;

  private final Map<Long, Row> rows = new HashMap<>();
  private final Set<Long> unread = new HashSet<>();
  private Optional<Fields> rowsAhead = Optional.empty();

  long updates;

  /** For each name that the learning rule remembers its numbers, the bias last; empty for zeros. */
  Optional<List<List<Number>>> memory = Optional.empty();

  Known(Work work) {
    this.work = work;
    this.formulas = new Formulas(work);
    this.names = new Names(this);
  }

  void become(Neuron neuron) {
    this.neuron = Optional.of(neuron);
    this.numbers = neuron.numbers();
  }

  Neuron neuron(Fields line) {
    return neuron.orElseThrow(() -> line.broken("no line before tells the conventions"));
  }

  void become(List<Number> weights, Number bias) {
    this.weights = Optional.of(weights);
    this.bias = bias;
  }

  /** A row of the data, as the neuron sees it. */
  record Row(List<Number> inputs, Number target) {}

  /** Takes a row from a line that computes with it. */
  void take(long example, Row row) {
    rows.put(example, row);
  }

  /** Takes the rows that the next line is about, and that no line before tells so. */
  void takeRows(Fields line) {
    List<Fields> examples = line.objects("examples");
    if (examples.isEmpty()) {
      throw line.broken("`examples` is empty");
    }
    for (Fields example : examples) {
      Row row = new Row(example.list("inputs"), example.number("target"));
      if (row.equals(rows.put(example.integer("example"), row))) {
        throw line.broken("example " + example.integer("example") + " was told before");
      }
      unread.add(example.integer("example"));
    }
    rowsAhead = Optional.of(line);
  }

  /** Returns the rows of {@code examples}; empty where there are too many to be told. */
  List<Row> rows(Fields line) {
    List<Number> examples = line.list("examples");
    if (examples.isEmpty() && line.integer("rows") <= TraceEvent.Gathered.MOST_PARTS) {
      throw line.broken("`examples` is empty, and so few rows are told");
    }
    if (!examples.isEmpty()) {
      line.deriveCount("rows", examples.size(), "`examples`");
    }
    return rows(line, examples);
  }

  /** Returns the rows of some numbers. */
  List<Row> rows(Fields line, List<Number> examples) {
    List<Row> some = new ArrayList<>();
    Set<Long> numbers = new HashSet<>();
    for (Number example : examples) {
      long number = example.longValue();
      Row row = rows.get(number);
      if (row == null || number != example.doubleValue()) {
        throw line.broken("no line before tells example " + Fields.written(example));
      }
      if (!numbers.add(number)) {
        throw line.broken("example " + number + " is there twice");
      }
      some.add(row);
    }
    unread.removeAll(numbers);
    return some;
  }

  /** Ends a line, which has to be about the rows that the one before tells for it. */
  void end(Fields line) {
    names.end(line);
    if (rowsAhead.filter(before -> before != line).isPresent() && !names.areAhead()) {
      if (!unread.isEmpty()) {
        throw rowsAhead
            .get()
            .broken("the next line is not about example " + unread.iterator().next());
      }
      rowsAhead = Optional.empty();
    }
  }

  /** Returns a weight or the bias by its name, if there is one that is told. */
  Optional<Number> parameter(String name) {
    if (neuron.isEmpty() || !isTold(neuron.get().width())) {
      return Optional.empty();
    }
    int i = neuron.get().view().weights().indexOf(name);
    if (i >= 0) {
      return Optional.of(weights.get().get(i));
    }
    return neuron
        .get()
        .view()
        .bias()
        .filter(b -> name.equals("bias") || name.equals(b))
        .map(b -> bias);
  }

  /** Changes a weight or the bias, if there is one of this name that is told. */
  boolean take(String name, Number value) {
    if (parameter(name).isEmpty()) {
      return false;
    }
    int i = neuron.get().view().weights().indexOf(name);
    if (i < 0) {
      bias = value;
    } else {
      List<Number> changed = new ArrayList<>(weights.get());
      changed.set(i, value);
      weights = Optional.of(List.copyOf(changed));
    }
    return true;
  }

  /** Whether a neuron of so many inputs is told, and its weights. */
  boolean isTold(int inputs) {
    return neuron.filter(n -> n.width() == inputs).isPresent()
        && weights.filter(w -> w.size() == inputs).isPresent();
  }

  List<Number> weights(Fields line) {
    List<Number> known = weights.orElseThrow(() -> line.broken("no line before tells the weights"));
    if (known.size() != neuron(line).width()) {
      throw line.broken("the weights told last are those of another number of inputs");
    }
    return known;
  }

  Number bias() {
    return bias;
  }

  /** Returns the bias as lines show it: null where there is none. */
  Optional<Number> biasIfAny(Fields line) {
    return neuron(line).hasBias() ? Optional.of(bias) : Optional.empty();
  }

  /** Reads a bias: 0 for null. */
  Number bias(Fields line, String key) {
    return line.numberIfAny(key).orElseGet(() -> numbers.of(0.0));
  }

  /** Returns what the rule remembers now, for so many names. */
  List<List<Number>> memory(int names, int width) {
    return memory.orElseGet(
        () ->
            Collections.nCopies(
                names, new ArrayList<>(Collections.nCopies(width + 1, numbers.of(0.0)))));
  }

  /** Computes what a line should say, and says so of the line where there is no such value. */
  static <T> T computed(Fields line, Supplier<T> value) {
    try {
      return value.get();
    } catch (NumberSystem.NotExact | NumberSystem.TooLong e) {
      throw line.broken(NO_VALUE);
    }
  }

  /** Returns the value of a formula, one part after the other. */
  Number value(Fields line, Expression formula, Map<Expression, Number> values) {
    work.count(Work.PART * Definition.writtenOutSize(formula));
    return computed(
        line,
        () ->
            Evaluator.value(
                formula,
                numbers,
                leaf -> {
                  Number value = values.get(leaf);
                  if (value == null) {
                    throw line.broken("`" + leaf + "` has no value for the formulas here");
                  }
                  return value;
                }));
  }

  /** Returns z = w·x + b. */
  Number z(Fields line, List<Number> inputs) {
    List<Number> w = weights(line);
    if (inputs.size() != w.size()) {
      throw line.broken("there are " + inputs.size() + " inputs and " + w.size() + " weights");
    }
    return computed(line, () -> numbers.add(Sums.dot(numbers, w, inputs), bias));
  }

  /** Reads inputs, those in the units of the data first if they are scaled. */
  List<Number> inputs(Fields line) {
    Neuron own = neuron(line);
    if (!line.has("raw")) {
      if (own.isScaled()) {
        throw line.broken("the key `raw` is missing, for inputs are scaled");
      }
      return line.list("inputs");
    }
    List<Number> raw = line.list("raw");
    if (!own.isScaled() || raw.size() != own.width()) {
      throw line.broken("`raw` has " + raw.size() + " numbers, and there is no scale for them");
    }
    List<Number> inputs = computed(line, () -> own.scaled(raw));
    line.derive("inputs", inputs, "`raw` and the scale");
    return inputs;
  }
}
