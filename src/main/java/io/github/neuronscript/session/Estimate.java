package io.github.neuronscript.session;

import io.github.neuronscript.data.Limits;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Derivative;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.neuron.ChainRule;
import io.github.neuronscript.neuron.LearningRule;
import io.github.neuronscript.neuron.Penalty;
import io.github.neuronscript.program.CheckedScript;
import io.github.neuronscript.program.Columns;
import io.github.neuronscript.program.Prelude;
import io.github.neuronscript.program.RuleDefinition;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.syntax.Statement.Moment;
import io.github.neuronscript.syntax.Statement.TrainOption;
import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many steps a script takes at most, as far as its text and the limits say. It takes the
 * largest of everything that the script declares, wherever it does: the most inputs, the most rows,
 * the longest formulas. What only a run knows counts as the limit.
 */
public final class Estimate {

  /**
   * What a script costs.
   *
   * @param steps at most; the largest number if it is more
   * @param place of the statement that takes most of them, if there is one
   * @param dominates what that statement does, as a product
   * @param factor the largest of its factors, in words
   */
  public record Worst(long steps, Optional<Span> place, String dominates, String factor) {}

  /** So many neurons are compiled to see how long their derivatives are. */
  private static final int COMPILED = 64;

  /** So many parts are derived to see that; what is left then counts as the longest. */
  private static final long DERIVED = 50_000;

  /** Nodes of a derivative, and what it takes, where they are not looked at. */
  private static final long LONGEST = 4L * Derivative.LARGEST;

  /** Most inputs that a column of categories becomes. */
  private static final long CATEGORIES = 1000;

  /** A file is opened for its header, its kind and its rows, and again for what is wrong. */
  private static final long READINGS = 8;

  private final RunLimits limits;
  private final Limits data;
  private final List<Statement> statements = new ArrayList<>();
  private Optional<Span> unread = Optional.empty();

  private long inputs = 1;
  private long rows = 1;
  private boolean file;
  private boolean shownAlone;
  private boolean exampleByExample;
  private long alone = Effort.alone(NumberSystem.doubles());

  /** Parts of the formulas of the neuron, of its learning rule and of its penalty. */
  private long parts;

  private long rule;
  private long penalty;

  /** What it takes to derive the formulas once. */
  private long derived;

  /** How long each function is at most, written out. */
  private final Map<String, Long> functions = new HashMap<>();

  /** The longest of them. */
  private long function = 1;

  private long total;
  private long most = -1;
  private Worst worst = new Worst(0, Optional.empty(), "nothing", "nothing");
  private String factor = "";

  private Estimate(RunLimits limits, Limits data) {
    this.limits = limits;
    this.data = data;
  }

  /** Returns what a script costs at most within limits. */
  public static Worst of(CheckedScript script, RunLimits limits, Limits data) {
    Estimate estimate = new Estimate(limits, data);
    estimate.gather(script.statements());
    estimate.look(script);
    return estimate.sum();
  }

  private void gather(List<Statement> written) {
    for (Statement statement : written) {
      statements.add(statement);
      if (statement instanceof Statement.Include include) {
        gather(include.statements());
        if (include.statements().isEmpty()) {
          unread = Optional.of(include.span());
        }
      } else if (statement instanceof Statement.Load load) {
        gather(load.statements());
        if (load.statements().isEmpty()) {
          unread = Optional.of(load.span());
        }
      } else if (statement instanceof Statement.When when) {
        statements.addAll(when.then());
        statements.addAll(when.otherwise());
      }
    }
  }

