package io.github.neuronscript.render;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.trace.Derivation;
import io.github.neuronscript.trace.Line;
import io.github.neuronscript.trace.MicroStep;
import io.github.neuronscript.trace.NeuronKinks;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a trace for people: each forward pass, backward pass and update as a block of equations in
 * columns. Notices and warnings are left to whoever shows diagnostics.
 */
public final class TextRenderer implements TraceEvent.Visitor<Void>, Renderer {

  private static final String INDENT = "  ";

  private static final Equation NO_UPDATE = new Equation("", List.of(), "", "no update, for ŷ = y");

  /** What was written last: between two kinds, and between two blocks, stands an empty line. */
  private enum Kind {
    NOTHING,
    STEP,
    MICRO_STEP,
    LINE,
    PREDICTION,
    BLOCK
  }

  private final Appendable out;
  private Style style;
  private final Glyphs glyphs;
  private EquationLayout layout;
  private TraceEvent.Configured settings =
      new TraceEvent.Configured(6, 8, TraceLevel.SUMMARY, NumberSystem.doubles());
  private Derivation derivation = new Derivation(settings.terms());
  private final Set<String> fired = new HashSet<>();
  private Kind last = Kind.NOTHING;
  private List<String> said = List.of();
  private Optional<TraceEvent.Example> example = Optional.empty();

  public TextRenderer(Appendable out, Style style) {
    this.out = out;
    this.style = style;
    this.glyphs = new Glyphs(style.ascii());
    this.layout = new EquationLayout(style, glyphs);
  }

  /** Text needs no last line. */
  @Override
  public void end(String status) {}

  @Override
  public void accept(TraceEvent event) {
    event.accept(this);
  }

  /**
   * Takes over another width for what comes; the colours may change too, but not the signs.
   *
   * @throws IllegalArgumentException if one of the two styles writes ASCII only and the other not
   */
  public void restyle(Style other) {
    if (other.ascii() != style.ascii()) {
      throw new IllegalArgumentException("the signs of a text cannot change within it");
    }
    style = other;
    layout = new EquationLayout(other, glyphs);
  }

  /** What comes next stands below something else: it needs no empty line before it. */
  public void beginAnew() {
    last = Kind.NOTHING;
  }

  @Override
  public Void configured(TraceEvent.Configured e) {
    settings = e;
    derivation = new Derivation(e.terms());
    return null;
  }

  @Override
  public Void conventions(TraceEvent.Conventions e) {
    List<String> remarks = ConventionsText.of(e.neuron(), style.notation());
    if (!e.asked() && remarks.equals(said)) {
      return null;
    }
    said = remarks;
    begin(Kind.BLOCK);
    String head = "neuron" + INDENT;
    List<String> lines = packed(remarks, head.length());
    for (int i = 0; i < lines.size(); i++) {
      String start = i == 0 ? style.heading("neuron") + INDENT : " ".repeat(head.length());
      write(start + lines.get(i));
    }
    if (e.asked()) {
      ConventionsText.more(e.neuron(), style.notation())
          .forEach(remark -> sentence(" ".repeat(head.length()), remark));
    }
    return null;
  }

  @Override
  public Void forward(TraceEvent.Forward e) {
    example = Optional.empty();
    step(Kind.BLOCK, "forward", e.example());
    equations(derivation.forward(e));
    return null;
  }

  @Override
  public Void backward(TraceEvent.Backward e) {
    step(Kind.STEP, "backward", e.example());
    equations(derivation.backward(e));
    kinks(Derivation.kinks(e));
    return null;
  }

  /**
   * Writes micro-steps in columns: phase and number, symbol, formula, numbers, result.
   *
   * @param steps of one phase
   */
  public void microSteps(List<MicroStep> steps) {
    begin(Kind.MICRO_STEP);
    List<String> labels = steps.stream().map(TextRenderer::name).toList();
    int indent = labels.stream().mapToInt(String::length).max().orElse(0);
    EquationLayout narrow =
        new EquationLayout(new Style(style.width() - indent, style.color(), style.ascii()), glyphs);
    List<Equation> equations =
        steps.stream()
            .map(
                step ->
                    step.line()
                        .map(l -> Equation.of(l, settings.digits(), style.notation()))
                        .orElse(NO_UPDATE))
            .toList();
    List<List<String>> lines = narrow.apart(equations);
    for (int i = 0; i < lines.size(); i++) {
      String label = labels.get(i);
      String before = style.heading(label) + " ".repeat(indent - label.length());
      for (String line : lines.get(i)) {
        write((before + line).stripTrailing());
        before = " ".repeat(indent);
      }
    }
  }

