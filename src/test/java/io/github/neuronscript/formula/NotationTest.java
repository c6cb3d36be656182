package io.github.neuronscript.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.formula.Expression.Elementary;
import io.github.neuronscript.formula.Expression.Partial;
import io.github.neuronscript.formula.Expression.Variable;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** The notations beside {@code TEXT} and {@code SOURCE}, which {@link FormulaWriterTest} holds. */
class NotationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "-2 * (y - x)                  ¦ -2(y - x)",
        "x * (1 - x)                   ¦ x*(1 - x)",
        "sigmoid(x) * pi               ¦ sigmoid(x)*pi",
        "x^2 + sqrt(x) * sqrt(x + 1)   ¦ x^2 + sqrt(x)*sqrt(x + 1)",
        "exp(-abs(x)) / x              ¦ e^-|x|/x",
        "x <= y and x != z             ¦ x <= y and x != z",
        "x == y % z                    ¦ x = (y mod z)",
        "1e-7 * -x                     ¦ 1e-7*(-x)",
        "-x * (1 - x)                  ¦ -x*(1 - x)",
        "2e5 * (x + 1)                 ¦ 2e5*(x + 1)",
        "x >= y or not true            ¦ x >= y or not true",
      })
  void writesAscii(String typed, String written) {
    assertEquals(written, FormulaWriter.symbols(Formulas.of(typed), Notations.ASCII));
  }

  /** The derivatives of functions of the host, by one parameter of one, and of two. */
  @Test
  void writesFunctionsOfTheHost() {
    Variable x = Variable.parameter("x");
    HostFunction one = HostFunction.of("soft", u -> u);
    HostFunction two = HostFunction.of("cost1", (a, b) -> a);
    Expression call = new Expression.Hosted(one, List.of(x));
    Expression both = new Expression.Hosted(two, List.of(x, new Expression.Power(call, x)));
    Simplifier plain = Simplifier.plain();
    Expression slope = Derivative.of(call, x, plain);
    Expression slopes =
        new Expression.Power(new Expression.Hosted(two.partial(0), List.of(x, x)), x);
    assertEquals("cost1(x, soft(x)^x)", FormulaWriter.symbols(both, Notations.TEXT));
    assertEquals("soft′(x)", FormulaWriter.symbols(slope, Notations.TEXT));
    assertEquals("(∂cost1/∂x(x, x))^x", FormulaWriter.symbols(slopes, Notations.TEXT));
    assertEquals("soft'(x)", FormulaWriter.symbols(slope, Notations.ASCII));
    assertEquals("(dcost1/dx(x, x))^x", FormulaWriter.symbols(slopes, Notations.ASCII));
    assertEquals("`soft′`(x)", FormulaWriter.source(slope));
    assertEquals("`∂cost1/∂x`(x, x)^x", FormulaWriter.source(slopes));
    assertEquals("\\operatorname{soft}'(x)", FormulaWriter.symbols(slope, Notations.LATEX));
    assertEquals(
        "\\left(\\frac{\\partial \\operatorname{cost1}}{\\partial x}(x, x)\\right)^{x}",
        FormulaWriter.symbols(slopes, Notations.LATEX));
    assertEquals(
        "<mrow><msup><mi>soft</mi><mo>′</mo></msup><mo>\u2061</mo>"
            + "<mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow></mrow>",
        FormulaWriter.symbols(slope, Notations.MATHML));
    assertTrue(
        FormulaWriter.symbols(slopes, Notations.MATHML)
            .contains("<mrow><mo>∂</mo><mi>cost1</mi></mrow><mrow><mo>∂</mo><mi>x</mi></mrow>"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "-2 * (y - x)                  ¦ -2(y - x)",
        "1 / (1 + exp(-x))             ¦ \\frac{1}{1 + e^{-x}}",
        "(x / y)^2                     ¦ \\left(\\frac{x}{y}\\right)^{2}",
        "x^(y + 1)                     ¦ x^{y + 1}",
        "x / y * z                     ¦ \\frac{x}{y} \\cdot z",
        "sqrt(x)^2 + sqrt(x + 1)       ¦ \\left(\\sqrt{x}\\right)^{2} + \\sqrt{x + 1}",
        "abs(x - y)                    ¦ \\left|x - y\\right|",
        "tanh(x1) * sigmoid(hours)     ¦ \\tanh(x_{1}) \\cdot \\sigma(\\mathit{hours})",
        "log10(x) + sign(x) + gelu(x)"
            + " ¦ \\log_{10}(x) + \\operatorname{sgn}(x) + \\operatorname{gelu}(x)",
        "leaky_relu(x, 0.01)           ¦ \\operatorname{leaky\\_relu}(x, 0.01)",
        "1.5e-7 * x                    ¦ 1.5 \\times 10^{-7} \\cdot x",
        "x * 7e5^2                     ¦ x \\cdot (7 \\times 10^{5})^{2}",
        "π * α                         ¦ \\pi \\cdot \\alpha",
        "x <= y and not x >= z         ¦ x \\le y\\text{ and }\\text{not }x \\ge z",
        "x * (y % z)                   ¦ x \\cdot (y \\bmod z)",
        "(x + 1)^2 * pi                ¦ (x + 1)^{2} \\cdot \\pi",
        "sigmoid(x / y)                ¦ \\sigma\\left(\\frac{x}{y}\\right)",
        "max(x, 1)                     ¦ \\max(x, 1)",
        "2 * (if x then 1 else 2)"
            + " ¦ 2 \\cdot \\left(\\begin{cases}1 & \\text{if } x \\\\"
            + " 2 & \\text{otherwise}\\end{cases}\\right)",
        "x is y within 1               ¦ x\\text{ is }y\\text{ within }1",
        "x is nan or x != y            ¦ x\\text{ is nan}\\text{ or }x \\ne y",
        "x == \"a_b\"                    ¦ x = \\text{\"a\\_b\"}",
        "true                          ¦ \\text{true}",
        "if x > 0 then x else 0"
            + " ¦ \\begin{cases}x & \\text{if } x > 0 \\\\ 0 & \\text{otherwise}\\end{cases}",
        "if x then 1 else if y then 2 else 3 ¦ \\begin{cases}1 & \\text{if } x \\\\"
            + " 2 & \\text{if } y \\\\ 3 & \\text{otherwise}\\end{cases}",
      })
  void writesLatex(String typed, String written) {
    assertEquals(written, FormulaWriter.symbols(Formulas.of(typed), Notations.LATEX));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "2 * (y - x) ¦ <mn>2</mn><mrow><mo>(</mo><mi>y</mi><mo>−</mo><mi>x</mi><mo>)</mo></mrow>",
        "x1 / y      ¦ <mfrac><mrow><msub><mi>x</mi><mn>1</mn></msub></mrow><mrow><mi>y</mi></mrow></mfrac>",
        "sqrt(x)     ¦ <msqrt><mi>x</mi></msqrt>",
        "x < 1       ¦ <mi>x</mi><mo>&lt;</mo><mn>1</mn>",
        "-x          ¦ <mo form=\"prefix\">−</mo><mi>x</mi>",
        "x % y       ¦ <mi>x</mi><mtext>\u00a0mod\u00a0</mtext><mi>y</mi>",
        "not x       ¦ <mtext>not\u00a0</mtext><mi>x</mi>",
        "x == \"<a>\" ¦ <mi>x</mi><mo>=</mo><mtext>\"&lt;a&gt;\"</mtext>",
        "pi          ¦ <mi>π</mi>",
        "true        ¦ <mi>true</mi>",
        "abs(x)      ¦ <mrow><mo>|</mo><mi>x</mi><mo>|</mo></mrow>",
        "exp(x)      ¦ <msup><mrow><mi>e</mi></mrow><mrow><mi>x</mi></mrow></msup>",
        "x^2         ¦ <msup><mrow><mi>x</mi></mrow><mrow><mn>2</mn></mrow></msup>",
        "max(x, y)   ¦ <mrow><mi>max</mi><mo>\u2061</mo><mrow><mo>(</mo><mi>x</mi><mo>,</mo><mi>y</mi>"
            + "<mo>)</mo></mrow></mrow>",
        "sigmoid(x)  ¦ <mrow><mi>σ</mi><mo>\u2061</mo><mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow></mrow>",
        "if x then 1 else 2 ¦ <mrow><mo>{</mo><mtable columnalign=\"left\">"
            + "<mtr><mtd><mn>1</mn></mtd><mtd><mtext>if\u00a0</mtext><mi>x</mi></mtd></mtr>"
            + "<mtr><mtd><mn>2</mn></mtd><mtd><mtext>otherwise</mtext></mtd></mtr></mtable></mrow>",
      })
  void writesMathMl(String typed, String written) {
    assertEquals(written, FormulaWriter.symbols(Formulas.of(typed), Notations.MATHML));
  }

  @Test
  void writesQuantitiesAsTheirSigns() {
    Variable output = Variable.quantity("output");
    Expression partial = new Partial(Variable.quantity("cost"), output);
    Expression step =
        Expression.Product.of(Variable.quantity("rate"), Algebra.power(partial, 2), output);
    assertEquals("rate*(dC/dyhat)^2*yhat", FormulaWriter.symbols(step, Notations.ASCII));
    assertEquals(
        "\\alpha \\cdot \\left(\\frac{\\partial C}{\\partial \\hat{y}}\\right)^{2} \\cdot \\hat{y}",
        FormulaWriter.symbols(step, Notations.LATEX));
    assertEquals(
        "<mfrac><mrow><mo>∂</mo><mi>C</mi></mrow><mrow><mo>∂</mo>"
            + "<mover accent=\"true\"><mi>y</mi><mo>^</mo></mover></mrow></mfrac>",
        FormulaWriter.symbols(partial, Notations.MATHML));
    // Only quantities have signs: a parameter is called as it is.
    assertEquals("output", FormulaWriter.symbols(Formulas.x("output"), Notations.ASCII));
    assertEquals("∂C/∂ŷ", FormulaWriter.source(partial));
  }

  /** What is still to be differentiated stands in parentheses with a prime. */
  @Test
  void writesPrimes() {
    Expression prime = new Expression.Prime(Formulas.of("x + 1"), Formulas.x("x"));
    assertEquals("(x + 1)′", FormulaWriter.symbols(prime));
    assertEquals("(x + 1)'", FormulaWriter.symbols(prime, Notations.ASCII));
    assertEquals("(x + 1)′", FormulaWriter.source(prime));
    assertEquals("(x + 1)'", FormulaWriter.symbols(prime, Notations.LATEX));
    assertEquals(
        "<msup><mrow><mo>(</mo><mi>x</mi><mo>+</mo><mn>1</mn><mo>)</mo></mrow><mo>′</mo></msup>",
        FormulaWriter.symbols(prime, Notations.MATHML));
  }

  @Test
  void writesAWholeFormula() {
    assertEquals("x + 1", Notations.TEXT.whole("x + 1"));
    assertEquals(
        "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mrow><mi>x</mi></mrow></math>",
        Notations.MATHML.whole("<mi>x</mi>"));
  }

  @Test
  void putsNumbersIn() {
    Expression formula = Formulas.of("w * x + w^2");
    Function<Expression, Optional<String>> half = leaf -> Optional.of("−1/2");
    assertEquals("-1/2*(-1/2) + (-1/2)^2", numbers(formula, Notations.ASCII, half));
    assertEquals(
        "-\\frac{1}{2} \\cdot (-\\frac{1}{2}) + (-\\frac{1}{2})^{2}",
        numbers(formula, Notations.LATEX, half).replace("\\left", "").replace("\\right", ""));
    assertEquals(
        "-\\infty \\cdot (-\\infty) + (-\\infty)^{2}",
        numbers(formula, Notations.LATEX, leaf -> Optional.of("−∞")));
    assertEquals(
        "\\frac{2}{3} \\cdot \\frac{2}{3} + \\left(\\frac{2}{3}\\right)^{2}",
        numbers(formula, Notations.LATEX, leaf -> Optional.of("2/3")));
  }

  private static String numbers(
      Expression formula, Notation notation, Function<Expression, Optional<String>> values) {
    return FormulaWriter.numbers(formula, notation, values);
  }

  @Test
  void namesCannotEndTheFormula() {
    Variable evil = new Variable("}\\input{x}<script>&$\u202e", Variable.Role.COLUMN);
    assertEquals(
        "\\text{\\}\\textbackslash{}input\\{x\\}<script>\\&\\$\\textbackslash{}u\\{202e\\}}",
        FormulaWriter.symbols(evil, Notations.LATEX));
    assertEquals(
        "<mi>}\\input{x}&lt;script&gt;&amp;$\\u{202e}</mi>",
        FormulaWriter.symbols(evil, Notations.MATHML));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "x              ¦ x                              ¦ <mi>x</mi>",
        "w12            ¦ w_{12}      ¦ <msub><mi>w</mi><mn>12</mn></msub>",
        "w′             ¦ w'          ¦ <msup><mi>w</mi><mo>′</mo></msup>",
        "w1′            ¦ w_{1}'      ¦ <msubsup><mi>w</mi><mn>1</mn><mo>′</mo></msubsup>",
        "t°             ¦ t^{\\circ}  ¦ <msup><mi>t</mi><mo>°</mo></msup>",
        "α              ¦ \\alpha      ¦ <mi>α</mi>",
        "ε1             ¦ \\varepsilon_{1} ¦ <msub><mi>ε</mi><mn>1</mn></msub>",
        "Ω              ¦ \\Omega      ¦ <mi>Ω</mi>",
        "ŷ              ¦ \\hat{y}     ¦ <mover accent=\"true\"><mi>y</mi><mo>^</mo></mover>",
        "…              ¦ \\cdots      ¦ <mo>⋯</mo>",
        "𝑥              ¦ 𝑥           ¦ <mi>𝑥</mi>",
        "hours          ¦ \\mathit{hours} ¦ <mi>hours</mi>",
        "x1y            ¦ \\mathit{x1y} ¦ <mi>x1y</mi>",
        "sepal_length   ¦ \\mathit{sepal\\_length} ¦ <mi>sepal_length</mi>",
        "sepal length   ¦ \\text{sepal length} ¦ <mi>sepal length</mi>",
        "a·b^c~d        ¦ \\text{a\\textperiodcentered{}b\\textasciicircum{}c\\textasciitilde{}d}"
            + " ¦ <mi>a·b^c~d</mi>",
        // Of one sign, which is no letter.
        "1              ¦ \\mathit{1}  ¦ <mi>1</mi>",
        "_              ¦ \\mathit{\\_} ¦ <mi>_</mi>",
        "%              ¦ \\text{\\%}   ¦ <mi>%</mi>",
        "$              ¦ \\text{\\$}   ¦ <mi>$</mi>",
        "}              ¦ \\text{\\}}   ¦ <mi>}</mi>",
        "\\             ¦ \\text{\\textbackslash{}} ¦ <mi>\\</mi>",
        "<              ¦ \\text{<}    ¦ <mi>&lt;</mi>",
      })
  void writesNames(String name, String latex, String mathMl) {
    Variable column = new Variable(name, Variable.Role.COLUMN);
    assertEquals(latex, FormulaWriter.symbols(column, Notations.LATEX));
    assertEquals(mathMl, FormulaWriter.symbols(column, Notations.MATHML));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "0.5      ¦ 0.5      ¦ 0.5      ¦ 0.5                    ¦ <mn>0.5</mn>",
        "-0.5     ¦ −0.5     ¦ -0.5     ¦ -0.5 ¦ <mo form=\"prefix\">−</mo><mn>0.5</mn>",
        "1_000    ¦ 1_000    ¦ 1_000    ¦ 1000                   ¦ <mn>1000</mn>",
        "1.5e+10  ¦ 1.5e+10  ¦ 1.5e+10  ¦ 1.5 \\times 10^{10}"
            + " ¦ <mn>1.5</mn><mo>×</mo><msup><mrow><mn>10</mn></mrow><mrow><mn>10</mn></mrow></msup>",
        "2/3      ¦ 2/3      ¦ 2/3      ¦ \\frac{2}{3}"
            + " ¦ <mfrac><mrow><mn>2</mn></mrow><mrow><mn>3</mn></mrow></mfrac>",
        "∞        ¦ ∞        ¦ inf      ¦ \\infty                ¦ <mi>∞</mi>",
        "−∞       ¦ −∞       ¦ -inf     ¦ -\\infty ¦ <mo form=\"prefix\">−</mo><mi>∞</mi>",
        "inf      ¦ inf      ¦ inf      ¦ \\infty                ¦ <mi>∞</mi>",
        "nan      ¦ nan      ¦ nan      ¦ \\text{nan}            ¦ <mtext>nan</mtext>",
      })
  void writesNumbers(String number, String text, String ascii, String latex, String mathMl) {
    Expression x = Formulas.x("x");
    Function<Expression, Optional<String>> value = leaf -> Optional.of(number);
    assertEquals(text, numbers(x, Notations.TEXT, value));
    assertEquals(ascii, numbers(x, Notations.ASCII, value));
    assertEquals(latex, numbers(x, Notations.LATEX, value));
    assertEquals(mathMl, numbers(x, Notations.MATHML, value));
  }

  /** Parentheses that were forgotten would change the value. */
  @Test
  void latexAndMathMlReadBackWithTheSameValue() throws Exception {
    readBack(77, 1_000);
  }

  @Tag("full")
  @Test
  void soDoManyOthers() throws Exception {
    readBack(78, 10_000);
  }

  private static void readBack(long seed, int count) throws Exception {
    SplitMix random = new SplitMix(seed);
    List<Variable> names = List.of(Formulas.x("x"), Formulas.x("hours"), Formulas.x("y2"));
    RandomFormula formulas = RandomFormula.over(random, names);
    int numbers = 0;
    for (int i = 0; i < count; i++) {
      Expression formula = formulas.formula(1 + random.below(5)).rewrite(NotationTest::plain);
      double expected = value(formula);
      String latex = FormulaWriter.symbols(formula, Notations.LATEX);
      assertEquals(expected, value(Formulas.of(new LatexReader(latex).all())), latex);
      String mathMl = FormulaWriter.symbols(formula, Notations.MATHML);
      assertEquals(expected, value(Formulas.of(read(mathMl))), mathMl);
      numbers += Double.isFinite(expected) && expected != 0 ? 1 : 0;
    }
    assertTrue(numbers > count * 2 / 5, "only " + numbers + " formulas had a value to compare");
  }

  /** Replaces what is written as something else: ln(1 + x) for ln1p(x). */
  private static Expression plain(Expression e) {
    return e instanceof Elementary f
            && (f.function() == io.github.neuronscript.formula.Function.LN1P
                || f.function() == io.github.neuronscript.formula.Function.XLOGY)
        ? f.arguments().get(0)
        : e;
  }

  private static double value(Expression formula) {
    return Evaluator.value(
        formula,
        leaf ->
            switch (((Variable) leaf).name()) {
              case "x" -> 1.75;
              case "hours" -> -0.6;
              default -> 0.3;
            });
  }

  /** Types a LaTeX formula, as far as {@link Notations#LATEX} writes it. */
  private static final class LatexReader {
    private final String latex;
    private int at;

    LatexReader(String latex) {
      this.latex = latex;
    }

    String all() {
      String text = until("");
      assertEquals(latex.length(), at, latex);
      return text;
    }

    private boolean take(String text) {
      boolean there = latex.startsWith(text, at);
      at += there ? text.length() : 0;
      return there;
    }

    private String group() {
      assertTrue(take("{"), () -> latex + " at " + at);
      return until("}");
    }

    private String until(String end) {
      StringBuilder out = new StringBuilder();
      boolean factor = false;
      while (at < latex.length() && (end.isEmpty() || !latex.startsWith(end, at))) {
        boolean before = factor;
        factor = false;
        if (take("\\frac")) {
          String top = group();
          out.append("((").append(top).append(")/(").append(group()).append("))");
        } else if (take("\\sqrt")) {
          out.append("sqrt(").append(group()).append(')');
        } else if (take("e^")) {
          out.append("exp(").append(group()).append(')');
        } else if (take("^")) {
          out.append("^(").append(group()).append(')');
        } else if (take("\\left|")) {
          out.append("abs(").append(until("\\right|")).append(')');
        } else if (take("\\left(") || take("(")) {
          boolean tall = latex.startsWith("\\left(", at - 6);
          String inside = until(tall ? "\\right)" : ")");
          out.append(before ? "*(" : "(").append(inside).append(')');
          factor = true;
        } else if (take("\\begin{cases}")) {
          out.append('(').append(cases()).append(')');
        } else if (take("\\operatorname")) {
          String name = group();
          out.append(name.equals("sgn") ? "sign" : name);
        } else if (take("\\log_{10}")) {
          out.append("log10");
        } else if (take("\\sigma")) {
          out.append("sigmoid");
        } else if (take("\\mathit")) {
          out.append(group());
          factor = true;
        } else if (take("\\text")) {
          out.append(group());
        } else if (take(" \\times 10^")) {
          out.append('e').append(group());
        } else if (take(" \\cdot ")) {
          out.append(" * ");
        } else if (take(" \\bmod ")) {
          out.append(" % ");
        } else if (take(" \\le ")) {
          out.append(" <= ");
        } else if (take(" \\ge ")) {
          out.append(" >= ");
        } else if (take(" \\ne ")) {
          out.append(" != ");
        } else if (take(" = ")) {
          out.append(" == ");
        } else if (take("\\_")) {
          out.append('_');
        } else if (take("_")) {
          out.append(group());
          factor = true;
        } else if (!take("\\")) { // \ln is ln
          char c = latex.charAt(at++);
          out.append(c);
          // Not the x of \\max.
          boolean alone = at < 2 || !Character.isLetter(latex.charAt(at - 2));
          factor = Character.isDigit(c) || c == 'x' && alone;
        }
      }
      at += at < latex.length() ? end.length() : 0;
      return out.toString();
    }

    private String cases() {
      StringBuilder out = new StringBuilder();
      while (true) {
        String value = until(" & ");
        if (take("\\text{otherwise}\\end{cases}")) {
          return out.append(value).toString();
        }
        assertTrue(take("\\text{if }"), () -> latex + " at " + at);
        out.append("if ").append(until(" \\\\ ")).append(" then (").append(value).append(") else ");
      }
    }
  }

  private static String read(String mathMl) throws Exception {
    String document = Notations.MATHML.whole(mathMl);
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    InputSource source = new InputSource(new StringReader(document));
    return typed(factory.newDocumentBuilder().parse(source).getDocumentElement());
  }

  private static List<Element> parts(Element element) {
    List<Element> parts = new ArrayList<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element part) {
        parts.add(part);
      }
    }
    return parts;
  }

  /** Types what {@link Notations#MATHML} wrote. */
  private static String typed(Element element) {
    List<Element> parts = parts(element);
    return switch (element.getTagName()) {
      case "mfrac" -> "((" + typed(parts.get(0)) + ")/(" + typed(parts.get(1)) + "))";
      case "msqrt" -> "sqrt(" + typed(parts) + ")";
      case "msub" -> typed(parts.get(0)) + typed(parts.get(1));
      case "msup" -> {
        String base = typed(parts.get(0));
        yield (base.equals("e") ? "exp" : base + "^") + "(" + typed(parts.get(1)) + ")";
      }
      case "mtable" -> cases(parts);
      case "mi", "mn", "mo", "mtext" -> sign(element.getTextContent());
      default -> isAbsolute(parts) ? "abs(" + typed(inside(parts)) + ")" : typed(parts);
    };
  }

  private static boolean isAbsolute(List<Element> row) {
    return !row.isEmpty()
        && row.get(0).getTagName().equals("mo")
        && row.get(0).getTextContent().equals("|");
  }

  private static List<Element> inside(List<Element> row) {
    return row.subList(1, row.size() - 1);
  }

  private static String sign(String sign) {
    return switch (sign) {
      case "−" -> "-";
      case "·" -> " * ";
      case "=" -> " == ";
      case "≤" -> " <= ";
      case "≥" -> " >= ";
      case "≠" -> " != ";
      case "σ" -> "sigmoid";
      case "π" -> "pi";
      case "{", "\u2061" -> "";
      case "\u00a0mod\u00a0" -> " % ";
      default -> sign.replace('\u00a0', ' ');
    };
  }

  private static String cases(List<Element> rows) {
    StringBuilder out = new StringBuilder("(");
    for (Element row : rows) {
      String value = typed(parts(row).get(0));
      String when = typed(parts(row).get(1));
      boolean last = when.equals("otherwise");
      out.append(last ? value + ")" : when + " then (" + value + ") else ");
    }
    return out.toString();
  }

  private static String typed(List<Element> row) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String part = typed(row.get(i));
      if (part.equals("×")) {
        // 1 × 10^(-3) is 1e-3.
        out.append('e').append(typed(row.get(++i)).replaceAll("10\\^\\((.*)\\)", "$1"));
        continue;
      }
      String before = i == 0 ? "" : row.get(i - 1).getTagName();
      boolean beside = part.startsWith("(") && List.of("mi", "mn", "msub", "mrow").contains(before);
      out.append(beside ? "*" : "").append(part);
    }
    return out.toString();
  }
}
