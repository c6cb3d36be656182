package io.github.neuronscript.handout;

import io.github.neuronscript.formula.Algebra;
import io.github.neuronscript.formula.DerivationStep;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.Notations;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.handout.Equation.Step;
import io.github.neuronscript.judge.Figure;
import io.github.neuronscript.judge.Metric;
import io.github.neuronscript.render.CalculatorRule;
import io.github.neuronscript.render.ConventionsText;
import io.github.neuronscript.render.EvaluationText;
import io.github.neuronscript.render.KinkText;
import io.github.neuronscript.render.Numbers;
import io.github.neuronscript.render.Plot;
import io.github.neuronscript.render.ReasonText;
import io.github.neuronscript.render.Style;
import io.github.neuronscript.render.TextRenderer;
import io.github.neuronscript.render.TextTable;
import io.github.neuronscript.trace.Derivation;
import io.github.neuronscript.trace.JudgementLines;
import io.github.neuronscript.trace.Line;
import io.github.neuronscript.trace.NeuronKinks;
import io.github.neuronscript.trace.NeuronView;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Makes blocks of events, in their order. What it has no shape for stands as in the terminal. */
final class Composer implements TraceEvent.Visitor<Void> {

  /** Columns of what stands as in the terminal. */
  private static final int WIDTH = 76;

  /** Two numbers that agree in so many digits are taken for the same. */
  private static final int MOST_COMPARED = 12;

  /** So many weights have a column in the table of epochs. */
  private static final int MOST_COLUMNS = 5;

  /** What a chapter of the page shows. */
  private enum Chapter {
    NONE(""),
    STEPS("Step by step"),
    TRAINING("Training"),
    EVALUATION("Evaluation"),
    PREDICTIONS("Predictions"),
    SHOWN("What the script shows");

    private final String title;

    Chapter(String title) {
      this.title = title;
    }
  }

  /**
   * A number of a step that could be left out.
   *
   * @param line where it is the result
   * @param index of the line among those of the steps, from 0
   * @param digits with which it is shown
   */
  record Candidate(Line line, int index, int digits) {
    Number value() {
      return line.result();
    }
  }

  private final Gaps gaps;
  private final List<Block> blocks = new ArrayList<>();
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private final Set<Integer> opened = new HashSet<>();
  private final Set<Integer> usedTooEarly = new HashSet<>();
  private final Set<String> said = new HashSet<>();
  private final List<TraceEvent.Epoch> epochs = new ArrayList<>();
  private TraceEvent.Configured settings =
      new TraceEvent.Configured(6, 8, TraceLevel.FULL, NumberSystem.doubles());
  private int fewestDigits = MOST_COMPARED;
  private Derivation derivation = new Derivation(settings.terms());
  private Chapter chapter = Chapter.NONE;
  private boolean judges;
  private Optional<NeuronView> neuron = Optional.empty();
  private Optional<TraceEvent.Example> example = Optional.empty();

  Composer(Gaps gaps) {
    this.gaps = gaps;
  }

  List<Block> blocks() {
    return blocks;
  }

  /** Returns every number of a step that is calculated. */
  List<Candidate> candidates() {
    return candidates;
  }

  /** Returns every line of the steps, in their order. */
  List<Line> lines() {
    return lines;
  }

  /** Returns the gaps whose value is used before it is calculated, or is nowhere. */
  Set<Integer> usedTooEarly() {
    return usedTooEarly;
  }

  /** Returns the fewest significant digits with which results were shown, at most 12. */
  int digits() {
    return fewestDigits;
  }

  /** The page trains or judges the neuron, so that batches and classes matter. */
  void judges() {
    judges = true;
  }

  /** The neuron of which the page has already told. */
  void knows(NeuronView view) {
    neuron = Optional.of(view);
  }

  private void add(Block block) {
    blocks.add(block);
  }

  private void say(String text) {
    add(new Block.Paragraph(Phrase.of(sentence(text))));
  }

  private static String sentence(String text) {
    String end = text.endsWith(".") || text.endsWith(":") ? "" : ".";
    int first = text.codePointAt(0);
    boolean letter = first >= 'a' && first <= 'z' && text.length() > 1 && isWord(text);
    return (letter ? Character.toString(first - 32) + text.substring(1) : text) + end;
  }

