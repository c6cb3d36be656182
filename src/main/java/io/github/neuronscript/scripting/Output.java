package io.github.neuronscript.scripting;

import io.github.neuronscript.diagnostic.DiagnosticFormatter;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.NumberWriter;
import io.github.neuronscript.trace.TraceEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Optional;
import java.util.function.Consumer;
import javax.script.ScriptContext;

/**
 * Hears what happens in one script: what is printed and shown goes to the writer of its context,
 * notices to the error writer. Throws {@link UncheckedIOException} if one of them fails.
 */
final class Output implements Consumer<TraceEvent> {

  /** As many tell every number from every other. */
  private static final int ALL_DIGITS = 17;

  private final Writer writer;
  private final Writer errorWriter;
  private final Consumer<TraceEvent> listener;

  /** Significant digits of what is written. */
  private int digits;

  private boolean answered;
  private Object value;

  Output(ScriptContext context, Consumer<TraceEvent> listener, int digits) {
    this.writer = context.getWriter();
    this.errorWriter = context.getErrorWriter();
    this.listener = listener;
    this.digits = digits;
  }

  int digits() {
    return digits;
  }

  /** Returns what the script came to: an answer before a value; null for neither. */
  Object result(Optional<String> answer) {
    return answered && answer.isPresent() ? answer.get() : value;
  }

  @Override
  public void accept(TraceEvent event) {
    listener.accept(event);
    if (event instanceof TraceEvent.Configured e) {
      digits = e.digits();
    } else if (event instanceof TraceEvent.Printed e) {
      printed(e);
    } else if (event instanceof TraceEvent.Shown e) {
      shown(e);
    } else if (event instanceof TraceEvent.Listed e) {
      listed(e);
    } else if (event instanceof TraceEvent.Predicted e) {
      value = e.output();
    } else if (event instanceof TraceEvent.Answered) {
      answered = true;
    } else if (event instanceof TraceEvent.Noticed e) {
      write(errorWriter, new DiagnosticFormatter(false).format(e.diagnostic()));
    }
  }

  private void printed(TraceEvent.Printed e) {
    write(writer, e.text(this::written) + "\n");
  }

  /** A formula alone on a line is the script's value, and not written. */
  private void shown(TraceEvent.Shown e) {
    boolean truth = e.formula().isTruth();
    value = truth ? (Object) (e.value().doubleValue() != 0) : e.value();
    if (!e.spoken()) {
      return;
    }
    String formula = FormulaWriter.symbols(e.formula());
    String result = truth ? " is " + value : equation(e.value());
    write(writer, (formula.equals(written(e.value())) ? formula : formula + result) + "\n");
  }

  private void listed(TraceEvent.Listed e) {
    for (TraceEvent.Listed.Entry entry : e.entries()) {
      write(writer, entry.name() + entry.value().map(this::equation).orElse(" " + entry.text()));
      write(writer, "\n");
    }
  }

  private String equation(Number number) {
    String text = written(number);
    return (text.equals(NumberWriter.written(number, ALL_DIGITS)) ? " = " : " ≈ ") + text;
  }

  private String written(Number number) {
    return NumberWriter.written(number, digits);
  }

  private static void write(Writer to, String text) {
    try {
      to.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void flush() {
    try {
      writer.flush();
      errorWriter.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
