package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the fuzzer starts from and what it has found goes every way without a complaint. */
class FuzzWayTest {

  @ParameterizedTest
  @EnumSource
  void goesOnWithWhatWasFound(FuzzWay way) {
    FuzzSeeds.finds(way).forEach((name, input) -> enter(way, name, input));
    way.enter(new byte[0]);
  }

  @ParameterizedTest
  @EnumSource
  void goesOnWithSomeScripts(FuzzWay way) {
    enterScripts(way, 12);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("full")
  void goesOnWithEveryScript(FuzzWay way) {
    enterScripts(way, 1);
  }

  /** Every script is an input of every way, of those that read no scripts, too. */
  private static void enterScripts(FuzzWay way, int every) {
    List<Map.Entry<String, byte[]>> scripts = List.copyOf(FuzzSeeds.scripts().entrySet());
    assertTrue(scripts.size() > 400, scripts.size() + " scripts");
    for (int i = 0; i < scripts.size(); i += every) {
      enter(way, scripts.get(i).getKey(), scripts.get(i).getValue());
    }
  }

  private static void enter(FuzzWay way, String name, byte[] input) {
    try {
      way.enter(input);
    } catch (Throwable t) {
      throw new AssertionError(way + " with " + name, t);
    }
  }
}
