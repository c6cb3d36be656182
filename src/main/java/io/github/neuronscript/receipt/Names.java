package io.github.neuronscript.receipt;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.neuron.ChainRule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The values that formulas read by a name, as the lines have told them. What a formula reads has to
 * be told before; a line of {@code names} tells what no other line does, right before the line that
 * reads it.
 */
final class Names {

  private static final Set<String> OF_THE_EXAMPLE = Set.of("z", "output", "loss");

  private static final Set<String> OF_THE_EPOCH =
      Set.of("epoch", "updates", "cost", "previous_cost", "gradient_norm");

  private static final Set<String> WORDS = Set.of("target", "rate", "threshold", "bias");

  private static final Set<String> STATISTICS = Set.of("mean", "deviation", "lowest", "highest");

  private static final String LINES = "the lines before";

  private final Known known;
  private final Map<String, Number> told = new HashMap<>();

  /** The example whose z and ŷ formulas read; empty where another one may have come untold. */
  private Optional<Example> example = Optional.empty();

  /** Of a step outside a training, as long as no epoch has ended since. */
  private Optional<Number> normOfStep = Optional.empty();

  /** Whether something came before that is not told: what it changed is given from then on. */
  private boolean open;

  /** The line of names that the next one reads. */
  private Optional<Fields> ahead = Optional.empty();

  private final Set<String> unread = new HashSet<>();

  /** What rules have read at the end of an epoch, whose line comes after them. */
  private final Map<String, Number> ofEpoch = new HashMap<>();

  private long ruledEpoch;

  /** When rules fire after the last line of an example; empty where it may not be told. */
  private Optional<String> moments = Optional.empty();

  private record Example(Number z, Number output, Optional<Number> target, Neuron neuron) {}

  Names(Known known) {
    this.known = known;
    told.put("epoch", 0.0);
    told.put("updates", 0.0);
  }

  private static boolean isWord(String name) {
    return OF_THE_EXAMPLE.contains(name)
        || OF_THE_EPOCH.contains(name)
        || WORDS.contains(name)
        || Metrics.isMetric(name)
        || isStatistic(name);
  }

  private static boolean isStatistic(String name) {
    int line = name.indexOf('_');
    String of = name.substring(line + 1);
    return line > 0 && STATISTICS.contains(name.substring(0, line)) && Metrics.isMetric(of);
  }

  /** Returns how a name of the script stands in a line: in backticks where it is a word, too. */
  private static String ofScript(String name) {
    return isWord(name) ? "`" + name + "`" : name;
  }

  private static String name(Variable variable) {
    return variable.role() == Variable.Role.QUOTED ? ofScript(variable.name()) : variable.name();
  }

  /** Begins to compute in numbers, and to tell what happens or not. */
  void configured(NumberSystem numbers, boolean isTold) {
    if (!numbers.name().equals(known.numbers.name())) {
      told.clear();
      open();
    }
    if (!isTold) {
      open();
    }
  }

  /** Notes that something else may have happened than the lines tell. */
  void open() {
    open = true;
    moments = Optional.empty();
    example = Optional.empty();
    normOfStep = Optional.empty();
  }

  void put(String name, Number value) {
    told.put(name, known.numbers.of(value));
  }

  /** Forgets the example, as a training does. */
  void noExample() {
    moments = Optional.empty();
    example = Optional.empty();
  }

  /**
   * Takes the example that formulas read.
   *
   * @param inputs in the units of the data; none where they are not told
   */
  void example(Fields line, List<Number> inputs, Number z, Number output, Optional<Number> target) {
    Neuron neuron = known.neuron(line);
    for (int i = 0; i < inputs.size(); i++) {
      put(ofScript(neuron.view().inputs().get(i)), inputs.get(i));
    }
    put("z", z);
    put("output", output);
    target.ifPresent(y -> put("target", y));
    example = Optional.of(new Example(z, output, target, neuron));
  }

  /** Whether rules fire at such a moment after the line of an example that came last. */
  boolean isMoment(String moment) {
    return moments.isEmpty() || moments.get().equals(moment);
  }

  /** Notes at which moment rules fire from here on. */
  void moment(String moment) {
    moments = Optional.of(moment);
  }

  /** Whether something may have changed that no line tells. */
  boolean isOpen() {
    return open;
  }

  /** Returns the z that a picture marks, if an example is told. */
  Optional<Number> drawn() {
    return example.map(own -> (Number) own.z.doubleValue());
  }

  /** Takes the length of the gradient of an update outside a training. */
  void normOfStep(Number norm) {
    normOfStep = Optional.of(known.numbers.of(norm));
  }

  /** Takes the numbers of an epoch, which are those that its rules have read before. */
  void epoch(Fields line) {
    for (String name : OF_THE_EPOCH) {
      Number value = known.numbers.of(line.number(name));
      Number read = readAt(line.integer("epoch")).get(name);
      if (read != null && !read.equals(value)) {
        throw line.broken("`" + name + "` is not what a rule has read at the end of this epoch");
      }
      if (!name.equals("gradient_norm") || !NumberSystem.isNan(value)) {
        told.put(name, value);
      }
    }
    ofEpoch.clear();
    normOfStep = Optional.empty();
  }

