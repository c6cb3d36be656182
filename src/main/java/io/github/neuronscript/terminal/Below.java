package io.github.neuronscript.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * The lines below everything else: how far a run is, what the session says of itself, and how the
 * statement is written that is being typed. The cursor stays above them, so that they are taken
 * away by erasing what is below it, however the terminal has broken them since. While something is
 * typed, JLine shows them with it, and nothing is drawn here.
 */
final class Below {

  private static final int MILLIS_BETWEEN = 100;
  private static final String ERASE = "\r\033[J";

  /** Guards the screen: whoever writes to it holds this. */
  final Object lock = new Object();

  private final Terminal terminal;
  private final boolean shown;
  private final boolean color;
  private final String dots;

  private List<String> status = List.of();
  private String progress = "";
  private String hint = "";

  /** Whether the lines may be drawn: the cursor is at the start of a line, and nobody types. */
  private boolean free = true;

  private boolean drawn;
  private Timer clock;

  /** Whether something was drawn less than a tenth of a second ago, and what came since. */
  private boolean resting;

  private boolean waiting;

  Below(Terminal terminal, TerminalPrompt.Settings settings) {
    this.terminal = terminal;
    this.shown = !settings.plain();
    this.color = settings.color();
    this.dots = settings.ascii() ? "..." : "…";
  }

  void status(List<String> lines) {
    synchronized (lock) {
      status = List.copyOf(lines);
      changed();
    }
  }

  void progress(String line) {
    synchronized (lock) {
      progress = line;
      changed();
    }
  }

  /** Says how a statement is written, the next time that what is typed is shown. */
  void hint(String text) {
    hint = text;
  }

  /** Takes the lines away before something is written, and with them the progress. */
  void makeRoom() {
    progress = "";
    erase();
  }

  /** Something was written, and the lines may come again, unless it ended within a line. */
  void written(boolean isLineStart) {
    free = isLineStart;
    if (free) {
      changed();
    }
  }

  /** Something was typed, and now it is answered. */
  void typed() {
    synchronized (lock) {
      written(true);
    }
  }

  /** Nothing is drawn until something is written again. */
  void pause() {
    synchronized (lock) {
      makeRoom();
      free = false;
      waiting = false;
    }
  }

  private void changed() {
    if (!shown || !drawn && status.isEmpty() && progress.isEmpty()) {
      return;
    }
    if (resting) {
      waiting = true;
    } else {
      draw();
      rest();
    }
  }

  private void rest() {
    resting = true;
    waiting = false;
    if (clock == null) {
      clock = new Timer("nn-below", true);
    }
    clock.schedule(
        new TimerTask() {
          @Override
          public void run() {
            rested();
          }
        },
        MILLIS_BETWEEN);
  }

  private void rested() {
    synchronized (lock) {
      resting = false;
      if (waiting) {
        draw();
        rest();
      }
    }
  }

  private void draw() {
    erase();
    List<AttributedString> lines = new ArrayList<>();
    if (!progress.isEmpty()) {
      lines.add(line(progress, AttributedStyle.DEFAULT));
    }
    lines.addAll(ofStatus());
    if (free && !lines.isEmpty()) {
      StringBuilder text = new StringBuilder();
      lines.forEach(line -> text.append(line.toAnsi(terminal)).append('\n'));
      text.setLength(text.length() - 1);
      if (lines.size() > 1) {
        text.append("\033[").append(lines.size() - 1).append('A');
      }
      terminal.writer().append(text).append('\r');
      terminal.flush();
      drawn = true;
    }
  }

  private void erase() {
    if (drawn) {
      terminal.writer().write(ERASE);
      drawn = false;
    }
  }

  private List<AttributedString> ofStatus() {
    AttributedStyle style = color ? AttributedStyle.INVERSE : AttributedStyle.DEFAULT;
    return status.stream().map(line -> line(line, style)).toList();
  }

  /** Returns the lines for below what is typed, that much of them that there is room for. */
  List<AttributedString> whileTyping(int room) {
    List<AttributedString> lines = new ArrayList<>();
    if (shown) {
      synchronized (lock) {
        if (!hint.isEmpty()) {
          lines.add(line(hint, color ? AttributedStyle.DEFAULT.faint() : AttributedStyle.DEFAULT));
        }
        lines.addAll(ofStatus());
      }
    }
    return lines.size() <= room ? lines : List.of();
  }

  /** One line that the terminal does not break. */
  private AttributedString line(String text, AttributedStyle style) {
    int width = Math.max(dots.length(), terminal.getColumns() - 1);
    AttributedString whole = new AttributedString(text, style);
    return whole.columnLength() <= width
        ? whole
        : new AttributedStringBuilder(width)
            .append(whole.columnSubSequence(0, width - dots.length()))
            .styled(style, dots)
            .toAttributedString();
  }

  /** Leaves nothing behind. */
  void close() {
    synchronized (lock) {
      pause();
      status = List.of();
      if (clock != null) {
        clock.cancel();
      }
    }
  }
}
