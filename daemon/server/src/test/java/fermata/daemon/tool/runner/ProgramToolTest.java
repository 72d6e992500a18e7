package fermata.daemon.tool.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fermata.daemon.tool.ToolExecution;
import fermata.daemon.tool.process.Processes;
import fermata.engine.run.Failure;
import fermata.engine.run.ToolOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs of a catalogue, well and badly behaved. */
@Timeout(60)
class ProgramToolTest {

  @TempDir Path workspace;
  private TestRunner tools;

  @BeforeEach
  void open() {
    Map<String, String> environment = new TreeMap<>(System.getenv());
    environment.put("OPENAI_API_KEY", "sk-very-secret");
    tools = new TestRunner(workspace, environment);
  }

  @AfterEach
  void close() {
    tools.close();
  }

  @Test
  void argumentsArriveAsJsonAndTheResultIsTheJsonThatIsWritten() throws IOException {
    tool("cat", "input: {a: {type: integer}, b: {type: string, default: x}}");

    assertThat(tools.call("t.x", "{\"a\": 1}")).isEqualTo(completed("{\"a\": 1, \"b\": \"x\"}"));
  }

  @Test
  void textBecomesAnObjectWhereNoResultIsDeclared() throws IOException {
    tool("echo 'just some text'", "input: {}");

    assertThat(tools.call("t.x", "{}")).isEqualTo(completed("{\"text\": \"just some text\"}"));
  }

  @Test
  void aDeclaredResultIsCheckedWithPlaceAndExpectation() throws IOException {
    tool("echo '{\"n\": \"one\"}'", "output: {n: {type: integer}}");
    assertThat(failure(tools.call("t.x", "{}")))
        .isEqualTo(
            Failure.of("tool.result", "result of 't.x': /n: found string (expected: integer)"));

    tool("echo garbage", "output: {n: {type: integer}}");
    assertThat(failure(tools.call("t.x", "{}")).message())
        .startsWith("result of 't.x': not JSON")
        .endsWith("found: garbage");

    tool("printf '\\377\\376'", "input: {}");
    assertThat(failure(tools.call("t.x", "{}")).message())
        .isEqualTo("result of 't.x': not UTF-8 text");
  }

  @Test
  void aCodeOtherThanZeroIsAFailureWithTheEndOfTheErrorStream() throws IOException {
    tool("echo '{\"a\": 1}'; seq 1 5000 >&2; echo 'the reason' >&2; exit 7", "input: {}");

    Failure failure = failure(tools.call("t.x", "{}"));
    assertThat(failure.kind()).isEqualTo("tool.exit");
    assertThat(failure.message())
        .startsWith("program 'sh' ended with code 7: …")
        .endsWith("the reason")
        .hasSizeLessThan(2_200);
  }

  @Test
  void aTemporaryFailureMayPass() throws IOException {
    tool("exit 75", "input: {}");
    assertThat(failure(tools.call("t.x", "{}")).retryable()).isTrue();

    tool("exit 74", "input: {}");
    assertThat(failure(tools.call("t.x", "{}")).retryable()).isFalse();
  }

  @Test
  void aProgramCanSayItselfWhyItFailed() throws IOException {
    tool(
        """
        echo '{"fermata": {"error": {"kind": "orders.busy", "message": "try later", "retryable": true}}}'
        exit 1
        """,
        "input: {}");

    assertThat(failure(tools.call("t.x", "{}")))
        .isEqualTo(Failure.passing("orders.busy", "try later"));
  }

  @Test
  void messagesBetweenTheLinesAreHeardAndAreNoPartOfTheResult() throws IOException {
    tool(
        """
        echo '{'
        echo '{"fermata": {"progress": {"message": "half", "value": 1, "total": 2}}}'
        echo '  "done": true'
        echo '{"fermata": {"output": "a line for people"}}'
        echo 'warning' >&2
        echo '}'
        """,
        "output: {done: {type: boolean}}");

    assertThat(tools.call("t.x", "{}")).isEqualTo(completed("{\"done\": true}"));
    assertThat(tools.heard)
        .contains("progress half 1.0/2.0", "output a line for people", "output warning\n");
  }

