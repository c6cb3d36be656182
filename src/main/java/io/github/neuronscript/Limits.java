package io.github.neuronscript;

import io.github.neuronscript.session.RunLimits;
import io.github.neuronscript.syntax.ScriptLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * How much a script may have and do. Everything is counted and nothing is timed, so that a script
 * ends at the same place on every machine; for an end by the clock see {@link Options#timeLimit}.
 * Immutable; start from one of the presets.
 *
 * <p>A <em>step</em> is one weight or one part of a formula, computed for one example. A pass over
 * 100 rows of a neuron with 3 weights and formulas of 20 parts is 2,400 steps. Steps that are shown
 * one by one, and those in fractions or decimals, count more.
 *
 * @param characters of a script, and of all that it includes together; from 1 to {@value
 *     #MOST_CHARACTERS}
 * @param tokens words and signs of a script, and of all that it includes together; a session holds
 *     no more names
 * @param terms parts of one formula, also with its functions written out; from 1 to {@value
 *     #MOST_TERMS}, which is as deep as formulas can be followed
 * @param inputs of a neuron
 * @param rows of a file or of a host's data
 * @param bytes of a file, unpacked; and so many of the data that stood before the present one are
 *     kept for {@code back}
 * @param epochs of one training
 * @param steps of a run
 * @param output characters and numbers that a run shows
 * @param events that a run tells the listener
 */
public record Limits(
    int characters,
    int tokens,
    int terms,
    int inputs,
    int rows,
    long bytes,
    long epochs,
    long steps,
    long output,
    long events) {

  /** Most characters that any host can allow. */
  public static final int MOST_CHARACTERS = 100_000_000;

  /** Most terms that any host can allow. */
  public static final int MOST_TERMS = 10_000;

  /** Most columns of a file, if there may be so many inputs. */
  private static final int COLUMNS = 10_000;

  private static final int CELL = 1 << 20;

  /**
   * Holds each to what makes sense.
   *
   * @throws IllegalArgumentException if one is below 1 or beyond what any host can allow
   */
  public Limits {
    long least =
        Math.min(
            Math.min(Math.min(characters, tokens), Math.min(terms, inputs)),
            Math.min(
                Math.min(Math.min(rows, bytes), Math.min(epochs, steps)),
                Math.min(output, events)));
    if (least < 1 || characters > MOST_CHARACTERS || terms > MOST_TERMS) {
      throw new IllegalArgumentException(
          "each limit is at least 1, characters at most "
              + MOST_CHARACTERS
              + " and terms at most "
              + MOST_TERMS);
    }
  }

  /**
   * For scripts that anybody may have written: small enough that each ends within about a second,
   * and needs no more than 64 MB.
   */
  public static Limits untrusted() {
    return new Limits(
        256 << 10,
        50_000,
        MOST_TERMS,
        1_000,
        100_000,
        2 << 20,
        1_000_000,
        100_000_000,
        1_000_000,
        10_000);
  }

  /** For scripts of one's own: what only a mistake goes beyond. */
  public static Limits standard() {
    ScriptLimits script = ScriptLimits.STANDARD;
    io.github.neuronscript.data.Limits data = io.github.neuronscript.data.Limits.DEFAULT;
    RunLimits run = RunLimits.STANDARD;
    return new Limits(
        script.characters(),
        script.tokens(),
        script.terms(),
        run.inputs(),
        data.rows(),
        data.unpackedBytes(),
        run.epochs(),
        run.steps(),
        run.output(),
        run.events());
  }

  /** No limit but what the memory and the stack of the machine need. */
  public static Limits trusted() {
    return new Limits(
        MOST_CHARACTERS,
        MOST_CHARACTERS,
        MOST_TERMS,
        10_000_000,
        Integer.MAX_VALUE,
        Long.MAX_VALUE,
        Long.MAX_VALUE,
        Long.MAX_VALUE,
        Long.MAX_VALUE,
        Long.MAX_VALUE);
  }

  /** Returns these with another number of characters. */
  public Limits characters(int most) {
    return new Limits(most, tokens, terms, inputs, rows, bytes, epochs, steps, output, events);
  }

  /** Returns these with another number of tokens. */
  public Limits tokens(int most) {
    return new Limits(characters, most, terms, inputs, rows, bytes, epochs, steps, output, events);
  }

  /** Returns these with another number of terms. */
  public Limits terms(int most) {
    return new Limits(characters, tokens, most, inputs, rows, bytes, epochs, steps, output, events);
  }

  /** Returns these with another number of inputs. */
  public Limits inputs(int most) {
    return new Limits(characters, tokens, terms, most, rows, bytes, epochs, steps, output, events);
  }

  /** Returns these with another number of rows. */
  public Limits rows(int most) {
    return new Limits(
        characters, tokens, terms, inputs, most, bytes, epochs, steps, output, events);
  }

  /** Returns these with another number of bytes. */
  public Limits bytes(long most) {
    return new Limits(characters, tokens, terms, inputs, rows, most, epochs, steps, output, events);
  }

  /** Returns these with another number of epochs. */
  public Limits epochs(long most) {
    return new Limits(characters, tokens, terms, inputs, rows, bytes, most, steps, output, events);
  }

  /** Returns these with another number of steps. */
  public Limits steps(long most) {
    return new Limits(characters, tokens, terms, inputs, rows, bytes, epochs, most, output, events);
  }

  /** Returns these with another number of characters and numbers shown. */
  public Limits output(long most) {
    return new Limits(characters, tokens, terms, inputs, rows, bytes, epochs, steps, most, events);
  }

  /** Returns these with another number of events. */
  public Limits events(long most) {
    return new Limits(characters, tokens, terms, inputs, rows, bytes, epochs, steps, output, most);
  }

  ScriptLimits forScript() {
    return new ScriptLimits(characters, tokens, terms, inputs);
  }

  io.github.neuronscript.data.Limits forData() {
    LongConsumer nobody = read -> {};
    return new io.github.neuronscript.data.Limits(
        rows, Math.min(inputs, COLUMNS), (int) Math.min(bytes, CELL), bytes, nobody);
  }

  RunLimits forRun(Optional<Duration> time) {
    return new RunLimits(inputs, epochs, steps, output, events, bytes / Double.BYTES, time);
  }
}
