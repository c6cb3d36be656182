package io.github.neuronscript.session;

import io.github.neuronscript.data.CsvText;
import io.github.neuronscript.data.RowTaker;
import io.github.neuronscript.data.Table;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.LimitException;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.formula.Compiled;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.judge.Classes;
import io.github.neuronscript.neuron.Summation;
import io.github.neuronscript.program.DataFiles;
import io.github.neuronscript.program.DataFormat;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.trace.Fitted;
import io.github.neuronscript.trace.TraceEvent.PredictedFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * Predicts every row of a file, some rows at a time, so that no file is too long; shows the first
 * ones, or writes all into another file. Computes in doubles, with the bits of {@code predict}.
 */
final class FilePrediction implements RowTaker {

  /** Steps for a row besides its formulas, whose cells and output are text. */
  static final long ROW = 50;

  /** Steps for a number that is written as text. */
  static final long WRITTEN = 5;

  /** Steps for a file that is written: it is forced to the disk. */
  static final long FILE = 1_000_000;

  /** About so many characters are gathered before they are written. */
  private static final int GATHERED = 1 << 16;

  private static final double[] NONE = new double[0];

  private final Work work;
  private final State next;
  private final Statement.PredictFrom s;
  private final Neuron neuron;
  private final Fitted fitted;
  private final Compiled output;
  private final Answers answers;
  private final State.Data.File file;
  private final FileColumns columns;
  private final Map<String, Number> means = new LinkedHashMap<>();
  private final long stepsOfRow;

  private Optional<OutputStream> out = Optional.empty();
  private CsvText text = new CsvText(',');
  private long written;
  private String unit = "line";

  /** Of a block of rows. */
  private double[] inputs = NONE;

  private long rows;
  private int rowsRead;
  private int leftOut;
  private final List<PredictedFile.Row> first = new ArrayList<>();
  private final Map<String, Integer> filled = new LinkedHashMap<>();
  private final List<Unseen> unseen = new ArrayList<>();

  /** A category of the file that the data has not. */
  private static final class Unseen {
    private final State.Input declared;
    private final String column;
    private final Set<String> known;
    private String text = "";
    private String where = "";
    private int rows;

    Unseen(State.Input declared, String column, List<String> known) {
      this.declared = declared;
      this.column = column;
      this.known = Set.copyOf(known);
    }
  }

  FilePrediction(Work work, Statement.PredictFrom s) {
    this.work = work;
    this.next = work.next;
    this.s = s;
    this.neuron = work.readyToApply(s.span());
    this.fitted = new Snapshot(next, 0).fitted().orElseThrow();
    this.output = Compiled.of(List.of(Fitted.Z), fitted.output());
    this.answers = new Answers();
    DataFormat ofData =
        next.data instanceof State.Data.File data ? data.format() : DataFormat.USUAL;
    this.file =
        new State.Data.File(
            s.file().origin(),
            DataFormat.of(s.file(), ofData),
            s.file().where().map(new Declarations(work)::frozen));
    this.columns = FileColumns.ofStream(file, Binder.inputColumns(next));
    long contributions = s.explained() ? Effort.times(WRITTEN, neuron.inputs().size()) : 0;
    this.stepsOfRow =
        Effort.plus(Effort.plus(ROW + Effort.ofExample(neuron), contributions), answers.steps());
    for (State.Input declared : next.withCategories) {
      OneHot.column(declared)
          .ifPresent(
              column ->
                  unseen.add(
                      new Unseen(
                          declared, column.name(), OneHot.categories(declared, next.inputs))));
    }
  }

  void run() {
    if (file.format().missing() == DataFormat.Missing.MEAN) {
      for (String column : columns.numbersOfInputs()) {
        if (!next.means.containsKey(column)) {
          throw new ScriptException(RunErrors.noMeanOfData(file.span(), column));
        }
        means.put(column, next.means.get(column));
      }
    }
    if (s.to().isPresent()) {
      write(s.to().get());
    } else {
      read();
    }
    work.tell(
        new PredictedFile(
            file.name(),
            s.to().map(Statement.Destination::path),
            neuron.view(),
            rows,
            leftOut,
            answers.any(),
            unit,
            first));
  }

