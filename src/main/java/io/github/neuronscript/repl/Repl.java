package io.github.neuronscript.repl;

import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.Result;
import io.github.neuronscript.Session;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.DiagnosticFormatter;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.render.Glyphs;
import io.github.neuronscript.render.ProgressText;
import io.github.neuronscript.render.Style;
import io.github.neuronscript.render.TextRenderer;
import io.github.neuronscript.terminal.Prompt;
import io.github.neuronscript.trace.MicroStep;
import io.github.neuronscript.trace.MicroStep.Phase;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The interactive session: reads a text, runs it, shows what happens, and goes on, whatever
 * happened, until somebody leaves.
 */
public final class Repl implements Journey.Traveller {

  /** What messages call the place where something was typed. */
  private static final String NAME = "prompt";

  private final Prompt prompt;
  private final Options options;
  private final TextRenderer renderer;
  private DiagnosticFormatter formatter;
  private Style style;
  private final Voice voice;
  private final Commands commands;
  private final Function<String, Source> scripts;
  private final Consumer<Throwable> bugs;
  private final NeuronScript engine;
  private final Journey journey;
  private final Travel travel;
  private final Watches watches;
  private final Typing typing;
  private final Paste paste;
  private final Notebook notebook = new Notebook();
  private final StatusBar bar;

  /** The number of the next line: messages count what was typed as if it were one file. */
  private int line = 1;

  private TraceLevel level = TraceLevel.SUMMARY;
  private Optional<Replay> replay = Optional.empty();
  private boolean here = true;

  /**
   * Makes a session that has not begun.
   *
   * @param options what the session may reach; the session listens itself, and stops when the
   *     prompt is interrupted
   * @param scripts reads a script by its name; throws a {@link ScriptException} if it cannot
   * @param bugs told of what should never happen; the session goes on
   */
  public Repl(
      Prompt prompt,
      Options options,
      Style style,
      Function<String, Source> scripts,
      Consumer<Throwable> bugs) {
    this.scripts = scripts;
    this.prompt = prompt;
    this.style = style;
    this.renderer = new TextRenderer(prompt.out(), style);
    this.formatter = style.diagnostics();
    Glyphs glyphs = new Glyphs(style.ascii());
    this.voice = new Voice(prompt.out(), glyphs, () -> this.style.width());
    this.bugs = bugs;
    this.options = options.cancelled(prompt::interrupted);
    this.engine = new NeuronScript(options.limits());
    this.journey = new Journey(engine, this.options, this);
    this.travel = new Travel(journey, voice);
    this.watches = new Watches(journey);
    this.bar = new StatusBar(journey, travel, voice);
    this.commands = new Commands(voice);
    this.typing = new Typing(engine, journey.session(), options.files(), glyphs, commands);
    this.paste =
        new Paste(NAME, source -> Session.read(source, this.options), typing::isUnfinished);
    addCommands();
  }

