package fermata.cli.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.cli.Commands;
import fermata.wire.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatTest {

  private static final String LOOSE = "agent:   a\nnodes:\n    b:\n        prompt: x # why\n";
  private static final String TIGHT = "agent: a\nnodes:\n  b:\n    prompt: x # why\n";
  private static final String BROKEN = "agent:   a\nnodes: [b\nmodel: c/d\n";

  @TempDir Path folder;

  private final Commands commands = new Commands().printing(StandardCharsets.US_ASCII);

  private int fmt(String... args) {
    return fmtOf("", args);
  }

  private int fmtOf(String typed, String... args) {
    List<String> all = new ArrayList<>(List.of("fmt"));
    all.addAll(List.of(args));
    return commands.typing(typed).run(folder, all);
  }

  private String out() {
    return commands.out();
  }

  private String err() {
    return commands.err();
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  @Test
  void formatsFilesInPlace() throws IOException {
    write("a.agent.yaml", LOOSE);
    write("deep/b.tools.yaml", "tools:   {}\n");
    write("deep/c.agent.yaml", TIGHT);
    write("deep/notes.yaml", LOOSE);

    assertThat(fmt(".")).isZero();
    assertThat(read("a.agent.yaml")).isEqualTo(TIGHT);
    assertThat(read("deep/b.tools.yaml")).isEqualTo("tools: {}\n");
    assertThat(read("deep/notes.yaml")).isEqualTo(LOOSE);
    assertThat(out()).isEqualTo("formatted a.agent.yaml\nformatted deep/b.tools.yaml\n");
    assertThat(err()).contains("3 files, 2 formatted");
    assertThat(names(folder)).containsExactlyInAnyOrder("a.agent.yaml", "deep");

    assertThat(fmt(".")).isZero();
    assertThat(err()).contains("3 files, nothing to format");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void writesNothingWhereTheLayoutIsRight() throws IOException {
    Path file = write("a.agent.yaml", TIGHT);
    Object before = Files.getAttribute(file, "unix:ino");

    assertThat(fmt("a.agent.yaml")).isZero();
    assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(before);
  }

  @Test
  void listsWhatWouldChangeAndLeavesIt() throws IOException {
    write("a.agent.yaml", LOOSE);
    write("b.agent.yaml", TIGHT);

    assertThat(fmt("--check", ".")).isEqualTo(1);
    assertThat(out()).isEqualTo("would format a.agent.yaml\n");
    assertThat(err()).contains("2 files, 1 to format");
    assertThat(read("a.agent.yaml")).isEqualTo(LOOSE);
    assertThat(fmt("--check", "b.agent.yaml")).isZero();
  }

  @Test
  void showsTheDifferenceAndLeavesTheFile() throws IOException {
    write("a.agent.yaml", LOOSE);

    assertThat(fmt("--diff", "a.agent.yaml")).isZero();
    assertThat(out())
        .isEqualTo(
            """
            --- a.agent.yaml
            +++ a.agent.yaml
            @@ -1,4 +1,4 @@
            -agent:   a
            +agent: a
             nodes:
            -    b:
            -        prompt: x # why
            +  b:
            +    prompt: x # why
            """);
    assertThat(read("a.agent.yaml")).isEqualTo(LOOSE);
    assertThat(fmt("--diff", "--check", "a.agent.yaml")).isEqualTo(1);
  }

  @Test
  void leavesFilesWithErrorsAloneAndFormatsTheRest() throws IOException {
    write("a.agent.yaml", LOOSE);
    write("b.agent.yaml", BROKEN);

    assertThat(fmt("b.agent.yaml", "a.agent.yaml")).isEqualTo(1);
    assertThat(read("b.agent.yaml")).isEqualTo(BROKEN);
    assertThat(read("a.agent.yaml")).isEqualTo(TIGHT);
    assertThat(out()).contains("error[F1002]", "--> b.agent.yaml:2:8", "formatted a.agent.yaml");
    assertThat(err()).contains("2 files, 1 formatted, 1 left alone");
  }

  @Test
  void saysWhatCannotBeReadOrWrittenAndFormatsTheRest() throws IOException {
    write("a.agent.yaml", LOOSE);
    write("notes.md", "# x\n");
    Files.write(folder.resolve("latin.agent.yaml"), new byte[] {'a', (byte) 0xE9, '\n'});

    assertThat(fmt("no.agent.yaml", "nothing", "latin.agent.yaml", "notes.md", "a.agent.yaml"))
        .isEqualTo(2);
    assertThat(err())
        .contains(
            "error: no.agent.yaml: no such file",
            "error: nothing: no such file",
            "error: latin.agent.yaml: not UTF-8 text",
            "error: notes.md: only YAML, JSON and agents in Markdown are formatted",
            "1 file, 1 formatted");
    assertThat(read("a.agent.yaml")).isEqualTo(TIGHT);
  }

  @Test
  void keepsAFileThatMayNotBeWritten() throws IOException {
    Path file = write("a.agent.yaml", LOOSE);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    assumeThat(Files.isWritable(file)).as("whoever runs this may write all files").isFalse();

    assertThat(fmt("a.agent.yaml")).isEqualTo(2);
    assertThat(err()).contains("error: a.agent.yaml: cannot be written: permission denied");
    assertThat(read("a.agent.yaml")).isEqualTo(LOOSE);
  }

  @Test
  void keepsPermissions() throws IOException {
    Path file = write("a.agent.yaml", LOOSE);
    var permissions = PosixFilePermissions.fromString("rwxrw---x");
    Files.setPosixFilePermissions(file, permissions);

    assertThat(fmt("a.agent.yaml")).isZero();
    assertThat(read("a.agent.yaml")).isEqualTo(TIGHT);
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(permissions);
  }

  @Test
  void followsALinkThatIsNamedAndNoneThatIsFound() throws IOException {
    write("elsewhere/a.yaml", LOOSE);
    Files.createDirectory(folder.resolve("agents"));
    Path link = folder.resolve("agents/a.agent.yaml");
    Files.createSymbolicLink(link, Path.of("../elsewhere/a.yaml"));
    write("agents/b.agent.yaml", TIGHT);

    assertThat(fmt("agents")).isZero();
    assertThat(read("elsewhere/a.yaml")).isEqualTo(LOOSE);
    assertThat(fmt("agents/a.agent.yaml", "elsewhere/a.yaml")).isZero();
    assertThat(read("elsewhere/a.yaml")).isEqualTo(TIGHT);
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(err()).contains("1 file, 1 formatted");
  }

  @Test
  void keepsAByteOrderMarkAndLineEnds() throws IOException {
    write("a.agent.yaml", "\uFEFF" + LOOSE.replace("\n", "\r\n"));

    assertThat(fmt("a.agent.yaml")).isZero();
    assertThat(read("a.agent.yaml")).isEqualTo("\uFEFF" + TIGHT.replace("\n", "\r\n"));
  }

  @Test
  void formatsStandardInputToStandardOutput() {
    assertThat(fmtOf(LOOSE + "x-name:  \u00e9\uD83D\uDE00\n", "-")).isZero();
    assertThat(out()).isEqualTo(TIGHT + "x-name: \u00e9\uD83D\uDE00\n");
    assertThat(err()).isEmpty();
  }

  @Test
  void givesNothingForStandardInputWithErrors() {
    assertThat(fmtOf(BROKEN, "-")).isEqualTo(1);
    assertThat(out()).isEmpty();
    assertThat(err()).contains("error[F1002]", "<stdin>:2:8");
  }

  @Test
  void checksStandardInput() {
    assertThat(fmtOf(LOOSE, "--check", "-")).isEqualTo(1);
    assertThat(out()).isEqualTo("would format <stdin>\n");
    assertThat(fmtOf(LOOSE, "--diff", "-")).isZero();
    assertThat(out()).startsWith("--- <stdin>\n+++ <stdin>\n@@ -1,4 +1,4 @@\n");
  }

  @Test
  void tellsAProgramWhatBecameOfEachFile() throws IOException {
    write("a.agent.yaml", LOOSE);
    write("b.agent.yaml", BROKEN);
    write("c.agent.yaml", TIGHT);

    assertThat(fmt("--json", ".", "no.agent.yaml")).isEqualTo(2);
    JsonNode report = Json.mapper().readTree(out());
    assertThat(report.path("ok").asBoolean(true)).isFalse();
    assertThat(report.path("files").findValuesAsText("status"))
        .containsExactly("formatted", "broken", "unchanged");
    assertThat(report.at("/files/1/problem/code").asText()).isEqualTo("F1002");
    assertThat(report.at("/unreadable/0").asText()).isEqualTo("no.agent.yaml: no such file");
    write("a.agent.yaml", LOOSE);
    assertThat(fmt("--json", "--check", "a.agent.yaml")).isEqualTo(1);
    assertThat(Json.mapper().readTree(out()).at("/files/0/status").asText())
        .isEqualTo("wouldFormat");
  }

  @Test
  void refusesWhatExcludesEachOther() {
    assertThat(fmt("-", "a.agent.yaml")).isEqualTo(2);
    assertThat(err()).contains("'-' stands alone");
    assertThat(fmt("-", "--json")).isEqualTo(2);
    assertThat(err()).contains("'-' stands alone");
    assertThat(fmt("a.agent.yaml", "--json", "--diff")).isEqualTo(2);
    assertThat(err()).contains("--json and --diff exclude each other");
  }
}
