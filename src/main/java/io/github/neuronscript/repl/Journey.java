package io.github.neuronscript.repl;

import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.Result;
import io.github.neuronscript.Session;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.trace.MicroStep;
import io.github.neuronscript.trace.MicroStep.Phase;
import io.github.neuronscript.trace.Pace;
import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A session with its past: statements run forward, every statement, epoch and micro-step is a point
 * to go back to, and what is changed there begins a branch. Knows no terminal.
 */
final class Journey {

  /** Who is told what happens. */
  interface Traveller {
    void event(TraceEvent event);

    /** An example begins, of which micro-steps follow. */
    void example(TraceEvent.Forward pass);

    /** Micro-steps that were done, of one phase. */
    void microSteps(List<MicroStep> steps);

    /** A training goes on; now and then. */
    void progress(Progress at);

    /** Says what is not an answer of the language. */
    void say(String text);
  }

  /** How far a training is. */
  record Progress(long epoch, long done, long planned, double cost, double epochsPerSecond) {}

  /** A command that cannot be done, with the reason as a sentence. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String reason) {
      super(reason, null, false, false);
    }
  }

  private static final long NANOS_BETWEEN_POINTS = 50_000_000;
  private static final long NANOS_TO_ANNOUNCE = 100_000_000;
  private static final int DEFAULT_TERMS = 8;

  /** Numbers that the states before may hold, of eight bytes each, beside those of now. */
  private static final long MOST_NUMBERS = 8_000_000;

  private static final long WORTH_COUNTING = 10_000;

  /** Beyond that an interrupted epoch is gone back to its beginning. */
  private static final int MOST_EXAMPLES = 20_000;

  private final Session session;
  private final Options options;
  private final Traveller traveller;
  private final Timeline timeline;
  private Optional<Walk> walk = Optional.empty();
  private int terms = DEFAULT_TERMS;
  private boolean muted;

  /** Whether a state had so many numbers that it is worth counting those of all, now and later. */
  private boolean large;

  /** Whether nobody can stop what happens, which is short. */
  private boolean deaf;

  /** What was asked since the session came to where it is. */
  private List<String> asked = new ArrayList<>();

  /** Where an unfinished statement stands, if something was asked since. */
  private Optional<Session.Point> clean = Optional.empty();

  /**
   * Begins a session.
   *
   * @param options what it may reach; the traveller listens
   */
  Journey(NeuronScript engine, Options options, Traveller traveller) {
    this.traveller = traveller;
    this.options =
        options.listener(this::hear).cancelled(() -> !deaf && options.cancelled().getAsBoolean());
    this.session = engine.newSession(this.options);
    this.timeline = new Timeline(session.point());
  }

  private void hear(TraceEvent event) {
    if (event instanceof TraceEvent.Configured configured) {
      terms = configured.terms();
    }
    if (!muted) {
      traveller.event(event);
    }
  }

  Session session() {
    return session;
  }

  Timeline timeline() {
    return timeline;
  }

  /** Whether somebody goes through a statement in micro-steps. */
  boolean isStepping() {
    return walk.isPresent();
  }

  /** Whether the statement that is here has not come to its end. */
  boolean isUnfinished() {
    return walk.isPresent() || session.unfinished().isPresent();
  }

  /** Reads a text, which may hold several statements. */
  List<Session.Text> read(Source source) {
    return Session.read(source, options).statements();
  }

  private Session.Text parse(String statement) {
    return read(Source.of("session", statement)).get(0);
  }

  /** Returns how a run ends that does nothing. */
  private Result here() {
    return session.run(Source.of("session", ""));
  }

  private <T> T quietly(Supplier<T> action) {
    boolean before = muted;
    muted = true;
    try {
      return action.get();
    } finally {
      muted = before;
    }
  }

  /** Does something at another place, and comes back. */
  private <T> T elsewhere(Supplier<T> action) {
    Session.Point held = session.point();
    try {
      return action.get();
    } finally {
      session.restore(held);
    }
  }

  // Statements.

