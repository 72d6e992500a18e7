package fermata.lsp.debug;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines of each form of definition at which a run can stand still. */
class SourcePlacesTest {

  @TempDir Path folder;

  @Test
  void knowsTheLinesOfYaml() throws IOException {
    assertThat(
            stops(
                "a.agent.yaml",
                """
                agent: a
                nodes:
                  look:
                    tool: files.read
                    args: {path: x}
                    next: done
                  done: {set: {n: 1}}
                """))
        .isEqualTo(
            Map.of(
                3, "node look", 4, "tool files.read", 6, "edge nodes.look.next", 7, "node done"));
  }

  @Test
  void knowsTheLinesOfJson() throws IOException {
    assertThat(
            stops(
                "a.agent.json",
                """
                {
                  "agent": "a",
                  "nodes": {
                    "look": {
                      "tool": "files.read",
                      "args": {"path": "x"}
                    },
                    "done": {"set": {"n": 1}}
                  },
                  "edges": [
                    {"from": "look", "to": "done"}
                  ]
                }
                """))
        .isEqualTo(
            Map.of(4, "node look", 5, "tool files.read", 8, "node done", 11, "edge edges[0]"));
  }

  @Test
  void knowsTheLinesOfMarkdown() throws IOException {
    assertThat(
            stops(
                "a.agent.md",
                """
                ---
                name: a
                description: Says something.
                model: x/y
                ---

                # What to do

                Say it.
                """))
        .isEqualTo(Map.of(1, "node agent"));
  }

  @Test
  void aBreakpointWithinANodeIsAtItsBeginning() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("a.agent.yaml"),
            "agent: a\nnodes:\n  look:\n    set:\n      n: 1\n\n  done: {set: {n: 1}}\n");
    assertThat(SourcePlaces.read(file).orElseThrow().at(5))
        .hasValueSatisfying(stop -> assertThat(stop.line()).isEqualTo(3));
    assertThat(SourcePlaces.read(file).orElseThrow().at(1)).isEmpty();
  }

  private Map<Integer, String> stops(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    SourcePlaces places = SourcePlaces.read(file).orElseThrow();
    return places.stops(1, places.lineCount()).entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, stop -> stop.getValue().kind() + " " + stop.getValue().at()));
  }
}
