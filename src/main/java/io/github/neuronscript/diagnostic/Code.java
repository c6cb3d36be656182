package io.github.neuronscript.diagnostic;

import java.util.Locale;
import java.util.Optional;

/**
 * Every kind of problem, by a readable name that stays the same from version to version. The text
 * is what {@code nn explain} prints: what it means, and an example mended.
 */
public enum Code {
  CONDITION_EXPECTED(
      """
      What follows `expect` or `until` is true or false: a comparison, or several joined by `and`, \
      `or` and `not`. A number alone is neither:

          train until cost           error
          train until cost < 0.01    mended

      What a learning rule `requires` is such a condition on its parameters, and reads one of them:

          define rule slow(k) { w <- w - rate * gradient / k } requires k >= 1
      """),

  RATE_COMPUTED_ONCE(
      """
      The learning rate is an expression that is computed once, when the statement runs. If it \
      reads a value that changes during the training, such as `epoch`, it does not follow that \
      value:

          learning rate 0.5 / (1 + epoch)    0.5, now and later: epoch is 0 when it runs
      """),

  NO_CLASSES(
      """
      Accuracy is the share of rows that are classified right, so it needs classes: targets that \
      are all 0 or 1, or all −1 or 1. Targets such as 3.7 are measurements. Judge those by the cost:

          evaluate
          expect cost < 0.1
      """),

  NO_FIGURE(
      """
      Not every metric exists for all outputs and targets. Precision is a share of the examples that \
      are predicted to be of class 1, and there may be none; the AUC compares both classes, and there \
      may be one only. `evaluate` says so where the number would stand, and a formula cannot read it:

          inputs x
          data   { 0 -> 1; 1 -> 1 }
          evaluate
          show auc                        error
          show accuracy                   mended
      """),

  UNKNOWN_CRITERION(
      """
      A threshold is chosen as the best of all midpoints between neighbouring outputs, by one of \
      three criteria: the share of examples that are right, F1, or recall + specificity − 1 \
      (Youden's index):

          threshold best accuracy
          threshold best f1
          threshold best youden
      """),

  UNKNOWN_PLOT(
      """
      There are four pictures; behind each may stand a file that it is written to:

          plot activation                 f and its derivative by z
          plot cost                       the cost by epoch
          plot boundary                   two inputs: where which class is predicted
          plot data to "data.svg"         the target by one input, or two inputs by class
          plot data petal_length, petal_width
      """),

  NOTHING_TO_PLOT(
      """
      A picture needs something to be seen: `plot cost` a training before it, `plot boundary` a \
      neuron with two inputs and an example, `plot data` data with one input or two, or the names of \
      two inputs:

          plot cost                       error
          train 100 epochs
          plot cost                       mended
      """),

  NO_PAINTER(
      """
      A script can draw into a file only where its host says how: the library computes what there \
      is to see, and leaves to others how it looks. In Java:

          Options.defaults().painter(plot -> svg(plot))
      """),

  CONFIDENCE_PERCENT(
      """
      An interval of 95 percent is where 95 of 100 resamples lie: the metrics are measured again on \
      rows drawn from the rows, and the largest and the smallest 2.5 percent are left out.

          evaluate confidence 95 seed 3
          evaluate confidence 90 samples 2000 seed 3
      """),

  NO_PART(
      """
      `evaluate test` and `evaluate training` judge by one part of the data, so that there must be \
      parts. `split` divides the rows; without it all of them train, and `evaluate` judges by all:

          split 80 / 20 seed 1
          train 100 epochs
          evaluate                        # by the test part
          evaluate training               # by the rows that it has learnt from
      """),

  TOO_MANY_FOLDS(
      """
      In a cross-validation each fold is judged by what was learnt from the other folds, so that it \
      needs a row at least: no more folds than rows. With as many folds as rows each one is judged by \
      itself.

          inputs x
          data   { 0 -> 0; 1 -> 0; 2 -> 1; 3 -> 1 }
          cross validate 5 folds          error
          cross validate 4 folds          mended
      """),

  SHUFFLE_OF_ONE_BATCH(
      """
      Behind `cross validate` stands how rows are chosen, and then how it is trained. The rows of \
      folds and splits are shuffled anyway, by the seed. `shuffle` orders the rows of each epoch \
      anew, which decides who is in which batch; if all of them make one batch, nothing changes:

          cross validate 5 folds shuffle               notice
          cross validate 5 folds seed 1                mended
          cross validate 5 folds, batch 8 shuffle      the rows of each epoch, too
      """),

  SPLIT_AFTER_TRAINING(
      """
      A test says how the neuron does on rows it has not learnt from. Weights that were trained \
      before the rows were divided, or with other rows in the test part, have seen the rows that \
      are to test them, and `evaluate` flatters them:

          train
          split 80 / 20                                notice
          reset                                        mended
          train
          evaluate
      """),

  SCALE_AFTER_TRAINING(
      """
      Weights belong to the scaled inputs. Where the scale changes after a training, because \
      another one is declared or other rows are given, the same weights make something else of \
      the same example:

          train
          scale standard                               notice
          reset                                        mended
          train
      """),

  NOT_IN_A_RULE(
      """
      The body of a rule runs again and again in the middle of a training or a prediction, so it \
      does only what is quick and safe there: `stop`, `fail`, `print`, `show`, `let` and `name = \
      value`, `learning rate`. A decision rule (`on predict`) only answers, prints and shows:

          when cost < 0.1 then train 10 epochs                       error
          when cost < 0.1 then stop                                  mended
          on predict when output >= 0.5 then answer "yes"            a decision
      """),

  ONLY_IN_A_RULE(
      """
      `stop`, `fail` and `answer` mean something only when a rule does them:

          stop                             error
          when cost < 0.01 then stop       mended
      """),

  UNKNOWN_RULE(
      """
      `forget rule` takes the name of a when-rule that is there. Rules without a name cannot be \
      forgotten one by one:

          rule "decay" when epoch > 9 then rate = 0.01
          forget rule "decay"
      """),

  TOO_MANY_RULES(
      """
      A script has at most 1,000 when-then rules, so that what a training costs stays bounded. Often \
      one rule with a formula does what many do one by one:

          when epoch % 100 == 0 then rate = rate / 2
      """),

  UNKNOWN_SCALE(
      """
      Inputs are scaled to mean 0 and deviation 1 (`standard`), to the range from 0 to 1 \
      (`minmax`), or not at all (`none`):

          scale standard
      """),

