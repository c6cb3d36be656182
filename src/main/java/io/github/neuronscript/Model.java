package io.github.neuronscript;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.formula.BlockEvaluator;
import io.github.neuronscript.formula.Compiled;
import io.github.neuronscript.formula.Evaluator;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Comparison;
import io.github.neuronscript.formula.Expression.Text;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.neuron.Summation;
import io.github.neuronscript.session.CompiledAnswer;
import io.github.neuronscript.trace.Fitted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A neuron with its decision rules, to be applied. Inputs are in the units of the data: what {@code
 * scale} learnt is done here. Computes in doubles, with the bits that a script gives. Immutable,
 * and safe to share between threads without any lock; functions of the host have to be, too, and
 * where one throws anything, so does every method here that calls it: a {@link ScriptException}
 * with that as the cause.
 */
public final class Model {

  private static final double[] NONE = new double[0];

  private final Fitted fitted;
  private final double[] weights;
  private final double[] offset;
  private final double[] divisor;
  private final double bias;
  private final Compiled output;
  private final BlockEvaluator outputs;
  private final List<String> inputs;
  private final Rule[] rules;

  /**
   * A rule whose condition and answers are functions of z, ŷ and the inputs.
   *
   * @param then what is answered if it holds, or null
   * @param otherwise what is answered if it does not, or null
   */
  private record Rule(
      String label,
      String condition,
      Compiled holds,
      Name[] reads,
      CompiledAnswer then,
      CompiledAnswer otherwise) {}

  /**
   * A name in a condition.
   *
   * @param held its value where it does not depend on the example, or null
   * @param place where it is else: 0 for z, 1 for ŷ, and then the inputs
   */
  private record Name(String name, Double held, int place) {

    Double value(double z, double[] others) {
      return held != null ? held : (Double) (place == 0 ? z : others[place - 1]);
    }
  }

  Model(Fitted fitted) {
    this.fitted = fitted;
    this.weights = fitted.weights().clone();
    this.offset = fitted.offset().clone();
    this.divisor = fitted.divisor().clone();
    this.bias = fitted.bias();
    this.output = Compiled.of(List.of(Fitted.Z), fitted.output());
    this.outputs = BlockEvaluator.of(List.of(Fitted.Z), List.of(fitted.output()));
    this.inputs = fitted.inputs().stream().map(Fitted.Input::name).toList();
    List<Expression> leaves = new ArrayList<>(List.of(Fitted.Z, Fitted.OUTPUT));
    inputs.forEach(name -> leaves.add(new Variable(name, Variable.Role.INPUT)));
    this.rules = fitted.rules().stream().map(rule -> compiled(rule, leaves)).toArray(Rule[]::new);
  }

  private Rule compiled(Fitted.Rule rule, List<Expression> leaves) {
    Map<String, Name> names = new LinkedHashMap<>();
    rule.written()
        .each(
            e -> {
              if (e instanceof Variable v) {
                int place =
                    v.equals(Fitted.Z)
                        ? 0
                        : v.equals(Fitted.OUTPUT) ? 1 : 2 + inputs.indexOf(v.name());
                names.put(v.name(), new Name(v.name(), rule.held().get(v.name()), place));
              }
            });
    return new Rule(
        rule.label(),
        FormulaWriter.source(rule.written()),
        Compiled.of(leaves, rule.condition()),
        names.values().toArray(Name[]::new),
        rule.then().map(a -> CompiledAnswer.of(a, leaves, fitted.digits())).orElse(null),
        rule.otherwise().map(a -> CompiledAnswer.of(a, leaves, fitted.digits())).orElse(null));
  }

  /** Returns the names of the inputs, in the order of {@link #predict(double...)}. */
  public List<String> inputs() {
    return inputs;
  }

  /**
   * Returns the weights, in the order of the inputs. Where inputs are scaled, they are of those.
   */
  public double[] weights() {
    return weights.clone();
  }

  /** Returns the bias; 0 where there is none. */
  public double bias() {
    return bias;
  }

