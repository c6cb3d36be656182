package io.github.neuronscript.handout;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An element of MathML, as browsers set it well: they stretch brackets to the height of what stands
 * beside them with gaps, and make of a prime above a speck. Immutable.
 *
 * @param tag as it begins, with its attributes and without brackets; empty for text
 * @param text of what is no element
 */
record MathMl(String tag, List<MathMl> inside, String text) {

  private static final Pattern PART = Pattern.compile("<(/?)([^>]*)>|[^<]+");

  private static final Pattern HIGH = Pattern.compile("mfrac|mtable");

  MathMl {
    inside = List.copyOf(inside);
  }

  /** Reads what {@code Notations.MATHML} writes, and sets it well. */
  static List<MathMl> read(String written) {
    return new Reader(written).all();
  }

  /** Reads elements up to the end of the one around them. */
  private static final class Reader {
    private final Matcher parts;

    Reader(String written) {
      this.parts = PART.matcher(written);
    }

    List<MathMl> all() {
      List<MathMl> all = new ArrayList<>();
      while (parts.find() && !"/".equals(parts.group(1))) {
        String tag = parts.group(2);
        all.add(
            tag == null
                ? new MathMl("", List.of(), parts.group())
                : withPrimes(new MathMl(tag, all(), "")));
      }
      return lowBrackets(all);
    }
  }

  static MathMl row(List<MathMl> inside) {
    return new MathMl("mrow", inside, "");
  }

  /** Returns an operator of that form: infix, prefix or postfix. */
  MathMl as(String form) {
    return new MathMl(
        "mo form=\"" + form + "\"" + tag.replaceAll("^mo| form=\"[a-z]+\"", ""), inside, "");
  }

  String name() {
    return tag.replaceFirst(" .*", "");
  }

  boolean isRow() {
    return tag.equals("mrow");
  }

  boolean isOperator(String signs) {
    return name().equals("mo") && content().length() == 1 && signs.contains(content());
  }

  boolean isPrefix() {
    return tag.contains("form=\"prefix\"");
  }

  /** Returns all its text. */
  String content() {
    return text + inside.stream().map(MathMl::content).collect(Collectors.joining());
  }

  String written() {
    return tag.isEmpty() ? text : "<" + tag + ">" + written(inside) + "</" + name() + ">";
  }

  static String written(List<MathMl> elements) {
    return elements.stream().map(MathMl::written).collect(Collectors.joining());
  }

  private boolean contains(Predicate<MathMl> element) {
    return element.test(this) || inside.stream().anyMatch(part -> part.contains(element));
  }

  /**
   * A prime is high by itself: set above, it would be small. Behind a high bracket it is lifted.
   */
  private static MathMl withPrimes(MathMl script) {
    List<MathMl> parts = script.inside();
    boolean prime =
        script.name().matches("msup|msubsup")
            && parts.get(parts.size() - 1).content().matches("′+");
    if (!prime) {
      return script;
    }
    MathMl sign = parts.get(parts.size() - 1).as("postfix");
    MathMl base = parts.size() == 2 ? parts.get(0) : new MathMl("msub", parts.subList(0, 2), "");
    return row(
        List.of(
            base,
            isHigh(parts)
                ? new MathMl("mpadded height=\"1.2em\" voffset=\"0.5em\"", List.of(sign), "")
                : sign));
  }

  private static boolean isHigh(List<MathMl> parts) {
    return parts.stream().anyMatch(part -> part.contains(e -> HIGH.matcher(e.name()).matches()));
  }

  /** Brackets around what is not high keep their size. */
  private static List<MathMl> lowBrackets(List<MathMl> row) {
    List<MathMl> all = new ArrayList<>(row);
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).isOperator("(")) {
        open.add(i);
      } else if (all.get(i).isOperator(")") && !open.isEmpty()) {
        int start = open.remove(open.size() - 1);
        if (!isHigh(all.subList(start, i))) {
          all.set(start, all.get(start).lowAs("prefix"));
          all.set(i, all.get(i).lowAs("postfix"));
        }
      }
    }
    return all;
  }

  private MathMl lowAs(String form) {
    return new MathMl("mo form=\"" + form + "\" stretchy=\"false\"", inside, "");
  }
}