  SPLIT_PARTS(
      """
      `split` keeps some rows apart, so that a neuron is judged by rows it has not learnt from. It \
      has two whole percentages, of the training and of the test, that make 100:

          split 80 / 20
          split 70 / 30 seed 3 stratified
          split none
      """),

  SPLIT_TOO_FEW(
      """
      A split needs at least two rows, one for each part. A stratified one divides each class by \
      itself, so that it needs classes: target values that stand in two rows or more:

          inputs x
          data   { 0 -> 0; 1 -> 0; 2 -> 1; 3 -> 1 }
          split  50 / 50 stratified
          train  10 epochs
      """),

  NOTHING_TO_UNDO(
      """
      `back` undoes the last statement that changed something; a whole `train` or `include` is one. \
      There are not so many statements to undo, or what came before is longer ago than the last \
      hundred:

          train 10 epochs
          back
      """),

  INCLUDE_CYCLE(
      """
      A script includes itself, perhaps by way of others. Each script is read once and at one place; \
      put what both need into a third one:

          include "common.nn"
      """),

  MODEL_UNREADABLE(
      """
      The file is no model that `save` has written, or it was changed since. Its last two lines \
      hold checksums of the others, so that a model is loaded as it was saved or not at all. To \
      change a model, load it, change it, and save it again:

          load "model.json"
          w1 = 0.5
          save "model.json"
      """),

  OTHER_DATA(
      """
      A model that was loaded reads its data again when it learns on. The rows have other numbers, \
      or another order, than when it was saved: so it does not go on as if nothing had happened. \
      Declare the data if others are meant:

          load "model.json"
          data from "new.csv"
          train 10 epochs
      """),

  EMPTY_WHERE(
      """
      The condition behind `where` holds for no row of the file, so that nothing is left to learn \
      from:

          data from "iris.csv" where species != "virginica"
      """),

  FAILED(
      """
      A rule of the script said `fail`: its message is the script's own. The state is that of the \
      epoch in which it held:

          rule "diverged" when cost is nan then fail "diverged at epoch {epoch}"
      """),

  RULE_OUTDATED(
      """
      A rule reads or sets an input or a weight that was declared away after the rule was written. \
      Write the rule again, or forget it:

          forget rule "decay"
      """),

  PARAMETER_OUTSIDE(
      """
      A parameter has a value for which the function, the loss or the way to begin the weights means \
      nothing: a negative width of `huber`, a range whose lower bound is above the upper one, a \
      negative deviation.

          weights uniform(1, -1)    error
          weights uniform(-1, 1)    mended

      A learning rule states in its `requires` which values it is meant for. A momentum of 1 would \
      never forget a step:

          learning rule momentum(1)      error
          learning rule momentum(0.9)    mended
      """),

  TEXT_MATCHES_NOTHING(
      """
      A column is compared with a text that none of its rows holds, so the comparison is the same \
      for every row. Mostly the text is misspelt; capitals and spaces count:

          target is_setosa = species == "Setosa"    warning, where the file has setosa
          target is_setosa = species == "setosa"    mended
      """),

  UNKNOWN_VALUE(
      """
      A value was given from outside for a name that the script does not declare. A script's `let`s, \
      inputs, weights, its bias, `rate` and `seed` can be set:

          nn run script.nn --set rate=0.2
      """),

  SCRIPT_TOO_LONG(
      """
      The script is longer than what is read: the message gives the limit. Scripts of that size \
      nearly always hold rows of data, and rows belong in a file:

          data { 5.1, 3.5 -> 1; ...      error: a million rows
          data from "rows.csv"           mended
      """),

  NESTED_TOO_DEEPLY(
      """
      Brackets, signs, powers, divisions or conditions stand inside each other more than 200 \
      deep. No formula that a person can read needs that. Give the inner part a name:

          show ((((((...))))))           error
          let inner = ...                mended
          show inner / 2
      """),

  FORMULA_TOO_LONG(
      """
      One formula has more than 10,000 parts. Give some of them a name, or write the numbers as \
      rows of data:

          show x1 + x1 + x1 + ...        error
          let some = x1 + x1             mended
          show some * 5000
      """),

  NEVER_CLOSED(
      """
      A bracket is opened, and nothing closes it. The statement then ends before the next line \
      that starts with a word such as `train`, so the error is shown at the bracket, not at the \
      end of the script:

          show (w1 * x1 + b              error
          show (w1 * x1 + b)             mended
      """),

  NEVER_OPENED(
      """
      A closing bracket has no opening one before it in the same statement. Either it is one too \
      many, or its partner is missing:

          show w1 * x1 + b)              error
          show (w1 * x1 + b)             mended
      """),

  TEXT_NEVER_CLOSED(
      """
      A text begins with `"` and ends with `"` on the same line. A line end inside a text is \
      written `\\n`, a quote inside it `\\"`:

          print "cost                    error
          print "cost"                   mended
          print "he said \\"no\\""         mended
      """),

  SINGLE_QUOTES(
      """
      Texts stand in double quotes. The single quote has no meaning:

          target y = species == 'setosa'      error
          target y = species == "setosa"      mended
      """),

  COMMENT_SIGN(
      """
      A comment starts with `#` and goes on to the end of the line. `//` is the sign of other \
      languages:

          bias 0.1   // the threshold    error
          bias 0.1   # the threshold     mended
      """),

  UNKNOWN_SIGN(
      """
      A character or sign means nothing in this language. Often it is what another language \
      writes, or it came from a web page or a book with its printer's quotes and dashes. The \
      help says what to write:

          a && b      a ** 2      x += 1        error
          a and b     a ^ 2       x = x + 1     mended

      A name with spaces or signs stands in backticks, as in `sepal length (cm)`.
      """),

  UNKNOWN_STATEMENT(
      """
      A line begins with a word and goes on with another word or a number, but no statement \
      starts with that word. It may be misspelt, or be the word of another library. Upper and \
      lower case count:

          trian 100 epochs               error
          Train 100 epochs               error
          train 100 epochs               mended
          lr 0.1                         error
          learning rate 0.1              mended
      """),

  NOT_IN_THIS_VERSION(
      """
      The statement is part of the language, but the program that runs it is of a version that \
      does not have it yet. A newer one will run the script as it is.
      """),

  STATEMENT_WORD(
      """
      The first word of a statement always starts that statement. A formula that begins with the \
      same word is shown by `show`; in any other place the word can be used freely:

          cost < 0.1                     error: `cost` declares how losses are joined
          show cost < 0.1                mended
          step(0.5)                      error: `step` trains on one example
          show step(0.5)                 mended
      """),

