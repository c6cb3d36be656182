package io.github.neuronscript.bench;

import io.github.neuronscript.Model;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** {@link Model#predict(double...)} beside the same arithmetic by hand. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PredictBenchmark {

  @Param({"2", "10", "100"})
  public int inputs;

  private Model model;
  private double[] weights;
  private double bias;
  private double[] example;

  @Setup
  public void prepare() {
    model = ByHand.model(inputs);
    weights = ByHand.weights(inputs);
    bias = 0.1;
    example = ByHand.example(inputs);
  }

  @Benchmark
  public double model() {
    return model.predict(example);
  }

  @Benchmark
  public double loop() {
    return ByHand.loop(weights, bias, example);
  }

  @Benchmark
  public double sameOrder() {
    return ByHand.sameOrder(weights, bias, example);
  }
}
