package io.github.neuronscript.syntax;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.syntax.Statement.DataOption;
import io.github.neuronscript.syntax.Statement.Item;
import io.github.neuronscript.syntax.Statement.Template;
import io.github.neuronscript.syntax.Statement.TrainOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes trees in the fewest signs that leave no doubt: {@code (+ a (* b c))}. */
final class TreeText implements Expression.Visitor<String>, Statement.Visitor<String> {

  private static final TreeText WRITER = new TreeText();

  private TreeText() {}

  static String of(Expression e) {
    return e.accept(WRITER);
  }

  static String of(Statement s) {
    return s.accept(WRITER);
  }

  /** Returns the statements of a script, one on a line. */
  static String of(Script script) {
    return script.statements().stream().map(TreeText::of).collect(Collectors.joining("\n"));
  }

  private static String list(String head, String... parts) {
    List<String> all = new ArrayList<>();
    for (String part : parts) {
      if (!part.isEmpty()) {
        all.add(part);
      }
    }
    return all.isEmpty() ? "(" + head + ")" : "(" + head + " " + String.join(" ", all) + ")";
  }

  private static String all(List<Expression> parts) {
    return parts.stream().map(TreeText::of).collect(Collectors.joining(" "));
  }

  private static String option(String head, Optional<Expression> part) {
    return part.map(e -> list(head, of(e))).orElse("");
  }

  private static String word(Word word) {
    return word.quoted() ? "`" + word.text() + "`" : word.text();
  }

  private static String words(List<Word> words) {
    return words.stream().map(TreeText::word).collect(Collectors.joining(" "));
  }

  private static String item(Item item) {
    if (item.count().isPresent()) {
      return word(item.name().orElseThrow()) + "[" + item.count().getAsInt() + "]";
    }
    String value = of(item.value().orElseThrow());
    return item.name().map(name -> list("=", word(name), value)).orElse(value);
  }

  private static String items(List<Item> items) {
    return items.stream().map(TreeText::item).collect(Collectors.joining(" "));
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\n", "⏎").replace("\t", "⇥") + "\"";
  }

  private static String template(Template template) {
    if (template.parts().isEmpty()) {
      return quoted("");
    }
    return template.parts().stream()
        .map(part -> part.hole().map(e -> of(e) + width(part)).orElseGet(() -> quoted(part.text())))
        .collect(Collectors.joining("+"));
  }

  private static String width(Template.Part part) {
    return part.width() == 0 ? "" : ":" + part.width();
  }

  private static String option(TrainOption option) {
    if (option instanceof TrainOption.Epochs epochs) {
      return list("epochs", of(epochs.count()));
    }
    if (option instanceof TrainOption.Batch batch) {
      return list("batch", of(batch.size()));
    }
    if (option instanceof TrainOption.Shuffle shuffle) {
      return list("shuffle", option("seed", shuffle.seed()));
    }
    return list("until", of(((TrainOption.Until) option).condition()));
  }

  @Override
  public String literal(Expression.Literal e) {
    return e.text();
  }

  @Override
  public String constant(Expression.Constant e) {
    return e.word();
  }

  @Override
  public String text(Expression.Text e) {
    return quoted(e.value());
  }

  @Override
  public String variable(Variable e) {
    return e.role() == Variable.Role.QUOTED ? "`" + e.name() + "`" : e.name();
  }

  @Override
  public String prime(Expression.Prime e) {
    return list("prime", e.of().accept(this), e.by().name());
  }

  @Override
  public String partial(Expression.Partial e) {
    return list("d", e.of().name(), e.by().name());
  }

  @Override
  public String negation(Expression.Negation e) {
    return list("-", of(e.operand()));
  }

  @Override
  public String sum(Expression.Sum e) {
    return list("+", all(e.terms()));
  }

  @Override
  public String product(Expression.Product e) {
    return list("*", all(e.factors()));
  }

  @Override
  public String quotient(Expression.Quotient e) {
    return list("/", all(e.children()));
  }

