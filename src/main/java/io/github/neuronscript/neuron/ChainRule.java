package io.github.neuronscript.neuron;

import io.github.neuronscript.formula.BlockEvaluator;
import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Derivative;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.Simplifier;
import java.util.List;
import java.util.Optional;

/**
 * The formulas of a neuron behind its weighted sum z, and their derivatives: ŷ = f(z), L = loss(y,
 * ŷ), ∂L/∂z = ∂L/∂ŷ · ∂ŷ/∂z. Where loss and activation together simplify to a form in z (sigmoid
 * with cross entropy: softplus(z) − y·z, and ŷ − y for the derivative), that form is computed,
 * because it stays right where the factors overflow. Immutable.
 */
public final class ChainRule {

  public static final Variable Z = Variable.quantity("z");
  public static final Variable OUTPUT = Variable.quantity("output");
  public static final Variable TARGET = Variable.quantity("target");
  public static final Variable LOSS = Variable.quantity("loss");

  private final Expression output;
  private final Expression loss;
  private final Optional<Expression> lossByOutput;
  private final Optional<Expression> outputByZ;
  private final Expression lossByZ;
  private final BlockEvaluator block;

  private ChainRule(
      Expression output,
      Expression loss,
      Optional<Expression> lossByOutput,
      Optional<Expression> outputByZ,
      Expression lossByZ) {
    this.output = output;
    this.loss = loss;
    this.lossByOutput = lossByOutput;
    this.outputByZ = outputByZ;
    this.lossByZ = lossByZ;
    this.block = BlockEvaluator.of(List.of(Z, TARGET), List.of(output, inZ(loss), inZ(lossByZ)));
  }

  /**
   * Returns the formulas of a neuron.
   *
   * @param output f(z), over {@link #Z}
   * @param loss over {@link #TARGET} and {@link #OUTPUT}
   * @throws Derivative.TooLarge if a derivative is too long
   */
  public static ChainRule of(Expression output, Expression loss, Simplifier simplifier) {
    Expression together = simplifier.expand(Definition.writtenOut(loss.replace(OUTPUT, output)));
    boolean collapses =
        simplifier.usesSoftplus(together)
            && !simplifier.usesSoftplus(output)
            && !simplifier.usesSoftplus(loss);
    if (collapses) {
      Expression byZ = simplifier.simplify(written(Derivative.of(together, Z, simplifier), output));
      return new ChainRule(output, together, Optional.empty(), Optional.empty(), byZ);
    }
    Expression lossBody = body(loss);
    Expression byOutput = Derivative.of(loss, OUTPUT, simplifier);
    Expression byZ = written(Derivative.of(output, Z, simplifier), output);
    return new ChainRule(
        output,
        lossBody,
        Optional.of(byOutput),
        Optional.of(byZ),
        new Expression.Product(List.of(byOutput, byZ)));
  }

  private static Expression body(Expression call) {
    return call instanceof Expression.Apply apply
        ? apply.definition().bodyWith(apply.arguments())
        : call;
  }

  /** Writes ŷ where f(z) stands, under whatever name. */
  private static Expression written(Expression formula, Expression output) {
    if (output.equals(Z)) {
      return formula;
    }
    Expression plain = Definition.writtenOut(output);
    return formula
        .replace(output, OUTPUT)
        .rewrite(
            e ->
                e instanceof Expression.Apply && Definition.writtenOut(e).equals(plain)
                    ? OUTPUT
                    : e);
  }

  private Expression inZ(Expression formula) {
    return formula.replace(OUTPUT, output);
  }

  /** f(z), over z. */
  public Expression output() {
    return output;
  }

  /** L, over y and ŷ, or over y and z where it collapsed. */
  public Expression loss() {
    return loss;
  }

  /** ∂L/∂ŷ, over y and ŷ; empty where loss and activation collapsed into one. */
  public Optional<Expression> lossByOutput() {
    return lossByOutput;
  }

  /** ∂ŷ/∂z, over z and ŷ; empty where loss and activation collapsed into one. */
  public Optional<Expression> outputByZ() {
    return outputByZ;
  }

  /** ∂L/∂z, over z, y and ŷ. */
  public Expression lossByZ() {
    return lossByZ;
  }

  /** Computes, from z and y, row by row: ŷ, L and ∂L/∂z. */
  BlockEvaluator block() {
    return block;
  }
}
