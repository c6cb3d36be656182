package io.github.neuronscript.session;

import io.github.neuronscript.data.Table;
import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Reached;
import io.github.neuronscript.diagnostic.Reached.Which;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.diagnostic.Suggestions;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.NumberWriter;
import io.github.neuronscript.formula.Symbols;
import io.github.neuronscript.judge.Metric;
import io.github.neuronscript.judge.Why;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Every text of the running stage. */
final class RunErrors {

  /** Begins the note that says what a failed training leaves. */
  private static final String KEEPS = "the session keeps";

  private RunErrors() {}

  static String number(Number value) {
    return NumberWriter.written(value, NumberSystem.MOST_DIGITS).replace('-', '−');
  }

  /** Returns a number as a trace shows it, with 6 significant digits. */
  static String rounded(Number value) {
    return rounded(value, 6);
  }

  static String rounded(Number value, int digits) {
    return NumberWriter.written(value, digits).replace('-', '−');
  }

  static Diagnostic tooLong(Span place, String where, String what, NumberSystem numbers) {
    Diagnostic error =
        Diagnostic.error(
            Code.NUMBER_TOO_LONG,
            (where.isEmpty() ? "" : "at " + where + ": ") + what + " is too long",
            place);
    return numbers.isExact()
        ? error
            .note("fractions grow with every product, up to 20,000 bits")
            .help("take fewer steps, or write `set numbers decimal 30`")
        : error;
  }

  static Diagnostic notExact(Span place, Expression formula) {
    if (formula instanceof Expression.Hosted hosted) {
      return Diagnostic.error(
              Code.NOT_EXACT,
              "`"
                  + hosted.function().name()
                  + "` is a function of the application, in doubles alone",
              place)
          .help("write `set numbers double`, or do without it");
    }
    return Diagnostic.error(
            Code.NOT_EXACT,
            "`" + FormulaWriter.source(formula) + "` is no fraction, so it has no exact value",
            place)
        .help("write `set numbers decimal 30` to compute with 30 digits instead");
  }

  static Diagnostic nothingTrained(Span place) {
    return Diagnostic.error(Code.NOTHING_TRAINED, "nothing was trained yet", place)
        .help("write `train` before it; `show difference` runs that training again");
  }

  static Diagnostic tooManyToCompare(Span place, int rows, int most) {
    return Diagnostic.error(
            Code.TOO_MUCH_WORK,
            "the training has " + rows + " examples, and " + most + " are compared",
            place)
        .help("train on fewer rows: `data from \"file.csv\" where …`");
  }

  static Diagnostic numbersLate(
      Span place, String before, boolean learnt, Optional<Span> computed) {
    Diagnostic error =
        Diagnostic.error(
            Code.NUMBERS_LATE, "values were computed with `set numbers " + before + "`", place);
    if (learnt) {
      return error.help("write `reset` before it, which forgets what was learnt");
    }
    return computed.isEmpty()
        ? error
        : error.related(computed.get(), "this one").help("write it at the beginning");
  }

  static Diagnostic inputWithoutValue(Span place, String name) {
    return Diagnostic.error(
            Code.INPUT_WITHOUT_VALUE, "the input `" + name + "` has no value yet", place)
        .help("write `" + name + " = 0.5`, or show an example with `forward` before it");
  }

  static Diagnostic notFinite(Span place, String formula, Number value, String operands) {
    Diagnostic error =
        Diagnostic.error(
            Code.NOT_FINITE, "`" + formula + "` is " + number(value) + ", no finite number", place);
    return operands.isEmpty() ? error : error.note("with " + operands);
  }

  static Diagnostic expectationFailed(
      Span place, String condition, String sides, boolean equalButForRounding) {
    Diagnostic error =
        Diagnostic.error(Code.EXPECTATION_FAILED, "`" + condition + "` does not hold", place);
    Diagnostic noted = sides.isEmpty() ? error : error.note(sides);
    return equalButForRounding
        ? noted.help("to compare up to rounding write `a is b within 1e-12`")
        : noted;
  }

  static Diagnostic badSeed(Span place, double value) {
    return Diagnostic.error(
        Code.WHOLE_NUMBER_EXPECTED,
        "a seed is a whole number from −2^53 to 2^53, not " + number(value),
        place);
  }

  static Diagnostic tooManyNumbers(Span place, int rows, int inputs, long numbers, long most) {
    Reached reached =
        new Reached(Which.BYTES, numbers, most, rows + " rows of " + inputs + " inputs");
    return Diagnostic.error(
            Code.CSV_TOO_LARGE,
            "the inputs of all rows are " + numbers + " numbers, and at most " + most + " are held",
            place)
        .help("take fewer inputs, or fewer rows by `where`")
        .note(reached.howToRaise())
        .reached(reached);
  }