  /** Whether a text begins with a word of English, and not with a name or a sign. */
  private static boolean isWord(String text) {
    int space = text.indexOf(' ');
    String first = space < 0 ? text : text.substring(0, space);
    return first.codePoints().allMatch(c -> c >= 'a' && c <= 'z' || c == ',' || c == ':')
        && (first.length() > 1 || first.equals("a"));
  }

  private void chapter(Chapter next) {
    if (chapter != next) {
      add(new Block.Heading(2, next.title));
      chapter = next;
      example = Optional.empty();
    }
  }

  // Numbers and equations.

  private String text(Number value) {
    return text(value, Numbers.text(value, settings.digits()));
  }

  /** Returns the text of a number, or the number of its gap. */
  private String text(Number value, String written) {
    OptionalInt gap = gaps.of(value);
    if (gap.isEmpty()) {
      return written;
    }
    if (!opened.contains(gap.getAsInt())) {
      usedTooEarly.add(gap.getAsInt());
    }
    return Gaps.reference(gap.getAsInt());
  }

  private Phrase cell(Number value) {
    return Phrase.of(Formula.number(text(value)));
  }

  private Step result(Number value, int digits, boolean ofStep) {
    String written = Numbers.text(value, digits);
    String relation = Numbers.relation(value, written);
    OptionalInt gap = gaps.of(value);
    if (ofStep && gap.isPresent() && opened.add(gap.getAsInt())) {
      return new Step(relation, new Formula.Gap(gap.getAsInt()));
    }
    return new Step(relation, Formula.number(text(value, written)));
  }

  private static String plain(Expression formula) {
    return FormulaWriter.symbols(formula, Notations.TEXT);
  }

  private Equation equation(Line line) {
    return equation(line, "", Optional.empty());
  }

  /**
   * Returns a line of the trace as it stands on the page.
   *
   * @param event the step of which it is
   */
  private Equation equation(Line line, String remark, Optional<TraceEvent> event) {
    Formula symbol = Formula.of(line.symbol());
    if (line.equals(Derivation.LEFT_OUT)) {
      return Equation.of(symbol, List.of());
    }
    List<Step> steps = new ArrayList<>();
    String name = plain(line.symbol());
    String result = Numbers.text(line.result(), settings.digits());
    for (Expression formula : line.formulas()) {
      boolean first = formula.equals(line.formulas().get(0));
      if (first && line.becomes() || !plain(formula).equals(name)) {
        steps.add(new Step(first && line.becomes() ? "←" : "=", Formula.of(formula)));
      }
    }
    event.ifPresent(e -> lines.add(line));
    if (line.formulas().isEmpty()) {
      steps.add(result(line.result(), settings.digits(), false));
      return new Equation(List.of(symbol), steps, remark);
    }
    Expression last = line.formulas().get(line.formulas().size() - 1);
    if (plain(last).equals(result)) {
      return new Equation(List.of(symbol), steps, remark);
    }
    boolean calculated = isCalculated(last, line, result);
    boolean exact = calculated && isExact(last, line, result);
    if (calculated) {
      steps.add(new Step("=", substituted(last, line.values(), line.result())));
    }
    boolean ofStep = event.isPresent() && calculated;
    if (ofStep) {
      candidates.add(new Candidate(line, lines.size() - 1, settings.digits()));
    }
    Step end = result(line.result(), settings.digits(), ofStep);
    steps.add(exact ? new Step("=", end.formula()) : end);
    return new Equation(List.of(symbol), steps, remark);
  }

  /** Whether nothing is rounded but by doubles: neither the numbers put in nor the result. */
  private boolean isExact(Expression formula, Line line, String result) {
    Map<Expression, String> texts =
        CalculatorRule.operands(formula, line.values(), line.result(), settings.digits());
    boolean operands =
        texts.entrySet().stream()
            .filter(e -> formula.contains(e.getKey()::equals))
            .allMatch(
                e -> Numbers.relation(line.values().get(e.getKey()), e.getValue()).equals("="));
    Optional<BigDecimal> exact = operands ? ExactValue.of(formula, texts) : Optional.empty();
    return exact.isPresent()
        && ExactValue.read(result).filter(shown -> shown.compareTo(exact.get()) == 0).isPresent();
  }

