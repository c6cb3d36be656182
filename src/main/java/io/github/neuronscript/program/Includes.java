package io.github.neuronscript.program;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Reached;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.syntax.Script;
import io.github.neuronscript.syntax.ScriptParser;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.syntax.SyntaxLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and checks another script in place of {@code include}; each once, and no circles. */
final class Includes extends Checks {

  Includes(Checks checks) {
    super(checks);
  }

  Statement include(Statement.Include s) {
    String path = normal(inFolder(s.path()));
    if (files.isEmpty()) {
      // Whatever it declares is not called unknown.
      scope.damage("include");
      return s;
    }
    if (open.size() >= SyntaxLimits.INCLUDES) {
      diagnostics.add(CheckErrors.includeTooDeep(s.pathSpan(), SyntaxLimits.INCLUDES));
      return s;
    }
    if (!s.foreign() && isOpen(s, path)) {
      diagnostics.add(CheckErrors.includeCycle(s.pathSpan(), path));
      return s;
    }
    if (s.foreign()) {
      if (scope.written.contains(path)) {
        // The script writes it before, so that it is read when it runs.
        return new Statement.Include(path, s.pathSpan(), true, List.of(), s.span(), s.places());
      }
    } else {
      if (scope.included.containsKey(path)) {
        return s;
      }
      scope.included = scope.included.with(path, true);
    }
    try {
      Source source =
          s.foreign()
              ? DataFiles.declared(files.get(), path, s.pathSpan())
              : DataFiles.script(files.get(), path, s.pathSpan(), scope);
      return new Statement.Include(
          s.path(), s.pathSpan(), s.foreign(), checked(s, source, path), s.span(), s.places());
    } catch (ScriptException e) {
      diagnostics.addAll(e.diagnostics());
      scope.damage("include");
      return s;
    }
  }

  private List<Statement> checked(Statement.Include s, Source source, String path) {
    List<String> opened = new ArrayList<>(open);
    opened.add(path);
    Checks inside = new Checks(this, path.substring(0, path.lastIndexOf('/') + 1), opened);
    Script script = ScriptParser.parse(source, scope.left);
    Optional<Reached> tooLong =
        script.diagnostics().stream()
            .filter(d -> d.code() == Code.SCRIPT_TOO_LONG)
            .flatMap(d -> d.reached().stream())
            .findFirst();
    if (tooLong.isPresent()) {
      throw new ScriptException(
          CheckErrors.includesTooLong(s.pathSpan(), scope.limits, tooLong.get()));
    }
    scope.left = scope.left.less(source.text().length(), script.tokens());
    diagnostics.addAll(script.diagnostics());
    List<Statement> checked = new ArrayList<>();
    for (Statement statement : script.statements()) {
      if (diagnostics.stream().filter(Diagnostic::isError).count() > SyntaxLimits.ERRORS) {
        break;
      }
      scope.limits.asked().run();
      checked.add(statement.accept(new Checker(inside)));
    }
    return checked;
  }

  /** Whether the script is the one that asks, or one that includes it. */
  private boolean isOpen(Statement.Include s, String path) {
    String asking = s.span().source().name();
    return asking.equals(path) || asking.endsWith("/" + path) || open.contains(path);
  }

  /** Returns a path without `.` and `..`, so that one file has one name. */
  static String normal(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      boolean up =
          part.equals("..") && !parts.isEmpty() && !parts.get(parts.size() - 1).equals("..");
      if (up) {
        parts.remove(parts.size() - 1);
      } else if (!part.equals(".") && !(part.isEmpty() && !parts.isEmpty())) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }
}