  MISSING_OPERATOR(
      """
      Two values follow each other, and nothing says what to do with them. Multiplication is \
      always written:

          2x          2 (x + 1)          error
          2 * x       2 * (x + 1)        mended
      """),

  MISSING_COMMA(
      """
      The values of a list are separated by commas:

          weights 0.4 -0.6 0.1           error: 0.4 − 0.6, and then 0.1
          weights 0.4, -0.6, 0.1         mended
          inputs x1 x2                   error
          inputs x1, x2                  mended
      """),

  COMMA_AT_LINE_END(
      """
      A row of data that has its `->` ends with the line. A comma there would join it to the \
      next row:

          data {
            0, 1 -> 1,                   error
            1, 1 -> 1                    mended: no comma
          }
      """),

  ENDS_TOO_EARLY(
      """
      A statement, a formula or a pair of brackets ends where something more has to come:

          let half =                     error
          let half = 1 / 2               mended
          if z > 0 then z                error
          if z > 0 then z else 0         mended
      """),

  UNEXPECTED(
      """
      Something stands where it cannot. The message names the statement, the help shows how that \
      statement is written. Some that happen often:

          expect output = 1              error: `=` sets a value
          expect output == 1             mended
          bias 0,5                       error: `,` separates the values of a list
          bias 0.5                       mended
          weights [0.4, -0.6]            error: lists have no brackets
          weights 0.4, -0.6              mended
      """),

  RESERVED_WORD(
      """
      Thirteen words can never be a name: `and or not if then else otherwise when is within nan \
      true false`. In backticks they are names all the same, as it may be needed for a column of \
      a file:

          inputs is, when                error
          inputs `is`, `when`            mended
      """),

  CHAINED_COMPARISON(
      """
      A comparison is true or false, and comparing that once more is hardly ever meant. Join two \
      comparisons:

          0 < x < 1                      error
          0 < x and x < 1                mended
      """),

  IS_NOT(
      """
      `is` compares two values, and `not` stands in front of a whole condition:

          x is not 1                     error
          x != 1                         mended
          not x is nan                   mended, for "x is a number"
      """),

  NEEDS_PARENTHESES(
      """
      `if … then … else …` and `not …` reach as far to the right as they can. Inside a \
      calculation or a comparison they stand in parentheses, so that nobody has to know how far:

          1 + if z > 0 then z else 0     error
          1 + (if z > 0 then z else 0)   mended
      """),

  NUMBER_TOO_LARGE(
      """
      Numbers are IEEE doubles, and the largest is about 1.8e308. Often the exponent has a digit \
      too many:

          1e3000                         error
          1e300                          mended
      """),

  TOO_MANY_INPUTS(
      """
      `x[784]` declares the inputs x1 to x784. The number is a whole one, from 1 to the limit \
      that the message gives:

          inputs x[0]                    error
          inputs x[3]                    mended
      """),

  UNKNOWN_ESCAPE(
      """
      In a text a backslash gives the next sign another meaning: `\\n` is a line end, `\\t` a \
      tab, `\\"` a quote and `\\\\` a backslash. There are no others, so a path in the style of \
      Windows has its backslashes doubled, or uses `/`:

          data from "my\\data.csv"        error
          data from "my/data.csv"        mended
      """),

  BRACE_IN_TEXT(
      """
      In the texts of `print` a formula in braces is replaced by its value. The braces \
      themselves are written twice:

          print "cost {cost"             error
          print "cost {cost}"            mended
          print "{{1, 2}}"               mended, prints {1, 2}

      Behind `:` stands how wide the value is at least, so that values stand below each other:

          print "cost {cost:.3f}"        error
          print "cost {cost:10}"         mended; `set digits 4` says how many digits
      """),

  GIVEN_TWICE(
      """
      The same thing is said twice in one statement, and only one can hold. `train 100 epochs` \
      and `at most 100 epochs` are the same bound:

          train 100 epochs batch 4 batch 8   error
          train 100 epochs batch 8           mended

      A learning rule has one line for `w`, where its last result goes:

          learning rule { w <- 0.99 * w; w <- w - rate * gradient }       error
          learning rule { w <- 0.99 * w - rate * gradient }               mended
      """),

  FUNCTION_NAME_EXPECTED(
      """
      `activation` and `loss` take the name of a function. A formula gets a name first:

          activation z^2                 error
          define square(z) = z^2         mended
          activation square
      """),

  TOO_MANY_ERRORS(
      """
      After twenty errors the rest of the script is not looked at. Many errors often have one \
      cause, such as a file that is no script at all. Mend the first ones and run again.
      """),

  SPACED_MINUS(
      """
      After the word of a declaration comes its value, so a minus there is a sign, whatever the \
      spaces. The script runs; this is said because it reads like a difference:

          bias - 0.1                     declares a bias of −0.1
          bias -0.1                      the same, and nothing is said
          show bias - 0.1                shows the difference
      """),

  WRONG_USAGE(
      """
      The command line is not understood: an option or a command that does not exist, a value that \
      is missing or no number, or a file too many. Nothing has run, and the exit code is 2. Each \
      command explains its options:

          nn run --help
          nn run --digit 4 and.nn        error: the option is called --digits
          nn run --digits 4 and.nn       mended
      """),

  SCRIPT_MISSING(
      """
      There is no script of that name, seen from the folder in which `nn` was started. Nothing has \
      run, and the exit code is 2:

          nn run and                     error
          nn run scripts/and.nn          mended
      """),

  SCRIPT_UNREADABLE(
      """
      The script is there, but it cannot be read: it may be a folder or belong to somebody else. \
      The note gives the system's own words. Nothing has run, and the exit code is 2.
      """),

  SCRIPT_NOT_UTF8(
      """
      A script is text in UTF-8, and the byte shown is none. Mostly an editor has saved the file in \
      an older encoding such as Latin-1 or UTF-16, or the file is no text at all. Save it as UTF-8, \
      or convert it:

          iconv -f LATIN1 -t UTF-8 old.nn > new.nn
      """),

  OUTPUT_UNWRITABLE(
      """
      What the script shows could not be written, mostly because the disk is full. What was written \
      before is there, but the end is missing. The note gives the system's own words, and the exit \
      code is 1. When it is only that nobody reads any more, as after `nn run long.nn | head`, `nn` \
      ends without a word, and the exit code is 141. A script that `nn format` may not write is said \
      in the same way.
      """),

