package io.github.neuronscript.bench;

import java.util.OptionalDouble;

/**
 * A row of the table: one holds its own against another in the same run.
 *
 * @param group what is measured together; {@code -Drows} chooses by its beginning
 * @param what is done by both
 */
record Row(String group, String what, Contestant ours, Contestant theirs, Aim aim) {

  /** How a ratio reads, and what it should be. */
  enum Sense {
    /** Our time divided by theirs; small is good. */
    TIMES_AS_LONG("×"),
    /** Their time divided by ours; large is good. */
    TIMES_AS_FAST("× as fast"),
    /** The same of what cannot be exceeded, such as the bandwidth of the memory. */
    SHARE("of it");

    private final String sign;

    Sense(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }
  }

  /**
   * What a ratio has to be, and what would be good; empty where it is only told.
   *
   * @param sense how the ratio reads
   */
  record Aim(Sense sense, OptionalDouble must, OptionalDouble good) {

    static Aim atMost(double must, double good) {
      return new Aim(Sense.TIMES_AS_LONG, OptionalDouble.of(must), OptionalDouble.of(good));
    }

    static Aim atMost(double must) {
      return new Aim(Sense.TIMES_AS_LONG, OptionalDouble.of(must), OptionalDouble.empty());
    }

    static Aim fasterBy(double must, double good) {
      return new Aim(Sense.TIMES_AS_FAST, OptionalDouble.of(must), OptionalDouble.of(good));
    }

    static Aim fasterBy(double must) {
      return new Aim(Sense.TIMES_AS_FAST, OptionalDouble.of(must), OptionalDouble.empty());
    }

    static Aim share(double must, double good) {
      return new Aim(Sense.SHARE, OptionalDouble.of(must), OptionalDouble.of(good));
    }

    /** Only told, as a share. */
    static Aim noneShare() {
      return new Aim(Sense.SHARE, OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** Only told, as how many times as long it takes. */
    static Aim none() {
      return new Aim(Sense.TIMES_AS_LONG, OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** Only told, as how many times as fast it is. */
    static Aim noneFaster() {
      return new Aim(Sense.TIMES_AS_FAST, OptionalDouble.empty(), OptionalDouble.empty());
    }

    double ratio(double ours, double theirs) {
      return sense == Sense.TIMES_AS_LONG ? ours / theirs : theirs / ours;
    }

    /** Returns how a ratio stands: {@code good}, {@code holds}, {@code SHORT}, or nothing. */
    String verdict(double ratio) {
      if (good.isPresent() && reaches(ratio, good.getAsDouble())) {
        return "good";
      }
      if (must.isPresent()) {
        return reaches(ratio, must.getAsDouble()) ? "holds" : "SHORT";
      }
      return "";
    }

    private boolean reaches(double ratio, double limit) {
      return sense == Sense.TIMES_AS_LONG ? ratio <= limit : ratio >= limit;
    }
  }
}
