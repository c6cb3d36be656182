package io.github.neuronscript.bench;

import io.github.neuronscript.DataRows;
import io.github.neuronscript.FilePolicy;
import io.github.neuronscript.Limits;
import io.github.neuronscript.Model;
import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.Session;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.trace.Interest;
import io.github.neuronscript.trace.TraceLevel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Trainings as somebody writes them who embeds the language: a session, and rows of the host. */
final class Library {

  static final double RATE = 0.01;

  /** How a training is asked for, and what is declared beside the usual. */
  enum Way {
    USUAL,
    /** With an activation of one's own that is the same as the built-in one. */
    DEFINED,
    /** Every step of every example told to somebody who forgets it. */
    TOLD,
    /** Every step could be told, but nobody wants any. */
    UNHEARD;

    private String declared() {
      return switch (this) {
        case USUAL -> "";
        case DEFINED -> "define own(z) = 1 / (1 + exp(-z))\nactivation own\n";
        case TOLD, UNHEARD -> "set trace full\n";
      };
    }

    private Options heard(Options options) {
      return switch (this) {
        case USUAL, DEFINED -> options;
        case TOLD -> options.trace(TraceLevel.FULL).listener(event -> {}, Interest.all());
        case UNHEARD -> options.trace(TraceLevel.FULL).listener(event -> {}, Interest.none());
      };
    }
  }

  private Library() {}

  /** One thread, which is what the library takes by itself. */
  static Options options() {
    return Options.defaults()
        .trace(TraceLevel.NONE)
        .limits(Limits.trusted())
        .fast(Boolean.getBoolean("fast"));
  }

  /** Returns a session with a neuron and its data, in which nothing has been trained. */
  static Session session(int width, int rows, Way way) {
    return session(width, rows, way, 1);
  }

  static Session session(int width, int rows, Way way, int threads) {
    Map<String, DataRows> data = Map.of("made", Generated.rows(rows, width));
    Options options = way.heard(options().data(data).threads(threads));
    Session session = new NeuronScript(Limits.trusted()).newSession(options);
    run(
        session,
        "inputs x["
            + width
            + "]\ntarget y\ndata from made\nloss cross_entropy\nlearning rate "
            + RATE
            + "\n"
            + way.declared());
    return session;
  }

  static void run(Session session, String text) {
    session.run(Source.of("benchmark.nn", text)).orThrow();
  }

  /** Trains example by example, in the order of the rows. */
  static void train(Session session, long epochs) {
    run(session, "train " + epochs + " epochs batch 1");
  }

  /** Trains with all rows in one batch. */
  static void batch(Session session, long epochs) {
    run(session, "train " + epochs + " epochs");
  }

  /** Returns the weights, and behind them the bias. */
  static double[] weights(Session session) {
    Model model = session.model().orElseThrow();
    double[] weights = Arrays.copyOf(model.weights(), model.weights().length + 1);
    weights[weights.length - 1] = model.bias();
    return weights;
  }

  /** Reads a file of numbers whose first line names x1, x2 … and y. */
  static Session load(Path file, int width) {
    Options options =
        options().files(FilePolicy.none().read(file.getParent()).relativeTo(file.getParent()));
    Session session = new NeuronScript(Limits.trusted()).newSession(options);
    run(
        session,
        "inputs x[" + width + "]\ntarget y\ndata from \"" + file.getFileName() + "\"\nstep");
    return session;
  }
}
