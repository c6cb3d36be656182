package io.github.neuronscript.receipt;

import io.github.neuronscript.formula.Expression.Comparison.Relation;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.neuron.Penalty;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Re-derives epochs and trainings from their steps, where those are in the trace. */
final class Training {

  private static final double CONVERGED = 1e-9;

  /** How many there are unless a script says it. */
  private static final long EPOCHS = 1000;

  private static final String LINES = "the lines before";

  /** What the penalty of a batch was, and of how many rows. */
  private record Share(Number penalty, long rows) {}

  private final Known known;
  private final Conditions conditions;

  /** Whether lines of a training stand before, and not yet the one that ends it. */
  private boolean running;

  private long epochs;
  private long updates;
  private boolean allShown;
  private final Map<String, Long> fired = new HashMap<>();

  /** The last line of each rule of this training. */
  private final Map<String, Fields> lastOfRule = new HashMap<>();

  /** Whether a rule has fired at the end of the epoch in hand, after which no step of it comes. */
  private boolean epochRuled;

  /** Of the first and the last line of an epoch of this training. */
  private long firstNumber;

  private long lastNumber;
  private long firstUpdates;
  private long lastUpdates;

  /** How many updates the last epoch made, if the line of the one before tells. */
  private Optional<Long> updatesOfLast = Optional.empty();

  private long lastFired;
  private Number firstCost = Double.NaN;
  private Number lastCost = Double.NaN;
  private Number costBefore = Double.NaN;

  /** The epoch that ended last and its cost; empty where a line may be missing between. */
  private Optional<Long> lastEpoch = Optional.empty();

  private Optional<Long> epoch = Optional.empty();
  private Optional<Sums> losses = Optional.empty();
  private final Rows rows = new Rows();
  private final List<Share> penalties = new ArrayList<>();
  private Number norm = Double.NaN;
  private long rowsOfEpoch;
  private long rowsOfBatch;

  Training(Known known, Conditions conditions) {
    this.known = known;
    this.conditions = conditions;
  }

  /** Notes that steps may follow which are not told. */
  void configured(Fields line) {
    if (running) {
      throw line.broken("a training has not ended, and no rule changes what is shown or computed");
    }
    if (!known.full) {
      lastEpoch = Optional.empty();
    }
  }

  /** Forgets what was before statements were undone. */
  void forget() {
    lastEpoch = Optional.empty();
  }

  /** A line of an epoch, or outside a training. */
  void step(Fields line, Optional<Long> of) {
    if (of.isEmpty()) {
      if (running) {
        throw line.broken("a training has not ended, and this step is none of its own");
      }
      return;
    }
    if (!known.full) {
      throw line.broken("the trace is not full, and has no steps of a training");
    }
    begin(true);
    if (epochRuled) {
      throw line.broken("a rule has fired at the end of this epoch, and no step may follow in it");
    }
    if (epoch.isEmpty()) {
      if (epochs > 0 && lastEpoch.filter(last -> last + 1 == of.get()).isEmpty()) {
        throw line.broken("`epoch` is " + of.get() + ", which does not follow the epoch before");
      }
      epoch = of;
      losses = Optional.of(new Sums(known.numbers, 1));
      penalties.clear();
      norm = Double.NaN;
    } else if (!epoch.equals(of)) {
      throw line.broken("`epoch` is " + of.get() + ", but epoch " + epoch.get() + " has not ended");
    }
    if (epochs > 0) {
      line.deriveCount("epoch", of.get(), LINES);
    }
  }

  private void begin(boolean shown) {
    if (!running) {
      running = true;
      known.names.noExample();
      epochs = 0;
      updates = 0;
      allShown = shown;
      fired.clear();
      lastOfRule.clear();
      rows.begin();
      epochRuled = false;
      lastFired = 0;
      updatesOfLast = Optional.empty();
    }
  }

  /** A row of an epoch, after its step. */
  void row(Fields line, Optional<Long> example, List<Number> inputs, Optional<Number> target) {
    if (epoch.isPresent()) {
      rows.next(line, example, inputs, target);
    }
  }

  long epoch() {
    return epoch.orElse(0L);
  }

  void loss(Number loss) {
    losses.ifPresent(sum -> sum.add(loss));
  }

