package io.github.neuronscript.data;

import static io.github.neuronscript.data.FileDiagnostics.quoted;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Span;

/** Every message about the text of JSON lines; those about cells are in {@link RowDiagnostics}. */
final class JsonDiagnostics {

  private JsonDiagnostics() {}

  static Diagnostic empty(String file) {
    return Diagnostic.error(Code.CSV_EMPTY, quoted(file) + " holds no object")
        .help("write one object on each line, as in `{\"length\": 5.1, \"species\": \"setosa\"}`");
  }

  static Diagnostic malformed(JsonLine.Problem problem, Span place, boolean list) {
    Diagnostic malformed = Diagnostic.error(Code.JSON_MALFORMED, problem.getMessage(), place);
    return list
        ? malformed.help("write one object on each line, without brackets around them")
        : malformed;
  }

  static Diagnostic tooLong(String file, int line, Limits limits) {
    return Diagnostic.error(
        Code.CSV_TOO_LARGE,
        "line "
            + line
            + " of "
            + quoted(file)
            + " is longer than "
            + limits.rowLength()
            + " characters");
  }
}
