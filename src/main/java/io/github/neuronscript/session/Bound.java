package io.github.neuronscript.session;

import io.github.neuronscript.neuron.Examples;
import java.util.Optional;

/**
 * The data as the neuron sees it.
 *
 * @param file the name of the file, empty for rows in the script
 * @param lines for each row its line in the file, empty for rows in the script
 */
record Bound(Examples examples, Optional<String> file, int[] lines) {

  /** Returns how a row, counted from 0, is called in a message. */
  String nameOf(int row) {
    String name = "example " + (row + 1);
    return file.map(f -> name + " (" + f + ", line " + lines[row] + ")").orElse(name);
  }
}
