package io.github.neuronscript.formula;

import io.github.neuronscript.formula.Expression.Partial;
import io.github.neuronscript.formula.Expression.Variable;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The signs that mathematics has for the words of the language: {@code output} is ŷ. */
public final class Symbols {

  private static final Map<String, String> QUANTITIES =
      Map.ofEntries(
          Map.entry("output", "ŷ"),
          Map.entry("target", "y"),
          Map.entry("loss", "L"),
          Map.entry("cost", "C"),
          Map.entry("rate", "α"),
          Map.entry("gradient", "g"));

  private static final Map<String, String> FUNCTIONS = Map.of("sigmoid", "σ");

  /** The words that are never a name, whatever the place; in the order of the grammar. */
  public static final Set<String> RESERVED =
      Collections.unmodifiableSet(
          new LinkedHashSet<>(
              List.of(
                  "and",
                  "or",
                  "not",
                  "if",
                  "then",
                  "else",
                  "otherwise",
                  "when",
                  "is",
                  "within",
                  "nan",
                  "true",
                  "false")));

  private Symbols() {}

  /** Returns the sign of a variable or a partial derivative. */
  public static String of(Expression leaf) {
    if (leaf instanceof Partial partial) {
      return "∂" + of(partial.of()) + "/∂" + of(partial.by());
    }
    Variable variable = (Variable) leaf;
    return variable.role() == Variable.Role.QUANTITY
        ? QUANTITIES.getOrDefault(variable.name(), variable.name())
        : variable.name();
  }

  /** As {@link #of}, in one line of text: a name that is not a plain one stands in backticks. */
  public static String written(Expression leaf) {
    if (leaf instanceof Partial partial) {
      return "∂" + written(partial.of()) + "/∂" + written(partial.by());
    }
    Variable variable = (Variable) leaf;
    return variable.role() == Variable.Role.QUANTITY ? of(variable) : quoted(variable.name());
  }

  /**
   * Returns a name in backticks unless it is a plain one; a prime or a ° behind it stays outside.
   */
  private static String quoted(String name) {
    int end = name.length();
    while (end > 0 && "′°".indexOf(name.charAt(end - 1)) >= 0) {
      end--;
    }
    return typed(name.substring(0, end)) + name.substring(end);
  }

  /** Returns the sign of a defined function. */
  public static String function(String name) {
    return FUNCTIONS.getOrDefault(name, name);
  }

  /** Returns a name as it would be typed: in backticks unless it is a plain one. */
  public static String typed(String name) {
    boolean plain = !name.isEmpty() && !RESERVED.contains(name);
    for (int i = 0; i < name.length() && plain; ) {
      int c = name.codePointAt(i);
      plain = c == '_' || Character.isLetter(c) || i > 0 && Character.isDigit(c);
      i += Character.charCount(c);
    }
    return plain ? name : "`" + name + "`";
  }
}
