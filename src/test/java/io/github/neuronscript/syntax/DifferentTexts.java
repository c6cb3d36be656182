package io.github.neuronscript.syntax;

import io.github.neuronscript.formula.SplitMix;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Texts of which no two are alike, as a host gets them in years: good, damaged, and made to hurt.
 */
final class DifferentTexts {

  private static final String[] HEADS = {
    "show ",
    "let a = ",
    "inputs ",
    "predict ",
    "train ",
    "when ",
    "data { ",
    "weights ",
    "target ",
    ""
  };

  private static final String[] WORDS = {
    "inputs",
    "weights",
    "bias",
    "target",
    "data",
    "from",
    "train",
    "predict",
    "forward",
    "show",
    "let",
    "define",
    "rule",
    "learning",
    "rate",
    "when",
    "then",
    "otherwise",
    "on",
    "once",
    "if",
    "else",
    "and",
    "or",
    "not",
    "is",
    "within",
    "epochs",
    "epoch",
    "batch",
    "until",
    "seed",
    "shuffle",
    "split",
    "fixed",
    "all",
    "except",
    "by",
    "at",
    "most",
    "best",
    "with",
    "derivative",
    "requires",
    "missing",
    "where",
    "stop",
    "answer",
    "a",
    "b",
    "x1",
    "`a b`",
    "\"s\"",
    "1",
    "2.5",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    ",",
    ";",
    "\n",
    "=",
    "->",
    "<-",
    "+",
    "-",
    "*",
    "/",
    "^",
    "%",
    "<",
    ">=",
    "==",
    "√",
    "\\",
    "'",
    "\"",
    "`",
    "#"
  };

  private static final String SIGNS = " \n(){}[],;=<>+-*/^%\"'`#.:0123456789abcxyzé√→·|&!?@$~\\\t";

  private final SplitMix random;
  private final RandomScript scripts;

  DifferentTexts(SplitMix random) {
    this.random = random;
    this.scripts = new RandomScript(random);
  }

  String next() {
    return switch (random.below(6)) {
      case 0 -> scripts.script(1 + random.below(4));
      case 1 -> damaged(scripts.script(1 + random.below(4)));
      case 2 -> nested();
      case 3 -> words();
      case 4 -> "define f" + random.next() + "(z) = z^2\nshow f" + random.next() + "(2)";
      default -> "show " + ("x" + random.below(99) + " * 2 + ").repeat(random.below(90)) + "1";
    };
  }

  private String damaged(String text) {
    StringBuilder damaged = new StringBuilder(text);
    for (int i = random.below(4); i >= 0 && damaged.length() > 0; i--) {
      int at = random.below(damaged.length());
      String sign = sign();
      switch (random.below(3)) {
        case 0 -> damaged.deleteCharAt(at);
        case 1 -> damaged.insert(at, sign);
        default -> damaged.replace(at, at + 1, sign);
      }
    }
    return damaged.toString();
  }

  private String sign() {
    return random.below(4) == 0
        ? Character.toString(random.below(0xd800))
        : "" + SIGNS.charAt(random.below(SIGNS.length()));
  }

  /** Brackets, signs and conditions in each other, not all of them closed. */
  private String nested() {
    StringBuilder text = new StringBuilder(random.of(HEADS));
    Deque<String> open = new ArrayDeque<>();
    for (int i = random.below(100); i >= 0; i--) {
      switch (random.below(9)) {
        case 0 -> open(text, open, "(", ")");
        case 1 -> open(text, open, "max(", ", 1)");
        case 2 -> open(text, open, "if a then ", " else b");
        case 3 -> text.append("a, ");
        case 4 -> text.append("-");
        case 5 -> text.append("not ");
        case 6 -> text.append("2 ^ ");
        case 7 -> text.append("a[3], ");
        default -> text.append("a + ");
      }
    }
    text.append("x");
    for (int i = random.below(4) == 0 ? random.below(9) : open.size(); i > 0; i--) {
      text.append(open.isEmpty() ? ")" : open.pop());
    }
    return text + random.of("", "", "", " -> 3", " }");
  }

  private static void open(StringBuilder text, Deque<String> open, String opening, String closing) {
    text.append(opening);
    open.push(closing);
  }

  private String words() {
    StringBuilder text = new StringBuilder();
    for (int i = random.below(40); i >= 0; i--) {
      text.append(random.of(WORDS)).append(' ');
    }
    return text.toString();
  }
}
