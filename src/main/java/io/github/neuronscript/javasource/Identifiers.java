package io.github.neuronscript.javasource;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Names of a script as names of Java: in ASCII, no keyword, and each once. */
final class Identifiers {

  private final Set<String> taken;

  /** Begins with names that are taken already. */
  Identifiers(Set<String> taken) {
    this.taken = new HashSet<>(taken);
  }

  /**
   * Returns a name that is like another one, and takes it.
   *
   * @param usual what it begins with if nothing of the name can stay
   */
  String like(String name, String usual) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean fits = c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c);
      plain.append(fits ? c : '_');
    }
    if (plain.chars().allMatch(c -> c == '_')) {
      plain.replace(0, plain.length(), usual);
    } else if (isDigit(plain.charAt(0))) {
      plain.insert(0, '_');
    }
    String base = SourceVersion.isKeyword(plain) ? plain + "_" : plain.toString();
    String free = base;
    for (int i = 2; !taken.add(free); i++) {
      free = base + "_" + i;
    }
    return free;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Returns a text as a literal, in ASCII. */
  static String literal(String text) {
    StringBuilder literal = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        literal.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f) {
        literal.append('\\').append((char) ('0' + (c >> 6)));
        literal.append((char) ('0' + (c >> 3 & 7))).append((char) ('0' + (c & 7)));
      } else if (c > 0x7f) {
        literal.append("\\u").append(HexFormat.of().toHexDigits(c));
      } else {
        literal.append(c);
      }
    }
    return literal.append('"').toString();
  }
}
