package io.github.neuronscript.receipt;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.neuron.ChainRule;
import io.github.neuronscript.neuron.LearningRule;
import io.github.neuronscript.neuron.Penalty;
import io.github.neuronscript.trace.Derivation;
import io.github.neuronscript.trace.NeuronView;
import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Re-derives forward and backward passes, batches, updates and epochs. */
final class Steps {

  private static final String WEIGHTS = "the weights of the lines before";
  private static final String LINES = "the lines before";
  private static final String PASS = "the forward pass";
  private static final String FORMULAS = "the formulas of the conventions";

  /** An example whose update has not come yet; the gradient is there after its backward pass. */
  private record Hand(
      Optional<Long> epoch,
      Optional<Long> example,
      List<Number> inputs,
      Number z,
      Number output,
      Optional<Number> target,
      Optional<List<Number>> gradient) {}

  /** ∂C/∂w of a batch, the bias last. */
  private record Gathered(long examples, List<Number> gradient) {}

  private final Known known;
  private final Training training;
  private Optional<Hand> hand = Optional.empty();
  private Optional<Gathered> gathered = Optional.empty();

  /** The model that was saved last. */
  private Optional<Fields> saved = Optional.empty();

  /** A line whose sums only its update, which comes next, has the inputs for. */
  private Optional<Fields> ahead = Optional.empty();

  /** Of the batch in hand. */
  private Optional<Sums> batch = Optional.empty();

  Steps(Known known, Training training) {
    this.known = known;
    this.training = training;
  }

  void forward(Fields line) {
    Optional<Long> epoch = line.integerIfAny("epoch");
    Optional<Long> example = line.integerIfAny("example");
    training.step(line, epoch);
    List<Number> inputs = known.inputs(line);
    line.derive("weights", known.weights(line), WEIGHTS);
    line.derive("bias", known.biasIfAny(line), WEIGHTS);
    Number z = line.derive("z", known.z(line, inputs), "w·x + b");
    Number output = line.derive("output", output(line, z), "the activation at `z`");
    Optional<Number> target = line.numberIfAny("target");
    List<Number> raw = line.list(line.has("raw") ? "raw" : "inputs");
    if (epoch.isPresent()) {
      training.row(line, example, raw, target);
    }
    known.names.example(line, raw, z, output, target);
    if (example.isPresent() && target.isPresent()) {
      known.take(example.get(), new Known.Row(inputs, target.get()));
    }
    hand = Optional.of(new Hand(epoch, example, inputs, z, output, target, Optional.empty()));
  }

  /** Returns ŷ = f(z). */
  private Number output(Fields line, Number z) {
    return output(line, known, z);
  }

  static Number output(Fields line, Known known, Number z) {
    return known.value(
        line, known.neuron(line).formulas().computedOutput(), Map.of(ChainRule.Z, z));
  }

