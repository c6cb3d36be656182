package io.github.neuronscript.receipt;

import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.syntax.Script;
import io.github.neuronscript.syntax.ScriptParser;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.syntax.Word;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The functions and learning rules that every script has, and none may define anew: whoever tells
 * one of them has to tell it as it is. Immutable.
 */
final class BuiltIns {

  static final BuiltIns ALL = read();

  private static final String FROM = "the language";

  private final Map<String, Statement.Define> functions = new HashMap<>();
  private final Map<String, Statement.DefineRule> rules = new HashMap<>();

  private BuiltIns(Script script) {
    for (Statement statement : script.statements()) {
      if (statement instanceof Statement.Define function) {
        functions.put(function.name().text(), function);
      } else if (statement instanceof Statement.DefineRule rule) {
        rules.put(rule.name(), rule);
      }
    }
  }

  private static BuiltIns read() {
    try (InputStream in =
        BuiltIns.class.getResourceAsStream("/io/github/neuronscript/prelude.nn")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new BuiltIns(ScriptParser.parse(Source.of("prelude.nn", text)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Holds the line of a function to the language, if it is one of its own. */
  void hold(Fields line, Formulas formulas) {
    Statement.Define own = functions.get(line.text("name"));
    if (own == null) {
      return;
    }
    line.deriveTexts("parameters", own.parameters().stream().map(Word::text).toList(), FROM);
    hold(line, "formula", own.body(), formulas);
    if (own.stated().isEmpty()) {
      line.deriveNothing("derivative", FROM);
    } else if (line.isNull("derivative")) {
      throw line.broken("`derivative` is missing, which the language states");
    } else {
      Fields derivative = line.object("derivative");
      Optional<Word> by = own.stated().get().by();
      derivative.derive("by", by.orElse(own.parameters().get(0)).text(), FROM);
      hold(derivative, "formula", own.stated().get().formula(), formulas);
    }
    if (own.requirement().isEmpty()) {
      line.deriveNothing("requires", FROM);
    } else {
      hold(line, "requires", own.requirement().get(), formulas);
    }
  }

  private static void hold(Fields line, String key, Expression own, Formulas formulas) {
    String expected = FormulaWriter.source(own);
    if (!FormulaWriter.source(formulas.parsed(line, line.text(key))).equals(expected)) {
      throw line.broken(
          "`"
              + key
              + "` is `"
              + line.text(key)
              + "`, and in the language it is `"
              + expected
              + "`");
    }
    line.hold(key);
  }

  /** Holds the lines of a learning rule to the language, if its name is one of its own. */
  void holdRule(Fields line, Formulas formulas) {
    Statement.DefineRule own = line.textIfAny("learning_rule").map(rules::get).orElse(null);
    if (own == null) {
      return;
    }
    String key = "learning_rule_formula";
    List<String> told = line.texts(key);
    Map<String, String> arguments = new HashMap<>();
    own.parameters().forEach(parameter -> arguments.put(parameter.text(), ""));
    boolean same = told.size() == own.lines().size();
    for (int i = 0; i < told.size() && same; i++) {
      String name = own.lines().get(i).name().text() + " <- ";
      same =
          told.get(i).startsWith(name)
              && fits(
                  own.lines().get(i).formula(),
                  formulas.parsed(line, told.get(i).substring(name.length())),
                  arguments);
    }
    if (!same) {
      throw line.broken(
          "`learning_rule_formula` is not that of `" + own.name() + "` in the language");
    }
    line.hold(key);
  }

  /** Whether a formula is one of the language with arguments put in for its parameters. */
  private static boolean fits(Expression own, Expression told, Map<String, String> arguments) {
    if (own instanceof Variable variable) {
      String argument = arguments.get(variable.name());
      String source = FormulaWriter.source(told);
      if (argument != null) {
        arguments.put(variable.name(), source);
        return argument.isEmpty() || argument.equals(source);
      }
      return source.equals(variable.name().equals("y") ? "target" : variable.name());
    }
    List<Expression> parts = own.children();
    List<Expression> others = told.children();
    if (parts.isEmpty() || others.size() != parts.size()) {
      return FormulaWriter.source(own).equals(FormulaWriter.source(told));
    }
    for (int i = 0; i < parts.size(); i++) {
      if (!fits(parts.get(i), others.get(i), arguments)) {
        return false;
      }
    }
    return FormulaWriter.source(own.withChildren(others)).equals(FormulaWriter.source(told));
  }
}
