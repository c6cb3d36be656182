package io.github.neuronscript.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {

  private static final List<String> WORDS =
      List.of("train", "inputs", "learning rate", "leaky_relu", "w1", "w2", "x", "relu", "mse");

  @ParameterizedTest
  @CsvSource({
    "trian, train",
    "Train, train",
    "trains, train",
    "rain, train",
    "tarin, train",
    "input, inputs",
    "INPUTS, inputs",
    "imputs, inputs",
    "learning_rate, learning rate",
    "learningRate, learning rate",
    "leakyrelu, leaky_relu",
    "leaky-relu, leaky_relu",
    "leaky_rely, leaky_relu",
    "rlu, relu",
    "X, x",
    "msee, mse",
  })
  void findsWhatWasMeant(String word, String meant) {
    assertEquals(Optional.of(meant), Suggestions.nearest(word, WORDS));
  }

  @ParameterizedTest
  @CsvSource({"tr", "forward", "trainings", "y", "w3", "''", "xy", "sigmoid", "inp", "😀"})
  void findsNothingNear(String word) {
    assertEquals(Optional.empty(), Suggestions.nearest(word, WORDS));
  }

  @Test
  void prefersTheFirstOfEqualOnes() {
    assertEquals(Optional.of("cost"), Suggestions.nearest("cast", List.of("cost", "cart")));
    assertEquals(Optional.of("cart"), Suggestions.nearest("cast", List.of("cart", "cost")));
    assertEquals(Optional.of("cast"), Suggestions.nearest("cast", List.of("cart", "cast")));
  }

  @Test
  void isNotAskedForTooMuch() {
    String long1 = "a".repeat(1_000_000);
    assertEquals(Optional.empty(), Suggestions.nearest(long1, WORDS));
    assertEquals(Optional.empty(), Suggestions.nearest("train", List.of(long1)));
    assertEquals(Optional.empty(), Suggestions.nearest("train", List.of()));
  }
}
