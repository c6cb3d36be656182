package io.github.neuronscript.handout;

import io.github.neuronscript.Options;
import io.github.neuronscript.Session;
import io.github.neuronscript.diagnostic.Escapes;
import io.github.neuronscript.diagnostic.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A script as a page shows it.
 *
 * @param title the first line of the comment at its head; without one its name
 * @param intro the other lines of that comment
 * @param code what comes behind
 */
record ScriptText(String title, String intro, String code) {

  private static final Pattern SILENT = Pattern.compile("set\\s+trace\\s+none");

  static ScriptText of(Source source) {
    List<String> head = new ArrayList<>();
    List<String> rest = new ArrayList<>(source.text().lines().toList());
    while (!rest.isEmpty() && (rest.get(0).startsWith("#") || rest.get(0).isBlank())) {
      String line = rest.remove(0);
      if (!line.isBlank()) {
        head.add(line.substring(1).strip());
      } else if (!head.isEmpty()) {
        break;
      }
    }
    String title = head.isEmpty() || head.get(0).isEmpty() ? name(source) : head.get(0);
    String intro = head.isEmpty() ? "" : String.join(" ", head.subList(1, head.size())).strip();
    String code = String.join("\n", rest).strip();
    return new ScriptText(Escapes.visible(title), intro, code);
  }

  /** Returns the name of its file without folders. */
  static String name(Source source) {
    String name = source.name();
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** Returns a script whose statements {@code set trace none} are {@code set trace full}. */
  static Source traced(Source source, Options options) {
    String text = source.text();
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (Session.Text statement : Session.read(source, options).statements()) {
      int start = text.indexOf(statement.text(), at);
      int end = start + statement.text().length();
      out.append(text, at, start);
      out.append(SILENT.matcher(statement.text()).matches() ? "set trace full" : statement.text());
      at = end;
    }
    out.append(text, at, text.length());
    return Source.of(source.name(), out.toString());
  }

  /** Returns a script without its statements {@code expect}, which tell what comes out. */
  static Source withoutExpectations(Source source, Options options) {
    return without(source, options, statement -> statement.startsWith("expect"));
  }

  /**
   * Returns a script as somebody reads it on a page: also without {@code set trace none}, which is
   * for the terminal.
   */
  static ScriptText shown(Source source, Options options) {
    return of(
        without(
            source,
            options,
            statement -> statement.startsWith("expect") || SILENT.matcher(statement).matches()));
  }

  /** Returns a script without some statements, nor the lines where nothing else stands. */
  private static Source without(Source source, Options options, Predicate<String> left) {
    String text = source.text();
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (Session.Text statement : Session.read(source, options).statements()) {
      int start = text.indexOf(statement.text(), at);
      int end = start + statement.text().length();
      if (left.test(statement.text())) {
        int line = text.lastIndexOf('\n', start - 1) + 1;
        int next = text.indexOf('\n', end);
        String behind = text.substring(end, next < 0 ? text.length() : next).strip();
        boolean alone =
            line >= at
                && text.substring(line, start).isBlank()
                && (behind.isEmpty() || behind.startsWith("#"));
        out.append(text, at, alone ? line : start);
        at = alone ? next < 0 ? text.length() : next + 1 : end;
      } else {
        out.append(text, at, end);
        at = end;
      }
    }
    out.append(text, Math.min(at, text.length()), text.length());
    return Source.of(source.name(), out.toString().replaceAll("\n{3,}", "\n\n"));
  }
}
