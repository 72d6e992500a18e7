package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A definition changes under a run that waits: the difference is said, and the choice is made. */
class ChangeTest {

  private static final String ASK =
      """
      agent: ask
      output: {said: {type: string, from: "${{ nodes.say.text }}"}}
      nodes:
        question: {ask: "What?", next: say}
        say: {set: {text: "${{ 'first ' + nodes.question.answer }}"}, outputs: {text: {type: string}}}
      """;

  @TempDir Path folder;
  private Fermata fermata;
  private Path agent;
  private String session;

  @BeforeEach
  void hold() throws IOException {
    fermata = new Fermata(folder);
    agent = Files.writeString(folder.resolve("ask.agent.yaml"), ASK);
    session = ExamplesTest.session(fermata.run("run", agent.toString(), "--json").expect(3));
  }

  @AfterEach
  void stop() {
    fermata.close();
  }

  @Test
  void nothingIsSaidOfADefinitionThatHasNotChanged() {
    assertThat(fermata.run("resume", session).expect(3).err()).doesNotContain("changed");
  }

  @Test
  void theRunGoesOnAsItWasBegunUnlessTheChangesAreAccepted() throws IOException {
    Files.writeString(agent, ASK.replace("first", "second"));

    Fermata.Ended told = fermata.run("resume", session).expect(3);
    assertThat(told.err())
        .contains("the definition has changed", "node 'say' changed", "--accept-changes");
    Fermata.Ended ended = fermata.run("resume", session, "--answer", "question=x").expect(0);
    assertThat(ended.json().path("said").asText()).isEqualTo("first x");
  }

  @Test
  void theRunGoesOnWithTheChangedDefinitionWhenThatIsAccepted() throws IOException {
    Files.writeString(agent, ASK.replace("first", "second"));

    Fermata.Ended ended =
        fermata.run("", List.of("resume", session, "--accept-changes", "--answer", "question=x"));
    assertThat(ended.expect(0).json().path("said").asText()).isEqualTo("second x");
    assertThat(ended.err()).contains("the run goes on with a changed definition");
  }

  @Test
  void aChangeThatTheRunCannotGoOnWithIsRefusedWithTheReason() throws IOException {
    Files.writeString(agent, ASK.replace("question", "other"));

    Fermata.Ended refused = fermata.run("resume", session, "--accept-changes").expect(3);
    assertThat(refused.err())
        .contains("node 'question', which is gone", "node 'other' added", "node 'say' changed");
    assertThat(fermata.run("answer", session, "x", "--follow").expect(0).out()).contains("first x");
  }
}
