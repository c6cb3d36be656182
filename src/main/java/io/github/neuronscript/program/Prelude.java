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
import java.util.AbstractMap;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** What every script has from the start: the functions and rules of {@code prelude.nn}. */
public final class Prelude {

  private static final String FUNCTION = "define ";
  private static final String RULE = "define rule ";
  private static final String RESOURCE = "/io/github/neuronscript/prelude.nn";

  /** Read once, when it is first needed; what can be seen of it never changes. */
  private static final class Loaded {
    static final String TEXT = read();
    static final Definitions<Definition> FUNCTIONS =
        new Definitions<>((scope, name) -> scope.function(name).orElseThrow());
    static final Definitions<RuleDefinition> RULES =
        new Definitions<>((scope, name) -> scope.learningRule(name).orElseThrow());
    static final Scope SCOPE = load(TEXT);
  }

  /** Made when something is first simplified. */
  private static final class Recognising {
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
    return Recognising.SIMPLIFIER;
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

  /** Finds where each definition begins and ends; none of them is read yet. */
  private static Scope load(String text) {
    StringBuilder piece = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      if (line.isEmpty() || line.startsWith("#") || line.startsWith(FUNCTION)) {
        keep(piece.toString());
        piece.setLength(0);
      }
      piece.append(line).append('\n');
    }
    keep(piece.toString());
    return Scope.builtIn(Layered.over(Loaded.FUNCTIONS), Layered.over(Loaded.RULES));
  }

  private static void keep(String piece) {
    if (piece.startsWith(RULE)) {
      Loaded.RULES.texts.put(name(piece.substring(RULE.length())), piece);
    } else if (piece.startsWith(FUNCTION)) {
      Loaded.FUNCTIONS.texts.put(name(piece.substring(FUNCTION.length())), piece);
    }
  }

  private static String name(String definition) {
    int end = 0;
    while (definition.charAt(end) != '(' && definition.charAt(end) != '{') {
      end++;
    }
    return definition.substring(0, end).strip();
  }

  private static Scope checked(String text) {
    Script script = ScriptParser.parse(Source.of("prelude.nn", text));
    Scope above = Scope.defining(Layered.over(Loaded.FUNCTIONS), Layered.over(Loaded.RULES));
    Checked checked = Checker.checkTrusted(script.statements().get(0), above);
    if (checked.hasErrors() || !script.diagnostics().isEmpty() || script.statements().size() > 1) {
      throw new IllegalStateException(text + checked.diagnostics() + script.diagnostics());
    }
    return checked.scope();
  }

  /**
   * Definitions by their names, of which each is parsed and checked when it is first asked for: a
   * short script needs three of them, and all together take as long as the rest of its start.
   */
  private static final class Definitions<V> extends AbstractMap<String, V> {

    /** One for both maps: a definition may call for others. */
    private static final Object LOCK = new Object();

    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, V> known = new ConcurrentHashMap<>();
    private final BiFunction<Scope, String, V> reader;

    Definitions(BiFunction<Scope, String, V> reader) {
      this.reader = reader;
    }

    @Override
    public V get(Object name) {
      V definition = known.get(name);
      return definition == null && texts.containsKey(name) ? load((String) name) : definition;
    }

    private V load(String name) {
      synchronized (LOCK) {
        V definition = known.get(name);
        if (definition == null) {
          definition = reader.apply(checked(texts.get(name)), name);
          known.put(name, definition);
        }
        return definition;
      }
    }

    @Override
    public boolean containsKey(Object name) {
      return texts.containsKey(name);
    }

    @Override
    public Set<String> keySet() {
      return Collections.unmodifiableSet(texts.keySet());
    }

    @Override
    public int size() {
      return texts.size();
    }

    @Override
    public Set<Entry<String, V>> entrySet() {
      Map<String, V> all = new LinkedHashMap<>();
      texts.keySet().forEach(name -> all.put(name, get(name)));
      return all.entrySet();
    }
  }
}
