package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.trace.Interest;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceEvent.Differed;
import io.github.neuronscript.trace.TraceEvent.Differed.Apart;
import io.github.neuronscript.trace.TraceEvent.Differed.End;
import io.github.neuronscript.trace.TraceEvent.Reason;
import io.github.neuronscript.trace.TraceLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs one training twice, in doubles and in other numbers, epoch beside epoch, and finds where
 * rounding makes a difference. Both begin with the same numbers.
 */
final class Difference {

  /** Examples that are gone through in all epochs together. */
  static final int MOST_EXAMPLES = 100_000;

  /** The digits in which a training is repeated that fractions cannot follow. */
  private static final int DIGITS = 50;

  /** A training: what was before it, and the statement. */
  record Of(State before, Statement.Train train) {}

  private final Of training;
  private final SessionOptions options;
  private final Meter meter;
  private final Span place;

  Difference(Of training, SessionOptions options, Meter meter, Span place) {
    this.training = training;
    this.meter = meter;
    this.options = options;
    this.place = place;
  }

  /**
   * Returns where doubles and the numbers of the training part; for one in doubles, where they and
   * fractions part, or decimals if it has no fractions or too long ones.
   */
  Differed find() {
    NumberSystem own = training.before().numbers.uncounted();
    if (!own.isDouble()) {
      return beside(own);
    }
    try {
      Differed exact = beside(NumberSystem.fractions());
      Optional<Diagnostic> error = exact.inOthers().error();
      if (error.filter(e -> e.code() == Code.NUMBER_TOO_LONG).isEmpty()) {
        return exact;
      }
    } catch (NumberSystem.NotExact e) {
      // The formulas leave the fractions; decimals have a value for all of them.
    }
    return beside(NumberSystem.decimals(DIGITS));
  }

  private Differed beside(NumberSystem others) {
    Run doubles = new Run(NumberSystem.doubles());
    Run other = new Run(others);
    Optional<Apart> rounded = Optional.empty();
    Optional<Apart> parted = Optional.empty();
    double furthest = 0;
    long epochs = 0;
    long examples = 0;
    while ((doubles.goesOn() || other.goesOn()) && examples < MOST_EXAMPLES) {
      boolean both = doubles.goesOn() && other.goesOn();
      doubles.epoch();
      other.epoch();
      epochs += both ? 1 : 0;
      int rows = Math.max(doubles.passes.size(), other.passes.size());
      examples += rows;
      for (int i = 0; both && i < Math.min(doubles.passes.size(), other.passes.size()); i++) {
        TraceEvent.Forward a = doubles.passes.get(i);
        TraceEvent.Forward b = other.passes.get(i);
        rounded = rounded.isPresent() ? rounded : rounded(a, b);
        double apart = Math.abs(a.output().doubleValue() - b.output().doubleValue());
        furthest = Math.max(furthest, apart);
        if (parted.isEmpty() && !(apart <= limit(b.output().doubleValue()))) {
          parted = Optional.of(apart(a, List.of(value("z", a.z(), b.z()), output(a, b))));
        }
      }
    }
    return new Differed(
        doubles.neuron.view(),
        other.neuron.view(),
        epochs,
        rounded,
        parted,
        furthest,
        doubles.end(),
        other.end());
  }

  private static double limit(double output) {
    return Differed.PARTED * Math.max(1, Math.abs(output));
  }

  /** Returns the first number of an example that is not the double nearest to the other one. */
  private static Optional<Apart> rounded(TraceEvent.Forward a, TraceEvent.Forward b) {
    List<Apart.Value> values = new ArrayList<>();
    for (int i = 0; i < a.weights().size(); i++) {
      values.add(value(a.neuron().weights().get(i), a.weights().number(i), b.weights().number(i)));
    }
    a.neuron().bias().ifPresent(name -> values.add(value(name, a.bias(), b.bias())));
    values.add(value("z", a.z(), b.z()));
    values.add(output(a, b));
    return values.stream()
        .filter(v -> v.inDoubles().doubleValue() != v.inOthers().doubleValue())
        .findFirst()
        .map(v -> apart(a, List.of(v)));
  }

  private static Apart.Value output(TraceEvent.Forward a, TraceEvent.Forward b) {
    return value("ŷ", a.output(), b.output());
  }

  private static Apart.Value value(String name, Number inDoubles, Number inOthers) {
    return new Apart.Value(name, inDoubles, inOthers);
  }

  private static Apart apart(TraceEvent.Forward of, List<Apart.Value> values) {
    return new Apart(of.example().epoch().orElseThrow(), of.example().row().orElseThrow(), values);
  }

  /** One of the two trainings. */
  private final class Run {

    private final State state;
    private final Neuron neuron;
    private final Training training;
    private final long first;
    private List<TraceEvent.Forward> passes = new ArrayList<>();
    private Optional<Reason> reason = Optional.empty();
    private Optional<Diagnostic> error = Optional.empty();

    Run(NumberSystem numbers) {
      state = Difference.this.training.before().copy();
      state.computeIn(numbers);
      state.level = TraceLevel.FULL;
      SessionOptions quiet = options.heardBy(this::hear, Interest.all(), state.level);
      training =
          new Judging(new Work(state, quiet, meter)).training(Difference.this.training.train());
      neuron = state.neuron.orElseThrow();
      first = state.epoch;
      int rows = state.bound.orElseThrow().examples().rows();
      if (rows > MOST_EXAMPLES) {
        throw new ScriptException(RunErrors.tooManyToCompare(place, rows, MOST_EXAMPLES));
      }
    }

    private void hear(TraceEvent event) {
      if (event instanceof TraceEvent.Forward forward) {
        passes.add(forward);
      }
    }

    boolean goesOn() {
      return reason.isEmpty() && error.isEmpty();
    }

    void epoch() {
      passes = new ArrayList<>();
      if (goesOn()) {
        try {
          reason = training.next();
        } catch (Training.Ended ended) {
          if (!(ended.why() instanceof ScriptException failed)) {
            throw ended.why();
          }
          error = Optional.of(failed.diagnostics().get(0));
        }
      }
    }

    End end() {
      return new End(state.epoch - first, Learned.weights(state), state.biasValue, reason, error);
    }
  }
}
