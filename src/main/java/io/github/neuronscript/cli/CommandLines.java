package io.github.neuronscript.cli;

import io.github.neuronscript.handout.Handout;
import io.github.neuronscript.handout.PageFormat;
import io.github.neuronscript.render.Format;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * How the commands and their options are written. Built by picocli's programmatic model, since
 * looking for annotations would cost every start a tenth of a second; and apart from {@link
 * Commands}, so that a command line without options starts without picocli.
 */
final class CommandLines {

  /** The commands, in the order of the help. */
  private static final Map<String, Supplier<CommandSpec>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("run", CommandLines::run);
    COMMANDS.put("repl", CommandLines::repl);
    COMMANDS.put("apply", CommandLines::apply);
    COMMANDS.put("model", CommandLines::model);
    COMMANDS.put("check", CommandLines::check);
    COMMANDS.put("verify", CommandLines::verify);
    COMMANDS.put("format", CommandLines::format);
    COMMANDS.put("handout", CommandLines::handout);
    COMMANDS.put("mark", CommandLines::mark);
    COMMANDS.put("example", CommandLines::example);
    COMMANDS.put("explain", CommandLines::explain);
    COMMANDS.put("completion", CommandLines::completion);
    COMMANDS.put("version", CommandLines::version);
  }

  private CommandLines() {}

  static int run(String[] args, Shell shell) {
    // The others are left out: to describe them all would take longer than to run a short script.
    Optional<String> asked = Optional.of(args[0]).filter(COMMANDS::containsKey);
    CommandLine line = new CommandLine(root(asked));
    line.setExpandAtFiles(false);
    line.setUsageHelpAutoWidth(false);
    ParseResult parsed;
    try {
      parsed = line.parseArgs(args);
    } catch (ParameterException e) {
      Reports.of(shell, args).report(UsageErrors.of(e, args));
      return ExitCode.WRONG_USAGE;
    }
    ParseResult command = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
    if (command.isUsageHelpRequested()) {
      return help(command, shell);
    }
    if (command == parsed) {
      if (parsed.isVersionHelpRequested()) {
        return VersionCommand.run(shell);
      }
      return help(parsed, shell);
    }
    return Commands.run(Arguments.of(command), args, shell);
  }

  static int completion(Shell shell) {
    shell
        .out()
        .append(
            AutoComplete.bash("nn", new CommandLine(root(Optional.empty()))).replace("\r\n", "\n"));
    return ExitCode.DONE;
  }

  private static int help(ParseResult command, Shell shell) {
    String text = command.commandSpec().commandLine().getUsageMessage(Help.Ansi.OFF);
    // picocli writes --format=FORMAT; both ways work, and a space reads better.
    String spaced = text.replace("\r\n", "\n").replaceAll("(-[a-z-]+)=([A-Z])", "$1 $2");
    shell.out().append(spaced);
    return ExitCode.DONE;
  }

  /** Describes the command line: all commands, or the one that is asked for. */
  private static CommandSpec root(Optional<String> asked) {
    CommandSpec root = command("nn", "nn [COMMAND]", "A tiny language for neurons.");
    root.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Same as the command version.")
            .build());
    COMMANDS.forEach(
        (name, description) -> {
          if (asked.isEmpty() || asked.get().equals(name)) {
            root.addSubcommand(name, description.get());
          }
        });
    root.usageMessage()
        .commandListHeading("%nCommands:%n")
        .footer(
            "",
            "nn alone starts the interactive session, and at the end of a pipe is nn run -.",
            "nn -e CODE is short for nn run -e CODE.",
            "Exit codes: 0 done, 1 the script failed, 2 wrong usage, 130 interrupted,",
            "141 nobody reads the output, 70 a bug in nn.");
    return root;
  }

  private static CommandSpec run() {
    CommandSpec run =
        command("run", "nn run [OPTIONS] FILE...", "Runs scripts, one after the other.");
    run.addPositional(files("Scripts, or - for standard input."));
    run.addOption(option("CODE", "Run this code instead of a file.", Commands.CODE_OPTION));
    run.addOption(
        option(
            "FORMAT",
            "How to write the trace: " + Commands.oneOf(Format.words()) + ".",
            "--format"));
    run.addOption(
        option(
            "LEVEL",
            "How much to trace: " + Commands.oneOf(Commands.levels()) + " (default summary).",
            "--trace"));
    run.addOption(
        OptionSpec.builder("--set")
            .paramLabel("NAME=NUMBER")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .description("The value of a name that the script declares, instead of its own.")
            .build());
    run.addOption(flag("Go through the script statement by statement, at the prompt.", "--step"));
    run.addOption(option("N", "Significant digits of results, 1 to 17 (default 6).", "--digits"));
    data(run);
    machine(run);
    limits(run);
    common(run);
    return run;
  }

  private static CommandSpec repl() {
    CommandSpec repl =
        command(
            "repl",
            "nn repl [OPTIONS] [FILE]",
            "Starts the interactive session. A script named here runs first.");
    repl.addPositional(word("FILE", "A script."));
    repl.addOption(
        flag(
            "Nothing but text, line by line: no bar, no pages, nothing shown before it is typed."
                + " For screen readers; always so where TERM is dumb.",
            "--plain"));
    repl.addOption(flag("Keep no history of what is typed, and show none.", "--no-history"));
    data(repl);
    machine(repl);
    limits(repl);
    common(repl);
    return repl;
  }

  private static CommandSpec handout() {
    CommandSpec handout =
        command(
            "handout",
            "nn handout [OPTIONS] FILE -o PAGE",
            "Makes a page of a script, for people without the program: its neuron, the gradient"
                + " derived, every step, tables and pictures. Or a worksheet, with numbers left"
                + " out.");
    handout.addPositional(word("FILE", "A script, or - for standard input."));
    handout.addOption(
        option("PAGE", "The file to write, or - for standard output.", "-o", "--output"));
    handout.addOption(
        option(
            "FORMAT",
            "How to write it: "
                + Commands.oneOf(PageFormat.words())
                + " (default: as the name of PAGE ends).",
            "--format"));
    handout.addOption(
        option(
            "N",
            "Show at most so many examples in steps (default "
                + Handout.STEPS
                + ", or as many as the blanks take).",
            "--steps"));
    handout.addOption(option("N", "Leave out N numbers of the steps.", "--blanks"));
    handout.addOption(option("S", "Choose them by this whole number (default 1).", "--seed"));
    handout.addOption(flag("Write the key of the worksheet instead.", "--answers"));
    data(handout);
    limits(handout);
    common(handout);
    return handout;
  }

  private static CommandSpec apply() {
    CommandSpec apply =
        command(
            "apply",
            "nn apply [OPTIONS] MODEL [FILE]",
            "Writes the rows of a file with the output and the answer of a saved model for each, as"
                + " predict from FILE to OUT does. As many rows as there are, in the same memory.");
    apply.addPositional(
        words(
            "MODEL [FILE]",
            "What save \"model.json\" wrote; and the rows, - or nothing for standard input."));
    apply.addOption(
        option(
            "OUT",
            "The file to write, as a whole or not at all (default: standard output).",
            "-o",
            "--output"));
    apply.addOption(flag("Write what each input contributes, too.", "--explain"));
    apply.addOption(
        option(
            "SIGN",
            "What separates cells, such as semicolon or tab (default: the likeliest of the first"
                + " line, or as in the model's data; so with the next three).",
            "--separator"));
    apply.addOption(option("SIGN", "The decimal sign: point or comma.", "--decimal"));
    apply.addOption(
        option("WHAT", "What becomes of empty cells: fail, skip or mean.", "--missing"));
    apply.addOption(flag("The first line is a row; the columns are c1, c2 and on.", "--no-header"));
    apply.addOption(
        option(
            "PRESET",
            "How much there may be: "
                + Commands.oneOf(Commands.PRESETS)
                + " (default: as many rows as come).",
            "--limits"));
    common(apply);
    return apply;
  }

  private static CommandSpec model() {
    CommandSpec model =
        command(
            "model",
            "nn model show [OPTIONS] MODEL%n       nn model diff [OPTIONS] OLD NEW",
            "Shows what a saved model is: its neuron, its weights in the units of the data, how it"
                + " was judged, what it has learnt from, where it comes from. Or what changed from"
                + " one to another.");
    model.addPositional(words("show | diff", "Then the one model, or the two."));
    model.addOption(option("FORMAT", "How to write it: text or json.", "--format"));
    model.addOption(option("N", "Significant digits, 1 to 17 (default 6).", "--digits"));
    common(model);
    return model;
  }

  private static CommandSpec mark() {
    CommandSpec mark =
        command(
            "mark",
            "nn mark [OPTIONS] ANSWERS WORKSHEET",
            "Marks the numbers of a worksheet one by one, and names mistakes that give a wrong"
                + " one.");
    mark.addPositional(
        files("What was handed in, a line for each number as 1: 0.535; and the worksheet."));
    data(mark);
    limits(mark);
    common(mark);
    return mark;
  }

  private static CommandSpec example() {
    CommandSpec example =
        command(
            "example",
            "nn example [NAME]",
            "Prints a built-in example; without a name, lists them.");
    example.addPositional(word("NAME", "One of the list."));
    example.addOption(
        option("DIR", "Write all examples, with their data, into a new folder.", "--all"));
    return example;
  }

  private static CommandSpec completion() {
    return command(
        "completion",
        "nn completion",
        "Prints what makes bash and zsh complete the command line: source <(nn completion)");
  }

  private static CommandSpec version() {
    return command("version", "nn version", "Prints which version this is, and of what.");
  }

  private static CommandSpec check() {
    CommandSpec check =
        command(
            "check",
            "nn check [OPTIONS] FILE...",
            "Shows all errors of scripts, and runs nothing.");
    check.addPositional(files("Scripts, or - for standard input."));
    check.addOption(option("CODE", "Check this code instead of a file.", Commands.CODE_OPTION));
    check.addOption(option("FORMAT", "How to write the errors: text or json.", "--format"));
    check.addOption(flag("Open no data file.", "--no-data"));
    data(check);
    limits(check);
    common(check);
    return check;
  }

  private static CommandSpec verify() {
    CommandSpec verify =
        command(
            "verify",
            "nn verify [OPTIONS] FILE...",
            "Checks traces that nn run --format json wrote: re-derives every number from the ones"
                + " it depends on, and names the first line that does not hold.");
    verify.addPositional(files("Traces, or - for standard input."));
    common(verify);
    return verify;
  }

  private static CommandSpec format() {
    CommandSpec format =
        command(
            "format",
            "nn format [OPTIONS] FILE...",
            "Lays scripts out in the one layout of the house, in place. What they mean stays, and"
                + " so do the comments. A script with syntax errors is left as it is.");
    format.addPositional(files("Scripts, or - for standard input to standard output."));
    format.addOption(
        flag("Change nothing; name the scripts that would change, and exit with 1.", "--check"));
    common(format);
    return format;
  }

  private static CommandSpec explain() {
    CommandSpec explain =
        command(
            "explain",
            "nn explain [CODE]",
            "Explains an error by its code, as in error[weight-count]; without one, lists all.");
    explain.addPositional(word("CODE", "What stands in the brackets of an error."));
    return explain;
  }

  private static OptionSpec folder(String name, String description) {
    return OptionSpec.builder(name)
        .paramLabel("DIR")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("1")
        .description(description)
        .build();
  }

  private static void data(CommandSpec command) {
    command.addOption(
        folder(
            "--allow-read",
            "Let scripts read data in this folder too, besides their own and the current one."));
    command.addOption(
        folder(
            "--allow-write",
            "Let scripts write files in this folder too, besides the current one."));
    command.addOption(
        repeated(
            "NAME=FILE",
            "What a script reads by data from NAME: a file, - for standard input, or jdbc:...",
            "--data"));
    command.addOption(
        repeated(
            "NAME=SQL",
            "The query for a name that is jdbc:...; without one, the table of that name.",
            "--query"));
  }

  private static void machine(CommandSpec command) {
    command.addOption(
        option(
            "N",
            "How many threads share the work of an epoch over many rows in one batch (default: as"
                + " many as there are processors). The numbers are the same bits.",
            "--threads"));
    command.addOption(
        flag(
            "Try the Vector API in long trainings, and keep it where it is faster. Java warns of it."
                + " The numbers are the same bits.",
            Commands.FAST));
  }

  private static void limits(CommandSpec command) {
    command.addOption(
        option(
            "PRESET",
            "How much scripts may have and do: "
                + Commands.oneOf(Commands.PRESETS)
                + " (default standard). Those for untrusted scripts end each within about a"
                + " second.",
            "--limits"));
  }

  private static void common(CommandSpec command) {
    command.addOption(
        option("WHEN", "Colours: auto, always or never (default auto).", "--color", "--colour"));
    command.addOption(flag("Write every sign in ASCII: yhat for its symbol.", "--ascii"));
    command.addOption(flag("Show our own stack trace if nn itself fails.", "--debug"));
  }

  private static CommandSpec command(String name, String synopsis, String description) {
    CommandSpec command = CommandSpec.create().name(name);
    command
        .usageMessage()
        .customSynopsis(synopsis)
        .synopsisHeading("Usage: ")
        .description(description)
        .descriptionHeading("")
        .parameterListHeading("%n")
        .optionListHeading("%nOptions:%n")
        .sortOptions(false);
    command.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this.").build());
    return command;
  }

  private static PositionalParamSpec word(String label, String description) {
    return PositionalParamSpec.builder()
        .paramLabel(label)
        .hideParamSyntax(true)
        .index("0")
        .arity("0..1")
        .type(String.class)
        .description(description)
        .build();
  }

  private static PositionalParamSpec files(String description) {
    return words("FILE...", description);
  }

  private static PositionalParamSpec words(String label, String description) {
    return PositionalParamSpec.builder()
        .paramLabel(label)
        .hideParamSyntax(true)
        .index("0..*")
        .arity("0..*")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .description(description)
        .build();
  }

  private static OptionSpec repeated(String label, String description, String name) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("1")
        .description(description)
        .build();
  }

  private static OptionSpec option(String label, String description, String... names) {
    return OptionSpec.builder(names)
        .paramLabel(label)
        .type(String.class)
        .arity("1")
        .description(description)
        .build();
  }

  private static OptionSpec flag(String description, String name) {
    return OptionSpec.builder(name).type(boolean.class).description(description).build();
  }
}
