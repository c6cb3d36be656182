package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.syntax.Statement.Moment;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceEvent.Reason;
import io.github.neuronscript.trace.TraceLevel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at the when-then rules of a state, in the order they were written, and does what those say
 * whose condition holds. No rule makes another be looked at again.
 */
final class Rules {

  private final Work work;
  private final State next;
  private final Declarations declarations;
  private final Showing showing;

  /** How often each rule did something, by its label, since this was made. */
  private final Map<String, Long> firings;

  private Optional<Reason> stopped = Optional.empty();

  Rules(Work work) {
    this(work, Map.of());
  }

  /** Goes on with rules that did something before. */
  Rules(Work work, Map<String, Long> firings) {
    this.firings = new HashMap<>(firings);
    this.work = work;
    this.next = work.next;
    this.declarations = new Declarations(work);
    this.showing = new Showing(work);
  }

  /** Enters a rule; one of the same name gives it its place. */
  static void declare(State state, Statement.When rule) {
    List<State.Rule> rules = new ArrayList<>();
    boolean replaced = false;
    for (State.Rule old : state.rulesWhen) {
      boolean same = rule.name().isPresent() && old.when().name().equals(rule.name());
      rules.add(same ? new State.Rule(rule, false) : old);
      replaced |= same;
    }
    if (!replaced) {
      rules.add(new State.Rule(rule, false));
    }
    state.rulesWhen = List.copyOf(rules);
  }

  static void forget(State state, String name) {
    state.rulesWhen =
        state.rulesWhen.stream()
            .filter(rule -> !rule.when().name().equals(Optional.of(name)))
            .toList();
  }

  boolean any(Moment moment) {
    return next.rulesWhen.stream().anyMatch(rule -> rule.when().moment() == moment);
  }

  /** How many nodes the formulas of the rules of a moment have: what looking at them costs. */
  long size(Moment moment) {
    long size = 0;
    for (State.Rule rule : next.rulesWhen) {
      size += rule.when().moment() == moment ? 1 + nodes(rule.when().condition()) : 0;
    }
    return size;
  }

  private static long nodes(Expression formula) {
    long[] count = new long[1];
    formula.each(e -> count[0]++);
    return count[0];
  }

  /** Returns how often each rule of a training did something, in the order of the rules. */
  List<TraceEvent.Firings> firings() {
    Map<String, Long> all = new LinkedHashMap<>();
    for (State.Rule rule : next.rulesWhen) {
      boolean spent =
          rule.when().once() && rule.held() && !firings.containsKey(rule.when().label());
      if (rule.when().moment() != Moment.PREDICT && !spent) {
        all.put(rule.when().label(), firings.getOrDefault(rule.when().label(), 0L));
      }
    }
    return all.entrySet().stream()
        .map(rule -> new TraceEvent.Firings(rule.getKey(), rule.getValue()))
        .toList();
  }

  /** Returns how often each rule did something so far, by its label. */
  Map<String, Long> firingsSoFar() {
    return Map.copyOf(firings);
  }

  /** Returns what a rule said of stopping, and forgets it. */
  Optional<Reason> stopped() {
    Optional<Reason> reason = stopped;
    stopped = Optional.empty();
    return reason;
  }

  /**
   * Looks at the rules of a moment; the state holds what they read.
   *
   * @param where the example and the epoch that a firing is told of
   */
  void look(Moment moment, TraceEvent.Example where) {
    boolean answered = false;
    for (int i = 0; i < next.rulesWhen.size(); i++) {
      State.Rule rule = next.rulesWhen.get(i);
      if (rule.when().moment() != moment || rule.when().once() && rule.held()) {
        continue;
      }
      answered |= look(rule.when(), i, where, answered);
      if (stopped.isPresent()) {
        return;
      }
    }
  }

  private boolean look(Statement.When rule, int index, TraceEvent.Example where, boolean answered) {
    Values values = work.values(rule.span(), () -> next.cost.orElse(Double.NaN));
    boolean holds = values.holds(rule.condition());
    if (holds && rule.once()) {
      List<State.Rule> rules = new ArrayList<>(next.rulesWhen);
      rules.set(index, new State.Rule(rule, true));
      next.rulesWhen = List.copyOf(rules);
    }
    List<Statement> body = holds ? rule.then() : rule.otherwise();
    if (body.isEmpty()) {
      return false;
    }
    firings.merge(rule.label(), 1L, Long::sum);
    Expression condition = Values.current(rule.condition(), next.functions);
    Map<Expression, Number> read = values.leaves(rule.condition());
    if (next.level != TraceLevel.NONE) {
      work.tell(
          TraceEvent.Fired.class,
          () ->
              new TraceEvent.Fired(
                  rule.label(),
                  TraceEvent.Moment.valueOf(rule.moment().name()),
                  where.epoch(),
                  where.row(),
                  condition,
                  read,
                  holds));
    }
    boolean answers = false;
    for (Statement action : body) {
      if (action instanceof Statement.Stop) {
        stopped = Optional.of(new Reason.Stopped(rule.label(), condition, read));
      } else if (action instanceof Statement.Fail fail) {
        throw new ScriptException(
            RunErrors.failed(fail.span(), showing.text(fail.text(), values), rule.label()));
      } else if (action instanceof Statement.Answer answer) {
        if (!answered && !answers) {
          answers = true;
          next.answer = Optional.of(showing.text(answer.text(), values));
          work.tell(
              TraceEvent.Answered.class,
              () ->
                  new TraceEvent.Answered(
                      showing.printed(List.of(answer.text()), values),
                      rule.label(),
                      condition,
                      read,
                      holds));
        }
      } else {
        act(action, values);
      }
    }
    return answers;
  }

  private void act(Statement action, Values values) {
    if (action instanceof Statement.Print print) {
      showing.print(print, values);
    } else if (action instanceof Statement.Show show) {
      showing.show(show, values);
    } else if (action instanceof Statement.ShowDeclaration show) {
      showing.showDeclaration(show);
    } else if (action instanceof Statement.Plot plot) {
      new Plotting(work, plot).plot();
    } else if (action instanceof Statement.Let let) {
      next.lets = next.lets.with(let.name().text(), values.number(let.value()));
    } else if (action instanceof Statement.LearningRate rate) {
      // The declared rate stays, for `reset`.
      next.rate = declarations.rate(rate.rate(), rate.span(), values);
    } else if (action instanceof Statement.Assign assign) {
      declarations.assign(assign, values);
    } else {
      throw new IllegalStateException(action.toString());
    }
  }
}
