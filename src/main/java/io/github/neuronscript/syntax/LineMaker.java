package io.github.neuronscript.syntax;

import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.syntax.antlr.NeuronScriptLexer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;

/**
 * Puts the tokens and comments of a script without errors onto lines: each statement on its own,
 * and each row of a block, which is a pair of braces with a line break between them. All other line
 * breaks stay where they were.
 */
final class LineMaker {

  private static final int INDENT = 2;

  /** What the lexer takes for space, and a comment keeps. */
  private static final String SPACES = " \t\f\u00A0\uFEFF";

  private final Scanner scanner;
  private final String text;
  private final List<Line> lines = new ArrayList<>();

  /** How many comments are on their lines. */
  private int comments;

  /** The offset behind the last token or comment that is on its line. */
  private int end;

  /** In which column the last comment behind tokens stood. */
  private int commentColumn;

  /** Whether the last line opens a block, in which nothing stands yet. */
  private boolean opened;

  private LineMaker(Scanner scanner) {
    this.scanner = scanner;
    this.text = scanner.source().text();
  }

  /** Returns the lines of a script whose line ends are line feeds. */
  static List<Line> lines(Scanner scanner) {
    LineMaker maker = new LineMaker(scanner);
    for (StatementSplitter.Piece piece : StatementSplitter.split(scanner.tokens())) {
      maker.new StatementPlacer(StatementParser.marked(piece.tokens())).place();
    }
    maker.comments(maker.text.length(), 0, true);
    return maker.lines;
  }

  /** Places one statement. */
  private final class StatementPlacer {
    private final List<CommonToken> tokens;
    private final Columns columns;
    private final int[] partner;

    /** Whether a brace opens a block. */
    private final boolean[] block;

    /** For each bracket that is open the indent of its line. */
    private final int[] indents;

    /** The brackets that are open, the innermost first. */
    private final Deque<Integer> open = new ArrayDeque<>();

    /** The index of the token that was placed last. */
    private int last = Brackets.NONE;

    StatementPlacer(List<CommonToken> tokens) {
      this.tokens = tokens;
      this.columns = Columns.of(tokens);
      this.partner = Brackets.partners(tokens);
      this.block = new boolean[tokens.size()];
      this.indents = new int[tokens.size()];
      for (int i = 0; i < tokens.size(); i++) {
        block[i] = type(i) == NeuronScriptLexer.LBRACE && isBlock(i);
      }
    }

    void place() {
      boolean separated = false;
      for (int i = 0; i < tokens.size(); i++) {
        if (type(i) == NeuronScriptLexer.SEPARATOR) {
          separated = true;
        } else {
          place(i, separated);
          separated = false;
        }
      }
    }

    private void place(int i, boolean separated) {
      int bracket = open.isEmpty() ? Brackets.NONE : open.peek();
      boolean inBlock = bracket >= 0 && block[bracket];
      boolean closesBlock = inBlock && partner[bracket] == i;
      boolean starts = i == 0 || inBlock && (separated || last == bracket);
      boolean ownLine = starts || closesBlock;
      int outer = bracket < 0 ? 0 : indents[bracket];
      int indent = outer + (inBlock ? INDENT : 0) + (ownLine ? 0 : INDENT);
      comments(start(i), indent, ownLine);
      int breaks = breaks(start(i));
      if (closesBlock) {
        newLine(Line.Kind.SINGLE, indents[partner[i]], false);
      } else if (starts) {
        newLine(i == 0 ? kind() : Line.Kind.SINGLE, indent, breaks > 1 && !opened);
      } else if (breaks > 0) {
        boolean closes = Brackets.isClosing(type(i));
        newLine(Line.Kind.FURTHER, closes ? indents[partner[i]] : indent, false);
      } else {
        space(i, separated);
      }
      append(i);
    }

    /** Puts what stands between a token and the one before on the same line. */
    private void space(int i, boolean separated) {
      boolean row =
          separated
              && type(last) != NeuronScriptLexer.LBRACE
              && type(i) != NeuronScriptLexer.RBRACE;
      if (row) {
        line().append("; ");
      } else if (i == columns.second()) {
        line().nextCell(1);
      } else if (type(i) == NeuronScriptLexer.WITH || type(i) == NeuronScriptLexer.REQUIRES) {
        line().nextCell(2);
      } else if (Spacing.between(tokens, last, i)) {
        line().append(" ");
      }
    }

    private void append(int i) {
      CommonToken token = tokens.get(i);
      line().append(token.getText());
      if (Brackets.isOpening(type(i))) {
        indents[i] = line().indent();
        open.push(i);
      } else if (Brackets.isClosing(type(i))) {
        open.pop();
      }
      opened = block[i];
      last = i;
      end = scanner.span(token).end();
    }

    /** A statement with a block makes no run with others. */
    private Line.Kind kind() {
      for (boolean b : block) {
        if (b) {
          return Line.Kind.SINGLE;
        }
      }
      return columns.kind();
    }

    private boolean isBlock(int brace) {
      Span all = scanner.span(tokens.get(brace), tokens.get(partner[brace]));
      return text.substring(all.start(), all.end()).indexOf('\n') >= 0;
    }

    private int start(int i) {
      return scanner.span(tokens.get(i)).start();
    }

    private int type(int i) {
      return tokens.get(i).getType();
    }
  }

  /**
   * Places the comments before an offset.
   *
   * @param indent of those that have a line to themselves
   * @param mayBeApart whether they keep a blank line above
   */
  private void comments(int offset, int indent, boolean mayBeApart) {
    while (comments < scanner.comments().size()) {
      Span comment = scanner.span(scanner.comments().get(comments));
      if (comment.start() >= offset) {
        return;
      }
      int breaks = breaks(comment.start());
      int column = comment.position().column();
      boolean goesOn =
          breaks == 1 && !lines.isEmpty() && line().hasComment() && column == commentColumn;
      if (breaks == 0 && !lines.isEmpty()) {
        commentColumn = column;
        line().setComment(withoutSpaceAtTheEnd(comment.text()));
      } else if (goesOn) {
        newLine(Line.Kind.FURTHER, 0, false);
        line().setComment(withoutSpaceAtTheEnd(comment.text()));
      } else {
        newLine(Line.Kind.FURTHER, indent, mayBeApart && breaks > 1 && !opened);
        line().append(withoutSpaceAtTheEnd(comment.text()));
        opened = false;
      }
      end = comment.end();
      comments++;
    }
  }

  /** Returns the number of line ends from the end to an offset, where 2 means a blank line. */
  private int breaks(int offset) {
    int breaks = 0;
    int inARow = 0;
    for (int i = end; i < offset; i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        inARow++;
        breaks = Math.max(breaks, inARow);
      } else if (SPACES.indexOf(c) < 0) {
        inARow = 0;
      }
    }
    return breaks;
  }

  private static String withoutSpaceAtTheEnd(String comment) {
    int length = comment.length();
    while (SPACES.indexOf(comment.charAt(length - 1)) >= 0) {
      length--;
    }
    return comment.substring(0, length);
  }

  private void newLine(Line.Kind kind, int indent, boolean apart) {
    lines.add(new Line(kind, indent, apart && !lines.isEmpty()));
  }

  private Line line() {
    return lines.get(lines.size() - 1);
  }
}
