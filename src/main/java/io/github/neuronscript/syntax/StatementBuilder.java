package io.github.neuronscript.syntax;

import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.diagnostic.Suggestions;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.syntax.Statement.DataOption;
import io.github.neuronscript.syntax.Statement.Item;
import io.github.neuronscript.syntax.Statement.Template;
import io.github.neuronscript.syntax.Statement.TrainOption;
import io.github.neuronscript.syntax.antlr.NeuronScriptParser;
import io.github.neuronscript.syntax.antlr.NeuronScriptParser.ExpressionContext;
import io.github.neuronscript.syntax.antlr.NeuronScriptParserBaseVisitor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Builds the record of a statement from its parse tree; the methods only build. */
final class StatementBuilder extends NeuronScriptParserBaseVisitor<Statement> {

  /** The parts of the data that {@code evaluate} can be told to judge by. */
  private static final List<String> PARTS = List.of("training", "test", "all");

  private final Scanner scanner;
  private final ScriptLimits limits;
  private final Span span;
  private final Places places;
  private final ExpressionBuilder expressions;

  StatementBuilder(Scanner scanner, Span span, ScriptLimits limits) {
    this.scanner = scanner;
    this.limits = limits;
    this.span = span;
    this.places = new Places(span);
    this.expressions = new ExpressionBuilder(scanner, places, limits.terms());
  }

  private Expression formula(ExpressionContext tree) {
    return expressions.build(tree);
  }

  private Optional<Expression> formulaIfAny(ExpressionContext tree) {
    return Optional.ofNullable(tree).map(this::formula);
  }

  private List<Expression> formulas(List<ExpressionContext> trees) {
    List<Expression> formulas = new ArrayList<>();
    trees.forEach(tree -> formulas.add(formula(tree)));
    return formulas;
  }

  private List<Word> words(List<NeuronScriptParser.NameContext> names) {
    return names.stream().map(expressions::word).toList();
  }

  /** A declaration's first word, in the plural, or words alone: {@code learning rate}. */
  private Statement shows(String keyword) {
    return new Statement.ShowDeclaration(keyword, span, places);
  }

  @Override
  public Statement visitInputs(NeuronScriptParser.InputsContext tree) {
    return tree.items() == null
        ? shows("inputs")
        : new Statement.Inputs(items(tree.items()), span, places);
  }

  @Override
  public Statement visitWeights(NeuronScriptParser.WeightsContext tree) {
    return tree.items() == null
        ? shows("weights")
        : new Statement.Weights(items(tree.items()), formulaIfAny(tree.expression()), span, places);
  }

  @Override
  public Statement visitBias(NeuronScriptParser.BiasContext tree) {
    return tree.item() == null
        ? shows("bias")
        : new Statement.Bias(item(tree.item()), tree.FIXED() != null, span, places);
  }

  @Override
  public Statement visitActivation(NeuronScriptParser.ActivationContext tree) {
    return tree.expression() == null
        ? shows("activation")
        : new Statement.Activation(
            function(tree.expression(), "activation", "sigmoid"), span, places);
  }

  @Override
  public Statement visitLoss(NeuronScriptParser.LossContext tree) {
    return tree.expression() == null
        ? shows("loss")
        : new Statement.Loss(function(tree.expression(), "loss", "mse"), span, places);
  }

  @Override
  public Statement visitPenalty(NeuronScriptParser.PenaltyContext tree) {
    if (tree.expression() == null) {
      return shows("penalty");
    }
    Expression function = function(tree.expression(), "penalty", "l2(0.01)");
    boolean none = Expression.Variable.isWord(function, "none");
    return new Statement.Penalty(none ? Optional.empty() : Optional.of(function), span, places);
  }

  private Expression function(ExpressionContext tree, String keyword, String example) {
    if (tree.getStart().getType() == NeuronScriptParser.MINUS) {
      throw new Problem(SyntaxErrors.putShowInFront(scanner.span(tree.getStart()), span, keyword));
    }
    Expression formula = formula(tree);
    if (formula instanceof Expression.Variable || formula instanceof Expression.Invocation) {
      return formula;
    }
    throw new Problem(SyntaxErrors.notAFunction(expressions.span(tree), keyword, example));
  }