  private void look(CheckedScript script) {
    List<Expression> outputs = new ArrayList<>();
    List<Expression> losses = new ArrayList<>();
    outputs.add(call("sigmoid", ChainRule.Z));
    losses.add(call("mse", ChainRule.TARGET, ChainRule.OUTPUT));
    Map<String, Definition> defined = new HashMap<>(script.scope().functions());
    defined.values().forEach(f -> note(f.name(), sizeOf(f)));
    Map<String, RuleDefinition> rules = new HashMap<>(script.scope().learningRules());
    use(rules.get("gradient descent"));
    for (Statement statement : statements) {
      if (statement instanceof Statement.Inputs s) {
        inputs = Math.max(inputs, s.items().stream().mapToLong(this::count).sum());
      } else if (statement instanceof Statement.InputsAll) {
        inputs = Math.max(inputs, data.columns());
      } else if (statement instanceof Statement.DataRows s) {
        rows = Math.max(rows, s.rows().size());
      } else if (statement instanceof Statement.DataFile
          || statement instanceof Statement.PredictFrom
          || statement instanceof Statement.Evaluate e && e.file().isPresent()) {
        rows = Math.max(rows, data.rows());
        file = true;
      } else if (statement instanceof Statement.Activation s) {
        outputs.add(s.function());
        outputs.add(Values.current(s.function(), defined));
      } else if (statement instanceof Statement.Loss s) {
        losses.add(s.function());
        losses.add(Values.current(s.function(), defined));
      } else if (statement instanceof Statement.Penalty s && s.function().isPresent()) {
        look(s.function().get());
        look(Values.current(s.function().get(), defined));
      } else if (statement instanceof Statement.LearningRule s) {
        use(rules.get(s.name()));
      } else if (statement instanceof Statement.WrittenRule s) {
        use(s.lines());
      } else if (statement instanceof Statement.DefineRule s) {
        use(s.lines());
      } else if (statement instanceof Statement.Define s) {
        // An earlier one of the same name may be longer.
        note(s.name().text(), Effort.times(s.span().text().length(), function));
      } else if (statement instanceof Statement.Set s) {
        set(s);
      } else if (statement instanceof Statement.When s) {
        shownAlone |= s.moment() == Moment.STEP;
      }
    }
    inputs = Math.min(inputs, Math.max(limits.inputs(), 1));
    compile(outputs, losses);
  }

  private long count(Statement.Item item) {
    boolean oneHot =
        item.value()
            .filter(e -> e instanceof Expression.Invocation call && Columns.isOneHot(call))
            .isPresent();
    return oneHot ? CATEGORIES : item.count().orElse(1);
  }

  private void set(Statement.Set s) {
    String value = s.value().text();
    if (value.equals("exact")) {
      alone = Math.max(alone, Effort.mostAlone(NumberSystem.fractions()));
    } else if (value.equals("decimal")) {
      int digits = s.amount().map(word -> Integer.parseInt(word.text())).orElse(30);
      alone = Math.max(alone, Effort.mostAlone(NumberSystem.decimals(digits)));
    }
    shownAlone |= value.equals("full") || alone > Effort.alone(NumberSystem.doubles());
  }

  private void note(String name, long size) {
    functions.merge(name, size, Math::max);
    function = Math.max(function, size);
  }

  /** A part of a formula is a step, and a call of the host's what the host says. */
  private static long steps(Expression formula) {
    return Effort.plus(Definition.writtenOutSize(formula), Definition.hostCost(formula));
  }

  private static long sizeOf(Definition definition) {
    List<Expression> own = new ArrayList<>();
    definition.parameters().forEach(p -> own.add(Expression.Variable.parameter(p)));
    return steps(new Expression.Apply(definition, own));
  }

  private static Expression call(String name, Expression... arguments) {
    return new Expression.Apply(Prelude.builtIn(name), List.of(arguments));
  }

  private void use(RuleDefinition definition) {
    if (definition != null) {
      LearningRule made = definition.with(Collections.nCopies(definition.parameters().size(), 1.0));
      exampleByExample |= made.isExampleByExample();
      rule =
          Math.max(
              rule, 2 * definition.lines().stream().mapToLong(line -> steps(line.formula())).sum());
    }
  }

  private void use(List<Statement.RuleLine> lines) {
    // Its formulas may read examples.
    exampleByExample = true;
    long size = lines.stream().mapToLong(line -> steps(line.formula())).sum();
    rule = Math.max(rule, 2 * size);
  }

  private void look(Expression function) {
    long[] count = new long[1];
    try {
      Penalty made = Penalty.of(closed(function), Prelude.simplifier().counted(n -> count[0] += n));
      long written = Definition.writtenOutSize(made.formula());
      penalty = Math.max(penalty, Math.max(2L * made.size(), written));
    } catch (Derivative.TooLarge e) {
      penalty = LONGEST;
    }
    derived = Effort.plus(derived, count[0]);
  }

