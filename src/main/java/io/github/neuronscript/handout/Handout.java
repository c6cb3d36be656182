package io.github.neuronscript.handout;

import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.Session;
import io.github.neuronscript.diagnostic.NeuronScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.render.Plot;
import io.github.neuronscript.trace.NeuronView;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A script that was run, to be put on a page: its neuron, the derivation of the gradient, the
 * steps, tables and pictures. Immutable.
 */
public final class Handout {

  /**
   * As many examples are shown in steps, if nobody says how many; on a worksheet more if that takes
   * more.
   */
  public static final int STEPS = 5;

  /** As many examples a worksheet shows in steps at most, unless somebody asks for more. */
  public static final int MOST_STEPS = 200;

  /** The heading of the pictures behind the page. */
  static final String PICTURES = "Pictures";

  /** What is asked when the script has run. */
  private static final List<String> QUESTIONS =
      List.of("show conventions", "derive", "plot cost", "plot boundary");

  private final Source source;
  private final Options options;
  private final OptionalInt asked;
  private final Recording run;
  private final List<String> written;
  private final Optional<TraceEvent.Conventions> conventions;
  private final Optional<TraceEvent.NeuronDerived> derivation;
  private final List<TraceEvent.Plotted> pictures;

  private Handout(
      Source source,
      Options options,
      OptionalInt asked,
      Recording run,
      List<String> written,
      Optional<TraceEvent.Conventions> conventions,
      Optional<TraceEvent.NeuronDerived> derivation,
      List<TraceEvent.Plotted> pictures) {
    this.source = source;
    this.options = options;
    this.asked = asked;
    this.run = run;
    this.written = List.copyOf(written);
    this.conventions = conventions;
    this.derivation = derivation;
    this.pictures = List.copyOf(pictures);
  }

  /**
   * Runs a script. It changes no file: what it writes is told on the page, and pictures stand
   * there. Its {@code set trace none} is for the terminal: a page has room for the first steps.
   *
   * @param options for the run; their listener is not told
   * @param steps examples whose steps are kept, at least 0; if nobody says how many, {@link #STEPS}
   *     or as many as the blanks of a worksheet take, at most {@link #MOST_STEPS}
   * @throws NeuronScriptException if the script has errors, fails, or is ended
   */
  public static Handout of(Source source, Options options, OptionalInt steps) {
    return of(source, options, steps, steps.orElse(STEPS));
  }

  private static Handout of(Source source, Options options, OptionalInt asked, int kept) {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(options, "options");
    Source traced = ScriptText.traced(source, options);
    try {
      return of(source, traced, options, asked, kept);
    } catch (NeuronScriptException e) {
      // The error stands where it does in the script as it was written.
      return of(source, source, options, asked, kept);
    }
  }

  private static Handout of(
      Source source, Source traced, Options options, OptionalInt asked, int kept) {
    Listening listening = new Listening(new Recording(kept));
    UnwrittenFiles files = new UnwrittenFiles(options.files());
    Session session =
        new NeuronScript(options.limits())
            .newSession(
                options
                    .files(files)
                    .painter(plotted -> "")
                    .trace(TraceLevel.FULL)
                    .listener(listening::accept));
    session.run(traced).orThrow();
    Recording run = listening.recording;
    List<TraceEvent> answers = new ArrayList<>();
    if (session.model().isPresent()) {
      for (String question : QUESTIONS) {
        Recording answer = new Recording(0);
        listening.recording = answer;
        session.run(Source.of("handout", question));
        answers.addAll(answer.events());
      }
    }
    return new Handout(
        source,
        options,
        asked,
        run,
        files.written(),
        first(answers, TraceEvent.Conventions.class),
        first(answers, TraceEvent.NeuronDerived.class),
        pictures(answers, run.events()));
  }

  /** Hands the events of one session to one recording after the other. */
  private static final class Listening {
    private Recording recording;

