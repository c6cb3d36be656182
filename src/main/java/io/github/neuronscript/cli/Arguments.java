package io.github.neuronscript.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** What stands behind a command on the command line. */
final class Arguments {

  private final String command;
  private final List<String> words;
  private final Optional<ParseResult> parsed;

  private Arguments(String command, List<String> words, Optional<ParseResult> parsed) {
    this.command = command;
    this.words = words;
    this.parsed = parsed;
  }

  /** No options stand behind it; so picocli, which takes its time to start, is not even asked. */
  static Arguments words(String command, List<String> words) {
    return new Arguments(command, List.copyOf(words), Optional.empty());
  }

  static Arguments of(ParseResult parsed) {
    return new Arguments(parsed.commandSpec().name(), List.of(), Optional.of(parsed));
  }

  String command() {
    return command;
  }

  /** Returns the value of an option, or another if it is not given. */
  <T> T option(String name, T otherwise) {
    return parsed.isEmpty() ? otherwise : parsed.get().matchedOptionValue(name, otherwise);
  }

  /** Returns the whole number of an option, or another one if the option is not given. */
  long count(String option, long otherwise, long least, long most) {
    if (parsed.isEmpty() || !parsed.get().hasMatchedOption(option)) {
      return otherwise;
    }
    String text = option(option, "");
    boolean isWhole =
        !text.isEmpty() && text.length() <= 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    long count = isWhole ? Long.parseLong(text) : -1;
    if (count < least || count > most) {
      throw new UsageException(UsageErrors.badCount(option, text, least, most));
    }
    return count;
  }

  /** Returns the words that stand there without an option, for a command that takes several. */
  List<String> operands() {
    return parsed.isEmpty() ? words : parsed.get().matchedPositionalValue(0, List.of());
  }

  /** Returns the one word that stands there without an option, or another one. */
  String operand(String otherwise) {
    return parsed.isEmpty() ? otherwise : parsed.get().matchedPositionalValue(0, otherwise);
  }
}