  private void addCommands() {
    HelpPages help = new HelpPages(voice, commands.all());
    commands.add(
        ":help TOPIC", List.of("h", "?"), "a statement, a command or an error", "", help::show);
    commands.add(
        ":next",
        List.of("n", "s"),
        "one micro-step of the next example",
        "One number is computed: a product, the sum, the activation, the loss, a derivative, a gradient, a new weight. While you go through a step, Enter on an empty line does the same, `forward`, `backward` and `update` go to the end of that part, `back` takes one back, and questions such as `show z` see what is computed so far.",
        nothing(":next", () -> micro(journey::next)));
    commands.add(
        ":step STATEMENT",
        List.of(),
        "goes through a statement in micro-steps",
        "`:step train 3 epochs` begins the training and stops before its first number; then as with `:next`.",
        this::step);
    commands.add(
        ":epoch",
        List.of("e"),
        "to the end of the epoch in hand",
        "",
        nothing(":epoch", () -> micro(journey::endOfEpoch)));
    commands.add(
        ":continue",
        List.of("c", "finish", "f"),
        "goes on with what is not at its end",
        "A training that Ctrl-C has stopped, or that you went back into, goes on as if nothing had happened. `:finish` is the same.",
        nothing(":continue", this::finish));
    commands.add(
        ":back N",
        List.of(),
        "goes back, as `back` does: by statements or micro-steps",
        "",
        this::back);
    commands.add(":redo N", List.of(), "goes forward again", "", this::redo);
    commands.add(
        ":goto N",
        List.of("g"),
        "goes to a point of `:history`, or to `epoch 12`",
        "Going nowhere forgets anything: what you change there begins a branch, and `:branches` leads back.",
        travel::goTo);
    commands.add(
        ":history",
        List.of(),
        "the statements that led here, with their numbers",
        "",
        travel::history);
    commands.add(
        ":branches N",
        List.of("branch"),
        "the ways this session went, or goes to the end of one",
        "",
        travel::branches);
    commands.add(
        ":diff A B",
        List.of(),
        "what changed between two points",
        "`:diff 3 7`, `:diff epoch 2 epoch 9`; with one point, between that and here.",
        travel::difference);
    commands.add(
        ":watch FORMULA",
        List.of("w"),
        "shows a formula after each step and statement",
        "`:watch` lists them, `:unwatch` ends all of them, `:unwatch w1` one.",
        this::watch);
    commands.add(":unwatch FORMULA", List.of(), "ends that", "", this::unwatch);
    commands.add(
        ":write FILE",
        List.of("save"),
        "writes the statements that led here, as a script",
        "The script leads to the same numbers, to the last bit. `:write! FILE` replaces a file that is there.",
        this::write);
    commands.add(
        ":open FILE",
        List.of("o"),
        "begins anew with a script",
        "What was before is kept as a branch.",
        this::open);
    commands.add(
        ":replay FILE",
        List.of("r"),
        "goes through a script, statement by statement",
        "Enter runs the next statement, `s` steps into it, `b` goes back, `c` continues to the end, `e` edits it first, `q` stays here.",
        name -> begin(read(name)));
    commands.add(":edit", List.of(), "opens the last statement in your editor", "", this::edit);
    commands.add(":quit", List.of("q", "exit"), "leaves, as Ctrl-D does", "", rest -> here = false);
  }

  private Consumer<String> nothing(String command, Runnable action) {
    return rest -> {
      if (!rest.isBlank()) {
        throw new Journey.Refused("Nothing belongs behind `" + command + "`.");
      }
      action.run();
    };
  }

  /** Runs a script, if there is one, and then what is typed. */
  public void run(Optional<Source> script) {
    greet();
    script.ifPresent(this::runScript);
    loop();
  }

  /** Goes through a script statement by statement, and then reads what is typed. */
  public void step(Source script) {
    greet();
    safely(() -> begin(script));
    loop();
  }

  private void greet() {
    voice.line("NeuronScript " + NeuronScript.VERSION);
    voice.say("Type a statement, such as `inputs x1, x2`. `:help` lists them, `:quit` leaves.");
  }

  private void loop() {
    while (here) {
      safely(() -> prompt.status(journey.undisturbed(() -> bar.lines(line, replay))));
      Prompt.Entry entry = prompt.read(typing);
      switch (entry.kind()) {
        case TEXT -> safely(() -> answer(entry));
        case CLEARED -> {}
        case LEFT -> here = false;
      }
    }
    prompt.status(List.of());
  }

  private void safely(Runnable action) {
    try {
      action.run();
    } catch (Journey.Refused e) {
      voice.say(e.getMessage());
    } catch (ScriptException e) {
      report(e.diagnostics());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError bug) {
      bugs.accept(bug);
    }
    prompt.progress("");
    prompt.out().flush();
  }

  /** As for {@code nn run}, an error that can be seen before is found before anything runs. */
  private void runScript(Source script) {
    safely(
        () -> {
          if (isWhole(script)) {
            runAll(journey.read(script));
          }
        });
  }

  private boolean isWhole(Source script) {
    List<Diagnostic> errors =
        engine.check(script, options).stream().filter(Diagnostic::isError).toList();
    report(errors);
    if (!errors.isEmpty()) {
      voice.line("Nothing of " + script.name() + " has run.");
    }
    return errors.isEmpty();
  }

