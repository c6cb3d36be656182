package io.github.neuronscript.program;

import static java.util.stream.Collectors.joining;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Reached;
import io.github.neuronscript.diagnostic.Reached.Which;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.diagnostic.Suggestions;
import io.github.neuronscript.syntax.ScriptLimits;
import io.github.neuronscript.syntax.Statement;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Every text of the checking stage. */
final class CheckErrors {

  /** So much of a statement is quoted in a note. */
  private static final int LONGEST_SHOWN = 60;

  /** Names of files that other programs would not read as CSV. */
  private static final Pattern OTHER_KIND =
      Pattern.compile(".*\\.(jsonl?|ndjson|parquet|xlsx?|ods)(\\.gz)?", Pattern.CASE_INSENSITIVE);

  private CheckErrors() {}

  private static Diagnostic withNearest(
      Diagnostic error, Span place, String word, Collection<String> candidates, String otherwise) {
    Optional<String> meant = Names.meant(word);
    if (meant.isPresent()) {
      return error.help("write `" + meant.get() + "`").fix(place, meant.get());
    }
    Optional<String> near = Suggestions.nearest(word, candidates);
    if (near.isPresent()) {
      return error.help("did you mean `" + near.get() + "`?").fix(place, near.get());
    }
    return otherwise.isEmpty() ? error : error.help(otherwise);
  }

  static Diagnostic tooManyErrors(Span place, int limit) {
    return Diagnostic.error(
        Code.TOO_MANY_ERRORS, "only the first " + limit + " errors are shown", place);
  }

  static Diagnostic unknownName(Span place, String name, Collection<String> candidates) {
    return withNearest(
        Diagnostic.error(Code.UNKNOWN_NAME, "nothing is called `" + name + "` here", place),
        place,
        name,
        candidates,
        "give it a value first: `let " + name + " = 1`");
  }

  static Diagnostic unknownInRule(Span place, String name, Collection<String> candidates) {
    return withNearest(
        Diagnostic.error(Code.UNKNOWN_NAME, "nothing is called `" + name + "` here", place),
        place,
        name,
        candidates,
        "to remember it for each weight, give it a line: `" + name + " <- gradient`");
  }

  static Diagnostic neuronInFunction(Span place, String name) {
    return Diagnostic.error(
            Code.NEURON_IN_FUNCTION,
            "a function cannot read `" + name + "`, a value of the neuron",
            place)
        .help("make it a parameter of the function");
  }

  static Diagnostic topicInAList(Span place, String topic) {
    return Diagnostic.error(
            Code.UNKNOWN_NAME, "`" + topic + "` is no value that can stand in a list", place)
        .help("write `show " + topic + "` as a statement of its own");
  }

  static Diagnostic unknownTopic(Span place, String name, String meant) {
    return Diagnostic.error(Code.UNKNOWN_NAME, "nothing is called `" + name + "` here", place)
        .help("did you mean `show " + meant + "`?");
  }

  static Diagnostic unknownFunction(Span place, String name, Collection<String> candidates) {
    if (name.equals("pow")) {
      return Diagnostic.error(Code.UNKNOWN_FUNCTION, "there is no function `pow`", place)
          .help("a power is written `x ^ 2`");
    }
    Span word =
        new Span(
            place.source(), place.start(), Math.min(place.end(), place.start() + name.length()));
    return withNearest(
        Diagnostic.error(Code.UNKNOWN_FUNCTION, "there is no function `" + name + "`", word),
        word,
        name,
        candidates,
        "define it first: `define " + name + "(z) = z^2`");
  }

  static Diagnostic usesItself(Span place, String name) {
    return Diagnostic.error(Code.UNKNOWN_FUNCTION, "`" + name + "` cannot use itself", place)
        .note("every script comes to its end, so there is no recursion");
  }

  static Diagnostic functionWithoutArguments(Span place, String name) {
    return Diagnostic.error(
            Code.UNKNOWN_NAME, "`" + name + "` is a function and needs its arguments", place)
        .help("write `" + name + "(z)` with a value in place of z");
  }

  static Diagnostic wrongNumberOfArguments(Span place, String name, int arity, int given) {
    return Diagnostic.error(
        Code.WRONG_NUMBER_OF_ARGUMENTS,
        "`" + name + "` takes " + count(arity, "argument") + ", but " + areGiven(given),
        place);
  }

  static Diagnostic unknownCriterion(Span place, String name) {
    String help =
        Suggestions.nearest(name, List.of("accuracy", "f1", "youden"))
            .map(near -> "did you mean `" + near + "`?")
            .orElse("write `threshold best accuracy`, `best f1` or `best youden`");
    return Diagnostic.error(
            Code.UNKNOWN_CRITERION, "a threshold is not chosen by `" + name + "`", place)
        .help(help);
  }

  /** Says how many folds or splits there can be. */
  static Diagnostic divisionCount(Span place, String what) {
    String help = what.equals("folds") ? "5 folds" : "20 splits 80 / 20";
    return Diagnostic.error(
            Code.WHOLE_NUMBER_EXPECTED,
            "the number of " + what + " is a whole number from 2 to 1000000",
            place)
        .help("write `cross validate " + help + "`");
  }

  static Diagnostic confidencePercent(Span place) {
    return Diagnostic.error(
            Code.CONFIDENCE_PERCENT,
            "a confidence is a percentage, from 1 up to, but not including, 100",
            place)
        .help("write `evaluate confidence 95 seed 3`");
  }

  static Diagnostic topicOfALaterVersion(Span place, String topic) {
    return Diagnostic.error(
        Code.NOT_IN_THIS_VERSION,
        "`show " + topic + "` belongs to the language, but this version does not have it yet",
        place);
  }

  static Diagnostic noExampleShown(Span place, String name) {
    return Diagnostic.error(
            Code.NO_EXAMPLE_SHOWN,
            "`" + name + "` belongs to the example last shown, and there is none now",
            place)
        .help("write `forward` or `predict` before it");
  }

  static Diagnostic exampleInEpoch(Span place, String name) {
    return Diagnostic.error(
            Code.NO_EXAMPLE_SHOWN,
            "`" + name + "` belongs to one example; after an epoch there is none",
            place)
        .help("use `cost`, `previous_cost`, `epoch`, `updates` or `gradient_norm`");
  }

