package io.github.neuronscript.handout;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The ways in which pages are written. */
public enum PageFormat {
  HTML("html", HtmlPage::write);

  private final String text;
  private final Function<Page, String> writer;

  PageFormat(String text, Function<Page, String> writer) {
    this.text = text;
    this.writer = writer;
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
    return writer.apply(page);
  }
}