  @Override
  public String remainder(Expression.Remainder e) {
    return list("%", all(e.children()));
  }

  @Override
  public String power(Expression.Power e) {
    return list("^", all(e.children()));
  }

  @Override
  public String comparison(Expression.Comparison e) {
    return list(e.relation().word(), all(e.children()));
  }

  @Override
  public String near(Expression.Near e) {
    return list("near", all(e.children()));
  }

  @Override
  public String isNan(Expression.IsNan e) {
    return list("is-nan", of(e.operand()));
  }

  @Override
  public String not(Expression.Not e) {
    return list("not", of(e.operand()));
  }

  @Override
  public String logical(Expression.Logical e) {
    return list(e.and() ? "and" : "or", all(e.operands()));
  }

  @Override
  public String conditional(Expression.Conditional e) {
    return list("if", all(e.children()));
  }

  @Override
  public String elementary(Expression.Elementary e) {
    return list(e.function().word(), all(e.arguments()));
  }

  @Override
  public String apply(Expression.Apply e) {
    return list("apply", e.definition().name(), all(e.arguments()));
  }

  @Override
  public String hosted(Expression.Hosted e) {
    return list("host", e.function().name(), all(e.arguments()));
  }

  @Override
  public String invocation(Expression.Invocation e) {
    return list("call", e.quoted() ? "`" + e.name() + "`" : e.name(), all(e.arguments()));
  }

  @Override
  public String inputs(Statement.Inputs s) {
    return list("inputs", items(s.items()));
  }

  @Override
  public String weights(Statement.Weights s) {
    return list("weights", items(s.items()), option("seed", s.seed()));
  }

  @Override
  public String bias(Statement.Bias s) {
    return list("bias", item(s.item()), s.fixed() ? "fixed" : "");
  }

  @Override
  public String activation(Statement.Activation s) {
    return list("activation", of(s.function()));
  }

  @Override
  public String loss(Statement.Loss s) {
    return list("loss", of(s.function()));
  }

  @Override
  public String penalty(Statement.Penalty s) {
    return list("penalty", s.function().isPresent() ? of(s.function().get()) : "none");
  }

  @Override
  public String learningRate(Statement.LearningRate s) {
    return list("learning-rate", of(s.rate()));
  }

  @Override
  public String learningRule(Statement.LearningRule s) {
    return list("learning-rule", quoted(s.name()), all(s.arguments()));
  }

  @Override
  public String writtenRule(Statement.WrittenRule s) {
    return list("written-rule", lines(s.lines()));
  }

  @Override
  public String cost(Statement.Cost s) {
    return list("cost", word(s.kind()));
  }

  @Override
  public String target(Statement.Target s) {
    return list("target", item(s.item()));
  }

  @Override
  public String dataRows(Statement.DataRows s) {
    String[] rows =
        s.rows().stream()
            .map(row -> list("row", all(row.cells()), row.targets().isEmpty() ? "" : targets(row)))
            .toArray(String[]::new);
    return list("data", rows);
  }

  private static String targets(Statement.Row row) {
    return list("->", all(row.targets()));
  }

  @Override
  public String dataFile(Statement.DataFile s) {
    List<String> parts = new ArrayList<>();
    parts.add(origin(s));
    s.where().ifPresent(e -> parts.add(of(e)));
    for (DataOption option : s.options()) {
      if (option instanceof DataOption.Separator separator) {
        Word sign = separator.sign();
        parts.add(list("separator", sign.quoted() ? quoted(sign.text()) : sign.text()));
      } else if (option instanceof DataOption.Decimal decimal) {
        parts.add(list("decimal", word(decimal.sign())));
      } else if (option instanceof DataOption.Missing missing) {
        parts.add(list("missing", word(missing.what())));
      } else if (option instanceof DataOption.Header header) {
        parts.add(list("header", word(header.what())));
      }
    }
    return list("data-file", String.join(" ", parts));
  }

