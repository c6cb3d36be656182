package io.github.neuronscript.program;

import io.github.neuronscript.data.Dialect;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.diagnostic.Suggestions;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.judge.BestThreshold;
import io.github.neuronscript.neuron.LearningRule;
import io.github.neuronscript.syntax.Places;
import io.github.neuronscript.syntax.ScriptParser;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.syntax.Statement.Item;
import io.github.neuronscript.syntax.Statement.TrainOption;
import io.github.neuronscript.syntax.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks what is done: the actions and what each needs to have been declared. */
final class ActionChecks extends Checks {

  /** Most digits of a result, and of decimal numbers. */
  private static final int MOST_DIGITS = NumberSystem.MOST_DIGITS;

  /** Most values of an example that a message shows. */
  private static final int MOST_SHOWN = 6;

  private final Needs needs = new Needs(this);

  ActionChecks(Checks checks) {
    super(checks);
  }

  Statement forward(Statement.Forward s) {
    needs.inputs(s.span(), "forward");
    Optional<Statement.Example> example =
        s.example()
            .map(
                e ->
                    new Statement.Example(
                        values(e.values(), s.places(), s.span()),
                        e.target().map(t -> value(t, s.places()))));
    if (example.isEmpty()) {
      needs.example(s.span(), "forward");
    }
    scope.exampleShown = true;
    return new Statement.Forward(example, s.span(), s.places());
  }

  Statement backward(Statement.Backward s) {
    needs.target(s.span(), "backward");
    return s;
  }

  Statement update(Statement.Update s) {
    needs.target(s.span(), "update");
    return s;
  }

  Statement step(Statement.Step s) {
    if (s.count().isPresent() && !isWhole(s.count().get())) {
      diagnostics.add(CheckErrors.notAWholeNumber(s.span(), "the number of steps", "step 3"));
    }
    needs.target(s.span(), "step");
    return s;
  }

  private static boolean isCountOfEpochs(Expression e) {
    return e instanceof Literal n && n.value() >= 1 && n.value() == Math.rint(n.value());
  }

  private static boolean isWhole(Expression e) {
    return e instanceof Literal n
        && n.value() >= 1
        && n.value() <= 1_000_000
        && n.value() == Math.rint(n.value());
  }

  Statement train(Statement.Train s) {
    needs.inputs(s.span(), "train");
    needs.data(s.span(), "train");
    List<TrainOption> options = options(s.options(), s.places());
    scope.forgetExample();
    scope.forgetMeasures();
    return new Statement.Train(options, s.span(), s.places());
  }

  private List<TrainOption> options(List<TrainOption> options, Places places) {
    return options.stream().map(option -> option(option, places)).toList();
  }

  Statement crossValidate(Statement.CrossValidate s) {
    needsTargets(s.span(), "cross validate");
    if (!isWhole(s.count()) || ((Literal) s.count()).value() < 2) {
      String what = s.parts().isPresent() ? "splits" : "folds";
      diagnostics.add(CheckErrors.divisionCount(s.places().of(s.count()), what));
    }
    s.parts()
        .filter(parts -> !DataChecks.arePercentages(parts))
        .ifPresent(
            parts ->
                diagnostics.add(
                    CheckErrors.splitParts(
                        s.places().of(parts),
                        "cross validate 20 splits",
                        DataChecks.training(parts))));
    scope.crossValidated = true;
    return new Statement.CrossValidate(
        s.count(),
        s.parts(),
        s.seed().map(seed -> value(seed, s.places())),
        s.stratified(),
        options(s.options(), s.places()),
        s.span(),
        s.places());
  }

  Statement threshold(Statement.Threshold s) {
    s.best()
        .ifPresent(
            best -> {
              needsTargets(s.span(), "threshold best");
              if (BestThreshold.Criterion.named(best.text()).isEmpty()) {
                diagnostics.add(CheckErrors.unknownCriterion(best.span(), best.text()));
              }
            });
    if (s.value().isPresent()
        && s.value().get() instanceof Variable name
        && BestThreshold.Criterion.named(name.name()).isPresent()
        && !scope.evaluated
        && !scope.lets.containsKey(name.name())) {
      diagnostics.add(
          CheckErrors.thresholdByCriterion(s.places().of(s.value().get()), name.name()));
      return s;
    }
    scope.forgetMeasures();
    return new Statement.Threshold(
        s.best(), s.value().map(e -> value(e, s.places())), s.span(), s.places());
  }

