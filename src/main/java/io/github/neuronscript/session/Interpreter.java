package io.github.neuronscript.session;

import io.github.neuronscript.data.FileOpener;
import io.github.neuronscript.diagnostic.CancelledException;
import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.LimitException;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.program.Layered;
import io.github.neuronscript.program.Prelude;
import io.github.neuronscript.program.RuleDefinition;
import io.github.neuronscript.program.Scope;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.syntax.SyntaxLimits;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
            options.interest());
    this.meter = new Meter(options.limits(), options.cancelled());
    State start = new State();
    Scope prelude = Prelude.scope();
    Map<String, Definition> functions = new LinkedHashMap<>();
    prelude.eachFunction(definition -> functions.put(definition.name(), definition));
    options.functions().forEach(f -> functions.put(f.name(), f.definition()));
    start.functions = Layered.of(functions);
    Map<String, RuleDefinition> rules = new LinkedHashMap<>();
    prelude.eachLearningRule(rules::put);
    start.rules = Layered.of(rules);
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

  /** Makes everything as it was at a point. */
  public void restore(Point point) {
    state = point.state;
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
    meter.begin(statement);
    if (statement instanceof Statement.Back back) {
      undo(back);
      return;
    }
    State next = state.copy();
    try {
      accept(statement, new Run(new Work(next, options, meter)));
    } catch (Training.Ended ended) {
      // Of a file, the statements before and after the training belong together.
      if (!(statement instanceof Statement.Include)) {
        keep(statement, next);
      }
      throw ended.why();
    }
    keep(statement, next);
  }

  private static void accept(Statement statement, Run run) {
    State next = run.work.next;
    try {
      statement.accept(run);
    } catch (NumberSystem.NotExact e) {
      throw new ScriptException(RunErrors.notExact(statement.span(), e.formula()));
    } catch (HostFunction.Failed e) {
      throw new ScriptException(
          List.of(RunErrors.hostFunctionFailed(statement.span(), e)), e.getCause());
    } catch (NumberSystem.TooLong e) {
      String update = statement.isUndoable() ? "update " + (next.updates + 1) : "";
      throw new ScriptException(
          RunErrors.tooLong(statement.span(), update, e.getMessage(), next.numbers));
    }
  }

  private void keep(Statement statement, State next) {
    if (statement.isUndoable()) {
      past.addLast(new Past(state, statement.span().text()));
      if (past.size() > SyntaxLimits.UNDONE) {
        past.removeFirst();
      }
    }
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
    State next = state;
    for (int i = 0; i < back.count(); i++) {
      Past last = past.removeLast();
      undone.add(last.statement());
      next = last.before();
    }
    next = next.copy();
    offerTo(next, offered);
    // How things are shown is no part of what is undone.
    next.digits = state.digits;
    next.terms = state.terms;
    next.level = state.level;
    state = next;
    options.tell(TraceEvent.Undone.class, () -> new TraceEvent.Undone(undone));
  }

  private static TraceEvent.Configured configured(State state) {
    return new TraceEvent.Configured(state.digits, state.terms, state.level);
  }

  /** Sends each statement to those who know it. */
  private static final class Run implements Statement.Visitor<Void> {

    private final Work work;
    private final Declarations declarations;
    private final Stepping stepping;
    private final Judging judging;
    private final Inspecting inspecting;
    private final Showing showing;

    Run(Work work) {
      this.work = work;
      this.declarations = new Declarations(work);
      this.stepping = new Stepping(work);
      this.judging = new Judging(work);
      this.inspecting = new Inspecting(work);
      this.showing = new Showing(work);
    }

    @Override
    public Void inputs(Statement.Inputs s) {
      declarations.inputs(s);
      return null;
    }

    @Override
    public Void weights(Statement.Weights s) {
      declarations.weights(s);
      return null;
    }

    @Override
    public Void bias(Statement.Bias s) {
      declarations.bias(s);
      return null;
    }

    @Override
    public Void activation(Statement.Activation s) {
      declarations.activation(s);
      return null;
    }

    @Override
    public Void loss(Statement.Loss s) {
      declarations.loss(s);
      return null;
    }

    @Override
    public Void penalty(Statement.Penalty s) {
      declarations.penalty(s);
      return null;
    }

    @Override
    public Void learningRate(Statement.LearningRate s) {
      declarations.learningRate(s);
      return null;
    }

    @Override
    public Void learningRule(Statement.LearningRule s) {
      declarations.learningRule(s);
      return null;
    }

    @Override
    public Void writtenRule(Statement.WrittenRule s) {
      declarations.writtenRule(s);
      return null;
    }

    @Override
    public Void cost(Statement.Cost s) {
      declarations.cost(s);
      return null;
    }

    @Override
    public Void target(Statement.Target s) {
      declarations.target(s);
      return null;
    }

    @Override
    public Void dataRows(Statement.DataRows s) {
      declarations.dataRows(s);
      return null;
    }

    @Override
    public Void dataFile(Statement.DataFile s) {
      declarations.dataFile(s);
      return null;
    }

    @Override
    public Void seed(Statement.Seed s) {
      declarations.seed(s);
      return null;
    }

    @Override
    public Void let(Statement.Let s) {
      declarations.let(s);
      return null;
    }

    @Override
    public Void define(Statement.Define s) {
      declarations.define(s);
      return null;
    }

    @Override
    public Void defineRule(Statement.DefineRule s) {
      declarations.defineRule(s);
      return null;
    }

    @Override
    public Void assign(Statement.Assign s) {
      work.knowInputs(s.span());
      declarations.assign(s);
      return null;
    }

    @Override
    public Void forward(Statement.Forward s) {
      stepping.forward(s);
      return null;
    }

    @Override
    public Void backward(Statement.Backward s) {
      stepping.backward(s);
      return null;
    }

    @Override
    public Void update(Statement.Update s) {
      stepping.update(s);
      return null;
    }

    @Override
    public Void step(Statement.Step s) {
      stepping.step(s);
      return null;
    }

    @Override
    public Void predict(Statement.Predict s) {
      stepping.predict(s);
      return null;
    }

    @Override
    public Void train(Statement.Train s) {
      judging.train(s);
      return null;
    }

    @Override
    public Void evaluate(Statement.Evaluate s) {
      new Evaluating(work).evaluate(s);
      return null;
    }

    @Override
    public Void crossValidate(Statement.CrossValidate s) {
      new CrossValidation(work, s).run();
      return null;
    }

    @Override
    public Void threshold(Statement.Threshold s) {
      new Thresholds(work).threshold(s);
      return null;
    }

    @Override
    public Void explain(Statement.Explain s) {
      inspecting.explain(s);
      return null;
    }

    @Override
    public Void ledger(Statement.Ledger s) {
      inspecting.ledger(s);
      return null;
    }

    @Override
    public Void check(Statement.Check s) {
      inspecting.checkGradient(s);
      return null;
    }

    @Override
    public Void derive(Statement.Derive s) {
      inspecting.derive(s);
      return null;
    }

    @Override
    public Void diagnose(Statement.Diagnose s) {
      inspecting.diagnose(s);
      return null;
    }

    @Override
    public Void show(Statement.Show s) {
      work.knowInputs(s.span());
      showing.show(s);
      return null;
    }

    @Override
    public Void showDeclaration(Statement.ShowDeclaration s) {
      work.knowInputs(s.span());
      showing.showDeclaration(s);
      return null;
    }

    @Override
    public Void print(Statement.Print s) {
      work.knowInputs(s.span());
      showing.print(s);
      return null;
    }

    @Override
    public Void expect(Statement.Expect s) {
      work.knowInputs(s.span());
      showing.expect(s);
      return null;
    }

    @Override
    public Void reset(Statement.Reset s) {
      work.next.beginAgain();
      return null;
    }

    @Override
    public Void set(Statement.Set s) {
      String value = s.value().text();
      boolean silent = work.next.level == TraceLevel.NONE;
      switch (s.setting().text()) {
        case "digits" -> work.next.digits = Integer.parseInt(value);
        case "numbers" -> declarations.numbers(s);
        case "terms" ->
            work.next.terms = value.equals("all") ? Integer.MAX_VALUE : Integer.parseInt(value);
        default -> {
          for (TraceLevel level : TraceLevel.values()) {
            work.next.level = level.text().equals(value) ? level : work.next.level;
          }
        }
      }
      // The conventions have not been told yet, for the trace begins here.
      work.next.neuron = silent ? Optional.empty() : work.next.neuron;
      work.tell(TraceEvent.Configured.class, () -> configured(work.next));
      return null;
    }

    @Override
    public Void scale(Statement.Scale s) {
      declarations.scale(s);
      return null;
    }

    @Override
    public Void split(Statement.Split s) {
      declarations.split(s);
      return null;
    }

    @Override
    public Void inputsAll(Statement.InputsAll s) {
      declarations.inputsAll(s);
      return null;
    }

    @Override
    public Void when(Statement.When s) {
      Rules.declare(work.next, s);
      return null;
    }

    @Override
    public Void forgetRule(Statement.ForgetRule s) {
      Rules.forget(work.next, s.name());
      return null;
    }

    @Override
    public Void stop(Statement.Stop s) {
      throw new IllegalStateException("only in a rule or by the session itself: " + s);
    }

    @Override
    public Void fail(Statement.Fail s) {
      throw new IllegalStateException("only in a rule or by the session itself: " + s);
    }

    @Override
    public Void answer(Statement.Answer s) {
      throw new IllegalStateException("only in a rule or by the session itself: " + s);
    }

    @Override
    public Void back(Statement.Back s) {
      throw new IllegalStateException("only in a rule or by the session itself: " + s);
    }

    @Override
    public Void include(Statement.Include s) {
      s.statements().forEach(statement -> accept(statement, this));
      return null;
    }

    @Override
    public Void damaged(Statement.Damaged s) {
      throw new ScriptException(
          Diagnostic.error(Code.UNEXPECTED, "this statement could not be read", s.span()));
    }
  }
}
