package io.github.neuronscript.session;

import io.github.neuronscript.data.CsvText;
import io.github.neuronscript.data.Lines;
import io.github.neuronscript.data.Numbers;
import io.github.neuronscript.data.RowTaker;
import io.github.neuronscript.data.Table;
import io.github.neuronscript.neuron.Examples;
import io.github.neuronscript.neuron.Inputs;
import java.util.List;

/** Makes the examples of a file while it is read, so that no table is held beside them. */
final class Gathering implements RowTaker {
  private final FileColumns columns;
  private final long mostRows;
  private final Inputs.Builder inputs;
  private final boolean hasTarget;
  private final Numbers targets = new Numbers();
  private final Lines lines = new Lines();
  private String unit = "";
  private int read;

  /**
   * Has no rows yet.
   *
   * @param columns that are being streamed
   * @param inputs how many of them are inputs; behind these may be a target
   * @param mostRows from which on nothing is gathered any more
   */
  Gathering(FileColumns columns, int inputs, boolean hasTarget, long mostRows) {
    this.columns = columns;
    this.inputs = new Inputs.Builder(inputs);
    this.hasTarget = hasTarget;
    this.mostRows = mostRows;
  }

  @Override
  public void begin(List<String> names, CsvText header) {}

  @Override
  public void rows(Table rows, CsvText cells) {
    unit = rows.unit();
    read += rows.rowCount();
    int[] kept = columns.keptOfThese();
    for (int row : kept) {
      lines.add(rows.line(row));
    }
    if (isWhole()) {
      if (hasTarget) {
        for (double target : columns.targets(kept)) {
          targets.add(target);
        }
      }
      columns.addInputs(kept, inputs);
    }
  }

  /** Returns how many rows were read, also those that are not kept. */
  int read() {
    return read;
  }

  /** Returns whether all rows that are kept were gathered. */
  boolean isWhole() {
    return lines.size() <= mostRows;
  }

  /** Returns the rows that are kept; nothing more can be gathered. */
  Examples examples() {
    return new Examples(inputs.build(), targets.toArray());
  }

  /** Returns the lines of the rows that are kept. */
  Lines lines() {
    return lines;
  }

  String unit() {
    return unit;
  }
}
