package io.github.neuronscript.syntax;

import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Comparison;
import io.github.neuronscript.formula.Expression.Comparison.Relation;
import io.github.neuronscript.formula.Expression.Constant;
import io.github.neuronscript.formula.Expression.Negation;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.syntax.Statement.Item;
import io.github.neuronscript.syntax.Statement.Template;
import io.github.neuronscript.syntax.Statement.TrainOption;
import io.github.neuronscript.syntax.antlr.NeuronScriptLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.antlr.v4.runtime.CommonToken;

/**
 * Reads the statements that are written most straight from their tokens, in a tenth of the time
 * that ANTLR and its tree take. It finds no mistakes: what it does not know, or knows to be wrong,
 * it gives up without a word, and ANTLR reads it. So it may know less than the grammar, and never
 * anything else; StraightReaderTest holds each statement and each place to what ANTLR's tree gives.
 */
final class StraightReader {

  /** What stands outermost in the formula in hand, if no brackets do. */
  private enum Form {
    OTHER,
    COMPARISON,
    IS,
    NOT,
    CONDITIONAL
  }

  private final Scanner scanner;
  private final ScriptLimits limits;
  private final List<CommonToken> tokens;
  private final Places places;
  private final Span span;

  /** The index of the next token. */
  private int at;

  private int askedAt = SyntaxLimits.UNASKED;
  private int nodes;
  private Form form = Form.OTHER;

  private StraightReader(
      Scanner scanner, ScriptLimits limits, List<CommonToken> tokens, Places places, Span span) {
    this.scanner = scanner;
    this.limits = limits;
    this.tokens = tokens;
    this.places = places;
    this.span = span;
  }

  /** Returns the statement that prepared tokens are, if it is one of those that are read here. */
  static Optional<Statement> statement(
      Scanner scanner, ScriptLimits limits, List<CommonToken> tokens, Span span) {
    try {
      StraightReader reader = new StraightReader(scanner, limits, tokens, new Places(span), span);
      return Optional.of(reader.ended(reader.statement()));
    } catch (Problem unknown) {
      return Optional.empty();
    }
  }

  /** Returns the formula that tokens are, if it is one without a mistake. */
  static Optional<Expression> formula(
      Scanner scanner, ScriptLimits limits, List<CommonToken> tokens, Places places) {
    try {
      StraightReader reader = new StraightReader(scanner, limits, tokens, places, null);
      return Optional.of(reader.ended(reader.formula()));
    } catch (Problem unknown) {
      return Optional.empty();
    }
  }

  private <T> T ended(T read) {
    if (at < tokens.size()) {
      throw new Problem();
    }
    return read;
  }

  /** The type of the next token, or 0. */
  private int type() {
    return at < tokens.size() ? tokens.get(at).getType() : 0;
  }

  private boolean has(int type) {
    boolean has = type() == type;
    at += has ? 1 : 0;
    return has;
  }

  private CommonToken take(int type) {
    if (!has(type)) {
      throw new Problem();
    }
    return tokens.get(at - 1);
  }

  private Span from(int first) {
    return scanner.span(tokens.get(first), tokens.get(at - 1));
  }

  private Word name() {
    if (!has(NeuronScriptLexer.NAME)) {
      take(NeuronScriptLexer.QUOTED_NAME);
    }
    return scanner.word(tokens.get(at - 1));
  }

  private boolean isName() {
    return type() == NeuronScriptLexer.NAME || type() == NeuronScriptLexer.QUOTED_NAME;
  }

  /**
   * Whether a declaration is only named, to be shown; else takes its {@code =}, if there is one.
   */
  private boolean isShown() {
    has(NeuronScriptLexer.EQUALS);
    return tokens.size() == 1;
  }

  private Statement shows(String keyword) {
    return new Statement.ShowDeclaration(keyword, span, places);
  }

