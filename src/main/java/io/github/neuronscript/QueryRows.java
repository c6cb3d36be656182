package io.github.neuronscript;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The rows of a query of a database, for {@link Options#data}.
 *
 * <pre>{@code
 * DataRows sales = QueryRows.of(() -> connection.createStatement().executeQuery("select ..."));
 * Options options = Options.defaults().data(Map.of("sales", sales));
 * }</pre>
 *
 * <p>They are read one by one, and never all held as objects. This is the only class here that
 * needs the module {@code java.sql}.
 */
public final class QueryRows implements DataRows {

  /** Runs the query. */
  @FunctionalInterface
  public interface Query {
    /**
     * Returns a result before its first row. It is called each time the rows are read, and the
     * result is closed behind its last row together with its statement; its connection is not.
     */
    ResultSet run() throws SQLException;
  }

  private final Query query;

  private QueryRows(Query query) {
    this.query = query;
  }

  /** Returns the rows that a query gives each time it is run. */
  public static QueryRows of(Query query) {
    return new QueryRows(Objects.requireNonNull(query, "query"));
  }

  @Override
  public Rows open() throws IOException {
    try {
      return new Fetched(query.run());
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static IOException failed(SQLException e) {
    String message = e.getMessage() == null ? "the database gives no reason" : e.getMessage();
    return new IOException(message.strip().replaceAll("\\s+", " "), e);
  }

  private static final class Fetched implements Rows {
    private final ResultSet result;
    private final List<String> columns = new ArrayList<>();

    Fetched(ResultSet result) throws SQLException {
      this.result = result;
      ResultSetMetaData description = result.getMetaData();
      for (int column = 1; column <= description.getColumnCount(); column++) {
        columns.add(description.getColumnLabel(column));
      }
    }

    @Override
    public List<String> columns() {
      return columns;
    }

    @Override
    public boolean next() throws IOException {
      try {
        return result.next();
      } catch (SQLException e) {
        throw failed(e);
      }
    }

    @Override
    public Object value(int column) throws IOException {
      try {
        return result.getObject(column + 1);
      } catch (SQLException e) {
        throw failed(e);
      }
    }

    @Override
    public void close() throws IOException {
      try {
        Statement statement = result.getStatement();
        if (statement == null) {
          result.close();
        } else {
          statement.close();
        }
      } catch (SQLException e) {
        throw failed(e);
      }
    }
  }
}