  void updated(Fields line, Known known, long examples, List<Number> gradient, boolean made) {
    Neuron neuron = known.neuron(line);
    NumberSystem numbers = known.numbers;
    if (epoch.isEmpty()) {
      if (made) {
        known.names.normOfStep(Known.computed(line, () -> norm(neuron, numbers, gradient)));
      }
      return;
    }
    if (made) {
      updates++;
      norm = Known.computed(line, () -> norm(neuron, numbers, gradient));
    }
    rowsOfBatch = Math.max(rowsOfBatch, examples);
    if (neuron.penalty().isPresent()) {
      Sums sum = new Sums(numbers, 1);
      for (Number w : known.weights(line)) {
        sum.add(known.value(line, neuron.penalty().get().formula(), Map.of(Penalty.W, w)));
      }
      penalties.add(new Share(sum.total().get(0), examples));
    }
  }

  private static Number norm(Neuron neuron, NumberSystem numbers, List<Number> gradient) {
    List<Number> counted =
        neuron.view().biasLearns() ? gradient : gradient.subList(0, gradient.size() - 1);
    if (numbers.isExact()) {
      List<Number> doubles = new ArrayList<>();
      counted.forEach(g -> doubles.add(g.doubleValue()));
      NumberSystem system = NumberSystem.doubles();
      return Math.sqrt(Sums.dot(system, doubles, doubles).doubleValue());
    }
    return numbers.isDouble()
        ? (Number) Math.sqrt(Sums.dot(numbers, counted, counted).doubleValue())
        : numbers.root(Sums.dot(numbers, counted, counted));
  }

  void parameters(Fields line) {
    if (running && !epochRuled) {
      throw line.broken("parameters change within a training, and no rule has changed them");
    }
  }

  void counters(Fields line) {
    if (running && updates > 0) {
      throw line.broken("counters change within a training");
    }
  }

  /** Whether all steps of the training that ended last are told. */
  boolean isShown() {
    return allShown;
  }

  boolean isRunning() {
    return running;
  }

  /** Returns where a line stands that reads names. */
  Names.Place place() {
    return !running
        ? Names.Place.OUTSIDE
        : epochRuled ? Names.Place.END_OF_EPOCH : Names.Place.STEP;
  }

  /** Returns the epoch at whose end a rule has fired last. */
  long ruledEpoch() {
    return lastFired;
  }

  /** Returns what a name stands for at the end of the epoch in hand, if its steps are told. */
  Optional<Number> atEnd(Fields line, String name) {
    if (epoch.isEmpty()) {
      return Optional.empty();
    }
    NumberSystem numbers = known.numbers;
    return switch (name) {
      case "epoch" -> Optional.of(numbers.of((double) epoch()));
      case "updates" -> Optional.of(numbers.of((double) known.updates));
      case "cost" -> Optional.of(cost(line)).map(numbers::of);
      case "previous_cost" -> costOfEpochBefore(epoch()).map(numbers::of);
      case "gradient_norm" ->
          Optional.of(norm).filter(n -> !NumberSystem.isNan(n)).map(numbers::of);
      default -> Optional.empty();
    };
  }

  private Optional<Number> costOfEpochBefore(long number) {
    return number == 1
        ? Optional.of(Double.NaN)
        : lastEpoch.filter(last -> last + 1 == number).map(last -> lastCost);
  }

  /** Weights change in an epoch by its steps alone, and after it by rules. */
  void mayChange(Fields values, String name) {
    if (epoch.isPresent() && !epochRuled && known.parameter(name).isPresent()) {
      throw values.broken("`values." + name + "` changes within an epoch");
    }
  }

  void fired(Fields line) {
    if (line.isNull("epoch")) {
      if (running) {
        throw line.broken("a training has not ended, and this rule is none of its own");
      }
      if (line.text("moment").equals("epoch") || !known.names.isMoment(line.text("moment"))) {
        throw line.broken("`moment` is not that of the line before");
      }
      if (line.text("moment").equals("predict")) {
        line.deriveNothing("example", "`moment`");
      }
      return;
    }
    boolean ofEpoch = line.text("moment").equals("epoch");
    if (!ofEpoch && !line.text("moment").equals("step") || ofEpoch != line.isNull("example")) {
      throw line.broken("`moment`, `epoch` and `example` do not fit together");
    }
    begin(known.full);
    long number = line.integer("epoch");
    if (epoch.isPresent()) {
      line.deriveCount("epoch", epoch.get(), LINES);
    } else if (known.full) {
      throw line.broken("no step of this epoch stands before, for the trace is full");
    }
    if (number < lastFired || epochs > 0 && number <= lastNumber || !ofEpoch && epochRuled) {
      throw line.broken("`epoch` is " + number + ", which has ended before");
    }
    epochRuled = ofEpoch;
    lastFired = number;
    known.names.put("epoch", (double) (ofEpoch ? number : number - 1));
    Fields before = lastOfRule.put(line.text("rule"), line);
    if (before != null && !before.text("condition").equals(line.text("condition"))) {
      throw line.broken("`condition` is another one than this rule had before");
    }
    fired.merge(line.text("rule"), 1L, Long::sum);
  }