  OUT_OF_MEMORY(
      """
      The data and the neuron do not fit into the memory that Java has been given. Give it more:

          NN_JAVA_OPTS=-Xmx4g nn run large.nn
      """),

  BATCH_OF_ONE(
      """
      A learning rule that reads `x`, `y`, `z` or `output` speaks of one example: a batch of \
      several has no single `x`. So by `perceptron`, `delta`, `hebb` and `oja` each batch has one \
      example. Rules that read only `gradient`, such as `gradient descent`, take batches of any \
      size.

          learning rule perceptron
          train 100 epochs batch 16     error
          train 100 epochs              mended: batch 1 is the default here
      """),

  BUILT_IN_NAME(
      """
      The functions and learning rules of the language keep their meaning in every script, so \
      their names cannot be defined again. Nor can those of functions that an application gives to \
      its scripts. `show functions` lists them.

          define sigmoid(z) = z / (1 + abs(z))       error
          define softsign(z) = z / (1 + abs(z))      mended
      """),

  DATA_MISSING(
      """
      Training, evaluating and the cost are about many examples, and no data is declared above \
      this line. Statements run in the order in which they are written.

          inputs x1, x2
          train 100 epochs               error

          inputs x1, x2
          data { 0, 1 -> 1; 1, 0 -> 0 }
          train 100 epochs               mended

      A single example needs no data: give the inputs values and write `step`.
      """),

  DERIVATIVE_MISMATCH(
      """
      A definition states its own derivative, and at two points or more it is not the derivative \
      of the formula. The derivative is found without help; `with derivative` is for a shorter or \
      a more stable form of the same one. It is taken by the first parameter, or by the one that \
      `by` names.

          define f(z) = z^2  with derivative 3 * z      error
          define f(z) = z^2  with derivative 2 * z      mended
          define f(z) = z^2                             fine too
      """),

  DERIVATIVE_MISSING(
      """
      A function of the application that runs the script stands in the activation, the loss or the \
      penalty, and the application has not said what its derivative is. Outputs can be computed, but \
      gradients cannot. The application can give the derivative, or the script can state one:

          activation score                                                error
          train

          define own(z) = score(z)  with derivative 1 - score(z)^2        mended
          activation own
          train
      """),

  HOST_FUNCTION_FAILED(
      """
      The application that runs the script gives it a function, and that function ended with an \
      exception instead of a number. The message says for which arguments. The statement has not \
      happened, except that a training keeps the epochs before. The application gets the exception \
      as the cause; it gives functions by `Options.functions`, each a `HostFunction`.

          show price(-1)                                  error, if there is no such price
          show if size > 0 then price(size) else 0        mended: called for sizes that there are
      """),

  HOST_FUNCTION_DIFFERS(
      """
      A program was compiled with a function of the application, and is run with another one of the \
      same name: with other parameters, derivatives, cost or version. A program means the same in \
      every run, so it keeps the functions that it was compiled with. Compile it again with the new \
      one.
      """),

  DUPLICATE_NAME(
      """
      Two inputs, two weights, two parameters, or an input and a `let` have the same name, so a \
      formula could not say which of them it means.

          inputs x, x             error
          inputs x1, x2           mended
      """),

  EXAMPLE_MISSING(
      """
      There is nothing to compute with: the inputs have no values, no values stand behind the \
      action, and no data is declared.

          inputs x1, x2
          forward                      error

          inputs x1 = 0.5, x2 = -1
          forward                      mended

      or `forward 0.5, -1`, or a `data` statement above it.
      """),

  FILE_MISSING(
      """
      There is no file of that name. A relative path starts at the folder of the script, not at \
      the folder in which the command is run; a script typed at the command line or read from \
      standard input has no folder, and there the path starts at the current one. Upper and lower \
      case count on many systems.

          data from "iris.csv"          error, if it lies in the folder data
          data from "data/iris.csv"     mended
      """),

  FILE_REFUSED(
      """
      The file may not be read. `nn` reads data from the folder of the script and from the current \
      one, with all that is below them; another folder is opened by an option. Or the system \
      refuses the file to the person who runs the script.

          nn run --allow-read /data study.nn

      An application that embeds the language decides which files a script may read, and opens \
      none by default:

          Options.defaults().files(FilePolicy.none().read(folder))

      The same holds for files that a script writes: `nn` lets it write below the current folder.

          nn run --allow-write /results study.nn
          Options.defaults().files(FilePolicy.none().read(folder).writing(results))
      """),

  INPUTS_MISSING(
      """
      The neuron has no inputs yet, and this statement needs them. Statements run in the order in \
      which they are written.

          forward 1, 0                  error

          inputs x1, x2
          forward 1, 0                  mended
      """),

  MIXED_LIST(
      """
      In one list some items have what the others lack: inputs with a value beside inputs without, \
      or values by name beside values by place.

          inputs  x1 = 0.5, x2          error
          inputs  x1 = 0.5, x2 = -1     mended
          predict x1 = 1, 0             error
          predict x1 = 1, x2 = 0        mended
      """),

  NEURON_IN_FUNCTION(
      """
      A function computes its value from its parameters alone, so that it has one meaning and one \
      derivative wherever it is used. It cannot read an input, a weight, the bias or another value \
      of the neuron. `let`s can be read; their value at that moment is kept.

          define f(z) = z * x1          error
          define f(z, x) = z * x        mended
      """),

  NOT_ASSIGNABLE(
      """
      This name stands for a value that is computed, such as `output` or `cost`. Only inputs, \
      weights, the bias, `rate` and `let`s can be set.

          output = 1                    error
          target 1                      mended, if the wanted output is meant

      In a learning rule it is a name that the rule is given, or one that has no line of its own: \
      the line for `w` is run for each weight and for the bias.

          learning rule { gradient <- 2 * gradient; w <- w - rate * gradient }     error
          learning rule { twice <- 2 * gradient; w <- w - rate * twice }           mended
      """),

  NOT_EVALUATED(
      """
      Accuracy, AUC, R² and the other metrics are measured by `evaluate`, and nothing has been \
      evaluated since the data or the training changed them.

          train 100 epochs
          show accuracy                 error

          train 100 epochs
          evaluate
          show accuracy                 mended

      The same holds of `mean_accuracy`, `lowest_auc`, `highest_f1`, `deviation_rmse` and the like \
      after `cross validate`. They stay as they are until the next one.
      """),