  private TrainOption option(TrainOption option, Places places) {
    if (option instanceof TrainOption.Epochs epochs) {
      boolean number =
          epochs.count() instanceof Literal || epochs.count() instanceof Expression.Negation;
      if (number && !isCountOfEpochs(epochs.count())) {
        diagnostics.add(
            CheckErrors.notAWholeNumber(epochs.span(), "the number of epochs", "train 100 epochs"));
      }
      return new TrainOption.Epochs(value(epochs.count(), places), epochs.span());
    }
    if (option instanceof TrainOption.Batch batch) {
      boolean all = Variable.isWord(batch.size(), "all");
      boolean one = batch.size() instanceof Literal n && n.value() == 1;
      if (!one) {
        scope
            .learningRule
            .filter(rule -> LearningRule.readsExamples(rule.lines()))
            .ifPresent(rule -> diagnostics.add(CheckErrors.batchOfOne(batch.span(), rule)));
      }
      return all ? batch : new TrainOption.Batch(value(batch.size(), places), batch.span());
    }
    if (option instanceof TrainOption.Shuffle shuffle) {
      return new TrainOption.Shuffle(
          shuffle.seed().map(seed -> value(seed, places)), shuffle.span());
    }
    TrainOption.Until until = (TrainOption.Until) option;
    if (Variable.isWord(until.condition(), "converged")) {
      return until;
    }
    Expression condition = names(Names.Place.EPOCH, places, List.of()).resolve(until.condition());
    needs.condition(condition, places.of(until.condition()), "until");
    return new TrainOption.Until(condition, until.span());
  }

  Statement predict(Statement.Predict s) {
    needs.inputs(s.span(), "predict");
    List<Item> values = values(s.values(), s.places(), s.span());
    scope.exampleShown = true;
    return new Statement.Predict(values, s.span(), s.places());
  }

  Statement explain(Statement.Explain s) {
    needs.inputs(s.span(), "explain");
    List<Item> values = values(s.values(), s.places(), s.span());
    scope.exampleShown = true;
    return new Statement.Explain(values, s.span(), s.places());
  }

  void needsTargets(Span span, String action) {
    needs.inputs(span, action);
    needs.data(span, action);
  }

  Statement check(Statement.Check s) {
    if (s.what().text().equals("gradient")) {
      needsTargets(s.span(), "check gradient");
    } else {
      diagnostics.add(CheckErrors.checksTheGradient(s.what().span(), s.what().text()));
    }
    return s;
  }

  /** Brings typed values into the order of the inputs. */
  private List<Item> values(List<Item> items, Places places, Span span) {
    List<Item> resolved = new ArrayList<>();
    Set<String> given = new HashSet<>();
    boolean unnamed = false;
    int before = diagnostics.size();
    boolean fits =
        scope.inputsSpan.isEmpty() || items.size() == scope.inputs.size() || areInputsOpen();
    for (Item item : items) {
      if (item.name().isPresent()) {
        String name = item.name().get().text();
        if (scope.inputsSpan.isPresent() && !scope.isInput(name) && !areInputsOpen()) {
          diagnostics.add(
              CheckErrors.unknownInput(
                  item.name().get().span(), name, candidates(scope.inputs::words)));
        } else if (!given.add(name)) {
          diagnostics.add(CheckErrors.givenTwice(item.span(), name));
        }
        if (unnamed) {
          diagnostics.add(CheckErrors.mixedItems(item.span(), items.get(0).span()));
        }
      } else if (!given.isEmpty()) {
        diagnostics.add(CheckErrors.mixedItems(item.span(), items.get(0).span()));
      }
      if (item.value().isPresent()) {
        boolean category = isCategory(item, resolved.size());
        if (!category && isText(item) && !areInputsOpen()) {
          diagnostics.add(
              CheckErrors.numberExpected(
                  item.span(), inputOf(item, resolved.size()), example(items, span)));
          return List.of();
        }
        if (category && fits && !(item.value().get() instanceof Expression.Text)) {
          diagnostics.add(
              CheckErrors.categoryExpected(
                  item.span(), inputOf(item, resolved.size()), example(items, span)));
          return List.of();
        }
        unnamed |= item.name().isEmpty();
        resolved.add(category ? item : item.withValue(value(item.value().get(), places)));
      }
    }
    if (!fits && diagnostics.size() == before) {
      diagnostics.add(
          CheckErrors.valueCount(
              span,
              items.size(),
              scope.inputs.size(),
              scope.inputsSpan,
              given.isEmpty() ? example(items, span) : Optional.empty()));
    }
    return resolved;
  }