  @Override
  public Statement visitLearningRate(NeuronScriptParser.LearningRateContext tree) {
    return tree.expression() == null
        ? shows("learning rate")
        : new Statement.LearningRate(formula(tree.expression()), span, places);
  }

  @Override
  public Statement visitLearningRule(NeuronScriptParser.LearningRuleContext tree) {
    return tree.name().isEmpty()
        ? shows("learning rule")
        : new Statement.LearningRule(
            spaced(tree.name()), formulas(tree.expression()), span, places);
  }

  @Override
  public Statement visitWrittenRule(NeuronScriptParser.WrittenRuleContext tree) {
    List<NeuronScriptParser.RuleLineContext> lines =
        tree.ruleLine() != null ? List.of(tree.ruleLine()) : tree.ruleLines().ruleLine();
    return new Statement.WrittenRule(ruleLines(lines), span, places);
  }

  private List<Statement.RuleLine> ruleLines(List<NeuronScriptParser.RuleLineContext> trees) {
    List<Statement.RuleLine> lines = new ArrayList<>();
    for (NeuronScriptParser.RuleLineContext line : trees) {
      lines.add(new Statement.RuleLine(expressions.word(line.name()), formula(line.expression())));
    }
    return lines;
  }

  private String spaced(List<NeuronScriptParser.NameContext> names) {
    return words(names).stream().map(Word::text).collect(Collectors.joining(" "));
  }

  @Override
  public Statement visitCost(NeuronScriptParser.CostContext tree) {
    return tree.name() == null
        ? shows("cost")
        : new Statement.Cost(expressions.word(tree.name()), span, places);
  }

  @Override
  public Statement visitTarget(NeuronScriptParser.TargetContext tree) {
    return tree.item() == null
        ? shows("target")
        : new Statement.Target(item(tree.item()), span, places);
  }

  @Override
  public Statement visitDataRows(NeuronScriptParser.DataRowsContext tree) {
    List<Statement.Row> rows = new ArrayList<>();
    for (NeuronScriptParser.RowContext row : tree.row()) {
      if (rows.size() % SyntaxLimits.UNASKED == 0) {
        limits.asked().run();
      }
      List<Expression> all = formulas(row.expression());
      int arrow = row.ARROW() == null ? -1 : row.ARROW().getSymbol().getTokenIndex();
      int cells = 0;
      for (ExpressionContext cell : row.expression()) {
        cells += arrow < 0 || cell.getStart().getTokenIndex() < arrow ? 1 : 0;
      }
      rows.add(
          new Statement.Row(
              all.subList(0, cells), all.subList(cells, all.size()), expressions.span(row)));
    }
    return new Statement.DataRows(rows, span, places);
  }

  @Override
  public Statement visitDataFile(NeuronScriptParser.DataFileContext tree) {
    if (tree.origin() == null) {
      return shows("data");
    }
    return file(tree.origin(), dataOptions(tree.dataOption()));
  }

  private List<DataOption> dataOptions(List<NeuronScriptParser.DataOptionContext> trees) {
    List<DataOption> options = new ArrayList<>();
    trees.forEach(option -> options.add(option(option)));
    onceEach(options, DataOption::span, StatementBuilder::spoken);
    return options;
  }

  private static String spoken(DataOption option) {
    String keyword =
        option instanceof DataOption.Where
            ? "where"
            : option instanceof DataOption.Separator
                ? "separator"
                : option instanceof DataOption.Decimal
                    ? "decimal"
                    : option instanceof DataOption.Missing ? "missing" : "header";
    return "`" + keyword + "`";
  }

  private Statement.DataFile file(NeuronScriptParser.OriginContext tree, List<DataOption> options) {
    Span place = expressions.span(tree);
    Statement.Origin origin =
        tree.name() == null
            ? new Statement.Origin(Texts.unescaped(place), false, place)
            : new Statement.Origin(expressions.word(tree.name()).text(), true, place);
    return new Statement.DataFile(origin, options, span, places);
  }

