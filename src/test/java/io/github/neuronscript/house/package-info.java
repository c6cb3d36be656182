/**
 * The house rules as tests: who imports whom, what no line may do, what the pages promise, and the
 * launcher. Nothing here tests the language itself. Open {@code ArchitectureTest} first.
 */
package io.github.neuronscript.house;
