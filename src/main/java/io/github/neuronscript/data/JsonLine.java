package io.github.neuronscript.data;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of JSON (RFC 8259), which holds one object. Strict: what the standard does not allow is
 * a {@link Problem}, and so are a name that comes twice and half a surrogate pair, which it leaves
 * open. Lists and objects inside are read over.
 */
final class JsonLine {
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:[.][0-9]+)?(?:[eE][-+]?[0-9]+)?");
  private static final int DEEPEST = 200;

  private final String text;
  private int at;

  /** The value of a name and where it stands; {@code value} as in {@link Cursor}. */
  record Field(Object value, int start, int end) {}

  /** What is wrong, from a place on. */
  static final class Problem extends Exception {
    private static final long serialVersionUID = 1L;

    private final int start;
    private final int end;

    Problem(String message, int start, int end) {
      super(message, null, false, false);
      this.start = start;
      this.end = end;
    }

    int start() {
      return start;
    }

    int end() {
      return end;
    }
  }

  private JsonLine(String text) {
    this.text = text;
  }

  /** Returns the fields in the order of the line. */
  static Map<String, Field> read(String text) throws Problem {
    JsonLine line = new JsonLine(text);
    line.space();
    if (line.peek() != '{') {
      throw line.unexpected("`{`, with which the object of a line begins,");
    }
    Map<String, Field> fields = line.object();
    line.space();
    if (line.at < text.length()) {
      throw line.unexpected("the end of the line");
    }
    return fields;
  }

  private Map<String, Field> object() throws Problem {
    Map<String, Field> fields = new LinkedHashMap<>();
    at++;
    space();
    if (peek() == '}') {
      at++;
      return fields;
    }
    while (true) {
      space();
      int start = at;
      if (peek() != '"') {
        throw unexpected("a name in double quotes");
      }
      String name = string();
      int end = at;
      space();
      expect(':', "`:` and a value");
      space();
      int from = at;
      Object value = value();
      if (fields.put(name, new Field(value, from, at)) != null) {
        throw new Problem("the name stands in this object twice", start, end);
      }
      space();
      if (peek() == '}') {
        at++;
        return fields;
      }
      expect(',', "`,` or `}`");
    }
  }

  private Object value() throws Problem {
    int c = peek();
    if (c == '"') {
      return string();
    }
    if (c == '{' || c == '[') {
      over();
      return new Cursor.Nested();
    }
    for (String word : new String[] {"true", "false", "null"}) {
      if (text.startsWith(word, at)) {
        at += word.length();
        return word.equals("null") ? null : (Object) word.equals("true");
      }
    }
    return number();
  }

  private Cursor.Numeral number() throws Problem {
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (!number.lookingAt()) {
      throw unexpected("a value");
    }
    at = number.end();
    return new Cursor.Numeral(number.group());
  }

  /** Reads over a list or an object, without recursion: how deep it goes is up to the file. */
  private void over() throws Problem {
    int start = at;
    StringBuilder open = new StringBuilder();
    do {
      space();
      int c = peek();
      if (c == '{' || c == '[') {
        open.append(c == '{' ? '}' : ']');
        at++;
        if (open.length() > DEEPEST) {
          throw new Problem("lists and objects stand in one another too deeply", start, at);
        }
        space();
        if (peek() != open.charAt(open.length() - 1)) {
          nameIfObject(open);
          continue;
        }
      } else {
        value();
      }
      close(open);
    } while (open.length() > 0);
  }

  /** Reads the brackets that close here, and the comma to what comes next. */
  private void close(StringBuilder open) throws Problem {
    space();
    while (open.length() > 0 && peek() == open.charAt(open.length() - 1)) {
      at++;
      open.setLength(open.length() - 1);
      space();
    }
    if (open.length() > 0) {
      expect(',', "`,` or `" + open.charAt(open.length() - 1) + "`");
      nameIfObject(open);
    }
  }

  private void nameIfObject(StringBuilder open) throws Problem {
    if (open.charAt(open.length() - 1) == '}') {
      space();
      if (peek() != '"') {
        throw unexpected("a name in double quotes");
      }
      string();
      space();
      expect(':', "`:` and a value");
    }
  }

  private String string() throws Problem {
    int start = at++;
    StringBuilder out = new StringBuilder();
    while (true) {
      int c = peek();
      if (c < 0) {
        throw new Problem("the text that begins here never ends", start, start + 1);
      }
      if (c < ' ') {
        throw new Problem("a text holds no control character; write it as `\\u....`", at, at + 1);
      }
      at++;
      if (c == '"') {
        break;
      }
      out.append(c == '\\' ? escaped() : (char) c);
    }
    for (int i = 0; i < out.length(); i++) {
      int point = out.codePointAt(i);
      if (Character.getType(point) == Character.SURROGATE) {
        throw new Problem("half a surrogate pair is no character", start, at);
      }
      i += Character.charCount(point) - 1;
    }
    return out.toString();
  }

  private char escaped() throws Problem {
    int c = peek();
    int simple = "\"\\/bfnrt".indexOf(c);
    if (c >= 0 && simple >= 0) {
      at++;
      return "\"\\/\b\f\n\r\t".charAt(simple);
    }
    int end = Math.min(at + 5, text.length());
    String hex = text.substring(Math.min(at + 1, end), end);
    if (c == 'u' && hex.matches("[0-9a-fA-F]{4}")) {
      at = end;
      return (char) Integer.parseInt(hex, 16);
    }
    throw new Problem(
        "a backslash stands before one of `\" \\ / b f n r t` or `u` and four digits",
        at - 1,
        Math.min(at + 1, text.length()));
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  /** Returns the next character, or -1 at the end. */
  private int peek() {
    return at < text.length() ? text.charAt(at) : -1;
  }

  private void expect(char sign, String what) throws Problem {
    if (peek() != sign) {
      throw unexpected(what);
    }
    at++;
  }

  private Problem unexpected(String wanted) {
    return new Problem(wanted + " is expected here", at, Math.min(at + 1, text.length()));
  }
}
