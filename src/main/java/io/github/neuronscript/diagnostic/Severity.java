package io.github.neuronscript.diagnostic;

/** How much a diagnostic matters: an error stops the statement, the others do not. */
public enum Severity {
  ERROR("error"),
  WARNING("warning"),
  NOTICE("notice");

  private final String text;

  Severity(String text) {
    this.text = text;
  }

  /** Returns the word as it is printed. */
  public String text() {
    return text;
  }
}
