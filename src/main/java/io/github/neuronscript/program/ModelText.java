package io.github.neuronscript.program;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.NumberWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The text of a model file: one JSON object with a key on each line. The last two lines hold a
 * checksum of each line before them, which says where a file was damaged, and one of all together,
 * which says whether it was.
 *
 * <p>A value is null, a {@link String}, a {@link Double} or a list of values.
 */
public final class ModelText {

  /** The number of the format. */
  public static final int FORMAT = 1;

  private static final String KIND = "neuronscript_model";
  private static final String LINES = "  \"lines\": [";
  private static final String SHA = "  \"sha256\": \"";

  /** Lists in lists in lists are as deep as it gets. */
  private static final int DEEPEST = 4;

  private final Source source;
  private int at;

  private ModelText(Source source) {
    this.source = source;
  }

  // Writing.

  /**
   * Returns the text of a model.
   *
   * @param fields in their order
   */
  public static String of(Map<String, Object> fields) {
    StringBuilder text = new StringBuilder("{\n  \"" + KIND + "\": " + FORMAT + ",\n");
    fields.forEach(
        (key, value) -> {
          text.append("  \"").append(key).append("\": ");
          write(text, value);
          text.append(",\n");
        });
    List<Object> checks = new ArrayList<>();
    text.toString().lines().forEach(line -> checks.add(check(line)));
    text.append("  \"lines\": ");
    write(text, checks);
    text.append(",\n");
    return text + SHA + sha256(text.toString()) + "\"\n}\n";
  }

  private static void write(StringBuilder text, Object value) {
    if (value instanceof List<?> list) {
      text.append('[');
      String between = "";
      for (Object element : list) {
        text.append(between);
        write(text, element);
        between = ", ";
      }
      text.append(']');
    } else if (value instanceof Double number) {
      text.append(NumberWriter.shortest(number));
    } else if (value == null) {
      text.append("null");
    } else {
      quote(text, (String) value);
    }
  }

  private static void quote(StringBuilder text, String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c == '\n') {
        text.append("\\n");
      } else if (c < ' '
          || c >= '\u007f' && c <= '\u009f'
          || c == '\u2028'
          || c == '\u2029'
          || Character.isSurrogate(c)
          || Character.getType(c) == Character.FORMAT) {
        text.append("\\u").append(HexFormat.of().toHexDigits(c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }

  private static String check(String line) {
    CRC32 crc = new CRC32();
    crc.update(line.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) crc.getValue());
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

  // Reading.

  /**
   * Reads a model.
   *
   * @throws ScriptException if it is none, is damaged, or is made by a newer version; at the line
   */
  public static Map<String, Object> read(Source source) {
    return new ModelText(source).model();
  }

  private Map<String, Object> model() {
    String text = source.text();
    if (!text.startsWith("{\n  \"" + KIND + "\": ")) {
      boolean windows = text.startsWith("{\r\n  \"" + KIND);
      throw new ScriptException(
          windows
              ? CheckErrors.modelOfOtherLines(line(0), source.name())
              : CheckErrors.noModel(line(0), source.name()));
    }
    int sha = text.lastIndexOf("\n" + SHA) + 1;
    String whole = sha == 0 ? "" : text.substring(0, sha);
    if (sha == 0 || !text.substring(sha).equals(SHA + sha256(whole) + "\"\n}\n")) {
      throw new ScriptException(damage(sha == 0 ? text : whole));
    }
    at = 2;
    Map<String, Object> fields = new LinkedHashMap<>();
    while (at < sha && !text.startsWith(LINES, at)) {
      take("  ");
      String key = string();
      take(": ");
      fields.put(key, value(0));
      take(",\n");
    }
    if (!Double.valueOf(FORMAT).equals(fields.remove(KIND))) {
      throw new ScriptException(CheckErrors.newerModel(line(2), source.name(), FORMAT));
    }
    return fields;
  }

  /** Finds the line that is not as it was written. */
  private Diagnostic damage(String whole) {
    int list = whole.lastIndexOf("\n" + LINES) + 1;
    if (list == 0) {
      return CheckErrors.damagedModel(line(source.text().length() - 1), source.name());
    }
    String checks = whole.substring(list + LINES.length());
    int start = 0;
    for (int i = 0; start < list; i++) {
      int end = whole.indexOf('\n', start);
      String expected = '"' + check(whole.substring(start, end)) + '"';
      int from = i * (expected.length() + 2);
      if (from + expected.length() > checks.length() || !checks.startsWith(expected, from)) {
        return CheckErrors.damagedModel(line(start), source.name());
      }
      start = end + 1;
    }
    return CheckErrors.damagedModel(line(list), source.name());
  }

  private Span line(int start) {
    String text = source.text();
    int from = Math.max(0, Math.min(start, text.length()));
    int end = text.indexOf('\n', from);
    return new Span(source, from, Math.max(from, end < 0 ? text.length() : end));
  }

  private ScriptException malformed() {
    return new ScriptException(
        CheckErrors.damagedModel(
            line(source.text().lastIndexOf('\n', Math.max(0, at - 1)) + 1), source.name()));
  }

  private void take(String expected) {
    if (!source.text().startsWith(expected, at)) {
      throw malformed();
    }
    at += expected.length();
  }

  private Object value(int depth) {
    String text = source.text();
    if (text.startsWith("null", at)) {
      at += 4;
      return null;
    }
    if (text.startsWith("\"", at)) {
      return string();
    }
    if (text.startsWith("[", at) && depth < DEEPEST) {
      at++;
      List<Object> list = new ArrayList<>();
      while (!text.startsWith("]", at)) {
        if (!list.isEmpty()) {
          take(", ");
        }
        list.add(value(depth + 1));
      }
      at++;
      return list;
    }
    int end = at;
    while (end < text.length() && "0123456789+-.eE".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    try {
      double number = Double.parseDouble(text.substring(at, end));
      at = end;
      return number;
    } catch (NumberFormatException e) {
      throw malformed();
    }
  }

  private String string() {
    take("\"");
    StringBuilder value = new StringBuilder();
    String text = source.text();
    while (!text.startsWith("\"", at)) {
      if (at >= text.length()) {
        throw malformed();
      }
      char c = text.charAt(at++);
      if (c != '\\') {
        value.append(c);
        continue;
      }
      char escaped = at < text.length() ? text.charAt(at++) : ' ';
      if (escaped == 'u' && at + 4 <= text.length()) {
        try {
          value.append((char) HexFormat.fromHexDigits(text, at, at + 4));
        } catch (NumberFormatException e) {
          throw malformed();
        }
        at += 4;
      } else if (escaped == 'n') {
        value.append('\n');
      } else if (escaped == '"' || escaped == '\\') {
        value.append(escaped);
      } else {
        throw malformed();
      }
    }
    at++;
    return value.toString();
  }
}
