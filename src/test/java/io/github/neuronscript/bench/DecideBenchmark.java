package io.github.neuronscript.bench;

import io.github.neuronscript.Decision;
import io.github.neuronscript.Model;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A decision with two rules, of which both answer, beside the same facts by hand. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DecideBenchmark {

  private final Model model = ByHand.model(ByHand.DECISION);
  private double x1 = 0.5;
  private double x2 = 1.25;

  @Benchmark
  public Decision model() {
    return model.decide(x1, x2);
  }

  @Benchmark
  public Decision byHand() {
    return ByHand.decide(x1, x2);
  }
}
