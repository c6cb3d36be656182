package io.github.neuronscript.host.examples;

import io.github.neuronscript.DataRows;
import io.github.neuronscript.Model;
import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.diagnostic.Source;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Trains on a table of a database, which the script knows by a name and nothing more. */
public final class TableTraining {
  private TableTraining() {}

  /** Returns what a script learns that reads {@code data from sales}. */
  public static Model train(String script, Connection connection, String query) {
    Options options = Options.defaults().data(Map.of("sales", () -> rows(connection, query)));
    return new NeuronScript()
        .run(Source.of("sales.nn", script), options)
        .orThrow()
        .model()
        .orElseThrow();
  }

  /** Reads row by row: the rows are never all in memory as objects. */
  private static DataRows.Rows rows(Connection connection, String query) throws IOException {
    try {
      Statement statement = connection.createStatement();
      ResultSet result = statement.executeQuery(query);
      List<String> columns = new ArrayList<>();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        columns.add(result.getMetaData().getColumnLabel(i));
      }
      return new DataRows.Rows() {
        @Override
        public List<String> columns() {
          return columns;
        }

        @Override
        public boolean next() throws IOException {
          try {
            return result.next();
          } catch (SQLException e) {
            throw new IOException(e);
          }
        }

        @Override
        public Object value(int column) throws IOException {
          try {
            return result.getObject(column + 1);
          } catch (SQLException e) {
            throw new IOException(e);
          }
        }

        @Override
        public void close() throws IOException {
          try {
            statement.close();
          } catch (SQLException e) {
            throw new IOException(e);
          }
        }
      };
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
