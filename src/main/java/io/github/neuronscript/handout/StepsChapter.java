package io.github.neuronscript.handout;

import io.github.neuronscript.render.Numbers;
import io.github.neuronscript.trace.Derivation;
import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps of examples, with their numbers. */
final class StepsChapter {

  private final Draft draft;
  private final CalculatedLines lines;
  private Optional<TraceEvent.Example> example = Optional.empty();

  StepsChapter(Draft draft, CalculatedLines lines) {
    this.draft = draft;
    this.lines = lines;
  }

  private void begin() {
    if (draft.chapter(Draft.Chapter.STEPS)) {
      example = Optional.empty();
    }
  }

  /** Says that steps are missing here. */
  void leftOut(long examples) {
    begin();
    draft.say("the steps of " + Numbers.count(examples, "more example") + " are left out here");
  }

  void forward(TraceEvent.Forward e) {
    begin();
    example = Optional.of(e.example());
    draft.add(new Block.Heading(3, heading(e)));
    part(
        "Forward pass",
        "The inputs times their weights, and the bias, add up to z. The activation makes of it the output ŷ.");
    lines.equations(draft.derivation().forward(e), e);
  }

  private String heading(TraceEvent.Forward e) {
    List<String> where = new ArrayList<>();
    e.example().epoch().ifPresent(epoch -> where.add("Epoch " + epoch));
    e.example()
        .row()
        .ifPresent(row -> where.add((where.isEmpty() ? "Example " : "example ") + row));
    List<String> values = draft.values(e.neuron(), e.raw());
    e.target().ifPresent(y -> values.add("y = " + draft.number(y)));
    String start = String.join(", ", where);
    String text = start + (start.isEmpty() ? "" : ": ") + String.join(", ", values);
    return draft.isNew(text) ? text : text + ", once more";
  }

  private void part(String title, String explanation) {
    draft.add(new Block.Heading(4, title));
    if (draft.isNew(explanation)) {
      draft.add(new Block.Paragraph(Phrase.of(explanation)));
    }
  }

  /** Names the example where a part stands alone. */
  private void apart(TraceEvent.Example of) {
    begin();
    if (example.filter(of::equals).isEmpty()) {
      example = Optional.of(of);
      String row = of.row().isPresent() ? "Example " + of.row().getAsInt() : "The example";
      draft.add(new Block.Heading(3, row));
    }
  }

  void backward(TraceEvent.Backward e) {
    apart(e.example());
    part(
        "Backward pass",
        "How much the loss L grows with each weight: the chain rule multiplies the factors on the way from L back to the weight.");
    lines.equations(draft.derivation().backward(e), e);
    draft.kinks(Derivation.kinks(e));
  }

  void gathered(TraceEvent.Gathered e) {
    if (e.examples() == 1) {
      apart(e.example());
      part("Gradient", "The penalty adds its share to the gradient of the loss.");
    } else {
      begin();
      example = Optional.empty();
      String epoch =
          e.example().epoch().isPresent()
              ? "Epoch " + e.example().epoch().getAsLong() + ": all "
              : "All ";
      draft.add(
          new Block.Heading(3, epoch + Numbers.count(e.examples(), "example") + " of the batch"));
      part(
          "Gradient",
          e.neuron().meanCost()
              ? "The gradient of the cost C is the mean of the gradients of the examples."
              : "The gradient of the cost C is the sum of the gradients of the examples.");
    }
    lines.equations(draft.derivation().gathered(e), e);
    draft.kinks(draft.derivation().kinks(e));
  }

  void update(TraceEvent.Update e) {
    if (e.examples() == 1) {
      apart(e.example());
    } else {
      begin();
    }
    part(
        "Update",
        e.neuron().rule().readsGradient()
            ? "Each weight goes a step against its gradient, all at once and from the old values."
            : "The weights change by the learning rule, which does not read the gradient: all at"
                + " once and from the old values."
                + (e.neuron().rule().isOnlyOnMistakes() ? " Only a mistake changes them." : ""));
    if (e.examples() == 1 && e.neuron().rule().readsGradient() && e.neuron().penalty().isEmpty()) {
      String one = "Here m = 1: the batch is one example, so C = L and ∂C/∂w = ∂L/∂w.";
      if (draft.isNew(one)) {
        draft.say(one);
      }
    }
    if (e.made()) {
      lines.equations(draft.derivation().update(e), e);
    } else {
      draft.say("No weight changes, for ŷ = y");
    }
  }
}
