package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceEvent.Printed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a script shows, prints and expects. */
final class Showing {

  private final Work work;
  private final State next;

  Showing(Work work) {
    this.work = work;
    this.next = work.next;
  }

  void show(Statement.Show s) {
    show(s, work.values(s.span()));
  }

  void show(Statement.Show s, Values values) {
    for (Expression formula : s.values()) {
      Number value = values.finite(formula);
      work.tell(
          TraceEvent.Shown.class,
          () ->
              new TraceEvent.Shown(
                  Values.current(formula, next.functions),
                  values.leaves(formula),
                  value,
                  s.spoken()));
    }
  }

  void showDeclaration(Statement.ShowDeclaration s) {
    if (s.keyword().equals("conventions")) {
      Neuron neuron = next.neuron.orElseGet(() -> work.compile(s.span()));
      work.tell(
          TraceEvent.Conventions.class, () -> new TraceEvent.Conventions(neuron.view(), true));
      return;
    }
    if (s.keyword().equals("difference")) {
      Difference.Of last =
          next.lastTraining.orElseThrow(
              () -> new ScriptException(RunErrors.nothingTrained(s.span())));
      work.tell(new Difference(last, work.options, work.meter, s.span()).find());
      return;
    }
    if (s.keyword().equals("weights original")) {
      work.original(s.span());
      return;
    }
    if (s.keyword().equals("threshold")) {
      // Which classes there are is known with the data.
      work.threshold(s.span());
    }
    work.tell(new Listing(next, work.options.files(), work.meter::ask).of(s.keyword()));
  }

  void print(Statement.Print s) {
    print(s, work.values(s.span()));
  }

  void print(Statement.Print s, Values values) {
    List<Printed.Piece> pieces = new ArrayList<>();
    for (Statement.Template template : s.templates()) {
      if (!pieces.isEmpty()) {
        pieces.add(new Printed.Piece(" ", Optional.empty()));
      }
      pieces.addAll(pieces(template, values));
    }
    work.tell(Printed.class, () -> new Printed(pieces));
  }

  /** Returns a text with the values put in. */
  List<Printed.Piece> pieces(Statement.Template template, Values values) {
    List<Printed.Piece> pieces = new ArrayList<>();
    for (Statement.Template.Part part : template.parts()) {
      pieces.add(
          part.hole().isPresent()
              ? new Printed.Piece("", Optional.of(values.of(part.hole().get())), part.width())
              : new Printed.Piece(part.text(), Optional.empty()));
    }
    return pieces;
  }

  /** Returns the same as one text. */
  String text(Statement.Template template, Values values) {
    StringBuilder text = new StringBuilder();
    for (Printed.Piece piece : pieces(template, values)) {
      text.append(
          piece.value().isPresent()
              ? piece.aligned(RunErrors.rounded(piece.value().get(), next.digits))
              : piece.text());
    }
    return text.toString();
  }

  void expect(Statement.Expect s) {
    Values values = work.values(s.span());
    if (!values.holds(s.condition())) {
      throw new ScriptException(
          RunErrors.expectationFailed(
              s.span(),
              FormulaWriter.source(s.condition()),
              sides(values, s.condition()),
              isEqualButForRounding(values, s.condition())));
    }
    work.tell(
        TraceEvent.Expected.class,
        () -> new TraceEvent.Expected(s.condition(), values.leaves(s.condition())));
  }

  private static boolean isEqualButForRounding(Values values, Expression condition) {
    if (condition instanceof Expression.Comparison c
        && c.relation() == Expression.Comparison.Relation.EQUAL) {
      double left = values.of(c.left()).doubleValue();
      double right = values.of(c.right()).doubleValue();
      return Math.abs(left - right) <= 1e-12 * Math.max(1, Math.abs(right));
    }
    return false;
  }

  /** Returns what the parts of a condition are: sides of a comparison, members of an `and`. */
  private static String sides(Values values, Expression condition) {
    List<String> sides = new ArrayList<>();
    for (Expression side : condition.children()) {
      String name = "`" + FormulaWriter.source(side) + "` is ";
      if (side.isTruth()) {
        String operands = values.operands(side);
        sides.add(
            name
                + (values.holds(side) ? "true" : "false")
                + (operands.isEmpty() ? "" : " (" + operands + ")"));
      } else if (!(side instanceof Literal)) {
        sides.add(name + RunErrors.number(values.of(side)));
      }
    }
    return String.join(", ", sides);
  }
}
