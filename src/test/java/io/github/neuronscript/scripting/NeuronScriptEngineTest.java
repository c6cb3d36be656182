package io.github.neuronscript.scripting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.DataRows;
import io.github.neuronscript.Decision;
import io.github.neuronscript.FileAccess;
import io.github.neuronscript.FilePolicy;
import io.github.neuronscript.Limits;
import io.github.neuronscript.Model;
import io.github.neuronscript.diagnostic.CancelledException;
import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.LimitException;
import io.github.neuronscript.diagnostic.Reached;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.trace.TraceEvent;
import java.io.ByteArrayInputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import javax.script.Bindings;
import javax.script.Compilable;
import javax.script.CompiledScript;
import javax.script.Invocable;
import javax.script.ScriptContext;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;
import javax.script.ScriptException;
import javax.script.SimpleBindings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract, and what is this engine's own. */
class NeuronScriptEngineTest extends ScriptEngineContractTest {

  private static final String AND =
      """
      inputs  x1 = 0, x2 = 0
      weights 4, 4
      bias    -6
      on predict when output >= 0.5 then answer "yes" otherwise answer "no"
      """;

  private final ScriptEngine engine = new ScriptEngineManager().getEngineByName("nn");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Override
  String name() {
    return "neuronscript";
  }

  @Override
  String sum(String name, int number) {
    return name + " + " + number;
  }

  @Override
  String assignment(String name, int value) {
    return "let " + name + " = " + value;
  }

  @Override
  String output(String word) {
    return "print \"" + word + "\"";
  }

  @Override
  String function(String name) {
    return "define " + name + "(p, q) = p + q";
  }

  @Override
  String mistakeInLineTwo() {
    return "let fine = 1\nlet = (";
  }

  @Override
  String failureInLineTwo() {
    return "let zero = 0\nlet bad = 1 / zero";
  }

  @BeforeEach
  void listen() {
    engine.getContext().setWriter(out);
    engine.getContext().setErrorWriter(err);
  }

  private Invocable invocable() {
    return (Invocable) engine;
  }

  @Test
  void hasBothOptionalInterfaces() {
    assertInstanceOf(Compilable.class, engine);
    assertInstanceOf(Invocable.class, engine);
  }

  /** In the tests the classes lie in a folder: this is the class path. */
  @Test
  void isFoundByName() {
    for (String name : List.of("neuronscript", "nn", "NeuronScript")) {
      assertInstanceOf(
          NeuronScriptEngine.class, new ScriptEngineManager().getEngineByName(name), name);
    }
    assertInstanceOf(
        NeuronScriptEngine.class, new ScriptEngineManager().getEngineByExtension("nn"));
    for (String type : List.of("application/x-neuronscript", "text/x-neuronscript")) {
      assertInstanceOf(
          NeuronScriptEngine.class, new ScriptEngineManager().getEngineByMimeType(type), type);
    }
  }

  @Test
  void returnsTheLastAnswerElseTheLastValueElseNull() throws ScriptException {
    assertNull(engine.eval("inputs x"));
    assertEquals(3.0, engine.eval("show 1; show 2 + 1; let a = 7"));
    assertEquals(true, engine.eval("a > 6"));
    assertEquals("yes", engine.eval(AND + "predict 1, 0\npredict 1, 1\nshow 5"));
    assertEquals(5.0, engine.eval("show 5"));
    engine.setBindings(engine.createBindings(), ScriptContext.ENGINE_SCOPE);
    assertEquals(
        0.8807970779778823, engine.eval("inputs x1, x2; weights 4, 4; bias -6; predict 1, 1"));
  }

  @Test
  void numbersReplaceWhatAScriptDeclares() throws ScriptException {
    engine.put("x1", 1);
    engine.put("x2", true);
    assertEquals("yes", engine.eval(AND + "predict x1, x2"));
    engine.put("x2", false);
    assertEquals("no", engine.eval("predict x1, x2"));
    assertEquals("no", engine.eval(AND + "predict x1, x2"));
    engine.put("b", -3.0);
    assertEquals("yes", engine.eval("predict x1, x2"));
    engine.put("limit", 0.25);
    assertEquals(0.25, engine.eval("let limit = 0.5; limit"));
    assertEquals(0.25, engine.eval("let limit = 0.5; limit"));
  }

