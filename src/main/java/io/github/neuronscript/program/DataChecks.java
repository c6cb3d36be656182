package io.github.neuronscript.program;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.syntax.SyntaxLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Checks where the examples come from: data, target, and the columns that formulas read. */
final class DataChecks extends Checks {

  private final Needs needs = new Needs(this);

  DataChecks(Checks checks) {
    super(checks);
  }

  Statement target(Statement.Target s) {
    Expression written = s.item().value().orElse(null);
    if (written == null) {
      diagnostics.add(CheckErrors.valueExpected(s.item().span(), "target"));
      return s;
    }
    Expression resolved = names(Names.Place.COLUMNS, s.places(), List.of()).resolve(written);
    scope.forgetUses(true);
    List<Scope.ColumnUse> uses = new ArrayList<>();
    Columns.of(resolved, written, s.places(), true, uses);
    scope.columnUses.addAll(uses);
    scope.target = true;
    scope.forgetMeasures();
    scope.targetHasValue = !resolved.contains(Variable::isColumn);
    scope.columnsChecked = false;
    return new Statement.Target(s.item().withValue(resolved), s.span(), s.places());
  }

  Statement dataRows(Statement.DataRows s) {
    if (s.rows().isEmpty()) {
      diagnostics.add(CheckErrors.noRows(s.span()));
      return s;
    }
    Statement.Row first = s.rows().get(0);
    List<Statement.Row> rows = new ArrayList<>();
    for (int i = 0; i < s.rows().size(); i++) {
      Statement.Row row = s.rows().get(i);
      if (row.cells().size() != first.cells().size()) {
        diagnostics.add(
            CheckErrors.rowsDiffer(
                row.span(), row.cells().size(), first.span(), first.cells().size()));
      } else if (row.targets().size() > 1 || row.targets().size() != first.targets().size()) {
        diagnostics.add(CheckErrors.rowTargets(row.span(), i == 0));
      }
      rows.add(
          new Statement.Row(
              row.cells().stream().map(cell -> value(cell, s.places())).toList(),
              row.targets().stream().map(cell -> value(cell, s.places())).toList(),
              row.span()));
      if (diagnostics.size() > SyntaxLimits.ERRORS) {
        break;
      }
    }
    scope.data =
        new Scope.Data.Rows(
            OptionalInt.of(first.cells().size()), !first.targets().isEmpty(), first.span());
    scope.columnsChecked = false;
    scope.forgetExample();
    scope.forgetMeasures();
    scope.rowsUnchecked = false;
    needs.rowWidth();
    return new Statement.DataRows(rows, s.span(), s.places());
  }

  Statement dataFile(Statement.DataFile s) {
    scope.data = new Scope.Data.File(s.path(), s.pathSpan());
    scope.columnsChecked = false;
    scope.forgetExample();
    scope.forgetMeasures();
    return s;
  }
}
