package io.github.neuronscript.session;

import io.github.neuronscript.data.FileOpener;
import io.github.neuronscript.diagnostic.CancelledException;
import io.github.neuronscript.diagnostic.LimitException;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.syntax.Statement.TrainOption;
import io.github.neuronscript.syntax.SyntaxLimits;
import io.github.neuronscript.trace.Interest;
import io.github.neuronscript.trace.Pace;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Runs checked statements, one after the other, and tells its listener what happens. A statement
 * that fails leaves the state as it was, except that a training that diverges or is interrupted
 * leaves that of its last finished epoch. For one thread.
 */
public final class Interpreter {

  private final SessionOptions options;

  /** Counts what is used up since {@link #begin}. */
  private Meter meter;

  /** What was before each of the last statements that can be undone. */
  private final Deque<Past> past = new ArrayDeque<>();

  /** What the host offered after the start, which no statement can undo. */
  private final List<HostFunction> offered = new ArrayList<>();

  private State state;

  private record Past(State before, String statement) {}

  /** Starts with nothing declared. */
  public Interpreter(SessionOptions options) {
    this.options =
        new SessionOptions(
            new Metered(options.files(), count -> this.meter.read(count)),
            event -> {
              this.meter.event(event);
              options.listener().accept(event);
            },
            options.cancelled(),
            options.values(),
            options.trace(),
            options.digits(),
            options.limits(),
            options.functions(),
            options.interest(),
            options.progress(),
            options.painter(),
            options.formats(),
            options.machine());
    this.meter = new Meter(options.limits(), options.cancelled());
    State start = State.beginning(options);
    start.given = options.values();
    start.rate = start.given("rate", start.rate);
    start.rateDeclared = start.rate;
    start.seed = start.given("seed", 0.0).longValue();
    undeclaredBias(start);
    start.digits = options.digits();
    start.level = options.trace();
    this.state = start;
    options.tell(TraceEvent.Configured.class, () -> configured(start));
  }

  /** Counts from 0 again: what is limited is what happens until the next time. */
  public void begin() {
    meter = new Meter(options.limits(), options.cancelled());
  }

  /**
   * Returns what asks whether a script that is only read and checked is to end, from now on: it
   * throws if it is.
   */
  public static Runnable asked(SessionOptions options) {
    return new Meter(options.limits(), options.cancelled())::askWhileReading;
  }

  /**
   * Asks whether the script that is read and checked before it runs is to end, and throws if so.
   */
  public void askWhileReading() {
    meter.askWhileReading();
  }

  /** Returns the files that may be read; what is read of them is counted. */
  public FileOpener files() {
    return options.files();
  }

  public State state() {
    return state;
  }

  /** Returns what is known now, to be read. */
  public Snapshot snapshot() {
    return new Snapshot(state, meter.steps());
  }

  /** What is known at one moment, and what was before it. */
  public static final class Point {
    private final State state;
    private final List<Past> past;

    private Point(State state, List<Past> past) {
      this.state = state;
      this.past = past;
    }
  }

  private static void undeclaredBias(State state) {
    state.biasValue = state.given("bias", state.given("b", 0.0));
    state.bias = new State.Bias(true, "b", state.biasValue, false);
  }

  /** From now on these replace what is given to the names that are declared. */
  public void give(Map<String, Double> values) {
    State next = state.copy();
    next.given = Map.copyOf(values);
    if (next.inputs.isEmpty() && next.bias.equals(new State.Bias(true, "b", 0.0, false))) {
      undeclaredBias(next);
    }
    state = next;
  }

  /** From now on these can be called, too; one of a name that is known takes its place. */
  public void offer(Collection<HostFunction> more) {
    offered.addAll(more);
    State next = state.copy();
    offerTo(next, more);
    state = next;
  }

  private static void offerTo(State next, Collection<HostFunction> more) {
    for (HostFunction function : more) {
      next.functions = next.functions.with(function.name(), function.definition());
    }
  }

  public Point point() {
    return new Point(state, List.copyOf(past));
  }

  /** Makes everything as it was at a point, but for how things are shown. */
  public void restore(Point point) {
    State next = point.state.copy();
    showAs(state, next);
    state = next;
    past.clear();
    past.addAll(point.past);
  }

  /**
   * Runs a statement that was checked without an error.
   *
   * @throws ScriptException if it fails
   * @throws CancelledException if the host asked to stop
   * @throws LimitException if it needs more than is left
   */
  public void run(Statement statement) {
    run(statement, watching());
  }

  /** Shows each epoch to whoever wants to see it, and holds none. */
  private Pace watching() {
    Pace progress = options.progress();
    return (epoch, done, planned, cost) -> {
      progress.pauses(epoch, done, planned, cost);
      return false;
    };
  }