  /** A value stands where a formula of the neuron has a name. */
  private static Expression closed(Expression formula) {
    return formula.rewrite(
        e ->
            e instanceof Expression.Variable v && v.role() == Expression.Variable.Role.LET
                ? Literal.of(0.5)
                : e);
  }

  private void compile(List<Expression> outputs, List<Expression> losses) {
    long deriving = 0;
    int compiled = 0;
    long all = 0;
    for (Expression output : outputs) {
      for (Expression loss : losses) {
        if (++compiled > COMPILED || all > DERIVED) {
          parts = LONGEST;
          deriving = Effort.times(LONGEST, 20);
          continue;
        }
        long[] count = new long[1];
        try {
          ChainRule made =
              ChainRule.of(
                  closed(output), closed(loss), Prelude.simplifier().counted(n -> count[0] += n));
          // With numbers in place of names there may be a little more or less.
          parts = Math.max(parts, 2L * made.size());
        } catch (Derivative.TooLarge e) {
          parts = LONGEST;
        }
        deriving = Math.max(deriving, count[0]);
        all += count[0];
      }
    }
    derived = Effort.plus(derived, 2 * deriving);
  }

  private Worst sum() {
    for (Statement statement : statements) {
      String[] what = {""};
      factor = "";
      long steps = of(statement, what);
      total = Effort.plus(total, steps);
      if (steps > most) {
        most = steps;
        worst = new Worst(0, Optional.of(statement.span()), what[0], factor);
      }
    }
    return unread
        .map(
            place ->
                new Worst(
                    limits.steps(),
                    Optional.of(place),
                    "a script that has not been read",
                    "the limit"))
        .orElse(new Worst(total, worst.place(), worst.dominates(), worst.factor()));
  }

  private long of(Statement statement, String[] what) {
    what[0] = "its formulas, and the data that they read";
    factor = rows > inputs ? rows + " rows" : inputs + " inputs";
    long steps = Effort.plus(formulas(statement.span()), ready());
    if (statement instanceof Statement.Train train) {
      return Effort.plus(steps, train(train.options(), what));
    }
    if (statement instanceof Statement.CrossValidate s) {
      long count = (long) ((Literal) s.count()).value();
      long each =
          Effort.plus(Effort.times(2, ready()), Effort.plus(train(s.options(), what), evaluate()));
      what[0] = count + " trainings × " + what[0];
      return Effort.plus(steps, Effort.times(count, each));
    }
    if (statement instanceof Statement.Evaluate s) {
      what[0] = "judging " + rows + " rows";
      long samples =
          s.confidence()
              .map(c -> c.samples().map(n -> (long) ((Literal) n).value()).orElse(1000L))
              .orElse(0L);
      long drawn = Effort.times(samples, Effort.times(rows, Evaluating.DRAW));
      if (samples > 0) {
        what[0] = samples + " resamples × " + rows + " rows";
      }
      return Effort.plus(steps, Effort.plus(evaluate(), Effort.plus(drawn, passAlone(rows))));
    }
    if (statement instanceof Statement.PredictFrom s) {
      what[0] = "predicting " + rows + " rows";
      long rules =
          statements.stream()
              .filter(e -> e instanceof Statement.When when && when.moment() == Moment.PREDICT)
              .mapToLong(rule -> formulas(rule.span()))
              .reduce(0, Effort::plus);
      long contributions = s.explained() ? Effort.times(FilePrediction.WRITTEN, inputs) : 0;
      long each =
          Effort.plus(Effort.plus(rules, contributions), FilePrediction.ROW + inputs + 1 + parts);
      long written =
          Effort.plus(
              s.to().isPresent() ? Effort.plus(FilePrediction.FILE, data.unpackedBytes()) : 0,
              Effort.times(rows, each));
      return Effort.plus(Effort.times(2, steps), written);
    }
    if (statement instanceof Statement.Threshold) {
      return Effort.plus(steps, Effort.times(2, evaluate()));
    }
    if (statement instanceof Statement.Step s) {
      long count = s.count().map(n -> (long) ((Literal) n).value()).orElse(1L);
      what[0] = count + " steps × " + example();
      long each =
          Effort.plus(passAlone(8), Effort.plus(Effort.times(update(), alone), rules(true)));
      return Effort.plus(steps, Effort.times(count, each));
    }
    if (statement instanceof Statement.Check) {
      what[0] = (inputs + 1) + " parameters × " + rows + " rows × " + example();
      return Effort.plus(
          steps,
          Effort.times(
              inputs + 2,
              Effort.plus(
                  Effort.times(5, Effort.times(update(), alone)),
                  Effort.plus(Effort.times(2, pass(rows)), passAlone(3 * rows)))));
    }
    if (statement instanceof Statement.Ledger || statement instanceof Statement.Diagnose) {
      what[0] = rows + " rows × " + example();
      return Effort.plus(steps, Effort.plus(passAlone(rows), diagnosis()));
    }
    if (statement instanceof Statement.ShowDeclaration s && s.keyword().equals("difference")) {
      what[0] = Difference.MOST_EXAMPLES + " examples in doubles and in fractions";
      long examples = 4L * (Difference.MOST_EXAMPLES + rows);
      long each = Effort.plus(Effort.plus(inputs + 1, parts), update());
      return Effort.plus(
          steps,
          Effort.times(examples, Effort.times(each, Effort.mostAlone(NumberSystem.fractions()))));
    }
    if (statement instanceof Statement.Plot s) {
      what[0] = "drawing " + rows + " rows and " + TraceEvent.Plotted.POINTS + " points of curves";
      return Effort.plus(steps, Effort.plus(plot(s), passAlone(1)));
    }
    if (statement instanceof Statement.Derive) {
      what[0] = "deriving a formula";
      return Effort.plus(steps, Effort.times(deriving(), Effort.ofPart()));
    }
    return Effort.plus(steps, Effort.plus(Effort.times(2, pass(rows)), passAlone(8)));
  }