  NO_EXAMPLE_SHOWN(
      """
      `z`, `output`, `target` and `loss` belong to one example, the one last shown by `forward`, \
      `backward`, `step` or `predict`. At the start, after `train`, and in the condition of \
      `until` there is none.

          train 100 epochs until loss < 0.01     error
          train 100 epochs until cost < 0.01     mended

          train 100 epochs
          predict 1, 1                           shows an example
          show output
      """),

  NO_ROWS(
      """
      The braces of `data` are empty. Each row has one value for each input and, behind `->`, the \
      target.

          data { }                      error
          data {
            0, 0 -> 0
            1, 1 -> 1
          }                             mended
      """),

  ROW_LENGTH(
      """
      A row has more or fewer values than there are inputs, or than the first row has.

          inputs x1, x2
          data { 0, 0, 1 -> 1 }         error: three values for two inputs
          data { 0, 0 -> 1 }            mended
      """),

  ROW_TARGET(
      """
      Either every row has a target behind `->`, or none has; and a row has one target, for the \
      neuron has one output.

          data { 0, 0 -> 0; 1, 1 }           error
          data { 0, 0 -> 0; 1, 1 -> 1 }      mended
      """),

  RULE_WITHOUT_WEIGHT(
      """
      A learning rule says how a weight changes, so one of its lines is for `w`. Other names are \
      remembered for each weight from update to update.

          learning rule v <- 0.9 * v + gradient                             error
          learning rule { v <- 0.9 * v + gradient; w <- w - rate * v }      mended
      """),

  SETTING_VALUE(
      """
      The setting exists, but not with this value:

          set digits 4        from 1 to 17: significant digits of results
          set trace full      full, summary or none: how much is shown
          set terms 10        a number from 1 to 999999, or all: the longest sum shown in full
      """),

  TARGET_MISSING(
      """
      Learning compares the output with the target, and no target is known. It stands behind `->`, \
      or is declared by `target`: a number for an example given by hand, a column for data from a \
      file.

          inputs x1 = 0.5
          backward                           error

          inputs x1 = 0.5
          target 1
          backward                           mended

          inputs length, width
          target is_setosa = species == "setosa"
          data from "iris.csv"
      """),

  TEXT_IS_NO_NUMBER(
      """
      Formulas compute with numbers. A text can only be compared by `==` or `!=` with a column of \
      texts, and only in `inputs` and `target`, where columns are read; the comparison is 1 or 0.

          target "setosa"                               error
          target is_setosa = species == "setosa"        mended

      To write a text on the screen use `print "text"`.
      """),

  UNKNOWN_ACTIVATION(
      """
      The activation is the name of a function of z: one of the language, which `show functions` \
      lists, or your own.

          activation sigmiod            error
          activation sigmoid            mended

          define bent(z) = (sqrt(z^2 + 1) - 1) / 2 + z
          activation bent               a new one
      """),

  UNKNOWN_COST(
      """
      The cost of several examples is the mean of their losses or the sum of them. Which function \
      the loss is, says `loss`.

          cost mse                      error
          loss mse                      mended
          cost mean                     the default
      """),

  UNKNOWN_FUNCTION(
      """
      Nothing with this name can be called. Functions are those of the language, which `show \
      functions` lists, and those defined above this line.

          show log(2)                   error
          show ln(2)                    mended: the natural logarithm; log10 is the decimal one
      """),

  UNKNOWN_LEARNING_RULE(
      """
      The learning rule says how the weights change. Those of the language are `gradient descent`, \
      `perceptron`, `delta`, `hebb`, `oja`, `momentum(beta)`, `nesterov(beta)`, `adagrad`, \
      `rmsprop(rho)` and `adam(beta1, beta2)`; `define rule` makes a new one.

          learning rule sgd                       error
          learning rule gradient descent          mended
      """),

  UNKNOWN_LOSS(
      """
      The loss is the name of a function of the target y and the output: one of the language, \
      which `show functions` lists, or your own.

          loss bce                      error
          loss cross_entropy            mended

          define pinball(y, p) = max(0.9 * (y - p), -0.1 * (y - p))
          loss pinball                  a new one
      """),

  UNKNOWN_NAME(
      """
      The name stands for nothing at this place. Names are declared above the line that reads \
      them. A formula can read inputs, weights, the bias, `let`s, and values such as `output` or \
      `cost`; the body of a function reads its parameters and `let`s.

          show w3                       error, if there are two weights
          show w2                       mended

          let half = 1 / 2
          show half                     a name of your own
      """),

  UNKNOWN_SETTING(
      """
      `set` changes how things are shown, and knows three settings:

          set digits 4        significant digits of results
          set trace full      how much is shown: full, summary or none
          set terms all       the longest sum that is shown in full

      Everything about the neuron itself is a statement of its own, such as `learning rate 0.1`.
      """),

  VALUE_COUNT(
      """
      The action has more or fewer values than there are inputs. Each input gets one, by place or \
      by name.

          inputs x1, x2
          predict 1                     error
          predict 1, 0                  mended
          predict x2 = 0, x1 = 1        the same
      """),

  VALUE_EXPECTED(
      """
      A name stands where a name with its value, or the value, is needed.

          weights w1 = 0.4, w2          error
          weights w1 = 0.4, w2 = 0      mended
      """),

  WEIGHTS_FORGOTTEN(
      """
      The inputs were declared again, and their number is another one, so the weights declared \
      before cannot be theirs. They begin at 0 now. To begin elsewhere, declare `weights` after \
      the new `inputs`. Nothing is wrong; this only says it.

          weights 0.4, -0.6
          inputs  x1, x2, x3            notice: the two weights are forgotten
          weights 0.4, -0.6, 0.1        declares three
      """),

  WEIGHT_COUNT(
      """
      Every input has one weight, and their numbers differ. The bias is no weight of this list.

          inputs  x1, x2, x3
          weights 0.4, -0.6             error
          weights 0.4, -0.6, 0.1        mended
          weights zeros                 fits any number of inputs
      """),

  WHOLE_NUMBER_EXPECTED(
      """
      Epochs, steps, the rows of a batch and seeds are whole numbers.

          train 2.5 epochs              error
          train 2 epochs                mended
      """),

