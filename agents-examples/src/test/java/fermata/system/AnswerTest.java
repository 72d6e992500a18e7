package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers from the command line: by session and last, wrong, late, twice. */
class AnswerTest {

  private static final String FORM =
      """
      agent: form
      nodes:
        ask:
          ask: Go on?
          answer:
            go: {type: boolean}
            why: {type: string, minLength: 3}
      """;

  @TempDir Path folder;
  private Fermata fermata;
  private String agent;

  @BeforeEach
  void start() throws IOException {
    fermata = new Fermata(folder);
    agent = Files.writeString(folder.resolve("form.agent.yaml"), FORM).toString();
  }

  @AfterEach
  void stop() {
    fermata.close();
  }

  @Test
  void aWrongAnswerIsRefusedByItsFieldAndLeavesTheQuestionOpen() {
    String session = ExamplesTest.session(fermata.run("run", agent, "--json").expect(3));
    String end = session.substring(session.length() - 8);

    assertThat(fermata.run("answer", "--last", "go=yes", "why=x").expect(2).err())
        .contains("the answer does not fit: why: the text is too short")
        .doesNotContain("/answers/");
    assertThat(fermata.run("answer", "--last", "go=yes").expect(2).err()).contains("why is needed");
    assertThat(fermata.run("show", end).expect(0).out())
        .contains("Go on?", "fermata answer " + end + " go=… why=…");
    fermata.run("answer", end, "go=yes", "why=because", "--follow").expect(0);
    assertThat(fermata.run("answer", end, "go=yes", "why=because").expect(2).err())
        .contains("no open question of " + end)
        .contains("answered already");
    assertThat(fermata.run("answer", "--last", "go=yes").expect(2).err())
        .contains("no question is open");
  }

  @Test
  void aPreparedAnswerThatDoesNotFitLeavesTheRunHeld() {
    assertThat(fermata.run("run", agent, "--answer", "ask/go=yes", "--answer", "ask/why=x").err())
        .contains("the prepared answer to ask does not fit: why: the text is too short")
        .contains("to answer: fermata answer ");
    fermata.run("answer", "--last", "go=no", "why=enough", "--follow").expect(0);
  }

  @Test
  void theHintOfARunWhoseChildAsksWorks() throws IOException {
    Files.writeString(
        folder.resolve("parent.agent.yaml"),
        """
        agent: parent
        nodes:
          child: {agent: form}
        """);
    String parent = folder.resolve("parent.agent.yaml").toString();
    String hint =
        fermata
            .run("run", parent)
            .expect(3)
            .err()
            .lines()
            .filter(line -> line.contains("to answer: fermata answer "))
            .findFirst()
            .orElseThrow();
    String reference = hint.strip().split(" ", -1)[4];

    fermata.run("answer", reference, "go=yes", "why=because", "--follow").expect(0);
  }

  @Test
  void aPreparedAnswerToNoNodeIsRefusedBeforeTheRunBegins() {
    assertThat(fermata.run("run", agent, "--answer", "aks/go=yes").expect(2).err())
        .contains("node 'aks', which does not exist (did you mean 'ask'?)");
    assertThat(fermata.run("sessions", "--json").expect(0).out()).doesNotContain("form");
    fermata.run("run", agent).expect(3);
    assertThat(fermata.run("resume", "--last", "--answer", "aks/go=yes").expect(2).err())
        .contains("node 'aks', which does not exist");
    assertThat(fermata.run("fork", "--last", "--answer", "aks/go=yes").expect(2).err())
        .contains("node 'aks', which does not exist");
  }
}