  /** Returns how a micro-step is called: forward 3/5. */
  public static String name(MicroStep step) {
    String phase = step.phase().name().toLowerCase(Locale.ROOT);
    return phase + " " + step.number() + "/" + step.total();
  }

  /** Names the example that the micro-steps behind it are of. */
  public void example(TraceEvent.Forward e) {
    begin(Kind.BLOCK);
    last = Kind.MICRO_STEP;
    List<String> parts = new ArrayList<>();
    e.example().epoch().ifPresent(epoch -> parts.add("epoch " + epoch));
    e.example().row().ifPresent(row -> parts.add("example " + row));
    String target = e.target().map(y -> " → " + Numbers.text(y, settings.digits())).orElse("");
    String where = String.join(", ", parts);
    heading("step", where + (where.isEmpty() ? "" : ": ") + inputs(e.raw()) + target);
  }

  private void kinks(List<NeuronKinks.Kink> kinks) {
    kinks.forEach(kink -> sentence(INDENT, KinkText.of(kink, settings.digits(), style.notation())));
  }

  @Override
  public Void gathered(TraceEvent.Gathered e) {
    if (e.examples() == 1) {
      step(Kind.STEP, "gradient", e.example());
    } else {
      begin(Kind.BLOCK);
      last = Kind.STEP;
      example = Optional.empty();
      String epoch = "epoch " + e.example().epoch().orElseThrow();
      heading("gradient", epoch + ", " + Numbers.count(e.examples(), "example"));
    }
    equations(derivation.gathered(e));
    kinks(derivation.kinks(e));
    return null;
  }

  @Override
  public Void update(TraceEvent.Update e) {
    if (e.examples() > 1) {
      begin(Kind.STEP);
      heading("update", "");
    } else {
      step(Kind.STEP, "update", e.example());
    }
    if (e.made()) {
      equations(derivation.update(e));
    } else {
      text(
          INDENT
              + "none: ŷ = y, so the "
              + ConventionsText.spoken(e.neuron().rule())
              + " changes no weight");
    }
    return null;
  }

  @Override
  public Void epoch(TraceEvent.Epoch e) {
    begin(Kind.LINE);
    String number = Glyphs.pad("epoch " + e.epoch(), "epoch 1000000".length());
    String cost = Numbers.text(e.cost(), settings.digits());
    text(number + INDENT + "cost " + Numbers.relation(e.cost(), cost) + " " + cost);
    return null;
  }

  @Override
  public Void trained(TraceEvent.Trained e) {
    begin(Kind.BLOCK);
    heading(
        "train",
        Numbers.count(e.epochs(), "epoch")
            + " of "
            + Numbers.count(e.rows(), "example")
            + ", "
            + (e.batch() >= e.rows() ? "all in one batch" : "batches of " + e.batch())
            + ", "
            + Numbers.count(e.updates(), "update"));
    List<Equation> values = new ArrayList<>();
    if (e.epochs() > 1) {
      values.add(value("first cost", e.firstCost()));
    }
    values.add(value(e.epochs() > 1 ? "last cost" : "cost", e.lastCost()));
    Shortened shown = new Shortened(e.weights().size(), settings.terms());
    for (int i : shown.indices()) {
      values.add(
          i == Shortened.LEFT_OUT
              ? Equation.LEFT_OUT
              : value(e.neuron().weights().get(i), e.weights().number(i)));
    }
    e.neuron().bias().ifPresent(bias -> values.add(value(bias, e.bias())));
    layout.lines(values).forEach(this::write);
    sentence(INDENT, ReasonText.of(e.reason(), settings.digits(), style.notation()));
    for (TraceEvent.Firings rule : e.rules()) {
      String times = rule.times() == 0 ? "never" : Numbers.count(rule.times(), "time");
      sentence(INDENT, "rule " + rule.rule() + ": " + times);
    }
    fired.clear();
    return null;
  }

  /** Outside a full trace a rule is told when it does something for the first time. */
  @Override
  public Void fired(TraceEvent.Fired e) {
    boolean first = fired.add(e.rule());
    boolean prediction = e.moment() == TraceEvent.Moment.PREDICT;
    if (prediction || !first && settings.level() != TraceLevel.FULL) {
      return null;
    }
    begin(Kind.LINE);
    String where = e.epoch().isEmpty() ? "" : "epoch " + e.epoch().getAsLong() + ": ";
    String row = e.row().isPresent() ? "example " + e.row().getAsInt() + ", " : "";
    String what = e.held() ? "" : "otherwise, as this does not hold: ";
    String numbers = numbers(e.condition(), e.values(), e.held() ? 1 : 0);
    sentence("", "rule " + e.rule() + INDENT + where + row + what + numbers);
    return null;
  }

