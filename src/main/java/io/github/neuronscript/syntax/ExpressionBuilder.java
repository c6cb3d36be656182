package io.github.neuronscript.syntax;

import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Comparison;
import io.github.neuronscript.formula.Expression.Constant;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.Expression.Negation;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.syntax.antlr.NeuronScriptLexer;
import io.github.neuronscript.syntax.antlr.NeuronScriptParser;
import io.github.neuronscript.syntax.antlr.NeuronScriptParser.ExpressionContext;
import io.github.neuronscript.syntax.antlr.NeuronScriptParserBaseVisitor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Builds formulas from the parse tree; every name is unresolved. */
final class ExpressionBuilder extends NeuronScriptParserBaseVisitor<Expression> {

  private final Scanner scanner;
  private final Places places;
  private final int most;
  private int nodes;
  private ExpressionContext whole;

  /**
   * Makes one for the formulas of a statement.
   *
   * @param most parts of each
   */
  ExpressionBuilder(Scanner scanner, Places places, int most) {
    this.scanner = scanner;
    this.places = places;
    this.most = most;
  }

  /** Builds one formula, whose parts are counted against the limit. */
  Expression build(ExpressionContext tree) {
    nodes = 0;
    whole = tree;
    return of(tree);
  }

  /** Any formula; nothing between this and the visit, for the stack may be small. */
  private Expression of(ExpressionContext tree) {
    return counted(tree.accept(this), tree);
  }

  /**
   * An operand of arithmetic or of a comparison: {@code if} and {@code not} need parentheses there.
   */
  private Expression operand(ExpressionContext tree) {
    if (tree instanceof NeuronScriptParser.ConditionalContext) {
      throw new Problem(SyntaxErrors.needsParentheses(span(tree), "if"));
    }
    if (tree instanceof NeuronScriptParser.NotContext) {
      throw new Problem(SyntaxErrors.needsParentheses(span(tree), "not"));
    }
    return counted(tree.accept(this), tree);
  }

  private Expression counted(Expression built, ExpressionContext tree) {
    if (++nodes > most) {
      throw new Problem(SyntaxErrors.formulaTooLong(span(whole), most));
    }
    return placed(built, tree);
  }

  private Expression placed(Expression built, ParserRuleContext tree) {
    places.put(built, span(tree));
    return built;
  }

  Span span(ParserRuleContext tree) {
    return scanner.span(tree.getStart(), tree.getStop());
  }

  Word word(NeuronScriptParser.NameContext name) {
    return word(name.getStart());
  }

  Word word(Token token) {
    return scanner.word(token);
  }

  @Override
  public Expression visitNumber(NeuronScriptParser.NumberContext tree) {
    return number(tree.NUMBER().getSymbol());
  }

  Literal number(Token token) {
    return scanner.number(token);
  }

  @Override
  public Expression visitString(NeuronScriptParser.StringContext tree) {
    return new Expression.Text(Texts.unescaped(scanner.span(tree.getStart())));
  }

  @Override
  public Expression visitConstant(NeuronScriptParser.ConstantContext tree) {
    return switch (tree.constant.getType()) {
      case NeuronScriptLexer.TRUE -> Constant.TRUE;
      case NeuronScriptLexer.FALSE -> Constant.FALSE;
      default -> Constant.NAN;
    };
  }

  @Override
  public Expression visitInvocation(NeuronScriptParser.InvocationContext tree) {
    Word name = word(tree.name());
    List<Expression> arguments = new ArrayList<>();
    for (ExpressionContext argument : tree.expression()) {
      arguments.add(of(argument));
    }
    return new Expression.Invocation(name.text(), name.quoted(), arguments);
  }

  @Override
  public Expression visitVariable(NeuronScriptParser.VariableContext tree) {
    Word name = word(tree.name());
    return new Variable(name.text(), name.quoted() ? Variable.Role.QUOTED : Variable.Role.NAME);
  }

  @Override
  public Expression visitParentheses(NeuronScriptParser.ParenthesesContext tree) {
    return tree.expression().accept(this);
  }

  @Override
  public Expression visitPower(NeuronScriptParser.PowerContext tree) {
    return new Expression.Power(operand(tree.expression(0)), operand(tree.expression(1)));
  }

  @Override
  public Expression visitNegation(NeuronScriptParser.NegationContext tree) {
    return new Negation(operand(tree.expression()));
  }

