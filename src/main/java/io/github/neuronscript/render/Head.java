package io.github.neuronscript.render;

/**
 * What stands at the head of a trace that programs read.
 *
 * @param script the name of the script
 * @param version of the implementation
 * @param language the number of the language
 * @param arithmetic the number of the arithmetic
 */
public record Head(String script, String version, int language, int arithmetic) {}