  @Override
  public Void answered(TraceEvent.Answered e) {
    begin(Kind.LINE);
    String why =
        Equation.words(e.condition(), style.notation())
            + (e.held() ? "" : " does not hold")
            + ", "
            + numbers(e.condition(), e.values(), e.held() ? 1 : 0);
    String rule = e.rule().startsWith("\"") ? "rule " + e.rule() + ": " : "";
    sentence("", "answer" + INDENT + line(e.answer()) + INDENT + "(" + rule + why + ")");
    return null;
  }

  @Override
  public Void undone(TraceEvent.Undone e) {
    begin(Kind.LINE);
    for (String statement : e.statements()) {
      String one = statement.lines().findFirst().orElse("");
      text("undone  " + one + (one.equals(statement) ? "" : " …"));
    }
    return null;
  }

  @Override
  public Void original(TraceEvent.Original e) {
    begin(Kind.BLOCK);
    heading("weights", "in the units of the data");
    equations(derivation.original(e));
    return null;
  }

  @Override
  public Void predicted(TraceEvent.Predicted e) {
    begin(Kind.PREDICTION);
    List<Line> lines = derivation.forward(e);
    Equation output = value("ŷ", e.output());
    heading("predict", inputs(e.raw()) + " → ŷ " + output.result());
    switch (settings.level()) {
      case FULL -> equations(lines);
      case SUMMARY -> equations(lines.subList(0, lines.size() - 1));
      case NONE -> {}
    }
    return null;
  }

  @Override
  public Void predictedFile(TraceEvent.PredictedFile e) {
    begin(Kind.BLOCK);
    InspectionText text = new InspectionText(settings);
    heading("predict", text.heading(e));
    text.table(e).ifPresent(this::write);
    text.rest(e)
        .ifPresent(rest -> sentence(INDENT, rest + ", which `to \"out.csv\"` writes into a file"));
    return null;
  }

  @Override
  public Void explained(TraceEvent.Explained e) {
    begin(Kind.BLOCK);
    TraceEvent.Predicted prediction = e.prediction();
    Equation output = value("ŷ", prediction.output());
    heading("explain", inputs(prediction.raw()) + " → ŷ " + output.result());
    equations(derivation.explained(e));
    return null;
  }

  @Override
  public Void ledger(TraceEvent.Ledger e) {
    begin(Kind.BLOCK);
    InspectionText text = new InspectionText(settings);
    heading("ledger", text.heading(e));
    write(text.table(e));
    return null;
  }

  private void write(TextTable table) {
    table
        .lines(style.width() - INDENT.length(), glyphs)
        .forEach(line -> write((INDENT + line).stripTrailing()));
  }

  @Override
  public Void gradientChecked(TraceEvent.GradientChecked e) {
    begin(Kind.BLOCK);
    InspectionText text = new InspectionText(settings);
    heading("check gradient", text.heading(e));
    write(text.table(e));
    sentence(INDENT, text.verdict(e));
    return null;
  }

  @Override
  public Void diagnosed(TraceEvent.Diagnosed e) {
    begin(Kind.BLOCK);
    InspectionText text = new InspectionText(settings);
    heading("diagnose", text.heading(e));
    for (Diagnostic finding : e.findings()) {
      sentence(INDENT, finding.message());
      finding.notes().forEach(note -> sentence(INDENT + INDENT, note));
      finding.helps().forEach(help -> sentence(INDENT + INDENT, help));
    }
    text.largestRate(e).ifPresent(rate -> sentence(INDENT, rate));
    return null;
  }

  @Override
  public Void derived(TraceEvent.Derived e) {
    begin(Kind.BLOCK);
    heading("derive", written(e.call()) + " by " + e.by().name());
    DeriveText text = new DeriveText(settings, style.notation());
    layout.lines(text.lines(e)).forEach(this::write);
    text.kinks(e).forEach(kink -> sentence(INDENT, kink));
    if (!e.values().isEmpty()) {
      sentence(INDENT, text.place(e));
      equations(text.values(e));
    }
    return null;
  }

