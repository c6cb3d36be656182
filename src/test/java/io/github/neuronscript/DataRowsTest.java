package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.trace.TraceLevel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows that a host gives a name. */
class DataRowsTest {
  private static final String SCRIPT =
      """
      inputs     x
      target     y
      data       from sales
      activation linear
      weights    2
      set        trace none
      evaluate
      expect     cost is 0 within 1e-12
      """;

  private static Result run(String script, DataRows rows) {
    Options options = Options.defaults().trace(TraceLevel.NONE).data(Map.of("sales", rows));
    return new NeuronScript().run(Source.of("s.nn", script), options);
  }

  private static void assertFinished(Result outcome) {
    assertEquals(Result.Status.FINISHED, outcome.status(), () -> outcome.diagnostics().toString());
  }

  @Test
  void readsColumns() {
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put("x", new double[] {1, 2, 3});
    columns.put("y", List.of(2, 4L, 6f));
    assertFinished(run(SCRIPT, DataRows.columns(columns)));
    columns.put("z", new double[2]);
    assertThrows(IllegalArgumentException.class, () -> DataRows.columns(columns));
    assertThrows(IllegalArgumentException.class, () -> DataRows.columns(Map.of()));
    assertThrows(IllegalArgumentException.class, () -> DataRows.columns(Map.of("x", "text")));
  }

  @Test
  void readsMaps() {
    List<Map<String, Object>> rows =
        List.of(Map.of("x", 1, "y", 2), Map.of("x", true, "y", 2.0), Map.of("x", 5, "y", 10));
    assertFinished(run(SCRIPT, DataRows.maps(List.of("x", "y"), rows)));
  }

  /** A column may be called c1, as those without a name are, and there may be none at all. */
  @Test
  void saysWhichColumnIsMissing() {
    Diagnostic error =
        run(SCRIPT, DataRows.columns(Map.of("c1", new double[1]))).diagnostics().get(0);
    assertEquals(Code.CSV_UNKNOWN_COLUMN, error.code());
    assertEquals(List.of(), error.helps());
    DataRows none =
        () ->
            new DataRows.Rows() {
              @Override
              public List<String> columns() {
                return List.of();
              }

              @Override
              public boolean next() {
                return false;
              }

              @Override
              public Object value(int column) {
                throw new IllegalStateException();
              }
            };
    assertEquals(Code.CSV_UNKNOWN_COLUMN, run(SCRIPT, none).diagnostics().get(0).code());
  }

  @Test
  void saysWhichRowLacksAValue() {
    Map<String, Object> without = new HashMap<>();
    without.put("x", null);
    List<Map<String, ?>> rows = List.of(Map.of("x", 1, "y", 2), without);
    Result outcome = run(SCRIPT, DataRows.maps(List.of("x", "y"), rows));
    assertEquals(Code.CSV_MISSING_CELL, outcome.diagnostics().get(0).code());
    assertEquals(
        List.of("in row 2 of `sales`", "and 1 more"), outcome.diagnostics().get(0).notes());
    assertFinished(
        run(SCRIPT.replace("sales", "sales missing skip"), DataRows.maps(List.of("x", "y"), rows)));
  }

  @Test
  void comparesTexts() {
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put("x", new double[] {1, Double.NaN, 3});
    columns.put("kind", Arrays.asList("a", "b", null));
    Result outcome =
        run(
            "inputs x\ntarget y = kind == \"a\"\ndata from sales missing mean\nevaluate\n",
            DataRows.columns(columns));
    assertFinished(outcome);
  }

  @Test
  void saysWhatAHostSays() {
    Result outcome =
        run(
            SCRIPT,
            () -> {
              throw new IOException("the shop is closed");
            });
    assertEquals(Code.FILE_UNREADABLE, outcome.diagnostics().get(0).code());
    assertEquals(List.of("the shop is closed"), outcome.diagnostics().get(0).notes());
  }

  /** Each fold fills gaps with means of its own, for which the data is read again. */
  @Test
  void staysAsItIsWhileFoldsReadIt() {
    String script =
        """
        inputs x
        target y
        data from sales missing mean
        cross validate 2 folds, 1 epoch
        """;
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      rows.add(Map.of("x", i, "y", i % 2));
    }
    assertFinished(run(script, DataRows.maps(List.of("x", "y"), rows)));
    Result outcome =
        run(
            script,
            () -> {
              rows.add(Map.of("y", 1));
              return DataRows.maps(List.of("x", "y"), rows).open();
            });
    assertEquals(Code.DATA_CHANGED, outcome.diagnostics().get(0).code());
  }

  @Test
  void knowsNoOtherName() {
    Result outcome =
        run(SCRIPT.replace("from sales", "from sale"), DataRows.columns(Map.of("x", List.of(1))));
    assertEquals(Code.UNKNOWN_DATA, outcome.diagnostics().get(0).code());
    assertTrue(outcome.diagnostics().get(0).helps().get(0).contains("`sales`"));
  }
}
