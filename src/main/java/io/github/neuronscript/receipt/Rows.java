package io.github.neuronscript.receipt;

import io.github.neuronscript.formula.Vector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rows of a training, as its first epoch tells them: each comes once in every epoch, with the
 * same numbers.
 */
final class Rows {

  /** The numbers of each row by that of its example, 0 where it has none. */
  private final Map<Long, Vector> rows = new HashMap<>();

  private final Set<Long> ofEpoch = new HashSet<>();
  private boolean complete;

  /** Forgets the rows of the training before. */
  void begin() {
    rows.clear();
    ofEpoch.clear();
    complete = false;
  }

  /**
   * Takes the next row of an epoch.
   *
   * @param inputs in the units of the data
   */
  void next(Fields line, Optional<Long> example, List<Number> inputs, Optional<Number> target) {
    long number = example.orElse(0L);
    List<Number> numbers = new ArrayList<>(inputs);
    target.ifPresent(numbers::add);
    Vector row = Vector.ofNumbers(numbers);
    if (!ofEpoch.add(number)) {
      throw line.broken(name(number) + " comes a second time in this epoch");
    }
    Vector before = complete ? rows.get(number) : rows.computeIfAbsent(number, n -> row);
    if (before == null) {
      throw line.broken(name(number) + " is none of the epoch before");
    }
    if (!before.equals(row)) {
      throw line.broken(
          name(number) + " has other inputs, or another target, than in the epoch before");
    }
  }

  /** Returns the numbers of the examples of the training. */
  Set<Long> examples() {
    return rows.keySet();
  }

  private static String name(long number) {
    return number == 0 ? "the example" : "example " + number;
  }

  /** Ends an epoch, in which every row has come. */
  void endEpoch(Fields line) {
    if (ofEpoch.size() < rows.size()) {
      throw line.broken(
          "the epoch has " + ofEpoch.size() + " examples, and the one before " + rows.size());
    }
    complete = true;
    ofEpoch.clear();
  }
}
