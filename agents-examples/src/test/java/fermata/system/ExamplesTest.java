package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every example runs to its end as its README says, offline. */
class ExamplesTest {

  @TempDir Path folder;
  private Fermata fermata;

  @BeforeEach
  void start() {
    fermata = new Fermata(folder);
  }

  @AfterEach
  void stop() {
    fermata.close();
  }

  @Test
  void everyExampleChecksWithoutAProblem() {
    Fermata.Ended checked = fermata.run("check", "--json", "agents-examples").expect(0);
    assertThat(checked.out()).doesNotContain("\"severity\":\"warning\"");
  }

  @Test
  void folderReviewAsksAndWritesTheReport() throws IOException {
    Path example = Fermata.example("folder-review", folder.resolve("review"));
    Files.writeString(example.resolve("notes.txt"), "one\nTODO two\nthree\n");
    String agent = example.resolve("folder-review.agent.yaml").toString();

    Fermata.Ended held = fermata.run("run", agent, "glob=*.txt", "--json").expect(3);
    assertThat(types(held)).contains("tool.completed", "question.asked", "run.held");
    assertThat(Files.exists(example.resolve("review-report.md"))).isFalse();

    fermata.run("answer", session(held), "write the report").expect(0);
    Fermata.Ended ended = fermata.run("resume", session(held), "--json").expect(0);
    assertThat(types(ended)).contains("run.completed");
    assertThat(Files.readString(example.resolve("review-report.md")))
        .contains("1 files, 3 lines")
        .contains("- notes.txt:2 TODO two");
  }

  @Test
  void folderReviewAsksInTheTerminal() throws IOException {
    Path example = Fermata.example("folder-review", folder.resolve("review"));
    String agent = example.resolve("folder-review.agent.yaml").toString();

    Fermata.Ended ended = fermata.run("", List.of("run", agent, "--answer", "decide=leave it"));
    ended.expect(0);
    assertThat(ended.out()).contains("leave it");
    assertThat(Files.exists(example.resolve("review-report.md"))).isFalse();
  }

  @Test
  void releaseNotesSaysThatItsAnswersComeFromARecording() throws IOException {
    Path example = Fermata.example("release-notes", folder.resolve("notes"));
    String agent = example.resolve("release-notes.agent.yaml").toString();

    Fermata.Ended held = fermata.run("run", agent, "--json").expect(3);
    assertThat(
            held.jsonLines()
                .filter(event -> event.path("type").asText().equals("warning"))
                .map(event -> event.path("data").path("message").asText()))
        .anyMatch(message -> message.contains("recording"));
    assertThat(types(held)).contains("message.completed", "tool.completed");

    fermata.run("answer", session(held), "yes").expect(0);
    fermata.run("resume", session(held)).expect(0);
    assertThat(Files.readString(example.resolve("RELEASE-NOTES.md"))).startsWith("# ");
  }

  @Test
  void preflightJoinsItsChecksAndDecides() {
    Path example = Fermata.example("preflight", folder.resolve("preflight"));
    String agent = example.resolve("preflight.agent.yaml").toString();

    Fermata.Ended ended = fermata.run("run", agent, "--json").expect(0);
    assertThat(types(ended)).contains("retry.scheduled", "state.patched");
    JsonNode output =
        ended
            .jsonLines()
            .filter(event -> event.path("type").asText().equals("run.completed"))
            .findFirst()
            .orElseThrow()
            .path("data")
            .path("output");
    assertThat(output.path("verdict").asText()).isEqualTo("go");
    assertThat(output.path("findings").size()).isEqualTo(3);
    assertThat(output.path("findings").get(0).asText()).startsWith("size ");
    assertThat(output.path("findings").get(1).asText()).isEqualTo("service up");
  }