  /**
   * Returns ŷ for one example. Allocates nothing but the array that a call with single numbers
   * makes.
   *
   * @param values one for each input, in their order and in the units of the data; a NaN gives NaN
   * @throws IllegalArgumentException if they are more or fewer than the inputs
   */
  public double predict(double... values) {
    Objects.requireNonNull(values, "values");
    check(values.length);
    return output(z(values, 0));
  }

  /**
   * Returns ŷ for one example.
   *
   * @param values by the names of the inputs, or of the columns that they are computed from:
   *     numbers, truths (1 and 0), and texts for columns of texts
   * @throws IllegalArgumentException if one is missing or of another kind
   */
  public double predict(Map<String, ?> values) {
    Objects.requireNonNull(values, "values");
    return predict(values(values));
  }

  /**
   * Computes ŷ for many examples.
   *
   * @param values row after row, as many to a row as there are inputs
   * @param outputs is filled from its beginning, one number for each row
   * @throws IllegalArgumentException if the rows are not whole, or the outputs too few
   */
  public void predictAll(double[] values, double[] outputs) {
    Objects.requireNonNull(values, "values");
    Objects.requireNonNull(outputs, "outputs");
    int n = weights.length;
    int rows = n == 0 ? 0 : values.length / n;
    if (rows * (long) n != values.length || outputs.length < rows) {
      throw new IllegalArgumentException(
          values.length + " values in rows of " + n + " for " + outputs.length + " outputs");
    }
    BlockEvaluator.Workspace block = this.outputs.newWorkspace();
    double[] z = block.input(0);
    for (int start = 0; start < rows; start += BlockEvaluator.ROWS) {
      int count = Math.min(BlockEvaluator.ROWS, rows - start);
      if (n == 1 && offset.length == 0) {
        // In loops over whole arrays, which compilers make vectors of; 0 as a dot product begins.
        System.arraycopy(values, start, z, 0, count);
        double w = weights[0];
        double b = bias;
        for (int i = 0; i < count; i++) {
          z[i] = 0.0 + w * z[i] + b;
        }
      } else {
        for (int i = 0; i < count; i++) {
          z[i] = z(values, (start + i) * n);
        }
      }
      try {
        block.evaluate(count);
      } catch (HostFunction.Failed e) {
        throw failed(e);
      }
      System.arraycopy(block.output(0), 0, outputs, start, count);
    }
  }

  private double output(double z) {
    try {
      return output.at(z, NONE);
    } catch (HostFunction.Failed e) {
      throw failed(e);
    }
  }

  private static ScriptException failed(HostFunction.Failed e) {
    Diagnostic error =
        Diagnostic.error(
            Code.HOST_FUNCTION_FAILED, "a function of the application failed: `" + e.call() + "`");
    return new ScriptException(List.of(error), e.getCause());
  }

  private double z(double[] values, int from) {
    return offset.length == 0
        ? Summation.dot(weights, 0, values, from, weights.length) + bias
        : Summation.dotScaled(weights, values, from, offset, divisor) + bias;
  }

  private void check(int count) {
    if (count != weights.length) {
      throw new IllegalArgumentException(
          "the model has " + weights.length + " inputs, and there are " + count + " values");
    }
  }

  /**
   * Returns ŷ with what the decision rules answer, and what each input contributed. Of the rules
   * only their answers count: nothing is printed.
   *
   * @param values as for {@link #predict(double...)}
   * @throws IllegalArgumentException if they are more or fewer than the inputs
   */
  public Decision decide(double... values) {
    Objects.requireNonNull(values, "values");
    check(values.length);
    double z = z(values, 0);
    double out = output(z);
    List<Decision.Fired> fired = rules.length == 0 ? List.of() : answers(z, out, values);
    return new Decision(
        out,
        z,
        fired.isEmpty() ? Optional.empty() : Optional.of(fired.get(0).answer()),
        fired,
        contributions(values),
        bias);
  }