  @Test
  void anObjectThatOnlyHasAMemberOfThatNameIsAResult() throws IOException {
    tool("echo '{\"fermata\": {\"progress\": 1}, \"more\": 2}'", "input: {}");

    assertThat(tools.call("t.x", "{}"))
        .isEqualTo(completed("{\"fermata\": {\"progress\": 1}, \"more\": 2}"));
  }

  @Test
  void programsSeeWhoCallsThemAndNoKeys() throws IOException {
    tool("env | grep -E '^(FERMATA|OPENAI)' | grep -v PROCESS | sort", "input: {}");

    ToolOutcome outcome = tools.start("t.x", "{}", 2).await();
    assertThat(outcome).isInstanceOf(ToolOutcome.Completed.class);
    assertThat(((ToolOutcome.Completed) outcome).result().path("text").asText().lines())
        .containsExactly(
            "FERMATA_ATTEMPT=2",
            "FERMATA_CALL=c1",
            "FERMATA_IDEMPOTENCY_KEY=run-1/s1/c1",
            "FERMATA_RUN=run-1",
            "FERMATA_SESSION=session-1",
            "FERMATA_TOOL=t.x",
            "FERMATA_WORKSPACE=" + workspace);
  }

  @Test
  void wordsOfTheCommandAreTemplatesAndStayOneArgumentEach() {
    tools.withCatalog(
        """
        tools:
          t.x:
            description: Prints its arguments.
            command: [printf, "<%s>", "${{ args.a }}", "n=${{ args.n }}", plain]
            input: {a: {type: string}, n: {type: integer}}
        """);

    assertThat(tools.call("t.x", "{\"a\": \"$(id); 'x'\", \"n\": 3}"))
        .isEqualTo(completed("{\"text\": \"<$(id); 'x'><n=3><plain>\"}"));
  }

  @Test
  void aFileBesideTheCatalogueIsFoundFromEveryWorkspace() throws IOException {
    Files.createDirectory(workspace.resolve("tools"));
    Files.writeString(workspace.resolve("tools/where.sh"), "pwd");
    tools.withCatalog(
        """
        tools:
          t.x: {description: Says where it runs., command: [sh, tools/where.sh], input: {}}
        """);
    Path elsewhere = Files.createDirectory(workspace.resolve("elsewhere"));

    ToolOutcome outcome = new TestRunner(elsewhere).withCatalog(tools.catalog()).call("t.x", "{}");
    assertThat(outcome).isEqualTo(completed("{\"text\": \"" + elsewhere + "\"}"));
  }

  @Test
  void aProgramThatFloodsItsOutputIsEnded() throws IOException {
    tool("yes 'a line of the flood'", "input: {}");

    Failure failure = failure(tools.call("t.x", "{}"));
    assertThat(failure.kind()).isEqualTo("tool.output");
    assertThat(failure.message()).isEqualTo("the program wrote more than 8388608 bytes");
  }

