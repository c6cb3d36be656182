package io.github.neuronscript.handout;

import io.github.neuronscript.diagnostic.Escapes;
import io.github.neuronscript.formula.Notation;
import io.github.neuronscript.formula.Notations;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes texts and formulas for LaTeX in ASCII, so that none of their signs is a command. */
final class LatexText {

  private static final Pattern INDEXED = Pattern.compile("\\\\(?:mathit|text)\\{([wx])ᵢ\\}");

  /** What is not in ASCII; each stands in text and in formulas. */
  private static final Map<Integer, String> SIGNS =
      Map.ofEntries(
          sign('ŷ', "\\hat{y}"),
          sign('∂', "\\partial"),
          sign('·', "\\cdot"),
          sign('−', "-"),
          sign('×', "\\times"),
          sign('≈', "\\approx"),
          sign('≠', "\\ne"),
          sign('≤', "\\le"),
          sign('≥', "\\ge"),
          sign('←', "\\leftarrow"),
          sign('→', "\\to"),
          sign('↦', "\\mapsto"),
          sign('∞', "\\infty"),
          sign('√', "\\surd"),
          sign('²', "{}^2"),
          sign('³', "{}^3"),
          sign('½', "\\frac12"),
          sign('°', "{}^\\circ"),
          sign('′', "{}'"),
          sign('ᵢ', "{}_i"),
          sign('₀', "{}_0"),
          sign('₁', "{}_1"),
          sign('₂', "{}_2"),
          sign('±', "\\pm"),
          sign('∈', "\\in"),
          sign('⋯', "\\cdots"),
          sign('…', "\\dots"),
          sign('α', "\\alpha"),
          sign('β', "\\beta"),
          sign('γ', "\\gamma"),
          sign('δ', "\\delta"),
          sign('ε', "\\varepsilon"),
          sign('ζ', "\\zeta"),
          sign('η', "\\eta"),
          sign('θ', "\\theta"),
          sign('κ', "\\kappa"),
          sign('λ', "\\lambda"),
          sign('μ', "\\mu"),
          sign('ν', "\\nu"),
          sign('ξ', "\\xi"),
          sign('π', "\\pi"),
          sign('ρ', "\\rho"),
          sign('σ', "\\sigma"),
          sign('τ', "\\tau"),
          sign('φ', "\\varphi"),
          sign('χ', "\\chi"),
          sign('ψ', "\\psi"),
          sign('ω', "\\omega"),
          sign('Γ', "\\Gamma"),
          sign('Δ', "\\Delta"),
          sign('Θ', "\\Theta"),
          sign('Λ', "\\Lambda"),
          sign('Σ', "\\Sigma"),
          sign('Φ', "\\Phi"),
          sign('Ψ', "\\Psi"),
          sign('Ω', "\\Omega"));

  /** Begins words within a formula. */
  private static final String WORDS = "\\text{";

  /** Signs that plain fonts have in formulas only. */
  private static final Set<Integer> WORD_SIGNS = Set.of((int) '<', (int) '>', (int) '|', (int) '"');

  /** Letters and signs of text. */
  private static final Map<Integer, String> LETTERS =
      Map.ofEntries(
          Map.entry((int) 'ß', "\\ss{}"),
          Map.entry((int) 'æ', "\\ae{}"),
          Map.entry((int) 'Æ', "\\AE{}"),
          Map.entry((int) 'ø', "\\o{}"),
          Map.entry((int) 'Ø', "\\O{}"),
          Map.entry((int) 'å', "\\aa{}"),
          Map.entry((int) 'Å', "\\AA{}"),
          Map.entry((int) 'œ', "\\oe{}"),
          Map.entry((int) 'ł', "\\l{}"),
          Map.entry((int) '–', "--"),
          Map.entry((int) '—', "---"),
          Map.entry((int) '’', "'"),
          Map.entry((int) '‘', "`"),
          Map.entry((int) '“', "``"),
          Map.entry((int) '”', "''"),
          Map.entry((int) '„', "''"));

  /** The commands of accents, by the sign that follows a letter taken apart. */
  private static final Map<Integer, String> ACCENTS =
      Map.of(
          0x300, "\\`", 0x301, "\\'", 0x302, "\\^", 0x303, "\\~", 0x308, "\\\"", 0x327, "\\c",
          0x30c, "\\v", 0x304, "\\=");

