package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.formula.SplitMix;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.render.Plot;
import io.github.neuronscript.render.SvgPlot;
import io.github.neuronscript.trace.Interest;
import io.github.neuronscript.trace.Pace;
import io.github.neuronscript.trace.TraceEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers of a plot, and the file it is written to. */
class PlottingTest {

  private static final String OR =
      """
      inputs x1, x2
      data { 0, 0 -> 0; 0, 1 -> 1; 1, 0 -> 1; 1, 1 -> 1 }
      learning rate 2
      """;

  @TempDir Path folder;

  private final List<Plot> plots = new ArrayList<>();

  private final Options options =
      Options.defaults()
          .listener(
              event -> plots.add(Plot.of((TraceEvent.Plotted) event)),
              Interest.of(TraceEvent.Plotted.class));

  private Plot plot(String script) {
    Result result = new NeuronScript().run(Source.of("p.nn", script), options);
    assertEquals(List.of(), result.diagnostics(), script);
    return plots.get(plots.size() - 1);
  }

  private Result run(String script, Options with) {
    return new NeuronScript().run(Source.of("p.nn", script), with);
  }

  private Session.Text only(String statement) {
    return Session.read(Source.of("q.nn", statement), options).statements().get(0);
  }

  /** Every epoch is there; the last is that which `cost` reads. */
  @Test
  void hasTheCostOfEveryEpoch() {
    Map<Long, Double> costs = new HashMap<>();
    Options hearing =
        Options.defaults()
            .progress(
                (epoch, done, planned, cost) -> {
                  costs.put(epoch, cost);
                  return false;
                })
            .listener(options.listener(), options.interest());
    Result result = run(OR + "train 30 epochs\ntrain 50 epochs\nplot cost", hearing);
    Plot.Curve curve = plots.get(0).curves().get(0);
    assertEquals(80, curve.xs().size());
    for (int i = 0; i < 80; i++) {
      assertEquals(i + 1, curve.xs().get(i));
    }
    assertEquals(result.value("cost").orElseThrow(), curve.ys().get(79));
    assertEquals(costs.get(10L), curve.ys().get(9));
    assertEquals(costs.get(40L), curve.ys().get(39));
  }

  @ParameterizedTest
  @CsvSource({"1023,1", "1024,2", "2046,2", "2047,4", "5000,8", "100001,128"})
  void thinsManyEpochsEvenly(long epochs, int stride) {
    Vector kept = plot(OR + "train " + epochs + " epochs\nplot cost").curves().get(0).xs();
    assertEquals(1, kept.get(0));
    assertEquals(1 + stride, kept.get(1));
    assertEquals((double) epochs, kept.get(kept.size() - 1));
    assertTrue(kept.size() <= 1024, kept.size() + " epochs are drawn");
    for (int i = 2; i < kept.size() - 1; i++) {
      assertEquals(stride, kept.get(i) - kept.get(i - 1), 0, "behind " + kept.get(i - 1));
    }
  }

  /** However a training was gone through, its costs are the same, bit for bit. */
  @Test
  void hasTheSameCostsAfterBackAndAfterPauses() {
    Plot straight = plot(OR + "train 1500 epochs\nplot cost");
    assertEquals(
        straight, plot(OR + "train 1500 epochs\ntrain 700 epochs\nback\nplot cost"), "back");
    assertEquals(
        straight, plot(OR + "train 90 epochs\nreset\ntrain 1500 epochs\nplot cost"), "reset");
    Session session = new NeuronScript().newSession(options);
    session.run(Source.of("p.nn", OR));
    Pace tired = (epoch, done, planned, cost) -> done % 400 == 0;
    Session.Text training = only("train 1500 epochs");
    Session.Point before = session.point();
    Result result = session.run(training, tired);
    Session.Point paused = session.point();
    while (session.unfinished().isPresent()) {
      result = session.resume(tired);
    }
    assertEquals(Result.Status.FINISHED, result.status());
    session.run(Source.of("q.nn", "plot cost"));
    assertEquals(straight, plots.get(plots.size() - 1), "with pauses");
    session.restore(paused);
    while (session.unfinished().isPresent()) {
      session.resume(Pace.THROUGH);
    }
    session.run(Source.of("q.nn", "plot cost"));
    assertEquals(straight, plots.get(plots.size() - 1), "from a point");
    session.restore(before);
    assertEquals(
        Code.NOTHING_TO_PLOT,
        session.run(Source.of("q.nn", "plot cost")).diagnostics().get(0).code());
  }