  /** Runs one statement from where the session is. */
  Result run(Session.Text text) {
    if (text.undoes().isPresent()) {
      return back(text, text.undoes().getAsInt());
    }
    if (text.isQuestion()) {
      return ask(text);
    }
    Before before = new Before(isUnfinished());
    String remark = settle();
    Moment from = timeline.here();
    Optional<Moment> again = Optional.empty();
    if (from.next().isPresent()) {
      again =
          timeline.branchesOf(from).stream()
              .filter(m -> m.text().equals(text.text()) && m.end().isPresent())
              .filter(m -> m.asked().equals(asked))
              .findFirst();
    }
    boolean branches = from.next().isPresent() && again.isEmpty();
    Moment begun = timeline.after(from, text, asked);
    Session.Point start = session.point();
    long epoch = epoch();
    Result result = pursue(begun, pace -> session.run(text, pace));
    if (text.isTraining() && epoch() > epoch) {
      begun.epoch(epoch + 1);
    }
    if (!reached(begun, result, start)) {
      before.restore();
      return result;
    }
    asked = new ArrayList<>();
    if (again.isPresent() && result.status() == Result.Status.FINISHED) {
      // The same as before, with the same bits.
      go(again.get());
    } else {
      timeline.enter(begun);
      makeRoom();
    }
    if (!remark.isEmpty()) {
      traveller.say(remark);
    }
    if (branches) {
      traveller.say(newBranch(from));
    }
    return result;
  }

  /** How everything was before what may not succeed or is not to stay. */
  private final class Before {
    private final Session.Point held = session.point();
    private final Optional<Timeline.State> tree;
    private final Optional<Walk> walked = walk;
    private final List<String> questions = asked;
    private final Optional<Session.Point> unasked = clean;

    /**
     * Remembers it.
     *
     * @param withTree whether the tree of moments may change, too
     */
    Before(boolean withTree) {
      tree = withTree ? Optional.of(timeline.state()) : Optional.empty();
    }

    void restore() {
      session.restore(held);
      tree.ifPresent(timeline::restore);
      walk = walked;
      asked = questions;
      clean = unasked;
    }
  }

  private Result ask(Session.Text text) {
    boolean within = isUnfinished();
    Optional<Session.Point> unasked =
        within && clean.isEmpty() ? Optional.of(session.point()) : clean;
    Result result = session.run(text, Pace.THROUGH);
    if (result.status() != Result.Status.FINISHED) {
      return result;
    }
    clean = unasked;
    if (!within) {
      asked = new ArrayList<>(asked);
      asked.add(text.text());
      Moment here = timeline.here();
      if (here.next().isEmpty()) {
        here.answered(asked, session.point());
        makeRoom();
      }
    }
    return result;
  }

  /** Forgets what questions changed in the midst of a statement, which goes on without that. */
  private void forgetAnswers() {
    clean.ifPresent(session::restore);
    clean = Optional.empty();
  }

  /** Forgets states, those of the oldest moments first, that hold too many numbers together. */
  private void makeRoom() {
    Moment here = timeline.here();
    if (here.last().isEmpty()) {
      return;
    }
    large |= Session.numbers(List.of(here.last().get())) >= WORTH_COUNTING;
    if (!large) {
      return;
    }
    List<Moment> others = new ArrayList<>(timeline.all());
    others.removeIf(moment -> moment == here || moment.before().isEmpty());
    others.removeIf(moment -> moment.end().isEmpty());
    long most = Math.min(MOST_NUMBERS, options.limits().bytes() / Double.BYTES);
    List<Session.Point> points = new ArrayList<>(List.of(here.last().get()));
    others.forEach(moment -> points.add(moment.end().orElseThrow()));
    if (Session.numbers(points) <= most) {
      return;
    }
    points.subList(1, points.size()).clear();
    for (int i = others.size() - 1; i >= 0; i--) {
      points.add(others.get(i).end().get());
      if (Session.numbers(points) > most) {
        points.remove(points.size() - 1);
        others.get(i).forgetStates();
      }
    }
  }

  /** Returns the state of a moment; one that was forgotten is reached anew. */
  private Session.Point pointOf(Moment moment) {
    if (moment.last().isPresent()) {
      return moment.last().get();
    }
    if (!moment.isForgotten()) {
      throw new Refused("Point " + moment.number() + " is not at its end: `:continue`.");
    }
    Session.Text statement = moment.statement().orElseThrow();
    return elsewhere(
        () -> {
          session.restore(startOf(moment));
          Result result = quietly(() -> session.run(statement, Pace.THROUGH));
          if (result.status() != Result.Status.FINISHED) {
            throw new Refused("Point " + moment.number() + " could not be reached again.");
          }
          return session.point();
        });
  }