  private Statement statement() {
    int head = type();
    if (head == NeuronScriptLexer.NAME || head == NeuronScriptLexer.QUOTED_NAME) {
      if (tokens.size() > 1 && tokens.get(1).getType() == NeuronScriptLexer.EQUALS) {
        Word name = name();
        at++;
        return new Statement.Assign(name, formula(), span, places);
      }
    }
    at++;
    return switch (head) {
      case NeuronScriptLexer.LET -> {
        Word name = name();
        take(NeuronScriptLexer.EQUALS);
        yield new Statement.Let(name, formula(), span, places);
      }
      case NeuronScriptLexer.DATA -> data();
      case NeuronScriptLexer.SHOW -> new Statement.Show(formulas(), true, span, places);
      case NeuronScriptLexer.PRINT -> print();
      case NeuronScriptLexer.EXPECT -> new Statement.Expect(formula(), span, places);
      case NeuronScriptLexer.PREDICT -> new Statement.Predict(items(), span, places);
      case NeuronScriptLexer.FORWARD -> forward();
      case NeuronScriptLexer.TRAIN -> train();
      case NeuronScriptLexer.BACKWARD -> new Statement.Backward(span, places);
      case NeuronScriptLexer.UPDATE -> new Statement.Update(span, places);
      case NeuronScriptLexer.STEP -> {
        Optional<Expression> count =
            has(NeuronScriptLexer.NUMBER)
                ? Optional.of(scanner.number(tokens.get(at - 1)))
                : Optional.empty();
        yield new Statement.Step(count, span, places);
      }
      case NeuronScriptLexer.EVALUATE ->
          new Statement.Evaluate(
              Optional.empty(), Optional.empty(), false, Optional.empty(), span, places);
      case NeuronScriptLexer.INPUTS ->
          isShown() ? shows("inputs") : new Statement.Inputs(items(), span, places);
      case NeuronScriptLexer.WEIGHTS ->
          isShown()
              ? shows("weights")
              : new Statement.Weights(items(), formulaBehind(NeuronScriptLexer.SEED), span, places);
      case NeuronScriptLexer.BIAS ->
          isShown()
              ? shows("bias")
              : new Statement.Bias(item(), has(NeuronScriptLexer.FIXED), span, places);
      case NeuronScriptLexer.TARGET ->
          isShown() ? shows("target") : new Statement.Target(item(), span, places);
      case NeuronScriptLexer.ACTIVATION ->
          isShown() ? shows("activation") : new Statement.Activation(function(), span, places);
      case NeuronScriptLexer.LOSS ->
          isShown() ? shows("loss") : new Statement.Loss(function(), span, places);
      case NeuronScriptLexer.SEED ->
          isShown() ? shows("seed") : new Statement.Seed(formula(), span, places);
      case NeuronScriptLexer.LEARNING -> {
        if (has(NeuronScriptLexer.RULE)) {
          yield learningRule();
        }
        take(NeuronScriptLexer.RATE);
        has(NeuronScriptLexer.EQUALS);
        yield tokens.size() == 2
            ? shows("learning rate")
            : new Statement.LearningRate(formula(), span, places);
      }
      case NeuronScriptLexer.DEFINE -> define();
      case NeuronScriptLexer.SET -> set();
      default -> {
        at--;
        Expression value = formula();
        if (StatementBuilder.isMisspelt(value)) {
          throw new Problem();
        }
        yield new Statement.Show(List.of(value), false, span, places);
      }
    };
  }

  private Statement data() {
    if (isShown()) {
      return shows("data");
    }
    if (has(NeuronScriptLexer.FROM)) {
      Span place = scanner.span(take(NeuronScriptLexer.STRING));
      Statement.Origin file = new Statement.Origin(Texts.unescaped(place), false, place);
      return new Statement.DataFile(file, List.of(), span, places);
    }
    if (at > 1) {
      throw new Problem();
    }
    take(NeuronScriptLexer.LBRACE);
    List<Statement.Row> rows = new ArrayList<>();
    List<Expression> cells = new ArrayList<>();
    boolean separated = true;
    while (true) {
      while (has(NeuronScriptLexer.SEPARATOR)) {
        separated = true;
      }
      if (has(NeuronScriptLexer.RBRACE)) {
        return new Statement.DataRows(rows, span, places);
      }
      if (!separated) {
        throw new Problem();
      }
      separated = false;
      int first = at;
      List<Expression> inputs = formulas(cells);
      List<Expression> targets =
          has(NeuronScriptLexer.ARROW) ? formulas(cells) : List.<Expression>of();
      rows.add(new Statement.Row(inputs, targets, from(first)));
    }
  }

