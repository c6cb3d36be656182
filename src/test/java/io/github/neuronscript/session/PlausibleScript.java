package io.github.neuronscript.session;

import io.github.neuronscript.formula.SplitMix;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes statements that mean something more often than not: few names, used for everything, so that
 * declarations meet, clash, replace each other, and are read when they are gone.
 */
final class PlausibleScript {

  /** What the scripts can read by {@code data from "t.csv"}. */
  static final String CSV = "x1,x2,k,kind,y\n0.5,1,2,a,0\n-1,0.25,3,b,1\n2,-0.5,1e3,a,1\n";

  /** What the scripts can read by {@code data from "g.csv"}: with gaps and decimal commas. */
  static final String GAPS = "x1;x2;k;kind;y\n0,5;1;;a;0\n-1;NA;3;;1\n2;-0,5;1e3;b;?\n1;1;2;c;1\n";

  /** What the scripts can read by {@code data from "j.jsonl"}: values are missing, too. */
  static final String LINES =
      "{\"x1\": 1, \"x2\": 2, \"k\": 3, \"kind\": \"a\", \"y\": 1}\n"
          + "{\"x1\": 2, \"x2\": null, \"k\": 1, \"y\": false}\n";

  /** Returns what the scripts can read or include. */
  static String file(String path) {
    return switch (path) {
      case "t.csv" -> CSV;
      case "g.csv" -> GAPS;
      case "j.jsonl" -> LINES;
      case "a.nn" -> "define f(z) = z / 2\nlet k = 3\nweights w1 = 1, w2 = 2\n";
      case "b.nn" -> "include \"a.nn\"\nwhen cost < 0.01 then stop\ninputs x1, x2\n";
      default -> "data { 0, 1 -> 1 }\ntrain 2\nlet h = cost\n";
    };
  }

  private final SplitMix random;

  PlausibleScript(SplitMix random) {
    this.random = random;
  }

