package io.github.neuronscript.session;

import io.github.neuronscript.data.Numbers;
import io.github.neuronscript.data.Table;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.neuron.RowSum;
import io.github.neuronscript.neuron.RowTotal;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The numbers of a table, with means where they are missing: put in before anything is computed
 * from them.
 */
final class Filling {
  private final Table table;
  private final Map<String, Number> means;
  private final Map<String, BitSet> filled = new HashMap<>();

  /**
   * Puts the means in.
   *
   * @param means by column; the other columns are whole
   */
  Filling(Table table, Map<String, Number> means, Runnable asked) {
    this.table = table;
    this.means = means;
    means.forEach((column, mean) -> filled.put(column, fill(table.numbers(column), mean, asked)));
  }

  private static BitSet fill(Numbers column, Number mean, Runnable asked) {
    BitSet filled = new BitSet();
    for (int row = 0; row < column.size(); row++) {
      if (row % RowSum.CHUNK == 0) {
        asked.run();
      }
      if (Double.isNaN(column.get(row))) {
        column.set(row, mean.doubleValue());
        filled.set(row);
      }
    }
    return filled;
  }

  /**
   * Returns the mean of each column over the rows in which it has a value: in doubles summed in the
   * order of the arithmetic. A column without any is not in the map.
   *
   * @param training the rows that train, so that nothing is learnt from the others
   */
  static Map<String, Number> means(
      NumberSystem numbers, Table table, Set<String> columns, int[] training, Runnable asked) {
    Map<String, Number> means = new LinkedHashMap<>();
    for (String column : columns) {
      Numbers values = table.numbers(column);
      RowTotal total = new RowTotal(numbers, 1);
      int count = 0;
      for (int row : training) {
        if (!Double.isNaN(values.get(row))) {
          if (count % RowSum.CHUNK == 0) {
            asked.run();
          }
          total.add(numbers.of(written(table, column, row)));
          count++;
        }
      }
      if (count > 0) {
        means.put(column, RowTotal.over(numbers, total.total(), count).number(0));
      }
    }
    return means;
  }

  private static Number written(Table table, String column, int row) {
    Optional<Number> decimal = table.decimal(column, row).map(d -> d);
    return decimal.orElse(table.numbers(column).get(row));
  }

  /** Returns a cell as it is written, or the mean that stands for it. */
  Number cell(String column, int row) {
    return filled.containsKey(column) && filled.get(column).get(row)
        ? means.get(column)
        : written(table, column, row);
  }

  /** Returns how many of some rows got the mean of a column. */
  int count(String column, int[] rows) {
    BitSet where = filled.get(column);
    int count = 0;
    for (int row : rows) {
      count += where.get(row) ? 1 : 0;
    }
    return count;
  }
}