  @Override
  public Void neuronDerived(TraceEvent.NeuronDerived e) {
    begin(Kind.BLOCK);
    heading("derive", "the gradient of the cost, by the chain rule");
    layout.lines(new DeriveText(settings, style.notation()).lines(e)).forEach(this::write);
    kinks(NeuronKinks.all(e.neuron()));
    e.neuron().penalty().ifPresent(penalty -> kinks(NeuronKinks.penalty(penalty)));
    return null;
  }

  @Override
  public Void differed(TraceEvent.Differed e) {
    begin(Kind.BLOCK);
    String others = DifferenceText.name(e.others());
    heading("difference", "the training in doubles, and again in " + others);
    write(DifferenceText.table(e, settings.terms()));
    DifferenceText.sentences(e, settings.digits(), style.notation())
        .forEach(text -> sentence(INDENT, text));
    return null;
  }

  @Override
  public Void divided(TraceEvent.Divided e) {
    begin(Kind.LINE);
    sentence("", "split" + INDENT + InspectionText.parts(e));
    return null;
  }

  private String inputs(Vector inputs) {
    List<String> texts = new ArrayList<>();
    for (int i : new Shortened(inputs.size(), settings.terms()).indices()) {
      texts.add(i == Shortened.LEFT_OUT ? "…" : Numbers.text(inputs.number(i), settings.digits()));
    }
    return String.join(", ", texts);
  }

  @Override
  public Void evaluated(TraceEvent.Evaluated e) {
    begin(Kind.BLOCK);
    heading("evaluate", EvaluationText.heading(e));
    EvaluationText text = new EvaluationText(settings, style.notation());
    layout.lines(text.equations(e)).forEach(this::write);
    for (EvaluationText.Block block : text.blocks(e)) {
      if (block.table().isPresent()) {
        write("");
      }
      block.sentences().forEach(sentence -> sentence(INDENT, sentence));
      block.table().ifPresent(this::write);
    }
    return null;
  }

  @Override
  public Void thresholdChosen(TraceEvent.ThresholdChosen e) {
    begin(Kind.BLOCK);
    heading("threshold", EvaluationText.heading(e));
    EvaluationText text = new EvaluationText(settings, style.notation());
    equations(text.lines(e));
    text.sentences(e).forEach(sentence -> sentence(INDENT, sentence));
    return null;
  }

  @Override
  public Void crossValidated(TraceEvent.CrossValidated e) {
    begin(Kind.BLOCK);
    heading("cross validate", CrossValidationText.heading(e));
    CrossValidationText text = new CrossValidationText(settings);
    write(text.table(e));
    text.sentences(e).forEach(sentence -> sentence(INDENT, sentence));
    sentence(INDENT, "your neuron is as it was");
    return null;
  }

  @Override
  public Void shown(TraceEvent.Shown e) {
    begin(Kind.LINE);
    if (e.formula().isTruth()) {
      String holds = NumberSystem.holds(e.value()) ? "true" : "false";
      String text = Equation.words(e.formula(), style.notation()) + " is " + holds;
      String numbers = numbers(e.formula(), e.values(), e.value());
      sentence(
          "",
          numbers.equals(Equation.words(e.formula(), style.notation()))
              ? text
              : text + " (" + numbers + ")");
      return null;
    }
    Equation equation =
        Equation.shown(e.formula(), e.values(), e.value(), settings.digits(), style.notation());
    for (String line : layout.lines(List.of(equation))) {
      write(line.substring(INDENT.length()));
    }
    return null;
  }

  private String numbers(Expression formula, Map<Expression, Number> values, Number value) {
    return Equation.substituted(formula, values, value, settings.digits(), style.notation());
  }

  @Override
  public Void listed(TraceEvent.Listed e) {
    List<Equation> entries = new ArrayList<>();
    // A text stands under the numbers, and not under their = and ≈.
    boolean numbers = e.entries().stream().anyMatch(entry -> entry.value().isPresent());
    String relation = numbers ? " ".repeat(glyphs.text("≈").length() + 1) : "";
    for (TraceEvent.Listed.Entry entry : e.entries()) {
      Optional<Number> value = entry.value();
      entries.add(
          value.isPresent()
              ? value(entry.name(), value.get())
              : new Equation(entry.name(), List.of(), "", relation + entry.text()));
    }
    List<String> lines = layout.lines(entries);
    if (lines.size() == 1) {
      begin(Kind.LINE);
      boolean named = e.entries().get(0).name().equals(e.topic());
      String topic = named ? "" : style.heading(glyphs.text(e.topic())) + INDENT;
      write(topic + lines.get(0).substring(INDENT.length()));
      return null;
    }
    begin(Kind.BLOCK);
    heading(e.topic(), "");
    lines.forEach(this::write);
    return null;
  }

