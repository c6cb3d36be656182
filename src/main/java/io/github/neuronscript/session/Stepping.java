package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.neuron.Examples;
import io.github.neuronscript.neuron.Learner;
import io.github.neuronscript.neuron.Stepwise;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.syntax.Statement.Item;
import io.github.neuronscript.syntax.Statement.Moment;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The steps that are asked for one by one: forward, backward, update, step, predict. */
final class Stepping {

  private final Work work;
  private final State next;

  Stepping(Work work) {
    this.work = work;
    this.next = work.next;
  }

  void forward(Statement.Forward s) {
    Neuron neuron = work.ready(s.span(), Work.FORWARD);
    if (s.example().isPresent()) {
      Statement.Example typed = s.example().get();
      Optional<Number> target =
          typed.target().isPresent()
              ? Optional.of(work.value(typed.target().get(), s.span()))
              : Optional.empty();
      next.typed =
          Optional.of(
              new State.Example(
                  typedValues(typed.values(), s.span()), target, OptionalInt.empty()));
    }
    forward(neuron, example(s.span()));
  }

  /** The target given by hand; with data, only its rows have targets. */
  private Optional<Number> handTarget() {
    return next.data instanceof State.Data.None
        ? next.target.flatMap(State.Target::value).map(next.numbers::of)
        : Optional.empty();
  }

