package io.github.neuronscript.syntax;

import org.antlr.v4.runtime.CommonToken;

/** A word or sign that knows its script; its start and stop count UTF-16 units. */
final class ScriptToken extends CommonToken {
  private static final long serialVersionUID = 1L;

  private final String script;

  /** Makes a token of a part of a script; the end is not part of it. */
  ScriptToken(int type, String script, int start, int end, int line) {
    super(type);
    this.script = script;
    this.start = start;
    this.stop = end - 1;
    this.line = line;
  }

  /** Returns a part of this token as one of another type. */
  ScriptToken part(int partType, int from, int to) {
    return new ScriptToken(partType, script, from, to, line);
  }

  @Override
  public String getText() {
    if (text == null) {
      text = script.substring(start, stop + 1);
    }
    return text;
  }

  /** Whether the token is exactly a text; makes no string of it. */
  boolean is(String other) {
    return other.length() == stop + 1 - start && script.startsWith(other, start);
  }
}
