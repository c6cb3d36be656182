package io.github.neuronscript.cli;

import io.github.neuronscript.render.Glyphs;
import io.github.neuronscript.render.ProgressText;
import io.github.neuronscript.render.Style;
import io.github.neuronscript.repl.EpochClock;
import io.github.neuronscript.trace.Pace;

/**
 * How far a long training is, in one line of a terminal that is written anew and taken away before
 * anything else is written.
 */
final class ProgressLine implements Pace {

  private static final long NANOS_BEFORE_IT_SHOWS = 500_000_000;
  private static final long NANOS_BETWEEN = 100_000_000;
  private static final String BACK_AND_CLEAR = "\r\u001b[K";

  private final Output out;
  private final Glyphs glyphs;
  private final int width;
  private boolean isShown;
  private EpochClock clock = new EpochClock();
  private long written;

  ProgressLine(Output out, Style style) {
    this.out = out;
    this.glyphs = new Glyphs(style.ascii());
    this.width = style.width();
  }

  @Override
  public boolean pauses(long epoch, long done, long planned, double cost) {
    if (done == 1) {
      clock = new EpochClock();
      written = clock.start();
    }
    if (!clock.looks()) {
      return false;
    }
    long now = clock.now();
    if (now - clock.start() >= NANOS_BEFORE_IT_SHOWS && now - written >= NANOS_BETWEEN) {
      written = now;
      double perSecond = (done - 1) * 1e9 / (now - clock.start());
      show(glyphs.text(ProgressText.of(epoch, done, planned, cost, perSecond)));
    }
    return false;
  }

  private void show(String text) {
    out.append(BACK_AND_CLEAR).append(text, 0, Math.min(text.length(), width - 1));
    out.flush();
    isShown = true;
  }

  /** Takes the line away. */
  void clear() {
    if (isShown) {
      out.append(BACK_AND_CLEAR);
      out.flush();
      isShown = false;
    }
  }
}