  /**
   * Runs a statement that was checked without an error; of a training, as far as the host wants.
   *
   * @throws ScriptException if it fails
   * @throws CancelledException if the host asked to stop
   * @throws LimitException if it needs more than is left
   */
  public void run(Statement statement, Pace pace) {
    meter.begin(statement);
    if (statement instanceof Statement.Back back) {
      undo(back);
      return;
    }
    State next = state.copy();
    if (statement.isUndoable()) {
      next.cut();
    }
    try {
      // Of a file, the statements before and after the training belong together.
      boolean whole = statement instanceof Statement.Include;
      new StatementRun(new Work(next, options, meter, whole ? watching() : pace)).run(statement);
    } catch (Training.Ended ended) {
      if (!(statement instanceof Statement.Include)) {
        keep(statement, next);
      }
      throw ended.why();
    }
    keep(statement, next);
  }

  /** Returns the statement that is not at its end and can go on. */
  public Optional<Statement> unfinished() {
    return state.unfinished.map(State.Unfinished::statement);
  }

  /** Whether it is in the midst of an epoch or of steps. */
  public boolean isInside() {
    return state.unfinished.flatMap(State.Unfinished::start).isPresent();
  }

  /** Returns the examples that the unfinished training had done of its next epoch when it ended. */
  public int examplesDone() {
    return state.progress.map(Training.Progress::examples).orElse(0);
  }

  /** Returns the epochs that the unfinished training has done. */
  public OptionalLong epochsDone() {
    State at = state.unfinished.flatMap(State.Unfinished::start).orElse(state);
    return at.progress.map(p -> OptionalLong.of(p.done())).orElse(OptionalLong.empty());
  }

  /**
   * Ends the unfinished training where its last epoch ended.
   *
   * @return the statement that does the same by itself
   * @throws IllegalStateException if no training is unfinished, or none of its epochs is done
   */
  public String cut() {
    long done = epochsDone().orElse(0);
    if (done == 0 || !(unfinished().orElseThrow() instanceof Statement.Train train)) {
      throw new IllegalStateException("there is no training that has done an epoch");
    }
    List<TrainOption> options = new ArrayList<>();
    options.add(new TrainOption.Epochs(Expression.Literal.of((double) done), train.span()));
    String text = "train " + (done == 1 ? "1 epoch" : done + " epochs");
    for (TrainOption option : train.options()) {
      if (option instanceof TrainOption.Batch || option instanceof TrainOption.Shuffle) {
        options.add(option);
        text += " " + option.span().text();
      }
    }
    State next = start();
    next.cut();
    Statement.Train same = new Statement.Train(options, train.span(), train.places());
    next.lastTraining = next.lastTraining.map(last -> new Difference.Of(last.before(), same));
    state = next;
    return text;
  }

  /**
   * Goes on with the statement that is not at its end, as if nothing had happened.
   *
   * @throws ScriptException if it fails
   * @throws CancelledException if the host asked to stop
   * @throws LimitException if it needs more than is left
   */
  public void resume(Pace pace) {
    Statement statement = unfinished().orElseThrow();
    State next = start();
    boolean isTraining = next.progress.isPresent() && next.bound.isPresent();
    meter.begin(
        statement,
        () ->
            isTraining
                ? RunErrors.interrupted(next.epoch + 1, 0, next.bound.get().examples().rows())
                : RunErrors.interrupted());
    try {
      goOn(statement, new Work(next, options, meter, pace));
    } catch (Training.Ended ended) {
      become(statement, next);
      throw ended.why();
    }
    become(statement, next);
  }

  /**
   * Goes through a statement step by step as far as somebody wants, and stays there: the state is
   * that in the midst of it, and {@link #resume} goes on. Every step is told to {@code more} alone,
   * whatever the level.
   *
   * @param fresh the statement; empty for the one that is not at its end
   * @param more returns whether to go on after an event; asked after each, obeyed after a step
   * @throws ScriptException if it fails
   * @throws CancelledException if the host asked to stop
   * @throws LimitException if it needs more than is left
   */
  public void walk(Optional<Statement> fresh, Predicate<TraceEvent> more) {
    Statement statement = fresh.orElseGet(() -> unfinished().orElseThrow());
    meter.begin(statement);
    State before = fresh.isPresent() ? state : start();
    State next = before.copy();
    next.level = TraceLevel.FULL;
    SessionOptions heard =
        options.heardBy(event -> hear(event, next, more), Interest.all(), next.level);
    Work work = new Work(next, heard, meter);
    try {
      if (fresh.isPresent()) {
        next.cut();
      }
      goOn(statement, work);
    } catch (Training.Stopped stopped) {
      State start = stopped.start().orElse(before);
      start.uncounted();
      showAs(state, start);
      start.unfinished = start.progress.map(p -> new State.Unfinished(statement, Optional.empty()));
      next.unfinished = Optional.of(new State.Unfinished(statement, Optional.of(start)));
    } catch (Training.Ended ended) {
      end(statement, fresh.isPresent(), next);
      throw ended.why();
    }
    end(statement, fresh.isPresent(), next);
  }

