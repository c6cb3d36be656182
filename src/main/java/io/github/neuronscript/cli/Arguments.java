package io.github.neuronscript.cli;

import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** What stands behind a command on the command line. */
final class Arguments {

  private final String command;
  private final Optional<ParseResult> parsed;

  private Arguments(String command, Optional<ParseResult> parsed) {
    this.command = command;
    this.parsed = parsed;
  }

  /** Nothing stands behind it; so picocli, which takes its time to start, is not even asked. */
  static Arguments none(String command) {
    return new Arguments(command, Optional.empty());
  }

  static Arguments of(ParseResult parsed) {
    return new Arguments(parsed.commandSpec().name(), Optional.of(parsed));
  }

  String command() {
    return command;
  }

  /** Returns the value of an option, or another if it is not given. */
  <T> T option(String name, T otherwise) {
    return parsed.isEmpty() ? otherwise : parsed.get().matchedOptionValue(name, otherwise);
  }

  /** Returns what stands there without an option, one word or a list, or another value. */
  <T> T operand(T otherwise) {
    return parsed.isEmpty() ? otherwise : parsed.get().matchedPositionalValue(0, otherwise);
  }
}