  private static String newBranch(Moment from) {
    return "This is a new branch from "
        + from.number()
        + "; what came after it before is kept, `:branches` lists them.";
  }

  /**
   * Keeps what a statement reached; false if it changed nothing.
   *
   * @param start where it began
   */
  private boolean reached(Moment moment, Result result, Session.Point start) {
    if (result.status() == Result.Status.FINISHED) {
      if (moment.isTraining()) {
        moment.epoch(epoch());
      }
      moment.reach(session.point());
      return true;
    }
    Optional<Session.Unfinished> unfinished =
        session.unfinished().filter(u -> u.statement().equals(moment.text()));
    boolean epochs = unfinished.isPresent() && unfinished.get().epochs().orElse(0) > 0;
    if (epochs) {
      moment.hold(epoch(), session.point());
    }
    int examples =
        result.status() == Result.Status.CANCELLED
            ? unfinished.map(Session.Unfinished::examples).orElse(0)
            : 0;
    if (examples == 0 || examples > MOST_EXAMPLES) {
      return epochs;
    }
    if (!epochs) {
      session.restore(start);
    }
    goInto(epochs ? Optional.empty() : moment.statement(), examples);
    return true;
  }

  /** Goes behind the examples of the epoch in hand that were done when somebody stopped it. */
  private void goInto(Optional<Session.Text> fresh, int examples) {
    Walk into =
        undisturbed(
            () -> {
              Walk begun = new Walk(session, fresh, terms);
              begun.toExample(examples);
              begun.settle();
              return begun;
            });
    walk = Optional.of(into);
  }

  private long epoch() {
    return (long) session.value("epoch").orElse(0);
  }

  /** Runs a training to its end, or until somebody stops it, and keeps points on the way. */
  private Result pursue(Moment moment, Function<Pace, Result> action) {
    Keeper keeper = new Keeper(moment);
    Result result = action.apply(keeper);
    while (result.status() == Result.Status.PAUSED) {
      moment.keep(keeper.epoch, session.point());
      result = session.resume(keeper);
    }
    keeper.finish();
    return result;
  }

  /** Pauses a training now and then, so that a point of it can be kept. */
  private final class Keeper implements Pace {
    private final Moment moment;
    private final EpochClock clock = new EpochClock();
    private long kept = clock.start();
    private long epoch;
    private long firstDone = -1;
    private long lastDone;

    Keeper(Moment moment) {
      this.moment = moment;
    }

    @Override
    public boolean pauses(long current, long done, long planned, double cost) {
      if (firstDone < 0) {
        firstDone = done;
        moment.epoch(current);
      }
      lastDone = done;
      epoch = current;
      if (!clock.looks()) {
        return false;
      }
      long now = clock.now();
      if (now - kept < NANOS_BETWEEN_POINTS) {
        return false;
      }
      kept = now;
      moment.epoch(current);
      double perSecond = (done - firstDone + 1) * 1e9 / (now - clock.start());
      if (!muted) {
        traveller.progress(new Progress(current, done, planned, cost, perSecond));
      }
      return true;
    }

    void finish() {
      if (firstDone >= 0) {
        moment.epoch(epoch);
        moment.took((System.nanoTime() - clock.start()) / (lastDone - firstDone + 1.0));
      }
    }
  }

  // What is cut.

  /**
   * Ends the statement that is here where it is, so that another can follow, and says how; empty if
   * it is at its end.
   */
  private String settle() {
    if (!isUnfinished()) {
      return "";
    }
    return undisturbed(
        () -> {
          forgetAnswers();
          return cut();
        });
  }

