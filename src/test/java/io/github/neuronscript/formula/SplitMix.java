package io.github.neuronscript.formula;

/** Steele, Lea and Flood's generator (2014): the same random cases on every machine. */
public final class SplitMix {
  private long state;

  public SplitMix(long seed) {
    state = seed;
  }

  public long next() {
    state += 0x9e3779b97f4a7c15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** Returns a whole number from 0 up to, not including, the bound. */
  public int below(int bound) {
    return (int) Long.remainderUnsigned(next(), bound);
  }

  /** Returns a number from 0 up to, not including, 1. */
  public double unit() {
    return (next() >>> 11) * 0x1p-53;
  }

  @SafeVarargs
  public final <T> T of(T... choices) {
    return choices[below(choices.length)];
  }
}
