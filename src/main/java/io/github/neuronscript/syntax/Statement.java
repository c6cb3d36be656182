package io.github.neuronscript.syntax;

import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Expression;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One statement as it was written: nothing is resolved, counted or opened yet. Every statement
 * knows its place and the places of its formulas.
 */
public sealed interface Statement {

  Span span();

  Places places();

  <R> R accept(Visitor<R> visitor);

  /** Whether {@code back} undoes it: what only shows something is passed over. */
  default boolean isUndoable() {
    return !(this instanceof Forward
        || this instanceof Backward
        || this instanceof Predict
        || this instanceof PredictFrom
        || this instanceof Evaluate
        || this instanceof CrossValidate
        || this instanceof Explain
        || this instanceof Ledger
        || this instanceof Check
        || this instanceof Derive
        || this instanceof Diagnose
        || this instanceof Plot
        || this instanceof Save
        || this instanceof Export
        || this instanceof Show
        || this instanceof ShowDeclaration
        || this instanceof Print
        || this instanceof Expect
        || this instanceof Set
        || this instanceof Back
        || this instanceof Damaged);
  }

  /** One method per statement, so that a new one fails to compile wherever it must be handled. */
  interface Visitor<R> {
    R inputs(Inputs s);

    R weights(Weights s);

    R bias(Bias s);

    R activation(Activation s);

    R loss(Loss s);

    R penalty(Penalty s);

    R learningRate(LearningRate s);

    R learningRule(LearningRule s);

    R writtenRule(WrittenRule s);

    R cost(Cost s);

    R target(Target s);

    R dataRows(DataRows s);

    R dataFile(DataFile s);

    R seed(Seed s);

    R let(Let s);

    R define(Define s);

    R defineRule(DefineRule s);

    R assign(Assign s);

    R forward(Forward s);

    R backward(Backward s);

    R update(Update s);

    R step(Step s);

    R train(Train s);

    R predict(Predict s);

    R predictFrom(PredictFrom s);

    R evaluate(Evaluate s);

    R crossValidate(CrossValidate s);

    R threshold(Threshold s);

    R explain(Explain s);

    R ledger(Ledger s);

    R check(Check s);

    R derive(Derive s);

    R diagnose(Diagnose s);

    R plot(Plot s);

    R save(Save s);

    R load(Load s);

    R export(Export s);

    R show(Show s);

    R showDeclaration(ShowDeclaration s);

    R print(Print s);

    R expect(Expect s);

    R reset(Reset s);

    R set(Set s);

    R when(When s);

    R stop(Stop s);

    R fail(Fail s);

    R answer(Answer s);

    R forgetRule(ForgetRule s);

    R scale(Scale s);

    R split(Split s);

    R inputsAll(InputsAll s);

    R back(Back s);

    R include(Include s);

    R damaged(Damaged s);
  }

  /**
   * One of a list: {@code name = value}, {@code name[count]}, or a value alone, which may be a
   * name.
   */
  record Item(Optional<Word> name, OptionalInt count, Optional<Expression> value, Span span) {
    public Item withValue(Expression formula) {
      return new Item(name, count, Optional.of(formula), span);
    }
  }

  /** A row of {@code data}: cells, and after the arrow what is expected of them. */
  record Row(List<Expression> cells, List<Expression> targets, Span span) {}

  /** Typed values, and after the arrow their target. */
  record Example(List<Item> values, Optional<Expression> target) {}

  /** {@code with derivative by name = formula}. */
  record Stated(Optional<Word> by, Expression formula) {}

  /** One line of a learning rule: {@code name <- formula}. */
  record RuleLine(Word name, Expression formula) {}

  /** A text with formulas in braces: {@code "epoch {epoch}"}. */
  record Template(List<Part> parts) {
    /**
     * A piece of a template: a text as it stands, or a formula whose value is put in.
     *
     * @param width the least number of characters of the value, which stands at the right; or 0
     */
    public record Part(String text, Optional<Expression> hole, int width) {
      static Part text(String text) {
        return new Part(text, Optional.empty(), 0);
      }

