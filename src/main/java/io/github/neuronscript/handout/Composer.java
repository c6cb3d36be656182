package io.github.neuronscript.handout;

import io.github.neuronscript.render.Plot;
import io.github.neuronscript.trace.Line;
import io.github.neuronscript.trace.NeuronView;
import io.github.neuronscript.trace.TraceEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes blocks of events, in their order: each goes to the chapter that it belongs to. */
final class Composer implements TraceEvent.Visitor<Void> {

  private final Draft draft = new Draft();
  private final CalculatedLines lines;
  private final NeuronChapter neuronChapter = new NeuronChapter(draft);
  private final StepsChapter steps;
  private final TrainingChapter training;
  private final JudgedChapter judged;
  private final ShownChapter shown;
  private Optional<NeuronView> neuron = Optional.empty();

  Composer(Gaps gaps) {
    lines = new CalculatedLines(draft, gaps);
    steps = new StepsChapter(draft, lines);
    training = new TrainingChapter(draft, lines);
    judged = new JudgedChapter(draft, lines);
    shown = new ShownChapter(draft, lines);
  }

  List<Block> blocks() {
    return draft.blocks();
  }

  /** Returns every number of a step that is calculated. */
  List<CalculatedLines.Candidate> candidates() {
    return lines.candidates();
  }

  /** Returns every line of the steps, in their order. */
  List<Line> lines() {
    return lines.lines();
  }

  /** Returns the values of gaps that are used before they are calculated. */
  Set<Number> usedTooEarly() {
    return lines.usedTooEarly();
  }

  /** Returns how each value of a gap would be written wherever it is used. */
  Map<Number, Set<String>> leftOut() {
    return lines.leftOut();
  }

  /** Returns the fewest significant digits with which results were shown, at most 12. */
  int digits() {
    return draft.fewestDigits();
  }

  /** Returns a line with its number, for a key. */
  Equation keyed(int number, CalculatedLines.Candidate candidate) {
    return lines.keyed(number, candidate);
  }

  /** The page trains or judges the neuron, so that batches and classes matter. */
  void judges() {
    neuronChapter.judges();
  }

  /** The neuron of which the page has already told. */
  void knows(NeuronView view) {
    neuron = Optional.of(view);
  }

  /** Writes the formulas of a neuron and what has to be agreed on. */
  void model(NeuronView view) {
    neuronChapter.model(view);
  }

  /** Says that steps are missing here. */
  void leftOut(long examples) {
    steps.leftOut(examples);
  }

  @Override
  public Void configured(TraceEvent.Configured e) {
    draft.configured(e);
    return null;
  }

  @Override
  public Void conventions(TraceEvent.Conventions e) {
    if (neuron.filter(e.neuron()::equals).isEmpty()) {
      draft.chapter(Draft.Chapter.NONE);
      draft.add(new Block.Heading(2, neuron.isEmpty() ? "The neuron" : "Another neuron"));
      neuronChapter.model(e.neuron());
    }
    neuron = Optional.of(e.neuron());
    return null;
  }

  @Override
  public Void neuronDerived(TraceEvent.NeuronDerived e) {
    neuronChapter.neuronDerived(e);
    return null;
  }

  @Override
  public Void derived(TraceEvent.Derived e) {
    draft.chapter(Draft.Chapter.SHOWN);
    neuronChapter.derived(e);
    return null;
  }

  @Override
  public Void forward(TraceEvent.Forward e) {
    steps.forward(e);
    return null;
  }

  @Override
  public Void backward(TraceEvent.Backward e) {
    steps.backward(e);
    return null;
  }

  @Override
  public Void gathered(TraceEvent.Gathered e) {
    steps.gathered(e);
    return null;
  }

  @Override
  public Void update(TraceEvent.Update e) {
    steps.update(e);
    return null;
  }

  @Override
  public Void epoch(TraceEvent.Epoch e) {
    training.epoch(e);
    return null;
  }

  @Override
  public Void trained(TraceEvent.Trained e) {
    training.trained(e);
    return null;
  }

  @Override
  public Void plotted(TraceEvent.Plotted e) {
    draft.chapterIfNone(Draft.Chapter.SHOWN);
    draft.add(new Block.Picture(Plot.of(e)));
    return null;
  }

  @Override
  public Void evaluated(TraceEvent.Evaluated e) {
    judged.evaluated(e);
    return null;
  }

  @Override
  public Void thresholdChosen(TraceEvent.ThresholdChosen e) {
    judged.thresholdChosen(e);
    return null;
  }

  @Override
  public Void crossValidated(TraceEvent.CrossValidated e) {
    judged.crossValidated(e);
    return null;
  }

  @Override
  public Void predicted(TraceEvent.Predicted e) {
    shown.predicted(e);
    return null;
  }

  @Override
  public Void predictedFile(TraceEvent.PredictedFile e) {
    shown.predictedFile(e);
    return null;
  }

  @Override
  public Void explained(TraceEvent.Explained e) {
    shown.explained(e);
    return null;
  }

  @Override
  public Void answered(TraceEvent.Answered e) {
    shown.answered(e);
    return null;
  }

  @Override
  public Void fired(TraceEvent.Fired e) {
    shown.fired(e);
    return null;
  }

  @Override
  public Void shown(TraceEvent.Shown e) {
    shown.shown(e);
    return null;
  }

  @Override
  public Void listed(TraceEvent.Listed e) {
    shown.listed(e);
    return null;
  }

  @Override
  public Void printed(TraceEvent.Printed e) {
    shown.printed(e);
    return null;
  }

  @Override
  public Void original(TraceEvent.Original e) {
    shown.original(e);
    return null;
  }

  @Override
  public Void ledger(TraceEvent.Ledger e) {
    shown.ledger(e);
    return null;
  }

  @Override
  public Void gradientChecked(TraceEvent.GradientChecked e) {
    shown.gradientChecked(e);
    return null;
  }

  @Override
  public Void diagnosed(TraceEvent.Diagnosed e) {
    shown.diagnosed(e);
    return null;
  }

  @Override
  public Void differed(TraceEvent.Differed e) {
    shown.differed(e);
    return null;
  }

  @Override
  public Void divided(TraceEvent.Divided e) {
    shown.divided(e);
    return null;
  }

  @Override
  public Void undone(TraceEvent.Undone e) {
    shown.undone(e);
    return null;
  }

  @Override
  public Void noticed(TraceEvent.Noticed e) {
    draft.say(e.diagnostic().message());
    return null;
  }

  /** A page holds no files. */
  @Override
  public Void modelFile(TraceEvent.ModelFile e) {
    return null;
  }

  @Override
  public Void expected(TraceEvent.Expected e) {
    return null;
  }
}