  @Test
  void preflightAsksWhereARuleCannotDecide() {
    Path example = Fermata.example("preflight", folder.resolve("preflight"));
    String agent = example.resolve("preflight.agent.yaml").toString();

    Fermata.Ended held = fermata.run("run", agent, "service=none", "--json").expect(3);
    fermata.run("answer", session(held), "go=false", "why=not today").expect(0);
    Fermata.Ended ended = fermata.run("resume", session(held), "--json").expect(0);
    assertThat(ended.out()).contains("\"verdict\":\"stop\"");
  }

  @Test
  void folderSurveyLooksKeepsAndShows() throws IOException {
    Path example = Fermata.example("folder-survey", folder.resolve("survey"));
    Files.writeString(example.resolve("a-large-one.txt"), "x".repeat(100_000));
    String agent = example.resolve("folder-survey.agent.yaml").toString();

    Fermata.Ended ended = fermata.run("run", agent, "--json").expect(0);
    JsonNode output =
        ended
            .jsonLines()
            .filter(event -> event.path("type").asText().equals("run.completed"))
            .findFirst()
            .orElseThrow()
            .path("data")
            .path("output");
    assertThat(output.path("files").asInt()).isEqualTo(4);
    assertThat(output.path("largest").path(0).path("path").asText()).isEqualTo("a-large-one.txt");
    assertThat(output.path("largest").path(0).path("bytes").asInt()).isEqualTo(100_000);
    assertThat(output.path("page").asText())
        .contains("<p>4 files on ")
        .contains("&quot;bytes&quot;");
  }

  @Test
  void changeReviewGoesThroughByItselfWithoutARiskyChange() {
    Path example = Fermata.example("change-review", folder.resolve("change-review"));
    String agent = example.resolve("change-review.agent.yaml").toString();

    Fermata.Ended ended = fermata.run("run", agent, "generated=2", "--json").expect(0);
    assertThat(types(ended)).contains("subrun.started", "subrun.finished");
    assertThat(ended.out()).contains("\"verdict\":\"merge\"", "\"total\":11");
  }

  @Test
  void changeReviewAsksThroughItsChildAlsoAfterAKill() {
    Path example = Fermata.example("change-review", folder.resolve("change-review"));
    String agent = example.resolve("change-review.agent.yaml").toString();

    Fermata.Ended held = fermata.run("run", agent, "--json").expect(3);
    assertThat(held.out()).contains("\"type\":\"subrun.asked\"");
    String session = session(held);
    fermata.killDaemon();
    fermata.run("pause", session).expect(0);
    fermata.killDaemon();
    fermata.run("resume", session, "--json").expect(3);
    Fermata.Ended ended =
        fermata.run("resume", session, "--json", "--answer", "ask=true").expect(0);
    assertThat(ended.out()).contains("\"verdict\":\"merge\"", "\"total\":49");
    assertThat(types(ended).stream().filter("subrun.started"::equals)).hasSize(2);
  }

  @Test
  void askByEventIsServedByAnotherAgentAndSaysSoWhereNobodyServes() {
    Path example = Fermata.example("ask-by-event", folder.resolve("ask-by-event"));
    fermata.run("triggers", "arm", example.resolve("clerk.agent.yaml").toString()).expect(0);
    String agent = example.resolve("desk.agent.yaml").toString();
    Fermata.Ended ended = fermata.run("run", agent, "--json").expect(0);
    assertThat(ended.out()).contains("\"by\":\"clerk\"");

    fermata.run("triggers", "disarm", "clerk").expect(0);
    Fermata.Ended alone = fermata.run("run", agent, "patience=1ms", "--json").expect(1);
    assertThat(alone.out()).contains("no reply 'tool.response.v1' within 1ms");
  }

  static List<String> types(Fermata.Ended ended) {
    return ended.jsonLines().map(event -> event.path("type").asText()).toList();
  }

  static String session(Fermata.Ended ended) {
    return ended
        .jsonLines()
        .map(line -> line.findValue("session"))
        .filter(found -> found != null && !found.asText().isEmpty())
        .findFirst()
        .orElseThrow()
        .asText();
  }
}
