package io.github.neuronscript.bench;

import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.Program;
import io.github.neuronscript.Result;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.trace.TraceLevel;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A training of 1,000 epochs over 100 examples that nobody hears, somebody, or at every step. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ListenerBenchmark {

  /** How many {@link #everyStep} tells; {@link #prepare} holds it. */
  private static final int EVENTS = 2215;

  private Program training;
  private Program steps;
  private long heard;

  private static Program program(String train) {
    StringBuilder script = new StringBuilder("inputs x1, x2\ndata {\n");
    for (int i = 0; i < 100; i++) {
      script.append(i % 7).append(", ").append(i % 5).append(" -> ").append(i % 2).append('\n');
    }
    return new NeuronScript()
        .compileOrThrow(Source.of("benchmark.nn", script + "}\nlearning rate 0.01\n" + train));
  }

  @Setup
  public void prepare() {
    training = program("train 1000 epochs");
    steps = program("set trace full\ntrain 10 epochs batch 10");
    everyStep();
    if (heard != EVENTS) {
      throw new IllegalStateException(heard + " events");
    }
  }

  @Benchmark
  public Result nobody() {
    return training.run(Options.defaults().trace(TraceLevel.NONE));
  }

  @Benchmark
  public Result idle() {
    return training.run(Options.defaults().listener(event -> {}));
  }

  @Benchmark
  public Result counting() {
    return training.run(Options.defaults().listener(event -> heard++));
  }

  /** For one event, with the arithmetic that it tells of. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public Result everyStep() {
    return steps.run(Options.defaults().listener(event -> heard++));
  }
}
