package io.github.neuronscript.syntax;

import io.github.neuronscript.syntax.antlr.NeuronScriptLexer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.antlr.v4.runtime.CommonToken;

/**
 * The keywords, which are names everywhere but in their own place: the first word of a statement,
 * and a statement's inner words where no name can stand (behind a number, a name or a text with no
 * operator between).
 */
final class Words {

  /**
   * A statement's first word.
   *
   * @param form how the statement is written, for error messages
   */
  record First(int token, String form, Map<String, Integer> inner) {
    /** Returns the inner words, in the order of the alphabet. */
    Set<String> innerWords() {
      return new TreeSet<>(inner.keySet());
    }

    /** Returns the inner word that a shorter or a foreign one stands for, as {@code sep}. */
    Optional<String> meant(String word) {
      if (List.of("delimiter", "delim").contains(word) && inner.containsKey("separator")) {
        return Optional.of("separator");
      }
      return word.length() < 3
          ? Optional.empty()
          : innerWords().stream().filter(inner -> inner.startsWith(word)).findFirst();
    }
  }

  /** In the order of the reference; singular and plural read alike. */
  private static final Map<String, First> FIRST = new TreeMap<>();

  /** Words of the whole language that this version does not have yet. */
  private static final List<String> LATER = List.of("layer");