  private DataOption option(NeuronScriptParser.DataOptionContext tree) {
    Span place = expressions.span(tree);
    if (tree instanceof NeuronScriptParser.WhereContext where) {
      return new DataOption.Where(formula(where.expression()), place);
    }
    if (tree instanceof NeuronScriptParser.SeparatorContext separator) {
      return new DataOption.Separator(sign(separator), place);
    }
    if (tree instanceof NeuronScriptParser.DecimalContext decimal) {
      return new DataOption.Decimal(expressions.word(decimal.name()), place);
    }
    if (tree instanceof NeuronScriptParser.MissingContext missing) {
      return new DataOption.Missing(expressions.word(missing.name()), place);
    }
    NeuronScriptParser.HeaderContext header = (NeuronScriptParser.HeaderContext) tree;
    return new DataOption.Header(expressions.word(header.name()), place);
  }

  private Word sign(NeuronScriptParser.SeparatorContext tree) {
    if (tree.name() != null) {
      return expressions.word(tree.name());
    }
    Span text = scanner.span(tree.STRING().getSymbol());
    return new Word(Texts.unescaped(text), true, text);
  }

  @Override
  public Statement visitScale(NeuronScriptParser.ScaleContext tree) {
    if (tree.name() != null) {
      return new Statement.Scale(expressions.word(tree.name()), List.of(), List.of(), span, places);
    }
    if (tree.by == null) {
      return shows("scale");
    }
    List<Expression> offset = new ArrayList<>();
    List<Expression> divisor = new ArrayList<>();
    for (ExpressionContext number : tree.expression()) {
      boolean before = number.getStart().getTokenIndex() < tree.by.getTokenIndex();
      (before ? offset : divisor).add(formula(number));
    }
    return new Statement.Scale(
        expressions.word(tree.FROM().getSymbol()), offset, divisor, span, places);
  }

  @Override
  public Statement visitSplit(NeuronScriptParser.SplitContext tree) {
    if (tree.expression() == null) {
      return shows("split");
    }
    SplitOptions options = options(tree.splitOption());
    return new Statement.Split(
        formula(tree.expression()), options.seed(), options.stratified(), span, places);
  }

  /** How rows are chosen. */
  private record SplitOptions(Optional<Expression> seed, boolean stratified) {}

  private SplitOptions options(List<NeuronScriptParser.SplitOptionContext> options) {
    Optional<Expression> seed = Optional.empty();
    Map<Class<?>, Span> given = new HashMap<>();
    for (NeuronScriptParser.SplitOptionContext option : options) {
      Span place = expressions.span(option);
      Span first = given.putIfAbsent(option.getClass(), place);
      if (first != null) {
        String what = "`" + option.getStart().getText() + "`";
        throw new Problem(SyntaxErrors.twice(place, first, what));
      }
      if (option instanceof NeuronScriptParser.SplitSeedContext of) {
        seed = Optional.of(formula(of.expression()));
      }
    }
    return new SplitOptions(seed, given.containsKey(NeuronScriptParser.StratifiedContext.class));
  }

  @Override
  public Statement visitInputsAll(NeuronScriptParser.InputsAllContext tree) {
    return new Statement.InputsAll(words(tree.name()), span, places);
  }

  @Override
  public Statement visitSeed(NeuronScriptParser.SeedContext tree) {
    return tree.expression() == null
        ? shows("seed")
        : new Statement.Seed(formula(tree.expression()), span, places);
  }

  @Override
  public Statement visitLet(NeuronScriptParser.LetContext tree) {
    return new Statement.Let(
        expressions.word(tree.name()), formula(tree.expression()), span, places);
  }

  @Override
  public Statement visitDefine(NeuronScriptParser.DefineContext tree) {
    List<Word> names = words(tree.name());
    int count = names.size();
    Optional<Word> by = tree.BY() == null ? Optional.empty() : Optional.of(names.get(count - 1));
    Optional<Statement.Stated> stated =
        formulaIfAny(tree.derivative).map(formula -> new Statement.Stated(by, formula));
    return new Statement.Define(
        names.get(0),
        names.subList(1, by.isPresent() ? count - 1 : count),
        formula(tree.expression(0)),
        stated,
        formulaIfAny(tree.requirement),
        span,
        places);
  }

