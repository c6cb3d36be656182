package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.program.Models;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.util.List;
import java.util.Optional;

/** Sends each statement to those who know it. */
final class StatementRun implements Statement.Visitor<Void> {

  private final Work work;
  private final Declarations declarations;
  private final Stepping stepping;
  private final Judging judging;
  private final Inspecting inspecting;
  private final Showing showing;

  StatementRun(Work work) {
    this.work = work;
    this.declarations = new Declarations(work);
    this.stepping = new Stepping(work);
    this.judging = new Judging(work);
    this.inspecting = new Inspecting(work);
    this.showing = new Showing(work);
  }

  /** Runs a statement, and says of what its numbers end it where. */
  void run(Statement statement) {
    State next = work.next;
    try {
      statement.accept(this);
    } catch (NumberSystem.NotExact e) {
      throw new ScriptException(RunErrors.notExact(statement.span(), e.formula()));
    } catch (HostFunction.Failed e) {
      throw new ScriptException(
          List.of(RunErrors.hostFunctionFailed(statement.span(), e)), e.getCause());
    } catch (NumberSystem.TooLong e) {
      String update = statement.isUndoable() ? "update " + (next.updates + 1) : "";
      throw new ScriptException(
          RunErrors.tooLong(statement.span(), update, e.getMessage(), next.numbers));
    }
  }

  @Override
  public Void inputs(Statement.Inputs s) {
    declarations.inputs(s);
    return null;
  }

  @Override
  public Void weights(Statement.Weights s) {
    declarations.weights(s);
    return null;
  }

  @Override
  public Void bias(Statement.Bias s) {
    declarations.bias(s);
    return null;
  }

  @Override
  public Void activation(Statement.Activation s) {
    declarations.activation(s);
    return null;
  }

  @Override
  public Void loss(Statement.Loss s) {
    declarations.loss(s);
    return null;
  }

  @Override
  public Void penalty(Statement.Penalty s) {
    declarations.penalty(s);
    return null;
  }

  @Override
  public Void learningRate(Statement.LearningRate s) {
    declarations.learningRate(s);
    return null;
  }

  @Override
  public Void learningRule(Statement.LearningRule s) {
    declarations.learningRule(s);
    return null;
  }

  @Override
  public Void writtenRule(Statement.WrittenRule s) {
    declarations.writtenRule(s);
    return null;
  }

  @Override
  public Void cost(Statement.Cost s) {
    declarations.cost(s);
    return null;
  }

  @Override
  public Void target(Statement.Target s) {
    declarations.target(s);
    return null;
  }

  @Override
  public Void dataRows(Statement.DataRows s) {
    declarations.dataRows(s);
    return null;
  }

  @Override
  public Void dataFile(Statement.DataFile s) {
    declarations.dataFile(s);
    return null;
  }

  @Override
  public Void seed(Statement.Seed s) {
    declarations.seed(s);
    return null;
  }

  @Override
  public Void let(Statement.Let s) {
    declarations.let(s);
    return null;
  }

  @Override
  public Void define(Statement.Define s) {
    declarations.define(s);
    return null;
  }

  @Override
  public Void defineRule(Statement.DefineRule s) {
    declarations.defineRule(s);
    return null;
  }

  @Override
  public Void assign(Statement.Assign s) {
    work.knowInputs(s.span());
    declarations.assign(s);
    return null;
  }

  @Override
  public Void forward(Statement.Forward s) {
    stepping.forward(s);
    return null;
  }

  @Override
  public Void backward(Statement.Backward s) {
    stepping.backward(s);
    return null;
  }

  @Override
  public Void update(Statement.Update s) {
    stepping.update(s);
    return null;
  }

  @Override
  public Void step(Statement.Step s) {
    stepping.step(s);
    return null;
  }

  @Override
  public Void predict(Statement.Predict s) {
    stepping.predict(s);
    return null;
  }

  @Override
  public Void train(Statement.Train s) {
    judging.train(s);
    return null;
  }

  @Override
  public Void predictFrom(Statement.PredictFrom s) {
    new FilePrediction(work, s).run();
    return null;
  }

  @Override
  public Void evaluate(Statement.Evaluate s) {
    new Evaluating(work).evaluate(s);
    return null;
  }

  @Override
  public Void crossValidate(Statement.CrossValidate s) {
    new CrossValidation(work, s).run();
    return null;
  }

