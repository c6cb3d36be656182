/**
 * What things cost, measured by JMH: {@code mvn test -Pbenchmark}. They are compiled with the tests
 * and run by nobody else. {@link io.github.neuronscript.bench.ByHand} is what they are held to.
 */
package io.github.neuronscript.bench;
