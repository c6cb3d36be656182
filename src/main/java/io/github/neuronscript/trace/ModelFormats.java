package io.github.neuronscript.trace;

import java.io.IOException;

/**
 * Writes models for other tools and reads theirs, for {@code export} and {@code import}: what a
 * host gives to a script. Which formats there are is told by the ends of names.
 */
public interface ModelFormats {

  /**
   * Says before a script runs whether it names a file that can be written; by default it can.
   *
   * @param name of the file, as the script wrote it
   * @param single whether it computes in single precision
   * @throws IOException if it cannot; its message says why, and what can be written
   */
  default void check(String name, boolean single) throws IOException {}

  /**
   * Returns the file of a model.
   *
   * @param name of the file, as the script wrote it
   * @param single whether it computes in single precision
   * @throws IOException if there is none; its message says why, and what can be written
   */
  byte[] written(Fitted model, String name, boolean single) throws IOException;

  /**
   * Returns the statements that declare what a file holds.
   *
   * @param name of the file, as the script wrote it
   * @throws IOException if it cannot be read; its message says why, and what can be read
   */
  String declared(byte[] file, String name) throws IOException;
}
