package io.github.neuronscript.program;

import io.github.neuronscript.data.FileOpener;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.syntax.SyntaxLimits;
import java.util.List;
import java.util.Optional;

/**
 * Checks one statement against the scope it stands in: resolves its names, counts what has to fit,
 * and notes what it declares. Opens no file, except for the header of a data file when it may. The
 * statement comes back with resolved formulas; one with an error declares what it can, so that one
 * mistake is one error.
 */
public final class Checker implements Statement.Visitor<Statement> {

  private final Checks checks;

  Checker(Checks checks) {
    this.checks = checks;
  }

  /** Checks the next statement of a script and enters what it declares into the scope given. */
  static Checked checkNext(Statement statement, Scope scope, Optional<FileOpener> files) {
    return check(statement, new Checks(scope, files, false));
  }

  /** Checks a statement; the scope given stays as it is. */
  public static Checked check(Statement statement, Scope scope, Optional<FileOpener> files) {
    return check(statement, new Checks(scope.copy(), files, false));
  }

  /** Checks a statement of the prelude, whose stated derivatives the tests hold to the formulas. */
  static Checked checkTrusted(Statement statement, Scope scope) {
    return check(statement, new Checks(scope.copy(), Optional.empty(), true));
  }

  /** Checks what no action has asked for: whether the file has the columns that are read. */
  static List<Diagnostic> checkEnd(Scope scope, Optional<FileOpener> files) {
    Checks checks = new Checks(scope.copy(), files, false);
    new Needs(checks).columnsAtLast();
    return checks.diagnostics;
  }

  private static Checked check(Statement statement, Checks checks) {
    if (statement.isUndoable()) {
      checks.scope.remember();
    }
    Statement resolved = statement.accept(new Checker(checks));
    return new Checked(resolved, checks.scope, checks.diagnostics);
  }

  @Override
  public Statement inputs(Statement.Inputs s) {
    return new NeuronChecks(checks).inputs(s);
  }

  @Override
  public Statement weights(Statement.Weights s) {
    return new NeuronChecks(checks).weights(s);
  }

  @Override
  public Statement bias(Statement.Bias s) {
    return new NeuronChecks(checks).bias(s);
  }

  @Override
  public Statement activation(Statement.Activation s) {
    return new FunctionChecks(checks).activation(s);
  }

  @Override
  public Statement loss(Statement.Loss s) {
    return new FunctionChecks(checks).loss(s);
  }

  @Override
  public Statement penalty(Statement.Penalty s) {
    return new FunctionChecks(checks).penalty(s);
  }

  @Override
  public Statement learningRate(Statement.LearningRate s) {
    return new LearningRuleChecks(checks).learningRate(s);
  }

  @Override
  public Statement learningRule(Statement.LearningRule s) {
    return new LearningRuleChecks(checks).learningRule(s);
  }

  @Override
  public Statement writtenRule(Statement.WrittenRule s) {
    return new LearningRuleChecks(checks).writtenRule(s);
  }

  @Override
  public Statement cost(Statement.Cost s) {
    return new NeuronChecks(checks).cost(s);
  }

  @Override
  public Statement target(Statement.Target s) {
    return new DataChecks(checks).target(s);
  }

  @Override
  public Statement dataRows(Statement.DataRows s) {
    return new DataChecks(checks).dataRows(s);
  }

  @Override
  public Statement dataFile(Statement.DataFile s) {
    return new DataChecks(checks).dataFile(s);
  }

  @Override
  public Statement seed(Statement.Seed s) {
    return new NeuronChecks(checks).seed(s);
  }

  @Override
  public Statement let(Statement.Let s) {
    return new NeuronChecks(checks).let(s);
  }

  @Override
  public Statement define(Statement.Define s) {
    return new FunctionChecks(checks).define(s);
  }

  @Override
  public Statement defineRule(Statement.DefineRule s) {
    return new LearningRuleChecks(checks).defineRule(s);
  }

  @Override
  public Statement assign(Statement.Assign s) {
    return new NeuronChecks(checks).assign(s);
  }

  @Override
  public Statement forward(Statement.Forward s) {
    return new ActionChecks(checks).forward(s);
  }

  @Override
  public Statement backward(Statement.Backward s) {
    return new ActionChecks(checks).backward(s);
  }

  @Override
  public Statement update(Statement.Update s) {
    return new ActionChecks(checks).update(s);
  }

