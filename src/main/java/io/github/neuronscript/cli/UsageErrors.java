package io.github.neuronscript.cli;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Suggestions;
import io.github.neuronscript.handout.TooManyBlanks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The texts of wrong usage. */
final class UsageErrors {

  private UsageErrors() {}

  static Diagnostic of(ParameterException e, String[] args) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String word = unmatched.getUnmatched().get(0);
      return word.startsWith("-") ? unknownOption(word, command) : unknownWord(word, command);
    }
    if (e instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      return withHelp(error(name(missing.getMissing().get(0)) + " needs a value"), command);
    }
    if (e instanceof OverwrittenOptionException twice) {
      return withHelp(error(name(twice.getOverwritten()) + " is given twice"), command);
    }
    return withHelp(
        error("the command line is not understood: " + String.join(" ", args)), command);
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? "`" + option.longestName() + " " + option.paramLabel() + "`"
        : "`" + argument.paramLabel() + "`";
  }

  private static Diagnostic unknownOption(String word, CommandSpec command) {
    String option = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
    List<String> known = new ArrayList<>(command.optionsMap().keySet());
    Diagnostic error = error("there is no option `" + option + "`");
    return suggest(error, option, known).orElseGet(() -> withHelp(error, command));
  }

  private static Diagnostic unknownWord(String word, CommandSpec command) {
    if (command.subcommands().isEmpty()) {
      return withHelp(error("`" + word + "` is one argument too many"), command);
    }
    Diagnostic error = error("there is no command `" + word + "`");
    if (word.endsWith(".nn")) {
      return error.help("to run a script: `nn run " + word + "`");
    }
    return suggest(error, word, new ArrayList<>(command.subcommands().keySet()))
        .orElseGet(() -> withHelp(error, command));
  }

  private static Optional<Diagnostic> suggest(Diagnostic error, String word, List<String> known) {
    return Suggestions.nearest(word, known).map(near -> error.help("did you mean `" + near + "`?"));
  }

  private static Diagnostic withHelp(Diagnostic error, CommandSpec command) {
    String name = command.parent() == null ? "nn" : "nn " + command.name();
    return error.help("`" + name + " --help` lists what there is");
  }

  static Diagnostic badValue(String option, String value, List<String> words) {
    Diagnostic error =
        error("`" + option + "` is " + Commands.oneOf(words) + ", not `" + value + "`");
    return suggest(error, value, words).orElse(error);
  }

  static Diagnostic noTrace() {
    return error("`nn verify` needs a trace")
        .help("`nn run --format json --trace full FILE > trace.jsonl` writes one");
  }

  static Diagnostic traceMissing(String file) {
    return error("there is no file `" + file + "`")
        .help("`nn run --format json --trace full FILE > trace.jsonl` writes a trace");
  }

  static Diagnostic traceUnreadable(String file, String why) {
    return error("the trace `" + file + "` cannot be read")
        .note(why)
        .help("`nn verify` takes files, or `-` for standard input");
  }

  static Diagnostic badCount(String option, String value, long least, long most) {
    return error(
        "`"
            + option
            + "` is a whole number from "
            + least
            + " to "
            + most
            + ", not `"
            + value
            + "`");
  }

  static Diagnostic noPage() {
    return error("`nn handout` needs a file to write the page into")
        .help("write `-o page.html`, or `-o -` for standard output");
  }

  static Diagnostic unknownPage(String file, List<String> words) {
    return error("the name `" + file + "` does not say how to write the page")
        .help("end it with ." + String.join(", .", words) + "; or write `--format html`");
  }

  static Diagnostic optionWithoutBlanks(String option) {
    return error("`" + option + "` is of a worksheet, and nothing is left out")
        .help("write `--blanks 8`, too");
  }

  /** Too many numbers are to be left out. */
  static Diagnostic tooManyBlanks(int asked, TooManyBlanks few) {
    String start = "`--blanks " + asked + "`: ";
    int most = few.most();
    String fewer = most == 0 ? "" : "write `--blanks " + most + "`, or ";
    return switch (few.reason()) {
      case NO_STEPS ->
          error(start + "the script makes no step whose numbers could be left out")
              .help("write `step`, `forward` or `train` into the script");
      case TRACE_IS_OFF ->
          error(start + "the script says that its steps are not shown")
              .help("write `set trace full` before the steps that the page is to show");
      case MORE_STEPS ->
          few.enough().isPresent()
              ? error(start + leftOut(most))
                  .help(fewer + "show more steps by `--steps " + few.enough().getAsInt() + "`")
              : error(start + leftOut(most))
                  .note(
                      few.mostOfAll() > most
                          ? "with more steps there are " + few.mostOfAll() + ", and no more"
                          : "more steps have no others")
                  .help(
                      few.mostOfAll() > most
                          ? "write `--blanks " + few.mostOfAll() + "` without `--steps`"
                          : fewer + "give inputs and weights of more digits, such as 0.37");
      case NO_OTHER_NUMBERS ->
          error(start + leftOut(most))
              .note("all steps are on the page; whole and round numbers are not asked for")
              .help(fewer + "give inputs and weights of more digits, such as 0.37");
    };
  }

  private static String leftOut(int most) {
    return (most == 0 ? "no number" : "no more than " + most)
        + " of the steps can be left out, so that it stands nowhere else on the page";
  }

  static Diagnostic noAnswers() {
    return error("`nn mark` needs a file of answers and the worksheet")
        .help("write `nn mark answers.txt worksheet.html`");
  }

  static Diagnostic noWorksheet(String file) {
    return error("`" + file + "` is no worksheet")
        .note("a handout without blanks, and the key of a worksheet, carry nothing to mark by")
        .help("`nn handout SCRIPT -o worksheet.html --blanks 8` makes a worksheet");
  }

  static Diagnostic worksheetAsPdf(String file) {
    return error("`" + file + "` is a PDF, and a PDF carries nothing to mark by")
        .help("give the .html, .tex or .md that it was printed from");
  }

  static Diagnostic answersAsPdf(String file) {
    return error("`" + file + "` is a PDF, and no list of answers")
        .help("write a text file with a line for each number, such as `1: 0.535`");
  }

  static Diagnostic inUtf16(String file) {
    return error("`" + file + "` is in UTF-16, as what Excel saves as “Unicode text”")
        .help("save it as text in UTF-8, or as “CSV UTF-8”");
  }

  static Diagnostic damagedWorksheet(String file, int line) {
    return error("`" + file + "` was damaged: what it carries in line " + line + " was changed")
        .note("the letters there hold the script of the worksheet, which is needed to mark it")
        .help("fetch the worksheet anew, and do not edit that line");
  }

  static Diagnostic worksheetFirst(String sheet, String answers) {
    return error("`" + answers + "` is no worksheet, and `" + sheet + "` is one")
        .help(
            "are the two files the other way round? Write `nn mark " + answers + " " + sheet + "`");
  }

  static Diagnostic pageForAnswers(String file) {
    return error("`" + file + "` is no list of answers")
        .note("a page is not read for the numbers that are written into it")
        .help("write a text file with a line for each number, such as `1: 0.535`");
  }

  static Diagnostic pageOverSource(String page) {
    return error("the page would be written over `" + page + "`, which it is made from")
        .help("give the page a name of its own, such as `-o page.html`");
  }

  static Diagnostic worksheetOfOtherVersion(String file) {
    return error("`" + file + "` was made by a version of `nn` with another language or arithmetic")
        .help("mark it by that version, or make it anew");
  }

  static Diagnostic worksheetOfOtherNumbers(String file) {
    return error("the script of `" + file + "` gives other numbers than when it was made")
        .note(
            "the data that it reads, from the folder of the worksheet, are others, or it was changed")
        .help("put the worksheet beside the data that it was made from");
  }

  static Diagnostic badSetting(String value) {
    return error("`--set` takes a name and a number, not `" + value + "`")
        .help("write `--set w1=0.5`");
  }

  static Diagnostic settingTwice(String name) {
    return error("`--set` gives `" + name + "` two values");
  }

  static Diagnostic badBinding(String option, String value, String form) {
    return error("`" + option + "` takes a name and what it stands for, not `" + value + "`")
        .help("write `" + option + " '" + form + "'`");
  }

  static Diagnostic boundTwice(String option, String name) {
    return error("`" + option + "` gives `" + name + "` two meanings");
  }

  static Diagnostic dataFromNetwork(String name) {
    return error("`--data " + name + "=…` is an address, and nothing is read from the network")
        .help("download the file, and write `--data " + name + "=FILE`");
  }

  static Diagnostic queryWithoutDatabase(String name) {
    return error("`--query " + name + "=…` asks a database, and `" + name + "` is none")
        .help("name it: `--data " + name + "=jdbc:duckdb:FILE`");
  }

  static Diagnostic noModelToApply() {
    return error("`nn apply` needs a model")
        .help(
            "write `nn apply model.json new.csv`; `save \"model.json\"` in a script writes a"
                + " model");
  }

  static Diagnostic unknownModelCommand(String word, List<String> words) {
    Diagnostic error =
        error(
            word.isEmpty()
                ? "`nn model` needs to know what to do"
                : "`nn model` does not know `" + word + "`");
    return suggest(error, word, words)
        .orElseGet(
            () -> error.help("write `nn model show m.json`, or `nn model diff old.json new.json`"));
  }

  static Diagnostic modelsToName(String word, int files) {
    return error("`nn model " + word + "` takes " + (files == 1 ? "one model" : "two models"))
        .help(
            files == 1
                ? "write `nn model show m.json`"
                : "write `nn model diff old.json new.json`");
  }

  static Diagnostic tooManyFiles(String file) {
    return error("`" + file + "` is one argument too many")
        .help("`nn apply MODEL FILE` takes one file; for more of them call it again");
  }

  static Diagnostic noScript(String command) {
    return error("`nn " + command + "` needs a script")
        .help("write `nn " + command + " FILE`, or `-` to read it from standard input");
  }

  static Diagnostic codeAndFile(String file) {
    return error("there is code after `-e`, so `" + file + "` cannot be a script too")
        .help("write the code in one pair of quotes: `nn -e 'show 1 + 2'`");
  }

  static Diagnostic noFolder(String option, String folder) {
    return error("`" + option + " " + folder + "`: there is no such folder");
  }

  static Diagnostic unknownCode(String word, List<String> codes) {
    Diagnostic error = error("there is no error with the code `" + word + "`");
    return suggest(error, word, codes)
        .orElseGet(() -> error.help("`nn explain` lists all of them"));
  }

  static Diagnostic scriptMissing(String file, Optional<String> near) {
    Diagnostic error = Diagnostic.error(Code.SCRIPT_MISSING, "there is no file `" + file + "`");
    return near.map(other -> error.help("did you mean `" + other + "`?")).orElse(error);
  }

  static Diagnostic scriptUnreadable(String file, String why) {
    return Diagnostic.error(Code.SCRIPT_UNREADABLE, "`" + file + "` cannot be read").note(why);
  }

  static Diagnostic scriptUnwritable(String file, String why) {
    return Diagnostic.error(Code.OUTPUT_UNWRITABLE, "`" + file + "` cannot be written").note(why);
  }

  static Diagnostic outputUnwritable(String why) {
    return Diagnostic.error(Code.OUTPUT_UNWRITABLE, "the output cannot be written").note(why);
  }

  static Diagnostic noTerminal(Exception why) {
    return error("the terminal cannot be used for a prompt")
        .note(String.valueOf(why.getMessage()))
        .help("write the script into a file, and run it by `nn run FILE`");
  }

  static Diagnostic stepWithoutTerminal() {
    return error("`--step` asks what to do next, and nobody sits at a terminal")
        .help("leave it out, or type `set trace full` into the script to see every step");
  }

  static Diagnostic fastWithoutVectors() {
    return error("`--fast` needs the Vector API, and this Java was started without it")
        .help(
            "type `java --add-modules jdk.incubator.vector -jar` and so on, or leave it out: the"
                + " numbers are the same");
  }

  static Diagnostic stepThroughSeveral(int scripts) {
    return error("`--step` goes through one script, and not through " + scripts)
        .help("name one script");
  }

  static Diagnostic unknownExample(String word, List<String> names) {
    Diagnostic error = error("there is no example `" + word + "`");
    return suggest(error, word, names)
        .orElseGet(() -> error.help("`nn example` lists all of them"));
  }

  static Diagnostic fileThere(String file) {
    return error("`" + file + "` is there already, and nothing is written over it");
  }

  static Diagnostic unwritable(String file, String why) {
    return error("`" + file + "` cannot be written").note(why);
  }

  static Diagnostic outOfMemory() {
    return Diagnostic.error(Code.OUT_OF_MEMORY, "the memory that Java has is not enough")
        .help("give it more: `NN_JAVA_OPTS=-Xmx4g`");
  }

  private static Diagnostic error(String message) {
    return Diagnostic.error(Code.WRONG_USAGE, message);
  }
}
