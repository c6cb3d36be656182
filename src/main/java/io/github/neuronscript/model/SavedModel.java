package io.github.neuronscript.model;

import io.github.neuronscript.FileAccess;
import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.diagnostic.NeuronScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.Fraction;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.program.ModelText;
import io.github.neuronscript.trace.NeuronView;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A model that was loaded, and what its file says of where it comes from.
 *
 * @param path as the user named it
 * @param neuron that it restores
 * @param original weights in the units of the data, then the bias, if there is one
 * @param scaled weights of the scaled inputs, then the bias
 * @param epochs that it has learnt for
 * @param updates of its weights
 * @param rules as {@code show rules} lists them
 * @param fields of the file
 */
public record SavedModel(
    String path,
    NeuronView neuron,
    Vector original,
    Vector scaled,
    long epochs,
    long updates,
    List<TraceEvent.Listed.Entry> rules,
    Map<String, Object> fields) {

  /** What errors call the script that loads it. */
  private static final String NAME = "nn model";

  public SavedModel {
    rules = List.copyOf(rules);
  }

  /** What the engine tells of a model. */
  private static final class Heard {
    private Optional<TraceEvent.ModelFile> loaded = Optional.empty();
    private Optional<TraceEvent.Original> original = Optional.empty();
    private List<TraceEvent.Listed.Entry> rules = List.of();

    void hear(TraceEvent event) {
      if (event instanceof TraceEvent.ModelFile file) {
        loaded = Optional.of(file);
      } else if (event instanceof TraceEvent.Original weights) {
        original = Optional.of(weights);
      } else if (event instanceof TraceEvent.Listed listed) {
        rules = listed.entries();
      }
    }
  }

  /**
   * Loads a model.
   *
   * @param options with the files that may be opened
   * @throws NeuronScriptException if there is none, or it cannot be loaded
   * @throws IOException if it cannot be read again
   */
  public static SavedModel read(String path, Options options) throws IOException {
    Heard heard = new Heard();
    String script =
        "load "
            + FormulaWriter.source(new Expression.Text(path))
            + "\nshow weights original\nshow rules\n";
    new NeuronScript()
        .run(Source.of(NAME, script), options.trace(TraceLevel.NONE).listener(heard::hear))
        .orThrow();
    TraceEvent.ModelFile loaded = heard.loaded.orElseThrow();
    TraceEvent.Original weights = heard.original.orElseThrow();
    return new SavedModel(
        path,
        loaded.neuron(),
        weights.original(),
        weights.weights(),
        loaded.epochs(),
        loaded.updates(),
        heard.rules,
        fields(path, options.files()));
  }

  private static Map<String, Object> fields(String path, FileAccess files) throws IOException {
    try (InputStream in = files.open(NAME, path)) {
      return new LinkedHashMap<>(
          ModelText.read(Source.of(path, new String(in.readAllBytes(), StandardCharsets.UTF_8))));
    }
  }

  /** Returns a number of the file, if it has one of that name. */
  Optional<Number> number(String key) {
    return number(fields.get(key));
  }

  /** Numbers that are no doubles stand as text, such as 1/3; so does what is not finite. */
  private Optional<Number> number(Object value) {
    if (value instanceof Double number) {
      return Optional.of(number);
    }
    if (!(value instanceof String text)) {
      return Optional.empty();
    }
    try {
      NumberSystem numbers = neuron.numbers();
      if (numbers.isDouble() || text.endsWith("y") || text.equals("NaN")) {
        return Optional.of(Double.valueOf(text));
      }
      if (numbers.digits().isPresent()) {
        return Optional.of(new BigDecimal(text));
      }
      int slash = text.indexOf('/');
      return Optional.of(
          slash < 0
              ? Fraction.of(new BigInteger(text))
              : Fraction.of(
                  new BigInteger(text.substring(0, slash)),
                  new BigInteger(text.substring(slash + 1))));
    } catch (ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Returns a text of the file; empty if it has none of that name. */
  String text(String key) {
    return fields.get(key) instanceof String text ? text : "";
  }

  /** Returns the statements that declare it, each on one line; rows of data are counted. */
  List<String> declarations() {
    List<String> lines = new ArrayList<>();
    for (Object line : fields.get("script") instanceof List<?> script ? script : List.of()) {
      String text = line.toString();
      long rows = text.lines().count() - 2;
      boolean data = rows > 0 && text.startsWith("data {");
      lines.add(
          data
              ? "data { … }  # " + rows + (rows == 1 ? " row" : " rows")
              : text.lines().map(String::strip).collect(Collectors.joining(" ")));
    }
    return lines;
  }

  /** Returns the figures of the last {@code evaluate}, by their names, with the rows first. */
  Map<String, Number> judged() {
    Map<String, Number> figures = new LinkedHashMap<>();
    for (Object each : fields.get("judged") instanceof List<?> list ? list : List.of()) {
      if (each instanceof List<?> pair && pair.size() == 2 && pair.get(0) instanceof String name) {
        number(pair.get(1)).ifPresent(value -> figures.put(name, value));
      }
    }
    return figures;
  }

  /** Returns the weights in the units of the data, by what they weigh, then the bias. */
  Map<String, Number> weights() {
    return named(original);
  }

  /** Returns the weights as they learn, those of scaled inputs, by what they weigh. */
  Map<String, Number> weightsOfScaled() {
    return named(scaled);
  }

  private Map<String, Number> named(Vector numbers) {
    Map<String, Number> named = new LinkedHashMap<>();
    for (int i = 0; i < neuron.inputs().size(); i++) {
      named.put(neuron.inputs().get(i), numbers.number(i));
    }
    neuron.bias().ifPresent(bias -> named.put(bias, numbers.number(neuron.inputs().size())));
    return named;
  }
}
