package io.github.neuronscript.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.Signals;

/**
 * The prompt of a real terminal, with line editing, history and completion. While a statement runs,
 * Ctrl-C is noted and ends nothing by itself.
 */
public final class TerminalPrompt implements Prompt, AutoCloseable {

  static final String PROMPT = "nn> ";

  /** As wide as the prompt, so that the lines of a statement stand below each other. */
  static final String CONTINUATION = "..> ";

  private static final String ERASE_BELOW = "\033[J";

  /**
   * How the terminal is used.
   *
   * @param history keeps what was typed from session to session; its folder exists
   * @param plain nothing moves, and nothing is shown that was not asked for: for screen readers
   * @param color whether it understands ANSI colours
   * @param ascii whether every sign is written by its ASCII twin
   */
  public record Settings(Optional<Path> history, boolean plain, boolean color, boolean ascii) {}

  private final Terminal terminal;
  private final Below below;
  private final Answers answers;
  private final PrintWriter out;
  private final StatementReader reader;
  private final Optional<DumbReader> dumbReader;
  private final Thread atEnd = new Thread(this::abandon, "nn-terminal");
  private volatile boolean interrupted;

  private TerminalPrompt(Terminal terminal, Settings wished) {
    this.terminal = terminal;
    boolean dumb = terminal.getType().startsWith(Terminal.TYPE_DUMB);
    Settings settings =
        new Settings(wished.history(), wished.plain() || dumb, wished.color(), wished.ascii());
    this.below = new Below(terminal, settings);
    this.answers = new Answers(terminal, settings, below);
    this.out = new PrintWriter(answers);
    this.reader = new StatementReader(terminal, settings, below);
    this.dumbReader = dumb ? Optional.of(new DumbReader(terminal)) : Optional.empty();
    terminal.handle(Terminal.Signal.INT, signal -> interrupted = true);
    dumbReader.ifPresent(
        lines ->
            // JLine leaves the signal to Java there, which would end with everything that was done.
            Signals.register(
                "INT",
                () -> {
                  interrupted = true;
                  lines.clear();
                }));
    // What is typed ahead is shown when its turn comes, and not within an answer.
    terminal.echo(false);
    if (!settings.plain()) {
      Runtime.getRuntime().addShutdownHook(atEnd);
    }
  }

  /**
   * Takes over the terminal of this process, until it is closed.
   *
   * @throws IOException if the terminal refuses
   */
  public static TerminalPrompt open(Settings settings) throws IOException {
    Terminal terminal =
        TerminalBuilder.builder()
            .name("nn")
            .encoding(StandardCharsets.UTF_8)
            // Asks the terminal nothing that an old one would show as text.
            .graphemeCluster(false)
            // A terminal that JLine cannot take over still reads lines, and nobody is warned.
            .dumb(true)
            .build();
    return sized(terminal, settings);
  }

  /**
   * Makes a prompt for a terminal at the other end of two streams, until it is closed.
   *
   * @param type of the terminal, as {@code TERM} names it
   */
  public static TerminalPrompt over(
      InputStream in, OutputStream out, String type, Settings settings) throws IOException {
    return sized(
        TerminalBuilder.builder()
            .name("nn")
            .encoding(StandardCharsets.UTF_8)
            .graphemeCluster(false)
            .system(false)
            .streams(in, out)
            .type(type)
            .build(),
        settings);
  }

  private static TerminalPrompt sized(Terminal terminal, Settings settings) {
    if (terminal.getSize().getColumns() <= 0 || terminal.getSize().getRows() <= 0) {
      // Some pseudo-terminals have no size, in which nothing could be shown.
      terminal.setSize(Size.of(80, 24));
    }
    return new TerminalPrompt(terminal, settings);
  }

  @Override
  public Entry read(Language language) {
    answers.begin();
    out.flush();
    try {
      String text =
          dumbReader.isPresent() ? dumbReader.get().read(language) : reader.read(language);
      return new Entry(Kind.TEXT, text, reader.pasted());
    } catch (UserInterruptException e) {
      // JLine may leave the thread interrupted, which would clear the next text too.
      Thread.interrupted();
      return new Entry(Kind.CLEARED, "", false);
    } catch (EndOfFileException e) {
      return new Entry(Kind.LEFT, "", false);
    } finally {
      interrupted = false;
      answers.begin();
      below.typed();
    }
  }

  @Override
  public PrintWriter out() {
    return out;
  }

  @Override
  public void flow() {
    answers.flow();
  }

  @Override
  public void heed() {
    answers.heed();
  }

  @Override
  public boolean interrupted() {
    return interrupted;
  }

  @Override
  public int width() {
    return terminal.getColumns();
  }

  @Override
  public int height() {
    return terminal.getRows();
  }

  @Override
  public void status(List<String> lines) {
    below.status(lines);
  }

  @Override
  public void progress(String line) {
    below.progress(line);
  }

  @Override
  public Edited edit(String text) {
    answers.begin();
    out.flush();
    terminal.echo(true);
    try {
      Edited edited = Editor.edit(text, System.getenv());
      edited.text().filter(result -> !result.isBlank()).ifPresent(this::typed);
      return edited;
    } finally {
      interrupted = false;
      terminal.echo(false);
    }
  }

  /** Shows a text as if it had been typed, and keeps it so. */
  private void typed(String text) {
    reader.getHistory().add(text);
    out.append(PROMPT).append(text.replace("\n", "\n" + CONTINUATION)).append('\n');
  }

  /**
   * The process is told to end: takes away what stands below the cursor. JLine gives the terminal
   * back at the same time, and may have closed it.
   */
  private void abandon() {
    try {
      new FileOutputStream(FileDescriptor.out)
          .write(ERASE_BELOW.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // There is no screen any more.
    }
  }

  /** Gives the terminal back as it was. */
  @Override
  public void close() throws IOException {
    answers.close();
    below.close();
    terminal.flush();
    try {
      Runtime.getRuntime().removeShutdownHook(atEnd);
    } catch (IllegalStateException e) {
      // The process is ending already, and the hook has run or will.
    }
    terminal.close();
  }
}
