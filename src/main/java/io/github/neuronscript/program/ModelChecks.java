package io.github.neuronscript.program;

import io.github.neuronscript.data.FileOpener;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.syntax.Statement;
import java.util.Optional;

/** Checks the statements that save and load models. */
final class ModelChecks extends Checks {

  ModelChecks(Checks checks) {
    super(checks);
  }

  Statement save(Statement.Save s) {
    new Needs(this).inputs(s.span(), "save");
    Optional<Diagnostic> unfit = CheckErrors.unfitModel(s.to());
    if (unfit.isPresent()) {
      diagnostics.add(unfit.get());
      return s;
    }
    Statement.Destination there = s.to().at(inFolder(s.to().path()));
    files.ifPresent(opener -> DataFiles.problem(opener, there).ifPresent(diagnostics::add));
    scope.written = Scope.and(scope.written, there.path());
    return new Statement.Save(there, s.span(), s.places());
  }

  Statement export(Statement.Export s) {
    new Needs(this).inputs(s.span(), "export");
    Statement.Destination there = s.to().at(inFolder(s.to().path()));
    Optional<Diagnostic> unfit = CheckErrors.unfitExport(s.to());
    unfit
        .or(() -> files.flatMap(opener -> DataFiles.problem(opener, there)))
        .or(() -> files.flatMap(opener -> problem(opener, there, s.single())))
        .ifPresent(diagnostics::add);
    scope.written = Scope.and(scope.written, there.path());
    return new Statement.Export(there, s.single(), s.span(), s.places());
  }

  private static Optional<Diagnostic> problem(
      FileOpener files, Statement.Destination to, boolean single) {
    return DataFiles.problem(
        to,
        () -> {
          files.exportable(to.path(), single);
          return to;
        });
  }

  /**
   * Reads the model for what it declares. One that the script itself saves cannot be read yet, and
   * declares what the script does.
   */
  Statement load(Statement.Load s) {
    String path = Includes.normal(inFolder(s.path()));
    Statement.Load there =
        new Statement.Load(path, s.pathSpan(), s.statements(), s.span(), s.places());
    if (scope.written.contains(path)) {
      return there;
    }
    if (files.isEmpty()) {
      // Whatever it declares is not called unknown.
      scope.damage("load");
      return there;
    }
    try {
      Models.Saved saved =
          Models.read(files.get(), path, s.pathSpan(), scope.left, scope.hosts.values());
      scope.load(saved.scope());
      return new Statement.Load(path, s.pathSpan(), saved.statements(), s.span(), s.places());
    } catch (ScriptException e) {
      diagnostics.addAll(e.diagnostics());
      scope.damage("load");
      return there;
    }
  }
}
