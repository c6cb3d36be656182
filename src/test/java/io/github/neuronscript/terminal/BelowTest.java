package io.github.neuronscript.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The lines below everything else, on a real screen: {@link PromptDemo} in {@code tmux}. */
class BelowTest extends OnAScreen {

  private static final String BAR = "first of two lines\nsecond of two lines";

  private void start(int width, int height, String... args) throws Exception {
    terminal.start(width, height, TmuxScreen.java(PromptDemo.class, args));
    terminal.await("nn>");
  }

  private void say(String line) throws Exception {
    terminal.type(line);
    terminal.await("nn> " + line);
    terminal.press("Enter");
  }

  @Test
  void theBarStandsBelowWhatIsTypedUntilItIsTakenAway() throws Exception {
    start(40, 10);
    say("status");
    terminal.await("bar", screen -> screen.endsWith("nn>\n" + BAR));
    assertEquals("4,1", terminal.cursor());
    terminal.type("abc");
    terminal.await("bar", screen -> screen.endsWith("nn> abc\nhint of abc\n" + BAR));
    terminal.press("Enter");
    terminal.await("bar", screen -> screen.endsWith("nn> abc\nTEXT false abc\nnn>\n" + BAR));
    say("none");
    terminal.await("no bar", screen -> screen.endsWith("nn> none\nnn>"));
    assertFalse(terminal.everything().contains(BAR));
  }

  @Test
  void theBarSurvivesAnotherSize() throws Exception {
    start(40, 10);
    say("status");
    terminal.await("bar", screen -> screen.endsWith("nn>\n" + BAR));
    terminal.resize(12, 10);
    terminal.await("short bar", screen -> screen.endsWith("nn>\nfirst of t…\nsecond of …"));
    terminal.resize(60, 20);
    terminal.await("bar", screen -> screen.endsWith("nn>\n" + BAR));
    // Where there is no room, what is typed is all there is.
    terminal.resize(60, 3);
    terminal.awaitGone("second");
    terminal.type("abc");
    terminal.await("nn> abc");
  }

  @Test
  void outputNeverMixesWithProgressAndBar() throws Exception {
    start(40, 60);
    say("work");
    String screen =
        terminal.await("the last of both", s -> s.endsWith("line 40\nprogress 40\nat line 40"));
    assertFalse(screen.contains("progress 39"), screen);
    terminal.resize(20, 60);
    terminal.resize(50, 60);
    terminal.press("C-c");
    screen = terminal.await("the end", s -> s.endsWith("nn>\nat line 40"));
    StringBuilder expected = new StringBuilder("nn> work\n");
    for (int i = 1; i <= 40; i++) {
      expected.append("line " + i + "\n");
    }
    assertEquals(expected + "worked\nnn>\nat line 40", screen);
  }

  @Test
  void nothingStaysBehind() throws Exception {
    start(40, 10);
    say("status");
    terminal.await(BAR);
    terminal.press("C-d");
    assertEquals(0, terminal.exit());
    assertEquals("nn> status\nnn>\nLEFT false\nended with 0", terminal.screen());
    start(80, 24);
    say("status");
    terminal.await(BAR);
    say("fail");
    assertEquals(1, terminal.exit());
    assertFalse(terminal.screen().contains(BAR), terminal.screen());
    start(40, 10);
    say("status");
    terminal.await(BAR);
    say("wait");
    terminal.await("waiting for Ctrl-C\n" + BAR);
    assertTrue(terminal.process().destroy());
    terminal.exit();
    assertEquals("nn> status\nnn> wait", terminal.screen().split("\nended", 2)[0]);
  }

  @Test
  void isDrawnAtMostTenTimesASecond() throws Exception {
    start(40, 10);
    Path raw = folder.resolve("raw");
    terminal.record(raw);
    say("many");
    Pattern count = Pattern.compile("calls (\\d+) millis (\\d+)\n");
    Matcher said =
        count.matcher(terminal.await("the count", screen -> count.matcher(screen).find()));
    assertTrue(said.find());
    int last = Integer.parseInt(said.group(1)) - 1;
    terminal.await("the last of them", screen -> screen.endsWith("nn>\ncall " + last));
    String written = Files.readString(raw, StandardCharsets.UTF_8);
    String during = written.substring(0, written.indexOf("millis"));
    long drawn = Pattern.compile("call \\d+").matcher(during).results().count();
    long most = Long.parseLong(said.group(2)) / 100 + 2;
    assertTrue(drawn >= 1 && drawn <= most, drawn + " of at most " + most);
  }

  @Test
  void aPlainTerminalHasNone() throws Exception {
    start(40, 10, "plain");
    say("status");
    say("work");
    terminal.await("line 40");
    terminal.press("C-c");
    terminal.await("worked\nnn>");
    String screen = terminal.everything();
    assertFalse(screen.contains("two lines") || screen.contains("progress"), screen);
    assertFalse(screen.contains("hint"), screen);
  }

  @Test
  void tellsWhatWasPasted() throws Exception {
    start(40, 20);
    terminal.paste("one\ntwo\n");
    terminal.await("..> two");
    terminal.press("Enter");
    terminal.await("TEXT true one\ntwo\n");
    say("typed");
    terminal.await("TEXT false typed\n");
    terminal.paste("gone");
    terminal.await("nn> gone");
    terminal.press("C-c");
    terminal.await("CLEARED false");
    say("again");
    terminal.await("TEXT false again\n");
  }
}
