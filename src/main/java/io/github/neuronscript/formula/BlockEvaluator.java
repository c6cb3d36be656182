package io.github.neuronscript.formula;

import io.github.neuronscript.formula.Expression.Apply;
import io.github.neuronscript.formula.Expression.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Computes formulas for a block of rows at a time, node by node over arrays, so that walking the
 * tree costs nothing measurable; equal parts are computed once. Every row gets the bits of {@link
 * Evaluator}. Immutable; each thread brings a {@link Workspace} of its own.
 */
public final class BlockEvaluator {

  /** Most rows of a block. */
  public static final int ROWS = 256;

  /** Fewer rows are computed one by one. */
  private static final int FEW = 8;

  private enum Operation {
    CONSTANT,
    INPUT,
    NEGATE,
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    REMAINDER,
    POWER,
    COMPARE,
    NEAR,
    IS_NAN,
    NOT,
    AND,
    OR,
    SELECT,
    CALL,
    EXP_OF_NEGATIVE,
    LN1P_OF_PART,
    HOST,
    ROW_BY_ROW
  }

  /** A function of the host and the registers of its arguments. */
  private record HostCall(HostFunction function, List<Integer> arguments) {}

  /**
   * A formula that calls functions of the host only where their values are read, and the registers
   * of what it reads. As a formula of one row it calls what that row needs, and nothing else.
   */
  private record RowByRow(Expression formula, List<Expression> leaves, List<Integer> registers) {}

  /**
   * One node: what it does to which registers; {@code detail} is a Relation, a Function, a number,
   * or a record that says more.
   */
  private record Instruction(Operation operation, int a, int b, int c, Object detail) {

    // By hand, since what Java makes for records takes long to link.
    @Override
    public boolean equals(Object other) {
      return other instanceof Instruction instruction
          && operation == instruction.operation
          && a == instruction.a
          && b == instruction.b
          && c == instruction.c
          && Objects.equals(detail, instruction.detail);
    }

    @Override
    public int hashCode() {
      return Objects.hash(operation.name(), a, b, c, detail);
    }

    /** Whether every row has the same value, where that is known of the registers before it. */
    boolean isSame(boolean[] known) {
      return switch (operation) {
        case HOST, ROW_BY_ROW -> false;
        case CONSTANT -> true;
        default -> known[a] && known[b] && known[c];
      };
    }
  }

  private final Instruction[] code;
  private final int inputs;
  private final int[] outputs;

  /** Which registers have one value in all rows of a block. */
  private final boolean[] isSame;

  private BlockEvaluator(List<Instruction> code, int inputs, int[] outputs, boolean[] isSame) {
    this.isSame = isSame;
    this.code = code.toArray(Instruction[]::new);
    this.inputs = inputs;
    this.outputs = outputs;
  }

  /**
   * Returns an evaluator of formulas over the given leaves (variables or partial derivatives).
   *
   * @throws IllegalArgumentException if a formula reads any other leaf
   */
  public static BlockEvaluator of(List<Expression> leaves, List<Expression> formulas) {
    return of(leaves, formulas, Set.of());
  }

  /**
   * Returns an evaluator that computes once for a block what no row changes.
   *
   * @param same leaves that have one value in all rows of a block
   */
  public static BlockEvaluator of(
      List<Expression> leaves, List<Expression> formulas, Set<? extends Expression> same) {
    Compiler compiler = new Compiler();
    Map<Expression, Integer> registers = new HashMap<>();
    for (int i = 0; i < leaves.size(); i++) {
      compiler.add(new Instruction(Operation.INPUT, i, 0, 0, ""));
      registers.put(leaves.get(i), i);
    }
    int[] outputs = new int[formulas.size()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = compiler.compile(formulas.get(i), registers);
    }
    boolean[] isSame = new boolean[compiler.code.size()];
    for (int i = 0; i < isSame.length; i++) {
      isSame[i] =
          i < leaves.size() ? same.contains(leaves.get(i)) : compiler.code.get(i).isSame(isSame);
    }
    return new BlockEvaluator(compiler.code, leaves.size(), outputs, isSame);
  }

