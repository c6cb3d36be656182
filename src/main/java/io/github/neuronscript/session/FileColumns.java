package io.github.neuronscript.session;

import io.github.neuronscript.data.CsvText;
import io.github.neuronscript.data.FileOpener;
import io.github.neuronscript.data.Gap;
import io.github.neuronscript.data.RowTaker;
import io.github.neuronscript.data.Table;
import io.github.neuronscript.data.Wanted;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Arithmetic;
import io.github.neuronscript.formula.BlockEvaluator;
import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Evaluator;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Comparison;
import io.github.neuronscript.formula.Expression.Comparison.Relation;
import io.github.neuronscript.formula.Expression.Text;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.neuron.Inputs;
import io.github.neuronscript.program.DataFiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * What inputs, target and {@code where} read of a file, and what they give in each row. A
 * comparison of a column with a text becomes a column of 0 and 1 in their formulas.
 */
final class FileColumns {

  /** So many texts of a column are looked through for the one that was meant. */
  private static final int MOST_TEXTS = 1_000;

  /** Steps that making a part of a formula ready takes. */
  private static final long COMPILING = 20;

  /** Parts of all inputs that are ready at once, each of which has the numbers of a block. */
  private static final long MOST_KEPT = 4_000;

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

  /** The columns that {@link #comparisons} gives. */
  private final Set<Expression> compared = new HashSet<>();

  /** Which of the columns read a column of the file, or a comparison with a text. */
  private final Map<String, BitSet> readers = new HashMap<>();

  private final Map<Expression, Column> comparing = new HashMap<>();
  private final List<Expression> formulas = new ArrayList<>();
  private final Set<String> numbers = new LinkedHashSet<>();
  private final Map<String, Comparison> truths = new LinkedHashMap<>();
  private final List<Diagnostic> warnings = new ArrayList<>();
  private LongConsumer watch;
  private Table table;

  /** Whether the table is only a part of the file. */
  private boolean streamed;

  /** The inputs, where they are asked for again and again. */
  private List<Computed> ofInputs = List.of();

  /** What computes each formula that is a column alone: a wide file has many. */
  private Optional<BlockEvaluator.Workspace> ofAnyColumn = Optional.empty();

  private double[] inputBlock = new double[0];

  private FileColumns(State.Data.File file, List<Column> columns, int inputs) {
    this.file = file;
    this.columns = new ArrayList<>(columns);
    this.inputs = inputs;
    file.where().ifPresent(where -> this.columns.add(new Column("where", where, file.span())));
    for (int i = 0; i < this.columns.size(); i++) {
      Column column = this.columns.get(i);
      Expression formula = column.formula().rewrite(e -> withoutTexts(e, column));
      formula.each(
          e -> {
            if (Variable.isColumn(e) && !compared.contains(e)) {
              numbers.add(((Variable) e).name());
            }
          });
      formulas.add(formula);
      for (String name : namesIn(column.formula())) {
        readers.computeIfAbsent(name, key -> new BitSet()).set(i);
      }
    }
    comparisons.forEach((comparison, column) -> truths.put(column.name(), (Comparison) comparison));
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
    made.truths.values().forEach(made::warnOfNoMatch);
    return made;
  }

  private Expression withoutTexts(Expression e, Column reader) {
    if (e instanceof Comparison c && c.right() instanceof Text) {
      comparing.putIfAbsent(c, reader);
      Variable column =
          comparisons.computeIfAbsent(
              c,
              key ->
                  new Variable(
                      "comparison " + comparisons.size() + " with a text", Variable.Role.COLUMN));
      compared.add(column);
      return column;
    }
    return e;
  }

  /** Returns what is asked of a file that is read some rows at a time, by {@link #stream}. */
  static FileColumns ofStream(State.Data.File file, List<Column> columns) {
    return ofStream(file, columns, columns.size());
  }