  @Override
  public Statement step(Statement.Step s) {
    return new ActionChecks(checks).step(s);
  }

  @Override
  public Statement train(Statement.Train s) {
    return new ActionChecks(checks).train(s);
  }

  @Override
  public Statement predict(Statement.Predict s) {
    return new ActionChecks(checks).predict(s);
  }

  @Override
  public Statement predictFrom(Statement.PredictFrom s) {
    return new DataChecks(checks).predictFrom(s);
  }

  @Override
  public Statement evaluate(Statement.Evaluate s) {
    return new ActionChecks(checks).evaluate(s);
  }

  @Override
  public Statement crossValidate(Statement.CrossValidate s) {
    return new ActionChecks(checks).crossValidate(s);
  }

  @Override
  public Statement threshold(Statement.Threshold s) {
    return new ActionChecks(checks).threshold(s);
  }

  @Override
  public Statement explain(Statement.Explain s) {
    return new ActionChecks(checks).explain(s);
  }

  @Override
  public Statement ledger(Statement.Ledger s) {
    new ActionChecks(checks).needsTargets(s.span(), "ledger");
    return s;
  }

  @Override
  public Statement check(Statement.Check s) {
    return new ActionChecks(checks).check(s);
  }

  @Override
  public Statement derive(Statement.Derive s) {
    return new FunctionChecks(checks).derive(s);
  }

  @Override
  public Statement diagnose(Statement.Diagnose s) {
    new Needs(checks).inputs(s.span(), "diagnose");
    return s;
  }

  @Override
  public Statement plot(Statement.Plot s) {
    return new PlotChecks(checks).plot(s);
  }

  @Override
  public Statement show(Statement.Show s) {
    return new ActionChecks(checks).show(s);
  }

  @Override
  public Statement showDeclaration(Statement.ShowDeclaration s) {
    if (s.keyword().equals("threshold")) {
      new Needs(checks).threshold(s.span());
    }
    if (s.keyword().equals("weights original")) {
      new Needs(checks).inputs(s.span(), "show weights original");
    }
    return s;
  }

  @Override
  public Statement print(Statement.Print s) {
    return new ActionChecks(checks).print(s);
  }

  @Override
  public Statement expect(Statement.Expect s) {
    return new ActionChecks(checks).expect(s);
  }

  @Override
  public Statement reset(Statement.Reset s) {
    return new ActionChecks(checks).reset(s);
  }

  @Override
  public Statement set(Statement.Set s) {
    return new ActionChecks(checks).set(s);
  }

  @Override
  public Statement when(Statement.When s) {
    return new RuleChecks(checks).when(s);
  }

  @Override
  public Statement stop(Statement.Stop s) {
    return new RuleChecks(checks).stop(s);
  }

  @Override
  public Statement fail(Statement.Fail s) {
    return new RuleChecks(checks).fail(s);
  }

  @Override
  public Statement answer(Statement.Answer s) {
    return new RuleChecks(checks).answer(s);
  }

  @Override
  public Statement forgetRule(Statement.ForgetRule s) {
    return new RuleChecks(checks).forgetRule(s);
  }

  @Override
  public Statement scale(Statement.Scale s) {
    return new DataChecks(checks).scale(s);
  }

  @Override
  public Statement split(Statement.Split s) {
    return new DataChecks(checks).split(s);
  }

  @Override
  public Statement inputsAll(Statement.InputsAll s) {
    return new DataChecks(checks).inputsAll(s);
  }

  @Override
  public Statement back(Statement.Back s) {
    return new ActionChecks(checks).back(s);
  }

  @Override
  public Statement save(Statement.Save s) {
    return new ModelChecks(checks).save(s);
  }

  @Override
  public Statement load(Statement.Load s) {
    return new ModelChecks(checks).load(s);
  }

  @Override
  public Statement export(Statement.Export s) {
    return new ModelChecks(checks).export(s);
  }

  @Override
  public Statement include(Statement.Include s) {
    return new Includes(checks).include(s);
  }

  @Override
  public Statement damaged(Statement.Damaged s) {
    // Behind so many errors none is shown that this could keep away.
    if (checks.scope.damaged.size() < SyntaxLimits.ERRORS) {
      checks.scope.damage(s.keyword());
    }
    if (s.keyword().startsWith("input")) {
      checks.scope.inputs = Declared.NONE;
      checks.scope.inputsSpan = Optional.empty();
    }
    return s;
  }
}
