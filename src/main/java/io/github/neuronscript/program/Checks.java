package io.github.neuronscript.program;

import io.github.neuronscript.data.FileOpener;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.program.Scope.Named;
import io.github.neuronscript.syntax.Places;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One statement being checked: the scope that it reads and changes, what may be opened, and what is
 * wrong so far. Each group of statements has its own kind.
 */
class Checks {

  final Scope scope;
  final Optional<FileOpener> files;

  /**
   * Whether stated derivatives are believed: the tests hold those of the prelude to the formulas.
   */
  final boolean trusted;

  final List<Diagnostic> diagnostics;

  Checks(Scope scope, Optional<FileOpener> files, boolean trusted) {
    this.scope = scope;
    this.files = files;
    this.trusted = trusted;
    this.diagnostics = new ArrayList<>();
  }

  /** Checks the same statement, and puts what is wrong into the same list. */
  Checks(Checks whole) {
    this.scope = whole.scope;
    this.files = whole.files;
    this.trusted = whole.trusted;
    this.diagnostics = whole.diagnostics;
  }

  final Expression value(Expression e, Places places) {
    return names(Names.Place.VALUE, places, List.of()).resolve(e);
  }

  final Names names(Names.Place place, Places places, List<String> own) {
    return new Names(scope, place, places, own, diagnostics);
  }

  /** Whether a statement with this first word could not be read, so that nothing is missing. */
  final boolean isDamaged(String keyword) {
    return scope.damaged.contains(keyword) || scope.damaged.contains(keyword + "s");
  }

  final void noDuplicates(List<Named> names) {
    Map<String, Span> seen = new HashMap<>();
    for (Named name : names) {
      Span first = seen.putIfAbsent(name.name(), name.span());
      if (first != null) {
        diagnostics.add(CheckErrors.duplicateName(name.span(), name.name(), first));
      }
    }
  }
}