  @Override
  public Void threshold(Statement.Threshold s) {
    new Thresholds(work).threshold(s);
    return null;
  }

  @Override
  public Void explain(Statement.Explain s) {
    inspecting.explain(s);
    return null;
  }

  @Override
  public Void ledger(Statement.Ledger s) {
    inspecting.ledger(s);
    return null;
  }

  @Override
  public Void check(Statement.Check s) {
    inspecting.checkGradient(s);
    return null;
  }

  @Override
  public Void derive(Statement.Derive s) {
    inspecting.derive(s);
    return null;
  }

  @Override
  public Void diagnose(Statement.Diagnose s) {
    inspecting.diagnose(s);
    return null;
  }

  @Override
  public Void save(Statement.Save s) {
    new ModelFile(work).save(s);
    return null;
  }

  @Override
  public Void load(Statement.Load s) {
    new ModelFile(work).load(s);
    return null;
  }

  @Override
  public Void export(Statement.Export s) {
    new ModelFile(work).export(s);
    return null;
  }

  @Override
  public Void plot(Statement.Plot s) {
    new Plotting(work, s).plot();
    return null;
  }

  @Override
  public Void show(Statement.Show s) {
    work.knowInputs(s.span());
    showing.show(s);
    return null;
  }

  @Override
  public Void showDeclaration(Statement.ShowDeclaration s) {
    work.knowInputs(s.span());
    showing.showDeclaration(s);
    return null;
  }

  @Override
  public Void print(Statement.Print s) {
    work.knowInputs(s.span());
    showing.print(s);
    return null;
  }

  @Override
  public Void expect(Statement.Expect s) {
    work.knowInputs(s.span());
    showing.expect(s);
    return null;
  }

  @Override
  public Void reset(Statement.Reset s) {
    work.next.beginAgain();
    return null;
  }

  @Override
  public Void set(Statement.Set s) {
    String value = s.value().text();
    boolean silent = work.next.level == TraceLevel.NONE;
    switch (s.setting().text()) {
      case "digits" -> work.next.digits = Integer.parseInt(value);
      case "numbers" -> declarations.numbers(s);
      case "terms" ->
          work.next.terms = value.equals("all") ? Integer.MAX_VALUE : Integer.parseInt(value);
      default -> {
        for (TraceLevel level : TraceLevel.values()) {
          work.next.level = level.text().equals(value) ? level : work.next.level;
        }
      }
    }
    // The conventions have not been told yet, for the trace begins here.
    work.next.neuron = silent ? Optional.empty() : work.next.neuron;
    work.tell(TraceEvent.Configured.class, () -> Interpreter.configured(work.next));
    return null;
  }

  @Override
  public Void scale(Statement.Scale s) {
    declarations.scale(s);
    return null;
  }

  @Override
  public Void split(Statement.Split s) {
    declarations.split(s);
    return null;
  }

  @Override
  public Void inputsAll(Statement.InputsAll s) {
    declarations.inputsAll(s);
    return null;
  }

  @Override
  public Void when(Statement.When s) {
    Rules.declare(work.next, s);
    return null;
  }

  @Override
  public Void forgetRule(Statement.ForgetRule s) {
    Rules.forget(work.next, s.name());
    return null;
  }

  @Override
  public Void stop(Statement.Stop s) {
    throw new IllegalStateException("only in a rule or by the session itself: " + s);
  }

  @Override
  public Void fail(Statement.Fail s) {
    throw new IllegalStateException("only in a rule or by the session itself: " + s);
  }

  @Override
  public Void answer(Statement.Answer s) {
    throw new IllegalStateException("only in a rule or by the session itself: " + s);
  }

  @Override
  public Void back(Statement.Back s) {
    throw new IllegalStateException("only in a rule or by the session itself: " + s);
  }

  @Override
  public Void include(Statement.Include s) {
    List<Statement> statements =
        s.foreign() && s.statements().isEmpty()
            ? Models.foreign(work.options.files(), s.path(), s.pathSpan())
            : s.statements();
    statements.forEach(this::run);
    return null;
  }

  @Override
  public Void damaged(Statement.Damaged s) {
    throw new ScriptException(
        Diagnostic.error(Code.UNEXPECTED, "this statement could not be read", s.span()));
  }
}
