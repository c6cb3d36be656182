package io.github.neuronscript.render;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.trace.NeuronView;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceEvent.GradientChecked.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What is found by looking into the neuron and its data: tables, and sentences without a stop. */
public final class InspectionText {

  /** Rows of a ledger that are shown, if the setting does not ask for more. */
  private static final int LEDGER_ROWS = 20;

  private final TraceEvent.Configured settings;

  public InspectionText(TraceEvent.Configured settings) {
    this.settings = settings;
  }

  private String text(Number value) {
    return Numbers.text(value, settings.digits());
  }

  public String heading(TraceEvent.Ledger e) {
    return Numbers.count(e.shares().size(), "example") + ", what each adds to the gradient";
  }

  /** Returns a row for each example, and below them what they come to. */
  public TextTable table(TraceEvent.Ledger e) {
    NeuronView neuron = e.neuron();
    int examples = e.shares().size();
    List<String> names = new ArrayList<>(neuron.weights());
    neuron.bias().filter(b -> neuron.biasLearns()).ifPresent(names::add);
    TextTable table = new TextTable();
    table.row(cells("example", "y", "ŷ", names, name -> "∂L/∂" + name));
    for (int i : new Shortened(examples, Math.max(settings.terms(), LEDGER_ROWS)).indices()) {
      if (i == Shortened.LEFT_OUT) {
        table.row(cells("…", "", "", names, name -> "…"));
        continue;
      }
      TraceEvent.Ledger.Share share = e.shares().get(i);
      table.row(
          cells(
              Integer.toString(share.row()),
              text(share.target()),
              text(share.output()),
              numbers(names, share.gradient())));
    }
    table.row(cells("Σ ∂L/∂w", "", "", numbers(names, e.sums())));
    e.penalty().ifPresent(p -> table.row(cells("penalty ∂P/∂w", "", "", numbers(names, p))));
    String penalty = e.penalty().isPresent() ? " + ∂P/∂w" : "";
    String mean = (neuron.meanCost() ? "∂C/∂w = Σ/" + examples : "∂C/∂w = Σ") + penalty;
    table.row(cells(mean, "", "", numbers(names, e.gradient())));
    return table;
  }

  private List<String> numbers(List<String> names, Vector values) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      texts.add(text(values.number(i)));
    }
    return texts;
  }

  private static List<String> cells(
      String first, String second, String third, List<String> names, UnaryOperator<String> rest) {
    return cells(first, second, third, names.stream().map(rest).toList());
  }

  private static List<String> cells(String first, String second, String third, List<String> rest) {
    List<String> cells = new ArrayList<>(List.of(first, second, third));
    cells.addAll(rest);
    return cells;
  }

  public String heading(TraceEvent.GradientChecked e) {
    String cost = text(e.cost());
    return Numbers.count(e.applied().rows(), "example")
        + ", ∂C/∂w beside (C(w + h) − C(w − h))/(2h) with C "
        + Numbers.relation(e.cost(), cost)
        + " "
        + cost;
  }

  /** Returns a row for each parameter: its derivative beside a difference. */
  public TextTable table(TraceEvent.GradientChecked e) {
    TextTable table = new TextTable();
    table.row(List.of("", "derivative", "difference", "", "relative error", "h"));
    for (TraceEvent.GradientChecked.Check check : e.partials()) {
      table.row(
          List.of(
              "∂C/∂" + check.parameter(),
              text(check.derivative()),
              text(check.difference()),
              switch (check.verdict()) {
                case AGREES -> "agrees";
                case KINK -> "kink";
                case DIFFERS -> "differs";
              },
              Numbers.text(check.relativeError(), 2),
              Numbers.text(check.step(), 2)));
    }
    return table;
  }

  /** Returns whether the derivatives agree with the differences. */
  public String verdict(TraceEvent.GradientChecked e) {
    long kinks = e.partials().stream().filter(c -> c.verdict() == Verdict.KINK).count();
    long wrong = e.partials().stream().filter(c -> c.verdict() == Verdict.DIFFERS).count();
    String kink =
        "for "
            + Numbers.count(kinks, "parameter")
            + " the cost has a kink within h, so a difference proves nothing";
    if (wrong > 0) {
      return Numbers.count(wrong, "derivative") + (wrong == 1 ? " differs" : " differ");
    }
    if (kinks > 0) {
      return kinks == e.partials().size() ? kink : kink + "; the others agree";
    }
    return e.partials().size() == 1 ? "the derivative agrees" : "all derivatives agree";
  }

  /** Returns that nothing was found; empty if something was. */
  public String heading(TraceEvent.Diagnosed e) {
    if (!e.findings().isEmpty()) {
      return "";
    }
    return e.examples() > 0
        ? "nothing found"
        : "nothing found in the formulas; there is no example with a target to look at";
  }

  /** Returns up to which learning rate a training converges, where no finding says so. */
  public Optional<String> largestRate(TraceEvent.Diagnosed e) {
    boolean said = e.findings().stream().anyMatch(f -> f.code() == Code.RATE_TOO_LARGE);
    return e.largestRate()
        .filter(rate -> !said)
        .map(
            rate ->
                "gradient descent over all examples converges for learning rates below "
                    + text(rate)
                    + ", which is 2/λ");
  }

  public String heading(TraceEvent.PredictedFile e) {
    return Numbers.count(e.rows(), "row")
        + " of "
        + e.file()
        + e.to().map(to -> ", written to " + to).orElse("");
  }

  /** Returns the first rows of a file; empty where they are written to another one. */
  public Optional<TextTable> table(TraceEvent.PredictedFile e) {
    if (e.first().isEmpty()) {
      return Optional.empty();
    }
    List<String> inputs = e.neuron().inputs();
    List<Integer> shown = new Shortened(inputs.size(), settings.terms()).indices();
    TextTable table = new TextTable();
    List<String> names = new ArrayList<>(List.of(e.unit()));
    shown.forEach(i -> names.add(i == Shortened.LEFT_OUT ? "…" : inputs.get(i)));
    names.add("ŷ");
    if (e.answers()) {
      names.add("answer");
    }
    table.row(names);
    for (TraceEvent.PredictedFile.Row row : e.first()) {
      List<String> cells = new ArrayList<>(List.of(Integer.toString(row.line())));
      shown.forEach(i -> cells.add(i == Shortened.LEFT_OUT ? "…" : text(row.inputs().number(i))));
      cells.add(text(row.output()));
      if (e.answers()) {
        cells.add(row.answer().orElse(""));
      }
      table.row(cells);
    }
    return Optional.of(table);
  }

  /** Returns how many rows of a file have no place in the table. */
  public Optional<String> rest(TraceEvent.PredictedFile e) {
    return e.first().isEmpty() || e.rows() <= e.first().size()
        ? Optional.empty()
        : Optional.of("and " + Numbers.count(e.rows() - e.first().size(), "row") + " more");
  }

  /** Returns how many rows a split gave to each part. */
  public static String parts(TraceEvent.Divided e) {
    String classes =
        e.classes() == 0 ? "" : ", each of the " + e.classes() + " classes divided by itself";
    return Numbers.count(e.rows(), "row")
        + ": "
        + e.training()
        + " for training, "
        + e.test()
        + " for the test"
        + classes
        + ", by seed "
        + e.seed();
  }
}