  static Diagnostic otherDataForgotten(Span place, int left) {
    return Diagnostic.error(
            Code.NOTHING_TO_UNDO,
            left == 0 ? "there is nothing left to undo" : "only " + left + " can be undone",
            place)
        .note(
            "what stood before had other data, and the limits keep only so much of it; declare it"
                + " again");
  }

  static Diagnostic ruleOutdated(Span place, String name) {
    return Diagnostic.error(
            Code.RULE_OUTDATED, "the rule uses `" + name + "`, which is declared no more", place)
        .help("write the rule again, or `forget rule` before the new declaration");
  }

  static Diagnostic unknownAmongColumns(Span place, String name, List<String> known) {
    Diagnostic error =
        Diagnostic.error(Code.UNKNOWN_NAME, "nothing is called `" + name + "` here", place);
    if (known.isEmpty()) {
      return error
          .note("the inputs are the columns of the data, which have not been read yet")
          .help("use `" + name + "` after `train`, `step`, `forward` or `evaluate`");
    }
    return Suggestions.nearest(name, known)
        .map(near -> error.help("did you mean `" + near + "`?").fix(place, near))
        .orElse(error);
  }

  static Diagnostic failed(Span place, String message, String rule) {
    return Diagnostic.error(Code.FAILED, message.isEmpty() ? "a rule failed" : message, place)
        .note("said by the rule " + rule);
  }

  static Diagnostic splitTooFew(Span place, int rows) {
    return Diagnostic.error(
            Code.SPLIT_TOO_FEW,
            rows < 2
                ? "a split needs two rows or more, and there is only one"
                : "a stratified split divides each class, and the rows have no targets",
            place)
        .help("give it more rows" + (rows < 2 ? "" : ", or leave `stratified` out"));
  }

  static Diagnostic splitNoClass(Span place, Number target, String row) {
    return Diagnostic.error(
            Code.SPLIT_TOO_FEW,
            "a stratified split divides each class, and the target "
                + number(target)
                + " stands in one row only",
            place)
        .note("it is that of " + row)
        .help("leave `stratified` out");
  }

  static Diagnostic allRowsLeftOut(Span place, String file, Table.LeftOut leftOut) {
    return Diagnostic.error(
            Code.ALL_ROWS_LEFT_OUT,
            "no row of `" + file + "` is left: each lacks a value that is read",
            place)
        .note(gaps(leftOut));
  }

  static Diagnostic rowsLeftOut(Span place, Table.LeftOut leftOut, int rowsLeft) {
    int rows = leftOut.rows();
    return Diagnostic.notice(
            Code.ROWS_LEFT_OUT,
            rows + " of " + (rows + rowsLeft) + " rows " + (rows == 1 ? "is" : "are") + " left out",
            place)
        .note(gaps(leftOut));
  }

  /** Says in which columns values are missing, the emptiest first. */
  private static String gaps(Table.LeftOut leftOut) {
    return "values are missing: "
        + leftOut.gaps().entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(gap -> gap.getValue() + " in `" + gap.getKey() + "`")
            .collect(Collectors.joining(", "));
  }

  static Diagnostic dataChanged(Span place, String name, int before, int now) {
    return Diagnostic.error(
            Code.DATA_CHANGED,
            "`" + name + "` had " + before + " rows, and has " + now + " when it is read again",
            place)
        .help("leave the data as they are until the script has ended");
  }

  static Diagnostic gapsFilled(Span place, String column, int count, Number mean) {
    return Diagnostic.notice(
        Code.GAPS_FILLED,
        (count == 1 ? "1 value of" : count + " values of")
            + " `"
            + column
            + "` "
            + (count == 1 ? "is" : "are")
            + " missing, and the mean of those that train stands there: "
            + number(mean),
        place);
  }

  static Diagnostic noMean(Span place, String column) {
    return Diagnostic.error(
            Code.NO_MEAN, "`" + column + "` has no value, so there is no mean of them", place)
        .help("leave `" + column + "` out of `inputs`");
  }

  static Diagnostic noMeanOfData(Span place, String column) {
    return Diagnostic.error(
            Code.NO_MEAN, "there is no mean of `" + column + "`: the data gave none", place)
        .note("`missing mean` puts in the means of the rows that train")
        .help("write `missing mean` behind `data from`, too");
  }

  static Diagnostic columnRenamed(Span place, String file, String column, String other) {
    return Diagnostic.notice(
        Code.COLUMN_RENAMED,
        "`"
            + file
            + "` has a column `"
            + column
            + "` already, so the new one is called `"
            + other
            + "`",
        place);
  }