  WORD_OF_THE_LANGUAGE(
      """
      The name is a word by which formulas read a value of the neuron or its training, such as \
      `cost` or `epoch`; there the word always wins, so the `let` could not be read. Another name \
      is best. In backticks it is a name of yours, where it is declared and wherever it is read.

          let rate = 0.3                error
          let my_rate = 0.3             mended
          let `rate` = 0.3              read as `rate` in backticks
      """),

  WRONG_NUMBER_OF_ARGUMENTS(
      """
      A function or a learning rule is given more or fewer values than it has parameters. An \
      activation gets z, and a loss gets y and the output, by itself; only the further parameters \
      are written.

          show max(1)                   error
          show max(1, 2)                mended
          activation leaky_relu         error: its parameter a is open
          activation leaky_relu(0.01)   mended
      """),

  ZERO_DERIVATIVE(
      """
      The derivative of this activation is 0 everywhere (at a jump it is taken as 0), so every \
      gradient is 0 and a rule that goes by the gradient never changes a weight. The perceptron \
      rule needs no derivative; a sigmoid has one.

          activation step
          learning rule gradient descent     nothing is learnt

          activation step
          learning rule perceptron           mended
      """),

  PENALTY_WITHOUT_EFFECT(
      """
      A penalty changes the weights by its share of the gradient of the cost. A learning rule that \
      goes by the mistake or by the example alone reads no gradient, and the penalty only makes the \
      cost larger.

          penalty l2(0.01)
          learning rule perceptron           the weights are not held back

          penalty l2(0.01)
          learning rule gradient descent     mended
      """),

  UNKNOWN_PENALTY(
      """
      A penalty is a function of one weight, which the cost adds up over the weights: one of the \
      language, or your own. Further parameters are bound by a call.

          penalty ridge(0.01)           error
          penalty l2(0.01)              mended

          define elastic(w, a, b) = a * abs(w) + b * w^2
          penalty elastic(0.01, 0.001)  a new one
      """),

  OUT_OF_REACH(
      """
      The activation cannot give what the targets ask for, so that no weights are right: a sigmoid \
      stays between 0 and 1. For measured numbers take

          activation linear

      and for classes targets that the activation can reach.
      """),

  CATEGORY(
      """
      `one_hot` makes an input of 0 or 1 for each category of a column of texts; the data says which \
      there are. Where values are typed, the category stands for all of them:

          inputs petal_length, one_hot(colour)
          predict 1.4, "white"
      """),

  COLUMNS_OF_ROWS(
      """
      An input is a formula over columns, but the rows in the script have no named columns, only \
      values in the order of the inputs. Either name the inputs alone, or read the data from a \
      file.

          inputs half = length / 2
          data { 4 -> 1 }                    error

          inputs half
          data { 4 / 2 -> 1 }                mended: cells are formulas too
      """),

  NOT_EXACT(
      """
      With `set numbers exact` everything is a fraction: sums, differences, products, quotients and \
      whole powers of fractions are fractions again. A root, a power of e, a logarithm or a sine is \
      not, so there is no exact number to show. Decimals of as many digits as you like come as near \
      to it as you like:

          set numbers exact
          show sqrt(2)                     error

          set numbers decimal 30
          show sqrt(2)                     mended
      """),

  NUMBERS_LATE(
      """
      In which numbers a script computes is said before the first number is computed. A value that \
      was computed in doubles has their rounding in it and does not become exact afterwards:

          let third = 1/3
          set numbers exact                error

          set numbers exact
          let third = 1/3                  mended

      What was learnt is forgotten by `reset`; then the numbers can be others.
      """),

  NOTHING_TRAINED(
      """
      `show difference` runs the last training twice, in doubles and in exact numbers, and says where \
      the two part. So there has to be one before it:

          inputs x
          data   { 0 -> 0; 1 -> 1 }
          show   difference                error

          train  10
          show   difference                mended
      """),

  NUMBER_TOO_LONG(
      """
      A fraction grows with every product: after some updates its numerator and denominator have \
      thousands of digits, and each update takes longer than the one before. At 20,000 bits the \
      run ends. Decimals keep their length:

          set numbers exact
          show 3^100000                    error

          set numbers decimal 30
          show 3^100000                    mended

      Decimals end too, at 10^1000000 and at its inverse.
      """),

  SATURATED(
      """
      The slope of the activation is 0 for every example, so the gradient is 0 and training changes \
      nothing. A sigmoid is flat where z is far from 0: large inputs with large weights bring all \
      examples there. A relu is flat below 0. Bring the inputs to one size, and begin with small \
      weights:

          inputs  height
          data    { 171 -> 0; 186 -> 1 }
          scale   standard
          weights zeros
          train   100
      """),

  STATIONARY(
      """
      The shares of the examples in the gradient cancel exactly, so the next update changes nothing, \
      and the cost is not 0. That happens where the data are symmetric and the weights begin at 0, as \
      with exclusive or. It is not the best that the neuron can do, or not surely. Other weights to \
      begin with break the symmetry:

          inputs  x1, x2
          data    { 0, 0 -> 0; 0, 1 -> 1; 1, 0 -> 1; 1, 1 -> 0 }
          weights random
          train   100
      """),

  WEIGHTS_GROW(
      """
      All examples are told apart. With a sigmoid and the cross entropy every cost can then be made \
      smaller by making all weights longer, which moves the boundary no more: there is no end, only a \
      point where it is enough. Say where that is:

          inputs x
          data   { 0 -> 0; 1 -> 1 }
          loss   cross_entropy
          train  until cost < 0.1
      """),

  RATE_TOO_LARGE(
      """
      The cost of a linear neuron with a squared loss is a bowl. Gradient descent comes to its bottom \
      if the learning rate is below 2/λ, where λ is the largest eigenvalue of the matrix of second \
      derivatives; above that each step leads higher up. The value is calculated from the data. \
      Inputs of smaller size allow a larger rate:

          inputs        x
          data          { 1 -> 2; 2 -> 4 }
          activation    linear
          learning rate 0.1
          train         100
      """),

  NOT_SEPARABLE(
      """
      After an epoch the perceptron rule came back to weights that it had after an earlier one. From \
      there it goes the same way again, for ever. If a straight line separated the classes, the rule \
      would have found one in finitely many updates (Rosenblatt; Novikoff 1962). Gradient descent \
      finds the best line where there is no perfect one:

          inputs     x1, x2
          data       { 0, 0 -> 0; 0, 1 -> 1; 1, 0 -> 1; 1, 1 -> 0 }
          activation sigmoid
          train      100
      """),

