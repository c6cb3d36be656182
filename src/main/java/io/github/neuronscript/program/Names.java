package io.github.neuronscript.program;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Comparison;
import io.github.neuronscript.formula.Expression.Comparison.Relation;
import io.github.neuronscript.formula.Expression.Constant;
import io.github.neuronscript.formula.Expression.Elementary;
import io.github.neuronscript.formula.Expression.Invocation;
import io.github.neuronscript.formula.Expression.Text;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.Expression.Variable.Role;
import io.github.neuronscript.formula.Function;
import io.github.neuronscript.formula.NumberReader;
import io.github.neuronscript.formula.Symbols;
import io.github.neuronscript.judge.Metric;
import io.github.neuronscript.judge.Statistic;
import io.github.neuronscript.syntax.Places;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Decides what each name of a formula stands for, in the scope and the place where it is read. */
public final class Names {

  /** The values that formulas can read by a word of the language, in the order of their lists. */
  static final Set<String> QUANTITIES =
      Collections.unmodifiableSet(
          new LinkedHashSet<>(
              Stream.of(
                      Stream.of("z", "output", "target", "loss"),
                      Stream.of(
                          "cost", "previous_cost", "rate", "epoch", "updates", "gradient_norm"),
                      Stream.of("threshold"),
                      Arrays.stream(Metric.values())
                          .filter(m -> m != Metric.COST)
                          .map(Metric::word),
                      Statistic.Of.all().map(Statistic.Of::word))
                  .flatMap(words -> words)
                  .toList()));

  /** Returns the words for values of the neuron, its training and its judgement. */
  public static List<String> quantities() {
    return List.copyOf(QUANTITIES);
  }

  /** Of the example last shown. */
  private static final Set<String> OF_THE_EXAMPLE = Set.of("z", "output", "target", "loss");

  private static boolean isOfTheEvaluation(String name) {
    return Metric.named(name).filter(metric -> metric != Metric.COST).isPresent();
  }

  /** Other spellings of a word of the language. */
  private static final Map<String, String> SPELLINGS =
      Map.ofEntries(
          Map.entry("yhat", "output"),
          Map.entry("ŷ", "output"),
          Map.entry("α", "rate"),
          Map.entry("σ", "sigmoid"));

  /** What newcomers write, and the word they mean. */
  private static final Map<String, String> MEANT =
      Map.ofEntries(
          Map.entry("log", "ln"),
          Map.entry("pow", "^"),
          Map.entry("sigma", "sigmoid"),
          Map.entry("logistic", "sigmoid"),
          Map.entry("bce", "cross_entropy"),
          Map.entry("binary_cross_entropy", "cross_entropy"),
          Map.entry("log_loss", "cross_entropy"),
          Map.entry("mean_squared_error", "mse"),
          Map.entry("squared", "mse"),
          Map.entry("l1", "mae"),
          Map.entry("l2", "mse"),
          Map.entry("heaviside", "step"),
          Map.entry("identity", "linear"),
          Map.entry("silu", "swish"),
          Map.entry("prediction", "output"),
          Map.entry("y_hat", "output"),
          Map.entry("lr", "rate"),
          Map.entry("learning_rate", "rate"),
          Map.entry("eta", "rate"),
          Map.entry("η", "rate"),
          Map.entry("alpha", "rate"),
          Map.entry("error", "loss"),
          Map.entry("epochs", "epoch"));

  /** The same for the first part of {@code mean_accuracy}. */
  private static final Map<String, String> MEANT_STATISTICS =
      Map.ofEntries(
          Map.entry("average", "mean"),
          Map.entry("avg", "mean"),
          Map.entry("std", "deviation"),
          Map.entry("sd", "deviation"),
          Map.entry("min", "lowest"),
          Map.entry("minimum", "lowest"),
          Map.entry("max", "highest"),
          Map.entry("maximum", "highest"));

  /** The same behind {@code penalty}. */
  private static final Map<String, String> MEANT_AS_PENALTY =
      Map.ofEntries(
          Map.entry("l1", "l1(0.01)"),
          Map.entry("l2", "l2(0.01)"),
          Map.entry("none", "none"),
          Map.entry("lasso", "l1(0.01)"),
          Map.entry("mae", "l1(0.01)"),
          Map.entry("ridge", "l2(0.01)"),
          Map.entry("tikhonov", "l2(0.01)"),
          Map.entry("weight_decay", "l2(0.01)"),
          Map.entry("mse", "l2(0.01)"),
          Map.entry("off", "none"),
          Map.entry("no", "none"));

