package io.github.neuronscript.cli;

import io.github.neuronscript.trace.TraceLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a command line asks for, and runs. */
final class Commands {

  static final String CODE_OPTION = "-e";

  /** An option that the launcher looks for, too. */
  static final String FAST = "--fast";

  /** How a prompt is asked for without its command. */
  private static final List<String> PROMPT_OPTIONS = List.of("--plain", "--no-history", FAST);

  static final String UNTRUSTED = "untrusted";
  static final String STANDARD = "standard";
  static final String TRUSTED = "trusted";

  /** What `--limits` can be. */
  static final List<String> PRESETS = List.of(UNTRUSTED, STANDARD, TRUSTED);

  private Commands() {}

  static int run(String[] given, Shell shell) {
    String[] args = withCommand(given, shell);
    return plain(args)
        .map(arguments -> run(arguments, args, shell))
        .orElseGet(() -> CommandLines.run(args, shell));
  }

  /** Without options there is nothing to ask picocli, which takes longer than a short script. */
  private static Optional<Arguments> plain(String[] args) {
    List<String> behind = Arrays.asList(args).subList(1, args.length);
    boolean isPlain =
        args[0].equals("repl")
            ? behind.isEmpty()
            : args[0].equals("run") && !behind.isEmpty() && !hasOptions(behind);
    return isPlain ? Optional.of(Arguments.words(args[0], behind)) : Optional.empty();
  }

  private static boolean hasOptions(List<String> words) {
    for (String word : words) {
      if (word.startsWith("-")) {
        return true;
      }
    }
    return false;
  }

  static int run(Arguments arguments, String[] args, Shell shell) {
    try {
      return run(arguments, shell);
    } catch (UsageException e) {
      Reports.of(shell, args).report(e.diagnostic());
      return ExitCode.WRONG_USAGE;
    } catch (Output.Lost e) {
      throw e;
    } catch (OutOfMemoryError e) {
      Reports.of(shell, args).report(UsageErrors.outOfMemory());
      return ExitCode.FAILED;
    } catch (RuntimeException | StackOverflowError e) {
      BugReport.write(e, Reports.of(shell, args), Arrays.asList(args).contains("--debug"));
      return ExitCode.BUG;
    }
  }

  private static int run(Arguments arguments, Shell shell) {
    return switch (arguments.command()) {
      case "run" -> RunCommand.run(arguments, shell);
      case "repl" -> ReplCommand.run(arguments, shell);
      case "apply" -> ApplyCommand.run(arguments, shell);
      case "model" -> ModelCommand.run(arguments, shell);
      case "check" -> CheckCommand.run(arguments, shell);
      case "verify" -> VerifyCommand.run(arguments, shell);
      case "format" -> FormatCommand.run(arguments, shell);
      case "handout" -> HandoutCommand.run(arguments, shell);
      case "mark" -> MarkCommand.run(arguments, shell);
      case "example" -> ExampleCommand.run(arguments, shell);
      case "explain" -> ExplainCommand.run(arguments, shell);
      case "completion" -> CommandLines.completion(shell);
      case "version" -> VersionCommand.run(shell);
      default -> throw new IllegalArgumentException(arguments.command());
    };
  }

  /**
   * {@code nn -e 'show 1'} is {@code nn run -e 'show 1'}, {@code nn --plain} is {@code nn repl
   * --plain}, {@code nn --fast run} is {@code nn run --fast}, and {@code nn help run} is {@code nn
   * run --help}; {@code nn} alone is the prompt, and at the end of a pipe {@code nn run -}.
   */
  private static String[] withCommand(String[] args, Shell shell) {
    if (args.length == 0) {
      return shell.screen().interactive() ? new String[] {"repl"} : new String[] {"run", "-"};
    }
    List<String> words = new ArrayList<>(List.of(args));
    if (args[0].equals("help")) {
      words.remove(0);
      words.add("--help");
    } else if (args[0].equals(FAST) && args.length > 1 && !args[1].startsWith("-")) {
      Collections.swap(words, 0, 1);
    } else if (args[0].startsWith("-") && words.contains(CODE_OPTION)) {
      words.add(0, "run");
    } else if (PROMPT_OPTIONS.contains(args[0])) {
      words.add(0, "repl");
    }
    return words.toArray(String[]::new);
  }

  static List<String> levels() {
    return Arrays.stream(TraceLevel.values()).map(TraceLevel::text).toList();
  }

  /** Returns "full, summary or none". */
  static String oneOf(List<String> words) {
    String last = words.get(words.size() - 1);
    return words.stream().limit(words.size() - 1L).collect(Collectors.joining(", "))
        + " or "
        + last;
  }
}
