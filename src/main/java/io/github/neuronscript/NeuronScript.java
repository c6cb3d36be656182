package io.github.neuronscript;

import io.github.neuronscript.data.FileOpener;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.NeuronScriptException;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.Arithmetic;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.program.CheckedScript;
import io.github.neuronscript.program.Prelude;
import io.github.neuronscript.program.Release;
import io.github.neuronscript.program.Scope;
import io.github.neuronscript.session.Interpreter;
import io.github.neuronscript.syntax.Highlight;
import io.github.neuronscript.syntax.Script;
import io.github.neuronscript.syntax.ScriptFormatter;
import io.github.neuronscript.syntax.ScriptLimits;
import io.github.neuronscript.syntax.ScriptParser;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The engine: makes programs of scripts, and sessions that go on from line to line. Immutable,
 * cheap, and safe to share between threads.
 *
 * <pre>{@code
 * Program program = new NeuronScript().compileOrThrow(Source.of("and.nn", text));
 * Model model = program.run(Options.defaults()).orThrow().model().orElseThrow();
 * double output = model.predict(1, 0);
 * }</pre>
 *
 * <p>The way of a script through the rooms: text becomes a {@link Script}, a script a {@link
 * Program} in which every name is resolved, and running a program moves a state from one value to
 * the next and emits {@link io.github.neuronscript.trace.TraceEvent}s, which renderers paint.
 */
public final class NeuronScript {

  /** The version of this implementation. */
  public static final String VERSION = Release.VERSION;

  /** The version of the language. */
  public static final int LANGUAGE = Release.LANGUAGE;

  /** The version of the arithmetic: the same number, the same bits of every result. */
  public static final int ARITHMETIC = Arithmetic.VERSION;

  private final Limits limits;

  /** Makes an engine with the standard limits. */
  public NeuronScript() {
    this(Limits.standard());
  }

  /**
   * Makes an engine for texts of a size.
   *
   * @param limits of whatever is read without {@link Options}, which have limits of their own: a
   *     larger text has no tokens and no completions, is complete, and neither compiles nor gets a
   *     layout
   */
  public NeuronScript(Limits limits) {
    this.limits = Objects.requireNonNull(limits, "limits");
  }

  /**
   * Reads and checks a script, without running it and without opening any file: columns are held to
   * the data when the program runs.
   */
  public Compilation compile(Source source) {
    Objects.requireNonNull(source, "source");
    return compile(source, Optional.empty(), limits.forScript(), List.of());
  }

  /**
   * Reads and checks a script, within the options' limits and without running it; it may call the
   * options' functions, and the headers of its data files, and the scripts that it includes, are
   * read through the options' file access. One that is cancelled, or takes longer than the options'
   * time, says so in its diagnostics.
   */
  public Compilation compile(Source source, Options options) {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(options, "options");
    try {
      return compile(
          source,
          Optional.of(options.access()),
          options.limits().forScript().asking(Interpreter.asked(options.forSession())),
          options.functions());
    } catch (NeuronScriptException e) {
      return new Compilation(Optional.empty(), e.diagnostics());
    }
  }

  private static Compilation compile(
      Source source,
      Optional<FileOpener> files,
      ScriptLimits limits,
      List<HostFunction> functions) {
    Script script = ScriptParser.parse(source, limits);
    CheckedScript checked = CheckedScript.of(script, Prelude.scope(limits, functions), files);
    return new Compilation(
        checked.hasErrors()
            ? Optional.empty()
            : Optional.of(new Program(source, script, checked, functions)),
        checked.diagnostics());
  }

  /**
   * Reads and checks a script, as {@link #compile(Source)}.
   *
   * @throws ScriptException with all errors, if there is one
   */
  public Program compileOrThrow(Source source) {
    return compile(source).orThrow();
  }

  /**
   * Reads and checks a script, as {@link #compile(Source, Options)}.
   *
   * @throws ScriptException with all errors, if there is one
   */
  public Program compileOrThrow(Source source, Options options) {
    return compile(source, options).orThrow();
  }

  /** Returns everything that is to be said of a script, as {@link #compile(Source, Options)}. */
  public List<Diagnostic> check(Source source, Options options) {
    return compile(source, options).diagnostics();
  }

  /**
   * Compiles a script and runs it. A script with errors has the status {@code FAILED}, or {@code
   * LIMIT} if it is too large, and no statement of it was run.
   */
  public Result run(Source source, Options options) {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(options, "options");
    Interpreter interpreter = new Interpreter(options.forSession());
    ScriptLimits limited = options.limits().forScript().asking(interpreter::askWhileReading);
    try {
      Compilation compiled =
          compile(source, Optional.of(interpreter.files()), limited, options.functions());
      return compiled.program().isPresent()
          ? compiled.program().get().runAsChecked(interpreter, options)
          : Result.failed(compiled.errors(), interpreter.snapshot());
    } catch (NeuronScriptException e) {
      return Result.of(e, interpreter.snapshot());
    }
  }

  /** Starts a session that goes on from text to text, as at a prompt. */
  public Session newSession(Options options) {
    Objects.requireNonNull(options, "options");
    return new Session(options);
  }

  /**
   * Returns the pieces of a text for colouring, in their order; spaces and line ends belong to
   * none. Errors do not matter.
   */
  public List<Token> tokens(Source source) {
    Objects.requireNonNull(source, "source");
    if (!ScriptParser.isWithin(limits.forScript(), source.text())) {
      return List.of();
    }
    return Highlight.of(source).stream()
        .map(piece -> new Token(Token.Kind.valueOf(piece.kind().name()), piece.place()))
        .toList();
  }

  /** Returns the words that start a statement, in the order of the alphabet. */
  public static List<String> statementWords() {
    return ScriptParser.statementWords();
  }

  /**
   * Returns the words that may stand at the caret of a text that is being typed, in the order in
   * which they are best shown. What stands before it may have errors; what stands behind does not
   * count.
   *
   * @param caret an offset in the text
   * @throws IndexOutOfBoundsException if it is none
   */
  public List<Completion> completions(String text, int caret) {
    Objects.requireNonNull(text, "text");
    return completions(text, caret, Options.defaults().limits(limits));
  }

  /**
   * Returns the same where the options' functions can be called, and their data have names.
   *
   * @throws IndexOutOfBoundsException if the caret is no offset in the text
   */
  public List<Completion> completions(String text, int caret, Options options) {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(options, "options");
    Scope start = Prelude.scope(options.limits().forScript(), options.functions());
    return Completions.of(text.substring(0, caret), start, options);
  }

  /** Whether a text is whole, or goes on in the next line. */
  public enum Completeness {
    COMPLETE,
    /** It ends within a statement: in a bracket, a brace, a block, or after a sign. */
    UNFINISHED
  }

  /** Returns whether a text that is being typed ends within a statement. */
  public Completeness completeness(String text) {
    Objects.requireNonNull(text, "text");
    return ScriptParser.isWithin(limits.forScript(), text) && ScriptParser.isUnfinished(text)
        ? Completeness.UNFINISHED
        : Completeness.COMPLETE;
  }

  /**
   * Returns a script in the layout of the house: the same words, comments and meaning, other spaces
   * and line ends.
   *
   * @throws ScriptException with all errors, if the script is not understood or too long
   */
  public String format(Source source) {
    Objects.requireNonNull(source, "source");
    return ScriptFormatter.format(source, limits.forScript());
  }
}
