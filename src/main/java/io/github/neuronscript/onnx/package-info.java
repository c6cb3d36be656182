/**
 * Neurons as ONNX files, by a writer and a reader of Protocol Buffers of our own: a library for
 * them clashes with the one that a host brings. Open {@link io.github.neuronscript.onnx.OnnxWriter}
 * first: it makes the graph of a neuron, its activation node by node. {@code OnnxReader} goes the
 * way back, and {@code Declarations} says what it has read as statements. {@code Functions} are
 * those that ONNX lacks.
 */
package io.github.neuronscript.onnx;
