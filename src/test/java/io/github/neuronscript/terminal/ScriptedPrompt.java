package io.github.neuronscript.terminal;

import io.github.neuronscript.render.Style;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Types again what stands behind the prompts of a session, and leaves. */
public final class ScriptedPrompt implements Prompt {

  private static final String PROMPT = "nn> ";
  private static final String CONTINUATION = "..> ";

  private final StringWriter screen = new StringWriter();
  private final PrintWriter out = new PrintWriter(screen);
  private final Iterator<String> typed;
  private final int width;
  private final List<List<String>> statuses = new ArrayList<>();
  private final List<String> progresses = new ArrayList<>();
  private Optional<UnaryOperator<String>> editor = Optional.empty();

  /** Takes a session as it looks on the screen, and keeps what was typed. */
  public ScriptedPrompt(List<String> session) {
    this(session, Style.DEFAULT_WIDTH);
  }

  /** The same on a screen of so many columns. */
  public ScriptedPrompt(List<String> session, int width) {
    this.width = width;
    typed =
        session.stream()
            .filter(line -> line.startsWith(PROMPT) || line.startsWith(CONTINUATION))
            .map(line -> line.substring(PROMPT.length()))
            .iterator();
  }

  /** Returns what is seen of the session. */
  public String screen() {
    return screen.toString();
  }

  @Override
  public Entry read(Language language) {
    if (!typed.hasNext()) {
      return new Entry(Kind.LEFT, "", false);
    }
    String text = typed.next();
    out.append(PROMPT).append(text).append('\n');
    while (language.isUnfinished(text)) {
      String more = typed.next();
      out.append(CONTINUATION).append(more).append('\n');
      text += "\n" + more;
    }
    return new Entry(Kind.TEXT, text, false);
  }

  @Override
  public PrintWriter out() {
    return out;
  }

  @Override
  public void flow() {}

  @Override
  public void heed() {}

  @Override
  public boolean interrupted() {
    return false;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return 1_000;
  }

  @Override
  public void status(List<String> lines) {
    statuses.add(List.copyOf(lines));
  }

  /** Returns what stood at the bottom, in the order of time. */
  public List<List<String>> statuses() {
    return statuses;
  }

  @Override
  public void progress(String line) {
    progresses.add(line);
  }

  /** Returns the passing lines, in the order of time. */
  public List<String> progresses() {
    return progresses;
  }

  /** Opens no editor, but answers as if one had changed the text. */
  public void editing(UnaryOperator<String> editor) {
    this.editor = Optional.of(editor);
  }

  @Override
  public Edited edit(String text) {
    return editor
        .map(change -> new Edited(Optional.of(change.apply(text)), ""))
        .orElse(new Edited(Optional.empty(), "No editor is set."));
  }
}
