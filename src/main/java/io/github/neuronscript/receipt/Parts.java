package io.github.neuronscript.receipt;

import java.util.BitSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which rows a {@code split} keeps apart, and which a training has learnt from since: the parts
 * that are judged are held to both.
 */
final class Parts {

  /** So many rows are shuffled again; of more, their numbers are those that lines tell. */
  private static final long MOST_SHUFFLED = 2_000_000;

  private static final Set<String> OF_A_SPLIT = Set.of("training", "test", "both");

  /**
   * The line {@code divided} that is in force.
   *
   * @param trains the numbers of the rows that train, where they follow from the seed
   */
  private record Division(long line, long rows, long training, Optional<BitSet> trains) {}

  /** A training since then, by its line and the number of its rows. */
  private record Learnt(long line, long rows) {}

  private Optional<Division> division = Optional.empty();

  /** The first of those trainings that has other rows than the division leaves it. */
  private Optional<Learnt> other = Optional.empty();

  /** The rows that those trainings were shown with. */
  private final BitSet learnt = new BitSet();

  /** The rows that lines since then tell of each part. */
  private final BitSet ofTraining = new BitSet();

  private final BitSet ofTest = new BitSet();

  /** Whether rows may be divided without a line of it. */
  private boolean isOpen;

  /** Whether a training stands before the division, or may. */
  private boolean learntBefore;

  private boolean learntSince;

  /** Notes that something else may have happened than the lines tell. */
  void open() {
    isOpen = true;
    learntBefore = true;
    begin(Optional.empty());
  }

  /** Notes that other weights are there, with what they have seen. */
  void loaded() {
    learntBefore = true;
  }

  private void begin(Optional<Division> next) {
    division = next;
    learntBefore |= learntSince;
    learntSince = false;
    other = Optional.empty();
    learnt.clear();
    ofTraining.clear();
    ofTest.clear();
  }

  /** Holds the sizes of the parts to each other and to what a split can make. */
  void divided(Fields line, Work work) {
    long rows = line.integer("rows");
    long training = line.integer("training");
    long classes = line.integer("classes");
    line.deriveCount("test", rows - training, "`rows` and `training`");
    long least = Math.max(1, classes);
    if (training < least || rows - training < least || classes < 0) {
      throw line.broken(
          "`training` is " + training + " of " + rows + " rows, which no split leaves");
    }
    Optional<BitSet> trains = Optional.empty();
    if (classes == 0) {
      if (!isOfWholePercent(rows, training)) {
        throw line.broken(
            "`training` is " + training + ", which is no whole percent of " + rows + " rows");
      }
      if (rows <= MOST_SHUFFLED) {
        work.count(rows * Work.PART);
        trains = Optional.of(shuffled((int) rows, (int) training, line.integer("seed")));
      }
    }
    isOpen = false;
    begin(Optional.of(new Division(line.line(), rows, training, trains)));
  }

  private static boolean isOfWholePercent(long rows, long training) {
    for (int percent = 1; percent < 100; percent++) {
      long exact = Math.addExact(Math.multiplyExact(rows, percent), 50) / 100;
      if (Math.max(1, Math.min(rows - 1, exact)) == training) {
        return true;
      }
    }
    return false;
  }

