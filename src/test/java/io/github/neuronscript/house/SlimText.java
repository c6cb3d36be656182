package io.github.neuronscript.house;

/**
 * What joins the strings of the library, in place of the factory of the JDK that javac calls: each
 * call of that is several constants of its own, and each of its shapes a class of the JVM. Gives
 * the same strings.
 */
public final class SlimText {

  /** Stands in a recipe where a value goes. */
  static final char VALUE = '\1';

  private SlimText() {}

  /** Returns the recipe with the values in their places. */
  static String join(Object[] values, String recipe) {
    StringBuilder text = new StringBuilder();
    int next = 0;
    int from = 0;
    for (int at; (at = recipe.indexOf(VALUE, from)) >= 0; from = at + 1) {
      text.append(recipe, from, at).append(values[next++]);
    }
    return text.append(recipe, from, recipe.length()).toString();
  }
}
