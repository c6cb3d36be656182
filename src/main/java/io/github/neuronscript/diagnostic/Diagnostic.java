package io.github.neuronscript.diagnostic;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One problem: what is wrong ({@code message}, understood alone), where ({@code span}, and {@code
 * related} for the other party), one-sentence facts ({@code notes}) and what to type ({@code
 * helps}).
 *
 * @param span the smallest place that shows the problem; empty where there is no text to show, as
 *     for an option of the command line
 * @param label words written behind the carets of the primary place, often empty
 * @param reached the limit that was reached, if this is about one
 */
public record Diagnostic(
    Severity severity,
    Code code,
    String message,
    Optional<Span> span,
    String label,
    List<Related> related,
    List<String> notes,
    List<String> helps,
    List<Fix> fixes,
    Optional<Reached> reached) {

  /** Most characters of a message, a note or a help; what is longer ends in an ellipsis. */
  private static final int LONGEST = 1_000;

  /** A second place and what it has to do with the problem: "3 inputs declared here". */
  public record Related(Span span, String label) {}

  public Diagnostic {
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(span, "span");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(reached, "reached");
    message = cut(message);
    related = List.copyOf(related);
    notes = notes.stream().map(Diagnostic::cut).toList();
    helps = helps.stream().map(Diagnostic::cut).toList();
    fixes = List.copyOf(fixes);
  }

  /** A name in a text may be as long as a script. */
  private static String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end) + "…";
  }

  public static Diagnostic error(Code code, String message, Span span) {
    return of(Severity.ERROR, code, message, Optional.of(span));
  }

  public static Diagnostic warning(Code code, String message, Span span) {
    return of(Severity.WARNING, code, message, Optional.of(span));
  }

  public static Diagnostic notice(Code code, String message, Span span) {
    return of(Severity.NOTICE, code, message, Optional.of(span));
  }

  /** An error that belongs to no text. */
  public static Diagnostic error(Code code, String message) {
    return of(Severity.ERROR, code, message, Optional.empty());
  }

  /** A notice that belongs to no text. */
  public static Diagnostic notice(Code code, String message) {
    return of(Severity.NOTICE, code, message, Optional.empty());
  }

  private static Diagnostic of(Severity severity, Code code, String message, Optional<Span> span) {
    return new Diagnostic(
        severity,
        code,
        message,
        span,
        "",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** Returns this, with a place if it has none. */
  public Diagnostic orAt(Span place) {
    return span.isPresent()
        ? this
        : new Diagnostic(
            severity,
            code,
            message,
            Optional.of(place),
            label,
            related,
            notes,
            helps,
            fixes,
            reached);
  }

  public Diagnostic label(String text) {
    return new Diagnostic(
        severity, code, message, span, text, related, notes, helps, fixes, reached);
  }

  public Diagnostic related(Span place, String text) {
    return new Diagnostic(
        severity,
        code,
        message,
        span,
        label,
        and(related, new Related(place, text)),
        notes,
        helps,
        fixes,
        reached);
  }

  public Diagnostic note(String text) {
    return new Diagnostic(
        severity, code, message, span, label, related, and(notes, text), helps, fixes, reached);
  }

  public Diagnostic help(String text) {
    return new Diagnostic(
        severity, code, message, span, label, related, notes, and(helps, text), fixes, reached);
  }

  public Diagnostic fix(Span place, String text) {
    return new Diagnostic(
        severity,
        code,
        message,
        span,
        label,
        related,
        notes,
        helps,
        and(fixes, new Fix(place, text)),
        reached);
  }

  /** Returns this, with the limit that it is about. */
  public Diagnostic reached(Reached limit) {
    return new Diagnostic(
        severity, code, message, span, label, related, notes, helps, fixes, Optional.of(limit));
  }

  private static <T> List<T> and(List<T> list, T more) {
    List<T> longer = new ArrayList<>(list);
    longer.add(more);
    return longer;
  }
}
