package io.github.neuronscript.receipt;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Re-derives the choice of a threshold. */
final class Chosen {

  private static final String ROWS = "the rows and the weights";

  private final Known known;

  Chosen(Known known) {
    this.known = known;
  }

  /** Which threshold was chosen last, and for which parameters. */
  private record Last(Number threshold, List<Number> weights, Number bias) {}

  private Optional<Last> last = Optional.empty();

  /** Whether a threshold was chosen for other weights: not if none was chosen, or for these. */
  void stale(Fields line) {
    if (known.names.isOpen()) {
      return;
    }
    if (last.isEmpty()
        || last.get().threshold.equals(line.number("threshold"))
            && last.get().weights.equals(known.weights(line))
            && last.get().bias.equals(known.bias())) {
      line.derive("stale", false, "the lines before");
    }
  }

  void thresholdChosen(Fields line) {
    for (String key : List.of("confusion", "usual_confusion")) {
      line.deriveCount("rows", Counts.of(line.object(key)).all(), "`" + key + "`");
    }
    if (!Baselines.isOfTraining(line)) {
      throw line.broken(
          "`part` is `"
              + line.text("part")
              + "`, and a threshold is chosen on what is learnt from");
    }
    known.parts.judged(line);
    Applied.of(line, known).ifPresent(rows -> best(line, rows));
    double below = line.number("below").doubleValue();
    double above = line.number("above").doubleValue();
    double usual = line.number("usual").doubleValue();
    Counts chosen = Counts.of(line.object("confusion"));
    // Beyond the outermost outputs the usual threshold stands for all that say the same.
    boolean lowest = chosen.fn() + chosen.tn() == 0;
    boolean highest = chosen.tp() + chosen.fp() == 0;
    boolean isUsual = (lowest || below < usual) && (highest || usual <= above);
    if (isUsual && !chosen.equals(Counts.of(line.object("usual_confusion")))) {
      throw line.broken("`confusion` and `usual_confusion` are of one threshold, and differ");
    }
    line.derive(
        "threshold",
        (Number) (isUsual ? usual : between(below, above)),
        "`below`, `above` and `usual`");
    known.names.put("threshold", line.number("threshold"));
    last = Optional.of(new Last(line.number("threshold"), known.weights(line), known.bias()));
  }

  /** Compares all candidates again. */
  private static void best(Fields line, Applied rows) {
    double[] y = rows.targetsAsDoubles();
    double[] p = Figures.doubles(rows.outputs());
    double usual = line.number("usual").doubleValue();
    if (usual != (Arrays.stream(y).anyMatch(target -> target == -1) ? 0 : 0.5)) {
      throw line.broken("`usual` is not the middle between the targets");
    }
    Counts.of(y, p, usual).hold(line.object("usual_confusion"), ROWS);
    double[] outputs = Arrays.stream(p).map(output -> output + 0.0).sorted().distinct().toArray();
    int last = outputs.length - 1;
    Optional<Candidate> best = Optional.empty();
    long candidates = 0;
    for (int i = 0; i <= last + 1 && last > 0; i++) {
      double below = i > 0 ? outputs[i - 1] : beyond(outputs[0], outputs[1]);
      double above = i <= last ? outputs[i] : beyond(outputs[last], outputs[last - 1]);
      if (i > last && above <= below) {
        break;
      }
      candidates++;
      boolean isUsual = (i == 0 || below < usual) && (i > last || usual <= above);
      double threshold = isUsual ? usual : between(below, above);
      Candidate next = new Candidate(threshold, below, above, Counts.of(y, p, threshold));
      if (best.filter(b -> !next.isBetter(b, line.text("criterion"), usual)).isEmpty()) {
        best = Optional.of(next);
      }
    }
    Candidate chosen =
        best.orElseThrow(() -> line.broken("no threshold lies between outputs that are all equal"));
    line.deriveCount("candidates", candidates, ROWS);
    line.derive("below", (Number) chosen.below, ROWS);
    line.derive("above", (Number) chosen.above, ROWS);
    line.derive("threshold", (Number) chosen.threshold, ROWS);
    chosen.counts.hold(line.object("confusion"), ROWS);
  }

  /** A threshold that may be chosen, between two outputs. */
  private record Candidate(double threshold, double below, double above, Counts counts) {

    boolean isBetter(Candidate other, String criterion, double usual) {
      int compared = counts.compare(other.counts, criterion);
      return compared > 0
          || compared == 0 && Math.abs(threshold - usual) < Math.abs(other.threshold - usual);
    }
  }

  /** Returns a number as far beyond an outermost output as its neighbour is on this side. */
  private static double beyond(double outermost, double neighbour) {
    boolean up = outermost > neighbour;
    double mirrored = outermost + (outermost - neighbour);
    double further =
        up
            ? Math.max(Math.nextUp(outermost), mirrored)
            : Math.min(Math.nextDown(outermost), mirrored);
    return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, further));
  }

  private static double between(double below, double above) {
    double middle = below / 2 + above / 2;
    return middle > below && middle <= above ? middle : above;
  }
}
