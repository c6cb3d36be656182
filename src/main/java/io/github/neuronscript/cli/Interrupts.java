package io.github.neuronscript.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C. The JVM answers it by its shutdown hooks, and ends with 130 once they are done: ours asks
 * the run to stop and waits until it has said where.
 */
final class Interrupts {

  private static final long PATIENCE_SECONDS = 10;

  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean asked;
  private volatile boolean running;

  /** Nobody interrupts. */
  static Interrupts none() {
    return new Interrupts();
  }

  static Interrupts ofThisProcess() {
    Interrupts interrupts = new Interrupts();
    Runtime.getRuntime().addShutdownHook(new Thread(interrupts::stop, "nn-interrupt"));
    return interrupts;
  }

  private void stop() {
    asked = true;
    if (!running) {
      return;
    }
    try {
      finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the run should end. */
  boolean asked() {
    return asked;
  }

  /** From now on an interrupt waits for {@link #finished}. */
  void running() {
    running = true;
  }

  /** Everything is written; the process may end. */
  void finished() {
    finished.countDown();
  }
}
