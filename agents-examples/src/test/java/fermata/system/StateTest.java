package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What outlives runs, and how runs stand to their goals, in a real daemon that is killed. */
class StateTest {

  private static final String COUNTER =
      """
      agent: counter
      state:
        visits: {type: integer, reduce: add, default: 0, scope: agent}
        notes: {type: array, reduce: append, default: [], scope: session}
      entries: {default: {node: count}, alone: {node: again, isolation: isolated}}
      nodes:
        count: {set: {state.visits: 1, state.notes: begun}, next: ask}
        ask: {ask: And now?, next: again}
        again: {set: {state.visits: 1, state.notes: ended}, next: end}
        end: {set: {visits: "${{ state.visits }}", notes: "${{ state.notes }}"}}
      """;

  private static final String JUDGED =
      """
      agent: judged
      goal:
        success:
          - {id: small, measure: "${{ output.n < 10 }}", weight: 3}
          - {id: even, measure: "${{ output.n % 2 == 0 }}"}
        constraints:
          - {id: sane, kind: hard, check: "${{ input.n < 100 }}"}
          - {id: low, kind: soft, check: "${{ input.n < 5 }}"}
      input: {n: {type: integer}}
      output: {n: {type: integer}}
      nodes: {take: {set: {n: "${{ input.n }}"}}}
      """;

  private static final String KEEPER =
      """
      agent: keeper
      tools: [artifacts.write]
      nodes:
        one: {tool: artifacts.write, args: {name: report.md, text: first}, next: ask}
        ask: {ask: "More?", next: two}
        two: {tool: artifacts.write, args: {name: report.md, text: second}}
      """;

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
  void everyWriteOfRunsSideBySideCountsOnceThoughTheDaemonIsKilled() throws Exception {
    String agent = write("counter", COUNTER);
    fermata.run("daemon", "start").expect(0);
    List<String> sessions = sideBySide(4, () -> ExamplesTest.session(begin(agent)));
    fermata.killDaemon();
    sideBySide(
        4,
        sessions.stream()
            .map(session -> (Callable<Integer>) () -> fermata.run("answer", session, "on").code())
            .toList());
    fermata.killDaemon();
    for (String session : sessions) {
      fermata.run("resume", session, "--json").expect(0);
    }

    JsonNode last = output(fermata.run("run", agent, "--entry", "alone", "--json").expect(0));
    assertThat(last.path("visits").asInt()).as("an isolated run adds to its copy").isEqualTo(9);
    JsonNode copy = output(fermata.run("run", agent, "--entry", "alone", "--json").expect(0));
    assertThat(copy.path("visits").asInt()).as("nothing leaked").isEqualTo(9);
    assertThat(copy.path("notes").size()).as("another session begins anew").isEqualTo(1);
  }

  @Test
  void theStateOfASessionIsThereForItsNextRun() throws IOException {
    String agent = write("counter", COUNTER);
    String session = ExamplesTest.session(begin(agent));
    fermata.run("answer", session, "on").expect(0);
    fermata.run("resume", session).expect(0);
    fermata.killDaemon();

    fermata.run("run", agent, "--session", session, "--json").expect(3);
    fermata.run("answer", session, "on").expect(0);
    JsonNode output = output(fermata.run("resume", session, "--json").expect(0));
    assertThat(output.path("notes")).hasToString("[\"begun\",\"ended\",\"begun\",\"ended\"]");
  }

  @Test
  void whatARunKeepsIsFetchedByItsNameThoughTheDaemonIsKilled() throws IOException {
    String session = ExamplesTest.session(begin(write("keeper", KEEPER)));
    fermata.killDaemon();
    assertThat(fermata.run("artifacts", session).expect(0).out()).contains("report.md  1 ");
    fermata.run("answer", session, "yes").expect(0);
    fermata.run("resume", session).expect(0);
    assertThat(fermata.run("artifacts", "--last", "report.md").expect(0).out()).isEqualTo("second");
    Path file = folder.resolve("fetched.md");
    fermata
        .run("artifacts", session, "report.md", "--version-number", "1", "-o", file.toString())
        .expect(0);
    assertThat(file).hasContent("first");
    JsonNode versions =
        fermata.run("artifacts", session, "report.md", "--versions", "--json").expect(0).json();
    assertThat(versions.path("artifacts").findValuesAsText("version")).containsExactly("2", "1");
    assertThat(fermata.run("artifacts", session, "none").expect(2).err()).contains("none");
    assertThat(fermata.run("artifacts", session, "-o", "x").expect(2).err())
        .contains("SESSION NAME");
  }

  @Test
  void aResultSaysWhetherTheGoalWasMetAndGoalsAreAddedUp() throws IOException {
    String agent = write("judged", JUDGED);
    fermata.run("run", agent, "n=4").expect(0);
    Fermata.Ended missed = fermata.run("run", agent, "n=7").expect(0);
    assertThat(missed.err())
        .contains("constraint 'low' does not hold: input.n = 7")
        .contains("goal missed (75 %)");
    Fermata.Ended stopped = fermata.run("run", agent, "n=700", "--json").expect(1);
    assertThat(stopped.out()).contains("constraint.violated").contains("goal.evaluated");

    fermata.killDaemon();
    JsonNode goal = fermata.run("goal", "judged", "--json").expect(0).json().path("goals").get(0);
    assertThat(goal.path("total")).hasToString("{\"met\":1,\"missed\":2,\"unevaluated\":0}");
    assertThat(goal.path("criteria").get(0).path("id").asText()).isEqualTo("even");
    assertThat(fermata.run("goal").expect(0).out()).contains("constraint low", "criterion small");
    assertThat(fermata.run("show", "--last").expect(0).out()).contains("goal").contains("missed");
  }

  private Fermata.Ended begin(String agent) {
    return fermata.run("run", agent, "--json").expect(3);
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".agent.yaml"), text).toString();
  }

  private static JsonNode output(Fermata.Ended ended) {
    return ended
        .jsonLines()
        .filter(event -> event.path("type").asText().equals("run.completed"))
        .findFirst()
        .orElseThrow()
        .path("data")
        .path("output");
  }

  private static <T> List<T> sideBySide(int count, Callable<T> work) throws Exception {
    var all = new ArrayList<Callable<T>>();
    for (int i = 0; i < count; i++) {
      all.add(work);
    }
    return sideBySide(count, all);
  }

  private static <T> List<T> sideBySide(int count, List<Callable<T>> work)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newFixedThreadPool(count)) {
      var results = new ArrayList<T>();
      for (Future<T> one : threads.invokeAll(work)) {
        results.add(one.get());
      }
      return results;
    }
  }
}