  private String cut() {
    Moment cut = timeline.here();
    Optional<Session.Unfinished> unfinished = session.unfinished();
    if (unfinished.map(u -> u.epochs().orElse(0)).orElse(0L) == 0) {
      return settleSteps(cut);
    }
    String text = session.cut();
    walk = Optional.empty();
    Moment shorter = timeline.after(cut.before().orElseThrow(), parse(text), cut.asked());
    shorter.takeEpochs(cut, epoch());
    shorter.reach(session.point());
    if (!cut.isWhole()) {
      timeline.forget(cut);
    }
    timeline.enter(shorter);
    asked = new ArrayList<>();
    String whole = cut.end().isEmpty() ? "" : " The whole one is kept: `:branches`.";
    return "The training ends here: it is `" + text + "`." + whole;
  }

  /** Keeps of a step what is a statement by itself: whole steps, a pass forward and backward. */
  private String settleSteps(Moment cut) {
    int updates = walk.map(Walk::updates).orElse(0);
    Optional<TraceEvent> last = walk.flatMap(Walk::lastWhole);
    walk = Optional.empty();
    Moment before = cut.before().orElseThrow();
    session.restore(pointOf(before));
    if (!cut.isWhole()) {
      timeline.forget(cut);
    }
    timeline.go(before);
    asked = new ArrayList<>(before.questions());
    boolean isStep = cut.text().startsWith("step");
    List<String> kept = new ArrayList<>();
    if (isStep && updates > 0) {
      kept.add(updates == 1 ? "step" : "step " + updates);
    }
    if (isStep && last.filter(e -> !(e instanceof TraceEvent.Update)).isPresent()) {
      kept.add("forward");
      if (!(last.get() instanceof TraceEvent.Forward)) {
        kept.add("backward");
      }
    }
    kept.removeIf(
        statement -> quietly(() -> run(parse(statement))).status() != Result.Status.FINISHED);
    return kept.isEmpty()
        ? "`" + cut.text() + "` is given up: nothing of it is done."
        : "Of `" + cut.text() + "` is kept what was done: `" + String.join("`, `", kept) + "`.";
  }

  /** Leaves what is here for another time; what never came to an end is forgotten. */
  private void leave() {
    Moment left = timeline.here();
    walk = Optional.empty();
    clean = Optional.empty();
    if (left.last().isEmpty() && !left.isForgotten()) {
      timeline.go(left.before().orElseThrow());
      timeline.forget(left);
    }
  }

  // Travelling.

  /** Goes back by statements, or by micro-steps where somebody goes through them. */
  Result back(int count) {
    return back(parse(count == 1 ? "back" : "back " + count), count);
  }

  private Result back(Session.Text text, int count) {
    if (walk.isPresent()) {
      return microBack(count);
    }
    Moment to = timeline.here();
    List<String> undone = new ArrayList<>();
    while (undone.size() < count && to.before().isPresent()) {
      if (to.statement().filter(Session.Text::isUndoable).isPresent()) {
        undone.add(to.text());
      }
      to = to.before().get();
    }
    if (undone.size() < count) {
      // More than there is: the language knows how to say so.
      return session.run(text, Pace.THROUGH);
    }
    go(to);
    hear(new TraceEvent.Undone(undone));
    return here();
  }

  /** Goes to the last known state of a moment. */
  void go(Moment moment) {
    if (moment == timeline.here() && walk.isPresent() && moment.last().isEmpty()) {
      throw new Refused(
          "You are within " + moment.number() + ", which is not at its end: `:continue`.");
    }
    Session.Point point = pointOf(moment);
    leave();
    session.restore(point);
    timeline.go(moment);
    asked = new ArrayList<>(moment.questions());
  }

  /** Goes to a moment by its number. */
  void goTo(int number) {
    go(
        timeline
            .moment(number)
            .orElseThrow(
                () -> new Refused("There is no point " + number + "; `:history` lists them.")));
  }

  /** Goes forward again by statements that were gone back from. */
  void redo(int count) {
    for (int i = 0; i < count; i++) {
      Moment here = timeline.here();
      if (isUnfinished()) {
        if (here.end().isEmpty()) {
          throw new Refused("`" + here.text() + "` has not come to its end: `:continue` goes on.");
        }
        go(here);
      } else {
        go(here.next().orElseThrow(() -> new Refused("There is nothing to redo.")));
      }
    }
  }

