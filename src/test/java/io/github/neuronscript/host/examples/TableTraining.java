package io.github.neuronscript.host.examples;

import io.github.neuronscript.DataRows;
import io.github.neuronscript.Model;
import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.QueryRows;
import io.github.neuronscript.diagnostic.Source;
import java.sql.Connection;
import java.util.Map;

/** Trains on a table of a database, which the script knows by a name and nothing more. */
public final class TableTraining {
  private TableTraining() {}

  /** Returns what a script learns that reads {@code data from sales}. */
  public static Model train(String script, Connection connection, String query) {
    DataRows sales = QueryRows.of(() -> connection.createStatement().executeQuery(query));
    return new NeuronScript()
        .run(Source.of("sales.nn", script), Options.defaults().data(Map.of("sales", sales)))
        .orThrow()
        .model()
        .orElseThrow();
  }
}
