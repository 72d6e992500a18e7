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

/** {@code fermata test}, as its documents say. */
class AgentTestsTest {

  private static final String AGENT =
      """
      agent: desk
      input: {n: {type: integer, default: 1}}
      output: {n: {type: integer}}
      goal: {success: [{id: small, measure: "${{ output.n < 10 }}"}]}
      tools: [files.write]
      approvals: {default: allow}
      nodes:
        note: {tool: files.write, args: {path: note.txt, text: "${{ string(input.n) }}"}}
        ask: {ask: "Go on?", approve: true}
        take: {set: {n: "${{ 12 / input.n }}"}, outputs: {n: {type: integer}}}
      """;

  private static final String TESTS =
      """
      agent: desk.agent.yaml
      tests:
        - name: passes
          input: {n: 3}
          answers: {ask: true}
          expect: {status: completed, output: {n: 4}, goal: met, checks: ["${{ usage.steps == 3 }}"]}
        - name: differs in every way
          answers: {ask: true}
          expect:
            status: failed
            error: limit.steps
            goal: met
            output: {n: 11, m: 1}
            nodes: [note, take]
            events: [run.completed, run.started]
            absent: [{type: step.started, node: ask}]
            checks: ["${{ output.n > 100 }}", "${{ output.x > 1 }}"]
        - name: fails by itself
          input: {n: 0}
          answers: {ask: true}
          expect: {checks: ["${{ status != '' }}"]}
        - name: is not answered
          expect: {output: {n: 1}}
        - name: has an input that is refused
          input: {n: many}
          expect: {status: completed}
        - name: takes too long <&">
          agent: slow.agent.yaml
          timeout: 1s
          expect: {status: completed}
      """;

  private static final String SLOW =
      """
      agent: slow
      approvals: {default: allow}
      nodes: {work: {tool: shell.run, args: {command: [sleep, "300"]}}}
      """;

  @TempDir Path folder;
  private Fermata fermata;

  @BeforeEach
  void start() {
    fermata = new Fermata(folder.resolve("home"));
  }

  @AfterEach
  void stop() {
    fermata.close();
  }

  @Test
  void everyExampleWithTestsPassesThem() {
    Fermata.Ended ended = fermata.run("test", "agents-examples", "--json").expect(0);

    List<JsonNode> lines = ended.jsonLines().toList();
    assertThat(lines.getLast().path("tests").asInt()).isGreaterThanOrEqualTo(26);
    assertThat(lines.getLast().path("failed").asInt()).isZero();
    assertThat(fermata.run("sessions", "--json").expect(0).out()).doesNotContain("reading-tips");
  }

  @Test
  void saysWhatIsNotAsExpectedToPeopleAndToPrograms() throws IOException {
    Path tests = write("desk.test.yaml", TESTS);
    write("desk.agent.yaml", AGENT);
    write("slow.agent.yaml", SLOW);
    Path xml = folder.resolve("report.xml");

    Fermata.Ended ended =
        fermata.run("test", tests.toString(), "--junit", xml.toString()).expect(1);

    assertThat(ended.out())
        .contains("✓ passes")
        .contains("status: expected failed, found completed")
        .contains("error: expected limit.steps, found none")
        .contains("goal: expected met, found missed")
        .contains("output.n: expected 11, found 12")
        .contains("output.m: expected 1, found nothing")
        .contains("nodes: expected [note, take], found [note, ask, take]")
        .contains("events[1]: not found after events[0]: {\"type\":\"run.started\"}")
        .contains("absent: it did happen")
        .contains("check output.n > 100: found false")
        .contains("check output.x > 1: ")
        .contains("the run failed: expression.")
        .contains("the run is held: node 'ask' asks: Go on?")
        .contains("the run was refused")
        .contains("the run did not end within 1s")
        .contains("6 tests, 5 failed");
    assertThat(Files.readString(xml))
        .contains("tests=\"6\" failures=\"5\"")
        .contains("name=\"passes\"")
        .contains("name=\"takes too long &lt;&amp;&quot;&gt;\"")
        .contains("<failure message=\"the run did not end within 1s\">");
    assertThat(folder.resolve("note.txt")).doesNotExist();
  }