  @Override
  public Void printed(TraceEvent.Printed e) {
    begin(Kind.LINE);
    text(line(e));
    return null;
  }

  private String line(TraceEvent.Printed printed) {
    return Numbers.plain(printed, settings.digits());
  }

  @Override
  public Void plotted(TraceEvent.Plotted e) {
    plot(Plot.of(e), e.file());
    return null;
  }

  /**
   * Draws a plot, or tells in words what it shows.
   *
   * @param file that it was written to, in which case it is not drawn here
   */
  public void plot(Plot plot, Optional<String> file) {
    begin(Kind.BLOCK);
    heading("plot", PlotText.title(plot) + file.map(to -> ", written to " + to).orElse(""));
    PlotText words = new PlotText(settings.digits());
    if (file.isEmpty()) {
      int width = style.width() - INDENT.length();
      TerminalPlot.lines(plot, style, glyphs, words, width).forEach(line -> write(INDENT + line));
    }
    words.sentences(plot).forEach(sentence -> sentence(INDENT, sentence));
  }

  @Override
  public Void modelFile(TraceEvent.ModelFile e) {
    begin(Kind.BLOCK);
    int parameters = e.weights().size() + (e.neuron().bias().isPresent() ? 1 : 0);
    heading(
        e.loaded() ? "load" : e.file().endsWith(".json") ? "save" : "export",
        e.file()
            + ": "
            + Numbers.count(parameters, "number")
            + " learnt in "
            + Numbers.count(e.epochs(), "epoch")
            + ", "
            + Numbers.count(e.updates(), "update"));
    return null;
  }

  /** What holds as expected is not worth a line. */
  @Override
  public Void expected(TraceEvent.Expected e) {
    return null;
  }

  @Override
  public Void noticed(TraceEvent.Noticed e) {
    return null;
  }

  private String written(Expression formula) {
    return FormulaWriter.symbols(formula, style.notation());
  }

  private Equation value(String name, Number value) {
    return Equation.value(name, value, settings.digits());
  }

  private void equations(List<Line> lines) {
    List<Equation> equations =
        lines.stream().map(line -> Equation.of(line, settings.digits(), style.notation())).toList();
    layout.lines(equations).forEach(this::write);
  }

  /** Begins a part of a step; its example is named where it is not the one just named. */
  private void step(Kind kind, String name, TraceEvent.Example of) {
    begin(kind);
    last = Kind.STEP;
    boolean named = example.isPresent() && example.get().equals(of);
    example = Optional.of(of);
    String epoch = of.epoch().isPresent() ? "epoch " + of.epoch().getAsLong() : "";
    String row = of.row().isPresent() ? "example " + of.row().getAsInt() : "";
    String comma = epoch.isEmpty() || row.isEmpty() ? "" : ", ";
    heading(name, named ? "" : epoch + comma + row);
  }

  private void begin(Kind kind) {
    boolean apart = kind == Kind.BLOCK || kind != last;
    if (last != Kind.NOTHING && apart) {
      write("");
    }
    last = kind;
  }

  private void heading(String name, String rest) {
    String start = glyphs.text(name) + INDENT;
    String before = style.heading(glyphs.text(name)) + INDENT;
    for (String line : LineBreaks.sentence(glyphs.text(rest), style.width() - start.length())) {
      write((before + line).stripTrailing());
      before = " ".repeat(start.length());
    }
  }

  private void sentence(String indent, String text) {
    for (String line : LineBreaks.sentence(glyphs.text(text), style.width() - indent.length())) {
      write(indent + line);
    }
  }

  private void text(String line) {
    write(glyphs.text(line));
  }

  /** Puts remarks on as few lines as hold them. */
  private List<String> packed(List<String> remarks, int indent) {
    List<String> lines = new ArrayList<>();
    int width = style.width() - indent;
    String line = "";
    for (String remark : remarks) {
      String text = glyphs.text(remark);
      String longer = line.isEmpty() ? text : line + glyphs.separator() + text;
      if (!line.isEmpty() && Glyphs.width(longer) > width) {
        lines.addAll(LineBreaks.formula(line, width));
        longer = text;
      }
      line = longer;
    }
    lines.addAll(LineBreaks.formula(line, width));
    return lines;
  }

  private void write(String line) {
    try {
      out.append(line).append('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
