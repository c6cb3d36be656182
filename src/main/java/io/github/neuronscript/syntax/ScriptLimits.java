package io.github.neuronscript.syntax;

/**
 * How large a script may be where its host decides; what is the same everywhere is in {@link
 * SyntaxLimits}.
 *
 * @param characters of the text
 * @param tokens words and signs
 * @param terms parts of one formula, also with its functions written out
 * @param inputs that {@code x[n]} declares
 */
public record ScriptLimits(int characters, int tokens, int terms, int inputs) {

  /** Returns what is left of these after a text. */
  public ScriptLimits less(int usedCharacters, int usedTokens) {
    return new ScriptLimits(characters - usedCharacters, tokens - usedTokens, terms, inputs);
  }

  /** What a script may have if nobody says otherwise. */
  public static final ScriptLimits STANDARD =
      new ScriptLimits(
          SyntaxLimits.CHARACTERS, SyntaxLimits.TOKENS, SyntaxLimits.NODES, SyntaxLimits.INPUTS);
}
