package io.github.neuronscript.session;

import io.github.neuronscript.data.FileOpener;
import io.github.neuronscript.data.Gap;
import io.github.neuronscript.data.Table;
import io.github.neuronscript.data.Wanted;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Arithmetic;
import io.github.neuronscript.formula.BlockEvaluator;
import io.github.neuronscript.formula.Evaluator;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Comparison;
import io.github.neuronscript.formula.Expression.Comparison.Relation;
import io.github.neuronscript.formula.Expression.Text;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.program.DataFiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What inputs, target and {@code where} read of a file, and what they give in each row. A
 * comparison of a column with a text becomes a column of 0 and 1 in their formulas.
 */
final class FileColumns {

  /** A formula over columns: of an input, of the target, or of {@code where}. */
  record Column(String name, Expression formula, Span span, boolean category) {

    /** One that stands for nothing but itself. */
    Column(String name, Expression formula, Span span) {
      this(name, formula, span, false);
    }
  }

  private final State.Data.File file;
  private final List<Column> columns;

  /** How many of the columns are inputs; they come first. */
  private final int inputs;

  private final Map<Expression, Variable> comparisons = new LinkedHashMap<>();
  private final List<Expression> formulas = new ArrayList<>();
  private final Set<String> numbers = new LinkedHashSet<>();
  private final Map<String, double[]> truths = new LinkedHashMap<>();
  private final List<Diagnostic> warnings = new ArrayList<>();
  private Table table;

  private FileColumns(State.Data.File file, List<Column> columns, int inputs) {
    this.file = file;
    this.columns = new ArrayList<>(columns);
    this.inputs = inputs;
    file.where().ifPresent(where -> this.columns.add(new Column("where", where, file.span())));
    for (Column column : this.columns) {
      Expression formula = column.formula().rewrite(this::withoutTexts);
      formula.each(
          e -> {
            if (Variable.isColumn(e) && !comparisons.containsValue(e)) {
              numbers.add(((Variable) e).name());
            }
          });
      formulas.add(formula);
    }
  }

  /**
   * Reads what the columns need.
   *
   * @param columns the inputs, then the target if there is one
   * @param inputs how many inputs there are
   * @param texts further columns, of texts
   * @param exact whether decimals that no double holds are wanted as they stand
   */
  static FileColumns read(
      State.Data.File file,
      List<Column> columns,
      int inputs,
      Set<String> texts,
      FileOpener files,
      boolean exact) {
    FileColumns made = new FileColumns(file, columns, inputs);
    made.read(texts, files, exact);
    made.comparisons.forEach(
        (comparison, column) ->
            made.truths.put(column.name(), made.truth((Comparison) comparison)));
    return made;
  }

  private Expression withoutTexts(Expression e) {
    if (e instanceof Comparison c && c.right() instanceof Text) {
      return comparisons.computeIfAbsent(
          c,
          key ->
              new Variable(
                  "comparison " + comparisons.size() + " with a text", Variable.Role.COLUMN));
    }
    return e;
  }

  private void read(Set<String> texts, FileOpener files, boolean exact) {
    Set<String> inputsOnly = inputsOnly(texts);
    Set<Wanted> wanted = new LinkedHashSet<>();
    for (String name : numbers) {
      Gap gap = gap(inputsOnly.contains(name)).orElse(Gap.FAIL);
      wanted.add(Wanted.number(name).gap(gap).exact(exact));
    }
    Set<String> compared = new LinkedHashSet<>(texts);
    for (Expression comparison : comparisons.keySet()) {
      compared.add(((Variable) ((Comparison) comparison).left()).name());
    }
    for (String name : compared) {
      wanted.add(Wanted.text(name).gap(gap(inputsOnly.contains(name)).orElse(Gap.KEEP)));
    }
    table =
        DataFiles.read(
            file.span(),
            () ->
                DataFiles.reader(files, file.origin(), file.format().dialect())
                    .read(List.copyOf(wanted)));
    if (table.rowCount() == 0) {
      throw new ScriptException(
          RunErrors.allRowsLeftOut(file.span(), file.name(), table.leftOut()));
    }
    if (table.leftOut().rows() > 0) {
      warnings.add(RunErrors.rowsLeftOut(file.span(), table.leftOut(), table.rowCount()));
    }
  }

  /** Returns the columns that are read by inputs, and neither by the target nor by `where`. */
  private Set<String> inputsOnly(Set<String> texts) {
    Set<String> inputsOnly = new HashSet<>(texts);
    columns.subList(0, inputs).forEach(column -> inputsOnly.addAll(namesIn(column.formula())));
    columns
        .subList(inputs, columns.size())
        .forEach(column -> inputsOnly.removeAll(namesIn(column.formula())));
    return inputsOnly;
  }

