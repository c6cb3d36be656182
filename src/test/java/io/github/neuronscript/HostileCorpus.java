package io.github.neuronscript;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Scripts that want to harm their host, one of each family: what it is, which limit or rule it aims
 * at, and how it ends under {@link Limits#untrusted}.
 */
final class HostileCorpus {

  private static final String X = "inputs x\ndata { 0 -> 0; 1 -> 1 }\nset trace none\n";

  /** Down and up again, many times. */
  private static final String BACK = "a/".repeat(30_000) + "../".repeat(30_000) + "x.csv";

  private static final String FILE = "inputs x\ntarget y\n";

  /**
   * A family of attacks.
   *
   * @param name what the script does
   * @param aim what it aims at
   * @param expected how its run ends: status, and code of the first error and limit if there is one
   * @param script made when it is needed
   */
  record Attack(String name, String aim, String expected, Supplier<String> script) {
    @Override
    public String toString() {
      return name;
    }
  }

  private HostileCorpus() {}

  static List<Attack> attacks() {
    List<Attack> all = new ArrayList<>();
    sizes(all);
    names(all);
    beside(all);
    texts(all);
    formulas(all);
    numbers(all);
    work(all);
    floods(all);
    files(all);
    written(all);
    models(all);
    return List.copyOf(all);
  }

  private static void add(
      List<Attack> all, String name, String aim, String expected, Supplier<String> script) {
    all.add(new Attack(name, aim, expected, script));
  }

  /** Scripts that are large or deep. */
  private static void sizes(List<Attack> all) {
    add(
        all,
        "a script of 3 MB",
        "characters",
        "limit script-too-long characters",
        () -> "# x\n".repeat(750_000));
    add(all, "one line of 200 KB", "characters", "failed unknown-name", () -> "x".repeat(200_000));
    add(
        all,
        "many signs",
        "tokens",
        "limit script-too-long tokens",
        () -> "show " + "1+".repeat(120_000) + "1");
    add(all, "many statements", "tokens", "limit limit-reached events", () -> "1;".repeat(24_000));
    add(
        all,
        "many mistakes",
        "20 errors",
        "failed unknown-statement",
        () -> "x y\n".repeat(16_000));
    add(
        all,
        "a long sum",
        "terms",
        "limit formula-too-long terms",
        () -> "1" + "+1".repeat(20_000));
    add(
        all,
        "the longest sum",
        "terms",
        "finished",
        () -> "let x = 1\nshow x" + "+x".repeat(4_990));
    add(
        all,
        "a long power",
        "nesting",
        "failed nested-too-deeply",
        () -> "show 2" + "^1".repeat(9_000));
    add(
        all,
        "brackets",
        "nesting",
        "failed nested-too-deeply",
        () -> "show " + "(".repeat(24_000) + ")".repeat(24_000));
    add(all, "signs", "nesting", "failed unknown-sign", () -> "show " + "-".repeat(40_000) + "1");
    add(
        all,
        "the deepest formula",
        "stack",
        "finished",
        () -> "let x = 1\nshow " + "sin(".repeat(190) + "x" + ")".repeat(190));
    add(
        all,
        "conditions in conditions",
        "nesting",
        "failed nested-too-deeply",
        () -> "if 1 then ".repeat(9_000) + "1");
    add(
        all,
        "calls in calls",
        "nesting",
        "failed never-closed",
        () -> "max(1, ".repeat(9_000) + "1");
    add(all, "braces in braces", "nesting", "failed never-closed", () -> "data {".repeat(9_000));
    add(
        all,
        "brackets that cross",
        "repair of brackets",
        "failed never-closed",
        () -> "([{".repeat(9_000) + ")}]");
    add(
        all,
        "comparisons in a row",
        "grammar",
        "failed chained-comparison",
        () -> "1" + " < 1".repeat(20_000));
    add(
        all,
        "words that could go on",
        "backtracking",
        "failed nested-too-deeply",
        () -> "if a then b else if not a and b or ".repeat(3_000));
    add(
        all,
        "options without end",
        "backtracking",
        "failed given-twice",
        () -> "train" + " batch 1".repeat(20_000));
    add(
        all,
        "line ends in an operator",
        "splitting",
        "limit script-too-long tokens",
        () -> "1 +" + "\n".repeat(200_000) + "1");
    add(
        all,
        "brackets never closed",
        "splitting",
        "failed never-closed",
        () -> "show (1\n".repeat(12_000));
    add(
        all,
        "many rows",
        "tokens",
        "limit too-much-work steps",
        () -> X + "data {" + "1 -> 1\n".repeat(11_000) + "}\ntrain");
    add(
        all,
        "many inputs by number",
        "inputs",
        "limit too-many-inputs inputs",
        () -> "inputs x[1000000000]");
    add(
        all,
        "many rules in a training",
        "steps",
        "limit too-much-work steps",
        () -> X + "let a = 0\n" + "when a>1 then a=a+1\n".repeat(990) + "train 1000000 epochs");
  }

  /** Scripts of thousands of names. */
  private static void names(List<Attack> all) {
    add(
        all,
        "as many names as there is room for",
        "memory of states",
        "finished",
        () -> lines(9_900, i -> "let a" + i + " = " + i));
    add(
        all,
        "as many functions as there is room for",
        "memory of states",
        "finished",
        () -> lines(4_500, i -> "define f%d(x) = x + %d".formatted(i, i)));
    add(
        all,
        "thousands of names that are nearly right",
        "suggestions",
        "failed unknown-name",
        () ->
            lines(6_500, i -> "let abcdefgh%d = 1".formatted(i))
                + lines(3_000, i -> "show abcdefghx" + i));
    add(
        all,
        "a formula of names that are nearly right",
        "suggestions",
        "failed unknown-name",
        () ->
            lines(6_500, i -> "let abcdefgh%d = 1".formatted(i))
                + "show 1"
                + IntStream.range(0, 3_000).mapToObj(i -> "+abcdefghx" + i).collect(joining()));
    add(
        all,
        "inputs that are nearly right",
        "suggestions",
        "failed unknown-name",
        () ->
            "inputs "
                + IntStream.range(0, 900).mapToObj(i -> "v" + i).collect(joining(", "))
                + "\nforward "
                + IntStream.range(0, 10_000).mapToObj(i -> "u" + i + "=1").collect(joining(",")));
    add(
        all,
        "functions that are nearly right",
        "suggestions",
        "failed unknown-function",
        () ->
            lines(2_000, i -> "define ab%d(x) = x".formatted(i))
                + lines(4_000, i -> "show a%d(1)".formatted(i)));
    add(
        all,
        "weights read thousands of times",
        "names",
        "finished",
        () -> "inputs x[1000]\n" + "show w999 + w998\n".repeat(6_000));
    add(
        all,
        "damaged statements among good ones",
        "names",
        "failed unknown-statement",
        () -> lines(5_000, i -> "xx%d yy\nlet a%d = 1".formatted(i, i)));
    add(
        all,
        "a function of thousands of parameters",
        "terms",
        "finished",
        () ->
            "define f("
                + IntStream.range(0, 4_000).mapToObj(i -> "p" + i).collect(joining(", "))
                + ") = 1"
                + IntStream.range(0, 4_000).mapToObj(i -> "+p" + i).collect(joining())
                + "\nderive f");
    add(
        all,
        "steps back and forth",
        "memory of states",
        "finished",
        () -> "inputs x\n" + "let a = 1\nback\n".repeat(5_000));
  }

  /** A function of a few thousand parts, from few words. */
  private static String large() {
    return "define g0(x) = sin(x) * x\n"
        + lines(10, i -> "define g%d(x) = g%d(x) + g%d(x)".formatted(i + 1, i, i));
  }

  private static String longActivation(int number) {
    return "define a"
        + number
        + "(z) = 1"
        + IntStream.range(0, 40).mapToObj(k -> "*sin(z+" + (number + k) + ")").collect(joining())
        + "\nactivation a"
        + number;
  }

  private static String sumOfColumns(int first) {
    return IntStream.range(0, 7).mapToObj(k -> "a" + (first + k) % 900).collect(joining("+"));
  }

  private static String ones(int count) {
    return "1" + ", 1".repeat(count - 1);
  }

  /** What is computed or kept beside the rows of a training. */
  private static void beside(List<Attack> all) {
    add(
        all,
        "a column of many categories over many rows",
        "bytes of inputs",
        "limit csv-too-large bytes",
        () -> "inputs one_hot(name)\ntarget y\ndata from \"categories.csv\"\nforward");
    add(
        all,
        "many inputs of one column",
        "bytes of inputs",
        "limit csv-too-large bytes",
        () ->
            "inputs "
                + IntStream.range(0, 900).mapToObj(i -> "a" + i + " = x").collect(joining(", "))
                + "\ntarget y\ndata from \"rows.csv\"\nforward");
    add(
        all,
        "a large table of fractions",
        "bytes of inputs",
        "limit csv-too-large bytes",
        () -> "set numbers exact\ninputs all\ntarget y\ndata from \"table.csv\"\nforward");
    add(
        all,
        "a rule that remembers much",
        "memory of states",
        "finished",
        () ->
            "inputs x[1000]\nlearning rule {\n"
                + lines(300, i -> "v" + i + " <- x")
                + "w <- w - rate * gradient }\nset trace none\ndata { "
                + ones(1_000)
                + " -> 1 }\n"
                + "train 1 epoch\n".repeat(200));
    add(
        all,
        "a wide cell above many lines",
        "layout",
        "finished",
        () -> "let `" + "a".repeat(130_000) + "` = 1\n" + lines(8_000, i -> "let a" + i + " = 1"));
    add(
        all,
        "a wide line before many comments",
        "layout",
        "finished",
        () ->
            "print \""
                + "a".repeat(130_000)
                + "\"  # a\n"
                + lines(6_000, i -> "let a" + i + " = 1  # a"));
    add(
        all,
        "thousands of stated derivatives",
        "check of derivatives",
        "failed derivative-mismatch",
        () -> large() + lines(2_000, i -> "define h" + i + "(z) = g10(z) with derivative g9(z)"));
    add(
        all,
        "a large penalty of many weights",
        "steps",
        "limit limit-reached steps",
        () ->
            large()
                + "penalty g9\ninputs x[1000]\nweights ones\ndata { "
                + ones(1_000)
                + " -> 1 }\ncheck gradient");
    add(
        all,
        "a large penalty shown",
        "steps",
        "limit limit-reached steps",
        () ->
            large()
                + "penalty g10\ninputs x[1000]\nweights ones\ndata { "
                + ones(1_000)
                + " -> 1 }\n"
                + "show cost\n".repeat(300));
    add(
        all,
        "a large activation looked at",
        "steps",
        "limit limit-reached steps",
        () -> large() + "activation g10\n" + X + "train 1 epoch\n".repeat(1_000));
    add(
        all,
        "texts that match nothing",
        "suggestions",
        "finished",
        () ->
            "inputs x = 0"
                + IntStream.range(0, 200)
                    .mapToObj(i -> " + (name == \"a" + i + "\")")
                    .collect(joining())
                + "\ntarget y\ndata from \"texts.csv\"\nforward");
  }

  private static String lines(int count, IntFunction<String> line) {
    return IntStream.range(0, count).mapToObj(line).collect(joining("\n", "", "\n"));
  }

  /** Signs that are not what they seem. */
  private static void texts(List<Attack> all) {
    add(
        all,
        "look-alikes of letters",
        "names",
        "failed unknown-name",
        () -> "let \u0430 = 1\nshow a");
    add(
        all,
        "marks that turn the line",
        "signs",
        "failed unknown-sign",
        () -> "let a = 1 \u202e + 2 \u2066\nshow a");
    add(
        all,
        "marks in names",
        "names",
        "failed unknown-sign",
        () -> "let a\u200d = 1\nlet a\u200b = 2");
    add(
        all,
        "marks on a letter",
        "NFC",
        "finished",
        () -> "let e" + "\u0301".repeat(200_000) + " = 1");
    add(
        all,
        "texts that grow by NFC",
        "characters",
        "failed text-never-closed",
        () -> "\"" + "\u0390".repeat(200_000));
    add(
        all,
        "half characters",
        "UTF-16",
        "failed unknown-sign",
        () -> "show \"\ud83d\" `\ude00` \ud83d\n\ude00");
    add(all, "control signs", "terminal", "finished", () -> "print \"\u001b[2J\u0007\u009b31m\0\"");
    add(
        all,
        "control signs in mistakes",
        "terminal",
        "failed unknown-sign",
        () -> "let `\u001b[2J` = \u001b]0;x\u0007");
    add(
        all,
        "other line ends",
        "places",
        "failed unknown-sign",
        () -> "show 1\u2028let\u0085x\u000b=\f1\r\nshow y\r");
    add(
        all,
        "texts without end",
        "splitting",
        "failed text-never-closed",
        () -> "\"x\n".repeat(20_000));
    add(
        all,
        "backslashes",
        "escapes",
        "failed text-never-closed",
        () -> "print \"" + "\\".repeat(200_001) + "\"");
    add(
        all,
        "holes in a text",
        "tokens",
        "finished",
        () -> "print \"" + "{1}".repeat(80_000) + "\"");
    add(
        all,
        "a hole with a long sum",
        "terms",
        "limit formula-too-long terms",
        () -> "print \"{1" + "+1".repeat(90_000) + "}\"");
    add(
        all,
        "texts in holes in texts",
        "nesting",
        "limit script-too-long tokens",
        () -> "print \"{\"{".repeat(20_000));
    add(
        all,
        "a hole of great width",
        "width",
        "failed brace-in-text",
        () -> "print \"{1:999999999}\"");
    add(
        all,
        "an almost right word",
        "suggestions",
        "failed unknown-statement",
        () -> "trai" + "n".repeat(250_000) + " 5");
  }

  /** Formulas that grow as they are used. */
  private static void formulas(List<Attack> all) {
    add(
        all,
        "a function of itself",
        "recursion",
        "failed unknown-function",
        () -> "define f(x) = f(x)\nshow f(1)");
    add(
        all,
        "functions of each other",
        "recursion",
        "failed unknown-function",
        () -> "define f(x) = g(x)\ndefine g(x) = f(x)\nshow f(1)");
    add(
        all,
        "functions that double",
        "terms written out",
        "limit formula-too-long terms",
        () ->
            "define f0(x) = x * x\n"
                + IntStream.range(1, 60)
                    .mapToObj(
                        i -> "define f%d(x) = f%d(x) * f%d(x + 1)\n".formatted(i, i - 1, i - 1))
                    .collect(joining())
                + "show f59(1)");
    add(
        all,
        "functions in a chain",
        "nesting written out",
        "failed nested-too-deeply",
        () ->
            "define f0(x) = sin(x)\n"
                + IntStream.range(1, 3_000)
                    .mapToObj(i -> "define f%d(x) = f%d(x)\n".formatted(i, i - 1))
                    .collect(joining())
                + "activation f2999\ninputs x = 1\ntarget 1\nstep\nderive f2999");
    add(
        all,
        "a derivative that explodes",
        "terms of derivatives",
        "limit limit-reached steps",
        () -> {
          String product =
              IntStream.range(0, 900).mapToObj(i -> "sin(z+" + i + ")").collect(joining("*"));
          return "define f(z) = " + product + "\nderive f";
        });
    add(
        all,
        "a derivative in a chain",
        "terms of derivatives",
        "limit limit-reached output",
        () -> "define f(z) = " + "exp(sin(".repeat(95) + "z" + "))".repeat(95) + "\nderive f");
    add(
        all,
        "a tower of powers",
        "terms of derivatives",
        "failed formula-too-long",
        () -> "define f(z) = z" + "^z".repeat(150) + "\nderive f");
    add(
        all,
        "quotients in quotients",
        "terms of derivatives",
        "failed nested-too-deeply",
        () ->
            "define f(z) = 1/(z+".repeat(1)
                + "1/(z+".repeat(180)
                + "1"
                + ")".repeat(181)
                + "\nderive f");
    add(
        all,
        "a product to be multiplied out",
        "simplifier",
        "finished",
        () -> "define l(y, p) = " + "(y - p + ln(p))*".repeat(400) + "1\nloss l\n" + X + "derive");
    add(
        all,
        "an activation of branches",
        "kinks",
        "finished",
        () ->
            "define f(z) = "
                + IntStream.range(0, 600).mapToObj(i -> "max(z, " + i + ")").collect(joining(" + "))
                + "\nactivation f\n"
                + X
                + "show conventions\ntrain 10 epochs\ndiagnose");
    add(
        all,
        "branches in branches",
        "kinks",
        "finished",
        () ->
            "define f(x) = "
                + "max(x, ".repeat(150)
                + "1"
                + ")".repeat(150)
                + "\nactivation f\n"
                + X
                + "show conventions\ncheck gradient\ntrain 3 epochs");
    add(
        all,
        "arguments of a rule that are long fractions",
        "check of arguments",
        "finished",
        () ->
            "define rule r("
                + IntStream.range(0, 10).mapToObj(i -> "p" + i).collect(joining(", "))
                + ") { w <- w - p0 * gradient } requires p0 > 0\nlearning rule r("
                + IntStream.range(0, 10)
                    .mapToObj(
                        i ->
                            "1"
                                + IntStream.range(0, 900)
                                    .mapToObj(k -> "+1/" + (k * 7919 + i * 31 + 3))
                                    .collect(joining()))
                    .collect(joining(", "))
                + ")");
    add(
        all,
        "derivatives that are stated again and again",
        "check of derivatives",
        "finished",
        () -> large() + "define h(x) = 0*g8(x) with derivative 0*g8(x)\nback\n".repeat(2_000));
    add(
        all,
        "activations without end",
        "estimate",
        "finished",
        () -> "inputs x\ndata { 0 -> 0 }\n" + lines(64, HostileCorpus::longActivation) + "forward");
    add(
        all,
        "a loss that fits no other form",
        "chain rule",
        "finished",
        () ->
            "define f(z) = 1/(1+exp(-z))"
                + "+0*z".repeat(500)
                + "\nactivation f\nloss cross_entropy\n"
                + X
                + "derive\ntrain 10 epochs");
    add(
        all,
        "a derivative that is stated wrong",
        "check of derivatives",
        "finished",
        () ->
            "define f(z) = "
                + "sin(z)*".repeat(1_500)
                + "1 with derivative "
                + "cos(z)*".repeat(1_500)
                + "1");
    add(
        all,
        "a long learning rule",
        "terms",
        "limit too-much-work steps",
        () ->
            "learning rule {\n"
                + IntStream.range(0, 2_000)
                    .mapToObj(i -> "v" + i + " <- v" + i + " + gradient\n")
                    .collect(joining())
                + "w <- w - rate * v0 }\n"
                + X
                + "train 1000000 epochs");
    add(
        all,
        "lets that double",
        "infinity",
        "failed not-finite",
        () -> "let a = 2\n" + "let a = a * a\n".repeat(2_000));
    add(
        all,
        "rules that feed each other",
        "steps",
        "limit too-much-work steps",
        () ->
            X
                + "let a = 1\nwhen a > 0 then a = a + 1\nwhen a > 0 then a = a - 1\n"
                + "train 1000000 epochs until a < 0");
  }

  /** Numbers that grow. */
  private static void numbers(List<Attack> all) {
    add(
        all,
        "a number of 200,000 digits",
        "doubles",
        "failed number-too-large",
        () -> "show " + "9".repeat(200_000));
    add(
        all,
        "a number with a huge exponent",
        "doubles",
        "failed number-too-large",
        () -> "show 1e" + "9".repeat(100_000));
    add(
        all,
        "a huge number as a fraction",
        "bits",
        "failed number-too-large",
        () -> "set numbers exact\nshow 1e999999999");
    add(
        all,
        "a tiny number as a fraction",
        "bits",
        "failed number-too-long",
        () -> "set numbers exact\nlet a = 1e-300\nlet b = a^1000000000");
    add(
        all,
        "a number of many digits as a fraction",
        "bits",
        "failed number-too-long",
        () -> "set numbers exact\nshow 0." + "123456789".repeat(20_000));
    add(
        all,
        "fractions that double",
        "bits",
        "failed number-too-long",
        () -> "set numbers exact\nlet a = 3/7\n" + "let a = a * a\n".repeat(200));
    add(
        all,
        "long fractions again and again",
        "bits",
        "limit limit-reached steps",
        () ->
            "set numbers exact\nlet a = 2/3\nlet c = 5/7\n"
                + "let a = a*a\nlet c = c*c\n".repeat(12)
                + "let b = a + c\n".repeat(2_000));
    add(
        all,
        "long fractions shown again and again",
        "output",
        "limit limit-reached output",
        () ->
            "set numbers exact\nlet a = 2/3\n"
                + "let a = a*a\n".repeat(13)
                + "show a\n".repeat(9_000));
    add(
        all,
        "logarithms of tiny decimals",
        "digits",
        "finished",
        () ->
            "set numbers decimal 10\nlet a = 10^-900000\n"
                + "let b = ln(a) + floor(a) + cos(a)\n".repeat(2_000));
    add(
        all,
        "the sign of a power without end",
        "digits",
        "finished",
        () ->
            "set numbers decimal 10\nlet a = 10^900000\n"
                + "let b = (-1)^a\n".repeat(100)
                + "let b = (-1)^(a - 1)\n".repeat(100));
    add(
        all,
        "a series of many terms",
        "digits",
        "limit limit-reached steps",
        () -> "set numbers decimal 1000\nlet a = 48\n" + "let b = erf(a)\n".repeat(2_000));
    add(
        all,
        "fractions in a training",
        "bits",
        "limit too-much-work steps",
        () ->
            "set numbers exact\n"
                + "activation linear\n"
                + "loss mse\n"
                + "inputs x\n"
                + "data { 1/3 -> 1/7; 1/11 -> 1/13 }\n"
                + "set trace none\n"
                + "train 1000000 epochs");
    add(
        all,
        "decimals of 1000 digits",
        "steps",
        "limit too-much-work steps",
        () -> "set numbers decimal 1000\n" + X + "train 1000000 epochs");
    add(
        all,
        "functions of decimals",
        "steps",
        "limit limit-reached steps",
        () ->
            "set numbers decimal 1000\nlet a = 0.3\nset trace none\n"
                + "let a = sin(exp(tanh(erf(a))))\n".repeat(2_000));
    add(
        all,
        "decimals out of size",
        "size of decimals",
        "failed number-too-long",
        () -> "set numbers decimal 1000\nlet a = exp(exp(exp(exp(9))))");
    add(
        all,
        "angles of great size",
        "size of decimals",
        "failed number-too-long",
        () -> "set numbers decimal 1000\nlet a = sin(10^900000)");
    add(
        all,
        "a power that is a loop",
        "powers",
        "failed number-too-long",
        () -> "set numbers decimal 1000\nlet a = 1.000001^123456789012345");
    add(
        all,
        "digits beyond all",
        "digits",
        "failed setting-value",
        () -> "set digits 1000000000\nshow 1/3");
    add(
        all,
        "digits of a tiny number",
        "output",
        "limit limit-reached steps",
        () -> "set numbers decimal 1000\nset digits 1000\n" + "show 10^-900000\n".repeat(200));
    add(
        all,
        "doubles against fractions",
        "difference",
        "limit too-much-work steps",
        () -> X + "train 50000 epochs\nset terms all\nshow difference");
    add(all, "nothing over nothing", "finite", "failed not-finite", () -> "let a = 0 / 0");
    add(
        all,
        "a training that diverges",
        "finite",
        "failed diverged",
        () ->
            "activation linear\nlearning rate 1e300\nlearning rule gradient descent\nloss mse\n"
                + X
                + "train 1000000 epochs");
  }

  /** Work that never ends. */
  private static void work(List<Attack> all) {
    add(
        all,
        "endless epochs",
        "epochs",
        "limit too-much-work epochs",
        () -> X + "train 1e300 epochs");
    add(
        all,
        "epochs by a formula",
        "epochs",
        "limit too-much-work epochs",
        () -> X + "let n = 10^15\ntrain n * n epochs");
    add(
        all,
        "until never",
        "steps",
        "limit limit-reached steps",
        () -> X + "train until cost < -1, at most 1000000 epochs");
    add(
        all,
        "endless steps",
        "steps of `step`",
        "failed whole-number-expected",
        () -> X + "step 1000000000");
    add(all, "most steps", "steps", "limit limit-reached steps", () -> X + "step 1000000");
    add(all, "a huge batch", "batch", "finished", () -> X + "train 10 epochs batch 1e18");
    add(
        all,
        "a wide neuron",
        "steps",
        "finished",
        () ->
            "inputs x[1000]\nset trace none\npredict 1"
                + ", 1".repeat(999)
                + "\nset terms all\nderive");
    add(
        all,
        "endless folds",
        "folds",
        "failed whole-number-expected",
        () -> X + "cross validate 1000000000 folds");
    add(
        all,
        "endless splits",
        "steps",
        "limit too-much-work epochs",
        () -> X + "cross validate 1000000 splits 50 / 50, 1000 epochs");
    add(
        all,
        "endless samples",
        "steps",
        "failed whole-number-expected",
        () -> X + "evaluate confidence 95 % samples 1000000000");
    add(
        all,
        "samples again and again",
        "steps",
        "limit limit-reached steps",
        () -> X + "evaluate confidence 95 % samples 100000\n".repeat(2_000));
    add(
        all,
        "look inside again and again",
        "steps",
        "limit limit-reached events",
        () -> X + "derive\ncheck gradient\nledger\ndiagnose\nshow conventions\n".repeat(3_000));
    add(
        all,
        "pictures of a thousand lines",
        "steps",
        "limit limit-reached steps",
        () ->
            "define f(z) = if z % 0.001 > 0.0005 then 1 else 0\nactivation f\ninputs x1, x2\n"
                + "weights 1, 2\ndata { 0, 0 -> 0; 1, 1 -> 1 }\nset trace none\n"
                + "plot boundary\n".repeat(8_000));
    add(
        all,
        "a picture after every epoch",
        "steps",
        "limit limit-reached steps",
        () ->
            "inputs x1, x2\ndata { 0, 0 -> 0; 1, 1 -> 1 }\nset trace none\n"
                + "when cost > 0 then { plot boundary; plot activation; plot data }\n"
                + "train 100000 epochs");
    add(
        all,
        "all costs after every epoch",
        "numbers that are shown",
        "limit limit-reached output",
        () -> X + "when cost > 0 then plot cost\ntrain 100000 epochs");
    add(
        all,
        "a rule that remembers and does little",
        "steps",
        "limit too-much-work steps",
        () ->
            "inputs x[1000]\nlearning rule {\n"
                + lines(300, i -> "v" + i + " <- x")
                + "w <- w - rate * gradient }\nset trace none\ndata { "
                + ones(1_000)
                + " -> 1 }\ntrain 1000 epochs");
    add(
        all,
        "inputs by number again and again",
        "inputs",
        "limit too-many-inputs inputs",
        () -> "inputs x[1000]\n".repeat(1_000));
    add(
        all,
        "formulas over many columns again and again",
        "steps",
        "finished",
        () ->
            lines(
                23,
                k ->
                    "inputs "
                        + IntStream.range(0, 130)
                            .mapToObj(i -> "b" + i + " = " + sumOfColumns(i * 7))
                            .collect(joining(", "))
                        + "\ntarget y\ndata from \"table.csv\"\nset trace none\nforward"));
    add(
        all,
        "long formulas for many inputs",
        "memory of formulas",
        "limit limit-reached steps",
        () ->
            "define g0(x) = sin(x) * x\n"
                + lines(8, i -> "define g%d(x) = g%d(x) + g%d(x + %d)".formatted(i + 1, i, i, i))
                + "inputs "
                + IntStream.range(0, 900)
                    .mapToObj(i -> "b%d = g7(a%d + %d)".formatted(i, i, i))
                    .collect(joining(", "))
                + "\ntarget y\ndata from \"table.csv\"\nset trace none\nforward");
    add(
        all,
        "a learning rate from a long sum",
        "steps",
        "limit too-much-work steps",
        () ->
            X
                + "when epoch > 0 then learning rate = 0"
                + "+sin(epoch)".repeat(2_000)
                + "\ntrain 1000000 epochs");
    add(
        all,
        "rows again and again",
        "rows",
        "limit limit-reached steps",
        () -> FILE + "set trace none\n" + "data from \"rows.csv\"\ntrain 1 epoch\n".repeat(2_000));
    add(
        all,
        "columns by a long condition",
        "steps",
        "limit limit-reached steps",
        () ->
            FILE
                + "data from \"rows.csv\" where x"
                + "+sin(x)".repeat(2_600)
                + " > 0\nset trace none\ntrain 1 epoch");
    add(
        all,
        "other rows again and again",
        "memory of states",
        "limit limit-reached steps",
        () -> FILE + "set trace none\n" + lines(2_000, i -> "data from \"rows.csv\"\nforward"));
    add(
        all,
        "parts again and again",
        "memory of states",
        "limit limit-reached steps",
        () ->
            FILE
                + "data from \"rows.csv\"\nset trace none\n"
                + lines(4_000, i -> "split 80 / 20 seed %d\nforward".formatted(i)));
    add(
        all,
        "scales again and again",
        "memory of states",
        "limit limit-reached steps",
        () ->
            FILE
                + "data from \"rows.csv\"\nset trace none\n"
                + "scale standard\nforward\nscale none\n".repeat(2_000));
    add(
        all,
        "as many folds as rows",
        "memory of folds",
        "limit too-much-work steps",
        () -> FILE + "data from \"rows.csv\"\nset trace none\ncross validate 40000 folds seed 1");
    add(
        all,
        "a thousand folds of one epoch",
        "memory of folds",
        "limit too-much-work steps",
        () -> FILE + "data from \"rows.csv\"\nset trace none\ncross validate 1000 folds, 1 epoch");
    add(
        all,
        "trainings again and again",
        "steps",
        "limit limit-reached steps",
        () -> X + "train 200000 epochs\n".repeat(5_000));
    add(
        all,
        "a large table",
        "bytes",
        "finished",
        () ->
            "inputs all\ntarget y\ndata from \"table.csv\"\nset trace none\n"
                + "scale standard\nsplit 80 / 20 seed 1\nforward\nscale minmax\nforward\n"
                + "train 1 epoch\nevaluate\ndiagnose");
    add(
        all,
        "a threshold of many rows",
        "steps",
        "failed no-figure",
        () ->
            FILE
                + "data from \"rows.csv\"\nset trace none\n"
                + "threshold best f1\n".repeat(9_000));
  }

  /** More than anybody wants to see. */
  private static void floods(List<Attack> all) {
    add(
        all,
        "a flood of numbers",
        "output",
        "limit limit-reached output",
        () -> "inputs x[1000]\n" + "show weights\n".repeat(10_000));
    add(
        all,
        "a flood of functions",
        "output",
        "limit limit-reached output",
        () -> "show functions\n".repeat(10_000));
    add(
        all,
        "a flood of events",
        "events",
        "limit too-much-work steps",
        () -> "inputs x\ndata { 0 -> 0; 1 -> 1 }\nset trace full\ntrain 1000000 epochs");
    add(
        all,
        "a flood of notices",
        "events",
        "finished",
        () -> "inputs x\nbias 1\n" + "bias - 0.1\n".repeat(12_000));
    add(
        all,
        "a flood of formulas",
        "output",
        "finished",
        () -> "let x = 1\ninputs a = 1\n" + ("show x" + "+x".repeat(2_000) + "\n").repeat(10));
    add(
        all,
        "long formulas in full",
        "events",
        "limit limit-reached output",
        () ->
            "inputs x[1000]\nset terms all\n"
                + "forward 1"
                + ", 1".repeat(999)
                + "\n"
                + "forward\n".repeat(20_000));
  }

  /** Files that a script should not have, and files that are traps. */
  private static void models(List<Attack> all) {
    String use =
        "\nset trace none\nshow weights original\npredict 1\npredict from \"rows.csv\" explained to"
            + " \"out.csv\"\nstep\ntrain 3 epochs\nsave \"out.json\"";
    for (String[] trick :
        new String[][] {
          {"a model that is sound", "sound.json", "finished"},
          {"a model that trains", "trains.json", "failed model-unreadable"},
          {"a model that includes a script", "includes.json", "failed model-unreadable"},
          {"a model that loads itself", "loads.json", "failed model-unreadable"},
          {"a model that saves itself elsewhere", "saves.json", "failed model-unreadable"},
          {"a model that reads a file", "reads.json", "failed model-unreadable"},
          {"a model that prints", "prints.json", "failed model-unreadable"},
          {"a model of many names", "lets.json", "failed model-unreadable"},
          {"a model of brackets", "deep_formula.json", "failed model-unreadable"},
          {"a model of a million inputs", "many_inputs.json", "failed model-unreadable"},
          {"a model without a script", "no_script.json", "failed model-unreadable"},
          {"a model without weights", "no_weights.json", "failed model-unreadable"},
          {"a model of too many weights", "many_weights.json", "failed model-unreadable"},
          {"a model whose weights are texts", "text_weights.json", "failed model-unreadable"},
          {"a model whose weights are no numbers", "nan_weights.json", "failed diverged"},
          {"a model of endless epochs", "endless_epoch.json", "failed model-unreadable"},
          {"a model before its first row", "negative_row.json", "failed model-unreadable"},
          {"a model behind its last row", "far_row.json", "finished"},
          {"a model with a wrong memory", "wrong_memory.json", "failed model-unreadable"},
          {"a model with many memories", "many_memories.json", "failed model-unreadable"},
          {"a model whose scale divides by 0", "zero_scale.json", "failed model-unreadable"},
          {"a model of lists in lists", "deep.json", "failed model-unreadable"},
          {"a model with a long number", "long_number.json", "failed diverged"},
          {"a model with a long text", "long_text.json", "finished"},
          {"a model with a text that is never closed", "open_text.json", "failed model-unreadable"},
          {"a model with a large decimal", "large_decimal.json", "failed number-too-long"},
          {"a model with a long fraction", "large_fraction.json", "failed number-too-long"},
          {"a model of a later format", "newer.json", "failed model-unreadable"},
          {"a model of more than may be read", "too_large.json", "failed model-unreadable"}
        }) {
      add(all, trick[0], "models", trick[2], () -> "load \"" + trick[1] + "\"" + use);
    }
    add(
        all,
        "a model of many categories",
        "inputs",
        "limit too-many-inputs inputs",
        () -> "load \"categories.json\"\nshow weights original");
  }

  private static void written(List<Attack> all) {
    String weights = "inputs x\nweights 1\nset trace none\n";
    for (String[] trick :
        new String[][] {
          {"writes above the folder", "file policy", "../stolen.csv", "failed file-refused"},
          {"writes by a whole path", "file policy", "/etc/nn.csv", "failed file-refused"},
          {"writes through a link", "file policy", "link.csv", "failed file-refused"},
          {"writes to a link in a circle", "file policy", "circle.csv", "failed file-not-written"},
          {"writes over a folder", "file policy", ".", "failed file-not-written"},
          {"writes into a device", "file policy", "/dev/null", "failed file-refused"},
          {"writes to the network", "no network", "ftp://127.0.0.1/x", "failed url-in-script"},
          {"writes to standard output", "file policy", "-", "failed file-not-written"},
          {"writes over its own input", "one file", "rows.csv", "failed file-not-written"},
          {"writes to a name of great length", "the system", "a", "failed file-not-written"}
        }) {
      String path = trick[2].equals("a") ? "a".repeat(60_000) : trick[2];
      add(
          all,
          trick[0],
          trick[1],
          trick[3],
          () -> weights + "predict from \"rows.csv\" to \"" + path + "\"");
    }
    add(
        all,
        "writes a file without end",
        "bytes",
        "limit csv-too-large bytes",
        () -> weights + "predict from \"endless.csv\" to \"out.csv\"");
    add(
        all,
        "writes a long answer into every row",
        "bytes",
        "limit csv-too-large bytes",
        () ->
            weights
                + "on predict when true then answer \""
                + "y".repeat(200_000)
                + "\"\npredict from \"rows.csv\" to \"out.csv\"");
    add(
        all,
        "writes file after file",
        "steps",
        "limit limit-reached steps",
        () ->
            weights
                + IntStream.range(0, 5_000)
                    .mapToObj(i -> "predict from \"rows.csv\" to \"out.csv\"")
                    .collect(joining("\n")));
    add(
        all,
        "predicts rows of a thousand categories",
        "memory of rows",
        "limit limit-reached steps",
        () ->
            "inputs one_hot(name)\ntarget y\ndata from \"each_category.csv\"\nset trace none\n"
                + "predict from \"categories.csv\"");
    add(
        all,
        "predicts file after file",
        "steps",
        "limit limit-reached steps",
        () -> weights + "predict from \"rows.csv\"\n".repeat(10_000));
  }

  private static void files(List<Attack> all) {
    for (String[] trick :
        new String[][] {
          {"a file above the folder", "file policy", "../secret.csv", "failed file-refused"},
          {"a file by its whole path", "file policy", "/etc/passwd", "failed file-refused"},
          {"a link out of the folder", "file policy", "link.csv", "failed file-refused"},
          {"a link in a circle", "file policy", "circle.csv", "failed file-unreadable"},
          {"a folder", "file policy", ".", "failed file-unreadable"},
          {"a device", "file policy", "/dev/zero", "failed file-refused"},
          {"an address", "no network", "http://127.0.0.1:1/x.csv", "failed url-in-script"},
          {"an address of a file", "no network", "file:///etc/passwd", "failed url-in-script"},
          {"a database", "no drivers", "jdbc:duckdb:x", "failed url-in-script"},
          {"a path of great length", "file policy", "a/".repeat(60_000), "failed file-missing"},
          {"a path that goes back", "file policy", BACK, "failed file-missing"},
          {"standard input", "file policy", "-", "failed file-missing"},
          {"an endless file", "bytes", "endless.csv", "limit csv-too-large rows"},
          {"an endless line", "bytes", "line.csv", "limit csv-too-large bytes"},
          {"a cell without end", "bytes", "quote.csv", "limit csv-too-large bytes"},
          {"a bomb of gzip", "bytes unpacked", "bomb.csv.gz", "limit csv-too-large rows"},
          {"a wide file", "columns", "wide.csv", "limit csv-too-large columns"},
          {"deep JSON", "stack", "deep.jsonl", "failed json-malformed"},
          {"bytes that are no text", "UTF-8", "bytes.csv", "failed csv-not-utf8"},
          {"a file that fails", "our exceptions", "fails.csv", "failed file-unreadable"}
        }) {
      add(
          all,
          trick[0],
          trick[1],
          trick[3],
          () -> FILE + "data from \"" + trick[2] + "\"\ntrain 1 epoch");
    }
    add(
        all,
        "a cell of a million digits",
        "digits",
        "failed number-too-long",
        () -> "set numbers exact\n" + FILE + "data from \"digits.csv\"\ntrain 1 epoch");
    add(
        all,
        "texts that all differ",
        "inputs",
        "failed category",
        () -> "inputs one_hot(name)\ntarget y\ndata from \"texts.csv\"\ntrain 1 epoch");
    add(
        all,
        "rows of the host without end",
        "rows",
        "limit csv-too-large rows",
        () -> FILE + "data from flood\ntrain 1 epoch");
    add(
        all,
        "a script that includes itself",
        "circles",
        "failed include-cycle",
        () -> "include \"self.nn\"");
    add(
        all,
        "scripts that include each other",
        "circles",
        "failed include-cycle",
        () -> "include \"a.nn\"");
    add(all, "includes without end", "files", "failed include-cycle", () -> "include \"next1.nn\"");
    add(
        all,
        "includes that double",
        "read once",
        "failed include-cycle",
        () -> "include \"twice1.nn\"");
    add(
        all,
        "a large script included",
        "characters",
        "limit script-too-long characters",
        () -> "include \"large.nn\"");
    add(
        all,
        "many large scripts included",
        "characters of all included",
        "limit script-too-long characters",
        () -> lines(300, i -> "include \"names%d.nn\"".formatted(i)));
    add(
        all,
        "many scripts of comments included",
        "characters of all included",
        "limit script-too-long tokens",
        () -> lines(300, i -> "include \"full%d.nn\"".formatted(i)));
    add(
        all,
        "an endless script included",
        "characters",
        "limit script-too-long characters",
        () -> "include \"endless.csv\"");
  }
}
