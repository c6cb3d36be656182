package io.github.neuronscript;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.diagnostic.Suggestions;
import io.github.neuronscript.formula.Arithmetic;
import io.github.neuronscript.program.Prelude;
import io.github.neuronscript.program.Program;
import io.github.neuronscript.session.CancelledException;
import io.github.neuronscript.session.Session;
import io.github.neuronscript.session.SessionOptions;
import io.github.neuronscript.syntax.ScriptFormatter;
import io.github.neuronscript.syntax.ScriptParser;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Checks and runs scripts. Immutable, cheap, and safe to share between threads.
 *
 * <p>The way of a script through the rooms: text becomes a {@link
 * io.github.neuronscript.syntax.Script}, a script a {@link Program} in which every name is
 * resolved, and running a program in a {@link Session} moves a state from one value to the next and
 * emits {@link TraceEvent}s, which renderers paint.
 */
public final class NeuronScript {

  /** The version of this implementation. */
  public static final String VERSION = "0.1.0";

  /** The version of the language. */
  public static final int LANGUAGE = 1;

  /** The version of the arithmetic: the same number, the same bits of every result. */
  public static final int ARITHMETIC = Arithmetic.VERSION;

  /**
   * Returns everything that is wrong with a script, without running it; the headers of its data
   * files are read through the options' file access.
   */
  public List<Diagnostic> check(Source source, Options options) {
    return program(source, Optional.of(options.access())).diagnostics();
  }

  /** Returns everything that is wrong with a script as far as it can be seen without any file. */
  public List<Diagnostic> checkWithoutData(Source source) {
    return program(source, Optional.empty()).diagnostics();
  }

  private static Program program(Source source, Optional<FileAccess> files) {
    return Program.of(ScriptParser.parse(source), Prelude.scope(), files.map(f -> f));
  }

  /** Starts a session that goes on from text to text, as at a prompt. */
  public Conversation conversation(Options options) {
    return new Conversation(options);
  }

  /** A value for a name that the script does not declare is a mistake of the host's user. */
  private static List<Diagnostic> unknownValues(Program program, Options options) {
    List<String> settable = program.scope().settable();
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
                program.scope().held().contains(name)
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

  /**
   * Returns a script in the layout of the house: the same words, comments and meaning, other spaces
   * and line ends.
   *
   * @throws ScriptException with all errors, if the script is not understood
   */
  public String format(Source source) {
    return ScriptFormatter.format(source);
  }

  /** Runs a script, unless it has errors, and tells the listener what happens. */
  public Outcome run(Source source, Options options) {
    Program program = program(source, Optional.of(options.access()));
    List<Diagnostic> errors =
        new ArrayList<>(program.diagnostics().stream().filter(Diagnostic::isError).toList());
    errors.addAll(unknownValues(program, options));
    if (!errors.isEmpty()) {
      return new Outcome(Outcome.Status.FAILED, errors);
    }
    Session session =
        new Session(
            new SessionOptions(
                options.access(),
                options.listener(),
                options.cancelled(),
                options.values(),
                options.trace(),
                options.digits()));
    program
        .diagnostics()
        .forEach(notice -> options.listener().accept(new TraceEvent.Noticed(notice)));
    try {
      for (Statement statement : program.statements()) {
        session.run(statement);
      }
      return new Outcome(Outcome.Status.FINISHED, List.of());
    } catch (ScriptException e) {
      return new Outcome(Outcome.Status.FAILED, e.diagnostics());
    } catch (CancelledException e) {
      return new Outcome(Outcome.Status.CANCELLED, List.of(e.diagnostic()));
    }
  }
}
