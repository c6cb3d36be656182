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
import io.github.neuronscript.neuron.Examples;
import io.github.neuronscript.neuron.Partition;
import io.github.neuronscript.neuron.Vector;
import io.github.neuronscript.program.DataFiles;
import io.github.neuronscript.program.DataFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Turns the declared data, inputs and target into examples; reads the file if there is one. */
final class Binder {

  /** Most inputs that a column of categories becomes. */
  private static final int MOST_CATEGORIES = 1000;

  private final State state;
  private final FileOpener files;

  Binder(State state, FileOpener files) {
    this.state = state;
    this.files = files;
  }

  /** Returns the examples of the declared data; empty if none is declared. */
  Optional<Bound> bind() {
    if (state.data instanceof State.Data.Rows rows) {
      return Optional.of(rows(rows));
    }
    if (state.data instanceof State.Data.File file) {
      return Optional.of(file(file, true));
    }
    return Optional.empty();
  }

  private Bound rows(State.Data.Rows data) {
    int width = state.inputs.size();
    for (State.Input input : state.inputs) {
      if (input.columns().isPresent()) {
        throw new ScriptException(RunErrors.columnsOfRows(input.span()));
      }
    }
    if (data.cells().get(0).size() != width) {
      throw new ScriptException(
          RunErrors.rowWidth(data.spans().get(0), data.cells().get(0).size(), width));
    }
    Examples examples =
        state.numbers.isDouble()
            ? doubles(width, data)
            : Examples.of(
                width,
                new Examples.Exact(
                    data.cells().stream().map(cells -> cells.in(state.numbers)).toList(),
                    data.targets().in(state.numbers)));
    return new Bound(examples, Optional.empty(), new int[0], "row", List.of());
  }

  private static Examples doubles(int width, State.Data.Rows data) {
    double[] inputs = new double[data.cells().size() * width];
    for (int row = 0; row < data.cells().size(); row++) {
      System.arraycopy(data.cells().get(row).toArray(), 0, inputs, row * width, width);
    }
    return new Examples(data.cells().size(), width, inputs, data.targets().toArray());
  }

  /** A formula over columns, the text comparisons in it replaced by columns of 0 and 1. */
  private record Column(String name, Expression formula, Span span) {}

  /**
   * Returns the inputs that are all columns of the file but those excepted or read by the target.
   */
  List<State.Input> allColumns() {
    State.Data.File file = (State.Data.File) state.data;
    Set<String> apart = new HashSet<>(state.allExcept.orElseThrow());
    state.target.ifPresent(
        target ->
            target
                .formula()
                .each(
                    e -> {
                      if (Variable.isColumn(e)) {
                        apart.add(((Variable) e).name());
                      }
                    }));
    return DataFiles.readHeader(files, file.origin(), file.format().dialect()).stream()
        .filter(column -> !apart.contains(column))
        .map(
            column -> new State.Input(column, Optional.empty(), Optional.empty(), state.inputsSpan))
        .toList();
  }

  /** Returns the examples of another file than the data's, read as those were. */
  Bound other(State.Data.File file) {
    return file(file, false);
  }

  /**
   * Returns the examples of a file, with the inputs and the target as declared.
   *
   * @param learns whether it is the data, from which the means are taken
   */
  private Bound file(State.Data.File file, boolean learns) {
    List<Column> wanted = new ArrayList<>();
    for (State.Input input : state.inputs) {
      Expression formula = input.columns().orElse(new Variable(input.name(), Variable.Role.COLUMN));
      wanted.add(new Column(input.name(), formula, input.span()));
    }
    state.target.ifPresent(
        target -> wanted.add(new Column(target.name(), target.formula(), target.span())));
    file.where().ifPresent(where -> wanted.add(new Column("where", where, file.span())));
    Reading reading = reading(wanted);
    Set<String> inputsOnly = inputsOnly(wanted);
    Table table = read(file, reading, Set.of(), inputsOnly);
    Set<String> numbers = new LinkedHashSet<>(reading.numbers());
    numbers.retainAll(inputsOnly);
    return bound(
        file,
        learns ? Optional.of(numbers) : Optional.empty(),
        table,
        wanted,
        reading.formulas(),
        reading.comparisons());
  }

  /**
   * What formulas read: columns of numbers, and comparisons of texts, which become columns of 0 and
   * 1 in the formulas.
   */
  private record Reading(
      Set<String> numbers, Map<Expression, Variable> comparisons, List<Expression> formulas) {}

