package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.LimitException;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.neuron.Examples;
import io.github.neuronscript.neuron.Stepwise;
import io.github.neuronscript.program.DataFiles;
import io.github.neuronscript.program.PlotChecks;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.trace.NeuronView;
import io.github.neuronscript.trace.TraceEvent.Plotted;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gathers what there is to see of a neuron and its data, and changes nothing. The curves are
 * computed by whoever draws them; the work is counted here.
 */
final class Plotting {

  /** What a row takes that is drawn. */
  static final int ROW = 50;

  private final Work work;
  private final State next;
  private final Statement.Plot s;
  private final Span place;
  private Optional<NeuronView> neuron = Optional.empty();
  private Vector parameters = Vector.of();
  private Vector at = Vector.of();
  private final List<String> names = new ArrayList<>();
  private final List<Vector> columns = new ArrayList<>();
  private long rows;

  Plotting(Work work, Statement.Plot s) {
    this.work = work;
    this.next = work.next;
    this.s = s;
    this.place = s.span();
  }

  void plot() {
    switch (s.kind().text()) {
      case "activation" -> activation();
      case "cost" -> cost();
      case "boundary" -> boundary();
      default -> data();
    }
    Optional<String> file = s.to().map(Statement.Destination::path);
    Plotted plotted =
        new Plotted(s.kind().text(), file, neuron, parameters, at, names, columns, rows);
    if (s.to().isPresent()) {
      write(plotted, s.to().get());
    }
    work.tell(plotted);
  }

  private void write(Plotted plotted, Statement.Destination to) {
    if (work.options.painter().isEmpty()) {
      throw new ScriptException(RunErrors.noPainter(to.span()));
    }
    String picture = work.options.painter().get().apply(plotted);
    byte[] bytes = picture.getBytes(StandardCharsets.UTF_8);
    long most = work.options.files().limits().unpackedBytes();
    if (bytes.length > most) {
      throw new LimitException(RunErrors.tooManyBytes(to.span(), to.path(), most));
    }
    work.meter.charge(FilePrediction.FILE + bytes.length, "files that are written");
    DataFiles.write(work.options.files(), to, stream -> stream.write(bytes));
  }

  private void activation() {
    work.sayDefaults(List.of("activation"));
    see(next.neuron.orElseGet(() -> work.compile(place)));
    if (next.shown.isPresent()) {
      at = Vector.of(next.shown.get().z().doubleValue());
    } else if (!next.inputs.isEmpty() && next.bound.isEmpty()) {
      List<Number> values = new ArrayList<>();
      for (State.Input input : next.inputs) {
        input.value().ifPresent(value -> values.add(next.numbers.of(value)));
      }
      if (values.size() == next.inputs.size()) {
        work.meter.charge(Effort.times(values.size(), ROW), "the weighted sum");
        Number sum = Stepwise.dot(next.numbers, Learned.weights(next), Vector.ofNumbers(values));
        at = Vector.of(next.numbers.add(sum, next.biasValue).doubleValue());
      }
    }
  }

  /** Counts what drawing the activation takes. */
  private void see(Neuron seen) {
    neuron = Optional.of(seen.view());
    long each =
        Effort.plus(
            Effort.ofFormula(seen.formulas().output(), NumberSystem.doubles()),
            Effort.times(seen.formulas().size(), Effort.alone(NumberSystem.doubles())));
    work.meter.charge(Effort.times(Plotted.POINTS, each), Plotted.POINTS + " points of curves");
  }

  private void cost() {
    if (next.costs.isEmpty()) {
      throw new ScriptException(RunErrors.noCosts(place));
    }
    work.meter.charge(Costs.MOST, "costs that are drawn");
    columns.addAll(next.costs.until(next.epoch, next.epochCost));
  }

  private void boundary() {
    Neuron ready = work.ready(place, Work.FORWARD);
    see(ready);
    if (next.bound.isPresent()) {
      points(next.bound.get().raw());
      rows = next.bound.get().raw().rows();
    } else {
      points(
          new Stepping(work)
              .byHand()
              .orElseThrow(() -> new ScriptException(RunErrors.noData(place))));
    }
    List<Number> all = new ArrayList<>(next.weights.orElseThrow().toNumbers());
    all.add(next.biasValue);
    parameters = Vector.ofNumbers(all);
    at = Vector.of(work.threshold(place).doubleValue());
  }

  private void data() {
    work.bindIfNeeded(place);
    points(next.bound.orElseThrow(() -> new ScriptException(RunErrors.noData(place))).raw());
    rows = next.bound.get().raw().rows();
  }

  /** Takes the rows that are drawn: all, or so many of them evenly. */
  private void points(Examples examples) {
    List<String> inputs = next.inputNames();
    int[] drawn = PlotChecks.drawn(s, inputs);
    if (!examples.hasTargets()) {
      throw new ScriptException(RunErrors.noTarget(place));
    }
    int most = Math.min(Plotted.MOST_ROWS, examples.rows());
    work.meter.charge(Effort.times(most, ROW), most + " rows that are drawn");
    double[][] numbers = new double[drawn.length + 1][most];
    for (int i = 0; i < most; i++) {
      int row = (int) ((long) i * examples.rows() / most);
      for (int k = 0; k < drawn.length; k++) {
        numbers[k][i] = examples.input(row, drawn[k]);
      }
      numbers[drawn.length][i] = examples.targets()[row];
    }
    for (int k = 0; k < drawn.length; k++) {
      names.add(inputs.get(drawn[k]));
    }
    names.add(next.target.isPresent() ? next.target.get().name() : "y");
    for (double[] column : numbers) {
      columns.add(Vector.of(column));
    }
  }
}
