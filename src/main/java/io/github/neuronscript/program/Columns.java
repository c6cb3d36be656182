package io.github.neuronscript.program;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.syntax.Places;
import io.github.neuronscript.syntax.Statement.Item;
import java.util.List;

/** Finds the columns that inputs and target read, with their places. */
public final class Columns {

  /** The word for one input of 0 or 1 for each category of a column. */
  static final String ONE_HOT = "one_hot";

  private Columns() {}

  /** Whether a call is {@code one_hot(column)}. */
  public static boolean isOneHot(Expression.Invocation call) {
    return !call.quoted()
        && call.name().equals(ONE_HOT)
        && call.arguments().size() == 1
        && call.arguments().get(0) instanceof Variable;
  }

  static void of(Item resolved, Places places, Item written, List<Scope.ColumnUse> uses) {
    if (resolved.count().isPresent()) {
      String base = resolved.name().orElseThrow().text();
      for (int i = 1; i <= resolved.count().getAsInt(); i++) {
        uses.add(new Scope.ColumnUse(base + i, false, Scope.Reader.INPUTS, written.span()));
      }
    } else if (resolved.value().isEmpty()) {
      uses.add(
          new Scope.ColumnUse(
              resolved.name().orElseThrow().text(), false, Scope.Reader.INPUTS, written.span()));
    } else {
      of(resolved.value().get(), written.value().orElseThrow(), places, Scope.Reader.INPUTS, uses);
    }
  }

  /** Notes every column of a formula with its place; the written tree has the places. */
  static void of(
      Expression resolved,
      Expression written,
      Places places,
      Scope.Reader reader,
      List<Scope.ColumnUse> uses) {
    if (Variable.isColumn(resolved)) {
      String column = ((Variable) resolved).name();
      uses.add(new Scope.ColumnUse(column, false, reader, places.of(written)));
    } else if (resolved instanceof Expression.Invocation call && isOneHot(call)) {
      String column = ((Variable) call.arguments().get(0)).name();
      uses.add(new Scope.ColumnUse(column, true, reader, places.of(written.children().get(0))));
    } else if (resolved instanceof Expression.Comparison c
        && Variable.isColumn(c.left())
        && c.right() instanceof Expression.Text) {
      Expression side = written.children().get(0);
      Expression column = side instanceof Expression.Text ? written.children().get(1) : side;
      uses.add(new Scope.ColumnUse(((Variable) c.left()).name(), true, reader, places.of(column)));
    } else {
      for (int i = 0; i < resolved.children().size(); i++) {
        of(resolved.children().get(i), written.children().get(i), places, reader, uses);
      }
    }
  }
}