  /**
   * Returns the statement as it may have been meant: with a value for each input, if they are few.
   */
  private Optional<String> example(List<Item> items, Span span) {
    if (scope.inputs.isEmpty() || scope.inputs.size() > MOST_SHOWN) {
      return Optional.empty();
    }
    List<String> values = new ArrayList<>();
    for (int i = 0; i < scope.inputs.size(); i++) {
      boolean category = scope.oneHot.contains(scope.inputs.get(i).name());
      Optional<Item> item = i < items.size() ? Optional.of(items.get(i)) : Optional.empty();
      boolean text = item.filter(of -> isText(of)).isPresent();
      values.add(
          item.filter(of -> category == text)
              .map(of -> of.span().text())
              .orElse(
                  item.flatMap(Item::name).map(name -> name.text() + " = ").orElse("")
                      + (category ? "\"text\"" : "0")));
    }
    return Optional.of(span.text().split("[^\\p{L}]", 2)[0] + " " + String.join(", ", values));
  }

  private static boolean isText(Item item) {
    return item.value().filter(Expression.Text.class::isInstance).isPresent();
  }

  /** Returns the input that a typed value belongs to; empty if there are not so many. */
  private String inputOf(Item item, int index) {
    return item.name()
        .map(Word::text)
        .orElseGet(() -> index < scope.inputs.size() ? scope.inputs.get(index).name() : "");
  }

  private boolean isCategory(Item item, int index) {
    return scope.oneHot.contains(inputOf(item, index));
  }

  Statement evaluate(Statement.Evaluate s) {
    needs.inputs(s.span(), "evaluate");
    needs.data(s.span(), "evaluate");
    scope.evaluated = true;
    s.confidence().ifPresent(confidence -> confidence(confidence, s.places()));
    Optional<Statement.DataFile> other =
        s.file()
            .map(
                file ->
                    new Statement.DataFile(
                        inFolder(file.origin()), file.options(), file.span(), file.places()));
    Dialect dialect = scope.data instanceof Scope.Data.File file ? file.dialect() : Dialect.USUAL;
    other.ifPresent(file -> needs.columnsOf(new Scope.Data.File(file.origin(), dialect)));
    return new Statement.Evaluate(
        other,
        s.part(),
        s.calibration(),
        s.confidence()
            .map(
                asked ->
                    new Statement.Confidence(
                        asked.percent(),
                        asked.samples(),
                        asked.seed().map(seed -> value(seed, s.places())))),
        s.span(),
        s.places());
  }

  private void confidence(Statement.Confidence asked, Places places) {
    double percent = ((Literal) asked.percent()).value();
    if (!(percent >= 1 && percent < 100)) {
      diagnostics.add(CheckErrors.confidencePercent(places.of(asked.percent())));
    }
    asked
        .samples()
        .filter(samples -> !isWhole(samples))
        .ifPresent(
            samples ->
                diagnostics.add(
                    CheckErrors.notAWholeNumber(
                        places.of(samples),
                        "the number of samples",
                        "evaluate confidence 95 samples 2000")));
  }

  Statement show(Statement.Show s) {
    if (s.values().size() == 1
        && s.values().get(0) instanceof Variable v
        && v.role() == Variable.Role.NAME
        && s.spoken()
        && Topics.ALL.contains(v.name())) {
      return new Statement.ShowDeclaration(v.name(), s.span(), s.places());
    }
    if (s.spoken()
        && s.values().size() == 1
        && s.values().get(0) instanceof Variable v
        && Topics.LATER.contains(v.name())
        && !scope.canRead(v.name())) {
      diagnostics.add(CheckErrors.topicOfALaterVersion(s.places().of(v), v.name()));
      return s;
    }
    if (!s.spoken() && s.values().get(0) instanceof Variable v && isSlipOfAStatement(v)) {
      diagnostics.add(CheckErrors.unknownName(s.span(), v.name(), ScriptParser.statementWords()));
      return s;
    }
    if (s.spoken() && s.values().size() == 1 && s.values().get(0) instanceof Variable v) {
      Optional<String> topic = nearTopic(v);
      if (topic.isPresent()) {
        diagnostics.add(CheckErrors.unknownTopic(s.places().of(v), v.name(), topic.get()));
        return s;
      }
    }
    List<Expression> values = new ArrayList<>();
    for (Expression e : s.values()) {
      boolean topic =
          e instanceof Variable v
              && v.role() == Variable.Role.NAME
              && Topics.ALL.contains(v.name())
              && !scope.canRead(v.name());
      if (topic) {
        diagnostics.add(CheckErrors.topicInAList(s.places().of(e), ((Variable) e).name()));
      } else {
        values.add(value(e, s.places()));
      }
    }
    return new Statement.Show(values, s.spoken(), s.span(), s.places());
  }

