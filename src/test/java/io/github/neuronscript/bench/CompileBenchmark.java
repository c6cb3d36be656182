package io.github.neuronscript.bench;

import io.github.neuronscript.Compilation;
import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.diagnostic.Source;
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

/** Reading and checking a script of thirty lines. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CompileBenchmark {

  static final String SCRIPT =
      """
      # Whether a loan is given, by age, income and what was borrowed before.
      define bent(z)       = (sqrt(z^2 + 1) - 1) / 2 + z
      define soft_step(z)  = 1 / (1 + exp(-bent(z)))
      let    patience      = 3
      let    least         = 0.001
      inputs        age, income, loans
      weights       random seed 7
      bias          0.1
      activation    soft_step
      loss          half_mse
      penalty       l2(0.01)
      learning rule momentum(0.9)
      learning rate 0.05
      scale         standard
      data {
        25, 18000, 2 -> 0
        47, 52000, 1 -> 1
        33, 31000, 0 -> 1
        61, 24000, 4 -> 0
        52, 70000, 1 -> 1
        29, 26000, 3 -> 0
      }
      when cost > previous_cost then learning rate = rate / 2
      once when epoch > 100 * patience and gradient_norm < least then stop
      on predict when output >= 0.5 then answer "lend" otherwise answer "ask for more"
      on predict when income < 20000 and output < 0.7 then answer "look at the income"
      train    500 epochs batch 2 shuffle seed 5 until cost < 0.05
      evaluate
      predict  40, 35000, 1
      expect   output >= 0 and output <= 1
      """;

  private final NeuronScript engine = new NeuronScript();
  private final Source source = Source.of("loans.nn", SCRIPT);

  @Benchmark
  public Compilation compile() {
    return engine.compile(source);
  }
}
