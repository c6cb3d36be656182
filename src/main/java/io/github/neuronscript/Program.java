package io.github.neuronscript;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.NeuronScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.diagnostic.Suggestions;
import io.github.neuronscript.program.CheckedScript;
import io.github.neuronscript.program.Prelude;
import io.github.neuronscript.session.Estimate;
import io.github.neuronscript.session.Interpreter;
import io.github.neuronscript.syntax.Script;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.trace.TraceEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A script without an error, to be run as often as one likes. Immutable, and safe to run in many
 * threads at once: every run has a state of its own.
 */
public final class Program {

  private final Source source;
  private final Script script;
  private final CheckedScript checked;

  /** Whether running it opens files, whose headers are then checked too. */
  private final boolean reads;

  Program(Source source, Script script, CheckedScript checked) {
    this.source = source;
    this.script = script;
    this.checked = checked;
    this.reads = checked.statements().stream().anyMatch(Program::reads);
  }

  private static boolean reads(Statement statement) {
    return statement instanceof Statement.DataFile || statement instanceof Statement.Include;
  }

  /**
   * What a program declares.
   *
   * @param inputs in their order; empty where only the data says which there are
   * @param target if it is declared
   * @param rules the when-then rules that have a name, in their order
   * @param names whatever {@link Options#values} can set
   * @param readsFiles whether it reads data or another script
   */
  public record Info(
      List<Name> inputs,
      Optional<Name> target,
      List<Name> rules,
      List<String> names,
      boolean readsFiles) {}

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
        reads);
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
   * and of the versions of the language and the arithmetic. Spaces count, the name of the source
   * does not; nor do the files that it reads.
   */
  public String fingerprint() {
    String text =
        "NeuronScript "
            + NeuronScript.LANGUAGE
            + " "
            + NeuronScript.ARITHMETIC
            + "\n"
            + source.text();
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
    Estimate.Worst worst = Estimate.of(checked, limits.forRun(Optional.empty()), limits.forData());
    return new Cost(worst.steps(), worst.place(), worst.dominates(), worst.factor());
  }

  /**
   * Runs the program and tells the listener what happens.
   *
   * @throws RuntimeException only if the host's own listener, data or functions throw one
   */
  public Result run(Options options) {
    Interpreter interpreter = new Interpreter(options.forSession());
    try {
      return run(interpreter, options);
    } catch (NeuronScriptException e) {
      return Result.of(e, interpreter.snapshot());
    }
  }

  private Result run(Interpreter interpreter, Options options) {
    CheckedScript ready =
        reads
            ? CheckedScript.of(
                script,
                Prelude.scope(options.limits().forScript()),
                Optional.of(interpreter.files()))
            : checked;
    List<Diagnostic> errors =
        new ArrayList<>(ready.diagnostics().stream().filter(Diagnostic::isError).toList());
    errors.addAll(unknownValues(ready, options));
    if (!errors.isEmpty()) {
      return Result.failed(errors, interpreter.snapshot());
    }
    ready.diagnostics().forEach(d -> options.listener().accept(new TraceEvent.Noticed(d)));
    for (Statement statement : ready.statements()) {
      interpreter.run(statement);
    }
    return new Result(Result.Status.FINISHED, List.of(), interpreter.snapshot());
  }

  /**
   * Runs the program with other values for names that it declares.
   *
   * @param values as {@link Options#values}
   */
  public Result run(Map<String, Double> values, Options options) {
    return run(options.values(values));
  }

  /** A value for a name that the script does not declare is a mistake of the host's user. */
  private static List<Diagnostic> unknownValues(CheckedScript script, Options options) {
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
