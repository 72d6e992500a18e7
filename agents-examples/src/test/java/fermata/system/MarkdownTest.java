package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents in Markdown run as they are, ours and those of other tools. */
class MarkdownTest {

  private static Provider provider;

  @TempDir Path folder;
  private Fermata fermata;

  @BeforeAll
  static void open() throws IOException {
    provider = new Provider();
  }

  @AfterAll
  static void shut() {
    provider.close();
  }

  @BeforeEach
  void start() {
    fermata = new Fermata(folder.resolve("home"));
    provider.offerTo(fermata, "sk-test");
    provider.script("reply\n  text It is fine.\n  usage 10 3\n");
  }

  @AfterEach
  void stop() {
    fermata.close();
  }

  @Test
  void oursTakesAMessageAndGivesAReply() throws IOException {
    Path agent =
        write(
            "reviewer.agent.md",
            """
            ---
            model: openai/gpt-5-mini
            limits: {cost_usd: 1}
            ---

            You review code.
            """);
    Fermata.Ended ended =
        fermata.run("run", agent.toString(), "--json", "message=Look at it.").expect(0);
    assertThat(ended.out()).contains("\"reply\":\"It is fine.\"");
    assertThat(provider.requests().getLast()).contains("You review code.", "Look at it.");
    assertThat(fermata.run("graph", agent.toString()).expect(0).out()).contains("agent");
  }

  @Test
  void thatOfClaudeCodeWorksInTheFolderAboveItsOwn() throws IOException {
    Files.writeString(Files.createDirectories(folder.resolve("repo")).resolve("note.txt"), "hello");
    Path agent =
        write(
            "repo/.claude/agents/reader.md",
            """
            ---
            name: reader
            description: Reads.
            model: openai/gpt-5-mini
            tools: Read, TodoWrite
            ---
            Read ${{ nothing }}.
            """);
    provider.script(
        """
        reply
          tool t1 files_read {"path": "note.txt"}
          usage 10 3
        reply
          text Read.
          usage 10 3
        """);
    Fermata.Ended ended =
        fermata.run("run", agent.toString(), "--json", "message=Read the note.").expect(0);
    assertThat(ended.out()).contains("\"reply\":\"Read.\"", "\"text\":\"hello\"");
    assertThat(provider.requests().getLast()).contains("Read ${{ nothing }}.");
  }

  @Test
  void aFileWithErrorsIsRefusedAtTheirPlaces() throws IOException {
    Path agent = write("broken.agent.md", "---\nmodel: openai/gpt-5-mini\n---\n${{ input.pth }}\n");
    Fermata.Ended ended = fermata.run("run", agent.toString(), "message=x").expect(1);
    assertThat(ended.err() + ended.out()).contains("broken.agent.md:4:11");
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
