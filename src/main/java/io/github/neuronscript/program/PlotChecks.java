package io.github.neuronscript.program;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.syntax.Word;
import java.util.List;
import java.util.Optional;

/** Checks what is to be drawn, and where to. */
public final class PlotChecks extends Checks {

  private final Needs needs = new Needs(this);

  PlotChecks(Checks checks) {
    super(checks);
  }

  Statement plot(Statement.Plot s) {
    String kind = s.kind().text();
    if (!Choices.behind("plot", "plot").contains(kind)) {
      diagnostics.add(CheckErrors.unknownPlot(s.kind().span(), kind));
      return s;
    }
    boolean data = kind.equals("data");
    if (!data && !s.inputs().isEmpty()) {
      diagnostics.add(CheckErrors.plotOfInputs(s.inputs().get(0).span(), kind));
    }
    if (data || kind.equals("boundary")) {
      needs.inputs(s.span(), "plot " + kind);
      if (data || scope.hasData()) {
        needs.data(s.span(), "plot " + kind);
      }
      inputs(s);
    }
    return new Statement.Plot(
        s.kind(), s.inputs(), s.to().map(this::destination), s.span(), s.places());
  }

  private void inputs(Statement.Plot s) {
    if (scope.inputsSpan.isEmpty() || areInputsOpen() || !scope.oneHot.isEmpty()) {
      return;
    }
    for (Word input : s.inputs()) {
      if (!scope.isInput(input.text())) {
        diagnostics.add(
            CheckErrors.unknownInput(input.span(), input.text(), candidates(scope.inputs::words)));
      }
    }
    if (s.inputs().isEmpty()) {
      unfit(s, scope.inputs.words()).ifPresent(diagnostics::add);
    }
  }

  private static Optional<Diagnostic> unfit(Statement.Plot s, List<String> inputs) {
    boolean fits = inputs.size() == 2 || inputs.size() == 1 && s.kind().text().equals("data");
    return fits
        ? Optional.empty()
        : Optional.of(CheckErrors.plotInputs(s.span(), s.kind().text(), inputs));
  }

  /**
   * Returns which of the inputs are drawn, from 0.
   *
   * @param inputs all of them, which the data may have said
   * @throws ScriptException if they are too many or too few, or one is none of them
   */
  public static int[] drawn(Statement.Plot s, List<String> inputs) {
    Optional<Diagnostic> unfit = s.inputs().isEmpty() ? unfit(s, inputs) : Optional.empty();
    if (unfit.isPresent()) {
      throw new ScriptException(unfit.get());
    }
    int[] drawn = new int[s.inputs().isEmpty() ? inputs.size() : s.inputs().size()];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = i;
      if (!s.inputs().isEmpty()) {
        Word word = s.inputs().get(i);
        drawn[i] = inputs.indexOf(word.text());
        if (drawn[i] < 0) {
          throw new ScriptException(CheckErrors.unknownInput(word.span(), word.text(), inputs));
        }
      }
    }
    return drawn;
  }

  private Statement.Destination destination(Statement.Destination to) {
    Optional<Diagnostic> unfit = CheckErrors.unfitPicture(to);
    if (unfit.isPresent()) {
      diagnostics.add(unfit.get());
      return to;
    }
    Statement.Destination there = to.at(inFolder(to.path()));
    files.ifPresent(opener -> DataFiles.problem(opener, there).ifPresent(diagnostics::add));
    scope.written = Scope.and(scope.written, there.path());
    return there;
  }
}
