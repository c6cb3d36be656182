package io.github.neuronscript.session;

import io.github.neuronscript.formula.Compiled;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.NumberWriter;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.trace.Fitted;
import io.github.neuronscript.trace.TraceEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a decision rule answers, as a function of z, ŷ and the inputs. Immutable. */
public final class CompiledAnswer {

  private final Optional<String> whole;
  private final List<Fitted.Piece> pieces;
  private final List<Compiled> values;
  private final int digits;

  private CompiledAnswer(
      Optional<String> whole, List<Fitted.Piece> pieces, List<Compiled> values, int digits) {
    this.whole = whole;
    this.pieces = pieces;
    this.values = values;
    this.digits = digits;
  }

  /**
   * Compiles an answer.
   *
   * @param leaves z, then what {@link #text} gets in its array
   * @param digits with which numbers are written
   */
  public static CompiledAnswer of(
      List<Fitted.Piece> answer, List<? extends Expression> leaves, int digits) {
    List<Compiled> values =
        answer.stream()
            .flatMap(piece -> piece.value().stream())
            .map(e -> Compiled.of(leaves, e))
            .toList();
    return new CompiledAnswer(
        values.isEmpty()
            ? Optional.of(answer.stream().map(Fitted.Piece::text).collect(Collectors.joining()))
            : Optional.empty(),
        answer,
        values,
        digits);
  }

  /** Returns the text for an example; the same one each time if nothing is put in. */
  public String text(double z, double[] others) {
    if (whole.isPresent()) {
      return whole.get();
    }
    double[] numbers = values.stream().mapToDouble(value -> value.at(z, others)).toArray();
    return new TraceEvent.Printed(pieces, Vector.of(numbers), Map.of())
        .text(number -> NumberWriter.written(number, digits).replace('-', '−'));
  }
}
