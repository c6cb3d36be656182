package io.github.neuronscript.session;

import io.github.neuronscript.formula.Compiled;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.NumberWriter;
import io.github.neuronscript.trace.Fitted;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a decision rule answers, as a function of z, ŷ and the inputs. Immutable. */
public final class CompiledAnswer {

  private final Optional<String> whole;
  private final List<Piece> pieces;
  private final int digits;

  private record Piece(String text, Optional<Compiled> value, int width) {}

  private CompiledAnswer(Optional<String> whole, List<Piece> pieces, int digits) {
    this.whole = whole;
    this.pieces = pieces;
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
    List<Piece> pieces =
        answer.stream()
            .map(
                piece ->
                    new Piece(
                        piece.text(),
                        piece.value().map(e -> Compiled.of(leaves, e)),
                        piece.width()))
            .toList();
    boolean whole = pieces.stream().allMatch(piece -> piece.value().isEmpty());
    return new CompiledAnswer(
        whole
            ? Optional.of(pieces.stream().map(Piece::text).collect(Collectors.joining()))
            : Optional.empty(),
        pieces,
        digits);
  }

  /** Returns the text for an example; the same one each time if nothing is put in. */
  public String text(double z, double[] others) {
    if (whole.isPresent()) {
      return whole.get();
    }
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      if (piece.value().isEmpty()) {
        text.append(piece.text());
        continue;
      }
      double value = piece.value().get().at(z, others);
      String written = NumberWriter.written(value, digits).replace('-', '−');
      text.append(" ".repeat(Math.max(0, piece.width() - written.length()))).append(written);
    }
    return text.toString();
  }
}