  /** Holds the number of an epoch to those that are shown: all, or 1, 2, 5, 10, 20, 50 … */
  private void follows(Fields line, long number) {
    long before = lastNumber - firstNumber + 1;
    long now = number - firstNumber + 1;
    boolean fits =
        epochs == 0
            ? lastEpoch.isEmpty() || number == 1 || number == lastEpoch.get() + 1
            : known.full ? now == before + 1 : now > before && now <= nextShown(before);
    if (!fits || number < 1 || number < lastFired) {
      throw line.broken("`epoch` is " + number + ", which does not follow the epochs before");
    }
  }

  /** Returns the next epoch that a summary shows; 0 where only the last one is shown. */
  private static long nextShown(long done) {
    long power = 1;
    while (done % (10 * power) == 0) {
      power *= 10;
    }
    return switch ((int) Math.min(done / power, 9)) {
      case 1 -> 2 * power;
      case 2 -> 5 * power;
      case 5 -> 10 * power;
      default -> 0;
    };
  }

  void epoch(Fields line) {
    long number = line.integer("epoch");
    boolean shown = epoch.isPresent();
    if (known.full && !shown) {
      throw line.broken("the steps of this epoch are missing, for the trace is full");
    }
    begin(shown);
    follows(line, number);
    epochs++;
    if (shown) {
      ofSteps(line);
      rows.endEpoch(line);
    } else {
      allShown = false;
      known.become(line.list("weights"), known.bias(line, "bias"));
      known.updates = line.integer("updates");
      known.memory = Optional.empty();
    }
    Number cost = line.number("cost");
    costOfEpochBefore(number)
        .ifPresent(before -> line.derive("previous_cost", before, "the epoch before"));
    costBefore = line.number("previous_cost");
    firstCost = epochs == 1 ? cost : firstCost;
    counted(line, number);
    epochRuled = false;
    known.names.epoch(line);
    lastCost = cost;
    lastEpoch = Optional.of(number);
    epoch = Optional.empty();
    losses = Optional.empty();
  }

  /** Holds the number of updates to those of the epochs before. */
  private void counted(Fields line, long number) {
    long now = line.integer("updates");
    if (epochs == 1) {
      firstNumber = number;
      firstUpdates = now;
      updatesOfLast = Optional.empty();
    } else {
      if (now < lastUpdates) {
        throw line.broken("`updates` is less than after the epoch before");
      }
      updatesOfLast = Optional.of(now - lastUpdates).filter(updates -> number == lastNumber + 1);
    }
    lastNumber = number;
    lastUpdates = now;
  }

  private void ofSteps(Fields line) {
    line.deriveCount("epoch", epoch(), LINES);
    rowsOfEpoch = losses.orElseThrow().rows();
    line.derive("cost", cost(line), "the losses of the epoch");
    line.derive("gradient_norm", norm, "the gradient of the last update");
    line.deriveCount("updates", known.updates, LINES);
    line.derive("weights", known.weights(line), LINES);
    line.derive("bias", known.biasIfAny(line), LINES);
  }

  /** Returns the cost of the epoch in hand, after its last step. */
  private Number cost(Fields line) {
    Neuron neuron = known.neuron(line);
    NumberSystem numbers = known.numbers;
    Sums all = losses.orElseThrow();
    long rowCount = all.rows();
    Number sum = all.total().get(0);
    boolean mean = neuron.view().meanCost();
    Number cost =
        mean ? Known.computed(line, () -> numbers.divide(sum, numbers.of((double) rowCount))) : sum;
    if (neuron.penalty().isPresent()) {
      Sums weighed = new Sums(numbers, 1);
      for (Share share : penalties) {
        weighed.add(
            Known.computed(
                line,
                () ->
                    mean
                        ? numbers.multiply(
                            numbers.divide((double) share.rows, (double) rowCount), share.penalty)
                        : share.penalty));
      }
      Number ofLosses = cost;
      Number ofPenalty = weighed.total().get(0);
      cost = Known.computed(line, () -> numbers.add(ofLosses, ofPenalty));
    }
    return cost;
  }

