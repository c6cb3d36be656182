package io.github.neuronscript.model;

import io.github.neuronscript.render.Json;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceEvent.Listed.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a model is: first what it computes, then how good it is, and where it comes from. */
public final class ModelPage {

  /** So many declarations are shown. */
  private static final int MOST_LINES = 40;

  private ModelPage() {}

  /** Returns what is shown, for a renderer of traces. */
  public static List<TraceEvent> of(SavedModel model) {
    List<TraceEvent> page = new ArrayList<>();
    page.add(new TraceEvent.Conventions(model.neuron(), false));
    boolean scaled = model.neuron().scaling().isPresent();
    page.add(
        new TraceEvent.Listed(
            "weights" + (scaled ? " in the units of the data" : ""), entries(model.weights())));
    if (!model.rules().isEmpty()) {
      page.add(new TraceEvent.Listed("rules", model.rules()));
    }
    Map<String, Number> judged = model.judged();
    page.add(
        new TraceEvent.Listed(
            "judged",
            judged.isEmpty()
                ? List.of(
                    Entry.of("judged", "not yet; `evaluate` before `save` keeps its figures here"))
                : entries(judged)));
    page.add(new TraceEvent.Listed("learnt", learnt(model)));
    page.add(new TraceEvent.Listed("data", data(model)));
    page.add(
        new TraceEvent.Listed(
            "saved",
            List.of(Entry.of("from", model.text("from")), Entry.of("by", versions(model)))));
    page.add(new TraceEvent.Listed("declared", declared(model)));
    return page;
  }

  private static List<Entry> entries(Map<String, Number> numbers) {
    return numbers.entrySet().stream().map(e -> Entry.of(e.getKey(), e.getValue())).toList();
  }

  private static List<Entry> learnt(SavedModel model) {
    List<Entry> entries = new ArrayList<>();
    entries.add(Entry.of("epochs", (double) model.epochs()));
    entries.add(Entry.of("updates", (double) model.updates()));
    model.number("cost").ifPresent(cost -> entries.add(Entry.of("cost", cost)));
    model.number("rate").ifPresent(rate -> entries.add(Entry.of("learning rate", rate)));
    model.number("threshold").ifPresent(t -> entries.add(Entry.of("threshold", t)));
    return entries;
  }

  private static List<Entry> data(SavedModel model) {
    List<Entry> entries = new ArrayList<>();
    model.number("rows").ifPresent(rows -> entries.add(Entry.of("rows", rows)));
    model.declarations().stream()
        .filter(line -> line.startsWith("data from "))
        .forEach(line -> entries.add(Entry.of("from", line.substring("data from ".length()))));
    String sha = model.text("data_sha256");
    if (!sha.isEmpty()) {
      entries.add(Entry.of("sha256", sha));
    }
    return entries.isEmpty() ? List.of(Entry.of("data", "none")) : entries;
  }

  static String versions(SavedModel model) {
    return "NeuronScript "
        + model.text("neuronscript")
        + ", language "
        + model.number("language").map(Number::longValue).orElse(0L)
        + ", arithmetic "
        + model.number("arithmetic").map(Number::longValue).orElse(0L);
  }

  private static List<Entry> declared(SavedModel model) {
    List<String> lines = model.declarations();
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST_LINES, lines.size()); i++) {
      entries.add(Entry.of(Integer.toString(i + 1), lines.get(i)));
    }
    if (lines.size() > MOST_LINES) {
      entries.add(Entry.of("…", lines.size() - MOST_LINES + " more in the file"));
    }
    return entries;
  }

  /** Returns the same for programs, as one JSON object on a line. */
  public static String json(SavedModel model) {
    Json json = new Json().text("event", "model").text("file", model.path());
    json.texts("inputs", model.neuron().inputs()).object("weights_original");
    model.weights().forEach(json::number);
    json.end().object("weights");
    model.weightsOfScaled().forEach(json::number);
    json.end().object("judged");
    model.judged().forEach(json::number);
    json.end().integer("epochs", model.epochs()).integer("updates", model.updates());
    json.number("cost", model.number("cost")).number("threshold", model.number("threshold"));
    json.number("rows", model.number("rows"));
    text(json, "data_sha256", model.text("data_sha256"));
    json.text("from", model.text("from")).text("neuronscript", model.text("neuronscript"));
    json.number("language", model.number("language"));
    json.number("arithmetic", model.number("arithmetic"));
    return json.texts("script", model.declarations()).line();
  }

  private static void text(Json json, String key, String value) {
    if (value.isEmpty()) {
      json.nothing(key);
    } else {
      json.text(key, value);
    }
  }
}
