package io.github.neuronscript;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.NeuronScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.formula.NumberWriter;
import io.github.neuronscript.program.Checked;
import io.github.neuronscript.program.CheckedScript;
import io.github.neuronscript.program.Checker;
import io.github.neuronscript.program.DataFiles;
import io.github.neuronscript.program.Prelude;
import io.github.neuronscript.program.Scope;
import io.github.neuronscript.session.Interpreter;
import io.github.neuronscript.session.State;
import io.github.neuronscript.syntax.Script;
import io.github.neuronscript.syntax.ScriptParser;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.syntax.Word;
import io.github.neuronscript.trace.Pace;
import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A session that goes on from text to text, as at a prompt: what one declares, the next can read.
 * The same statements give the same bits, whether they come in one text or one by one. Made by
 * {@link NeuronScript#newSession}.
 *
 * <p>For one thread at a time: a second one that comes while the first is inside gets an {@link
 * IllegalStateException}, and the session is as if it had not come.
 */
public final class Session {

  private final Options options;
  private final Interpreter interpreter;

  /** What the last run got from outside. */
  private Map<String, Double> given = Map.of();

  /** What the checker knows. It goes with the session's state: both change, or neither. */
  private Scope scope;

  /** Who is inside. */
  private final AtomicReference<Thread> inside = new AtomicReference<>();

  /** Everything a session knows at one moment, to go back to. Immutable. */
  public static final class Point {
    private final Session of;
    private final Interpreter.Point point;
    private final Scope scope;

    private Point(Session of, Interpreter.Point point, Scope scope) {
      this.of = of;
      this.point = point;
      this.scope = scope;
    }
  }

  /** A text that has been read, to be run in sessions as often as one likes. Immutable. */
  public static final class Text {
    /** How weights are called that have no name. */
    private static final Pattern WEIGHT = Pattern.compile("w\\d+");

    private final Script script;
    private final Set<String> declared;
    private final boolean declaresInputs;

    /** The statement that is all of it; empty if it is a text as it was read. */
    private final Optional<Statement> only;

    private Text(Script script) {
      this(script, Optional.empty());
    }

    private Text(Script script, Optional<Statement> only) {
      this.only = only;
      this.script = script;
      this.declared = declared(script.statements());
      this.declaresInputs =
          script.statements().stream()
              .anyMatch(s -> s instanceof Statement.Inputs || s instanceof Statement.InputsAll);
    }

    private static Set<String> declared(List<Statement> statements) {
      Set<String> names = new HashSet<>();
      for (Statement statement : statements) {
        if (statement instanceof Statement.Inputs s) {
          names.addAll(names(s.items(), "x"));
        } else if (statement instanceof Statement.Weights s) {
          names.addAll(names(s.items(), "w"));
        } else if (statement instanceof Statement.Bias s) {
          names.addAll(names(List.of(s.item()), "b"));
        } else if (statement instanceof Statement.Target s) {
          names.add(s.name());
        } else if (statement instanceof Statement.Let s) {
          names.add(s.name().text());
        }
      }
      return names;
    }

    private static List<String> names(List<Statement.Item> items, String ownName) {
      List<String> names = new ArrayList<>();
      for (Statement.Item item : items) {
        String name = item.name().map(Word::text).orElse(ownName + (names.size() + 1));
        names.add(name);
        for (int i = 1; i <= item.count().orElse(0); i++) {
          names.add(name + i);
        }
      }
      return names;
    }

    /** Whether a name may stand in it that it does not declare itself. */
    private boolean speaksOf(String name) {
      boolean weight = declaresInputs && WEIGHT.matcher(name).matches();
      return !declared.contains(name) && !weight && script.source().text().contains(name);
    }

    /**
     * Returns its statements, each as a text by itself that names the same places. To run them in
     * turn is to run the whole, but for limits, which are those of each.
     */
    public List<Text> statements() {
      if (only.isPresent()) {
        return List.of(this);
      }
      List<Text> texts = new ArrayList<>();
      inTurn().forEachRemaining(texts::add);
      return texts;
    }

    private Iterator<Text> inTurn() {
      List<Statement> statements = script.statements();
      Iterator<Diagnostic> written = inOrder(script.diagnostics());
      return new Iterator<>() {
        private int taken;
        private Optional<Diagnostic> next = Session.next(written);

        @Override
        public boolean hasNext() {
          // The rest is of a text too long to be cut into statements.
          return taken < statements.size() || next.filter(Diagnostic::isError).isPresent();
        }

        @Override
        public Text next() {
          boolean isLast = taken >= statements.size() - 1;
          int end = isLast ? Integer.MAX_VALUE : statements.get(taken + 1).span().start();
          List<Diagnostic> found = new ArrayList<>();
          while (next.isPresent() && start(next.get()) < end) {
            found.add(next.get());
            next = Session.next(written);
          }
          List<Statement> one =
              taken < statements.size() ? List.of(statements.get(taken)) : List.of();
          taken++;
          return new Text(
              new Script(script.source(), script.tokens(), one, found), one.stream().findFirst());
        }
      };
    }

    /** Returns it as it was written; a statement without what stands around it. */
    public String text() {
      return only.map(s -> s.span().text()).orElse(script.source().text());
    }

    /** Whether it is a statement that only asks, or says how things are shown. */
    public boolean isQuestion() {
      return only.filter(s -> !s.isUndoable() && !(s instanceof Statement.Back) && !setsNumbers(s))
          .isPresent();
    }

    private static boolean setsNumbers(Statement statement) {
      return statement instanceof Statement.Set set && set.setting().text().equals("numbers");
    }

    /** Whether {@code back} undoes it, and does not pass it over. */
    public boolean isUndoable() {
      return only.filter(Statement::isUndoable).isPresent();
    }

    /** Whether it is a training or another statement that consists of steps. */
    public boolean hasSteps() {
      return only.filter(Text::hasSteps).isPresent();
    }

    /** Whether it is a training. */
    public boolean isTraining() {
      return only.filter(s -> s instanceof Statement.Train).isPresent();
    }

    /** Returns how many statements it undoes; empty unless it is {@code back}. */
    public OptionalInt undoes() {
      return only.filter(s -> s instanceof Statement.Back).isPresent()
          ? OptionalInt.of(((Statement.Back) only.get()).count())
          : OptionalInt.empty();
    }

    private static boolean hasSteps(Statement statement) {
      return statement instanceof Statement.Train
          || statement instanceof Statement.Step
          || statement instanceof Statement.Forward
          || statement instanceof Statement.Backward
          || statement instanceof Statement.Update;
    }

    /** Returns what is wrong with it whatever was declared before. */
    public List<Diagnostic> errors() {
      return Session.errors(script.diagnostics());
    }
  }

  Session(Options options) {
    this.options = options;
    this.interpreter = new Interpreter(options.forSession());
    this.scope = Prelude.scope(options.limits().forScript(), options.functions());
  }

  /**
   * Checks and runs the statements of a text, one after the other, up to the first error. What ran
   * before it stays; the statement with the error changes nothing, except that a training that
   * diverges or is ended from outside leaves the state of its last finished epoch. Limits and time
   * are those of each text.
   */
  public Result run(Source source) {
    Objects.requireNonNull(source, "source");
    return alone(
        () -> {
          interpreter.begin();
          scope = scope.forNextText(interpreter::askWhileReading);
          Script script;
          try {
            script =
                ScriptParser.parse(
                    source, options.limits().forScript().asking(interpreter::askWhileReading));
          } catch (NeuronScriptException e) {
            return Result.of(e, interpreter.snapshot());
          }
          return runAll(script);
        });
  }

  /**
   * Reads a text without running it; never throws for a faulty one.
   *
   * @param options whose limits say how long it may be
   */
  public static Text read(Source source, Options options) {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(options, "options");
    return new Text(ScriptParser.parse(source, options.limits().forScript()));
  }

  /**
   * Runs a text as {@link #run(Source)}, with values from outside. One for a name that is declared
   * here, or that the text declares, replaces what the script gives it, as {@link Options#values}.
   * Any other that the text speaks of is a {@code let}; one that cannot be the name of a {@code
   * let} is left out.
   *
   * @param values by name; for a declared name the same value as in the run before changes nothing
   */
  public Result run(Text text, Map<String, Double> values) {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(values, "values");
    return alone(
        () -> {
          interpreter.begin();
          scope = scope.forNextText(interpreter::askWhileReading);
          Map<String, Double> before = given;
          given = Map.copyOf(values);
          Map<String, Double> all = new HashMap<>(options.values());
          all.putAll(given);
          interpreter.give(all);
          for (String name : new TreeSet<>(given.keySet())) {
            double value = values.get(name);
            boolean changed = !Double.valueOf(value).equals(before.get(name));
            Optional<Text> outside =
                scope.settable().contains(name)
                    ? changed ? statement("", name, value) : Optional.empty()
                    : text.speaksOf(name) ? statement("let ", name, value) : Optional.empty();
            Optional<Result> failed =
                outside
                    .map(s -> runOne(s, interpreter::run))
                    .filter(r -> r.status() != Result.Status.FINISHED);
            if (failed.isPresent()) {
              return failed.get();
            }
          }
          return runAll(text.script);
        });
  }

  /**
   * Gives the session functions of the host beside those of its options: from now on its texts may
   * call them. One of a name that is known takes the place of that function, as by {@code define}:
   * an activation stays what it was when it was declared.
   *
   * @throws IllegalArgumentException as for {@link Options#functions(List)}
   */
  public void offer(List<HostFunction> functions) {
    Objects.requireNonNull(functions, "functions");
    Options.defaults().functions(functions);
    alone(
        () -> {
          scope = scope.offering(functions);
          interpreter.offer(functions);
          return functions;
        });
  }

  /** Returns a statement that gives a name a value, if the language has one. */
  private Optional<Text> statement(String keyword, String name, double value) {
    Script script =
        ScriptParser.parse(
            Source.of("values", keyword + name + " = " + NumberWriter.shortest(value)));
    List<Text> texts = new Text(script).statements();
    return texts.size() == 1
            && texts.get(0).only.isPresent()
            && texts.get(0).errors().isEmpty()
            && !Checker.check(texts.get(0).only.get(), scope, Optional.empty()).hasErrors()
        ? Optional.of(texts.get(0))
        : Optional.empty();
  }

  /**
   * Runs a statement as {@link #run(Source)}; if it is a training, as far as {@code pace} lets it.
   * A training that is held, or that an error, the host's token, the time or another limit ended,
   * is not at its end: {@link #resume} goes on with it. Any statement that changes something gives
   * that up; one that only asks does not. The file of {@code data from} has to be there at once.
   *
   * @param statement one of {@link Text#statements}
   */
  public Result run(Text statement, Pace pace) {
    Objects.requireNonNull(statement, "statement");
    Objects.requireNonNull(pace, "pace");
    return alone(
        () -> {
          interpreter.begin();
          scope = scope.forNextText(interpreter::askWhileReading);
          return runOne(statement, s -> interpreter.run(s, pace));
        });
  }

  /**
   * Goes on with the statement that is not at its end, as if nothing had happened: the same bits
   * and the same events, for a training from the epoch in hand on.
   *
   * @throws IllegalStateException if there is none
   */
  public Result resume(Pace pace) {
    Objects.requireNonNull(pace, "pace");
    return goOn(() -> interpreter.resume(pace));
  }

  private Result goOn(Runnable action) {
    return alone(
        () -> {
          if (interpreter.unfinished().isEmpty()) {
            throw new IllegalStateException("every statement is at its end");
          }
          interpreter.begin();
          try {
            action.run();
            return held(interpreter.unfinished().isPresent());
          } catch (NeuronScriptException e) {
            return Result.of(e, interpreter.snapshot());
          }
        });
  }

  /**
   * Begins a statement and stays within it: every event goes to {@code more} alone, as if the trace
   * were full, and after the first step ({@link TraceEvent#isStep}) that {@code more} answers with
   * false the session stays there. Its values are then those in the midst of the statement, and
   * {@link #resume} goes on. A statement without steps is run to its end.
   *
   * @param statement one of {@link Text#statements}
   */
  public Result walk(Text statement, Predicate<TraceEvent> more) {
    Objects.requireNonNull(statement, "statement");
    Objects.requireNonNull(more, "more");
    return alone(
        () -> {
          interpreter.begin();
          scope = scope.forNextText(interpreter::askWhileReading);
          return runOne(
              statement,
              s -> {
                if (statement.hasSteps()) {
                  interpreter.walk(Optional.of(s), more);
                } else {
                  interpreter.run(s);
                }
              });
        });
  }

  /**
   * Goes on as {@link #walk(Text, Predicate)} in the statement that is not at its end: again from
   * its beginning, or of a training from that of the epoch in hand, with the same events.
   *
   * @throws IllegalStateException if there is none
   */
  public Result walk(Predicate<TraceEvent> more) {
    Objects.requireNonNull(more, "more");
    return goOn(() -> interpreter.walk(Optional.empty(), more));
  }

  /**
   * Ends the training that is not at its end where its last epoch ended.
   *
   * @return the statement that does the same by itself
   * @throws IllegalStateException if there is none, or none of its epochs is done
   */
  public String cut() {
    return alone(interpreter::cut);
  }

  /**
   * A statement that is not at its end.
   *
   * @param statement as it was written
   * @param epochs that are done, if it is a training
   * @param inside whether the session is in the midst of an epoch or of steps
   * @param examples of the next epoch that were done when the training was ended from outside; the
   *     state is that before them
   */
  public record Unfinished(String statement, OptionalLong epochs, boolean inside, int examples) {}

  /** Returns the statement that is not at its end, if {@link #resume} can go on with one. */
  public Optional<Unfinished> unfinished() {
    return alone(
        () ->
            interpreter
                .unfinished()
                .map(
                    s ->
                        new Unfinished(
                            s.span().text(),
                            interpreter.epochsDone(),
                            interpreter.isInside(),
                            interpreter.examplesDone())));
  }

  private <T> T alone(Supplier<T> action) {
    if (!inside.compareAndSet(null, Thread.currentThread())) {
      Thread other = inside.get();
      throw new IllegalStateException(
          other == Thread.currentThread()
              ? "a session cannot be used from within its own run"
              : "a session is for one thread at a time, and " + other + " is using it");
    }
    try {
      return action.get();
    } finally {
      inside.set(null);
    }
  }

  /** Returns where the session is now, to go back to by {@link #restore}. */
  public Point point() {
    return alone(() -> new Point(this, interpreter.point(), scope));
  }

  /**
   * Makes everything as it was: what was declared, what was learnt, and what {@code back} undoes.
   * Only how things are shown, by {@code set}, stays as it is.
   *
   * @throws IllegalArgumentException if the point is one of another session
   */
  public void restore(Point point) {
    Objects.requireNonNull(point, "point");
    if (point.of != this) {
      throw new IllegalArgumentException("a point of another session");
    }
    alone(
        () -> {
          interpreter.restore(point.point);
          scope = point.scope;
          return point;
        });
  }

  /**
   * Returns how many numbers of data, and of what learning rules remember, are held for some points
   * together; what several of them share counts once.
   */
  public static long numbers(Collection<Point> points) {
    return Interpreter.numbers(points.stream().map(point -> point.point).toList());
  }

  /** Returns the neuron as it is now; empty if none has been used. */
  public Optional<Model> model() {
    return alone(() -> interpreter.snapshot().fitted().map(Model::new));
  }

  /** Returns the value of a name, as {@link Result#value}. */
  public OptionalDouble value(String name) {
    Objects.requireNonNull(name, "name");
    return alone(() -> interpreter.snapshot().value(name));
  }

  /** Returns the names that have a value, as {@link Result#names}. */
  public List<String> names() {
    return alone(() -> interpreter.snapshot().names());
  }

  /** Returns how many arguments a function takes; empty if none is called so. */
  public OptionalInt parameters(String function) {
    Objects.requireNonNull(function, "function");
    return alone(
        () -> {
          Optional<Definition> defined = scope.function(function);
          return defined.isEmpty()
              ? OptionalInt.empty()
              : OptionalInt.of(defined.get().parameters().size());
        });
  }

  /** Returns how a run ended that did not begin. */
  Result failed(List<Diagnostic> errors) {
    return Result.failed(errors, interpreter.snapshot());
  }

  private Result finished() {
    return new Result(Result.Status.FINISHED, List.of(), interpreter.snapshot());
  }

  private Result runAll(Script script) {
    for (Iterator<Text> texts = new Text(script).inTurn(); texts.hasNext(); ) {
      Result result = runOne(texts.next(), interpreter::run);
      if (result.status() != Result.Status.FINISHED) {
        return result;
      }
    }
    return finished();
  }

  private Result runOne(Text text, Consumer<Statement> action) {
    if (!text.errors().isEmpty() || text.only.isEmpty()) {
      return failed(CheckedScript.firstErrors(text.errors()));
    }
    List<Diagnostic> found = new ArrayList<>(text.script.diagnostics());
    Checked checked;
    try {
      checked = Checker.check(text.only.get(), scope, Optional.of(interpreter.files()));
    } catch (NeuronScriptException e) {
      return Result.of(e, interpreter.snapshot());
    }
    found.addAll(checked.diagnostics());
    if (!checked.hasErrors()) {
      // Whoever types statements one by one wants to know now, and not when an action needs it.
      found.addAll(DataFiles.unreadable(interpreter.files(), checked));
    }
    if (!errors(found).isEmpty()) {
      return failed(CheckedScript.firstErrors(errors(found)));
    }
    options.notice(found);
    State before = interpreter.state();
    try {
      action.accept(checked.statement());
      return held(interpreter.unfinished().filter(s -> s == checked.statement()).isPresent());
    } catch (NeuronScriptException e) {
      return Result.of(e, interpreter.snapshot());
    } finally {
      if (interpreter.state() != before) {
        scope = checked.scope();
      }
    }
  }

  private Result held(boolean isHeld) {
    return new Result(
        isHeld ? Result.Status.PAUSED : Result.Status.FINISHED, List.of(), interpreter.snapshot());
  }

  /**
   * Returns the words that may stand at the caret of a text that goes on from here, as {@link
   * NeuronScript#completions}.
   */
  public List<Completion> completions(String text, int caret) {
    Objects.requireNonNull(text, "text");
    return Completions.of(text.substring(0, caret), alone(() -> scope), options);
  }

  private static Iterator<Diagnostic> inOrder(List<Diagnostic> diagnostics) {
    List<Diagnostic> sorted = new ArrayList<>(diagnostics);
    sorted.sort((a, b) -> Integer.compare(start(a), start(b)));
    return sorted.iterator();
  }

  private static Optional<Diagnostic> next(Iterator<Diagnostic> diagnostics) {
    return diagnostics.hasNext() ? Optional.of(diagnostics.next()) : Optional.empty();
  }

  private static int start(Diagnostic diagnostic) {
    return diagnostic.span().map(span -> span.start()).orElse(0);
  }

  private static List<Diagnostic> errors(List<Diagnostic> found) {
    return found.stream().filter(Diagnostic::isError).toList();
  }
}
