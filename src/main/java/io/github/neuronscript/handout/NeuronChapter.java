package io.github.neuronscript.handout;

import io.github.neuronscript.formula.Algebra;
import io.github.neuronscript.formula.DerivationStep;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.Function;
import io.github.neuronscript.formula.Notations;
import io.github.neuronscript.handout.Equation.Step;
import io.github.neuronscript.render.ConventionsText;
import io.github.neuronscript.trace.Derivation;
import io.github.neuronscript.trace.NeuronKinks;
import io.github.neuronscript.trace.NeuronView;
import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The formulas of a neuron, what has to be agreed on, and how the gradient is derived. */
final class NeuronChapter {

  private static final Variable ONE_WEIGHT = Variable.parameter("wᵢ");

  private final Draft draft;
  private boolean judges;

  NeuronChapter(Draft draft) {
    this.draft = draft;
  }

  /** The page trains or judges the neuron, so that batches and classes matter. */
  void judges() {
    judges = true;
  }

  /** Writes the formulas of a neuron and what has to be agreed on. */
  void model(NeuronView view) {
    List<Equation> rows = new ArrayList<>();
    Variable z = Variable.quantity("z");
    Variable output = Variable.quantity("output");
    Variable loss = Variable.quantity("loss");
    Variable cost = Variable.quantity("cost");
    view.scaling()
        .ifPresent(
            scaling -> {
              Variable x = Variable.parameter("x");
              Expression formula =
                  new Expression.Quotient(
                      Expression.Sum.of(x, new Expression.Negation(Variable.quantity("offset"))),
                      Variable.quantity("divisor"));
              rows.add(row(Variable.parameter("x′"), "each input is scaled", Formula.of(formula)));
            });
    rows.add(row(z, "the weighted sum", Formula.of(weightedSum(view))));
    rows.add(
        row(
            output,
            "the output, by " + named(view.activation(), "the activation"),
            written(view.activation())));
    boolean half = view.loss() instanceof Expression.Apply a && a.definition().name().equals("mse");
    rows.add(
        row(
            loss,
            "the loss of one example, "
                + named(view.loss(), "a formula")
                + (half ? ", without ½" : ""),
            written(view.loss())));
    List<Formula> mean = new ArrayList<>(mean(view));
    mean.add(Formula.of(loss));
    if (view.penalty().isPresent()) {
      mean.add(new Formula.Sign("+"));
      mean.add(Formula.of(Variable.parameter("P")));
    }
    rows.add(
        row(
            cost,
            view.meanCost()
                ? "the cost, the mean over a batch of m examples"
                : "the cost, the sum over a batch",
            new Formula.Side(mean)));
    view.penalty()
        .ifPresent(
            p ->
                rows.add(
                    row(
                        Variable.parameter("P"),
                        "the penalty, over the weights",
                        Formula.Side.of(new Formula.Sign("Σ"), Formula.of(p.call())),
                        Formula.Side.of(new Formula.Sign("Σ"), summand(p.formula())))));
    String learning = view.rule().name().orElse("the learning rule");
    Expression.Partial gradient = new Expression.Partial(cost, Variable.quantity("w"));
    for (NeuronView.Line line : view.rule().lines()) {
      Expression formula =
          line.formula()
              .replace(Variable.quantity("gradient"), gradient)
              .replace(Variable.quantity("updates"), view.updates());
      rows.add(
          new Equation(
              List.of(Formula.of(line.name())),
              List.of(new Step("←", Formula.of(formula))),
              learning));
      learning = "";
    }
    draft.add(new Block.Equations(rows));
    List<String> remarks = new ArrayList<>();
    if (view.scaling().isPresent()) {
      remarks.add(
          "the sign ′ behind an input, as in x′, says that it is scaled; it is no derivative");
    }
    remarks.add("the weights all change at once, from their old values");
    view.bias()
        .ifPresentOrElse(
            b ->
                remarks.add(
                    view.biasLearns()
                        ? "the bias learns as a weight of input 1"
                        : "the bias is fixed"),
            () -> remarks.add("there is no bias"));
    if (view.rule().isOnlyOnMistakes()) {
      remarks.add("the weights change only where ŷ ≠ y");
    }
    boolean rate =
        view.rule().lines().stream()
            .anyMatch(l -> l.formula().contains(Variable.quantity("rate")::equals));
    if (rate) {
      remarks.add("α is the learning rate");
    }
    if (judges) {
      remarks.addAll(ConventionsText.ofPage(view, Notations.TEXT));
    } else {
      for (NeuronKinks.Kink kink : NeuronKinks.all(view)) {
        remarks.add(draft.kink(kink));
      }
    }
    draft.add(new Block.Items(remarks.stream().map(r -> Phrase.of(Draft.sentence(r))).toList()));
  }

