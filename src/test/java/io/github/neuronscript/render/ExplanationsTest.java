package io.github.neuronscript.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.Code;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExplanationsTest {

  @ParameterizedTest
  @EnumSource
  void eachCodeIsExplained(Code code) {
    List<String> lines = Explanations.of(code);
    assertTrue(String.join(" ", lines).split(" +", -1).length >= 15, code.text());
    assertTrue(lines.stream().noneMatch(line -> line.endsWith(" ")), code.text());
  }

  @Test
  void nothingElseIsExplainedAndNothingTwice() {
    assertEquals(
        Stream.of(Code.values()).map(Code::text).sorted().toList(),
        Explanations.codes().stream().sorted().toList());
  }
}
