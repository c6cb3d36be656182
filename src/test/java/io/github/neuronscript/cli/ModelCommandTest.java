package io.github.neuronscript.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code nn model}: what a saved model is, and what changed from one to another. */
class ModelCommandTest extends OnACommandLine {

  @BeforeEach
  void saveTwoModels() throws IOException {
    Files.writeString(folder.resolve("d.csv"), "size,y\n1,0\n3,0\n5,1\n7,1\n");
    Files.writeString(
        folder.resolve("a.nn"),
        """
        inputs        size
        target        y
        data          from "d.csv"
        scale         standard
        learning rate 0.5
        weights       2
        on predict when output >= 0.5 then answer "large"
        evaluate
        save          "a.json"
        learning rate 0.25
        train         3 epochs
        save          "b.json"
        """);
    assertEquals(0, nn("run", "a.nn").exit());
  }

  @Test
  void showsWhatAModelIs() {
    Result shown = nn("model", "show", "a.json");
    assertEquals("", shown.err());
    assertTrue(
        shown
            .out()
            .startsWith(
                "neuron  1 input size · each input x is scaled to x′ = (x − offset)/divisor"),
        shown.out());
    String rest = shown.out().substring(shown.out().indexOf("weights in"));
    assertTrue(
        rest.startsWith(
            """
            weights in the units of the data
              size ≈ 0.894427
              b    ≈ −3.57771

            rules  1 on predict when output >= 0.5 then answer "large"

            judged
              rows        = 4
            """),
        rest);
    assertTrue(
        rest.contains(
            """
            learnt
              epochs        = 0
              updates       = 0
              cost          ≈ 0.0441531
              learning rate = 0.5

            data
              rows   = 4
              from     "d.csv\"\
            """),
        rest);
    assertTrue(
        rest.contains("declared\n  1 inputs size\n  2 weights w1 = 2\n")
            && rest.endsWith("on predict when output >= 0.5 then answer \"large\"\n"),
        rest);
    assertTrue(nn("model", "show", "a.json", "--digits", "2").out().contains("size ≈ 0.89\n"));
    String json = nn("model", "show", "a.json", "--format", "json").out();
    assertTrue(
        json.startsWith(
            "{\"event\":\"model\",\"file\":\"a.json\",\"inputs\":[\"size\"],"
                + "\"weights_original\":{\"size\":0.8944271909999159,\"b\":-3.5777087639996634},"
                + "\"weights\":{\"size\":2,\"b\":0},\"judged\":{\"rows\":4,"),
        json);
  }

  @Test
  void showsFractionsAndDecimals() throws IOException {
    for (String numbers : List.of("exact", "decimal 20")) {
      Files.writeString(
          folder.resolve("e.nn"),
          "set numbers "
              + numbers
              + "\ninputs x\nactivation linear\nloss mse\nlearning rate 1/3\n"
              + "data { 1 -> 1; 2 -> 1 }\nevaluate\ntrain 1 epoch\nsave \"e.json\"\n");
      assertEquals(0, nn("run", "e.nn").exit());
      String shown = nn("model", "show", "e.json").out();
      boolean exact = numbers.equals("exact");
      assertTrue(
          shown.contains(
              exact
                  ? "  cost          = 1\n  learning rate = 1/3\n"
                  : "  cost          = 1\n  learning rate ≈ 0.333333\n"),
          shown);
    }
  }

  /** What an `evaluate` found is no part of what was learnt. */
  @Test
  void learningInTwoGoesIsNoDifference() throws IOException {
    String start = "inputs x\ndata { 0 -> 0; 1 -> 1; 2 -> 1 }\n";
    Files.writeString(
        folder.resolve("one.nn"), start + "train 6 epochs\nevaluate\nsave \"one.json\"\n");
    Files.writeString(
        folder.resolve("two.nn"),
        start
            + "train 3 epochs\nsave \"half.json\"\nload \"half.json\"\ntrain 3 epochs\n"
            + "save \"two.json\"\n");
    assertEquals(0, nn("run", "one.nn").exit());
    assertEquals(0, nn("run", "two.nn").exit());
    String difference = nn("model", "diff", "one.json", "two.json").out();
    assertFalse(difference.contains("learnt"), difference);
  }

  @Test
  void saysWhatChanged() {
    Result changed = nn("model", "diff", "a.json", "b.json");
    assertEquals("", changed.err());
    assertTrue(
        changed
            .out()
            .startsWith(
                """
                a.json → b.json

                declared
                  − learning rate 0.5
                  + learning rate 0.25

                weights in the units of the data
                  size 0.894427 →\s"""),
        changed.out());
    assertTrue(
        changed
            .out()
            .contains(
                """
                learnt
                  epochs                 0 → 3  (+3)
                  updates                0 → 3  (+3)
                  rate                   0.5 → 0.25  (−0.25)
                  cost of the last epoch none → 0.0436501
                """),
        changed.out());
    String json = nn("model", "diff", "a.json", "b.json", "--format", "json").out();
    assertTrue(
        json.startsWith(
            "{\"event\":\"model_difference\",\"before\":\"a.json\",\"after\":\"b.json\",\"same\":false,\"removed\":[\"learning"
                + " rate 0.5\"],\"added\":[\"learning rate 0.25\"],"),
        json);
    assertEquals(
        new Result(0, "a.json → a.json: the same model\n", ""),
        nn("model", "diff", "a.json", "a.json"));
  }

  @Test
  void whatIsWrongIsSaid() throws IOException {
    for (String[] args :
        new String[][] {
          {"model"},
          {"model", "shwo", "a.json"},
          {"model", "show"},
          {"model", "show", "a.json", "b.json"},
          {"model", "diff", "a.json"},
          {"model", "show", "a.json", "--format", "xml"}
        }) {
      assertEquals(ExitCode.WRONG_USAGE, nn(args).exit(), String.join(" ", args));
    }
    assertTrue(nn("model", "shwo", "a.json").err().contains("did you mean `show`?"));
    Result missing = nn("model", "show", "c.json");
    assertEquals(ExitCode.FAILED, missing.exit());
    assertTrue(missing.err().contains("there is no file `c.json`"), missing.err());
    Path model = folder.resolve("a.json");
    Files.writeString(model, Files.readString(model).replace("\"epoch\": 0", "\"epoch\": 1"));
    Result damaged = nn("model", "diff", "b.json", "a.json");
    assertEquals(ExitCode.FAILED, damaged.exit());
    assertTrue(damaged.err().contains("`a.json` is damaged"), damaged.err());
  }
}
