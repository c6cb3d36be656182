package io.github.neuronscript.receipt;

import io.github.neuronscript.receipt.Value.Items;
import io.github.neuronscript.receipt.Value.Members;
import io.github.neuronscript.receipt.Value.Scalar;
import io.github.neuronscript.receipt.Value.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys that the lines of each event have, in their order, and those of the objects in them. A
 * line with another key is none of ours: nothing would hold what stands there to anything.
 */
final class Keys {

  private static final String STEPS = "{formula latex mathml rules}";
  private static final String METRICS = " metrics* undefined*";
  private static final String APART = "{epoch example values{name doubles others}}";
  private static final String END = "{epochs weights bias reason{} error}";
  private static final String AXIS = "{name from to logarithmic}";
  private static final String TRUTH = "condition values* held";

  /**
   * An event and its keys. {@code a?} may be missing, {@code a{b c}} is an object with these keys,
   * a list of such objects or null, and {@code a*} an object with names of its own. A reason has
   * the keys of its kind.
   */
  private static final List<String> EVENTS =
      List.of(
          "start schema language arithmetic neuronscript script",
          "configured digits trace numbers",
          "defined name parameters formula derivative{by formula} requires",
          "conventions inputs weights bias bias_learns activation activation_formula loss"
              + " loss_formula cost penalty penalty_formula scale_offset? scale_divisor? numbers"
              + " learning_rule learning_rule_formula update_order batch"
              + " kinks{at jump derivative taken}",
          "parameters weights bias",
          "counters updates memory{name values bias}",
          "forward epoch example raw? inputs weights bias z output target",
          "backward epoch example inputs z output target loss loss_by_output output_by_z loss_by_z"
              + " kinks gradient bias_gradient",
          "gathered epoch example examples sums bias_sum penalty gradient bias_gradient",
          "update epoch example examples rate updates made gradient bias_gradient old_weights"
              + " old_bias weights bias memory{name old old_bias new new_bias} inputs? z? output?"
              + " target?",
          "epoch epoch cost previous_cost gradient_norm updates weights bias",
          "trained epochs rows batch updates first_cost last_cost weights bias reason{}"
              + " rules{rule times}",
          "divided rows training test classes seed",
          "fired rule moment epoch example " + TRUTH,
          "answered answer template rule " + TRUTH,
          "undone statements",
          "original scaled_weights scaled_bias weights bias",
          "predicted raw? inputs weights bias z output",
          "predicted_file file to rows left_out first{line? row? inputs output answer}",
          "model file loaded epochs updates weights bias",
          "explained raw? inputs weights bias contributions contributions_size z output",
          "ledger shares{example target output loss gradient bias_gradient} sums bias_sum penalty"
              + " gradient bias_gradient",
          "gradient_checked rows examples cost"
              + " derivatives{parameter derivative step difference relative_error verdict}",
          "diagnosed examples findings{code message notes help} largest_rate",
          "derived function latex mathml by steps" + STEPS + " at{name value} value derivative",
          "neuron_derived factors{factor latex mathml forms"
              + STEPS
              + " steps"
              + STEPS
              + "}"
              + " weight_gradient{formula latex mathml} bias_gradient{formula latex mathml} penalty"
              + STEPS,
          "differed numbers epochs furthest rounded"
              + APART
              + " parted"
              + APART
              + " doubles"
              + END
              + " others"
              + END,
          "evaluated rows part file examples losses loss_sum cost cost_is correct accuracy threshold stale"
              + " learnt confusion{tp fp fn tn}"
              + METRICS
              + " baseline{rows output class"
              + METRICS
              + "}"
              + " calibration{from to rows output ones} confidence{percent samples seed"
              + " intervals{metric low high undefined} accuracy{rows low high}}",
          "threshold_chosen rows part examples criterion candidates threshold below above"
              + " confusion{tp fp fn tn} usual usual_confusion{tp fp fn tn}",
          "cross_validated rows part percent seed stratified criterion mean* deviation* lowest*"
              + " highest* baseline* folds{rows training epochs threshold"
              + METRICS
              + " reason{}}",
          "shown formula values* value",
          "listed topic entries{name value}",
          "names values*",
          "rows examples{example inputs target}",
          "printed text template values",
          "expected condition values*",
          "plotted file kind rows across"
              + AXIS
              + " up"
              + AXIS
              + " curves{name xs ys}"
              + " groups{name from to xs ys} marks{name x y}"
              + " boundary{threshold w1 w2 bias bands{from to}}",
          "end status lines sha256");

  private static final List<String> REASONS =
      List.of(
          "bound epochs default",
          "until condition values*",
          "converged change threshold",
          "rule rule condition values*",
          "no_update");

  /** What a key may hold. */
  enum Kind {
    PLAIN,
    OBJECT,
    NAMES,
    REASON
  }

  record Key(String name, boolean optional, Kind kind, List<Key> keys) {}

  private final Map<String, List<Key>> events = all("event", EVENTS);
  private final Map<String, List<Key>> reasons = all("kind", REASONS);