  private Vector typedValues(List<Item> items, Span place) {
    if (!next.withCategories.isEmpty()) {
      return withCategories(items, place);
    }
    Number[] x = new Number[next.inputs.size()];
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      int at = item.name().map(n -> next.inputNames().indexOf(n.text())).orElse(i);
      x[at] = work.value(item.value().orElseThrow(), place);
    }
    return Vector.ofNumbers(Arrays.asList(x));
  }

  /** A category stands for the 0s and the 1 of its inputs. */
  private Vector withCategories(List<Item> items, Span place) {
    List<State.Input> declared = next.withCategories;
    List<Number> x = new ArrayList<>();
    for (int i = 0; i < declared.size(); i++) {
      State.Input input = declared.get(i);
      int k = i;
      Item item =
          items.stream()
              .filter(e -> e.name().filter(n -> n.text().equals(input.name())).isPresent())
              .findFirst()
              .orElseGet(() -> items.get(k));
      Expression value = item.value().orElseThrow();
      if (OneHot.column(input).isEmpty()) {
        x.add(work.value(value, place));
        continue;
      }
      String text = ((Expression.Text) value).value();
      List<String> categories = OneHot.categories(input, next.inputs);
      if (!categories.contains(text)) {
        throw new ScriptException(
            RunErrors.unknownCategory(item.span(), input.name(), text, categories));
      }
      categories.forEach(category -> x.add(next.numbers.of(category.equals(text) ? 1.0 : 0.0)));
    }
    return Vector.ofNumbers(x);
  }

  /** The example to be shown: typed values, else the row in turn, else the values by hand. */
  private State.Example example(Span place) {
    if (next.typed.isEmpty()) {
      return nextExample(place);
    }
    State.Example typed = next.typed.get();
    return typed.target().isPresent()
        ? typed
        : new State.Example(typed.inputs(), handTarget(), typed.row());
  }

  private State.Example nextExample(Span place) {
    if (next.bound.isPresent()) {
      Examples examples = next.bound.get().examples();
      Examples raw = next.bound.get().raw();
      return new State.Example(
          raw.vector(next.row),
          examples.hasTargets() ? Optional.of(examples.target(next.row)) : Optional.empty(),
          OptionalInt.of(examples.number(next.row)));
    }
    List<Number> x = new ArrayList<>();
    for (int i = 0; i < next.inputs.size(); i++) {
      State.Input input = next.inputs.get(i);
      if (input.value().isEmpty() && next.typed.isPresent()) {
        return example(place);
      }
      x.add(
          input
              .value()
              .map(next.numbers::of)
              .orElseThrow(
                  () -> new ScriptException(RunErrors.inputWithoutValue(place, input.name()))));
    }
    return new State.Example(Vector.ofNumbers(x), handTarget(), OptionalInt.empty());
  }

  /** Returns the example that is typed or given by hand, if it has values and a target. */
  Optional<Examples> byHand() {
    boolean values =
        next.typed.isPresent() || next.inputs.stream().allMatch(input -> input.value().isPresent());
    if (!values || next.inputs.isEmpty()) {
      return Optional.empty();
    }
    State.Example example = example(next.inputs.get(0).span());
    return example
        .target()
        .map(
            target ->
                Examples.of(
                    next.inputs.size(),
                    List.of(next.scaled(example.inputs())),
                    Vector.ofNumbers(List.of(target))));
  }

  private static TraceEvent.Example named(State.Example example) {
    return new TraceEvent.Example(example.row(), OptionalLong.empty());
  }

  private Stepwise.Forward forward(Neuron neuron, State.Example example) {
    Vector weights = next.weights.orElseThrow();
    Stepwise.Forward pass = pass(neuron, example);
    next.shown = Optional.of(new State.Shown(example, pass.z(), pass.output(), neuron));
    if (next.level != TraceLevel.NONE) {
      work.tell(
          TraceEvent.Forward.class,
          () ->
              new TraceEvent.Forward(
                  neuron.view(),
                  named(example),
                  example.inputs(),
                  next.scaled(example.inputs()),
                  weights,
                  next.biasValue,
                  example.target(),
                  pass.z(),
                  pass.output()));
    }
    return pass;
  }

  private Stepwise.Forward pass(Neuron neuron, State.Example example) {
    work.chargePassAlone(neuron, 1);
    return Stepwise.forward(
        next.numbers,
        neuron.formulas(),
        next.weights.orElseThrow(),
        next.biasValue,
        next.scaled(example.inputs()));
  }

  void backward(Statement.Backward s) {
    Neuron neuron = work.readyForGradient(s.span(), Work.BACKWARD);
    backward(neuron, example(s.span()), s.span(), true);
  }

  private Stepwise.Backward backward(
      Neuron neuron, State.Example example, Span place, boolean told) {
    Number target =
        example.target().orElseThrow(() -> new ScriptException(RunErrors.noTarget(place)));
    new Targets(next, neuron, place, work.meter::ask).check(example, target.doubleValue());
    Stepwise.Forward pass = pass(neuron, example);
    next.shown = Optional.of(new State.Shown(example, pass.z(), pass.output(), neuron));
    Stepwise.Backward backward =
        Stepwise.backward(
            next.numbers, neuron.formulas(), pass, target, next.scaled(example.inputs()));
    if (Stepwise.isUndefined(pass, backward)) {
      throw new ScriptException(
          RunErrors.undefined(
              place,
              example.row().isPresent()
                  ? "example " + example.row().getAsInt()
                  : "the values shown",
              "z = "
                  + RunErrors.number(pass.z())
                  + ", output = "
                  + RunErrors.number(pass.output())
                  + ", target = "
                  + RunErrors.number(target),
              neuron,
              new Diagnosis(work, neuron, Optional.empty(), place).leavesProbabilities()));
    }
    if (told && next.level != TraceLevel.NONE) {
      work.tell(
          TraceEvent.Backward.class,
          () ->
              Steps.event(
                  neuron,
                  named(example),
                  next.scaled(example.inputs()),
                  next.weights.orElseThrow(),
                  next.biasValue,
                  target,
                  pass,
                  backward));
      noticeFlat(neuron, pass, backward, place);
    }
    return backward;
  }

  /** Says once that an example changes nothing though it is wrong. */
  private void noticeFlat(
      Neuron neuron, Stepwise.Forward pass, Stepwise.Backward backward, Span place) {
    boolean flat =
        backward.outputByZ().filter(slope -> NumberSystem.signum(slope) == 0).isPresent();
    boolean always = neuron.formulas().outputByZ().filter(Work::isZero).isPresent();
    if (flat
        && !always
        && NumberSystem.signum(backward.loss()) > 0
        && next.sayFirst("finding saturated example")) {
      work.notice(() -> RunErrors.saturatedExample(place, pass.z(), backward.loss()));
    }
  }

  void update(Statement.Update s) {
    Neuron neuron = work.readyForGradient(s.span(), Work.LEARN);
    update(neuron, example(s.span()), s.span());
  }

  private void update(Neuron neuron, State.Example example, Span place) {
    Stepwise.Backward backward = backward(neuron, example, place, false);
    work.warnOfZeroDerivative(neuron, place);
    work.noticeIdlePenalty(neuron, place);
    Stepwise.Forward pass = pass(neuron, example);
    work.meter.charge(Effort.times(Effort.ofUpdate(neuron), Effort.alone(next.numbers)), "updates");
    Learner parameters = Learned.parameters(next, neuron.rule());
    Work.checkPenalty(neuron, next.numbers, parameters.weights(), place);
    boolean told = next.level != TraceLevel.NONE;
    Steps.Gradient gradient =
        Steps.gather(neuron, next.numbers, 1, backward.gradient(), parameters.weights());
    if (told && Steps.isTold(neuron, 1)) {
      work.tell(
          TraceEvent.Gathered.class,
          () -> gradient.event(neuron, named(example), 1, List.of(), parameters.weights()));
    }
    Optional<Steps.Before> before =
        told && work.options.interest().in(TraceEvent.Update.class)
            ? Optional.of(Steps.Before.of(parameters))
            : Optional.empty();
    Steps.Rest rest =
        new Steps.Rest(
            gradient.whole(),
            next.scaled(example.inputs()),
            example.target().orElseThrow(),
            pass,
            next.rate);
    boolean made = Steps.update(neuron, parameters, rest);
    Learned.keep(next, parameters);
    next.gradientNorm =
        made ? Stepwise.norm(next.numbers, gradient.whole(), next.biasLearns()) : next.gradientNorm;
    before.ifPresent(b -> work.tell(b.event(neuron, named(example), 1, rest, parameters, made)));
    if (example.row().isPresent() && next.bound.isPresent()) {
      next.row = (next.row + 1) % next.bound.get().examples().rows();
    }
    next.typed = Optional.empty();
  }

  void step(Statement.Step s) {
    Neuron neuron = work.readyForGradient(s.span(), Work.LEARN);
    Rules rules = new Rules(work);
    int count = (int) s.count().map(n -> ((Literal) n).value()).orElse(1.0).doubleValue();
    for (int i = 0; i < count; i++) {
      work.meter.ask();
      State.Example example = nextExample(s.span());
      forward(neuron, example);
      backward(neuron, example, s.span(), true);
      rules.look(Moment.STEP, named(example));
      update(neuron, example, s.span());
      if (rules.stopped().isPresent()) {
        return;
      }
    }
  }

  void predict(Statement.Predict s) {
    work.tell(prediction(s.values(), s.span()));
    decide();
  }

  /** Computes the output for typed values, which become the example shown. */
  TraceEvent.Predicted prediction(List<Item> values, Span place) {
    Neuron neuron = work.readyToApply(place);
    State.Example example =
        new State.Example(typedValues(values, place), Optional.empty(), OptionalInt.empty());
    Stepwise.Forward pass = pass(neuron, example);
    next.shown = Optional.of(new State.Shown(example, pass.z(), pass.output(), neuron));
    return new TraceEvent.Predicted(
        neuron.view(),
        example.inputs(),
        next.scaled(example.inputs()),
        next.weights.orElseThrow(),
        next.biasValue,
        pass.z(),
        pass.output());
  }

  /** Looks at the rules that decide, for the example shown. */
  void decide() {
    next.answer = Optional.empty();
    new Rules(work).look(Moment.PREDICT, named(next.shown.orElseThrow().example()));
  }
}