  static Diagnostic tooManyBytes(Span place, String file, long most) {
    Reached reached = new Reached(Which.BYTES, most + 1, most, file);
    return Diagnostic.error(
            Code.CSV_TOO_LARGE, "`" + file + "` would have more than " + most + " bytes", place)
        .note(reached.howToRaise())
        .reached(reached);
  }

  static Diagnostic emptyWhere(Span place, String path, int rows) {
    return Diagnostic.error(
        Code.EMPTY_WHERE,
        "`where` keeps none of the " + rows + (rows == 1 ? " row of " : " rows of ") + path,
        place);
  }

  /** Adds the texts of a column that `where` compares, and the one that may have been meant. */
  static Diagnostic holds(Diagnostic error, String column, String text, Set<String> texts) {
    Diagnostic noted = error.note("`" + column + "` holds " + some(texts));
    if (texts.contains(text)) {
      return noted;
    }
    Optional<String> near = Suggestions.nearest(text, texts);
    return near.isPresent()
        ? noted.help("did you mean \"" + near.get() + "\"?")
        : noted.help(
            "write one of these texts, as in `where "
                + Symbols.typed(column)
                + " == "
                + some(Set.of(texts.iterator().next()))
                + "`");
  }

  /** Adds between which numbers a column lies that `where` compares. */
  static Diagnostic ranges(Diagnostic error, String column, double least, double most) {
    return error.note(
        least == most
            ? "`" + column + "` is " + number(least) + " in every row"
            : "`" + column + "` goes from " + number(least) + " to " + number(most));
  }

  private static String some(Set<String> texts) {
    return texts.stream()
            .limit(4)
            .map(t -> "\"" + (t.length() > 40 ? t.substring(0, 40) + "…" : t) + "\"")
            .collect(Collectors.joining(", "))
        + (texts.size() > 4 ? " and others" : "");
  }

  static Diagnostic noInputsLeft(Span place) {
    return Diagnostic.error(Code.INPUTS_MISSING, "no column is left that could be an input", place);
  }

  static Diagnostic allNeedsFile(Span place) {
    return Diagnostic.error(
            Code.DATA_MISSING, "which columns are inputs is known with the data only", place)
        .help("write `data from \"file.csv\"` before it");
  }

  static Diagnostic badRange(Span place, double low, double high) {
    return Diagnostic.error(
            Code.PARAMETER_OUTSIDE,
            "there is no range from " + number(low) + " to " + number(high),
            place)
        .help("write the smaller bound first: `weights uniform(-1, 1)`");
  }

  static Diagnostic badDeviation(Span place, double deviation) {
    return Diagnostic.error(
            Code.PARAMETER_OUTSIDE,
            "a standard deviation is 0 or more, not " + number(deviation),
            place)
        .help("write `weights normal(0, 0.1)`: the mean, then the deviation");
  }

  static Diagnostic badParameter(Span place, String name, String requirement) {
    return Diagnostic.error(
        Code.PARAMETER_OUTSIDE, "`" + name + "` asks for " + requirement, place);
  }

  static Diagnostic textMatchesNothing(Span place, String column, String text, Set<String> texts) {
    Diagnostic warning =
        Diagnostic.warning(
                Code.TEXT_MATCHES_NOTHING,
                "no row of the column `" + column + "` is \"" + text + "\"",
                place)
            .note("it holds " + some(texts));
    return Suggestions.nearest(text, texts)
        .map(near -> warning.help("did you mean \"" + near + "\"?"))
        .orElse(warning);
  }

  static Diagnostic badCount(Span place, String what, double value) {
    return Diagnostic.error(
        Code.WHOLE_NUMBER_EXPECTED,
        what + " is a whole number from 1 on, not " + number(value),
        place);
  }

  static Diagnostic tooManyEpochs(Span place, double epochs, long most) {
    return Diagnostic.error(
            Code.TOO_MUCH_WORK,
            "this training would take " + number(epochs) + " epochs, more than the limit",
            place)
        .note("the limit is " + number((double) most) + " epochs")
        .help("write fewer epochs, and `until converged` to stop in time")
        .reached(new Reached(Which.EPOCHS, (long) epochs, most, "the epochs of one training"));
  }

  static Diagnostic tooMuchWork(
      Span place, double epochs, int rows, int parameters, double steps, long most) {
    String work = number(epochs) + " epochs × " + rows + " rows × " + parameters + " parameters";
    return Diagnostic.error(
            Code.TOO_MUCH_WORK, "this training would take " + work + ", more than the limit", place)
        .note(
            "with its formulas that is "
                + rounded(steps, 3)
                + " steps, and the limit is "
                + number((double) most))
        .help("write fewer epochs, and `until converged` to stop in time")
        .reached(new Reached(Which.STEPS, (long) steps, most, work));
  }