  private static String named(Expression call, String otherwise) {
    return call instanceof Expression.Apply apply
        ? "the function `" + apply.definition().name() + "`"
        : otherwise;
  }

  private static Equation row(Expression symbol, String remark, Formula... formulas) {
    List<Step> steps = new ArrayList<>();
    for (Formula formula : formulas) {
      steps.add(new Step("=", formula));
    }
    return new Equation(List.of(Formula.of(symbol)), steps, remark);
  }

  private static Formula[] written(Expression call) {
    Expression body = body(call);
    return body.equals(call)
        ? new Formula[] {Formula.of(call)}
        : new Formula[] {Formula.of(call), Formula.of(body)};
  }

  private static Expression body(Expression call) {
    return call instanceof Expression.Apply apply
        ? Algebra.withoutOnes(apply.definition().bodyWith(apply.arguments()))
        : call;
  }

  private static Formula summand(Expression formula) {
    return formula instanceof Expression.Sum
        ? Formula.Side.of(new Formula.Sign("("), Formula.of(formula), new Formula.Sign(")"))
        : Formula.of(formula);
  }

  private static List<Formula> mean(NeuronView view) {
    Formula sum = new Formula.Sign("Σ");
    return view.meanCost()
        ? List.of(
            new Formula.Factor(new Expression.Quotient(Algebra.number(1), Variable.parameter("m"))),
            sum)
        : List.of(sum);
  }

