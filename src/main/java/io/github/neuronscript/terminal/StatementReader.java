package io.github.neuronscript.terminal;

import java.util.List;
import java.util.Map;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.Widget;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.InfoCmp.Capability;

/**
 * JLine's reader with the keys of this prompt: text from the history that is not typed yet, Up and
 * Down by what is typed, and pasting as one text.
 */
final class StatementReader extends LineReaderImpl {

  /** A longer text is typed without colours, and one key of it cannot be undone. */
  private static final int LONGEST_COLOURED = 50_000;

  private static final String[] RIGHT = {"\033[C", "\033OC", KeyMap.ctrl('F')};
  private static final String[] END = {"\033[F", "\033OF", "\033[4~", "\033[8~", KeyMap.ctrl('E')};
  private static final String[] WORD = {"\033f", "\033[1;5C", "\033[5C", "\033[1;3C"};
  private static final String[] UP = {"\033[A", "\033OA", KeyMap.ctrl('P')};
  private static final String[] DOWN = {"\033[B", "\033OB", KeyMap.ctrl('N')};

  private static final String SEARCH = KeyMap.ctrl('R');

  private final Looks looks;
  private final boolean color;
  private final boolean ghosts;
  private final String dots;
  private final Below below;
  private Ghost past;
  private Prompt.Language language;
  private boolean pasted;
  private boolean leaving;

  /** What was coloured last: the same text is asked for again with each movement. */
  private String coloured = "";

  private List<Prompt.Piece> pieces = List.of();

  /** What was typed before Up was pressed, where in the history it led, and what stands there. */
  private String draft = "";

  private String prefix = "";
  private int recalledAt;
  private String recalled;

  StatementReader(Terminal terminal, TerminalPrompt.Settings settings, Below below) {
    super(terminal, "nn", null);
    this.below = below;
    this.looks = new Looks(settings.color());
    this.color = settings.color();
    this.ghosts = !settings.plain() && settings.color();
    this.dots = settings.ascii() ? " ..." : " …";
    WholeStatements statements = new WholeStatements(() -> language, settings.ascii());
    setParser(statements);
    setCompleter(statements);
    setHighlighter(new Coloured());
    KeptHistory kept = new KeptHistory();
    setHistory(kept);
    past = new Ghost(kept);
    settings.history().ifPresent(file -> setVariable(LineReader.HISTORY_FILE, file));
    setVariable(LineReader.SECONDARY_PROMPT_PATTERN, TerminalPrompt.CONTINUATION);
    setVariable(LineReader.FEATURES_MAX_BUFFER_SIZE, LONGEST_COLOURED);
    setVariable(LineReader.WORDCHARS, "_");
    // The cursor stays where something is typed.
    setVariable(LineReader.BLINK_MATCHING_PAREN, 0);
    // An exclamation mark is one.
    setOpt(Option.DISABLE_EVENT_EXPANSION);
    unsetOpt(Option.HISTORY_IGNORE_SPACE);
    unsetOpt(Option.HISTORY_REDUCE_BLANKS);
    completionLooks();
    bindKeys();
  }

  private void completionLooks() {
    for (Map.Entry<String, String> style :
        Map.of(
                LineReader.COMPLETION_STYLE_STARTING, "bold",
                LineReader.COMPLETION_STYLE_DESCRIPTION, "faint",
                LineReader.COMPLETION_STYLE_GROUP, "bold",
                LineReader.COMPLETION_STYLE_SELECTION, "inverse",
                LineReader.COMPLETION_STYLE_BACKGROUND, "default",
                LineReader.COMPLETION_STYLE_LIST_STARTING, "bold",
                LineReader.COMPLETION_STYLE_LIST_DESCRIPTION, "faint",
                LineReader.COMPLETION_STYLE_LIST_GROUP, "bold",
                LineReader.COMPLETION_STYLE_LIST_SELECTION, "inverse",
                LineReader.COMPLETION_STYLE_LIST_BACKGROUND, "default")
            .entrySet()) {
      // What is chosen from a list has to be marked, and is never marked by colour alone.
      boolean needed = style.getValue().equals("inverse");
      setVariable(style.getKey(), color || needed ? style.getValue() : "default");
    }
  }

  private void bindKeys() {
    KeyMap<Binding> keys = keyMaps.get(EMACS);
    bind(keys, Capability.key_right, () -> accept(ghost(), FORWARD_CHAR), RIGHT);
    bind(keys, Capability.key_end, () -> accept(ghost(), END_OF_LINE), END);
    bind(keys, null, () -> accept(Ghost.word(ghost()), EMACS_FORWARD_WORD), WORD);
    bind(keys, Capability.key_up, () -> buf.up() || recall(-1), UP);
    bind(keys, Capability.key_down, () -> buf.down() || recall(1), DOWN);
    bind(keys, null, this::search, SEARCH);
    getWidgets().put(CALLBACK_INIT, this::begin);
  }

  /** The terminal gives every key from now on. */
  private boolean begin() {
    InterruptKey.bind(terminal);
    return true;
  }

  private void bind(KeyMap<Binding> keys, Capability key, Widget widget, String... others) {
    if (key != null) {
      keys.bind(widget, KeyMap.key(terminal, key));
    }
    keys.bind(widget, others);
  }

  /** Waits for a text, and returns it. */
  String read(Prompt.Language rules) {
    language = rules;
    pasted = false;
    coloured = "";
    pieces = List.of();
    recalled = null;
    return readLine(TerminalPrompt.PROMPT);
  }

  /** Whether a part of the text that was read last had been pasted. */
  boolean pasted() {
    return pasted;
  }