  /** Returns the keys of each event, in their order. */
  Map<String, List<Key>> events() {
    return Map.copyOf(events);
  }

  /** Returns the keys of each kind of reason, in their order. */
  Map<String, List<Key>> reasons() {
    return Map.copyOf(reasons);
  }

  private static Map<String, List<Key>> all(String first, List<String> descriptions) {
    Map<String, List<Key>> all = new HashMap<>();
    for (String text : descriptions) {
      int end = text.indexOf(' ');
      String name = end < 0 ? text : text.substring(0, end);
      List<Key> keys = new ArrayList<>(List.of(new Key(first, false, Kind.PLAIN, List.of())));
      keys.addAll(read(end < 0 ? "" : text.substring(end + 1), new int[1]));
      all.put(name, keys);
    }
    return all;
  }

  /** Reads keys from a place on, to the end or a bracket that closes. */
  private static List<Key> read(String text, int[] at) {
    List<Key> keys = new ArrayList<>();
    while (at[0] < text.length() && text.charAt(at[0]) != '}') {
      int start = at[0];
      while (at[0] < text.length() && " ?*{}".indexOf(text.charAt(at[0])) < 0) {
        at[0]++;
      }
      String name = text.substring(start, at[0]);
      char sign = at[0] < text.length() ? text.charAt(at[0]) : ' ';
      Kind kind = sign == '*' ? Kind.NAMES : sign == '{' ? Kind.OBJECT : Kind.PLAIN;
      List<Key> own = List.of();
      if (sign == '{') {
        at[0]++;
        own = read(text, at);
        kind = own.isEmpty() ? Kind.REASON : kind;
      }
      at[0] += sign == '}' || sign == ' ' ? 0 : 1;
      if (at[0] < text.length() && text.charAt(at[0]) == ' ') {
        at[0]++;
      }
      keys.add(new Key(name, sign == '?', kind, own));
    }
    return keys;
  }

  /**
   * Holds a line to the keys of its event.
   *
   * @throws Broken if it has others, or not all of them, or in another order, or an object where
   *     there is none
   */
  void check(Fields line, String event, Members members) {
    List<Key> keys = events.get(event);
    if (keys == null) {
      throw line.broken("the event `" + event + "` is none that this version of nn knows");
    }
    check(line, "", members, keys);
  }

  private void check(Fields line, String path, Members members, List<Key> keys) {
    int next = 0;
    for (Map.Entry<String, Value> member : members.values().entrySet()) {
      String name = member.getKey();
      while (next < keys.size() && !keys.get(next).name.equals(name)) {
        if (keys.stream().noneMatch(key -> key.name.equals(name))) {
          throw line.broken("the key `" + path + name + "` is none that this version of nn knows");
        }
        needed(line, path, keys.get(next++), members);
      }
      if (next == keys.size()) {
        throw line.broken(
            "the key `"
                + path
                + name
                + "` "
                + (keys.stream().anyMatch(key -> key.name.equals(name))
                    ? "stands in another place than a trace has it"
                    : "is none that this version of nn knows"));
      }
      check(line, path + name, member.getValue(), keys.get(next++));
    }
    while (next < keys.size()) {
      needed(line, path, keys.get(next++), members);
    }
  }

  private static void needed(Fields line, String path, Key key, Members members) {
    if (members.values().containsKey(key.name)) {
      throw line.broken(
          "the key `" + path + key.name + "` stands in another place than a trace has it");
    }
    if (!key.optional) {
      throw line.broken("the key `" + path + key.name + "` is missing");
    }
  }

  private void check(Fields line, String path, Value value, Key key) {
    if (value instanceof Items items && key.kind != Kind.NAMES && key.kind != Kind.REASON) {
      for (Value item : items.values()) {
        if (key.kind == Kind.OBJECT && item instanceof Members object) {
          check(line, path + ".", object, key.keys);
        } else if (key.kind == Kind.OBJECT || !(item instanceof Scalar)) {
          throw line.broken("`" + path + "` is no list as a trace has it");
        }
      }
    } else if (value instanceof Members object && key.kind != Kind.PLAIN) {
      object(line, path + ".", object, key);
    } else if (key.kind == Kind.PLAIN ? value instanceof Members : value != Word.NULL) {
      throw line.broken("`" + path + "` is not of the kind that a trace has there");
    }
  }

  private void object(Fields line, String path, Members object, Key key) {
    if (key.kind == Kind.NAMES) {
      for (Map.Entry<String, Value> member : object.values().entrySet()) {
        if (!(member.getValue() instanceof Scalar) && member.getValue() != Word.NULL) {
          throw line.broken("`" + path + member.getKey() + "` is no number or text");
        }
      }
    } else if (key.kind == Kind.OBJECT) {
      check(line, path, object, key.keys);
    } else {
      List<Key> keys =
          object.values().get("kind") instanceof Scalar kind ? reasons.get(kind.text()) : null;
      if (keys == null) {
        throw line.broken("`" + path + "kind` is none that this version of nn knows");
      }
      check(line, path, object, keys);
    }
  }
}