  /** Goes to the state after an epoch of a training in the course of the session. */
  void goToEpoch(long epoch) {
    List<Moment> found =
        timeline.course().stream().filter(moment -> moment.hasEpoch(epoch)).toList();
    if (found.isEmpty()) {
      throw new Refused("No training here has gone through epoch " + epoch + ": `:history`.");
    }
    Moment moment = found.get(found.size() - 1);
    Session.Point held = session.point();
    if (moment.lastEpoch() == epoch && moment.end().isPresent()) {
      go(moment);
      return;
    }
    Result result = quietly(() -> reach(moment, epoch));
    if (result.status() == Result.Status.CANCELLED) {
      session.restore(held);
      throw new Refused("Interrupted on the way to epoch " + epoch + "; nothing has changed.");
    }
    Session.Point there = session.point();
    leave();
    timeline.go(moment);
    session.restore(there);
    asked = new ArrayList<>();
  }

  /** Puts the session after an epoch of a moment's training. */
  private Result reach(Moment moment, long epoch) {
    Pace pace = (current, done, planned, cost) -> current >= epoch;
    Map.Entry<Long, Session.Point> near = moment.epochs().floorEntry(epoch);
    long from = near == null ? moment.firstEpoch() - 1 : near.getKey();
    if ((epoch - from) * moment.nanosPerEpoch() > NANOS_TO_ANNOUNCE) {
      String epochs = epoch - from == 1 ? "an epoch" : epoch - from + " epochs";
      traveller.say("Going through " + epochs + " again …");
    }
    if (near != null) {
      session.restore(near.getValue());
      return near.getKey() == epoch ? here() : session.resume(pace);
    }
    session.restore(startOf(moment));
    return session.run(moment.statement().orElseThrow(), pace);
  }

  /** Returns the state from which the statement of a moment ran. */
  private Session.Point startOf(Moment moment) {
    Moment before = moment.before().orElseThrow();
    return elsewhere(
        () -> {
          session.restore(pointOf(before));
          if (!moment.asked().equals(before.questions())) {
            moment.asked().forEach(text -> quietly(() -> session.run(parse(text), Pace.THROUGH)));
          }
          return session.point();
        });
  }

  /** Goes on with what is unfinished, to its end. */
  Result finish() {
    forgetAnswers();
    if (walk.isPresent() && timeline.here().isTraining()) {
      Session.Point base = walk.get().base();
      walk = Optional.empty();
      session.restore(base);
      if (session.unfinished().isEmpty()) {
        // Not an epoch of it is done: it begins anew.
        Moment moment = timeline.here();
        return conclude(moment, p -> session.run(moment.statement().orElseThrow(), p));
      }
    } else if (walk.isPresent()) {
      return through(done -> true);
    }
    if (session.unfinished().isEmpty()) {
      throw new Refused("Nothing is unfinished here.");
    }
    return conclude(timeline.here(), session::resume);
  }

  private Result conclude(Moment moment, Function<Pace, Result> action) {
    boolean known = moment.end().isPresent();
    Session.Point start = session.point();
    Result result = known ? quietly(() -> pursue(moment, action)) : pursue(moment, action);
    if (!reached(moment, result, start)) {
      giveUp(moment);
    }
    return result;
  }

  // Micro-steps.

  /** Begins to go through a statement in micro-steps, and does none yet. */
  Result walk(Session.Text text) {
    if (!text.hasSteps()) {
      return run(text);
    }
    Before before = new Before(isUnfinished());
    String remark = settle();
    try {
      Walk begun = new Walk(session, Optional.of(text), terms);
      if (begun.failedAtOnce().isPresent()) {
        Result failed = begun.failedAtOnce().get();
        before.restore();
        return failed.status() == Result.Status.FINISHED ? run(text) : failed;
      }
      Moment from = timeline.here();
      if (!remark.isEmpty()) {
        traveller.say(remark);
      }
      if (from.next().isPresent()) {
        traveller.say(newBranch(from));
      }
      timeline.enter(timeline.after(from, text, asked));
      asked = new ArrayList<>();
      begin(begun);
      return here();
    } catch (Walk.Interrupted e) {
      before.restore();
      return e.result();
    }
  }

  private void begin(Walk begun) {
    walk = Optional.of(begun);
    begun.lead().forEach(traveller::event);
  }