  private static Reading reading(List<Column> wanted) {
    Set<String> numbers = new LinkedHashSet<>();
    Map<Expression, Variable> comparisons = new LinkedHashMap<>();
    List<Expression> formulas = new ArrayList<>();
    for (Column column : wanted) {
      Expression formula = column.formula().rewrite(e -> comparison(e, comparisons));
      formula.each(
          e -> {
            if (Variable.isColumn(e) && !comparisons.containsValue(e)) {
              numbers.add(((Variable) e).name());
            }
          });
      formulas.add(formula);
    }
    return new Reading(numbers, comparisons, formulas);
  }

  /**
   * Returns the inputs with one for each category of a column in place of those that stand for it.
   * The categories are those of the rows that `where` keeps, in the order of their texts.
   *
   * @param place of the action that needs them
   */
  List<State.Input> categories(Span place) {
    if (!(state.data instanceof State.Data.File file)) {
      throw new ScriptException(
          state.data instanceof State.Data.None
              ? RunErrors.categoriesNeedFile(place)
              : RunErrors.columnsOfRows(state.withCategories.get(0).span()));
    }
    Map<String, Span> columns = new LinkedHashMap<>();
    for (State.Input input : state.withCategories) {
      OneHot.column(input).ifPresent(column -> columns.put(column.name(), input.span()));
    }
    List<Column> where =
        file.where().map(e -> List.of(new Column("where", e, file.span()))).orElse(List.of());
    Reading reading = reading(where);
    Table table = read(file, reading, columns.keySet(), columns.keySet());
    int[] kept = kept(file, table, reading);
    Map<String, List<String>> categories = new HashMap<>();
    columns.forEach(
        (column, span) -> categories.put(column, categories(file, table, kept, column, span)));
    List<State.Input> inputs = OneHot.expanded(state.withCategories, categories);
    Set<String> names = new HashSet<>();
    for (State.Input input : inputs) {
      if (!names.add(input.name())) {
        throw new ScriptException(RunErrors.inputTwice(input.span(), input.name()));
      }
    }
    return inputs;
  }

  private static List<String> categories(
      State.Data.File file, Table table, int[] kept, String column, Span place) {
    List<String> texts = table.texts(column);
    Set<String> found = new TreeSet<>();
    for (int row : kept) {
      found.add(texts.get(row));
    }
    boolean gaps = found.remove("");
    if (gaps && file.format().missing() == DataFormat.Missing.FAIL) {
      throw new ScriptException(RunErrors.emptyCategory(place, column));
    }
    if (found.size() > MOST_CATEGORIES) {
      throw new ScriptException(
          RunErrors.tooManyCategories(place, column, found.size(), MOST_CATEGORIES));
    }
    return List.copyOf(found);
  }

  /** Returns the rows that `where` keeps, if only that is read. */
  private int[] kept(State.Data.File file, Table table, Reading reading) {
    int rows = table.rowCount();
    if (file.where().isEmpty()) {
      return IntStream.range(0, rows).toArray();
    }
    Map<String, double[]> derived = new LinkedHashMap<>();
    reading
        .comparisons()
        .forEach(
            (comparison, column) ->
                derived.put(
                    column.name(),
                    truth(table, (Comparison) comparison, file.span(), new ArrayList<>())));
    double[] holds = values(reading.formulas().get(0), table, derived);
    return IntStream.range(0, rows).filter(row -> Arithmetic.holds(holds[row])).toArray();
  }

  /** Returns the columns that are read by inputs, and neither by the target nor by `where`. */
  private Set<String> inputsOnly(List<Column> wanted) {
    Set<String> inputsOnly = new HashSet<>();
    wanted.subList(0, state.inputs.size()).forEach(column -> inputsOnly.addAll(read(column)));
    wanted
        .subList(state.inputs.size(), wanted.size())
        .forEach(column -> inputsOnly.removeAll(read(column)));
    return inputsOnly;
  }

  private static Set<String> read(Column column) {
    Set<String> columns = new HashSet<>();
    column
        .formula()
        .each(
            e -> {
              if (Variable.isColumn(e)) {
                columns.add(((Variable) e).name());
              }
            });
    return columns;
  }

  private static Expression comparison(Expression e, Map<Expression, Variable> comparisons) {
    if (e instanceof Comparison c && c.right() instanceof Text) {
      return comparisons.computeIfAbsent(
          c,
          key ->
              new Variable(
                  "comparison " + comparisons.size() + " with a text", Variable.Role.COLUMN));
    }
    return e;
  }

