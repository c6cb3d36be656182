package io.github.neuronscript.syntax;

import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Expression;
import java.util.IdentityHashMap;

/** Where each node of a formula stood in the source; kept beside the tree, not in it. */
public final class Places {

  /** Most formulas have few parts, and a script may have many formulas. */
  private static final int FEW = 2;

  /** Null while there is none. */
  private IdentityHashMap<Expression, Span> spans;

  private final Span whole;

  Places(Span whole) {
    this.whole = whole;
  }

  void put(Expression node, Span span) {
    if (spans == null) {
      spans = new IdentityHashMap<>(FEW);
    }
    spans.put(node, span);
  }

  /** Gives a formula the place of the one that it was made of. */
  public void keep(Expression written, Expression resolved) {
    if (spans == null || !spans.containsKey(resolved)) {
      put(resolved, of(written));
    }
  }

  /** Returns the place of a node, or that of the whole statement if it was not written there. */
  public Span of(Expression node) {
    return spans == null ? whole : spans.getOrDefault(node, whole);
  }
}
