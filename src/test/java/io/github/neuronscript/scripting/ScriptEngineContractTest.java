package io.github.neuronscript.scripting;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.script.Bindings;
import javax.script.Compilable;
import javax.script.CompiledScript;
import javax.script.Invocable;
import javax.script.ScriptContext;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
import javax.script.ScriptException;
import javax.script.SimpleBindings;
import javax.script.SimpleScriptContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the javadoc of {@code javax.script} asks of every engine, in the words of the methods that
 * the comments quote. A subclass names an engine and says a few things in its language.
 */
abstract class ScriptEngineContractTest {

  /** Returns a name under which the manager finds the engine. */
  abstract String name();

  /** Returns an expression: the value of that name and a number. */
  abstract String sum(String name, int number);

  /** Returns a statement that gives a name a value which later scripts can read. */
  abstract String assignment(String name, int value);

  /** Returns a statement that prints a word. */
  abstract String output(String word);

  /** Returns a function of two numbers that adds them. */
  abstract String function(String name);

  /** Returns two lines of which the second has a mistake that compiling finds. */
  abstract String mistakeInLineTwo();

  /** Returns two lines of which the second fails as it runs. */
  abstract String failureInLineTwo();

  private ScriptEngine engine;
  private ScriptEngineFactory factory;

  /** What a function of two numbers may be called by. */
  public interface Adder {
    double add(double a, double b);
  }

  /** What no script has. */
  public interface Stranger {
    double unheardOf(double a);
  }

  @BeforeEach
  void begin() {
    engine = new ScriptEngineManager().getEngineByName(name());
    assertNotNull(engine, name());
    factory = engine.getFactory();
  }

  private static void assertNumber(double expected, Object actual) {
    assertEquals(
        expected, assertInstanceOf(Number.class, actual, String.valueOf(actual)).doubleValue());
  }

  private static Bindings bindings(String name, Object value) {
    Bindings bindings = new SimpleBindings();
    bindings.put(name, value);
    return bindings;
  }

  private static ScriptContext context(Bindings bindings) {
    ScriptContext context = new SimpleScriptContext();
    context.setBindings(bindings, ScriptContext.ENGINE_SCOPE);
    return context;
  }

  private static Reader closed() throws IOException {
    Reader reader = new StringReader("x");
    reader.close();
    return reader;
  }

  private CompiledScript compiled(String script) throws ScriptException {
    return compiler().compile(script);
  }

  /** "The optional interface implemented by ScriptEngines". */
  private Compilable compiler() {
    assumeTrue(engine instanceof Compilable);
    return (Compilable) engine;
  }

  /** "The optional interface implemented by ScriptEngines". */
  private Invocable invocable() {
    assumeTrue(engine instanceof Invocable);
    return (Invocable) engine;
  }

  // ScriptEngineManager and ScriptEngineFactory

  /** "getEngineByName". */
  @Test
  void isFoundByEachOfItsNames() {
    for (String name : factory.getNames()) {
      ScriptEngine found = new ScriptEngineManager().getEngineByName(name);
      assertEquals(engine.getClass(), found.getClass(), name);
    }
    assertTrue(factory.getNames().contains(name()));
  }

  /** "getEngineByExtension". */
  @Test
  void isFoundByEachOfItsExtensions() {
    assertFalse(factory.getExtensions().isEmpty());
    for (String extension : factory.getExtensions()) {
      ScriptEngine found = new ScriptEngineManager().getEngineByExtension(extension);
      assertEquals(engine.getClass(), found.getClass(), extension);
    }
  }

  /** "getEngineByMimeType". */
  @Test
  void isFoundByEachOfItsMimeTypes() {
    assertFalse(factory.getMimeTypes().isEmpty());
    for (String type : factory.getMimeTypes()) {
      ScriptEngine found = new ScriptEngineManager().getEngineByMimeType(type);
      assertEquals(engine.getClass(), found.getClass(), type);
    }
  }

  /** "an immutable list of short names", of extensions, of mimetypes. */
  @Test
  void itsListsAreImmutable() {
    assertAll(
        () ->
            assertThrows(
                UnsupportedOperationException.class, () -> factory.getNames().add("another")),
        () ->
            assertThrows(
                UnsupportedOperationException.class, () -> factory.getExtensions().add("another")),
        () ->
            assertThrows(
                UnsupportedOperationException.class, () -> factory.getMimeTypes().add("another")));
  }