  /** Asking moves no time: `back` undoes what was before. */
  @Test
  void isAQuestion() {
    Session.Text plot = only("plot cost");
    assertTrue(plot.isQuestion());
    assertFalse(plot.isUndoable());
    String script = OR + "train 10 epochs\nlet k = 1\nplot boundary\nback\nshow epoch";
    assertEquals(10, run(script, options).value("epoch").orElseThrow());
  }

  /** The bands say of a place what the neuron says of it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "activation sigmoid; weights 3, -2; bias 0.4",
        "activation tanh; weights -3, 1; bias 0; threshold -0.2",
        "activation step; weights 1, 1; bias -1",
        "define wave(z) = sin(3 * z); activation wave; weights 2, 1; bias 0.1; threshold 0.3",
        "define bump(z) = exp(-z^2); activation bump; weights 2, -1; bias 0.1; threshold 0.6",
        "activation gelu; weights -4, 2; bias 0.1; threshold -0.1",
        "scale standard; weights 1, 2; bias 0.2",
        "scale minmax; weights -1, 2; bias -0.2; set numbers exact; activation linear",
        "weights 0, 0; bias 1",
        "weights 0, 0; bias -1",
        "weights 0, 3; bias none"
      })
  void drawsTheBoundaryWhereTheNeuronDecides(String neuron) {
    String script =
        "inputs u, v\n"
            + neuron
            + "\ndata { -1, 2 -> 0; 3, 4 -> 1; 2, -1 -> 1; 0.5, 0.25 -> 0 }\nplot boundary";
    Result result = run(script, options);
    assertEquals(List.of(), result.diagnostics(), script);
    Plot plot = plots.get(0);
    Plot.Boundary boundary = plot.boundary().orElseThrow();
    Model model = result.model().orElseThrow();
    SplitMix random = new SplitMix(3);
    int near = 0;
    for (int i = 0; i < 2000; i++) {
      double u = between(plot.across(), random.unit());
      double v = between(plot.up(), random.unit());
      double z = boundary.w1() * u + boundary.w2() * v + boundary.bias();
      boolean atAnEnd =
          boundary.bands().stream()
              .anyMatch(b -> Math.abs(z - b.from()) < 1e-9 || Math.abs(z - b.to()) < 1e-9);
      near += atAnEnd ? 1 : 0;
      boolean inside = boundary.bands().stream().anyMatch(b -> z >= b.from() && z <= b.to());
      assertTrue(
          atAnEnd || inside == (model.predict(u, v) >= boundary.threshold()),
          neuron + " at " + u + ", " + v);
    }
    assertTrue(near < 10, near + " of 2000 places lie on a line");
  }

  private static double between(Plot.Axis axis, double part) {
    return axis.from() + (axis.to() - axis.from()) * part;
  }

  /** With a function of the host, f is drawn, and f′ where the host gives it. */
  @Test
  void drawsFunctionsOfTheHost() {
    HostFunction root = HostFunction.of("root", z -> Math.sqrt(Math.abs(z)));
    Options hosted = options.functions(root);
    assertEquals(List.of(), run("activation root\nplot activation", hosted).diagnostics());
    Vector slopes = plots.get(0).curves().get(1).ys();
    assertTrue(Double.isNaN(slopes.get(7)), "it has no derivative");
    assertEquals(2, plots.get(0).curves().get(0).ys().get(80), 1e-12);
    HostFunction broken =
        HostFunction.of(
            "broken",
            z -> {
              throw new IllegalStateException("no");
            });
    Result failed = run("activation broken\nplot activation", options.functions(broken));
    assertEquals(List.of(), failed.diagnostics());
    assertTrue(Double.isNaN(plots.get(1).curves().get(0).ys().get(7)), "it has no value");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "define f(z) = 1 / z; activation f; plot activation",
        "define f(z) = exp(exp(exp(z))); activation f; plot activation",
        "define f(z) = sqrt(z); activation f; plot activation",
        "inputs x = 1e300; weights 1e5; activation sigmoid; plot activation",
        "inputs x; data { 1e308 -> 0; -1e308 -> 1 }; plot data",
        "inputs x; data { 5 -> 7 }; plot data",
        "inputs x, y1; data { 5e-324, 0 -> 1e300; 0, 1e300 -> -1e300 }; plot data",
        "inputs x, y1; data { 1, 1 -> 1 }; train 1; plot cost; plot boundary",
        "inputs x; data { 1 -> 1e150 }; activation linear; learning rate 1e-300; train 2; plot cost"
      })
  void drawsWhatIsFinite(String script) {
    Plot plot = plot(script.replace("; ", "\n"));
    String svg = SvgPlot.svg(plot);
    assertFalse(svg.contains("nan") || svg.contains("inf\""), svg);
    assertTrue(svg.length() < 100_000, svg.length() + " characters");
  }

  @Test
  void drawsSomeOfAMillionRows() {
    int rows = 1_000_000;
    double[] x = new double[rows];
    double[] y = new double[rows];
    for (int i = 0; i < rows; i++) {
      x[i] = i;
      y[i] = i % 2;
    }
    Map<String, double[]> columns = new LinkedHashMap<>();
    columns.put("a", x);
    columns.put("b", x);
    columns.put("y", y);
    Options with = options.data(Map.of("rows", DataRows.columns(columns)));
    Result result = run("inputs a, b\ntarget y\ndata from rows\nplot data", with);
    assertEquals(List.of(), result.diagnostics());
    assertEquals(rows, plots.get(0).rows());
    assertEquals(2000, plots.get(0).drawn());
    assertEquals(0, plots.get(0).groups().get(0).xs().get(0));
    assertEquals(500, plots.get(0).groups().get(0).xs().get(1));
  }

  @Test
  void writesAFileAsAWhole() throws IOException {
    Options writing =
        options.files(FilePolicy.none().writing(folder)).painter(plot -> plot.kind() + " ŷ\n");
    assertEquals(List.of(), run(OR + "plot data to \"d.svg\"", writing).diagnostics());
    assertEquals("data ŷ\n", Files.readString(folder.resolve("d.svg")));
    Result refused = run(OR + "plot data to \"../d.svg\"", writing);
    assertEquals(Code.FILE_REFUSED, refused.diagnostics().get(0).code());
    Options broken =
        writing.painter(
            plot -> {
              throw new IllegalStateException("no ink");
            });
    assertThrows(IllegalStateException.class, () -> run(OR + "plot data to \"d.svg\"", broken));
    assertEquals("data ŷ\n", Files.readString(folder.resolve("d.svg")));
    Options endless = writing.painter(plot -> "x".repeat(5_000_000)).limits(Limits.untrusted());
    Result tooLong = run(OR + "plot data to \"e.svg\"", endless);
    assertEquals(Result.Status.LIMIT, tooLong.status());
    assertFalse(Files.exists(folder.resolve("e.svg")));
  }

  @Test
  void saysWhatIsMissingToWriteAFile() {
    Options writing = options.files(FilePolicy.none().writing(folder));
    Result result = run(OR + "plot data to \"d.svg\"", writing);
    assertEquals(Code.NO_PAINTER, result.diagnostics().get(0).code());
    assertEquals(Optional.empty(), writing.painter());
    assertEquals(List.of(), plots);
  }

  @Test
  void anAxisHasTwoEnds() {
    assertThrows(
        IllegalArgumentException.class, () -> new Plot.Axis("x", 1, 1, false), "no length");
    assertThrows(
        IllegalArgumentException.class, () -> new Plot.Axis("x", Double.NaN, 1, false), "no end");
    assertThrows(
        IllegalArgumentException.class, () -> new Plot.Axis("x", 0, 1, true), "no logarithm");
  }
}
