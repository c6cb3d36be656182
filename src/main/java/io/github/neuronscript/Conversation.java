package io.github.neuronscript;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.program.Checked;
import io.github.neuronscript.program.Checker;
import io.github.neuronscript.program.Prelude;
import io.github.neuronscript.program.Scope;
import io.github.neuronscript.program.Topics;
import io.github.neuronscript.session.CancelledException;
import io.github.neuronscript.session.Session;
import io.github.neuronscript.session.SessionOptions;
import io.github.neuronscript.session.State;
import io.github.neuronscript.syntax.Script;
import io.github.neuronscript.syntax.ScriptParser;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A session that goes on from text to text, as at a prompt: what one declares, the next can read.
 * The same statements give the same bits, whether they come in one text or one by one. Made by
 * {@link NeuronScript#conversation}; for one thread.
 */
public final class Conversation {

  private final Options options;
  private final Session session;

  /** What the checker knows. It goes with the session's state: both change, or neither. */
  private Scope scope = Prelude.scope();

  Conversation(Options options) {
    this.options = options;
    this.session =
        new Session(
            new SessionOptions(
                options.access(),
                options.listener(),
                options.cancelled(),
                options.values(),
                options.trace(),
                options.digits()));
  }

  /** Whether a text ends within a statement, so that the next line belongs to it. */
  public static boolean isUnfinished(String text) {
    return ScriptParser.isUnfinished(text);
  }

  /** Returns the words that start a statement, in the order of the alphabet. */
  public static List<String> statementWords() {
    return ScriptParser.statementWords();
  }

  /**
   * Checks and runs the statements of a text, one after the other, up to the first error. What ran
   * before it stays; the statement with the error changes nothing, except that a training that
   * diverges or is cancelled leaves the state of its last finished epoch.
   */
  public Outcome say(Source source) {
    Script script = ScriptParser.parse(source);
    Iterator<Diagnostic> written = inOrder(script.diagnostics());
    Optional<Diagnostic> next = next(written);
    for (int i = 0; i < script.statements().size(); i++) {
      int end =
          i + 1 < script.statements().size()
              ? script.statements().get(i + 1).span().start()
              : Integer.MAX_VALUE;
      List<Diagnostic> found = new ArrayList<>();
      while (next.isPresent() && start(next.get()) < end) {
        found.add(next.get());
        next = next(written);
      }
      Outcome outcome = say(script.statements().get(i), found);
      if (outcome.status() != Outcome.Status.FINISHED) {
        return outcome;
      }
    }
    // Of a text too long to be cut into statements.
    return next.filter(Diagnostic::isError).map(Conversation::failed).orElse(finished());
  }

  private Outcome say(Statement statement, List<Diagnostic> written) {
    List<Diagnostic> found = new ArrayList<>(written);
    if (found.stream().anyMatch(Diagnostic::isError)) {
      return failed(found);
    }
    Checked checked = Checker.check(statement, scope, Optional.of(options.access()));
    found.addAll(checked.diagnostics());
    if (checked.hasErrors()) {
      return failed(found);
    }
    found.forEach(notice -> options.listener().accept(new TraceEvent.Noticed(notice)));
    State before = session.state();
    try {
      session.run(checked.statement());
      return finished();
    } catch (ScriptException e) {
      return new Outcome(Outcome.Status.FAILED, e.diagnostics());
    } catch (CancelledException e) {
      return new Outcome(Outcome.Status.CANCELLED, List.of(e.diagnostic()));
    } finally {
      if (session.state() != before) {
        scope = checked.scope();
      }
    }
  }

  /**
   * Returns the words that could stand at the end of a text that has been typed so far, whatever
   * the last one begins with: statements at the beginning of one, else names, functions and the
   * words of the statement.
   */
  public List<String> candidates(String text) {
    String line = text.substring(Math.max(text.lastIndexOf('\n'), text.lastIndexOf(';')) + 1);
    String start = line.stripLeading();
    int space = start.indexOf(' ');
    TreeSet<String> words = new TreeSet<>(scope.held());
    scope.eachFunction(function -> words.add(function.name()));
    if (space < 0) {
      words.addAll(statementWords());
      return List.copyOf(words);
    }
    String first = start.substring(0, space);
    words.addAll(ScriptParser.innerWords(first));
    if (first.equals("show")) {
      words.addAll(Topics.ALL);
    } else if (first.equals("learning")) {
      scope.eachLearningRule((name, rule) -> words.add(name));
    }
    return List.copyOf(words);
  }

  private static Iterator<Diagnostic> inOrder(List<Diagnostic> diagnostics) {
    return diagnostics.stream().sorted(Comparator.comparingInt(Conversation::start)).iterator();
  }

  private static Optional<Diagnostic> next(Iterator<Diagnostic> diagnostics) {
    return diagnostics.hasNext() ? Optional.of(diagnostics.next()) : Optional.empty();
  }

  private static int start(Diagnostic diagnostic) {
    return diagnostic.span().map(span -> span.start()).orElse(0);
  }

  private static Outcome finished() {
    return new Outcome(Outcome.Status.FINISHED, List.of());
  }

  private static Outcome failed(Diagnostic error) {
    return failed(List.of(error));
  }

  private static Outcome failed(List<Diagnostic> found) {
    return new Outcome(Outcome.Status.FAILED, found.stream().filter(Diagnostic::isError).toList());
  }
}
