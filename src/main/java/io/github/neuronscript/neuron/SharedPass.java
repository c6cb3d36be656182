package io.github.neuronscript.neuron;

import io.github.neuronscript.formula.BlockEvaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Goes over all rows with the same weights by several threads. The rows are cut into segments of
 * 2^k chunks, each of which is a whole branch of the tree by which {@link RowSum} adds; so the sums
 * have the bits that one thread gives, however many there are and whichever takes which segment.
 *
 * <p>The threads are daemons, and end when they had nothing to do for a tenth of a second: each of
 * many trainings one after the other has its own.
 */
final class SharedPass {

  /** From so many nanoseconds of work on, about a millisecond, a pass is shared. */
  private static final long WORTH = 1_000_000;

  /** Segments for each thread at least, so that one that is held up keeps the others short. */
  private static final int SEGMENTS = 8;

  private final List<BatchPass> passes = new ArrayList<>();
  private final List<RowSum> losses = new ArrayList<>();
  private final ThreadPoolExecutor threads;

  /** A segment has 2^level chunks. */
  private final int level;

  private final int segments;
  private final double[][] gradientOf;
  private final double[] lossOf;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger rowsDone = new AtomicInteger();
  private volatile boolean isEnded;
  private volatile boolean isBroken;

  SharedPass(BlockEvaluator formulas, Examples examples, Machine machine) {
    int threads = machine.threads();
    for (int i = 0; i < threads; i++) {
      passes.add(new BatchPass(formulas, examples, machine));
      losses.add(new RowSum(1));
    }
    int chunks = chunks(examples.rows());
    int levels = 0;
    while (chunks >> (levels + 1) >= SEGMENTS * threads) {
      levels++;
    }
    this.level = levels;
    this.segments = (chunks + (1 << levels) - 1) >> levels;
    this.gradientOf = new double[segments][];
    this.lossOf = new double[segments];
    this.threads =
        new ThreadPoolExecutor(
            threads - 1,
            threads - 1,
            100,
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "neuronscript-rows");
              thread.setDaemon(true);
              return thread;
            });
    this.threads.allowCoreThreadTimeOut(true);
  }

  /** Takes the inputs from a copy, whose rows stand in the order of every pass to come. */
  void use(Columns columns) {
    passes.forEach(pass -> pass.use(columns));
  }

  private static int chunks(int rows) {
    return (rows + RowSum.CHUNK - 1) / RowSum.CHUNK;
  }

  /** Whether so many rows are worth more than one thread. */
  static boolean isWorthIt(int rows, int width) {
    return rows * (20L + width / 2) >= WORTH;
  }

  /**
   * Goes over all rows in an order.
   *
   * @param gradients empty; gets the sum of the gradients
   * @param lossSum empty; gets the sum of the losses
   * @param cancelled asked by the calling thread at first and before each of its blocks; true ends
   *     the pass
   * @return whether it came to the end, and every number was finite; else the sums stay empty
   */
  boolean run(
      Parameters parameters,
      int[] order,
      RowSum gradients,
      RowSum lossSum,
      BooleanSupplier cancelled) {
    next.set(0);
    rowsDone.set(0);
    isEnded = cancelled.getAsBoolean();
    isBroken = false;
    if (isEnded) {
      return false;
    }
    List<Future<?>> others = new ArrayList<>();
    try {
      for (int i = 1; i < passes.size(); i++) {
        int other = i;
        others.add(threads.submit(() -> work(other, parameters, order, () -> false)));
      }
      work(0, parameters, order, cancelled);
    } finally {
      // Whatever happened here, nobody may go on with arrays that belong to the next pass.
      isEnded |= next.get() < segments;
      await(others);
    }
    if (isEnded || isBroken) {
      return false;
    }
    for (int segment = 0; segment < segments; segment++) {
      gradients.addBranch(gradientOf[segment], level, segment + 1 == segments);
      lossSum.addBranch(new double[] {lossOf[segment]}, level, segment + 1 == segments);
    }
    return true;
  }

  /** Returns how many rows were done before the pass was ended. */
  int rowsDone() {
    return rowsDone.get();
  }

  /** Whether a number was not finite. */
  boolean isBroken() {
    return isBroken;
  }

  private void work(int thread, Parameters parameters, int[] order, BooleanSupplier cancelled) {
    BatchPass pass = passes.get(thread);
    int rowsOfBlock = pass.rowsOfBlock();
    int rowsOfSegment = RowSum.CHUNK << level;
    for (int segment = next.getAndIncrement();
        segment < segments;
        segment = next.getAndIncrement()) {
      int from = segment * rowsOfSegment;
      int to = Math.min(order.length, from + rowsOfSegment);
      for (int start = from; start < to; start += rowsOfBlock) {
        if (isEnded || isBroken || cancelled.getAsBoolean()) {
          isEnded = true;
          pass.gradient();
          losses.get(thread).total();
          return;
        }
        int rows = Math.min(rowsOfBlock, to - start);
        if (!pass.add(parameters, order, start, rows, losses.get(thread))) {
          isBroken = true;
        }
        rowsDone.addAndGet(rows);
      }
      // A sum of one chunk is in an array that is used again.
      double[] gradient = pass.gradient();
      gradientOf[segment] = gradient.clone();
      lossOf[segment] = losses.get(thread).total()[0];
    }
  }

  private static void await(List<Future<?>> others) {
    boolean isInterrupted = false;
    Throwable failure = null;
    for (Future<?> other : others) {
      boolean isDone = false;
      while (!isDone) {
        try {
          other.get();
          isDone = true;
        } catch (InterruptedException e) {
          isInterrupted = true;
        } catch (ExecutionException e) {
          failure = e.getCause();
          isDone = true;
        }
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }
}
