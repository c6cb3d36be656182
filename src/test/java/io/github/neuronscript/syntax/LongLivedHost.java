package io.github.neuronscript.syntax;

import io.github.neuronscript.Limits;
import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.SplitMix;
import java.lang.management.ManagementFactory;
import java.util.HashSet;

/** A program of its own that compiles different texts, and says what is left of them. */
final class LongLivedHost {

  private record Linked(int number) {}

  private LongLivedHost() {}

  /** Compiles as many texts as it is told to begin with, and then as many more. */
  public static void main(String[] counts) {
    // What the first record to be hashed brings with it, which few texts need, is nothing of
    // theirs.
    new HashSet<Linked>().add(new Linked(1));
    DifferentTexts texts = new DifferentTexts(new SplitMix(61));
    compile(texts, Integer.parseInt(counts[0]));
    long classes = classes();
    long bytes = bytes();
    compile(texts, Integer.parseInt(counts[1]));
    System.out.println((classes() - classes) + " " + (bytes() - bytes) + " " + bytes);
  }

  private static void compile(DifferentTexts texts, int times) {
    NeuronScript engine = new NeuronScript(Limits.untrusted());
    for (int i = 0; i < times; i++) {
      engine.compile(Source.of("swap.nn", texts.next()));
    }
  }

  private static long classes() {
    return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
  }

  /** Returns what cannot be thrown away. */
  private static long bytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
