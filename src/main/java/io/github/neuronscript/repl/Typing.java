package io.github.neuronscript.repl;

import io.github.neuronscript.Completion;
import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Session;
import io.github.neuronscript.Token;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.terminal.Prompt;
import java.util.List;

/** What is typed, as far as the prompt has to understand it: statements and {@code :words}. */
final class Typing implements Prompt.Language {

  private final NeuronScript engine;
  private final Session session;

  Typing(NeuronScript engine, Session session) {
    this.engine = engine;
    this.session = session;
  }

  @Override
  public boolean isUnfinished(String text) {
    return !Commands.isCommand(text)
        && engine.completeness(text) == NeuronScript.Completeness.UNFINISHED;
  }

  /** Whether a word could stand in a formula now. */
  boolean isName(String word) {
    String show = "show " + word;
    return session.completions(show, show.length()).stream().anyMatch(c -> c.text().equals(word));
  }

  @Override
  public List<Prompt.Word> words(String text) {
    if (Commands.isCommand(text)) {
      return Commands.candidates(text).stream()
          .map(word -> new Prompt.Word(word, word, "", "", text.length(), true))
          .toList();
    }
    return session.completions(text, text.length()).stream().map(Typing::word).toList();
  }

  private static Prompt.Word word(Completion found) {
    return new Prompt.Word(found.text(), found.text(), "", found.detail(), found.from(), true);
  }

  @Override
  public List<Prompt.Piece> pieces(String text) {
    return engine.tokens(Source.of("", text)).stream().map(Typing::piece).toList();
  }

  private static Prompt.Piece piece(Token token) {
    return new Prompt.Piece(
        token.place().start(),
        token.place().end(),
        switch (token.kind()) {
          case KEYWORD -> Prompt.Look.KEYWORD;
          case NAME -> Prompt.Look.NAME;
          case NUMBER -> Prompt.Look.NUMBER;
          case TEXT -> Prompt.Look.TEXT;
          case COMMENT -> Prompt.Look.COMMENT;
          case SIGN -> Prompt.Look.SIGN;
          case WRONG -> Prompt.Look.WRONG;
        });
  }

  @Override
  public String hint(String text) {
    return "";
  }
}
