package io.github.neuronscript.receipt;

import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.Expression.Variable.Role;
import io.github.neuronscript.formula.Function;
import io.github.neuronscript.formula.Simplifier;
import io.github.neuronscript.syntax.Script;
import io.github.neuronscript.syntax.ScriptLimits;
import io.github.neuronscript.syntax.ScriptParser;
import io.github.neuronscript.syntax.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads the formulas of a trace, by the functions that its lines have defined so far. */
final class Formulas {

  /** So many are kept read, since the same conditions come again and again. */
  private static final int KEPT = 500;

  /** Most parts of a formula with its functions written out, as in a script. */
  private static final int MOST_PARTS = ScriptLimits.STANDARD.terms();

  private final Work work;
  private final Map<String, Definition> functions = new HashMap<>();
  private final Map<String, Expression> read =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Expression> eldest) {
          return size() > KEPT;
        }
      };

  Formulas(Work work) {
    this.work = work;
  }

  /** Takes a function from its line. */
  void define(Fields line) {
    String name = line.text("name");
    List<String> parameters = line.texts("parameters");
    UnaryOperator<Expression> own = ofParameters(parameters);
    Expression body = resolved(line, "formula", own, functions);
    closed(line, body);
    Optional<Definition.StatedDerivative> stated = Optional.empty();
    if (!line.isNull("derivative")) {
      Fields derivative = line.object("derivative");
      // It may use the function itself.
      Map<String, Definition> known = new HashMap<>(functions);
      known.put(name, Definition.of(name, parameters, body));
      stated =
          Optional.of(
              new Definition.StatedDerivative(
                  derivative.text("by"), resolved(derivative, "formula", own, known)));
    }
    Optional<Expression> requirement =
        line.isNull("requires")
            ? Optional.empty()
            : Optional.of(resolved(line, "requires", own, functions));
    BuiltIns.ALL.hold(line, this);
    functions.put(name, new Definition(name, parameters, body, stated, requirement));
    read.clear();
  }

  private static UnaryOperator<Expression> ofParameters(List<String> parameters) {
    return e ->
        e instanceof Variable v && parameters.contains(v.name())
            ? Variable.parameter(v.name())
            : constant(e);
  }

  /** Every name in a function is one of its parameters. */
  private static void closed(Fields line, Expression formula) {
    formula.each(
        e -> {
          if (e instanceof Variable v && v.role() != Role.PARAMETER) {
            throw line.broken("`" + v.name() + "` is no parameter of this function");
          }
        });
  }

  private static Expression constant(Expression e) {
    return e instanceof Variable v && v.role() == Role.NAME && isPi(v.name())
        ? Expression.Constant.PI
        : e;
  }

  private static boolean isPi(String name) {
    return name.equals("pi") || name.equals("π");
  }

  Work work() {
    return work;
  }

  Optional<Definition> function(String name) {
    return Optional.ofNullable(functions.get(name));
  }

  /** Returns the simplifier that knows the logistic function and its logarithm. */
  Simplifier simplifier(Fields line) {
    Definition sigmoid = functions.get("sigmoid");
    Definition softplus = functions.get("softplus");
    if (sigmoid == null || softplus == null) {
      throw line.broken("no line before defines `sigmoid` and `softplus`");
    }
    return Simplifier.recognising(sigmoid, softplus)
        .counted(parts -> work.count(Work.DERIVED * parts));
  }

  /** Returns a formula over words of the language, such as {@code z}. */
  Expression overWords(Fields line, String key) {
    return resolved(
        line, key, e -> e instanceof Variable v ? Variable.quantity(v.name()) : e, functions);
  }

  /** Returns a formula over the parameters of a function. */
  Expression overParameters(Fields line, String key, List<String> parameters) {
    return resolved(line, key, ofParameters(parameters), functions);
  }

  /** Returns a formula whose names stay as they are typed. */
  Expression asTyped(Fields line, String key) {
    return typed(line, line.text(key));
  }

  /** Returns a formula of a text whose names stay as they are typed. */
  Expression typed(Fields line, String formula) {
    return read.computeIfAbsent(
        formula, text -> resolved(line, parsed(line, text), Formulas::constant, functions));
  }

  private Expression resolved(
      Fields line, String key, UnaryOperator<Expression> leaf, Map<String, Definition> functions) {
    return resolved(line, parsed(line, line.text(key)), leaf, functions);
  }

  /** Holds a formula to the size that scripts may have, before anything is done with it. */
  private static Expression resolved(
      Fields line,
      Expression parsed,
      UnaryOperator<Expression> leaf,
      Map<String, Definition> functions) {
    Expression formula = resolve(line, parsed, leaf, functions);
    if (Definition.writtenOutSize(formula) > MOST_PARTS
        || Definition.writtenOutDepth(formula) > Definition.DEEPEST) {
      throw line.broken(
          "a formula is too long: with its functions written out it has more than "
              + MOST_PARTS
              + " parts, or more than "
              + Definition.DEEPEST
              + " in one another");
    }
    return formula;
  }

  /** Returns a formula of a text that is a part of a key's. */
  Expression of(Fields line, String text, UnaryOperator<Expression> leaf) {
    return resolved(line, parsed(line, text), e -> constant(leaf.apply(e)), functions);
  }

  /** Returns a formula as it is typed, whose calls and names stand for nothing yet. */
  Expression parsed(Fields line, String text) {
    work.count(Work.DERIVED * text.length());
    Script script = ScriptParser.parse(Source.of("formula", "let v = (" + text + ")"));
    if (script.statements().size() == 1
        && script.diagnostics().isEmpty()
        && script.statements().get(0) instanceof Statement.Let let) {
      return let.value();
    }
    throw line.broken("the formula `" + text + "` cannot be read");
  }

  private static Expression resolve(
      Fields line,
      Expression e,
      UnaryOperator<Expression> leaf,
      Map<String, Definition> functions) {
    List<Expression> parts = new ArrayList<>();
    for (Expression part : e.children()) {
      parts.add(resolve(line, part, leaf, functions));
    }
    if (!(e instanceof Expression.Invocation call)) {
      return parts.isEmpty() ? leaf.apply(e) : e.withChildren(parts);
    }
    Definition function = functions.get(call.name());
    Optional<Function> elementary = Function.named(call.name());
    if (function != null && function.parameters().size() == parts.size()) {
      return new Expression.Apply(function, parts);
    }
    if (function == null && elementary.filter(f -> f.arity() == parts.size()).isPresent()) {
      return new Expression.Elementary(elementary.get(), parts);
    }
    throw line.broken("no line before defines `" + call.name() + "` as it is called here");
  }
}
