package io.github.neuronscript.jdbc;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;

/** Every text about databases. */
final class JdbcErrors {

  private static final String DUCKDB = "it is org.duckdb:duckdb_jdbc of Maven Central, one jar";
  private static final String DUCKDB_JAR = "name the jar: `NN_CLASSPATH=duckdb_jdbc.jar nn run …`";

  private JdbcErrors() {}

  static Diagnostic noDriver(String product) {
    Diagnostic none = Diagnostic.error(Code.NO_DRIVER, "there is no driver for `" + product + ":`");
    return product.equals("jdbc:duckdb")
        ? none.note(DUCKDB).help(DUCKDB_JAR)
        : none.help("name its jar: `NN_CLASSPATH=driver.jar nn run …`");
  }

  static Diagnostic noParquet(String file) {
    return Diagnostic.error(
            Code.NO_DRIVER, "`" + file + "` is a Parquet file, which DuckDB's driver reads")
        .note(DUCKDB)
        .help(DUCKDB_JAR);
  }

  static Diagnostic noQuery() {
    return Diagnostic.error(
            Code.FILE_UNREADABLE, "what `--query` says is not one query that only reads")
        .help("write one `select …`, without another statement behind it");
  }

  static Diagnostic patternInPath(String file) {
    return Diagnostic.error(
            Code.FILE_UNREADABLE,
            "`" + file + "` cannot be read: its path has a sign that is a pattern to DuckDB")
        .help("give it a path without any of `* ? [ ] { }`");
  }
}
