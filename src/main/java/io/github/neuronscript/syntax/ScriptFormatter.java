package io.github.neuronscript.syntax;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.NeuronScriptException;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Source;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Lays a script out in the one layout of the house. It moves spaces and line ends, and writes a
 * line end for a {@code ;} between statements; the words, their spelling and the comments stay as
 * they are, and so does the meaning. What is laid out already stays as it is.
 *
 * <ul>
 *   <li>One statement a line, at most one blank line between two, where there was one.
 *   <li>Braces with a line break between them are a block: one row a line, indented by two.
 *   <li>Other line breaks are kept, and what follows is indented by two. None is added.
 *   <li>One space around operators and behind commas; none around {@code ^}, within brackets, and
 *       behind the minus of a negative.
 *   <li>In a run of declarations without a blank line their values begin in one column. So do the
 *       formulas and clauses of a run of {@code define}s, the values of a run of {@code let}s, the
 *       braces of a run of learning rules, the {@code then}s of a run of rules, and the comments
 *       behind a run of lines.
 * </ul>
 *
 * {@link LineMaker} makes the lines, {@link Spacing} knows the spaces, {@link Columns} what is
 * aligned, {@link Alignment} aligns it.
 */
public final class ScriptFormatter {

  private static final Pattern LINE_END = Pattern.compile("\r\n?");

  private ScriptFormatter() {}

  /**
   * Returns the text of a script in the layout of the house, with {@code \n} as line end.
   *
   * @throws ScriptException with the syntax errors, if there are any, or if it is too long
   */
  public static String format(Source source, ScriptLimits limits) {
    Script script = ScriptParser.parse(source, limits);
    List<Diagnostic> errors = script.diagnostics().stream().filter(Diagnostic::isError).toList();
    if (!errors.isEmpty()) {
      throw NeuronScriptException.of(errors, null);
    }
    String text = LINE_END.matcher(script.source().text()).replaceAll("\n");
    return Alignment.text(LineMaker.lines(Scanner.of(Source.of(source.name(), text))));
  }
}
