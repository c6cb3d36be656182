package io.github.neuronscript.syntax;

/**
 * How large a script may be where its host decides; what is the same everywhere is in {@link
 * SyntaxLimits}.
 *
 * @param characters of the text
 * @param tokens words and signs
 * @param terms parts of one formula, also with its functions written out
 * @param inputs that {@code x[n]} declares
 * @param asked before each statement, and every 256 words or rows of one, that is read or checked;
 *     it may throw, to end that
 */
public record ScriptLimits(int characters, int tokens, int terms, int inputs, Runnable asked) {

  /** Makes limits of which nobody asks whether to end before. */
  public ScriptLimits(int characters, int tokens, int terms, int inputs) {
    this(characters, tokens, terms, inputs, () -> {});
  }

  /** Returns these with somebody who is asked. */
  public ScriptLimits asking(Runnable whether) {
    return new ScriptLimits(characters, tokens, terms, inputs, whether);
  }

  /** Returns what is left of these after a text. */
  public ScriptLimits less(int usedCharacters, int usedTokens) {
    return new ScriptLimits(characters - usedCharacters, tokens - usedTokens, terms, inputs, asked);
  }

  /** What a script may have if nobody says otherwise. */
  public static final ScriptLimits STANDARD =
      new ScriptLimits(
          SyntaxLimits.CHARACTERS, SyntaxLimits.TOKENS, SyntaxLimits.NODES, SyntaxLimits.INPUTS);
}