  static Diagnostic limitReached(Optional<Span> place, String what, Reached reached) {
    Diagnostic error =
        Diagnostic.error(
                Code.LIMIT_REACHED,
                "the script may have "
                    + number((double) reached.allowed())
                    + " "
                    + what
                    + ", and needs more")
            .note("most of it is " + reached.dominates())
            .note(reached.howToRaise())
            .reached(reached);
    return place.map(error::orAt).orElse(error);
  }

  static Diagnostic timeIsUp(Reached reached, Diagnostic where) {
    return Diagnostic.error(
            Code.TIME_IS_UP,
            "the "
                + number((double) reached.allowed() / 1000)
                + " s are over that the script was given; "
                + where.message())
        .note("it was at " + reached.dominates())
        .note(reached.howToRaise())
        .reached(reached);
  }

  static Diagnostic badRate(Span place, Number rate) {
    return Diagnostic.error(
            Code.RATE_EXPECTED, "the learning rate is a finite number, not " + number(rate), place)
        .help("write `learning rate 0.1`");
  }

  static Diagnostic diverged(
      Span place,
      long epoch,
      Number cost,
      String example,
      List<String> values,
      Number rate,
      Optional<Number> largest,
      Neuron neuron,
      boolean probabilities) {
    Diagnostic error =
        Diagnostic.error(
            Code.DIVERGED,
            "the training diverged: after epoch "
                + epoch
                + " the cost is "
                + number(cost)
                + (NumberSystem.isFinite(cost) ? " and a weight is not finite" : ""),
            place);
    Diagnostic where =
        example.isEmpty()
            ? error
            : error.note("the first loss that is not finite is that of " + example);
    Diagnostic kept =
        where
            .note("at the end " + String.join(", ", values))
            .note(
                epoch == 1
                    ? KEEPS + " the weights from before"
                    : KEEPS + " the state of epoch " + (epoch - 1));
    if (probabilities) {
      return kept.help(activationOfProbabilities(neuron));
    }
    return kept.help(
        largest
            .map(
                bound ->
                    "write `learning rate "
                        + NumberWriter.rounded(0.9 * bound.doubleValue(), 2)
                        + "`: a linear neuron with squared loss converges below 2/λ = "
                        + rounded(bound))
            .orElse("try a smaller `learning rate` than " + number(rate)));
  }

  /**
   * Says that the derivative of an example is no number.
   *
   * @param probabilities whether the loss takes probabilities, and the activation gives others
   */
  static Diagnostic undefined(
      Span place, String example, String values, Neuron neuron, boolean probabilities) {
    Diagnostic error =
        Diagnostic.error(
                Code.DERIVATIVE_UNDEFINED,
                "the derivative of the loss is not a number at " + example,
                place)
            .note("with " + values);
    String activation = FormulaWriter.symbols(neuron.formulas().output());
    return probabilities
        ? error.help(activationOfProbabilities(neuron))
        : error.help(
            "state a derivative that is defined there: `define f(z) = … with derivative …`; the"
                + " activation is "
                + activation);
  }

  private static String activationOfProbabilities(Neuron neuron) {
    return "write `activation sigmoid`: this loss takes outputs between 0 and 1, and "
        + FormulaWriter.symbols(neuron.formulas().output())
        + " gives others too";
  }

  static Diagnostic penaltyUndefined(
      Span place, String penalty, String weight, Number value, Number slope) {
    return Diagnostic.error(
            Code.DERIVATIVE_UNDEFINED,
            "the derivative of the penalty `"
                + penalty
                + "` is "
                + number(slope)
                + " at "
                + weight
                + " = "
                + number(value),
            place)
        .help("state one that is finite there: `define p(w) = … with derivative …`")
        .help("or begin elsewhere: `weights random`");
  }

  static Diagnostic targetOutside(
      Span place, String loss, double target, String example, String requirement) {
    Diagnostic error =
        Diagnostic.error(
                Code.TARGET_OUTSIDE_LOSS,
                "the loss `" + loss + "` does not allow the target " + number(target) + example,
                place)
            .note("it asks for " + requirement);
    boolean sides = requirement.contains("−1") && requirement.contains("= 1");
    return error.help(
        sides
            ? "make them −1 and 1, as in `target y = if passed == 1 then 1 else -1`, or choose"
                + " another loss"
            : "choose another loss, or other targets");
  }

  static Diagnostic columnsOfRows(Span place) {
    return Diagnostic.error(
            Code.COLUMNS_OF_ROWS,
            "this reads columns by name, but rows in the script have none",
            place)
        .help("name the inputs alone, in the order of the cells: `inputs x1, x2`");
  }

