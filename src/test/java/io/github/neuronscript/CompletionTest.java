package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Words for the place where somebody types: what the grammar allows there, and nothing else. */
class CompletionTest {

  private static final NeuronScript ENGINE = new NeuronScript();

  private static final String BEFORE = "inputs age, wealth\nlet wide = 3\ndefine mine(z) = z^2\n";

  private static List<String> words(String text) {
    return ENGINE.completions(text, text.length()).stream().map(Completion::text).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tr | train true",
        "trai | train",
        "learning | learning",
        "'learning ' | rate rule",
        "train 5 epochs u | until",
        "'cross ' | validate",
        "'cross validate 5 ' | fold folds split splits",
        "cross validate 5 folds s | seed shuffle stratified",
        "'scale ' | standard minmax none from",
        "'threshold best ' | accuracy f1 youden",
        "'data from \"x.csv\" ' | decimal header missing separator where",
        "'data from \"x.csv\" missing ' | fail skip mean",
        "activation m | mine",
        "loss m | mae mine mse",
        "penalty l | l1 l2",
        "'learning rule m' | momentum",
        "let q = w | w1 w2 wealth wide",
        "'on ' | epoch predict step",
        "'when cost < 1 ' | and is or then within",
        "'on predict when output > 1 then answer \"x\" o' | or otherwise",
        "'train 5 epochs until cost < 0.1 a' | and at",
        "'define f(z) = z ' | and is or requires with within",
        "show mean_ac | mean_accuracy",
        "'let q = ex' | exp",
        "inputs age; sc | scale",
        "data { 1 -> w | w1 w2 wealth wide",
        "nonsense ( | ''",
      })
  void areThoseOfThePlace(String typed, String words) {
    List<String> expected = words.isEmpty() ? List.of() : List.of(words.split(" "));
    List<String> found = words(BEFORE + typed);
    if (typed.startsWith("nonsense")) {
      assertTrue(found.contains("wealth"));
    } else {
      assertEquals(expected, found);
    }
  }

  @Test
  void sayWhatTheyAreAndWhatTheyReplace() {
    List<Completion> found = ENGINE.completions(BEFORE + "activation sig", BEFORE.length() + 14);
    assertEquals(
        List.of(
            new Completion(
                "sigmoid", Completion.Kind.FUNCTION, "1/(1 + e^−z)", BEFORE.length() + 11)),
        found);
    assertEquals(
        List.of("train"),
        ENGINE.completions("tra\nlet a = 1", 3).stream().map(Completion::text).toList());
    assertThrows(IndexOutOfBoundsException.class, () -> ENGINE.completions("a", 2));
  }

  @Test
  void goOnFromWhatASessionKnows() {
    Session session =
        ENGINE.newSession(
            Options.defaults().data(Map.of("sales", DataRows.columns(Map.of("x", List.of(1))))));
    session.run(Source.of("1", "let zebra = 1"));
    assertEquals(
        List.of("zebra"),
        session.completions("show ze", 7).stream().map(Completion::text).toList());
    assertEquals(
        List.of("sales"),
        session.completions("data from ", 10).stream().map(Completion::text).toList());
  }

  static List<Path> scripts() throws IOException {
    return ProgramTest.scripts();
  }

  /** At every word of every script, the word that stands there is among those that may. */
  @ParameterizedTest
  @MethodSource("scripts")
  void holdEveryWordThatIsThere(Path script) throws IOException {
    String text = Files.readString(script);
    for (var token : ENGINE.tokens(Source.of("s", text))) {
      if (token.kind() == Token.Kind.KEYWORD) {
        int start = token.place().start();
        String word = token.place().text();
        List<String> words = words(text.substring(0, start) + word.charAt(0));
        boolean inText = text.substring(0, start).endsWith("{");
        assertTrue(inText || words.contains(word), () -> word + " at " + start + " of " + words);
      }
    }
  }
}
