/** What applications do with the library: each example is compiled and run by its test. */
package io.github.neuronscript.host.examples;
