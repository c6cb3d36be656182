package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.trace.Interest;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Events that nobody wants are not made. */
class InterestTest {

  private static final String LEARN =
      """
      inputs x1, x2
      weights 0.1, -0.2
      penalty l2(0.01)
      data { 0, 0 -> 0; 0, 1 -> 1; 1, 0 -> 1; 1, 1 -> 1 }
      """;

  /** A script in which most kinds of events happen. */
  private static final String SCRIPT =
      LEARN
          + """
          step
          train 3 epochs batch 2
          when cost < 100 then rate = rate
          train 1 epoch
          forward; backward; update
          predict 1, 0
          on predict when output > 0 then answer "yes"
          predict 1, 1
          evaluate
          threshold best accuracy
          threshold 0.5
          explain 1, 0
          ledger
          check gradient
          diagnose
          derive
          derive sigmoid
          plot cost
          show cost, w1
          show weights original
          show model
          print "cost {cost}"
          expect cost < 100
          let a = 1
          back
          cross validate 2 folds
          show difference
          split 50 / 50 seed 1
          train 1 epoch
          """;

  /** What happens only where there are rows outside the script. */
  private static final String ROWS = "predict from rows\nsave \"m.json\"\n";

  private static List<TraceEvent> heard(String script, Interest interest) {
    List<TraceEvent> events = new ArrayList<>();
    DataRows rows = DataRows.columns(Map.of("x1", new double[] {1}, "x2", new double[] {0}));
    Options options =
        Options.defaults()
            .trace(TraceLevel.FULL)
            .files(new MemoryFiles())
            .data(Map.of("rows", rows))
            .listener(events::add, interest);
    new NeuronScript().run(Source.of("s.nn", script), options).orThrow();
    return events;
  }

  private static List<Class<?>> kinds(List<TraceEvent> events) {
    List<Class<?>> kinds = new ArrayList<>();
    events.forEach(event -> kinds.add(event.getClass()));
    return kinds;
  }

  static List<Class<?>> allKinds() {
    return Arrays.asList(TraceEvent.class.getPermittedSubclasses());
  }

  /** Each kind goes without the others, and the others without it. */
  @ParameterizedTest
  @MethodSource("allKinds")
  void eachKindIsWantedByItself(Class<?> each) {
    Class<? extends TraceEvent> kind = each.asSubclass(TraceEvent.class);
    List<Class<?>> all = kinds(heard(SCRIPT + ROWS, Interest.all()));
    assertTrue(all.contains(kind), () -> kind + " does not happen");
    List<Class<?>> only = kinds(heard(SCRIPT + ROWS, Interest.of(kind)));
    assertEquals(all.stream().filter(kind::equals).toList(), only);
    List<Class<?>> others = kinds(heard(SCRIPT + ROWS, Interest.allBut(kind)));
    assertEquals(all.stream().filter(k -> !k.equals(kind)).toList(), others);
  }

  @Test
  void nobodyHearsNothing() {
    assertEquals(List.of(), heard(SCRIPT, Interest.none()));
  }

  /**
   * Whoever wants no step gets the fast way, with the bits and the steps of one without a trace.
   */
  @Test
  void aTrainingWithoutWantedStepsTakesTheFastWay() {
    String script = LEARN + "train 500 epochs batch 3 shuffle\n";
    Options full = Options.defaults().trace(TraceLevel.FULL);
    Result told = run(script, full.listener(event -> {}));
    Interest epochs = Interest.of(TraceEvent.Epoch.class, TraceEvent.Trained.class);
    List<TraceEvent> heard = new ArrayList<>();
    Result fast = run(script, full.listener(heard::add, epochs));
    Result silent = run(script, full.listener(event -> {}).trace(TraceLevel.NONE));
    // What is to be noticed after a training is looked for only where somebody wants to know.
    Interest noticed = Interest.of(TraceEvent.Noticed.class);
    assertEquals(501, heard.size());
    assertEquals(silent.steps(), run(script, full.listener(event -> {}, noticed)).steps());
    assertTrue(fast.steps() < told.steps() / 10, fast.steps() + " of " + told.steps());
    assertEquals(bits(told), bits(fast));
    assertEquals(bits(told), bits(silent));
    for (Class<? extends TraceEvent> step :
        List.of(
            TraceEvent.Forward.class,
            TraceEvent.Backward.class,
            TraceEvent.Gathered.class,
            TraceEvent.Update.class)) {
      assertEquals(bits(told), bits(run(script, full.listener(event -> {}, Interest.of(step)))));
    }
  }

  private static Result run(String script, Options options) {
    return new NeuronScript().run(Source.of("s.nn", script), options).orThrow();
  }

  private static Set<String> bits(Result result) {
    Set<String> bits = new LinkedHashSet<>();
    result.variables().forEach((name, value) -> bits.add(name + Double.toHexString(value)));
    return bits;
  }

  /** What is not made needs no memory: a full trace that nobody hears costs what none costs. */
  @Test
  void unwantedEventsAreNotMade() {
    String script = LEARN + "train 2000 epochs batch 1\n";
    Options full = Options.defaults().trace(TraceLevel.FULL);
    Options none = Options.defaults().trace(TraceLevel.NONE);
    Options untold = full.listener(event -> {}, Interest.none());
    for (Options each : List.of(full.listener(event -> {}), none, untold)) {
      allocated(script, each);
    }
    long told = allocated(script, full.listener(event -> {}));
    long silent = allocated(script, none);
    long unwanted = allocated(script, untold);
    assertTrue(unwanted < 1.2 * silent + 100_000, unwanted + " bytes, and without " + silent);
    assertTrue(unwanted < told / 4, unwanted + " bytes of " + told);
  }

  private static long allocated(String script, Options options) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    run(script, options);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  /** The limit of events counts those that are told. */
  @Test
  void unwantedEventsAreNotCounted() {
    Limits few = Limits.standard().events(5);
    Options options = Options.defaults().limits(few).trace(TraceLevel.FULL);
    NeuronScript engine = new NeuronScript();
    Source source = Source.of("s.nn", SCRIPT);
    assertEquals(Result.Status.LIMIT, engine.run(source, options.listener(event -> {})).status());
    // Without a listener nobody wants any.
    assertEquals(Result.Status.FINISHED, engine.run(source, options).status());
    Options deaf = options.listener(event -> {}, Interest.none());
    assertEquals(Result.Status.FINISHED, engine.run(source, deaf).status());
  }

  @Test
  void canBeJoined() {
    Interest epochs = Interest.of(TraceEvent.Epoch.class);
    Interest updates = Interest.of(TraceEvent.Update.class);
    Interest both = epochs.or(updates);
    assertTrue(both.in(TraceEvent.Epoch.class) && both.in(TraceEvent.Update.class));
    assertFalse(both.in(TraceEvent.Shown.class));
    assertTrue(both.inSteps() && !epochs.inSteps());
    Interest noEpochs = Interest.allBut(TraceEvent.Epoch.class, TraceEvent.Shown.class);
    assertFalse(noEpochs.or(updates).in(TraceEvent.Epoch.class));
    assertTrue(epochs.or(noEpochs).in(TraceEvent.Epoch.class));
    assertFalse(epochs.or(noEpochs).in(TraceEvent.Shown.class));
    assertFalse(noEpochs.or(noEpochs).in(TraceEvent.Shown.class));
    assertTrue(Interest.none().or(Interest.all()).in(TraceEvent.Shown.class));
    assertFalse(Interest.none().or(Interest.none()).in(TraceEvent.Shown.class));
  }
}
