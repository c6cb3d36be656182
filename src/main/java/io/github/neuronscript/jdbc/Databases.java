package io.github.neuronscript.jdbc;

import io.github.neuronscript.data.RowSource;
import io.github.neuronscript.diagnostic.ScriptException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Opens tables by the JDBC drivers that there are; they are loaded when the first is opened. */
public final class Databases {
  private static final String DUCKDB = "jdbc:duckdb:";

  private final String classPath;
  private Drivers drivers;

  /**
   * Loads nothing yet.
   *
   * @param classPath jars and folders with drivers, separated as class paths are; may be empty
   */
  public Databases(String classPath) {
    this.classPath = classPath;
  }

  private synchronized Drivers drivers() {
    if (drivers == null) {
      drivers = new Drivers(classPath);
    }
    return drivers;
  }

  /**
   * Returns the rows of a query.
   *
   * @param url where the database is; never shown, since it may hold a password
   */
  public RowSource query(String url, String sql) {
    return new Query(
        () -> {
          if (!Query.isOnlyRead(sql)) {
            throw new ScriptException(JdbcErrors.noQuery());
          }
          return drivers()
              .connect(url, readOnly(url))
              .orElseThrow(() -> new ScriptException(JdbcErrors.noDriver(product(url))));
        },
        sql);
  }

  /** A file of DuckDB is opened for reading alone, and not made where there is none. */
  private static Properties readOnly(String url) {
    Properties properties = new Properties();
    boolean file = url.startsWith(DUCKDB) && url.length() > DUCKDB.length();
    if (file && !url.startsWith(":memory:", DUCKDB.length())) {
      properties.setProperty("duckdb.read_only", "true");
    }
    return properties;
  }

  /** Returns the query of a whole table. */
  public static String table(String name) {
    return "select * from " + quoted(name, '"');
  }

  /** Returns the part of an address that tells the product: {@code jdbc:postgresql}. */
  private static String product(String url) {
    int end = url.indexOf(':', "jdbc:".length());
    return end < 0 ? "jdbc" : url.substring(0, end);
  }

  /**
   * Returns the rows of a Parquet file, read by DuckDB in memory, which can open nothing but this
   * file.
   *
   * @param file where it really is, once the host has allowed it
   * @param name how it is called in messages
   */
  public RowSource parquet(Path file, String name) {
    String path = file.toString();
    if (path.chars().anyMatch(c -> "*?[]{}".indexOf(c) >= 0)) {
      throw new ScriptException(JdbcErrors.patternInPath(name));
    }
    if (!drivers().know(DUCKDB)) {
      throw new ScriptException(JdbcErrors.noParquet(name));
    }
    String place = quoted(path, '\'');
    return new Query(
        () -> alone(drivers().connect(DUCKDB, new Properties()).orElseThrow(), place),
        "select * from read_parquet(" + place + ")");
  }

  /** Lets a database read one file and nothing else, for good. */
  private static Connection alone(Connection connection, String place) throws SQLException {
    try (Statement settings = connection.createStatement()) {
      settings.execute("set allowed_paths = [" + place + "]");
      settings.execute("set enable_external_access = false");
      settings.execute("set lock_configuration = true");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static String quoted(String text, char quote) {
    String sign = String.valueOf(quote);
    return sign + text.replace(sign, sign + sign) + sign;
  }
}
