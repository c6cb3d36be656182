package io.github.neuronscript;

import io.github.neuronscript.diagnostic.Source;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A small machine of its own for the hostile scripts: goes every way with each and says of each, in
 * a line, how it ended, and how many milliseconds of the processor a run took.
 */
final class HostileProcess {

  private static final int SMALL_STACK = 512 << 10;

  /** Time of the processor, so that other work of the machine does not count. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  /** Seconds that a script may wait and do nothing. */
  private static final int LONGEST_WAIT = 600;

  private HostileProcess() {}

  /** Takes the folder that its host opens, and the names of some families, or none for all. */
  public static void main(String[] arguments) throws InterruptedException {
    HostileHost host = new HostileHost(Path.of(arguments[0]));
    List<String> chosen = List.of(arguments).subList(1, arguments.length);
    for (HostileCorpus.Attack attack : HostileCorpus.attacks()) {
      if (chosen.isEmpty() || chosen.contains(attack.name())) {
        alone(attack, host.options());
      }
    }
  }

  private static void alone(HostileCorpus.Attack attack, Options options)
      throws InterruptedException {
    String[] said = {"takes long"};
    Thread thread = new Thread(null, () -> said[0] = attempt(attack, options), "s", SMALL_STACK);
    thread.setDaemon(true);
    thread.start();
    for (int waited = 0; waited < LONGEST_WAIT && isWithinPatience(thread); waited++) {
      thread.join(TimeUnit.SECONDS.toMillis(1));
    }
    if (thread.isAlive()) {
      List.of(thread.getStackTrace()).forEach(System.err::println);
    }
    System.out.println(attack.name() + "\t" + said[0]);
    if (thread.isAlive()) {
      System.out.flush();
      Runtime.getRuntime().halt(1);
    }
  }

  private static boolean isWithinPatience(Thread thread) {
    // The time of a thread that has ended is −1.
    long took = ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
    return thread.isAlive() && took < PATIENCE;
  }

  private static String attempt(HostileCorpus.Attack attack, Options options) {
    try {
      Source source = Source.of("hostile.nn", attack.script().get());
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      HostileWays.run(source, options);
      long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
      return HostileWays.everywhere(source, options) + "\t" + TimeUnit.NANOSECONDS.toMillis(took);
    } catch (Throwable t) {
      t.printStackTrace();
      return t.toString().lines().findFirst().orElse("");
    }
  }
}
