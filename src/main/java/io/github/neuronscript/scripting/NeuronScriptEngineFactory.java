package io.github.neuronscript.scripting;

import io.github.neuronscript.NeuronScript;
import java.util.List;
import java.util.Objects;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;

/** By this a {@link javax.script.ScriptEngineManager} finds the engine. */
public final class NeuronScriptEngineFactory implements ScriptEngineFactory {

  private static final String NAME = "neuronscript";

  @Override
  public String getEngineName() {
    return "NeuronScript";
  }

  @Override
  public String getEngineVersion() {
    return NeuronScript.VERSION;
  }

  @Override
  public List<String> getExtensions() {
    return List.of("nn");
  }

  @Override
  public List<String> getMimeTypes() {
    return List.of("application/x-neuronscript", "text/x-neuronscript");
  }

  @Override
  public List<String> getNames() {
    return List.of(NAME, "nn", "NeuronScript");
  }

  @Override
  public String getLanguageName() {
    return "NeuronScript";
  }

  @Override
  public String getLanguageVersion() {
    return Integer.toString(NeuronScript.LANGUAGE);
  }

  /** Scripts of one context run one after the other, those of several at once. */
  @Override
  public Object getParameter(String key) {
    return switch (key) {
      case ScriptEngine.ENGINE -> getEngineName();
      case ScriptEngine.ENGINE_VERSION -> getEngineVersion();
      case ScriptEngine.LANGUAGE -> getLanguageName();
      case ScriptEngine.LANGUAGE_VERSION -> getLanguageVersion();
      case ScriptEngine.NAME -> NAME;
      case "THREADING" -> "MULTITHREADED";
      default -> null;
    };
  }

  /** The language has functions and no methods: the object is their first argument. */
  @Override
  public String getMethodCallSyntax(String object, String method, String... arguments) {
    StringBuilder call = new StringBuilder(Objects.requireNonNull(method)).append('(');
    call.append(Objects.requireNonNull(object));
    for (String argument : arguments) {
      call.append(", ").append(Objects.requireNonNull(argument));
    }
    return call.append(')').toString();
  }

  @Override
  public String getOutputStatement(String text) {
    StringBuilder statement = new StringBuilder("print \"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      statement.append(
          switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '{' -> "{{";
            case '}' -> "}}";
            default -> String.valueOf(c);
          });
    }
    return statement.append('"').toString();
  }

  @Override
  public String getProgram(String... statements) {
    StringBuilder program = new StringBuilder();
    for (String statement : statements) {
      program.append(Objects.requireNonNull(statement)).append('\n');
    }
    return program.toString();
  }

  @Override
  public ScriptEngine getScriptEngine() {
    return new NeuronScriptEngine(this);
  }
}
