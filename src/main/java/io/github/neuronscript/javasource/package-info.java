/**
 * Neurons as Java classes that depend on nothing. Open {@link
 * io.github.neuronscript.javasource.JavaClass} first: it writes the class. {@code Formulas} writes
 * formulas as Java has them, in the same order of operations, and {@code Helpers} what Java lacks.
 */
package io.github.neuronscript.javasource;
