package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.CancelledException;
import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.LimitException;
import io.github.neuronscript.diagnostic.NeuronScriptException;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Comparison.Relation;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.neuron.EpochKernel;
import io.github.neuronscript.neuron.Learner;
import io.github.neuronscript.neuron.Parameters;
import io.github.neuronscript.neuron.Stepwise;
import io.github.neuronscript.syntax.Statement.Moment;
import io.github.neuronscript.trace.Interest;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceEvent.Reason;
import io.github.neuronscript.trace.TraceLevel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Runs the epochs of one {@code train}. After each epoch, in this order: counters and cost, the
 * rules, the condition of {@code until}, the bound, and then whether the cost and the weights are
 * finite.
 */
final class Training {

  /** |cost − previous cost| below which {@code until converged} stops. */
  private static final double CONVERGED = 1e-9;

  /** Most weights that are remembered to find a circle. */
  private static final long MOST_REMEMBERED = 1_000_000;

  /**
   * What one training is to do.
   *
   * @param until the condition, or empty
   * @param converged whether it is {@code until converged}
   */
  record Plan(
      long epochs,
      boolean boundByDefault,
      int batch,
      OptionalLong shuffle,
      Optional<Expression> until,
      boolean converged,
      Span place) {}

  /**
   * How far a training is at the end of an epoch; another one can go on from there.
   *
   * @param done epochs
   * @param updatesBefore updates of the neuron before the training
   * @param firings of the rules, by their labels
   * @param seen after which epoch the weights were these; shared by all that go on from the same
   *     beginning, for they come to the same weights
   * @param ended why it ended, if only its summary is missing
   * @param examples of the next epoch that were done when it was ended from outside
   */
  record Progress(
      Plan plan,
      long done,
      Number firstCost,
      long updatesBefore,
      Map<String, Long> firings,
      Map<Vector, Long> seen,
      Optional<Reason> ended,
      int examples) {}

