package io.github.neuronscript.repl;

import io.github.neuronscript.Session;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The moments of a session: a tree, in which one is here. */
final class Timeline {

  private final List<Moment> all = new ArrayList<>();
  private Moment here;
  private int numbers;

  Timeline(Session.Point beginning) {
    here = Moment.beginning(beginning);
    all.add(here);
  }

  Moment here() {
    return here;
  }

  Moment beginning() {
    return all.get(0);
  }

  /** Returns a moment behind another one, which belongs to the tree once it is entered. */
  Moment after(Moment moment, Session.Text statement, List<String> asked) {
    return moment.then(numbers + 1, statement, asked);
  }

  /** Makes a moment part of the tree, and goes there. */
  void enter(Moment moment) {
    numbers = moment.number();
    all.add(moment);
    go(moment);
  }

  /** Takes a moment and all behind it out of the tree. */
  void forget(Moment moment) {
    if (branchesOf(moment).isEmpty()) {
      all.remove(moment);
    } else {
      all.removeIf(each -> path(each).contains(moment));
    }
    moment
        .before()
        .filter(before -> before.next().equals(Optional.of(moment)))
        .ifPresent(before -> before.leadsTo(branchesOf(before).stream().findFirst()));
  }

  /** Returns the moments that follow one, in the order of their numbers. */
  List<Moment> branchesOf(Moment moment) {
    return all.stream().filter(m -> m.before().equals(Optional.of(moment))).toList();
  }

  /** Goes to a moment; from all that lead there one goes on to it. */
  void go(Moment moment) {
    here = moment;
    Moment to = moment;
    while (to.before().isPresent()) {
      Moment before = to.before().get();
      before.leadsTo(Optional.of(to));
      to = before;
    }
  }

  /** Returns the moments from the beginning to one. */
  List<Moment> path(Moment to) {
    Deque<Moment> path = new ArrayDeque<>();
    for (Optional<Moment> m = Optional.of(to); m.isPresent(); m = m.get().before()) {
      path.addFirst(m.get());
    }
    return List.copyOf(path);
  }

  /** Returns the moments from the beginning through the one that is here to the end. */
  List<Moment> course() {
    List<Moment> course = new ArrayList<>(path(here));
    for (Optional<Moment> m = here.next(); m.isPresent(); m = m.get().next()) {
      course.add(m.get());
    }
    return course;
  }

  /** Returns all moments in the order of their numbers. */
  List<Moment> all() {
    return List.copyOf(all);
  }

  Optional<Moment> moment(int number) {
    return all.stream().filter(m -> m.number() == number).findFirst();
  }

  /** Returns the last moment of each branch, in the order of their numbers. */
  List<Moment> ends() {
    Set<Moment> before = new HashSet<>();
    all.forEach(moment -> moment.before().ifPresent(before::add));
    return all.stream().filter(moment -> !before.contains(moment)).toList();
  }

  /** How everything is at a time, to go back if what comes does not succeed. */
  record State(List<Moment> all, Map<Moment, Optional<Moment>> next, Moment here, int numbers) {}

  State state() {
    Map<Moment, Optional<Moment>> next = new HashMap<>();
    all.forEach(moment -> next.put(moment, moment.next()));
    return new State(List.copyOf(all), next, here, numbers);
  }

  void restore(State state) {
    all.clear();
    all.addAll(state.all());
    state.next().forEach(Moment::leadsTo);
    here = state.here();
    numbers = state.numbers();
  }
}
