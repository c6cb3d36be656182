package io.github.neuronscript.receipt;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Changes a trace, with or without a new checksum. */
final class Forger {

  /**
   * A digit of a number.
   *
   * @param line from 0
   * @param at where it stands in the line
   * @param derived whether its number was re-derived
   */
  record Digit(int line, int at, boolean derived) {}

  private final List<String> lines;

  Forger(byte[] trace) {
    this.lines = new String(trace, StandardCharsets.UTF_8).lines().toList();
  }

  List<String> lines() {
    return lines;
  }

  static Verdict verify(byte[] trace) {
    try {
      return Verifier.verify(new ByteArrayInputStream(trace));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Verdict verify(List<String> lines) {
    return verify(bytes(lines));
  }

  static byte[] bytes(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Returns every digit of every number, of a trace that holds. */
  List<Digit> digits() {
    List<Digit> digits = new ArrayList<>();
    int[] line = {0};
    try {
      Verdict verdict =
          Verifier.verify(
              new ByteArrayInputStream(bytes(lines)),
              leaves -> {
                String text = lines.get(line[0]);
                for (Value.Leaf leaf : leaves) {
                  if (!(leaf instanceof Value.Scalar number) || !number.isNumber()) {
                    continue;
                  }
                  int from = number.start() + (number.quoted() ? 1 : 0);
                  for (int i = from; i < from + number.text().length(); i++) {
                    if (Character.isDigit(text.charAt(i))) {
                      digits.add(new Digit(line[0], i, number.derived()));
                    }
                  }
                }
                line[0]++;
              });
      if (!verdict.holds()) {
        throw new IllegalStateException(verdict.problem().toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return digits;
  }

  /** Returns the lines with one digit changed to the next one, and 9 to 0. */
  List<String> changed(Digit digit) {
    List<String> changed = new ArrayList<>(lines);
    StringBuilder line = new StringBuilder(lines.get(digit.line()));
    char old = line.charAt(digit.at());
    line.setCharAt(digit.at(), old == '9' ? '0' : (char) (old + 1));
    changed.set(digit.line(), line.toString());
    return changed;
  }

  /** Returns the lines with a checksum and a count that are theirs. */
  static List<String> signed(List<String> lines) {
    List<String> signed = new ArrayList<>(lines);
    int last = lines.size() - 1;
    String end = lines.get(last).replaceAll("\"lines\":\\d+", "\"lines\":" + last);
    int own = end.indexOf(",\"sha256\"");
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes(lines.subList(0, last)));
      digest.update(end.substring(0, own).getBytes(StandardCharsets.UTF_8));
      String sum = HexFormat.of().formatHex(digest.digest());
      signed.set(last, end.replaceAll("\"sha256\":\"[0-9a-f]+\"", "\"sha256\":\"" + sum + "\""));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    return signed;
  }
}
