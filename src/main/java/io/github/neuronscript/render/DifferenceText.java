package io.github.neuronscript.render;

import io.github.neuronscript.formula.Notation;
import io.github.neuronscript.trace.NeuronView;
import io.github.neuronscript.trace.TraceEvent.Differed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a training in doubles and one in other numbers part: a table, and what it says. */
public final class DifferenceText {

  /** A number of the others is shown with more digits than a double has. */
  private static final int DIGITS = 20;

  private DifferenceText() {}

  /** Returns what the other numbers are called: fractions, or decimals of 30 digits. */
  public static String name(NeuronView neuron) {
    Optional<Integer> digits = neuron.numbers().digits();
    return digits.map(n -> "decimals of " + n + " digits").orElse("fractions");
  }

  /** The first difference, where the outputs part, and the two ends. */
  public static TextTable table(Differed e, int terms) {
    boolean exact = e.others().numbers().isExact();
    TextTable table = new TextTable();
    table.row(List.of("", "", "", "doubles", exact ? "fractions" : "decimals"));
    e.rounded().ifPresent(apart -> rows(table, "first rounding", apart));
    e.parted().ifPresent(apart -> rows(table, "outputs part", apart));
    Differed.End a = e.inDoubles();
    Differed.End b = e.inOthers();
    table.row(List.of("end", "", "epochs", Long.toString(a.epochs()), Long.toString(b.epochs())));
    List<String> names = e.doubles().weights();
    for (int i : new Shortened(names.size(), terms).indices()) {
      if (i == Shortened.LEFT_OUT) {
        table.row(List.of("", "", "…", "…", "…"));
      } else {
        row(table, "", "", names.get(i), a.weights().number(i), b.weights().number(i));
      }
    }
    e.doubles().bias().ifPresent(bias -> row(table, "", "", bias, a.bias(), b.bias()));
    return table;
  }

  private static void rows(TextTable table, String what, Differed.Apart apart) {
    String place = "epoch " + apart.epoch() + ", example " + apart.row();
    boolean first = true;
    for (Differed.Apart.Value value : apart.values()) {
      String named = first ? what : "";
      String placed = first ? place : "";
      row(table, named, placed, value.name(), value.inDoubles(), value.inOthers());
      first = false;
    }
  }

  private static void row(
      TextTable table, String what, String place, String name, Number doubles, Number others) {
    table.row(List.of(what, place, name, Numbers.exact(doubles), Numbers.text(others, DIGITS)));
  }

  /** What became of the outputs, and why each training ended. */
  public static List<String> sentences(Differed e, int digits, Notation notation) {
    List<String> sentences = new ArrayList<>();
    if (e.parted().isEmpty()) {
      String gap = Numbers.text(e.furthest(), 2);
      sentences.add(
          e.furthest().doubleValue() == 0
              ? "the outputs of all examples are the same doubles in both"
              : "the outputs do not part: they are never further apart than " + gap);
    }
    sentences.add("doubles " + end(e.inDoubles(), digits, notation));
    sentences.add(name(e.others()) + " " + end(e.inOthers(), digits, notation));
    return sentences;
  }

  private static String end(Differed.End end, int digits, Notation notation) {
    if (end.error().isPresent()) {
      return "end with an error: " + end.error().get().message();
    }
    return end.reason()
        .map(reason -> ReasonText.of(reason, digits, notation))
        .orElse(
            "have not ended: only the first "
                + Numbers.count(end.epochs(), "epoch")
                + " are compared, as that is work enough");
  }
}
