package io.github.neuronscript.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.FileAccess;
import io.github.neuronscript.MemoryFiles;
import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.Result;
import io.github.neuronscript.cli.Formats;
import io.github.neuronscript.diagnostic.Source;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The file help.txt: a topic for every statement, and examples that run as they are shown. */
class HelpTest {

  static List<Help.Topic> topics() {
    return Help.topics();
  }

  @Test
  void everyStatementHasATopicAndNothingElse() {
    assertEquals(
        NeuronScript.statementWords(),
        topics().stream().flatMap(topic -> topic.words().stream()).sorted().toList(),
        "the words of help.txt are those that start a statement");
  }

  @ParameterizedTest
  @MethodSource("topics")
  void theExampleRuns(Help.Topic topic) {
    Source script = Source.of(topic.word(), String.join("\n", topic.example()));
    // What include reads, which a jar alone has not.
    FileAccess common = new MemoryFiles().with("common.nn", "let half = 1 / 2");
    Result outcome =
        new NeuronScript().run(script, Options.defaults().files(common).formats(new Formats()));
    assertEquals(List.of(), outcome.diagnostics());
    assertTrue(
        topic.example().stream()
            .flatMap(line -> Stream.of(line.split("[^a-z]+", -1)))
            .anyMatch(topic.words()::contains),
        "the example of " + topic.word() + " has another statement");
  }

  @ParameterizedTest
  @MethodSource("topics")
  void theExampleFitsOnAScreen(Help.Topic topic) {
    assertTrue(topic.example().size() <= 10, topic.word());
    topic.example().forEach(line -> assertTrue(line.length() <= 76, line));
    assertTrue(topic.form().length() <= 78, topic.form());
    assertTrue(("  activation  " + topic.summary()).length() <= 80, topic.summary());
  }

  /** What is shown while a statement is typed begins with the word that was typed. */
  @ParameterizedTest
  @MethodSource("topics")
  void theFormHasTheWord(Help.Topic topic) {
    assertTrue(
        List.of(topic.form().split("[^a-z]+", -1)).contains(topic.word()),
        topic.word() + ": " + topic.form());
  }
}