  private void write(Statement.Destination to) {
    DataFiles.problem(work.options.files(), to, file.origin())
        .ifPresent(
            problem -> {
              throw new ScriptException(problem);
            });
    work.meter.charge(FILE, "files that are written");
    boolean packed = to.path().toLowerCase(Locale.ROOT).endsWith(".gz");
    DataFiles.write(
        work.options.files(),
        to,
        stream -> {
          if (packed) {
            GZIPOutputStream gzip = new GZIPOutputStream(stream, GATHERED);
            writeTo(gzip);
            gzip.finish();
          } else {
            writeTo(stream);
          }
          work.meter.ask();
        });
  }

  private void writeTo(OutputStream stream) {
    out = Optional.of(stream);
    read();
    flush();
  }

  private void read() {
    Table.LeftOut without = columns.stream(work.options.files(), out.isPresent(), this);
    leftOut = without.rows();
    if (rowsRead == 0 && (out.isEmpty() || leftOut > 0)) {
      throw new ScriptException(RunErrors.allRowsLeftOut(file.span(), file.name(), without));
    }
    if (rows == 0 && rowsRead > 0) {
      throw new ScriptException(RunErrors.emptyWhere(file.span(), file.name(), rowsRead));
    }
    if (leftOut > 0) {
      work.notice(() -> RunErrors.rowsLeftOut(file.span(), without, rowsRead));
    }
    filled.forEach(
        (column, count) ->
            work.notice(() -> RunErrors.gapsFilled(file.span(), column, count, means.get(column))));
    for (Unseen category : unseen) {
      if (category.rows > 0) {
        work.notice(
            () ->
                RunErrors.unseenCategory(
                    category.declared.span(),
                    category.column,
                    category.text,
                    category.where,
                    category.rows));
      }
    }
  }

  @Override
  public void begin(List<String> names, CsvText header) {
    text = new CsvText(header.separator());
    if (out.isEmpty() || header.rows() == 0) {
      return;
    }
    text.cellsOf(header, 0);
    text.cell(free("output", names));
    if (answers.any()) {
      text.cell(free("answer", names));
    }
    if (s.explained()) {
      for (String input : neuron.inputs()) {
        text.cell(free("contribution_" + input, names));
      }
      // With it they add up to z.
      neuron.bias().ifPresent(bias -> text.cell(free("contribution_" + bias, names)));
    }
    text.endRow();
  }

  /** Returns a name for a new column: the first that is free. */
  private String free(String name, List<String> names) {
    String free = name;
    for (int i = 2; names.contains(free); i++) {
      free = name + "_" + i;
    }
    if (!free.equals(name)) {
      Diagnostic renamed = RunErrors.columnRenamed(s.span(), file.name(), name, free);
      work.notice(() -> renamed);
    }
    return free;
  }

  @Override
  public void rows(Table table, CsvText cells) {
    work.meter.ask();
    unit = table.unit();
    Filling filling = new Filling(table, means, work.meter::ask);
    int[] kept = columns.keptOfThese();
    rowsRead += table.rowCount();
    work.meter.charge(
        Effort.times(kept.length, stepsOfRow),
        "predictions of " + neuron.inputs().size() + " inputs");
    means.keySet().stream()
        .filter(column -> filling.count(column, kept) > 0)
        .forEach(column -> filled.merge(column, filling.count(column, kept), Integer::sum));
    unseen.forEach(category -> lookFor(category, table, kept));
    columns.inputs(
        kept,
        (start, end, block) -> {
          work.meter.ask();
          inputs = block;
          for (int i = start; i < end; i++) {
            predict(table, cells, kept[i], (i - start) * fitted.weights().length);
          }
        });
  }

  private void predict(Table table, CsvText cells, int row, int from) {
    double z = z(from);
    double value = output.at(z, NONE);
    Optional<String> answer = answers.of(z, value, from);
    rows++;
    if (out.isEmpty()) {
      if (first.size() < PredictedFile.MOST_ROWS) {
        int to = from + fitted.weights().length;
        Vector raw = Vector.of(Arrays.copyOfRange(inputs, from, to));
        first.add(new PredictedFile.Row(table.line(row), raw, value, answer));
      }
      return;
    }
    boolean decimalComma = file.format().dialect().decimalComma();
    text.cellsOf(cells, row);
    text.number(value, decimalComma);
    if (answer.isPresent()) {
      text.cell(answer.get());
    } else if (answers.any()) {
      text.empty();
    }
    if (s.explained()) {
      for (int i = 0; i < fitted.weights().length; i++) {
        text.number(contribution(i, from), decimalComma);
      }
      if (neuron.bias().isPresent()) {
        text.number(fitted.bias(), decimalComma);
      }
    }
    text.endRow();
    if (text.length() >= GATHERED) {
      flush();
    }
  }