  /** The same behind {@code learning rule}. */
  private static final Map<String, String> MEANT_AS_RULE =
      Map.ofEntries(
          Map.entry("sgd", "gradient descent"),
          Map.entry("gd", "gradient descent"),
          Map.entry("gradient", "gradient descent"),
          Map.entry("backprop", "gradient descent"),
          Map.entry("nag", "nesterov(0.9)"),
          Map.entry("heavy_ball", "momentum(0.9)"),
          Map.entry("rosenblatt", "perceptron"),
          Map.entry("widrow_hoff", "delta"),
          Map.entry("lms", "delta"));

  /** Where a formula stands, which decides what its names can mean. */
  enum Place {
    /** Computed now: built-in values, inputs, weights, the bias, lets. */
    VALUE,
    /** Computed after each epoch: as VALUE, without the example. */
    EPOCH,
    /** In a rule after each example of a training: as EPOCH, with that example. */
    STEP,
    /** In a decision rule: as VALUE, with the example but no target. */
    PREDICT,
    /** Over the columns of the data: lets, and every other name is a column. */
    COLUMNS,
    /** The body of a function: its parameters and lets. */
    FUNCTION,
    /** A line of a learning rule. */
    RULE
  }

  private final Scope scope;
  private final Place place;
  private final Places places;
  private final List<Diagnostic> errors;
  private final List<String> own;
  private Optional<String> defined = Optional.empty();

  /**
   * Makes a resolver.
   *
   * @param own the parameters of the function or rule, and the names that a rule remembers
   * @param errors gets what is wrong
   */
  Names(Scope scope, Place place, Places places, List<String> own, List<Diagnostic> errors) {
    this.scope = scope;
    this.place = place;
    this.places = places;
    this.own = own;
    this.errors = errors;
  }

  /** Returns a resolver for the body of a function, which cannot use itself. */
  Names defining(String function) {
    Names body = new Names(scope, place, places, own, errors);
    body.defined = Optional.of(function);
    return body;
  }

  /** Whether a learning rule reads this word and so cannot assign to it. */
  static boolean isReadByRules(String name) {
    return !name.equals("w") && ruleQuantity(spelled(name)).isPresent();
  }

  static String spelled(String name) {
    return SPELLINGS.getOrDefault(name, name);
  }

  static Optional<String> meant(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Optional.ofNullable(MEANT.get(lower)).or(() -> meantStatistic(lower));
  }

  /** Returns {@code lowest_accuracy} for {@code min_accuracy}. */
  private static Optional<String> meantStatistic(String name) {
    int end = name.indexOf('_');
    return Optional.ofNullable(end < 0 ? null : MEANT_STATISTICS.get(name.substring(0, end)))
        .map(word -> word + name.substring(end))
        .filter(word -> Statistic.Of.named(word).isPresent());
  }

