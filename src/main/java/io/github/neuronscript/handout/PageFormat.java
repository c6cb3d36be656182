package io.github.neuronscript.handout;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The ways in which pages are written. */
public enum PageFormat {
  HTML("html"),
  LATEX("tex"),
  MARKDOWN("md");

  private final String text;

  PageFormat(String text) {
    this.text = text;
  }

  /** Returns the word as it is written, which is also how names of such files end. */
  public String text() {
    return text;
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(PageFormat::text).toList();
  }

  public static Optional<PageFormat> of(String word) {
    return Arrays.stream(values()).filter(format -> format.text.equals(word)).findFirst();
  }

  String write(Page page) {
    return switch (this) {
      case HTML -> HtmlPage.write(page);
      case LATEX -> LatexPage.write(page);
      case MARKDOWN -> MarkdownPage.write(page);
    };
  }
}