  /** Returns how many steps are taken for each row: a part is one, a call of the host its cost. */
  public long size() {
    long size = code.length - (long) inputs;
    for (Instruction step : code) {
      if (step.operation() == Operation.EXP_OF_NEGATIVE) {
        size++;
      } else if (step.detail() instanceof HostCall call) {
        size += call.function().cost() - 1;
      } else if (step.detail() instanceof RowByRow formula) {
        size +=
            Definition.writtenOutSize(formula.formula()) + Definition.hostCost(formula.formula());
      }
    }
    return Math.min(size, Definition.HUGE);
  }

  /** Whether the other one computes the same by the same steps. */
  public boolean isSameAs(BlockEvaluator other) {
    return Arrays.equals(code, other.code) && Arrays.equals(outputs, other.outputs);
  }

  /** Whether it calls functions of the host. */
  public boolean callsHost() {
    for (Instruction step : code) {
      if (step.operation() == Operation.HOST || step.operation() == Operation.ROW_BY_ROW) {
        return true;
      }
    }
    return false;
  }

  public Workspace newWorkspace() {
    return new Workspace();
  }

  /** The arrays of one thread. */
  public final class Workspace {
    private final double[][] registers = new double[code.length][];

    // What each step reads: looked up once, since a block may be a few rows.

    private final double[][] first = new double[code.length][];
    private final double[][] second = new double[code.length][];
    private final double[][] third = new double[code.length][];

    private final Transcendental.Scratch scratch = new Transcendental.Scratch();

    /** The formulas that are computed row by row, each beside its register. */
    private final Compiled[] rowByRow = new Compiled[code.length];

    private Workspace() {
      for (int i = 0; i < registers.length; i++) {
        Instruction step = code[i];
        registers[i] = new double[ROWS];
        first[i] = registers[step.a()];
        second[i] = registers[step.b()];
        third[i] = registers[step.c()];
        if (step.operation() == Operation.CONSTANT) {
          Arrays.fill(registers[i], (Double) step.detail());
        } else if (step.detail() instanceof RowByRow of) {
          rowByRow[i] = Compiled.of(of.leaves(), of.formula());
        }
      }
    }

    /** Returns the array to be filled with the values of leaf {@code i}; owned by the workspace. */
    public double[] input(int i) {
      return registers[i];
    }

    /** Returns the values of formula {@code i} after {@link #evaluate}; owned by the workspace. */
    public double[] output(int i) {
      return registers[outputs[i]];
    }

    /** Computes every formula for the first {@code rows} rows of the inputs. */
    public void evaluate(int rows) {
      for (int i = inputs; i < registers.length; i++) {
        if (!isSame[i]) {
          run(i, registers[i], rows);
        } else if (code[i].operation() != Operation.CONSTANT) {
          // A constant stands in all rows from the beginning.
          run(i, registers[i], 1);
          Arrays.fill(registers[i], 1, rows, registers[i][0]);
        }
      }
    }

    /** Computes every formula for the first row, faster than a block of it. */
    public void evaluateOne() {
      for (int i = inputs; i < registers.length; i++) {
        Instruction step = code[i];
        double a = first[i][0];
        double b = second[i][0];
        switch (step.operation()) {
          case CONSTANT, INPUT -> {}
          case NEGATE -> registers[i][0] = -a;
          case ADD -> registers[i][0] = a + b;
          case SUBTRACT -> registers[i][0] = a - b;
          case MULTIPLY -> registers[i][0] = a * b;
          case DIVIDE -> registers[i][0] = a / b;
          case POWER -> registers[i][0] = Arithmetic.power(a, b);
          case SELECT -> registers[i][0] = Arithmetic.holds(a) ? b : third[i][0];
          case CALL -> registers[i][0] = ((Function) step.detail()).value(a, b, third[i][0]);
          case EXP_OF_NEGATIVE -> registers[i][0] = Transcendental.exp(-a);
          case LN1P_OF_PART -> registers[i][0] = Transcendental.ln1p(a);
          default -> run(i, registers[i], 1);
        }
      }
    }

