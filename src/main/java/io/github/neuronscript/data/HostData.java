package io.github.neuronscript.data;

import io.github.neuronscript.diagnostic.NeuronScriptException;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * What a host gives to be read. Whatever it throws is a reason why it cannot be read, whether a
 * script is compiled or runs.
 */
public final class HostData {

  private HostData() {}

  /** Something that a host does. */
  @FunctionalInterface
  public interface Step<T> {
    T get() throws IOException;
  }

  /** Reads a cell, by the number of its column. */
  @FunctionalInterface
  public interface Cell {
    Object value(int column) throws IOException;
  }

  /** The rows of a host, by what it does for each method. */
  public record Rows(List<String> columns, Step<Boolean> more, Cell cell, Closeable end)
      implements RowSource.Rows {

    @Override
    public boolean next() throws IOException {
      return step(more);
    }

    @Override
    public Object value(int column) throws IOException {
      return step(() -> cell.value(column));
    }

    @Override
    public void close() throws IOException {
      HostData.close(end);
    }
  }

  /**
   * Does something of a host's.
   *
   * @throws IOException also for any other exception of the host's
   */
  public static <T> T step(Step<T> step) throws IOException {
    try {
      return step.get();
    } catch (NeuronScriptException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IOException("the application threw " + e, e);
    }
  }

  private static void close(Closeable end) throws IOException {
    step(
        () -> {
          end.close();
          return end;
        });
  }

  /** Returns a stream of a host's. */
  public static InputStream stream(Opener opener) throws IOException {
    return new FilterInputStream(step(opener::open)) {
      @Override
      public int read() throws IOException {
        return step(in::read);
      }

      @Override
      public int read(byte[] bytes, int start, int length) throws IOException {
        return step(() -> in.read(bytes, start, length));
      }

      @Override
      public void close() throws IOException {
        HostData.close(in);
      }
    };
  }
}