  String statement() {
    return switch (random.below(69)) {
      case 0, 1 -> "inputs " + random.of("x1, x2", "x1 = 0.5, x2 = -1", "k, x2", "x[3]", "b, x1");
      case 2 -> "inputs " + name() + " = " + formula() + ", x2";
      case 3 ->
          "inputs x1, " + random.of("sum = x1 + k * " + name(), "one_hot(kind)", "one_hot(k)");
      case 4 -> "inputs 0.5, " + number();
      case 5 -> "weights " + random.of("zeros", "ones", "random", "random seed 3", "0.1, -0.2");
      case 6 -> "weights " + random.of("uniform(", "normal(") + formula() + ", " + number() + ")";
      case 7 -> "weights " + name() + " = " + number() + ", w2 = " + formula();
      case 8 -> "bias " + random.of("0.1", "none", "b = 1", "k = 2", "0.5 fixed", "w1 = 2", "none");
      case 9 -> "activation " + activation();
      case 10 -> "loss " + random.of("mse", "huber(1)", "huber(k)", "hinge", "cross_entropy", "l");
      case 11 -> "learning rate " + random.of("0.1", "0.5", "k", "1 / 3", "rate / 2", formula());
      case 12 -> "learning rule " + rule();
      case 13 -> "cost " + random.of("mean", "sum");
      case 14 ->
          "target " + random.of("1", "0", "y", "y = 1", "k", "kind == \"a\"", "f(y)", "f(k)");
      case 15, 16 -> "data { 0, 0 -> 0; 0, 1 -> " + random.of("0", "1", "2", "k") + "; 1, 1 -> 1 }";
      case 17 -> "data { 0.5, 1; 2, " + number() + " }";
      case 18, 19 ->
          "data from "
              + random.of("\"t.csv\"", "\"t.csv\"", "\"g.csv\"", "\"j.jsonl\"", "sales", "k")
              + format()
              + random.of("", "", " where k > 1.5", " where kind == \"a\"", " where " + formula());
      case 20 -> "data { 1, 2, 3 -> 1 }";
      case 21 -> "seed " + random.of("1", "7", "k");
      case 22, 23 -> "let " + name() + " = " + formula();
      case 24 -> "define f(z) = " + body("z", 3);
      case 25 -> "define l(y, p) = " + body("p", 2) + random.of("", " * y", " requires y >= 0");
      case 26 -> "define g(a) = " + body("a", 2) + random.of("", " with derivative 0 * a");
      case 43 -> random.of("define g(a, c) = a + c", "define f(z, k) = z * k", "define l(y) = y");
      case 27 -> "define rule r { v <- " + ruleBody() + "; w <- w - rate * v }";
      case 28 ->
          "define rule q" + random.of("", "(c)", "(c)") + " { w <- w + 0.1 * " + ruleBody() + " }";
      case 29, 30 -> name() + " = " + formula();
      case 31 -> "forward" + random.of("", "", " 1, 2", " 1, 2 -> 1", " x1 = 1, x2 = " + formula());
      case 32 -> random.of("backward", "update", "update");
      case 33 -> "step" + random.of("", " 2", " 5");
      case 34, 35, 36 -> train();
      case 37 ->
          "predict "
              + random.of(
                  "1, 2",
                  "1, \"a\"",
                  "\"c\", 2",
                  "x2 = 1, x1 = 2",
                  formula() + ", 1",
                  "1, 2, 3",
                  "1");
      case 38 ->
          random.of(
              "evaluate",
              "predict from "
                  + random.of("\"t.csv\"", "\"g.csv\"", "\"j.jsonl\"", "sales")
                  + format()
                  + random.of(
                      "",
                      "",
                      " where k > 1.5",
                      " where kind == \"a\"",
                      " to \"o.csv\"",
                      " explained to \"o.csv\""),
              "evaluate from " + random.of("\"t.csv\"", "\"g.csv\"", "\"j.jsonl\"", "sales"),
              "evaluate " + random.of("training", "test", "all", "calibration"),
              "evaluate confidence 95 samples 9 seed k",
              "threshold best " + random.of("f1", "accuracy", "youden"),
              "threshold " + formula(),
              "cross validate 2 "
                  + random.of("folds", "splits 50 / 50")
                  + random.of("", " stratified", " seed 3, 2 epochs"),
              "show mean_cost");
      case 39 -> random.of("reset", "set trace full", "set trace none", "set trace summary");
      case 40 ->
          "show "
              + random.of(
                  "model",
                  "weights",
                  "data",
                  "settings",
                  "conventions",
                  "inputs",
                  "rules",
                  "scale",
                  "split",
                  "weights original");
      case 41 -> random.of("inputs", "weights", "bias", "target", "loss", "data", "learning rule");
      case 42 -> "print \"a {" + formula() + "}\", " + formula();
      case 46, 47, 48, 49, 50, 51 -> when();
      case 52 -> "forget rule " + random.of("\"a\"", "\"b\"");
      case 53, 54 -> "scale " + random.of("standard", "minmax", "none");
      case 67 ->
          "split " + random.of("50 / 50", "80 / 20 seed k", "none", "60/40 stratified", "99 / 1");
      case 55 -> "inputs all" + random.of("", " except kind", " except k, kind", " except kind, y");
      case 56, 57 -> "back" + random.of("", "", " 2", " 3");
      case 58 -> "include " + random.of("\"a.nn\"", "\"b.nn\"", "\"c.nn\"", "\"a.nn\"");
      case 59 -> "set numbers " + random.of("exact", "decimal 20", "doubles", "exact");
      case 68 ->
          "plot " + random.of("cost", "cost", "activation", "boundary", "data", "data x1, x2");
      case 60 -> random.of("show difference", "ledger", "check gradient", "diagnose", "diagnose");
      case 61 -> "explain " + random.of("", "1, 2", "x2 = 1, x1 = 2", "1");
      case 63, 64 ->
          "penalty" + random.of(" none", " l2(0.1)", " l2(k)", " l1(0.01)", " f", " g", " abs", "");
      case 62 -> "derive" + random.of("", "", " f", " l", " g by a", " relu at 0", " f at k");
      default -> "show " + formula() + ", " + formula();
    };
  }

  /** Returns how a file is read, which fits it or not. */
  private String format() {
    return random.of("", "", " separator " + random.of("semicolon", "tab", "\",\"", "\"é\""))
        + random.of("", "", " decimal comma", " decimal point")
        + random.of("", "", " missing mean", " missing skip", " missing fail")
        + random.of("", "", "", " header none", " header first");
  }

