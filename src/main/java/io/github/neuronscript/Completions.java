package io.github.neuronscript;

import io.github.neuronscript.Completion.Kind;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.program.CheckedScript;
import io.github.neuronscript.program.Choices;
import io.github.neuronscript.program.Scope;
import io.github.neuronscript.syntax.Expected;
import io.github.neuronscript.syntax.Script;
import io.github.neuronscript.syntax.ScriptParser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the words that may stand where somebody is typing: what the grammar allows, by name. */
final class Completions {

  private final Expected expected;
  private final Scope scope;
  private final String typed;
  private final List<Completion> found = new ArrayList<>();
  private final Set<String> words = new HashSet<>();

  private Completions(Expected expected, Scope scope, String typed) {
    this.expected = expected;
    this.scope = scope;
    this.typed = typed;
  }

  /**
   * Returns the words, those of the place first; none behind a text that is too long.
   *
   * @param text up to the caret
   * @param start what was declared before it
   * @param options which data has a name, and how long the text may be
   */
  static List<Completion> of(String text, Scope start, Options options) {
    if (!ScriptParser.isWithin(options.limits().forScript(), text)) {
      return List.of();
    }
    Expected expected = Expected.at(text);
    Script before = ScriptParser.parse(Source.of("", expected.before()));
    Scope scope = CheckedScript.of(before, start, Optional.empty()).scope();
    Completions completions = new Completions(expected, scope, text.substring(expected.start()));
    completions.find(options.data().keySet());
    return List.copyOf(completions.found);
  }

  private void find(Set<String> data) {
    String first = expected.first().orElse("");
    List<String> choices = Choices.behind(first, expected.previous().orElse(""));
    if (expected.name()) {
      choices.forEach(word -> add(word, Kind.CHOICE, ""));
      if (expected.previous().filter("from"::equals).isPresent()) {
        new TreeSet<>(data).forEach(name -> add(name, Kind.DATA, ""));
      }
      if (first.equals("learning")) {
        scope.learningRules().keySet().forEach(name -> add(name, Kind.LEARNING_RULE, ""));
      }
    }
    boolean wantsFunction =
        Choices.readsFunctionsOnly(first) && expected.previous().equals(expected.first());
    if (!wantsFunction) {
      expected.keywords().stream()
          .filter(word -> !isUnknown(first) || NeuronScript.statementWords().contains(word))
          .forEach(word -> add(word, Kind.KEYWORD, ""));
    }
    if (expected.formula() && !isUnknown(first)) {
      Choices.functions(first, scope).stream()
          .sorted(Comparator.comparing(Definition::name))
          .forEach(f -> add(f.name(), Kind.FUNCTION, detail(f)));
      if (!wantsFunction) {
        Choices.elementaryFunctions().forEach(name -> add(name, Kind.FUNCTION, ""));
        // Nobody wants to see those many that only a cross-validation has, unless they ask.
        scope.names().stream()
            .filter(name -> !typed.isEmpty() || !Choices.isOfCrossValidation(name))
            .sorted()
            .forEach(name -> add(name, Kind.NAME, ""));
      }
    }
  }

  private static String detail(Definition function) {
    return HostFunction.calledBy(function)
        .map(HostFunction::description)
        .orElseGet(() -> FormulaWriter.symbols(function.body()));
  }

  /** At the start of a statement a formula is allowed, but rarely meant. */
  private boolean isUnknown(String first) {
    return first.isEmpty() && typed.isEmpty();
  }

  private void add(String word, Kind kind, String detail) {
    if (word.startsWith(typed) && words.add(word)) {
      found.add(new Completion(word, kind, detail, expected.start()));
    }
  }
}
