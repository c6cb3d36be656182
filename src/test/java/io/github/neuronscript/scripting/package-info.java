/** Tests of {@code scripting}; the contract of {@code javax.script} can be run on any engine. */
package io.github.neuronscript.scripting;