  /** "The values for these keys are the Strings returned by …". */
  @Test
  void itsParametersAreWhatItsMethodsSay() {
    assertEquals(factory.getEngineName(), factory.getParameter(ScriptEngine.ENGINE));
    assertEquals(factory.getEngineVersion(), factory.getParameter(ScriptEngine.ENGINE_VERSION));
    assertEquals(factory.getLanguageName(), factory.getParameter(ScriptEngine.LANGUAGE));
    assertEquals(factory.getLanguageVersion(), factory.getParameter(ScriptEngine.LANGUAGE_VERSION));
    assertTrue(factory.getNames().contains(factory.getParameter(ScriptEngine.NAME)));
    assertNotNull(factory.getEngineName());
    assertNotNull(factory.getEngineVersion());
    assertNotNull(factory.getLanguageName());
    assertNotNull(factory.getLanguageVersion());
  }

  /** "null if no value is assigned to the key". */
  @Test
  void anUnknownParameterIsNull() {
    assertNull(factory.getParameter("unheard.of"));
  }

  /** "These values for the THREADING key". */
  @Test
  void saysHowItGoesWithThreads() {
    Object threading = factory.getParameter("THREADING");
    assertTrue(
        threading == null
            || List.of("MULTITHREADED", "THREAD-ISOLATED", "STATELESS").contains(threading),
        String.valueOf(threading));
  }

  /** "NullPointerException if the key is null". */
  @Test
  void refusesNullForAParameter() {
    assertThrows(NullPointerException.class, () -> factory.getParameter(null));
  }

  /** "a statement to display the specified String", whatever signs it has. */
  @Test
  void anOutputStatementShowsAnyText() throws ScriptException {
    StringWriter out = new StringWriter();
    engine.getContext().setWriter(out);
    engine.eval(factory.getOutputStatement("a \"b\" \\ {c} 'd'"));
    assertEquals("a \"b\" \\ {c} 'd'", out.toString().strip());
  }

  /** "a valid scripting language executable program with given statements". */
  @Test
  void aProgramOfStatementsRuns() throws ScriptException {
    StringWriter out = new StringWriter();
    engine.getContext().setWriter(out);
    engine.eval(
        factory.getProgram(factory.getOutputStatement("one"), factory.getOutputStatement("two")));
    assertEquals("onetwo", out.toString().replaceAll("\\s", ""));
  }

  /** "NullPointerException if the statements array or any of its elements is null". */
  @Test
  void refusesNullForAStatement() {
    assertThrows(NullPointerException.class, () -> factory.getProgram((String[]) null));
    assertThrows(NullPointerException.class, () -> factory.getProgram("", null));
  }

  /** "NullPointerException if obj or m or args or any of the elements of args is null". */
  @Test
  void refusesNullForACall() {
    assertThrows(NullPointerException.class, () -> factory.getMethodCallSyntax(null, "m"));
    assertThrows(NullPointerException.class, () -> factory.getMethodCallSyntax("o", null));
    assertThrows(
        NullPointerException.class, () -> factory.getMethodCallSyntax("o", "m", (String[]) null));
    assertThrows(
        NullPointerException.class, () -> factory.getMethodCallSyntax("o", "m", "a", null));
  }

  /** "an instance of the ScriptEngine associated with this ScriptEngineFactory". */
  @Test
  void theFactoryMakesEngines() {
    assertEquals(engine.getClass(), factory.getScriptEngine().getClass());
    assertEquals(factory.getClass(), factory.getScriptEngine().getFactory().getClass());
  }

  // ScriptEngine: values

  /** "the same effect as getBindings(ScriptContext.ENGINE_SCOPE).put", and get. */
  @Test
  void putsAndGetsInItsEngineScope() {
    engine.put("x", 1);
    assertEquals(1, engine.getBindings(ScriptContext.ENGINE_SCOPE).get("x"));
    engine.getBindings(ScriptContext.ENGINE_SCOPE).put("y", 2);
    assertEquals(2, engine.get("y"));
    assertNull(engine.get("z"));
  }

  /** "NullPointerException if key is null … IllegalArgumentException if key is empty". */
  @Test
  void refusesNullAndEmptyKeys() {
    assertThrows(NullPointerException.class, () -> engine.put(null, 1));
    assertThrows(IllegalArgumentException.class, () -> engine.put("", 1));
    assertThrows(NullPointerException.class, () -> engine.get(null));
    assertThrows(IllegalArgumentException.class, () -> engine.get(""));
  }

