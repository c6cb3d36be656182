package io.github.neuronscript.cli;

import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.diagnostic.NeuronScriptException;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.model.ModelDifference;
import io.github.neuronscript.model.ModelPage;
import io.github.neuronscript.model.SavedModel;
import io.github.neuronscript.render.Format;
import io.github.neuronscript.render.Glyphs;
import io.github.neuronscript.render.Head;
import io.github.neuronscript.render.Renderer;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.io.IOException;
import java.util.List;

/** {@code nn model}: what a saved model is, and what changed from one to another. */
final class ModelCommand {

  private static final List<String> WORDS = List.of("show", "diff");

  /** Longest sum that is shown in full. */
  private static final int TERMS = 8;

  private final Shell shell;
  private final Appearance appearance;
  private final Format format;
  private final int digits;

  private ModelCommand(Arguments arguments, Shell shell) {
    this.shell = shell;
    this.appearance = Appearance.of(shell.screen(), arguments);
    this.format = RunCommand.format(arguments);
    this.digits = RunCommand.digits(arguments);
  }

  static int run(Arguments arguments, Shell shell) {
    List<String> words = arguments.operands();
    String what = words.isEmpty() ? "" : words.get(0);
    if (!WORDS.contains(what)) {
      throw new UsageException(UsageErrors.unknownModelCommand(what, WORDS));
    }
    int files = what.equals("show") ? 1 : 2;
    if (words.size() != 1 + files) {
      throw new UsageException(UsageErrors.modelsToName(what, files));
    }
    ModelCommand command = new ModelCommand(arguments, shell);
    try {
      SavedModel first = command.read(words.get(1));
      if (files == 1) {
        command.show(first);
      } else {
        command.compare(first, command.read(words.get(2)));
      }
      return ExitCode.DONE;
    } catch (NeuronScriptException e) {
      Reports.of(shell, arguments).report(e.diagnostics());
      return ExitCode.FAILED;
    }
  }

  private SavedModel read(String path) {
    Options options =
        Options.defaults()
            .cancelled(shell.interrupts()::asked)
            .files(new ApplyFiles(shell, path, path, ApplyFiles.STANDARD_OUTPUT));
    try {
      return SavedModel.read(path, options);
    } catch (IOException e) {
      String why = e.getMessage() == null ? "reading it failed" : e.getMessage();
      throw new UsageException(UsageErrors.scriptUnreadable(path, why));
    }
  }

  private void show(SavedModel model) {
    if (format == Format.JSON) {
      shell.out().append(ModelPage.json(model));
    } else {
      render(ModelPage.of(model));
    }
  }

  private void compare(SavedModel before, SavedModel after) {
    ModelDifference difference = new ModelDifference(before, after, digits);
    if (format == Format.JSON) {
      shell.out().append(difference.json());
      return;
    }
    Glyphs glyphs = new Glyphs(appearance.style().ascii());
    String heading = before.path() + " → " + after.path();
    String none = difference.isNone() ? ": the same model" : "";
    shell.out().append(glyphs.text(heading + none)).append('\n');
    List<TraceEvent> events = difference.events();
    if (!events.isEmpty()) {
      shell.out().append('\n');
      render(events);
    }
  }

  private void render(List<TraceEvent> events) {
    Head head =
        new Head("nn model", NeuronScript.VERSION, NeuronScript.LANGUAGE, NeuronScript.ARITHMETIC);
    Renderer renderer = Format.TEXT.renderer(shell.out(), appearance.style(), head);
    renderer.accept(
        new TraceEvent.Configured(digits, TERMS, TraceLevel.SUMMARY, NumberSystem.doubles()));
    events.forEach(renderer);
  }
}
