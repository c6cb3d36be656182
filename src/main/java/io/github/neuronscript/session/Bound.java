package io.github.neuronscript.session;

import io.github.neuronscript.data.Lines;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.neuron.Examples;
import io.github.neuronscript.neuron.Inputs;
import io.github.neuronscript.neuron.Partition;
import io.github.neuronscript.neuron.Scaling;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The data as the neuron sees it.
 *
 * @param raw what is learnt from, in the units of the data
 * @param examples the same rows as the neuron sees them: scaled, if it has a scale
 * @param test the rows that are kept apart by {@code split}
 * @param file the name of the file, empty for rows in the script
 * @param lines for each row of the data its line in the file, empty for rows in the script
 * @param unit what a message calls them, as in "row 7"
 * @param leftOut how many rows of the file lack a value, and so are none of these
 * @param warnings what is odd about the data, to be told once
 */
record Bound(
    Examples raw,
    Examples examples,
    Optional<Bound> test,
    Optional<String> file,
    Lines lines,
    String unit,
    int leftOut,
    List<Diagnostic> warnings) {

  /** Data are themselves; others are others, whatever stands in them. */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  /** Makes data that is not scaled, and of which nothing is kept apart. */
  Bound(
      Examples raw,
      Optional<String> file,
      Lines lines,
      String unit,
      int leftOut,
      List<Diagnostic> warnings) {
    this(raw, raw, Optional.empty(), file, lines, unit, leftOut, warnings);
  }

  /**
   * Keeps the rows of a test apart.
   *
   * @param asked now and then; it may throw, to end it
   */
  Bound split(Partition parts, Runnable asked) {
    Bound kept = new Bound(raw.part(parts.test(), asked), file, lines, unit, 0, List.of());
    Examples learnt = raw.part(parts.training(), asked);
    return new Bound(learnt, learnt, Optional.of(kept), file, lines, unit, leftOut, warnings);
  }

  /**
   * Scales all rows, those of the test too.
   *
   * @param asked now and then; it may throw, to end it
   */
  Bound scaled(Optional<Scaling> scaling, Runnable asked) {
    return scaling.map(s -> withInputs(s.apply(raw.inputs(), asked))).orElse(this);
  }

  /** Parts share the inputs of all rows. */
  private Bound withInputs(Inputs inputs) {
    return new Bound(
        raw,
        raw.withInputs(inputs),
        test.map(part -> part.withInputs(inputs)),
        file,
        lines,
        unit,
        leftOut,
        warnings);
  }

  /** Returns how many numbers it holds that are not among those seen, which it joins. */
  long numbers(Set<Object> seen) {
    long own = test.map(part -> part.numbers(seen)).orElse(0L);
    for (Examples each : List.of(raw, examples)) {
      Inputs inputs = each.inputs();
      own += seen.add(inputs) ? (long) inputs.rows() * inputs.width() : 0;
      own += seen.add(each.targets()) ? each.targets().length : 0;
      own += seen.add(each.places()) ? each.places().length : 0;
    }
    return own + (seen.add(lines) ? lines.numbers() : 0);
  }

  /** Returns how a row, counted from 0, is called in a message. */
  String nameOf(int row) {
    return nameOfNumber(examples.number(row));
  }

  /** Returns how the row with a number, from 1, is called in a message. */
  String nameOfNumber(int number) {
    String name = "example " + number;
    return file.map(f -> name + " (" + f + ", " + unit + " " + lines.get(number - 1) + ")")
        .orElse(name);
  }
}
