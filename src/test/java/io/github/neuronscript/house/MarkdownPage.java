package io.github.neuronscript.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A page of the documentation, with its fenced blocks: {@code ```language} to {@code ```}. */
record MarkdownPage(Path file, List<String> lines) {
  private static final String FENCE = "```";

  /** The lines between two fences; the first of them is line {@code first} of the page, from 0. */
  record Block(String language, int first, List<String> lines) {}

  static MarkdownPage read(Path file) {
    return new MarkdownPage(file, Repository.read(file).lines().toList());
  }

  List<Block> blocks(String language) {
    return blocks().stream().filter(block -> block.language.equals(language)).toList();
  }

  private List<Block> blocks() {
    var blocks = new ArrayList<Block>();
    int opened = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).startsWith(FENCE)) {
        continue;
      }
      if (opened < 0) {
        opened = i;
      } else {
        String language = lines.get(opened).substring(FENCE.length()).strip();
        blocks.add(new Block(language, opened + 1, lines.subList(opened + 1, i)));
        opened = -1;
      }
    }
    if (opened >= 0) {
      throw new IllegalStateException(file + ":" + (opened + 1) + ": a block is not closed");
    }
    return blocks;
  }

  /** Writes the page with other lines in each block of this language. */
  void rewrite(String language, Function<List<String>, List<String>> change) {
    var text = new ArrayList<>(lines);
    List<Block> blocks = blocks(language);
    // From the last to the first, so that the places of those still to come stay right.
    for (int i = blocks.size() - 1; i >= 0; i--) {
      Block block = blocks.get(i);
      List<String> place = text.subList(block.first, block.first + block.lines.size());
      place.clear();
      place.addAll(change.apply(block.lines));
    }
    try {
      Files.writeString(file, String.join("\n", text) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
