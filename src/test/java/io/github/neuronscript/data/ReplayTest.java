package io.github.neuronscript.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReplayTest {

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (31 * i);
    }
    return bytes;
  }

  @Test
  void beginsAgainForEverybody() throws IOException {
    byte[] all = bytes(20_000);
    Replay replay = new Replay(new ByteArrayInputStream(all), 20_000);
    try (InputStream first = replay.open();
        InputStream second = replay.open()) {
      assertArrayEquals(Arrays.copyOf(all, 9_000), first.readNBytes(9_000));
      assertArrayEquals(all, second.readAllBytes());
      assertArrayEquals(Arrays.copyOfRange(all, 9_000, 20_000), first.readAllBytes());
      assertEquals(-1, first.read());
      assertEquals(0, first.read(new byte[1], 0, 0));
    }
    try (InputStream third = replay.open()) {
      assertEquals(all[0] & 0xff, third.read());
      assertEquals(all[1] & 0xff, third.read());
    }
  }

  /** Of a stream without end no more is taken than is asked for, but for the rest of a piece. */
  @Test
  void takesNoMoreThanIsAskedFor() throws IOException {
    long[] taken = new long[1];
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            taken[0]++;
            return 7;
          }

          @Override
          public int read(byte[] to, int from, int length) {
            taken[0] += length;
            return length;
          }
        };
    Replay replay = new Replay(endless, 100_000);
    try (InputStream in = replay.open()) {
      assertEquals(0, taken[0]);
      in.readNBytes(10);
      assertEquals(1 << 13, taken[0]);
      in.readNBytes(1 << 13);
      assertEquals(2 << 13, taken[0]);
      assertThrows(IOException.class, in::readAllBytes);
    }
    assertEquals(13L << 13, taken[0]);
  }
}