  DIFFERENT_SIZES(
      """
      A step by gradient descent moves a weight in proportion to its input. Where one input is a \
      hundred times another, a rate that suits the one does nothing for the other, or makes the \
      first swing. Bring all inputs to mean 0 and deviation 1:

          inputs age, income
          data   { 20, 30000 -> 0; 40, 60000 -> 1 }
          scale  standard
          train  100
      """),

  DEFAULTS_USED(
      """
      The action needs something that the script does not declare, so the default is used: weights \
      0, bias 0, activation sigmoid, loss mse, learning rate 0.1, learning rule gradient descent. \
      Nothing is wrong; it is said once, because nearly every difference from another calculation \
      is a different convention. To make the notice go, declare what it names:

          activation sigmoid
          loss       mse
      """),

  DERIVATIVE_UNDEFINED(
      """
      The loss is a number here, but its derivative is not: a factor of the chain rule is 0 · ∞, \
      0/0 or ∞ − ∞. The root, for example, has an infinite slope at 0. The built-in activations \
      and losses have forms that stay defined. For your own, change the formula so that it is \
      never taken at that point, or state a derivative that is defined there:

          define root(z) = sqrt(abs(z))                   undefined at 0
          define root(z) = sqrt(abs(z) + 1e-12)           mended
      """),

  DIVERGED(
      """
      The cost or a weight grew beyond all numbers, or became no number. Nearly always the \
      learning rate is too large for inputs of this size: every update overshoots further than the \
      one before. The state is that of the last epoch that ended well.

          learning rate 10                   error
          learning rate 0.01                 mended

      Inputs of about the same size, near 1, allow larger rates: `inputs length = mm / 100`.
      """),

  EXPECTATION_FAILED(
      """
      A line of `expect` says what must be true at that place, and it is not. The script ends as \
      failed; the note shows the values. For numbers that are computed, leave room for rounding:

          expect z == 0.3                    error: z is 0.30000000000000004
          expect z is 0.3 within 1e-12       mended
      """),

  INPUT_WITHOUT_VALUE(
      """
      The formula reads an input that has no value now. It gets one by hand, or from the example \
      that an action shows.

          inputs x1
          show x1                            error

          inputs x1 = 0.5
          show x1                            mended

          inputs x1
          forward 0.5
          show x1                            mended
      """),

  INTERRUPTED(
      """
      The run was stopped from outside, by Ctrl-C or by the program that embeds the language. A \
      training that is stopped within an epoch gives that epoch up: the state is that of the last \
      finished one. Nothing is wrong with the script.
      """),

  NOT_FINITE(
      """
      The result of a formula is infinite or no number, such as 1/0, ln(0), or the root of a \
      negative number. The note shows the values that were put in.

          show 1 / x1                                       error, if x1 is 0
          show if x1 == 0 then 0 else 1 / x1                mended

      A training that ends so is the error `diverged`. A name alone is shown whatever it holds.
      """),

  RATE_EXPECTED(
      """
      The learning rate is infinite or no number, so the first update would destroy the weights.

          learning rate 1 / 0                error
          learning rate 0.1                  mended
      """),

  TARGET_OUTSIDE_LOSS(
      """
      Some losses have a meaning only for certain targets: `cross_entropy` for targets from 0 to \
      1, `hinge` and `perceptron` for −1 and 1. The note says what the loss asks for.

          loss hinge
          data { 1, 1 -> 0 }                 error
          data { 1, 1 -> -1 }                mended
      """),

  TOO_MUCH_WORK(
      """
      What a training may cost is known before it runs, and this one is beyond the limits: 1e9 \
      epochs, or 1e14 steps, unless the host of the script says otherwise. A step is one weight, or \
      one part of a formula, for one example. Often a zero too many was typed. A condition ends a \
      training in time:

          train 1e12 epochs                                        error
          train until converged at most 100000 epochs              mended
      """),

  LIMIT_REACHED(
      """
      Whoever runs a script decides how much it may do and show: how many steps its computations \
      take, how many numbers and characters it shows, and how many events it tells. This one needs \
      more, and was ended there: after a training's last whole epoch, else after the last statement. \
      The note says what took most:

          train 1000000 epochs                                     error, if that is too much
          train until converged at most 1000 epochs                mended
      """),

  TIME_IS_UP(
      """
      The program that runs the script gave it some time, and that is over. The state is that of \
      the last whole epoch or statement. Another machine, or another day, may come further: for an \
      end that is always the same, a host limits steps and not the time. `until converged` ends a \
      training when there is nothing more to learn.
      """),

  CSV_EMPTY(
      """
      The file holds no text. A data file begins with a line that names its columns; each line \
      after it is one row:

          length,width,species
          5.1,3.5,setosa
      """),

  CSV_NO_ROWS(
      """
      The file has its first line, the names of the columns, and nothing after it. If that line \
      is data, put a line with the names above it:

          length,width,species
          5.1,3.5,setosa
      """),

  CSV_NOT_UTF8(
      """
      The file holds bytes that are no UTF-8 text. Often it was saved by a spreadsheet in an older \
      encoding: the byte E9 is é in Latin-1, but means nothing alone in UTF-8. Or it is no text \
      at all, but a spreadsheet or an archive. Save it as "CSV UTF-8", or convert it:

          iconv -f latin1 -t utf-8 old.csv > new.csv
      """),

  CSV_DUPLICATE_COLUMN(
      """
      Two columns have the same name, so the name does not say which one is meant. Spaces around a \
      name do not count. Give each column a name of its own in the first line of the file:

          size,size          error
          length,width       mended
      """),

  CSV_UNKNOWN_COLUMN(
      """
      The script reads a column that the file does not have. Upper and lower case count. The names \
      are those in the first line of the file; a name with spaces or signs stands between \
      backticks:

          inputs `sepal length (cm)`
      """),

  CSV_CELL_NOT_A_NUMBER(
      """
      A column is used as a number, but a cell of it holds something else. Numbers are written \
      without a thousands separator, and with a decimal point unless the file is read by \
      `decimal comma`:

          1,5    none    3 cm    1_000       error
          1.5    0       3       1000        mended

      A column of words is compared with a text instead:

          target is_setosa = species == "setosa"
      """),

  CSV_MISSING_CELL(
      """
      A column is used as a number, but a cell of it holds no value: it is empty, or says `NA`, \
      `N/A`, `NaN`, `nan`, `null` or `?`. Nothing is put in its place silently, since zero or the \
      mean would change what is learnt. Fill the cell in, or say what is to become of it:

          5.1,,setosa        error
          5.1,3.5,setosa     mended

          data from "iris.csv" missing skip    leaves such rows out, and says how many
          data from "iris.csv" missing mean    puts the mean of the column in, and says which
      """),

