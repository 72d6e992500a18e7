package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs are looked at, compared and forked where they once were; the original stays as it is. */
class ForkTest {

  private static final String COUNT =
      """
      agent: count
      approvals: {default: allow}
      input: {who: {type: string}, n: {type: integer, default: 2}}
      state: {total: {type: integer, default: 0}}
      output: {said: {type: string, from: "${{ nodes.last.text }}"}}
      nodes:
        first: {set: {state.total: "${{ state.total + input.n }}"}}
        note: {tool: files.write, args: {path: "${{ run.id }}.note", text: "${{ string(state.total) }}"}}
        sure: {ask: "Shall ${{ input.who }} get ${{ state.total }}?", choices: [all, none]}
        last:
          set: {text: "${{ input.who }} ${{ nodes.sure.choice }} ${{ string(state.total) }}"}
          outputs: {text: {type: string}}
      """;

  @TempDir Path folder;
  private Fermata fermata;
  private Path agent;
  private String session;

  @BeforeEach
  void runToTheEnd() throws IOException {
    fermata = new Fermata(folder);
    agent = Files.writeString(folder.resolve("count.agent.yaml"), COUNT);
    session =
        ExamplesTest.session(
            fermata
                .run("run", agent.toString(), "who=ann", "--answer", "sure=none", "--json")
                .expect(0));
  }

  @AfterEach
  void stop() {
    fermata.close();
  }

  private long eventOf(String type) {
    return fermata
        .run("events", session, "--json")
        .expect(0)
        .jsonLines()
        .filter(event -> event.path("type").asText().equals(type))
        .findFirst()
        .orElseThrow()
        .path("seq")
        .asLong();
  }