  static {
    first(
        "inputs input",
        NeuronScriptLexer.INPUTS,
        "inputs x1, x2` or `inputs x[3]` or `inputs all except id",
        Map.of("all", NeuronScriptLexer.ALL, "except", NeuronScriptLexer.EXCEPT));
    first(
        "weights weight",
        NeuronScriptLexer.WEIGHTS,
        "weights 0.4, -0.6",
        Map.of("seed", NeuronScriptLexer.SEED));
    first("bias", NeuronScriptLexer.BIAS, "bias 0.1", Map.of("fixed", NeuronScriptLexer.FIXED));
    first("activation", NeuronScriptLexer.ACTIVATION, "activation sigmoid");
    first("loss", NeuronScriptLexer.LOSS, "loss mse");
    first("penalty", NeuronScriptLexer.PENALTY, "penalty l2(0.01)` or `penalty none");
    first(
        "learning",
        NeuronScriptLexer.LEARNING,
        "learning rate 0.1` or `learning rule perceptron",
        Map.of("rate", NeuronScriptLexer.RATE, "rule", NeuronScriptLexer.RULE));
    first("cost", NeuronScriptLexer.COST, "cost mean` or `cost sum");
    first("target targets", NeuronScriptLexer.TARGET, "target y");
    Map<String, Integer> file =
        Map.of(
            "from",
            NeuronScriptLexer.FROM,
            "where",
            NeuronScriptLexer.WHERE,
            "separator",
            NeuronScriptLexer.DIVIDER,
            "decimal",
            NeuronScriptLexer.DECIMAL,
            "missing",
            NeuronScriptLexer.MISSING,
            "header",
            NeuronScriptLexer.HEADER);
    first("data", NeuronScriptLexer.DATA, "data { 0, 1 -> 1 }` or `data from \"file.csv\"", file);
    first(
        "scale",
        NeuronScriptLexer.SCALE,
        "scale standard`, `scale minmax` or `scale from 2, 5 by 1, 0.5",
        Map.of("from", NeuronScriptLexer.FROM, "by", NeuronScriptLexer.BY));
    first(
        "split",
        NeuronScriptLexer.SPLIT,
        "split 80 / 20` or `split 80 / 20 seed 1 stratified",
        Map.of("seed", NeuronScriptLexer.SEED, "stratified", NeuronScriptLexer.STRATIFIED));
    first(
        "threshold",
        NeuronScriptLexer.THRESHOLD,
        "threshold 0.3` or `threshold best f1",
        Map.of("best", NeuronScriptLexer.BEST));
    first("seed", NeuronScriptLexer.SEED, "seed 7");
    first("let", NeuronScriptLexer.LET, "let half = 1 / 2");
    first(
        "define",
        NeuronScriptLexer.DEFINE,
        "define f(z) = z^2",
        Map.of(
            "rule",
            NeuronScriptLexer.RULE,
            "with",
            NeuronScriptLexer.WITH,
            "derivative",
            NeuronScriptLexer.DERIVATIVE,
            "by",
            NeuronScriptLexer.BY,
            "requires",
            NeuronScriptLexer.REQUIRES));
    first("forward", NeuronScriptLexer.FORWARD, "forward` or `forward 1, 0 -> 1");
    first("backward", NeuronScriptLexer.BACKWARD, "backward");
    first("update", NeuronScriptLexer.UPDATE, "update");
    first("step steps", NeuronScriptLexer.STEP, "step` or `step 3");
    Map<String, Integer> training =
        Map.of(
            "epochs",
            NeuronScriptLexer.EPOCHS,
            "epoch",
            NeuronScriptLexer.EPOCHS,
            "at",
            NeuronScriptLexer.AT,
            "most",
            NeuronScriptLexer.MOST,
            "batch",
            NeuronScriptLexer.BATCH,
            "shuffle",
            NeuronScriptLexer.SHUFFLE,
            "until",
            NeuronScriptLexer.UNTIL,
            "seed",
            NeuronScriptLexer.SEED);
    first(
        "train",
        NeuronScriptLexer.TRAIN,
        "train 1000 epochs batch 16 shuffle until cost < 0.01",
        training);
    Map<String, Integer> files = new HashMap<>(file);
    files.put("explained", NeuronScriptLexer.EXPLAINED);
    files.put("to", NeuronScriptLexer.TO);
    first(
        "predict",
        NeuronScriptLexer.PREDICT,
        "predict 1, 0` or `predict from \"new.csv\" missing skip to \"out.csv\"",
        Map.copyOf(files));
    first(
        "evaluate",
        NeuronScriptLexer.EVALUATE,
        "evaluate` or `evaluate from \"test.csv\"",
        Map.of(
            "from",
            NeuronScriptLexer.FROM,
            "calibration",
            NeuronScriptLexer.CALIBRATION,
            "confidence",
            NeuronScriptLexer.CONFIDENCE,
            "samples",
            NeuronScriptLexer.SAMPLES,
            "seed",
            NeuronScriptLexer.SEED));
    Map<String, Integer> folds = new HashMap<>(training);
    folds.putAll(
        Map.of(
            "validate",
            NeuronScriptLexer.VALIDATE,
            "folds",
            NeuronScriptLexer.FOLDS,
            "fold",
            NeuronScriptLexer.FOLDS,
            "splits",
            NeuronScriptLexer.SPLITS,
            "split",
            NeuronScriptLexer.SPLITS,
            "stratified",
            NeuronScriptLexer.STRATIFIED));
    first(
        "cross",
        NeuronScriptLexer.CROSS,
        "cross validate 5 folds` or `cross validate 20 splits 80 / 20",
        Map.copyOf(folds));
    first("explain", NeuronScriptLexer.EXPLAIN, "explain 1, 0");
    first("ledger", NeuronScriptLexer.LEDGER, "ledger");
    first("check", NeuronScriptLexer.CHECK, "check gradient");
    first(
        "derive",
        NeuronScriptLexer.DERIVE,
        "derive` or `derive sigmoid at 0.7",
        Map.of("by", NeuronScriptLexer.BY, "at", NeuronScriptLexer.AT));
    first("diagnose", NeuronScriptLexer.DIAGNOSE, "diagnose");
    first(
        "plot",
        NeuronScriptLexer.PLOT,
        "plot cost` or `plot boundary to \"boundary.svg\"",
        Map.of("to", NeuronScriptLexer.TO));
    first("save", NeuronScriptLexer.SAVE, "save \"model.json\"");
    first("load", NeuronScriptLexer.LOAD, "load \"model.json\"");
    first(
        "export",
        NeuronScriptLexer.EXPORT,
        "export \"model.onnx\"` or `export \"Model.java\"",
        Map.of("float", NeuronScriptLexer.FLOAT));
    first("import", NeuronScriptLexer.IMPORT, "import \"model.onnx\"");
    first("show", NeuronScriptLexer.SHOW, "show weights` or `show w1 * x1");
    first("print", NeuronScriptLexer.PRINT, "print \"cost {cost}\"");
    first("expect", NeuronScriptLexer.EXPECT, "expect output >= 0.5");
    first("stop", NeuronScriptLexer.STOP, "stop");
    first("fail", NeuronScriptLexer.FAIL, "fail \"diverged at epoch {epoch}\"");
    first("answer", NeuronScriptLexer.ANSWER, "answer \"yes\"");
    first(
        "forget",
        NeuronScriptLexer.FORGET,
        "forget rule \"name\"",
        Map.of("rule", NeuronScriptLexer.RULE));
    first("back", NeuronScriptLexer.BACK, "back` or `back 3");
    first("include", NeuronScriptLexer.INCLUDE, "include \"common.nn\"");
    Map<String, Integer> head =
        Map.of(
            "on",
            NeuronScriptLexer.ON,
            "epoch",
            NeuronScriptLexer.EPOCHS,
            "step",
            NeuronScriptLexer.STEP,
            "predict",
            NeuronScriptLexer.PREDICT,
            "once",
            NeuronScriptLexer.ONCE);
    first(
        "rule",
        NeuronScriptLexer.RULE,
        "rule \"decay\" on epoch once when epoch > 9 then rate = 0.01",
        head);
    first("on", NeuronScriptLexer.ON, "on step when abs(z) > 30 then print \"z = {z}\"", head);
    first("once", NeuronScriptLexer.ONCE, "once when epoch >= 100 then print \"hello\"", head);
    first("when", NeuronScriptLexer.WHEN, "when cost < 0.01 then stop", head);
    first("reset", NeuronScriptLexer.RESET, "reset");
    first("set", NeuronScriptLexer.SET, "set digits 4");
  }

