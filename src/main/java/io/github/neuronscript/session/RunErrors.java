package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.diagnostic.Suggestions;
import io.github.neuronscript.formula.NumberWriter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Every text of the running stage. */
final class RunErrors {

  private RunErrors() {}

  static String number(double value) {
    return NumberWriter.shortest(value).replace('-', '−');
  }

  /** Returns a number as a trace shows it, with 6 significant digits. */
  static String rounded(double value) {
    return NumberWriter.rounded(value, 6).replace('-', '−');
  }

  static Diagnostic inputWithoutValue(Span place, String name) {
    return Diagnostic.error(
            Code.INPUT_WITHOUT_VALUE, "the input `" + name + "` has no value yet", place)
        .help("write `" + name + " = 0.5`, or show an example with `forward` before it");
  }

  static Diagnostic notFinite(Span place, String formula, double value, String operands) {
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

  static Diagnostic ruleOutdated(Span place, String name) {
    return Diagnostic.error(
            Code.RULE_OUTDATED, "the rule uses `" + name + "`, which is declared no more", place)
        .help("write the rule again, or `forget rule` before the new declaration");
  }

  static Diagnostic failed(Span place, String message, String rule) {
    return Diagnostic.error(Code.FAILED, message.isEmpty() ? "a rule failed" : message, place)
        .note("said by the rule " + rule);
  }

  static Diagnostic emptyWhere(Span place, String path, int rows) {
    return Diagnostic.error(
        Code.EMPTY_WHERE,
        "`where` keeps none of the " + rows + (rows == 1 ? " row of " : " rows of ") + path,
        place);
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
    String holds =
        texts.stream()
            .limit(4)
            .map(t -> "\"" + (t.length() > 40 ? t.substring(0, 40) + "…" : t) + "\"")
            .collect(Collectors.joining(", "));
    Diagnostic warning =
        Diagnostic.warning(
                Code.TEXT_MATCHES_NOTHING,
                "no row of the column `" + column + "` is \"" + text + "\"",
                place)
            .note("it holds " + holds + (texts.size() > 4 ? " and others" : ""));
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

  static Diagnostic tooMuchWork(Span place, double epochs, int rows, int parameters) {
    return Diagnostic.error(
            Code.TOO_MUCH_WORK,
            "this training would take "
                + number(epochs)
                + " epochs × "
                + rows
                + " rows × "
                + parameters
                + " parameters, more than the limit",
            place)
        .note("the limit is 1e13 in all, and 1e9 epochs")
        .help("write fewer epochs, and `until converged` to stop in time");
  }

  static Diagnostic badRate(Span place, double rate) {
    return Diagnostic.error(
            Code.RATE_EXPECTED, "the learning rate is a finite number, not " + number(rate), place)
        .help("write `learning rate 0.1`");
  }

  static Diagnostic diverged(
      Span place, long epoch, double cost, String example, List<String> values, double rate) {
    Diagnostic error =
        Diagnostic.error(
            Code.DIVERGED,
            "the training diverged: after epoch "
                + epoch
                + " the cost is "
                + number(cost)
                + (Double.isFinite(cost) ? " and a weight is not finite" : ""),
            place);
    Diagnostic where =
        example.isEmpty()
            ? error
            : error.note("the first loss that is not finite is that of " + example);
    return where
        .note("at the end " + String.join(", ", values))
        .note(
            epoch == 1
                ? "the session keeps the weights from before"
                : "the session keeps the state of epoch " + (epoch - 1))
        .help("try a smaller `learning rate` than " + number(rate));
  }

  static Diagnostic undefined(
      Span place, String example, String values, boolean stated, String activation) {
    Diagnostic error =
        Diagnostic.error(
                Code.DERIVATIVE_UNDEFINED,
                "the derivative of the loss is not a number at " + example,
                place)
            .note("with " + values);
    return stated
        ? error
        : error.help(
            "state a derivative that is defined there: `define f(z) = … with derivative …`; the"
                + " activation is "
                + activation);
  }

  static Diagnostic targetOutside(
      Span place, String loss, double target, String example, String requirement) {
    Diagnostic error =
        Diagnostic.error(
                Code.TARGET_OUTSIDE_LOSS,
                "the loss `" + loss + "` does not allow the target " + number(target) + example,
                place)
            .note("it asks for " + requirement);
    return error.help("choose another loss, or other targets");
  }

  static Diagnostic columnsOfRows(Span place) {
    return Diagnostic.error(
            Code.COLUMNS_OF_ROWS,
            "this reads columns by name, but rows in the script have none",
            place)
        .help("name the inputs alone, in the order of the cells: `inputs x1, x2`");
  }

  static Diagnostic notFiniteColumn(Span place, String what, double value, String where) {
    return Diagnostic.error(
        Code.NOT_FINITE, "`" + what + "` is " + number(value) + " " + where, place);
  }

  static Diagnostic noExampleShown(Span place) {
    return Diagnostic.error(Code.NO_EXAMPLE_SHOWN, "no example is shown now", place)
        .help("write `forward` before it");
  }

  static Diagnostic noClasses(Span place) {
    return Diagnostic.error(
            Code.NO_CLASSES, "there is no accuracy, for the targets are no classes", place)
        .note("classes are targets of 0 and 1, or of −1 and 1");
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

  static Diagnostic noData(Span place) {
    return Diagnostic.error(Code.DATA_MISSING, "there is no data", place)
        .help("write `data { 0, 1 -> 1 }` or `data from \"file.csv\"` before it");
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

  static Diagnostic defaultsUsed(List<String> defaults) {
    return Diagnostic.notice(
        Code.DEFAULTS_USED, "not declared, so taken by default: " + String.join(", ", defaults));
  }

  static Diagnostic zeroDerivative(Span place, String activation, String rule) {
    return Diagnostic.warning(
            Code.ZERO_DERIVATIVE,
            "the derivative of `"
                + activation
                + "` is 0 everywhere, so `"
                + rule
                + "` never changes a weight",
            place)
        .help("write `learning rule perceptron`, or `activation sigmoid`");
  }
}
