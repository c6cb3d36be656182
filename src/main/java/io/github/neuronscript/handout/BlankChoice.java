package io.github.neuronscript.handout;

import io.github.neuronscript.formula.Expression.Partial;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.handout.CalculatedLines.Candidate;
import io.github.neuronscript.neuron.Randomness;
import io.github.neuronscript.render.Numbers;
import io.github.neuronscript.render.SvgPlot;
import io.github.neuronscript.trace.Line;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Chooses which numbers of a page are left out: of as many kinds as can be, and only such that the
 * page then tells nowhere else. Equal numbers of lines that are calculated each in its own way are
 * blanks of their own, after all others.
 */
final class BlankChoice {

  private static final Pattern TAG = Pattern.compile("<style>[^<]*</style>|<[^>]*>");

  /** Fewer significant digits than this are no task. */
  private static final int LEAST_DIGITS = 2;

  /** The number of the first gap where all are left out, so that no number of a page is like it. */
  private static final int FAR = 900_000_001;

  private static final Pattern FAR_NUMBER = Pattern.compile("\\b9000[0-9]{5}\\b");

  private final Composer whole;
  private final Composer without;
  private final ToldNumbers told = new ToldNumbers();
  private final Map<Number, Boolean> hidden = new LinkedHashMap<>();

  /** What the gradients are that were chosen, and the numbers that the chosen updates read. */
  private final Set<Number> gradients = new HashSet<>();

  private final Set<Number> readByUpdates = new HashSet<>();

  private BlankChoice(Handout handout, ScriptText script, Composer whole) {
    this.whole = whole;
    this.without = handout.composer(new Gaps(whole.candidates(), FAR), script);
    told.add(FAR_NUMBER.matcher(text(without.blocks())).replaceAll(" "));
    without
        .leftOut()
        .forEach((value, texts) -> texts.forEach(text -> told.add(" " + text + " ", value)));
  }

  /**
   * Chooses numbers to leave out, in the order of the page.
   *
   * @throws TooManyBlanks if there are not so many
   */
  static List<Candidate> of(Handout handout, ScriptText script, int count, long seed) {
    return of(handout, script, handout.composer(Gaps.NONE, script), count, seed);
  }

  /**
   * Whether there are enough numbers.
   *
   * @param tasks how many are not plain: no more could be left out, and often few less
   * @param chosen empty if there are not enough
   */
  record Tried(int tasks, Optional<List<Candidate>> chosen) {}

  /** Chooses numbers to leave out, if there are so many, which is often seen at once. */
  static Tried tried(Handout handout, ScriptText script, int count, long seed) {
    Composer whole = handout.composer(Gaps.NONE, script);
    int tasks = (int) whole.candidates().stream().filter(c -> isTask(c, whole.digits())).count();
    if (tasks < count) {
      return new Tried(tasks, Optional.empty());
    }
    try {
      return new Tried(tasks, Optional.of(of(handout, script, whole, count, seed)));
    } catch (TooManyBlanks few) {
      return new Tried(tasks, Optional.empty());
    }
  }

  private static boolean isTask(Candidate candidate, int digits) {
    return CalculatedLines.isWorthAsking(candidate.value())
        && Numbers.text(candidate.value(), digits).chars().filter(c -> c >= '1' && c <= '9').count()
            >= LEAST_DIGITS;
  }

  private static List<Candidate> of(
      Handout handout, ScriptText script, Composer whole, int count, long seed) {
    BlankChoice choice = new BlankChoice(handout, script, whole);
    List<Candidate> chosen =
        choice.chosen(count, seed).stream()
            .sorted((a, b) -> Integer.compare(a.index(), b.index()))
            .toList();
    if (chosen.size() < count) {
      throw new TooManyBlanks(count, chosen.size(), handout.reason(choice.whole));
    }
    return chosen;
  }

