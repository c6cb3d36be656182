package io.github.neuronscript.program;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An immutable map that is cheap to lengthen: what was added since is a tree of small arrays over a
 * map that is shared, and a longer one shares all of the tree but the way to the new entry. Scopes
 * and states hold their names in it, so that the hundred thousandth {@code let} costs little more
 * than the first. A name keeps the place that it had first.
 */
public final class Layered<V> extends AbstractMap<String, V> {

  /** Bits of a hash that choose a way at one level, and all of them. */
  private static final int BITS = 5;

  private static final int ALL_BITS = 32;

  /** An entry and where it stands in the order. */
  private record Added<V>(String name, V value, int order) {}

  /**
   * A level of the tree, or behind the last bit of a hash the names that share it.
   *
   * @param ways whether there is something at each of 32 places
   * @param parts what there is, without gaps: levels and entries
   */
  private record Level(int ways, Object[] parts) {
    static final Level NONE = new Level(0, new Object[0]);

    /** The place of a way among the parts. */
    int index(int way) {
      return Integer.bitCount(ways & way - 1);
    }

    /** Returns a level with another part at a place that has one. */
    Level with(int index, Object part) {
      Object[] other = parts.clone();
      other[index] = part;
      return new Level(ways, other);
    }

    /** Returns a level with a part put in before a place. */
    Level and(int way, int index, Object part) {
      Object[] more = new Object[parts.length + 1];
      System.arraycopy(parts, 0, more, 0, index);
      more[index] = part;
      System.arraycopy(parts, index, more, index + 1, parts.length - index);
      return new Level(ways | way, more);
    }
  }

  private final Map<String, V> base;
  private final Level added;
  private final int size;

  /** How many entries were ever added. */
  private final int count;

  private Layered(Map<String, V> base, Level added, int size, int count) {
    this.base = base;
    this.added = added;
    this.size = size;
    this.count = count;
  }

  private static final Layered<?> EMPTY = over(Map.of());

  @SuppressWarnings("unchecked") // It has no values.
  public static <V> Layered<V> of(Map<String, V> entries) {
    return entries.isEmpty() ? (Layered<V>) EMPTY : over(new LinkedHashMap<>(entries));
  }

  /** Returns a map over one that never changes, which is not copied. */
  static <V> Layered<V> over(Map<String, V> entries) {
    return new Layered<>(entries, Level.NONE, entries.size(), 0);
  }

  /** Returns a map with one more entry, or another value for a name. */
  public Layered<V> with(String name, V value) {
    Added<V> before = find(name);
    Added<V> entry = new Added<>(name, value, before == null ? count : before.order());
    boolean again = before != null || base.containsKey(name);
    return new Layered<>(base, with(added, entry, 0), again ? size : size + 1, count + 1);
  }

  private static Level with(Level level, Added<?> entry, int shift) {
    if (shift >= ALL_BITS) {
      int same = sameName(level, entry.name());
      return same < 0 ? level.and(0, level.parts.length, entry) : level.with(same, entry);
    }
    int way = way(entry.name(), shift);
    int index = level.index(way);
    if ((level.ways & way) == 0) {
      return level.and(way, index, entry);
    }
    Object there = level.parts[index];
    if (there instanceof Level below) {
      return level.with(index, with(below, entry, shift + BITS));
    }
    Added<?> other = (Added<?>) there;
    if (other.name().equals(entry.name())) {
      return level.with(index, entry);
    }
    Level below = with(with(Level.NONE, other, shift + BITS), entry, shift + BITS);
    return level.with(index, below);
  }

  private static int way(String name, int shift) {
    return 1 << (name.hashCode() >>> shift);
  }

  private static int sameName(Level level, String name) {
    for (int i = 0; i < level.parts.length; i++) {
      if (((Added<?>) level.parts[i]).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  @SuppressWarnings("unchecked") // Only entries of this map's values are added.
  private Added<V> find(String name) {
    Level level = added;
    for (int shift = 0; shift < ALL_BITS; shift += BITS) {
      int way = way(name, shift);
      if ((level.ways & way) == 0) {
        return null;
      }
      Object there = level.parts[level.index(way)];
      if (there instanceof Level below) {
        level = below;
        continue;
      }
      Added<V> entry = (Added<V>) there;
      return entry.name().equals(name) ? entry : null;
    }
    int same = sameName(level, name);
    return same < 0 ? null : (Added<V>) level.parts[same];
  }

  /** Returns a map without a name. */
  public Layered<V> without(String name) {
    if (!containsKey(name)) {
      return this;
    }
    boolean below = base.containsKey(name);
    Map<String, V> fewer = below ? new LinkedHashMap<>(base) : base;
    if (below) {
      fewer.remove(name);
    }
    Layered<V> others = over(fewer);
    for (Added<V> entry : inOrder()) {
      others = entry.name().equals(name) ? others : others.with(entry.name(), entry.value());
    }
    return others;
  }

  private List<Added<V>> inOrder() {
    List<Added<V>> entries = new ArrayList<>();
    collect(added, entries);
    entries.sort((one, other) -> Integer.compare(one.order(), other.order()));
    return entries;
  }

  @SuppressWarnings("unchecked") // As above.
  private static <V> void collect(Level level, List<Added<V>> entries) {
    for (Object part : level.parts) {
      if (part instanceof Level below) {
        collect(below, entries);
      } else {
        entries.add((Added<V>) part);
      }
    }
  }

  @Override
  public V get(Object name) {
    Added<V> entry = find((String) name);
    return entry == null ? base.get(name) : entry.value();
  }

  @Override
  public boolean containsKey(Object name) {
    return find((String) name) != null || base.containsKey(name);
  }

  @Override
  public Set<String> keySet() {
    Set<String> names = new LinkedHashSet<>(base.keySet());
    inOrder().forEach(entry -> names.add(entry.name()));
    return names;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Set<Entry<String, V>> entrySet() {
    Map<String, V> all = new LinkedHashMap<>(base);
    inOrder().forEach(entry -> all.put(entry.name(), entry.value()));
    return all.entrySet();
  }
}
