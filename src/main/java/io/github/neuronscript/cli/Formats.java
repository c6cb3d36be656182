package io.github.neuronscript.cli;

import io.github.neuronscript.javasource.JavaClass;
import io.github.neuronscript.onnx.Declarations;
import io.github.neuronscript.onnx.OnnxReader;
import io.github.neuronscript.onnx.OnnxWriter;
import io.github.neuronscript.trace.Fitted;
import io.github.neuronscript.trace.ModelFormats;
import java.io.IOException;
import java.util.Locale;

/** Models of other tools, by the ends of their names. */
public final class Formats implements ModelFormats {

  private static boolean endsWith(String name, String ending) {
    return name.toLowerCase(Locale.ROOT).endsWith(ending);
  }

  @Override
  public void check(String name, boolean single) throws IOException {
    if (endsWith(name, ".onnx")) {
      return;
    }
    if (!name.endsWith(".java")) {
      throw new IOException(
          "a name ends in `.onnx` or `.java`, as in `export \"model.onnx\"` or `export"
              + " \"Model.java\"`; `save \"model.json\"` keeps a model for NeuronScript");
    }
    if (single) {
      throw new IOException("a Java class computes in double precision; leave out `float`");
    }
    JavaClass.name(name);
  }

  @Override
  public byte[] written(Fitted model, String name, boolean single) throws IOException {
    check(name, single);
    return endsWith(name, ".onnx") ? OnnxWriter.bytes(model, single) : JavaClass.bytes(model, name);
  }

  @Override
  public String declared(byte[] file, String name) throws IOException {
    if (!endsWith(name, ".onnx")) {
      throw new IOException(
          "what can be imported ends in `.onnx`, as in `import \"model.onnx\"`; `load` takes up a"
              + " model that was saved, and `include` a script");
    }
    return Declarations.of(OnnxReader.read(file));
  }
}
