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
}