  static Diagnostic notEvaluated(Span place, String name) {
    return Diagnostic.error(
            Code.NOT_EVALUATED, "`" + name + "` is known only after `evaluate`", place)
        .help("write `evaluate` before it");
  }

  static Diagnostic thresholdByCriterion(Span place, String criterion) {
    return Diagnostic.error(
            Code.NOT_EVALUATED,
            "`" + criterion + "` is what a threshold can be best by, and none itself",
            place)
        .help("write `threshold best " + criterion + "`");
  }

  static Diagnostic notCrossValidated(Span place, String name) {
    return Diagnostic.error(
            Code.NOT_EVALUATED, "`" + name + "` is known only after `cross validate`", place)
        .help("write `cross validate 5 folds` before it");
  }

  /** A column that is compared with a text by more or less. */
  static Diagnostic orderOfTexts(Span place, String column, String text, boolean number) {
    Diagnostic error =
        Diagnostic.error(
            Code.TEXT_IS_NO_NUMBER,
            "a text can only be compared by `==` and `!=`, it has no size",
            place);
    return number
        ? error.help("write the number without quotes: `" + text + "`")
        : error
            .help("write `" + column + " == \"" + text + "\"`")
            .help("or compare numbers, without quotes: `" + column + " > 5`");
  }

  static Diagnostic textIsNoNumber(Span place) {
    return Diagnostic.error(
            Code.TEXT_IS_NO_NUMBER, "a text can only be compared with the texts of a column", place)
        .help("write `target is_setosa = species == \"setosa\"`");
  }

  static Diagnostic targetIsText(Span place, String name, String text) {
    return Diagnostic.error(
            Code.TEXT_IS_NO_NUMBER, "a text can only be compared with the texts of a column", place)
        .help("write `target " + name + " == \"" + text + "\"`, with two signs");
  }

  static Diagnostic duplicateName(Span place, String name, Span first) {
    return Diagnostic.error(Code.DUPLICATE_NAME, "`" + name + "` is declared twice", place)
        .related(first, "first declared here")
        .help("choose another name");
  }

  /** Weights that are not declared are called w1, w2, … */
  static Diagnostic nameOfAWeight(Span place, String name, Span inputs) {
    return Diagnostic.error(Code.DUPLICATE_NAME, "`" + name + "` is the name of a weight", place)
        .related(inputs, "these inputs have the weights w1, w2, … unless `weights` names them")
        .help("choose another name, or set the weight with `" + name + " = 0.5`");
  }

  /** The same, where the other name was there first. */
  static Diagnostic weightWouldBe(Span inputs, String name, Span first) {
    return Diagnostic.error(
            Code.DUPLICATE_NAME,
            "a weight of these inputs would be called `" + name + "` too",
            inputs)
        .related(first, "first declared here")
        .help("choose another name there, or name the weights before: `weights v1 = 0, v2 = 0`");
  }

  static Diagnostic noTargetInPrediction(Span place, String name) {
    return Diagnostic.error(
            Code.NO_EXAMPLE_SHOWN, "a prediction has no `" + name + "` to read", place)
        .help("a decision rule reads the inputs, `z` and `output`");
  }

  static Diagnostic evaluatedInRule(Span place, String name) {
    return Diagnostic.error(
            Code.NOT_EVALUATED, "`" + name + "` is measured by `evaluate`, not in a rule", place)
        .help("a rule reads `cost`, `previous_cost`, `epoch`, `updates` or `gradient_norm`");
  }

  static Diagnostic onceInPredict(Span place) {
    return Diagnostic.error(
            Code.NOT_IN_A_RULE, "a decision rule is looked at in every prediction, not once", place)
        .help("remove `once`");
  }

  static Diagnostic answerOnlyInPredict(Span place) {
    return Diagnostic.error(
            Code.NOT_IN_A_RULE, "only a decision rule answers, for a prediction", place)
        .help("write `on predict when output >= 0.5 then answer \"yes\"`, or `print`");
  }

  static Diagnostic onlyDecides(Span place) {
    return Diagnostic.error(
            Code.NOT_IN_A_RULE,
            "a decision rule changes nothing: it answers, prints or shows",
            place)
        .help("to act in a training, leave out `on predict`");
  }

  static Diagnostic valueInRule(Span place) {
    return Diagnostic.error(Code.NOT_IN_A_RULE, "a rule does something; this is a value", place)
        .help("write `show " + place.text() + "`");
  }

  static Diagnostic letInRule(Span place, String name) {
    return Diagnostic.error(
            Code.NOT_IN_A_RULE,
            "a rule cannot declare `" + name + "`, for it may never hold",
            place)
        .help("write `let " + name + " = 0` before the rule; in it, `let` gives another value");
  }

  static Diagnostic setOnStep(Span place, String name) {
    return Diagnostic.error(
            Code.NOT_IN_A_RULE,
            "`" + name + "` cannot be set between an example and its update",
            place)
        .help("do it after the epoch: leave out `on step`");
  }

  static Diagnostic notInARule(Span place) {
    String word = place.text().split("[^\\p{L}]", 2)[0];
    String what = word.equals("learning") ? "change the learning rule" : "`" + word + "`";
    return Diagnostic.error(Code.NOT_IN_A_RULE, "a rule cannot " + what, place)
        .note(
            "a rule may `stop`, `fail`, `print`, `show`, `let`, set a value or the learning rate");
  }

  static Diagnostic differenceInRule(Span place) {
    return Diagnostic.error(Code.NOT_IN_A_RULE, "a rule cannot train again to compare", place)
        .help("write `show difference` after the training");
  }

  static Diagnostic onlyInARule(Span place, String word) {
    String example =
        word.equals("answer")
            ? "on predict when output >= 0.5 then answer \"yes\""
            : word.equals("fail")
                ? "when cost is nan then fail \"diverged\""
                : "when cost < 0.01 then stop";
    return Diagnostic.error(Code.ONLY_IN_A_RULE, "`" + word + "` belongs into a rule", place)
        .help("write `" + example + "`");
  }

