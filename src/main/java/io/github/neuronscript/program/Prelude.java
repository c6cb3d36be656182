package io.github.neuronscript.program;

import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Function;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.formula.Simplifier;
import io.github.neuronscript.syntax.Script;
import io.github.neuronscript.syntax.ScriptLimits;
import io.github.neuronscript.syntax.ScriptParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** What every script has from the start: the functions and rules of {@code prelude.nn}. */
public final class Prelude {

  private static final String RESOURCE = "/io/github/neuronscript/prelude.nn";

  /** Read once, when it is first needed; immutable. */
  private static final class Loaded {
    static final String TEXT = read();
    static final Scope SCOPE = load(TEXT);
    static final Simplifier SIMPLIFIER =
        Simplifier.recognising(builtIn("sigmoid"), builtIn("softplus"));
  }

  private Prelude() {}

  /** Returns the scope in which a script starts. */
  public static Scope scope() {
    return Loaded.SCOPE.copy();
  }

  /** Returns the scope in which a script starts that may be so large. */
  public static Scope scope(ScriptLimits limits) {
    Scope scope = scope();
    scope.limits = limits;
    scope.left = limits;
    return scope;
  }

  /** Returns the scope in which a script starts that may call functions of its host. */
  public static Scope scope(ScriptLimits limits, Collection<HostFunction> functions) {
    Scope scope = scope(limits);
    return functions.isEmpty() ? scope : scope.offering(functions);
  }

  /** Whether a function of the language is called so, so that nothing else can be. */
  public static boolean isTaken(String name) {
    return Loaded.SCOPE.functions.containsKey(name)
        || Function.named(name).isPresent()
        || !Names.spelled(name).equals(name);
  }

  /** Returns the text of the prelude. */
  public static String text() {
    return Loaded.TEXT;
  }

  /** Returns the simplifier that knows the prelude's logistic function and its logarithm. */
  public static Simplifier simplifier() {
    return Loaded.SIMPLIFIER;
  }

  /** Returns a function of the prelude, which must be there. */
  public static Definition builtIn(String name) {
    return Loaded.SCOPE.function(name).orElseThrow();
  }

  private static String read() {
    try (InputStream in = Prelude.class.getResourceAsStream(RESOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Scope load(String text) {
    Script script = ScriptParser.parse(Source.of("prelude.nn", text));
    Scope scope = Scope.empty();
    for (var statement : script.statements()) {
      Checked checked = Checker.checkTrusted(statement, scope);
      if (checked.hasErrors()) {
        throw new IllegalStateException(checked.diagnostics().toString());
      }
      scope = checked.scope();
    }
    if (!script.diagnostics().isEmpty()) {
      throw new IllegalStateException(script.diagnostics().toString());
    }
    return scope.asBuiltIn();
  }
}