  private Expression weightedSum(NeuronView view) {
    int n = view.inputs().size();
    String prime = view.scaling().isPresent() ? "′" : "";
    List<Expression> terms = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      boolean shown = n <= Math.max(5, draft.settings().terms()) || i < 3 || i == n - 1;
      if (shown) {
        terms.add(
            Expression.Product.of(
                new Variable(view.weights().get(i), Variable.Role.WEIGHT),
                new Variable(view.inputs().get(i) + prime, Variable.Role.INPUT)));
      } else if (i == 3) {
        terms.add(Derivation.ELLIPSIS);
      }
    }
    view.bias().ifPresent(b -> terms.add(new Variable(b, Variable.Role.BIAS)));
    return terms.size() == 1 ? terms.get(0) : new Expression.Sum(terms);
  }

  /** Writes how the gradient is derived. */
  void neuronDerived(TraceEvent.NeuronDerived e) {
    draft.say(
        "The chain rule takes the cost apart into factors, and each is derived line by line.");
    List<Equation> rows = new ArrayList<>();
    NeuronView view = e.neuron();
    if (!view.rule().readsGradient()) {
      draft.say("the learning rule here does not read the gradient: it has a formula of its own");
    }
    if (view.scaling().isPresent()) {
      draft.say(
          "behind brackets ′ is a derivative, as in (…)′; behind an input, as in xᵢ′, it says that this is scaled");
    }
    softplus(e)
        .filter(row -> draft.isNew("softplus"))
        .ifPresent(row -> draft.add(new Block.Equations(List.of(row))));
    for (TraceEvent.NeuronDerived.Factor factor : e.factors()) {
      rows.addAll(steps(Formula.of(factor.symbol().of()), factor.forms()));
      rows.addAll(steps(Formula.of(factor.symbol()), factor.steps()));
    }
    String prime = view.scaling().isPresent() ? "′" : "";
    Variable weight = Variable.parameter("wᵢ");
    Variable input = Variable.parameter("xᵢ" + prime);
    Variable z = Variable.quantity("z");
    rows.add(
        new Equation(
            List.of(Formula.of(new Expression.Partial(z, weight))),
            List.of(new Step("=", Formula.of(input))),
            "sum rule, constant factor"));
    view.penalty().ifPresent(p -> penalty(p, e, rows));
    rows.add(gradient(weight, input, e));
    if (view.biasLearns()) {
      Variable bias = new Variable(view.bias().orElseThrow(), Variable.Role.BIAS);
      rows.add(
          new Equation(
              List.of(Formula.of(new Expression.Partial(z, bias))),
              List.of(new Step("=", Formula.of(Algebra.number(1)))),
              "sum rule"));
      rows.add(gradient(bias, Algebra.number(1), e));
    }
    draft.add(new Block.Equations(rows));
    draft.kinks(NeuronKinks.all(view));
    view.penalty().ifPresent(p -> draft.kinks(NeuronKinks.penalty(p)));
  }

  /** Returns what softplus is, if a derivation goes by it: the script need not name it. */
  private static Optional<Equation> softplus(TraceEvent.NeuronDerived e) {
    Variable z = Variable.quantity("z");
    Expression plain =
        Expression.Elementary.of(
            Function.LN,
            Expression.Sum.of(Algebra.number(1), Expression.Elementary.of(Function.EXP, z)));
    List<Expression> calls = new ArrayList<>();
    for (TraceEvent.NeuronDerived.Factor factor : e.factors()) {
      for (DerivationStep form : factor.forms()) {
        form.formula()
            .contains(
                part ->
                    part instanceof Expression.Apply apply
                        && apply.definition().name().equals("softplus")
                        && calls.add(new Expression.Apply(apply.definition(), List.of(z))));
      }
    }
    return calls.stream()
        .findFirst()
        .map(call -> row(call, "its derivative is σ(z)", Formula.of(plain)));
  }

  private static List<Equation> steps(Formula symbol, List<DerivationStep> steps) {
    List<Equation> rows = new ArrayList<>();
    for (DerivationStep step : steps) {
      rows.add(
          new Equation(
              rows.isEmpty() ? List.of(symbol) : List.of(),
              List.of(new Step("=", Formula.of(step.formula()))),
              String.join(", ", step.rules())));
    }
    return rows;
  }

  private static void penalty(
      NeuronView.Penalty penalty, TraceEvent.NeuronDerived e, List<Equation> rows) {
    Variable p = Variable.parameter("P");
    rows.add(
        row(
            p,
            "the penalty, over the weights",
            Formula.Side.of(new Formula.Sign("Σ"), summand(ofOneWeight(penalty.formula())))));
    List<DerivationStep> ofOne =
        e.penalty().stream()
            .map(step -> new DerivationStep(ofOneWeight(step.formula()), step.rules()))
            .toList();
    rows.addAll(steps(Formula.of(new Expression.Partial(p, ONE_WEIGHT)), ofOne));
  }

  private static Expression ofOneWeight(Expression formula) {
    return formula.rewrite(
        e ->
            e instanceof Expression.Prime prime
                ? new Expression.Prime(ofOneWeight(prime.of()), ONE_WEIGHT)
                : e.equals(Variable.quantity("w")) ? ONE_WEIGHT : e);
  }

  private static Equation gradient(
      Variable parameter, Expression last, TraceEvent.NeuronDerived e) {
    List<Expression> factors = new ArrayList<>();
    e.factors().forEach(factor -> factors.add(factor.symbol()));
    factors.add(new Expression.Partial(Variable.quantity("z"), parameter));
    List<Formula> chained = new ArrayList<>(mean(e.neuron()));
    chained.add(Formula.of(new Expression.Product(factors)));
    Expression summand = e.summand(last);
    boolean closed = summand instanceof Expression.Negation || summand instanceof Expression.Sum;
    List<Formula> written = new ArrayList<>(mean(e.neuron()));
    if (summand.equals(Algebra.number(0))) {
      written = new ArrayList<>(List.of(Formula.of(summand)));
    } else if (closed) {
      written.add(
          Formula.Side.of(new Formula.Sign("("), Formula.of(summand), new Formula.Sign(")")));
    } else {
      written.add(Formula.of(summand));
    }
    String rule = "chain rule";
    Optional<NeuronView.Penalty> penalty =
        e.neuron().penalty().filter(p -> last instanceof Variable);
    if (penalty.isPresent()) {
      Expression slope = ofOneWeight(penalty.get().slope());
      chained.add(new Formula.Sign("+"));
      chained.add(Formula.of(new Expression.Partial(Variable.parameter("P"), parameter)));
      written.add(new Formula.Sign("+"));
      written.add(
          slope instanceof Expression.Negation
              ? Formula.Side.of(new Formula.Sign("("), Formula.of(slope), new Formula.Sign(")"))
              : Formula.of(slope));
      rule = "sum rule, chain rule";
    }
    return new Equation(
        List.of(Formula.of(new Expression.Partial(Variable.quantity("cost"), parameter))),
        List.of(new Step("=", new Formula.Side(chained)), new Step("=", new Formula.Side(written))),
        rule);
  }

  /** Writes the derivative of one function, line by line. */
  void derived(TraceEvent.Derived e) {
    Formula symbol = Formula.of(new Expression.Prime(e.call(), e.by()));
    List<Equation> rows = new ArrayList<>();
    if (!e.body().equals(e.call())) {
      rows.add(row(e.call(), "", Formula.of(e.body())));
    }
    rows.addAll(steps(symbol, e.steps()));
    draft.add(new Block.Equations(rows));
  }
}
