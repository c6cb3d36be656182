package io.github.neuronscript.render;

import io.github.neuronscript.formula.NumberWriter;

/** The line that tells how far a training is. */
public final class ProgressText {

  private static final int DIGITS = 3;

  private ProgressText() {}

  /**
   * Returns the line.
   *
   * @param epoch of the neuron
   * @param done epochs of this training
   * @param planned epochs that it has at most
   * @param perSecond epochs in a second
   */
  public static String of(long epoch, long done, long planned, double cost, double perSecond) {
    String other = epoch == done ? "" : " (epoch " + epoch + ")";
    return "train  "
        + done
        + " of "
        + planned
        + " epochs"
        + other
        + ", cost "
        + NumberWriter.written(cost, DIGITS).replace('-', '−')
        + ", "
        + (long) perSecond
        + "/s, "
        + time((planned - done) / perSecond)
        + " left";
  }

  private static String time(double seconds) {
    long whole = (long) Math.ceil(seconds);
    return whole < 120 ? whole + " s" : whole / 60 + " min";
  }
}
