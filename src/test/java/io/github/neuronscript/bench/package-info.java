/**
 * What things cost, beside others who do the same: {@code mvn test -Pbenchmark}. {@link
 * io.github.neuronscript.bench.Rows} says what is measured, and {@link
 * io.github.neuronscript.bench.Table} measures it. They are compiled with the tests and run by
 * nobody else, but for the tests of what they compare.
 */
package io.github.neuronscript.bench;