  private Map<String, Number> readAt(long epoch) {
    if (epoch != ruledEpoch) {
      ofEpoch.clear();
      ruledEpoch = epoch;
    }
    return ofEpoch;
  }

  private Optional<Number> get(String name) {
    return known.parameter(name).or(() -> Optional.ofNullable(told.get(name)));
  }

  /** Takes what only the next line reads; what it may be, that line says. */
  void names(Fields line) {
    Fields values = line.object("values");
    for (String name : values.keys()) {
      Number value = known.numbers.of(values.number(name));
      if (get(name).filter(value::equals).isPresent()) {
        throw line.broken("`values." + name + "` was told before");
      }
    }
    unread.addAll(values.keys());
    ahead = Optional.of(line);
  }

  /** Where a line reads its names. */
  enum Place {
    OUTSIDE,
    STEP,
    END_OF_EPOCH,
    END_OF_TRAINING
  }

  /** Takes the line of names before this one, if there is one. */
  void read(Fields line, Place place, Training training) {
    if (ahead.isEmpty()) {
      return;
    }
    Fields values = ahead.get().object("values");
    for (String name : values.keys()) {
      Number value = known.numbers.of(values.number(name));
      switch (place) {
        case OUTSIDE -> outside(values, name);
        case STEP -> ofExample(values, name);
        case END_OF_EPOCH -> {
          training.atEnd(line, name).ifPresent(own -> values.derive(name, own, LINES));
          if (OF_THE_EPOCH.contains(name)) {
            readAt(training.ruledEpoch()).put(name, value);
          }
        }
        case END_OF_TRAINING -> {
          if (OF_THE_EPOCH.contains(name)) {
            values.derive(name, get(name), "the last epoch");
          }
        }
      }
      if (place == Place.STEP || place == Place.END_OF_EPOCH) {
        training.mayChange(values, name);
      }
      if (!known.take(name, value)) {
        told.put(name, value);
      }
    }
  }

  private void ofExample(Fields values, String name) {
    if (example.isEmpty()) {
      return;
    }
    Example own = example.get();
    switch (name) {
      case "z" -> values.derive(name, own.z, LINES);
      case "output" -> values.derive(name, own.output, LINES);
      case "loss" ->
          own.target.ifPresent(
              target ->
                  values.derive(
                      name,
                      known.value(
                          values,
                          own.neuron.formulas().loss(),
                          Map.of(
                              ChainRule.Z,
                              own.z,
                              ChainRule.OUTPUT,
                              own.output,
                              ChainRule.TARGET,
                              target)),
                      LINES));
      default -> {
        // Others are not of the example.
      }
    }
  }

  /** What no statement without a line of its own can change is held to what it was. */
  private void outside(Fields values, String name) {
    ofExample(values, name);
    if (open) {
      return;
    }
    switch (name) {
      case "epoch", "updates" -> values.derive(name, known.numbers.of(0.0), "a new beginning");
      case "previous_cost" -> values.derive(name, (Number) Double.NaN, "a new beginning");
      case "gradient_norm" -> {
        if (!NumberSystem.isNan(values.number(name))) {
          values.derive(name, normOfStep, "the update before");
        }
      }
      default -> {
        if (Metrics.isMetric(name) && !name.equals("cost") || isStatistic(name)) {
          values.derive(name, get(name), "the judgement before");
        }
      }
    }
  }

  /** Returns a weight or the bias by its plain name. */
  Optional<Number> parameter(String name) {
    return value(name.equals("bias") ? name : ofScript(name));
  }

  boolean isTold(String name) {
    return get(name).isPresent();
  }

  /** Returns what a name stands for in a line that reads it without a formula. */
  Optional<Number> value(String name) {
    unread.remove(name);
    return get(name);
  }

  /** Returns the same, and complains where no line before tells it. */
  Number value(Fields line, String name) {
    return value(name).orElseThrow(() -> line.broken("no line before tells `" + name + "`"));
  }

  /** Returns what a formula reads. */
  Map<Expression, Number> values(Fields line, Expression formula) {
    Map<Expression, Number> values = new HashMap<>();
    formula.each(
        e -> {
          if (e instanceof Variable v) {
            values.put(v, value(line, name(v)));
          }
        });
    return values;
  }

  /** Returns the same, and holds the values that stand in the line to it. */
  Map<Expression, Number> heldValues(Fields line, Expression formula) {
    Map<Expression, Number> values = values(line, formula);
    Fields own = line.object("values");
    Set<String> read = new HashSet<>();
    values.forEach(
        (leaf, value) -> {
          read.add(name((Variable) leaf));
          own.derive(name((Variable) leaf), value, LINES);
        });
    for (String name : own.keys()) {
      if (!read.contains(name)) {
        throw line.broken("`values." + name + "` is of no name in the formula");
      }
    }
    return values;
  }

  /** Whether the line in hand tells names for the next one. */
  boolean areAhead() {
    return ahead.isPresent();
  }

  /** Ends a line, which has to read the names that the one before tells for it. */
  void end(Fields line) {
    if (ahead.isPresent() && ahead.get() != line) {
      if (!unread.isEmpty()) {
        throw ahead
            .get()
            .broken("no formula of the next line reads `" + unread.iterator().next() + "`");
      }
      ahead = Optional.empty();
    }
  }
}
