package io.github.neuronscript.syntax;

import io.github.neuronscript.formula.SplitMix;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Makes scripts that the parser understands, of every statement and every kind of formula. */
final class RandomScript {

  private final SplitMix random;

  RandomScript(SplitMix random) {
    this.random = random;
  }

  String script(int statements) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < statements; i++) {
      out.append(statement()).append(random.of("\n", "\n", "\n\n", ";", " # end\n", "\r\n"));
    }
    return out.toString();
  }

  String statement() {
    return random.below(8) == 0 ? rule() : action();
  }

  private String action() {
    return switch (random.below(49)) {
      case 0 -> "inputs " + items();
      case 1 -> "inputs" + equals() + name() + "[" + (1 + random.below(99)) + "]";
      case 2 -> "weights" + equals() + items();
      case 3 -> "weights " + random.of("random", "uniform(-1, 1)") + maybe(" seed " + number());
      case 4 -> "bias" + equals() + item() + maybe(" fixed");
      case 5 -> "activation" + equals() + random.of("sigmoid", "leaky_relu(0.01)", "`my own`");
      case 6 -> random.of("loss mse", "loss huber(1.0)", "penalty l2(0.01)", "penalty none");
      case 7 -> "learning rate" + equals() + formula(2);
      case 8 ->
          random.of(
              "learning rule " + random.of("gradient descent", "adam(0.9, 0.999)", "delta"),
              writtenRule());
      case 9 -> "cost " + random.of("mean", "sum");
      case 10 -> "target " + item();
      case 11 -> "data {" + rows() + "}";
      case 12 ->
          "data from "
              + random.of("\"a.csv\"", "\"\\\"x\\\"\"", "\"é\\n\"", "\"-\"", "sales", "`a b`")
              + format();
      case 13 -> "seed " + number();
      case 14 -> "let " + name() + " = " + formula(3);
      case 15 -> define();
      case 16 -> defineRule();
      case 17 -> name() + " = " + formula(3);
      case 18 -> "forward" + maybe(" " + list(this::simple) + maybe(" -> " + formula(1)));
      case 19 -> random.of("backward", "update", "evaluate", "reset");
      case 20 -> "step" + maybe(" " + (1 + random.below(9)));
      case 21, 22 -> train();
      case 23 ->
          random.of(
              "predict " + items(),
              "predict from "
                  + random.of("\"a.csv\"", "sales", "`a b`")
                  + format()
                  + maybe(" to " + random.of("\"b.csv\"", "\"\\\"x\\\".gz\"")));
      case 24 -> "show " + list(() -> formula(2));
      case 25 -> "print " + list(this::text);
      case 26 -> "expect " + condition(3);
      case 27 ->
          "set " + random.of("digits 4", "trace full", "numbers exact", "numbers decimal 30");
      case 28 -> random.of("inputs", "weights", "bias", "cost", "learning rule", "data", "loss");
      case 29 ->
          "inputs"
              + equals()
              + random.of("all", "all except " + list(this::name), "one_hot(kind), " + items());
      case 30 -> "scale" + maybe(equals() + random.of("standard", "minmax", "none"));
      case 31 ->
          random.of("evaluate from \"a.csv\" calibration", "evaluate training", "evaluate")
              + maybe(random.of(" ", ", ") + "confidence 90 %" + maybe(" samples 200") + " seed 3");
      case 43 ->
          "cross validate 5 "
              + random.of("folds", "splits 80 / 20")
              + maybe(" seed " + simple())
              + maybe(" stratified")
              + options();
      case 44 -> "threshold" + maybe(equals() + random.of(formula(1), "best f1"));
      case 32 -> "back" + maybe(" " + (1 + random.below(9)));
      case 33 -> "include \"" + random.of("a.nn", "b/a.nn", "../c.nn") + "\"";
      case 34 -> "forget rule " + random.of("\"a\"", "\"\"", "\"a b\"");
      case 35 ->
          random.of(
              "stop",
              "show weights original",
              "scale",
              "show rules",
              "split" + equals() + "80 / 20" + maybe(" seed " + simple()) + maybe(" stratified"),
              "split none");
      case 36 -> random.of("fail ", "answer ") + text();
      case 48 ->
          random.of(
              "save \"m.json\"",
              "load \"m.json\"",
              "export \"m.onnx\"" + maybe(" float"),
              "import \"m.onnx\"",
              "scale from " + simple() + " by " + simple());
      case 47 ->
          "plot "
              + random.of("cost", "activation", "boundary", "data", "data " + name(), "data x, y")
              + maybe(" to " + random.of("\"b.svg\"", "\"\\\"x\\\".svg\""));
      case 37 -> random.of("ledger", "diagnose", "check gradient", "show difference", "derive");
      case 38 -> "derive " + name() + maybe(" by " + name()) + maybe(" at " + list(this::simple));
      case 39 -> "explain" + maybe(" " + items());
      default -> formula(5);
    };
  }

  /** Returns how a file is read, in any order. */
  private String format() {
    List<String> options =
        new ArrayList<>(
            List.of(
                "separator " + random.of("semicolon", "tab", "\";\"", "\"\\t\"", "\" \""),
                "decimal " + random.of("comma", "point"),
                "missing " + random.of("mean", "skip", "fail"),
                "header " + random.of("none", "first"),
                "where " + condition(2)));
    StringBuilder out = new StringBuilder();
    while (random.below(3) > 0 && !options.isEmpty()) {
      out.append(" ").append(options.remove(random.below(options.size())));
    }
    return out.toString();
  }

  private String rule() {
    return maybe("rule " + random.of("\"a\" ", "\"\" ", "\"a b\" "))
        + maybe("on " + random.of("epoch ", "step ", "predict "))
        + maybe("once ")
        + "when "
        + random.of(condition(3), formula(3))
        + random.of(" then ", "\nthen ", " then\n  ")
        + body()
        + maybe(" otherwise " + maybe("\n") + body());
  }

  private String body() {
    if (random.below(2) == 0) {
      return inBody();
    }
    StringBuilder out = new StringBuilder("{");
    for (int i = random.below(3); i >= 0; i--) {
      out.append(random.of(" ", "\n  ")).append(inBody());
      out.append(i > 0 ? random.of(";", "\n", "\n\n") : random.of(" ", "\n"));
    }
    return out + "}";
  }

  /** Lines of a learning rule are read as such only where no rule stands around them. */
  private String inBody() {
    String action = action();
    while (action.startsWith("define rule")
        || action.startsWith("learning rule")
        || action.startsWith("data {")) {
      action = action();
    }
    return action;
  }

  private String maybe(String text) {
    return random.below(2) == 0 ? text : "";
  }

  private String equals() {
    return random.of(" ", " ", " = ");
  }

  private String list(Supplier<String> part) {
    List<String> parts = new ArrayList<>();
    for (int i = random.below(3); i >= 0; i--) {
      parts.add(part.get());
    }
    return String.join(random.of(", ", ",", ",\n  "), parts);
  }

  private String items() {
    return list(this::item);
  }

  private String item() {
    return maybe(name() + " = ") + formula(2);
  }

  private String rows() {
    StringBuilder out = new StringBuilder();
    for (int i = random.below(4); i > 0; i--) {
      out.append(random.of("\n  ", "; ")).append(list(this::simple));
      out.append(maybe(" -> " + simple()));
    }
    return out + random.of("\n", " ");
  }

  private String define() {
    return "define "
        + random.of("f", "bent", "`my own`")
        + "("
        + list(this::name)
        + ") = "
        + formula(4)
        + maybe(" with derivative " + maybe("by " + name() + " = ") + formula(3))
        + maybe(" requires " + condition(2));
  }

  private String defineRule() {
    StringBuilder out = new StringBuilder("define rule " + random.of("heavy", "my own"));
    out.append(maybe("(" + list(this::name) + ")"));
    return out + ruleLines() + maybe(" requires " + condition(2));
  }

  private String writtenRule() {
    return "learning rule"
        + equals()
        + random.of(ruleLines(), name() + random.of(" <- ", "<-", " ← ") + formula(3));
  }

  private String ruleLines() {
    StringBuilder out = new StringBuilder(" {");
    for (int i = random.below(3); i >= 0; i--) {
      out.append(random.of("\n  ", " ")).append(name()).append(" <- ").append(formula(3));
      out.append(i > 0 ? random.of(";", "\n") : " ");
    }
    return out + "}";
  }

  private String train() {
    String count = random.of("", "", " 10", " 1 epoch", " n epochs", " 2 * n");
    return ("train" + count + options()).replace("train,", "train");
  }

  private String options() {
    List<String> options =
        new ArrayList<>(
            List.of(
                "batch " + random.of("all", "16", "n"),
                "shuffle" + maybe(" seed " + number()),
                "until " + random.of("converged", condition(2)),
                random.of("5 epochs", "at most 10", "at most n epochs")));
    StringBuilder out = new StringBuilder();
    while (random.below(3) > 0 && !options.isEmpty()) {
      out.append(random.of(" ", ", ")).append(options.remove(random.below(options.size())));
    }
    return out.toString();
  }

  private String name() {
    return random.of(
        "x1", "w", "b", "z", "output", "x₂", "σ", "`a b`", "step", "loss", "batch", "from", "seed");
  }

  private String number() {
    return random.of("0", "1", "2", "0.5", ".25", "1e-3", "1_000", "3.0E2");
  }

  private String text() {
    return random.of(
        "\"\"", "\"cost {cost}\"", "\"{{}} {w1 * x1} \\n\"", "\"é\"", "x1", "\"{(a)}{b:12}\"");
  }

  private String simple() {
    return random.of(number(), "-" + number(), "−1", name());
  }

  private String condition(int depth) {
    if (depth <= 0) {
      return random.of("true", "converged", name() + " > 1");
    }
    String a = arithmetic(depth - 1);
    String b = arithmetic(depth - 1);
    return switch (random.below(9)) {
      case 0 -> condition(depth - 1) + " and " + condition(depth - 1);
      case 1 -> condition(depth - 1) + " or " + condition(depth - 1);
      case 2 -> "not " + a;
      case 3 -> a + " is nan";
      case 4 -> a + " is " + b + " within " + number();
      case 5 -> a + " is " + b;
      default -> a + " " + random.of("<", "<=", "≤", ">", ">=", "≥", "==", "!=", "≠") + " " + b;
    };
  }

  String formula(int depth) {
    return switch (random.below(10)) {
      case 0 -> condition(depth);
      case 1 ->
          depth <= 0
              ? simple()
              : "if "
                  + condition(depth - 1)
                  + " then "
                  + formula(depth - 1)
                  + random.of(" else ", "\n else ")
                  + formula(depth - 1);
      default -> arithmetic(depth);
    };
  }

  private String arithmetic(int depth) {
    if (depth <= 0) {
      return random.of(number(), name(), number(), name(), "pi", "nan");
    }
    String a = arithmetic(depth - 1);
    return switch (random.below(9)) {
      case 0, 1, 2 -> a + random.of(" + ", " - ", " − ", "+\n") + unsigned(depth - 1);
      case 3, 4 -> product(depth) + random.of(" * ", "·", " / ", " % ") + unsigned(depth - 1);
      case 5 -> "(" + formula(depth - 1) + ")";
      case 6 -> unsigned(0) + "^" + random.of("2", "-1", "(" + a + ")", "x^2");
      case 7 -> "-" + product(depth);
      default -> random.of("exp", "f", "max", "`my own`", "step") + "(" + arguments(depth) + ")";
    };
  }

  private String arguments(int depth) {
    return random.below(8) == 0 ? "" : list(() -> formula(depth - 2));
  }

  private String product(int depth) {
    return "(" + arithmetic(depth - 1) + ")";
  }

  private String unsigned(int depth) {
    return depth <= 0 ? random.of(number(), name()) : "(" + formula(depth) + ")";
  }
}