  private Statement print() {
    List<Template> templates = new ArrayList<>();
    do {
      int first = at;
      boolean last = first + 1 == tokens.size();
      if (type() == NeuronScriptLexer.STRING
          && (last || tokens.get(first + 1).getType() == NeuronScriptLexer.COMMA)) {
        at++;
        templates.add(new TemplateReader(scanner, from(first), places, limits).read());
      } else {
        templates.add(new Template(List.of(Template.Part.value(formula(), 0))));
      }
    } while (has(NeuronScriptLexer.COMMA));
    return new Statement.Print(templates, span, places);
  }

  private Statement forward() {
    Optional<Statement.Example> example =
        tokens.size() == 1
            ? Optional.empty()
            : Optional.of(new Statement.Example(items(), formulaBehind(NeuronScriptLexer.ARROW)));
    return new Statement.Forward(example, span, places);
  }

  private Statement train() {
    List<TrainOption> options = new ArrayList<>();
    while (at < tokens.size()) {
      if (!options.isEmpty()) {
        has(NeuronScriptLexer.COMMA);
      }
      TrainOption option = trainOption(options.isEmpty());
      for (TrainOption other : options) {
        if (other.getClass() == option.getClass()) {
          throw new Problem();
        }
      }
      options.add(option);
    }
    return new Statement.Train(options, span, places);
  }

  /** An option with its word, or as the first one the number of epochs. */
  private TrainOption trainOption(boolean first) {
    int start = at;
    switch (type()) {
      case NeuronScriptLexer.AT -> {
        at++;
        take(NeuronScriptLexer.MOST);
        Expression most = formula();
        has(NeuronScriptLexer.EPOCHS);
        return new TrainOption.Epochs(most, from(start));
      }
      case NeuronScriptLexer.BATCH -> {
        at++;
        return new TrainOption.Batch(formula(), from(start));
      }
      case NeuronScriptLexer.SHUFFLE -> {
        at++;
        return new TrainOption.Shuffle(formulaBehind(NeuronScriptLexer.SEED), from(start));
      }
      case NeuronScriptLexer.UNTIL -> {
        at++;
        return new TrainOption.Until(formula(), from(start));
      }
      default -> {
        if (!first) {
          throw new Problem();
        }
        Expression count = formula();
        Span place = from(start);
        has(NeuronScriptLexer.EPOCHS);
        return new TrainOption.Epochs(count, place);
      }
    }
  }

  private Statement learningRule() {
    has(NeuronScriptLexer.EQUALS);
    if (tokens.size() == 2) {
      return shows("learning rule");
    }
    String name = names();
    nodes = 0;
    List<Expression> arguments = has(NeuronScriptLexer.LPAREN) ? arguments() : List.of();
    return new Statement.LearningRule(name, arguments, span, places);
  }

  /** A name of one or more words. */
  private String names() {
    String names = name().text();
    while (isName()) {
      names = names + " " + name().text();
    }
    return names;
  }

  private Statement defineRule() {
    String name = names();
    List<Word> parameters = type() == NeuronScriptLexer.LPAREN ? parameters() : List.<Word>of();
    take(NeuronScriptLexer.LBRACE);
    List<Statement.RuleLine> lines = new ArrayList<>();
    do {
      while (has(NeuronScriptLexer.SEPARATOR)) {
        // Any number of line ends stand between two lines, and around them.
      }
      if (!lines.isEmpty() && type() == NeuronScriptLexer.RBRACE) {
        break;
      }
      Word target = name();
      take(NeuronScriptLexer.LEFT_ARROW);
      lines.add(new Statement.RuleLine(target, formula()));
    } while (type() == NeuronScriptLexer.SEPARATOR);
    take(NeuronScriptLexer.RBRACE);
    Optional<Expression> requirement = formulaBehind(NeuronScriptLexer.REQUIRES);
    return new Statement.DefineRule(name, parameters, lines, requirement, span, places);
  }

