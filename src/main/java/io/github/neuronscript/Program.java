package io.github.neuronscript;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.NeuronScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.diagnostic.Suggestions;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.program.CheckedScript;
import io.github.neuronscript.program.Prelude;
import io.github.neuronscript.session.Estimate;
import io.github.neuronscript.session.Interpreter;
import io.github.neuronscript.syntax.Script;
import io.github.neuronscript.syntax.Statement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A script without an error, to be run as often as one likes. Immutable, and safe to run in many
 * threads at once: every run has a state of its own.
 */
public final class Program {

  private final Source source;
  private final Script script;
  private final CheckedScript checked;

  /** What the script may call, also what it includes. */
  private final List<HostFunction> functions;

  /** Whether running it opens files, whose headers are then checked too. */
  private final boolean reads;

  Program(Source source, Script script, CheckedScript checked, List<HostFunction> functions) {
    this.functions = functions;
    this.source = source;
    this.script = script;
    this.checked = checked;
    this.reads = checked.statements().stream().anyMatch(Program::reads);
  }

  private static boolean reads(Statement statement) {
    return statement instanceof Statement.DataFile
        || statement instanceof Statement.PredictFrom
        || statement instanceof Statement.Load
        || statement instanceof Statement.Include;
  }

  /**
   * What a program declares.
   *
   * @param inputs in their order; empty where only the data says which there are
   * @param target if it is declared
   * @param rules the when-then rules that have a name, in their order
   * @param names whatever {@link Options#values} can set
   * @param readsFiles whether it reads data or another script
   * @param functions those of the host that it calls
   */
  public record Info(
      List<Name> inputs,
      Optional<Name> target,
      List<Name> rules,
      List<String> names,
      boolean readsFiles,
      List<String> functions) {}

  /** A name and where it is declared. */
  public record Name(String name, Span place) {}

  /** Returns what the program declares. */
  public Info info() {
    Map<String, Name> inputs = new LinkedHashMap<>();
    checked.scope().eachInput((name, place) -> inputs.put(name, new Name(name, place)));
    Optional<Name> target = Optional.empty();
    Map<String, Name> rules = new LinkedHashMap<>();
    for (Statement statement : checked.statements()) {
      if (statement instanceof Statement.Target t) {
        target = Optional.of(new Name(t.name(), t.span()));
      } else if (statement instanceof Statement.When when && when.name().isPresent()) {
        rules.put(when.name().get(), new Name(when.name().get(), when.span()));
      }
    }
    return new Info(
        List.copyOf(inputs.values()),
        target,
        List.copyOf(rules.values()),
        List.copyOf(checked.scope().settable()),
        reads,
        checked.scope().hostsCalled().stream().map(HostFunction::name).toList());
  }

  public Source source() {
    return source;
  }

  /** Returns warnings and notices, in the order of the text. */
  public List<Diagnostic> notices() {
    return checked.diagnostics();
  }

