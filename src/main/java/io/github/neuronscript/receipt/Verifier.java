package io.github.neuronscript.receipt;

import io.github.neuronscript.formula.Arithmetic;
import io.github.neuronscript.formula.Derivative;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.receipt.Value.Items;
import io.github.neuronscript.receipt.Value.Leaf;
import io.github.neuronscript.receipt.Value.Members;
import io.github.neuronscript.receipt.Value.Scalar;
import io.github.neuronscript.render.JsonRenderer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Re-derives the numbers of a trace in JSON lines from those they depend on, line by line, and
 * holds the lines to their order and their checksum. What it keeps does not grow with the trace.
 * Not for more than one thread.
 */
public final class Verifier {

  /** A line of more bytes is none of ours. */
  private static final int LONGEST_LINE = 64 << 20;

  /** Of the end of the last line, from the comma before {@code "sha256"} on. */
  private static final int LENGTH_OF_SUM = ",\"sha256\":\"\"}".length() + 64;

  private static final Pattern OF_TRACE = Pattern.compile("\uFEFF?\\s*[{]\\s*\"event\"\\s*:");

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int end;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private MessageDigest digest = sha256();

  private long line;
  private String text = "";

  /** The line of the neuron. */
  private String conventions = "";

  private long firstLine;
  private boolean open;

  /** Whether a line of an event was read. */
  private boolean begun;

  private long trainings;
  private long withoutSteps;

  private String script = "";
  private final List<Verdict.Run> runs = new ArrayList<>();
  private final Tally numbers = new Tally();
  private final Tally texts = new Tally();
  private Map<String, Consumer<Fields>> events = Map.of();
  private final Work work = new Work();
  private Known known = new Known(work);
  private final Consumer<List<Leaf>> heard;

  /** A line of names that is not counted yet. */
  private Optional<Fields> names = Optional.empty();

  private Verifier(InputStream in, Consumer<List<Leaf>> heard) {
    this.in = in;
    this.heard = heard;
  }

  /**
   * Checks a trace.
   *
   * @param in is read to its end, or to the first line that does not hold; not closed
   */
  public static Verdict verify(InputStream in) throws IOException {
    return verify(in, parts -> {});
  }

  /**
   * Checks a trace, and hands out the numbers, texts and words of each line after it was checked.
   *
   * @param heard gets them, also of a line that has none
   */
  static Verdict verify(InputStream in, Consumer<List<Leaf>> heard) throws IOException {
    return new Verifier(in, heard).run();
  }

