package io.github.neuronscript.receipt;

import io.github.neuronscript.receipt.Value.Items;
import io.github.neuronscript.receipt.Value.Members;
import io.github.neuronscript.receipt.Value.Scalar;
import io.github.neuronscript.receipt.Value.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one line of JSON (RFC 8259), which holds one object. Stricter than the standard: a name
 * stands once in an object, and nothing stands between the parts, as the trace is written. (The
 * reader in {@code data} keeps no lists and no objects.)
 */
final class LineReader {

  /** The deepest line that the trace has is six deep. */
  private static final int DEEPEST = 50;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final long line;
  private final String text;
  private int at;

  private LineReader(long line, String text) {
    this.line = line;
    this.text = text;
  }

  /**
   * Returns the object.
   *
   * @throws Broken if there is none
   */
  static Members read(long line, String text) {
    LineReader reader = new LineReader(line, text);
    if (reader.peek() != '{') {
      throw reader.unexpected("`{`");
    }
    Members members = reader.object(0);
    if (reader.at < text.length()) {
      throw reader.unexpected("the end of the line");
    }
    return members;
  }

  private Members object(int depth) {
    at++;
    Map<String, Value> members = new LinkedHashMap<>();
    if (peek() == '}') {
      at++;
      return new Members(members);
    }
    while (true) {
      if (peek() != '"') {
        throw unexpected("a name in double quotes");
      }
      String name = string();
      expect(':');
      if (members.put(name, value(depth)) != null) {
        throw new Broken(line, "the name `" + name + "` stands in one object twice");
      }
      if (closes('}')) {
        return new Members(members);
      }
    }
  }

  private Items list(int depth) {
    at++;
    List<Value> items = new ArrayList<>();
    if (peek() == ']') {
      at++;
      return new Items(items);
    }
    while (true) {
      items.add(value(depth));
      if (closes(']')) {
        return new Items(items);
      }
    }
  }

  private boolean closes(char bracket) {
    if (peek() == bracket) {
      at++;
      return true;
    }
    if (peek() != ',') {
      throw unexpected("`,` or `" + bracket + "`");
    }
    at++;
    return false;
  }

  private Value value(int depth) {
    int start = at;
    return switch (peek()) {
      case '"' -> new Scalar(string(), true, start);
      case '{', '[' -> nested(depth);
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> {
        number();
        yield new Scalar(text.substring(start, at), false, start);
      }
    };
  }

  private Value nested(int depth) {
    if (depth == DEEPEST) {
      throw new Broken(line, "lists and objects stand in one another too deeply");
    }
    return peek() == '{' ? object(depth + 1) : list(depth + 1);
  }

  private Value word(String word) {
    if (!text.startsWith(word, at)) {
      throw unexpected("a value");
    }
    at += word.length();
    return new Word(word, at - word.length());
  }

  private void number() {
    if (peek() == '-') {
      at++;
    }
    if (peek() == '0') {
      at++;
    } else {
      digits();
    }
    if (peek() == '.') {
      at++;
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      at++;
      if (peek() == '-' || peek() == '+') {
        at++;
      }
      digits();
    }
  }

  private void digits() {
    int start = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    if (at == start) {
      throw unexpected("a value");
    }
  }

  private String string() {
    int start = ++at;
    int end = start;
    while (end < text.length() && text.charAt(end) != '"' && text.charAt(end) != '\\') {
      if (text.charAt(end) < ' ') {
        throw new Broken(line, "a control character stands in a text");
      }
      end++;
    }
    if (end < text.length() && text.charAt(end) == '"') {
      at = end + 1;
      return text.substring(start, end);
    }
    return escapedString(start, end);
  }

  private String escapedString(int start, int end) {
    StringBuilder out = new StringBuilder(text.substring(start, end));
    at = end;
    while (peek() != '"') {
      int c = peek();
      if (c < ' ') {
        throw new Broken(
            line, c < 0 ? "a text never ends" : "a control character stands in a text");
      }
      at++;
      out.append(c == '\\' ? escaped() : (char) c);
    }
    at++;
    return out.toString();
  }

  private char escaped() {
    int c = peek();
    at++;
    int simple = "\"\\/bfnrt".indexOf(c);
    if (c >= 0 && simple >= 0) {
      return "\"\\/\b\f\n\r\t".charAt(simple);
    }
    if (c == 'u' && at + 4 <= text.length()) {
      int unit = 0;
      for (int i = 0; i < 4; i++) {
        int digit = Character.digit(text.charAt(at++), 16);
        unit = digit < 0 ? -1 : unit < 0 ? -1 : 16 * unit + digit;
      }
      if (unit >= 0) {
        return (char) unit;
      }
    }
    throw new Broken(line, "a backslash stands before what JSON does not escape");
  }

  /** Returns the next character, or -1 at the end. */
  private int peek() {
    return at < text.length() ? text.charAt(at) : -1;
  }

  private void expect(char sign) {
    if (peek() != sign) {
      throw unexpected("`" + sign + "`");
    }
    at++;
  }

  private Broken unexpected(String wanted) {
    if (at == 0 && peek() == BYTE_ORDER_MARK) {
      return new Broken(line, "a byte order mark stands before the line, and a trace has none");
    }
    if (peek() == ' ' || peek() == '\t') {
      return new Broken(
          line,
          "a space stands at character "
              + (at + 1)
              + ", and a trace has none between the parts of a line");
    }
    return new Broken(
        line,
        "this is no line of JSON as a trace has it: "
            + wanted
            + " is expected at character "
            + (at + 1));
  }
}
