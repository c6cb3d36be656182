/**
 * Text becomes a script: the only room that sees ANTLR, and it never throws.
 *
 * <p>Open {@link io.github.neuronscript.syntax.ScriptParser} first; it reads as the pipeline:
 * {@link io.github.neuronscript.syntax.Scanner} cuts the text into tokens, {@link
 * io.github.neuronscript.syntax.StatementSplitter} the tokens into statements, {@link
 * io.github.neuronscript.syntax.Words} finds the keywords of each, {@link
 * io.github.neuronscript.syntax.StraightReader} reads it or else ANTLR parses it, {@link
 * io.github.neuronscript.syntax.StatementBuilder} and {@link
 * io.github.neuronscript.syntax.ExpressionBuilder} build the {@link
 * io.github.neuronscript.syntax.Statement}. All texts of this stage stand in {@link
 * io.github.neuronscript.syntax.SyntaxErrors}. A new statement is an alternative with a label in
 * the grammar, its first word in {@code Words}, a record in {@code Statement}, and a visit method.
 *
 * <p>{@link io.github.neuronscript.syntax.ScriptFormatter} goes from tokens back to text.
 */
package io.github.neuronscript.syntax;
