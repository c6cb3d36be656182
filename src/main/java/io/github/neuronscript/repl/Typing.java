package io.github.neuronscript.repl;

import io.github.neuronscript.Completion;
import io.github.neuronscript.FileAccess;
import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Session;
import io.github.neuronscript.Token;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.render.Glyphs;
import io.github.neuronscript.terminal.Prompt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is typed, as far as the prompt has to understand it: statements and {@code :words}. */
final class Typing implements Prompt.Language {

  private final NeuronScript engine;
  private final Session session;
  private final Paths paths;
  private final Glyphs glyphs;
  private final Commands commands;

  /** How each statement is written, by its first words; read when it is first asked for. */
  private final Map<String, String> forms = new HashMap<>();

  /** The text that was cut into pieces last, and these. */
  private String cut = "";

  private List<Token> tokens = List.of();

  Typing(NeuronScript engine, Session session, FileAccess files, Glyphs glyphs, Commands commands) {
    this.commands = commands;
    this.engine = engine;
    this.session = session;
    this.paths = new Paths(files);
    this.glyphs = glyphs;
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
    List<Prompt.Word> found = new ArrayList<>(paths.words(text));
    // Within a path nothing else can stand.
    if (found.isEmpty() && Commands.isCommand(text)) {
      return commands.words(text);
    }
    if (found.stream().allMatch(word -> word.from() == text.length())) {
      session.completions(text, text.length()).stream().map(this::word).forEach(found::add);
    }
    return found;
  }

  private Prompt.Word word(Completion found) {
    String group =
        switch (found.kind()) {
          case KEYWORD, CHOICE -> "words";
          case FUNCTION -> "functions";
          case LEARNING_RULE -> "learning rules";
          case NAME -> "names";
          case DATA -> "data";
        };
    String detail = glyphs.text(found.detail().replace('\n', ' '));
    // A function goes on with a bracket as often as with a space.
    boolean whole = found.kind() != Completion.Kind.FUNCTION;
    return new Prompt.Word(found.text(), found.text(), group, detail, found.from(), whole);
  }

  @Override
  public List<Prompt.Piece> pieces(String text) {
    if (Commands.isCommand(text)) {
      int start = text.length() - text.stripLeading().length();
      int end = start;
      while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      return List.of(new Prompt.Piece(start, end, Prompt.Look.COMMAND));
    }
    return tokens(text).stream().map(Typing::piece).toList();
  }

  private List<Token> tokens(String text) {
    if (!text.equals(cut)) {
      tokens = engine.tokens(Source.of("", text));
      cut = text;
    }
    return tokens;
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
    if (Commands.isCommand(text)) {
      return glyphs.text(commands.hint(text));
    }
    if (forms.isEmpty()) {
      for (Help.Topic topic : Help.topics()) {
        topic.words().forEach(word -> forms.put(word, topic.form()));
      }
    }
    return lastStatement(text).map(forms::get).map(glyphs::text).orElse("");
  }

  /** Returns the first word of the last statement that begins with a word of the language. */
  private Optional<String> lastStatement(String text) {
    List<Token> all = tokens(text);
    for (int i = all.size() - 1; i >= 0; i--) {
      Token token = all.get(i);
      int start = token.place().start();
      if (token.kind() == Token.Kind.KEYWORD && begins(text, start)) {
        return Optional.of(text.substring(start, token.place().end())).filter(forms::containsKey);
      }
    }
    return Optional.empty();
  }

  /** Whether a statement may begin there. */
  private static boolean begins(String text, int at) {
    int before = at - 1;
    while (before >= 0 && (text.charAt(before) == ' ' || text.charAt(before) == '\t')) {
      before--;
    }
    return before < 0 || "\n;{".indexOf(text.charAt(before)) >= 0;
  }
}