  /** Returns a line with its number, for a key. */
  Equation keyed(int number, Candidate candidate) {
    Line line = candidate.line();
    settings =
        new TraceEvent.Configured(
            candidate.digits(), settings.terms(), settings.level(), settings.numbers());
    Equation equation = equation(line);
    List<Step> steps = new ArrayList<>(equation.steps());
    return new Equation(
        List.of(Formula.Side.of(new Formula.Sign("(" + number + ")"), Formula.of(line.symbol()))),
        steps,
        "");
  }

  private boolean isCalculated(Expression formula, Line line, String result) {
    boolean leaf = formula instanceof Expression.Leaf;
    return !leaf && !written(formula, line.values(), line.result()).equals(result);
  }

  private String written(Expression formula, Map<Expression, Number> values, Number result) {
    Map<Expression, String> texts =
        CalculatorRule.operands(formula, values, result, settings.digits());
    return FormulaWriter.numbers(
        formula, Notations.TEXT, leaf -> Optional.ofNullable(texts.get(leaf)));
  }

  private Formula substituted(Expression formula, Map<Expression, Number> values, Number result) {
    Map<Expression, String> texts = new HashMap<>();
    CalculatorRule.operands(formula, values, result, settings.digits())
        .forEach(
            (leaf, written) -> {
              if (formula.contains(leaf::equals)) {
                texts.put(leaf, text(values.get(leaf), written));
              }
            });
    return new Formula.Substituted(formula, texts);
  }

  private void equations(List<Line> all, TraceEvent step) {
    add(
        new Block.Equations(
            all.stream().map(line -> equation(line, "", Optional.of(step))).toList()));
  }

  // The neuron.

  @Override
  public Void configured(TraceEvent.Configured e) {
    settings = e;
    fewestDigits = Math.min(fewestDigits, e.digits());
    derivation = new Derivation(e.terms());
    return null;
  }

