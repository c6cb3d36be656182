package io.github.neuronscript.handout;

import java.util.List;
import java.util.Optional;

/**
 * A page.
 *
 * @param title in one line
 * @param sheet what a worksheet is marked by
 */
record Page(String title, List<Block> blocks, Optional<Sheet> sheet) {
  Page {
    blocks = List.copyOf(blocks);
  }
}
