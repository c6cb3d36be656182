package io.github.neuronscript.render;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.formula.Algebra;
import io.github.neuronscript.formula.DerivationStep;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.Expression.Variable.Role;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.Notations;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.neuron.ChainRule;
import io.github.neuronscript.program.Prelude;
import io.github.neuronscript.trace.Derivation;
import io.github.neuronscript.trace.Fitted;
import io.github.neuronscript.trace.NeuronKinks;
import io.github.neuronscript.trace.NeuronView;
import io.github.neuronscript.trace.TraceEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes a trace for programs: one JSON object a line, numbers in full. {@code grammar/README.md}
 * lists every event and key; a change of their meaning counts {@link #SCHEMA} up.
 */
public final class JsonRenderer implements TraceEvent.Visitor<Void>, Renderer {

  /** The number of the format. */
  public static final int SCHEMA = 1;

  /** What formulas are simplified by. */
  private static final List<Expression> SIMPLIFIED =
      Stream.of("sigmoid", "softplus")
          .map(Prelude::builtIn)
          .map(f -> (Expression) new Expression.Apply(f, List.of(ChainRule.Z)))
          .toList();

  private final Appendable out;
  private final Premises premises = new Premises();
  private final MessageDigest digest = sha256();
  private long lines;
  private Optional<NeuronView> told = Optional.empty();
  private int digits = 6;

  /** Makes a renderer and writes the first line. */
  public JsonRenderer(Appendable out, Head head) {
    this.out = out;
    write(
        event("start")
            .integer("schema", SCHEMA)
            .integer("language", head.language())
            .integer("arithmetic", head.arithmetic())
            .text("neuronscript", head.version())
            .text("script", head.script()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every JDK has it.
    }
  }

  /** Writes the last line: how the run ended, and a checksum of all that stands before it. */
  @Override
  public void end(String status) {
    Json json = event("end").text("status", status).integer("lines", lines);
    String open = json.line();
    String before = open.substring(0, open.length() - "}\n".length());
    digest.update(before.getBytes(StandardCharsets.UTF_8));
    write(json.text("sha256", HexFormat.of().formatHex(digest.digest())));
  }

  @Override
  public void accept(TraceEvent event) {
    event.accept(this);
  }

  private static Json event(String name) {
    return new Json().text("event", name);
  }

  @Override
  public Void configured(TraceEvent.Configured e) {
    digits = e.digits();
    premises.told.configured(e);
    Json json = event("configured").integer("digits", e.digits()).text("trace", e.level().text());
    return write(json.text("numbers", e.numbers().name()));
  }

  @Override
  public Void conventions(TraceEvent.Conventions e) {
    return tell(e.neuron());
  }

  /** Tells the conventions if no line has, as where nothing is traced but what is asked for. */
  private void conventions(NeuronView neuron) {
    if (told.filter(neuron::equals).isEmpty()) {
      tell(neuron);
    }
  }

  private Void tell(NeuronView neuron) {
    told = Optional.of(neuron);
    premises.told.conventions(neuron);
    List<Expression> formulas = new ArrayList<>(SIMPLIFIED);
    formulas.addAll(List.of(neuron.activation(), neuron.loss()));
    neuron.penalty().ifPresent(penalty -> formulas.add(penalty.call()));
    neuron.rule().lines().forEach(line -> formulas.add(line.formula()));
    functions(formulas);
    Json json = event("conventions");
    json.texts("inputs", neuron.inputs()).texts("weights", neuron.weights());
    if (neuron.bias().isPresent()) {
      json.text("bias", neuron.bias().get());
    } else {
      json.nothing("bias");
    }
    json.truth("bias_learns", neuron.biasLearns());
    json.text("activation", FormulaWriter.source(neuron.activation()));
    json.text("activation_formula", FormulaWriter.source(body(neuron.activation())));
    json.text("loss", FormulaWriter.source(neuron.loss()));
    json.text("loss_formula", FormulaWriter.source(body(neuron.loss())));
    json.text("cost", neuron.meanCost() ? "mean" : "sum");
    if (neuron.penalty().isPresent()) {
      json.text("penalty", FormulaWriter.source(neuron.penalty().get().call()));
      json.text("penalty_formula", FormulaWriter.source(neuron.penalty().get().formula()));
    } else {
      json.nothing("penalty").nothing("penalty_formula");
    }
    neuron
        .scaling()
        .ifPresent(
            s -> json.numbers("scale_offset", s.offset()).numbers("scale_divisor", s.divisor()));
    json.text("numbers", neuron.numbers().name());
    if (neuron.rule().name().isPresent()) {
      json.text("learning_rule", neuron.rule().name().get());
    } else {
      json.nothing("learning_rule");
    }
    json.texts("learning_rule_formula", neuron.rule().lines().stream().map(this::line).toList());
    json.text("update_order", "simultaneous");
    json.text("batch", neuron.rule().isExampleByExample() ? "one" : "all");
    json.list("kinks");
    for (NeuronKinks.Kink kink : NeuronKinks.all(neuron)) {
      json.element().text("at", FormulaWriter.source(kink.found().place()));
      json.truth("jump", kink.found().jump());
      json.text("derivative", FormulaWriter.symbols(kink.derivative()));
      json.number("taken", kink.found().derivative()).end();
    }
    return write(json.endList());
  }

  private String line(NeuronView.Line line) {
    return line.name().name() + " <- " + FormulaWriter.source(line.formula());
  }

  private static Expression body(Expression call) {
    return call instanceof Expression.Apply apply
        ? apply.definition().bodyWith(apply.arguments())
        : call;
  }

  private void functions(List<Expression> formulas) {
    premises.functions(formulas).forEach(this::write);
  }

  private void names(Map<Expression, Number> read) {
    premises.names(read).ifPresent(this::write);
  }

  private void parameters(NeuronView neuron, Vector weights, Number bias) {
    conventions(neuron);
    premises.parameters(neuron, weights, bias).ifPresent(this::write);
  }

  /** Tells a neuron and its examples, if there are at most so many; returns their numbers. */
  private Vector applied(TraceEvent.Applied applied, int most) {
    parameters(applied.neuron(), applied.weights(), applied.bias());
    premises.rows(applied, most).ifPresent(this::write);
    return premises.numbers(applied);
  }

  private Vector examples(TraceEvent.Applied applied) {
    return applied(applied, TraceEvent.Gathered.MOST_PARTS);
  }

  @Override
  public Void forward(TraceEvent.Forward e) {
    parameters(e.neuron(), e.weights(), e.bias());
    premises.forward(e);
    Json json = example("forward", e.example());
    raw(json, e.neuron(), e.raw());
    json.numbers("inputs", e.inputs()).numbers("weights", e.weights());
    json.number("bias", bias(e.neuron(), e.bias())).number("z", e.z());
    return write(json.number("output", e.output()).number("target", e.target()));
  }

  @Override
  public Void backward(TraceEvent.Backward e) {
    parameters(e.neuron(), e.weights(), e.bias());
    premises.backward(e);
    Json json = example("backward", e.example());
    json.numbers("inputs", e.inputs()).number("z", e.z()).number("output", e.output());
    json.number("target", e.target()).number("loss", e.loss());
    json.number("loss_by_output", e.lossByOutput()).number("output_by_z", e.outputByZ());
    json.number("loss_by_z", e.lossByZ());
    json.texts(
        "kinks",
        Derivation.kinks(e).stream()
            .map(kink -> FormulaWriter.source(kink.found().place()))
            .toList());
    return write(parameters(json, "gradient", "bias_gradient", e.neuron(), e.gradient()));
  }

  @Override
  public Void gathered(TraceEvent.Gathered e) {
    conventions(e.neuron());
    premises.weights(e.neuron(), e.weights()).ifPresent(this::write);
    Json json = example("gathered", e.example()).integer("examples", e.examples());
    parameters(json, "sums", "bias_sum", e.neuron(), e.sums());
    penalty(json, e.neuron(), e.penalty());
    return write(parameters(json, "gradient", "bias_gradient", e.neuron(), e.gradient()));
  }

  @Override
  public Void update(TraceEvent.Update e) {
    conventions(e.neuron());
    boolean alone = e.examples() == 1 && !premises.isInHand(e);
    premises.update(e).forEach(this::write);
    Json json = example("update", e.example());
    json.integer("examples", e.examples()).number("rate", e.rate());
    json.integer("updates", e.updates()).truth("made", e.made());
    parameters(json, "gradient", "bias_gradient", e.neuron(), e.gradient());
    parameters(json, "old_weights", "old_bias", e.neuron(), e.before());
    parameters(json, "weights", "bias", e.neuron(), e.after()).list("memory");
    List<Variable> remembered = e.neuron().rule().memory();
    for (int k = 0; k < remembered.size(); k++) {
      json.element().text("name", remembered.get(k).name());
      parameters(json, "old", "old_bias", e.neuron(), e.memoryBefore().get(k));
      parameters(json, "new", "new_bias", e.neuron(), e.memoryAfter().get(k)).end();
    }
    json.endList();
    if (alone) {
      json.numbers("inputs", e.inputs()).number("z", e.z());
      json.number("output", e.output()).number("target", e.target());
    }
    return write(json);
  }

  @Override
  public Void epoch(TraceEvent.Epoch e) {
    premises.epoch(e).ifPresent(this::write);
    Json json = event("epoch").integer("epoch", e.epoch()).number("cost", e.cost());
    json.number("previous_cost", e.previousCost()).number("gradient_norm", e.gradientNorm());
    json.integer("updates", e.updates()).numbers("weights", e.weights());
    return write(json.number("bias", e.bias()));
  }

  @Override
  public Void trained(TraceEvent.Trained e) {
    premises.trained(e);
    reason(e.reason());
    Json json = event("trained").integer("epochs", e.epochs()).integer("rows", e.rows());
    json.integer("batch", e.batch()).integer("updates", e.updates());
    json.number("first_cost", e.firstCost()).number("last_cost", e.lastCost());
    json.numbers("weights", e.weights()).number("bias", bias(e.neuron(), e.bias()));
    reason(json, Optional.of(e.reason()));
    json.list("rules");
    for (TraceEvent.Firings rule : e.rules()) {
      json.element().text("rule", rule.rule()).integer("times", rule.times()).end();
    }
    return write(json.endList());
  }

  private void reason(TraceEvent.Reason reason) {
    if (reason instanceof TraceEvent.Reason.Until until) {
      functions(List.of(until.condition()));
      names(until.values());
    } else if (reason instanceof TraceEvent.Reason.Stopped stopped) {
      functions(List.of(stopped.condition()));
    }
  }

  private static void reason(Json json, Optional<TraceEvent.Reason> reason) {
    if (reason.isEmpty()) {
      json.nothing("reason");
      return;
    }
    json.object("reason");
    if (reason.get() instanceof TraceEvent.Reason.Until until) {
      json.text("kind", "until");
      formula(json, "condition", until.condition(), until.values());
    } else if (reason.get() instanceof TraceEvent.Reason.Converged converged) {
      json.text("kind", "converged").number("change", converged.change());
      json.number("threshold", converged.threshold());
    } else if (reason.get() instanceof TraceEvent.Reason.Bound bound) {
      json.text("kind", "bound").integer("epochs", bound.epochs());
      json.truth("default", bound.byDefault());
    } else if (reason.get() instanceof TraceEvent.Reason.Stopped stopped) {
      json.text("kind", "rule").text("rule", stopped.rule());
      formula(json, "condition", stopped.condition(), stopped.values());
    } else {
      json.text("kind", "no_update");
    }
    json.end();
  }

  @Override
  public Void predicted(TraceEvent.Predicted e) {
    parameters(e.neuron(), e.weights(), e.bias());
    premises.told.predicted(e);
    Json json =
        raw(event("predicted"), e.neuron(), e.raw())
            .numbers("inputs", e.inputs())
            .numbers("weights", e.weights());
    json.number("bias", bias(e.neuron(), e.bias()));
    return write(json.number("z", e.z()).number("output", e.output()));
  }

  @Override
  public Void predictedFile(TraceEvent.PredictedFile e) {
    Json json = event("predicted_file").text("file", e.file());
    textOrNothing(json, "to", e.to());
    json.integer("rows", e.rows()).integer("left_out", e.leftOut()).list("first");
    for (TraceEvent.PredictedFile.Row row : e.first()) {
      json.element().integer(e.unit(), row.line()).numbers("inputs", row.inputs());
      textOrNothing(json.number("output", row.output()), "answer", row.answer());
      json.end();
    }
    return write(json.endList());
  }

  private static void textOrNothing(Json json, String key, Optional<String> value) {
    if (value.isPresent()) {
      json.text(key, value.get());
    } else {
      json.nothing(key);
    }
  }

  @Override
  public Void explained(TraceEvent.Explained e) {
    TraceEvent.Predicted p = e.prediction();
    parameters(p.neuron(), p.weights(), p.bias());
    premises.told.predicted(p);
    Json json =
        raw(event("explained"), p.neuron(), p.raw())
            .numbers("inputs", p.inputs())
            .numbers("weights", p.weights())
            .number("bias", bias(p.neuron(), p.bias()))
            .numbers("contributions", e.contributions())
            .number("contributions_size", e.total());
    return write(json.number("z", p.z()).number("output", p.output()));
  }

  @Override
  public Void ledger(TraceEvent.Ledger e) {
    applied(e.applied(), Integer.MAX_VALUE);
    Json json = event("ledger").list("shares");
    for (TraceEvent.Ledger.Share share : e.shares()) {
      json.element().integer("example", share.row()).number("target", share.target());
      json.number("output", share.output()).number("loss", share.loss());
      parameters(json, "gradient", "bias_gradient", e.neuron(), share.gradient()).end();
    }
    parameters(json.endList(), "sums", "bias_sum", e.neuron(), e.sums());
    penalty(json, e.neuron(), e.penalty());
    return write(parameters(json, "gradient", "bias_gradient", e.neuron(), e.gradient()));
  }

  /** What the penalty adds to the gradient of each weight. */
  private static void penalty(Json json, NeuronView neuron, Optional<Vector> slopes) {
    if (slopes.isPresent()) {
      json.numbers("penalty", slopes.get(), neuron.weights().size());
    } else {
      json.nothing("penalty");
    }
  }

  @Override
  public Void gradientChecked(TraceEvent.GradientChecked e) {
    Vector examples = examples(e.applied());
    Json json = event("gradient_checked").integer("rows", e.applied().rows());
    json.numbers("examples", examples).number("cost", e.cost());
    json.list("derivatives");
    for (TraceEvent.GradientChecked.Check check : e.partials()) {
      json.element().text("parameter", check.parameter()).number("derivative", check.derivative());
      json.number("step", check.step()).number("difference", check.difference());
      json.number("relative_error", check.relativeError());
      json.text("verdict", check.verdict().name().toLowerCase(Locale.ROOT)).end();
    }
    return write(json.endList());
  }

  @Override
  public Void diagnosed(TraceEvent.Diagnosed e) {
    Json json = event("diagnosed").integer("examples", e.examples()).list("findings");
    for (Diagnostic finding : e.findings()) {
      json.element().text("code", finding.code().text()).text("message", finding.message());
      json.texts("notes", finding.notes()).texts("help", finding.helps()).end();
    }
    return write(json.endList().number("largest_rate", e.largestRate()));
  }

  @Override
  public Void derived(TraceEvent.Derived e) {
    List<Expression> formulas = new ArrayList<>(SIMPLIFIED);
    formulas.add(e.call());
    e.steps().forEach(step -> formulas.add(step.formula()));
    functions(formulas);
    Json json = event("derived").text("function", FormulaWriter.source(e.call()));
    typeset(json, e.call()).text("by", e.by().name());
    steps(json, "steps", e.steps());
    json.list("at");
    e.values().entrySet().stream()
        .sorted(Comparator.comparing(entry -> FormulaWriter.source(entry.getKey())))
        .forEach(
            entry ->
                json.element()
                    .text("name", FormulaWriter.source(entry.getKey()))
                    .number("value", entry.getValue())
                    .end());
    json.endList();
    boolean at = !e.values().isEmpty();
    json.number("value", Optional.of(e.value()).filter(v -> at));
    return write(json.number("derivative", Optional.of(e.derivative()).filter(v -> at)));
  }

  /** The formula for whoever puts it on a page. */
  private static Json typeset(Json json, Expression formula) {
    json.text("latex", FormulaWriter.symbols(formula, Notations.LATEX));
    String mathMl = FormulaWriter.symbols(formula, Notations.MATHML);
    return json.text("mathml", Notations.MATHML.whole(mathMl));
  }

  private static Json steps(Json json, String key, List<DerivationStep> steps) {
    json.list(key);
    for (DerivationStep step : steps) {
      json.element().text("formula", FormulaWriter.source(step.formula()));
      typeset(json, step.formula()).texts("rules", step.rules()).end();
    }
    return json.endList();
  }

  @Override
  public Void neuronDerived(TraceEvent.NeuronDerived e) {
    conventions(e.neuron());
    Json json = event("neuron_derived").list("factors");
    for (TraceEvent.NeuronDerived.Factor factor : e.factors()) {
      json.element().text("factor", FormulaWriter.symbols(factor.symbol()));
      typeset(json, factor.symbol());
      steps(json, "forms", factor.forms());
      steps(json, "steps", factor.steps());
      json.end();
    }
    json.endList();
    Expression input = Variable.quantity("xᵢ");
    summand(json, "weight_gradient", e.summand(input));
    if (e.neuron().biasLearns()) {
      summand(json, "bias_gradient", e.summand(Algebra.number(1)));
    } else {
      json.nothing("bias_gradient");
    }
    return write(steps(json, "penalty", e.penalty()));
  }

  private static void summand(Json json, String key, Expression formula) {
    json.object(key).text("formula", FormulaWriter.symbols(formula));
    typeset(json, formula);
    json.end();
  }

  @Override
  public Void differed(TraceEvent.Differed e) {
    Json json = event("differed").text("numbers", e.others().numbers().name());
    json.integer("epochs", e.epochs()).number("furthest", e.furthest());
    apart(json, "rounded", e.rounded());
    apart(json, "parted", e.parted());
    end(json, "doubles", e.doubles(), e.inDoubles());
    end(json, "others", e.others(), e.inOthers());
    return write(json);
  }

  private static void apart(Json json, String key, Optional<TraceEvent.Differed.Apart> apart) {
    if (apart.isEmpty()) {
      json.nothing(key);
      return;
    }
    json.object(key).integer("epoch", apart.get().epoch()).integer("example", apart.get().row());
    json.list("values");
    for (TraceEvent.Differed.Apart.Value value : apart.get().values()) {
      json.element().text("name", value.name()).number("doubles", value.inDoubles());
      json.number("others", value.inOthers()).end();
    }
    json.endList().end();
  }

  private static void end(Json json, String key, NeuronView neuron, TraceEvent.Differed.End end) {
    json.object(key).integer("epochs", end.epochs()).numbers("weights", end.weights());
    json.number("bias", bias(neuron, end.bias()));
    reason(json, end.reason());
    if (end.error().isPresent()) {
      json.text("error", end.error().get().message());
    } else {
      json.nothing("error");
    }
    json.end();
  }

  @Override
  public Void divided(TraceEvent.Divided e) {
    Json json = event("divided").integer("rows", e.rows()).integer("training", e.training());
    json.integer("test", e.test()).integer("classes", e.classes());
    return write(json.integer("seed", e.seed()));
  }

  @Override
  public Void evaluated(TraceEvent.Evaluated e) {
    Vector examples = examples(e.applied());
    Optional<Number> threshold = e.judgement().threshold();
    if (threshold.isPresent() && !premises.told.isUsual(e)) {
      names(Map.of(Variable.quantity("threshold"), threshold.get()));
    }
    premises.told.evaluated(e);
    return write(JudgementJson.evaluated(event("evaluated"), e, examples));
  }

  @Override
  public Void thresholdChosen(TraceEvent.ThresholdChosen e) {
    premises.told.thresholdChosen(e);
    return write(
        JudgementJson.thresholdChosen(event("threshold_chosen"), e, examples(e.applied())));
  }

  @Override
  public Void crossValidated(TraceEvent.CrossValidated e) {
    premises.told.crossValidated(e);
    Json json = JudgementJson.crossValidated(event("cross_validated"), e);
    for (TraceEvent.CrossValidated.Fold fold : e.folds()) {
      json.element();
      JudgementJson.fold(json, fold);
      reason(json, Optional.of(fold.reason()));
      json.end();
    }
    return write(json.endList());
  }

  @Override
  public Void plotted(TraceEvent.Plotted e) {
    e.neuron().ifPresent(this::conventions);
    Vector own = e.parameters();
    if (!own.isEmpty()) {
      Vector weights = Vector.ofNumbers(own.toNumbers().subList(0, own.size() - 1));
      parameters(e.neuron().orElseThrow(), weights, own.number(own.size() - 1));
      if (!premises.told.isThreshold(e.at().get(0))) {
        names(Map.of(Variable.quantity("threshold"), e.at().get(0)));
      }
    } else if (e.neuron().isEmpty() && e.names().isEmpty()) {
      Vector epochs = e.columns().get(0);
      names(Map.of(Variable.quantity("epoch"), epochs.get(epochs.size() - 1)));
    }
    Json json = event("plotted");
    textOrNothing(json, "file", e.file());
    return write(PlotJson.of(json, PlotMaker.of(e)));
  }

  @Override
  public Void modelFile(TraceEvent.ModelFile e) {
    if (!e.loaded()) {
      parameters(e.neuron(), e.weights(), e.bias());
      names(
          Map.of(
              Variable.quantity("epoch"),
              (double) e.epochs(),
              Variable.quantity("updates"),
              (double) e.updates()));
    }
    premises.told.model(e);
    Json json = event("model").text("file", e.file()).truth("loaded", e.loaded());
    json.integer("epochs", e.epochs()).integer("updates", e.updates());
    json.numbers("weights", e.weights());
    return write(json.number("bias", bias(e.neuron(), e.bias())));
  }

  @Override
  public Void shown(TraceEvent.Shown e) {
    functions(List.of(e.formula()));
    names(e.values());
    Json json = event("shown");
    formula(json, "formula", e.formula(), e.values());
    return write(json.number("value", e.value()));
  }

  @Override
  public Void listed(TraceEvent.Listed e) {
    if (e.topic().equals("weights") || e.topic().equals("bias")) {
      Map<Expression, Number> values = new HashMap<>();
      for (TraceEvent.Listed.Entry entry : e.entries()) {
        Role role = entry.name().equals("bias") ? Role.BIAS : Role.WEIGHT;
        entry.value().ifPresent(v -> values.put(new Variable(entry.name(), role), v));
      }
      names(values);
    }
    Json json = event("listed").text("topic", e.topic()).list("entries");
    for (TraceEvent.Listed.Entry entry : e.entries()) {
      json.element().text("name", entry.name());
      if (entry.value().isPresent()) {
        json.number("value", entry.value());
      } else {
        json.text("value", entry.text());
      }
      json.end();
    }
    return write(json.endList());
  }

  @Override
  public Void printed(TraceEvent.Printed e) {
    values(e);
    Json json = event("printed").text("text", Numbers.plain(e, digits));
    return write(json.text("template", template(e)).numbers("values", e.numbers()));
  }

  /** Tells what the formulas of a text call and read. */
  private void values(TraceEvent.Printed text) {
    functions(text.pieces().stream().flatMap(piece -> piece.value().stream()).toList());
    names(text.values());
  }

  /** Returns a text as it would be typed between quotes, but for its backslashes. */
  private static String template(TraceEvent.Printed text) {
    StringBuilder template = new StringBuilder();
    for (Fitted.Piece piece : text.pieces()) {
      template.append(piece.text().replace("{", "{{").replace("}", "}}"));
      if (piece.value().isPresent()) {
        String formula = FormulaWriter.source(ToldValues.quoted(piece.value().get()));
        template.append('{').append(formula);
        template.append(piece.width() > 0 ? ":" + piece.width() : "").append('}');
      }
    }
    return template.toString();
  }

  /** The inputs in the units of the data, where the neuron's own are scaled. */
  private static Json raw(Json json, NeuronView neuron, Vector raw) {
    return neuron.scaling().isPresent() ? json.numbers("raw", raw) : json;
  }

  @Override
  public Void fired(TraceEvent.Fired e) {
    functions(List.of(e.condition()));
    premises.told.fired(e);
    names(e.values());
    Json json = event("fired").text("rule", e.rule());
    json.text("moment", e.moment().name().toLowerCase(Locale.ROOT));
    if (e.epoch().isPresent()) {
      json.integer("epoch", e.epoch().getAsLong());
    } else {
      json.nothing("epoch");
    }
    if (e.row().isPresent()) {
      json.integer("example", e.row().getAsInt());
    } else {
      json.nothing("example");
    }
    return write(condition(json, e.condition(), e.values(), e.held()));
  }

  private static Json condition(
      Json json, Expression condition, Map<Expression, Number> values, boolean held) {
    formula(json, "condition", condition, values);
    return json.truth("held", held);
  }

  @Override
  public Void answered(TraceEvent.Answered e) {
    functions(List.of(e.condition()));
    names(e.values());
    values(e.answer());
    Json json = event("answered").text("answer", Numbers.plain(e.answer(), digits));
    json.text("template", template(e.answer())).text("rule", e.rule());
    return write(condition(json, e.condition(), e.values(), e.held()));
  }

  @Override
  public Void undone(TraceEvent.Undone e) {
    return write(event("undone").texts("statements", e.statements()));
  }

  @Override
  public Void original(TraceEvent.Original e) {
    int n = e.neuron().weights().size();
    Vector weights = Vector.ofNumbers(e.weights().toNumbers().subList(0, n));
    parameters(e.neuron(), weights, e.weights().number(n));
    Json json = event("original");
    parameters(json, "scaled_weights", "scaled_bias", e.neuron(), e.weights());
    return write(parameters(json, "weights", "bias", e.neuron(), e.original()));
  }

  @Override
  public Void expected(TraceEvent.Expected e) {
    functions(List.of(e.condition()));
    names(e.values());
    Json json = event("expected");
    formula(json, "condition", e.condition(), e.values());
    return write(json);
  }

  /** Diagnostics go another way. */
  @Override
  public Void noticed(TraceEvent.Noticed e) {
    return null;
  }

  private static Json example(String event, TraceEvent.Example example) {
    Json json = event(event);
    if (example.epoch().isPresent()) {
      json.integer("epoch", example.epoch().getAsLong());
    } else {
      json.nothing("epoch");
    }
    return example.row().isPresent()
        ? json.integer("example", example.row().getAsInt())
        : json.nothing("example");
  }

  private static Optional<Number> bias(NeuronView neuron, Number value) {
    return Optional.of(value).filter(v -> neuron.bias().isPresent());
  }

  /** Writes an array whose last number belongs to the bias. */
  private static Json parameters(
      Json json, String weights, String bias, NeuronView neuron, Vector values) {
    int n = neuron.weights().size();
    json.numbers(weights, values, n);
    return json.number(bias, bias(neuron, values.number(n)));
  }

  /** Writes a formula and the values that it was computed with. */
  private static void formula(
      Json json, String key, Expression formula, Map<Expression, Number> values) {
    json.text(key, FormulaWriter.source(ToldValues.quoted(formula)));
    json.object("values");
    values.entrySet().stream()
        .map(entry -> Map.entry(ToldValues.name(entry.getKey()), entry.getValue()))
        .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
        .forEach(entry -> json.number(entry.getKey(), entry.getValue()));
    json.end();
  }

  private Void write(Json json) {
    String line = json.line();
    digest.update(line.getBytes(StandardCharsets.UTF_8));
    lines++;
    try {
      out.append(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return null;
  }
}