  static Diagnostic noRuleToForget(Span place, String name, Collection<String> rules) {
    return withNearest(
        Diagnostic.error(Code.UNKNOWN_RULE, "there is no when-rule \"" + name + "\"", place),
        place,
        name,
        rules,
        "`show rules` lists them; a rule gets a name by `rule \"" + name + "\" when …`");
  }

  static Diagnostic unknownScale(Span place) {
    return Diagnostic.error(Code.UNKNOWN_SCALE, "there is no scale `" + place.text() + "`", place)
        .help("write `scale standard`, `scale minmax` or `scale none`");
  }

  static Diagnostic scaleCount(Span place, int offsets, int divisors, int inputs) {
    return Diagnostic.error(
            Code.UNKNOWN_SCALE,
            "a scale from "
                + count(offsets, "number")
                + " by "
                + divisors
                + " does not fit "
                + count(inputs, "input"),
            place)
        .help("give each input a number to subtract and one to divide by");
  }

  static Diagnostic splitParts(Span place, String statement, int training) {
    return Diagnostic.error(
            Code.SPLIT_PARTS, "a split has two whole percentages that make 100", place)
        .help(
            "write `"
                + statement
                + " "
                + training
                + " / "
                + (100 - training)
                + "`: "
                + training
                + " % of the rows for training, "
                + (100 - training)
                + " % for the test");
  }

  static Diagnostic unknownOption(Span place, String option, List<String> words) {
    String forms =
        words.stream().map(word -> "`" + option + " " + word + "`").collect(joining(", "));
    return Diagnostic.error(
            Code.UNKNOWN_DATA_OPTION,
            "`" + option + "` of data cannot be `" + place.text() + "`",
            place)
        .help("write one of " + forms);
  }

  static Diagnostic badSeparator(Span place, boolean quoted) {
    return Diagnostic.error(
            Code.UNKNOWN_DATA_OPTION,
            quoted
                ? "a separator is one sign, and no quote or line end"
                : "there is no separator `" + place.text() + "`",
            place)
        .help("write `separator tab`, `separator semicolon`, or the sign: `separator \"|\"`");
  }

  static Diagnostic noFileName(Span place) {
    return Diagnostic.error(Code.FILE_MISSING, "between these quotes stands no file name", place)
        .help("write the name of the file, as in `\"file.csv\"`");
  }

  /** Says why a text cannot be the path of a file that is written, if it cannot. */
  static Optional<Diagnostic> unfitDestination(Statement.Destination to) {
    if (to.path().isBlank()) {
      return Optional.of(noFileName(to.span()));
    }
    if (to.path().equals(DataFiles.STANDARD_INPUT)) {
      return Optional.of(
          Diagnostic.error(
                  Code.FILE_NOT_WRITTEN,
                  "a script writes into files, not to standard output",
                  to.span())
              .help("write the name of a file; `predict from` without `to` shows the first rows"));
    }
    if (OTHER_KIND.matcher(to.path()).matches()) {
      return Optional.of(
          Diagnostic.error(Code.FILE_NOT_WRITTEN, "`" + to.path() + "` would hold CSV", to.span())
              .help("give it a name that ends in `.csv`, or in `.csv.gz` to pack it"));
    }
    return DataFiles.isUrl(to.path())
        ? Optional.of(
            Diagnostic.error(
                    Code.URL_IN_SCRIPT, "a script writes nothing to the network", to.span())
                .help("write the name of a file, as in `\"out.csv\"`"))
        : Optional.empty();
  }

  static Optional<Diagnostic> unfitPicture(Statement.Destination to) {
    if (to.path().isBlank() || DataFiles.isUrl(to.path())) {
      return unfitDestination(to);
    }
    return to.path().toLowerCase(Locale.ROOT).endsWith(".svg")
        ? Optional.empty()
        : Optional.of(
            Diagnostic.error(Code.FILE_NOT_WRITTEN, "a picture is an SVG file", to.span())
                .help("give it a name that ends in `.svg`, as in `to \"cost.svg\"`"));
  }

  static Diagnostic unknownPlot(Span place, String name) {
    List<String> kinds = Choices.behind("plot", "plot");
    return Diagnostic.error(Code.UNKNOWN_PLOT, "there is no picture of `" + name + "`", place)
        .help(
            Suggestions.nearest(name, kinds)
                .map(near -> "did you mean `plot " + near + "`?")
                .orElse("write `plot " + String.join("`, `plot ", kinds) + "`"));
  }

  /** Only data can be drawn by inputs that are chosen. */
  static Diagnostic plotOfInputs(Span place, String kind) {
    return Diagnostic.error(
            Code.UNKNOWN_PLOT, "inputs are chosen for `plot data`, not for a " + kind, place)
        .help("write `plot " + kind + "` alone");
  }

  /** Says that a plot cannot be drawn with so many inputs. */
  static Diagnostic plotInputs(Span place, String kind, List<String> inputs) {
    Diagnostic error =
        Diagnostic.error(
            Code.NOTHING_TO_PLOT,
            "`plot "
                + kind
                + "` is drawn by two inputs, and there "
                + (inputs.size() == 1 ? "is 1" : "are " + inputs.size()),
            place);
    return error.help(
        inputs.size() < 2
            ? "write `plot data` to see the target by the input"
            : "name two of them: `plot data " + inputs.get(0) + ", " + inputs.get(1) + "`");
  }

  static Diagnostic readWhileWritten(Span place, String path) {
    return Diagnostic.error(Code.FILE_NOT_WRITTEN, "`" + path + "` is the file that is read", place)
        .help("write into another one, as in `to \"out.csv\"`");
  }

  /** Says why a file is not written. */
  static Diagnostic notWritten(Statement.Destination to, IOException problem) {
    String reason =
        problem instanceof FileSystemException inFileSystem
            ? inFileSystem.getReason()
            : problem.getMessage();
    if (problem instanceof AccessDeniedException) {
      return Diagnostic.error(
              Code.FILE_REFUSED, "the script may not write `" + to.path() + "`", to.span())
          .note(reason == null ? "files are written through the host's file policy" : reason);
    }
    Diagnostic error =
        Diagnostic.error(
            Code.FILE_NOT_WRITTEN, "`" + to.path() + "` could not be written", to.span());
    Diagnostic noted = reason == null || reason.isBlank() ? error : error.note(reason);
    return problem instanceof NoSuchFileException
        ? noted.help(
            "make its folder, or name another one; a path is relative to the script's folder")
        : noted;
  }

