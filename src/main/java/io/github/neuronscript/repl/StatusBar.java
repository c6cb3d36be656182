package io.github.neuronscript.repl;

import io.github.neuronscript.render.TextRenderer;
import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What stands below everything else: where the session is, and one key that helps now. */
final class StatusBar {

  private final Journey journey;
  private final Travel travel;
  private final Voice voice;

  StatusBar(Journey journey, Travel travel, Voice voice) {
    this.journey = journey;
    this.travel = travel;
    this.voice = voice;
  }

  /** Returns the lines for now. */
  List<String> lines(int line, Optional<Replay> replay) {
    List<String> parts = new ArrayList<>();
    parts.add(replay.map(Replay::place).orElse("line " + line));
    Moment here = journey.timeline().here();
    parts.add(travel.position());
    double epoch = journey.session().value("epoch").orElse(0);
    if (epoch > 0) {
      parts.add("epoch " + (long) epoch);
    }
    journey.walk().ifPresent(walk -> parts.addAll(step(walk)));
    OptionalDouble cost = journey.session().value("cost");
    if (cost.isPresent()) {
      OptionalDouble before = journey.session().value("previous_cost");
      String from = before.isPresent() ? voice.number(before.getAsDouble()) + " → " : "";
      parts.add("cost " + from + voice.number(cost.getAsDouble()));
    }
    parts.add(key(here, replay));
    return List.of(voice.text(String.join("  ", parts)));
  }

  private static List<String> step(Walk walk) {
    List<String> parts = new ArrayList<>();
    walk.current()
        .filter(step -> step instanceof TraceEvent.Forward)
        .flatMap(step -> example((TraceEvent.Forward) step))
        .ifPresent(parts::add);
    walk.upcoming().ifPresent(step -> parts.add(TextRenderer.name(step)));
    return parts;
  }

  private static Optional<String> example(TraceEvent.Forward pass) {
    return pass.example().row().isPresent()
        ? Optional.of("example " + pass.example().row().getAsInt())
        : Optional.empty();
  }

  private String key(Moment here, Optional<Replay> replay) {
    if (journey.isStepping()) {
      return "Enter: next";
    }
    if (replay.isPresent()) {
      return "Enter: run";
    }
    if (journey.isUnfinished()) {
      return ":continue";
    }
    if (here.before().isEmpty()) {
      return ":help";
    }
    return here.next().isPresent() ? ":redo" : ":next";
  }
}