    Listening(Recording recording) {
      this.recording = recording;
    }

    void accept(TraceEvent event) {
      recording.accept(event);
    }
  }

  private static <E extends TraceEvent> Optional<E> first(List<TraceEvent> events, Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /** Returns the pictures that the script has not shown itself. */
  private static List<TraceEvent.Plotted> pictures(
      List<TraceEvent> answers, List<TraceEvent> shown) {
    List<Plot.Kind> known =
        shown.stream()
            .filter(TraceEvent.Plotted.class::isInstance)
            .map(e -> Plot.of((TraceEvent.Plotted) e).kind())
            .toList();
    return answers.stream()
        .filter(TraceEvent.Plotted.class::isInstance)
        .map(TraceEvent.Plotted.class::cast)
        .filter(e -> !known.contains(Plot.of(e).kind()))
        .filter(e -> Plot.of(e).kind() != Plot.Kind.BOUNDARY || e.rows() > 0)
        .toList();
  }

  /** Returns the page. */
  public String page(PageFormat format) {
    // Expectations test the script; who reads the page sees the numbers.
    return format.write(page(Gaps.NONE, script()));
  }

  /**
   * Returns a worksheet: the page with numbers of the steps left out, and without the statements
   * {@code expect}, which tell some of them.
   *
   * @param blanks how many, at least 1
   * @param seed by which they are chosen
   * @throws TooManyBlanks if so many cannot be left out
   */
  public String worksheet(PageFormat format, int blanks, long seed) {
    Worksheet worksheet = worksheet(blanks, seed);
    Sheet sheet =
        new Sheet(
            ScriptText.name(source),
            worksheet.script(),
            worksheet.steps(),
            worksheet.places(),
            seed,
            NeuronScript.LANGUAGE,
            NeuronScript.ARITHMETIC,
            worksheet.fingerprint());
    return format.write(worksheet.page(sheet, format));
  }

  /** Returns the key of that worksheet: the numbers that are left out. */
  public String key(PageFormat format, int blanks, long seed) {
    return format.write(worksheet(blanks, seed).key());
  }

  private Worksheet worksheet(int blanks, long seed) {
    Source without = ScriptText.withoutExpectations(source, options);
    int kept = Math.max(MOST_STEPS, asked.orElse(0));
    return EnoughSteps.worksheet(of(without, options, asked, kept), asked, blanks, seed);
  }

  /** Returns the same with the steps of fewer examples. */
  Handout first(int steps) {
    return new Handout(
        source, options, asked, run.first(steps), written, conventions, derivation, pictures);
  }

  /** Whether the script makes steps that are not kept. */
  boolean leavesOutSteps() {
    return run.leftOut() > 0;
  }

  /** Returns the examples whose steps are kept at most. */
  int steps() {
    return run.most();
  }

  private Page page(Gaps gaps, ScriptText script) {
    Composer composer = composer(gaps, script);
    if (!pictures.isEmpty()) {
      composer.blocks().add(new Block.Heading(2, PICTURES));
      composer.blocks().addAll(pictures());
    }
    return new Page(script.title(), composer.blocks(), Optional.empty());
  }

  /** Returns the pictures behind the page, which the script has not asked for. */
  List<Block.Picture> pictures() {
    return pictures.stream().map(Plot::of).map(Block.Picture::new).toList();
  }

  Composer composer(Gaps gaps, ScriptText script) {
    Composer composer = new Composer(gaps);
    List<Block> blocks = composer.blocks();
    blocks.add(new Block.Heading(1, script.title()));
    if (!script.intro().isEmpty()) {
      blocks.add(new Block.Paragraph(Phrase.of(script.intro())));
    }
    blocks.add(new Block.Heading(2, "The script"));
    blocks.add(new Block.Code(script.code()));
    if (!written.isEmpty()) {
      blocks.add(new Block.Paragraph(unwritten()));
    }
    run.events().stream()
        .filter(TraceEvent.Configured.class::isInstance)
        .findFirst()
        .ifPresent(e -> e.accept(composer));
    if (run.events().stream().anyMatch(Handout::judges)) {
      composer.judges();
    }
    Optional<TraceEvent.Conventions> declared =
        first(run.events(), TraceEvent.Conventions.class).or(() -> conventions);
    boolean derivedFirst =
        declared.isPresent()
            && derivation.filter(e -> isOf(e, declared.get().neuron())).isPresent();
    declared.ifPresent(
        e -> {
          blocks.add(new Block.Heading(2, "The neuron"));
          composer.model(e.neuron());
          composer.knows(e.neuron());
          run.events().stream()
              .filter(TraceEvent.Noticed.class::isInstance)
              .forEach(notice -> notice.accept(composer));
        });
    if (derivedFirst) {
      blocks.add(new Block.Heading(2, "The gradient"));
      derivation.get().accept(composer);
    }
    List<TraceEvent> events = run.events();
    for (int i = 0; i <= events.size(); i++) {
      if (run.leftOut(i) > 0) {
        composer.leftOut(run.leftOut(i));
      }
      if (i < events.size() && !isSaid(events.get(i))) {
        events.get(i).accept(composer);
      }
    }
    if (derivation.isPresent() && !derivedFirst) {
      blocks.add(new Block.Heading(2, "The gradient of the last neuron"));
      derivation.get().accept(composer);
    }
    return composer;
  }

  /** Whether a derivation is also that of another neuron, which may learn by another rule. */
  private static boolean isOf(TraceEvent.NeuronDerived derived, NeuronView other) {
    NeuronView view = derived.neuron();
    return view.activation().equals(other.activation())
        && view.loss().equals(other.loss())
        && view.meanCost() == other.meanCost()
        && view.penalty().equals(other.penalty())
        && view.scaling().isPresent() == other.scaling().isPresent()
        && view.bias().equals(other.bias())
        && view.biasLearns() == other.biasLearns();
  }

  /** Returns why no more numbers can be left out than some. */
  TooManyBlanks.Reason reason(Composer composer) {
    if (!composer.lines().isEmpty()) {
      return run.leftOut() > 0
          ? TooManyBlanks.Reason.MORE_STEPS
          : TooManyBlanks.Reason.NO_OTHER_NUMBERS;
    }
    if (run.leftOut() > 0) {
      return TooManyBlanks.Reason.MORE_STEPS;
    }
    boolean silent =
        run.events().stream()
            .anyMatch(e -> e instanceof TraceEvent.Configured c && c.level() != TraceLevel.FULL);
    return silent ? TooManyBlanks.Reason.TRACE_IS_OFF : TooManyBlanks.Reason.NO_STEPS;
  }

  private Phrase unwritten() {
    List<Phrase.Part> parts = new ArrayList<>();
    parts.add(new Phrase.Words("It writes "));
    for (int i = 0; i < written.size(); i++) {
      if (i > 0) {
        parts.add(new Phrase.Words(i == written.size() - 1 ? " and " : ", "));
      }
      parts.add(new Phrase.Code(written.get(i)));
    }
    parts.add(new Phrase.Words("; for this page it was run without writing."));
    return new Phrase(parts);
  }

  private static boolean judges(TraceEvent event) {
    return event instanceof TraceEvent.Trained
        || event instanceof TraceEvent.Evaluated
        || event instanceof TraceEvent.CrossValidated;
  }

  /** Whether the head of the page has told of an event. */
  private boolean isSaid(TraceEvent event) {
    return event instanceof TraceEvent.Noticed && conventions.isPresent()
        || derivation.filter(event::equals).isPresent();
  }

  Source source() {
    return source;
  }

  /** Returns the script as the page shows it. */
  ScriptText script() {
    return ScriptText.shown(source, options);
  }
}