  private Words() {}

  private static void first(String spellings, int token, String form) {
    first(spellings, token, form, Map.of());
  }

  private static void first(String spellings, int token, String form, Map<String, Integer> inner) {
    First first = new First(token, form, inner);
    for (String spelling : List.of(spellings.split(" ", -1))) {
      FIRST.put(spelling, first);
    }
  }

  static Optional<First> first(String word) {
    return Optional.ofNullable(FIRST.get(word));
  }

  static List<String> firstWords() {
    return Collections.unmodifiableList(new ArrayList<>(FIRST.keySet()));
  }

  /** Whether a token is a keyword of some statement. */
  static boolean isKeyword(int type) {
    return FIRST.values().stream()
        .anyMatch(first -> first.token() == type || first.inner().containsValue(type));
  }

  /** Returns how a keyword is written in a statement, of which some tokens are there. */
  static Set<String> spellings(int type, List<CommonToken> statement) {
    Set<String> spellings = new TreeSet<>();
    if (!statement.isEmpty() && FIRST.get(statement.get(0).getText()) != null) {
      FIRST
          .get(statement.get(0).getText())
          .inner()
          .forEach(
              (word, token) -> {
                if (token == type) {
                  spellings.add(word);
                }
              });
    }
    if (spellings.isEmpty()) {
      FIRST.forEach(
          (word, first) -> {
            if (first.token() == type) {
              spellings.add(word);
            }
          });
    }
    if (spellings.isEmpty()) {
      String literal = NeuronScriptLexer.VOCABULARY.getLiteralName(type);
      spellings.add(
          literal == null
              ? NeuronScriptLexer.VOCABULARY.getSymbolicName(type).toLowerCase(Locale.ROOT)
              : literal.substring(1, literal.length() - 1));
    }
    return spellings;
  }

  /** Whether a statement of this or a later version starts with a word. */
  static boolean startsAStatement(String word) {
    return FIRST.containsKey(word) || isOfALaterVersion(word);
  }