  static Diagnostic urlInScript(Span place, boolean database) {
    Diagnostic error =
        Diagnostic.error(
            Code.URL_IN_SCRIPT,
            database ? "a script names no database" : "a script reads nothing from the network",
            place);
    return database
        ? error.help("write `data from sales` here, and `--data sales=jdbc:…` on the command line")
        : error.help(
            "download the file, and write its name here; or `data from sales`, and"
                + " `--data sales=FILE` on the command line");
  }

  static Diagnostic unknownData(Span place, String name, Collection<String> known) {
    return withNearest(
        Diagnostic.error(Code.UNKNOWN_DATA, "no data are called `" + name + "`", place),
        place,
        name,
        known,
        "give the name a file on the command line: `--data "
            + name
            + "=FILE`; a file named in the script stands in quotes");
  }

  static Diagnostic noStandardInput(Span place, String reason) {
    Diagnostic error =
        Diagnostic.error(Code.FILE_REFUSED, "the data cannot come from standard input", place);
    return reason == null ? error : error.note(reason);
  }

  static Diagnostic allOfRows(Span place) {
    return Diagnostic.error(
            Code.COLUMNS_OF_ROWS, "rows in the script have no columns to take all of", place)
        .help("name the inputs: `inputs x1, x2`, or read the data from a file");
  }

  static Diagnostic nothingToUndo(Span place, int undoable) {
    return Diagnostic.error(
            Code.NOTHING_TO_UNDO,
            undoable == 0
                ? "there is nothing to undo"
                : "only " + count(undoable, "statement") + " can be undone",
            place)
        .note("what only shows something is no step back");
  }

  static Diagnostic tooManyNames(Span place, int names, int limit) {
    return Diagnostic.error(
            Code.LIMIT_REACHED, "a session may hold " + limit + " names, and needs more", place)
        .reached(new Reached(Which.TOKENS, names + 1L, limit, "names"));
  }

  static Diagnostic tooManyInputs(Span place, int inputs, int limit) {
    return Diagnostic.error(
            Code.TOO_MANY_INPUTS,
            "the neuron would have " + inputs + " inputs, and at most " + limit + " are allowed",
            place)
        .reached(new Reached(Which.INPUTS, inputs, limit, "the list of inputs"));
  }

  static Diagnostic tooManyNumbered(Span place, long inputs, long limit) {
    return Diagnostic.error(
            Code.TOO_MANY_INPUTS,
            "the inputs of all `x[n]` of the script together are "
                + inputs
                + ", and at most "
                + limit
                + " are allowed",
            place)
        .reached(new Reached(Which.INPUTS, inputs, limit, "inputs that are declared anew"));
  }

  static Diagnostic includesTooLong(Span place, ScriptLimits limits, Reached left) {
    long allowed = left.which() == Which.TOKENS ? limits.tokens() : limits.characters();
    Reached reached =
        new Reached(
            left.which(), allowed - left.allowed() + left.used(), allowed, "the included scripts");
    return Diagnostic.error(
            Code.SCRIPT_TOO_LONG,
            "the included scripts together have "
                + reached.used()
                + (left.which() == Which.TOKENS ? " words and signs" : " characters")
                + ", and at most "
                + allowed
                + " are allowed",
            place)
        .reached(reached);
  }

  static Diagnostic backInInclude(Span place) {
    return Diagnostic.error(
        Code.NOTHING_TO_UNDO, "an included script is one step and undoes none of its own", place);
  }

  static Diagnostic includeCycle(Span place, String path) {
    return Diagnostic.error(
            Code.INCLUDE_CYCLE,
            "`" + path + "` is being read already: scripts include in a circle",
            place)
        .help("remove one of the `include` lines");
  }

  static Optional<Diagnostic> unfitExport(Statement.Destination to) {
    return to.path().isBlank()
            || to.path().equals(DataFiles.STANDARD_INPUT)
            || DataFiles.isUrl(to.path())
        ? unfitDestination(to)
        : Optional.empty();
  }

  static Optional<Diagnostic> unfitModel(Statement.Destination to) {
    Optional<Diagnostic> unfit = unfitExport(to);
    return unfit.isPresent() || to.path().toLowerCase(Locale.ROOT).endsWith(".json")
        ? unfit
        : Optional.of(
            Diagnostic.error(Code.FILE_NOT_WRITTEN, "a model is a JSON file", to.span())
                .help("give it a name that ends in `.json`, as in `save \"model.json\"`"));
  }

  static Diagnostic noModel(Span place, String path) {
    return Diagnostic.error(Code.MODEL_UNREADABLE, "`" + path + "` is no saved model", place)
        .help("load what `save \"model.json\"` has written");
  }

  static Diagnostic modelOfOtherLines(Span place, String path) {
    return Diagnostic.error(
            Code.MODEL_UNREADABLE, "the line ends of `" + path + "` were changed to CRLF", place)
        .note("a model is loaded as it was saved or not at all")
        .help("keep them as they were; for Git, write `*.json -text` in `.gitattributes`");
  }

  static Diagnostic damagedModel(Span place, String path) {
    return Diagnostic.error(
            Code.MODEL_UNREADABLE,
            "`" + path + "` is damaged: this line is not as it was saved",
            place)
        .note("a model is loaded as it was saved or not at all")
        .help("save it again, or take it from where it came from");
  }

  static Diagnostic notImported(Span place, String path, String reason) {
    Diagnostic error =
        Diagnostic.error(Code.MODEL_UNREADABLE, "`" + path + "` could not be imported", place);
    return reason == null ? error : error.note(reason);
  }

  static Diagnostic newerModel(Span place, String path, int known) {
    return Diagnostic.error(
            Code.MODEL_UNREADABLE,
            "`"
                + path
                + "` has a format that a later NeuronScript wrote; this one knows format "
                + known,
            place)
        .help("load it with that NeuronScript, or a later one");
  }

