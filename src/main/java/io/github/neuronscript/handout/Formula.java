package io.github.neuronscript.handout;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.Notation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A piece of mathematics on a page, to be written in any notation. Immutable. */
sealed interface Formula {

  /** A formula in symbols: ŷ(1 − ŷ). */
  record Symbols(Expression expression) implements Formula {}

  /**
   * A formula with numbers put in.
   *
   * @param numbers the text of each; one that is left out is a {@link Gaps#reference}
   */
  record Substituted(Expression expression, Map<Expression, String> numbers) implements Formula {
    public Substituted {
      numbers = Map.copyOf(numbers);
    }
  }

  /** A sign between formulas, or before one: {@code = ≈ ← Σ +}. */
  record Sign(String sign) implements Formula {}

  /** Formulas side by side. */
  record Side(List<Formula> parts) implements Formula {
    public Side {
      parts = List.copyOf(parts);
    }

    static Side of(Formula... parts) {
      return new Side(List.of(parts));
    }
  }

  /** A factor before a sum: 1/m. */
  record Factor(Expression expression) implements Formula {}

  /** A number that is left out, where it is to be written; from 1. */
  record Gap(int number) implements Formula {}

  static Formula of(Expression expression) {
    return new Symbols(expression);
  }

  /** A number from its text, as {@code Numbers} writes it. */
  static Formula number(String text) {
    Variable number = Variable.quantity("number");
    return new Substituted(number, Map.of(number, text));
  }

  /** How formulas, signs and gaps look in one kind of page. */
  interface Look {
    Notation notation();

    /** Returns what is written with the indices of xᵢ and wᵢ set as such. */
    default String indexed(String written) {
      return written;
    }

    /** Writes a factor before a sum. */
    default String factor(String written) {
      return written;
    }

    /** Writes one of the signs of {@link Sign}. */
    String sign(String sign);

    /** Writes where a number is to be filled in. */
    String gap(int number);

    /** Writes the number of a gap where its value is used. */
    String reference(int number);
  }

  /** Writes the formula. */
  default String in(Look look) {
    if (this instanceof Symbols symbols) {
      return look.indexed(FormulaWriter.symbols(symbols.expression(), look.notation()));
    }
    if (this instanceof Substituted s) {
      String written =
          FormulaWriter.numbers(
              s.expression(), look.notation(), leaf -> Optional.ofNullable(s.numbers().get(leaf)));
      return Gaps.written(written, look);
    }
    if (this instanceof Sign sign) {
      return look.sign(sign.sign());
    }
    if (this instanceof Factor factor) {
      return look.factor(FormulaWriter.symbols(factor.expression(), look.notation()));
    }
    if (this instanceof Gap gap) {
      return look.gap(gap.number());
    }
    return ((Side) this).parts().stream().map(part -> part.in(look)).collect(Collectors.joining());
  }
}