  private static Map.Entry<Integer, String> sign(char sign, String command) {
    return Map.entry((int) sign, "\\ensuremath{" + command + "}");
  }

  static final Formula.Look LOOK =
      new Formula.Look() {
        @Override
        public Notation notation() {
          return Notations.LATEX;
        }

        @Override
        public String indexed(String written) {
          return INDEXED.matcher(written).replaceAll("$1_i");
        }

        @Override
        public String sign(String sign) {
          return switch (sign) {
            case "←" -> "\\leftarrow ";
            case "≈" -> "\\approx ";
            case "Σ" -> "\\sum ";
            case "(" -> "\\left(";
            case ")" -> "\\right)";
            default -> " " + sign + " ";
          };
        }

        @Override
        public String gap(int number) {
          return "\\boxed{\\text{(" + number + ")}\\rule[-2pt]{0pt}{12pt}\\hspace{5em}}";
        }

        @Override
        public String reference(int number) {
          return "\\boxed{\\text{(" + number + ")}}";
        }
      };

  private LatexText() {}

  /** Returns a text in which no sign is a command. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    Escapes.visible(text)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '{', '}', '$', '&', '#', '%', '_' -> escaped.append('\\').append((char) c);
                case '\\' -> escaped.append("\\textbackslash{}");
                case '^' -> escaped.append("\\textasciicircum{}");
                case '~' -> escaped.append("\\textasciitilde{}");
                case '<' -> escaped.append("\\textless{}");
                case '>' -> escaped.append("\\textgreater{}");
                case '|' -> escaped.append("\\textbar{}");
                case '"' -> escaped.append("\\textquotedbl{}");
                default -> escaped.append(ascii(c));
              }
            });
    // Plain fonts have no straight quotation mark.
    return escaped.toString().replace("\\textquotedbl{}", "\\char34{}");
  }

  /** Returns a sign as TeX reads it anywhere. */
  private static String ascii(int c) {
    if (c < 0x80) {
      return Character.toString(c);
    }
    if (SIGNS.containsKey(c)) {
      return SIGNS.get(c);
    }
    if (LETTERS.containsKey(c)) {
      return "\\text{" + LETTERS.get(c) + "}";
    }
    String apart = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD);
    String accent = apart.length() == 2 ? ACCENTS.get((int) apart.charAt(1)) : null;
    return accent == null || apart.charAt(0) >= 0x80
        ? "\\text{[U+" + Integer.toHexString(c).toUpperCase(Locale.ROOT) + "]}"
        : "\\text{" + accent + "{" + apart.charAt(0) + "}}";
  }

  /** Returns a formula in ASCII: the notation leaves some signs of names as they are. */
  static String math(Formula formula) {
    String written = formula.in(LOOK);
    StringBuilder ascii = new StringBuilder();
    int at = 0;
    while (at < written.length()) {
      int words = written.indexOf(WORDS, at);
      int from = words < 0 ? written.length() : words + WORDS.length();
      written.substring(at, from).codePoints().forEach(c -> ascii.append(ascii(c)));
      at = from;
      int depth = 1;
      while (at < written.length() && depth > 0) {
        int c = written.codePointAt(at);
        boolean command = c == '\\' && at + 1 < written.length();
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        ascii.append(WORD_SIGNS.contains(c) ? escaped(Character.toString(c)) : ascii(c));
        at += Character.charCount(c);
        if (command) {
          ascii.append(written.charAt(at));
          at++;
        }
      }
    }
    return ascii.toString();
  }

  static String phrase(Phrase phrase) {
    StringBuilder text = new StringBuilder();
    for (Phrase.Part part : phrase.parts()) {
      if (part instanceof Phrase.Words words) {
        text.append(escaped(words.text()));
      } else if (part instanceof Phrase.Code code) {
        text.append("\\texttt{").append(escaped(code.text())).append('}');
      } else if (part instanceof Phrase.Maths maths) {
        text.append("$").append(math(maths.formula())).append("$");
      }
    }
    return text.toString();
  }

  /** Returns a line in which every space counts. */
  static String typed(String text) {
    return escaped(text).replace(" ", "\\ ");
  }
}
