package io.github.neuronscript.program;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * An immutable map that is cheap to lengthen: a small map over a large one that is shared. Scopes
 * and states hold their names in it, so that the thousandth {@code let} costs no more than the
 * first.
 */
public final class Layered<V> extends AbstractMap<String, V> {

  /** Entries in the upper map before the two become one. */
  private static final int SMALL = 64;

  private final Map<String, V> lower;
  private final Map<String, V> upper;

  private Layered(Map<String, V> lower, Map<String, V> upper) {
    this.lower = lower;
    this.upper = upper;
  }

  public static <V> Layered<V> of(Map<String, V> entries) {
    return new Layered<>(new LinkedHashMap<>(entries), Map.of());
  }

  /** Returns a map with one more entry, or another value for a name. */
  public Layered<V> with(String name, V value) {
    Map<String, V> longer = new LinkedHashMap<>(upper);
    longer.put(name, value);
    return longer.size() <= SMALL ? new Layered<>(lower, longer) : of(joined(longer));
  }

  /** Returns a map without a name. */
  public Layered<V> without(String name) {
    Map<String, V> all = joined(upper);
    all.remove(name);
    return of(all);
  }

  private Map<String, V> joined(Map<String, V> over) {
    Map<String, V> all = new LinkedHashMap<>(lower);
    all.putAll(over);
    return all;
  }

  @Override
  public V get(Object name) {
    return upper.containsKey(name) ? upper.get(name) : lower.get(name);
  }

  @Override
  public boolean containsKey(Object name) {
    return upper.containsKey(name) || lower.containsKey(name);
  }

  @Override
  public Set<Entry<String, V>> entrySet() {
    return joined(upper).entrySet();
  }
}