  /** What a picture takes besides reading the data. */
  private long plot(Statement.Plot s) {
    long points = TraceEvent.Plotted.POINTS;
    long inDoubles = Effort.alone(NumberSystem.doubles());
    long curves = Effort.times(2 * points, Effort.times(Math.max(parts, function), inDoubles));
    long drawn = Math.min(rows, TraceEvent.Plotted.MOST_ROWS);
    long others = Costs.MOST + Plotting.ROW * inputs + 5 * rows + Effort.times(drawn, Plotting.ROW);
    long written = s.to().isPresent() ? Effort.plus(FilePrediction.FILE, data.unpackedBytes()) : 0;
    return Effort.plus(curves, Effort.plus(others, Effort.plus(written, deriving())));
  }

  /** What deriving any function takes at most: it is given up beyond that. */
  private long deriving() {
    return Effort.plus(Effort.times(derived, 4), 1_000_000 + LONGEST);
  }

  /** What computing the formulas of a text takes, which have no more parts than characters. */
  private long formulas(Span place) {
    String text = place.text();
    long longest = 1;
    for (Map.Entry<String, Long> function : functions.entrySet()) {
      longest = text.contains(function.getKey()) ? Math.max(longest, function.getValue()) : longest;
    }
    long each = Effort.times(text.length() + 10L, Effort.times(Effort.times(3, longest), alone));
    long ofCost = Effort.times(text.length(), Effort.times((inputs + 1) * penalty, alone));
    long most = text.contains("cost") ? Effort.plus(each, ofCost) : each;
    return text.contains("threshold") ? Effort.plus(most, 4 * rows) : most;
  }

  /** Reading and binding the data, and deriving the formulas of the neuron. */
  private long ready() {
    boolean inDoubles = alone == Effort.alone(NumberSystem.doubles());
    long bound = Effort.times(rows, Effort.times(inputs + 1, inDoubles ? 4 : 2 * alone));
    long computed = Effort.times(columnsOfFile(), inDoubles ? 1 : alone);
    long read =
        file
            ? Effort.times(
                READINGS, Effort.plus(data.unpackedBytes(), Effort.times(rows, computed)))
            : 0;
    long declared = Effort.times(inputs, Effort.ofInput());
    return Effort.plus(
        Effort.times(derived, Effort.ofPart()),
        Effort.plus(Effort.plus(bound, read), Effort.plus(declared, Effort.times(8, rows))));
  }