    /** Reads some registers in one row, from the one with an index on. */
    private void read(List<Integer> from, int first, int row, double[] to) {
      for (int k = first; k < from.size(); k++) {
        to[k - first] = registers[from.get(k)][row];
      }
    }

    private void run(int index, double[] to, int rows) {
      Instruction step = code[index];
      double[] a = first[index];
      double[] b = second[index];
      double[] c = third[index];
      switch (step.operation()) {
        case CONSTANT, INPUT -> {}
        case NEGATE -> {
          for (int i = 0; i < rows; i++) {
            to[i] = -a[i];
          }
        }
        case ADD -> {
          for (int i = 0; i < rows; i++) {
            to[i] = a[i] + b[i];
          }
        }
        case SUBTRACT -> {
          for (int i = 0; i < rows; i++) {
            to[i] = a[i] - b[i];
          }
        }
        case MULTIPLY -> {
          for (int i = 0; i < rows; i++) {
            to[i] = a[i] * b[i];
          }
        }
        case DIVIDE -> {
          for (int i = 0; i < rows; i++) {
            to[i] = a[i] / b[i];
          }
        }
        case REMAINDER -> {
          for (int i = 0; i < rows; i++) {
            to[i] = Arithmetic.remainder(a[i], b[i]);
          }
        }
        case POWER -> {
          for (int i = 0; i < rows; i++) {
            to[i] = Arithmetic.power(a[i], b[i]);
          }
        }
        case COMPARE -> {
          var relation = (Expression.Comparison.Relation) step.detail();
          for (int i = 0; i < rows; i++) {
            to[i] = Arithmetic.truth(Arithmetic.compare(relation, a[i], b[i]));
          }
        }
        case NEAR -> {
          for (int i = 0; i < rows; i++) {
            to[i] = Arithmetic.truth(Arithmetic.near(a[i], b[i], c[i]));
          }
        }
        case IS_NAN -> {
          for (int i = 0; i < rows; i++) {
            to[i] = Arithmetic.truth(Double.isNaN(a[i]));
          }
        }
        case NOT -> {
          for (int i = 0; i < rows; i++) {
            to[i] = Arithmetic.truth(!Arithmetic.holds(a[i]));
          }
        }
        case AND -> {
          for (int i = 0; i < rows; i++) {
            to[i] = Arithmetic.truth(Arithmetic.holds(a[i]) && Arithmetic.holds(b[i]));
          }
        }
        case OR -> {
          for (int i = 0; i < rows; i++) {
            to[i] = Arithmetic.truth(Arithmetic.holds(a[i]) || Arithmetic.holds(b[i]));
          }
        }
        case SELECT -> {
          for (int i = 0; i < rows; i++) {
            to[i] = Arithmetic.holds(a[i]) ? b[i] : c[i];
          }
        }
        case CALL -> {
          Function function = (Function) step.detail();
          if (rows < FEW || !function.ofBlock(a, b, to, rows, scratch)) {
            for (int i = 0; i < rows; i++) {
              to[i] = function.value(a[i], b[i], c[i]);
            }
          }
        }
        case EXP_OF_NEGATIVE -> {
          if (rows < FEW) {
            for (int i = 0; i < rows; i++) {
              to[i] = Transcendental.exp(-a[i]);
            }
          } else {
            Transcendental.exp(-1, a, to, rows, scratch);
          }
        }
        case LN1P_OF_PART -> {
          if (rows < FEW) {
            for (int i = 0; i < rows; i++) {
              to[i] = Transcendental.ln1p(a[i]);
            }
          } else {
            Transcendental.ln1pOfPart(a, to, rows, scratch);
          }
        }
        case HOST -> {
          HostCall call = (HostCall) step.detail();
          if (call.arguments().size() == 1) {
            double[] x = registers[call.arguments().get(0)];
            for (int i = 0; i < rows; i++) {
              to[i] = call.function().at(x[i]);
            }
            return;
          }
          double[] arguments = new double[call.arguments().size()];
          for (int i = 0; i < rows; i++) {
            read(call.arguments(), 0, i, arguments);
            to[i] = call.function().at(arguments);
          }
        }
        case ROW_BY_ROW -> {
          List<Integer> from = ((RowByRow) step.detail()).registers();
          double[] others = new double[Math.max(0, from.size() - 1)];
          for (int i = 0; i < rows; i++) {
            read(from, 1, i, others);
            to[i] = rowByRow[index].at(from.isEmpty() ? 0 : registers[from.get(0)][i], others);
          }
        }
      }
    }
  }

