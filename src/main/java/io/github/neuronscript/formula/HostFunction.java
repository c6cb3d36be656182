package io.github.neuronscript.formula;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * A function of numbers that the host gives to scripts, by its name: {@code activation soft}, or
 * {@code soft(x) + 1} wherever a formula stands.
 *
 * <pre>{@code
 * HostFunction soft =
 *     HostFunction.of("soft", z -> z / (1 + Math.abs(z)))
 *         .derivative(z -> 1 / ((1 + Math.abs(z)) * (1 + Math.abs(z))));
 * Options options = Options.defaults().functions(soft);
 * }</pre>
 *
 * <p>It must be pure: the same arguments give the same bits, whenever it is called, how often, and
 * in which thread; it is called in any order, and also at numbers that no data has, when a script
 * is checked. It may give infinities and NaN. Whatever it throws becomes an error of the script
 * that called it, with the thrown object as the cause.
 *
 * <p>Immutable; two objects are two functions, even of one name.
 */
public final class HostFunction {

  /** Most parameters of a function. */
  public static final int MOST_PARAMETERS = 16;

  /** Most steps that a call can count. */
  public static final long MOST_COST = 1_000_000_000_000L;

  private final String name;
  private final List<String> parameters;
  private final Optional<Body> value;
  private final Map<String, Body> slopes;
  private final long cost;
  private final String version;
  private final String description;

  /** Its derivatives, in the order of the parameters; those that are not given have no value. */
  private final List<HostFunction> partials = new ArrayList<>();

  /** Of which function this is the derivative, and by which parameter. */
  private final Optional<Partial> partial;

  /** The code of the host. */
  private sealed interface Body {
    /**
     * Computes a value.
     *
     * @param u one number for each parameter; not kept, and not changed
     */
    double of(double[] u);

    double of(double x);
  }

  /** Of one number, for which nothing is allocated. */
  private record OfOne(DoubleUnaryOperator code) implements Body {
    OfOne {
      Objects.requireNonNull(code, "code");
    }

    @Override
    public double of(double[] u) {
      return code.applyAsDouble(u[0]);
    }

    @Override
    public double of(double x) {
      return code.applyAsDouble(x);
    }
  }

  private record OfMany(ToDoubleFunction<double[]> code) implements Body {
    OfMany {
      Objects.requireNonNull(code, "code");
    }

    @Override
    public double of(double[] u) {
      return code.applyAsDouble(u.clone());
    }

    @Override
    public double of(double x) {
      return code.applyAsDouble(new double[] {x});
    }
  }

  /** What a derivative is the derivative of. */
  record Partial(HostFunction of, String by) {}

  private HostFunction(
      String name,
      List<String> parameters,
      Body value,
      Map<String, Body> slopes,
      long cost,
      String version,
      String description) {
    this.name = plain(name);
    this.parameters = List.copyOf(parameters);
    this.value = Optional.of(value);
    this.slopes = slopes;
    this.cost = cost;
    this.version = Objects.requireNonNull(version, "version");
    this.description = Objects.requireNonNull(description, "description");
    this.partial = Optional.empty();
    for (String parameter : this.parameters) {
      partials.add(new HostFunction(this, parameter));
    }
  }

  private HostFunction(HostFunction of, String by) {
    this.name = of.parameters.size() == 1 ? of.name + "′" : "∂" + of.name + "/∂" + by;
    this.parameters = of.parameters;
    this.value = Optional.ofNullable(of.slopes.get(by));
    this.slopes = Map.of();
    this.cost = of.cost;
    this.version = of.version;
    this.description = "";
    this.partial = Optional.of(new Partial(of, by));
  }

  /**
   * Whether a function can be called so: letters, digits and _, first a letter, no reserved word.
   */
  public static boolean isName(String name) {
    return Symbols.typed(name).equals(name);
  }