  void backward(Fields line) {
    Optional<Long> epoch = line.integerIfAny("epoch");
    Optional<Long> example = line.integerIfAny("example");
    training.step(line, epoch);
    List<Number> inputs = line.list("inputs");
    Number target = line.number("target");
    if (epoch.isPresent()) {
      Hand forward =
          hand.filter(h -> h.epoch.equals(epoch) && h.example.equals(example))
              .orElseThrow(() -> line.broken("no forward pass of this example stands before"));
      line.deriveCount("epoch", epoch.get(), PASS);
      example.ifPresent(e -> line.deriveCount("example", e, PASS));
      line.derive("inputs", forward.inputs, PASS);
      line.derive("target", forward.target, PASS);
    }
    Number z = line.derive("z", known.z(line, inputs), "w·x + b");
    Number output = line.derive("output", output(line, z), "the activation at `z`");
    Pass pass = Pass.of(line, known, z, output, target);
    Number loss = line.derive("loss", pass.loss(line, known), FORMULAS);
    line.derive("loss_by_output", pass.byOutput, FORMULAS);
    line.derive("output_by_z", pass.byZ, FORMULAS);
    line.derive("loss_by_z", pass.delta, FORMULAS);
    List<Number> gradient = pass.gradient(line, known, inputs);
    line.derive("gradient", gradient.subList(0, inputs.size()), "`loss_by_z` and `inputs`");
    line.derive("bias_gradient", biasOf(line, gradient), "`loss_by_z`");
    if (kinks(line, z, output, target)) {
      new Slopes(line, known.work)
          .of(
              known.neuron(line),
              z.doubleValue(),
              output.doubleValue(),
              target.doubleValue(),
              pass);
    }
    known.names.example(
        line, known.neuron(line).isScaled() ? List.of() : inputs, z, output, Optional.of(target));
    known.names.put("loss", loss);
    hand =
        Optional.of(
            new Hand(
                epoch, example, inputs, z, output, Optional.of(target), Optional.of(gradient)));
    if (epoch.isPresent()) {
      if (batch.isEmpty()) {
        batch = Optional.of(new Sums(known.numbers, inputs.size() + 1));
      }
      batch.get().add(gradient);
      training.loss(loss);
    }
  }

  private Optional<Number> biasOf(Fields line, List<Number> together) {
    return known.neuron(line).hasBias()
        ? Optional.of(together.get(together.size() - 1))
        : Optional.empty();
  }

  /** The factors of the chain rule for an example. */
  record Pass(
      Map<Expression, Number> values,
      Optional<Number> byOutput,
      Optional<Number> byZ,
      Number delta) {

    static Pass of(Fields line, Known known, Number z, Number output, Number target) {
      ChainRule rule = known.neuron(line).formulas();
      Map<Expression, Number> values =
          Map.of(ChainRule.Z, z, ChainRule.OUTPUT, output, ChainRule.TARGET, target);
      Optional<Number> byOutput = rule.lossByOutput().map(f -> known.value(line, f, values));
      Optional<Number> byZ = rule.outputByZ().map(f -> known.value(line, f, values));
      Number delta =
          byOutput.isPresent() && byZ.isPresent()
              ? Known.computed(line, () -> known.numbers.multiply(byOutput.get(), byZ.get()))
              : known.value(line, rule.lossByZ(), values);
      return new Pass(values, byOutput, byZ, delta);
    }

    Number loss(Fields line, Known known) {
      return known.value(line, known.neuron(line).formulas().loss(), values);
    }

    /** Returns ∂L/∂w for each weight, then ∂L/∂b. */
    List<Number> gradient(Fields line, Known known, List<Number> inputs) {
      List<Number> gradient = new ArrayList<>(inputs.size() + 1);
      for (Number x : inputs) {
        gradient.add(Known.computed(line, () -> known.numbers.multiply(delta, x)));
      }
      gradient.add(delta);
      return gradient;
    }
  }

  /** Holds the kinks that the example stands on, and returns whether there is none. */
  private boolean kinks(Fields line, Number z, Number output, Number target) {
    NeuronView view = known.neuron(line).view();
    Vector none = Vector.of();
    TraceEvent.Backward event =
        new TraceEvent.Backward(
            view,
            new TraceEvent.Example(OptionalInt.empty(), OptionalLong.empty()),
            none,
            none,
            0.0,
            z,
            output,
            target,
            0.0,
            Optional.empty(),
            Optional.empty(),
            0.0,
            none);
    List<String> kinks =
        Known.computed(
            line,
            () ->
                Derivation.kinks(event).stream()
                    .map(kink -> FormulaWriter.source(kink.found().place()))
                    .toList());
    line.deriveTexts("kinks", kinks, FORMULAS);
    return kinks.isEmpty();
  }