  /** Does one micro-step; begins with the next example if nobody goes through anything. */
  Result next() {
    return next(1);
  }

  /** Does several micro-steps. */
  Result next(int count) {
    if (walk.isEmpty()) {
      Result begun = begin();
      if (begun.status() != Result.Status.FINISHED || walk.isEmpty()) {
        return begun;
      }
    }
    int[] left = {count};
    return through(done -> --left[0] > 0);
  }

  private Result begin() {
    if (session.unfinished().isEmpty()) {
      return walk(read(Source.of(":next", "step")).get(0));
    }
    forgetAnswers();
    Session.Point held = session.point();
    try {
      begin(new Walk(session, Optional.empty(), terms));
      return here();
    } catch (Walk.Interrupted e) {
      session.restore(held);
      return e.result();
    }
  }

  /** Does the micro-steps up to the end of a phase of the example in hand. */
  Result phase(Phase phase) {
    return through(step -> step.phase() != phase || step.number() < step.total());
  }

  /** Goes to the end of the epoch in hand. */
  Result endOfEpoch() {
    if (walk.isEmpty() && session.unfinished().isEmpty()) {
      throw new Refused("There is no training that is unfinished.");
    }
    if (walk.isPresent() && !timeline.here().isTraining()) {
      return through(done -> true);
    }
    forgetAnswers();
    if (walk.isEmpty()) {
      Moment moment = timeline.here();
      Result result = session.resume((epoch, done, planned, cost) -> true);
      return pausedOr(moment, result);
    }
    Walk walking = walk.get();
    try {
      return endOfStretch(walking.toEnd());
    } catch (Walk.Interrupted e) {
      return interrupted(walking, e);
    }
  }

  /** Somebody did not want to wait: the session is where the epoch or the statement began. */
  private Result interrupted(Walk walking, Walk.Interrupted e) {
    walk = Optional.empty();
    clean = Optional.empty();
    session.restore(walking.base());
    if (session.unfinished().isEmpty()) {
      giveUp(timeline.here());
    }
    return e.result();
  }

  private Result pausedOr(Moment moment, Result result) {
    if (result.status() == Result.Status.PAUSED) {
      moment.hold(epoch(), session.point());
    } else if (moment.statement().filter(Session.Text::isQuestion).isPresent()) {
      // Somebody went through a pass forward: what only asks is no point in time.
      timeline.go(moment.before().orElseThrow());
      timeline.forget(moment);
      asked = new ArrayList<>(moment.asked());
      asked.add(moment.text());
      if (timeline.here().next().isEmpty()) {
        timeline.here().answered(asked, session.point());
      }
    } else if (!reached(moment, result, session.point())) {
      giveUp(moment);
    }
    return result;
  }

  /** Goes back to where a statement began that failed. */
  private void giveUp(Moment moment) {
    Moment before = moment.before().orElseThrow();
    session.restore(pointOf(before));
    timeline.go(before);
    asked = new ArrayList<>(before.questions());
    if (!moment.isWhole()) {
      timeline.forget(moment);
    }
  }

  /** Goes through micro-steps as long as somebody wants, and tells those of a phase together. */
  private Result through(Function<MicroStep, Boolean> more) {
    forgetAnswers();
    Walk walking = walk.orElseThrow();
    try {
      return going(more);
    } catch (Walk.Interrupted e) {
      return interrupted(walking, e);
    }
  }

  private Result going(Function<MicroStep, Boolean> more) {
    Walk walking = walk.orElseThrow();
    List<MicroStep> together = new ArrayList<>();
    boolean goOn = true;
    while (goOn && !walking.isOver()) {
      Walk.Done done = walking.next();
      boolean sameRun = together.isEmpty() || follows(together, done.step());
      if (!sameRun || done.opens().isPresent()) {
        tell(together);
      }
      done.opens().ifPresent(traveller::example);
      together.add(done.step());
      if (!done.notes().isEmpty() && !walking.isOver()) {
        tell(together);
        done.notes().forEach(traveller::event);
      }
      goOn = more.apply(done.step());
      if (walking.isOver()) {
        tell(together);
        return endOfStretch(done.notes());
      }
    }
    tell(together);
    walking.settle();
    return here();
  }