  static Diagnostic otherDataThanLearnt(Span place) {
    return Diagnostic.notice(
            Code.OTHER_DATA, "the data of the model are not those that it was saved with", place)
        .note("weights and scale stay as they were saved");
  }

  static Diagnostic otherArithmetic(Span place, String path, long number) {
    return Diagnostic.notice(
            Code.OTHER_ARITHMETIC,
            "`" + path + "` was saved by arithmetic " + number + ", and this is another one",
            place)
        .note("last digits may differ from those that it would have had");
  }

  static Diagnostic categoriesNeedFile(Span place) {
    return Diagnostic.error(
            Code.CATEGORY, "`one_hot` takes its categories from the data, and there is none", place)
        .help("say where it is before: `data from \"flowers.csv\"`");
  }

  static Diagnostic tooManyCategories(Span place, String column, int count, int most) {
    return Diagnostic.error(
            Code.CATEGORY,
            "the column `"
                + column
                + "` has "
                + count
                + " different texts, and at most "
                + most
                + " can be inputs",
            place)
        .note("a column that is different in each row is a name, and nothing to learn from");
  }

  static Diagnostic emptyCategory(Span place, String column) {
    return Diagnostic.error(
            Code.CATEGORY, "the column `" + column + "` has cells without a category", place)
        .help("leave these rows out: `missing skip` behind the name of the file");
  }

  static Diagnostic inputTwice(Span place, String name) {
    return Diagnostic.error(Code.DUPLICATE_NAME, "two inputs would be called `" + name + "`", place)
        .help("give one another name: `inputs kind = one_hot(species)`");
  }

  static Diagnostic unseenCategory(Span place, String column, String text, String where, int rows) {
    return Diagnostic.warning(
            Code.CATEGORY,
            (rows == 1 ? "1 row has" : rows + " rows have")
                + " a `"
                + column
                + "` that the data has not, such as \""
                + text
                + "\" in "
                + where,
            place)
        .note("its inputs are all 0 there, as of no category at all");
  }

  static Diagnostic unknownCategory(
      Span place, String input, String text, Collection<String> categories) {
    Diagnostic error =
        Diagnostic.error(
            Code.CATEGORY, "the data has no `" + input + "` of \"" + text + "\"", place);
    Optional<String> nearest = Suggestions.nearest(text, categories);
    return nearest.isPresent()
        ? error.help("did you mean \"" + nearest.get() + "\"?")
        : error.note(
            "it has "
                + String.join(", ", categories.stream().limit(6).map(c -> "\"" + c + "\"").toList())
                + (categories.size() > 6 ? " …" : ""));
  }

  /**
   * Says that a formula over columns has no finite value in a row.
   *
   * @param operands what stood in it there; may be empty
   * @param count in how many of the {@code rows} that is so
   * @param needs the condition that lets such rows out, if it is known
   */
  static Diagnostic notFiniteColumn(
      Span place,
      String what,
      double value,
      String where,
      String operands,
      int count,
      int rows,
      Optional<String> needs,
      boolean hasWhere) {
    Diagnostic error =
        Diagnostic.error(
            Code.NOT_FINITE, "`" + what + "` is " + number(value) + " " + where, place);
    Diagnostic noted = operands.isEmpty() ? error : error.note("there " + operands);
    Diagnostic counted =
        count == 0
            ? noted
            : noted.note(
                count == 1
                    ? "it is so in 1 of " + rows + " rows"
                    : "it is so in " + count + " of " + rows + " rows");
    return needs
        .map(
            condition ->
                counted.help(
                    hasWhere
                        ? "to leave such rows out, add `and " + condition + "` to `where`"
                        : "to leave such rows out, write `where "
                            + condition
                            + "` behind the name of the file"))
        .orElse(counted);
  }

  static Diagnostic noExampleShown(Span place) {
    return Diagnostic.error(Code.NO_EXAMPLE_SHOWN, "no example is shown now", place)
        .help("write `forward` before it");
  }

  static Diagnostic noClasses(Span place, String word) {
    return Diagnostic.error(
            Code.NO_CLASSES, "there is no " + word + ", for the targets are no classes", place)
        .note("classes are targets of 0 and 1, or of −1 and 1");
  }

  static Diagnostic noFigure(Span place, Metric metric, Why why) {
    return why == Why.NO_CLASSES
        ? noClasses(place, metric.word())
        : Diagnostic.error(
            Code.NO_FIGURE, "there is no `" + metric.word() + "` here: " + why.text(), place);
  }

  /** Says why a metric came to nothing in a cross-validation; no reason if it did once. */
  static Diagnostic noStatistic(Span place, String word, Optional<Why> why) {
    return Diagnostic.error(
        Code.NO_FIGURE,
        "there is no `"
            + word
            + "` here: "
            + why.map(Why::text).orElse("it needs two values, and there is one"),
        place);
  }

