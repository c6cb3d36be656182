package io.github.neuronscript.repl;

import io.github.neuronscript.render.TextRenderer;
import io.github.neuronscript.trace.MicroStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands that look at the history of a session, and go to a point of it. */
final class Travel {

  /** So many points of a long history are listed, if not all are asked for. */
  private static final int SHOWN = 20;

  private static final Pattern PLACE = Pattern.compile("(epoch\\s+)?(\\d{1,15})");
  private static final Pattern TWO_PLACES =
      Pattern.compile("((?:epoch\\s+)?\\d{1,15})(?:\\s+((?:epoch\\s+)?\\d{1,15}))?");

  private final Journey journey;
  private final Voice voice;

  Travel(Journey journey, Voice voice) {
    this.journey = journey;
    this.voice = voice;
  }

  /** {@code :goto 7} and {@code :goto epoch 12}. */
  void goTo(String where) {
    Map<String, Double> before = journey.values();
    place(where).run();
    tell(before);
  }

  private Runnable place(String text) {
    Matcher place = PLACE.matcher(text.strip());
    if (!place.matches()) {
      throw new Journey.Refused(
          "A point is its number in `:history`, such as `7`, or `epoch 12` of a training.");
    }
    long number = Long.parseLong(place.group(2));
    if (place.group(1) != null) {
      return () -> journey.goToEpoch(number);
    }
    return () -> journey.goTo((int) Math.min(number, Integer.MAX_VALUE));
  }

  void redo(String count) {
    Map<String, Double> before = journey.values();
    journey.redo(count(count));
    tell(before);
  }

  /** Says where a change of time has led, and what it changed. */
  void tell(Map<String, Double> before) {
    voice.line(here());
    tellChanges(before, journey.values());
  }

  static int count(String text) {
    if (text.isBlank()) {
      return 1;
    }
    if (!text.strip().matches("[1-9]\\d{0,6}")) {
      throw new Journey.Refused("How many is a number from 1, and not `" + text.strip() + "`.");
    }
    return Integer.parseInt(text.strip());
  }

  /** Returns the number of the point that is here, and the last one of its branch. */
  String position() {
    Moment here = journey.timeline().here();
    List<Moment> course = journey.timeline().course();
    int last = course.get(course.size() - 1).number();
    return here.number() == last ? "at " + here.number() : "at " + here.number() + " of " + last;
  }

  /** Returns where the session is, on one line. */
  String here() {
    Moment here = journey.timeline().here();
    String place = position() + "  ";
    String within = within();
    int room = Math.max(8, voice.width() - place.length() - within.length());
    return voice.text(place + Voice.shortened(here.text(), room) + within);
  }

  private String within() {
    Optional<MicroStep> last = journey.walk().flatMap(Walk::last);
    if (last.isPresent()) {
      return ", behind " + TextRenderer.name(last.get());
    }
    boolean begins =
        journey.isStepping()
            && journey.session().unfinished().filter(u -> u.epochs().orElse(0) > 0).isEmpty();
    if (begins) {
      return ", where it begins";
    }
    return journey
        .session()
        .unfinished()
        .filter(u -> u.epochs().isPresent())
        .map(u -> ", behind epoch " + (long) journey.session().value("epoch").orElse(0))
        .orElse("");
  }

  private void tellChanges(Map<String, Double> before, Map<String, Double> after) {
    List<String> changes = changes(before, after);
    changes.forEach(voice::line);
    if (changes.isEmpty() && !journey.isStepping()) {
      voice.line("  no value differs");
    }
  }

  private List<String> changes(Map<String, Double> before, Map<String, Double> after) {
    Map<String, Double> all = new LinkedHashMap<>(before);
    all.putAll(after);
    List<String> names = new ArrayList<>();
    for (String name : all.keySet()) {
      if (!Objects.equals(before.get(name), after.get(name))) {
        names.add(name);
      }
    }
    int widest = names.stream().mapToInt(String::length).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (String name : names) {
      String gap = " ".repeat(widest - name.length() + 2);
      lines.add("  " + name + gap + value(before.get(name)) + " → " + value(after.get(name)));
    }
    return lines;
  }