  /** Kind after kind, one of each in turn; then those whose number stood there before. */
  private List<Candidate> chosen(int count, long seed) {
    Map<String, List<Candidate>> kinds = new LinkedHashMap<>();
    List<Candidate> again = new ArrayList<>();
    Set<Number> seen = new HashSet<>();
    Set<List<Object>> calculated = new HashSet<>();
    for (Candidate candidate : whole.candidates()) {
      boolean task = isTask(candidate, whole.digits());
      boolean anew = calculated.add(List.of(candidate.line().symbol(), candidate.line().values()));
      if (seen.add(candidate.value())) {
        if (task) {
          kinds.computeIfAbsent(kind(candidate.line()), k -> new ArrayList<>()).add(candidate);
        }
      } else if (task && anew && !isCopy(candidate.line())) {
        again.add(candidate);
      }
    }
    Randomness randomness = new Randomness(seed, "blanks");
    List<List<Candidate>> mixed = new ArrayList<>();
    for (List<Candidate> kind : kinds.values()) {
      mixed.add(mixed(kind, randomness, mixed.size() + 1));
    }
    mixed = mixed(mixed, randomness, 0);
    List<Candidate> chosen = new ArrayList<>();
    int before;
    do {
      before = chosen.size();
      for (List<Candidate> kind : mixed) {
        next(kind)
            .ifPresent(
                candidate -> {
                  kind.remove(candidate);
                  chosen.add(candidate);
                  remember(candidate);
                });
      }
    } while (before < chosen.size() && chosen.size() < count);
    again.stream().filter(candidate -> isHidden(candidate.value())).forEach(chosen::add);
    return chosen.subList(0, Math.min(count, chosen.size()));
  }

  /** Returns a number of a kind, if it can be one that belongs to one that is left out. */
  private Optional<Candidate> next(List<Candidate> kind) {
    return kind.stream()
        .filter(this::isOfOneStep)
        .filter(candidate -> isHidden(candidate.value()))
        .findFirst()
        .or(() -> kind.stream().filter(candidate -> isHidden(candidate.value())).findFirst());
  }

  private void remember(Candidate chosen) {
    if (chosen.line().becomes()) {
      readByUpdates.addAll(chosen.line().values().values());
    } else if (chosen.line().symbol() instanceof Partial) {
      gradients.add(chosen.value());
    }
  }

  /**
   * Whether it is the update by a gradient that is left out, or the gradient of such an update: one
   * would tell the other.
   */
  private boolean isOfOneStep(Candidate candidate) {
    return candidate.line().becomes()
        ? candidate.line().values().values().stream().anyMatch(gradients::contains)
        : candidate.line().symbol() instanceof Partial && readByUpdates.contains(candidate.value());
  }

  /** Whether a line gives an operand as it is, as a product with 1 does. */
  private static boolean isCopy(Line line) {
    return line.values().containsValue(line.result());
  }

  private static <T> List<T> mixed(List<T> list, Randomness randomness, int which) {
    int[] order = new int[list.size()];
    randomness.shuffle(order, which);
    List<T> mixed = new ArrayList<>();
    for (int i : order) {
      mixed.add(list.get(i));
    }
    return mixed;
  }

  /** Returns what a line calculates: gradients of all weights are of one kind, as are inputs. */
  private static String kind(Line line) {
    if (line.symbol() instanceof Partial partial) {
      boolean ofParameter =
          partial.by().role() == Variable.Role.WEIGHT || partial.by().role() == Variable.Role.BIAS;
      return "∂" + partial.of().name() + "/∂" + (ofParameter ? "" : partial.by().name());
    }
    if (line.symbol() instanceof Variable variable && variable.role() == Variable.Role.INPUT) {
      return "x′";
    }
    return line.becomes() ? "←" : FormulaWriter.symbols(line.symbol());
  }

  /** Whether a page without a number tells it nowhere. */
  private boolean isHidden(Number value) {
    return hidden.computeIfAbsent(
        value, v -> !without.usedTooEarly().contains(v) && !told.tell(v, whole.digits()));
  }

  /** Returns all that can be read on a page, also in its pictures. */
  static String text(List<Block> blocks) {
    String page = MarkdownPage.write(new Page("", blocks, Optional.empty()));
    return page
        + blocks.stream()
            .filter(Block.Picture.class::isInstance)
            .map(block -> TAG.matcher(SvgPlot.svg(((Block.Picture) block).plot())).replaceAll(" "))
            .collect(Collectors.joining("\n"));
  }
}
