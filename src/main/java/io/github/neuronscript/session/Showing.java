package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.trace.Fitted;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceEvent.Printed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    Printed printed = printed(s.templates(), values);
    work.tell(Printed.class, () -> printed);
  }

  /** Returns texts with the values put in. */
  Printed printed(List<Statement.Template> templates, Values values) {
    List<Fitted.Piece> pieces = new ArrayList<>();
    List<Number> numbers = new ArrayList<>();
    Map<Expression, Number> read = new HashMap<>();
    for (Statement.Template template : templates) {
      if (!pieces.isEmpty()) {
        pieces.add(new Fitted.Piece(" ", Optional.empty(), 0));
      }
      for (Statement.Template.Part part : template.parts()) {
        Optional<Expression> formula = part.hole().map(e -> Values.current(e, next.functions));
        formula.ifPresent(e -> numbers.add(values.of(e, read)));
        pieces.add(new Fitted.Piece(part.text(), formula, part.width()));
      }
    }
    return new Printed(pieces, Vector.ofNumbers(numbers), read);
  }

  /** Returns a text with the values put in, as one. */
  String text(Statement.Template template, Values values) {
    return printed(List.of(template), values)
        .text(number -> RunErrors.rounded(number, next.digits));
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
