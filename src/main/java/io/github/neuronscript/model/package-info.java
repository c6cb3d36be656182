/**
 * Saved models, for people who ask what one is: {@code nn model}. Open {@link
 * io.github.neuronscript.model.SavedModel} first: it has a model loaded by the engine, so that one
 * that cannot be loaded is not shown either, and keeps what its file says besides. {@link
 * io.github.neuronscript.model.ModelPage} shows one, and {@link
 * io.github.neuronscript.model.ModelDifference} what two have not in common. What is to be shown
 * goes into both.
 */
package io.github.neuronscript.model;
