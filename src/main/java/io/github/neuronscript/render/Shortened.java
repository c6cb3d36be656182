package io.github.neuronscript.render;

import java.util.ArrayList;
import java.util.List;

/**
 * Which of n things are shown: all, or the first three and the last.
 *
 * @param longest a list up to this long is shown in full
 */
record Shortened(int n, int longest) {

  /** Stands for those that are not shown. */
  static final int LEFT_OUT = -1;

  private static final int FIRST = 3;

  List<Integer> indices() {
    List<Integer> shown = new ArrayList<>();
    boolean all = n <= Math.max(longest, FIRST + 2);
    for (int i = 0; i < n; i++) {
      if (all || i < FIRST || i == n - 1) {
        shown.add(i);
      } else if (i == FIRST) {
        shown.add(LEFT_OUT);
      }
    }
    return shown;
  }
}
