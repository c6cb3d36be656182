package io.github.neuronscript;

import io.github.neuronscript.session.RunLimits;
import io.github.neuronscript.syntax.ScriptLimits;
import java.time.Duration;
import java.util.List;
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
 */
public final class Limits {

  /** Most characters that any host can allow. */
  public static final int MOST_CHARACTERS = 100_000_000;

  /** Most terms that any host can allow. */
  public static final int MOST_TERMS = 10_000;

  /** Most columns of a file, if there may be so many inputs. */
  private static final int COLUMNS = 10_000;

  private static final int CELL = 1 << 20;

  private final int characters;
  private final int tokens;
  private final int terms;
  private final int inputs;
  private final int rows;
  private final long bytes;
  private final long epochs;
  private final long steps;
  private final long output;
  private final long events;

  private Limits(
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
    this.characters = characters;
    this.tokens = tokens;
    this.terms = terms;
    this.inputs = inputs;
    this.rows = rows;
    this.bytes = bytes;
    this.epochs = epochs;
    this.steps = steps;
    this.output = output;
    this.events = events;
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

  /** Returns the most characters of a script, and of all that it includes together. */
  public int characters() {
    return characters;
  }

  /**
   * Returns these with other {@link #characters()}.
   *
   * @param most from 1 to {@value #MOST_CHARACTERS}
   * @throws IllegalArgumentException if it is another number
   */
  public Limits characters(int most) {
    return new Limits(most, tokens, terms, inputs, rows, bytes, epochs, steps, output, events);
  }

  /**
   * Returns the most words and signs of a script, and of all that it includes together; a session
   * holds no more names.
   */
  public int tokens() {
    return tokens;
  }

  /**
   * Returns these with other {@link #tokens()}.
   *
   * @param most at least 1
   * @throws IllegalArgumentException if it is another number
   */
  public Limits tokens(int most) {
    return new Limits(characters, most, terms, inputs, rows, bytes, epochs, steps, output, events);
  }

  /** Returns the most parts of one formula, also with its functions written out. */
  public int terms() {
    return terms;
  }

  /**
   * Returns these with other {@link #terms()}.
   *
   * @param most from 1 to {@value #MOST_TERMS}, which is as deep as formulas can be followed
   * @throws IllegalArgumentException if it is another number
   */
  public Limits terms(int most) {
    return new Limits(characters, tokens, most, inputs, rows, bytes, epochs, steps, output, events);
  }

  /** Returns the most inputs of a neuron. */
  public int inputs() {
    return inputs;
  }

  /**
   * Returns these with other {@link #inputs()}.
   *
   * @param most at least 1
   * @throws IllegalArgumentException if it is another number
   */
  public Limits inputs(int most) {
    return new Limits(characters, tokens, terms, most, rows, bytes, epochs, steps, output, events);
  }

  /** Returns the most rows of a file or of a host's data. */
  public int rows() {
    return rows;
  }

  /**
   * Returns these with other {@link #rows()}.
   *
   * @param most at least 1
   * @throws IllegalArgumentException if it is another number
   */
  public Limits rows(int most) {
    return new Limits(
        characters, tokens, terms, inputs, most, bytes, epochs, steps, output, events);
  }

  /**
   * Returns the most bytes of a file, unpacked; and so many of the data that stood before the
   * present one are kept for {@code back}.
   */
  public long bytes() {
    return bytes;
  }

  /**
   * Returns these with other {@link #bytes()}.
   *
   * @param most at least 1
   * @throws IllegalArgumentException if it is another number
   */
  public Limits bytes(long most) {
    return new Limits(characters, tokens, terms, inputs, rows, most, epochs, steps, output, events);
  }

  /** Returns the most epochs of one training. */
  public long epochs() {
    return epochs;
  }

  /**
   * Returns these with other {@link #epochs()}.
   *
   * @param most at least 1
   * @throws IllegalArgumentException if it is another number
   */
  public Limits epochs(long most) {
    return new Limits(characters, tokens, terms, inputs, rows, bytes, most, steps, output, events);
  }

  /** Returns the most steps of a run. */
  public long steps() {
    return steps;
  }

  /**
   * Returns these with other {@link #steps()}.
   *
   * @param most at least 1
   * @throws IllegalArgumentException if it is another number
   */
  public Limits steps(long most) {
    return new Limits(characters, tokens, terms, inputs, rows, bytes, epochs, most, output, events);
  }

  /** Returns the most characters and numbers that a run shows. */
  public long output() {
    return output;
  }

  /**
   * Returns these with other {@link #output()}.
   *
   * @param most at least 1
   * @throws IllegalArgumentException if it is another number
   */
  public Limits output(long most) {
    return new Limits(characters, tokens, terms, inputs, rows, bytes, epochs, steps, most, events);
  }

  /** Returns the most events that a run tells the listener. */
  public long events() {
    return events;
  }

  /**
   * Returns these with other {@link #events()}.
   *
   * @param most at least 1
   * @throws IllegalArgumentException if it is another number
   */
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

  private List<Long> all() {
    return List.of(
        (long) characters,
        (long) tokens,
        (long) terms,
        (long) inputs,
        (long) rows,
        bytes,
        epochs,
        steps,
        output,
        events);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Limits limits && all().equals(limits.all());
  }

  @Override
  public int hashCode() {
    return all().hashCode();
  }
}