  private Table read(
      State.Data.File file, Reading reading, Set<String> texts, Set<String> inputsOnly) {
    Set<Wanted> wanted = new LinkedHashSet<>();
    for (String name : reading.numbers()) {
      Gap gap = gap(file, inputsOnly.contains(name)).orElse(Gap.FAIL);
      wanted.add(Wanted.number(name).gap(gap).exact(!state.numbers.isDouble()));
    }
    Set<String> compared = new LinkedHashSet<>(texts);
    for (Expression comparison : reading.comparisons().keySet()) {
      compared.add(((Variable) ((Comparison) comparison).left()).name());
    }
    for (String name : compared) {
      wanted.add(Wanted.text(name).gap(gap(file, inputsOnly.contains(name)).orElse(Gap.KEEP)));
    }
    Table table =
        DataFiles.read(
            file.span(),
            () ->
                DataFiles.reader(files, file.origin(), file.format().dialect())
                    .read(List.copyOf(wanted)));
    if (table.rowCount() == 0) {
      throw new ScriptException(
          RunErrors.allRowsLeftOut(file.span(), file.name(), table.leftOut()));
    }
    return table;
  }

  /** Returns what becomes of gaps in a column; empty where they are an error, if no text. */
  private static Optional<Gap> gap(State.Data.File file, boolean inputsOnly) {
    return switch (file.format().missing()) {
      case FAIL -> Optional.empty();
      case SKIP -> Optional.of(Gap.SKIP);
      case MEAN -> Optional.of(inputsOnly ? Gap.KEEP : Gap.SKIP);
    };
  }

  /** Returns the table's numbers with the means in them, and says what was put in where. */
  private Filling fill(
      State.Data.File file,
      Optional<Set<String>> learnt,
      Table table,
      int[] kept,
      double[] targets,
      List<Diagnostic> warnings) {
    if (file.format().missing() != DataFormat.Missing.MEAN) {
      return new Filling(table, Map.of());
    }
    if (learnt.isPresent()) {
      int[] training =
          Arrays.stream(training(kept.length, targets)).map(row -> kept[row]).toArray();
      state.means = Filling.means(state.numbers, table, learnt.get(), training);
      requireMeans(file, learnt.get());
    }
    Filling filling = new Filling(table, state.means);
    state.means.forEach(
        (column, mean) -> {
          int count = filling.count(column, kept);
          if (count > 0) {
            warnings.add(RunErrors.gapsFilled(file.span(), column, count, mean));
          }
        });
    return filling;
  }

  /**
   * Returns the rows that train, before their inputs are known; all of them where `split` will find
   * that it cannot divide them.
   */
  private int[] training(int rows, double[] targets) {
    int[] all = IntStream.range(0, rows).toArray();
    if (state.split.isEmpty()) {
      return all;
    }
    State.Split split = state.split.get();
    long seed = split.seed().orElse(state.seed);
    List<int[]> classes =
        split.stratified() ? Partition.classes(targets, seed) : Partition.shuffled(rows, seed);
    return classes.isEmpty() || classes.stream().anyMatch(part -> part.length < 2)
        ? all
        : Partition.split(classes, split.percent()).training();
  }

  private void requireMeans(State.Data.File file, Set<String> columns) {
    for (String column : columns) {
      if (!state.means.containsKey(column)) {
        throw new ScriptException(RunErrors.noMean(file.span(), column));
      }
    }
  }

  private Bound bound(
      State.Data.File file,
      Optional<Set<String>> learnt,
      Table table,
      List<Column> columns,
      List<Expression> formulas,
      Map<Expression, Variable> comparisons) {
    int rows = table.rowCount();
    int width = state.inputs.size();
    Map<String, double[]> derived = new LinkedHashMap<>();
    List<Diagnostic> warnings = new ArrayList<>();
    if (table.leftOut().rows() > 0) {
      warnings.add(RunErrors.rowsLeftOut(file.span(), table.leftOut(), rows));
    }
    comparisons.forEach(
        (comparison, column) ->
            derived.put(
                column.name(),
                truth(table, (Comparison) comparison, place(columns, comparison), warnings)));
    int[] kept = IntStream.range(0, rows).toArray();
    if (file.where().isPresent()) {
      double[] holds = values(formulas.get(formulas.size() - 1), table, derived);
      kept = IntStream.range(0, rows).filter(row -> Arithmetic.holds(holds[row])).toArray();
      if (kept.length == 0) {
        throw new ScriptException(RunErrors.emptyWhere(file.span(), file.name(), rows));
      }
    }
    double[] targets = new double[0];
    if (state.target.isPresent()) {
      targets = take(values(formulas.get(width), table, derived), kept);
      checkFinite(file, table, columns.get(width), targets, kept);
    }
    Filling filling = fill(file, learnt, table, kept, targets, warnings);
    double[] inputs = new double[Math.multiplyExact(kept.length, width)];
    for (int k = 0; k < width; k++) {
      double[] values = take(values(formulas.get(k), table, derived), kept);
      checkFinite(file, table, columns.get(k), values, kept);
      for (int i = 0; i < kept.length; i++) {
        inputs[i * width + k] = values[i];
      }
      if (state.numbers.isDouble()) {
        release(table, formulas.get(k), formulas.subList(k + 1, width));
      }
    }
    int[] lines = Arrays.stream(kept).map(table::line).toArray();
    Examples examples =
        state.numbers.isDouble()
            ? new Examples(kept.length, width, inputs, targets)
            : exact(filling, formulas, derived, kept);
    return new Bound(examples, Optional.of(file.name()), lines, table.unit(), warnings);
  }