  /**
   * Returns a name for what the program does: the SHA-256, in 64 hexadecimal digits, of its text
   * and of the versions of the language and the arithmetic, and the {@link HostFunction#signature}
   * of each function of the host that it calls, which only its version tells from one that computes
   * something else. Spaces count, the name of the source does not; nor do the files that it reads.
   */
  public String fingerprint() {
    String text =
        "NeuronScript "
            + NeuronScript.LANGUAGE
            + " "
            + NeuronScript.ARITHMETIC
            + "\n"
            + source.text()
            + checked.scope().hostsCalled().stream()
                .map(HostFunction::signature)
                .sorted()
                .map("\n\0"::concat)
                .collect(Collectors.joining());
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Returns what the program takes at most before it runs, within limits: rows of a file count as
   * the limit's rows, epochs that are no plain number as the limit's epochs. It is an upper bound,
   * and often a far one; a run with {@link Options#trace} {@code FULL} may take up to fifty times
   * as many steps, unless the script itself sets the trace.
   */
  public Cost cost(Limits limits) {
    Objects.requireNonNull(limits, "limits");
    Estimate.Worst worst = Estimate.of(checked, limits.forRun(Optional.empty()), limits.forData());
    return new Cost(worst.steps(), worst.place(), worst.dominates(), worst.factor());
  }

  /**
   * Runs the program and tells the listener what happens. It calls the functions of the host that
   * it was compiled with, whether the options have them or not; one there by the same name with
   * another signature is an error.
   *
   * @throws RuntimeException only if the host's own listener or cancel token throws one
   */
  public Result run(Options options) {
    Objects.requireNonNull(options, "options");
    List<HostFunction> known = known(options);
    Interpreter interpreter = new Interpreter(options.functions(known).forSession());
    try {
      return run(interpreter, options, known);
    } catch (NeuronScriptException e) {
      return Result.of(e, interpreter.snapshot());
    }
  }

  /** Returns the functions that the script may call: what it includes may call those of a run. */
  private List<HostFunction> known(Options options) {
    Map<String, HostFunction> known = new LinkedHashMap<>();
    functions.forEach(function -> known.put(function.name(), function));
    options.functions().forEach(function -> known.putIfAbsent(function.name(), function));
    return List.copyOf(known.values());
  }

  /** Returns an error for each function that is another one than the program was compiled with. */
  private static List<Diagnostic> otherFunctions(Options options, List<HostFunction> known) {
    List<Diagnostic> errors = new ArrayList<>();
    for (HostFunction given : options.functions()) {
      for (HostFunction compiled : known) {
        if (compiled.name().equals(given.name())
            && !compiled.signature().equals(given.signature())) {
          errors.add(
              Diagnostic.error(
                      Code.HOST_FUNCTION_DIFFERS,
                      "the program was compiled with another function `" + given.name() + "`")
                  .help("compile it again with the functions of this run"));
        }
      }
    }
    return errors;
  }

  /**
   * Runs it by an interpreter that has just begun with these options, by whose files it was
   * checked.
   */
  Result runAsChecked(Interpreter interpreter, Options options) {
    return run(interpreter, options, known(options), checked);
  }

  private Result run(Interpreter interpreter, Options options, List<HostFunction> known) {
    CheckedScript ready =
        reads
            ? CheckedScript.of(
                script,
                Prelude.scope(
                    options.limits().forScript().asking(interpreter::askWhileReading), known),
                Optional.of(interpreter.files()))
            : checked;
    return run(interpreter, options, known, ready);
  }

  private static Result run(
      Interpreter interpreter, Options options, List<HostFunction> known, CheckedScript ready) {
    List<Diagnostic> errors =
        new ArrayList<>(ready.diagnostics().stream().filter(Diagnostic::isError).toList());
    errors.addAll(unknownValues(ready, options));
    errors.addAll(otherFunctions(options, known));
    if (!errors.isEmpty()) {
      return Result.failed(errors, interpreter.snapshot());
    }
    options.notice(ready.diagnostics());
    for (Statement statement : ready.statements()) {
      interpreter.run(statement);
    }
    return new Result(Result.Status.FINISHED, List.of(), interpreter.snapshot());
  }

  /**
   * Runs the program with other values for names that it declares.
   *
   * @param values as {@link Options#values}, before which they go
   */
  public Result run(Map<String, Double> values, Options options) {
    Objects.requireNonNull(values, "values");
    Objects.requireNonNull(options, "options");
    Map<String, Double> all = new HashMap<>(options.values());
    all.putAll(values);
    return run(options.values(all));
  }

  /** A value for a name that the script does not declare is a mistake of the host's user. */
  private static List<Diagnostic> unknownValues(CheckedScript script, Options options) {
    if (options.values().isEmpty()) {
      return List.of();
    }
    List<String> settable = script.scope().settable();
    List<Diagnostic> errors = new ArrayList<>();
    for (String name : new TreeSet<>(options.values().keySet())) {
      double value = options.values().get(name);
      boolean whole = value == Math.rint(value) && Math.abs(value) <= 0x1p53;
      if (!Double.isFinite(value) || name.equals("seed") && !whole) {
        errors.add(
            Diagnostic.error(
                Code.WHOLE_NUMBER_EXPECTED,
                "`"
                    + name
                    + "` takes "
                    + (name.equals("seed") ? "a whole" : "a finite")
                    + " number"));
      } else if (!settable.contains(name)) {
        Diagnostic error =
            Diagnostic.error(
                Code.UNKNOWN_VALUE,
                script.scope().held().contains(name)
                    ? "the input `" + name + "` gets its values from the data, or as they are typed"
                    : "the script declares nothing called `" + name + "`");
        errors.add(
            Suggestions.nearest(name, settable)
                .map(near -> error.help("did you mean `" + near + "`?"))
                .orElse(error));
      }
    }
    return errors;
  }
}