  /** "identical to those returned by the getBindings method of ScriptContext". */
  @Test
  void itsBindingsAreThoseOfItsContext() {
    for (int scope : engine.getContext().getScopes()) {
      assertSame(engine.getContext().getBindings(scope), engine.getBindings(scope));
    }
  }

  /** "replaces the engine scope". */
  @Test
  void itsEngineScopeCanBeReplaced() throws ScriptException {
    engine.put("x", 1);
    Bindings other = bindings("x", 5);
    engine.setBindings(other, ScriptContext.ENGINE_SCOPE);
    assertSame(other, engine.getBindings(ScriptContext.ENGINE_SCOPE));
    assertSame(other, engine.getContext().getBindings(ScriptContext.ENGINE_SCOPE));
    assertNumber(6, engine.eval(sum("x", 1)));
  }

  /** "NullPointerException if the bindings is null and the scope is ENGINE_SCOPE". */
  @Test
  void refusesNullForItsEngineScope() {
    assertThrows(
        NullPointerException.class, () -> engine.setBindings(null, ScriptContext.ENGINE_SCOPE));
  }

  /** "IllegalArgumentException if the scope is invalid". */
  @Test
  void refusesAScopeThatIsNone() {
    assertThrows(IllegalArgumentException.class, () -> engine.getBindings(7));
    assertThrows(IllegalArgumentException.class, () -> engine.setBindings(new SimpleBindings(), 7));
  }

  /** "an uninitialized Bindings … that can be used to replace the state". */
  @Test
  void makesEmptyBindings() throws ScriptException {
    Bindings made = engine.createBindings();
    assertNotSame(made, engine.createBindings());
    made.put("x", 3);
    engine.setBindings(made, ScriptContext.ENGINE_SCOPE);
    assertNumber(4, engine.eval(sum("x", 1)));
  }

  /** "a ScriptContext that will replace the default ScriptContext". */
  @Test
  void itsContextCanBeReplaced() throws ScriptException {
    ScriptContext other = context(bindings("x", 7));
    engine.setContext(other);
    assertSame(other, engine.getContext());
    assertNumber(8, engine.eval(sum("x", 1)));
    assertThrows(NullPointerException.class, () -> engine.setContext(null));
  }

  // ScriptEngine: eval

  /** "generally visible in scripts using the associated keys as variable names". */
  @Test
  void valuesAreVisibleByTheirKeys() throws ScriptException {
    engine.put("x", 41);
    assertNumber(42, engine.eval(sum("x", 1)));
    engine.put("x", 42.5);
    assertNumber(43.5, engine.eval(sum("x", 1)));
  }

  /** "the manager sets global scope bindings". */
  @Test
  void globalValuesAreVisible() throws ScriptException {
    ScriptEngineManager manager = new ScriptEngineManager();
    manager.put("x", 2);
    ScriptEngine other = manager.getEngineByName(name());
    assertNumber(3, other.eval(sum("x", 1)));
    assertSame(manager.getBindings(), other.getBindings(ScriptContext.GLOBAL_SCOPE));
  }

  /** "the attribute in the lowest scope". */
  @Test
  void theEngineScopeHidesTheGlobalOne() throws ScriptException {
    engine.setBindings(bindings("x", 2), ScriptContext.GLOBAL_SCOPE);
    engine.put("x", 5);
    assertNumber(6, engine.eval(sum("x", 1)));
    engine.getBindings(ScriptContext.ENGINE_SCOPE).remove("x");
    engine.getContext().setAttribute("x", 9, ScriptContext.GLOBAL_SCOPE);
    assertNumber(9, engine.getContext().getAttribute("x"));
  }

  /** "State left in the engine from previous executions … may be visible". */
  @Test
  void laterScriptsSeeWhatEarlierOnesDid() throws ScriptException {
    engine.eval(assignment("x", 4));
    assertNumber(5, engine.eval(sum("x", 1)));
  }

  /** "or some other value in the state of the ScriptEngine". */
  @Test
  void theHostSeesWhatAScriptAssigned() throws ScriptException {
    engine.eval(assignment("x", 4));
    assertNumber(4, engine.get("x"));
  }

