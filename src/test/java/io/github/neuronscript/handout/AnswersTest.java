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
        "[3] 0.535",
        "[3]: 0.535",
        "(3) 0.535",
        "( 3 ): 0.535",
        "3=0.535",
        "3;0.535",
        "3\t0.535",
        "  3 :  0.535  # by hand",
        "(3) ≈ 0.535"
      })
  void lineIsUnderstood(String line) {
    assertEquals(Map.of(3, "0.535"), Answers.read(line, List.of()).texts(), line);
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
        "~0.1 | 0.1 | 1",
        "~ -0.93 | -0.93 | 2",
        "about 0.25 | 0.25 | 2",
        "ca. 0.25 | 0.25 | 2",
        "-0.1074 (rounded) | -0.1074 | 4",
        "0.4578 . | 0.4578 | 4",
        "0.4578. | 0.4578 | 4",
        "0.534943*(1-0.534943) = 0.249 | 0.249 | 3",
        "0.5·0.7 = 0.354943 ≈ 0.355 | 0.355 | 3",
        "w1 = −0.25 | -0.25 | 2",
        "5·10^(−1) | 0.5 | 1",
        "0.632062... | 0.632062 | 6",
        "0.632… = 0.632 | 0.632 | 3",
        "0.632... (cut) | 0.632 | 3",
        "0.632 units | 0.632 | 3",
        "63.2 per cent | 0.632 | 3",
        "0.632 square metres. | 0.632 | 3",
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
        "0.25 = x",
        "0.25 =",
        "(rounded)",
        "0.25 and 0.3",
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
    Answers answers = Answers.read("\ufeffblank,value\n1,0.14\r\n2,\"0,535\"\n\n3,\n", List.of());
    assertEquals(Map.of(1, "0.14", 2, "0,535"), answers.texts());
    assertEquals(List.of(), answers.unread());
    assertEquals(Map.of(1, "0,14"), Answers.read("Blank;Value\n1;0,14\n", List.of()).texts());
  }

  @Test
  void whatIsNotUnderstoodIsSaid() {
    Answers answers = Answers.read("# mine\n\nhello\n1: 2\n1: 3\n#4: 5\n# (6) = 7\n", List.of());
    assertEquals(Map.of(1, "2"), answers.texts());
    assertEquals(4, answers.unread().size());
    assertTrue(answers.unread().get(0).startsWith("line 3 "), answers.unread().get(0));
    assertTrue(answers.unread().get(1).startsWith("line 5 "), answers.unread().get(1));
    assertTrue(answers.unread().get(2).startsWith("line 6 "), answers.unread().get(2));
    assertTrue(answers.unread().get(3).startsWith("line 7 "), answers.unread().get(3));
  }

  @Test
  void numberIsRoundedToItsOwnDigits() {
    assertTrue(Answer.read("0.535").orElseThrow().is(0.534943));
    assertTrue(Answer.read("0.53494").orElseThrow().is(0.534943));
    assertEquals(false, Answer.read("0.534").orElseThrow().is(0.534943));
    assertEquals(false, Answer.read("0.5350").orElseThrow().is(0.534943));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Nr,Wert\n1,0.14\n2,0.535",
        "Nr;Wert\n1;0.14\n2;0.535",
        "1,0.14\n2,0.535",
        "1,\"0.14\"\n2,\"0.535\"",
        "1;0.14\n2;0.535"
      })
  void csvIsReadUnderOtherWordsAndUnderNone(String text) {
    Answers answers = Answers.read(text, List.of());
    assertEquals(Map.of(1, "0.14", 2, "0.535"), answers.texts());
    assertEquals(List.of(), answers.unread());
  }

  /** A line 1,5 may be the number 1.5 without its blank. */
  @Test
  void ambiguousCsvIsNotRead() {
    Answers answers = Answers.read("1,5\nname, surname", List.of());
    assertEquals(Map.of(), answers.texts());
    assertTrue(
        answers.unread().get(0).contains("or for CSV begin with the line `blank,value`"),
        answers.unread().toString());
    assertEquals(2, answers.unread().size());
  }
}