  /** Thrown by a listener that wants a training or steps to stay where they are. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private transient Optional<State> start = Optional.empty();

    Stopped() {
      super(null, null, false, false);
    }

    /** Returns the state before the epoch that was in hand; empty outside a training. */
    Optional<State> start() {
      return start;
    }
  }

  private final State state;
  private final Plan plan;
  private final Bound bound;
  private final Neuron neuron;
  private final Work work;
  private final Meter meter;
  private final Rules rules;
  private final boolean watched;

  /** Whether somebody wants to know of each example. */
  private final boolean told;

  /** After which epoch the weights were these; for a rule that may go round in a circle. */
  private final Map<Vector, Long> seen;

  private final EpochKernel kernel;
  private final StepwiseEpoch stepwise;

  /** What an epoch takes, and of what that is the product. */
  private final long stepsOfEpoch;

  private final String factors;

  /** Epochs of this training. */
  private long done;

  private Number firstCost;
  private final long updatesBefore;

  /** Why it ended, if only its summary is missing. */
  private final Optional<Reason> ended;

  Training(Work work, Rules rules, Plan plan) {
    this(
        work,
        rules,
        new Progress(
            plan,
            0,
            Double.NaN,
            work.next.updates,
            Map.of(),
            new HashMap<>(),
            Optional.empty(),
            0));
  }

  /** Goes on from where another one was. */
  Training(Work work, Progress from) {
    this(work, new Rules(work, from.firings()), from);
  }

  private Training(Work work, Rules rules, Progress from) {
    this.plan = from.plan();
    this.done = from.done();
    this.firstCost = from.firstCost();
    this.updatesBefore = from.updatesBefore();
    this.seen = from.seen();
    this.ended = from.ended();
    this.state = work.next;
    this.rules = rules;
    this.bound = state.bound.orElseThrow();
    this.neuron = state.neuron.orElseThrow();
    this.work = work;
    this.meter = work.meter;
    this.watched = rules.any(Moment.STEP);
    int rows = bound.examples().rows();
    this.stepsOfEpoch = stepsOfEpoch(work, neuron, rows, plan.batch(), watched);
    this.factors = factors(neuron, rows);
    EpochKernel.Plan epoch =
        new EpochKernel.Plan(
            neuron.formulas(),
            neuron.rule(),
            bound.examples(),
            plan.batch(),
            state.meanCost,
            plan.shuffle(),
            neuron.penalty(),
            work.options.machine());
    this.kernel = new EpochKernel(epoch);
    this.told = isTold(state, work.options);
    this.stepwise =
        new StepwiseEpoch(
            epoch,
            kernel,
            neuron,
            state.numbers,
            bound.raw(),
            told ? work.options : work.options.heardBy(e -> {}, Interest.none(), state.level),
            this::watch);
  }

  private static boolean isTold(State state, SessionOptions options) {
    return state.level == TraceLevel.FULL && options.interest().inSteps();
  }

  /** Returns what an epoch takes. */
  static long stepsOfEpoch(Work work, Neuron neuron, long rows, long batch, boolean watched) {
    boolean alone = watched || isTold(work.next, work.options) || !neuron.numbers().isDouble();
    long updates = (rows + batch - 1) / batch;
    long steps =
        Effort.plus(
            Effort.times(rows, Effort.ofExample(neuron)),
            Effort.times(updates, Effort.ofUpdate(neuron)));
    return Effort.plus(
        Effort.EPOCH, alone ? Effort.times(steps, Effort.alone(neuron.numbers())) : steps);
  }

  private static String factors(Neuron neuron, int rows) {
    return "epochs × "
        + rows
        + " rows × ("
        + neuron.inputs().size()
        + " inputs + "
        + neuron.formulas().size()
        + " parts of formulas)";
  }

  /** Thrown when a training ends badly: the state is that of the last finished epoch. */
  static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient RuntimeException cause;

    Ended(RuntimeException cause) {
      super(cause.getMessage(), cause, false, false);
      this.cause = cause;
    }

    RuntimeException why() {
      return cause;
    }
  }

  private Progress progress(Optional<Reason> ended) {
    return new Progress(plan, done, firstCost, updatesBefore, rules.firingsSoFar(), seen, ended, 0);
  }

  /**
   * Trains, and changes the state epoch by epoch, to the end or until the host holds it; then the
   * state has its progress.
   */
  void run() {
    state.progress = Optional.empty();
    Optional<Reason> reason = ended;
    while (reason.isEmpty()) {
      reason = next();
      if (reason.isEmpty()
          && work.pace.pauses(state.epoch, done, plan.epochs(), state.epochCost.doubleValue())) {
        state.progress = Optional.of(progress(Optional.empty()));
        return;
      }
    }
    try {
      tell(reason.get());
    } catch (LimitException | CancelledException e) {
      state.progress = Optional.of(progress(reason));
      throw new Ended(e);
    }
  }

  private void tell(Reason reason) {
    if (state.level != TraceLevel.NONE) {
      work.tell(
          TraceEvent.Trained.class,
          () ->
              new TraceEvent.Trained(
                  neuron.view(),
                  done,
                  bound.examples().rows(),
                  plan.batch(),
                  state.updates - updatesBefore,
                  firstCost,
                  lastCost(),
                  Learned.weights(state),
                  state.biasValue,
                  reason,
                  rules.firings()));
    }
    diagnose(reason);
  }

  private void charge() {
    try {
      meter.charge(stepsOfEpoch, factors);
    } catch (LimitException e) {
      state.progress = Optional.of(progress(Optional.empty()));
      throw new Ended(e);
    }
  }

  /** Trains one epoch more, and returns why it was the last, if it was. */
  Optional<Reason> next() {
    if (done == 0) {
      state.cycle = Optional.empty();
    }
    charge();
    Learner parameters = Learned.parameters(state, neuron.rule());
    State before = state.copy();
    EpochKernel.Result result = epoch(parameters, before);
    finish(parameters, result, before.epochCost);
    Learned.keep(state, parameters);
    state.seen = state.seen.with(bound.test().isPresent());
    noticeCircle(parameters, result);
    done++;
    firstCost = done == 1 ? result.cost() : firstCost;
    Optional<Reason> ruled = look();
    Optional<Reason> reason = ruled.isPresent() ? ruled : wanted(result);
    failIfDiverged(parameters, result, reason, before);
    if (reason.isPresent() || isShown()) {
      try {
        report(result);
      } catch (LimitException | CancelledException e) {
        throw new Ended(e);
      }
    }
    return reason;
  }

  private Diagnosis diagnosis() {
    return new Diagnosis(work, neuron, Optional.of(bound.examples()), plan.place());
  }

  /** Returns what is wrong; nothing where a function of the host fails, for nobody has asked. */
  private List<Diagnostic> findings() {
    try {
      return diagnosis().findings();
    } catch (HostFunction.Failed e) {
      return List.of();
    }
  }

  /** Says what is wrong with what was learnt, each kind once. */
  private void diagnose(Reason reason) {
    if (!work.options.interest().in(TraceEvent.Noticed.class)) {
      return;
    }
    for (Diagnostic finding : findings()) {
      boolean soon =
          finding.code() == Code.WEIGHTS_GROW && !(reason instanceof Reason.Bound)
              || finding.code() == Code.ZERO_DERIVATIVE;
      if (!soon && state.sayFirst("finding " + finding.code().text())) {
        work.notice(() -> finding);
      }
    }
  }

  /**
   * Notes weights that come back. Were there a line between the classes, each update by a mistake
   * would lead further along it (Novikoff 1962), so that none came back, in whatever order.
   */
  private void noticeCircle(Learner parameters, EpochKernel.Result result) {
    boolean may = neuron.rule().isOnlyOnMistakes() && state.rulesWhen.isEmpty();
    int width = bound.examples().width();
    if (!may || state.cycle.isPresent() || (long) seen.size() * width > MOST_REMEMBERED) {
      return;
    }
    Long first = seen.putIfAbsent(parameters.together(), state.epoch);
    // One that is not earlier is of another time through the same epochs.
    if (first != null && first < state.epoch && result.updates() > 0) {
      state.cycle = Optional.of(new State.Cycle(first, state.epoch));
    }
  }

  /** Looks at the rules of the epoch, and tells what one of them said of stopping. */
  private Optional<Reason> look() {
    state.shown = Optional.empty();
    Optional<Reason> onStep = rules.stopped();
    if (onStep.isPresent()) {
      return onStep;
    }
    try {
      rules.look(
          Moment.EPOCH, new TraceEvent.Example(OptionalInt.empty(), OptionalLong.of(state.epoch)));
    } catch (NeuronScriptException e) {
      state.progress = Optional.of(progress(Optional.empty()));
      throw new Ended(e);
    }
    return rules.stopped();
  }

  /** Looks at the rules of an example, which read what it gave and the old weights. */
  private void watch(
      State.Example example,
      Stepwise.Forward forward,
      Stepwise.Backward backward,
      Learner parameters) {
    if (watched) {
      state.shown = Optional.of(new State.Shown(example, forward.z(), forward.output(), neuron));
      state.weights = Optional.of(parameters.weights());
      state.biasValue = parameters.bias();
      rules.look(
          Moment.STEP, new TraceEvent.Example(example.row(), OptionalLong.of(state.epoch + 1)));
    }
  }

  private Number lastCost() {
    return state.cost.orElse(Double.NaN);
  }

  private EpochKernel.Result epoch(Learner parameters, State before) {
    long epoch = state.epoch + 1;
    Map<String, Long> firings = rules.firingsSoFar();
    EpochKernel.Result result;
    try {
      result =
          parameters instanceof Parameters doubles && !watched && !told
              ? kernel.run(doubles, epoch, state.rate.doubleValue(), meter::isEnded)
              : stepwise.run(parameters, epoch, () -> state.rate, meter::isEnded);
    } catch (NumberSystem.TooLong e) {
      goBack(before, progressBefore(firings, 0));
      throw new Ended(
          new ScriptException(
              RunErrors.tooLong(
                  plan.place(),
                  "update " + (parameters.updates() + 1) + ", in epoch " + epoch,
                  e.getMessage(),
                  state.numbers)));
    } catch (HostFunction.Failed e) {
      state.become(before);
      throw new Ended(
          new ScriptException(
              List.of(RunErrors.hostFunctionFailed(plan.place(), e)), e.getCause()));
    } catch (Stopped e) {
      before.progress = Optional.of(progressBefore(firings, 0));
      e.start = Optional.of(before);
      Learned.keep(state, parameters);
      throw e;
    } catch (NeuronScriptException e) {
      goBack(before, progressBefore(firings, 0));
      throw new Ended(e);
    }
    if (result.cancelledAt().isPresent()) {
      goBack(before, progressBefore(firings, result.cancelledAt().getAsInt()));
      throw new Ended(
          meter.ended(
              RunErrors.interrupted(
                  epoch, result.cancelledAt().getAsInt(), bound.examples().rows())));
    }
    if (result.undefined().isPresent()) {
      int row = result.undefined().get();
      goBack(before, progressBefore(firings, 0));
      throw new Ended(
          new ScriptException(
              RunErrors.undefined(
                  plan.place(),
                  bound.nameOf(row) + " of epoch " + epoch,
                  values(row),
                  neuron,
                  diagnosis().leavesProbabilities())));
    }
    return result;
  }

  /** Makes the state that of the last finished epoch, from which the training can go on. */
  private void goBack(State lastFinished, Progress progress) {
    state.become(lastFinished);
    state.progress = Optional.of(progress);
  }

  /** Returns the progress before the epoch in hand, in which rules may have done something. */
  private Progress progressBefore(Map<String, Long> firings, int examples) {
    return new Progress(
        plan, done, firstCost, updatesBefore, firings, seen, Optional.empty(), examples);
  }

  private void finish(Learner parameters, EpochKernel.Result result, Number before) {
    state.epoch++;
    state.updates = parameters.updates();
    state.previousCost = before;
    state.cost = Optional.of(result.cost());
    state.epochCost = result.cost();
    state.costs = state.costs.with(state.epoch, result.cost());
    if (!NumberSystem.isNan(result.gradientNorm())) {
      state.gradientNorm = result.gradientNorm();
    }
  }

  /** Returns |cost − previous cost|. */
  private Number change(Number cost) {
    Number change = state.numbers.subtract(cost, state.previousCost);
    return NumberSystem.signum(change) < 0 ? state.numbers.negate(change) : change;
  }

  /** Returns why the epoch that is finished is the last; it stays if there is no work left. */
  private Optional<Reason> wanted(EpochKernel.Result result) {
    try {
      return reason(result);
    } catch (LimitException e) {
      throw new Ended(e);
    }
  }

  private Optional<Reason> reason(EpochKernel.Result result) {
    if (plan.until().isPresent()) {
      Values values = work.values(plan.place(), this::lastCost);
      Expression condition = plan.until().get();
      if (values.holds(condition)) {
        return Optional.of(new Reason.Until(condition, values.leaves(condition)));
      }
    }
    Number change = change(result.cost());
    if (plan.converged() && state.numbers.compare(Relation.LESS, change, CONVERGED)) {
      return Optional.of(new Reason.Converged(change, CONVERGED));
    }
    if (neuron.rule().isOnlyOnMistakes() && result.updates() == 0) {
      return Optional.of(new Reason.NoUpdate());
    }
    return done == plan.epochs()
        ? Optional.of(new Reason.Bound(plan.epochs(), plan.boundByDefault()))
        : Optional.empty();
  }

  private void failIfDiverged(
      Learner parameters, EpochKernel.Result result, Optional<Reason> reason, State lastFinished) {
    boolean finite = NumberSystem.isFinite(result.cost()) && parameters.isFinite();
    if (finite
        || reason.isPresent()
            && (reason.get() instanceof Reason.Until || reason.get() instanceof Reason.Stopped)) {
      return;
    }
    Progress before =
        new Progress(
            plan,
            done - 1,
            firstCost,
            updatesBefore,
            rules.firingsSoFar(),
            seen,
            Optional.empty(),
            0);
    try {
      Work.checkPenalty(neuron, state.numbers, Learned.weights(lastFinished), plan.place());
    } catch (ScriptException e) {
      goBack(lastFinished, before);
      throw new Ended(e);
    }
    String example = result.broken().map(bound::nameOf).orElse("");
    Diagnostic error =
        RunErrors.diverged(
            plan.place(),
            state.epoch,
            result.cost(),
            example,
            parametersText(parameters),
            state.rate,
            diagnosis()
                .largestRate()
                .filter(largest -> neuron.rule().isGradientDescent())
                .filter(largest -> state.rate.doubleValue() >= largest.doubleValue()),
            neuron,
            diagnosis().leavesProbabilities());
    goBack(lastFinished, before);
    throw new Ended(new ScriptException(error));
  }

  private List<String> parametersText(Learner parameters) {
    List<String> texts = new ArrayList<>();
    List<String> names = neuron.weights();
    Vector weights = parameters.weights();
    for (int i = 0; i < Math.min(3, weights.size()); i++) {
      texts.add(names.get(i) + " = " + RunErrors.rounded(weights.number(i)));
    }
    if (weights.size() > 3) {
      texts.add("…");
    }
    neuron.bias().ifPresent(b -> texts.add(b + " = " + RunErrors.rounded(parameters.bias())));
    return texts;
  }

  private String values(int row) {
    Stepwise.Forward forward =
        Stepwise.forward(
            state.numbers,
            neuron.formulas(),
            Learned.weights(state),
            state.biasValue,
            bound.examples().vector(row));
    return "z = "
        + RunErrors.number(forward.z())
        + ", output = "
        + RunErrors.number(forward.output())
        + ", target = "
        + RunErrors.number(bound.examples().target(row));
  }

  /** Of a long training the epochs 1, 2, 5, 10, 20, 50 … are shown, and the last. */
  private boolean isShown() {
    if (state.level == TraceLevel.FULL) {
      return true;
    }
    long lead = done;
    while (lead % 10 == 0) {
      lead /= 10;
    }
    return lead == 1 || lead == 2 || lead == 5;
  }

  private void report(EpochKernel.Result result) {
    if (state.level == TraceLevel.NONE) {
      return;
    }
    work.tell(
        TraceEvent.Epoch.class,
        () ->
            new TraceEvent.Epoch(
                state.epoch,
                result.cost(),
                state.previousCost,
                result.gradientNorm(),
                state.updates,
                Learned.weights(state),
                neuron.bias().isPresent() ? Optional.of(state.biasValue) : Optional.empty()));
  }
}
