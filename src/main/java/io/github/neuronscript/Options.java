package io.github.neuronscript;

import io.github.neuronscript.data.Binding;
import io.github.neuronscript.data.FileOpener;
import io.github.neuronscript.data.HostData;
import io.github.neuronscript.data.RowSource;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.neuron.Machine;
import io.github.neuronscript.program.Prelude;
import io.github.neuronscript.session.SessionOptions;
import io.github.neuronscript.trace.Interest;
import io.github.neuronscript.trace.ModelFormats;
import io.github.neuronscript.trace.Pace;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a run may reach and who listens. Immutable; start from {@link #defaults()}: each method with
 * an argument returns these options with one part changed, and the method of the same name without
 * one returns that part.
 */
public final class Options {

  /** As many significant digits tell every double from every other. */
  public static final int MOST_DIGITS = 17;

  /** As many as a machine may have; more do no harm, and no good. */
  public static final int MOST_THREADS = 256;

  private static final Options DEFAULTS = new Options(new Parts());

  private final Parts parts;

  private Options(Parts parts) {
    this.parts = parts;
  }

  /** What options hold. It changes only while it is made. */
  private static final class Parts implements Cloneable {
    private FileAccess files = FileAccess.none();
    private Consumer<TraceEvent> listener = event -> {};
    private Interest interest = Interest.none();
    private BooleanSupplier cancelled = () -> false;
    private Map<String, Double> values = Map.of();
    private TraceLevel trace = TraceLevel.SUMMARY;
    private int digits = 6;
    private Map<String, DataRows> data = Map.of();
    private Limits limits = Limits.standard();
    private Optional<Duration> time = Optional.empty();
    private List<HostFunction> functions = List.of();
    private Pace progress = Pace.THROUGH;
    private Optional<Function<TraceEvent.Plotted, String>> painter = Optional.empty();
    private Optional<ModelFormats> formats = Optional.empty();
    private int threads = 1;
    private boolean fast;

    private Parts copy() {
      try {
        return (Parts) clone();
      } catch (CloneNotSupportedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private Options with(Consumer<Parts> change) {
    Parts changed = parts.copy();
    change.accept(changed);
    return new Options(changed);
  }

  /** No files, nobody listening, no end but the script's own. */
  public static Options defaults() {
    return DEFAULTS;
  }

  /** Returns the files that a script may read; none by default. */
  public FileAccess files() {
    return parts.files;
  }

  public Options files(FileAccess access) {
    Objects.requireNonNull(access, "access");
    return with(changed -> changed.files = access);
  }

  /** Returns what gets every event that is wanted, in order, on the running thread. */
  public Consumer<TraceEvent> listener() {
    return parts.listener;
  }

  /** Returns which events the listener wants; the others are neither made nor counted. */
  public Interest interest() {
    return parts.interest;
  }

  /** Returns these with a listener that wants every event. */
  public Options listener(Consumer<TraceEvent> events) {
    return listener(events, Interest.all());
  }

  /**
   * Returns these with a listener that wants some events. Whether anybody wants a step of a
   * training changes how it is done, and so how many steps it counts, but no bit of its result.
   */
  public Options listener(Consumer<TraceEvent> events, Interest wanted) {
    Objects.requireNonNull(events, "events");
    Objects.requireNonNull(wanted, "wanted");
    return with(
        changed -> {
          changed.listener = events;
          changed.interest = wanted;
        });
  }

  /** Returns what is asked whether to stop; by default it never says so. */
  public BooleanSupplier cancelled() {
    return parts.cancelled;
  }

  /**
   * Returns these with a token that is asked before every statement that is read, checked or run
   * and, within one, before every block of at most 256 words or examples, parts of a formula that
   * is derived, or a few kilobytes that are read; true ends the run there, and so does an interrupt
   * of the thread, whose flag stays set.
   */
  public Options cancelled(BooleanSupplier token) {
    Objects.requireNonNull(token, "token");
    return with(changed -> changed.cancelled = token);
  }

  /**
   * Returns what replaces what the script gives the names it declares: {@code let}s, inputs,
   * weights, the bias, {@code rate} and {@code seed}.
   */
  public Map<String, Double> values() {
    return parts.values;
  }

  /** Returns these with other {@link #values()}, which are copied. */
  public Options values(Map<String, Double> byName) {
    Map<String, Double> copy = Map.copyOf(Objects.requireNonNull(byName, "byName"));
    return with(changed -> changed.values = copy);
  }

  /** Returns how much is reported, until the script sets it. */
  public TraceLevel trace() {
    return parts.trace;
  }

  public Options trace(TraceLevel level) {
    Objects.requireNonNull(level, "level");
    return with(changed -> changed.trace = level);
  }

  /** Returns the significant digits of results, until the script sets them. */
  public int digits() {
    return parts.digits;
  }

  /**
   * Returns these with other {@link #digits()}.
   *
   * @param significant 1 to {@value #MOST_DIGITS}
   * @throws IllegalArgumentException if it is another number
   */
  public Options digits(int significant) {
    if (significant < 1 || significant > MOST_DIGITS) {
      throw new IllegalArgumentException("digits is " + significant + ", not 1 to " + MOST_DIGITS);
    }
    return with(changed -> changed.digits = significant);
  }

  /** Returns what the script reads by {@code data from name}. */
  public Map<String, DataRows> data() {
    return parts.data;
  }

  /** Returns these with other {@link #data()}; the map is copied. */
  public Options data(Map<String, DataRows> byName) {
    Map<String, DataRows> copy = Map.copyOf(Objects.requireNonNull(byName, "byName"));
    return with(changed -> changed.data = copy);
  }

  /** Returns how much a script may have and do; {@link Limits#standard} by default. */
  public Limits limits() {
    return parts.limits;
  }

  public Options limits(Limits most) {
    Objects.requireNonNull(most, "most");
    return with(changed -> changed.limits = most);
  }

  /** Returns after which time a run is ended; none by default. */
  public Optional<Duration> time() {
    return parts.time;
  }

  /**
   * Returns these with a time after which a run is ended, wherever it is; where a text is run that
   * has not been compiled, reading it counts. How far it comes depends on the machine; the limits
   * do not.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public Options timeLimit(Duration most) {
    if (Objects.requireNonNull(most, "most").isNegative()) {
      throw new IllegalArgumentException("a time limit of " + most);
    }
    return with(changed -> changed.time = Optional.of(most));
  }

  /** Returns who sees each epoch of a training as it ends; nobody by default. */
  public Pace progress() {
    return parts.progress;
  }

  /**
   * Returns these with somebody who sees each epoch of a training, on the running thread. What it
   * answers holds no training: that is for the pace that {@link Session#run(Session.Text, Pace)} is
   * given, which sees the epochs in its place.
   */
  public Options progress(Pace watcher) {
    Objects.requireNonNull(watcher, "watcher");
    return with(changed -> changed.progress = watcher);
  }

  /**
   * Returns what makes a picture of a plot, for {@code plot cost to "cost.svg"}; by default none.
   */
  public Optional<Function<TraceEvent.Plotted, String>> painter() {
    return parts.painter;
  }

  /**
   * Returns these with something that makes a picture of a plot: the text of an SVG file, which is
   * written through {@link #files()}. Without it a script can plot, but into no file.
   */
  public Options painter(Function<TraceEvent.Plotted, String> svg) {
    Objects.requireNonNull(svg, "svg");
    return with(changed -> changed.painter = Optional.of(svg));
  }

  /** Returns what {@code export} and {@code import} read and write; by default none. */
  public Optional<ModelFormats> formats() {
    return parts.formats;
  }

  /**
   * Returns these with something that writes models for other tools and reads theirs; the files go
   * through {@link #files()}. Without it a script can {@code save} and {@code load} only.
   */
  public Options formats(ModelFormats all) {
    Objects.requireNonNull(all, "all");
    return with(changed -> changed.formats = Optional.of(all));
  }

  /** Returns how many threads may share the work of an epoch; 1 by default. */
  public int threads() {
    return parts.threads;
  }

  /**
   * Returns these with threads that share the work of an epoch of one batch, where it takes about a
   * millisecond or more. The calling thread is one of them, and the only one that calls the host;
   * the others are daemons and end soon after their last work. The numbers are the same bits
   * however many there are.
   *
   * @param most from 1 to 256
   * @throws IllegalArgumentException for fewer or more
   */
  public Options threads(int most) {
    if (most < 1 || most > MOST_THREADS) {
      throw new IllegalArgumentException("threads are 1 to " + MOST_THREADS + ", not " + most);
    }
    return with(changed -> changed.threads = most);
  }

  /** Returns whether trainings try the Vector API; by default they do not. */
  public boolean fast() {
    return parts.fast;
  }

  /**
   * Returns these with trainings that try loops by the Vector API after some tenths of a second of
   * work, and keep them where they are faster. They need a Java that was started by {@code java
   * --add-modules jdk.incubator.vector}; on any other this changes nothing. The numbers are the
   * same bits either way.
   */
  public Options fast(boolean vectors) {
    return with(changed -> changed.fast = vectors);
  }

  /** Returns the functions that scripts may call beside those of the language. */
  public List<HostFunction> functions() {
    return parts.functions;
  }

  /**
   * Returns these with functions that scripts may call. A script is checked against them, so they
   * are given to {@link NeuronScript#compile(Source, Options)}, and a program keeps them.
   *
   * @throws IllegalArgumentException if two have the same name, or one that of a function of the
   *     language
   */
  public Options functions(List<HostFunction> all) {
    List<HostFunction> copy = List.copyOf(Objects.requireNonNull(all, "all"));
    checkNames(copy);
    return with(changed -> changed.functions = copy);
  }

  /** Returns these with functions that scripts may call. */
  public Options functions(HostFunction... all) {
    return functions(List.of(all));
  }

  /** Whether a function of the host can have a name: the language has no function called so. */
  public static boolean isFree(String function) {
    return HostFunction.isName(function) && !Prelude.isTaken(function);
  }

  private static void checkNames(List<HostFunction> functions) {
    Set<String> names = new HashSet<>();
    for (HostFunction function : functions) {
      if (Prelude.isTaken(function.name())) {
        throw new IllegalArgumentException(
            "`" + function.name() + "` is a function of the language already");
      }
      if (!names.add(function.name())) {
        throw new IllegalArgumentException("two functions are called `" + function.name() + "`");
      }
    }
  }

  /** Returns the same as a session knows it. */
  SessionOptions forSession() {
    return new SessionOptions(
        access(),
        parts.listener,
        parts.cancelled,
        parts.values,
        parts.trace,
        parts.digits,
        parts.limits.forRun(parts.time),
        parts.functions,
        parts.interest,
        parts.progress,
        parts.painter,
        parts.formats,
        new Machine(parts.threads, parts.fast));
  }

  /** Tells the listener what is to be said of a script, if it wants to know. */
  void notice(List<Diagnostic> notices) {
    if (parts.interest.in(TraceEvent.Noticed.class)) {
      notices.forEach(notice -> parts.listener.accept(new TraceEvent.Noticed(notice)));
    }
  }

  /** Returns all that a script may read: files, and data that have a name. */
  FileOpener access() {
    return new Access(parts.files, parts.data, parts.limits, parts.formats);
  }

  private record Access(
      FileAccess files, Map<String, DataRows> data, Limits most, Optional<ModelFormats> formats)
      implements FileOpener {

    /** A file of a neuron with a million inputs. */
    private static final int LARGEST_MODEL = 1 << 24;

    /** Our own shells open more than files. */
    private Optional<FileOpener> shell() {
      return files instanceof FileOpener opener ? Optional.of(opener) : Optional.empty();
    }

    @Override
    public io.github.neuronscript.data.Limits limits() {
      return most.forData();
    }

    @Override
    public InputStream open(String script, String path) throws IOException {
      return HostData.stream(() -> files.open(script, path));
    }

    @Override
    public void save(String script, String path, Content content) throws IOException {
      RuntimeException[] ours = new RuntimeException[1];
      FileAccess.Text text =
          out -> {
            try {
              content.writeTo(out);
            } catch (RuntimeException e) {
              ours[0] = e;
              throw e;
            }
          };
      try {
        HostData.step(
            () -> {
              files.write(script, path, text);
              return path;
            });
      } catch (IOException e) {
        // What the script's own work throws is no fault of the host.
        if (ours[0] != null) {
          throw ours[0];
        }
        throw e;
      }
    }

    @Override
    public Optional<Path> readable(String script, String path) throws IOException {
      return HostData.step(() -> files.readable(script, path));
    }

    @Override
    public Optional<Path> writable(String script, String path) throws IOException {
      return HostData.step(() -> files.writable(script, path));
    }

    @Override
    public void exportable(String path, boolean single) throws IOException {
      HostData.step(
          () -> {
            if (formats.isPresent()) {
              formats.get().check(path, single);
            }
            return path;
          });
    }

    @Override
    public String declared(String script, String path) throws IOException {
      if (formats.isEmpty()) {
        return FileOpener.super.declared(script, path);
      }
      long bytes = Math.min(limits().unpackedBytes(), LARGEST_MODEL);
      try (InputStream in = open(script, path)) {
        byte[] file = in.readNBytes((int) bytes);
        if (in.read() >= 0) {
          throw new IOException("it has more than " + bytes + " bytes");
        }
        return HostData.step(() -> formats.get().declared(file, path));
      }
    }

    @Override
    public Optional<RowSource> table(String script, String path) throws IOException {
      return shell().isPresent() ? shell().get().table(script, path) : Optional.empty();
    }

    @Override
    public Map<String, Binding> bindings() {
      Map<String, Binding> all = new LinkedHashMap<>();
      shell().ifPresent(opener -> all.putAll(opener.bindings()));
      data.forEach((name, rows) -> all.put(name, new Binding.OfRows(() -> opened(rows))));
      return all;
    }

    private static HostData.Rows opened(DataRows given) throws IOException {
      DataRows.Rows rows = HostData.step(given::open);
      return new HostData.Rows(HostData.step(rows::columns), rows::next, rows::value, rows);
    }
  }
}
