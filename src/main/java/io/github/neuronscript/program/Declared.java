package io.github.neuronscript.program;

import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.program.Scope.Named;
import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names of inputs or weights in their order, which also knows each by its name. Immutable. */
final class Declared extends AbstractList<Named> {

  static final Declared NONE = new Declared(List.of());

  private final List<Named> names;
  private final Map<String, Span> places = new HashMap<>();

  Declared(List<Named> names) {
    this.names = List.copyOf(names);
    names.forEach(name -> places.putIfAbsent(name.name(), name.span()));
  }

  /** Returns where a name was first declared. */
  Optional<Span> place(String name) {
    return Optional.ofNullable(places.get(name));
  }

  boolean has(String name) {
    return places.containsKey(name);
  }

  List<String> words() {
    return names.stream().map(Named::name).toList();
  }

  @Override
  public Named get(int index) {
    return names.get(index);
  }

  @Override
  public int size() {
    return names.size();
  }
}