  @Test
  void aBiasThatIsNotDeclaredCanBeGivenAndSoCanRateAndSeed() throws ScriptException {
    engine.put("b", 2);
    engine.put("rate", 0.25);
    assertEquals(2.0, engine.eval("inputs x; weights 1; activation linear; predict 0"));
    assertEquals(0.25, engine.eval("rate"));
    assertNull(engine.eval("inputs x1, x2; weights random"));
    Object drawn = engine.get("w1");
    engine.put("seed", 5);
    engine.eval("weights random");
    assertFalse(drawn.equals(engine.get("w1")));
  }

  @Test
  void whatAScriptLearnsIsInTheBindings() throws ScriptException {
    engine.put("w1", 0.5);
    engine.eval("inputs x; weights zeros; data { 0 -> 0; 1 -> 1 }; train 10 epochs");
    double learnt = (Double) engine.get("w1");
    assertTrue(learnt > 0.5, "w1 " + learnt);
    engine.eval("train 10 epochs");
    assertTrue((Double) engine.get("w1") > learnt);
    engine.eval("inputs p, q");
    assertEquals(0.0, engine.get("w2"));
    engine.eval("inputs p");
    assertNull(engine.get("w2"));
  }

  @Test
  void aNameThatIsNoNameIsLeftOut() throws ScriptException {
    engine.put("cost", 3);
    engine.put("a`b\nc", 3);
    engine.put("weights", 3);
    engine.put("not a name", 3);
    engine.put("nan", Double.NaN);
    engine.put("text", "3");
    assertNull(engine.eval("inputs x1; weights 2; show weights"));
    assertThrows(ScriptException.class, () -> engine.eval("text + 1"));
    assertEquals(3, engine.get("cost"));
  }

  @Test
  void arraysListsAndTablesAreDataSets() throws ScriptException {
    String script =
        "inputs x; target y; activation linear; weights 2; data from rows; evaluate; show cost";
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put("x", new int[] {1, 2, 3});
    columns.put("y", List.of(2, 4L, 6f));
    List<Map<String, Integer>> maps = List.of(Map.of("x", 1, "y", 2), Map.of("x", 2, "y", 4));
    DataRows rows = DataRows.maps(List.of("x", "y"), maps);
    for (Object table : List.of(columns, maps, rows, maps.toArray())) {
      engine.put("rows", table);
      assertEquals(0.0, engine.eval(script), table.getClass().getName());
    }
    engine.put("rows", new double[][] {{1, 2}, {2, 4}});
    assertEquals(0.0, engine.eval(script.replace("inputs x", "inputs c1").replace("y;", "c2;")));
    engine.put("rows", List.of(List.of(1, 2), List.of(2, 4)));
    assertEquals(0.0, engine.eval("inputs c1; target c2; data from rows; evaluate; show cost"));
    engine.put("rows", new double[] {1, 2, 3});
    assertEquals(
        0.0, engine.eval("inputs rows; target t = 2 * rows; data from rows; evaluate; show cost"));
    engine.put("rows", "no data");
    ScriptException failure = assertThrows(ScriptException.class, () -> engine.eval(script));
    assertTrue(failure.getMessage().contains("no data are called `rows`"), failure.getMessage());
  }

  @Test
  void readsTheReaderOfTheContextAsStandardInput() throws ScriptException {
    engine.getContext().setReader(new StringReader("x,y\n1,2\n2,4\n"));
    String script = "inputs x; target y; activation linear; weights 2; data from \"-\"; evaluate";
    engine.eval(script);
    assertEquals(0.0, engine.eval("evaluate; show cost"));
    engine.getContext().setReader(new StringReader("x,y\n1,3\n"));
    assertEquals(1.0, engine.eval(script + "; show cost"));
  }

