package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 17})
  void digitsAreFrom1To17(int digits) {
    assertEquals(digits, Options.defaults().digits(digits).digits());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 18})
  void otherDigitsAreRefused(int digits) {
    Options options = Options.defaults();
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> options.digits(digits));
    assertEquals("digits is " + digits + ", not 1 to 17", refused.getMessage());
  }
}