  private static String origin(Statement.DataFile s) {
    return s.origin().named() ? s.origin().text() : quoted(s.origin().text());
  }

  @Override
  public String seed(Statement.Seed s) {
    return list("seed", of(s.seed()));
  }

  @Override
  public String let(Statement.Let s) {
    return list("let", word(s.name()), of(s.value()));
  }

  @Override
  public String define(Statement.Define s) {
    String by = s.stated().flatMap(Statement.Stated::by).map(TreeText::word).orElse("");
    return list(
        "define",
        word(s.name()),
        "(" + words(s.parameters()) + ")",
        of(s.body()),
        s.stated().map(stated -> list("derivative", by, of(stated.formula()))).orElse(""),
        option("requires", s.requirement()));
  }

  @Override
  public String defineRule(Statement.DefineRule s) {
    return list(
        "define-rule",
        quoted(s.name()),
        "(" + words(s.parameters()) + ")",
        lines(s.lines()),
        option("requires", s.requirement()));
  }

  private static String lines(List<Statement.RuleLine> lines) {
    return lines.stream()
        .map(line -> list("<-", word(line.name()), of(line.formula())))
        .collect(Collectors.joining(" "));
  }

  @Override
  public String assign(Statement.Assign s) {
    return list("assign", word(s.name()), of(s.value()));
  }

  @Override
  public String forward(Statement.Forward s) {
    return list(
        "forward",
        s.example().map(e -> items(e.values())).orElse(""),
        s.example().map(e -> option("->", e.target())).orElse(""));
  }

  @Override
  public String backward(Statement.Backward s) {
    return list("backward");
  }

  @Override
  public String update(Statement.Update s) {
    return list("update");
  }

  @Override
  public String step(Statement.Step s) {
    return list("step", s.count().map(TreeText::of).orElse(""));
  }

  @Override
  public String train(Statement.Train s) {
    return list("train", s.options().stream().map(TreeText::option).toArray(String[]::new));
  }

  @Override
  public String predict(Statement.Predict s) {
    return list("predict", items(s.values()));
  }

  @Override
  public String predictFrom(Statement.PredictFrom s) {
    String to = s.to().map(file -> list("to", quoted(file.path()))).orElse("");
    return list("predict-from", dataFile(s.file()), s.explained() ? "explained" : "", to);
  }

  @Override
  public String explain(Statement.Explain s) {
    return list("explain", items(s.values()));
  }

  @Override
  public String ledger(Statement.Ledger s) {
    return "(ledger)";
  }

  @Override
  public String check(Statement.Check s) {
    return list("check", s.what().text());
  }

  @Override
  public String derive(Statement.Derive s) {
    List<String> parts = new ArrayList<>();
    s.function().ifPresent(f -> parts.add(f.text()));
    s.by().ifPresent(by -> parts.add(list("by", by.text())));
    s.at().forEach(e -> parts.add(e.accept(this)));
    return list("derive", String.join(" ", parts));
  }

  @Override
  public String diagnose(Statement.Diagnose s) {
    return "(diagnose)";
  }

  @Override
  public String save(Statement.Save s) {
    return list("save", quoted(s.to().path()));
  }

  @Override
  public String load(Statement.Load s) {
    return list("load", quoted(s.path()));
  }

  @Override
  public String export(Statement.Export s) {
    return list("export", quoted(s.to().path()), s.single() ? "float" : "");
  }

  @Override
  public String plot(Statement.Plot s) {
    List<String> parts = new ArrayList<>(List.of(word(s.kind())));
    s.inputs().forEach(input -> parts.add(word(input)));
    s.to().ifPresent(to -> parts.add(list("to", quoted(to.path()))));
    return list("plot", parts.toArray(new String[0]));
  }