  /** Host's rows count by cells, and the formulas over columns by their parts. */
  private long columnsOfFile() {
    return Effort.plus(data.columns(), Effort.times(inputs + 2, Effort.times(20, function)));
  }

  private long train(List<TrainOption> options, String[] what) {
    long epochs = options.isEmpty() ? limits.epochs() : 1000;
    long updates = exampleByExample ? rows : 1;
    for (TrainOption option : options) {
      if (option instanceof TrainOption.Epochs count) {
        epochs = literal(count.count()).orElse(limits.epochs());
      } else if (option instanceof TrainOption.Batch size) {
        long batch = Math.max(1, literal(size.size()).orElse(1L));
        updates = exampleByExample ? rows : (rows + batch - 1) / batch;
      }
    }
    epochs = Math.min(epochs, limits.epochs());
    long epoch =
        Effort.plus(
            Effort.times(rows, inputs + 1 + parts),
            Effort.times(Math.min(updates, rows), update()));
    long each = Effort.plus(Effort.EPOCH, Effort.times(epoch, shownAlone ? alone : 1));
    long looked =
        Effort.plus(
            Effort.times(rows, rules(true)), Effort.plus(rules(false), conditions(options)));
    what[0] = epochs + " epochs × " + rows + " rows × " + example();
    long largest = Math.max(epochs, Math.max(rows, inputs + parts));
    factor =
        largest == epochs
            ? epochs + " epochs"
            : largest == rows ? rows + " rows" : inputs + parts + " inputs and parts of formulas";
    return Effort.plus(Effort.times(epochs, Effort.plus(each, looked)), diagnosis());
  }

  private static Optional<Long> literal(Expression e) {
    return e instanceof Literal literal && literal.value() >= 1
        ? Optional.of((long) literal.value())
        : Optional.empty();
  }

  private long conditions(List<TrainOption> options) {
    long steps = 0;
    for (TrainOption option : options) {
      if (option instanceof TrainOption.Until until) {
        steps = Effort.plus(steps, formulas(until.span()));
      }
    }
    return steps;
  }

  /** What the rules of each example, or of each epoch, take once. */
  private long rules(boolean ofExample) {
    long steps = 0;
    for (Statement statement : statements) {
      if (statement instanceof Statement.When when
          && when.moment() != Moment.PREDICT
          && (when.moment() == Moment.STEP) == ofExample) {
        steps = Effort.plus(steps, Effort.plus(formulas(when.span()), pictures(when)));
      }
    }
    return steps;
  }

  private long pictures(Statement.When when) {
    long steps = 0;
    for (List<Statement> body : List.of(when.then(), when.otherwise())) {
      for (Statement action : body) {
        steps = action instanceof Statement.Plot s ? Effort.plus(steps, plot(s)) : steps;
      }
    }
    return steps;
  }

  private long evaluate() {
    long judged = Effort.times(rows, 3 * Evaluating.DRAW * Math.max(1, alone / 50));
    return Effort.plus(
        judged,
        Effort.plus(Effort.times(3, pass(rows)), passAlone(TraceEvent.Gathered.MOST_PARTS)));
  }

  private long diagnosis() {
    long power = Effort.times(2000, Effort.times(rows, inputs + 1));
    return Effort.plus(Effort.times(5000, parts), Effort.plus(power, Effort.times(25, pass(rows))));
  }

  private long update() {
    return Effort.times(inputs + 1, rule + penalty);
  }

  private long pass(long count) {
    return Effort.times(count, Effort.times(inputs + 1 + parts, shownAlone ? alone : 1));
  }

  private long passAlone(long count) {
    return Effort.times(count, Effort.times(inputs + 1 + parts, alone));
  }

  private String example() {
    return "(" + inputs + " inputs + " + parts + " parts of formulas)";
  }
}