  /** Returns the columns that a formula reads. */
  static Set<String> namesIn(Expression formula) {
    Set<String> names = new LinkedHashSet<>();
    formula.each(
        e -> {
          if (Variable.isColumn(e)) {
            names.add(((Variable) e).name());
          }
        });
    return names;
  }

  /** Returns what becomes of gaps in a column; empty where they are an error, if no text. */
  private Optional<Gap> gap(boolean inputsOnly) {
    return switch (file.format().missing()) {
      case FAIL -> Optional.empty();
      case SKIP -> Optional.of(Gap.SKIP);
      case MEAN -> Optional.of(inputsOnly ? Gap.KEEP : Gap.SKIP);
    };
  }

  private double[] truth(Comparison comparison) {
    String name = ((Variable) comparison.left()).name();
    List<String> texts = table.texts(name);
    String text = ((Text) comparison.right()).value();
    boolean equal = comparison.relation() == Relation.EQUAL;
    double[] truth = new double[table.rowCount()];
    for (int row = 0; row < truth.length; row++) {
      truth[row] = texts.get(row).equals(text) == equal ? 1 : 0;
    }
    Column reader =
        columns.stream()
            .filter(column -> column.formula().contains(comparison::equals))
            .findFirst()
            .orElseThrow();
    // That a file lacks a category is nothing to mend.
    if (!texts.contains(text) && !reader.category()) {
      Span place = reader.span();
      warnings.add(RunErrors.textMatchesNothing(place, name, text, new LinkedHashSet<>(texts)));
    }
    return truth;
  }

  Table table() {
    return table;
  }

  /** Returns what is odd about the file, to be told once. */
  List<Diagnostic> warnings() {
    return warnings;
  }

  /** Returns the columns of numbers that inputs alone read. */
  Set<String> numbersOfInputs() {
    Set<String> ofInputs = new LinkedHashSet<>(numbers);
    ofInputs.retainAll(inputsOnly(Set.of()));
    return ofInputs;
  }

  /** Returns the rows that `where` keeps. */
  int[] kept() {
    IntStream rows = IntStream.range(0, table.rowCount());
    if (file.where().isEmpty()) {
      return rows.toArray();
    }
    double[] holds = values(formulas.get(formulas.size() - 1));
    int[] kept = rows.filter(row -> Arithmetic.holds(holds[row])).toArray();
    if (kept.length == 0) {
      throw new ScriptException(RunErrors.emptyWhere(file.span(), file.name(), table.rowCount()));
    }
    return kept;
  }

  /** Returns the values of a column in some rows, which are finite. */
  double[] values(int column, int[] rows) {
    double[] all = values(formulas.get(column));
    double[] values = rows.length == all.length ? all : new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      values[i] = all[rows[i]];
      if (!Double.isFinite(values[i])) {
        throw new ScriptException(
            RunErrors.notFiniteColumn(
                columns.get(column).span(),
                FormulaWriter.source(columns.get(column).formula()),
                values[i],
                "in " + file.name() + ", " + table.unit() + " " + table.line(rows[i])));
      }
    }
    return values;
  }

  /** Returns the value of a column in one row, computed from cells in any numbers. */
  Number value(int column, int row, NumberSystem system, Filling cells) {
    return Evaluator.value(
        formulas.get(column),
        system,
        leaf -> {
          String name = ((Variable) leaf).name();
          return truths.containsKey(name) ? (Number) truths.get(name)[row] : cells.cell(name, row);
        });
  }

  /** Forgets the cells that no input behind this one reads. */
  void release(int input) {
    List<Expression> later = formulas.subList(input + 1, inputs);
    for (String name : namesIn(formulas.get(input))) {
      if (later.stream().noneMatch(formula -> namesIn(formula).contains(name))) {
        table.release(name);
      }
    }
  }

  private double[] values(Expression formula) {
    List<Expression> leaves = new ArrayList<>();
    for (String name : namesIn(formula)) {
      leaves.add(new Variable(name, Variable.Role.COLUMN));
    }
    if (Variable.isColumn(formula)) {
      return cells(formula);
    }
    BlockEvaluator.Workspace workspace = BlockEvaluator.of(leaves, List.of(formula)).newWorkspace();
    double[] values = new double[table.rowCount()];
    for (int start = 0; start < values.length; start += BlockEvaluator.ROWS) {
      int rows = Math.min(BlockEvaluator.ROWS, values.length - start);
      for (int i = 0; i < leaves.size(); i++) {
        System.arraycopy(cells(leaves.get(i)), start, workspace.input(i), 0, rows);
      }
      workspace.evaluate(rows);
      System.arraycopy(workspace.output(0), 0, values, start, rows);
    }
    return values;
  }

  private double[] cells(Expression column) {
    String name = ((Variable) column).name();
    return truths.containsKey(name) ? truths.get(name) : table.numbers(name);
  }
}