  static Diagnostic notEvaluated(Span place, String word) {
    return Diagnostic.error(
            Code.NOT_EVALUATED, "`" + word + "` is known only after `evaluate`", place)
        .help("write `evaluate` before it");
  }

  static Diagnostic notCrossValidated(Span place, String word) {
    return Diagnostic.error(
            Code.NOT_EVALUATED, "`" + word + "` is known only after `cross validate`", place)
        .help("write `cross validate 5 folds` before it");
  }

  static Diagnostic noBestThreshold(Span place, Why why) {
    return Diagnostic.error(Code.NO_FIGURE, "no threshold is the best: " + why.text(), place)
        .help("give one yourself: `threshold 0.5`");
  }

  static Diagnostic noCalibration(Span place, Why why) {
    return why == Why.NO_CLASSES
        ? noClasses(place, "calibration")
        : Diagnostic.error(Code.NO_FIGURE, "there is no calibration here: " + why.text(), place)
            .note("outputs are held to shares where they are probabilities of 0 and 1");
  }

  static Diagnostic noPart(Span place, String part) {
    return Diagnostic.error(
            Code.NO_PART, "there is no " + part + " part, for the rows are not divided", place)
        .help("write `split 80 / 20` before the training, or `evaluate` alone");
  }

  static Diagnostic tooManyDraws(Span place, int samples, int rows) {
    return Diagnostic.error(
            Code.TOO_MUCH_WORK,
            samples + " samples of " + rows + " rows are more than is done in one statement",
            place)
        .help("take fewer `samples`");
  }

  static Diagnostic tooManyFolds(Span place, int folds, int rows) {
    return Diagnostic.error(
            Code.TOO_MANY_FOLDS,
            folds
                + " folds need "
                + folds
                + " rows, and there "
                + (rows == 1 ? "is" : "are")
                + " "
                + rows,
            place)
        .help(
            rows < 2
                ? "give it more rows"
                : "write `cross validate " + Math.min(5, rows) + " folds`");
  }

  static Diagnostic shuffleOfOneBatch(Span place) {
    return Diagnostic.notice(
            Code.SHUFFLE_OF_ONE_BATCH,
            "`shuffle` is an option of the training, and does nothing where all rows are one batch",
            place)
        .note("the rows that are tested are chosen by chance without it")
        .help(
            "leave `shuffle` out; `seed 2` in front of the options of the training chooses others");
  }

  /**
   * Says what went wrong in the training for a fold or a split; the state of the session is as it
   * was.
   */
  static Diagnostic inFold(Span place, String fold, Diagnostic failed) {
    Diagnostic error =
        Diagnostic.error(failed.code(), "in " + fold + " " + failed.message(), place);
    for (String note : failed.notes()) {
      error = note.startsWith(KEEPS) ? error : error.note(note);
    }
    for (String help : failed.helps()) {
      error = error.help(help);
    }
    return error;
  }

  static Diagnostic stratifiedNumbers(Span place) {
    return Diagnostic.error(
            Code.NO_CLASSES, "stratified folds need classes, and the targets are none", place)
        .note("classes are targets of 0 and 1, or of −1 and 1")
        .help("leave `stratified` out");
  }

  static Diagnostic splitAfterTraining(Span place) {
    return Diagnostic.notice(
            Code.SPLIT_AFTER_TRAINING,
            "the weights were learnt before this split, from rows of its test part, too",
            place)
        .help("write `reset` and train again, or declare `split` before `train`");
  }

  static Diagnostic scaleAfterTraining(Span place) {
    return Diagnostic.notice(
            Code.SCALE_AFTER_TRAINING,
            "the weights were learnt for inputs of another scale, and are kept",
            place)
        .help("write `reset`, and train again");
  }

  static Diagnostic scaleLearntAnew(Span place) {
    return Diagnostic.notice(
            Code.SCALE_AFTER_TRAINING,
            "the scale is learnt anew from these rows, and the weights that were learnt for the old"
                + " one are kept",
            place)
        .help("write `reset`, and train again");
  }

  static Diagnostic weightsForgotten(int weights, int inputs) {
    return Diagnostic.notice(
        Code.WEIGHTS_FORGOTTEN,
        "the "
            + weights
            + " weights learnt before do not fit "
            + inputs
            + (inputs == 1 ? " input" : " inputs")
            + " and are forgotten");
  }

  static Diagnostic rowWidth(Span place, int given, int needed) {
    return Diagnostic.error(
        Code.ROW_LENGTH, "rows of " + given + " values do not fit " + needed + " inputs", place);
  }