  private static boolean follows(List<MicroStep> together, MicroStep next) {
    MicroStep last = together.get(together.size() - 1);
    return last.phase() == next.phase() && last.number() < next.number();
  }

  private void tell(List<MicroStep> together) {
    if (!together.isEmpty()) {
      traveller.microSteps(List.copyOf(together));
      together.clear();
    }
  }

  /** Every micro-step of the stretch is done: the statement goes on or is at its end. */
  private Result endOfStretch(List<TraceEvent> notes) {
    Walk walking = walk.orElseThrow();
    Moment moment = timeline.here();
    session.restore(walking.base());
    notes.forEach(traveller::event);
    Pace afterEpoch = (epoch, done, planned, cost) -> true;
    Result result =
        quietly(
            () ->
                session.unfinished().isPresent()
                    ? session.resume(afterEpoch)
                    : session.run(moment.statement().orElseThrow(), afterEpoch));
    walk = Optional.empty();
    pausedOr(moment, result);
    if (result.status() == Result.Status.PAUSED) {
      try {
        begin(new Walk(session, Optional.empty(), terms));
      } catch (Walk.Interrupted e) {
        return e.result();
      }
    }
    return result;
  }

  private Result microBack(int count) {
    forgetAnswers();
    try {
      for (int i = 0; i < count; i++) {
        if (walk.orElseThrow().isAtStart() && !toEpochBefore()) {
          walk.get().settle();
          Moment moment = timeline.here();
          throw new Refused(
              "This is where `"
                  + moment.text()
                  + "` begins: `:goto "
                  + moment.before().orElseThrow().number()
                  + "` leaves it.");
        }
        walk.orElseThrow().back();
      }
      walk.orElseThrow().settle();
      return here();
    } catch (Walk.Interrupted e) {
      return interrupted(walk.orElseThrow(), e);
    }
  }

  /** Goes through the epoch before again, to its end; false if there is none. */
  private boolean toEpochBefore() {
    Moment moment = timeline.here();
    session.restore(walk.orElseThrow().base());
    long epoch = epoch();
    if (session.unfinished().isEmpty() || epoch < moment.firstEpoch()) {
      return false;
    }
    if (epoch == moment.firstEpoch()) {
      session.restore(startOf(moment));
      walk = Optional.of(new Walk(session, moment.statement(), terms));
    } else {
      Result reached = quietly(() -> reach(moment, epoch - 1));
      if (reached.status() == Result.Status.CANCELLED) {
        throw new Walk.Interrupted(reached);
      }
      walk = Optional.of(new Walk(session, Optional.empty(), terms));
    }
    walk.get().toEnd();
    return true;
  }

  /** Returns where in a step somebody is. */
  Optional<Walk> walk() {
    return walk;
  }

  // Asking.

  /** Returns every value that has a name here, in a fixed order. */
  Map<String, Double> values() {
    Result result = here();
    Map<String, Double> values = new LinkedHashMap<>(result.variables());
    result.names().forEach(name -> values.put(name, result.value(name).orElseThrow()));
    return values;
  }

  /** Returns the values at another place, to which an action goes, and comes back. */
  Map<String, Double> valuesAt(Runnable action) {
    Before before = new Before(true);
    try {
      action.run();
      return values();
    } finally {
      before.restore();
    }
  }

  /** Does something short that nobody can stop. */
  <T> T undisturbed(Supplier<T> action) {
    boolean before = deaf;
    deaf = true;
    try {
      return action.get();
    } finally {
      deaf = before;
    }
  }

  /** Returns the statements that led here, as a script; of a step in hand what is whole. */
  List<String> script() {
    List<String> lines = new ArrayList<>();
    for (Moment moment : timeline.path(timeline.here())) {
      boolean unfinished = moment == timeline.here() && isUnfinished();
      Optional<Session.Unfinished> at = session.unfinished();
      lines.addAll(moment.asked());
      if (moment.before().isPresent()) {
        if (!unfinished) {
          lines.add(moment.text());
        } else if (at.isPresent() && at.get().epochs().orElse(0) > 0) {
          lines.add(elsewhere(session::cut));
        }
      }
    }
    lines.addAll(asked);
    return lines;
  }
}
