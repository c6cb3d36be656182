package io.github.neuronscript.receipt;

import io.github.neuronscript.formula.Evaluator;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.neuron.ChainRule;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Re-derives what a neuron is compared with: the same output for every row. */
final class Baselines {

  private static final String ROWS = "the rows and the weights";
  private static final String COUNTS = "`confusion`";

  /** So far may sums in another order be apart, as a part of them. */
  private static final double ROUNDING = 1e-9;

  private final Known known;

  Baselines(Known known) {
    this.known = known;
  }

  /** Whether the rows that are judged are those that are learnt from. */
  static boolean isOfTraining(Fields line) {
    return Set.of("all", "training").contains(line.text("part"));
  }

  /** Holds what a neuron is compared with; by rows that are not learnt from its output is given. */
  void hold(Fields line, Applied rows, Figures.Classes classes) {
    NumberSystem numbers = known.numbers;
    Fields baseline = line.object("baseline");
    if (isOfTraining(line)) {
      int n = rows.size();
      Sums sum = new Sums(numbers, 1);
      rows.targets().forEach(sum::add);
      baseline.deriveCount("rows", n, ROWS);
      baseline.derive("output", numbers.divide(sum.total().get(0), numbers.of((double) n)), ROWS);
      if (classes != Figures.Classes.NONE) {
        long ones = rows.targets().stream().filter(y -> y.doubleValue() == 1).count();
        int lower = classes == Figures.Classes.BIPOLAR ? -1 : 0;
        baseline.deriveCount("class", 2 * ones >= n ? 1 : lower, ROWS);
      }
    }
    Number output = baseline.number("output");
    List<Number> constant = Collections.nCopies(rows.size(), output);
    Figures figures =
        Known.computed(
            line,
            () ->
                new Figures(known.numbers, rows.targets(), constant, classes, classes.threshold()));
    if (classes != Figures.Classes.NONE) {
      figures.always(baseline.integer("class") == 1);
    }
    figures.cost(costOf(line, rows.targets(), output));
    figures.hold(
        baseline.object("metrics"), baseline.object("undefined"), "the targets and this output");
  }

  /** Returns the cost of a constant output; empty where a loss has no value. */
  private Optional<Number> costOf(Fields line, List<Number> targets, Number output) {
    NumberSystem numbers = known.numbers;
    Expression loss = known.neuron(line).view().loss();
    Sums sum = new Sums(numbers, 1);
    try {
      for (Number target : targets) {
        Map<Expression, Number> values = Map.of(ChainRule.TARGET, target, ChainRule.OUTPUT, output);
        sum.add(Evaluator.value(loss, numbers, values::get));
      }
      return Optional.of(mean(line, sum.total().get(0), targets.size()));
    } catch (NumberSystem.NotExact e) {
      return Optional.empty();
    }
  }

  private Number mean(Fields line, Number sum, int rows) {
    NumberSystem numbers = known.numbers;
    return known.neuron(line).view().meanCost()
        ? numbers.divide(sum, numbers.of((double) rows))
        : sum;
  }

  /** Holds it to what it can be, where no rows are told, and to the counts of classes. */
  void possible(Fields line) {
    Fields baseline = line.object("baseline");
    Fields metrics = baseline.object("metrics");
    boolean classes = !line.isNull("confusion");
    Metrics.possible(metrics, baseline.object("undefined"), classes);
    if (!classes) {
      baseline.deriveNothing("class", "targets that are no classes");
      return;
    }
    Counts c = Counts.of(line.object("confusion"));
    long answer = baseline.integer("class");
    Fields undefined = line.object("undefined");
    boolean bipolar =
        answer == -1
            || undefined.has("log_loss") && undefined.text("log_loss").equals("targets-not-0-or-1");
    if (answer != 1 && answer != (bipolar ? -1 : 0)) {
      throw baseline.broken("`class` is " + answer + ", which is no class");
    }
    if (isOfTraining(line)) {
      long zeros = c.all() - c.ones();
      baseline.deriveCount("rows", c.all(), COUNTS);
      baseline.deriveCount("class", 2 * c.ones() >= c.all() ? 1 : bipolar ? -1 : 0, COUNTS);
      NumberSystem numbers = known.numbers;
      Number sum = numbers.of((double) (bipolar ? c.ones() - zeros : c.ones()));
      baseline.derive("output", numbers.divide(sum, numbers.of((double) c.all())), COUNTS);
    }
    boolean one = answer == 1;
    Counts always =
        one
            ? new Counts(c.ones(), c.all() - c.ones(), 0, 0)
            : new Counts(0, 0, c.ones(), c.all() - c.ones());
    always.holdRatios(metrics);
    double output = baseline.number("output").doubleValue();
    near(metrics, c, output, bipolar ? -1 : 0);
  }

  /** What follows from counts and one output, but for the order in which it is added up. */
  private static void near(Fields metrics, Counts c, double output, double lower) {
    double ones = (double) c.ones() / c.all();
    double zeros = 1 - ones;
    double square =
        ones * (1 - output) * (1 - output) + zeros * (lower - output) * (lower - output);
    double size = ones * Math.abs(1 - output) + zeros * Math.abs(lower - output);
    double spread = ones * zeros * (1 - lower) * (1 - lower);
    near(metrics, "brier", square);
    near(metrics, "rmse", Math.sqrt(square));
    near(metrics, "mae", size);
    near(metrics, "r2", 1 - square / spread);
    near(metrics, "auc", 0.5);
    double logarithms =
        (ones == 0 ? 0 : -ones * StrictMath.log(output))
            + (zeros == 0 ? 0 : -zeros * StrictMath.log1p(-output));
    near(metrics, "log_loss", logarithms);
  }

  private static void near(Fields metrics, String metric, double expected) {
    if (!metrics.isNull(metric)
        && !Metrics.isNear(metrics.number(metric).doubleValue(), expected, ROUNDING)) {
      throw metrics.broken(
          "`"
              + metric
              + "` of the baseline is "
              + Fields.written(metrics.number(metric))
              + ", but about "
              + Fields.written(expected)
              + " follows from "
              + COUNTS
              + " and its output");
    }
  }
}
