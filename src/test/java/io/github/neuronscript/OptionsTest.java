package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.trace.Interest;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 17})
  void digitsAreFrom1To17(int digits) {
    assertEquals(digits, Options.defaults().digits(digits).digits());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 18})
  void otherDigitsAreRefused(int digits) {
    Options options = Options.defaults();
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> options.digits(digits));
    assertEquals("digits is " + digits + ", not 1 to 17", refused.getMessage());
  }

  /** Each method changes its own part and leaves the others. */
  @Test
  void eachPartIsChangedAlone() {
    FileAccess files = FilePolicy.none();
    Consumer<TraceEvent> listener = event -> {};
    Interest interest = Interest.of(TraceEvent.Printed.class);
    BooleanSupplier token = () -> true;
    HostFunction twice = HostFunction.of("twice", x -> 2 * x);
    Map<String, DataRows> data = Map.of("d", DataRows.columns(Map.of("x", new double[] {1})));
    Options all =
        Options.defaults()
            .files(files)
            .listener(listener, interest)
            .cancelled(token)
            .values(Map.of("x", 1.0))
            .trace(TraceLevel.FULL)
            .digits(3)
            .data(data)
            .limits(Limits.untrusted())
            .timeLimit(Duration.ofSeconds(2))
            .functions(twice);
    assertSame(files, all.files());
    assertSame(listener, all.listener());
    assertSame(interest, all.interest());
    assertSame(token, all.cancelled());
    assertEquals(Map.of("x", 1.0), all.values());
    assertEquals(TraceLevel.FULL, all.trace());
    assertEquals(3, all.digits());
    assertEquals(data, all.data());
    assertEquals(Limits.untrusted(), all.limits());
    assertEquals(Optional.of(Duration.ofSeconds(2)), all.time());
    assertEquals(List.of(twice), all.functions());
    assertEquals(6, Options.defaults().digits());
    assertEquals(Limits.standard(), Options.defaults().limits());
    assertNotEquals(Limits.standard(), Limits.standard().events(1));
  }

  /** Where nobody listens, nothing is told that could be too much. */
  @Test
  void eventsThatNobodyWantsAreNotCounted() {
    Source script = Source.of("p.nn", "print 1; print 2; print 3");
    Options few = Options.defaults().limits(Limits.standard().events(2).output(2));
    assertEquals(Result.Status.FINISHED, new NeuronScript().run(script, few).status());
    assertEquals(
        Result.Status.LIMIT, new NeuronScript().run(script, few.listener(event -> {})).status());
  }

  /** Null is answered everywhere in the same way. */
  @Test
  void nullIsRefusedByTheNameOfTheParameter() {
    NeuronScript engine = new NeuronScript();
    Source source = Source.of("a.nn", "inputs x = 1; weights 1");
    Program program = engine.compileOrThrow(source);
    Session session = engine.newSession(Options.defaults());
    Map<String, Executable> calls = new LinkedHashMap<>();
    calls.put("source", () -> engine.compile(null));
    calls.put("options", () -> engine.run(source, null));
    calls.put("text", () -> engine.completeness(null));
    calls.put("values", () -> program.run((Map<String, Double>) null, Options.defaults()));
    calls.put("limits", () -> program.cost(null));
    calls.put("functions", () -> session.offer(null));
    calls.put("point", () -> session.restore(null));
    calls.put("access", () -> Options.defaults().files(null));
    calls.put("byName", () -> Options.defaults().data(null));
    calls.put("folder", () -> FilePolicy.none().relativeTo(null));
    calls.put("name", () -> session.run(source).value(null));
    calls.forEach(
        (name, call) ->
            assertEquals(name, assertThrows(NullPointerException.class, call).getMessage()));
  }

  /** A log that has the message alone says where to look. */
  @Test
  void messagesOfExceptionsNameThePlace() {
    Source source = Source.of("loan.nn", "inputs x\n  loss cross_entrpy\nweights 1, 2, 3");
    ScriptException failed =
        assertThrows(ScriptException.class, () -> new NeuronScript().compileOrThrow(source));
    assertEquals("loan.nn:2:8: there is no loss `cross_entrpy`", failed.getMessage());
  }

  private static DataRows.Rows brokenAt(int step) {
    return new DataRows.Rows() {
      private void at(int reached) {
        if (reached == step) {
          throw new IllegalStateException("step " + step);
        }
      }

      @Override
      public List<String> columns() {
        at(0);
        return List.of("x", "y");
      }

      @Override
      public boolean next() {
        at(1);
        return true;
      }

      @Override
      public Object value(int column) {
        at(2);
        return 1;
      }
    };
  }

  /** Data of a host may break wherever they are read. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 2})
  void whatDataThrowIsADiagnostic(int step) {
    DataRows broken =
        () -> {
          if (step < 0) {
            throw new IllegalStateException("step " + step);
          }
          return brokenAt(step);
        };
    Options options =
        Options.defaults().data(Map.of("d", broken)).limits(Limits.untrusted().rows(10));
    Source source = Source.of("d.nn", "inputs x\ntarget y\ndata from d\ntrain 1 epoch");
    List<Diagnostic> found = new NeuronScript().run(source, options).diagnostics();
    assertEquals(
        List.of("the application threw java.lang.IllegalStateException: step " + step),
        found.get(0).notes());
    List<Diagnostic> compiled = new NeuronScript().compile(source, options).diagnostics();
    assertEquals(step < 1, compiled.equals(found), compiled.toString());
  }

  /** So may a file, when it is opened and while it is read. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatAFileThrowsIsADiagnostic(boolean isOpened) {
    Options options =
        Options.defaults()
            .files(
                (script, path) -> {
                  if (!isOpened) {
                    throw new IllegalStateException("no disk");
                  }
                  return new InputStream() {
                    @Override
                    public int read() {
                      throw new IllegalStateException("no disk");
                    }

                    @Override
                    public int read(byte[] bytes, int start, int length) {
                      throw new IllegalStateException("no disk");
                    }
                  };
                });
    Source source = Source.of("d.nn", "inputs x\ntarget y\ndata from \"d.csv\"\ntrain 1 epoch");
    List<Diagnostic> compiled = new NeuronScript().compile(source, options).diagnostics();
    assertEquals(
        List.of("the application threw java.lang.IllegalStateException: no disk"),
        compiled.get(0).notes());
    assertEquals(compiled, new NeuronScript().run(source, options).diagnostics());
  }
}
