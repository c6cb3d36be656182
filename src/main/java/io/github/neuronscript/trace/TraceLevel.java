package io.github.neuronscript.trace;

/** How much of a run becomes events. */
public enum TraceLevel {
  /** Every step that is asked for, and every example of every training. */
  FULL("full"),
  /** Every step that is asked for; of a training its epochs and its summary. */
  SUMMARY("summary"),
  /** Only what {@code show}, {@code print}, {@code predict} and {@code evaluate} ask for. */
  NONE("none");

  private final String text;

  TraceLevel(String text) {
    this.text = text;
  }

  /** Returns the word as it is written. */
  public String text() {
    return text;
  }
}