  @Override
  public boolean beginPaste() {
    String text = Pasted.text(doReadStringUntil(BRACKETED_PASTE_END));
    pasted = true;
    buf.write(text);
    return true;
  }

  /** Takes over text that is not typed yet, or does what the key does elsewhere. */
  private boolean accept(String text, String otherwise) {
    if (text.isEmpty()) {
      return builtinWidgets.get(otherwise).apply();
    }
    buf.write(text);
    return true;
  }

  /** Returns what the history has behind what is typed; empty if that is not asked for. */
  private String ghost() {
    boolean atEnd = buf.cursor() == buf.length();
    return ghosts && atEnd && !leaving && post == null ? past.behind(buf.toString()) : "";
  }

  /** Goes to the next older or newer text that begins with what was typed before the cursor. */
  private boolean recall(int step) {
    String now = buf.toString();
    if (!now.equals(recalled)) {
      draft = now;
      prefix = buf.upToCursor();
      recalledAt = history.last() + 1;
    }
    for (int i = recalledAt + step; i >= history.first() && i <= history.last(); i += step) {
      String entry = history.get(i);
      if (entry.startsWith(prefix) && !entry.equals(now)) {
        return show(entry, i);
      }
    }
    boolean back = step > 0 && recalledAt <= history.last();
    return back && show(draft, history.last() + 1);
  }

  private boolean show(String text, int at) {
    recalledAt = at;
    recalled = text;
    setBuffer(text);
    return true;
  }

  /**
   * Looks for a text in the history while what it contains is being typed. JLine's own search goes
   * on to an older text with each letter, even where the one it stands at has it.
   */
  private boolean search() {
    String before = buf.toString();
    StringBuilder wanted = new StringBuilder();
    int at = history.last();
    boolean found = true;
    while (true) {
      String label = (found ? "search: " : "not found: ") + wanted;
      post = () -> new AttributedString(label);
      redisplay();
      Binding key = readBinding(keyMaps.get(EMACS));
      String name = key instanceof Reference reference ? reference.name() : "";
      int from = at;
      if (name.equals(SELF_INSERT)) {
        wanted.append(getLastBinding());
      } else if (name.equals(BACKWARD_DELETE_CHAR) && wanted.length() > 0) {
        wanted.setLength(wanted.length() - 1);
        from = history.last();
      } else if (getLastBinding().equals(SEARCH)) {
        from = at - 1;
      } else {
        post = null;
        if (name.equals(SEND_BREAK)) {
          setBuffer(before);
        } else if (key != null) {
          bindingReader.runMacro(getLastBinding());
        }
        return true;
      }
      int next = wanted.length() == 0 ? -1 : older(wanted.toString(), from);
      found = next >= 0 || wanted.length() == 0;
      if (next >= 0) {
        at = next;
        setBuffer(history.get(at));
        buf.cursor(history.get(at).indexOf(wanted.toString()));
      }
    }
  }

  /** Returns the newest text with something in it, from an index on into the past; -1 for none. */
  private int older(String wanted, int from) {
    for (int i = from; i >= history.first(); i--) {
      if (history.get(i).contains(wanted)) {
        return i;
      }
    }
    return -1;
  }

  /** What is typed, and below it what is to be known while it is. */
  @Override
  public AttributedString getDisplayedBufferWithPrompts(List<AttributedString> secondaryPrompts) {
    AttributedString typed = super.getDisplayedBufferWithPrompts(secondaryPrompts);
    if (leaving || post != null) {
      return typed;
    }
    below.hint(language.hint(buf.upToCursor()));
    int lines = typed.columnSplitLength(Math.max(1, size.getColumns())).size();
    AttributedStringBuilder whole = new AttributedStringBuilder().append(typed);
    for (AttributedString line : below.whileTyping(size.getRows() - lines - 1)) {
      whole.append("\n").append(line);
    }
    return whole.toAttributedString();
  }

  /**
   * After another size the terminal has broken the lines anew, and the cursor is still where it was
   * in the text: from there the whole is painted again. JLine would trust its old lines.
   */
  @Override
  protected void handleSignal(Terminal.Signal signal) {
    if (signal != Terminal.Signal.WINCH) {
      super.handleSignal(signal);
      // Somebody else may have had the terminal meanwhile.
      InterruptKey.bind(terminal);
      return;
    }
    lock.lock();
    try {
      size = terminal.getBufferSize();
      display.resize(size);
      int above = rowsAboveCursor(Math.max(1, size.getColumns()));
      terminal.writer().append(above == 0 ? "\r" : "\r\033[" + above + "A").append("\033[J");
      redrawLine();
      redisplay();
    } finally {
      lock.unlock();
    }
  }

  private int rowsAboveCursor(int width) {
    int rows = 0;
    int columns = 0;
    for (String line : buf.upToCursor().split("\n", -1)) {
      rows += rows > 0 || columns > 0 ? 1 : 0;
      columns = TerminalPrompt.PROMPT.length() + new AttributedString(line).columnLength();
      rows += columns / width;
    }
    return rows;
  }

  @Override
  protected void cleanup() {
    leaving = true;
    try {
      super.cleanup();
    } finally {
      leaving = false;
    }
  }

  /** Colours what is typed, and shows behind it what is not typed yet. */
  private final class Coloured implements Highlighter {

    @Override
    public AttributedString highlight(LineReader reader, String text) {
      if (color && !text.equals(coloured)) {
        pieces = language.pieces(text);
        coloured = text;
      }
      return looks.of(text, pieces, shown(ghost()));
    }

    /** Of more lines than one, the first is shown. */
    private String shown(String ghost) {
      int end = ghost.indexOf('\n');
      return end < 0 ? ghost : ghost.substring(0, end) + dots;
    }
  }
}
