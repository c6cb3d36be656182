package io.github.neuronscript.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's ten lines of Java compile. */
class EmbeddingTest {

  @Test
  void theExampleCompiles(@TempDir Path folder) throws IOException {
    var blocks = MarkdownPage.read(Repository.path("README.md")).blocks("java");
    assertEquals(1, blocks.size());
    Path file = folder.resolve("Embedded.java");
    Files.writeString(file, String.join("\n", blocks.get(0).lines()) + "\n");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var complaints = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  complaints,
                  files,
                  null,
                  List.of("-proc:none", "-d", folder.toString()),
                  null,
                  files.getJavaFileObjects(file))
              .call();
      assertTrue(compiled, complaints::toString);
    }
  }
}