  static Diagnostic weightCount(Span place, int weights, int inputs) {
    return Diagnostic.error(
        Code.WEIGHT_COUNT, weights + " weights do not fit " + inputs + " inputs", place);
  }

  static Diagnostic noTarget(Span place) {
    return Diagnostic.error(
            Code.TARGET_MISSING, "the example shown has no target to learn from", place)
        .help("write `forward 1, 0 -> 1`, or `target 1`");
  }

  static Diagnostic noCosts(Span place) {
    return Diagnostic.error(
            Code.NOTHING_TO_PLOT, "there is no cost yet, for nothing was trained", place)
        .help("write `train 100 epochs` before it");
  }

  static Diagnostic noPainter(Span place) {
    return Diagnostic.error(Code.NO_PAINTER, "the host of this script writes no pictures", place)
        .help("leave out `to`, or have the host give `Options.painter`");
  }

  static Diagnostic noFormats(Span place) {
    return Diagnostic.error(
            Code.NO_PAINTER, "the host of this script writes no models for other tools", place)
        .help("`save` the model, or have the host give `Options.formats`");
  }

  static Diagnostic scaleDoesNotFit(Span place, int numbers, int inputs) {
    return Diagnostic.error(
            Code.UNKNOWN_SCALE, "a scale of " + numbers + " inputs does not fit " + inputs, place)
        .help("declare the scale behind the inputs, or `scale none`");
  }

  static Diagnostic badScale(Span place) {
    return Diagnostic.error(
            Code.UNKNOWN_SCALE, "a scale has finite numbers, and none that divides is 0", place)
        .help("divide by 1 what is not to be stretched");
  }

  static Diagnostic noData(Span place) {
    return Diagnostic.error(Code.DATA_MISSING, "there is no data", place)
        .help("write `data { 0, 1 -> 1 }` or `data from \"file.csv\"` before it");
  }

  static Diagnostic derivativeMissing(Span place, String derivative) {
    return Diagnostic.error(
            Code.DERIVATIVE_MISSING,
            "the application gives no derivative `" + derivative + "`, and learning needs it",
            place)
        .help(
            "write `define own(z) = …  with derivative …`, or let the application give the"
                + " derivative");
  }

  static Diagnostic hostFunctionFailed(Span place, HostFunction.Failed failed) {
    return Diagnostic.error(
            Code.HOST_FUNCTION_FAILED,
            "a function of the application failed: `" + failed.call() + "`",
            place)
        .note("it threw " + failed.getCause().getClass().getName())
        .help("the application has to say for which numbers it has a value");
  }

  static Diagnostic derivativeTooLarge(Span place) {
    return Diagnostic.error(
            Code.FORMULA_TOO_LONG,
            "the derivative of the activation or the loss is too long to be of use",
            place)
        .help("state a shorter form of it: `with derivative …`");
  }

  static Diagnostic interrupted(long epoch, int row, int rows) {
    return Diagnostic.notice(
        Code.INTERRUPTED,
        "stopped in epoch "
            + epoch
            + ", after "
            + row
            + " of "
            + rows
            + " examples; the state is that of epoch "
            + (epoch - 1));
  }

  static Diagnostic interrupted() {
    return Diagnostic.notice(Code.INTERRUPTED, "stopped between two statements");
  }

  static Diagnostic interruptedWhileReading() {
    return Diagnostic.notice(
        Code.INTERRUPTED, "stopped while the script was read and checked; none of it has run");
  }

  static Diagnostic interruptedWithin() {
    return Diagnostic.notice(
        Code.INTERRUPTED, "stopped within a statement, which has changed nothing");
  }

  static Diagnostic defaultsUsed(List<String> defaults) {
    return Diagnostic.notice(
        Code.DEFAULTS_USED, "not declared, so taken by default: " + String.join(", ", defaults));
  }

  static Diagnostic zeroDerivative(Span place, Neuron neuron) {
    String rule = neuron.rule().name().map(name -> "`" + name + "`").orElse("this learning rule");
    return Diagnostic.warning(
            Code.ZERO_DERIVATIVE,
            "the derivative of `"
                + FormulaWriter.source(neuron.activation())
                + "` is 0 everywhere, so "
                + (neuron.penalty().isPresent()
                    ? "with " + rule + " only the penalty changes a weight"
                    : rule + " never changes a weight"),
            place)
        .help("write `learning rule perceptron`, or `activation sigmoid`");
  }

  static Diagnostic idlePenalty(Span place, String rule) {
    return Diagnostic.notice(
            Code.PENALTY_WITHOUT_EFFECT,
            rule + " does not go by the gradient, so the penalty changes no weight",
            place)
        .help("write `learning rule gradient descent`, or `penalty none`");
  }

