package io.github.neuronscript.session;

import io.github.neuronscript.data.HostData;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Arithmetic;
import io.github.neuronscript.formula.Fraction;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.neuron.Examples;
import io.github.neuronscript.neuron.Scaling;
import io.github.neuronscript.program.DataFiles;
import io.github.neuronscript.program.ModelText;
import io.github.neuronscript.program.Models;
import io.github.neuronscript.program.Release;
import io.github.neuronscript.syntax.ScriptLimits;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.trace.Fitted;
import io.github.neuronscript.trace.Interest;
import io.github.neuronscript.trace.ModelFormats;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Saves a model and loads it: what is declared, as the statements of {@link ModelScript}, and every
 * number that learning has changed, in full. To load and go on is to have gone on.
 */
final class ModelFile {

  private static final String WEIGHTS = "weights";
  private static final String CATEGORIES = "categories";

  /** Numbers that are hashed at once. */
  private static final int BLOCK = 256;

  private final Work work;

  ModelFile(Work work) {
    this.work = work;
  }

  // Saving.

  void save(Statement.Save s) {
    Neuron neuron = work.readyToApply(s.span());
    State state = work.next;
    work.meter.charge(Effort.times(state.inputs.size() + 1L, Effort.ofInput()), "models");
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("neuronscript", Release.VERSION);
    fields.put("language", (double) Release.LANGUAGE);
    fields.put("arithmetic", (double) Arithmetic.VERSION);
    fields.put("from", s.span().source().name());
    fields.put(Models.SCRIPT, List.copyOf(ModelScript.of(state)));
    fields.put(CATEGORIES, categories(state));
    fields.put("rows", state.bound.map(b -> (double) rows(b)).orElse(null));
    fields.put(
        "data_sha256", state.bound.map(this::fingerprint).or(() -> state.fingerprint).orElse(null));
    fields.put("judged", judged(state));
    fields.put(WEIGHTS, plain(Learned.weights(state)));
    fields.put("bias", plain(state.biasValue));
    fields.put("rate", plain(state.rate));
    fields.put("epoch", (double) state.epoch);
    fields.put("updates", (double) state.updates);
    fields.put("row", (double) state.row);
    fields.put("memory", state.memory.stream().map(ModelFile::plain).toList());
    fields.put("scale_offset", state.scaling.map(x -> plain(x.offset())).orElse(null));
    fields.put("scale_divisor", state.scaling.map(x -> plain(x.divisor())).orElse(null));
    List<Object> means = new ArrayList<>();
    state.means.forEach((column, mean) -> means.add(List.of(column, plain(mean))));
    fields.put("means", means);
    fields.put("cost", state.cost.map(ModelFile::plain).orElse(null));
    fields.put("epoch_cost", plain(state.epochCost));
    fields.put("previous_cost", plain(state.previousCost));
    fields.put("gradient_norm", plain(state.gradientNorm));
    fields.put("threshold", state.threshold.map(t -> plain(t.value())).orElse(null));
    fields.put("seen", word(state.seen));
    fields.put(
        "rules_held", state.rulesWhen.stream().map(rule -> rule.held() ? "yes" : "no").toList());
    fields.put("declared", List.copyOf(state.said));
    String text = ModelText.of(fields);
    DataFiles.write(
        work.options.files(), s.to(), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    tell(s.to().path(), false, neuron);
  }

  /** Writes the model for another tool. */
  void export(Statement.Export s) {
    ModelFormats formats =
        work.options
            .formats()
            .orElseThrow(() -> new ScriptException(RunErrors.noFormats(s.to().span())));
    Neuron neuron = work.readyToApply(s.span());
    work.meter.charge(Effort.times(work.next.inputs.size() + 1L, Effort.ofInput()), "models");
    Fitted fitted = new Snapshot(work.next, 0).fitted().orElseThrow();
    try {
      byte[] file = HostData.step(() -> formats.written(fitted, s.to().path(), s.single()));
      DataFiles.write(work.options.files(), s.to(), out -> out.write(file));
    } catch (IOException e) {
      throw DataFiles.notWritten(s.to(), e);
    }
    tell(s.to().path(), false, neuron);
  }

  private void tell(String file, boolean loaded, Neuron neuron) {
    State state = work.next;
    work.tell(
        TraceEvent.ModelFile.class,
        () ->
            new TraceEvent.ModelFile(
                file,
                loaded,
                neuron.view(),
                state.epoch,
                state.updates,
                Learned.weights(state),
                state.biasValue));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static List<Object> categories(State state) {
    List<Object> all = new ArrayList<>();
    for (State.Input declared : state.withCategories) {
      List<Object> names = new ArrayList<>();
      OneHot.column(declared).ifPresent(column -> names.add(column.name()));
      if (!names.isEmpty()) {
        names.addAll(OneHot.categories(declared, state.inputs));
        all.add(names);
      }
    }
    return all;
  }

  private static List<Object> judged(State state) {
    List<Object> all = new ArrayList<>();
    state.judged.ifPresent(
        judgement -> {
          all.add(List.of("rows", (double) judgement.rows()));
          judgement
              .figures()
              .forEach(
                  (metric, figure) -> {
                    figure
                        .value()
                        .ifPresent(value -> all.add(List.of(metric.word(), plain(value))));
                  });
        });
    return all;
  }

  private static int rows(Bound bound) {
    return bound.raw().rows() + bound.test().map(test -> test.raw().rows()).orElse(0);
  }

  /** Whether the data that was read is what a loaded model has learnt from. */
  boolean isLearntFrom(Bound bound) {
    // The rows of the test were last in the files of the first models.
    return work.next.fingerprint.isEmpty()
        || work.next.fingerprint.get().equals(fingerprint(bound))
        || work.next.fingerprint.get().equals(fingerprint(parts(bound)));
  }

  /** Returns a checksum of all numbers of the data: inputs and target of each row in turn. */
  private String fingerprint(Bound bound) {
    List<Examples> parts = parts(bound);
    return fingerprint(
        parts.size() == 1 ? parts : List.of(parts.get(0).with(parts.get(1), work.meter::ask)));
  }

  private static List<Examples> parts(Bound bound) {
    return bound.test().map(test -> List.of(bound.raw(), test.raw())).orElse(List.of(bound.raw()));
  }

  private String fingerprint(List<Examples> parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      parts.forEach(part -> add(digest, part));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void add(MessageDigest digest, Examples examples) {
    ByteBuffer numbers = ByteBuffer.allocate(Double.BYTES * (examples.width() + 1));
    for (int row = 0; row < examples.rows(); row++) {
      if (row % BLOCK == 0) {
        work.meter.ask();
      }
      numbers.clear();
      for (int j = 0; j < examples.width(); j++) {
        numbers.putDouble(examples.input(row, j));
      }
      if (examples.hasTargets()) {
        numbers.putDouble(examples.target(row).doubleValue());
      }
      digest.update(numbers.array(), 0, numbers.position());
    }
  }

  /** Returns a number as the file has it: a double as a number, others and NaN as text. */
  private static Object plain(Number value) {
    return value instanceof Double d && Double.isFinite(d) ? (Object) d : value.toString();
  }

  private static List<Object> plain(Vector values) {
    return values.toNumbers().stream().map(ModelFile::plain).toList();
  }

  // Loading.

  void load(Statement.Load s) {
    Models.Saved saved =
        Models.read(
            work.options.files(),
            s.path(),
            s.pathSpan(),
            ScriptLimits.STANDARD,
            work.options.functions());
    State fresh = State.beginning(work.options);
    Work quietly =
        new Work(
            fresh, work.options.heardBy(event -> {}, Interest.none(), TraceLevel.NONE), work.meter);
    StatementRun run = new StatementRun(quietly);
    for (Statement statement : saved.statements()) {
      run.run(statement);
    }
    int most = work.options.limits().inputs();
    new Fields(saved.fields(), fresh.numbers, most, s.pathSpan(), s.path()).restore(fresh);
    State next = work.next;
    fresh.given = next.given;
    fresh.digits = next.digits;
    fresh.terms = next.terms;
    fresh.level = next.level;
    fresh.restored = true;
    Neuron neuron = quietly.readyToApply(s.span());
    // Its conventions are told with the first numbers.
    fresh.neuron = Optional.empty();
    next.become(fresh);
    work.meter.charge(Effort.times(next.inputs.size() + 1L, Effort.ofInput()), "models");
    if (!next.memory.isEmpty() && next.memory.size() != neuron.rule().memory().size()) {
      throw Models.incomplete(s.pathSpan(), s.path(), "memory");
    }
    if (saved.fields().get("arithmetic") instanceof Number number
        && number.longValue() != Arithmetic.VERSION) {
      work.notice(() -> RunErrors.otherArithmetic(s.pathSpan(), s.path(), number.longValue()));
    }
    tell(s.path(), true, neuron);
  }

  /** What was learnt, as a file has it. */
  private record Fields(
      Map<String, Object> fields, NumberSystem numbers, int mostInputs, Span place, String path) {

    void restore(State state) {
      restoreInputs(state);
      int inputs = state.inputs.size();
      Vector weights = vector(WEIGHTS, inputs);
      state.weights = Optional.of(weights);
      state.biasValue = number("bias");
      state.rate = number("rate");
      state.epoch = whole("epoch", Long.MAX_VALUE);
      state.updates = whole("updates", Long.MAX_VALUE);
      state.row = (int) whole("row", Integer.MAX_VALUE);
      state.memory =
          list("memory").stream().map(each -> vector("memory", each, inputs + 1)).toList();
      if (fields.get("scale_offset") != null) {
        Vector offset = vector("scale_offset", inputs);
        Vector divisor = vector("scale_divisor", inputs);
        if (divisor.toNumbers().stream().anyMatch(number -> NumberSystem.signum(number) == 0)) {
          throw incomplete("scale_divisor");
        }
        state.scaling = Optional.of(new Scaling(numbers, offset, divisor));
      }
      Map<String, Number> means = new LinkedHashMap<>();
      for (Object mean : list("means")) {
        if (!(mean instanceof List<?> pair) || pair.size() != 2) {
          throw incomplete("means");
        }
        means.put(text("means", pair.get(0)), number("means", pair.get(1)));
      }
      state.means = means;
      state.cost = optional("cost");
      state.epochCost = number("epoch_cost");
      state.previousCost = number("previous_cost");
      state.gradientNorm = number("gradient_norm");
      state.threshold = optional("threshold").map(t -> new State.Threshold(t, Optional.empty()));
      for (State.Seen seen : State.Seen.values()) {
        state.seen = word(seen).equals(fields.get("seen")) ? seen : state.seen;
      }
      List<?> held = list("rules_held");
      if (held.size() != state.rulesWhen.size()) {
        throw incomplete("rules_held");
      }
      List<State.Rule> rules = new ArrayList<>();
      for (int i = 0; i < held.size(); i++) {
        rules.add(new State.Rule(state.rulesWhen.get(i).when(), "yes".equals(held.get(i))));
      }
      state.rulesWhen = List.copyOf(rules);
      state.said = new LinkedHashSet<>(texts("declared", list("declared")));
      if (fields.get("data_sha256") instanceof String text) {
        state.fingerprint = Optional.of(text);
      }
    }

    private void restoreInputs(State state) {
      Map<String, List<String>> categories = new LinkedHashMap<>();
      for (Object each : list(CATEGORIES)) {
        if (!(each instanceof List<?> names) || names.isEmpty()) {
          throw incomplete(CATEGORIES);
        }
        List<String> words = texts(CATEGORIES, names);
        categories.put(words.get(0), words.subList(1, words.size()));
      }
      for (State.Input declared : state.withCategories) {
        if (OneHot.column(declared).filter(c -> !categories.containsKey(c.name())).isPresent()) {
          throw incomplete(CATEGORIES);
        }
      }
      int all = categories.values().stream().mapToInt(List::size).sum();
      if (all > mostInputs) {
        throw Models.tooManyInputs(place, all, mostInputs);
      }
      if (!state.withCategories.isEmpty()) {
        state.inputs = OneHot.expanded(state.withCategories, categories);
      }
    }

    private ScriptException incomplete(String key) {
      return Models.incomplete(place, path, key);
    }

    private List<?> list(String key) {
      if (fields.get(key) instanceof List<?> list) {
        return list;
      }
      throw incomplete(key);
    }

    private String text(String key, Object value) {
      if (value instanceof String text) {
        return text;
      }
      throw incomplete(key);
    }

    private List<String> texts(String key, List<?> values) {
      return values.stream().map(value -> text(key, value)).toList();
    }

    private Vector vector(String key, int size) {
      return vector(key, list(key), size);
    }

    private Vector vector(String key, Object value, int size) {
      if (!(value instanceof List<?> list) || list.size() != size) {
        throw incomplete(key);
      }
      return Vector.ofNumbers(list.stream().map(each -> number(key, each)).toList());
    }

    private Optional<Number> optional(String key) {
      return Optional.ofNullable(fields.get(key)).map(value -> number(key, value));
    }

    private Number number(String key) {
      return number(key, fields.get(key));
    }

    private long whole(String key, long most) {
      if (fields.get(key) instanceof Double d && d >= 0 && d <= most && d % 1 == 0) {
        return d.longValue();
      }
      throw incomplete(key);
    }

    private Number number(String key, Object value) {
      if (value instanceof Double d) {
        return d;
      }
      try {
        String text = text(key, value);
        return switch (text) {
          case "NaN" -> Double.NaN;
          case "Infinity" -> Double.POSITIVE_INFINITY;
          case "-Infinity" -> Double.NEGATIVE_INFINITY;
          default -> exact(key, text);
        };
      } catch (ArithmeticException | NumberFormatException e) {
        throw incomplete(key);
      }
    }

    private Number exact(String key, String text) {
      NumberSystem.checkLength(text.length());
      if (numbers.isDouble()) {
        throw incomplete(key);
      }
      if (numbers.digits().isPresent()) {
        BigDecimal decimal = new BigDecimal(text);
        NumberSystem.checkLength(
            (int) Math.min(Integer.MAX_VALUE, Math.abs((long) decimal.scale())));
        return decimal;
      }
      int slash = text.indexOf('/');
      return slash < 0
          ? Fraction.of(new BigInteger(text))
          : Fraction.of(
              new BigInteger(text.substring(0, slash)), new BigInteger(text.substring(slash + 1)));
    }
  }
}