  @Override
  public Statement visitDefineRule(NeuronScriptParser.DefineRuleContext tree) {
    int paren = tree.LPAREN() == null ? -1 : tree.LPAREN().getSymbol().getTokenIndex();
    List<NeuronScriptParser.NameContext> name = new ArrayList<>();
    List<NeuronScriptParser.NameContext> parameters = new ArrayList<>();
    for (NeuronScriptParser.NameContext part : tree.name()) {
      boolean before = paren < 0 || part.getStart().getTokenIndex() < paren;
      (before ? name : parameters).add(part);
    }
    List<Statement.RuleLine> lines = ruleLines(tree.ruleLines().ruleLine());
    return new Statement.DefineRule(
        spaced(name), words(parameters), lines, formulaIfAny(tree.requirement), span, places);
  }

  @Override
  public Statement visitAssign(NeuronScriptParser.AssignContext tree) {
    return new Statement.Assign(
        expressions.word(tree.name()), formula(tree.expression()), span, places);
  }

  @Override
  public Statement visitForward(NeuronScriptParser.ForwardContext tree) {
    Optional<Statement.Example> example =
        Optional.ofNullable(tree.example())
            .map(e -> new Statement.Example(items(e.items()), formulaIfAny(e.expression())));
    return new Statement.Forward(example, span, places);
  }

  @Override
  public Statement visitBackward(NeuronScriptParser.BackwardContext tree) {
    return new Statement.Backward(span, places);
  }

  @Override
  public Statement visitUpdate(NeuronScriptParser.UpdateContext tree) {
    return new Statement.Update(span, places);
  }

  @Override
  public Statement visitStep(NeuronScriptParser.StepContext tree) {
    return new Statement.Step(
        Optional.ofNullable(tree.NUMBER()).map(n -> expressions.number(n.getSymbol())),
        span,
        places);
  }

  @Override
  public Statement visitTrain(NeuronScriptParser.TrainContext tree) {
    List<TrainOption> options = new ArrayList<>();
    if (tree.expression() != null) {
      options.add(
          new TrainOption.Epochs(formula(tree.expression()), expressions.span(tree.expression())));
    }
    if (tree.limit() != null) {
      options.add(limit(tree.limit()));
    }
    tree.trainOption().forEach(option -> options.add(option(option)));
    onceEach(options, TrainOption::span, StatementBuilder::spoken);
    return new Statement.Train(options, span, places);
  }

  /** Throws if two options are of one kind. */
  private static <O> void onceEach(
      List<O> options, Function<O, Span> place, Function<O, String> spoken) {
    Map<Class<?>, O> given = new HashMap<>();
    for (O option : options) {
      O first = given.putIfAbsent(option.getClass(), option);
      if (first != null) {
        throw new Problem(
            SyntaxErrors.twice(place.apply(option), place.apply(first), spoken.apply(option)));
      }
    }
  }

  @Override
  public Statement visitCrossValidate(NeuronScriptParser.CrossValidateContext tree) {
    List<TrainOption> options = new ArrayList<>();
    tree.trainOption().forEach(option -> options.add(option(option)));
    onceEach(options, TrainOption::span, StatementBuilder::spoken);
    SplitOptions rows = options(tree.splitOption());
    Expression count = expressions.number(tree.NUMBER().getSymbol());
    places.put(count, scanner.span(tree.NUMBER().getSymbol()));
    return new Statement.CrossValidate(
        count,
        formulaIfAny(tree.expression()),
        rows.seed(),
        rows.stratified(),
        options,
        span,
        places);
  }

  private static String spoken(TrainOption option) {
    if (option instanceof TrainOption.Epochs) {
      return "the number of epochs";
    }
    String keyword = option instanceof TrainOption.Batch ? "batch" : "until";
    return "`" + (option instanceof TrainOption.Shuffle ? "shuffle" : keyword) + "`";
  }

  private TrainOption option(NeuronScriptParser.TrainOptionContext tree) {
    return tree instanceof NeuronScriptParser.CountContext count
        ? new TrainOption.Epochs(
            expressions.number(count.NUMBER().getSymbol()), expressions.span(tree))
        : limit(((NeuronScriptParser.LimitedContext) tree).limit());
  }