  /** Returns the topic that is meant by a word that is nothing else. */
  private Optional<String> nearTopic(Variable word) {
    boolean known =
        word.role() != Variable.Role.NAME
            || scope.canRead(word.name())
            || Names.isConstant(word.name())
            || Names.meant(word.name()).isPresent()
            || Suggestions.nearest(word.name(), candidates(scope::readable)).isPresent();
    return known ? Optional.empty() : Suggestions.nearest(word.name(), Topics.ALL);
  }

  /** Whether a word alone on a line is no name, but nearly a statement: {@code trian}. */
  private boolean isSlipOfAStatement(Variable word) {
    boolean known =
        scope.canRead(word.name())
            || Names.isConstant(word.name())
            || Names.isFunction(scope, word.name());
    return word.role() == Variable.Role.NAME
        && !known
        && Names.meant(word.name()).isEmpty()
        && Suggestions.nearest(word.name(), candidates(scope::readable)).isEmpty()
        && Suggestions.nearest(word.name(), ScriptParser.statementWords()).isPresent();
  }

  Statement print(Statement.Print s) {
    List<Statement.Template> templates =
        s.templates().stream().map(t -> template(t, s.places())).toList();
    return new Statement.Print(templates, s.span(), s.places());
  }

  Statement expect(Statement.Expect s) {
    Expression condition = value(s.condition(), s.places());
    needs.condition(condition, s.places().of(s.condition()), "expect");
    return new Statement.Expect(condition, s.span(), s.places());
  }

  Statement back(Statement.Back s) {
    int undoable = scope.undoable();
    if (!open.isEmpty()) {
      diagnostics.add(CheckErrors.backInInclude(s.span()));
    } else if (undoable < s.count()) {
      diagnostics.add(CheckErrors.nothingToUndo(s.span(), undoable));
    } else {
      scope.undo(s.count());
    }
    return s;
  }

  Statement reset(Statement.Reset s) {
    scope.forgetExample();
    scope.forgetMeasures();
    return s;
  }

  Statement set(Statement.Set s) {
    boolean decimal = s.value().text().equals("decimal") && s.setting().text().equals("numbers");
    if (s.amount().isPresent() && !decimal) {
      diagnostics.add(CheckErrors.settingAmount(s.amount().get().span()));
    }
    switch (s.setting().text()) {
      case "digits" ->
          expectSetting(
              s, isDigits(s.value().text()), "write `set digits 6`, from 1 to " + MOST_DIGITS);
      case "numbers" ->
          expectSetting(
              s,
              decimal
                  ? s.amount().map(Word::text).filter(ActionChecks::isDigits).isPresent()
                  : Set.of("double", "exact").contains(s.value().text()),
              "write `set numbers double`, `exact`, or `decimal 30`, from 1 to "
                  + MOST_DIGITS
                  + " digits");
      case "terms" ->
          expectSetting(
              s,
              s.value().text().equals("all") || isCount(s.value().text()),
              "write `set terms 10` or `set terms all`");
      case "trace" ->
          expectSetting(
              s,
              Choices.behind("set", "trace").contains(s.value().text()),
              "write `set trace full`, `summary` or `none`");
      default ->
          diagnostics.add(CheckErrors.unknownSetting(s.setting().span(), s.setting().text()));
    }
    return s;
  }

  private void expectSetting(Statement.Set s, boolean fits, String help) {
    if (!fits) {
      Span place =
          s.amount().map(amount -> s.value().span().to(amount.span())).orElse(s.value().span());
      diagnostics.add(CheckErrors.settingValue(place, s.setting().text(), help));
    }
  }

  private static boolean isDigits(String text) {
    return isCount(text) && Integer.parseInt(text) <= MOST_DIGITS;
  }

  private static boolean isCount(String text) {
    return text.matches("[1-9][0-9]{0,5}");
  }
}