  private static String plain(String name) {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "`" + name + "` is no name: letters, digits and _, first a letter");
    }
    return name;
  }

  /** Makes a function of one number, x. */
  public static HostFunction of(String name, DoubleUnaryOperator value) {
    return of(name, List.of("x"), new OfOne(value));
  }

  /** Makes a function of two numbers, x and y. */
  public static HostFunction of(String name, DoubleBinaryOperator value) {
    Objects.requireNonNull(value, "value");
    return of(name, List.of("x", "y"), u -> value.applyAsDouble(u[0], u[1]));
  }

  /**
   * Makes a function of any number of numbers.
   *
   * @param name as scripts write it: letters, digits and _
   * @param parameters their names, 1 to {@value #MOST_PARAMETERS}; those of a loss are the target,
   *     {@code y}, and the output
   * @param value gets an array of its own, one number for each parameter
   * @throws IllegalArgumentException if a name is none, or stands twice
   */
  public static HostFunction of(
      String name, List<String> parameters, ToDoubleFunction<double[]> value) {
    return of(name, parameters, new OfMany(value));
  }

  private static HostFunction of(String name, List<String> parameters, Body value) {
    if (parameters.isEmpty() || parameters.size() > MOST_PARAMETERS) {
      throw new IllegalArgumentException(
          "`" + name + "` has " + parameters.size() + " parameters, not 1 to " + MOST_PARAMETERS);
    }
    if (new HashSet<>(parameters).size() < parameters.size()) {
      throw new IllegalArgumentException(
          "two parameters of `" + name + "` have the same name: " + parameters);
    }
    parameters.forEach(HostFunction::plain);
    return new HostFunction(name, parameters, value, Map.of(), 1, "", "");
  }

  /**
   * Returns this, with its derivative; only for a function of one number.
   *
   * @throws IllegalArgumentException if it is one of more
   */
  public HostFunction derivative(DoubleUnaryOperator slope) {
    if (parameters.size() > 1) {
      throw new IllegalArgumentException(
          "`" + name + "` has a derivative by each of " + parameters + ": say by which");
    }
    return withSlope(parameters.get(0), new OfOne(slope));
  }

  /**
   * Returns this, with its derivative by one parameter. Where a function has none, as at a kink,
   * the value that is given is taken.
   *
   * @param slope of all arguments
   * @throws IllegalArgumentException if there is no such parameter
   */
  public HostFunction derivative(String parameter, ToDoubleFunction<double[]> slope) {
    if (!parameters.contains(parameter)) {
      throw new IllegalArgumentException(
          "`" + name + "` has no parameter `" + parameter + "`, only " + parameters);
    }
    return withSlope(parameter, new OfMany(slope));
  }

  private HostFunction withSlope(String parameter, Body slope) {
    Map<String, Body> more = new LinkedHashMap<>(slopes);
    more.put(parameter, slope);
    return with(more, cost, version, description);
  }

  /**
   * Returns this, with what a call of it or of a derivative counts as.
   *
   * @param steps 1 to {@value #MOST_COST}; 1 is a product of two numbers, and the default
   * @throws IllegalArgumentException if they are fewer or more
   */
  public HostFunction cost(long steps) {
    if (steps < 1 || steps > MOST_COST) {
      throw new IllegalArgumentException(
          "a call of `" + name + "` costs " + steps + " steps, not 1 to " + MOST_COST);
    }
    return with(slopes, steps, version, description);
  }

  /**
   * Returns this, with a text that changes whenever its values do: it goes into the fingerprint of
   * the programs that call it. Empty by default.
   */
  public HostFunction version(String text) {
    return with(slopes, cost, text, description);
  }

  /**
   * Returns this by another name.
   *
   * @throws IllegalArgumentException if it is no name
   */
  public HostFunction named(String other) {
    return new HostFunction(
        other, parameters, value.orElseThrow(), slopes, cost, version, description);
  }

  /** Returns this, with what is to be said of it to those who write scripts. */
  public HostFunction description(String text) {
    return with(slopes, cost, version, text);
  }

  private HostFunction with(Map<String, Body> slopes, long cost, String version, String text) {
    return new HostFunction(name, parameters, value.orElseThrow(), slopes, cost, version, text);
  }

  public String name() {
    return name;
  }

  public List<String> parameters() {
    return parameters;
  }

  /** Returns the steps that a call counts as. */
  public long cost() {
    return cost;
  }

  public String version() {
    return version;
  }

  public String description() {
    return description;
  }

  /** Returns the parameters by which a derivative is given, in their order. */
  public List<String> derivatives() {
    return parameters.stream().filter(slopes::containsKey).toList();
  }

  /** Returns all that tells it from another, but for what it computes. */
  public String signature() {
    return String.join("\n", name, parameters.toString(), derivatives().toString(), version)
        + "\n"
        + cost;
  }

  /** Returns the derivative by parameter {@code i}, from 0: a function itself. */
  HostFunction partial(int i) {
    return partial.isPresent() ? new HostFunction(this, parameters.get(i)) : partials.get(i);
  }

  /** Returns the function that this is a derivative of, or this. */
  public HostFunction whole() {
    return partial.map(p -> p.of().whole()).orElse(this);
  }

  /**
   * Returns the derivative by parameter {@code i}, from 0; NaN where it is not given, or fails.
   *
   * @param arguments one for each parameter
   */
  public double slope(int i, double... arguments) {
    return orNan(() -> partial(i).at(arguments));
  }

  Optional<Partial> partialOf() {
    return partial;
  }

  /** Returns it as scripts call it. */
  public Definition definition() {
    List<Expression> own = new ArrayList<>();
    parameters.forEach(parameter -> own.add(Expression.Variable.parameter(parameter)));
    return Definition.of(name, parameters, new Expression.Hosted(this, own));
  }

  /** Returns the derivatives that are given as scripts call them: {@code soft′}. */
  public List<Definition> derivativeDefinitions() {
    return partials.stream().filter(p -> !p.isMissing()).map(HostFunction::definition).toList();
  }

  /** Returns the function of the host that a definition stands for, if it does. */
  public static Optional<HostFunction> calledBy(Definition definition) {
    return definition.body() instanceof Expression.Hosted hosted
            && hosted.arguments().equals(own(definition))
        ? Optional.of(hosted.function())
        : Optional.empty();
  }

  private static List<Expression> own(Definition definition) {
    return definition.parameters().stream()
        .map(parameter -> (Expression) Expression.Variable.parameter(parameter))
        .toList();
  }

  /** Whether this is a derivative that the host has not given: its values are NaN. */
  boolean isMissing() {
    return value.isEmpty();
  }

  /** Says which derivative a formula needs and the host has not given; empty if it needs none. */
  public static Optional<String> missing(Expression formula) {
    List<String> missing = new ArrayList<>();
    if (Definition.hostCost(formula) == 0) {
      return Optional.empty();
    }
    Definition.writtenOut(formula)
        .each(
            e -> {
              if (e instanceof Expression.Hosted hosted && hosted.function().isMissing()) {
                missing.add(hosted.function().name);
              }
            });
    return missing.stream().findFirst();
  }

  /**
   * Returns the value.
   *
   * @param arguments one for each parameter; not kept
   * @throws Failed if the host's code throws anything
   */
  public double at(double... arguments) {
    try {
      return value.isEmpty() ? Double.NaN : value.get().of(arguments);
    } catch (Throwable thrown) { // an assertion or a stack that is full must not end the host
      throw failed(thrown, arguments);
    }
  }

  /** Returns the value of a function of one number. */
  double at(double x) {
    try {
      return value.isEmpty() ? Double.NaN : value.get().of(x);
    } catch (Throwable thrown) { // as above
      throw failed(thrown, x);
    }
  }

  private Failed failed(Throwable thrown, double... arguments) {
    if (thrown instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return new Failed(this, arguments, thrown);
  }

  /** Returns a value that is only looked at, to be told: NaN where a function of the host fails. */
  public static double orNan(DoubleSupplier value) {
    try {
      return value.getAsDouble();
    } catch (Failed e) {
      return Double.NaN;
    }
  }

  @Override
  public String toString() {
    return name;
  }

  /** A function of the host threw something. */
  public static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient HostFunction function;

    private Failed(HostFunction function, double[] arguments, Throwable cause) {
      super(call(function.name, arguments), cause, false, false);
      this.function = function;
    }

    /** Returns the call with its numbers: soft(0.5). */
    public String call() {
      return getMessage();
    }

    private static String call(String name, double... arguments) {
      List<String> numbers = new ArrayList<>();
      for (double argument : arguments) {
        numbers.add(NumberWriter.shortest(argument));
      }
      return name + "(" + String.join(", ", numbers) + ")";
    }

    public HostFunction function() {
      return function;
    }
  }
}
