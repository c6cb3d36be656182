package io.github.neuronscript.neuron;

import io.github.neuronscript.formula.Algebra;
import io.github.neuronscript.formula.BlockEvaluator;
import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.DerivationStep;
import io.github.neuronscript.formula.Derivative;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.Kinks;
import io.github.neuronscript.formula.Simplifier;
import java.util.ArrayList;
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

  /** Largest composition of loss and activation, written out, that is tried for a simpler form. */
  private static final long LARGEST = 20_000;

  private final Expression output;
  private final Expression loss;
  private final Optional<Expression> lossByOutput;
  private final Optional<Expression> outputByZ;
  private final Expression lossByZ;
  private final Expression computedOutput;
  private final BlockEvaluator block;
  private final Optional<Kinks> outputKinks;
  private final Optional<Kinks> lossKinks;

  private ChainRule(
      Activation activation,
      Expression loss,
      Optional<Expression> lossByOutput,
      Optional<Expression> outputByZ,
      Expression lossByZ) {
    this.output = activation.shown();
    this.computedOutput = activation.computed();
    this.loss = loss;
    this.lossByOutput = lossByOutput;
    this.outputByZ = outputByZ;
    this.lossByZ = lossByZ;
    this.block =
        BlockEvaluator.of(
            List.of(Z, TARGET),
            List.of(inZ(loss), inZ(lossByZ), computedOutput, inZ(outputByZ.orElse(lossByZ))));
    // ŷ is a number of its own in the derivative, which follows z.
    this.outputKinks =
        outputByZ.map(d -> d.replace(OUTPUT, output)).map(d -> new Kinks(output, d, Z));
    this.lossKinks = lossByOutput.map(d -> new Kinks(loss, d, OUTPUT));
  }

  /**
   * f(z) as it was declared, and as it is computed: a formula of one's own that is a built-in one
   * written out, such as 1/(1 + e^−z), is computed like that one and saturates as harmlessly. A
   * derivative that was stated is that of the declared one.
   */
  private record Activation(Expression shown, Expression computed, boolean stated) {

    static Activation of(Expression call, Simplifier simplifier) {
      boolean stated =
          call instanceof Expression.Apply apply && apply.definition().stated().isPresent();
      if (Definition.writtenOutSize(call) > LARGEST) {
        return new Activation(call, call, stated);
      }
      Expression recognised = simplifier.simplify(Definition.writtenOut(call));
      boolean isBuiltIn = recognised.contains(Expression.Apply.class::isInstance);
      return new Activation(call, isBuiltIn ? recognised : call, stated);
    }

    Expression differentiated() {
      return stated ? shown : computed;
    }

    /** Whether two formulas may be the same written out: a sum in a sum may count as two. */
    private static boolean isAbout(long size, long other) {
      return size <= 2 * other && other <= 2 * size;
    }

    /** Writes ŷ where f(z) stands, under whatever name. */
    Expression named(Expression formula) {
      if (shown.equals(Z)) {
        return formula;
      }
      Expression plain = Definition.writtenOut(shown);
      long size = Definition.writtenOutSize(shown);
      return formula
          .replace(shown, OUTPUT)
          .replace(computed, OUTPUT)
          .rewrite(
              e ->
                  e instanceof Expression.Apply
                          && isAbout(Definition.writtenOutSize(e), size)
                          && Definition.writtenOut(e).equals(plain)
                      ? OUTPUT
                      : e);
    }
  }

  /**
   * Returns the formulas of a neuron.
   *
   * @param output f(z), over {@link #Z}
   * @param loss over {@link #TARGET} and {@link #OUTPUT}
   * @throws Derivative.TooLarge if a derivative is too long
   */
  public static ChainRule of(Expression output, Expression loss, Simplifier simplifier) {
    Activation activation = Activation.of(output, simplifier);
    Optional<Expression> together = together(activation, loss, simplifier);
    if (together.isPresent()) {
      Expression byZ =
          simplifier.simplify(activation.named(Derivative.of(together.get(), Z, simplifier)));
      return new ChainRule(activation, together.get(), Optional.empty(), Optional.empty(), byZ);
    }
    Expression byOutput = Derivative.of(loss, OUTPUT, simplifier);
    Expression byZ = activation.named(Derivative.of(activation.differentiated(), Z, simplifier));
    return new ChainRule(
        activation,
        body(loss),
        Optional.of(byOutput),
        Optional.of(byZ),
        new Expression.Product(List.of(byOutput, byZ)));
  }

  /** Returns L over y and z where loss and activation collapse into one form that stays finite. */
  private static Optional<Expression> together(
      Activation activation, Expression loss, Simplifier simplifier) {
    Expression composed = loss.replace(OUTPUT, activation.shown());
    if (Definition.writtenOutSize(composed) > LARGEST) {
      return Optional.empty();
    }
    Expression simplified = simplifier.simplify(Definition.writtenOut(composed));
    if (!simplifier.usesSoftplus(simplified)) {
      return Optional.empty();
    }
    Expression together = simplifier.expand(simplified);
    boolean collapses =
        simplifier.usesSoftplus(together)
            && !simplifier.usesSoftplus(activation.computed())
            && !simplifier.usesSoftplus(loss)
            && !together.contains(ChainRule::readsAFunction);
    return collapses ? Optional.of(together) : Optional.empty();
  }

  /** Whether softplus is taken of more than z, so that nothing has become simpler. */
  private static boolean readsAFunction(Expression e) {
    return e instanceof Expression.Apply apply
        && apply.arguments().get(0).contains(Expression.Apply.class::isInstance);
  }

  /**
   * One factor of the chain rule, step by step.
   *
   * @param symbol the factor as a sign, ∂L/∂ŷ
   * @param forms what is differentiated; where the loss collapses with the activation each form on
   *     the way there
   * @param steps to the factor
   */
  public record Factor(
      Expression.Partial symbol, List<DerivationStep> forms, List<DerivationStep> steps) {
    public Factor {
      forms = List.copyOf(forms);
      steps = List.copyOf(steps);
    }
  }

  /**
   * Returns the factors whose product is ∂L/∂z, each found step by step.
   *
   * @param declared the loss as it was declared
   */
  public List<Factor> derivation(Expression declared, Simplifier simplifier) {
    if (lossByOutput.isPresent() && outputByZ.isPresent()) {
      return List.of(
          factor(LOSS, OUTPUT, List.of(plain(loss)), lossByOutput.get(), simplifier),
          factor(OUTPUT, Z, List.of(plain(body(output))), outputByZ.get(), simplifier));
    }
    Expression composed = Definition.writtenOut(declared.replace(OUTPUT, output));
    List<DerivationStep> forms = new ArrayList<>();
    forms.add(plain(body(declared)));
    forms.add(step(body(declared).replace(OUTPUT, output), "ŷ put in"));
    forms.add(step(simplifier.simplify(composed), "logarithms of σ(z) are −softplus(−z)"));
    forms.add(step(loss, "multiplied out, softplus(−z) is softplus(z) − z"));
    return List.of(factor(LOSS, Z, forms, lossByZ, simplifier));
  }

  private static DerivationStep plain(Expression formula) {
    return new DerivationStep(formula, List.of());
  }

  private static DerivationStep step(Expression formula, String rule) {
    return new DerivationStep(formula, List.of(rule));
  }

  private static Factor factor(
      Variable of,
      Variable by,
      List<DerivationStep> forms,
      Expression result,
      Simplifier simplifier) {
    List<DerivationStep> steps =
        new ArrayList<>(Derivative.steps(forms.get(forms.size() - 1).formula(), by, simplifier));
    // Of ∂L/∂ŷ the ŷ is what it is taken by.
    Expression plain =
        of.equals(OUTPUT)
            ? Definition.writtenOut(result.replace(OUTPUT, forms.get(forms.size() - 1).formula()))
            : result;
    String rule = result.contains(OUTPUT::equals) ? "ŷ put in" : "as it is stated";
    Derivative.addKnown(steps, plain, result, rule);
    return new Factor(new Expression.Partial(of, by), forms, steps);
  }

  private static Expression body(Expression call) {
    return call instanceof Expression.Apply apply
        ? Algebra.withoutOnes(apply.definition().bodyWith(apply.arguments()))
        : call;
  }

  private Expression inZ(Expression formula) {
    return formula.replace(OUTPUT, computedOutput);
  }

  /** f(z) as declared, over z. */
  public Expression output() {
    return output;
  }

  /** f(z) as it is computed, over z. */
  public Expression computedOutput() {
    return computedOutput;
  }

  /** L, over y and ŷ, or over y and z where it collapsed. */
  public Expression loss() {
    return loss;
  }

  /** Where f(z) has no derivative; empty where loss and activation collapsed into one. */
  public Optional<Kinks> outputKinks() {
    return outputKinks;
  }

  /** Where the loss has no derivative by ŷ; empty where loss and activation collapsed into one. */
  public Optional<Kinks> lossKinks() {
    return lossKinks;
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

  /** Returns how many steps are taken for each example, forward and backward. */
  public long size() {
    return block.size();
  }

  /**
   * Computes, from z and y, row by row: L, ∂L/∂z, ŷ, and the factor ∂ŷ/∂z of that slope, or ∂L/∂z
   * again where it has no such factor.
   */
  BlockEvaluator block() {
    return block;
  }

  /** L and ∂L/∂z, over z and y. */
  BlockEvaluator trainingBlock() {
    return BlockEvaluator.of(List.of(Z, TARGET), List.of(inZ(loss), inZ(lossByZ)));
  }

  /** ∂L/∂z alone, over z and y. */
  BlockEvaluator slopeBlock() {
    return BlockEvaluator.of(List.of(Z, TARGET), List.of(inZ(lossByZ)));
  }

  /** L alone, over z and y. */
  BlockEvaluator lossBlock() {
    return BlockEvaluator.of(List.of(Z, TARGET), List.of(inZ(loss)));
  }
}
