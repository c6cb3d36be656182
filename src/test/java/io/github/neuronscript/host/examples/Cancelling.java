package io.github.neuronscript.host.examples;

import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.Result;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.trace.TraceLevel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stops a training from another thread; what was learnt until then is there. */
public final class Cancelling {
  private Cancelling() {}

  /** Runs a script until it has trained for some epochs. */
  public static Result trainFor(String script, long epochs)
      throws InterruptedException, ExecutionException {
    AtomicBoolean stop = new AtomicBoolean();
    CountDownLatch started = new CountDownLatch(1);
    long[] asked = new long[1];
    Options options =
        Options.defaults()
            .trace(TraceLevel.NONE)
            .cancelled(
                () -> {
                  if (asked[0]++ == epochs) {
                    started.countDown();
                  }
                  return stop.get();
                });
    ExecutorService background = Executors.newSingleThreadExecutor();
    try {
      Future<Result> result =
          background.submit(() -> new NeuronScript().run(Source.of("long.nn", script), options));
      started.await();
      stop.set(true);
      return result.get();
    } finally {
      background.shutdown();
    }
  }
}