  void gathered(Fields line) {
    Optional<Long> epoch = line.integerIfAny("epoch");
    training.step(line, epoch);
    long examples = line.integer("examples");
    List<Number> sums;
    if (epoch.isPresent()) {
      Sums rows = batch.orElseThrow(() -> line.broken("no example of this batch stands before"));
      line.deriveCount("epoch", training.epoch(), "the lines before");
      line.deriveCount("examples", rows.rows(), "the lines before");
      sums = rows.total();
      if (examples > 1) {
        line.deriveNothing("example", "a batch of several");
      } else {
        example(line, "the backward pass");
      }
      batch = Optional.empty();
    } else {
      Optional<List<Number>> own = hand.flatMap(h -> h.gradient);
      if (examples != 1) {
        throw line.broken("a batch outside a training has one example");
      }
      line.deriveCount("examples", 1, "a batch of one");
      if (own.isEmpty() || !hand.get().example.equals(line.integerIfAny("example"))) {
        ahead = Optional.of(line);
        return;
      }
      sums = own.get();
    }
    gather(line, examples, sums);
  }

  private void example(Fields line, String from) {
    Optional<Long> own = hand.flatMap(h -> h.example);
    if (own.isPresent()) {
      line.deriveCount("example", own.get(), from);
    } else {
      line.deriveNothing("example", from);
    }
  }

  private void gather(Fields line, long examples, List<Number> sums) {
    int n = known.neuron(line).width();
    line.derive("sums", sums.subList(0, n), "the gradients of the examples");
    line.derive("bias_sum", biasOf(line, sums), "the gradients of the examples");
    List<Number> gradient = whole(line, known, sums, examples, Optional.of("penalty"));
    line.derive("gradient", gradient.subList(0, n), "`sums`, `examples` and `penalty`");
    line.derive("bias_gradient", biasOf(line, gradient), "`bias_sum` and `examples`");
    gathered = Optional.of(new Gathered(examples, gradient));
  }

