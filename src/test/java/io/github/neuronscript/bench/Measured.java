package io.github.neuronscript.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the forks of one contestant gave, in the order in which they ran. */
final class Measured {

  private final Contestant contestant;
  private final List<Double> times = new ArrayList<>();
  private double[] weights = {};
  private double bytes = Double.NaN;
  private String setup;
  private Optional<String> failure = Optional.empty();

  Measured(Contestant contestant) {
    this.contestant = contestant;
    this.setup = contestant.setup();
  }

  Contestant contestant() {
    return contestant;
  }

  /** Takes over what a fork printed. */
  void add(String printed) {
    double time = Double.NaN;
    for (String line : printed.lines().toList()) {
      List<String> words = List.of(line.split(" ", -1));
      switch (words.get(0)) {
        case "time" -> time = Double.parseDouble(words.get(1));
        case "bytes" -> bytes = Double.parseDouble(words.get(1));
        case "setup" -> setup = line.substring("setup ".length());
        case "weights" ->
            weights = words.stream().skip(1).mapToDouble(Double::parseDouble).toArray();
        default -> {}
      }
    }
    if (!(time > 0)) {
      throw new IllegalStateException(contestant.command() + " printed no time:\n" + printed);
    }
    add(time);
  }

  void add(double nanoseconds) {
    times.add(nanoseconds * contestant.factor());
  }

  /** Says that it could not do the work here, so that it is not asked again. */
  void fail(String reason) {
    failure = Optional.of(reason);
  }

  /** Returns why there is nothing to compare it by. */
  Optional<String> failure() {
    return failure;
  }

  String setup() {
    return setup;
  }

  double[] weights() {
    return weights;
  }

  double bytes() {
    return bytes;
  }

  double median() {
    return median(times);
  }

  /** Returns the median time and, in brackets, the least and the greatest. */
  String time() {
    Contestant.Unit unit = contestant.unit();
    double[] spread = times.stream().mapToDouble(unit::of).sorted().toArray();
    return digits(unit.of(median()))
        + " "
        + unit.sign()
        + spread(spread[0], spread[spread.length - 1]);
  }

  /** Returns the ratio of the medians and, in brackets, the least and the greatest of a fork. */
  static String ratio(Row.Aim aim, Measured ours, Measured theirs) {
    int forks = Math.min(ours.times.size(), theirs.times.size());
    double[] each = new double[forks];
    for (int i = 0; i < forks; i++) {
      each[i] = aim.ratio(ours.times.get(i), theirs.times.get(i));
    }
    Arrays.sort(each);
    return digits(aim.ratio(ours.median(), theirs.median()))
        + " "
        + aim.sense().sign()
        + spread(each[0], each[forks - 1]);
  }

  private static String spread(double least, double greatest) {
    return " [" + digits(least) + "–" + digits(greatest) + "]";
  }

  static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * Returns the greatest difference of two vectors, divided by their greatest number; infinity if
   * their lengths differ.
   */
  static double difference(double[] a, double[] b) {
    if (a.length != b.length) {
      return Double.POSITIVE_INFINITY;
    }
    double most = 0;
    double size = 0;
    for (int i = 0; i < a.length; i++) {
      most = Math.max(most, Math.abs(a[i] - b[i]));
      size = Math.max(size, Math.max(Math.abs(a[i]), Math.abs(b[i])));
    }
    return most == 0 ? 0 : most / size;
  }

  /** Returns three significant digits, or all before the point. */
  static String digits(double value) {
    double size = Math.abs(value);
    int places = size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + places + "f", value);
  }
}
