package io.github.neuronscript.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.NeuronScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.SplitMix;
import io.github.neuronscript.syntax.antlr.NeuronScriptLexer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.antlr.v4.runtime.CommonToken;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One layout for every script; what it means stays, and a second time changes nothing. */
class ScriptFormatterTest {

  static Stream<Arguments> table() {
    return Stream.of(
        arguments(
            "one statement a line",
            "inputs x; forward 1;;show z ;",
            """
            inputs x
            forward 1
            show z
            """),
        arguments(
            "one blank line at most, and none at the ends",
            "\n\nshow 1\n\n \n\nshow 2\nshow 3\n;\nshow 4\n\n",
            """
            show 1

            show 2
            show 3
            show 4
            """),
        arguments("no line without words", " \n;\n", ""),
        arguments("line feeds", "show 1\r\nshow 2\r\rshow 3", "show 1\nshow 2\n\nshow 3\n"),
        arguments(
            "a learning rule in the body of a rule is a block of its own",
            """
            when cost<1 then rate=1 otherwise learning rule = {
            v <- gradient
            w <- w-rate*v
            }
            when cost<1 then { rate=1
            learning rule={w<-w-1} } otherwise
            learning rule =
            { v <- gradient +
            2; w <- w-rate*v }
            when cost<1 then learning rule perceptron otherwise learning rule={w<-w- -1}
            """,
            """
            when cost < 1 then rate = 1 otherwise learning rule = {
              v <- gradient
              w <- w - rate * v
            }
            when cost < 1 then {
              rate = 1
              learning rule = { w <- w - 1 }
            } otherwise
              learning rule =
              {
                v <- gradient +
                  2
                w <- w - rate * v
              }
            when cost < 1 then learning rule perceptron otherwise learning rule = { w <- w - -1 }
            """),
        arguments(
            "declarations in one column",
            """
            inputs x1,x2
            weights w1=0.4 , w2 = - 0.6
            bias b=0.1
            learning   rule gradient  descent
            learning rate = 1/2
            data{0,0->0;0,1 -> 1}
            """,
            """
            inputs        x1, x2
            weights       w1 = 0.4, w2 = -0.6
            bias          b = 0.1
            learning rule gradient descent
            learning rate = 1 / 2
            data          { 0, 0 -> 0; 0, 1 -> 1 }
            """),
        arguments(
            "a blank line, an action and a block end a run; a comment does not",
            """
            inputs     x1, x2
            # zeros:
            weights zeros

            bias 0.1
            activation relu
            forward  1, 0
            loss mae
            data {
            1, 0 -> 1 }
            seed    3
            """,
            """
            inputs  x1, x2
            # zeros:
            weights zeros

            bias       0.1
            activation relu
            forward 1, 0
            loss mae
            data {
              1, 0 -> 1
            }
            seed 3
            """),
        arguments("a keyword alone declares nothing", "bias\nweights 1", "bias\nweights 1\n"),
        arguments(
            "definitions in columns, each kind for itself",
            """
            let a = 1
            let half=1/2
            define soft(z) = ln(1 + exp(z)) with derivative 1/(1+exp(-z))
            define area(a,b)=a*b with derivative by b=a requires a>0
            define f(z) = z
            define rule plain {w<-w-rate*gradient}
            define rule heavy( beta ){v<-beta*v+gradient;w<-w-rate*v;}
            """,
            """
            let a    = 1
            let half = 1 / 2
            define soft(z)    = ln(1 + exp(z))  with derivative 1 / (1 + exp(-z))
            define area(a, b) = a * b           with derivative by b = a  requires a > 0
            define f(z)       = z
            define rule plain       { w <- w - rate * gradient }
            define rule heavy(beta) { v <- beta * v + gradient; w <- w - rate * v }
            """),
        arguments(
            "operators, signs, calls and brackets",
            """
            show 1+2 - - 3,-x ^ - 2,2 ^(1+ 2) , -(- 1),max ( 1 ,-x)% 2
            show not( a<=b )and(a is b within .5 or a<-1),if(a)then(b)else(c)
            inputs x [ 3 ]
            bias - 0.1
            learning rule adam (0.9,0.999)
            """,
            """
            show 1 + 2 - -3, -x^-2, 2^(1 + 2), -(-1), max(1, -x) % 2
            show not (a <= b) and (a is b within .5 or a < -1), if (a) then (b) else (c)
            inputs        x[3]
            bias          -0.1
            learning rule adam(0.9, 0.999)
            """),
        arguments("two signs stay two", "show - -1, 2^- -1", "show - -1, 2^- -1\n"),
        arguments(
            "spellings",
            "show 1_000*x₁·`a  b`−.50E3,a≤b,a<=b\nprint   \"a  {b}\"",
            "show 1_000 * x₁ · `a  b` − .50E3, a ≤ b, a <= b\nprint \"a  {b}\"\n"),
        arguments(
            "an action may look like a call",
            "forward( 1,0 )\nforward (1, 0) -> 1\npredict(1,0)\nprint(\"a\")",
            "forward(1, 0)\nforward (1, 0) -> 1\npredict(1, 0)\nprint(\"a\")\n"),
        arguments(
            "blocks where a line broke",
            """
            data { 0, 0 -> 0;
                0, 1 -> 1 ; 1, 0 -> 1

              # the last

                1, 1 -> 0

            }
            data {  }
            data {
            }
            """,
            """
            data {
              0, 0 -> 0
              0, 1 -> 1
              1, 0 -> 1

              # the last

              1, 1 -> 0
            }
            data {}
            data {
            }
            """),
        arguments(
            "rules and what they do",
            """
            rule "slow down"   on epoch when epoch%10==0 then{rate=rate/2;print "rate {rate}"}
            when cost<0.01 then {
            stop
                } otherwise { print "on" }
            once when cost<0.5
            then {
            print "half", 1 +
            2
                  }
            """,
            """
            rule "slow down" on epoch when epoch % 10 == 0 then { rate = rate / 2; print "rate {rate}" }
            when cost < 0.01 then {
              stop
            } otherwise { print "on" }
            once when cost < 0.5
              then {
                print "half", 1 +
                  2
              }
            """),
        arguments(
            "the author's line breaks",
            """
            show max(
            1,
            min(2,
            3
            )

            ) +
            4
            define f(z) = if z > 0
            then z
            else -z
            weights 1,
                    2
            bias 0
            learning rate 1
            """,
            """
            show max(
              1,
              min(2,
                3
              )
            ) +
              4
            define f(z) = if z > 0
              then z
              else -z
            weights       1,
              2
            bias          0
            learning rate 1
            """),
        arguments(
            "comments",
            """
            #!/usr/bin/env nn
              # on its own\u00a0\t
            step# one
            train 5 epochs      #two
            show 1; # three

            data { # rows
            # above
            0 -> 1; # first
            1 -> 0 } # end
            show 1 + # a
            # b

            # c
            2 # d
            # e
            """,
            """
            #!/usr/bin/env nn
            # on its own
            step            # one
            train 5 epochs  #two
            show 1          # three

            data {  # rows
              # above
              0 -> 1  # first
              1 -> 0
            }         # end
            show 1 +  # a
              # b
              # c
              2  # d
            # e
            """),
        arguments(
            "the actions of rules",
            """
            when cost<0.1 then stop
            once when if epoch>2 then true else false then {print "a";show rate}
            rule "no" on step  when loss>1 then fail "no" otherwise rate=0.1
            """,
            """
            when cost < 0.1                             then stop
            once when if epoch > 2 then true else false then { print "a"; show rate }
            rule "no" on step when loss > 1             then fail "no" otherwise rate = 0.1
            """),
        arguments(
            "a comment that goes on below",
            """
            step   # one example:
                   # forward, backward and update
            # Then all of them.
            train
            """,
            """
            step  # one example:
                  # forward, backward and update
            # Then all of them.
            train
            """));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void laysOut(String rule, String before, String after) {
    assertEquals(after, format(before), rule);
    checkMeaningAndRest(before);
  }

  @Test
  void aScriptWithErrorsIsNotLaidOut() {
    for (Tables.Entry entry : Tables.messages()) {
      Script script = ScriptParser.parse(Source.of("a.nn", entry.script()));
      List<Diagnostic> errors = script.diagnostics().stream().filter(Diagnostic::isError).toList();
      if (!errors.isEmpty()) {
        NeuronScriptException e =
            assertThrows(NeuronScriptException.class, () -> format(entry.script()), entry.script());
        assertEquals(errors.size(), e.diagnostics().size());
      }
    }
  }

  @Test
  void theTreesOfTheTableStay() {
    Tables.trees().forEach(entry -> checkMeaningAndRest(entry.script()));
  }

  @Test
  void theScriptsOfTheHouseAreLaidOut() throws IOException {
    for (Path file : scripts(Path.of("scripts"))) {
      assertEquals(Files.readString(file), format(Files.readString(file)), file.toString());
    }
  }

  @Test
  void everyGoldenScriptKeepsItsMeaning() throws IOException {
    List<Path> files = scripts(Path.of("src/test/scripts"));
    assertTrue(files.size() > 100);
    for (Path file : files) {
      checkMeaningAndRest(Files.readString(file));
    }
  }

  @Test
  void thePreludeKeepsItsMeaning() throws IOException {
    Path prelude = Path.of("src/main/resources/io/github/neuronscript/prelude.nn");
    checkMeaningAndRest(Files.readString(prelude));
  }

  private static List<Path> scripts(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".nn")).sorted().toList();
    }
  }

  @Test
  void randomScriptsKeepTheirMeaning() {
    random(2_000, 71);
  }

  @Test
  @Tag("full")
  void manyRandomScriptsKeepTheirMeaning() {
    random(200_000, 72);
  }

  private static void random(int times, long seed) {
    SplitMix random = new SplitMix(seed);
    RandomScript scripts = new RandomScript(random);
    int strewn = 0;
    for (int i = 0; i < times; i++) {
      String text = scripts.script(1 + random.below(5));
      checkMeaningAndRest(text);
      String other = strew(text, random);
      if (isGood(other)) {
        strewn++;
        checkMeaningAndRest(other);
      }
    }
    assertTrue(strewn > times / 2, "only " + strewn + " of " + times + " could be read");
  }

  /** Replaces the space of a script, and adds comments; mostly it can still be read. */
  private static String strew(String text, SplitMix random) {
    Scanner scanner = Scanner.of(Source.of("a.nn", text));
    StringBuilder out = new StringBuilder();
    int round = 0;
    int braces = 0;
    for (CommonToken token : scanner.tokens()) {
      int type = token.getType();
      if (type == NeuronScriptLexer.SEPARATOR) {
        out.append(random.of("\n", "; ", " # end\n", "\r\n\r\n", "\n\n\n  # alone\n\n", " ;# x\n"));
        continue;
      }
      out.append(token.getText());
      round += type == NeuronScriptLexer.LPAREN ? 1 : type == NeuronScriptLexer.RPAREN ? -1 : 0;
      braces += type == NeuronScriptLexer.LBRACE ? 1 : type == NeuronScriptLexer.RBRACE ? -1 : 0;
      boolean mayBreak =
          round > 0 || type == NeuronScriptLexer.LBRACE || StatementSplitter.asksForMore(type);
      out.append(random.of(" ", "  ", "\t"));
      if (mayBreak && random.below(8) == 0 && (braces == 0 || type != NeuronScriptLexer.COMMA)) {
        out.append(random.of("\n", " # why\n", "\n\n  # alone \n   \n", "\r"));
      }
    }
    return out.toString();
  }

  private static boolean isGood(String text) {
    Script script = ScriptParser.parse(Source.of("a.nn", text));
    return script.diagnostics().stream().noneMatch(Diagnostic::isError);
  }

  private static String format(String text) {
    return ScriptFormatter.format(Source.of("a.nn", text), ScriptLimits.STANDARD);
  }

  /** A script that can be read means the same laid out, and is then laid out for good. */
  static void checkMeaningAndRest(String text) {
    if (!isGood(text)) {
      return;
    }
    String after = format(text);
    assertEquals(tree(text), tree(after), text);
    assertEquals(words(text), words(after), text);
    assertEquals(after, format(after), text);
    assertTrue(after.lines().noneMatch(line -> line.endsWith(" ")), after);
    assertTrue(!after.contains("\n\n\n") && !after.startsWith("\n") && !after.endsWith("\n\n"));
    assertTrue(after.isEmpty() || after.endsWith("\n"), after);
  }

  private static String tree(String text) {
    return TreeText.of(ScriptParser.parse(Source.of("a.nn", text)));
  }

  /** Returns all tokens but separators, and all comments. */
  private static List<String> words(String text) {
    Source source = ScriptParser.parse(Source.of("a.nn", text)).source();
    Scanner scanner = Scanner.of(source);
    List<String> words = new ArrayList<>();
    for (CommonToken token : scanner.tokens()) {
      if (token.getType() != NeuronScriptLexer.SEPARATOR) {
        // Outside a learning rule `<-` is two words, and laid out as two.
        words.addAll(token.getText().equals("<-") ? List.of("<", "-") : List.of(token.getText()));
      }
    }
    scanner
        .comments()
        .forEach(comment -> words.add(comment.getText().replaceAll("[ \\t\\f\\u00a0]+$", "")));
    return words;
  }
}
