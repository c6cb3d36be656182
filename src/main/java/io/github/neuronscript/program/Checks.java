package io.github.neuronscript.program;

import io.github.neuronscript.data.FileOpener;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.program.Scope.Named;
import io.github.neuronscript.syntax.Places;
import io.github.neuronscript.syntax.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

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

  /** Where the script lies, as seen from the first one: empty, or a path that ends in a slash. */
  final String folder;

  /** The included scripts that lead here, the innermost last. */
  final List<String> open;

  /** Where the formulas stand that are computed when the statement runs. */
  final Names.Place place;

  Checks(Scope scope, Optional<FileOpener> files, boolean trusted) {
    this(scope, files, trusted, new ArrayList<>(), Names.Place.VALUE, "", List.of());
  }

  /** Checks the same statement, and puts what is wrong into the same list. */
  Checks(Checks whole) {
    this(whole, whole.place, whole.folder, whole.open);
  }

  /** Checks an action in the body of a rule. */
  Checks(Checks whole, Names.Place place) {
    this(whole, place, whole.folder, whole.open);
  }

  /** Checks a statement of an included script. */
  Checks(Checks whole, String folder, List<String> open) {
    this(whole, whole.place, folder, open);
  }

  private Checks(Checks whole, Names.Place place, String folder, List<String> open) {
    this(whole.scope, whole.files, whole.trusted, whole.diagnostics, place, folder, open);
  }

  private Checks(
      Scope scope,
      Optional<FileOpener> files,
      boolean trusted,
      List<Diagnostic> diagnostics,
      Names.Place place,
      String folder,
      List<String> open) {
    this.scope = scope;
    this.files = files;
    this.trusted = trusted;
    this.diagnostics = diagnostics;
    this.place = place;
    this.folder = folder;
    this.open = open;
  }

  final Expression value(Expression e, Places places) {
    Expression value = names(place, places, List.of()).resolve(e);
    new Needs(this).whatIsRead(value, places.of(e));
    return value;
  }

  final Names names(Names.Place place, Places places, List<String> own) {
    return new Names(scope, place, places, own, diagnostics);
  }

  final Statement.Template template(Statement.Template written, Places places) {
    List<Statement.Template.Part> parts = new ArrayList<>();
    for (Statement.Template.Part part : written.parts()) {
      Optional<Expression> hole = part.hole().map(e -> value(e, places));
      parts.add(new Statement.Template.Part(part.text(), hole, part.width()));
    }
    return new Statement.Template(parts);
  }

  /** Returns a path that an included script writes as the first script would. */
  final String inFolder(String path) {
    return path.startsWith("/") ? path : folder + path;
  }

  /** Returns where a table comes from as the first script would write it. */
  final Statement.Origin inFolder(Statement.Origin origin) {
    boolean file = !origin.named() && !origin.text().equals(DataFiles.STANDARD_INPUT);
    if (file && DataFiles.isUrl(origin.text())) {
      diagnostics.add(CheckErrors.urlInScript(origin.span(), origin.text().startsWith("jdbc:")));
    }
    if (file && origin.text().isBlank()) {
      diagnostics.add(CheckErrors.noFileName(origin.span()));
      return origin;
    }
    return file ? origin.at(inFolder(origin.text())) : origin;
  }

  /** Whether a statement with this first word could not be read, so that nothing is missing. */
  final boolean isDamaged(String keyword) {
    return scope.damaged.contains(keyword) || scope.damaged.contains(keyword + "s") || isUnread();
  }

  /** Whether a script or a model could not be read, which may declare anything. */
  private boolean isUnread() {
    return scope.damaged.contains("include") || scope.damaged.contains("load");
  }

  /** Whether only a file that has not been opened says which inputs there are. */
  final boolean areInputsOpen() {
    return scope.allExcept.isPresent() && scope.inputs.isEmpty() || isUnread();
  }

  /** Holds what is given a name to what can be held, which only many texts come to. */
  final void room(boolean again, Span place) {
    if (!again && scope.named() >= scope.limits.tokens()) {
      diagnostics.add(CheckErrors.tooManyNames(place, scope.named(), scope.limits.tokens()));
    }
  }

  /** Returns the names among which to look for the one that was meant. */
  final Collection<String> candidates(Supplier<Collection<String>> names) {
    return scope.candidates(diagnostics, names);
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