  @Override
  public Void conventions(TraceEvent.Conventions e) {
    if (neuron.filter(e.neuron()::equals).isEmpty()) {
      chapter = Chapter.NONE;
      add(new Block.Heading(2, neuron.isEmpty() ? "The neuron" : "Another neuron"));
      model(e.neuron());
    }
    neuron = Optional.of(e.neuron());
    return null;
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
    add(new Block.Equations(rows));
    List<String> remarks = new ArrayList<>();
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
        remarks.add(KinkText.of(kink, settings.digits(), Notations.TEXT));
      }
    }
    add(new Block.Items(remarks.stream().map(r -> Phrase.of(sentence(r))).toList()));
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
      boolean shown = n <= Math.max(5, settings.terms()) || i < 3 || i == n - 1;
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

  // The gradient.

  @Override
  public Void neuronDerived(TraceEvent.NeuronDerived e) {
    say("The chain rule takes the cost apart into factors, and each is derived line by line.");
    List<Equation> rows = new ArrayList<>();
    NeuronView view = e.neuron();
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
    add(new Block.Equations(rows));
    kinks(NeuronKinks.all(view));
    view.penalty().ifPresent(p -> kinks(NeuronKinks.penalty(p)));
    return null;
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

  private static final Variable ONE_WEIGHT = Variable.parameter("wᵢ");

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

  private void kinks(List<NeuronKinks.Kink> kinks) {
    kinks.forEach(kink -> say(KinkText.of(kink, settings.digits(), Notations.TEXT)));
  }

  @Override
  public Void derived(TraceEvent.Derived e) {
    chapter(Chapter.SHOWN);
    Formula symbol = Formula.of(new Expression.Prime(e.call(), e.by()));
    List<Equation> rows = new ArrayList<>();
    if (!e.body().equals(e.call())) {
      rows.add(row(e.call(), "", Formula.of(e.body())));
    }
    rows.addAll(steps(symbol, e.steps()));
    add(new Block.Equations(rows));
    return null;
  }

  // The steps.

  /** Says that steps are missing from here on. */
  void leftOut(long examples) {
    chapter(Chapter.STEPS);
    say("the steps of " + Numbers.count(examples, "more example") + " are left out here");
  }

  @Override
  public Void forward(TraceEvent.Forward e) {
    chapter(Chapter.STEPS);
    example = Optional.of(e.example());
    add(new Block.Heading(3, heading(e)));
    part(
        "Forward pass",
        "The inputs times their weights, and the bias, add up to z. The activation makes of it the output ŷ.");
    equations(derivation.forward(e), e);
    return null;
  }

  private String heading(TraceEvent.Forward e) {
    List<String> where = new ArrayList<>();
    e.example().epoch().ifPresent(epoch -> where.add("Epoch " + epoch));
    e.example()
        .row()
        .ifPresent(row -> where.add((where.isEmpty() ? "Example " : "example ") + row));
    List<String> values = new ArrayList<>();
    NeuronView view = e.neuron();
    int n = view.inputs().size();
    for (int i = 0; i < n; i++) {
      if (n <= settings.terms() || i < 3 || i == n - 1) {
        values.add(view.inputs().get(i) + " = " + number(e.raw().number(i)));
      } else if (i == 3) {
        values.add("…");
      }
    }
    e.target().ifPresent(y -> values.add("y = " + number(y)));
    String start = String.join(", ", where);
    String text = start + (start.isEmpty() ? "" : ": ") + String.join(", ", values);
    return said.add(text) ? text : text + ", once more";
  }

  private String number(Number value) {
    return Numbers.text(value, settings.digits());
  }

  private void part(String title, String explanation) {
    add(new Block.Heading(4, title));
    if (said.add(explanation)) {
      add(new Block.Paragraph(Phrase.of(explanation)));
    }
  }

  /** Names the example where a part stands alone. */
  private void apart(TraceEvent.Example of) {
    chapter(Chapter.STEPS);
    if (example.filter(of::equals).isEmpty()) {
      example = Optional.of(of);
      String row = of.row().isPresent() ? "Example " + of.row().getAsInt() : "The example";
      add(new Block.Heading(3, row));
    }
  }

  @Override
  public Void backward(TraceEvent.Backward e) {
    apart(e.example());
    part(
        "Backward pass",
        "How much the loss L grows with each weight: the chain rule multiplies the factors on the way from L back to the weight.");
    equations(derivation.backward(e), e);
    kinks(Derivation.kinks(e));
    return null;
  }

  @Override
  public Void gathered(TraceEvent.Gathered e) {
    if (e.examples() == 1) {
      apart(e.example());
      part("Gradient", "The penalty adds its share to the gradient of the loss.");
    } else {
      chapter(Chapter.STEPS);
      example = Optional.empty();
      String epoch =
          e.example().epoch().isPresent()
              ? "Epoch " + e.example().epoch().getAsLong() + ": all "
              : "All ";
      add(new Block.Heading(3, epoch + Numbers.count(e.examples(), "example") + " of the batch"));
      part(
          "Gradient",
          e.neuron().meanCost()
              ? "The gradient of the cost C is the mean of the gradients of the examples."
              : "The gradient of the cost C is the sum of the gradients of the examples.");
    }
    equations(derivation.gathered(e), e);
    kinks(derivation.kinks(e));
    return null;
  }

  @Override
  public Void update(TraceEvent.Update e) {
    if (e.examples() == 1) {
      apart(e.example());
    } else {
      chapter(Chapter.STEPS);
    }
    part(
        "Update",
        e.neuron().rule().readsGradient()
            ? "Each weight goes a step against its gradient, all at once and from the old values."
            : "The weights change by the learning rule, which does not read the gradient: all at"
                + " once and from the old values."
                + (e.neuron().rule().isOnlyOnMistakes() ? " Only a mistake changes them." : ""));
    if (e.made()) {
      equations(derivation.update(e), e);
    } else {
      say("No weight changes, for ŷ = y");
    }
    return null;
  }

  // Training.

  @Override
  public Void epoch(TraceEvent.Epoch e) {
    epochs.add(e);
    return null;
  }

  @Override
  public Void trained(TraceEvent.Trained e) {
    chapter(Chapter.TRAINING);
    say(
        Numbers.count(e.epochs(), "epoch")
            + " of "
            + Numbers.count(e.rows(), "example")
            + ", "
            + (e.batch() >= e.rows() ? "all in one batch" : "batches of " + e.batch())
            + ", "
            + Numbers.count(e.updates(), "update"));
    table(e);
    say(ReasonText.of(e.reason(), settings.digits(), Notations.TEXT));
    for (TraceEvent.Firings rule : e.rules()) {
      String times = rule.times() == 0 ? "never" : Numbers.count(rule.times(), "time");
      say("rule " + rule.rule() + ": " + times);
    }
    return null;
  }

  private void table(TraceEvent.Trained e) {
    List<String> names = new ArrayList<>(e.neuron().weights());
    e.neuron().bias().ifPresent(names::add);
    boolean weights = names.size() <= MOST_COLUMNS;
    List<Phrase> head =
        new ArrayList<>(
            List.of(Phrase.plain("epoch"), Phrase.of(Formula.of(Variable.quantity("cost")))));
    if (weights) {
      names.forEach(
          name -> head.add(Phrase.of(Formula.of(new Variable(name, Variable.Role.WEIGHT)))));
    }
    List<List<Phrase>> rows = new ArrayList<>();
    for (TraceEvent.Epoch epoch : epochs) {
      List<Phrase> row =
          new ArrayList<>(List.of(Phrase.plain(Long.toString(epoch.epoch())), cell(epoch.cost())));
      if (weights) {
        vector(epoch.weights()).forEach(w -> row.add(cell(w)));
        epoch.bias().ifPresent(b -> row.add(cell(b)));
      }
      rows.add(row);
    }
    epochs.clear();
    if (!rows.isEmpty()) {
      add(
          new Block.Table(
              "The cost after some of the epochs" + (weights ? ", and the weights" : ""),
              head,
              rows));
    }
    if (!weights) {
      List<Equation> last = new ArrayList<>();
      for (int i = 0; i < Math.min(e.weights().size(), settings.terms()); i++) {
        last.add(value(e.neuron().weights().get(i), e.weights().number(i)));
      }
      if (e.weights().size() > settings.terms()) {
        last.add(Equation.of(Formula.of(Derivation.ELLIPSIS), List.of()));
      }
      e.neuron().bias().ifPresent(b -> last.add(value(b, e.bias())));
      add(new Block.Equations(last));
    }
  }

  private static List<Number> vector(Vector vector) {
    List<Number> numbers = new ArrayList<>();
    for (int i = 0; i < vector.size(); i++) {
      numbers.add(vector.number(i));
    }
    return numbers;
  }

  private Equation value(String name, Number value) {
    return new Equation(
        List.of(Formula.of(new Variable(name, Variable.Role.WEIGHT))),
        List.of(result(value, settings.digits(), false)),
        "");
  }

  @Override
  public Void plotted(TraceEvent.Plotted e) {
    add(new Block.Picture(Plot.of(e)));
    return null;
  }

  /** A page holds no files. */
  @Override
  public Void modelFile(TraceEvent.ModelFile e) {
    return null;
  }

  // What it is good for.

  @Override
  public Void predicted(TraceEvent.Predicted e) {
    chapter(Chapter.PREDICTIONS);
    equations(derivation.forward(e));
    return null;
  }

  private void equations(List<Line> all) {
    add(new Block.Equations(all.stream().map(this::equation).toList()));
  }

  @Override
  public Void explained(TraceEvent.Explained e) {
    chapter(Chapter.PREDICTIONS);
    equations(derivation.explained(e));
    return null;
  }

  @Override
  public Void answered(TraceEvent.Answered e) {
    chapter(Chapter.PREDICTIONS);
    asInTheTerminal(e);
    return null;
  }

  @Override
  public Void evaluated(TraceEvent.Evaluated e) {
    chapter(Chapter.EVALUATION);
    EvaluationText text = new EvaluationText(settings, Notations.TEXT);
    say("judged by " + EvaluationText.rows(e.rows(), e.part(), e.file().orElse("")));
    List<Equation> rows = new ArrayList<>();
    for (Metric metric : EvaluationText.shown(e)) {
      Figure figure = e.figure(metric);
      String baseline = "baseline " + text.text(e.baseline().figure(metric));
      if (figure.why().isEmpty()) {
        rows.add(
            equation(JudgementLines.of(metric, e, settings.terms()), baseline, Optional.empty()));
      }
    }
    add(new Block.Equations(rows));
    for (EvaluationText.Block block : text.blocks(e)) {
      block.sentences().forEach(this::say);
      block
          .table()
          .ifPresent(
              t -> table(block.sentences().isEmpty() ? "Which classes are predicted" : "", t));
    }
    return null;
  }

  private void table(String caption, TextTable table) {
    List<List<Phrase>> rows = new ArrayList<>();
    table.rows().forEach(row -> rows.add(row.stream().map(Phrase::plain).toList()));
    add(new Block.Table(caption, rows.get(0), rows.subList(1, rows.size())));
  }

  @Override
  public Void shown(TraceEvent.Shown e) {
    chapter(Chapter.SHOWN);
    asInTheTerminal(e);
    return null;
  }

  @Override
  public Void printed(TraceEvent.Printed e) {
    chapter(Chapter.SHOWN);
    asInTheTerminal(e);
    return null;
  }

  @Override
  public Void original(TraceEvent.Original e) {
    chapter(Chapter.SHOWN);
    say("the weights in the units of the data:");
    equations(derivation.original(e));
    return null;
  }

  @Override
  public Void divided(TraceEvent.Divided e) {
    asInTheTerminal(e);
    return null;
  }

  @Override
  public Void noticed(TraceEvent.Noticed e) {
    say(e.diagnostic().message());
    return null;
  }

  @Override
  public Void expected(TraceEvent.Expected e) {
    return null;
  }

  @Override
  public Void fired(TraceEvent.Fired e) {
    if (e.moment() != TraceEvent.Moment.PREDICT) {
      asInTheTerminal(e);
    }
    return null;
  }

  @Override
  public Void undone(TraceEvent.Undone e) {
    asInTheTerminal(e);
    return null;
  }

  @Override
  public Void predictedFile(TraceEvent.PredictedFile e) {
    chapter(Chapter.PREDICTIONS);
    asInTheTerminal(e);
    return null;
  }

  @Override
  public Void thresholdChosen(TraceEvent.ThresholdChosen e) {
    chapter(Chapter.EVALUATION);
    asInTheTerminal(e);
    return null;
  }

  @Override
  public Void crossValidated(TraceEvent.CrossValidated e) {
    chapter(Chapter.EVALUATION);
    asInTheTerminal(e);
    return null;
  }

  @Override
  public Void listed(TraceEvent.Listed e) {
    chapter(Chapter.SHOWN);
    asInTheTerminal(e);
    return null;
  }

  @Override
  public Void ledger(TraceEvent.Ledger e) {
    chapter(Chapter.SHOWN);
    asInTheTerminal(e);
    return null;
  }

  @Override
  public Void gradientChecked(TraceEvent.GradientChecked e) {
    chapter(Chapter.SHOWN);
    asInTheTerminal(e);
    return null;
  }

  @Override
  public Void diagnosed(TraceEvent.Diagnosed e) {
    chapter(Chapter.SHOWN);
    asInTheTerminal(e);
    return null;
  }

  @Override
  public Void differed(TraceEvent.Differed e) {
    chapter(Chapter.SHOWN);
    asInTheTerminal(e);
    return null;
  }

  private void asInTheTerminal(TraceEvent event) {
    StringBuilder text = new StringBuilder();
    TextRenderer renderer = new TextRenderer(text, new Style(WIDTH, false, false));
    renderer.accept(
        new TraceEvent.Configured(
            settings.digits(), settings.terms(), TraceLevel.SUMMARY, settings.numbers()));
    renderer.accept(event);
    if (!text.isEmpty()) {
      add(new Block.Code(text.toString()));
    }
  }

  /** Whether a number may be left out: it is finite and not a plain 0. */
  static boolean isWorthAsking(Number value) {
    return NumberSystem.isFinite(value) && NumberSystem.signum(value) != 0;
  }
}