  private List<Word> parameters() {
    List<Word> parameters = new ArrayList<>();
    take(NeuronScriptLexer.LPAREN);
    do {
      parameters.add(name());
    } while (has(NeuronScriptLexer.COMMA));
    take(NeuronScriptLexer.RPAREN);
    return parameters;
  }

  private Statement define() {
    if (has(NeuronScriptLexer.RULE)) {
      return defineRule();
    }
    Word name = name();
    List<Word> parameters = parameters();
    take(NeuronScriptLexer.EQUALS);
    Expression body = formula();
    Optional<Statement.Stated> stated = Optional.empty();
    if (has(NeuronScriptLexer.WITH)) {
      take(NeuronScriptLexer.DERIVATIVE);
      Optional<Word> by = Optional.empty();
      if (has(NeuronScriptLexer.BY)) {
        by = Optional.of(name());
        take(NeuronScriptLexer.EQUALS);
      }
      stated = Optional.of(new Statement.Stated(by, formula()));
    }
    return new Statement.Define(
        name, parameters, body, stated, formulaBehind(NeuronScriptLexer.REQUIRES), span, places);
  }

  private Statement set() {
    Word name = name();
    boolean number = has(NeuronScriptLexer.NUMBER);
    Word setting = scanner.word(number ? tokens.get(at - 1) : take(NeuronScriptLexer.NAME));
    Optional<Word> amount =
        !number && has(NeuronScriptLexer.NUMBER)
            ? Optional.of(scanner.word(tokens.get(at - 1)))
            : Optional.empty();
    return new Statement.Set(name, setting, amount, span, places);
  }

  private List<Item> items() {
    List<Item> items = new ArrayList<>();
    do {
      items.add(item());
    } while (has(NeuronScriptLexer.COMMA));
    return items;
  }

  private Item item() {
    int first = at;
    Optional<Word> name = Optional.empty();
    if (isName() && at + 1 < tokens.size()) {
      int next = tokens.get(at + 1).getType();
      if (next == NeuronScriptLexer.EQUALS || next == NeuronScriptLexer.LBRACKET) {
        name = Optional.of(name());
        at++;
        if (next == NeuronScriptLexer.LBRACKET) {
          double count = scanner.number(take(NeuronScriptLexer.NUMBER)).value();
          take(NeuronScriptLexer.RBRACKET);
          if (count < 1 || count > limits.inputs() || count != Math.rint(count)) {
            throw new Problem();
          }
          return new Item(name, OptionalInt.of((int) count), Optional.empty(), from(first));
        }
      }
    }
    Optional<Expression> value = Optional.of(formula());
    return new Item(name, OptionalInt.empty(), value, from(first));
  }

  private Expression function() {
    Expression function = formula();
    if (function instanceof Variable || function instanceof Expression.Invocation) {
      return function;
    }
    throw new Problem();
  }

  private Optional<Expression> formulaBehind(int keyword) {
    return has(keyword) ? Optional.of(formula()) : Optional.empty();
  }

  private List<Expression> formulas() {
    return formulas(new ArrayList<>());
  }

  /** Reads formulas into a list that is used again for each row, and returns those of this one. */
  private List<Expression> formulas(List<Expression> formulas) {
    formulas.clear();
    do {
      formulas.add(formula());
    } while (has(NeuronScriptLexer.COMMA));
    return List.copyOf(formulas);
  }

  private Expression formula() {
    nodes = 0;
    return part();
  }

  /** A formula, or a part of one that may be any. */
  private Expression part() {
    int first = at;
    return counted(read(0), first);
  }

