package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code fermata new} writes runs as it is, to every end that its comments speak of. */
class TemplatesTest {

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

  private String made(String template) throws IOException {
    Path work = Files.createDirectories(folder.resolve("work"));
    Files.writeString(work.resolve("notes.txt"), "one\nTODO two\nthree\n");
    String agent = work.resolve("desk").toString();
    return fermata.run("new", agent, "--template", template).expect(0).out().strip();
  }

  @Test
  void theQuestionIsAskedAndTheReportIsWritten() throws IOException {
    String agent = made("question");

    Fermata.Ended ended =
        fermata
            .run("run", agent, "glob=*.txt", "--answer", "decide=write the report", "--json")
            .expect(0);
    assertThat(ExamplesTest.types(ended)).contains("question.asked", "run.completed");
    assertThat(folder.resolve("work/report.md")).content().contains("- notes.txt: 3 lines");
  }

  @Test
  void thePipelineDecidesByRule() throws IOException {
    String agent = made("pipeline");
    Fermata.Ended stopped = fermata.run("run", agent, "--json").expect(0);
    assertThat(stopped.out()).contains("\"verdict\":\"stop\"", "licence missing");

    Files.writeString(folder.resolve("work/LICENSE"), "free\n");
    Fermata.Ended passed = fermata.run("run", agent, "--json").expect(0);
    assertThat(passed.out()).contains("\"verdict\":\"go\"", "licence found");
  }

  @Test
  void thePipelineAsksWhereNoRuleFits() throws IOException {
    String agent = made("pipeline");
    Files.writeString(folder.resolve("work/LICENSE"), "free\n");

    Fermata.Ended held = fermata.run("run", agent, "limit_lines=1", "--json").expect(3);
    fermata.run("answer", ExamplesTest.session(held), "go=true", "why=it is short").expect(0);
    Fermata.Ended ended = fermata.run("resume", ExamplesTest.session(held), "--json").expect(0);
    assertThat(ended.out()).contains("\"verdict\":\"go\"");
  }

  @Test
  void theModelIsRecordedAndReplayedAsTheTemplateSays() throws IOException {
    String agent = made("model");
    String recording = folder.resolve("work/desk.ndjson").toString();
    try (Provider provider = new Provider()) {
      provider.offerTo(fermata, "sk-test");
      provider.script(
          """
          reply
            tool call_read files_read {"path":"notes.txt"}
            usage 10 3
          reply
            tool call_outputs set_outputs {"title":"Notes","text":"Three lines.","mood":"good"}
            usage 10 3
          """);
      fermata.run("run", agent, "file=notes.txt", "--record", recording, "--json").expect(3);
      fermata.run("daemon", "stop");
    }
    fermata.with("OPENAI_API_KEY", "");

    Fermata.Ended held =
        fermata.run("run", agent, "file=notes.txt", "--replay", recording, "--json").expect(3);
    String session = ExamplesTest.session(held);
    fermata.run("answer", session, "yes").expect(0);
    assertThat(fermata.run("resume", session, "--json").expect(3).out())
        .contains("question.asked", "files.write");
    fermata.run("answer", session, "yes", "--follow").expect(0);
    assertThat(folder.resolve("work/summary.md")).content().contains("# Notes", "Three lines.");
  }
}