  /**
   * Returns the same for values by their names.
   *
   * @param values as for {@link #predict(Map)}
   * @throws IllegalArgumentException if one is missing or of another kind
   */
  public Decision decide(Map<String, ?> values) {
    Objects.requireNonNull(values, "values");
    return decide(values(values));
  }

  private List<Decision.Fired> answers(double z, double out, double[] values) {
    try {
      return fired(z, out, values);
    } catch (HostFunction.Failed e) {
      throw failed(e);
    }
  }

  private List<Decision.Fired> fired(double z, double out, double[] values) {
    double[] others = new double[values.length + 1];
    others[0] = out;
    System.arraycopy(values, 0, others, 1, values.length);
    Decision.Fired[] fired = new Decision.Fired[rules.length];
    int count = 0;
    for (Rule rule : rules) {
      boolean holds = rule.holds().holdsAt(z, others);
      CompiledAnswer answer = holds ? rule.then() : rule.otherwise();
      if (answer != null) {
        fired[count++] =
            new Decision.Fired(
                rule.label(),
                rule.condition(),
                read(rule.reads(), z, others),
                holds,
                answer.text(z, others));
      }
    }
    return List.of(count == fired.length ? fired : Arrays.copyOf(fired, count));
  }

  private static Map<String, Double> read(Name[] names, double z, double[] others) {
    return switch (names.length) {
      case 0 -> Map.of();
      case 1 -> Map.of(names[0].name(), names[0].value(z, others));
      case 2 ->
          Map.of(
              names[0].name(), names[0].value(z, others),
              names[1].name(), names[1].value(z, others));
      default -> {
        Map<String, Double> read = new HashMap<>();
        for (Name name : names) {
          read.put(name.name(), name.value(z, others));
        }
        yield read;
      }
    };
  }

  private List<Decision.Contribution> contributions(double[] values) {
    Decision.Contribution[] contributions = new Decision.Contribution[values.length];
    for (int i = 0; i < values.length; i++) {
      double scaled = offset.length == 0 ? values[i] : (values[i] - offset[i]) / divisor[i];
      contributions[i] =
          new Decision.Contribution(
              inputs.get(i), values[i], scaled, weights[i], weights[i] * scaled);
    }
    return List.of(contributions);
  }

  private double[] values(Map<String, ?> given) {
    double[] values = new double[weights.length];
    for (int i = 0; i < values.length; i++) {
      Fitted.Input input = fitted.inputs().get(i);
      values[i] =
          given.containsKey(input.name()) || input.columns().isEmpty()
              ? number(input.name(), given)
              : computed(input.columns().get(), given);
    }
    return values;
  }

  private double computed(Expression formula, Map<String, ?> given) {
    Expression numbers =
        formula.rewrite(
            e ->
                e instanceof Comparison c && c.right() instanceof Text text
                    ? truth(c, text.value().equals(text(c.left(), given)))
                    : e);
    try {
      return Evaluator.value(numbers, leaf -> number(((Variable) leaf).name(), given));
    } catch (HostFunction.Failed e) {
      throw failed(e);
    }
  }

  private static Expression truth(Comparison c, boolean equal) {
    return equal == (c.relation() == Comparison.Relation.EQUAL)
        ? Expression.Constant.TRUE
        : Expression.Constant.FALSE;
  }

  private Object text(Expression column, Map<String, ?> given) {
    String name = ((Variable) column).name();
    Object value = given.get(name);
    if (value == null) {
      throw missing(name, given);
    }
    return value.toString();
  }

  private double number(String name, Map<String, ?> given) {
    Object value = given.get(name);
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    if (value == null) {
      throw missing(name, given);
    }
    throw new IllegalArgumentException("`" + name + "` is no number: " + value);
  }

  private IllegalArgumentException missing(String name, Map<String, ?> given) {
    if (given.containsKey(name)) {
      return new IllegalArgumentException("`" + name + "` is null");
    }
    Set<String> names = new TreeSet<>(given.keySet());
    return new IllegalArgumentException(
        "no value for `" + name + "` among " + names + "; the model reads " + inputs);
  }
}