  private Expression counted(Expression built, int first) {
    if (++nodes > limits.terms()) {
      throw new Problem();
    }
    places.put(built, from(first));
    return built;
  }

  /** An operand of arithmetic or of a comparison. */
  private Expression operand(Expression built, int first) {
    if (form == Form.NOT || form == Form.CONDITIONAL) {
      throw new Problem();
    }
    return counted(built, first);
  }

  private Expression operand(int binding) {
    int first = at;
    return operand(read(binding), first);
  }

  /** How tightly an operator binds: the alternatives of the grammar from below. */
  private static int binding(int operator) {
    return switch (operator) {
      case NeuronScriptLexer.CARET -> 10;
      case NeuronScriptLexer.TIMES, NeuronScriptLexer.SLASH, NeuronScriptLexer.PERCENT -> 8;
      case NeuronScriptLexer.PLUS, NeuronScriptLexer.MINUS -> 7;
      case NeuronScriptLexer.LESS,
          NeuronScriptLexer.AT_MOST,
          NeuronScriptLexer.GREATER,
          NeuronScriptLexer.AT_LEAST,
          NeuronScriptLexer.EQUAL,
          NeuronScriptLexer.UNEQUAL,
          NeuronScriptLexer.IS ->
          6;
      case NeuronScriptLexer.WITHIN -> 5;
      case NeuronScriptLexer.AND -> 3;
      case NeuronScriptLexer.OR -> 2;
      default -> -1;
    };
  }

  /** Reads a formula whose operators bind at least so tightly; the caller gives it its place. */
  private Expression read(int least) {
    int first = at;
    Expression left = primary();
    while (true) {
      int operator = type();
      int binding = binding(operator);
      if (binding < least || binding < 0) {
        return left;
      }
      left =
          switch (binding) {
            case 10 -> {
              Expression base = operand(left, first);
              at++;
              yield new Expression.Power(base, operand(10));
            }
            case 8 -> product(left, first);
            case 7 -> sum(left, first);
            case 6 -> comparison(left, first);
            case 5 -> near(left, first);
            default -> logical(left, first, operator);
          };
      form =
          binding != 6
              ? Form.OTHER
              : operator == NeuronScriptLexer.IS && left instanceof Comparison
                  ? Form.IS
                  : Form.COMPARISON;
    }
  }

  private Expression product(Expression left, int first) {
    List<Expression> factors = new ArrayList<>(2);
    factors.add(operand(left, first));
    while (binding(type()) == 8) {
      int operator = type();
      if (operator == NeuronScriptLexer.TIMES) {
        at++;
        factors.add(operand(9));
        continue;
      }
      Expression before = factors.get(0);
      if (factors.size() > 1) {
        before = new Expression.Product(factors);
        places.put(before, from(first));
      }
      at++;
      Expression right = operand(9);
      Expression divided =
          operator == NeuronScriptLexer.SLASH
              ? new Expression.Quotient(before, right)
              : new Expression.Remainder(before, right);
      places.put(divided, from(first));
      factors = new ArrayList<>(2);
      factors.add(divided);
    }
    return factors.size() == 1 ? factors.get(0) : new Expression.Product(factors);
  }

  private Expression sum(Expression left, int first) {
    List<Expression> terms = new ArrayList<>(2);
    terms.add(operand(left, first));
    while (binding(type()) == 7) {
      boolean minus = type() == NeuronScriptLexer.MINUS;
      int start = ++at;
      Expression right = operand(8);
      if (minus) {
        right = new Negation(right);
        places.put(right, from(start));
      }
      terms.add(right);
    }
    return new Expression.Sum(terms);
  }

  private Expression comparison(Expression left, int first) {
    int operator = type();
    if (form == Form.COMPARISON || form == Form.IS) {
      throw new Problem();
    }
    Expression one = operand(left, first);
    int start = ++at;
    Expression other = read(7);
    if (operator == NeuronScriptLexer.IS
        && at == start + 1
        && tokens.get(start).getType() == NeuronScriptLexer.NAN) {
      return new Expression.IsNan(one);
    }
    return new Comparison(relation(operator), one, operand(other, start));
  }

