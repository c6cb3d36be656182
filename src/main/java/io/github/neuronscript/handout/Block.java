package io.github.neuronscript.handout;

import io.github.neuronscript.render.Plot;
import io.github.neuronscript.render.PlotText;
import io.github.neuronscript.render.Style;
import io.github.neuronscript.render.TextRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a page is made of, from its beginning to its end. Immutable. */
sealed interface Block {

  /** One method per kind, so that a new one fails to compile in every writer. */
  interface Visitor<R> {
    R heading(Heading b);

    R paragraph(Paragraph b);

    R items(Items b);

    R equations(Equations b);

    R table(Table b);

    R code(Code b);

    R picture(Picture b);
  }

  <R> R accept(Visitor<R> visitor);

  /**
   * A heading.
   *
   * @param level 1 for the title of the page; no level is passed over
   */
  record Heading(int level, String text) implements Block {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.heading(this);
    }
  }

  record Paragraph(Phrase phrase) implements Block {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.paragraph(this);
    }
  }

  /** A list without an order. */
  record Items(List<Phrase> items) implements Block {
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.items(this);
    }
  }

  record Equations(List<Equation> equations) implements Block {
    public Equations {
      equations = List.copyOf(equations);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.equations(this);
    }
  }

  /**
   * Rows under a head. The first cell of a row names it.
   *
   * @param caption says what it shows
   */
  record Table(String caption, List<Phrase> head, List<List<Phrase>> rows) implements Block {
    public Table {
      head = List.copyOf(head);
      rows = rows.stream().map(List::copyOf).toList();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.table(this);
    }
  }

  /** Text in columns: a script, or what the program writes. */
  record Code(String text) implements Block {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.code(this);
    }
  }

  record Picture(Plot plot) implements Block {

    private static final int DIGITS = 4;

    /** Columns of a picture that is drawn in signs. */
    private static final int WIDTH = 72;

    /** Returns what it shows, in sentences. */
    String caption() {
      List<String> sentences = new ArrayList<>(List.of(PlotText.title(plot)));
      sentences.addAll(new PlotText(DIGITS).sentences(plot));
      return sentences.stream().map(Picture::sentence).collect(Collectors.joining(" "));
    }

    private static String sentence(String text) {
      boolean word = text.length() > 1 && Character.isLetter(text.charAt(1));
      return (word ? text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) : text)
          + ".";
    }

    /** Returns it drawn in signs, as in a terminal. */
    String drawn() {
      StringBuilder text = new StringBuilder();
      new TextRenderer(text, new Style(WIDTH, false, false)).plot(plot, Optional.empty());
      return text.toString();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.picture(this);
    }
  }
}
