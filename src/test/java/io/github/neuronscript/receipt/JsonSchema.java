package io.github.neuronscript.receipt;

import io.github.neuronscript.receipt.Value.Items;
import io.github.neuronscript.receipt.Value.Members;
import io.github.neuronscript.receipt.Value.Scalar;
import io.github.neuronscript.receipt.Value.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks a value by the part of JSON Schema (draft 2020-12) that the schema of the trace uses; any
 * other keyword is an error. A library for all of it would bring a JSON parser of its own and a
 * dozen jars. Stricter in one thing: a key that an object does not list is wrong, so that the
 * schema misses none.
 */
final class JsonSchema {

  private static final Set<String> WORDS_WITHOUT_EFFECT =
      Set.of("$schema", "title", "description", "$defs");

  private final Members root;

  private JsonSchema(Members root) {
    this.root = root;
  }

  /** Reads a schema with any white space between its parts. */
  static JsonSchema read(String text) {
    return new JsonSchema(Schema.parsed(text));
  }

  /** Returns the names of the definitions that the root chooses from. */
  List<String> choices() {
    return list(root, "oneOf").stream()
        .map(choice -> text(((Members) choice).values().get("$ref")))
        .map(ref -> ref.substring(ref.lastIndexOf('/') + 1))
        .toList();
  }

  /**
   * Returns every definition of an object that may stand in a place, behind references, in lists
   * and beside null.
   *
   * @param path a definition, and the keys from there on
   */
  List<Members> objects(String... path) {
    List<Members> found = objects(definition(path[0]));
    for (int i = 1; i < path.length; i++) {
      String key = path[i];
      found =
          found.stream()
              .map(object -> (Members) object.values().get("properties"))
              .filter(properties -> properties.values().containsKey(key))
              .flatMap(properties -> objects(properties.values().get(key)).stream())
              .toList();
    }
    return found;
  }

  private List<Members> objects(Value schema) {
    Members members = (Members) schema;
    List<Members> found = new ArrayList<>();
    if (members.values().containsKey("properties")) {
      found.add(members);
    }
    if (members.values().containsKey("$ref")) {
      String name = text(members.values().get("$ref")).substring("#/$defs/".length());
      found.addAll(objects(definition(name)));
    }
    if (members.values().containsKey("items")) {
      found.addAll(objects(members.values().get("items")));
    }
    for (String choice : List.of("anyOf", "oneOf")) {
      if (members.values().containsKey(choice)) {
        list(members, choice).forEach(one -> found.addAll(objects(one)));
      }
    }
    return found;
  }

  /** Returns the keys of an object of a schema, those that may be missing with a ? behind. */
  static List<String> keys(Members object) {
    List<String> required = list(object, "required").stream().map(JsonSchema::text).toList();
    return ((Members) object.values().get("properties"))
        .values().keySet().stream().map(key -> required.contains(key) ? key : key + "?").toList();
  }

  /** Returns what is wrong with a value by the definition of that name, and where. */
  Optional<String> problem(String definition, Value value) {
    return problem(definition(definition), value, definition);
  }

  /** Returns the words that a definition lists. */
  List<String> words(String definition) {
    return list(definition(definition), "enum").stream().map(JsonSchema::text).toList();
  }

  /** Returns how many of the choices of the root a value meets. */
  long met(Value value) {
    return met(root, "oneOf", value);
  }

  Members definition(String name) {
    Value found = ((Members) root.values().get("$defs")).values().get(name);
    if (found == null) {
      throw new IllegalArgumentException("no definition " + name);
    }
    return (Members) found;
  }

  private static List<Value> list(Members schema, String keyword) {
    return ((Items) schema.values().get(keyword)).values();
  }

  private static String text(Value value) {
    return ((Scalar) value).text();
  }

  private Optional<String> problem(Value schema, Value value, String at) {
    for (Map.Entry<String, Value> rule : ((Members) schema).values().entrySet()) {
      Optional<String> problem = problem((Members) schema, rule.getKey(), value, at);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private Optional<String> problem(Members schema, String keyword, Value value, String at) {
    Value rule = schema.values().get(keyword);
    return switch (keyword) {
      case "$ref" -> problem(definition(text(rule).substring("#/$defs/".length())), value, at);
      case "type" -> say(hasType(value, text(rule)), at + " is no " + text(rule));
      case "const" -> say(same(rule, value), at + " is not the word");
      case "enum" ->
          say(
              list(schema, keyword).stream().anyMatch(word -> same(word, value)),
              at + " is none of the words");
      case "pattern" ->
          say(
              !(value instanceof Scalar scalar && scalar.quoted())
                  || Pattern.compile(text(rule)).matcher(text(value)).find(),
              at + " does not match " + text(rule));
      case "required" ->
          list(schema, keyword).stream()
              .map(JsonSchema::text)
              .filter(key -> value instanceof Members m && !m.values().containsKey(key))
              .map(key -> at + " lacks " + key)
              .findFirst();
      case "properties" -> properties((Members) rule, value, at);
      case "additionalProperties" ->
          value instanceof Members members
              ? members.values().entrySet().stream()
                  .flatMap(e -> problem(rule, e.getValue(), at + "." + e.getKey()).stream())
                  .findFirst()
              : Optional.empty();
      case "propertyNames" ->
          value instanceof Members members
              ? members.values().keySet().stream()
                  .flatMap(
                      name -> problem(rule, new Scalar(name, true, 0), at + " " + name).stream())
                  .findFirst()
              : Optional.empty();
      case "items" ->
          value instanceof Items items
              ? items.values().stream()
                  .flatMap(item -> problem(rule, item, at + "[]").stream())
                  .findFirst()
              : Optional.empty();
      case "anyOf" -> say(met(schema, keyword, value) >= 1, at + " meets none of anyOf");
      case "oneOf" -> say(met(schema, keyword, value) == 1, at + " does not meet one of oneOf");
      default -> {
        if (!WORDS_WITHOUT_EFFECT.contains(keyword)) {
          throw new IllegalArgumentException("the keyword " + keyword);
        }
        yield Optional.empty();
      }
    };
  }

  private long met(Members schema, String keyword, Value value) {
    return list(schema, keyword).stream()
        .filter(choice -> problem(choice, value, "").isEmpty())
        .count();
  }

  private static Optional<String> say(boolean fine, String problem) {
    return fine ? Optional.empty() : Optional.of(problem);
  }

  private Optional<String> properties(Members listed, Value value, String at) {
    if (!(value instanceof Members members)) {
      return Optional.empty();
    }
    for (Map.Entry<String, Value> member : members.values().entrySet()) {
      String place = at + "." + member.getKey();
      Value schema = listed.values().get(member.getKey());
      if (schema == null) {
        return Optional.of(place + " is not listed");
      }
      Optional<String> problem = problem(schema, member.getValue(), place);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private static boolean hasType(Value value, String type) {
    return switch (type) {
      case "object" -> value instanceof Members;
      case "array" -> value instanceof Items;
      case "string" -> value instanceof Scalar scalar && scalar.quoted();
      case "number" -> value instanceof Scalar scalar && !scalar.quoted();
      case "integer" -> value instanceof Scalar s && !s.quoted() && s.text().matches("-?[0-9]+");
      case "boolean" -> value instanceof Word && !value.isNull();
      case "null" -> value.isNull();
      default -> throw new IllegalArgumentException("the type " + type);
    };
  }

  private static boolean same(Value one, Value other) {
    return one == other
        || one instanceof Scalar a
            && other instanceof Scalar b
            && a.quoted() == b.quoted()
            && a.text().equals(b.text());
  }
}