      static Part value(Expression formula, int width) {
        return new Part("", Optional.of(formula), width);
      }
    }
  }

  /** How many of which kind of limit a training has; each kind at most once. */
  sealed interface TrainOption {
    Span span();

    /** {@code 1000 epochs} or {@code at most 1000 epochs}: the same bound. */
    record Epochs(Expression count, Span span) implements TrainOption {}

    record Batch(Expression size, Span span) implements TrainOption {}

    record Shuffle(Optional<Expression> seed, Span span) implements TrainOption {}

    record Until(Expression condition, Span span) implements TrainOption {}
  }

  record Inputs(List<Item> items, Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.inputs(this);
    }
  }

  record Weights(List<Item> items, Optional<Expression> seed, Span span, Places places)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.weights(this);
    }
  }

  record Bias(Item item, boolean fixed, Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.bias(this);
    }
  }

  record Activation(Expression function, Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.activation(this);
    }
  }

  record Loss(Expression function, Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.loss(this);
    }
  }

  /** What the cost adds for each weight; empty for {@code penalty none}. */
  record Penalty(Optional<Expression> function, Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.penalty(this);
    }
  }

  record LearningRate(Expression rate, Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.learningRate(this);
    }
  }

  /** {@code learning rule gradient descent}: the words of its name with single spaces. */
  record LearningRule(String name, List<Expression> arguments, Span span, Places places)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.learningRule(this);
    }
  }

  /** {@code learning rule w <- w - rate * gradient}: a rule without a name, by its lines. */
  record WrittenRule(List<RuleLine> lines, Span span, Places places) implements Statement {
    public WrittenRule {
      lines = List.copyOf(lines);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.writtenRule(this);
    }
  }

  record Cost(Word kind, Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.cost(this);
    }
  }

  record Target(Item item, Span span, Places places) implements Statement {
    /** Returns what the target is called: by its own name, else by its column. */
    public String name() {
      return item.name()
          .map(Word::text)
          .orElseGet(
              () ->
                  item.value().orElse(null) instanceof Expression.Variable column
                      ? column.name()
                      : "y");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.target(this);
    }
  }

  record DataRows(List<Row> rows, Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.dataRows(this);
    }
  }

  /**
   * Where a table comes from.
   *
   * @param text a path, or a name that the host gives to data
   */
  record Origin(String text, boolean named, Span span) {
    /** Returns the same origin with another path. */
    public Origin at(String path) {
      return new Origin(path, named, span);
    }
  }

  /** What stands behind the origin of data, in any order. */
  sealed interface DataOption {
    Span span();

    /** Keeps the rows for which a condition holds. */
    record Where(Expression condition, Span span) implements DataOption {}

    /** The sign between two cells, quoted, or its name. */
    record Separator(Word sign, Span span) implements DataOption {}

    /** The sign before the decimals of a number. */
    record Decimal(Word sign, Span span) implements DataOption {}

    /** What becomes of cells without a value. */
    record Missing(Word what, Span span) implements DataOption {}

    /** Whether the first line names the columns. */
    record Header(Word what, Span span) implements DataOption {}
  }

  /**
   * Rows of a file, or of what the host gives a name.
   *
   * @param options each kind at most once
   */
  record DataFile(Origin origin, List<DataOption> options, Span span, Places places)
      implements Statement {

    /** Returns the option of a kind, if it is given. */
    public <O extends DataOption> Optional<O> option(Class<O> kind) {
      return options.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /** Returns the condition that rows are held to. */
    public Optional<Expression> where() {
      return option(DataOption.Where.class).map(DataOption.Where::condition);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.dataFile(this);
    }
  }

  record Seed(Expression seed, Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.seed(this);
    }
  }

  record Let(Word name, Expression value, Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.let(this);
    }
  }

  record Define(
      Word name,
      List<Word> parameters,
      Expression body,
      Optional<Stated> stated,
      Optional<Expression> requirement,
      Span span,
      Places places)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.define(this);
    }
  }

  /**
   * Defines a learning rule.
   *
   * @param requirement what its parameters must meet
   */
  record DefineRule(
      String name,
      List<Word> parameters,
      List<RuleLine> lines,
      Optional<Expression> requirement,
      Span span,
      Places places)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.defineRule(this);
    }
  }

  record Assign(Word name, Expression value, Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.assign(this);
    }
  }

  record Forward(Optional<Example> example, Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.forward(this);
    }
  }

  record Backward(Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.backward(this);
    }
  }

  record Update(Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.update(this);
    }
  }

  record Step(Optional<Expression> count, Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.step(this);
    }
  }

  record Train(List<TrainOption> options, Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.train(this);
    }
  }

  record Predict(List<Item> values, Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.predict(this);
    }
  }

  /** A path that is written: {@code to "out.csv"}. */
  record Destination(String path, Span span) {
    /** Returns the same file, as another script writes its path. */
    public Destination at(String other) {
      return new Destination(other, span);
    }
  }

  /**
   * Predicts every row of a file.
   *
   * @param file with the options that are written here
   * @param explained whether what each input contributes is written too
   * @param to where the rows and their outputs are written; on the screen if it is empty
   */
  record PredictFrom(
      DataFile file, boolean explained, Optional<Destination> to, Span span, Places places)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.predictFrom(this);
    }
  }

  /** Intervals by resampling: {@code confidence 95 samples 2000 seed 3}. */
  record Confidence(Expression percent, Optional<Expression> samples, Optional<Expression> seed) {}

  /**
   * Judges the neuron.
   *
   * @param file judged in place of the data
   * @param part the word for a part of the data: training, test or all
   * @param calibration whether the outputs are held to the shares of the classes
   */
  record Evaluate(
      Optional<DataFile> file,
      Optional<Word> part,
      boolean calibration,
      Optional<Confidence> confidence,
      Span span,
      Places places)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.evaluate(this);
    }
  }

  /**
   * Trains anew on all folds but one and judges by that one, for each fold; or on one part of the
   * rows and judges by the other, for each of several splits.
   *
   * @param count how many folds or splits, a number
   * @param parts the percentages of each split; empty for folds
   * @param options of each training; none for those of the last one
   */
  record CrossValidate(
      Expression count,
      Optional<Expression> parts,
      Optional<Expression> seed,
      boolean stratified,
      List<TrainOption> options,
      Span span,
      Places places)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.crossValidate(this);
    }
  }

  /**
   * From which output on the class 1 is predicted; one of the two is given.
   *
   * @param best the word for what it is chosen by
   */
  record Threshold(Optional<Word> best, Optional<Expression> value, Span span, Places places)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.threshold(this);
    }
  }

  /** A prediction with what each input contributes to it. */
  record Explain(List<Item> values, Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.explain(this);
    }
  }

  /** Which example pulls which weight where. */
  record Ledger(Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.ledger(this);
    }
  }

  /** {@code check gradient}: the derivatives beside differences of the cost. */
  record Check(Word what, Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.check(this);
    }
  }

  /**
   * The derivation of a function, or of the neuron where none is named.
   *
   * @param by the parameter that is varied, if it is said
   * @param at the value of each parameter, to put numbers in; empty for none
   */
  record Derive(
      Optional<Word> function, Optional<Word> by, List<Expression> at, Span span, Places places)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.derive(this);
    }
  }

  /** What is wrong with the neuron as it is. */
  record Diagnose(Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.diagnose(this);
    }
  }

  /**
   * A picture.
   *
   * @param kind the word for what it is of
   * @param inputs those to be drawn, if it is said
   * @param to the file that it is written to; only shown if it is empty
   */
  record Plot(Word kind, List<Word> inputs, Optional<Destination> to, Span span, Places places)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.plot(this);
    }
  }

  /** {@code show a, b} or a formula alone on a line; a single name may be a topic. */
  record Show(List<Expression> values, boolean spoken, Span span, Places places)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.show(this);
    }
  }

  /** A declaration's keyword alone on a line: shows what it holds. */
  record ShowDeclaration(String keyword, Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.showDeclaration(this);
    }
  }

  record Print(List<Template> templates, Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.print(this);
    }
  }

  record Expect(Expression condition, Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.expect(this);
    }
  }

  record Reset(Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.reset(this);
    }
  }

  /** A setting, its value, and what follows that: {@code set numbers decimal 30}. */
  record Set(Word setting, Word value, Optional<Word> amount, Span span, Places places)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.set(this);
    }
  }

  /** When a rule is looked at: after each epoch, after each example, in each prediction. */
  enum Moment {
    EPOCH,
    STEP,
    PREDICT
  }

  /** {@code rule "name" on epoch once when condition then … otherwise …}. */
  record When(
      Optional<String> name,
      Moment moment,
      boolean once,
      Expression condition,
      Span conditionSpan,
      List<Statement> then,
      List<Statement> otherwise,
      Span span,
      Places places)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.when(this);
    }

    /** Returns what the rule is called: its name, or its condition as it was written. */
    public String label() {
      return name.map(text -> "\"" + text + "\"")
          .orElseGet(() -> "when " + conditionSpan.text().replaceAll("\\s+", " "));
    }
  }

  /** Ends the training after this epoch; only in a rule. */
  record Stop(Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.stop(this);
    }
  }

  /** Ends the script as failed; only in a rule. */
  record Fail(Template text, Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.fail(this);
    }
  }

  /** What a decision rule decides. */
  record Answer(Template text, Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.answer(this);
    }
  }

  record ForgetRule(String name, Span nameSpan, Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.forgetRule(this);
    }
  }

  /**
   * How inputs are moved and stretched.
   *
   * @param kind a name, or the word from
   * @param offset what is subtracted from each input; empty unless it stands there
   * @param divisor what each is divided by then
   */
  record Scale(
      Word kind, List<Expression> offset, List<Expression> divisor, Span span, Places places)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.scale(this);
    }
  }

  /**
   * {@code split 80 / 20 seed 1 stratified}.
   *
   * @param parts two percentages as a quotient, or the word none
   */
  record Split(
      Expression parts, Optional<Expression> seed, boolean stratified, Span span, Places places)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.split(this);
    }
  }

  /** {@code inputs all except id}: the columns of the data file, in its order. */
  record InputsAll(List<Word> except, Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.inputsAll(this);
    }
  }

  record Back(int count, Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.back(this);
    }
  }

  /** Writes the model into a file. */
  record Save(Destination to, Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.save(this);
    }
  }

  /**
   * A saved model in place of all that was declared.
   *
   * @param statements that declare it; none until the checker has read them
   */
  record Load(String path, Span pathSpan, List<Statement> statements, Span span, Places places)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.load(this);
    }
  }

  /**
   * Writes the model for another tool.
   *
   * @param single whether it computes in single precision there
   */
  record Export(Destination to, boolean single, Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.export(this);
    }
  }

  /**
   * Another script in place of this statement, or the declarations of a model of another tool.
   *
   * @param foreign whether it is a model of another tool
   * @param statements none until the checker has read them
   */
  record Include(
      String path,
      Span pathSpan,
      boolean foreign,
      List<Statement> statements,
      Span span,
      Places places)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.include(this);
    }
  }

  /**
   * A statement that could not be read; its error stands among the script's diagnostics.
   *
   * @param keyword its first word, so that nobody complains that it is missing; may be empty
   */
  record Damaged(String keyword, Span span, Places places) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.damaged(this);
    }
  }
}
