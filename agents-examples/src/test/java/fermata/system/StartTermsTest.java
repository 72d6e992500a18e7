package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that start in turn, at a time, within a budget or not at all, from the command line. */
class StartTermsTest {

  @TempDir Path folder;

  @Test
  void runsStartAsTheyAreWanted() throws IOException {
    Path agent =
        Files.writeString(
            folder.resolve("ask.agent.yaml"),
            """
            agent: ask
            output: {said: {type: string, from: "${{ nodes.say.text }}"}}
            nodes:
              question: {ask: "What?", next: say}
              say: {set: {text: "${{ nodes.question.answer }}"}, outputs: {text: {type: string}}}
            """);
    String file = agent.toString();
    try (var fermata = new Fermata(folder.resolve("home"))) {
      assertThat(
              fermata.run("run", file, "--dry-run", "--budget", "usd=0.50,steps=4").expect(0).out())
          .contains("ask from default")
          .contains("$0.50, 4 steps")
          .contains("would start");
      assertThat(fermata.run("sessions", "--json").expect(0).out())
          .doesNotContain("ask.agent.yaml");

      String session = fermata.run("run", file, "--detach").expect(0).out().strip();
      assertThat(fermata.run("run", file, "--session", session, "--detach").expect(1).err())
          .contains("has the run")
          .contains("--if-busy queue");
      assertThat(fermata.run("run", file, "--session", session, "--dry-run").expect(1).out())
          .contains("would be refused");
      fermata.run("run", file, "--session", session, "--if-busy", "queue", "--detach").expect(0);
      fermata.run("run", file, "--at", "2999-01-01T00:00", "--detach").expect(0);
      assertThat(fermata.run("queue").expect(0).out())
          .contains("its session")
          .containsPattern("2998-12-31|2999-01-01");
      fermata.run("answer", session, "one").expect(0);
      assertThat(
              fermata
                  .run("resume", session, "--answer", "question=two")
                  .expect(0)
                  .json()
                  .path("said")
                  .asText())
          .as("the run that waited begins when the one before has ended")
          .isEqualTo("two");

      Fermata.Ended bound =
          fermata.run("run", file, "--budget", "steps=1", "--answer", "question=x").expect(1);
      assertThat(bound.err())
          .contains("limit that the run was started with on steps: 2 needed (expected: at most 1)");
      assertThat(fermata.run("run", file, "--at", "soon").expect(2).err())
          .contains("--at soon: no time (expected: such as 17:30");
    }
  }
}