  /**
   * Returns the same with a target.
   *
   * @param columns the inputs, then the target if there is one
   * @param inputs how many inputs there are
   */
  static FileColumns ofStream(State.Data.File file, List<Column> columns, int inputs) {
    return new FileColumns(file, columns, inputs);
  }

  /** Returns whether they read numbers alone. */
  boolean areNumbers() {
    return comparisons.isEmpty();
  }

  /**
   * Reads the file and hands its rows on; while that takes them, this is about them alone.
   *
   * @param copied whether all cells are wanted as text, too
   * @return the rows that were left out
   */
  Table.LeftOut stream(FileOpener files, boolean copied, RowTaker taker) {
    List<Wanted> wanted = wanted(Set.of(), false);
    streamed = true;
    watch = files.limits().watch();
    RowTaker here =
        new RowTaker() {
          @Override
          public void begin(List<String> names, CsvText header) {
            taker.begin(names, header);
          }

          @Override
          public void rows(Table rows, CsvText cells) {
            table = rows;
            taker.rows(rows, cells);
          }
        };
    return DataFiles.read(
        file.span(),
        () ->
            DataFiles.reader(files, file.origin(), file.format().dialect()).stream(
                wanted, copied, here));
  }

  private void read(Set<String> texts, FileOpener files, boolean exact) {
    List<Wanted> wanted = wanted(texts, exact);
    watch = files.limits().watch();
    table =
        DataFiles.read(
            file.span(),
            () -> DataFiles.reader(files, file.origin(), file.format().dialect()).read(wanted));
    if (table.rowCount() == 0) {
      throw new ScriptException(
          RunErrors.allRowsLeftOut(file.span(), file.name(), table.leftOut()));
    }
    if (table.leftOut().rows() > 0) {
      warnings.add(RunErrors.rowsLeftOut(file.span(), table.leftOut(), table.rowCount()));
    }
  }

  private List<Wanted> wanted(Set<String> texts, boolean exact) {
    Set<String> inputsOnly = inputsOnly(texts);
    Set<Wanted> wanted = new LinkedHashSet<>();
    for (String name : numbers) {
      Gap gap = gap(inputsOnly.contains(name)).orElse(Gap.FAIL);
      wanted.add(Wanted.number(name).gap(gap).exact(exact).use(use(name)));
    }
    Set<String> asTexts = new LinkedHashSet<>(texts);
    for (Expression comparison : comparisons.keySet()) {
      asTexts.add(((Variable) ((Comparison) comparison).left()).name());
    }
    for (String name : asTexts) {
      wanted.add(Wanted.text(name).gap(gap(inputsOnly.contains(name)).orElse(Gap.KEEP)));
    }
    return List.copyOf(wanted);
  }

