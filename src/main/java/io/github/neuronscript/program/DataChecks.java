package io.github.neuronscript.program;

import io.github.neuronscript.data.Dialect;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.program.Scope.InputKind;
import io.github.neuronscript.syntax.Places;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.syntax.Statement.DataOption;
import io.github.neuronscript.syntax.SyntaxLimits;
import io.github.neuronscript.syntax.Word;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

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
    if (written instanceof Expression.Text text && s.item().name().isPresent()) {
      diagnostics.add(
          CheckErrors.targetIsText(
              s.places().of(written), s.item().name().get().span().text(), text.value()));
      scope.target = true;
      return s;
    }
    Expression resolved = names(Names.Place.COLUMNS, s.places(), List.of()).resolve(written);
    List<Scope.ColumnUse> uses = new ArrayList<>();
    Columns.of(resolved, written, s.places(), Scope.Reader.TARGET, uses);
    scope.reads(Scope.Reader.TARGET, uses);
    scope.target = true;
    scope.forgetMeasures();
    scope.targetHasValue = !resolved.contains(Variable::isColumn);
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
      if (i % SyntaxLimits.UNASKED == 0) {
        scope.limits.asked().run();
      }
      Statement.Row row = s.rows().get(i);
      if (row.cells().size() != first.cells().size()) {
        diagnostics.add(
            CheckErrors.rowsDiffer(
                row.span(), row.cells().size(), first.span(), first.cells().size()));
      } else if (row.targets().size() > 1 || row.targets().size() != first.targets().size()) {
        diagnostics.add(CheckErrors.rowTargets(row.span(), i == 0));
      }
      boolean written = isWritten(row.cells()) && isWritten(row.targets());
      rows.add(written ? row : resolved(row, s.places()));
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

  /** Whether all cells are numbers, as nearly always, in which there is nothing to resolve. */
  private static boolean isWritten(List<Expression> cells) {
    for (Expression cell : cells) {
      boolean written =
          cell instanceof Literal
              || cell instanceof Expression.Negation minus && minus.operand() instanceof Literal;
      if (!written) {
        return false;
      }
    }
    return true;
  }

  private Statement.Row resolved(Statement.Row row, Places places) {
    return new Statement.Row(
        row.cells().stream().map(cell -> value(cell, places)).toList(),
        row.targets().stream().map(cell -> value(cell, places)).toList(),
        row.span());
  }

  Statement dataFile(Statement.DataFile s) {
    List<Scope.ColumnUse> uses = new ArrayList<>();
    Statement.DataFile file = resolved(s, uses);
    scope.reads(Scope.Reader.WHERE, uses);
    scope.data = new Scope.Data.File(file.origin(), DataFormat.of(s, diagnostics).dialect());
    scope.forgetExample();
    scope.forgetMeasures();
    return file;
  }

  /** Resolves a file and its options, and notes the columns that `where` reads. */
  private Statement.DataFile resolved(Statement.DataFile s, List<Scope.ColumnUse> uses) {
    Optional<Expression> where =
        s.where()
            .map(
                written -> {
                  Expression resolved =
                      names(Names.Place.COLUMNS, s.places(), List.of()).resolve(written);
                  needs.condition(resolved, s.places().of(written), "where");
                  Columns.of(resolved, written, s.places(), Scope.Reader.WHERE, uses);
                  return resolved;
                });
    List<DataOption> options =
        s.options().stream()
            .map(
                option ->
                    option instanceof DataOption.Where written
                        ? new DataOption.Where(where.orElseThrow(), written.span())
                        : option)
            .toList();
    return new Statement.DataFile(inFolder(s.origin()), options, s.span(), s.places());
  }

  /** The file needs the columns of the inputs, and no target. */
  Statement predictFrom(Statement.PredictFrom s) {
    needs.inputs(s.span(), "predict from");
    List<Scope.ColumnUse> uses = new ArrayList<>();
    Statement.DataFile file = resolved(s.file(), uses);
    DataFormat ofData =
        scope.data instanceof Scope.Data.File data
            ? new DataFormat(data.dialect(), DataFormat.Missing.FAIL)
            : DataFormat.USUAL;
    Dialect dialect = DataFormat.of(s.file(), ofData, diagnostics).dialect();
    if (scope.allExcept.isPresent()) {
      scope.inputs.forEach(
          input ->
              uses.add(
                  new Scope.ColumnUse(input.name(), false, Scope.Reader.INPUTS, input.span())));
    } else {
      scope.columnUses.stream()
          .filter(use -> use.reader() == Scope.Reader.INPUTS)
          .forEach(uses::add);
    }
    needs.columnsOf(new Scope.Data.File(file.origin(), dialect), uses);
    return new Statement.PredictFrom(
        file,
        s.explained(),
        s.to().map(to -> destination(to, file.origin())),
        s.span(),
        s.places());
  }

  private Statement.Destination destination(Statement.Destination to, Statement.Origin origin) {
    Optional<Diagnostic> unfit = CheckErrors.unfitDestination(to);
    if (unfit.isPresent()) {
      diagnostics.add(unfit.get());
      return to;
    }
    Statement.Destination there = to.at(inFolder(to.path()));
    files.ifPresent(opener -> DataFiles.problem(opener, there, origin).ifPresent(diagnostics::add));
    scope.written = Scope.and(scope.written, there.path());
    return there;
  }

  Statement scale(Statement.Scale s) {
    int inputs = scope.inputs.size();
    int offsets = s.offset().size();
    boolean known = scope.inputsSpan.isPresent() && scope.oneHot.isEmpty() && !areInputsOpen();
    if (offsets == 0 && !Choices.behind("scale", "scale").contains(s.kind().text())) {
      diagnostics.add(CheckErrors.unknownScale(s.kind().span()));
    } else if (offsets != s.divisor().size() || offsets > 0 && known && offsets != inputs) {
      diagnostics.add(CheckErrors.scaleCount(s.span(), offsets, s.divisor().size(), inputs));
    }
    scope.forgetExample();
    scope.forgetMeasures();
    return new Statement.Scale(
        s.kind(),
        s.offset().stream().map(e -> value(e, s.places())).toList(),
        s.divisor().stream().map(e -> value(e, s.places())).toList(),
        s.span(),
        s.places());
  }

  Statement split(Statement.Split s) {
    if (!Variable.isWord(s.parts(), "none") && !arePercentages(s.parts())) {
      diagnostics.add(
          CheckErrors.splitParts(s.places().of(s.parts()), "split", training(s.parts())));
    }
    scope.forgetExample();
    scope.forgetMeasures();
    return new Statement.Split(
        s.parts(),
        s.seed().map(seed -> value(seed, s.places())),
        s.stratified(),
        s.span(),
        s.places());
  }

  /** Returns the percentage of the training that was meant: 70 in `70`, `0.7` and `70 / 20`. */
  static int training(Expression parts) {
    Expression first = parts instanceof Expression.Quotient quotient ? quotient.dividend() : parts;
    double written = first instanceof Literal literal ? literal.value() : 0;
    double percent = written < 1 ? 100 * written : written;
    return percent >= 1 && percent < 99.5 ? (int) Math.round(percent) : 80;
  }

  static boolean arePercentages(Expression parts) {
    return parts instanceof Expression.Quotient quotient
        && quotient.dividend() instanceof Literal training
        && quotient.divisor() instanceof Literal test
        && training.value() >= 1
        && test.value() >= 1
        && training.value() == Math.rint(training.value())
        && training.value() + test.value() == 100;
  }

  /** All columns are inputs; which they are is known with the header. */
  Statement inputsAll(Statement.InputsAll s) {
    List<Scope.ColumnUse> uses = new ArrayList<>();
    Set<String> except = new LinkedHashSet<>();
    for (Word word : s.except()) {
      uses.add(new Scope.ColumnUse(word.text(), true, Scope.Reader.INPUTS, word.span()));
      except.add(word.text());
    }
    scope.reads(Scope.Reader.INPUTS, uses);
    scope.inputs = Declared.NONE;
    scope.inputKind = InputKind.COLUMNS;
    scope.inputsSpan = Optional.of(s.span());
    scope.allExcept = Optional.of(except);
    scope.oneHot = Set.of();
    scope.forgetExample();
    scope.forgetMeasures();
    return s;
  }
}
