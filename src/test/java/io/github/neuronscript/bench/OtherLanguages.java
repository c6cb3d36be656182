package io.github.neuronscript.bench;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import io.github.neuronscript.Model;
import io.github.neuronscript.formula.Transcendental;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.commons.jexl3.JexlBuilder;
import org.apache.commons.jexl3.JexlContext;
import org.apache.commons.jexl3.JexlScript;
import org.apache.commons.jexl3.MapContext;
import org.apache.commons.jexl3.introspection.JexlPermissions;
import org.mvel2.MVEL;
import org.mvel2.ParserContext;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One neuron with two inputs, by other languages for the JVM, each compiled once and given its
 * inputs in the way that is quickest for it. Compiled by the profile {@code benchmark} alone.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class OtherLanguages {

  private double x1 = 0.5;
  private double x2 = 0.75;

  private Model model;

  private JexlScript jexl;
  private final JexlContext empty = new MapContext();

  private Serializable mvel;

  private CelRuntime.Program cel;

  private final Map<String, Object> values = new HashMap<>();

  @Setup
  public void prepare() throws CelValidationException, CelEvaluationException {
    model = ByHand.model(2);
    values.put("x1", x1);
    values.put("x2", x2);
    jexl =
        new JexlBuilder()
            .permissions(JexlPermissions.UNRESTRICTED)
            .namespaces(Map.of("math", Transcendental.class))
            .create()
            .createScript("1.0 / (1.0 + math:exp(-(0.4 * x1 + -0.6 * x2 + 0.1)))", "x1", "x2");
    ParserContext typed = new ParserContext();
    typed.setStrongTyping(true);
    typed.addInput("x1", double.class);
    typed.addInput("x2", double.class);
    typed.addImport("Transcendental", Transcendental.class);
    mvel =
        MVEL.compileExpression(
            "1.0 / (1.0 + Transcendental.exp(-(0.4 * x1 + -0.6 * x2 + 0.1)))", typed);
    Cel engine =
        CelFactory.standardCelBuilder()
            .addVar("x1", SimpleType.DOUBLE)
            .addVar("x2", SimpleType.DOUBLE)
            .addFunctionDeclarations(
                CelFunctionDecl.newFunctionDeclaration(
                    "exp",
                    CelOverloadDecl.newGlobalOverload(
                        "exp_double", SimpleType.DOUBLE, SimpleType.DOUBLE)))
            .addFunctionBindings(
                CelFunctionBinding.from("exp_double", Double.class, Transcendental::exp))
            .build();
    cel =
        engine.createProgram(
            engine.compile("1.0 / (1.0 + exp(-(0.4 * x1 + -0.6 * x2 + 0.1)))").getAst());
    double expected = ByHand.two(x1, x2);
    for (Object result : new Object[] {neuronScript(), jexl(), mvel(), cel()}) {
      if (!result.equals(expected)) {
        throw new IllegalStateException(result + " is not " + expected);
      }
    }
  }

  @Benchmark
  public double neuronScript() {
    return model.predict(x1, x2);
  }

  @Benchmark
  public double byHand() {
    return ByHand.two(x1, x2);
  }

  @Benchmark
  public Object jexl() {
    return jexl.execute(empty, x1, x2);
  }

  @Benchmark
  public Object mvel() {
    values.put("x1", x1);
    values.put("x2", x2);
    return MVEL.executeExpression(mvel, values);
  }

  @Benchmark
  public Object cel() throws CelEvaluationException {
    values.put("x1", x1);
    values.put("x2", x2);
    return cel.eval(values);
  }
}