  /** Answers what was typed. */
  private void answer(Prompt.Entry entry) {
    fit();
    renderer.beginAnew();
    String typed = entry.text();
    if (entry.pasted()) {
      answerPaste(Normalizer.normalize(typed, Normalizer.Form.NFC));
    } else if (typed.isBlank()) {
      enter();
    } else if (Commands.isCommand(typed)) {
      command(typed);
    } else if (replay.isPresent() && replayKey(typed.strip())) {
      return;
    } else if (isMeant(typed.strip()) && !typing.isName(typed.strip())) {
      commands.run(Commands.SIGN + typed.strip());
    } else if (isCommandWithoutSign(typed)) {
      String word = typed.strip().split("\\s+", 2)[0];
      voice.say("`" + word + "` is a command: type `:" + word + "`.");
    } else {
      runAll(journey.read(source(typed)));
    }
  }

  private void command(String typed) {
    Optional<Replay> before = replay;
    Moment from = journey.timeline().here();
    List.of(typed.split(";\\s*(?=:)", -1)).forEach(commands::run);
    boolean moved = journey.timeline().here() != from && !journey.isStepping();
    if (moved && replay.isPresent() && replay.equals(before)) {
      upcoming();
    }
  }

  /** Lays out what comes for the terminal as it is now. */
  private void fit() {
    if (prompt.width() != style.width()) {
      style = new Style(prompt.width(), style.color(), style.ascii());
      renderer.restyle(style);
      formatter = style.diagnostics();
    }
  }

  /** Runs what was pasted part by part up to the first error. */
  private void answerPaste(String text) {
    List<Paste.Part> parts = paste.parts(text, line);
    line += (int) text.lines().count();
    for (int ran = 0; ran < parts.size() && here; ran++) {
      if (!run(parts.get(ran))) {
        if (parts.size() > 1) {
          int behind = parts.size() - ran - 1;
          voice.say(
              "Of "
                  + parts.size()
                  + " pasted statements "
                  + ran
                  + " ran before that, and "
                  + behind
                  + " behind it did not.");
        }
        return;
      }
    }
  }

  private boolean run(Paste.Part part) {
    try {
      if (part instanceof Paste.Part.Statement statement) {
        return run(statement.text());
      }
      commands.run(((Paste.Part.Command) part).line());
      return true;
    } catch (Journey.Refused e) {
      voice.say(e.getMessage());
      return false;
    }
  }

  /** Returns the part of a step that a word alone asks for. */
  private static Optional<Phase> part(String word) {
    return switch (word) {
      case "forward" -> Optional.of(Phase.FORWARD);
      case "backward" -> Optional.of(Phase.BACKWARD);
      case "update", "step" -> Optional.of(Phase.UPDATE);
      default -> Optional.empty();
    };
  }

  /** Whether a text that is no statement begins with the word of a command. */
  private boolean isCommandWithoutSign(String typed) {
    String word = typed.strip().split("\\s+", 2)[0];
    return commands.all().stream().anyMatch(command -> command.word().equals(word))
        && Help.topic(word).isEmpty()
        && !typed.contains("=")
        && !typing.isName(word);
  }

  /** Whether somebody seems to mean a command without its sign. */
  private static boolean isMeant(String word) {
    return List.of("help", "quit", "exit").contains(word);
  }

  private Source source(String typed) {
    String text = Normalizer.normalize(typed, Normalizer.Form.NFC);
    Source source = Source.excerpt(NAME, new TreeMap<>(Map.of(line, text)));
    line += source.lineCount();
    return source;
  }

  /** Runs statements up to the first that does not succeed. */
  private void runAll(List<Session.Text> statements) {
    int ran = 0;
    for (Session.Text statement : statements) {
      if (!run(statement)) {
        if (statements.size() > 1) {
          voice.say(ran + " of " + statements.size() + " statements ran.");
        }
        return;
      }
      ran++;
    }
  }