  /** Whether a line is one of a trace, perhaps changed by what it went through. */
  private static boolean isOfTrace(String line) {
    return OF_TRACE.matcher(line).lookingAt();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every JDK has it.
    }
  }

  private Verdict run() throws IOException {
    Optional<Verdict.Problem> problem = Optional.empty();
    try {
      for (Optional<byte[]> next = next(); next.isPresent(); next = next()) {
        line(next.get());
      }
      if (open || runs.isEmpty()) {
        throw new Broken(
            line + 1,
            runs.isEmpty() && !open
                ? "nothing is here; a trace begins with the line `start`"
                : "the trace is cut off: its last line, `end`, is missing");
      }
    } catch (Broken e) {
      problem = Optional.of(new Verdict.Problem(e.line(), e.getMessage()));
    } catch (NumberSystem.NotExact | NumberSystem.TooLong e) {
      problem = Optional.of(new Verdict.Problem(line, Known.NO_VALUE));
    } catch (ArithmeticException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | Derivative.TooLarge
        | StackOverflowError e) {
      problem =
          Optional.of(new Verdict.Problem(line, "its numbers and formulas do not fit together"));
    }
    long held = problem.map(p -> p.line() - 1).orElse(line);
    return new Verdict(
        problem,
        held,
        List.copyOf(runs),
        new Verdict.Trainings(trainings, withoutSteps),
        numbers.result(),
        texts.result(),
        begun);
  }

  private void line(byte[] bytes) {
    line++;
    work.begin(line);
    text = decoded(bytes);
    begun |= isOfTrace(text);
    if (text.endsWith("\r")) {
      throw new Broken(line, "the line ends with \\r\\n, and a trace has \\n");
    }
    Members members = LineReader.read(line, text);
    Fields fields = new Fields(line, "", known.numbers, members);
    if (fields.keys().isEmpty() || !fields.keys().get(0).equals("event")) {
      throw fields.broken("the first key of a line is `event`");
    }
    String event = fields.text("event");
    if (!open && !event.equals("start")) {
      throw fields.broken(
          runs.isEmpty()
              ? "a trace begins with the line `start`"
              : "after the line `end` only another `start` may come");
    }
    Schema.OF_THE_TRACE.check(fields, event, members);
    if (event.equals("start")) {
      start(fields);
    } else if (event.equals("end")) {
      events.get(event).accept(fields);
      known.end(fields);
      end(fields, bytes);
      count(event, fields);
      return;
    } else {
      events.get(event).accept(fields);
      known.end(fields);
    }
    digest.update(bytes);
    digest.update((byte) '\n');
    count(event, fields);
  }

  private void start(Fields line) {
    if (open) {
      throw line.broken("the trace before is cut off: its last line, `end`, is missing");
    }
    long schema = line.integer("schema");
    if (schema != JsonRenderer.SCHEMA) {
      throw line.broken(
          "`schema` is " + schema + ", and this version of nn reads " + JsonRenderer.SCHEMA);
    }
    if (line.integer("language") != 1) {
      throw line.broken("`language` is another than 1, which this version knows");
    }
    if (line.integer("arithmetic") != Arithmetic.VERSION) {
      throw line.broken(
          "`arithmetic` is another than "
              + Arithmetic.VERSION
              + ", the one that this version computes in");
    }
    List.of("schema", "language", "arithmetic").forEach(line::hold);
    open = true;
    script = line.text("script");
    firstLine = line.line();
    known = new Known(work);
    digest = sha256();
    events = events(known);
  }

  private Map<String, Consumer<Fields>> events(Known known) {
    Conditions conditions = new Conditions(known);
    Training training = new Training(known, conditions);
    Steps steps = new Steps(known, training);
    Looks looks = new Looks(known);
    Chosen chosen = new Chosen(known);
    Judged judged = new Judged(known, chosen);
    Folds folds = new Folds(known);
    Plots plots = new Plots(known);
    Consumer<Fields> onlyGiven = line -> {};
    Map<String, Consumer<Fields>> events = new TreeMap<>();
    events.put(
        "end",
        line -> {
          if (training.isRunning() && line.text("status").equals("finished")) {
            throw line.broken("a training has not ended, and the run has not either");
          }
        });
    events.put(
        "configured",
        line -> {
          NumberSystem numbers = Neuron.numbers(line, line.text("numbers"), known.work);
          known.names.configured(numbers, !line.text("trace").equals("none"));
          known.numbers = numbers;
          known.full = line.text("trace").equals("full");
          known.digits = digits(line);
          training.configured(line);
          if (line.text("trace").equals("none")) {
            plots.forget();
            known.parts.open();
          }
        });
    events.put("defined", known.formulas::define);
    events.put(
        "conventions",
        line -> {
          line.derive("numbers", known.numbers.name(), "the line `configured` before");
          Neuron neuron = Neuron.of(line, known.formulas);
          if (!training.isRunning()) {
            known.become(neuron);
            conventions = text;
          } else if (!text.equals(conventions)) {
            throw line.broken("the conventions change within a training");
          }
        });
    events.put("parameters", steps::parameters);
    events.put("counters", steps::counters);
    events.put("forward", steps::forward);
    events.put("backward", steps::backward);
    events.put("gathered", steps::gathered);
    events.put(
        "epoch",
        line -> {
          training.epoch(line);
          plots.epoch(line);
        });
    events.put("names", known.names::names);
    events.put(
        "rows",
        line -> {
          if (training.isRunning()) {
            throw line.broken("a training has not ended, and nothing is computed from other rows");
          }
          known.takeRows(line);
        });
    events.put(
        "trained",
        line -> {
          known.names.read(line, Names.Place.END_OF_TRAINING, training);
          training.trained(line);
          trainings++;
          withoutSteps += training.isShown() ? 0 : 1;
        });
    events.put(
        "fired",
        line -> {
          training.fired(line);
          known.names.read(line, training.place(), training);
          conditions.condition(line);
        });
    Map<String, Consumer<Fields>> reading =
        Map.of(
            "answered", conditions::answered,
            "expected", conditions::condition,
            "shown", conditions::shown,
            "printed", conditions::printed,
            "update", steps::update,
            "model",
                line -> {
                  steps.model(line);
                  if (line.truth("loaded")) {
                    plots.forget();
                    known.parts.loaded();
                  }
                },
            "evaluated", judged::evaluated,
            "listed", looks::listed,
            "plotted", plots::plotted);
    reading.forEach(
        (event, checks) ->
            events.put(
                event,
                line -> {
                  known.names.read(line, training.place(), training);
                  checks.accept(line);
                }));
    events.put(
        "undone",
        line -> {
          training.forget();
          plots.forget();
          known.names.open();
          known.parts.open();
        });
    events.put("original", looks::original);
    events.put("predicted", looks::predicted);
    events.put("explained", looks::explained);
    events.put("ledger", looks::ledger);
    events.put("gradient_checked", looks::gradientChecked);
    events.put("divided", looks::divided);
    events.put("derived", looks::derived);
    events.put("neuron_derived", line -> looks.neuronDerived(line, text));
    events.put("threshold_chosen", chosen::thresholdChosen);
    events.put("cross_validated", folds::crossValidated);
    for (String event : List.of("predicted_file", "diagnosed", "differed")) {
      events.put(event, onlyGiven);
    }
    return events;
  }

  private static int digits(Fields line) {
    long digits = line.integer("digits");
    if (digits < 1 || digits > NumberSystem.MOST_DIGITS) {
      throw line.broken(
          "`digits` is " + digits + ", and goes from 1 to " + NumberSystem.MOST_DIGITS);
    }
    return (int) digits;
  }

  private void end(Fields line, byte[] bytes) {
    line.deriveCount("lines", line.line() - firstLine, "the lines before");
    // The line itself as far as it stands before its own sum.
    digest.update(bytes, 0, Math.max(0, bytes.length - LENGTH_OF_SUM));
    String sum = HexFormat.of().formatHex(digest.digest());
    if (!line.text("sha256").equals(sum)) {
      throw line.broken(
          "the checksum is not that of the lines before and of this one: one of them was changed");
    }
    line.hold("sha256");
    runs.add(new Verdict.Run(script, line.text("status")));
    open = false;
  }

  /** How many were re-derived, and how many are given by their event and key. */
  private static final class Tally {
    private long derived;
    private final Map<String, Long> given = new TreeMap<>();

    void given(String event, String key, long more) {
      if (more > 0) {
        given.merge(event + "." + key, more, Long::sum);
      }
    }

    /** Returns the counts, those of which most are given first. */
    Verdict.Count result() {
      Map<String, Long> sorted = new LinkedHashMap<>();
      given.entrySet().stream()
          .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
          .forEach(e -> sorted.put(e.getKey(), e.getValue()));
      return new Verdict.Count(derived, sorted);
    }
  }

  /** Counts what stands in a line that was checked; of names when they were read. */
  private void count(String event, Fields line) {
    if (event.equals("names")) {
      names = Optional.of(line);
      return;
    }
    names.ifPresent(before -> parts("names", before));
    names = Optional.empty();
    parts(event, line);
  }

  private void parts(String event, Fields line) {
    List<Leaf> leaves = new ArrayList<>();
    for (String key : line.keys()) {
      if (!key.equals("event")) {
        int before = leaves.size();
        gather(line.value(key), leaves);
        count(event, key, leaves.subList(before, leaves.size()));
      }
    }
    heard.accept(leaves);
  }

  private void count(String event, String key, List<Leaf> leaves) {
    long givenNumbers = 0;
    long givenTexts = 0;
    for (Leaf leaf : leaves) {
      boolean isNumber = leaf instanceof Scalar scalar && scalar.isNumber();
      if (leaf.derived()) {
        (isNumber ? numbers : texts).derived++;
      } else if (isNumber) {
        givenNumbers++;
      } else {
        givenTexts++;
      }
    }
    numbers.given(event, key, givenNumbers);
    texts.given(event, key, givenTexts);
  }

  private static void gather(Value value, List<Leaf> leaves) {
    if (value instanceof Members members) {
      members.values().values().forEach(part -> gather(part, leaves));
    } else if (value instanceof Items items) {
      items.values().forEach(part -> gather(part, leaves));
    } else if (value instanceof Leaf leaf) {
      leaves.add(leaf);
    }
  }

  private String decoded(byte[] bytes) {
    try {
      return decoder.decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Broken(line, "the line is not UTF-8");
    }
  }

  /** Returns the next line without its end, or empty at the end of all. */
  private Optional<byte[]> next() throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    while (true) {
      if (at == end) {
        at = 0;
        end = Math.max(0, in.read(buffer));
        if (end == 0) {
          if (whole.size() > 0) {
            String last = whole.toString(StandardCharsets.UTF_8);
            begun |= isOfTrace(last);
            throw new Broken(
                line + 1,
                last.endsWith("}")
                    ? "the line break after this line is missing, and each line of a trace has one"
                    : "the trace is cut off in the middle of this line");
          }
          return Optional.empty();
        }
      }
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      if (whole.size() + at - from > LONGEST_LINE) {
        throw new Broken(
            line + 1, "the line is longer than " + (LONGEST_LINE >> 20) + " MB, which none may be");
      }
      whole.write(buffer, from, at - from);
      if (at < end) {
        at++;
        return Optional.of(whole.toByteArray());
      }
    }
  }
}
