package io.github.neuronscript.house;

import io.github.neuronscript.Limits;
import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.Result;
import io.github.neuronscript.diagnostic.NeuronScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.trace.TraceEvent;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs every script below some folders and prints for each a digest of all that a host is told:
 * events down to the bits of their numbers, diagnostics, values, tokens and layout. It uses nothing
 * but the exported packages, so that it runs on whatever has them.
 */
final class ScriptDigests {

  private static final Set<String> EXPORTED =
      Stream.of("", ".diagnostic", ".formula", ".judge", ".trace")
          .map("io.github.neuronscript"::concat)
          .collect(Collectors.toUnmodifiableSet());

  private static final int MOST_ROWS = 100;

  private final MessageDigest digest;
  private long events;

  private ScriptDigests(MessageDigest digest) {
    this.digest = digest;
  }

  public static void main(String[] folders) throws Exception {
    StringBuilder lines = new StringBuilder();
    for (String folder : folders) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".nn")).sorted().toList()) {
          lines.append(line(file)).append('\n');
        }
      }
    }
    System.out.print(lines);
  }

  private static String line(Path file) throws Exception {
    ScriptDigests digests = new ScriptDigests(MessageDigest.getInstance("SHA-256"));
    Result result = digests.run(file);
    return "%s %s %d %s"
        .formatted(
            file,
            result.status(),
            digests.events,
            HexFormat.of().formatHex(digests.digest.digest()));
  }

  private Result run(Path file) throws IOException {
    Source source = Source.of(file.toString(), Files.readString(file));
    NeuronScript engine = new NeuronScript();
    Options options =
        Options.defaults()
            .limits(Limits.untrusted())
            .files((script, path) -> Files.newInputStream(Path.of(script).resolveSibling(path)))
            .listener(
                event -> {
                  events++;
                  add(event);
                });
    Result result = engine.run(source, options);
    add(result.diagnostics());
    result.names().forEach(name -> add(result.value(name)));
    add(engine.tokens(source));
    try {
      add(engine.format(source));
    } catch (NeuronScriptException e) {
      add(e.diagnostics());
    }
    return result;
  }

  private void add(Object value) {
    if (value instanceof Double number) {
      text(Long.toHexString(Double.doubleToRawLongBits(number)));
    } else if (value instanceof Optional<?> optional) {
      optional.ifPresentOrElse(this::add, () -> text("-"));
    } else if (value instanceof Collection<?> all) {
      text("(");
      ordered(all).forEach(this::add);
      text(")");
    } else if (value instanceof Map<?, ?> map) {
      for (Object key : ordered(map.keySet())) {
        add(key);
        add(map.get(key));
      }
    } else if (value != null && value.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(value); i++) {
        add(Array.get(value, i));
      }
    } else if (value instanceof Record && isExported(value.getClass())) {
      record(value);
    } else if (value instanceof Enum<?> constant) {
      text(constant.name());
    } else if (value instanceof CharSequence || value instanceof Number) {
      text(value.toString());
    } else if (value instanceof Boolean || value == null) {
      text(String.valueOf(value));
    } else if (value instanceof IntFunction<?>) {
      text("what it gives stands with the event that has it");
    } else {
      text(value.getClass().getName());
    }
  }

  private void record(Object value) {
    text(value.getClass().getName());
    if (value instanceof TraceEvent.Applied applied) {
      for (int row = 0; row < Math.min(applied.rows(), MOST_ROWS); row++) {
        add(applied.row().apply(row).toNumbers());
      }
    }
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      try {
        add(component.getAccessor().invoke(value));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** The order of sets and maps of the JDK is another one in each run. */
  private static Collection<?> ordered(Collection<?> all) {
    return all instanceof Set<?>
        ? all.stream().sorted(Comparator.comparing(Object::toString)).toList()
        : all;
  }

  /** Of the others the library knows no components. */
  private static boolean isExported(Class<?> type) {
    return Modifier.isPublic(type.getModifiers()) && EXPORTED.contains(type.getPackageName());
  }

  private void text(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }
}