  /** Gives every node a register, equal nodes the same one. */
  private static final class Compiler {
    private final List<Instruction> code = new ArrayList<>();
    private final Map<Instruction, Integer> known = new HashMap<>();

    int add(Instruction step) {
      Integer register = known.get(step);
      if (register == null) {
        register = code.size();
        code.add(step);
        known.put(step, register);
      }
      return register;
    }

    int compile(Expression e, Map<Expression, Integer> leaves) {
      return e.accept(new Selection(leaves));
    }

    private final class Selection implements Expression.Visitor<Integer> {
      private final Map<Expression, Integer> leaves;

      Selection(Map<Expression, Integer> leaves) {
        this.leaves = leaves;
      }

      private int of(Expression e) {
        return e.accept(this);
      }

      private int constant(double value) {
        return add(new Instruction(Operation.CONSTANT, 0, 0, 0, value));
      }

      private int unary(Operation operation, Expression a) {
        int x = of(a);
        return add(new Instruction(operation, x, x, x, ""));
      }

      private int binary(Operation operation, int a, int b, Object detail) {
        return add(new Instruction(operation, a, b, b, detail));
      }

      private int leaf(Expression e) {
        Integer register = leaves.get(e);
        if (register == null) {
          throw new Evaluator.UnboundVariable(e);
        }
        return register;
      }

      @Override
      public Integer literal(Expression.Literal e) {
        return constant(e.value());
      }

      @Override
      public Integer constant(Expression.Constant e) {
        return constant(e.value());
      }

      @Override
      public Integer text(Expression.Text e) {
        throw new IllegalArgumentException("a text is no number");
      }

      @Override
      public Integer variable(Variable e) {
        return leaf(e);
      }

      @Override
      public Integer prime(Expression.Prime e) {
        throw new IllegalArgumentException("not differentiated yet: " + e);
      }

      @Override
      public Integer partial(Expression.Partial e) {
        return leaf(e);
      }

      @Override
      public Integer negation(Expression.Negation e) {
        return unary(Operation.NEGATE, e.operand());
      }

      @Override
      public Integer sum(Expression.Sum e) {
        int total = of(e.terms().get(0));
        for (Expression term : e.terms().subList(1, e.terms().size())) {
          total =
              term instanceof Expression.Negation negation
                  ? binary(Operation.SUBTRACT, total, of(negation.operand()), "")
                  : binary(Operation.ADD, total, of(term), "");
        }
        return total;
      }

      @Override
      public Integer product(Expression.Product e) {
        int total = of(e.factors().get(0));
        for (Expression factor : e.factors().subList(1, e.factors().size())) {
          total = binary(Operation.MULTIPLY, total, of(factor), "");
        }
        return total;
      }

      @Override
      public Integer quotient(Expression.Quotient e) {
        return binary(Operation.DIVIDE, of(e.dividend()), of(e.divisor()), "");
      }

      @Override
      public Integer remainder(Expression.Remainder e) {
        return binary(Operation.REMAINDER, of(e.dividend()), of(e.divisor()), "");
      }

      @Override
      public Integer power(Expression.Power e) {
        return binary(Operation.POWER, of(e.base()), of(e.exponent()), "");
      }

