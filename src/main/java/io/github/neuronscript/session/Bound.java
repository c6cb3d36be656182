package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.neuron.Examples;
import io.github.neuronscript.neuron.Scaling;
import java.util.List;
import java.util.Optional;

/**
 * The data as the neuron sees it.
 *
 * @param raw in the units of the data
 * @param examples as the neuron sees them: scaled, if it has a scale
 * @param file the name of the file, empty for rows in the script
 * @param lines for each row its line in the file, empty for rows in the script
 * @param warnings what is odd about the data, to be told once
 */
record Bound(
    Examples raw,
    Examples examples,
    Optional<String> file,
    int[] lines,
    List<Diagnostic> warnings) {

  Bound scaled(Optional<Scaling> scaling) {
    return new Bound(raw, scaling.map(s -> s.apply(raw)).orElse(raw), file, lines, warnings);
  }

  /** Returns how a row, counted from 0, is called in a message. */
  String nameOf(int row) {
    String name = "example " + (row + 1);
    return file.map(f -> name + " (" + f + ", line " + lines[row] + ")").orElse(name);
  }
}
