package io.github.neuronscript.syntax;

import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.syntax.antlr.NeuronScriptLexer;
import io.github.neuronscript.syntax.antlr.NeuronScriptParser;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.atn.AtomTransition;
import org.antlr.v4.runtime.atn.PrecedencePredicateTransition;
import org.antlr.v4.runtime.atn.RuleStopState;
import org.antlr.v4.runtime.atn.RuleTransition;
import org.antlr.v4.runtime.atn.SetTransition;
import org.antlr.v4.runtime.atn.Transition;

/**
 * What the grammar allows at the end of a text that is being typed: found by walking ANTLR's own
 * network of states along the statement so far, so that it cannot disagree with the parser.
 *
 * @param before the text of the whole statements before
 * @param start where the word begins that is being typed; the end of the text if none is
 * @param first the first word of the statement, in the spelling of its token; empty at its start
 * @param previous the last word or sign of the statement before that word; empty at its start
 * @param keywords the words of the language that may stand there
 * @param name whether a name may
 * @param formula whether that name may be part of a formula
 * @param text whether a text in quotes may
 */
public record Expected(
    String before,
    int start,
    Optional<String> first,
    Optional<String> previous,
    Set<String> keywords,
    boolean name,
    boolean formula,
    boolean text) {

  static final Set<Integer> RESERVED =
      Set.of(
          NeuronScriptLexer.AND,
          NeuronScriptLexer.OR,
          NeuronScriptLexer.NOT,
          NeuronScriptLexer.IF,
          NeuronScriptLexer.THEN,
          NeuronScriptLexer.ELSE,
          NeuronScriptLexer.OTHERWISE,
          NeuronScriptLexer.IS,
          NeuronScriptLexer.WITHIN,
          NeuronScriptLexer.TRUE,
          NeuronScriptLexer.FALSE,
          NeuronScriptLexer.NAN);

  /** A state of the network, and where to go on when its rule ends. */
  private record Place(ATNState state, Call calledFrom) {}

  /**
   * Rules within rules beyond which nothing is looked for: more than a script that is nested as
   * deeply as may be.
   */
  private static final int DEEPEST = 4 * SyntaxLimits.DEPTH;

  /** Places that are looked at in one statement; a longer one than that is not typed by hand. */
  private static final int MOST_PLACES = 1_000_000;

  /** How a rule was entered from another; outside is null at the bottom. */
  private record Entry(ATNState follow, int rule, int precedence, Call outer) {}

  /** An entry, equal only to itself, so that comparing two takes no longer for deep ones. */
  private static final class Call {
    private final Entry entry;
    private final int depth;

    private Call(Entry entry) {
      this.entry = entry;
      this.depth = entry.outer() == null ? 1 : entry.outer().depth + 1;
    }
  }

  /** Returns what may stand at the end of a text. */
  public static Expected at(String text) {
    Scanner scanner = Scanner.of(Source.of("", text));
    List<CommonToken> tokens = new ArrayList<>(scanner.tokens());
    int start = text.length();
    if (!tokens.isEmpty()) {
      CommonToken last = tokens.get(tokens.size() - 1);
      int end = scanner.span(last).end();
      boolean word =
          Character.isUnicodeIdentifierPart(text.codePointBefore(Math.max(1, text.length())));
      if (end == text.length() && word && last.getType() != NeuronScriptLexer.NUMBER) {
        start = scanner.span(last).start();
        tokens.remove(tokens.size() - 1);
      }
    }
    List<CommonToken> statement = statement(tokens);
    int from = statement.isEmpty() ? start : scanner.span(statement.get(0)).start();
    if (!statement.isEmpty()) {
      statement = StatementParser.marked(statement);
    }
    return of(text.substring(0, from), start, statement);
  }

  /** Returns the tokens of the statement that the text ends in; none at the start of one. */
  private static List<CommonToken> statement(List<CommonToken> tokens) {
    if (tokens.isEmpty()) {
      return List.of();
    }
    boolean ended =
        tokens.get(tokens.size() - 1).getType() == NeuronScriptLexer.SEPARATOR
            && !StatementSplitter.isUnfinished(tokens);
    List<StatementSplitter.Piece> pieces = StatementSplitter.split(tokens);
    return ended || pieces.isEmpty() ? List.of() : pieces.get(pieces.size() - 1).tokens();
  }

  private static Expected of(String before, int start, List<CommonToken> statement) {
    ATN network = NeuronScriptParser._ATN;
    Map<Entry, Call> calls = new HashMap<>();
    int looked = 0;
    Set<Place> places =
        closed(
            Set.of(new Place(network.ruleToStartState[NeuronScriptParser.RULE_statement], null)),
            calls);
    for (CommonToken token : statement) {
      Set<Place> next = new LinkedHashSet<>();
      for (Place place : places) {
        for (Transition way : place.state().getTransitions()) {
          if (way.matches(token.getType(), Token.MIN_USER_TOKEN_TYPE, network.maxTokenType)) {
            next.add(new Place(way.target, place.calledFrom()));
          }
        }
      }
      places = closed(next, calls);
      looked += places.size();
      if (looked > MOST_PLACES) {
        places = Set.of();
        break;
      }
    }
    Set<String> keywords = new TreeSet<>();
    boolean name = false;
    boolean formula = false;
    boolean text = false;
    for (Place place : places) {
      for (Transition way : place.state().getTransitions()) {
        for (int type : types(way)) {
          name |= type == NeuronScriptLexer.NAME;
          formula |= type == NeuronScriptLexer.NAME && isInFormula(place.calledFrom());
          text |= type == NeuronScriptLexer.STRING;
          if (RESERVED.contains(type) || Words.isKeyword(type)) {
            keywords.addAll(Words.spellings(type, statement));
          }
        }
      }
    }
    return new Expected(
        before,
        start,
        statement.isEmpty() ? Optional.empty() : Optional.of(statement.get(0).getText()),
        statement.isEmpty()
            ? Optional.empty()
            : Optional.of(statement.get(statement.size() - 1).getText()),
        keywords,
        name,
        formula,
        text);
  }

  private static List<Integer> types(Transition way) {
    return way instanceof AtomTransition || way instanceof SetTransition
        ? way.label().toList()
        : List.of();
  }

  private static boolean isInFormula(Call call) {
    for (Call c = call; c != null; c = c.entry.outer()) {
      if (c.entry.rule() == NeuronScriptParser.RULE_expression) {
        return true;
      }
    }
    return false;
  }

  /** Adds the places that can be reached without a token. */
  private static Set<Place> closed(Set<Place> places, Map<Entry, Call> calls) {
    Set<Place> closed = new LinkedHashSet<>(places);
    Set<Place> seen = new HashSet<>(places);
    Deque<Place> open = new ArrayDeque<>(places);
    while (!open.isEmpty()) {
      Place place = open.removeFirst();
      for (Place next : withoutToken(place, calls)) {
        if (seen.add(next)) {
          closed.add(next);
          open.addLast(next);
        }
      }
    }
    return closed;
  }

  private static List<Place> withoutToken(Place place, Map<Entry, Call> calls) {
    if (place.state() instanceof RuleStopState) {
      Call call = place.calledFrom();
      return call == null ? List.of() : List.of(new Place(call.entry.follow(), call.entry.outer()));
    }
    List<Place> next = new ArrayList<>();
    for (Transition way : place.state().getTransitions()) {
      if (way instanceof RuleTransition rule) {
        Entry entry =
            new Entry(rule.followState, rule.ruleIndex, rule.precedence, place.calledFrom());
        Call call = calls.computeIfAbsent(entry, Call::new);
        if (call.depth <= DEEPEST) {
          next.add(new Place(rule.target, call));
        }
      } else if (way instanceof PrecedencePredicateTransition binding) {
        // An operator binds here only if it binds tighter than the one before: so the way is one.
        Call call = place.calledFrom();
        if (call != null && binding.precedence >= call.entry.precedence()) {
          next.add(new Place(way.target, call));
        }
      } else if (way.isEpsilon()) {
        next.add(new Place(way.target, place.calledFrom()));
      }
    }
    return next;
  }
}
