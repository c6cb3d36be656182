package io.github.neuronscript.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.cli.Main;
import io.github.neuronscript.data.RowSource;
import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.ScriptException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases and Parquet files, by the driver of DuckDB. */
class DatabasesTest {
  private static final String SCRIPT =
      "inputs x\ntarget y\ndata from sales\nactivation linear\nweights 2\n"
          + "set trace none\nshow data\nevaluate\nexpect cost is 0 within 1e-12\n";

  @TempDir Path folder;

  private void execute(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql.replace("FOLDER", folder.toString()));
      }
    }
  }

  private String nn(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, false, StandardCharsets.UTF_8);
    int exit = Main.run(args, new ByteArrayInputStream(new byte[0]), stream, stream, folder);
    return exit + "\n" + out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void readsTablesAndQueries() throws Exception {
    execute(
        "attach 'FOLDER/shop.db' as shop",
        "create table shop.sales as select i x, 2 * i y, i > 1 big from range(4) t(i)");
    Files.writeString(folder.resolve("s.nn"), SCRIPT);
    String url = "sales=jdbc:duckdb:" + folder.resolve("shop.db");
    String all = nn("run", "--data", url, "s.nn");
    assertTrue(all.startsWith("0\n") && all.contains("rows = 4"), all);
    String some =
        nn(
            "run",
            "--data",
            url,
            "--query",
            "sales=select x, (2 * x)::decimal(9, 3) as y from sales where big",
            "s.nn");
    assertTrue(some.startsWith("0\n") && some.contains("rows = 2"), some);
    String wrong = nn("run", "--data", url, "--query", "sales=select nothing", "s.nn");
    assertTrue(wrong.startsWith("1\nerror[file-unreadable]: `sales` could not be read"), wrong);
    String none = nn("run", "--data", "sales=jdbc:nobody://me:secret@host/db", "s.nn");
    assertTrue(none.contains("there is no driver for `jdbc:nobody:`"), none);
    assertTrue(!none.contains("secret"), none);
    String duckdb = JdbcErrors.noDriver("jdbc:duckdb").notes().toString();
    assertTrue(duckdb.contains("org.duckdb:duckdb_jdbc"), duckdb);
  }

  @Test
  void readsParquetWhereTheScriptMay() throws Exception {
    Files.createDirectories(folder.resolve("in"));
    execute(
        "copy (select i::double x, 2 * i y from range(3) t(i)) to 'FOLDER/in/s.parquet'"
            + " (format parquet)");
    Files.writeString(
        folder.resolve("in/s.nn"), SCRIPT.replace("from sales", "from \"s.parquet\""));
    String run = nn("run", "in/s.nn");
    assertTrue(run.startsWith("0\n") && run.contains("rows = 3"), run);
    Files.writeString(folder.resolve("in/named.nn"), SCRIPT);
    String named = nn("run", "--data", "sales=in/s.parquet", "in/named.nn");
    assertTrue(named.startsWith("0\n"), named);
    Files.writeString(
        folder.resolve("in/out.nn"), SCRIPT.replace("from sales", "from \"/etc/s.parquet\""));
    String refused = nn("run", "in/out.nn");
    assertTrue(refused.contains("error[file-refused]"), refused);
    Files.copy(folder.resolve("in/s.parquet"), folder.resolve("in/s[1].parquet"));
    Files.writeString(
        folder.resolve("in/glob.nn"), SCRIPT.replace("from sales", "from \"s[1].parquet\""));
    String glob = nn("run", "in/glob.nn");
    assertTrue(glob.contains("its path has a sign that is a pattern to DuckDB"), glob);
    Files.writeString(folder.resolve("in/s.parquet"), "PAR1 and nothing more");
    String damaged = nn("run", "in/s.nn");
    assertTrue(damaged.contains("error[file-unreadable]"), damaged);
  }

  @Test
  void aQuoteInAPathEndsNoText() throws Exception {
    Path file = folder.resolve("it's.parquet");
    execute("copy (select 1 x) to 'FOLDER/it''s.parquet' (format parquet)");
    List<Object> values = new ArrayList<>();
    RowSource source = new Databases("").parquet(file, "it's.parquet");
    try (RowSource.Rows rows = source.open()) {
      assertEquals(List.of("x"), rows.columns());
      while (rows.next()) {
        values.add(rows.value(0));
      }
    }
    assertEquals(List.of(1), values);
  }

  @Test
  void saysWhatIsMissingWithoutADriver() {
    ScriptException none =
        assertThrows(
            ScriptException.class,
            () -> new Databases("").query("jdbc:nobody:x", Databases.table("t")).open());
    assertEquals(Code.NO_DRIVER, none.diagnostics().get(0).code());
    assertEquals("select * from \"a\"\"b\"", Databases.table("a\"b"));
  }

  @Test
  void aFolderThatIsNotThereIsNoDriver() throws IOException {
    Databases databases = new Databases(folder.resolve("none.jar") + java.io.File.pathSeparator);
    try (RowSource.Rows rows = databases.query("jdbc:duckdb:", "select 42 x").open()) {
      assertTrue(rows.next());
      assertEquals(42, rows.value(0));
    }
  }
}
