package io.github.neuronscript.program;

import io.github.neuronscript.data.FileOpener;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.LimitException;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.syntax.Script;
import io.github.neuronscript.syntax.ScriptLimits;
import io.github.neuronscript.syntax.ScriptParser;
import io.github.neuronscript.syntax.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the models that scripts have saved. */
public final class Models {

  /** Key of the statements that declare a model. */
  public static final String SCRIPT = "script";

  private Models() {}

  /**
   * What a file holds.
   *
   * @param statements that declare the model, checked
   * @param scope what they declare
   * @param fields what was learnt, by the keys of the file
   */
  public record Saved(List<Statement> statements, Scope scope, Map<String, Object> fields) {}

  /** Says that a file which is whole lacks something, so that nobody has saved it. */
  public static ScriptException incomplete(Span place, String path, String key) {
    return new ScriptException(CheckErrors.incompleteModel(place, path, key));
  }

  /** Says that the categories of a model stand for more inputs than there may be. */
  public static LimitException tooManyInputs(Span place, int inputs, int most) {
    return new LimitException(CheckErrors.tooManyInputs(place, inputs, most));
  }

  /**
   * Reads a model.
   *
   * @param path as the script wrote it
   * @param place where it did
   * @param limits of the statements in it
   * @param hosts the functions that they may call
   * @throws ScriptException if there is no such file, or no model in it
   */
  public static Saved read(
      FileOpener files,
      String path,
      Span place,
      ScriptLimits limits,
      Collection<HostFunction> hosts) {
    Map<String, Object> fields = ModelText.read(DataFiles.text(files, path, place));
    if (!(fields.get(SCRIPT) instanceof List<?> lines)
        || !lines.stream().allMatch(String.class::isInstance)) {
      throw incomplete(place, path, SCRIPT);
    }
    String text = lines.stream().map(String.class::cast).collect(Collectors.joining("\n"));
    return checked(Source.of(path, text), place, limits, hosts, fields);
  }

  /**
   * Reads the declarations of a model of another tool.
   *
   * @return the statements that declare it, checked
   * @throws ScriptException as {@link #read}
   */
  public static List<Statement> foreign(FileOpener files, String path, Span place) {
    Source text = DataFiles.declared(files, path, place);
    return checked(text, place, ScriptLimits.STANDARD, List.of(), Map.of()).statements();
  }

  private static Saved checked(
      Source text,
      Span place,
      ScriptLimits limits,
      Collection<HostFunction> hosts,
      Map<String, Object> fields) {
    Script script = ScriptParser.parse(text, limits);
    List<Diagnostic> problems = new ArrayList<>(script.diagnostics());
    Scope scope = Prelude.scope(limits, hosts);
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : script.statements()) {
      if (!isDeclaration(statement)) {
        throw new ScriptException(CheckErrors.modelDoesMore(place, text.name(), statement.span()));
      }
      Checked checked = Checker.check(statement, scope, Optional.empty());
      problems.addAll(checked.diagnostics());
      statements.add(checked.statement());
      scope = checked.scope();
    }
    for (Diagnostic problem : problems) {
      if (problem.isError()) {
        throw new ScriptException(CheckErrors.modelDoesNotFit(place, text.name(), problem));
      }
    }
    return new Saved(statements, scope, fields);
  }

  /** Whether a model may hold a statement: what runs, reads, writes or shows is none. */
  private static boolean isDeclaration(Statement s) {
    return s instanceof Statement.Inputs
        || s instanceof Statement.InputsAll
        || s instanceof Statement.Weights
        || s instanceof Statement.Bias
        || s instanceof Statement.Activation
        || s instanceof Statement.Loss
        || s instanceof Statement.Penalty
        || s instanceof Statement.LearningRate
        || s instanceof Statement.LearningRule
        || s instanceof Statement.WrittenRule
        || s instanceof Statement.Cost
        || s instanceof Statement.Target
        || s instanceof Statement.DataRows
        || s instanceof Statement.DataFile
        || s instanceof Statement.Seed
        || s instanceof Statement.Scale
        || s instanceof Statement.Split
        || s instanceof Statement.Let
        || s instanceof Statement.Define
        || s instanceof Statement.DefineRule
        || s instanceof Statement.Set
        || s instanceof Statement.When
        // The parser has said what is wrong with it.
        || s instanceof Statement.Damaged;
  }
}
