package io.github.neuronscript.cli;

import io.github.neuronscript.render.Style;
import java.util.Arrays;
import java.util.List;

/**
 * How the two outputs look: by the options, else by what they are connected to. Errors that go to a
 * program are never broken.
 */
record Appearance(Style style, Style errors) {

  private static final List<String> WHEN = List.of("auto", "always", "never");

  static Appearance of(Screen screen, Arguments arguments) {
    String color = arguments.option("--color", "auto");
    if (!WHEN.contains(color)) {
      throw new UsageException(UsageErrors.badValue("--color", color, WHEN));
    }
    return of(screen, color, arguments.option("--ascii", false));
  }

  /** As far as can be seen without understanding the whole. */
  static Appearance of(Screen screen, String[] args) {
    return of(screen, "auto", Arrays.asList(args).contains("--ascii"));
  }

  private static Appearance of(Screen screen, String color, boolean ascii) {
    boolean always = color.equals("always");
    boolean auto = color.equals("auto") && screen.colorful();
    // A pipe is always UTF-8: what reads it is a program.
    Style style =
        new Style(
            screen.width(),
            always || auto && screen.output(),
            ascii || screen.output() && !screen.unicode());
    return new Appearance(
        style,
        new Style(
            screen.errors() ? screen.width() : Integer.MAX_VALUE,
            always || auto && screen.errors(),
            ascii || screen.errors() && !screen.unicode()));
  }
}