  /** A value that is set again counts, also after a script gave the name another. */
  @Test
  void theHostHasTheLastWord() throws ScriptException {
    engine.put("x", 1);
    assertNumber(2, engine.eval(sum("x", 1)));
    engine.put("x", 10);
    assertNumber(11, engine.eval(sum("x", 1)));
    engine.eval(assignment("y", 3));
    engine.put("y", 30);
    assertNumber(31, engine.eval(sum("y", 1)));
  }

  /** "Same as eval(String) except that the source is provided as a Reader". */
  @Test
  void readsScriptsFromAReader() throws ScriptException {
    engine.put("x", 1);
    assertNumber(2, engine.eval(new StringReader(sum("x", 1))));
    assertNumber(3, engine.eval(new StringReader(sum("x", 1)), bindings("x", 2)));
    assertNumber(4, engine.eval(new StringReader(sum("x", 1)), context(bindings("x", 3))));
  }

  /** "wrappers for checked Exceptions thrown by underlying scripting implementations". */
  @Test
  void aClosedReaderIsAScriptException() throws IOException {
    Reader reader = closed();
    ScriptException failure = assertThrows(ScriptException.class, () -> engine.eval(reader));
    assertInstanceOf(IOException.class, failure.getCause());
  }

  /** "using the Bindings argument as the ENGINE_SCOPE". */
  @Test
  void evaluatesWithOtherBindings() throws ScriptException {
    engine.put("x", 1);
    assertNumber(101, engine.eval(sum("x", 1), bindings("x", 100)));
  }

  /** "The ENGINE_SCOPE Bindings … is not changed, and its mappings are unaltered". */
  @Test
  void otherBindingsLeaveItsOwnAlone() throws ScriptException {
    engine.put("x", 1);
    Bindings own = engine.getBindings(ScriptContext.ENGINE_SCOPE);
    Map<String, Object> before = new HashMap<>(own);
    engine.eval(assignment("y", 2), new SimpleBindings());
    engine.eval(assignment("x", 2), bindings("x", 9));
    assertSame(own, engine.getBindings(ScriptContext.ENGINE_SCOPE));
    assertEquals(before, new HashMap<>(own));
    assertNumber(2, engine.eval(sum("x", 1)));
  }

  /** "non-ENGINE_SCOPE Bindings of the default ScriptContext are used". */
  @Test
  void otherBindingsSeeTheGlobalScope() throws ScriptException {
    engine.setBindings(bindings("g", 5), ScriptContext.GLOBAL_SCOPE);
    assertNumber(6, engine.eval(sum("g", 1), new SimpleBindings()));
  }

  /** "A ScriptContext exposing sets of attributes in different scopes". */
  @Test
  void evaluatesInAnotherContext() throws ScriptException {
    engine.put("x", 1);
    ScriptContext other = context(bindings("x", 50));
    assertNumber(51, engine.eval(sum("x", 1), other));
    assertNotSame(other, engine.getContext());
    assertNumber(2, engine.eval(sum("x", 1)));
  }

  /** "NullPointerException if either argument is null". */
  @Test
  void refusesNullForAScript() {
    ScriptContext context = engine.getContext();
    assertAll(
        () -> assertThrows(NullPointerException.class, () -> engine.eval((String) null)),
        () -> assertThrows(NullPointerException.class, () -> engine.eval((Reader) null)),
        () -> assertThrows(NullPointerException.class, () -> engine.eval((String) null, context)),
        () -> assertThrows(NullPointerException.class, () -> engine.eval((Reader) null, context)),
        () ->
            assertThrows(
                NullPointerException.class,
                () -> engine.eval((String) null, new SimpleBindings())));
  }

  /** "NullPointerException if either argument is null". */
  @Test
  void refusesNullForAContext() {
    engine.put("x", 1);
    String script = sum("x", 1);
    assertAll(
        () ->
            assertThrows(
                NullPointerException.class, () -> engine.eval(script, (ScriptContext) null)),
        () -> assertThrows(NullPointerException.class, () -> engine.eval(script, (Bindings) null)),
        () ->
            assertThrows(
                NullPointerException.class,
                () -> engine.eval(new StringReader(script), (ScriptContext) null)),
        () ->
            assertThrows(
                NullPointerException.class,
                () -> engine.eval(new StringReader(script), (Bindings) null)));
  }

  // ScriptContext: writers

