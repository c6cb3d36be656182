package io.github.neuronscript.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodeTest {

  private static final Pattern KEBAB = Pattern.compile("[a-z]+[0-9]*(-[a-z0-9]+)*");

  @ParameterizedTest
  @EnumSource
  void isReadableAndFoundAgain(Code code) {
    assertTrue(KEBAB.matcher(code.text()).matches(), code.text());
    assertEquals(Optional.of(code), Code.of(code.text()));
  }

  @Test
  void isNotFoundByOtherWords() {
    assertEquals(Optional.empty(), Code.of("NEVER_CLOSED"));
    assertEquals(Optional.empty(), Code.of(""));
  }
}