  private TrainOption limit(NeuronScriptParser.LimitContext tree) {
    Span place = expressions.span(tree);
    if (tree instanceof NeuronScriptParser.AtMostContext most) {
      return new TrainOption.Epochs(formula(most.expression()), place);
    }
    if (tree instanceof NeuronScriptParser.BatchContext batch) {
      return new TrainOption.Batch(formula(batch.expression()), place);
    }
    if (tree instanceof NeuronScriptParser.ShuffleContext shuffle) {
      return new TrainOption.Shuffle(formulaIfAny(shuffle.expression()), place);
    }
    NeuronScriptParser.UntilContext until = (NeuronScriptParser.UntilContext) tree;
    return new TrainOption.Until(formula(until.expression()), place);
  }

  @Override
  public Statement visitPredictFrom(NeuronScriptParser.PredictFromContext tree) {
    return new Statement.PredictFrom(
        file(tree.origin(), dataOptions(tree.dataOption())),
        tree.EXPLAINED() != null,
        destination(tree.STRING()),
        span,
        places);
  }

  private Optional<Statement.Destination> destination(TerminalNode path) {
    return Optional.ofNullable(path)
        .map(string -> scanner.span(string.getSymbol()))
        .map(text -> new Statement.Destination(Texts.unescaped(text), text));
  }

  @Override
  public Statement visitPredict(NeuronScriptParser.PredictContext tree) {
    return new Statement.Predict(items(tree.items()), span, places);
  }

  @Override
  public Statement visitEvaluate(NeuronScriptParser.EvaluateContext tree) {
    Map<Class<?>, NeuronScriptParser.JudgeOptionContext> given = new HashMap<>();
    for (NeuronScriptParser.JudgeOptionContext option : tree.judgeOption()) {
      NeuronScriptParser.JudgeOptionContext first = given.putIfAbsent(option.getClass(), option);
      if (first != null) {
        String what = "`" + option.getStart().getText() + "`";
        throw new Problem(
            SyntaxErrors.twice(expressions.span(option), expressions.span(first), what));
      }
    }
    return new Statement.Evaluate(
        Optional.ofNullable(tree.origin()).map(origin -> file(origin, List.of())),
        Optional.ofNullable(tree.part).map(this::part),
        given.containsKey(NeuronScriptParser.CalibrationContext.class),
        confidence(given),
        span,
        places);
  }

  private Word part(Token token) {
    Word part = expressions.word(token);
    if (!PARTS.contains(part.text())) {
      throw new Problem(SyntaxErrors.unknownPart(part.span(), PARTS));
    }
    return part;
  }

  private Optional<Statement.Confidence> confidence(
      Map<Class<?>, NeuronScriptParser.JudgeOptionContext> given) {
    Optional<Expression> samples =
        option(given, NeuronScriptParser.SamplesContext.class)
            .map(option -> expressions.number(option.NUMBER().getSymbol()));
    Optional<Expression> seed =
        option(given, NeuronScriptParser.JudgeSeedContext.class)
            .map(option -> formula(option.expression()));
    Optional<Statement.Confidence> confidence =
        option(given, NeuronScriptParser.ConfidenceContext.class)
            .map(option -> expressions.number(option.NUMBER().getSymbol()))
            .map(percent -> new Statement.Confidence(percent, samples, seed));
    if (confidence.isEmpty() && (samples.isPresent() || seed.isPresent())) {
      throw new Problem(SyntaxErrors.withoutConfidence(span));
    }
    return confidence;
  }

  private static <T> Optional<T> option(
      Map<Class<?>, NeuronScriptParser.JudgeOptionContext> given, Class<T> kind) {
    return Optional.ofNullable(given.get(kind)).map(kind::cast);
  }

  @Override
  public Statement visitThreshold(NeuronScriptParser.ThresholdContext tree) {
    if (tree.BEST() == null && tree.expression() == null) {
      return shows("threshold");
    }
    return new Statement.Threshold(
        Optional.ofNullable(tree.name()).map(expressions::word),
        formulaIfAny(tree.expression()),
        span,
        places);
  }

  @Override
  public Statement visitExplain(NeuronScriptParser.ExplainContext tree) {
    return new Statement.Explain(items(tree.items()), span, places);
  }

  @Override
  public Statement visitLedger(NeuronScriptParser.LedgerContext tree) {
    return new Statement.Ledger(span, places);
  }

