package io.github.neuronscript.house;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A rule about calls: what is forbidden, where it is allowed all the same, and what to do instead.
 */
record ForbiddenCalls(Pattern target, Pattern allowedIn, String instead) {
  private static final String BASE = "io/github/neuronscript/";

  static ForbiddenCalls everywhere(String target, String instead) {
    return new ForbiddenCalls(Pattern.compile(target), Pattern.compile("(?!)"), instead);
  }

  /** Like {@link #everywhere}, but for a class or package below ours, such as {@code cli/}. */
  ForbiddenCalls except(String... places) {
    return new ForbiddenCalls(
        target, Pattern.compile(BASE + "(" + String.join("|", places) + ").*"), instead);
  }

  List<String> violations(Calls calls) {
    return calls.calls().stream()
        .filter(call -> target.matcher(call.target()).matches())
        .filter(call -> !allowedIn.matcher(call.from()).matches())
        .map(call -> call + ": " + instead)
        .toList();
  }

  @Override
  public String toString() {
    return target.pattern();
  }
}
