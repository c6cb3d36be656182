package io.github.neuronscript.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody who does the work of a row.
 *
 * @param name by which it stands in the table; two of one name are one, and are measured once
 * @param means how its time is found
 * @param command what is run: a command line, or benchmark and parameters of JMH
 * @param environment set for the command; an empty value is unset
 * @param setup how it is set up for speed
 * @param missing why it cannot take part here
 * @param unit what its time is divided by when it is shown, and how that is called
 * @param factor of its time, for what it is held to
 */
record Contestant(
    String name,
    Means means,
    List<String> command,
    Map<String, String> environment,
    String setup,
    Optional<String> missing,
    Unit unit,
    double factor) {

  /** How a time is found. */
  enum Means {
    /** It prints {@code time NANOSECONDS} itself. */
    PRINTED,
    /** By the wall, from its start to its end. */
    WHOLE_PROCESS,
    /** By the wall, from its start to the first prompt on a terminal. */
    FIRST_PROMPT,
    /** By JMH. */
    JMH,
    /** It is {@link #factor} nanoseconds: a limit, and nobody who does anything. */
    FIXED
  }

  /** In what a time is shown. */
  enum Unit {
    NANOSECONDS(1, "ns"),
    MICROSECONDS(1e3, "µs"),
    MILLISECONDS(1e6, "ms"),
    /** Of a byte: how many millions are done in a second. */
    MEGABYTES_A_SECOND(1e3, "MB/s");

    private final double nanoseconds;
    private final String sign;

    Unit(double nanoseconds, String sign) {
      this.nanoseconds = nanoseconds;
      this.sign = sign;
    }

    double of(double time) {
      return this == MEGABYTES_A_SECOND ? nanoseconds / time : time / nanoseconds;
    }

    String sign() {
      return sign;
    }
  }

  static Contestant of(String name, Means means, String setup, Unit unit, List<String> command) {
    return new Contestant(
        name, means, List.copyOf(command), Map.of(), setup, Optional.empty(), unit, 1);
  }

  /** Returns a limit in nanoseconds. */
  static Contestant fixed(String name, double nanoseconds) {
    return new Contestant(
        name,
        Means.FIXED,
        List.of(),
        Map.of(),
        "",
        Optional.empty(),
        Unit.MILLISECONDS,
        nanoseconds);
  }

  Contestant with(Map<String, String> variables) {
    return new Contestant(name, means, command, variables, setup, missing, unit, factor);
  }

  /** Returns the same Java program under another name, started with options. */
  Contestant startedWith(String otherName, String... options) {
    List<String> started = new ArrayList<>(command);
    started.addAll(1, List.of(options));
    return new Contestant(
        otherName,
        means,
        List.copyOf(started),
        environment,
        String.join(" ", options),
        missing,
        unit,
        factor);
  }

  Contestant missing(String reason) {
    return new Contestant(
        name, means, command, environment, setup, Optional.of(reason), unit, factor);
  }

  /** Returns this one if a tool is there, and else one that is missing for that reason. */
  Contestant needs(Optional<?> tool, String reason) {
    return tool.isPresent() ? this : missing(reason);
  }

  /** Returns it with its times multiplied, as by the bytes of an epoch. */
  Contestant times(double by, Unit shown) {
    return new Contestant(name, means, command, environment, setup, missing, shown, factor * by);
  }
}