  /** "the Writer for scripts to use when displaying output", and not the console. */
  @Test
  void printsToTheWriterOfTheContext() throws ScriptException {
    ScriptContext context = new SimpleScriptContext();
    StringWriter out = new StringWriter();
    context.setWriter(out);
    context.setErrorWriter(out);
    PrintStream console = System.out;
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    System.setOut(new PrintStream(heard, true, StandardCharsets.UTF_8));
    try {
      engine.eval(output("hello"), context);
    } finally {
      System.setOut(console);
    }
    assertEquals("hello", out.toString().strip());
    assertEquals("", heard.toString(StandardCharsets.UTF_8));
  }

  /** "Reader and Writers are used for script executions when no ScriptContext is specified". */
  @Test
  void printsToItsOwnWriterWithOtherBindings() throws ScriptException {
    StringWriter out = new StringWriter();
    engine.getContext().setWriter(out);
    engine.eval(output("hello"), new SimpleBindings());
    assertEquals("hello", out.toString().strip());
  }

  /** "wrappers for checked Exceptions": also those of a writer. */
  @Test
  void aWriterThatFailsIsAScriptException() {
    engine
        .getContext()
        .setWriter(
            new Writer() {
              @Override
              public void write(char[] text, int from, int count) throws IOException {
                throw new IOException("full");
              }

              @Override
              public void flush() throws IOException {
                throw new IOException("full");
              }

              @Override
              public void close() {}
            });
    assertThrows(ScriptException.class, () -> engine.eval(output("hello")));
  }

  // ScriptException

  /** "ScriptException if an error occurs in script", with "a message". */
  @Test
  void aMistakeIsAScriptException() {
    ScriptException failure =
        assertThrows(ScriptException.class, () -> engine.eval(mistakeInLineTwo()));
    assertFalse(failure.getMessage().isBlank());
  }

  /** "the name of the file being executed": in "getFileName". */
  @Test
  void aFailureNamesItsFile() {
    engine.put(ScriptEngine.FILENAME, "study.script");
    ScriptException failure =
        assertThrows(ScriptException.class, () -> engine.eval(mistakeInLineTwo()));
    assertEquals("study.script", failure.getFileName());
  }

  /** "Get the line number on which an error occurred", of mistakes. */
  @Test
  void aMistakeNamesItsLineAndColumn() {
    ScriptException failure =
        assertThrows(ScriptException.class, () -> engine.eval(mistakeInLineTwo()));
    assertEquals(2, failure.getLineNumber());
    assertTrue(failure.getColumnNumber() >= 1, "column " + failure.getColumnNumber());
  }

  /** "Get the line number on which an error occurred", while running. */
  @Test
  void aFailureNamesItsLine() {
    ScriptException failure =
        assertThrows(ScriptException.class, () -> engine.eval(failureInLineTwo()));
    assertEquals(2, failure.getLineNumber());
  }

  /** "State left in the engine": an error does not spoil it. */
  @Test
  void goesOnAfterAFailure() throws ScriptException {
    engine.eval(assignment("x", 4));
    assertThrows(ScriptException.class, () -> engine.eval(failureInLineTwo()));
    assertThrows(ScriptException.class, () -> engine.eval(mistakeInLineTwo()));
    assertNumber(5, engine.eval(sum("x", 1)));
  }

  // Compilable and CompiledScript

  /** "executed repeatedly without recompilation". */
  @Test
  void aCompiledScriptRunsAgainAndAgain() throws ScriptException {
    engine.put("x", 1);
    CompiledScript script = compiled(sum("x", 1));
    assertNumber(2, script.eval());
    engine.put("x", 2);
    assertNumber(3, script.eval());
    assertNumber(11, script.eval(bindings("x", 10)));
    assertNumber(21, script.eval(context(bindings("x", 20))));
    assertNumber(3, script.eval());
  }

  /** "If bindings is null, then the effect … is same as that of eval(getEngine().getContext())". */
  @Test
  void nullBindingsAreTheEnginesOwn() throws ScriptException {
    CompiledScript script = compiled(sum("x", 1));
    engine.put("x", 6);
    assertNumber(7, script.eval((Bindings) null));
  }

  /** "The ScriptEngine that created this CompiledScript". */
  @Test
  void aCompiledScriptKnowsItsEngine() throws ScriptException {
    assertSame(engine, compiled(sum("x", 1)).getEngine());
  }

  /** "Functionality is identical to compile(String)". */
  @Test
  void compilesFromAReader() throws ScriptException, IOException {
    engine.put("x", 1);
    Compilable compiler = compiler();
    assertNumber(2, compiler.compile(new StringReader(sum("x", 1))).eval());
    Reader reader = closed();
    assertThrows(ScriptException.class, () -> compiler.compile(reader));
  }