  /** A chain leans to the left as deep as it is long, so it is walked and not recursed into. */
  @Override
  public Expression visitProduct(NeuronScriptParser.ProductContext tree) {
    Deque<NeuronScriptParser.ProductContext> chain = new ArrayDeque<>();
    ExpressionContext first = tree;
    while (first instanceof NeuronScriptParser.ProductContext link) {
      chain.push(link);
      first = link.expression(0);
    }
    List<Expression> factors = new ArrayList<>(List.of(operand(first)));
    ExpressionContext before = first;
    for (NeuronScriptParser.ProductContext link : chain) {
      Expression right = operand(link.expression(1));
      if (link.operator.getType() == NeuronScriptLexer.TIMES) {
        factors.add(right);
        before = link;
        continue;
      }
      Expression left =
          factors.size() == 1 ? factors.get(0) : placed(new Expression.Product(factors), before);
      Expression divided =
          link.operator.getType() == NeuronScriptLexer.SLASH
              ? new Expression.Quotient(left, right)
              : new Expression.Remainder(left, right);
      factors = new ArrayList<>(List.of(placed(divided, link)));
      before = link;
    }
    return factors.size() == 1 ? factors.get(0) : new Expression.Product(factors);
  }

  @Override
  public Expression visitSum(NeuronScriptParser.SumContext tree) {
    Deque<NeuronScriptParser.SumContext> chain = new ArrayDeque<>();
    ExpressionContext first = tree;
    while (first instanceof NeuronScriptParser.SumContext link) {
      chain.push(link);
      first = link.expression(0);
    }
    List<Expression> terms = new ArrayList<>(List.of(operand(first)));
    for (NeuronScriptParser.SumContext link : chain) {
      Expression right = operand(link.expression(1));
      terms.add(
          link.operator.getType() == NeuronScriptLexer.MINUS
              ? placed(new Negation(right), link.expression(1))
              : right);
    }
    return new Expression.Sum(terms);
  }

  @Override
  public Expression visitComparison(NeuronScriptParser.ComparisonContext tree) {
    ExpressionContext right = tree.expression(1);
    if (tree.expression(0) instanceof NeuronScriptParser.ComparisonContext
        || right instanceof NeuronScriptParser.ComparisonContext) {
      throw new Problem(SyntaxErrors.chained(scanner.span(tree.operator)));
    }
    boolean is = tree.operator.getType() == NeuronScriptLexer.IS;
    if (is && right instanceof NeuronScriptParser.NotContext) {
      throw new Problem(SyntaxErrors.isNot(scanner.span(tree.operator, right.getStart())));
    }
    Expression left = operand(tree.expression(0));
    if (is
        && right instanceof NeuronScriptParser.ConstantContext
        && right.getStart().getType() == NeuronScriptLexer.NAN) {
      return new Expression.IsNan(left);
    }
    return new Comparison(StraightReader.relation(tree.operator.getType()), left, operand(right));
  }

  @Override
  public Expression visitWithin(NeuronScriptParser.WithinContext tree) {
    if (tree.expression(1) instanceof NeuronScriptParser.ComparisonContext chained) {
      throw new Problem(SyntaxErrors.chained(scanner.span(chained.operator)));
    }
    if (tree.expression(0) instanceof NeuronScriptParser.ComparisonContext comparison
        && comparison.operator.getType() == NeuronScriptLexer.IS
        && of(comparison) instanceof Comparison is) {
      return new Expression.Near(is.left(), is.right(), operand(tree.expression(1)));
    }
    throw new Problem(SyntaxErrors.withinWithoutIs(scanner.span(tree.WITHIN().getSymbol())));
  }

  @Override
  public Expression visitNot(NeuronScriptParser.NotContext tree) {
    return new Expression.Not(of(tree.expression()));
  }

  @Override
  public Expression visitConjunction(NeuronScriptParser.ConjunctionContext tree) {
    Deque<ExpressionContext> operands = new ArrayDeque<>();
    ExpressionContext first = tree;
    while (first instanceof NeuronScriptParser.ConjunctionContext link) {
      operands.push(link.expression(1));
      first = link.expression(0);
    }
    operands.push(first);
    return new Expression.Logical(true, logicalOperands(operands));
  }

  @Override
  public Expression visitDisjunction(NeuronScriptParser.DisjunctionContext tree) {
    Deque<ExpressionContext> operands = new ArrayDeque<>();
    ExpressionContext first = tree;
    while (first instanceof NeuronScriptParser.DisjunctionContext link) {
      operands.push(link.expression(1));
      first = link.expression(0);
    }
    operands.push(first);
    return new Expression.Logical(false, logicalOperands(operands));
  }

  private List<Expression> logicalOperands(Deque<ExpressionContext> trees) {
    List<Expression> operands = new ArrayList<>();
    for (ExpressionContext tree : trees) {
      if (tree instanceof NeuronScriptParser.ConditionalContext) {
        throw new Problem(SyntaxErrors.needsParentheses(span(tree), "if"));
      }
      operands.add(of(tree));
    }
    return operands;
  }

  @Override
  public Expression visitConditional(NeuronScriptParser.ConditionalContext tree) {
    return new Expression.Conditional(
        of(tree.expression(0)), of(tree.expression(1)), of(tree.expression(2)));
  }
}
