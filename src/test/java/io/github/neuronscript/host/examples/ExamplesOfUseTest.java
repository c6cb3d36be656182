package io.github.neuronscript.host.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.Decision;
import io.github.neuronscript.Model;
import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.Result;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Source;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Runs what is shown to those who embed the language. */
class ExamplesOfUseTest {

  private static final String STRICT =
      """
      inputs  age, income
      weights 0.05, 0.00004
      bias    -3
      rule "sure" on predict when output >= 0.7 then answer "lend"
      on predict when output < 0.7 then answer "ask for more"
      """;

  @Test
  void swapsItsRulesWhileItAnswers() {
    LoanService service = new LoanService(STRICT);
    Map<String, Integer> applicant = Map.of("age", 40, "income", 50_000);
    Decision decision = service.decide(applicant);
    assertEquals(Optional.of("lend"), decision.answer());
    assertEquals("sure", decision.fired().get(0).rule());
    assertEquals(Map.of("output", decision.output()), decision.fired().get(0).values());
    assertEquals(2.0, decision.contributions().get(0).product());
    assertThrows(ScriptException.class, () -> service.replace("inputs age, age"));
    assertEquals(Optional.of("lend"), service.decide(applicant).answer());
    service.replace(STRICT.replace("0.7", "0.9"));
    assertEquals(Optional.of("ask for more"), service.decide(applicant).answer());
  }

  @Test
  void logsWhatHappens() {
    AuditLog log = new AuditLog();
    new NeuronScript()
        .run(
            Source.of(
                "log.nn",
                "inputs x\nactivation linear\nlearning rate 0.25\ndata { 1 -> 1; 1 -> 1 }\n"
                    + "rule \"halved\" on epoch once when cost < 0.5 then print \"good\"\n"
                    + "step\ntrain 3 epochs\n"),
            Options.defaults().listener(log))
        .orThrow();
    assertEquals(
        List.of("weights [0.5, 0.5]", "\"halved\" held", "3 epochs, cost 0.000"), log.lines());
  }

  @Test
  void trainsOnATable() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("create table orders (size double, price double)");
      statement.execute("insert into orders values (1, 3), (2, 5), (4, 9)");
      Model model =
          TableTraining.train(
              "inputs size\ntarget price\ndata from sales\nactivation linear\n"
                  + "learning rate 0.1\ntrain 2000 epochs",
              connection,
              "select * from orders");
      // Through all three points goes price = 2·size + 1.
      assertEquals(21, model.predict(10), 1e-9);
    }
  }

  @Test
  void stopsWhenItIsTold() throws InterruptedException, ExecutionException {
    Result result = Cancelling.trainFor("inputs x\ndata { 1 -> 0 }\ntrain 1000000000 epochs", 1000);
    assertEquals(Result.Status.CANCELLED, result.status());
    assertTrue(result.value("epoch").orElseThrow() >= 900);
    assertTrue(result.model().orElseThrow().predict(1) < 0.5);
  }

  @Test
  void learnsWithAnActivationOfTheHost() {
    Model model =
        OwnActivation.train(
            "inputs x1, x2\nactivation softsign\nlearning rate 2\n"
                + "data { 0, 0 -> -1; 0, 1 -> 1; 1, 0 -> 1; 1, 1 -> 1 }\ntrain until cost < 0.05");
    assertTrue(model.predict(0, 0) < -0.5);
    assertTrue(model.predict(0, 1) > 0.5);
  }

  @Test
  void isOneOfManyLanguages() throws Exception {
    ScriptedRules rules = new ScriptedRules();
    ScriptedRules.Lender lender =
        rules.learn(
            """
            inputs age, income
            target paid
            data from customers
            scale standard
            train 200 epochs
            on predict when output >= 0.5 then answer "lend" otherwise answer "ask for more"
            evaluate
            print "accuracy {accuracy}"
            """,
            List.of(
                Map.of("age", 20, "income", 20_000, "paid", false),
                Map.of("age", 30, "income", 25_000, "paid", false),
                Map.of("age", 40, "income", 60_000, "paid", true),
                Map.of("age", 50, "income", 55_000, "paid", true)));
    assertEquals("accuracy 1\n", rules.printed());
    assertEquals("lend", lender.decide(45, 58_000));
    assertTrue(lender.predict(25, 22_000) < 0.5);
    assertEquals(
        List.of(1.0, 0.5),
        rules.forEach("let doubled = 2 * length; 1 / doubled", "length", List.of(0.5, 1.0)));
  }
}
