package io.github.neuronscript;

import io.github.neuronscript.diagnostic.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a fuzzer starts from: inputs by their names, and the words of the language. */
final class FuzzSeeds {

  /** A longer one teaches a fuzzer nothing, and makes it slow. */
  private static final int MOST_BYTES = 3_000;

  private FuzzSeeds() {}

  /** Writes the seeds of the way {@code arguments[0]} and {@code words.dict} to a folder. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    Path seeds = Files.createDirectories(folder.resolve("seeds"));
    FuzzWay way = FuzzWay.valueOf(arguments[0]);
    Map<String, byte[]> all = new TreeMap<>(finds(way));
    if (way.readsScripts()) {
      all.putAll(scripts());
      all.putAll(attacks());
    }
    for (Map.Entry<String, byte[]> seed : all.entrySet()) {
      Files.write(seeds.resolve(seed.getKey()), seed.getValue());
    }
    Files.writeString(folder.resolve("words.dict"), dictionary());
  }

  /** Inputs that were found or made for a way: the files of its folder. */
  static Map<String, byte[]> finds(FuzzWay way) {
    Path folder = TestFiles.path("src/test/fuzz").resolve(way.folder());
    return Files.isDirectory(folder) ? read(folder, "") : Map.of();
  }

  /** The golden scripts, and those that people read first. */
  static Map<String, byte[]> scripts() {
    Map<String, byte[]> all = read(TestFiles.path("src/test/scripts"), ".nn");
    all.putAll(read(TestFiles.path("scripts"), ".nn"));
    return all;
  }

  /** Attacks that are not attacks by their size. */
  private static Map<String, byte[]> attacks() {
    Map<String, byte[]> all = new TreeMap<>();
    for (HostileCorpus.Attack attack : HostileCorpus.attacks()) {
      byte[] bytes = attack.script().get().getBytes(StandardCharsets.UTF_8);
      if (bytes.length <= MOST_BYTES) {
        all.put(attack.name().replaceAll("\\W+", "_"), bytes);
      }
    }
    return all;
  }

  private static Map<String, byte[]> read(Path folder, String ending) {
    Map<String, byte[]> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (file.toString().endsWith(ending) && Files.size(file) <= MOST_BYTES) {
          String name = folder.relativize(file).toString().replaceAll("[/\\\\]", "-");
          all.put(name, Files.readAllBytes(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /** Returns all words, names and signs of the scripts as a dictionary of libFuzzer. */
  private static String dictionary() {
    NeuronScript engine = new NeuronScript();
    return scripts().values().stream()
        .map(bytes -> Source.of("seed.nn", new String(bytes, StandardCharsets.UTF_8)))
        .flatMap(
            source ->
                engine.tokens(source).stream()
                    .filter(token -> token.kind() != Token.Kind.COMMENT)
                    .map(token -> token.place())
                    .map(place -> source.text().substring(place.start(), place.end())))
        .filter(word -> word.matches("[\\w<>=!&|*/^+(){}\\[\\]-]{1,20}"))
        .collect(Collectors.groupingBy(word -> word, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .filter(word -> word.getValue() > 2)
        .map(word -> "\"" + word.getKey() + "\"\n")
        .collect(Collectors.joining());
  }
}
