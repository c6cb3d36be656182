package io.github.neuronscript;

/**
 * A word that may stand where somebody is typing.
 *
 * @param text the word
 * @param kind what it is
 * @param detail what is to be said of it: the formula of a function, or what the host says of its
 *     own, or empty
 * @param from the offset in the text from which on it replaces what is typed
 */
public record Completion(String text, Kind kind, String detail, int from) {

  /** What a word is. */
  public enum Kind {
    /** A word of the language. */
    KEYWORD,
    /** A function, with its formula or its description as detail. */
    FUNCTION,
    /** A learning rule, with its lines as detail. */
    LEARNING_RULE,
    /** An input, weight, bias, {@code let} or quantity. */
    NAME,
    /** A word of its statement, such as {@code standard} behind {@code scale}. */
    CHOICE,
    /** The name of data that the host gives. */
    DATA
  }
}