  private String value(Double value) {
    return value == null ? "none" : voice.number(value);
  }

  /** {@code :diff 12 40}, {@code :diff epoch 3 epoch 9}, {@code :diff 12}: to where it is. */
  void difference(String places) {
    Matcher two = TWO_PLACES.matcher(places.strip());
    if (!two.matches()) {
      throw new Journey.Refused(
          "`:diff 3 7` compares two points, `:diff epoch 2 epoch 9` two epochs, `:diff 3` one with"
              + " where you are.");
    }
    Map<String, Double> first = journey.valuesAt(place(two.group(1)));
    Map<String, Double> second =
        two.group(2) == null ? journey.values() : journey.valuesAt(place(two.group(2)));
    voice.line(
        two.group(1).strip() + " → " + (two.group(2) == null ? "here" : two.group(2).strip()));
    tellChanges(first, second);
  }

  /** Lists the points of this branch. */
  void history(String how) {
    List<Moment> course = journey.timeline().course();
    Moment here = journey.timeline().here();
    int from = how.strip().equals("all") ? 0 : Math.max(0, course.size() - SHOWN);
    if (from > 0) {
      voice.line("  …  " + from + " before, `:history all` lists them");
    }
    int digits = Integer.toString(course.get(course.size() - 1).number()).length();
    for (Moment moment : course.subList(from, course.size())) {
      String number = Integer.toString(moment.number());
      String sign = moment == here ? "> " : "  ";
      String start = sign + " ".repeat(digits - number.length()) + number + "  ";
      String rest = epochs(moment);
      int room = Math.max(10, voice.width() - start.length() - rest.length());
      voice.line(start + Voice.shortened(moment.text(), room) + rest);
    }
    if (journey.isUnfinished() && here.end().isEmpty()) {
      voice.say("`" + Voice.shortened(here.text(), 40) + "` is not at its end: `:continue`.");
    }
    if (journey.timeline().ends().size() > 1) {
      voice.say("`:branches` lists the other ways it went.");
    }
  }

  private static String epochs(Moment moment) {
    if (!moment.hasEpochs()) {
      return "";
    }
    return moment.firstEpoch() == moment.lastEpoch()
        ? "  (epoch " + moment.firstEpoch() + ")"
        : "  (epochs " + moment.firstEpoch() + " to " + moment.lastEpoch() + ")";
  }

  /** Lists the branches, or goes to the end of one. */
  void branches(String which) {
    List<Moment> ends = journey.timeline().ends();
    if (!which.isBlank()) {
      int number = count(which);
      if (number > ends.size()) {
        throw new Journey.Refused("There is no branch " + number + ": `:branches`.");
      }
      Map<String, Double> before = journey.values();
      journey.go(ends.get(number - 1));
      tell(before);
      return;
    }
    List<Moment> course = journey.timeline().course();
    for (int i = 0; i < ends.size(); i++) {
      Moment end = ends.get(i);
      boolean here = course.contains(end);
      Optional<Moment> fork = fork(end, course);
      String from = fork.map(f -> ", apart behind " + f.number()).orElse("");
      String start = (here ? "> " : "  ") + (i + 1) + "  ";
      String rest = "  (to " + end.number() + from + ")";
      int room = Math.max(10, voice.width() - start.length() - rest.length());
      voice.line(start + Voice.shortened(end.text(), room) + rest);
    }
    voice.say(
        ends.size() == 1
            ? "There is one branch: going back and changing something begins another."
            : "`:branches 1` goes to the end of the first.");
  }

  /** Returns the last moment that a branch shares with this one; empty for this one. */
  private Optional<Moment> fork(Moment end, List<Moment> course) {
    if (course.contains(end)) {
      return Optional.empty();
    }
    List<Moment> path = journey.timeline().path(end);
    Moment fork = path.get(0);
    for (Moment moment : path) {
      fork = course.contains(moment) ? moment : fork;
    }
    return Optional.of(fork);
  }
}