  @Test
  void readsNoFileUnlessTheHostOpensIt() throws ScriptException {
    String script = "inputs x; target y; weights 1; data from \"a.csv\"; evaluate; show cost";
    ScriptException refused = assertThrows(ScriptException.class, () -> engine.eval(script));
    assertEquals(
        Code.FILE_REFUSED,
        ((io.github.neuronscript.diagnostic.ScriptException) refused.getCause())
            .diagnostics()
            .get(0)
            .code());
    byte[] file = "x,y\n0,1\n".getBytes(StandardCharsets.UTF_8);
    engine.put("neuronscript.files", (FileAccess) (s, path) -> new ByteArrayInputStream(file));
    assertEquals(0.25, engine.eval(script));
    engine.put("neuronscript.files", "a.csv");
    ScriptException wrong = assertThrows(ScriptException.class, () -> engine.eval(script));
    assertTrue(wrong.getMessage().contains("should be a"), wrong.getMessage());
  }

  @Test
  void writesFilesWhereTheHostAllowsIt(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("in.csv"), "x\n1\n2\n");
    String script = "inputs x; weights 1; activation linear; predict from \"in.csv\" to \"o.csv\"";
    engine.put("neuronscript.files", FilePolicy.none().read(folder));
    assertThrows(ScriptException.class, () -> engine.eval(script));
    assertFalse(Files.exists(folder.resolve("o.csv")));
    engine.put("neuronscript.files", FilePolicy.none().read(folder).writing(folder));
    engine.eval(script);
    assertEquals("x,output\n1,1\n2,2\n", Files.readString(folder.resolve("o.csv")));
    // What the reader of the context gives, too.
    engine.getContext().setReader(new StringReader("x\n3\n"));
    engine.eval("predict from \"-\" to \"o.csv\"");
    assertEquals("x,output\n3,3\n", Files.readString(folder.resolve("o.csv")));
  }

  @Test
  void printsAndShowsToTheWriterAndNotesToTheErrorWriter() throws ScriptException {
    engine.eval(
        "print \"{1 / 3} and {-2:5}\"; 1 / 5; show 1 / 4, 1 / 3, 2, 2 > 1; inputs x; weights 2; weights");
    assertEquals(
        "0.333333 and    -2\n1/4 = 0.25\n1/3 ≈ 0.333333\n2\n2 > 1 is true\nw1 = 2\nb = 0\n",
        out.toString());
    assertEquals("", err.toString());
    engine.eval("set digits 3; predict 3; show 1 / 3");
    assertTrue(out.toString().endsWith("1/3 ≈ 0.333\n"), out.toString());
    assertTrue(err.toString().startsWith("notice[defaults-used]"), err.toString());
    engine.eval("show 1 / 3");
    assertTrue(out.toString().endsWith("1/3 ≈ 0.333\n1/3 ≈ 0.333\n"), out.toString());
  }

  @Test
  void tellsAListenerEveryStep() throws ScriptException {
    List<TraceEvent> events = new ArrayList<>();
    engine.put("neuronscript.listener", (Consumer<TraceEvent>) events::add);
    engine.eval("inputs x = 1; weights 2; target 1; step");
    assertTrue(events.stream().anyMatch(event -> event instanceof TraceEvent.Backward));
    assertEquals("", out.toString());
  }

  @Test
  void isCancelledByTheHost() throws ScriptException {
    engine.put("neuronscript.cancelled", (BooleanSupplier) () -> true);
    ScriptException failure = assertThrows(ScriptException.class, () -> engine.eval("show 1"));
    assertInstanceOf(CancelledException.class, failure.getCause());
  }

  @Test
  void endsAfterTheTimeOfTheHost() throws ScriptException {
    engine.put("neuronscript.time", Duration.ZERO);
    ScriptException failure = assertThrows(ScriptException.class, () -> engine.eval("show 1"));
    assertEquals(
        Reached.Which.TIME,
        assertInstanceOf(LimitException.class, failure.getCause()).reached().which());
    ScriptEngine other = new NeuronScriptEngineFactory().getScriptEngine();
    other.put("neuronscript.time", Duration.ofSeconds(-1));
    assertThrows(ScriptException.class, () -> other.eval("show 1"));
    other.put("neuronscript.time", Duration.ofDays(1));
    assertEquals(1.0, other.eval("show 1"));
  }

  @Test
  void aFailureSaysWhatToTypeAndHasAllErrorsInItsCause() {
    engine.put(ScriptEngine.FILENAME, "and.nn");
    ScriptException failure =
        assertThrows(ScriptException.class, () -> engine.eval("inputs x\n  loss cross_entrpy"));
    assertEquals(
        "there is no loss `cross_entrpy`: did you mean `cross_entropy`? in and.nn at line number 2"
            + " at column number 8",
        failure.getMessage());
    assertEquals("and.nn", failure.getFileName());
    assertEquals(8, failure.getColumnNumber());
    ScriptException compiling =
        assertThrows(
            ScriptException.class,
            () -> ((Compilable) engine).compile("inputs x\nweights 1, 2\nlet = 3"));
    assertEquals(
        2,
        ((io.github.neuronscript.diagnostic.ScriptException) compiling.getCause())
            .diagnostics()
            .size());
  }

  @Test
  void compilesWhatOnlyBindingsCanMend() throws ScriptException {
    CompiledScript script = ((Compilable) engine).compile("predict a, b2");
    assertThrows(ScriptException.class, script::eval);
    engine.eval(AND);
    engine.put("a", 1);
    engine.put("b2", 1);
    assertEquals("yes", script.eval());
  }

  @Test
  void predictsAndDecidesByFunctions() throws Exception {
    assertThrows(NoSuchMethodException.class, () -> invocable().invokeFunction("predict", 1, 1));
    engine.eval(AND + "predict 1, 1");
    assertEquals(0.8807970779778823, invocable().invokeFunction("predict", 1, true));
    assertEquals(0.8807970779778823, invocable().invokeFunction("predict", new double[] {1, 1}));
    assertEquals(
        0.8807970779778823, invocable().invokeFunction("predict", Map.of("x1", 1, "x2", 1)));
    Decision decision = (Decision) invocable().invokeFunction("decide", 1, 0);
    assertEquals("no", decision.answer().orElseThrow());
    assertThrows(NoSuchMethodException.class, () -> invocable().invokeFunction("predict", 1));
    assertThrows(NoSuchMethodException.class, () -> invocable().invokeFunction("predict", 1, "2"));
    assertThrows(
        ScriptException.class, () -> invocable().invokeFunction("predict", Map.of("x1", 1)));
  }

  @Test
  void callsWhatIsDefinedAndNothingElse() throws Exception {
    engine.eval("let a = 3; define scaled(p, q) = a * p - q; define below(p) = 1 / p");
    assertEquals(5.5, invocable().invokeFunction("scaled", 1, -2.5));
    assertEquals("", out.toString());
    assertThrows(NoSuchMethodException.class, () -> invocable().invokeFunction("scaled", 1));
    assertThrows(NoSuchMethodException.class, () -> invocable().invokeFunction("x; reset", 1));
    assertThrows(ScriptException.class, () -> invocable().invokeFunction("below", 0));
    engine.put("a", 4);
    assertEquals(6.5, engine.eval("define scaled(p, q) = a * p - q; scaled(1, -2.5)"));
    assertEquals(0.5, invocable().invokeFunction("sigmoid", 0));
  }

  @Test
  void theModelIsAnObjectWithMethods() throws Exception {
    assertNull(engine.get("neuronscript.model"));
    engine.eval(AND + "predict 1, 1");
    Model model = (Model) engine.get("neuronscript.model");
    assertArrayEquals(new double[] {4, 4}, model.weights());
    assertEquals(0.8807970779778823, invocable().invokeMethod(model, "predict", 1, 1));
    assertThrows(NoSuchMethodException.class, () -> invocable().invokeMethod(model, "sigmoid", 1));
    DoubleBinaryOperator old = invocable().getInterface(model, DoubleBinaryOperator.class);
    engine.eval("weights 0, 0; bias 0; predict 1, 1");
    assertEquals(0.8807970779778823, old.applyAsDouble(1, 1));
  }

  /** What a host may ask of a neuron. */
  public interface Gate {
    double predict(double x1, double x2);

    String decide(double x1, double x2);

    default boolean isOpen(double x1, double x2) {
      return predict(x1, x2) > 0.5;
    }
  }

  @Test
  void implementsInterfacesOverNumbers() throws Exception {
    assertNull(invocable().getInterface(DoubleBinaryOperator.class));
    engine.eval(AND + "predict 1, 1");
    DoubleBinaryOperator operator = invocable().getInterface(DoubleBinaryOperator.class);
    assertEquals(0.8807970779778823, operator.applyAsDouble(1, 1));
    assertNull(invocable().getInterface(DoubleUnaryOperator.class));
    assertNull(invocable().getInterface(Runnable.class));
    Gate gate = invocable().getInterface(Gate.class);
    assertEquals("no", gate.decide(0, 1));
    assertTrue(gate.isOpen(1, 1));
    engine.eval("bias -20; predict 1, 1");
    assertFalse(gate.isOpen(1, 1));
    assertEquals(gate, gate);
    assertEquals(System.identityHashCode(gate), gate.hashCode());
    engine.eval("inputs p, q, r");
    engine.setBindings(new SimpleBindings(), ScriptContext.ENGINE_SCOPE);
    assertThrows(IllegalStateException.class, () -> gate.predict(1, 1));
  }

  @Test
  void theStateStaysInItsBindings() throws ScriptException {
    Bindings first = engine.getBindings(ScriptContext.ENGINE_SCOPE);
    engine.eval("let a = 1");
    Bindings second = new SimpleBindings();
    second.putAll(first);
    engine.setBindings(second, ScriptContext.ENGINE_SCOPE);
    engine.eval("let c = 2; inputs x");
    engine.setBindings(first, ScriptContext.ENGINE_SCOPE);
    assertEquals(1.0, engine.eval("a"));
    assertThrows(ScriptException.class, () -> engine.eval("c"));
    engine.setBindings(second, ScriptContext.ENGINE_SCOPE);
    assertEquals(2.0, engine.eval("c"));
    second.clear();
    assertThrows(ScriptException.class, () -> engine.eval("c"));
  }

  @Test
  void resetGoesBackToWhatIsDeclared() throws ScriptException {
    engine.eval("inputs x; weights 0.5; data { 0 -> 0; 1 -> 1 }; train 10 epochs; reset");
    assertEquals(0.5, engine.get("w1"));
  }

  @Test
  void aMethodCallIsACallOfAFunction() throws ScriptException {
    engine.put("x", 2);
    assertEquals(3.0, engine.eval(engine.getFactory().getMethodCallSyntax("x", "max", "3")));
    assertSame(String.class, engine.getFactory().getParameter("THREADING").getClass());
  }

  @Test
  void functionsAmongTheBindingsCanBeCalled() throws ScriptException {
    DoubleUnaryOperator half = x -> x / 2;
    DoubleBinaryOperator apart = (x, y) -> Math.abs(x - y);
    engine.put("half", half);
    engine.getBindings(ScriptContext.GLOBAL_SCOPE).put("apart", apart);
    engine.getBindings(ScriptContext.GLOBAL_SCOPE).put("not a name", half);
    engine.getBindings(ScriptContext.GLOBAL_SCOPE).put("exp", half);
    assertEquals(3.5, engine.eval("half(5) + apart(1, 2)"));
    assertEquals(1.0, engine.eval("exp(0)"));
    assertEquals(4.0, engine.eval("define own(x) = half(x) + 1; own(6)"));
    assertEquals(2.0, engine.eval("inputs x; weights 1; activation half; predict 4"));
    // Another one by the same name; what is declared by the old one keeps it.
    engine.put("half", (DoubleUnaryOperator) x -> 7);
    assertEquals(7.0, engine.eval("half(5)"));
    assertEquals(2.0, engine.eval("predict 4"));
    CompiledScript compiled = ((Compilable) engine).compile("half(3)");
    assertEquals(7.0, compiled.eval());
    Bindings other = new SimpleBindings();
    other.put("half", half);
    assertEquals(1.5, compiled.eval(other));
    assertThrows(ScriptException.class, () -> compiled.eval(new SimpleBindings()));
    assertThrows(ScriptException.class, () -> engine.eval("define half(x) = x"));
  }

  @Test
  void aFunctionWithADerivativeLearns() throws Exception {
    HostFunction soft =
        HostFunction.of("squash", z -> z / (1 + Math.abs(z)))
            .derivative(z -> 1 / ((1 + Math.abs(z)) * (1 + Math.abs(z))));
    engine.put("soft", soft);
    engine
        .getContext()
        .setAttribute(Attributes.FUNCTIONS, List.of(soft), ScriptContext.ENGINE_SCOPE);
    engine.eval("inputs x; activation soft; data { 1 -> 0.5; -1 -> -0.5 }; train 50 epochs");
    double learnt = (Double) engine.eval("predict 1");
    assertEquals(learnt, engine.eval("squash(w1 + b)"));
    assertTrue(learnt > 0.2, "predicts " + learnt);
    assertEquals(0.5, invocable().invokeFunction("soft", 1));
    // What `back` undoes is offered again.
    engine.eval("let a = 1; let b2 = 2");
    assertEquals(0.5, engine.eval("back 2; soft(1)"));
    engine
        .getContext()
        .setAttribute(Attributes.FUNCTIONS, List.of("soft"), ScriptContext.ENGINE_SCOPE);
    assertThrows(ScriptException.class, () -> engine.eval("show 1"));
    engine
        .getContext()
        .setAttribute(Attributes.FUNCTIONS, List.of(soft.named("exp")), ScriptContext.ENGINE_SCOPE);
    assertThrows(ScriptException.class, () -> engine.eval("show 1"));
  }

  @Test
  void whatAFunctionThrowsIsTheCauseOfTheCause() {
    ArithmeticException thrown = new ArithmeticException("of the host");
    DoubleUnaryOperator bad =
        x -> {
          throw thrown;
        };
    engine.put("bad", bad);
    ScriptException failure =
        assertThrows(ScriptException.class, () -> engine.eval("show 1\nshow bad(2)"));
    assertEquals(2, failure.getLineNumber());
    assertSame(thrown, failure.getCause().getCause());
  }

  /** Of a reader without end no more is taken than the limits allow. */
  @Test
  void dataOfTheReaderKeepsToTheLimits() {
    long[] taken = new long[1];
    Reader endless =
        new Reader() {
          @Override
          public int read(char[] to, int from, int length) {
            for (int i = 0; i < length; i++) {
              long place = taken[0] + i;
              to[from + i] =
                  place < 4 ? "x,y\n".charAt((int) place) : "1,2\n".charAt((int) place % 4);
            }
            taken[0] += length;
            return length;
          }

          @Override
          public void close() {}
        };
    engine.getContext().setReader(endless);
    int most = 1_000_000;
    engine
        .getContext()
        .setAttribute(Attributes.LIMITS, Limits.standard().bytes(most), ScriptContext.ENGINE_SCOPE);
    String script = "inputs x; target y; data from \"-\"; evaluate";
    ScriptException failure = assertThrows(ScriptException.class, () -> engine.eval(script));
    assertTrue(failure.getMessage().contains("1000000 bytes"), failure.getMessage());
    assertTrue(taken[0] >= most && taken[0] <= most + 20_000, "taken " + taken[0]);
  }

  @Test
  void dataOfTheReaderMayHoldAnyCharacters() throws ScriptException {
    // Pieces are of 4,096 characters: a pair stands across two of them.
    for (int before = 4_080; before < 4_100; before++) {
      String text = "name,y\n" + "a".repeat(before) + "\ud83e\udde0,1\n\u00e4,0\n";
      engine.getContext().setReader(new StringReader(text));
      engine.eval("inputs n = name == \"\u00e4\"; target y; data from \"-\"; evaluate");
      String long1 = "a".repeat(before) + "\ud83e\udde0";
      assertEquals(
          1.0,
          engine.eval(
              "inputs n = name == \""
                  + long1
                  + "\"; target y; data from \"-\"; weights 8; bias -4; evaluate; accuracy"));
    }
    engine.getContext().setReader(new StringReader("x,y\n1,\ud83e"));
    assertThrows(
        ScriptException.class, () -> engine.eval("inputs x; target y; data from \"-\"; evaluate"));
  }
}
