package io.github.neuronscript.session;

import io.github.neuronscript.data.FileOpener;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.NeuronScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.program.CheckedScript;
import io.github.neuronscript.program.Prelude;
import io.github.neuronscript.program.Scope;
import io.github.neuronscript.syntax.ScriptParser;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** A session that is fed line by line, as by a person who reads each answer. */
final class Typed {

  final List<TraceEvent> events = new ArrayList<>();
  private final FileOpener files;
  final Interpreter session;
  private Scope scope = Prelude.scope();
  private int line;
  private boolean changed;

  Typed() {
    this(() -> false);
  }

  Typed(BooleanSupplier cancelled) {
    this(
        new SessionOptions(
            (script, path) -> {
              throw new NoSuchFileException(path);
            },
            event -> {},
            cancelled,
            Map.of(),
            TraceLevel.NONE,
            6,
            RunLimits.STANDARD));
  }

  Typed(SessionOptions options) {
    files = options.files();
    session =
        new Interpreter(
            new SessionOptions(
                options.files(),
                events::add,
                options.cancelled(),
                options.values(),
                options.trace(),
                options.digits(),
                options.limits()));
  }

  /** Runs lines that have no error. */
  Typed type(String... lines) {
    for (String text : lines) {
      List<Diagnostic> errors = typeBadly(text);
      if (!errors.isEmpty()) {
        throw new AssertionError(text + ": " + errors);
      }
    }
    return this;
  }

  /** Runs a line and returns its errors, of whatever stage. */
  List<Diagnostic> typeBadly(String text) {
    changed = false;
    Source source = Source.of("line " + ++line, text);
    CheckedScript program = CheckedScript.of(ScriptParser.parse(source), scope, Optional.of(files));
    if (program.hasErrors()) {
      return program.diagnostics().stream().filter(Diagnostic::isError).toList();
    }
    State before = session.state();
    try {
      for (Statement statement : program.statements()) {
        session.run(statement);
      }
      return List.of();
    } catch (NeuronScriptException e) {
      return e.diagnostics();
    } finally {
      changed = session.state() != before;
      scope = changed ? program.scope() : scope;
    }
  }

  /** Whether the last line changed the session, also if it ended in an error. */
  boolean changed() {
    return changed;
  }

  /** Returns how many statements the checker holds to be undoable. */
  int undoable() {
    return scope.undoable();
  }

  /** Returns the names that the checker holds to be declared. */
  String checkedNames() {
    if (!scope.knowsInputs()) {
      return heldNames();
    }
    return String.join(" ", new TreeSet<>(scope.held()));
  }

  /** Returns the names that the session holds values of. */
  String heldNames() {
    State state = session.state();
    Set<String> names = new TreeSet<>(state.inputNames());
    names.addAll(Learned.weightNames(state));
    if (state.bias.present()) {
      names.addAll(List.of(state.bias.name(), "bias"));
    }
    names.addAll(state.lets.keySet());
    names.addAll(List.of("rate", "seed"));
    return String.join(" ", names);
  }

  /** Returns the code of the error that a line runs into. */
  String code(String text) {
    return typeBadly(text).get(0).code().text();
  }

  double value(String formula) {
    type("show " + formula);
    return ((TraceEvent.Shown) events.get(events.size() - 1)).value().doubleValue();
  }

  /** Returns everything that the session declares, learns and counts, with all its bits. */
  String bits() {
    State s = session.state();
    List<Object> all =
        new ArrayList<>(
            List.of(
                s.inputs, s.weightsDeclared, s.bias, s.activation, s.loss, s.rate, s.rateDeclared));
    all.addAll(
        List.of(s.rule, s.meanCost, s.target, s.data, s.seed, s.scale, s.split, s.allExcept));
    all.addAll(List.of(s.rulesWhen, s.lets, s.functions.keySet(), s.rules.keySet(), s.said));
    all.addAll(List.of(s.scaling.map(x -> x.offset() + " " + x.divisor()), s.weights));
    all.addAll(List.of(s.biasValue, s.memory, s.epoch, s.updates, s.cost, s.epochCost));
    all.addAll(List.of(s.previousCost, s.gradientNorm, s.judged, s.threshold, s.row, s.typed));
    all.add(s.shown.map(x -> x.example() + " " + x.z() + " " + x.output()));
    return all.stream().map(Object::toString).collect(Collectors.joining("\n"));
  }

  /** Returns values with all their bits. */
  String bits(String... formulas) {
    List<String> bits = new ArrayList<>();
    for (String formula : formulas) {
      bits.add(Double.toHexString(value(formula)));
    }
    return String.join(" ", bits);
  }

  /** Returns the codes of the notices and warnings so far. */
  List<String> notices() {
    return events.stream()
        .filter(TraceEvent.Noticed.class::isInstance)
        .map(e -> ((TraceEvent.Noticed) e).diagnostic().code().text())
        .toList();
  }
}