  /** Returns the penalty that is meant by another word. */
  static Optional<String> meantAsPenalty(String name) {
    return Optional.ofNullable(MEANT_AS_PENALTY.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Returns the learning rule that is meant by another word. */
  static Optional<String> meantAsRule(String name) {
    return Optional.ofNullable(MEANT_AS_RULE.get(name.toLowerCase(java.util.Locale.ROOT)));
  }

  /** Returns the formula with every name resolved; an unknown one is reported and stays. */
  Expression resolve(Expression e) {
    if (e instanceof Variable variable) {
      return variable(variable);
    }
    if (e instanceof Expression.Literal) {
      return e;
    }
    if (e instanceof Text) {
      errors.add(CheckErrors.textIsNoNumber(places.of(e)));
      return Constant.NAN;
    }
    if (e instanceof Comparison comparison && hasText(comparison)) {
      return textComparison(comparison);
    }
    List<Expression> parts = new ArrayList<>(e.children().size());
    boolean same = true;
    for (Expression part : e.children()) {
      Expression resolved = resolve(part);
      same &= resolved == part;
      parts.add(resolved);
    }
    if (e instanceof Invocation call) {
      return call(call, parts);
    }
    return same ? e : e.withChildren(parts);
  }

  private static boolean hasText(Comparison e) {
    return e.left() instanceof Text || e.right() instanceof Text;
  }

  private Expression textComparison(Comparison e) {
    Expression other = e.left() instanceof Text ? e.right() : e.left();
    boolean equality = e.relation() == Relation.EQUAL || e.relation() == Relation.UNEQUAL;
    if (place == Place.COLUMNS && equality && other instanceof Variable column) {
      return new Comparison(
          e.relation(),
          new Variable(column.name(), Role.COLUMN),
          e.left() instanceof Text ? e.left() : e.right());
    }
    Expression text = e.left() instanceof Text ? e.left() : e.right();
    errors.add(
        place == Place.COLUMNS && other instanceof Variable column && text instanceof Text written
            ? CheckErrors.orderOfTexts(
                places.of(e),
                Symbols.typed(column.name()),
                written.value(),
                NumberReader.parseCell(written.value()).isPresent())
            : CheckErrors.textIsNoNumber(places.of(e)));
    return Constant.NAN;
  }

  private Expression variable(Variable e) {
    return switch (place) {
      case COLUMNS -> overColumns(e);
      case FUNCTION, RULE -> inADefinition(e);
      case VALUE, EPOCH, STEP, PREDICT -> value(e);
    };
  }

  private Expression overColumns(Variable e) {
    if (e.role() == Role.NAME) {
      Optional<Expression> constant = constant(e.name());
      if (constant.isPresent()) {
        return constant.get();
      }
    }
    return new Variable(e.name(), scope.lets.containsKey(e.name()) ? Role.LET : Role.COLUMN);
  }

  static boolean isConstant(String name) {
    return name.equals("pi") || name.equals("π");
  }

  private static Optional<Expression> constant(String name) {
    return isConstant(name) ? Optional.of(Constant.PI) : Optional.empty();
  }

  private Expression inADefinition(Variable e) {
    if (place == Place.RULE && e.role() == Role.NAME) {
      String word = spelled(e.name());
      Optional<Variable> quantity = ruleQuantity(word);
      if (quantity.isPresent()) {
        return quantity.get();
      }
    }
    if (own.contains(e.name())) {
      return Variable.parameter(e.name());
    }
    if (scope.lets.containsKey(e.name())) {
      return new Variable(e.name(), Role.LET);
    }
    if (e.role() == Role.NAME && constant(e.name()).isPresent()) {
      return constant(e.name()).get();
    }
    Collection<String> candidates = scope.candidates(errors, this::ofADefinition);
    errors.add(
        scope.canRead(spelled(e.name()))
            ? neurons(e)
            : place == Place.RULE
                ? CheckErrors.unknownInRule(places.of(e), e.name(), candidates)
                : CheckErrors.unknownName(places.of(e), e.name(), candidates));
    return e;
  }

  /** Returns the names that the body of a function or a rule can read. */
  private List<String> ofADefinition() {
    List<String> names = new ArrayList<>(own);
    if (place == Place.RULE) {
      names.addAll(List.of("gradient", "rate", "updates", "output"));
    }
    names.addAll(scope.lets.keySet());
    names.add("pi");
    return names;
  }

  private Diagnostic neurons(Variable e) {
    String name = e.name();
    boolean parameter = scope.isWeight(name) || scope.hasBias && name.equals(scope.bias);
    return place == Place.RULE
        ? CheckErrors.neuronInRule(places.of(e), name, parameter)
        : CheckErrors.neuronInFunction(places.of(e), name);
  }

  private static Optional<Variable> ruleQuantity(String word) {
    return switch (word) {
      case "w", "x", "gradient", "rate", "updates", "z", "output" ->
          Optional.of(Variable.quantity(word));
      case "y", "target" -> Optional.of(Variable.quantity("target"));
      default -> Optional.empty();
    };
  }

  private Expression value(Variable e) {
    boolean word = e.role() == Role.NAME;
    String name = word ? spelled(e.name()) : e.name();
    if (word && constant(name).isPresent()) {
      return constant(name).get();
    }
    if (word && QUANTITIES.contains(name)) {
      return quantity(e, name);
    }
    if (scope.isInput(name) && !scope.oneHot.contains(name)) {
      return new Variable(name, Role.INPUT);
    }
    if (scope.isWeight(name)) {
      return new Variable(name, Role.WEIGHT);
    }
    if (scope.hasBias && (name.equals(scope.bias) || word && name.equals("bias"))) {
      return new Variable(scope.bias, Role.BIAS);
    }
    if (scope.lets.containsKey(name)) {
      return new Variable(name, Role.LET);
    }
    if (!isPoisoned() && !mayBeColumn()) {
      boolean function = isFunction(scope, name);
      errors.add(
          function
              ? CheckErrors.functionWithoutArguments(places.of(e), name)
              : CheckErrors.unknownName(
                  places.of(e), e.name(), scope.candidates(errors, scope::readable)));
    }
    return e;
  }

  /** Inputs and weights may be named after columns of a file that has not been read. */
  private boolean mayBeColumn() {
    return scope.allExcept.isPresent() && scope.inputs.isEmpty() || !scope.oneHot.isEmpty();
  }

  /** A damaged declaration may have declared any name. */
  private boolean isPoisoned() {
    return scope.damaged.stream()
        .anyMatch(
            word ->
                Set.of(
                        "include", "load", "inputs", "input", "weights", "weight", "bias", "let",
                        "define", "data")
                    .contains(word));
  }

  private Expression quantity(Variable e, String name) {
    boolean rule = place != Place.VALUE;
    if (place == Place.PREDICT && (name.equals("target") || name.equals("loss"))) {
      errors.add(CheckErrors.noTargetInPrediction(places.of(e), name));
    } else if (OF_THE_EXAMPLE.contains(name)
        && (place == Place.EPOCH || !rule && !scope.exampleShown)) {
      boolean targetByHand = name.equals("target") && scope.targetHasValue && place == Place.VALUE;
      if (!targetByHand) {
        errors.add(
            place == Place.EPOCH
                ? CheckErrors.exampleInEpoch(places.of(e), name)
                : CheckErrors.noExampleShown(places.of(e), name));
      }
    }
    if (isOfTheEvaluation(name) && rule) {
      errors.add(CheckErrors.evaluatedInRule(places.of(e), name));
    } else if (isOfTheEvaluation(name) && !scope.evaluated) {
      errors.add(CheckErrors.notEvaluated(places.of(e), name));
    }
    if (Statistic.Of.named(name).isPresent() && !scope.crossValidated) {
      errors.add(CheckErrors.notCrossValidated(places.of(e), name));
    }
    return Variable.quantity(name);
  }

  private Expression call(Invocation e, List<Expression> arguments) {
    String name = e.quoted() ? e.name() : spelled(e.name());
    if (defined.filter(name::equals).isPresent()) {
      errors.add(CheckErrors.usesItself(places.of(e), name));
      return e;
    }
    Optional<Definition> function =
        scope.function(name).or(() -> HostChecks.derivative(scope, e.name()));
    Optional<Function> elementary = Function.named(name);
    if (function.isEmpty() && elementary.isEmpty()) {
      if (!isPoisoned()) {
        errors.add(
            CheckErrors.unknownFunction(
                places.of(e), e.name(), scope.candidates(errors, () -> functionNames(scope))));
      }
      return e;
    }
    int arity = function.map(d -> d.parameters().size()).orElseGet(() -> elementary.get().arity());
    if (arity != arguments.size()) {
      errors.add(CheckErrors.wrongNumberOfArguments(places.of(e), name, arity, arguments.size()));
      return e;
    }
    function.ifPresent(called -> HostChecks.call(scope, called, places.of(e), errors));
    return function.isPresent()
        ? new Expression.Apply(function.get(), arguments)
        : new Elementary(elementary.get(), arguments);
  }

  static boolean isFunction(Scope scope, String name) {
    return scope.functions.containsKey(name) || Function.named(name).isPresent();
  }

  static List<String> functionNames(Scope scope) {
    List<String> names = new ArrayList<>(scope.functions.keySet());
    Arrays.stream(Function.values()).map(Function::word).forEach(names::add);
    return names;
  }
}
