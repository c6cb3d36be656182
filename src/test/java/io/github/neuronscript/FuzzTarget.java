package io.github.neuronscript;

/** What the fuzzer calls: one {@link FuzzWay}, named by the property {@code neuronscript.fuzz}. */
public final class FuzzTarget {

  private static final FuzzWay WAY = FuzzWay.valueOf(System.getProperty("neuronscript.fuzz"));

  private FuzzTarget() {}

  /**
   * Enters with an input that the fuzzer made.
   *
   * @throws AssertionError if something does not hold, which is a find
   */
  public static void fuzzerTestOneInput(byte[] input) {
    WAY.enter(input);
  }
}