  @Override
  public Statement visitCheck(NeuronScriptParser.CheckContext tree) {
    return new Statement.Check(expressions.word(tree.what), span, places);
  }

  @Override
  public Statement visitDerive(NeuronScriptParser.DeriveContext tree) {
    return new Statement.Derive(
        tree.name().isEmpty() ? Optional.empty() : Optional.of(words(tree.name()).get(0)),
        tree.by == null ? Optional.empty() : Optional.of(words(tree.name()).get(1)),
        formulas(tree.expression()),
        span,
        places);
  }

  @Override
  public Statement visitDiagnose(NeuronScriptParser.DiagnoseContext tree) {
    return new Statement.Diagnose(span, places);
  }

  @Override
  public Statement visitPlot(NeuronScriptParser.PlotContext tree) {
    return new Statement.Plot(
        expressions.word(tree.what), words(tree.name()), destination(tree.STRING()), span, places);
  }

  @Override
  public Statement visitSave(NeuronScriptParser.SaveContext tree) {
    return new Statement.Save(destination(tree.STRING()).orElseThrow(), span, places);
  }

  @Override
  public Statement visitLoad(NeuronScriptParser.LoadContext tree) {
    Span place = scanner.span(tree.STRING().getSymbol());
    return new Statement.Load(Texts.unescaped(place), place, List.of(), span, places);
  }

  @Override
  public Statement visitExport(NeuronScriptParser.ExportContext tree) {
    return new Statement.Export(
        destination(tree.STRING()).orElseThrow(), tree.FLOAT() != null, span, places);
  }

  @Override
  public Statement visitShow(NeuronScriptParser.ShowContext tree) {
    return new Statement.Show(formulas(tree.expression()), true, span, places);
  }

  @Override
  public Statement visitShowIn(NeuronScriptParser.ShowInContext tree) {
    if (tree.what.getText().equals("weights") && tree.units.getText().equals("original")) {
      return shows("weights original");
    }
    Span units = scanner.span(tree.units);
    throw new Problem(
        tree.what.getText().equals("weights")
                && Suggestions.nearest(tree.units.getText(), List.of("original")).isPresent()
            ? SyntaxErrors.misspelt(units, "show", "original")
            : SyntaxErrors.missingComma(scanner.span(tree.what), units));
  }

  @Override
  public Statement visitShowValue(NeuronScriptParser.ShowValueContext tree) {
    Expression value = formula(tree.expression());
    if (isMisspelt(value)) {
      throw new Problem(SyntaxErrors.unknownStatement(span, span));
    }
    return new Statement.Show(List.of(value), false, span, places);
  }

  /** Whether a formula is {@code Inputs}, which is no name that anybody would give. */
  static boolean isMisspelt(Expression value) {
    return value instanceof Expression.Variable v
        && v.role() == Expression.Variable.Role.NAME
        && Words.first(v.name()).isEmpty()
        && Words.first(v.name().toLowerCase(Locale.ROOT)).isPresent();
  }

  @Override
  public Statement visitPrint(NeuronScriptParser.PrintContext tree) {
    List<Template> templates = new ArrayList<>();
    tree.expression().forEach(part -> templates.add(printable(part)));
    return new Statement.Print(templates, span, places);
  }

  /** A text with formulas in it, or a formula alone. */
  private Template printable(ExpressionContext tree) {
    return tree instanceof NeuronScriptParser.StringContext text
        ? template(text)
        : new Template(List.of(Template.Part.value(formula(tree), 0)));
  }

  private Template template(NeuronScriptParser.StringContext tree) {
    return new TemplateReader(scanner, expressions.span(tree), places, limits).read();
  }

  @Override
  public Statement visitExpect(NeuronScriptParser.ExpectContext tree) {
    return new Statement.Expect(formula(tree.expression()), span, places);
  }

  @Override
  public Statement visitPlain(NeuronScriptParser.PlainContext tree) {
    return tree.action().accept(this);
  }