  @Override
  public String evaluate(Statement.Evaluate s) {
    List<String> parts = new ArrayList<>();
    s.file().ifPresent(file -> parts.add(origin(file)));
    s.part().ifPresent(part -> parts.add(part.text()));
    if (s.calibration()) {
      parts.add("calibration");
    }
    s.confidence()
        .ifPresent(
            asked ->
                parts.add(
                    list(
                        "confidence",
                        of(asked.percent()),
                        option("samples", asked.samples()),
                        option("seed", asked.seed()))));
    return parts.isEmpty() ? "(evaluate)" : list("evaluate", String.join(" ", parts));
  }

  @Override
  public String crossValidate(Statement.CrossValidate s) {
    List<String> parts = new ArrayList<>(List.of(of(s.count())));
    parts.add(option("splits", s.parts()));
    parts.add(option("seed", s.seed()));
    parts.add(s.stratified() ? "stratified" : "");
    s.options().forEach(option -> parts.add(option(option)));
    return list("cross-validate", parts.toArray(String[]::new));
  }

  @Override
  public String threshold(Statement.Threshold s) {
    return s.best()
        .map(best -> list("threshold", "best", best.text()))
        .orElseGet(() -> list("threshold", of(s.value().orElseThrow())));
  }

  @Override
  public String show(Statement.Show s) {
    return list(s.spoken() ? "show" : "value", all(s.values()));
  }

  @Override
  public String showDeclaration(Statement.ShowDeclaration s) {
    return list("show-declaration", quoted(s.keyword()));
  }

  @Override
  public String print(Statement.Print s) {
    return list("print", s.templates().stream().map(TreeText::template).toArray(String[]::new));
  }

  @Override
  public String expect(Statement.Expect s) {
    return list("expect", of(s.condition()));
  }

  @Override
  public String reset(Statement.Reset s) {
    return list("reset");
  }

  @Override
  public String set(Statement.Set s) {
    return list("set", word(s.setting()), word(s.value()));
  }

  @Override
  public String when(Statement.When s) {
    String head = s.name().map(name -> quoted(name) + " ").orElse("");
    String moment =
        s.moment().name().toLowerCase(java.util.Locale.ROOT) + (s.once() ? " once" : "");
    String otherwise = s.otherwise().isEmpty() ? "" : " " + list("otherwise", body(s.otherwise()));
    return "(when "
        + head
        + moment
        + " "
        + of(s.condition())
        + " "
        + list("then", body(s.then()))
        + otherwise
        + ")";
  }

  private String body(List<Statement> actions) {
    return actions.stream().map(a -> a.accept(this)).collect(Collectors.joining(" "));
  }

  @Override
  public String stop(Statement.Stop s) {
    return "(stop)";
  }

  @Override
  public String fail(Statement.Fail s) {
    return list("fail", template(s.text()));
  }

  @Override
  public String answer(Statement.Answer s) {
    return list("answer", template(s.text()));
  }

  @Override
  public String forgetRule(Statement.ForgetRule s) {
    return list("forget", quoted(s.name()));
  }

  @Override
  public String split(Statement.Split s) {
    String seed = s.seed().map(e -> " " + list("seed", of(e))).orElse("");
    return list("split", of(s.parts()) + seed + (s.stratified() ? " stratified" : ""));
  }

  @Override
  public String scale(Statement.Scale s) {
    return s.offset().isEmpty()
        ? list("scale", word(s.kind()))
        : list("scale", all(s.offset()), list("by", all(s.divisor())));
  }

  @Override
  public String inputsAll(Statement.InputsAll s) {
    return s.except().isEmpty()
        ? "(inputs-all)"
        : list(
            "inputs-all", s.except().stream().map(TreeText::word).collect(Collectors.joining(" ")));
  }

  @Override
  public String back(Statement.Back s) {
    return list("back", Integer.toString(s.count()));
  }

  @Override
  public String include(Statement.Include s) {
    return list(s.foreign() ? "import" : "include", quoted(s.path()));
  }

  @Override
  public String damaged(Statement.Damaged s) {
    return list("damaged", s.keyword().replace("\n", "⏎"));
  }
}