      @Override
      public Integer comparison(Expression.Comparison e) {
        return binary(Operation.COMPARE, of(e.left()), of(e.right()), e.relation());
      }

      @Override
      public Integer near(Expression.Near e) {
        return add(
            new Instruction(Operation.NEAR, of(e.value()), of(e.target()), of(e.tolerance()), ""));
      }

      @Override
      public Integer isNan(Expression.IsNan e) {
        return unary(Operation.IS_NAN, e.operand());
      }

      @Override
      public Integer not(Expression.Not e) {
        return unary(Operation.NOT, e.operand());
      }

      /** Whether a part calls the host that is not computed in every row. */
      private boolean isCalledInSomeRows(List<Expression> parts) {
        return parts.stream().anyMatch(part -> Definition.hostCost(part) > 0);
      }

      private int rowByRow(Expression e) {
        List<Expression> read = new ArrayList<>();
        e.each(
            part -> {
              if (leaves.containsKey(part) && !read.contains(part)) {
                read.add(part);
              }
            });
        List<Integer> registers = read.stream().map(leaves::get).toList();
        return add(
            new Instruction(Operation.ROW_BY_ROW, 0, 0, 0, new RowByRow(e, read, registers)));
      }

      @Override
      public Integer hosted(Expression.Hosted e) {
        List<Integer> arguments = e.arguments().stream().map(this::of).toList();
        return add(new Instruction(Operation.HOST, 0, 0, 0, new HostCall(e.function(), arguments)));
      }

      @Override
      public Integer logical(Expression.Logical e) {
        if (isCalledInSomeRows(e.operands().subList(1, e.operands().size()))) {
          return rowByRow(e);
        }
        Operation operation = e.and() ? Operation.AND : Operation.OR;
        int total = constant(Arithmetic.truth(e.and()));
        for (Expression operand : e.operands()) {
          total = binary(operation, total, of(operand), "");
        }
        return total;
      }

      @Override
      public Integer conditional(Expression.Conditional e) {
        if (isCalledInSomeRows(List.of(e.then(), e.otherwise()))) {
          return rowByRow(e);
        }
        return add(
            new Instruction(
                Operation.SELECT, of(e.condition()), of(e.then()), of(e.otherwise()), ""));
      }

      @Override
      public Integer elementary(Expression.Elementary e) {
        // In every logistic function.
        if (e.function() == Function.EXP
            && e.arguments().get(0) instanceof Expression.Negation negation) {
          return unary(Operation.EXP_OF_NEGATIVE, negation.operand());
        }
        // In every softplus function.
        if (e.function() == Function.LN1P && isPart(e.arguments().get(0))) {
          return unary(Operation.LN1P_OF_PART, e.arguments().get(0));
        }
        int[] u = new int[e.arguments().size()];
        for (int i = 0; i < u.length; i++) {
          u[i] = of(e.arguments().get(i));
        }
        int b = u.length > 1 ? u[1] : u[0];
        int c = u.length > 2 ? u[2] : u[0];
        return add(new Instruction(Operation.CALL, u[0], b, c, e.function()));
      }

      /** Whether it is e^−|u|, which is from 0 to 1. */
      private static boolean isPart(Expression e) {
        return e instanceof Expression.Elementary power
            && power.function() == Function.EXP
            && power.arguments().get(0) instanceof Expression.Negation negation
            && negation.operand() instanceof Expression.Elementary size
            && size.function() == Function.ABS;
      }

      @Override
      public Integer apply(Apply e) {
        if (isCalledInSomeRows(e.arguments())) {
          return rowByRow(e);
        }
        Map<Expression, Integer> arguments = new HashMap<>();
        List<String> parameters = e.definition().parameters();
        for (int i = 0; i < parameters.size(); i++) {
          arguments.put(Variable.parameter(parameters.get(i)), of(e.arguments().get(i)));
        }
        return compile(e.definition().body(), arguments);
      }

      @Override
      public Integer invocation(Expression.Invocation e) {
        throw new IllegalArgumentException("not resolved: " + e.name());
      }
    }
  }
}
