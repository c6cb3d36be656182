package io.github.neuronscript.receipt;

import io.github.neuronscript.receipt.Value.Items;
import io.github.neuronscript.receipt.Value.Members;
import io.github.neuronscript.receipt.Value.Scalar;
import io.github.neuronscript.receipt.Value.Word;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What may stand in the lines of each event, as {@code grammar/trace.schema.json} says it: their
 * keys, in that order and no others, and the kind of each value. A line with another key is none of
 * ours: nothing would hold what stands there to anything.
 *
 * <p>It reads the keywords of JSON Schema that this one schema uses. Immutable.
 */
final class Schema {

  private static final String UNKNOWN = "` is none that this version of nn knows";

  /** What a value may be. */
  private sealed interface Shape {

    /** A number, a text, or a word such as null. */
    record Leaf(String type, Set<String> words, Pattern pattern) implements Shape {}

    record Listed(Shape each) implements Shape {}

    /** An object with these keys, in their order. */
    record Keyed(Map<String, Shape> keys, Set<String> required) implements Shape {}

    /** An object with names of its own. */
    record Named(Set<String> names, Shape each) implements Shape {}

    record Choice(List<Shape> shapes) implements Shape {}

    /** Objects of which each has its own word by a first key. */
    record Kinds(String key, Map<String, Shape> kinds) implements Shape {}
  }

  private static final String QUOTED_NUMBER = "quoted number";
  private static final Pattern ANY = Pattern.compile("");

  /** After what it needs. */
  static final Schema OF_THE_TRACE = read();

  private final Members definitions;
  private final Map<String, Shape> shapes = new HashMap<>();
  private final Map<String, Shape> events = new HashMap<>();

  private Schema(Members root) {
    this.definitions = members(root, "$defs");
    for (Value choice : list(root, "oneOf")) {
      String name = text(((Members) choice).values().get("$ref")).substring("#/$defs/".length());
      events.put(name, defined(name));
    }
  }

