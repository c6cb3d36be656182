package io.github.neuronscript.program;

import io.github.neuronscript.data.FileOpener;
import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.syntax.Script;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.syntax.SyntaxLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A script in which every name is resolved and every count checked. Immutable.
 *
 * @param statements with their names resolved, to be run if there is no error
 * @param scope what is known at the end
 * @param diagnostics of parsing and checking, in the order of the text, at most twenty errors
 */
public record CheckedScript(List<Statement> statements, Scope scope, List<Diagnostic> diagnostics) {

  public CheckedScript {
    statements = List.copyOf(statements);
    diagnostics = List.copyOf(diagnostics);
  }

  /**
   * Checks a script, statement by statement.
   *
   * @param start whose limits say who is asked before each statement, and may end it by an
   *     exception
   * @param files reads the headers of data files; without it no file is opened
   */
  public static CheckedScript of(Script script, Scope start, Optional<FileOpener> files) {
    Scope scope = start.copy();
    List<Statement> statements = new ArrayList<>();
    List<Diagnostic> diagnostics = new ArrayList<>(script.diagnostics());
    for (Statement statement : script.statements()) {
      scope.limits.asked().run();
      Checked checked = Checker.checkNext(statement, scope, files);
      statements.add(checked.statement());
      for (Diagnostic diagnostic : checked.diagnostics()) {
        scope.errors += diagnostic.isError() ? 1 : 0;
        diagnostics.add(diagnostic);
      }
    }
    if (diagnostics.stream().noneMatch(Diagnostic::isError)) {
      diagnostics.addAll(Checker.checkEnd(scope, files));
    }
    scope.goOn();
    diagnostics.sort((one, other) -> Integer.compare(start(one), start(other)));
    return new CheckedScript(statements, scope, firstErrors(diagnostics));
  }

  private static int start(Diagnostic diagnostic) {
    return diagnostic.span().map(Span::start).orElse(0);
  }

  /** Returns the first errors, with everything that is no error, and says what is left out. */
  public static List<Diagnostic> firstErrors(List<Diagnostic> diagnostics) {
    int errors = 0;
    List<Diagnostic> first = new ArrayList<>();
    for (Diagnostic diagnostic : diagnostics) {
      boolean counts = diagnostic.isError() && diagnostic.code() != Code.TOO_MANY_ERRORS;
      errors += counts ? 1 : 0;
      if (counts && errors == SyntaxLimits.ERRORS + 1) {
        diagnostic
            .span()
            .ifPresent(place -> first.add(CheckErrors.tooManyErrors(place, SyntaxLimits.ERRORS)));
      } else if (!diagnostic.isError() || errors <= SyntaxLimits.ERRORS) {
        first.add(diagnostic);
      }
    }
    return first;
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }
}