  @Test
  void aProgramThatHangsIsEndedAtItsDeadlineWithItsChildren() throws IOException {
    tool("echo $$ > pid; trap '' TERM; sleep 1000 & echo $! >> pid; wait; wait", "timeout: 3s");

    ToolOutcome outcome = tools.call("t.x", "{}");
    assertThat(outcome).isInstanceOf(ToolOutcome.TimedOut.class);
    assertThat(((ToolOutcome.TimedOut) outcome).after())
        .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(40));
    assertThat(pids()).hasSize(2).noneMatch(Processes::isRunning);
  }

  @Test
  void theTimeoutOfTheCallCountsWhereTheToolDeclaresNone() throws IOException {
    tool("sleep 1000", "input: {}");

    assertThat(tools.withTimeout(Duration.ofMillis(300)).call("t.x", "{}"))
        .isInstanceOf(ToolOutcome.TimedOut.class);
  }

  @Test
  void progressPutsTheDeadlineOffUpToTheTimeoutOfTheCall() throws IOException {
    String beat = "echo '{\"fermata\": {\"progress\": {\"message\": \"on\"}}}'; sleep 0.2;";
    tool("for i in $(seq 22); do " + beat + " done; echo '{}'", "timeout: 4s");
    assertThat(tools.call("t.x", "{}")).isEqualTo(completed("{}"));

    tool("while :; do " + beat + " done", "timeout: 900ms");
    assertThat(tools.withTimeout(Duration.ofSeconds(2)).call("t.x", "{}"))
        .isInstanceOf(ToolOutcome.TimedOut.class);
  }

  @Test
  void cancelEndsTheWholeTreeBeforeTheCallHasEnded() throws IOException {
    tool("sh -c 'echo $$ > pid; trap \"\" TERM; while :; do sleep 1; done' & wait", "input: {}");
    ToolExecution execution = tools.start("t.x", "{}");
    await().until(() -> !pids().isEmpty());

    execution.cancel();
    execution.cancel();
    assertThat(execution.await()).isEqualTo(new ToolOutcome.Cancelled());
    assertThat(pids()).hasSize(1).noneMatch(Processes::isRunning);
  }

  @Test
  void cancellingWhatHasEndedChangesNothing() throws IOException {
    tool("echo '{}'", "input: {}");
    ToolExecution execution = tools.start("t.x", "{}");
    assertThat(execution.await()).isEqualTo(completed("{}"));

    execution.cancel();
    assertThat(execution.await()).isEqualTo(completed("{}"));
  }

  @Test
  void anInterruptOfTheWaiterDoesNotEndTheCall() throws IOException {
    tool("echo '{}'", "input: {}");
    ToolExecution execution = tools.start("t.x", "{}");
    Thread.currentThread().interrupt();

    assertThat(execution.await()).isEqualTo(completed("{}"));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void callsBeyondTheLimitOfProgramsWaitAndCanBeCancelledThere() throws IOException {
    tool("echo started >> started; while [ ! -e go ]; do sleep 0.05; done; echo '{}'", "input: {}");
    List<ToolExecution> running =
        java.util.stream.IntStream.range(0, LocalToolRunner.PROGRAMS_MAX)
            .mapToObj(_ -> tools.start("t.x", "{}"))
            .toList();
    await().until(() -> lines("started") == LocalToolRunner.PROGRAMS_MAX);
    ToolExecution waiting = tools.start("t.x", "{}");
    waiting.cancel();
    assertThat(waiting.await()).isEqualTo(new ToolOutcome.Cancelled());
    ToolExecution late = tools.start("t.x", "{}");
    assertThat(lines("started")).isEqualTo(LocalToolRunner.PROGRAMS_MAX);

    Files.createFile(workspace.resolve("go"));
    assertThat(running).allMatch(execution -> execution.await().equals(completed("{}")));
    assertThat(late.await()).isEqualTo(completed("{}"));
  }

  @Test
  void aCatalogueWithErrorsGivesNoToolsAndABuiltInNameStaysBuiltIn() {
    tools.withCatalog("tools: {t.x: {description: x, comand: [sh]}}");
    assertThat(failure(tools.call("t.x", "{}")).kind()).isEqualTo("tool.missing");

    tools.withCatalog(
        "tools: {time.now: {description: x, command: [sh, -c, 'echo stolen'], input: {}}}");
    assertThat(tools.call("time.now", "{}").toString()).contains("2026-03-29");
  }

  @Test
  void aProgramThatIsNotThereIsNamed() {
    tools.withCatalog("tools: {t.x: {description: x, command: [no-such-program], input: {}}}");

    assertThat(failure(tools.call("t.x", "{}")))
        .isEqualTo(
            Failure.of("tool.start", "program 'no-such-program' cannot be started: not found"));
  }

  private void tool(String script, String more) throws IOException {
    Files.writeString(workspace.resolve("script.sh"), script);
    tools.withCatalog(
        """
        tools:
          t.x:
            description: A script.
            command: [sh, ./script.sh]
            %s
        """
            .formatted(more));
  }

  private List<Long> pids() throws IOException {
    Path file = workspace.resolve("pid");
    return Files.exists(file)
        ? Files.readAllLines(file).stream().map(Long::valueOf).toList()
        : List.of();
  }

  private long lines(String name) throws IOException {
    Path file = workspace.resolve(name);
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }

  private static ToolOutcome completed(String json) {
    return new ToolOutcome.Completed(TestRunner.json(json));
  }

  private static Failure failure(ToolOutcome outcome) {
    assertThat(outcome).isInstanceOf(ToolOutcome.Failed.class);
    return ((ToolOutcome.Failed) outcome).failure();
  }
}