  void trained(Fields line) {
    if (!running || epochs == 0) {
      throw line.broken("no epoch of this training stands before");
    }
    if (epoch.isPresent()) {
      throw line.broken("epoch " + epoch.get() + " has not ended");
    }
    line.deriveCount("epochs", lastNumber - firstNumber + 1, LINES);
    if (allShown) {
      line.deriveCount("rows", rowsOfEpoch, LINES);
      line.deriveCount("updates", updates, LINES);
      line.deriveCount("batch", rowsOfBatch, LINES);
    }
    counts(line);
    line.derive("first_cost", firstCost, "the first epoch");
    line.derive("last_cost", lastCost, "the last epoch");
    line.derive("weights", known.weights(line), "the last epoch");
    line.derive("bias", known.biasIfAny(line), "the last epoch");
    reason(line, line.object("reason"));
    Set<String> named = new HashSet<>();
    for (Fields rule : line.objects("rules")) {
      named.add(rule.text("rule"));
      rule.deriveCount("times", fired.getOrDefault(rule.text("rule"), 0L), LINES);
    }
    for (String rule : fired.keySet()) {
      if (!named.contains(rule)) {
        throw line.broken("`rules` has no `" + rule + "`, which has fired");
      }
    }
    known.parts.trained(line, allShown ? rows.examples() : Set.of());
    running = false;
    rowsOfBatch = 0;
  }

  /** Holds the updates to the epochs, the rows and the batch: one each, but by mistakes alone. */
  private void counts(Fields line) {
    long rows = line.integer("rows");
    long batch = line.integer("batch");
    if (batch < 1 || batch > rows) {
      throw line.broken("`batch` is " + batch + ", and `rows` is " + rows);
    }
    long done = lastNumber - firstNumber + 1;
    long each = (rows + batch - 1) / batch;
    long most = Math.multiplyExact(done, each);
    long told = lastUpdates - firstUpdates;
    if (!known.neuron(line).view().rule().isOnlyOnMistakes()) {
      line.deriveCount("updates", most, "`epochs`, `rows` and `batch`");
    }
    long own = line.integer("updates");
    if (own > most || own < told || own - told > each || own > lastUpdates) {
      throw line.broken("`updates` is " + own + ", which is not that of the epochs before");
    }
  }

  private void reason(Fields line, Fields reason) {
    switch (reason.text("kind")) {
      case "until" -> conditions.holds(reason, true);
      case "rule" -> {
        Fields fired = lastOfRule.get(reason.text("rule"));
        if (fired == null) {
          throw line.broken("`" + reason.text("rule") + "` has not fired");
        }
        reason.derive("condition", fired.text("condition"), "the rule that fired");
        Fields values = reason.object("values");
        Fields read = fired.object("values");
        if (!values.keys().equals(read.keys())) {
          throw line.broken("`reason.values` is not what the rule has read");
        }
        for (String name : read.keys()) {
          values.derive(name, read.number(name), "the rule that fired");
        }
      }
      case "converged" -> {
        NumberSystem numbers = known.numbers;
        Number apart = Known.computed(line, () -> numbers.subtract(lastCost, costBefore));
        Number change = NumberSystem.signum(apart) < 0 ? numbers.negate(apart) : apart;
        reason.derive("change", change, "the costs of the last two epochs");
        reason.derive("threshold", (Number) CONVERGED, "the language");
        if (!numbers.compare(Relation.LESS, change, CONVERGED)) {
          throw line.broken("the cost still changes");
        }
      }
      case "bound" -> {
        reason.deriveCount("epochs", line.integer("epochs"), "`epochs`");
        if (reason.truth("default") && line.integer("epochs") != EPOCHS) {
          throw line.broken("`reason.default` is true, and that would be " + EPOCHS + " epochs");
        }
      }
      case "no_update" -> {
        boolean first = lastNumber == firstNumber;
        if (!known.neuron(line).view().rule().isOnlyOnMistakes()
            || (first ? Optional.of(line.integer("updates")) : updatesOfLast)
                .filter(made -> made > 0)
                .isPresent()) {
          throw line.broken("there was an update");
        }
      }
      default -> throw line.broken("`reason.kind` is none that this version knows");
    }
    reason.hold("kind");
  }
}
