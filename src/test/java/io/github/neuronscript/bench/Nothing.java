package io.github.neuronscript.bench;

/** What a Java does at the least: it starts, and ends. */
public final class Nothing {

  private Nothing() {}

  public static void main(String[] arguments) {}
}