  private boolean run(Session.Text statement) {
    Optional<Phase> part = part(statement.text().strip());
    if (journey.isStepping() && part.isPresent()) {
      micro(() -> journey.phase(part.get()));
      return true;
    }
    if (!tell(journey.run(statement))) {
      return false;
    }
    if (statement.undoes().isPresent()) {
      voice.line(travel.here());
    }
    if (!statement.isQuestion()) {
      watches.show();
    }
    return true;
  }

  /** Reports how something ended, and returns whether all is well. */
  private boolean tell(Result result) {
    report(result.diagnostics());
    if (result.status() == Result.Status.CANCELLED && journey.isUnfinished()) {
      voice.say("`:continue` goes on as if nothing had happened, `:next` goes on in micro-steps.");
    }
    return result.status() == Result.Status.FINISHED || result.status() == Result.Status.PAUSED;
  }

  // Stepping.

  private void enter() {
    if (replay.isPresent()) {
      runNext();
    } else if (journey.isStepping()) {
      micro(journey::next);
    }
  }

  private void micro(Supplier<Result> action) {
    if (tell(action.get())) {
      watches.show();
    }
  }

  private void finish() {
    boolean known = journey.timeline().here().end().isPresent();
    micro(journey::finish);
    if (known && !journey.isUnfinished()) {
      voice.line(travel.here());
    }
  }

  private void step(String statement) {
    if (statement.isBlank()) {
      micro(journey::next);
      return;
    }
    List<Session.Text> texts = journey.read(source(statement));
    if (texts.size() != 1) {
      throw new Journey.Refused("`:step` goes through one statement.");
    }
    Optional<Walk> before = journey.walk();
    if (tell(journey.walk(texts.get(0)))
        && journey.isStepping()
        && !journey.walk().equals(before)) {
      voice.say(
          "Enter does the next micro-step, `back` takes one back, `:continue` does the rest.");
    }
  }

  private void redo(String count) {
    if (journey.isStepping()) {
      int steps = Travel.count(count);
      micro(() -> journey.next(steps));
    } else {
      travel.redo(count);
    }
  }

  private void back(String count) {
    Map<String, Double> before = journey.values();
    if (tell(journey.back(Travel.count(count)))) {
      travel.tell(before);
    }
  }

  private void watch(String formula) {
    if (formula.isBlank()) {
      watches.all().forEach(each -> voice.line("  " + each));
      if (watches.all().isEmpty()) {
        voice.say("Nothing is watched: `:watch w1`.");
      }
      return;
    }
    watches.add(formula);
    if (!watches.show(formula)) {
      voice.say("`" + formula + "` has no value yet; it is shown once it has one.");
    }
  }

  private void unwatch(String formula) {
    if (!watches.remove(formula)) {
      throw new Journey.Refused("`" + formula + "` is not watched: `:watch` lists what is.");
    }
  }

  // Files.

  private void write(String name) {
    boolean replaces = name.startsWith(Commands.URGENT);
    String file = replaces ? name.substring(1).strip() : name;
    List<String> script = journey.script();
    notebook.write(file, script, replaces);
    voice.say(
        "Written: "
            + script.size()
            + (script.size() == 1 ? " statement" : " statements")
            + " to `"
            + file
            + "`. `nn run "
            + file
            + "` comes to the same.");
    if (journey.isStepping()) {
      voice.say("The step in hand is not in it: it has not come to its end.");
    }
  }

  private Source read(String name) {
    if (name.isBlank()) {
      throw new Journey.Refused("A script has a name, such as `session.nn`.");
    }
    return scripts.apply(name);
  }

  private void open(String name) {
    Source script = read(name);
    if (isWhole(script)) {
      journey.go(journey.timeline().beginning());
      runAll(journey.read(script));
    }
  }

  private void begin(Source script) {
    if (!isWhole(script)) {
      return;
    }
    journey.go(journey.timeline().beginning());
    replay = Optional.of(new Replay(script.name(), journey.read(script), journey));
    voice.say(
        "Enter runs the next statement. These letters, with Enter: `s` steps into it, `b` goes back, `c` continues, `e` edits it first, `q` stays here.");
    upcoming();
  }