  /** Returns the numbers of the rows that train: the first of all rows, shuffled. */
  private static BitSet shuffled(int rows, int training, long seed) {
    Randoms random = new Randoms(seed, "split");
    int[] order = new int[rows];
    for (int i = 0; i < rows; i++) {
      order[i] = i + 1;
    }
    for (int i = rows - 1; i > 0; i--) {
      int j = (int) (random.unit(0, i) * (i + 1));
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    BitSet trains = new BitSet();
    for (int i = 0; i < training; i++) {
      trains.set(order[i]);
    }
    return trains;
  }

  /**
   * Takes a training that has ended.
   *
   * @param examples the numbers of its rows, if its steps are told
   */
  void trained(Fields line, Set<Long> examples) {
    learntSince = true;
    if (division.isPresent()) {
      long rows = line.integer("rows");
      if (other.isEmpty() && rows != division.get().training) {
        other = Optional.of(new Learnt(line.line(), rows));
      }
      examples.stream().filter(Parts::isNumber).forEach(e -> learnt.set(e.intValue()));
    }
  }

  private static boolean isNumber(long example) {
    return example >= 0 && example < Integer.MAX_VALUE;
  }

  /** Holds a part to the division, its rows, and what was learnt from. */
  void judged(Fields line) {
    String part = line.text("part");
    boolean ofSplit = OF_A_SPLIT.contains(part);
    if (division.isEmpty()) {
      if (ofSplit && !isOpen) {
        throw line.broken("`part` is `" + part + "`, and no line `divided` before tells the parts");
      }
    } else if (ofSplit) {
      sizes(line, part, division.get());
    }
    if (line.has("examples") && !line.items("examples").isEmpty()) {
      examples(line, part);
    }
  }

  private void sizes(Fields line, String part, Division of) {
    String from = "the line `divided`";
    long rows =
        switch (part) {
          case "test" -> of.rows - of.training;
          case "training" -> of.training;
          default -> of.rows;
        };
    line.deriveCount("rows", rows, from);
    if (other.isPresent()) {
      throw line.broken(
          "`part` is `"
              + part
              + "`, but line "
              + other.get().line
              + " tells a training on "
              + other.get().rows
              + " rows, and line "
              + of.line
              + " leaves it "
              + of.training);
    }
    if (!learnt.isEmpty() && learnt.cardinality() != of.training) {
      throw line.broken(
          "`part` is `"
              + part
              + "`, but the steps since line "
              + of.line
              + " learn from "
              + learnt.cardinality()
              + " rows, and it leaves them "
              + of.training);
    }
    if (line.has("baseline") && part.equals("test") && line.object("baseline").has("rows")) {
      line.object("baseline").deriveCount("rows", of.training, from);
    }
  }

  private void examples(Fields line, String part) {
    long place = 0;
    long before = 0;
    for (Number number : line.list("examples")) {
      long example = number.longValue();
      place++;
      switch (part) {
        case "test" -> {
          mayBe(line, example, part, false);
          ofTest.set((int) example);
        }
        case "training" -> {
          mayBe(line, example, part, true);
          ofTraining.set((int) example);
        }
        default -> {
          if (example != place) {
            throw line.broken(
                "`part` is `"
                    + part
                    + "`, which has the examples 1, 2, 3 and so on, and example "
                    + example
                    + " stands at place "
                    + place);
          }
        }
      }
      if (example <= before) {
        throw line.broken("`examples` are not in the order of the data");
      }
      before = example;
    }
  }

  private void mayBe(Fields line, long example, String part, boolean trains) {
    if (!isNumber(example)) {
      throw line.broken("there is no example " + example);
    }
    String is = "example " + example + " is judged as one of the part `" + part + "`, ";
    if (division.filter(d -> example < 1 || example > d.rows).isPresent()) {
      throw line.broken(is + "and there are " + division.get().rows + " rows");
    }
    if (trains ? !learnt.isEmpty() && !learnt.get((int) example) : learnt.get((int) example)) {
      throw line.broken(
          is + "and the steps of the training before " + (trains ? "do not have it" : "have it"));
    }
    Optional<BitSet> known = division.flatMap(Division::trains);
    if (known.filter(rows -> rows.get((int) example) != trains).isPresent()) {
      throw line.broken(is + "and the seed of line " + division.get().line + " puts it elsewhere");
    }
    if ((trains ? ofTest : ofTraining).get((int) example)) {
      throw line.broken(is + "and a line before has it in the other part");
    }
  }

  /** Whether the rows of a line can have been learnt from as if they were none of the training. */
  boolean mayBeLearnt(String part) {
    return switch (part) {
      case "training", "file" -> false;
      case "all" -> learntBefore || learntSince;
      default -> learntBefore;
    };
  }
}
