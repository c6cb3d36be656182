package io.github.neuronscript.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A column of numbers. It grows without being copied, and forgets rows that have been read for the
 * last time, so that a large table is not held twice.
 */
public final class Numbers {

  /** Numbers in a segment, a power of 2. */
  private static final int SEGMENT = 4096;

  private static final int FIRST = 256;

  private static final double[] NONE = {};

  private final List<double[]> segments = new ArrayList<>();

  /** The one that is being filled. */
  private double[] last = NONE;

  private int size;
  private int forgotten;

  /** Makes an empty column. */
  public Numbers() {}

  /** Returns how many rows there are, also of those forgotten. */
  public int size() {
    return size;
  }

  /** Returns the number in a row, counted from 0; NaN stands for a gap that is kept. */
  public double get(int row) {
    return segments.get(row / SEGMENT)[row % SEGMENT];
  }

  /** Puts a number in place of a gap. */
  public void set(int row, double value) {
    segments.get(row / SEGMENT)[row % SEGMENT] = value;
  }

  /** Copies the numbers of some rows to the beginning of an array. */
  public void copy(int from, int count, double[] to) {
    for (int done = 0; done < count; ) {
      int row = from + done;
      int some = Math.min(count - done, SEGMENT - row % SEGMENT);
      System.arraycopy(segments.get(row / SEGMENT), row % SEGMENT, to, done, some);
      done += some;
    }
  }

  /** Returns all numbers. */
  public double[] toArray() {
    double[] all = new double[size];
    copy(0, size, all);
    return all;
  }

  /** Frees the memory of rows before this one, as far as it can; they must not be read again. */
  public void forget(int row) {
    for (; (forgotten + 1) * SEGMENT <= row; forgotten++) {
      segments.set(forgotten, new double[0]);
    }
  }

  /** Adds a row. */
  public void add(double value) {
    int place = size % SEGMENT;
    if (place == 0 || last.length == place) {
      last = room(place);
    }
    last[place] = value;
    size++;
  }

  /** Returns the segment of the next row, with a place for it. */
  private double[] room(int place) {
    int segment = size / SEGMENT;
    if (segment == segments.size()) {
      // Most tables are short.
      segments.add(new double[size == 0 ? FIRST : SEGMENT]);
    } else if (segments.get(segment).length == place) {
      segments.set(segment, Arrays.copyOf(last, 2 * place));
    }
    return segments.get(segment);
  }

  /** Takes all rows away; the memory of the first ones is used again. */
  void clear() {
    if (segments.size() > 1) {
      segments.subList(1, segments.size()).clear();
    }
    size = 0;
    last = NONE;
  }

  void removeLast() {
    size--;
    if (size % SEGMENT == 0) {
      segments.remove(segments.size() - 1);
      last = segments.isEmpty() ? NONE : segments.get(segments.size() - 1);
    }
  }
}
