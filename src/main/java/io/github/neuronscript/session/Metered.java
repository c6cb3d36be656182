package io.github.neuronscript.session;

import io.github.neuronscript.data.Binding;
import io.github.neuronscript.data.FileOpener;
import io.github.neuronscript.data.Limits;
import io.github.neuronscript.data.RowSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Files whose reading is counted. */
record Metered(FileOpener files, LongConsumer watch) implements FileOpener {

  @Override
  public InputStream open(String script, String path) throws IOException {
    return files.open(script, path);
  }

  @Override
  public void save(String script, String path, Content content) throws IOException {
    files.save(script, path, content);
  }

  @Override
  public Optional<Path> readable(String script, String path) throws IOException {
    return files.readable(script, path);
  }

  @Override
  public Optional<Path> writable(String script, String path) throws IOException {
    return files.writable(script, path);
  }

  @Override
  public Optional<RowSource> table(String script, String path) throws IOException {
    return files.table(script, path);
  }

  @Override
  public void exportable(String path, boolean single) throws IOException {
    files.exportable(path, single);
  }

  @Override
  public String declared(String script, String path) throws IOException {
    return files.declared(script, path);
  }

  @Override
  public Limits limits() {
    return files.limits().watch(watch);
  }

  @Override
  public Map<String, Binding> bindings() {
    return files.bindings();
  }
}
