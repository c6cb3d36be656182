package io.github.neuronscript.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What records of the library inherit is what javac writes into others. */
class SlimRecordTest {

  private record Written(int count, double value, String text, List<Written> parts) {}

  private static final class Inherited extends SlimRecord {
    @SuppressWarnings("UnusedVariable")
    private final int count;

    @SuppressWarnings("UnusedVariable")
    private final double value;

    @SuppressWarnings("UnusedVariable")
    private final String text;

    @SuppressWarnings("UnusedVariable")
    private final List<Inherited> parts;

    Inherited(int count, double value, String text, List<Inherited> parts) {
      this.count = count;
      this.value = value;
      this.text = text;
      this.parts = parts;
    }
  }

  private static final List<Written> WRITTEN =
      List.of(
          new Written(1, 2, "a", List.of()),
          new Written(1, 2, new String("a"), List.of()),
          new Written(2, 2, "a", List.of()),
          new Written(1, Double.NaN, "a", List.of()),
          new Written(1, 0.0, "a", List.of()),
          new Written(1, -0.0, "a", List.of()),
          new Written(1, 2, null, List.of()),
          new Written(1, 2, "a", null),
          new Written(1, 2, "a", List.of(new Written(1, 2, "a", List.of()))));

  private static Inherited same(Written written) {
    return new Inherited(
        written.count(),
        written.value(),
        written.text(),
        written.parts() == null
            ? null
            : written.parts().stream().map(SlimRecordTest::same).toList());
  }

  @Test
  void comparesHashesAndWritesAsRecordsDo() {
    List<Inherited> inherited = WRITTEN.stream().map(SlimRecordTest::same).toList();
    for (int i = 0; i < WRITTEN.size(); i++) {
      for (int j = 0; j < WRITTEN.size(); j++) {
        assertEquals(
            WRITTEN.get(i).equals(WRITTEN.get(j)),
            inherited.get(i).equals(inherited.get(j)),
            i + ", " + j);
      }
      assertEquals(WRITTEN.get(i).hashCode(), inherited.get(i).hashCode());
      assertEquals(
          WRITTEN.get(i).toString(), inherited.get(i).toString().replace("Inherited", "Written"));
    }
    assertNotEquals(inherited.get(0), WRITTEN.get(0));
    assertNotEquals(inherited.get(0), null);
  }
}
