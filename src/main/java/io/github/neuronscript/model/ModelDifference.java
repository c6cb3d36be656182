package io.github.neuronscript.model;

import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.render.Json;
import io.github.neuronscript.render.Numbers;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceEvent.Listed.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What changed from one model to another. */
public final class ModelDifference {

  private final SavedModel before;
  private final SavedModel after;
  private final int digits;
  private final List<String> removed;
  private final List<String> added;

  /** What learns and is not shown number by number. */
  private static final List<String> REST =
      List.of("memory", "means", "scale_offset", "scale_divisor", "rules_held", "row");

  /**
   * Compares two models.
   *
   * @param digits significant digits of numbers that are shown
   */
  public ModelDifference(SavedModel before, SavedModel after, int digits) {
    this.before = before;
    this.after = after;
    this.digits = digits;
    List<String> old = before.declarations();
    List<String> fresh = after.declarations();
    this.removed = old.stream().filter(line -> !fresh.contains(line)).toList();
    this.added = fresh.stream().filter(line -> !old.contains(line)).toList();
  }

  /** Whether both say the same, but for where they were saved from and by which release. */
  public boolean isNone() {
    Set<String> keys = new LinkedHashSet<>(before.fields().keySet());
    keys.addAll(after.fields().keySet());
    keys.removeAll(List.of("from", "neuronscript"));
    return keys.stream()
        .allMatch(key -> Objects.equals(before.fields().get(key), after.fields().get(key)));
  }

  /** Returns what is shown, for a renderer of traces; empty if there is nothing. */
  public List<TraceEvent> events() {
    List<TraceEvent> events = new ArrayList<>();
    List<Entry> declared = new ArrayList<>();
    removed.forEach(line -> declared.add(Entry.of("−", line)));
    added.forEach(line -> declared.add(Entry.of("+", line)));
    list(events, "declared", declared);
    boolean scaled = before.neuron().scaling().isPresent() || after.neuron().scaling().isPresent();
    list(
        events,
        "weights" + (scaled ? " in the units of the data" : ""),
        changes(before.weights(), after.weights()));
    list(events, "judged", changes(before.judged(), after.judged()));
    list(events, "learnt", changes(learnt(before), learnt(after)));
    List<Entry> data = changes(rows(before), rows(after));
    if (!before.text("data_sha256").equals(after.text("data_sha256"))) {
      data.add(Entry.of("sha256", arrow(before.text("data_sha256"), after.text("data_sha256"))));
    }
    list(events, "data", data);
    List<String> rest =
        REST.stream()
            .filter(key -> !Objects.equals(before.fields().get(key), after.fields().get(key)))
            .toList();
    list(
        events,
        "besides",
        rest.isEmpty()
            ? List.of()
            : List.of(Entry.of("besides", String.join(", ", rest) + " changed")));
    List<Entry> saved = new ArrayList<>();
    if (!before.text("from").equals(after.text("from"))) {
      saved.add(Entry.of("from", arrow(before.text("from"), after.text("from"))));
    }
    if (!ModelPage.versions(before).equals(ModelPage.versions(after))) {
      saved.add(Entry.of("by", arrow(ModelPage.versions(before), ModelPage.versions(after))));
    }
    list(events, "saved", saved);
    return events;
  }

  private static void list(List<TraceEvent> events, String topic, List<Entry> entries) {
    if (!entries.isEmpty()) {
      events.add(new TraceEvent.Listed(topic, entries));
    }
  }

  private static Map<String, Number> learnt(SavedModel model) {
    Map<String, Number> numbers = new LinkedHashMap<>();
    numbers.put("epochs", (double) model.epochs());
    numbers.put("updates", (double) model.updates());
    // Its `cost` may be that of an `evaluate`, which says nothing of what was learnt.
    model
        .number("epoch_cost")
        .filter(cost -> !NumberSystem.isNan(cost))
        .ifPresent(cost -> numbers.put("cost of the last epoch", cost));
    for (String key : List.of("rate", "threshold")) {
      model.number(key).ifPresent(value -> numbers.put(key, value));
    }
    return numbers;
  }

  private static Map<String, Number> rows(SavedModel model) {
    return model.number("rows").map(rows -> Map.of("rows", rows)).orElse(Map.of());
  }

  private List<Entry> changes(Map<String, Number> old, Map<String, Number> fresh) {
    List<Entry> entries = new ArrayList<>();
    for (String name : names(old, fresh)) {
      Optional<Number> a = Optional.ofNullable(old.get(name));
      Optional<Number> b = Optional.ofNullable(fresh.get(name));
      if (!a.equals(b)) {
        String both = arrow(shown(a), shown(b));
        entries.add(
            Entry.of(name, difference(a, b).map(d -> both + "  (" + signed(d) + ")").orElse(both)));
      }
    }
    return entries;
  }

  private static Set<String> names(Map<String, Number> old, Map<String, Number> fresh) {
    Set<String> names = new LinkedHashSet<>(old.keySet());
    names.addAll(fresh.keySet());
    return names;
  }

  private String shown(Optional<Number> value) {
    return value.map(number -> Numbers.text(number, digits)).orElse("");
  }

  private static String arrow(String a, String b) {
    return (a.isEmpty() ? "none" : a) + " → " + (b.isEmpty() ? "none" : b);
  }

  private Optional<Number> difference(Optional<Number> a, Optional<Number> b) {
    NumberSystem numbers = after.neuron().numbers();
    boolean both =
        a.isPresent() && b.isPresent() && numbers.name().equals(before.neuron().numbers().name());
    return both ? Optional.of(numbers.subtract(b.get(), a.get())) : Optional.empty();
  }

  private String signed(Number difference) {
    return (NumberSystem.signum(difference) > 0 ? "+" : "") + Numbers.text(difference, digits);
  }

  /** Returns the same for programs, as one JSON object on a line. */
  public String json() {
    Json json = new Json().text("event", "model_difference");
    json.text("before", before.path()).text("after", after.path()).truth("same", isNone());
    json.texts("removed", removed).texts("added", added);
    json(json, "weights_original", before.weights(), after.weights());
    json(json, "judged", before.judged(), after.judged());
    json(json, "learnt", learnt(before), learnt(after));
    boolean data = before.text("data_sha256").equals(after.text("data_sha256"));
    return json.truth("same_data", data).line();
  }

  private void json(Json json, String key, Map<String, Number> old, Map<String, Number> fresh) {
    json.list(key);
    for (String name : names(old, fresh)) {
      Optional<Number> a = Optional.ofNullable(old.get(name));
      Optional<Number> b = Optional.ofNullable(fresh.get(name));
      if (!a.equals(b)) {
        json.element().text("name", name).number("before", a).number("after", b);
        json.number("difference", difference(a, b)).end();
      }
    }
    json.endList();
  }
}