  static Diagnostic modelTooLarge(Span place, String path, long most) {
    return Diagnostic.error(
        Code.MODEL_UNREADABLE, "`" + path + "` has more than " + most + " bytes", place);
  }

  static Diagnostic incompleteModel(Span place, String path, String key) {
    return Diagnostic.error(
            Code.MODEL_UNREADABLE, "the model `" + path + "` has no `" + key + "` that fits", place)
        .note("`save` writes none like it");
  }

  static Diagnostic modelDoesNotFit(Span place, String path, Diagnostic problem) {
    return Diagnostic.error(
            Code.MODEL_UNREADABLE,
            "the model `" + path + "` cannot be restored here: " + problem.message(),
            place)
        .note("it says `" + problem.span().map(Span::text).orElse("") + "`");
  }

  static Diagnostic modelDoesMore(Span place, String path, Span statement) {
    String text = statement.text().lines().findFirst().orElse("");
    String shown = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    return Diagnostic.error(
            Code.MODEL_UNREADABLE,
            "the model `" + path + "` holds a statement that declares nothing",
            place)
        .note("it says `" + shown + "`")
        .note("a model is declarations and numbers; `save` writes nothing else");
  }

  static Diagnostic includeTooDeep(Span place, int limit) {
    return Diagnostic.error(
            Code.INCLUDE_CYCLE, "scripts include each other more than " + limit + " deep", place)
        .help("include what is needed from the first script");
  }

  static Diagnostic tooManyRules(Span place, int limit) {
    return Diagnostic.error(
            Code.TOO_MANY_RULES, "there are more than " + limit + " when-rules", place)
        .note("each is looked at after every epoch, example or prediction");
  }

  static Diagnostic scriptNotUtf8(Span place, String path) {
    return Diagnostic.error(Code.SCRIPT_NOT_UTF8, "`" + path + "` is not encoded in UTF-8", place)
        .help("save it as UTF-8");
  }

  static Diagnostic scriptUnreadable(Span place, String path, String why) {
    return Diagnostic.error(Code.SCRIPT_UNREADABLE, "`" + path + "` cannot be read", place)
        .note(why);
  }

  static Diagnostic builtInName(Span place, String name) {
    return Diagnostic.error(
            Code.BUILT_IN_NAME, "`" + name + "` is a function of the language already", place)
        .help("choose another name");
  }

  static Diagnostic hostName(Span place, String name) {
    return Diagnostic.error(
            Code.BUILT_IN_NAME,
            "`" + name + "` is a function that the application gives already",
            place)
        .help("choose another name");
  }

  static Diagnostic wordOfTheLanguage(Span place, String name, String means) {
    return Diagnostic.error(
            Code.WORD_OF_THE_LANGUAGE,
            "`" + name + "` is a word of the language here: " + means,
            place)
        .help("choose another name, or put it in backticks: `` `" + name + "` ``");
  }

  static Diagnostic valueExpected(Span place, String keyword) {
    return Diagnostic.error(
            Code.VALUE_EXPECTED, "in `" + keyword + "` every name needs a value", place)
        .help("write `" + place.text() + " = 0.5`");
  }

  static Diagnostic mixedItems(Span place, Span first) {
    return Diagnostic.error(
            Code.MIXED_LIST, "names with values and without stand in one list", place)
        .related(first, "the first of the list")
        .help("give every one a value, or none");
  }

  static Diagnostic weightCount(Span weights, int given, Span inputs, int needed, String help) {
    return Diagnostic.error(
            Code.WEIGHT_COUNT,
            count(needed, "input")
                + (needed == 1 ? " needs " : " need ")
                + count(needed, "weight")
                + ", but "
                + areGiven(given),
            weights)
        .related(inputs, count(needed, "input") + " declared here")
        .help(help);
  }

  static Diagnostic rowLength(Span row, int given, int needed, Optional<Span> inputs) {
    Diagnostic error =
        Diagnostic.error(
            Code.ROW_LENGTH,
            "this row has " + count(given, "value") + " for " + count(needed, "input"),
            row);
    return inputs
        .map(span -> error.related(span, count(needed, "input") + " declared here"))
        .orElse(error)
        .help("give each input one value: `" + example(needed) + "`");
  }

  private static String example(int needed) {
    List<String> cells = new java.util.ArrayList<>();
    for (int i = 0; i < Math.min(needed, 4); i++) {
      cells.add(Integer.toString(i % 2));
    }
    return String.join(", ", cells) + (needed > 4 ? ", …" : "") + " -> 1";
  }

  static Diagnostic rowsDiffer(Span row, int given, Span first, int needed) {
    return Diagnostic.error(
            Code.ROW_LENGTH,
            "this row has " + count(given, "value") + ", the first has " + needed,
            row)
        .related(first, "the first row");
  }

  static Diagnostic rowTargets(Span row, boolean first) {
    return Diagnostic.error(
            Code.ROW_TARGET,
            first
                ? "a row has one target behind `->`"
                : "some rows have a target behind `->` and some have none",
            row)
        .help("write `0, 1 -> 1`");
  }

  static Diagnostic noRows(Span place) {
    return Diagnostic.error(Code.NO_ROWS, "`data` has no rows", place)
        .help("write `data { 0, 1 -> 1 }`");
  }

  static Diagnostic inputsMissing(Span place, String action) {
    return Diagnostic.error(
            Code.INPUTS_MISSING, "`" + action + "` needs inputs, and none are declared", place)
        .help("write `inputs x1, x2` before it");
  }

  static Diagnostic dataMissing(Span place, String action) {
    return Diagnostic.error(
            Code.DATA_MISSING, "`" + action + "` needs data, and none is declared", place)
        .help("write `data { 0, 1 -> 1 }` or `data from \"file.csv\"` before it");
  }

  static Diagnostic exampleMissing(Span place, String action) {
    return Diagnostic.error(
            Code.EXAMPLE_MISSING,
            "`" + action + "` has no example: the inputs have no values, and there is no data",
            place)
        .help("give the inputs values: `inputs x1 = 0.5, x2 = -1`, or write `forward 0.5, -1`");
  }