  /** "ScriptException if compilation fails". */
  @Test
  void refusesToCompileAMistake() {
    Compilable compiler = compiler();
    ScriptException failure =
        assertThrows(ScriptException.class, () -> compiler.compile(mistakeInLineTwo()));
    assertEquals(2, failure.getLineNumber());
  }

  /** "NullPointerException if the argument is null", and "if context is null". */
  @Test
  void refusesNullWhenCompiling() throws ScriptException {
    Compilable compiler = compiler();
    CompiledScript script = compiled(sum("x", 1));
    assertAll(
        () -> assertThrows(NullPointerException.class, () -> compiler.compile((String) null)),
        () -> assertThrows(NullPointerException.class, () -> compiler.compile((Reader) null)),
        () -> assertThrows(NullPointerException.class, () -> script.eval((ScriptContext) null)));
  }

  /** "Changes in the state … may be visible during subsequent executions of scripts". */
  @Test
  void aCompiledScriptChangesTheState() throws ScriptException {
    compiled(assignment("x", 4)).eval();
    assertNumber(5, engine.eval(sum("x", 1)));
  }

  /** A context of its own for each thread. */
  @Test
  void aCompiledScriptRunsInManyThreads() throws Exception {
    CompiledScript script = compiled(sum("x", 1));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Object>> tasks = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        int x = i;
        tasks.add(() -> script.eval(bindings("x", x)));
      }
      List<Future<Object>> results = threads.invokeAll(tasks);
      for (int i = 0; i < results.size(); i++) {
        assertNumber(i + 1, results.get(i).get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  // Invocable

  /** "Used to call top-level procedures and functions defined in scripts". */
  @Test
  void callsFunctionsOfAScript() throws Exception {
    engine.eval(function("add"));
    assertNumber(5, invocable().invokeFunction("add", 2, 3));
    assertNumber(-1.5, invocable().invokeFunction("add", -2.0, 0.5));
  }

  /** "NoSuchMethodException if method with given name … cannot be found". */
  @Test
  void aFunctionThatIsNotThereIsNoSuchMethod() throws ScriptException {
    Invocable invocable = invocable();
    engine.eval(function("add"));
    assertThrows(NoSuchMethodException.class, () -> invocable.invokeFunction("unheardOf", 1));
  }

  /** "NullPointerException if method name is null". */
  @Test
  void refusesNullForAFunction() {
    Invocable invocable = invocable();
    assertThrows(NullPointerException.class, () -> invocable.invokeFunction(null));
  }

  /** "IllegalArgumentException if the specified thiz is null". */
  @Test
  void refusesNullForAnObject() {
    Invocable invocable = invocable();
    assertThrows(IllegalArgumentException.class, () -> invocable.invokeMethod(null, "predict", 1));
    assertThrows(IllegalArgumentException.class, () -> invocable.getInterface(null, Adder.class));
  }

  /** "or the specified Object … does not represent a scripting object". */
  @Test
  void refusesAnObjectOfNoScript() {
    Invocable invocable = invocable();
    Object stranger = new Object();
    assertThrows(
        IllegalArgumentException.class, () -> invocable.invokeMethod(stranger, "predict", 1));
    assertThrows(
        IllegalArgumentException.class, () -> invocable.getInterface(stranger, Adder.class));
  }

  /** "an implementation of an interface using functions compiled in the interpreter". */
  @Test
  void implementsAnInterfaceByFunctions() throws ScriptException {
    engine.eval(function("add"));
    Adder adder = invocable().getInterface(Adder.class);
    assertEquals(5, adder.add(2, 3));
    assertEquals(adder, adder);
    assertNotNull(adder.toString());
  }

  /** "null if the requested interface is unavailable". */
  @Test
  void anInterfaceWithoutFunctionsIsNull() throws ScriptException {
    engine.eval(function("add"));
    assertNull(invocable().getInterface(Stranger.class));
  }

  /** "IllegalArgumentException if the specified Class object is null or is not an interface". */
  @Test
  void refusesAClassForAnInterface() {
    Invocable invocable = invocable();
    assertThrows(IllegalArgumentException.class, () -> invocable.getInterface(String.class));
    assertThrows(IllegalArgumentException.class, () -> invocable.getInterface(null));
  }
}
