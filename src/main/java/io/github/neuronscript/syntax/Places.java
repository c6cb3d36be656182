package io.github.neuronscript.syntax;

import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Expression;
import java.util.IdentityHashMap;

/** Where each node of a formula stood in the source; kept beside the tree, not in it. */
public final class Places {

  private final IdentityHashMap<Expression, Span> spans = new IdentityHashMap<>();
  private final Span whole;

  Places(Span whole) {
    this.whole = whole;
  }

  void put(Expression node, Span span) {
    spans.put(node, span);
  }

  /** Gives a formula the place of the one that it was made of. */
  public void keep(Expression written, Expression resolved) {
    spans.putIfAbsent(resolved, of(written));
  }

  /** Returns the place of a node, or that of the whole statement if it was not written there. */
  public Span of(Expression node) {
    return spans.getOrDefault(node, whole);
  }
}
