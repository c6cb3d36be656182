package io.github.neuronscript.handout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people hand in, and how they write numbers. */
class AnswersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3: 0.535",
        "(3) = 0.535",
        "3 0.535",
        "3) 0.535",
        "3. 0.535",
        "(3) 0.535",
        "( 3 ): 0.535",
        "3=0.535",
        "3;0.535",
        "3\t0.535",
        "  3 :  0.535  # by hand",
        "(3) ≈ 0.535"
      })
  void lineIsUnderstood(String line) {
    assertEquals(Map.of(3, "0.535"), Answers.read(line).texts(), line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.535 | 0.535 | 3",
        "0,535 | 0.535 | 3",
        ".535 | 0.535 | 3",
        "0.5350 | 0.535 | 4",
        "5.35e-1 | 0.535 | 3",
        "5,35E-1 | 0.535 | 3",
        "5.35·10^-1 | 0.535 | 3",
        "5.35 × 10^(−1) | 0.535 | 3",
        "53.5 % | 0.535 | 3",
        "−0.25 | -0.25 | 2",
        "-1/4 | -0.25 | 17",
        "1/4 = 0.25 | 0.25 | 17",
        "= 0.25 | 0.25 | 2",
        "≈ 0.25 | 0.25 | 2",
        "12 | 12 | 2",
        "0 | 0 | 1"
      })
  void numberIsRead(String text, double value, int digits) {
    Answer answer = Answer.read(text).orElseThrow();
    assertEquals(value, answer.value(), 1e-15);
    assertEquals(digits, answer.digits());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc",
        "1/0",
        "0.25 = 1/3",
        "1..2",
        "-",
        ",",
        "1 2/",
        "--3",
        "1e99999",
        "½ x",
        "="
      })
  void whatIsNoNumberIsNotRead(String text) {
    assertEquals(Optional.empty(), Answer.read(text));
  }

  @Test
  void csvIsRead() {
    Answers answers = Answers.read("\ufeffblank,value\n1,0.14\r\n2,\"0,535\"\n\n3,\n");
    assertEquals(Map.of(1, "0.14", 2, "0,535"), answers.texts());
    assertEquals(List.of(), answers.unread());
    assertEquals(Map.of(1, "0,14"), Answers.read("Blank;Value\n1;0,14\n").texts());
  }

  @Test
  void whatIsNotUnderstoodIsSaid() {
    Answers answers = Answers.read("# mine\n\nhello\n1: 2\n1: 3\n");
    assertEquals(Map.of(1, "2"), answers.texts());
    assertEquals(2, answers.unread().size());
    assertTrue(answers.unread().get(0).startsWith("line 3 "), answers.unread().get(0));
    assertTrue(answers.unread().get(1).startsWith("line 5 "), answers.unread().get(1));
  }

  @Test
  void numberIsRoundedToItsOwnDigits() {
    assertTrue(Answer.read("0.535").orElseThrow().is(0.534943));
    assertTrue(Answer.read("0.53494").orElseThrow().is(0.534943));
    assertEquals(false, Answer.read("0.534").orElseThrow().is(0.534943));
    assertEquals(false, Answer.read("0.5350").orElseThrow().is(0.534943));
  }
}