  UNKNOWN_DATA_OPTION(
      """
      Behind the name of a file stands how it is to be read, in any order, each at most once:

          separator ";"     or tab, comma, semicolon, colon, space, pipe
          decimal comma     numbers as 1,5
          header none       no names in the first line; the columns are called c1, c2, …
          missing skip      leaves out rows with a cell that has no value
          missing mean      puts in the mean of the column
          where x > 0       keeps some rows
      """),

  UNKNOWN_DATA(
      """
      A name without quotes behind `data from` is one that the command line gives to data, so that \
      the same script can run on many files, and holds no address and no password:

          data from sales

          nn run --data sales=sales.csv study.nn
          nn run --data sales=jdbc:duckdb:shop.db --query 'sales=select * from orders' study.nn

      An application that embeds the language gives rows a name by `Options.data`. The path of a \
      file stands in quotes: `data from "sales.csv"`.
      """),

  URL_IN_SCRIPT(
      """
      A script holds no address: it could be run by somebody who does not see what it reads, and \
      an address of a database often holds a password. The command line or the application that \
      runs the script gives a name to the data, and the script reads that:

          data from sales

          nn run --data sales=jdbc:duckdb:shop.db study.nn
      """),

  ALL_ROWS_LEFT_OUT(
      """
      Every row of the file lacks a value in one of the columns that are read, so that `missing \
      skip` leaves none. Read fewer columns, or write `missing mean`.
      """),

  NO_MEAN(
      """
      A column has no value in any of the rows that train, so there is no mean that could stand \
      for those that are missing. Leave the column out of `inputs`.
      """),

  ROWS_LEFT_OUT(
      """
      Rows in which a value is missing are left out: those with a gap in a column that is read, by \
      `missing skip`; by `missing mean` only those with a gap in a column that `target` or `where` \
      reads, as nothing is put in there. A gap is an empty cell, or `NA`, `N/A`, `NaN`, `nan`, \
      `null` or `?`. Many left out are a reason for doubt: rows with gaps are seldom like the others.
      """),

  GAPS_FILLED(
      """
      The mean of a column stands where its values are missing, as `missing mean` says. It is that \
      of the rows that train, and is put in before anything is computed from the column.
      """),

  NO_DRIVER(
      """
      A database, and a Parquet file, is read by a driver: a jar file that its makers publish, and \
      that is no part of `nn`. Download it once, for Parquet org.duckdb:duckdb_jdbc of Maven \
      Central, and say where it is; several are separated by a colon, on Windows by a semicolon:

          NN_CLASSPATH=duckdb_jdbc.jar nn run study.nn
      """),

  FORMAT_UNKNOWN(
      """
      The file is none of the kinds that are read here: CSV and JSON lines, packed by gzip or not, \
      and standard input. `nn` also reads Parquet, by the driver of DuckDB, if it is told where \
      that is: a jar file that you download once.

          NN_CLASSPATH=duckdb_jdbc.jar nn run study.nn

      An application that embeds the language reads such a file itself, and gives the rows a name:

          Options.defaults().data(Map.of("sales", DataRows.columns(columns)))
      """),

  JSON_MALFORMED(
      """
      A line of the file is no object of JSON. Each line holds one object, with names in double \
      quotes, each only once, and with a text, a number, true, false or null behind each:

          {"length": 5.1, "species": "setosa", "checked": true}
          {"length": 4.9, "species": "setosa", "checked": null}

      A list of objects in square brackets is one value, not one on each line; `jq -c '.[]'` turns \
      the one into the other.
      """),

  GZIP_DAMAGED(
      """
      The file begins as gzip files do, and cannot be unpacked to its end: a download that broke \
      off, or bytes that have changed. Get it again, or look what gzip says:

          gzip -t data.csv.gz
      """),

  CSV_RAGGED_ROW(
      """
      A row has more or fewer cells than the first line has names, so it is not known which cell \
      belongs to which column. A text that holds the separator stands in quotes:

          name,size
          Smith, Ann,1       error: three cells
          "Smith, Ann",1     mended
      """),

  CSV_TOO_LARGE(
      """
      The file has more rows or columns, or a longer cell, than this program is set to read. The \
      limits keep a wrong or hostile file from using up the memory. Use a part of the file, or let \
      the program that embeds the language raise them. One very long cell is often a quote that \
      is never closed.
      """),

  DATA_CHANGED(
      """
      `cross validate` reads data again whose gaps are filled with means, since each fold has means \
      of its own. There were more or fewer rows than the first time, so that the folds would not \
      fit. Leave the file alone while a script runs; a host gives the same rows each time.
      """),

  CSV_MALFORMED(
      """
      The quotes in the file do not match. A quoted cell begins with a quote right after the \
      separator and ends with one right before the next; a quote inside it is written twice:

          5 "inch", 1        fine: the cell does not begin with a quote
          "5" inch,1         error: text after the closing quote
          "5"" inch",1       mended
          "5 inch,1          error: the quote is never closed
      """),

  FILE_UNREADABLE(
      """
      The file is there, but reading it failed: it may be a folder, belong to somebody else, or lie \
      on a disk or a network that does not answer. The note gives the system's own words.
      """),

  COLUMN_RENAMED(
      """
      A file that is written has the columns of the file that is read, and `output` and `answer` \
      behind them. If one of those names is taken, the new column gets a number, as in `output_2`.
      """),

  FILE_NOT_WRITTEN(
      """
      The file could not be written, and is as it was before: there is no folder of that name, \
      something other than a file has the name, the disk is full, or the same statement reads the \
      file. It is written beside its place, and gets its name when it is whole; so what stands in \
      the middle is never seen.

          predict from "new.csv" to "new.csv"     error
          predict from "new.csv" to "out.csv"     mended
      """);

  private final String explanation;

  Code(String explanation) {
    this.explanation = explanation;
  }

  /** Returns the name as it is printed: {@code unknown-activation}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the text of {@code nn explain}. */
  public String explanation() {
    return explanation;
  }

  /** Returns the code that is printed as that text. */
  public static Optional<Code> of(String text) {
    for (Code code : values()) {
      if (code.text().equals(text)) {
        return Optional.of(code);
      }
    }
    return Optional.empty();
  }
}
