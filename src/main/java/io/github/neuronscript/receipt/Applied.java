package io.github.neuronscript.receipt;

import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.neuron.ChainRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the neuron told last makes of rows that lines have told. */
final class Applied {

  /** What may be computed anew for one line, in parts of formulas; beyond, it stays given. */
  private static final long MOST_PARTS = 4_000_000;

  private final List<Number> targets = new ArrayList<>();
  private final List<Number> outputs = new ArrayList<>();
  private final List<Number> losses = new ArrayList<>();

  private Applied() {}

  /** Applies the neuron to the rows of a line; empty if it names none. */
  static Optional<Applied> of(Fields line, Known known) {
    List<Known.Row> rows = known.rows(line);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    Neuron neuron = known.neuron(line);
    Expression loss = neuron.formulas().loss();
    long parts =
        Definition.writtenOutSize(loss)
            + Definition.writtenOutSize(neuron.view().loss())
            + Definition.writtenOutSize(neuron.formulas().computedOutput())
            + neuron.width();
    if (parts > MOST_PARTS / rows.size()) {
      return Optional.empty();
    }
    Applied applied = new Applied();
    for (Known.Row row : rows) {
      Number z = known.z(line, row.inputs());
      Number output = Steps.output(line, known, z);
      applied.targets.add(row.target());
      applied.outputs.add(output);
      applied.losses.add(
          known.value(
              line,
              loss,
              Map.of(ChainRule.Z, z, ChainRule.OUTPUT, output, ChainRule.TARGET, row.target())));
    }
    return Optional.of(applied);
  }

  int size() {
    return targets.size();
  }

  List<Number> targets() {
    return targets;
  }

  double[] targetsAsDoubles() {
    return Figures.doubles(targets);
  }

  List<Number> outputs() {
    return outputs;
  }

  List<Number> losses() {
    return losses;
  }
}
