package io.github.neuronscript.session;

import io.github.neuronscript.formula.Fraction;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.trace.TraceEvent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/**
 * What it takes to write the numbers of an event that may be long: fractions and decimals. Doubles
 * take nothing here.
 */
final class LongNumbers {

  /** Bits of as much as is written of a double. */
  private static final int BITS_OF_DOUBLE = 64;

  /** Bits, squared, that take a step to be written. */
  private static final long SQUARED_BITS = 10_000;

  private long pieces;
  private long steps;

  private LongNumbers() {}

  static LongNumbers of(TraceEvent event) {
    LongNumbers numbers = new LongNumbers();
    numbers.add(event);
    return numbers;
  }

  /** Returns how many doubles are as long as all of them, besides one for each. */
  long pieces() {
    return pieces;
  }

  /** Returns the steps that it takes to write them. */
  long steps() {
    return steps;
  }

  private void add(TraceEvent event) {
    if (event instanceof TraceEvent.Forward forward) {
      add(forward.raw(), forward.inputs(), forward.weights());
      add(forward.bias(), forward.z(), forward.output());
    } else if (event instanceof TraceEvent.Backward backward) {
      add(backward.inputs(), backward.gradient());
      add(backward.z(), backward.output(), backward.target(), backward.loss(), backward.lossByZ());
    } else if (event instanceof TraceEvent.Gathered gathered) {
      gathered.parts().forEach(part -> add(part.gradient()));
      add(gathered.sums(), gathered.weights(), gathered.gradient());
    } else if (event instanceof TraceEvent.Update update) {
      add(update.inputs(), update.gradient(), update.before(), update.after());
      update.memoryBefore().forEach(this::add);
      update.memoryAfter().forEach(this::add);
      add(update.target(), update.output(), update.z(), update.rate());
    } else if (event instanceof TraceEvent.Epoch epoch) {
      add(epoch.weights());
      add(epoch.cost(), epoch.previousCost(), epoch.gradientNorm());
    } else if (event instanceof TraceEvent.Trained trained) {
      add(trained.weights());
      add(trained.firstCost(), trained.lastCost(), trained.bias());
    } else if (event instanceof TraceEvent.Predicted predicted) {
      add(predicted);
    } else if (event instanceof TraceEvent.Explained explained) {
      add(explained.prediction());
      add(explained.contributions());
      add(explained.total());
    } else if (event instanceof TraceEvent.Ledger ledger) {
      add(ledger.sums(), ledger.gradient());
      for (TraceEvent.Ledger.Share share : ledger.shares()) {
        add(share.gradient());
        add(share.target(), share.output(), share.loss());
      }
    } else if (event instanceof TraceEvent.Derived derived) {
      add(derived.value(), derived.derivative());
    } else if (event instanceof TraceEvent.Differed differed) {
      add(differed.inOthers().weights());
      add(differed.furthest(), differed.inOthers().bias());
    } else if (event instanceof TraceEvent.Evaluated evaluated) {
      add(evaluated.losses());
      add(evaluated.sum(), evaluated.cost());
    } else if (event instanceof TraceEvent.Shown shown) {
      add(shown.values());
      add(shown.value());
    } else if (event instanceof TraceEvent.Expected expected) {
      add(expected.values());
    } else if (event instanceof TraceEvent.Fired fired) {
      add(fired.values());
    } else if (event instanceof TraceEvent.Printed printed) {
      add(printed.numbers());
    } else if (event instanceof TraceEvent.Answered answered) {
      add(answered.answer());
      add(answered.values());
    } else if (event instanceof TraceEvent.Original original) {
      add(original.weights(), original.original());
    }
  }

  private void add(TraceEvent.Predicted predicted) {
    add(predicted.raw(), predicted.inputs(), predicted.weights());
    add(predicted.bias(), predicted.z(), predicted.output());
  }

  private void add(Map<?, Number> values) {
    values.values().forEach(this::add);
  }

  private void add(Vector... vectors) {
    for (Vector vector : vectors) {
      if (!vector.isDoubles()) {
        vector.toNumbers().forEach(this::add);
      }
    }
  }

  private void add(Number... numbers) {
    for (Number number : numbers) {
      if (number instanceof Fraction fraction) {
        add(fraction.numerator());
        add(fraction.denominator());
      } else if (number instanceof BigDecimal decimal) {
        add(decimal.unscaledValue());
      }
    }
  }

  private void add(BigInteger digits) {
    long bits = digits.bitLength();
    pieces += bits / BITS_OF_DOUBLE;
    steps += bits * bits / SQUARED_BITS;
  }
}