  @Override
  public Statement visitWhen(NeuronScriptParser.WhenContext tree) {
    Optional<String> name =
        Optional.ofNullable(tree.STRING())
            .map(text -> Texts.unescaped(scanner.span(text.getSymbol())));
    Statement.Moment moment =
        tree.moment == null
            ? Statement.Moment.EPOCH
            : switch (tree.moment.getType()) {
              case NeuronScriptParser.STEP -> Statement.Moment.STEP;
              case NeuronScriptParser.PREDICT -> Statement.Moment.PREDICT;
              default -> Statement.Moment.EPOCH;
            };
    List<Statement> otherwise = tree.OTHERWISE() == null ? List.of() : body(tree.body(1));
    return new Statement.When(
        name,
        moment,
        tree.ONCE() != null,
        formula(tree.expression()),
        expressions.span(tree.expression()),
        body(tree.body(0)),
        otherwise,
        span,
        places);
  }

  private List<Statement> body(NeuronScriptParser.BodyContext tree) {
    List<Statement> body = new ArrayList<>();
    for (NeuronScriptParser.ActionContext action : tree.action()) {
      body.add(action.accept(new StatementBuilder(scanner, expressions.span(action), limits)));
    }
    return body;
  }

  @Override
  public Statement visitStop(NeuronScriptParser.StopContext tree) {
    return new Statement.Stop(span, places);
  }

  @Override
  public Statement visitFail(NeuronScriptParser.FailContext tree) {
    return new Statement.Fail(printable(tree.expression()), span, places);
  }

  @Override
  public Statement visitAnswer(NeuronScriptParser.AnswerContext tree) {
    return new Statement.Answer(printable(tree.expression()), span, places);
  }

  @Override
  public Statement visitForgetRule(NeuronScriptParser.ForgetRuleContext tree) {
    Span place = scanner.span(tree.STRING().getSymbol());
    return new Statement.ForgetRule(Texts.unescaped(place), place, span, places);
  }

  @Override
  public Statement visitBack(NeuronScriptParser.BackContext tree) {
    double count =
        tree.NUMBER() == null ? 1 : expressions.number(tree.NUMBER().getSymbol()).value();
    if (count < 1 || count > SyntaxLimits.UNDONE || count != Math.rint(count)) {
      throw new Problem(
          SyntaxErrors.countOfBack(scanner.span(tree.NUMBER().getSymbol()), SyntaxLimits.UNDONE));
    }
    return new Statement.Back((int) count, span, places);
  }

  @Override
  public Statement visitInclude(NeuronScriptParser.IncludeContext tree) {
    Span place = scanner.span(tree.STRING().getSymbol());
    boolean foreign = tree.IMPORT() != null;
    return new Statement.Include(Texts.unescaped(place), place, foreign, List.of(), span, places);
  }

  @Override
  public Statement visitReset(NeuronScriptParser.ResetContext tree) {
    return new Statement.Reset(span, places);
  }

  @Override
  public Statement visitSet(NeuronScriptParser.SetContext tree) {
    return new Statement.Set(
        expressions.word(tree.name()),
        expressions.word(tree.setting),
        Optional.ofNullable(tree.amount).map(expressions::word),
        span,
        places);
  }

  private List<Item> items(NeuronScriptParser.ItemsContext tree) {
    List<Item> items = new ArrayList<>();
    tree.item().forEach(item -> items.add(item(item)));
    return items;
  }

  private Item item(NeuronScriptParser.ItemContext tree) {
    Span place = expressions.span(tree);
    if (tree instanceof NeuronScriptParser.NamedItemContext named) {
      return new Item(
          Optional.of(expressions.word(named.name())),
          OptionalInt.empty(),
          Optional.of(formula(named.expression())),
          place);
    }
    if (tree instanceof NeuronScriptParser.NumberedItemContext numbered) {
      double count = expressions.number(numbered.NUMBER().getSymbol()).value();
      if (count < 1 || count > limits.inputs() || count != Math.rint(count)) {
        throw new Problem(
            SyntaxErrors.countTooLarge(
                scanner.span(numbered.NUMBER().getSymbol()), count, limits.inputs()));
      }
      return new Item(
          Optional.of(expressions.word(numbered.name())),
          OptionalInt.of((int) count),
          Optional.empty(),
          place);
    }
    ExpressionContext plain = ((NeuronScriptParser.PlainItemContext) tree).expression();
    return new Item(Optional.empty(), OptionalInt.empty(), Optional.of(formula(plain)), place);
  }
}
