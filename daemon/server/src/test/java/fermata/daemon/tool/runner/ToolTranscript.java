package fermata.daemon.tool.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import fermata.daemon.tool.process.Processes;
import fermata.engine.run.ToolOutcome;
import fermata.wire.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Plays a transcript: makes files, calls tools and writes down how the calls end.
 *
 * <pre>
 * file a/b.txt          the lines below that begin with "| " are its content
 * bytes name 00ff       a file of these bytes
 * link name -> target   a symbolic link
 * folder name
 * catalog               the lines below that begin with "| " declare tools
 * ended name            the processes whose ids stand in a file have ended
 * call tool {json}      followed by ---- and the outcome
 * </pre>
 */
final class ToolTranscript {

  private static final int LINE_MAX = 100;
  private static final ObjectWriter PRETTY =
      Json.mapper()
          .writer(
              new DefaultPrettyPrinter()
                  .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE));

  private final Path workspace;

  ToolTranscript(Path workspace) {
    this.workspace = workspace;
  }

  String replay(String text) throws IOException {
    List<String> out = new ArrayList<>();
    List<String> lines = text.lines().toList();
    try (TestRunner tools = new TestRunner(workspace)) {
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        out.add(line);
        List<String> words = List.of(line.split(" ", 3));
        switch (words.getFirst()) {
          case "file" -> i = file(words.get(1), lines, i, out);
          case "bytes" -> write(words.get(1), HexFormat.of().parseHex(words.get(2)));
          case "link" ->
              Files.createSymbolicLink(
                  workspace.resolve(words.get(1)), Path.of(words.get(2).substring(3)));
          case "folder" -> Files.createDirectories(workspace.resolve(words.get(1)));
          case "catalog" -> {
            i = file("test.tools.yaml", lines, i, out);
            tools.withCatalog(Files.readString(workspace.resolve("test.tools.yaml")));
          }
          case "ended" -> assertEnded(words.get(1));
          case "call" -> {
            out.add("----");
            out.add(shown(tools.call(words.get(1), words.get(2))));
            i = skipOutcome(lines, i);
          }
          default -> {}
        }
      }
    }
    return String.join("\n", out) + "\n";
  }

  private void assertEnded(String name) throws IOException {
    List<String> pids = Files.readAllLines(workspace.resolve(name));
    assertThat(pids).isNotEmpty();
    assertThat(pids.stream().map(Long::valueOf))
        .as("processes of %s", name)
        .noneMatch(Processes::isRunning);
  }

  private int file(String name, List<String> lines, int index, List<String> out)
      throws IOException {
    StringBuilder content = new StringBuilder();
    int next = index + 1;
    while (next < lines.size() && lines.get(next).startsWith("|")) {
      out.add(lines.get(next));
      content.append(lines.get(next).substring(Math.min(2, lines.get(next).length()))).append('\n');
      next++;
    }
    write(name, content.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return next - 1;
  }

  private void write(String name, byte[] content) throws IOException {
    Path file = workspace.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private static int skipOutcome(List<String> lines, int index) {
    int next = index + 1;
    while (next < lines.size() && !lines.get(next).isEmpty()) {
      next++;
    }
    return next - 1;
  }

  private String shown(ToolOutcome outcome) throws JsonProcessingException {
    String text =
        switch (outcome) {
          case ToolOutcome.Completed(var result, _) -> json(result);
          case ToolOutcome.Failed(var failure) ->
              "failed %s%s: %s"
                  .formatted(
                      failure.kind(),
                      failure.pointer() == null ? "" : " at " + failure.pointer(),
                      failure.message());
          case ToolOutcome.TimedOut _ -> "timed out";
          case ToolOutcome.Lost(var failure) -> "lost " + failure.kind() + ": " + failure.message();
          case ToolOutcome.Cancelled _ -> "cancelled";
        };
    return text.replace(workspace.toString(), "<workspace>")
        .replaceAll("\"\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z\"", "\"<time>\"");
  }

  private static String json(JsonNode result) throws JsonProcessingException {
    String line = Json.mapper().writeValueAsString(result);
    return line.length() <= LINE_MAX ? line : PRETTY.writeValueAsString(result);
  }
}
