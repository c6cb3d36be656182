package io.github.neuronscript.jdbc;

import io.github.neuronscript.data.RowSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The rows of a query, run each time they are read. */
final class Query implements RowSource {

  /** Rows that a driver may fetch ahead, where it would otherwise fetch all. */
  private static final int FETCHED = 1000;

  /** Opens a connection. */
  interface Connecting {
    Connection open() throws SQLException;
  }

  private final Connecting connecting;
  private final String sql;

  Query(Connecting connecting, String sql) {
    this.connecting = connecting;
    this.sql = sql;
  }

  @Override
  public Rows open() throws IOException {
    Connection connection = null;
    try {
      connection = connecting.open();
      onlyRead(connection);
      Statement statement = connection.createStatement();
      statement.setFetchSize(FETCHED);
      return new Fetched(connection, statement.executeQuery(sql));
    } catch (SQLException e) {
      if (connection != null) {
        closeQuietly(connection);
      }
      throw failed(e);
    }
  }

  /**
   * Whether a text is one query, which only reads: it begins with {@code select}, {@code with},
   * {@code values} or {@code from}, and there is no second statement behind it.
   */
  static boolean isOnlyRead(String sql) {
    String plain = sql.strip().replaceAll(";$", "");
    // What stands in quotes is no end of a statement.
    String outside = plain.replaceAll("'[^']*'|\"[^\"]*\"", "");
    return plain.matches("(?is)(select|with|values|from)\\b.*") && outside.indexOf(';') < 0;
  }

  /** Asks a database to refuse to write, where it can be asked. */
  private static void onlyRead(Connection connection) {
    try {
      connection.setReadOnly(true);
    } catch (SQLException e) {
      // DuckDB decides it when it opens a file; what is in memory is nobody's.
    }
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // The first problem is told.
    }
  }

  private static IOException failed(SQLException e) {
    String message = e.getMessage() == null ? "the database gives no reason" : e.getMessage();
    return new IOException(message.strip().replaceAll("\\s+", " "), e);
  }

  private static final class Fetched implements Rows {
    private final Connection connection;
    private final ResultSet result;
    private final List<String> columns = new ArrayList<>();

    Fetched(Connection connection, ResultSet result) throws SQLException {
      this.connection = connection;
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
        connection.close();
      } catch (SQLException e) {
        throw failed(e);
      }
    }
  }
}
