package io.github.neuronscript.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayeredTest {

  /** A map that is changed in place has the same entries, in the same order. */
  @Test
  void isAMapInOrderOfTheFirstEntry() {
    Layered<Integer> map = Layered.of(Map.of("a", 0));
    Map<String, Integer> same = new LinkedHashMap<>(Map.of("a", 0));
    for (int i = 0; i < 5_000; i++) {
      String name = "n" + i * 7919L % 1_733;
      map = map.with(name, i);
      same.put(name, i);
      if (i % 500 == 499) {
        map = map.without("n" + i % 1_733);
        same.remove("n" + i % 1_733);
      }
    }
    assertEquals(new ArrayList<>(same.entrySet()), new ArrayList<>(map.entrySet()));
    for (Map.Entry<String, Integer> entry : same.entrySet()) {
      assertEquals(entry.getValue(), map.get(entry.getKey()));
    }
    assertNull(map.get("none"));
    assertFalse(map.containsKey("none"));
  }

  @Test
  void earlierMapsStayAsTheyWere() {
    List<Layered<Integer>> all = new ArrayList<>(List.of(Layered.of(Map.of())));
    for (int i = 0; i < 1_000; i++) {
      all.add(all.get(i).with("n" + i, i));
    }
    for (int i = 0; i <= 1_000; i++) {
      assertEquals(i, all.get(i).size());
      assertFalse(all.get(i).containsKey("n" + i));
    }
  }

  /** Names that share a hash, in the map below and above it. */
  @Test
  void namesOfOneHashAreKeptApart() {
    Layered<Integer> map = Layered.of(Map.of("BBBB", -1));
    Map<String, Integer> same = new LinkedHashMap<>(Map.of("BBBB", -1));
    String[] pairs = {"Aa", "BB"};
    for (int i = 0; i < 64; i++) {
      StringBuilder name = new StringBuilder();
      for (int bit = 0; bit < 6; bit++) {
        name.append(pairs[i >> bit & 1]);
      }
      map = map.with(name.toString(), i).with("AaBB", i);
      same.put(name.toString(), i);
      same.put("AaBB", i);
    }
    assertEquals(new ArrayList<>(same.entrySet()), new ArrayList<>(map.entrySet()));
    assertEquals(new ArrayList<>(same.keySet()), new ArrayList<>(map.keySet()));
    for (String name : List.of("BBBB", "AaBB", "AaAaAaAaAaBB")) {
      map = map.without(name);
      same.remove(name);
      assertEquals(new ArrayList<>(same.entrySet()), new ArrayList<>(map.entrySet()));
      assertEquals(same.size(), map.size());
      assertNull(map.get(name));
    }
    assertFalse(map.containsKey("AaAaAaAaAaAa" + "Aa"));
  }
}
