package io.github.neuronscript.session;

import io.github.neuronscript.data.FileOpener;
import io.github.neuronscript.data.Lines;
import io.github.neuronscript.data.Table;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.LimitException;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.neuron.Examples;
import io.github.neuronscript.neuron.Inputs;
import io.github.neuronscript.neuron.Partition;
import io.github.neuronscript.neuron.RowSum;
import io.github.neuronscript.program.DataFiles;
import io.github.neuronscript.program.DataFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
  private final Runnable asked;

  /**
   * Binds the data of a state.
   *
   * @param asked now and then; it may throw, to end it
   */
  Binder(State state, FileOpener files, Runnable asked) {
    this.asked = asked;
    this.state = state;
    this.files = files;
  }

  /** Returns the examples of the declared data; empty if none is declared. */
  Optional<Bound> bind() {
    if (state.data instanceof State.Data.Rows rows) {
      return Optional.of(rows(rows));
    }
    if (state.data instanceof State.Data.File file) {
      return Optional.of(file(file, true, Optional.empty()));
    }
    return Optional.empty();
  }

  /**
   * Returns the examples of the data again, with means that are taken from other rows.
   *
   * @param training those rows, counted from 0 among the rows of the data
   * @param rows how many there were
   */
  Bound bindAgain(int[] training, int rows) {
    State.Data.File file = (State.Data.File) state.data;
    Bound again = file(file, true, Optional.of(training));
    if (again.examples().rows() != rows) {
      throw new ScriptException(
          RunErrors.dataChanged(file.span(), file.name(), rows, again.examples().rows()));
    }
    return again;
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
                data.cells().stream().map(cells -> cells.in(state.numbers)).toList(),
                data.targets().in(state.numbers));
    return new Bound(examples, Optional.empty(), new Lines(), "row", 0, List.of());
  }

  private static Examples doubles(int width, State.Data.Rows data) {
    double[] inputs = new double[data.cells().size() * width];
    for (int row = 0; row < data.cells().size(); row++) {
      System.arraycopy(data.cells().get(row).toArray(), 0, inputs, row * width, width);
    }
    return new Examples(Inputs.of(data.cells().size(), width, inputs), data.targets().toArray());
  }

  /**
   * Returns the inputs that are all columns of the file but those excepted or read by the target.
   */
  List<State.Input> allColumns() {
    State.Data.File file = (State.Data.File) state.data;
    Set<String> apart = new HashSet<>(state.allExcept.orElseThrow());
    state.target.ifPresent(target -> apart.addAll(FileColumns.namesIn(target.formula())));
    return DataFiles.readHeader(files, file.origin(), file.format().dialect()).stream()
        .filter(column -> !apart.contains(column))
        .map(
            column -> new State.Input(column, Optional.empty(), Optional.empty(), state.inputsSpan))
        .toList();
  }

  /** Returns the examples of another file than the data's, read as those were. */
  Bound other(State.Data.File file) {
    return file(file, false, Optional.empty());
  }

  /**
   * Returns the examples of a file, with the inputs and the target as declared.
   *
   * @param learns whether it is the data, from which the means are taken
   * @param training the rows that means are taken from; as `split` has it, if empty
   */
  private Bound file(State.Data.File file, boolean learns, Optional<int[]> training) {
    List<FileColumns.Column> wanted = inputColumns(state);
    state.target.ifPresent(
        target ->
            wanted.add(new FileColumns.Column(target.name(), target.formula(), target.span())));
    boolean exact = !state.numbers.isDouble();
    int width = state.inputs.size();
    if (!exact && file.format().missing() != DataFormat.Missing.MEAN) {
      Optional<Bound> gathered = gathered(file, wanted, width);
      if (gathered.isPresent()) {
        return gathered.get();
      }
    }
    FileColumns columns = FileColumns.read(file, wanted, width, Set.of(), files, exact);
    int[] kept = columns.kept();
    double[] targets = state.target.isPresent() ? columns.targets(kept) : new double[0];
    if (learns && file.format().missing() == DataFormat.Missing.MEAN) {
      learnMeans(file, columns, kept, training.orElseGet(() -> training(kept.length, targets)));
    }
    return bound(file, columns, learns, kept, targets);
  }

  /**
   * Returns the examples of a file of which no table need be held. Empty where something is wrong
   * with the file: to say what, it is read as a whole; and where a text is asked for, since it may
   * stand in no row.
   */
  private Optional<Bound> gathered(
      State.Data.File file, List<FileColumns.Column> wanted, int width) {
    FileColumns columns = FileColumns.ofStream(file, wanted, width);
    if (!columns.areNumbers()) {
      return Optional.empty();
    }
    Gathering gathering =
        new Gathering(columns, width, wanted.size() > width, mostNumbers() / (width + 1L));
    Table.LeftOut leftOut;
    try {
      leftOut = columns.stream(files, false, gathering);
    } catch (ScriptException e) {
      return Optional.empty();
    }
    if (gathering.lines().size() == 0 || !gathering.isWhole()) {
      return Optional.empty();
    }
    List<Diagnostic> warnings = new ArrayList<>();
    if (leftOut.rows() > 0) {
      warnings.add(RunErrors.rowsLeftOut(file.span(), leftOut, gathering.read()));
    }
    return Optional.of(
        new Bound(
            gathering.examples(),
            Optional.of(file.name()),
            gathering.lines(),
            gathering.unit(),
            leftOut.rows(),
            warnings));
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
    FileColumns read = FileColumns.read(file, List.of(), 0, columns.keySet(), files, false);
    int[] kept = read.kept();
    Map<String, List<String>> categories = new HashMap<>();
    columns.forEach(
        (column, span) ->
            categories.put(column, categories(file, read.table(), kept, column, span)));
    List<State.Input> inputs = OneHot.expanded(state.withCategories, categories);
    Set<String> names = new HashSet<>();
    for (State.Input input : inputs) {
      if (!names.add(input.name())) {
        throw new ScriptException(RunErrors.inputTwice(input.span(), input.name()));
      }
    }
    return inputs;
  }

  private List<String> categories(
      State.Data.File file, Table table, int[] kept, String column, Span place) {
    List<String> texts = table.texts(column);
    Set<String> found = new TreeSet<>();
    for (int i = 0; i < kept.length; i++) {
      askOften(i);
      found.add(texts.get(kept[i]));
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

  private void learnMeans(State.Data.File file, FileColumns columns, int[] kept, int[] training) {
    Set<String> learnt = columns.numbersOfInputs();
    int[] rows =
        Arrays.stream(training).filter(row -> row < kept.length).map(row -> kept[row]).toArray();
    state.means = Filling.means(state.numbers, columns.table(), learnt, rows, asked);
    requireMeans(file, learnt);
  }

  /** Returns the table's numbers with the means in them, and says what was put in where. */
  private Filling fill(State.Data.File file, FileColumns columns, int[] kept) {
    if (file.format().missing() != DataFormat.Missing.MEAN) {
      return new Filling(columns.table(), Map.of(), asked);
    }
    Filling filling = new Filling(columns.table(), state.means, asked);
    state.means.forEach(
        (column, mean) -> {
          int count = filling.count(column, kept);
          if (count > 0) {
            columns.warnings().add(RunErrors.gapsFilled(file.span(), column, count, mean));
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
    List<int[]> classes = split.classes(rows, targets, state.seed, asked);
    return classes.isEmpty() || classes.stream().anyMatch(part -> part.length < 2)
        ? all
        : Partition.split(classes, split.percent(), asked).training();
  }

  private void askOften(int i) {
    if (i % RowSum.CHUNK == 0) {
      asked.run();
    }
  }

  private void requireMeans(State.Data.File file, Set<String> columns) {
    for (String column : columns) {
      if (!state.means.containsKey(column)) {
        throw new ScriptException(RunErrors.noMean(file.span(), column));
      }
    }
  }

  /**
   * Returns how many numbers all inputs may have: those of a file, whose densest has two bytes for
   * each; numbers that are no doubles take the memory of many.
   */
  private long mostNumbers() {
    return files.limits().unpackedBytes() / (state.numbers.isDouble() ? 2 : 128);
  }

  private void holdToMemory(State.Data.File file, int rows) {
    long numbers = rows * (state.inputs.size() + 1L);
    long most = mostNumbers();
    if (numbers > most) {
      throw new LimitException(
          RunErrors.tooManyNumbers(file.span(), rows, state.inputs.size(), numbers, most));
    }
  }

  private Bound bound(
      State.Data.File file, FileColumns columns, boolean learns, int[] kept, double[] targets) {
    holdToMemory(file, kept.length);
    Filling filling = fill(file, columns, kept);
    Inputs inputs = columns.inputs(kept, state.numbers.isDouble());
    Table table = columns.table();
    if (!learns) {
      unseen(columns, kept);
    }
    Lines lines = table.lines(kept);
    Examples examples =
        state.numbers.isDouble() ? new Examples(inputs, targets) : exact(columns, filling, kept);
    return new Bound(
        examples,
        Optional.of(file.name()),
        lines,
        table.unit(),
        table.leftOut().rows(),
        columns.warnings());
  }

  /** Returns what the inputs read of a file. */
  static List<FileColumns.Column> inputColumns(State state) {
    List<FileColumns.Column> columns = new ArrayList<>();
    for (State.Input input : state.inputs) {
      Expression formula = input.columns().orElse(new Variable(input.name(), Variable.Role.COLUMN));
      columns.add(
          new FileColumns.Column(input.name(), formula, input.span(), isCategory(state, input)));
    }
    return columns;
  }

  private static boolean isCategory(State state, State.Input input) {
    return state.withCategories.stream().anyMatch(declared -> OneHot.isOf(declared, input));
  }

  /** Says which categories of another file are none of the data's. */
  private void unseen(FileColumns columns, int[] kept) {
    for (State.Input declared : state.withCategories) {
      Optional<Variable> column = OneHot.column(declared);
      if (column.isEmpty()) {
        continue;
      }
      List<String> known = OneHot.categories(declared, state.inputs);
      List<String> texts = columns.table().texts(column.get().name());
      int count = 0;
      int first = 0;
      for (int i = kept.length - 1; i >= 0; i--) {
        askOften(i);
        if (!known.contains(texts.get(kept[i]))) {
          count++;
          first = kept[i];
        }
      }
      if (count > 0) {
        columns
            .warnings()
            .add(
                RunErrors.unseenCategory(
                    declared.span(),
                    column.get().name(),
                    texts.get(first),
                    columns.table().unit() + " " + columns.table().line(first),
                    count));
      }
    }
  }

  /** Reads the cells as decimal numbers, and computes the columns from them. */
  private Examples exact(FileColumns columns, Filling filling, int[] kept) {
    int width = state.inputs.size();
    List<Vector> inputs = new ArrayList<>();
    List<Number> targets = new ArrayList<>();
    for (int row : kept) {
      asked.run();
      List<Number> numbers = new ArrayList<>();
      for (int k = 0; k < width + (state.target.isPresent() ? 1 : 0); k++) {
        numbers.add(columns.value(k, row, state.numbers, filling));
      }
      inputs.add(Vector.ofNumbers(numbers.subList(0, width)));
      targets.addAll(numbers.subList(width, numbers.size()));
    }
    return Examples.of(width, inputs, Vector.ofNumbers(targets));
  }
}