  /** Returns what reads a column; a target asks most of it, for it is one number. */
  private Wanted.Use use(String name) {
    BitSet reading = readers.getOrDefault(name, new BitSet());
    if (file.where().isPresent() && reading.get(columns.size() - 1)) {
      return Wanted.Use.CONDITION;
    }
    return reading.length() <= inputs ? Wanted.Use.INPUT : Wanted.Use.TARGET;
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

  /** Warns of a text that a formula asks for and no row has. */
  private void warnOfNoMatch(Comparison comparison) {
    String name = ((Variable) comparison.left()).name();
    List<String> texts = table.texts(name);
    String text = ((Text) comparison.right()).value();
    Column reader = comparing.get(comparison);
    // That a file lacks a category is nothing to mend.
    if (reader.category()) {
      return;
    }
    watch.accept(texts.size());
    if (!texts.contains(text)) {
      Span place = reader.span();
      warnings.add(
          RunErrors.textMatchesNothing(
              place,
              name,
              text,
              new LinkedHashSet<>(texts.subList(0, Math.min(MOST_TEXTS, texts.size())))));
    }
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
    int[] kept = keptOfThese();
    if (kept.length == 0) {
      throw new ScriptException(noneKept(file.where().orElseThrow()));
    }
    return kept;
  }

  /** Returns the rows that `where` keeps, which may be none. */
  int[] keptOfThese() {
    int rows = table.rowCount();
    if (file.where().isEmpty()) {
      return IntStream.range(0, rows).toArray();
    }
    Computed where = new Computed(formulas.size() - 1);
    int[] kept = new int[rows];
    int count = 0;
    for (int from = 0; from < rows; from += BlockEvaluator.ROWS) {
      double[] holds = where.block(from);
      for (int row = from; row < Math.min(rows, from + BlockEvaluator.ROWS); row++) {
        if (Arithmetic.holds(holds[row - from])) {
          kept[count++] = row;
        }
      }
    }
    return Arrays.copyOf(kept, count);
  }

  /** Says what the columns hold of which `where` keeps no row. */
  private Diagnostic noneKept(Expression where) {
    Diagnostic error = RunErrors.emptyWhere(file.span(), file.name(), table.rowCount());
    Set<String> ranges = new LinkedHashSet<>();
    Set<Comparison> missed = new LinkedHashSet<>();
    where.each(
        e -> {
          if (e instanceof Comparison c && comparisons.containsKey(c)) {
            missed.add(c);
          } else if (Variable.isColumn(e) && numbers.contains(((Variable) e).name())) {
            ranges.add(((Variable) e).name());
          }
        });
    for (Comparison c : missed) {
      String column = ((Variable) c.left()).name();
      Set<String> texts = new LinkedHashSet<>(table.texts(column));
      error = RunErrors.holds(error, column, ((Text) c.right()).value(), texts);
    }
    for (String column : ranges) {
      DoubleSummaryStatistics range =
          IntStream.range(0, table.rowCount())
              .mapToDouble(row -> cell(column, row))
              .filter(Double::isFinite)
              .summaryStatistics();
      if (range.getCount() > 0) {
        error = RunErrors.ranges(error, column, range.getMin(), range.getMax());
      }
    }
    return error;
  }

  /** Returns the targets of some rows, which are finite. */
  double[] targets(int[] rows) {
    Computed target = new Computed(inputs);
    double[] targets = new double[rows.length];
    eachBlock(
        rows,
        (first, last, from) -> {
          double[] values = target.finite(rows, first, last, from);
          for (int i = first; i < last; i++) {
            targets[i] = values[rows[i] - from];
          }
        });
    return targets;
  }

  /**
   * Returns the inputs of some rows, which are finite.
   *
   * @param forget whether the numbers of the table are not read again, so that their memory goes
   *     while that of the inputs comes
   */
  Inputs inputs(int[] rows, boolean forget) {
    Inputs.Builder made = new Inputs.Builder(inputs);
    addInputs(rows, forget, made);
    return made.build();
  }

  /** Adds the inputs of some rows, which are finite, to those of a part of the file before it. */
  void addInputs(int[] rows, Inputs.Builder made) {
    addInputs(rows, false, made);
  }

  private void addInputs(int[] rows, boolean forget, Inputs.Builder made) {
    prepareInputs();
    eachBlock(
        rows,
        (first, last, from) -> {
          int row = made.add(last - first);
          for (int k = 0; k < inputs; k++) {
            double[] values = ofInputs.get(k).finite(rows, first, last, from);
            made.set(row, k, values, rows, first, last, from);
          }
          if (forget) {
            table.forget(from);
          }
        });
  }

  /** Takes the inputs of some rows. */
  interface InputsTaker {
    /**
     * Takes them.
     *
     * @param first of the rows, as counted in their list
     * @param last behind them
     * @param inputs row after row; good until it returns
     */
    void take(int first, int last, double[] inputs);
  }

  /**
   * Hands on the inputs of some rows, which are finite: those of a block at a time, since a portion
   * of a file may have a thousand times as many inputs as numbers.
   */
  void inputs(int[] rows, InputsTaker taker) {
    prepareInputs();
    eachBlock(
        rows,
        (first, last, from) -> {
          double[] block = blockOfInputs(last - first);
          for (int k = 0; k < inputs; k++) {
            double[] values = ofInputs.get(k).finite(rows, first, last, from);
            for (int i = first; i < last; i++) {
              block[(i - first) * inputs + k] = values[rows[i] - from];
            }
          }
          taker.take(first, last, block);
        });
  }

  private double[] blockOfInputs(int rows) {
    if (inputBlock.length < rows * inputs) {
      inputBlock = new double[rows * inputs];
    }
    return inputBlock;
  }

  private void prepareInputs() {
    if (ofInputs.isEmpty()) {
      long parts = formulas.stream().limit(inputs).mapToLong(Definition::writtenOutSize).sum();
      boolean kept = parts <= MOST_KEPT;
      ofInputs = IntStream.range(0, inputs).mapToObj(column -> new Computed(column, kept)).toList();
    }
  }

  /** Rows that stand in one block of the table. */
  private interface Block {
    /**
     * Takes them.
     *
     * @param first of the rows, as counted in their list
     * @param last behind them
     * @param from the row of the table with which the block begins
     */
    void rows(int first, int last, int from);
  }

  private static void eachBlock(int[] rows, Block block) {
    int last = 0;
    for (int first = 0; first < rows.length; first = last) {
      int from = rows[first] - rows[first] % BlockEvaluator.ROWS;
      while (last < rows.length && rows[last] < from + BlockEvaluator.ROWS) {
        last++;
      }
      block.rows(first, last, from);
    }
  }

  /** A column that is computed for a block of rows at a time. */
  private final class Computed {
    private final int column;
    private final List<String> leaves;
    private final boolean kept;
    private long size;
    private Optional<BlockEvaluator.Workspace> workspace = Optional.empty();

    Computed(int column) {
      this(column, true);
    }

    /**
     * Makes a column.
     *
     * @param kept whether it is made ready once, which takes memory, and not for each block
     */
    Computed(int column, boolean kept) {
      this.column = column;
      this.kept = kept;
      this.leaves = List.copyOf(namesIn(formulas.get(column)));
    }

    private BlockEvaluator.Workspace workspace() {
      if (workspace.isPresent()) {
        return workspace.get();
      }
      Expression formula = formulas.get(column);
      watch.accept(Definition.writtenOutSize(formula) * COMPILING);
      if (formula instanceof Variable && ofAnyColumn.isPresent()) {
        size = 1;
        workspace = ofAnyColumn;
        return ofAnyColumn.get();
      }
      List<Expression> variables = new ArrayList<>();
      leaves.forEach(name -> variables.add(new Variable(name, Variable.Role.COLUMN)));
      BlockEvaluator block = BlockEvaluator.of(variables, List.of(formula));
      size = 1 + block.size();
      BlockEvaluator.Workspace made = block.newWorkspace();
      workspace = kept ? Optional.of(made) : Optional.empty();
      if (formula instanceof Variable) {
        ofAnyColumn = Optional.of(made);
      }
      return made;
    }

    /** Returns the values in the rows that begin with one, good until any column is asked next. */
    double[] block(int from) {
      int rows = Math.min(BlockEvaluator.ROWS, table.rowCount() - from);
      BlockEvaluator.Workspace ready = workspace();
      watch.accept(rows * size);
      for (int i = 0; i < leaves.size(); i++) {
        read(leaves.get(i), from, rows, ready.input(i));
      }
      ready.evaluate(rows);
      return ready.output(0);
    }

    /** Returns the same, those of some of the rows finite. */
    double[] finite(int[] rows, int first, int last, int from) {
      double[] values = block(from);
      for (int i = first; i < last; i++) {
        if (!Double.isFinite(values[rows[i] - from])) {
          throw new ScriptException(notFinite(column, rows, i));
        }
      }
      return values;
    }
  }

  private void read(String leaf, int from, int rows, double[] to) {
    Comparison comparison = truths.get(leaf);
    if (comparison == null) {
      table.numbers(leaf).copy(from, rows, to);
      return;
    }
    for (int i = 0; i < rows; i++) {
      to[i] = truth(comparison, from + i);
    }
  }

  private double truth(Comparison comparison, int row) {
    String text = table.texts(((Variable) comparison.left()).name()).get(row);
    boolean equal = text.equals(((Text) comparison.right()).value());
    return equal == (comparison.relation() == Relation.EQUAL) ? 1 : 0;
  }

  /** Says what of a formula is no finite number in a row, and in how many rows that is so. */
  private Diagnostic notFinite(int index, int[] rows, int first) {
    Column column = columns.get(index);
    int row = rows[first];
    Expression part = column.formula();
    for (Optional<Expression> inner = Optional.of(part); inner.isPresent(); ) {
      part = inner.get();
      inner =
          part.children().stream().filter(child -> !Double.isFinite(value(child, row))).findFirst();
    }
    List<String> operands = new ArrayList<>();
    for (Expression child : part.children()) {
      if (!(child instanceof Expression.Literal)) {
        operands.add(
            "`" + FormulaWriter.source(child) + "` is " + RunErrors.number(value(child, row)));
      }
    }
    List<Expression> leaves = new ArrayList<>();
    Set<Expression> shown = new HashSet<>(part.children());
    part.each(
        e -> {
          if (Variable.isColumn(e) && numbers.contains(((Variable) e).name()) && shown.add(e)) {
            leaves.add(e);
          }
        });
    List<String> cells = new ArrayList<>();
    for (Expression leaf : leaves) {
      cells.add(FormulaWriter.source(leaf) + " = " + RunErrors.number(value(leaf, row)));
    }
    // Of the rows before it all are finite, and their numbers may be forgotten; in a stream nobody
    // has seen the rows behind it.
    int count =
        streamed
            ? 0
            : (int)
                IntStream.range(first, rows.length)
                    .filter(i -> !Double.isFinite(value(column.formula(), rows[i])))
                    .count();
    return RunErrors.notFiniteColumn(
        column.span(),
        FormulaWriter.source(column.formula()),
        value(column.formula(), row),
        "in " + file.name() + ", " + table.unit() + " " + table.line(row),
        String.join(" and ", operands)
            + (cells.isEmpty() ? "" : ", with " + String.join(", ", cells)),
        count,
        rows.length,
        needs(part).map(FormulaWriter::source),
        file.where().isPresent());
  }

  private double value(Expression formula, int row) {
    return Evaluator.value(
            formula.rewrite(e -> comparisons.containsKey(e) ? comparisons.get(e) : e),
            NumberSystem.doubles(),
            leaf -> cell(((Variable) leaf).name(), row))
        .doubleValue();
  }

  private double cell(String name, int row) {
    double[] cell = new double[1];
    read(name, row, 1, cell);
    return cell[0];
  }

  /** Returns the condition under which a formula has a value where its operands have one. */
  private static Optional<Expression> needs(Expression e) {
    Expression zero = Expression.Literal.of(0);
    if (e instanceof Expression.Quotient quotient) {
      return Optional.of(new Comparison(Relation.UNEQUAL, quotient.divisor(), zero));
    }
    if (e instanceof Expression.Elementary f) {
      Expression u = f.arguments().get(0);
      return switch (f.function()) {
        case LN, LOG10 -> Optional.of(new Comparison(Relation.GREATER, u, zero));
        case SQRT -> Optional.of(new Comparison(Relation.AT_LEAST, u, zero));
        default -> Optional.empty();
      };
    }
    return Optional.empty();
  }

  /** Returns the value of a column in one row, computed from cells in any numbers. */
  Number value(int column, int row, NumberSystem system, Filling cells) {
    return Evaluator.value(
        formulas.get(column),
        system,
        leaf -> {
          String name = ((Variable) leaf).name();
          return truths.containsKey(name)
              ? (Number) truth(truths.get(name), row)
              : cells.cell(name, row);
        });
  }
}