  private static Schema read() {
    try (InputStream in = Schema.class.getResourceAsStream("trace.schema.json")) {
      return new Schema(parsed(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads JSON with any white space between its parts. */
  static Members parsed(String text) {
    StringBuilder dense = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"' && text.charAt(i - 1) != '\\';
      if (quoted || !Character.isWhitespace(c)) {
        dense.append(c);
      }
    }
    return LineReader.read(1, dense.toString());
  }

  private static Members members(Members schema, String keyword) {
    return (Members) schema.values().get(keyword);
  }

  private static List<Value> list(Members schema, String keyword) {
    return ((Items) schema.values().get(keyword)).values();
  }

  private static String text(Value value) {
    return ((Scalar) value).text();
  }

  private static Set<String> texts(Members schema, String keyword) {
    Set<String> texts = new LinkedHashSet<>();
    if (schema.values().containsKey(keyword)) {
      list(schema, keyword).forEach(value -> texts.add(text(value)));
    }
    return texts;
  }

  private Shape defined(String name) {
    Shape known = shapes.get(name);
    if (known == null) {
      known = shape(members(definitions, name));
      shapes.put(name, known);
    }
    return known;
  }

  private Shape shape(Value value) {
    Members schema = (Members) value;
    Map<String, Value> rules = schema.values();
    if (rules.containsKey("$ref")) {
      return defined(text(rules.get("$ref")).substring("#/$defs/".length()));
    }
    if (rules.containsKey("anyOf")) {
      return choice(list(schema, "anyOf").stream().map(this::shape).toList());
    }
    if (rules.containsKey("oneOf")) {
      return kinds(list(schema, "oneOf"));
    }
    if (rules.containsKey("const")) {
      Scalar only = (Scalar) rules.get("const");
      // A version that is another one is told by its own message.
      return only.quoted()
          ? new Shape.Leaf("string", Set.of(only.text()), ANY)
          : new Shape.Leaf("integer", Set.of(), ANY);
    }
    if (rules.containsKey("enum")) {
      return new Shape.Leaf("string", texts(schema, "enum"), ANY);
    }
    String type = text(rules.get("type"));
    return switch (type) {
      case "array" -> new Shape.Listed(shape(rules.get("items")));
      case "object" -> object(schema);
      default ->
          new Shape.Leaf(
              type,
              Set.of(),
              rules.containsKey("pattern") ? Pattern.compile(text(rules.get("pattern"))) : ANY);
    };
  }

  /** Texts of a pattern that stand for a number are numbers, too. */
  private static Shape choice(List<Shape> shapes) {
    if (!(shapes.get(0) instanceof Shape.Leaf first) || !first.type().equals("number")) {
      return new Shape.Choice(shapes);
    }
    List<Shape> numbers = new ArrayList<>();
    for (Shape shape : shapes) {
      numbers.add(
          shape instanceof Shape.Leaf leaf && leaf.pattern() != ANY
              ? new Shape.Leaf(QUOTED_NUMBER, Set.of(), leaf.pattern())
              : shape);
    }
    return new Shape.Choice(numbers);
  }

  private Shape object(Members schema) {
    if (schema.values().containsKey("additionalProperties")) {
      Set<String> names =
          schema.values().containsKey("propertyNames")
              ? texts(named(members(schema, "propertyNames")), "enum")
              : Set.of();
      return new Shape.Named(names, shape(schema.values().get("additionalProperties")));
    }
    Map<String, Shape> keys = new LinkedHashMap<>();
    members(schema, "properties").values().forEach((key, own) -> keys.put(key, shape(own)));
    return new Shape.Keyed(keys, texts(schema, "required"));
  }

  private Members named(Members schema) {
    Value ref = schema.values().get("$ref");
    return ref == null ? schema : members(definitions, text(ref).substring("#/$defs/".length()));
  }

  private Shape kinds(List<Value> choices) {
    Map<String, Shape> kinds = new HashMap<>();
    String key = "";
    for (Value choice : choices) {
      Shape.Keyed kind = (Shape.Keyed) shape(choice);
      key = kind.keys().keySet().iterator().next();
      kinds.put(((Shape.Leaf) kind.keys().get(key)).words().iterator().next(), kind);
    }
    return new Shape.Kinds(key, kinds);
  }

  /**
   * Holds a line to its event.
   *
   * @throws Broken if it has other keys, or not all of them, or in another order, or a value that
   *     none has there
   */
  void check(Fields line, String event, Members members) {
    Shape shape = events.get(event);
    if (shape == null) {
      throw line.broken("the event `" + event + UNKNOWN);
    }
    check(line, "", members, shape);
  }

  private static void check(Fields line, String path, Value value, Shape shape) {
    if (shape instanceof Shape.Choice choice) {
      Shape fitting =
          choice.shapes().stream()
              .filter(one -> fits(value, one))
              .findFirst()
              .orElseThrow(() -> wrong(line, path, value, choice.shapes()));
      check(line, path, value, fitting);
    } else if (!fits(value, shape)) {
      throw wrong(line, path, value, List.of(shape));
    } else if (shape instanceof Shape.Listed list) {
      for (Value item : ((Items) value).values()) {
        check(line, path, item, list.each());
      }
    } else if (shape instanceof Shape.Keyed keyed) {
      check(line, prefix(path), (Members) value, keyed);
    } else if (shape instanceof Shape.Named named) {
      ((Members) value)
          .values()
          .forEach(
              (name, part) -> {
                if (!named.names().isEmpty() && !named.names().contains(name)) {
                  throw line.broken("the key `" + prefix(path) + name + UNKNOWN);
                }
                check(line, prefix(path) + name, part, named.each());
              });
    } else if (shape instanceof Shape.Kinds kinds) {
      Value kind = ((Members) value).values().get(kinds.key());
      Shape own = kind instanceof Scalar word ? kinds.kinds().get(word.text()) : null;
      if (own == null) {
        throw line.broken("`" + prefix(path) + kinds.key() + UNKNOWN);
      }
      check(line, path, value, own);
    } else if (value instanceof Scalar scalar && !((Shape.Leaf) shape).type().equals("string")) {
      scalar.markNumber();
    }
  }

  private static String prefix(String path) {
    return path.isEmpty() ? "" : path + ".";
  }

  /** Whether a value is of a kind; the parts of it are not asked. */
  private static boolean fits(Value value, Shape shape) {
    if (shape instanceof Shape.Choice choice) {
      return choice.shapes().stream().anyMatch(one -> fits(value, one));
    }
    if (shape instanceof Shape.Leaf leaf) {
      return switch (leaf.type()) {
        case "null" -> value.isNull();
        case "boolean" -> value instanceof Word && !value.isNull();
        case "number" -> value instanceof Scalar number && !number.quoted();
        case "integer" -> value instanceof Scalar number && number.isWhole();
        default ->
            value instanceof Scalar text
                && text.quoted()
                && (leaf.words().isEmpty() || leaf.words().contains(text.text()))
                && (leaf.pattern() == ANY || leaf.pattern().matcher(text.text()).find());
      };
    }
    return shape instanceof Shape.Listed ? value instanceof Items : value instanceof Members;
  }

  private static Broken wrong(Fields line, String path, Value value, List<Shape> shapes) {
    for (Shape shape : shapes) {
      if (value instanceof Scalar text
          && text.quoted()
          && shape instanceof Shape.Leaf leaf
          && !leaf.words().isEmpty()) {
        return line.broken(
            "`"
                + path
                + "` is `"
                + text.text()
                + "`, and may be "
                + String.join(", ", leaf.words()));
      }
    }
    return line.broken("`" + path + "` is not of the kind that a trace has there");
  }

  private static void check(Fields line, String prefix, Members members, Shape.Keyed keyed) {
    List<String> keys = List.copyOf(keyed.keys().keySet());
    int next = 0;
    for (Map.Entry<String, Value> member : members.values().entrySet()) {
      String name = member.getKey();
      if (!keyed.keys().containsKey(name)) {
        throw line.broken("the key `" + prefix + name + UNKNOWN);
      }
      while (next < keys.size() && !keys.get(next).equals(name)) {
        needed(line, prefix, keys.get(next++), members, keyed);
      }
      if (next++ == keys.size()) {
        throw misplaced(line, prefix + name);
      }
      check(line, prefix + name, member.getValue(), keyed.keys().get(name));
    }
    while (next < keys.size()) {
      needed(line, prefix, keys.get(next++), members, keyed);
    }
  }

  private static void needed(
      Fields line, String prefix, String key, Members members, Shape.Keyed keyed) {
    if (members.values().containsKey(key)) {
      throw misplaced(line, prefix + key);
    }
    if (keyed.required().contains(key)) {
      throw line.broken("the key `" + prefix + key + "` is missing");
    }
  }

  private static Broken misplaced(Fields line, String key) {
    return line.broken("the key `" + key + "` stands in another place than a trace has it");
  }
}
