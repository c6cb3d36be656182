package io.github.neuronscript;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** What the host of the hostile scripts lets them do: one folder, and files that are traps. */
final class HostileHost implements FileAccess {

  /** Rows without end. */
  static final Map<String, DataRows> DATA =
      Map.of(
          "flood",
          () ->
              new DataRows.Rows() {
                @Override
                public List<String> columns() {
                  return List.of("x", "y");
                }

                @Override
                public boolean next() {
                  return true;
                }

                @Override
                public Object value(int column) {
                  return 1;
                }
              });

  private final FilePolicy policy;

  HostileHost(Path parent) {
    try {
      Path folder = Files.createDirectories(parent.resolve("open")).toRealPath();
      policy = FilePolicy.none().read(folder).writing(folder);
      Files.writeString(parent.resolve("secret.csv"), "x,y\n1,1\n");
      Files.createSymbolicLink(folder.resolve("link.csv"), parent.resolve("secret.csv"));
      Files.createSymbolicLink(folder.resolve("circle.csv"), folder.resolve("circle.csv"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Options options() {
    // What nobody listens to is not told, and so not counted.
    return Options.defaults()
        .limits(Limits.untrusted())
        .files(this)
        .data(DATA)
        .listener(event -> {});
  }

  @Override
  public InputStream open(String script, String path) throws IOException {
    if (path.matches("next\\d+\\.nn")) {
      int number = Integer.parseInt(path.replaceAll("\\D", ""));
      return text("include \"next" + (number + 1) + ".nn\"");
    }
    if (path.matches("twice\\d+\\.nn")) {
      int next = Integer.parseInt(path.replaceAll("\\D", "")) + 1;
      return text(
          next > 50
              ? "let a = 1"
              : "include \"twice" + next + ".nn\"\ninclude \"twice" + next + ".nn\"");
    }
    if (path.matches("full\\d+\\.nn")) {
      return text("# x\n".repeat(60_000));
    }
    if (path.matches("names\\d+\\.nn")) {
      String own = path.replaceAll("\\D", "");
      StringBuilder lets = new StringBuilder();
      for (int i = 0; i < 9_000; i++) {
        lets.append("let q").append(own).append('_').append(i).append(" = 1\n");
      }
      return text(lets.toString());
    }
    Optional<String> model = HostileModels.text(path);
    if (model.isPresent()) {
      return text(model.get());
    }
    return switch (path) {
      case "self.nn" -> text("include \"self.nn\"");
      case "a.nn" -> text("include \"b.nn\"");
      case "b.nn" -> text("include \"a.nn\"");
      case "large.nn" -> text("show 1\n".repeat(100_000));
      case "rows.csv" -> text("x,y\n" + "1,0\n2,1\n".repeat(20_000));
      case "table.csv" -> table();
      case "endless.csv" -> new Endless("x,y\n", "1,0\n");
      case "line.csv" -> new Endless("x,y\n", "1,");
      case "quote.csv" -> new Endless("x,y\n\"", "1");
      case "digits.csv" -> text("x,y\n0." + "1".repeat(1_000_000) + ",0\n");
      case "wide.csv" -> text("x,y" + ",a".repeat(100_000) + "\n1,1\n");
      case "deep.jsonl" -> text("{\"x\": 1, \"y\": " + "[".repeat(1_000_000));
      case "bytes.csv" -> new ByteArrayInputStream(new byte[] {'x', ',', 'y', '\n', -1, -2, 0});
      case "texts.csv" -> texts(50_000, 99_000);
      case "categories.csv" -> texts(1_000, 99_000);
      case "each_category.csv" -> texts(1_000, 1_000);
      case "bomb.csv.gz" -> bomb();
      case "fails.csv" -> throw new IOException("the disk is on fire");
      default -> policy.open(script, path);
    };
  }

  @Override
  public void write(String script, String path, Text text) throws IOException {
    policy.write(script, path, text);
  }

  @Override
  public Optional<Path> readable(String script, String path) throws IOException {
    return policy.readable(script, path);
  }

  @Override
  public Optional<Path> writable(String script, String path) throws IOException {
    return policy.writable(script, path);
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static InputStream texts(int different, int rows) {
    StringBuilder text = new StringBuilder("name,y\n");
    for (int i = 0; i < rows; i++) {
      text.append('n').append(i % different).append(",1\n");
    }
    return text(text.toString());
  }

  /** As many numbers as the bytes allow. */
  private static InputStream table() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 999; i++) {
      text.append('a').append(i).append(',');
    }
    text.append("y\n");
    for (int row = 0; row < 1_040; row++) {
      text.append("1,".repeat(999)).append(row % 2).append('\n');
    }
    return text(text.toString());
  }

  private static InputStream bomb() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      byte[] rows = "1,0\n".repeat(16_384).getBytes(StandardCharsets.UTF_8);
      out.write("x,y\n".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 1_000; i++) {
        out.write(rows);
      }
    }
    return new ByteArrayInputStream(packed.toByteArray());
  }

  /** A beginning, and then the same again and again. */
  private static final class Endless extends InputStream {
    private final byte[] begin;
    private final byte[] again;
    private long at;

    Endless(String begin, String again) {
      this.begin = begin.getBytes(StandardCharsets.UTF_8);
      this.again = again.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int read(byte[] into, int from, int length) {
      for (int i = 0; i < length; i++) {
        into[from + i] = (byte) read();
      }
      return length;
    }

    @Override
    public int read() {
      long place = at++;
      return place < begin.length
          ? begin[(int) place]
          : again[(int) ((place - begin.length) % again.length)];
    }
  }
}
