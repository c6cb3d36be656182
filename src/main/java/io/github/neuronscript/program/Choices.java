package io.github.neuronscript.program;

import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Function;
import io.github.neuronscript.judge.Statistic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The names that have a meaning in one statement only, for those who type it. */
public final class Choices {

  private static final Map<String, List<String>> BEHIND =
      Map.ofEntries(
          Map.entry("cost cost", List.of("mean", "sum")),
          Map.entry("scale scale", List.of("standard", "minmax", "none")),
          Map.entry("split split", List.of("none")),
          Map.entry("penalty penalty", List.of("none")),
          Map.entry("plot plot", List.of("activation", "cost", "boundary", "data")),
          Map.entry("check check", List.of("gradient")),
          Map.entry("threshold best", List.of("accuracy", "f1", "youden")),
          Map.entry("evaluate evaluate", List.of("training", "test")),
          Map.entry("data missing", List.of("fail", "skip", "mean")),
          Map.entry("data decimal", List.of("point", "comma")),
          Map.entry("data header", List.of("first", "none")),
          Map.entry("data separator", List.of("comma", "semicolon", "tab", "pipe", "space")),
          Map.entry("predict missing", List.of("fail", "skip", "mean")),
          Map.entry("predict decimal", List.of("point", "comma")),
          Map.entry("predict header", List.of("first", "none")),
          Map.entry("predict separator", List.of("comma", "semicolon", "tab", "pipe", "space")),
          Map.entry("set set", List.of("digits", "numbers", "terms", "trace")),
          Map.entry("set numbers", List.of("double", "exact", "decimal")),
          Map.entry("set terms", List.of("all")),
          Map.entry("set trace", List.of("full", "summary", "none")),
          Map.entry("weights weights", List.of("zeros", "ones", "random", "uniform", "normal")),
          Map.entry("bias bias", List.of("none")),
          Map.entry("show show", Topics.ALL));

  /** By the first parameter that the functions of the prelude have. */
  private static final Map<String, String> PARAMETER =
      Map.of("activation", "z", "loss", "y", "penalty", "w");

  private Choices() {}

  /**
   * Returns the names for a place.
   *
   * @param first the first word of the statement
   * @param previous the word before the place
   */
  public static List<String> behind(String first, String previous) {
    return BEHIND.getOrDefault(first + " " + previous, List.of());
  }

  /** Returns the names of the functions that are no formulas, such as {@code exp}. */
  public static List<String> elementaryFunctions() {
    return Arrays.stream(Function.values()).map(Function::word).sorted().toList();
  }

  /** Whether a quantity is a figure of a cross-validation. */
  public static boolean isOfCrossValidation(String name) {
    return Statistic.Of.named(name).isPresent();
  }

  /** Whether a statement wants a function, and no value. */
  public static boolean readsFunctionsOnly(String first) {
    return PARAMETER.containsKey(first);
  }

  /** Returns the functions that fit a statement: of the prelude those that are made for it. */
  public static List<Definition> functions(String first, Scope scope) {
    String parameter = PARAMETER.get(first);
    List<Definition> fitting = new ArrayList<>();
    for (Definition f : scope.functions().values()) {
      boolean own = !scope.isBuiltIn(f.name());
      if (parameter == null || own || f.parameters().get(0).equals(parameter)) {
        fitting.add(f);
      }
    }
    return fitting;
  }
}