  private void upcoming() {
    Optional<Session.Text> next = replay.flatMap(Replay::upcoming);
    if (next.isPresent()) {
      voice.line("next  " + Voice.shortened(next.get().text(), voice.width() - 6));
    } else if (replay.isPresent()) {
      replay = Optional.empty();
      voice.line("The script is at its end.");
    }
  }

  private void runNext() {
    if (journey.isStepping()) {
      micro(journey::next);
      if (!journey.isStepping()) {
        upcoming();
      }
      return;
    }
    Replay script = replay.orElseThrow();
    runOf(script, script.upcoming().orElseThrow());
  }

  private void runOf(Replay script, Session.Text statement) {
    boolean ran = run(statement);
    if (ran || journey.isUnfinished()) {
      script.passed();
    }
    if (ran) {
      upcoming();
    }
  }

  /** Does what a key says while a script is gone through; false if it is none. */
  private boolean replayKey(String key) {
    Replay script = replay.orElseThrow();
    switch (key) {
      case "back" -> {
        return replayKey("b");
      }
      case "s" -> {
        if (journey.isStepping()) {
          micro(journey::next);
        } else if (tell(journey.walk(script.upcoming().orElseThrow()))) {
          script.passed();
          if (journey.isStepping()) {
            micro(journey::next);
          } else {
            upcoming();
          }
        }
      }
      case "b" -> {
        if (journey.isStepping()) {
          back("");
          return true;
        }
        if (!script.back()) {
          throw new Journey.Refused("This is the beginning of the script.");
        }
        voice.line(travel.here());
        upcoming();
      }
      case "c" -> {
        if (journey.isUnfinished()) {
          tell(journey.finish());
        }
        script.toEnd().ifPresent(this::tell);
        upcoming();
      }
      case "e" -> {
        Session.Text next = script.upcoming().orElseThrow();
        edited(next.text())
            .ifPresent(
                text -> {
                  List<Session.Text> texts = journey.read(source(text));
                  script.passed();
                  runAll(texts);
                  upcoming();
                });
      }
      case "q" -> {
        replay = Optional.empty();
        voice.line("You stay here: " + travel.here());
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void edit(String text) {
    String last = text.isBlank() ? journey.timeline().here().text() : text;
    boolean none = text.isBlank() && journey.timeline().here().before().isEmpty();
    edited(none ? "" : last)
        .filter(edited -> !edited.isBlank())
        .ifPresent(edited -> runAll(journey.read(source(edited))));
  }

  private Optional<String> edited(String text) {
    Prompt.Edited edited = prompt.edit(text);
    if (edited.text().isEmpty()) {
      throw new Journey.Refused(edited.problem());
    }
    return edited.text().map(String::stripTrailing);
  }

  // What happens.

  @Override
  public void event(TraceEvent event) {
    if (event instanceof TraceEvent.Noticed noticed) {
      report(List.of(noticed.diagnostic()));
    } else {
      if (event instanceof TraceEvent.Configured configured) {
        level = configured.level();
        voice.digits(configured.digits());
      } else if (event instanceof TraceEvent.Epoch && level != TraceLevel.FULL) {
        prompt.flow();
      }
      renderer.accept(event);
      prompt.out().flush();
    }
  }

  @Override
  public void example(TraceEvent.Forward pass) {
    renderer.example(pass);
  }

  @Override
  public void microSteps(List<MicroStep> steps) {
    renderer.microSteps(steps);
  }

  @Override
  public void progress(Journey.Progress at) {
    String line =
        ProgressText.of(at.epoch(), at.done(), at.planned(), at.cost(), at.epochsPerSecond());
    prompt.progress(voice.text(line));
    prompt.status(List.of("Ctrl-C stops it, `:continue` goes on"));
  }

  @Override
  public void say(String text) {
    voice.say(text);
  }

  private void report(List<Diagnostic> diagnostics) {
    if (diagnostics.stream().anyMatch(Diagnostic::isError)) {
      prompt.heed();
    }
    diagnostics.forEach(diagnostic -> prompt.out().append(formatter.format(diagnostic)));
    prompt.out().flush();
  }
}