  private void end(Statement statement, boolean isFresh, State next) {
    showAs(state, next);
    if (isFresh) {
      keep(statement, next);
    } else {
      become(statement, next);
    }
  }

  private static void hear(TraceEvent event, State next, Predicate<TraceEvent> more) {
    if (event instanceof TraceEvent.Forward pass) {
      State.Example example = new State.Example(pass.raw(), pass.target(), pass.example().row());
      Neuron neuron = next.neuron.orElseThrow();
      next.shown = Optional.of(new State.Shown(example, pass.z(), pass.output(), neuron));
    }
    boolean goOn = more.test(event);
    if (!goOn && event.isStep()) {
      throw new Training.Stopped();
    }
  }

  /** Returns a copy of the state to go on from; how things are shown stays as it is now. */
  private State start() {
    State next = state.unfinished.orElseThrow().start().orElse(state).copy();
    showAs(state, next);
    return next;
  }

  /** How things are shown is no part of what is undone or gone back to. */
  private static void showAs(State shown, State next) {
    next.digits = shown.digits;
    next.terms = shown.terms;
    next.level = shown.level;
  }

  /** Runs a statement from its beginning, or a training from its progress. */
  private static void goOn(Statement statement, Work work) {
    Optional<Training.Progress> progress = work.next.progress;
    work.next.cut();
    if (progress.isPresent()) {
      new Judging(work).resume(progress.get());
    } else {
      new StatementRun(work).run(statement);
    }
  }

  private void keep(Statement statement, State next) {
    if (statement.isUndoable()) {
      past.addLast(new Past(state, statement.span().text()));
      if (past.size() > SyntaxLimits.UNDONE) {
        past.removeFirst();
      }
    }
    become(statement, next);
  }

  private void become(Statement statement, State next) {
    if (next.progress.isPresent() && next.unfinished.isEmpty()) {
      next.unfinished = Optional.of(new State.Unfinished(statement, Optional.empty()));
    }
    next.uncounted();
    if (!next.bound.equals(state.bound) || !next.memory.isEmpty()) {
      forgetOtherData(next);
    }
    state = next;
  }

  /**
   * Keeps no state whose data and learning rule's memory, with those of the states behind it, are
   * more than may be held; nor the last training if it had such data.
   */
  private void forgetOtherData(State present) {
    long most = options.limits().past();
    Set<Object> seen = seen(present);
    long numbers = 0;
    int kept = 0;
    for (Iterator<Past> before = past.descendingIterator(); before.hasNext(); kept++) {
      numbers += numbers(before.next().before(), seen);
      if (numbers > most) {
        break;
      }
    }
    while (past.size() > kept) {
      past.removeFirst();
    }
    present.lastTraining =
        present.lastTraining.filter(last -> numbers(last.before(), seen(present)) <= most);
  }

  /** Returns how many numbers of data and of learning rules' memory some points hold together. */
  public static long numbers(Collection<Point> points) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    return points.stream().mapToLong(point -> numbers(point.state, seen)).sum();
  }

  private static Set<Object> seen(State present) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    numbers(present, seen);
    return seen;
  }

  private static long numbers(State state, Set<Object> seen) {
    long remembered =
        state.memory.stream().filter(seen::add).mapToLong(vector -> vector.size()).sum();
    return remembered + state.bound.map(bound -> bound.numbers(seen)).orElse(0L);
  }

  private void undo(Statement.Back back) {
    if (back.count() > past.size()) {
      throw new ScriptException(RunErrors.otherDataForgotten(back.span(), past.size()));
    }
    List<String> undone = new ArrayList<>();
    NumberSystem before = state.numbers;
    State next = state;
    for (int i = 0; i < back.count(); i++) {
      Past last = past.removeLast();
      undone.add(last.statement());
      next = last.before();
    }
    next = next.copy();
    offerTo(next, offered);
    showAs(state, next);
    state = next;
    options.tell(TraceEvent.Undone.class, () -> new TraceEvent.Undone(undone));
    if (!before.name().equals(state.numbers.name())) {
      options.tell(TraceEvent.Configured.class, () -> configured(state));
    }
  }

  static TraceEvent.Configured configured(State state) {
    return new TraceEvent.Configured(state.digits, state.terms, state.level, state.numbers);
  }
}
