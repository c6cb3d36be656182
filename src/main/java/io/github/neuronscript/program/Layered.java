package io.github.neuronscript.program;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An immutable map that is cheap to lengthen: small maps over larger ones, which are shared. Scopes
 * and states hold their names in it, so that the thousandth {@code let} costs little more than the
 * first. A name keeps the place that it had first.
 */
public final class Layered<V> extends AbstractMap<String, V> {

  /** Entries in the uppermost map before the next one is laid over it. */
  private static final int SMALL = 64;

  /**
   * The maps, the lowest first. Each but the uppermost is more than twice as large as the one above
   * it, so that they are few, and an entry is copied a few times only.
   */
  private final List<Map<String, V>> layers;

  private final int size;

  private Layered(List<Map<String, V>> layers, int size) {
    this.layers = layers;
    this.size = size;
  }

  public static <V> Layered<V> of(Map<String, V> entries) {
    return new Layered<>(List.of(new LinkedHashMap<>(entries), Map.of()), entries.size());
  }

  /** Returns a map over one that never changes, which is not copied. */
  static <V> Layered<V> over(Map<String, V> entries) {
    return new Layered<>(List.of(entries, Map.of()), entries.size());
  }

  /** Returns a map with one more entry, or another value for a name. */
  public Layered<V> with(String name, V value) {
    List<Map<String, V>> all = new ArrayList<>(layers);
    Map<String, V> longer = new LinkedHashMap<>(all.remove(all.size() - 1));
    longer.put(name, value);
    all.add(longer);
    if (longer.size() >= SMALL) {
      while (all.size() > 1 && 2 * last(all, 1).size() >= last(all, 2).size()) {
        List<Map<String, V>> two = all.subList(all.size() - 2, all.size());
        Map<String, V> one = joined(two);
        two.clear();
        all.add(one);
      }
      all.add(Map.of());
    }
    return new Layered<>(List.copyOf(all), containsKey(name) ? size : size + 1);
  }

  private static <T> T last(List<T> list, int fromTheEnd) {
    return list.get(list.size() - fromTheEnd);
  }

  /** Returns a map without a name. */
  public Layered<V> without(String name) {
    if (!containsKey(name)) {
      return this;
    }
    int top = layers.size() - 1;
    boolean lower = layers.subList(0, top).stream().anyMatch(layer -> layer.containsKey(name));
    Map<String, V> fewer = lower ? joined(layers) : new LinkedHashMap<>(layers.get(top));
    fewer.remove(name);
    if (lower) {
      return of(fewer);
    }
    List<Map<String, V>> all = new ArrayList<>(layers.subList(0, top));
    all.add(fewer);
    return new Layered<>(List.copyOf(all), size - 1);
  }

  private static <V> Map<String, V> joined(List<Map<String, V>> layers) {
    Map<String, V> all = new LinkedHashMap<>();
    layers.forEach(all::putAll);
    return all;
  }

  @Override
  public V get(Object name) {
    for (int i = layers.size() - 1; i >= 0; i--) {
      if (layers.get(i).containsKey(name)) {
        return layers.get(i).get(name);
      }
    }
    return null;
  }

  @Override
  public boolean containsKey(Object name) {
    return layers.stream().anyMatch(layer -> layer.containsKey(name));
  }

  @Override
  public Set<String> keySet() {
    Set<String> names = new LinkedHashSet<>();
    layers.forEach(layer -> names.addAll(layer.keySet()));
    return names;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Set<Entry<String, V>> entrySet() {
    return joined(layers).entrySet();
  }
}
