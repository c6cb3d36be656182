package io.github.neuronscript.program;

import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.program.Scope.InputKind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What actions need to have been declared before them, and what data needs to fit. */
final class Needs extends Checks {

  Needs(Checks checks) {
    super(checks);
  }

  void inputs(Span span, String action) {
    if (scope.inputsSpan.isEmpty() && !isDamaged("input")) {
      diagnostics.add(CheckErrors.inputsMissing(span, action));
    }
    if (scope.allExcept.isPresent() && scope.data instanceof Scope.Data.Rows) {
      diagnostics.add(CheckErrors.allOfRows(scope.inputsSpan.orElseThrow()));
    }
    if (scope.rowsUnchecked) {
      scope.rowsUnchecked = false;
      rowWidth();
    }
    columns();
  }

  void data(Span span, String action) {
    if (!scope.hasData()) {
      if (!isDamaged("data") && scope.inputsSpan.isPresent()) {
        diagnostics.add(CheckErrors.dataMissing(span, action));
      }
      return;
    }
    boolean file = scope.data instanceof Scope.Data.File;
    if (file && !scope.target && !isDamaged("target")) {
      diagnostics.add(CheckErrors.fileWithoutTarget(span, action));
    } else if (scope.data instanceof Scope.Data.Rows rows && !rows.targets()) {
      diagnostics.add(CheckErrors.rowsWithoutTarget(span, action, rows.span()));
    }
  }

  void example(Span span, String action) {
    boolean byHand = scope.inputKind == InputKind.VALUE;
    boolean known = scope.inputsSpan.isPresent();
    if (known && !byHand && !scope.hasData() && !scope.exampleShown && !isDamaged("data")) {
      diagnostics.add(CheckErrors.exampleMissing(span, action));
    }
  }

  void target(Span span, String action) {
    inputs(span, action);
    example(span, action);
    boolean rowsWithout = scope.data instanceof Scope.Data.Rows rows && !rows.targets();
    boolean handless = !scope.hasData() && !scope.targetHasValue && !scope.exampleShown;
    if (rowsWithout && !scope.exampleShown) {
      diagnostics.add(
          CheckErrors.rowsWithoutTarget(span, action, ((Scope.Data.Rows) scope.data).span()));
    } else if (handless && !isDamaged("target")) {
      diagnostics.add(CheckErrors.targetMissing(span, action));
    }
    scope.exampleShown = true;
  }

  /** Reading the cost measures it, which needs data. */
  void whatIsRead(Expression value, Span span) {
    boolean cost = place == Names.Place.VALUE && value.contains(Variable.quantity("cost")::equals);
    if (place == Names.Place.VALUE && value.contains(Variable.quantity("threshold")::equals)) {
      threshold(span);
    }
    if (cost && !isDamaged("data")) {
      inputs(span, "cost");
      data(span, "cost");
    }
  }

  /** The threshold rests on the classes of the data, if there is any. */
  void threshold(Span span) {
    if (scope.hasData() && !isDamaged("data")) {
      inputs(span, "threshold");
    }
  }

  void rowWidth() {
    if (scope.data instanceof Scope.Data.Rows rows
        && scope.inputsSpan.isPresent()
        && scope.inputKind != InputKind.COLUMNS
        && rows.width().isPresent()
        && rows.width().getAsInt() != scope.inputs.size()) {
      diagnostics.add(
          CheckErrors.rowLength(
              rows.span(), rows.width().getAsInt(), scope.inputs.size(), scope.inputsSpan));
    }
  }

  /** Holds the columns that inputs and target read to the header of the file, once. */
  void columns() {
    if (scope.columnsChecked
        || files.isEmpty()
        || !(scope.data instanceof Scope.Data.File file)
        || scope.inputsSpan.isEmpty()) {
      return;
    }
    scope.columnsChecked = true;
    columnsOf(file);
    scope.allExcept.ifPresent(except -> allColumns(file, except));
  }

  /** Does the same at the end of a script, where no inputs will be declared any more. */
  void columnsAtLast() {
    columns();
    if (!scope.columnsChecked && scope.data instanceof Scope.Data.File file) {
      columnsOf(file);
    }
  }

  /** Holds the columns that are read to the header of a file. */
  void columnsOf(Scope.Data.File file) {
    columnsOf(file, scope.columnUses);
  }

  /** Holds some columns to the header of a file. */
  void columnsOf(Scope.Data.File file, List<Scope.ColumnUse> uses) {
    if (file.origin().named() || !scope.written.contains(file.origin().text())) {
      files.ifPresent(opener -> diagnostics.addAll(DataFiles.missingColumns(opener, file, uses)));
    }
  }

  /** Enters the columns of the file as inputs, those aside that the target reads. */
  private void allColumns(Scope.Data.File file, Set<String> except) {
    Set<String> apart = new HashSet<>(except);
    scope.columnUses.stream()
        .filter(use -> use.reader() == Scope.Reader.TARGET)
        .forEach(use -> apart.add(use.column()));
    Span place = scope.inputsSpan.orElseThrow();
    List<Scope.Named> inputs =
        DataFiles.header(files.orElseThrow(), file).stream()
            .filter(column -> !apart.contains(column))
            .map(column -> new Scope.Named(column, place))
            .toList();
    scope.inputs = new Declared(inputs);
    if (scope.weightsSpan.isPresent() && scope.weights.size() != inputs.size()) {
      diagnostics.add(CheckErrors.weightsForgotten(place, scope.weights.size(), inputs.size()));
      scope.weights = Declared.NONE;
      scope.weightsSpan = Optional.empty();
    }
    scope.biasGivesWay();
  }

  /** A number alone is a slip: {@code until cost} for {@code until cost < 0.1}. */
  void condition(Expression e, Span place, String keyword) {
    boolean number =
        e instanceof Literal
            || e instanceof Expression.Negation
            || e instanceof Expression.Sum
            || e instanceof Expression.Product
            || e instanceof Expression.Quotient
            || e instanceof Expression.Remainder
            || e instanceof Expression.Power
            || e instanceof Expression.Elementary
            || e instanceof Variable v
                && v.role() != Variable.Role.LET
                && v.role() != Variable.Role.NAME
                && v.role() != Variable.Role.QUOTED;
    if (number) {
      diagnostics.add(CheckErrors.conditionExpected(place, keyword));
    }
  }
}
