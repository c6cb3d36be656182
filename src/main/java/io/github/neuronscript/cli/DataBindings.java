package io.github.neuronscript.cli;

import io.github.neuronscript.data.Binding;
import io.github.neuronscript.jdbc.Databases;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What the command line gives a name: {@code --data NAME=FILE} and {@code --query NAME=SQL}. */
final class DataBindings {

  private DataBindings() {}

  static Map<String, Binding> of(
      Arguments arguments, Path folder, StandardInput input, Databases databases) {
    Map<String, String> data = named(arguments, "--data", "sales=sales.csv");
    Map<String, String> queries = named(arguments, "--query", "sales=select * from sales");
    Map<String, Binding> bindings = new LinkedHashMap<>();
    data.forEach(
        (name, place) -> {
          if (place.startsWith("jdbc:")) {
            String sql = queries.getOrDefault(name, Databases.table(name));
            bindings.put(name, new Binding.OfRows(databases.query(place, sql)));
          } else if (place.contains("://")) {
            throw new UsageException(UsageErrors.dataFromNetwork(name));
          } else {
            bindings.put(name, file(place, folder, input, databases));
          }
        });
    for (String name : new TreeSet<>(queries.keySet())) {
      if (!(bindings.get(name) instanceof Binding.OfRows)) {
        throw new UsageException(UsageErrors.queryWithoutDatabase(name));
      }
    }
    return bindings;
  }

  /** The user has named the file, so it may lie anywhere. */
  private static Binding file(String path, Path folder, StandardInput input, Databases databases) {
    Path root = folder.toAbsolutePath().getRoot();
    return new Binding.OfFile(
        path, new ScriptFiles(folder, List.of(root), List.of(), input, databases, Map.of()));
  }

  private static Map<String, String> named(Arguments arguments, String option, String form) {
    Map<String, String> named = new LinkedHashMap<>();
    List<String> given = arguments.option(option, List.of());
    for (String setting : given) {
      int equals = setting.indexOf('=');
      String name = equals < 0 ? "" : setting.substring(0, equals).strip();
      if (name.isEmpty() || equals + 1 == setting.length()) {
        throw new UsageException(UsageErrors.badBinding(option, setting, form));
      }
      if (named.put(name, setting.substring(equals + 1)) != null) {
        throw new UsageException(UsageErrors.boundTwice(option, name));
      }
    }
    return named;
  }
}
