package io.github.neuronscript.syntax;

import io.github.neuronscript.diagnostic.Span;

/**
 * A name as it was written.
 *
 * @param text the name itself: without backticks, subscripts as plain digits
 * @param quoted whether it stood in backticks, and so never means a word of the language
 */
public record Word(String text, boolean quoted, Span span) {}
