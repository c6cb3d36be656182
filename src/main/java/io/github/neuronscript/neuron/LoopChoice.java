package io.github.neuronscript.neuron;

/**
 * Which loops take the next block of rows. The plain ones do, until there was work enough for
 * vectors to pay: then blocks are done by both in turn, against the clock, and the faster ones are
 * kept. What is computed has the same bits, whichever is chosen when. Belongs to one thread.
 */
final class LoopChoice {

  /** So many numbers of rows, some tenths of a second of work, come before vectors are tried. */
  static final long TRIED_AFTER = 100_000_000;

  /** Blocks of a round of trials, half of them for each; at its end the fastest of each count. */
  private static final int ROUND = 64;

  /** Loops that are still slower after so many rounds, compiled or not, are given up. */
  private static final int ROUNDS = 64;

  private static final String MODULE = "jdk.incubator.vector";

  private final int width;
  private final int work;
  private final Machine machine;
  private final RowLoops plain;

  /** Made for the trials. */
  private RowLoops vectors;

  /** Null until that is known. */
  private RowLoops chosen;

  private RowLoops current;
  private boolean isOnTrial;
  private long started;
  private int blocks;
  private double bestPlain = Double.POSITIVE_INFINITY;
  private double bestVectors = Double.POSITIVE_INFINITY;

  /**
   * Begins with what was found before, or else with the plain loops.
   *
   * @param width inputs of a row
   * @param isOnline whether row after row changes the weights
   */
  LoopChoice(int width, boolean isOnline, Machine machine) {
    this.width = width;
    this.work = work(width, isOnline);
    this.machine = machine;
    this.plain = new PlainLoops(width);
    this.current = plain;
    if (!machine.hasVectors() || ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      this.chosen = plain;
    } else if (machine.faster.containsKey(work)) {
      this.chosen = machine.faster.get(work) ? newVectors(width) : plain;
    }
  }

  /** Returns the number of a kind of work, for which one verdict holds. */
  static int work(int width, boolean isOnline) {
    return isOnline ? width : ~width;
  }

  /** Returns loops of the class that is compiled by itself; Java has the module that it needs. */
  static RowLoops newVectors(int width) {
    Module own = LoopChoice.class.getModule();
    own.addReads(ModuleLayer.boot().findModule(MODULE).orElseThrow());
    try {
      return Class.forName("io.github.neuronscript.neuron.VectorLoops")
          .asSubclass(RowLoops.class)
          .getDeclaredConstructor(int.class)
          .newInstance(width);
    } catch (ReflectiveOperationException | LinkageError e) {
      // A later Java may have another module of that name.
      return new PlainLoops(width);
    }
  }

  /** Returns the loops for the next block; {@link #end} follows it. */
  RowLoops begin(int rows) {
    if (chosen != null) {
      return chosen;
    }
    isOnTrial = machine.done.addAndGet((long) rows * width) > TRIED_AFTER;
    if (isOnTrial) {
      if (vectors == null) {
        vectors = newVectors(width);
      }
      current = current == plain ? vectors : plain;
      started = System.nanoTime();
    }
    return current;
  }

  /** Says that the block of {@link #begin} is done. */
  void end(int rows) {
    if (!isOnTrial) {
      return;
    }
    double took = (System.nanoTime() - started) / (double) rows;
    if (current == plain) {
      bestPlain = Math.min(bestPlain, took);
    } else {
      bestVectors = Math.min(bestVectors, took);
    }
    blocks++;
    if (blocks % ROUND == 0) {
      boolean isFaster = bestVectors < bestPlain;
      if (isFaster || blocks == ROUND * ROUNDS) {
        machine.faster.put(work, isFaster);
        chosen = isFaster ? vectors : plain;
        isOnTrial = false;
      }
      bestPlain = Double.POSITIVE_INFINITY;
      bestVectors = Double.POSITIVE_INFINITY;
    }
  }
}