  private double z(int from) {
    double[] weights = fitted.weights();
    double dot =
        fitted.offset().length == 0
            ? Summation.dot(weights, 0, inputs, from, weights.length)
            : Summation.dotScaled(weights, inputs, from, fitted.offset(), fitted.divisor());
    return dot + fitted.bias();
  }

  /** Returns wᵢ·xᵢ, of the scaled input if there is a scale. */
  private double contribution(int i, int from) {
    double x = inputs[from + i];
    double scaled =
        fitted.offset().length == 0 ? x : (x - fitted.offset()[i]) / fitted.divisor()[i];
    return fitted.weights()[i] * scaled;
  }

  private void flush() {
    byte[] bytes = text.bytes();
    text.clear();
    written += bytes.length;
    long most = work.options.files().limits().unpackedBytes();
    Statement.Destination to = s.to().orElseThrow();
    if (written > most) {
      throw new LimitException(RunErrors.tooManyBytes(to.span(), to.path(), most));
    }
    work.meter.charge(bytes.length, "writing");
    work.meter.ask();
    try {
      out.orElseThrow().write(bytes);
    } catch (IOException e) {
      // An interrupt closes the file.
      work.meter.ask();
      throw DataFiles.notWritten(to, e);
    }
  }

  private void lookFor(Unseen category, Table table, int[] kept) {
    List<String> texts = table.texts(category.column);
    for (int row : kept) {
      if (!category.known.contains(texts.get(row))) {
        if (category.rows++ == 0) {
          category.text = texts.get(row);
          category.where = table.unit() + " " + table.line(row);
        }
      }
    }
  }

  /** What is answered: by the decision rules, or, if none answers, by a threshold. */
  private final class Answers {

    private record Rule(
        Compiled holds, Optional<CompiledAnswer> then, Optional<CompiledAnswer> otherwise) {}

    private final List<Rule> rules = new ArrayList<>();

    /** ŷ, and then the inputs. */
    private final double[] others = new double[fitted.weights().length + 1];

    private final double threshold;
    private final Optional<String> upper;
    private final Optional<String> lower;
    private long steps;

    Answers() {
      List<Expression> leaves = new ArrayList<>(List.of(Fitted.Z, Fitted.OUTPUT));
      fitted.inputs().forEach(input -> leaves.add(new Variable(input.name(), Variable.Role.INPUT)));
      for (Fitted.Rule rule : fitted.rules()) {
        if (rule.then().isPresent() || rule.otherwise().isPresent()) {
          rules.add(
              new Rule(
                  Compiled.of(leaves, rule.condition()),
                  compiled(rule.then(), leaves),
                  compiled(rule.otherwise(), leaves)));
          count(rule.condition());
        }
      }
      boolean byThreshold = rules.isEmpty() && next.threshold.isPresent();
      double[] targets = next.bound.map(b -> b.examples().targets()).orElse(NONE);
      int below = byThreshold ? Classes.of(targets).orElse(Classes.ZERO_ONE).lower() : 0;
      threshold = byThreshold ? next.threshold.get().value().doubleValue() : 0;
      upper = byThreshold ? Optional.of("1") : Optional.empty();
      lower = byThreshold ? Optional.of(Integer.toString(below)) : Optional.empty();
    }

    private Optional<CompiledAnswer> compiled(
        Optional<List<Fitted.Piece>> answer, List<Expression> leaves) {
      answer.ifPresent(pieces -> pieces.forEach(piece -> piece.value().ifPresent(this::count)));
      return answer.map(pieces -> CompiledAnswer.of(pieces, leaves, fitted.digits()));
    }

    private void count(Expression formula) {
      steps = Effort.plus(steps, Effort.ofFormula(formula, NumberSystem.doubles()));
    }

    boolean any() {
      return !rules.isEmpty() || upper.isPresent();
    }

    /** Returns what looking at the rules takes for a row. */
    long steps() {
      return steps;
    }

    Optional<String> of(double z, double value, int from) {
      if (rules.isEmpty()) {
        return value >= threshold ? upper : lower;
      }
      others[0] = value;
      System.arraycopy(inputs, from, others, 1, others.length - 1);
      for (Rule rule : rules) {
        Optional<CompiledAnswer> answer =
            rule.holds().holdsAt(z, others) ? rule.then() : rule.otherwise();
        if (answer.isPresent()) {
          return Optional.of(answer.get().text(z, others));
        }
      }
      return Optional.empty();
    }
  }
}