  /** Returns what an operator compares by. */
  static Relation relation(int operator) {
    return switch (operator) {
      case NeuronScriptLexer.LESS -> Relation.LESS;
      case NeuronScriptLexer.AT_MOST -> Relation.AT_MOST;
      case NeuronScriptLexer.GREATER -> Relation.GREATER;
      case NeuronScriptLexer.AT_LEAST -> Relation.AT_LEAST;
      case NeuronScriptLexer.UNEQUAL -> Relation.UNEQUAL;
      default -> Relation.EQUAL;
    };
  }

  private Expression near(Expression left, int first) {
    if (form != Form.IS) {
      throw new Problem();
    }
    Comparison is = (Comparison) counted(left, first);
    int start = ++at;
    Expression distance = read(6);
    if (form == Form.COMPARISON || form == Form.IS) {
      throw new Problem();
    }
    return new Expression.Near(is.left(), is.right(), operand(distance, start));
  }

  private Expression logical(Expression left, int first, int operator) {
    List<Expression> operands = new ArrayList<>(2);
    operands.add(condition(left, first));
    while (has(operator)) {
      int start = at;
      operands.add(condition(read(operator == NeuronScriptLexer.AND ? 4 : 3), start));
    }
    return new Expression.Logical(operator == NeuronScriptLexer.AND, operands);
  }

  private Expression condition(Expression built, int first) {
    if (form == Form.CONDITIONAL) {
      throw new Problem();
    }
    return counted(built, first);
  }

  private Expression primary() {
    if (at >= askedAt) {
      askedAt = at + SyntaxLimits.UNASKED;
      limits.asked().run();
    }
    int type = type();
    form = Form.OTHER;
    if (isName()) {
      Word name = name();
      return has(NeuronScriptLexer.LPAREN)
          ? new Expression.Invocation(name.text(), name.quoted(), arguments())
          : new Variable(name.text(), name.quoted() ? Variable.Role.QUOTED : Variable.Role.NAME);
    }
    at++;
    switch (type) {
      case NeuronScriptLexer.NUMBER -> {
        return scanner.number(tokens.get(at - 1));
      }
      case NeuronScriptLexer.STRING -> {
        return new Expression.Text(Texts.unescaped(from(at - 1)));
      }
      case NeuronScriptLexer.TRUE -> {
        return Constant.TRUE;
      }
      case NeuronScriptLexer.FALSE -> {
        return Constant.FALSE;
      }
      case NeuronScriptLexer.NAN -> {
        return Constant.NAN;
      }
      case NeuronScriptLexer.LPAREN -> {
        Expression inner = read(0);
        take(NeuronScriptLexer.RPAREN);
        form = Form.OTHER;
        return inner;
      }
      case NeuronScriptLexer.MINUS -> {
        Expression negated = operand(9);
        form = Form.OTHER;
        return new Negation(negated);
      }
      case NeuronScriptLexer.NOT -> {
        int start = at;
        Expression negated = counted(read(4), start);
        form = Form.NOT;
        return new Expression.Not(negated);
      }
      case NeuronScriptLexer.IF -> {
        Expression condition = part();
        take(NeuronScriptLexer.THEN);
        Expression then = part();
        take(NeuronScriptLexer.ELSE);
        int start = at;
        Expression otherwise = counted(read(1), start);
        form = Form.CONDITIONAL;
        return new Expression.Conditional(condition, then, otherwise);
      }
      default -> throw new Problem();
    }
  }

  private List<Expression> arguments() {
    List<Expression> arguments = new ArrayList<>(2);
    if (!has(NeuronScriptLexer.RPAREN)) {
      do {
        arguments.add(part());
      } while (has(NeuronScriptLexer.COMMA));
      take(NeuronScriptLexer.RPAREN);
    }
    form = Form.OTHER;
    return arguments;
  }
}