  static Diagnostic targetMissing(Span place, String action) {
    return Diagnostic.error(
            Code.TARGET_MISSING, "`" + action + "` needs a target to learn from", place)
        .help("write `target 1`, or `-> 1` behind the values");
  }

  static Diagnostic rowsWithoutTarget(Span place, String action, Span rows) {
    return Diagnostic.error(
            Code.TARGET_MISSING, "`" + action + "` needs targets, and the rows have none", place)
        .related(rows, "the first row")
        .help("write each row with its target: `0, 1 -> 1`");
  }

  static Diagnostic fileWithoutTarget(Span place, String action) {
    return Diagnostic.error(
            Code.TARGET_MISSING,
            "`" + action + "` needs a target, and nothing says which column of the file it is",
            place)
        .help("write `target` and the column's name, as in `target y`");
  }

  static Diagnostic noSuchActivation(Span place, String name, Collection<String> known) {
    return withNearest(
        Diagnostic.error(Code.UNKNOWN_ACTIVATION, "there is no activation `" + name + "`", place),
        place,
        name,
        known,
        "`show functions` lists them; `define` makes a new one");
  }

  static Diagnostic noSuchLoss(Span place, String name, Collection<String> known) {
    return withNearest(
        Diagnostic.error(Code.UNKNOWN_LOSS, "there is no loss `" + name + "`", place),
        place,
        name,
        known,
        "`show functions` lists them; `define` makes a new one");
  }

  static Diagnostic noSuchPenalty(Span place, String name, Collection<String> known) {
    Diagnostic error =
        Diagnostic.error(Code.UNKNOWN_PENALTY, "there is no penalty `" + name + "`", place);
    Optional<String> meant = Names.meantAsPenalty(name);
    if (meant.isPresent()) {
      return error.help("write `penalty " + meant.get() + "`");
    }
    return withNearest(
        error,
        place,
        name,
        known,
        "write `penalty l2(0.01)`; `define` makes a new one, a function of a weight");
  }

  /** A penalty of the language where another kind of function is asked for. */
  static Diagnostic penaltyAs(Span place, String keyword, String name, Optional<String> meant) {
    Diagnostic error =
        Diagnostic.error(
                Code.WRONG_NUMBER_OF_ARGUMENTS,
                "`" + name + "` is a penalty of the weights, not " + an(keyword),
                place)
            .help("write `penalty " + name + "(0.01)`");
    return keyword.equals("loss") && meant.isPresent()
        ? error.help(
            "the loss of that name is `" + meant.get() + "`: write `loss " + meant.get() + "`")
        : error;
  }

  private static String an(String keyword) {
    return (keyword.startsWith("a") ? "an " : "a ") + keyword;
  }

  static Diagnostic noSuchRule(Span place, String name, Collection<String> known) {
    Diagnostic error =
        Diagnostic.error(
            Code.UNKNOWN_LEARNING_RULE, "there is no learning rule `" + name + "`", place);
    Optional<String> meant = Names.meantAsRule(name);
    if (meant.isPresent()) {
      return error.help("write `learning rule " + meant.get() + "`");
    }
    return withNearest(
        Suggestions.nearest(name, known).isPresent()
            ? error
            : error.note("the rules are " + String.join(", ", known)),
        place,
        name,
        known,
        "write `gradient descent`, `momentum(0.9)`, `adam(0.9, 0.999)` or `perceptron`, or one of"
            + " your own: `learning rule w <- w - rate * gradient`");
  }

  static Diagnostic callsWithZ(Span place, String keyword, String name) {
    return Diagnostic.error(
            Code.FUNCTION_NAME_EXPECTED,
            "`" + keyword + "` takes the name of the function alone",
            place)
        .help("write `" + keyword + " " + name + "`")
        .fix(place, name);
  }

  /** A penalty is called with the weight itself and {@code further} numbers. */
  static Diagnostic penaltyWithW(Span place, String name, int further) {
    String values = String.join(", ", Collections.nCopies(further, "0.01"));
    return Diagnostic.error(
            Code.FUNCTION_NAME_EXPECTED,
            "`penalty` takes every weight in turn, so that none is written",
            place)
        .help("write `penalty " + name + "(" + values + ")`");
  }

  static Diagnostic parametersOpen(
      Span place, String keyword, String name, List<String> open, int given) {
    String what = "the " + keyword + " `" + name + "` ";
    if (open.isEmpty()) {
      return Diagnostic.error(
              Code.WRONG_NUMBER_OF_ARGUMENTS,
              what + "takes no parameter, but " + areGiven(given),
              place)
          .help("write `" + keyword + " " + name + "`");
    }
    String one =
        switch (keyword) {
          case "activation", "penalty" -> "0.01";
          case "loss" -> "1";
          default -> "0.9";
        };
    String values =
        String.join(", ", open.stream().map(p -> p.equals("beta2") ? "0.999" : one).toList());
    return Diagnostic.error(
            Code.WRONG_NUMBER_OF_ARGUMENTS,
            what
                + (open.size() == 1 ? "needs a value for `" : "needs values for `")
                + String.join("`, `", open)
                + "`, but "
                + areGiven(given),
            place)
        .help("write `" + keyword + " " + name + "(" + values + ")`");
  }

  /** Says that a requirement is asked when the rule is chosen. */
  static Diagnostic requiresMoving(Span place, String name, List<String> parameters) {
    String read = parameters.isEmpty() ? "" : ", here `" + String.join("`, `", parameters) + "`";
    return Diagnostic.error(
            Code.UNKNOWN_NAME,
            "`requires` is asked when the rule is chosen, where there is no `" + name + "` yet",
            place)
        .help("it may read the parameters of the rule" + read + ", and `let`s");
  }

  static Diagnostic requiresNothing(Span place, List<String> parameters) {
    return Diagnostic.error(
            Code.CONDITION_EXPECTED, "`requires` reads no parameter of the rule", place)
        .help(
            parameters.isEmpty()
                ? "leave it out, or give the rule a parameter: `define rule heavy(beta) { … }`"
                : "write `requires " + parameters.get(0) + " > 0`");
  }

