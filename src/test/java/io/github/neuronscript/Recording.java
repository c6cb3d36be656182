package io.github.neuronscript;

import io.github.neuronscript.diagnostic.DiagnosticFormatter;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A script that was run, and everything that happened. */
record Recording(Result outcome, List<TraceEvent> events) {

  /** Runs a script that shows only what it asks for. */
  static Recording of(String... lines) {
    return at(TraceLevel.NONE, lines);
  }

  static Recording at(TraceLevel level, String... lines) {
    return with(Options.defaults().trace(level), lines);
  }

  static Recording with(Options options, String... lines) {
    List<TraceEvent> events = new ArrayList<>();
    Source source = Source.of("test.nn", String.join("\n", lines));
    Result outcome = new NeuronScript().run(source, options.listener(events::add));
    return new Recording(outcome, List.copyOf(events));
  }

  /** Returns this, if the script ran to its end. */
  Recording finished() {
    if (outcome.status() != Result.Status.FINISHED) {
      throw new AssertionError(errors());
    }
    return this;
  }

  /** Returns the text of what ended the script. */
  String errors() {
    DiagnosticFormatter formatter = new DiagnosticFormatter(false);
    return outcome.diagnostics().stream().map(formatter::format).collect(Collectors.joining("\n"));
  }

  <T extends TraceEvent> List<T> all(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  <T extends TraceEvent> T last(Class<T> type) {
    List<T> all = all(type);
    return all.get(all.size() - 1);
  }

  /** Returns the values that {@code show} gave, in order. */
  List<Double> shown() {
    finished();
    return all(TraceEvent.Shown.class).stream().map(e -> e.value().doubleValue()).toList();
  }

  /** Returns those values with all their bits. */
  List<String> bits() {
    return shown().stream().map(Double::toHexString).toList();
  }

  /** Returns the codes of the notices and warnings on the way. */
  List<String> notices() {
    return all(TraceEvent.Noticed.class).stream().map(e -> e.diagnostic().code().text()).toList();
  }
}
