package io.github.neuronscript.cli;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Fix;
import io.github.neuronscript.diagnostic.Severity;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.render.Json;
import java.util.List;

/** Writes diagnostics as JSON lines; {@code grammar/README.md} lists the keys. */
final class DiagnosticJson {

  private DiagnosticJson() {}

  static String line(Diagnostic diagnostic) {
    Json json = new Json().text("event", "diagnostic");
    json.text("severity", diagnostic.severity().text()).text("code", diagnostic.code().text());
    json.text("message", diagnostic.message());
    if (diagnostic.span().isPresent()) {
      json.object("place");
      place(json, diagnostic.span().get());
      json.end();
    } else {
      json.nothing("place");
    }
    json.text("label", diagnostic.label()).list("related");
    for (Diagnostic.Related related : diagnostic.related()) {
      json.element();
      place(json, related.span());
      json.text("label", related.label()).end();
    }
    json.endList().texts("notes", diagnostic.notes()).texts("helps", diagnostic.helps());
    json.list("fixes");
    for (Fix fix : diagnostic.fixes()) {
      json.element();
      place(json, fix.span());
      json.text("text", fix.text()).end();
    }
    return json.endList().line();
  }

  private static void place(Json json, Span span) {
    Source.Position start = span.position();
    Source.Position end = span.source().position(span.end());
    json.text("script", span.source().name());
    json.integer("line", start.line()).integer("column", start.column());
    json.integer("end_line", end.line()).integer("end_column", end.column());
  }

  static String summary(String script, List<Diagnostic> found) {
    Json json = new Json().text("event", "checked").text("script", script);
    json.integer("errors", count(found, Severity.ERROR));
    json.integer("warnings", count(found, Severity.WARNING));
    return json.integer("notices", count(found, Severity.NOTICE)).line();
  }

  private static long count(List<Diagnostic> found, Severity severity) {
    return found.stream().filter(diagnostic -> diagnostic.severity() == severity).count();
  }
}