  @Test
  void runsOnlyWhatIsNamedAndRefusesWhatItDoesNotUnderstand() throws IOException {
    Path tests = write("desk.test.yaml", TESTS);
    write("desk.agent.yaml", AGENT);

    String named = fermata.run("test", tests.toString(), "--only", "passes").expect(0).out();
    assertThat(named).contains("1 test passed").doesNotContain("differs");
    assertThat(fermata.run("test", tests.toString(), "--only", "nothing").expect(2).err())
        .contains("no test has 'nothing' in its name");
    assertThat(fermata.run("test", folder.resolve("home").toString()).expect(2).err())
        .contains("no file *.test.yaml in this folder");
    Path wrong = write("wrong.test.yaml", TESTS.replace("answers", "anwsers"));
    assertThat(fermata.run("test", wrong.toString()).expect(2).err())
        .contains("tests[0].anwsers: unknown key (did you mean 'answers'?)");
    assertThat(fermata.run("test", "--help").expect(0).out()).contains("fermata test --json");
    Path nameless =
        write("nameless.test.yaml", TESTS.replace("answers: {ask: true}", "publish: [{data: {}}]"));
    assertThat(fermata.run("test", nameless.toString()).expect(2).err())
        .contains("tests[0].publish[0]: 'schema' is missing");
  }

  @Test
  void recordingsAreMadeAnewWhereEveryTestPassesWithTheProvider() throws IOException {
    Path example = Fermata.example("release-notes", folder.resolve("notes"));
    Path recording = example.resolve("recordings/release-notes.ndjson");
    String before = Files.readString(recording);
    String tests = example.resolve("release-notes.test.yaml").toString();

    assertThat(fermata.run("test", tests, "--record").expect(1).out())
        .contains("no provider was asked: no key for openai")
        .contains("stays as it was: test 'the notes are published");
    assertThat(fermata.run("test", tests, "--record", "--only", "discarded").expect(2).err())
        .contains("recording release-notes.ndjson would lose the replies of test");
    try (Provider provider = new Provider()) {
      provider.offerTo(fermata, "sk-test");
      provider.script(
          """
          reply
            repeat
            on "tool_call_id"
            tool c2 set_outputs {"headline": "Another one", "notes": "Written anew", "risk": "low"}
            usage 598 189
          reply
            repeat
            on Write the release notes
            tool c1 files_read {"path": "changes.txt"}
            usage 412 31
          """);
      List<JsonNode> lines =
          fermata.run("test", tests, "--record", "--json").expect(0).jsonLines().toList();

      assertThat(lines.getLast().path("tests").asInt()).isEqualTo(3);
      JsonNode made = lines.get(lines.size() - 2);
      assertThat(made.path("written").asBoolean()).isTrue();
      assertThat(made.path("replies").asInt()).isEqualTo(6);
      assertThat(made.path("same").asInt()).isEqualTo(3);
    }
    assertThat(Files.readString(recording)).isNotEqualTo(before).contains("Written anew");
    fermata.with("OPENAI_API_KEY", "");
    assertThat(fermata.run("test", tests).expect(0).out()).contains("4 tests passed");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void timePassesAtOnceAndOneWaitMayGetSeveralEvents() throws IOException {
    Files.writeString(
        folder.resolve("patient.agent.yaml"),
        """
        agent: patient
        output: {who: {type: string}, left: {type: integer}}
        nodes:
          sleep: {kind: wait, for: 3d, next: ask}
          ask:
            ask: Who?
            timeout: {after: 2d, then: default, answer: nobody}
            next: first
          first:
            kind: wait
            event: {schema: stock.told.v1, where: [{path: $.left, op: eq, value: 2}]}
            timeout: 1d
            outputs: {left: {type: integer}}
            next: late
          late:
            kind: wait
            event: {schema: never.told.v1}
            timeout: 1h
            next: [{to: done, on: timeout}]
          done:
            set: {who: "${{ nodes.ask.answer }}", left: "${{ nodes.first.left }}"}
            outputs: {who: {type: string}, left: {type: integer}}
        """);
    Files.writeString(
        folder.resolve("patient.test.yaml"),
        """
        agent: patient.agent.yaml
        tests:
          - name: nobody answers
            unanswered: [ask]
            publish: [[{schema: stock.told.v1, data: {left: 1}}, {schema: stock.told.v1, data: {left: 2}}]]
            expect: {output: {who: nobody, left: 2}, events: [question.expired]}
          - name: somebody answers
            answers: {ask: ann}
            publish: [[{schema: stock.told.v1, data: {left: 2}}]]
            expect: {output: {who: ann}, absent: [question.expired]}
          - name: an event that does not fit is none
            answers: {ask: ann}
            publish: [{schema: stock.told.v1, data: {left: 7}}]
            expect: {status: failed}
          - name: a wait is still a wait where it is wanted
            expect: {status: held}
        """);
    Path tests = folder.resolve("patient.test.yaml");
    JsonNode sum =
        fermata.run("test", tests.toString(), "--json").expect(0).jsonLines().toList().getLast();
    assertThat(sum.path("tests").asInt()).isEqualTo(4);
    assertThat(sum.path("failed").asInt()).isZero();
  }
}