  static Diagnostic lossAs(Span place, String keyword, String name) {
    return Diagnostic.error(
            Code.WRONG_NUMBER_OF_ARGUMENTS, "`" + name + "` is a loss, not " + an(keyword), place)
        .help(
            keyword.equals("penalty")
                ? Names.meantAsPenalty(name)
                    .map(meant -> "write `penalty " + meant + "`")
                    .orElse("a penalty is a function of a weight: `penalty l2(0.01)`")
                : "write `loss " + name + "`");
  }

  static Diagnostic notOfOne(Span place, String keyword, String name) {
    String of = keyword.equals("penalty") ? "w" : "z";
    return Diagnostic.error(
            Code.WRONG_NUMBER_OF_ARGUMENTS,
            an(keyword) + " is a function of " + of + " alone, and `" + name + "` takes more",
            place)
        .help("`define` one that uses it: `define f(" + of + ") = " + name + "(0, " + of + ")`");
  }

  static Diagnostic notOfTwo(Span place, String name) {
    return Diagnostic.error(
            Code.WRONG_NUMBER_OF_ARGUMENTS,
            "a loss is a function of the target and the output, and `"
                + name
                + "` has one argument",
            place)
        .help("write `activation " + name + "`, or `define` a loss: `define l(y, p) = abs(y - p)`");
  }

  static Diagnostic unknownCost(Span place) {
    return Diagnostic.error(
            Code.UNKNOWN_COST, "the cost is the `mean` or the `sum` of the losses", place)
        .help("write `cost mean`");
  }

  static Diagnostic unknownAssignment(
      Span place, String name, String statement, Collection<String> candidates) {
    return withNearest(
        Diagnostic.error(Code.UNKNOWN_NAME, "nothing declared is called `" + name + "`", place),
        place,
        name,
        candidates,
        "to make a new name write `let " + statement + "`");
  }

  static Diagnostic notAssignable(Span place, String name) {
    return Diagnostic.error(
            Code.NOT_ASSIGNABLE, "`" + name + "` is computed and cannot be set", place)
        .help("inputs, weights, the bias, `rate` and `let`s can be set");
  }

  static Diagnostic batchOfOne(Span place, RuleDefinition rule) {
    return Diagnostic.error(
            Code.BATCH_OF_ONE,
            "the "
                + rule.name().map(name -> name + " rule").orElse("learning rule")
                + " works example by example, so a batch has one",
            place)
        .help("write `batch 1`, or leave it out");
  }

  static Diagnostic unknownSetting(Span place, String name) {
    return withNearest(
        Diagnostic.error(Code.UNKNOWN_SETTING, "there is no setting `" + name + "`", place),
        place,
        name,
        List.of("digits", "trace", "terms", "numbers"),
        "write `set digits 4`, `set trace full`, `set terms all` or `set numbers exact`");
  }

  static Diagnostic settingAmount(Span place) {
    return Diagnostic.error(Code.SETTING_VALUE, "only `decimal` has a number behind it", place)
        .help("write one value, as in `set digits 4` or `set trace full`");
  }

  static Diagnostic settingValue(Span place, String setting, String expected) {
    return Diagnostic.error(
            Code.SETTING_VALUE, "`" + setting + "` cannot be `" + place.text() + "`", place)
        .help(expected);
  }

  static Diagnostic derivativeMismatch(
      Span place, String by, String at, String stated, String derived, String formula) {
    return Diagnostic.error(
            Code.DERIVATIVE_MISMATCH,
            "this is not the derivative by `"
                + by
                + "`: at "
                + at
                + " it gives "
                + stated
                + ", but the function changes by "
                + derived,
            place)
        .note("derived from the formula: " + formula)
        .help("leave `with derivative` out, or correct it");
  }

  static Diagnostic hostDerivative(
      Span place, String name, String by, String at, String given, String difference) {
    return Diagnostic.error(
            Code.DERIVATIVE_MISMATCH,
            "the application gives a wrong derivative of `"
                + name
                + "` by `"
                + by
                + "`: at "
                + at
                + " it gives "
                + given
                + ", but the function changes by "
                + difference,
            place)
        .help("the application has to correct the derivative that it gives");
  }

  static Diagnostic derivativeParameter(Span place, String name, List<String> parameters) {
    return withNearest(
        Diagnostic.error(Code.UNKNOWN_NAME, "the function has no parameter `" + name + "`", place),
        place,
        name,
        parameters,
        "its parameters are `" + String.join("`, `", parameters) + "`");
  }

  static Diagnostic definitionTooLarge(Span place, int limit) {
    return Diagnostic.error(
            Code.FORMULA_TOO_LONG,
            "written out, this function has more than " + limit + " parts",
            place)
        .note("each use of a function counts with all that it stands for")
        .reached(new Reached(Reached.Which.TERMS, limit + 1L, limit, "one function"));
  }

  static Diagnostic definitionTooDeep(Span place, int limit) {
    return Diagnostic.error(
            Code.NESTED_TOO_DEEPLY,
            "written out, this function has more than " + limit + " parts inside one another",
            place)
        .note("each use of a function counts with all that it stands for");
  }

  static Diagnostic checksTheGradient(Span place, String what) {
    return Diagnostic.error(Code.UNEXPECTED, "`" + what + "` cannot be checked", place)
        .help("write `check gradient`")
        .fix(place, "gradient");
  }

  static Diagnostic unknownFunctionToDerive(Span place, String name, Collection<String> functions) {
    return withNearest(
        Diagnostic.error(Code.UNKNOWN_FUNCTION, "there is no function `" + name + "`", place),
        place,
        name,
        functions,
        "`show functions` lists them");
  }

  static Diagnostic deriveBy(Span place, String name, String function, List<String> parameters) {
    return withNearest(
        Diagnostic.error(
            Code.UNKNOWN_NAME, "`" + function + "` has no parameter `" + name + "`", place),
        place,
        name,
        parameters,
        "its parameters are `" + String.join("`, `", parameters) + "`");
  }