  /**
   * Returns ∂C/∂w and ∂C/∂b: the mean or sum of those of the examples, and the penalty's.
   *
   * @param penaltyKey under which the line tells what the penalty adds, if it does
   */
  static List<Number> whole(
      Fields line, Known known, List<Number> sums, long examples, Optional<String> penaltyKey) {
    Neuron neuron = known.neuron(line);
    NumberSystem numbers = known.numbers;
    List<Number> gradient = new ArrayList<>(sums);
    if (neuron.view().meanCost() && examples > 1) {
      Number count = numbers.of((double) examples);
      gradient.replaceAll(sum -> Known.computed(line, () -> numbers.divide(sum, count)));
    }
    if (neuron.penalty().isEmpty()) {
      penaltyKey.ifPresent(key -> line.deriveNothing(key, "the conventions"));
      return gradient;
    }
    List<Number> weights = known.weights(line);
    List<Number> slopes = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      Number slope =
          known.value(line, neuron.penalty().get().slope(), Map.of(Penalty.W, weights.get(i)));
      slopes.add(slope);
      Number share = gradient.get(i);
      gradient.set(i, Known.computed(line, () -> numbers.add(share, slope)));
    }
    penaltyKey.ifPresent(
        key -> line.derive(key, slopes, "the weights and the formula of the penalty"));
    return gradient;
  }

  void update(Fields line) {
    Optional<Long> epoch = line.integerIfAny("epoch");
    training.step(line, epoch);
    Neuron neuron = known.neuron(line);
    int n = neuron.width();
    List<Number> weights = known.weights(line);
    line.derive("old_weights", weights, WEIGHTS);
    line.derive("old_bias", known.biasIfAny(line), WEIGHTS);
    if (line.has("inputs")) {
      alone(line);
    }
    long examples = examples(line, epoch);
    line.deriveCount("examples", examples, "the lines before");
    List<Number> gradient = gradientOf(line, examples);
    line.derive("gradient", gradient.subList(0, n), "the gradient of the lines before");
    line.derive("bias_gradient", biasOf(line, gradient), "the gradient of the lines before");
    boolean mistake =
        !(neuron.view().rule().isOnlyOnMistakes()
            && hand.isPresent()
            && hand.get().target.isPresent()
            && known.numbers.isEqual(hand.get().output, hand.get().target.get()));
    line.derive("made", mistake, "`output` and `target`");
    if (mistake) {
      known.updates++;
    }
    line.deriveCount("updates", known.updates, "the updates before");
    line.derive("rate", known.names.value(line, "rate"), LINES);
    training.updated(line, known, examples, gradient, mistake);
    if (epoch.isEmpty()) {
      known.names.put("updates", (double) known.updates);
      known.names.moment("step");
    }
    learn(line, gradient, mistake, n);
    hand = Optional.empty();
    gathered = Optional.empty();
    batch = Optional.empty();
  }

  /** An update whose backward pass was not shown has what it was computed from. */
  private void alone(Fields line) {
    List<Number> inputs = line.list("inputs");
    Number target = line.number("target");
    Number z = line.derive("z", known.z(line, inputs), "w·x + b");
    Number output = line.derive("output", output(line, z), "the activation at `z`");
    List<Number> gradient = Pass.of(line, known, z, output, target).gradient(line, known, inputs);
    hand =
        Optional.of(
            new Hand(
                Optional.empty(),
                line.integerIfAny("example"),
                inputs,
                z,
                output,
                Optional.of(target),
                Optional.of(gradient)));
    ahead.ifPresent(gatheredLine -> gather(gatheredLine, 1, gradient));
    ahead = Optional.empty();
  }

  private long examples(Fields line, Optional<Long> epoch) {
    if (ahead.isPresent()) {
      throw line.broken("the inputs are missing, which no line before has");
    }
    if (epoch.isPresent()) {
      line.deriveCount("epoch", training.epoch(), "the lines before");
    }
    long examples = gathered.map(Gathered::examples).orElse(1L);
    if (examples > 1) {
      line.deriveNothing("example", "a batch of several");
    } else if (!line.has("inputs")) {
      example(line, "the backward pass");
    }
    return examples;
  }

  private List<Number> gradientOf(Fields line, long examples) {
    if (gathered.isPresent()) {
      return gathered.get().gradient;
    }
    if (batch.isPresent() && batch.get().rows() != examples) {
      throw line.broken("no line before gathers the " + batch.get().rows() + " examples");
    }
    // In a training also one example is a sum over rows, in which −0 becomes 0.
    List<Number> own =
        batch.isPresent()
            ? batch.get().total()
            : hand.flatMap(h -> h.gradient)
                .orElseThrow(() -> line.broken("no backward pass stands before"));
    // A rule that does not read the gradient has the penalty in it, too.
    Neuron neuron = known.neuron(line);
    if (neuron.penalty().isEmpty()) {
      return own;
    }
    List<Number> gradient = new ArrayList<>(own);
    List<Number> weights = known.weights(line);
    for (int i = 0; i < weights.size(); i++) {
      Number share = own.get(i);
      Number slope =
          known.value(line, neuron.penalty().get().slope(), Map.of(Penalty.W, weights.get(i)));
      gradient.set(i, Known.computed(line, () -> known.numbers.add(share, slope)));
    }
    return gradient;
  }

  private void learn(Fields line, List<Number> gradient, boolean made, int n) {
    Neuron neuron = known.neuron(line);
    NeuronView.Rule rule = neuron.view().rule();
    List<Variable> names = rule.memory();
    List<List<Number>> old = known.memory(names.size(), n);
    List<Fields> memory = line.objects("memory");
    if (old.size() != names.size() || memory.size() != names.size()) {
      throw line.broken("`memory` is not that of the learning rule");
    }
    List<Number> after = new ArrayList<>(known.weights(line));
    after.add(known.bias());
    List<List<Number>> remembered = new ArrayList<>();
    old.forEach(values -> remembered.add(new ArrayList<>(values)));
    int count = neuron.view().biasLearns() && neuron.hasBias() ? n + 1 : n;
    Map<Expression, Number> values = new HashMap<>();
    values.put(LearningRule.RATE, line.number("rate"));
    values.put(LearningRule.UPDATES, (double) known.updates);
    hand.ifPresent(
        h -> {
          values.put(ChainRule.Z, h.z);
          values.put(ChainRule.OUTPUT, h.output);
          h.target.ifPresent(target -> values.put(ChainRule.TARGET, target));
        });
    for (int p = 0; p < count && made; p++) {
      values.put(LearningRule.W, after.get(p));
      values.put(LearningRule.GRADIENT, gradient.get(p));
      int input = p;
      hand.ifPresent(
          h -> values.put(LearningRule.X, input < n ? h.inputs.get(input) : (Number) 1.0));
      for (int k = 0; k < names.size(); k++) {
        values.put(names.get(k), remembered.get(k).get(p));
      }
      for (NeuronView.Line each : rule.lines()) {
        values.put(each.name(), known.value(line, each.formula(), values));
      }
      after.set(p, values.get(LearningRule.W));
      for (int k = 0; k < names.size(); k++) {
        remembered.get(k).set(p, values.get(names.get(k)));
      }
    }
    String from = "the learning rule";
    line.derive("weights", after.subList(0, n), from);
    line.derive("bias", biasOf(line, after), from);
    for (int k = 0; k < names.size(); k++) {
      Fields entry = memory.get(k);
      entry.derive("name", names.get(k).name(), from);
      entry.derive("old", old.get(k).subList(0, n), "the updates before");
      entry.derive("old_bias", biasOf(line, old.get(k)), "the updates before");
      entry.derive("new", remembered.get(k).subList(0, n), from);
      entry.derive("new_bias", biasOf(line, remembered.get(k)), from);
    }
    known.become(List.copyOf(after.subList(0, n)), after.get(n));
    known.memory = Optional.of(remembered);
  }

  void parameters(Fields line) {
    training.parameters(line);
    known.become(line.list("weights"), known.bias(line, "bias"));
  }

  /** What was learnt elsewhere is given; what is saved are the parameters of the lines before. */
  void model(Fields line) {
    if (line.truth("loaded")) {
      saved
          .filter(s -> s.line() + 1 == line.line() && s.text("file").equals(line.text("file")))
          .ifPresent(s -> loadedAtOnce(line, s));
      known.names.put("epoch", (double) line.integer("epochs"));
      known.names.put("updates", (double) line.integer("updates"));
      training.forget();
      known.names.open();
      return;
    }
    line.deriveCount("epochs", known.names.value(line, "epoch").longValue(), LINES);
    line.deriveCount("updates", known.names.value(line, "updates").longValue(), LINES);
    line.derive("weights", known.weights(line), WEIGHTS);
    line.derive("bias", known.biasIfAny(line), WEIGHTS);
    saved = Optional.of(line);
  }

  /** What is loaded from the file that the line before has saved is what stands there. */
  private void loadedAtOnce(Fields line, Fields before) {
    String from = "the model that the line before saves";
    line.deriveCount("epochs", before.integer("epochs"), from);
    line.deriveCount("updates", before.integer("updates"), from);
    line.derive("weights", before.list("weights"), from);
    line.derive("bias", before.numberIfAny("bias"), from);
  }

  void counters(Fields line) {
    training.counters(line);
    known.updates = line.integer("updates");
    List<List<Number>> memory = new ArrayList<>();
    for (Fields entry : line.objects("memory")) {
      List<Number> values = new ArrayList<>(entry.list("values"));
      if (values.size() != known.neuron(line).width()) {
        throw line.broken("`memory` has not one number for each weight");
      }
      values.add(known.bias(entry, "bias"));
      memory.add(values);
    }
    known.memory = Optional.of(memory);
  }
}
