package io.github.neuronscript;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/** Model files whose checksums are right, and whose contents want to harm whoever loads them. */
final class HostileModels {

  private static final String SCRIPT =
      "[\"inputs x\", \"weights 1\", \"bias b = 0\", \"data {\\n0 -> 0\\n1 -> 1\\n}\"]";

  /** What each model changes of a sound one: values by their keys. */
  private static final Map<String, Supplier<Map<String, String>>> MODELS = new LinkedHashMap<>();

  static {
    MODELS.put("sound.json", Map::of);
    MODELS.put("trains.json", () -> declaring("train 1000000000 epochs"));
    MODELS.put("includes.json", () -> declaring("include \\\"self.nn\\\""));
    MODELS.put("loads.json", () -> declaring("load \\\"loads.json\\\""));
    MODELS.put("saves.json", () -> declaring("save \\\"stolen.json\\\""));
    MODELS.put("reads.json", () -> declaring("predict from \\\"endless.csv\\\""));
    MODELS.put("prints.json", () -> declaring("print \\\"" + "x".repeat(900_000) + "\\\""));
    MODELS.put("lets.json", () -> declaring("let a = 1\\n".repeat(100_000)));
    MODELS.put("deep_formula.json", () -> declaring("let a = " + "(".repeat(100_000)));
    MODELS.put("many_inputs.json", () -> Map.of("script", "[\"inputs x[1000000]\"]"));
    MODELS.put("no_script.json", () -> Map.of("script", "null"));
    MODELS.put("no_weights.json", () -> Map.of("weights", "[]"));
    MODELS.put("many_weights.json", () -> Map.of("weights", list("0", 600_000)));
    MODELS.put("text_weights.json", () -> Map.of("weights", "[\"1; train\"]"));
    MODELS.put("nan_weights.json", () -> Map.of("weights", "[\"NaN\"]", "bias", "\"NaN\""));
    MODELS.put("endless_epoch.json", () -> Map.of("epoch", "\"Infinity\""));
    MODELS.put("negative_row.json", () -> Map.of("row", "-1"));
    MODELS.put("far_row.json", () -> Map.of("row", "2147483647"));
    MODELS.put("wrong_memory.json", () -> Map.of("memory", "[[1], [2, 3, 4], []]"));
    MODELS.put("many_memories.json", () -> Map.of("memory", list("[0, 0]", 200_000)));
    MODELS.put("zero_scale.json", () -> Map.of("scale_offset", "[0]", "scale_divisor", "[0]"));
    MODELS.put("deep.json", () -> Map.of("memory", "[".repeat(900_000)));
    MODELS.put("long_number.json", () -> Map.of("bias", "1" + "0".repeat(900_000)));
    MODELS.put("long_text.json", () -> Map.of("from", '"' + "x".repeat(1_900_000) + '"'));
    MODELS.put("open_text.json", () -> Map.of("from", "\"x"));
    MODELS.put(
        "large_decimal.json",
        () ->
            Map.of(
                "script",
                SCRIPT.replace("[", "[\"set numbers decimal 30\", "),
                "weights",
                "[\"1E+999999999\"]"));
    MODELS.put(
        "large_fraction.json",
        () ->
            Map.of(
                "script",
                SCRIPT.replace("[", "[\"set numbers exact\", "),
                "weights",
                "[\"1/" + "7".repeat(900_000) + "\"]"));
    MODELS.put(
        "categories.json",
        () ->
            Map.of(
                "script",
                "[\"inputs one_hot(name)\", \"target y\", \"data from \\\"categories.csv\\\"\"]",
                "categories",
                IntStream.range(0, 150_000)
                    .mapToObj(i -> "\"" + i + "\"")
                    .collect(Collectors.joining(", ", "[[\"name\", ", "]]")),
                "weights",
                list("0", 150_000)));
    MODELS.put("newer.json", () -> Map.of("neuronscript_model", "2"));
    MODELS.put("too_large.json", () -> Map.of("from", '"' + "x".repeat(3_000_000) + '"'));
  }

  private HostileModels() {}

  /** Returns the text of a model, if it is one of these. */
  static Optional<String> text(String path) {
    return Optional.ofNullable(MODELS.get(path)).map(changes -> sealed(changes.get()));
  }

  private static Map<String, String> declaring(String statement) {
    return Map.of("script", SCRIPT.replace("]", ", \"" + statement + "\"]"));
  }

  private static String list(String value, int count) {
    return "[" + (value + ", ").repeat(count - 1) + value + "]";
  }

  private static String sealed(Map<String, String> changes) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("neuronscript_model", "1");
    fields.put("script", SCRIPT);
    fields.put("categories", "[]");
    fields.put("judged", "[]");
    fields.put("weights", "[1]");
    fields.put("bias", "0");
    fields.put("rate", "0.1");
    for (String count : new String[] {"epoch", "updates", "row"}) {
      fields.put(count, "0");
    }
    fields.put("memory", "[]");
    fields.put("means", "[]");
    for (String number : new String[] {"epoch_cost", "previous_cost", "gradient_norm"}) {
      fields.put(number, "\"NaN\"");
    }
    fields.put("seen", "\"nothing\"");
    fields.put("rules_held", "[]");
    fields.put("declared", "[\"inputs\", \"weights\", \"bias\", \"data\"]");
    fields.putAll(changes);
    StringBuilder text = new StringBuilder("{\n");
    fields.forEach((key, value) -> text.append("  \"" + key + "\": " + value + ",\n"));
    String lines =
        text.toString()
            .lines()
            .map(HostileModels::check)
            .collect(Collectors.joining(", ", "  \"lines\": [", "],\n"));
    String whole = text + lines;
    return whole + "  \"sha256\": \"" + sha256(whole) + "\"\n}\n";
  }

  private static String check(String line) {
    CRC32 crc = new CRC32();
    crc.update(line.getBytes(StandardCharsets.UTF_8));
    return '"' + HexFormat.of().toHexDigits((int) crc.getValue()) + '"';
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
