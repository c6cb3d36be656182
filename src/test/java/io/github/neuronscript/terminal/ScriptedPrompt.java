package io.github.neuronscript.terminal;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Iterator;
import java.util.List;

/** Types again what stands behind the prompts of a session, and leaves. */
public final class ScriptedPrompt implements Prompt {

  private static final String PROMPT = "nn> ";
  private static final String CONTINUATION = "..> ";

  private final StringWriter screen = new StringWriter();
  private final PrintWriter out = new PrintWriter(screen);
  private final Iterator<String> typed;

  /** Takes a session as it looks on the screen, and keeps what was typed. */
  public ScriptedPrompt(List<String> session) {
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
      return new Entry(Kind.LEFT, "");
    }
    String text = typed.next();
    out.append(PROMPT).append(text).append('\n');
    while (language.isUnfinished(text)) {
      String more = typed.next();
      out.append(CONTINUATION).append(more).append('\n');
      text += "\n" + more;
    }
    return new Entry(Kind.TEXT, text);
  }

  @Override
  public PrintWriter out() {
    return out;
  }

  @Override
  public boolean interrupted() {
    return false;
  }
}
