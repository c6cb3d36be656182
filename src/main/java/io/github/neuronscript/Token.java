package io.github.neuronscript;

import io.github.neuronscript.diagnostic.Span;

/**
 * A piece of a script, for those who colour it.
 *
 * @param place where it stands
 */
public record Token(Kind kind, Span place) {

  /** What a piece is. */
  public enum Kind {
    /** A word of the language in its place; elsewhere the same word is a name. */
    KEYWORD,
    NAME,
    NUMBER,
    /** A text in quotes, with what stands in its braces. */
    TEXT,
    COMMENT,
    /** An operator, a bracket or a comma. */
    SIGN,
    /** What no script can hold. */
    WRONG
  }
}
