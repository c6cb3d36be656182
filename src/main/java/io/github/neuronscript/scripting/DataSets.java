package io.github.neuronscript.scripting;

import io.github.neuronscript.DataRows;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Objects of a host as rows, for {@code data from name}. */
final class DataSets {

  private DataSets() {}

  /**
   * Returns the rows that an object is: {@link DataRows}; a map of columns, each an array or a
   * collection; a collection or an array of maps, one for each row; an array of arrays, whose
   * columns are called c1, c2 …; an array or a collection of single values, a column called as the
   * object itself.
   */
  static Optional<DataRows> of(String name, Object value) {
    if (value instanceof DataRows rows) {
      return Optional.of(rows);
    }
    if (value instanceof Map<?, ?> columns) {
      boolean table =
          !columns.isEmpty()
              && columns.keySet().stream().allMatch(key -> key instanceof String)
              && columns.values().stream().allMatch(DataSets::isMany);
      return table ? Optional.of(() -> columns(columns).open()) : Optional.empty();
    }
    return isMany(value) ? Optional.of(() -> rows(name, list(value)).open()) : Optional.empty();
  }

  private static boolean isMany(Object value) {
    return value instanceof Collection || value != null && value.getClass().isArray();
  }

  private static List<Object> list(Object many) {
    if (many instanceof Collection<?> values) {
      return new ArrayList<>(values);
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < Array.getLength(many); i++) {
      values.add(Array.get(many, i));
    }
    return values;
  }

  private static DataRows columns(Map<?, ?> table) {
    Map<String, Object> columns = new LinkedHashMap<>();
    table.forEach(
        (name, values) ->
            columns.put(
                (String) name,
                values instanceof double[] || values instanceof List ? values : list(values)));
    return DataRows.columns(columns);
  }

  private static DataRows rows(String name, List<Object> rows) {
    Object first = rows.isEmpty() ? null : rows.get(0);
    List<Map<String, Object>> named = new ArrayList<>();
    for (Object row : rows) {
      Map<String, Object> cells = new LinkedHashMap<>();
      if (row instanceof Map<?, ?> map) {
        map.forEach((column, cell) -> cells.put(String.valueOf(column), cell));
      } else if (isMany(first) && isMany(row)) {
        list(row).forEach(cell -> cells.put("c" + (cells.size() + 1), cell));
      } else {
        cells.put(name, row);
      }
      named.add(cells);
    }
    Set<String> columns = new LinkedHashSet<>();
    named.forEach(row -> columns.addAll(row.keySet()));
    return DataRows.maps(List.copyOf(columns), named);
  }
}
