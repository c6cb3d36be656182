package io.github.neuronscript.data;

import java.text.Normalizer;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;

/**
 * A growing column of texts that keeps each text once and its number for each row. Spaces and tabs
 * around an unquoted text are dropped, so that {@code a, b} reads as it looks; texts are normalised
 * to NFC, as the texts of scripts are, so that equal letters are equal.
 */
final class TextColumn implements Column {
  private final Map<String, Integer> known = new HashMap<>();
  private final List<String> texts = new ArrayList<>();
  private final Gap gap;
  private int[] codes = new int[256];
  private int size;

  TextColumn(Gap gap) {
    this.gap = gap;
  }

  @Override
  public Cell add(char[] buffer, int from, int to, boolean quoted) {
    while (!quoted && from < to && Gap.isSpace(buffer[from])) {
      from++;
    }
    while (!quoted && to > from && Gap.isSpace(buffer[to - 1])) {
      to--;
    }
    String text = new String(buffer, from, to - from);
    add(text);
    if (text.isEmpty() || !quoted && Gap.isGap(text)) {
      return Cell.GAP;
    }
    return quoted || buffer[from] != '"' ? Cell.GOOD : Cell.BAD;
  }

  /** Adds a text as it is. */
  void add(String text) {
    Integer code = known.get(text);
    if (code == null) {
      code = texts.size();
      known.put(text, code);
      texts.add(Normalizer.normalize(text, Normalizer.Form.NFC));
    }
    if (size == codes.length) {
      codes = Arrays.copyOf(codes, size + (size >> 1));
    }
    codes[size++] = code;
  }

  @Override
  public void removeLast() {
    size--;
  }

  @Override
  public void clear() {
    known.clear();
    texts.clear();
    size = 0;
  }

  @Override
  public Gap gap() {
    return gap;
  }

  /** Returns an unmodifiable list of the texts, row by row. */
  List<String> values() {
    return new Rows(Arrays.copyOf(codes, size), List.copyOf(texts));
  }

  private static final class Rows extends AbstractList<String> implements RandomAccess {
    private final int[] codes;
    private final List<String> texts;

    Rows(int[] codes, List<String> texts) {
      this.codes = codes;
      this.texts = texts;
    }

    @Override
    public String get(int row) {
      return texts.get(codes[row]);
    }

    @Override
    public int size() {
      return codes.length;
    }
  }
}