  static boolean isOfALaterVersion(String word) {
    return LATER.contains(word);
  }

  /** Gives the keywords of one statement their tokens; its first token decides which there are. */
  static void mark(List<CommonToken> statement) {
    CommonToken head = statement.get(0);
    boolean when = head.getType() == NeuronScriptLexer.WHEN;
    if (head.getType() != NeuronScriptLexer.NAME && !when) {
      return;
    }
    First first = FIRST.get(head.getText());
    if (first == null) {
      return;
    }
    head.setType(first.token());
    if (isRule(head.getType())) {
      markRule(statement);
    } else {
      markInner(statement, first);
    }
  }

  /** Marks an action in the body of a rule, where no other rule can stand. */
  private static void markAction(List<CommonToken> action) {
    CommonToken head = action.get(0);
    Optional<First> first =
        head.getType() == NeuronScriptLexer.NAME ? first(head.getText()) : Optional.empty();
    first.ifPresent(word -> head.setType(word.token()));
    first.filter(word -> !isRule(word.token())).ifPresent(word -> markInner(action, word));
  }

  /** Whether a when-then rule starts with a token. */
  static boolean isRule(int type) {
    return switch (type) {
      case NeuronScriptLexer.RULE,
          NeuronScriptLexer.ON,
          NeuronScriptLexer.ONCE,
          NeuronScriptLexer.WHEN ->
          true;
      default -> false;
    };
  }

  /** The words before `when`, and each action behind `then` and `otherwise` as a statement. */
  private static void markRule(List<CommonToken> rule) {
    for (int i = 0; i < rule.size() && rule.get(i).getType() != NeuronScriptLexer.WHEN; i++) {
      CommonToken token = rule.get(i);
      Integer word = FIRST.get("rule").inner().get(token.getText());
      if (i > 0 && word != null && token.getType() == NeuronScriptLexer.NAME) {
        token.setType(word);
      }
    }
    for (Action action : actions(rule)) {
      markAction(rule.subList(action.start(), action.end()));
    }
  }

  /** The indices of the tokens of an action in the body of a rule; the end is not part of it. */
  record Action(int start, int end) {}

  /** Returns where the actions of a rule stand. */
  static List<Action> actions(List<CommonToken> rule) {
    List<Action> actions = new ArrayList<>();
    int conditions = 0;
    int depth = 0;
    int start = -1;
    int i = 0;
    while (i < rule.size() && rule.get(i).getType() != NeuronScriptLexer.WHEN) {
      i++;
    }
    for (; i < rule.size(); i++) {
      int type = rule.get(i).getType();
      conditions += type == NeuronScriptLexer.IF ? 1 : 0;
      boolean then = type == NeuronScriptLexer.THEN && conditions-- == 0;
      conditions = Math.max(0, conditions);
      boolean ends =
          type == NeuronScriptLexer.OTHERWISE && depth <= 1
              || type == NeuronScriptLexer.SEPARATOR && depth == 1
              || type == NeuronScriptLexer.RBRACE && depth == 1;
      if (ends && start >= 0 && start < i) {
        actions.add(new Action(start, i));
        start = -1;
      }
      boolean opens = type == NeuronScriptLexer.LBRACE && depth == 0 && start == i;
      depth += depth(type);
      if (then
          || opens
          || type == NeuronScriptLexer.OTHERWISE
          || type == NeuronScriptLexer.SEPARATOR && depth == 1) {
        start = i + 1;
        conditions = 0;
      }
    }
    if (start >= 0 && start < rule.size()) {
      actions.add(new Action(start, rule.size()));
    }
    return actions;
  }

  private static void markInner(List<CommonToken> statement, First first) {
    if (first.inner().isEmpty()) {
      return;
    }
    int depth = 0;
    for (int i = 1; i < statement.size(); i++) {
      CommonToken token = statement.get(i);
      depth += depth(token.getType());
      if (depth == 0 && token.getType() == NeuronScriptLexer.NAME) {
        Integer keyword = first.inner().get(token.getText());
        if (keyword != null && isPlaceOf(keyword, i, statement)) {
          token.setType(keyword);
        }
      }
    }
  }

