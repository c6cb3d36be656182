package io.github.neuronscript;

import io.github.neuronscript.diagnostic.Span;
import java.util.Optional;

/**
 * What a program takes at most, as far as its text and the limits say: see {@link Program#cost}.
 *
 * @param steps as {@link Limits} counts them; {@code Long.MAX_VALUE} if there are more
 * @param place of the statement that takes most of them; empty if the script has none
 * @param dominates what that statement does, such as "1000 epochs × 4 rows × (2 inputs + 18 parts
 *     of formulas)"
 * @param factor the largest factor of that, such as "1000 epochs"
 */
public record Cost(long steps, Optional<Span> place, String dominates, String factor) {}