  static Diagnostic deriveAt(Span place, String function, List<String> parameters, int given) {
    return Diagnostic.error(
            Code.WRONG_NUMBER_OF_ARGUMENTS,
            "`"
                + function
                + "` takes "
                + parameters.size()
                + (parameters.size() == 1 ? " value" : " values")
                + ", and "
                + given
                + (given == 1 ? " is given" : " are given"),
            place)
        .help("write a value for each of `" + String.join("`, `", parameters) + "`");
  }

  static Diagnostic ruleNeedsW(Span place) {
    return Diagnostic.error(
            Code.RULE_WITHOUT_WEIGHT, "without a line for `w` this rule changes no weight", place)
        .help("add a line for it, in braces: `{ v <- gradient; w <- w - rate * v }`");
  }

  static Diagnostic twoLinesForW(Span second, Span first) {
    return Diagnostic.error(
            Code.GIVEN_TWICE, "a learning rule has one line for `w`, and this is another", second)
        .related(first, "the first one")
        .help("give the first result another name, or write one formula of the two");
  }

  static Diagnostic givenToTheRule(Span place, String name, boolean parameter) {
    return Diagnostic.error(
            Code.NOT_ASSIGNABLE,
            "`"
                + name
                + "` is "
                + (parameter ? "a parameter of" : "given to")
                + " the learning rule, and no line can change it",
            place)
        .help("choose a name of your own for the result: `own <- 2 * " + name + "`");
  }

  static Diagnostic oneLineForAll(Span place, String name, boolean bias) {
    return Diagnostic.error(
            Code.NOT_ASSIGNABLE,
            "`"
                + name
                + "` needs no line: the line for `w` is run for "
                + (bias ? "the bias too, with x = 1" : "each weight"),
            place)
        .help(bias ? "remove it; `bias 0 fixed` keeps a bias as it is" : "write it once, for `w`");
  }

  static Diagnostic neuronInRule(Span place, String name, boolean parameter) {
    Diagnostic error =
        Diagnostic.error(
            Code.NEURON_IN_FUNCTION,
            "a learning rule cannot read `" + name + "`, a value of the whole neuron",
            place);
    return parameter
        ? error.help("write `w`: the rule is run for each weight, and for the bias")
        : error.help(
            "it reads `w`, `x`, `y`, `output`, `z`, `gradient`, `rate` and `updates`, and `let`s");
  }

  static Diagnostic notAWholeNumber(Span place, String what, String form) {
    return Diagnostic.error(
            Code.WHOLE_NUMBER_EXPECTED, what + " is a whole number from 1 on", place)
        .help("write `" + form + "`");
  }

  static Diagnostic oneHotForm(Span place, Optional<String> column) {
    Diagnostic error =
        Diagnostic.error(
            Code.CATEGORY, "`one_hot` stands for the inputs of one column of categories", place);
    return column
        .map(name -> error.help("write `one_hot(" + name + ")`, the column without quotes"))
        .orElseGet(
            () -> error.help("write `inputs one_hot(species)`, with the name of the column"));
  }

  static Diagnostic oneHotMisspelt(Span place, String name, String column) {
    return Diagnostic.error(Code.UNKNOWN_FUNCTION, "there is no function `" + name + "`", place)
        .help("did you mean `one_hot(" + column + ")`?");
  }

  static Diagnostic numberExpected(Span place, String name, Optional<String> example) {
    Diagnostic error =
        Diagnostic.error(
            Code.TEXT_IS_NO_NUMBER,
            (name.isEmpty() ? "a number belongs here" : "`" + name + "` takes a number")
                + ", and this is a text",
            place);
    return example.map(values -> error.help("write `" + values + "`")).orElse(error);
  }

  static Diagnostic categoryExpected(Span place, String name, Optional<String> example) {
    return Diagnostic.error(
            Code.CATEGORY, "`" + name + "` is a category, and this is no text", place)
        .help(
            "write the text of the category in quotes, as in `"
                + example.orElse(name + " = \"text\"")
                + "`");
  }

  static Diagnostic unknownInput(Span place, String name, Collection<String> inputs) {
    return withNearest(
        Diagnostic.error(Code.UNKNOWN_NAME, "no input is called `" + name + "`", place),
        place,
        name,
        inputs,
        "");
  }

  static Diagnostic valueCount(
      Span place, int given, int needed, Optional<Span> inputs, Optional<String> example) {
    Diagnostic error =
        Diagnostic.error(
            Code.VALUE_COUNT,
            count(needed, "input")
                + (needed == 1 ? " needs " : " need ")
                + count(needed, "value")
                + ", but "
                + areGiven(given),
            place);
    Diagnostic related =
        inputs
            .map(span -> error.related(span, count(needed, "input") + " declared here"))
            .orElse(error);
    return example.map(values -> related.help("write `" + values + "`")).orElse(related);
  }

  static Diagnostic givenTwice(Span place, String name) {
    return Diagnostic.error(Code.GIVEN_TWICE, "`" + name + "` is given twice", place)
        .help("remove one of them");
  }

  static Diagnostic weightsForgotten(Span place, int weights, int inputs) {
    return Diagnostic.notice(
        Code.WEIGHTS_FORGOTTEN,
        "the "
            + count(weights, "weight")
            + " declared before do not fit "
            + count(inputs, "input")
            + " and are forgotten: all are 0 now",
        place);
  }

  static Diagnostic rateComputedOnce(Span place, String moving) {
    return Diagnostic.notice(
        Code.RATE_COMPUTED_ONCE,
        "the learning rate is computed once, now; it does not follow `" + moving + "`",
        place);
  }

  static Diagnostic conditionExpected(Span place, String keyword) {
    if (keyword.equals("where")) {
      return Diagnostic.error(
              Code.CONDITION_EXPECTED,
              "`where` takes a condition, and this compares nothing",
              place)
          .help("compare it with a number: `where " + place.text() + " > 0`")
          .help("or a column of texts with a text: `where species == \"setosa\"`");
    }
    return Diagnostic.error(
            Code.CONDITION_EXPECTED,
            "`" + keyword + "` takes a condition, and this is a number",
            place)
        .help("compare it: `" + keyword + " cost < 0.01`");
  }

  static String count(int n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }

  static String areGiven(int n) {
    return n == 0 ? "none is given" : n + (n == 1 ? " is given" : " are given");
  }
}