  static Diagnostic outOfReach(
      Span place, Neuron neuron, double least, double most, double low, double high) {
    String targets =
        least == most
            ? "the targets are " + rounded(least)
            : "the targets go from " + rounded(least) + " to " + rounded(most);
    String outputs =
        Double.isInfinite(high)
            ? "no value below " + rounded(low)
            : Double.isInfinite(low)
                ? "no value above " + rounded(high)
                : "only values from " + rounded(low) + " to " + rounded(high);
    return Diagnostic.warning(
            Code.OUT_OF_REACH,
            targets + ", and `" + FormulaWriter.source(neuron.activation()) + "` gives " + outputs,
            place)
        .help("write `activation linear`");
  }

  static Diagnostic saturated(
      Span place, int rows, double smallest, boolean everywhere, boolean scaled) {
    Diagnostic finding =
        Diagnostic.warning(
                Code.SATURATED,
                "the derivative of the activation is 0 for "
                    + (rows == 1
                        ? "the only example"
                        : rows == 2 ? "both examples" : "all " + rows + " examples")
                    + ", so no weight changes",
                place)
            .note(
                everywhere
                    ? "∂ŷ/∂z is 0 on this side of the activation, however near z is to 0"
                    : "∂ŷ/∂z is 0 in doubles, so far from 0: |z| is "
                        + rounded(smallest)
                        + " or more");
    return scaled || everywhere
        ? finding.help(
            "begin elsewhere: `weights uniform(0, 0.1)`, or `activation leaky_relu(0.01)`")
        : finding.help(
            "bring the inputs to one size: `scale standard`, and begin at `weights zeros`");
  }

  static Diagnostic saturatedExample(Span place, Number z, Number loss) {
    return Diagnostic.notice(
            Code.SATURATED,
            "the derivative of the activation is 0 at z = "
                + rounded(z)
                + ", so this example changes no weight",
            place)
        .note("and yet its loss is " + rounded(loss))
        .help("`diagnose` says whether that is so for all examples");
  }

  static Diagnostic stationary(Span place, double cost) {
    return Diagnostic.warning(
            Code.STATIONARY,
            "every ∂C/∂w is exactly 0, and yet the cost is " + rounded(cost),
            place)
        .note("no step leads away from here: these weights are no solution, they are a standstill")
        .help("begin elsewhere: `weights random`");
  }

  static Diagnostic weightsGrow(
      Span place, int rows, double length, double cost, double doubled, Optional<String> boundary) {
    Diagnostic finding =
        Diagnostic.notice(
                Code.WEIGHTS_GROW,
                "the neuron tells all "
                    + rows
                    + " examples apart, so there are no best weights: longer ones always cost less",
                place)
            .note(
                "|w| = "
                    + rounded(length)
                    + " costs "
                    + rounded(cost)
                    + ", weights twice as long "
                    + rounded(doubled)
                    + ", and so on without end");
    return boundary
        .map(
            line ->
                finding.note("the boundary is where " + line + "; longer weights leave it there"))
        .orElse(finding)
        .help("say when it is enough: `until cost < 0.01`, or hold them back: `penalty l2(0.01)`");
  }

  /**
   * Says that the learning rate is 2/λ or more.
   *
   * @param kinked whether a kink of the penalty keeps a smaller rate from converging to the end
   */
  static Diagnostic rateTooLarge(Span place, double rate, double largest, boolean kinked) {
    return Diagnostic.warning(
            Code.RATE_TOO_LARGE,
            "the learning rate "
                + number(rate)
                + " is too large: "
                + (kinked
                    ? "the cost of this neuron grows without end above "
                    : "gradient descent converges only below ")
                + rounded(largest),
            place)
        .note("that is 2/λ, for λ the largest eigenvalue of the second derivatives of the cost")
        .help("write `learning rate " + NumberWriter.rounded(0.9 * largest, 2) + "`");
  }

  static Diagnostic notSeparable(Span place, long first, long second) {
    return Diagnostic.warning(
            Code.NOT_SEPARABLE,
            "the weights after epoch "
                + second
                + " are those after epoch "
                + first
                + ": the training goes round in a circle",
            place)
        .note("no straight line separates the classes, or the perceptron rule would have found one")
        .help("write `activation sigmoid` and `learning rule gradient descent`, for the best line");
  }

  static Diagnostic differentSizes(
      Span place, String large, double most, String small, double least) {
    return Diagnostic.notice(
            Code.DIFFERENT_SIZES,
            "the inputs are of very different size: `"
                + large
                + "` reaches "
                + rounded(most)
                + ", `"
                + small
                + "` only "
                + rounded(least),
            place)
        .note("one learning rate is too large for the one, or too small for the other")
        .help("write `scale standard` before the training");
  }
}