  private static List<String> files(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(n -> n.endsWith(".note"))
          .toList();
    }
  }

  @Test
  void aForkGoesOnWithOtherValuesAndRepeatsNothing() throws IOException {
    String held = String.valueOf(eventOf("run.held"));
    Fermata.Ended forked =
        fermata.run(
            "fork",
            session,
            "--at",
            held,
            "--state",
            "total=40",
            "--input",
            "who=bob",
            "--answer",
            "sure=all");

    assertThat(forked.expect(0).json().path("said").asText()).isEqualTo("bob all 40");
    assertThat(forked.err()).contains("forked from session " + session + " at event " + held);
    assertThat(files(folder)).as("the tool was called by the first run alone").hasSize(1);
    assertThat(fermata.run("show", session).expect(0).out()).contains("said=ann none 2");
  }

  @Test
  void aForkedQuestionIsAQuestionOfItsOwn() {
    String held = String.valueOf(eventOf("run.held"));
    String one = detached("--at", held);
    String other = detached("--before", "sure");
    assertThat(one).isNotEqualTo(other);

    fermata.run("answer", one, "all", "--follow").expect(0);
    assertThat(
            fermata.run("answer", other, "none", "--follow").expect(0).json().path("said").asText())
        .isEqualTo("ann none 2");
  }

  private String detached(String... where) {
    var words = new ArrayList<>(List.of("fork", session, "--detach", "--json"));
    words.addAll(List.of(where));
    return fermata.run("", words).expect(0).json().path("session").asText();
  }

  @Test
  void aRunThatFailedIsTriedAgainFromItsLastStepWithTheMendedDefinition() throws IOException {
    Files.writeString(
        agent, COUNT.replace("${{ nodes.sure.choice }}", "${{ string(1 / (input.n - 2)) }}"));
    String failed =
        ExamplesTest.session(
            fermata
                .run("run", agent.toString(), "who=cy", "--answer", "sure=all", "--json")
                .expect(1));
    Files.writeString(agent, COUNT);

    Fermata.Ended again = fermata.run("fork", failed, "--agent", agent.toString());
    assertThat(again.expect(0).json().path("said").asText()).isEqualTo("cy all 2");
    assertThat(files(folder)).as("one for each original").hasSize(2);
  }

  @Test
  void aForkSurvivesTheDaemonAndTellsWhereItComesFrom() {
    String forked = detached("--at", String.valueOf(eventOf("run.held")));
    fermata.run("daemon", "stop").expect(0);

    fermata.run("answer", forked, "all", "--follow").expect(0);
    List<String> types =
        fermata
            .run("events", forked, "--json")
            .expect(0)
            .jsonLines()
            .map(event -> event.path("type").asText())
            .toList();
    assertThat(types)
        .containsSubsequence(
            "session.created", "run.started", "run.held", "run.forked", "run.completed")
        .containsOnlyOnce("run.started");
  }

  @Test
  void whatCannotBeForkedIsRefusedWithTheReason() {
    assertThat(fermata.run("fork", session, "--at", "9999").expect(1).err())
        .contains("where it has ended")
        .contains("expected: a checkpoint");
    assertThat(fermata.run("fork", session, "--state", "nope=1").expect(2).err())
        .contains("no state key 'nope'");
    assertThat(fermata.run("fork", session, "--state", "total=many").expect(2).err())
        .contains("/state/total")
        .contains("expected: integer");
    assertThat(fermata.run("fork", session, "--before", "nowhere").expect(2).err())
        .contains("never at node 'nowhere'");
  }

  @Test
  void checkpointsAndStatesTellWhatTheRunKnewAtEachStep() {
    JsonNode found = fermata.run("checkpoints", session, "--json").expect(0).json();
    List<JsonNode> checkpoints =
        StreamSupport.stream(found.path("checkpoints").spliterator(), false).toList();
    assertThat(checkpoints)
        .extracting(each -> each.path("type").asText() + " " + each.path("node").asText(""))
        .containsSubsequence(
            "run.started ", "edge.taken first", "edge.taken note", "run.held ", "edge.taken sure");

    String start = checkpoints.getFirst().path("seq").asText();
    assertThat(state(start).path("state").path("total").asInt()).isZero();
    assertThat(state(checkpoints.get(1).path("seq").asText()).path("state").path("total").asInt())
        .isEqualTo(2);
    assertThat(fermata.run("inspect", session).expect(0).out())
        .contains("files.write", "asked: Shall ann get 2? = none", "answered by", "total: 2");
  }

  private JsonNode state(String event) {
    return fermata.run("inspect", session, "--at", event, "--json").expect(0).json();
  }

  @Test
  void twoRunsAreComparedUpToTheFirstDifference() {
    String held = String.valueOf(eventOf("run.held"));
    String other = detached("--at", held);
    fermata.run("answer", other, "all", "--follow").expect(0);

    JsonNode found = fermata.run("diff", session, other, "--json").expect(1).json();
    assertThat(found.path("changes").findValuesAsText("pointer")).contains("/nodes/sure/choice");
    assertThat(found.path("firstDifference").path("b").path("type").asText())
        .isEqualTo("run.forked");
    assertThat(fermata.run("diff", session, other).expect(1).out())
        .containsSubsequence("first event that differs", "* ", "sure", "/nodes/sure/choice");
    assertThat(fermata.run("diff", session + "@" + held, session + "@" + held).expect(0).out())
        .isEmpty();
  }

  @Test
  void aPositionIsAStepToo() {
    String ended = inspected("s1").path("seq").asText();
    assertThat(inspected(ended)).isEqualTo(inspected("s1"));
    assertThat(fermata.run("diff", session + "@s1", session + "@" + ended).expect(0).out())
        .isEmpty();
    assertThat(fermata.run("inspect", session, "--at", "s99").expect(2).err()).contains("s99");
    assertThat(fermata.run("inspect", session, "--at", "soon").expect(2).err())
        .contains("--at soon: expected the number of an event, such as 24, or a step, such as s3");
  }

  private JsonNode inspected(String at) {
    return fermata.run("inspect", session, "--at", at, "--json").expect(0).json();
  }

  @Test
  void aChangedDefinitionIsTriedOnTheRunsThatWait() throws IOException {
    fermata.run("run", agent.toString(), "who=dee", "--json").expect(3);
    assertThat(fermata.run("check", agent.toString(), "--sessions").expect(0).out())
        .contains("the same", "sure");

    Files.writeString(agent, COUNT.replace("get ${{ state.total }}?", "have ${{ state.total }}?"));
    assertThat(fermata.run("check", agent.toString(), "--sessions").expect(0).out())
        .contains("could go on", "node 'sure' changed");

    Files.writeString(agent, COUNT.replace("sure", "really"));
    Fermata.Ended gone = fermata.run("check", agent.toString(), "--sessions").expect(1);
    assertThat(gone.out()).contains("could not go on", "the run is at node 'sure', which is gone");
    JsonNode json = fermata.run("check", agent.toString(), "--sessions", "--json").expect(1).json();
    JsonNode run = json.path("definitions").path(0).path("runs").path(0);
    assertThat(run.path("verdict").asText()).isEqualTo("obstructed");
    assertThat(run.path("obstacles").path(0).path("node").asText()).isEqualTo("sure");
  }

  @Test
  void aSessionGoesBackInPlaceAndSaysWhatStays() throws IOException {
    Fermata.Ended preview = fermata.run("revert", session, "--before", "note", "--preview");
    assertThat(preview.expect(0).err())
        .contains("would take back 3 steps", "files.write of node note");
    Fermata.Ended reverted =
        fermata.run("revert", session, "--before", "sure", "--answer", "sure=all").expect(0);
    assertThat(reverted.err()).contains("took back 2 steps").doesNotContain("may have changed");
    assertThat(reverted.out()).contains("ann all 2");
    assertThat(files(folder)).hasSize(1);
    assertThat(fermata.run("retry", session, "--answer", "sure=none").expect(0).out())
        .contains("ann all 2");
    assertThat(fermata.run("show", session).expect(0).out()).contains("ann all 2");
    assertThat(fermata.run("revert", session).expect(2).err()).contains("no position named");
  }

  @Test
  void aSessionMovesToAnotherStore() throws IOException {
    String file = folder.resolve("count.session.jsonl").toString();
    assertThat(fermata.run("sessions", "export", session, file).expect(0).err())
        .contains("wrote 1 session");
    assertThat(fermata.run("sessions", "import", file).code()).isNotZero();
    assertThat(fermata.run("sessions", "rebuild", session).expect(0).err()).contains("derived");
    assertThat(fermata.run("sessions", "move").expect(2).err())
        .contains("expected export, import, rename, archive, unarchive, delete or rebuild");
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    try (Fermata other = new Fermata(elsewhere)) {
      assertThat(other.run("sessions", "import", file).expect(0).err()).contains("took over");
      assertThat(other.run("show", session).expect(0).out()).contains("ann none 2");
      assertThat(
              other
                  .run("fork", session, "--before", "sure", "--answer", "sure=all")
                  .expect(0)
                  .out())
          .contains("ann all 2");
    }
  }

  @Test
  void aSessionIsNamedPutAwayAndDeleted() {
    String mine = detached("--before", "sure");
    assertThat(fermata.run("sessions", "archive", "--last").expect(1).err()).contains("is held");
    fermata.run("answer", mine, "all", "--follow").expect(0);
    fermata.run("sessions", "rename", "--last", "A second look").expect(0);
    assertThat(fermata.run("sessions").expect(0).out()).contains("A second look");

    assertThat(fermata.run("sessions", "archive", "--last").expect(0).err()).contains("put away");
    assertThat(fermata.run("sessions").expect(0).out()).doesNotContain("A second look");
    assertThat(fermata.run("sessions", "--archived").expect(0).out()).contains("A second look");
    fermata.run("sessions", "unarchive", mine).expect(0);

    assertThat(fermata.run("sessions", "delete", mine).expect(2).err()).contains("--yes");
    fermata.run("sessions", "delete", mine, "--yes").expect(0);
    assertThat(fermata.run("show", mine).expect(2).err()).contains("no session");
    assertThat(fermata.run("sessions", "--last").expect(2).err()).contains("expected an action");
  }
}
