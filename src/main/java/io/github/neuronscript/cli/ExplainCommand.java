package io.github.neuronscript.cli;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.render.Explanations;
import io.github.neuronscript.render.Glyphs;
import io.github.neuronscript.render.Paragraph;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code nn explain}: what an error means, by its code. */
final class ExplainCommand {

  private ExplainCommand() {}

  static int run(Arguments arguments, Shell shell) {
    String word = arguments.operand("");
    List<String> codes = Arrays.stream(Code.values()).map(Code::text).sorted().toList();
    if (word.isEmpty()) {
      codes.forEach(code -> shell.out().append(code).append('\n'));
      return ExitCode.DONE;
    }
    Optional<Code> code = Code.of(plain(word));
    if (code.isEmpty()) {
      throw new UsageException(UsageErrors.unknownCode(word, codes));
    }
    Appearance appearance = Appearance.of(shell.screen(), new String[0]);
    Glyphs glyphs = new Glyphs(appearance.style().ascii());
    shell.out().append(code.get().text()).append("\n\n");
    for (String line : Explanations.of(code.get())) {
      for (String part : Paragraph.wrapped(glyphs.text(line), appearance.style().width())) {
        shell.out().append(part).append('\n');
      }
    }
    return ExitCode.DONE;
  }

  /** People copy the whole of {@code error[weight-count]:}. */
  private static String plain(String word) {
    int open = word.indexOf('[');
    int close = word.indexOf(']');
    return open >= 0 && close > open ? word.substring(open + 1, close) : word;
  }
}