  private String when() {
    String moment = random.of("", "", "on step ", "on predict ");
    boolean predict = moment.equals("on predict ");
    return random.of("", "rule \"a\" ", "rule \"b\" ")
        + moment
        + (predict ? "" : random.of("", "", "once "))
        + "when "
        + value()
        + random.of(" > ", " < ", " == ", " != ")
        + value()
        + " then "
        + body(predict)
        + random.of("", "", " otherwise " + body(predict));
  }

  private String body(boolean predict) {
    return random.of(one(predict), one(predict), "{ " + one(predict) + "; " + one(predict) + " }");
  }

  private String one(boolean predict) {
    return predict
        ? random.of("answer \"yes {" + value() + "}\"", "answer output", "print " + value())
        : random.of(
            "stop",
            "fail \"at {epoch}\"",
            "print \"{" + value() + "}\"",
            "show weights",
            "show " + formula(),
            "let " + name() + " = " + formula(),
            name() + " = " + formula(),
            "rate = rate / 2",
            random.of("plot cost", "plot boundary", "plot data"),
            "learning rate " + formula());
  }

  private String name() {
    return random.of("x1", "x2", "x3", "w1", "w2", "b", "k", "y", "sum", "rate", "h", "bias");
  }

  private String number() {
    return random.of("0", "1", "-1", "0.5", "2", "1e300", "-3", "1e-300");
  }

  private String value() {
    return random.of(
        name(), name(), name(), number(), "cost", "output", "z", "target", "loss", "epoch");
  }

  private String formula() {
    return switch (random.below(8)) {
      case 0, 1 -> number();
      case 2 -> value() + " " + random.of("+", "*", "/", "-", "^", "%") + " " + value();
      case 3 -> random.of("f(", "g(", "sqrt(", "sigmoid(") + value() + ")";
      case 4 ->
          random.of(
              "accuracy",
              "f1",
              "rmse",
              "auc",
              "threshold",
              "gradient_norm",
              "previous_cost",
              "updates",
              "output");
      case 5 -> "if " + value() + " > " + value() + " then " + value() + " else " + number();
      default -> value();
    };
  }

  private String activation() {
    return random.of(
        "sigmoid",
        "tanh",
        "relu",
        "linear",
        "step",
        "f",
        "f",
        "leaky_relu(k)",
        "g",
        "elu(0.1)",
        "softplus",
        "abs",
        "sign");
  }

  private String rule() {
    return random.of(
        "gradient descent",
        "perceptron",
        "delta",
        "momentum(0.9)",
        "adam(0.9, 0.999)",
        "r",
        "r",
        "q(0.1)",
        "q(k)",
        "w <- w - rate * gradient / updates",
        "{ v <- k * v + gradient; w <- w - rate * v }",
        "{ w <- w + rate * (y - z) * x }",
        "oja",
        "hebb",
        "adagrad");
  }

  private String body(String parameter, int depth) {
    if (depth == 0) {
      return random.of(parameter, parameter, parameter, "k", number());
    }
    String a = body(parameter, depth - 1);
    String b = body(parameter, depth - 1);
    return random.of(
        "(" + a + " + " + b + ")",
        "(" + a + " * " + b + ")",
        "(" + a + " / " + b + ")",
        "(" + a + " ^ " + b + ")",
        "(-" + a + ")",
        random.of("exp(", "ln(", "abs(", "tanh(", "g(", "sigmoid(", "sqrt(", "sign(") + a + ")",
        "max(" + a + ", " + b + ")",
        "(if " + a + " > " + b + " then " + a + " else " + b + ")");
  }

  private String ruleBody() {
    return random.of("gradient", "0.9 * v + gradient", "(y - output) * x", "x", "z * k", "v");
  }

  private String train() {
    List<String> options = new ArrayList<>();
    options.add("train " + random.of("1", "3", "20", "k") + random.of("", " epochs"));
    options.add(random.of("", "", "batch 1", "batch 2", "batch all", "batch k"));
    options.add(random.of("", "", "shuffle", "shuffle seed 3"));
    options.add(random.of("", "", "until converged", "until cost < 0.1", "until k > " + value()));
    return String.join(" ", options);
  }
}