  /** Returns the values of some rows; the same array if these are all. */
  private static double[] take(double[] values, int[] rows) {
    if (rows.length == values.length) {
      return values;
    }
    double[] taken = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      taken[i] = values[rows[i]];
    }
    return taken;
  }

  /** Forgets the columns that were read for the last time. */
  private static void release(Table table, Expression read, List<Expression> later) {
    read.each(
        e -> {
          if (Variable.isColumn(e) && later.stream().noneMatch(l -> l.contains(e::equals))) {
            table.release(((Variable) e).name());
          }
        });
  }

  /** Reads the cells as decimal numbers, and computes the columns from them. */
  private Examples exact(
      Filling filling, List<Expression> formulas, Map<String, double[]> derived, int[] kept) {
    int width = state.inputs.size();
    List<Vector> inputs = new ArrayList<>();
    List<Number> targets = new ArrayList<>();
    for (int row : kept) {
      List<Number> numbers = new ArrayList<>();
      for (Expression formula : formulas.subList(0, width + (state.target.isPresent() ? 1 : 0))) {
        numbers.add(
            Evaluator.value(
                formula,
                state.numbers,
                leaf -> {
                  String name = ((Variable) leaf).name();
                  return derived.containsKey(name)
                      ? (Number) derived.get(name)[row]
                      : filling.cell(name, row);
                }));
      }
      inputs.add(Vector.ofNumbers(numbers.subList(0, width)));
      targets.addAll(numbers.subList(width, numbers.size()));
    }
    return Examples.of(width, new Examples.Exact(inputs, Vector.ofNumbers(targets)));
  }

  private static double[] column(String name, Table table, Map<String, double[]> derived) {
    return derived.containsKey(name) ? derived.get(name) : table.numbers(name);
  }

  /** Returns the place of the first input or target that makes a comparison. */
  private static Span place(List<Column> columns, Expression comparison) {
    return columns.stream()
        .filter(column -> column.formula().contains(comparison::equals))
        .findFirst()
        .orElseThrow()
        .span();
  }

  private static double[] truth(
      Table table, Comparison comparison, Span place, List<Diagnostic> warnings) {
    String column = ((Variable) comparison.left()).name();
    List<String> texts = table.texts(column);
    String text = ((Text) comparison.right()).value();
    boolean equal = comparison.relation() == Relation.EQUAL;
    double[] truth = new double[table.rowCount()];
    for (int row = 0; row < truth.length; row++) {
      truth[row] = texts.get(row).equals(text) == equal ? 1 : 0;
    }
    if (!texts.contains(text)) {
      warnings.add(RunErrors.textMatchesNothing(place, column, text, new LinkedHashSet<>(texts)));
    }
    return truth;
  }

  private static double[] values(Expression formula, Table table, Map<String, double[]> derived) {
    Set<Expression> leaves = new LinkedHashSet<>();
    formula.each(
        e -> {
          if (Variable.isColumn(e)) {
            leaves.add(e);
          }
        });
    List<Expression> columns = List.copyOf(leaves);
    List<double[]> sources = new ArrayList<>();
    for (Expression column : columns) {
      sources.add(column(((Variable) column).name(), table, derived));
    }
    if (Variable.isColumn(formula)) {
      return sources.get(0);
    }
    BlockEvaluator.Workspace workspace =
        BlockEvaluator.of(columns, List.of(formula)).newWorkspace();
    double[] values = new double[table.rowCount()];
    for (int start = 0; start < values.length; start += BlockEvaluator.ROWS) {
      int rows = Math.min(BlockEvaluator.ROWS, values.length - start);
      for (int i = 0; i < sources.size(); i++) {
        System.arraycopy(sources.get(i), start, workspace.input(i), 0, rows);
      }
      workspace.evaluate(rows);
      System.arraycopy(workspace.output(0), 0, values, start, rows);
    }
    return values;
  }

  private static void checkFinite(
      State.Data.File file, Table table, Column column, double[] values, int[] kept) {
    for (int i = 0; i < kept.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new ScriptException(
            RunErrors.notFiniteColumn(
                column.span(),
                FormulaWriter.source(column.formula()),
                values[i],
                "in " + file.name() + ", " + table.unit() + " " + table.line(kept[i])));
      }
    }
  }
}