  private static int depth(int type) {
    return switch (type) {
      case NeuronScriptLexer.LPAREN, NeuronScriptLexer.LBRACKET, NeuronScriptLexer.LBRACE -> 1;
      case NeuronScriptLexer.RPAREN, NeuronScriptLexer.RBRACKET, NeuronScriptLexer.RBRACE -> -1;
      default -> 0;
    };
  }

  /** Whether the word at an index is the keyword, since no name can stand there. */
  private static boolean isPlaceOf(int keyword, int index, List<CommonToken> statement) {
    int first = statement.get(0).getType();
    if (first == NeuronScriptLexer.PREDICT && !isOfFile(keyword, index, statement)) {
      return false;
    }
    return switch (statement.get(index - 1).getType()) {
      case NeuronScriptLexer.NAME,
          NeuronScriptLexer.QUOTED_NAME,
          NeuronScriptLexer.NUMBER,
          NeuronScriptLexer.STRING,
          NeuronScriptLexer.TRUE,
          NeuronScriptLexer.FALSE,
          NeuronScriptLexer.NAN,
          NeuronScriptLexer.RPAREN,
          NeuronScriptLexer.RBRACKET,
          NeuronScriptLexer.EPOCHS,
          NeuronScriptLexer.SHUFFLE,
          NeuronScriptLexer.STRATIFIED,
          NeuronScriptLexer.FOLDS,
          NeuronScriptLexer.CALIBRATION,
          NeuronScriptLexer.EXPLAINED,
          NeuronScriptLexer.PERCENT ->
          // In the lines of a learning rule `rate` is a name.
          first != NeuronScriptLexer.LEARNING;
      case NeuronScriptLexer.RBRACE -> keyword == NeuronScriptLexer.REQUIRES;
      case NeuronScriptLexer.AT -> keyword == NeuronScriptLexer.MOST;
      case NeuronScriptLexer.WITH -> keyword == NeuronScriptLexer.DERIVATIVE;
      case NeuronScriptLexer.DERIVATIVE ->
          keyword == NeuronScriptLexer.BY
              && index + 2 < statement.size()
              && statement.get(index + 2).getType() == NeuronScriptLexer.EQUALS;
      // `all except id` and nothing else: an input may be called all.
      case NeuronScriptLexer.INPUTS -> keyword == NeuronScriptLexer.ALL && isAll(index, statement);
      case NeuronScriptLexer.ALL -> keyword == NeuronScriptLexer.EXCEPT;
      case NeuronScriptLexer.COMMA ->
          first == NeuronScriptLexer.TRAIN
              || first == NeuronScriptLexer.CROSS
              || first == NeuronScriptLexer.EVALUATE;
      case NeuronScriptLexer.EQUALS ->
          first == NeuronScriptLexer.DATA
              || keyword == NeuronScriptLexer.BEST && index == 2
              || keyword == NeuronScriptLexer.ALL && index == 2 && isAll(index, statement);
      default ->
          index == 1 && first != NeuronScriptLexer.WEIGHTS && first != NeuronScriptLexer.BIAS;
    };
  }

  /** Whether `predict` reads a file there: else an input or a `let` may be called `from`. */
  private static boolean isOfFile(int keyword, int index, List<CommonToken> statement) {
    if (keyword != NeuronScriptLexer.FROM) {
      return statement.get(1).getType() == NeuronScriptLexer.FROM;
    }
    if (index != 1 || statement.size() == 2) {
      return false;
    }
    return switch (statement.get(2).getType()) {
      case NeuronScriptLexer.STRING,
          NeuronScriptLexer.OPEN_STRING,
          NeuronScriptLexer.NAME,
          NeuronScriptLexer.QUOTED_NAME ->
          true;
      default -> false;
    };
  }

  private static boolean isAll(int index, List<CommonToken> statement) {
    return index + 1 == statement.size() || statement.get(index + 1).getText().equals("except");
  }
}
