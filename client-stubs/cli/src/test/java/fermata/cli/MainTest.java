package fermata.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.cli.command.CommandTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that need no daemon, run as the process runs them. */
class MainTest {

  @TempDir Path folder;

  private final Commands commands = new Commands();

  private int run(String... args) {
    return run(100, args);
  }

  private int run(int columns, String... args) {
    return commands
        .with(
            Map.of(
                "FERMATA_STATE_DIR", folder.resolve("state").toString(),
                "FERMATA_RUN_DIR", folder.resolve("run").toString(),
                "FERMATA_COLUMNS", String.valueOf(columns)))
        .run(folder, args);
  }

  private String out() {
    return commands.out();
  }

  private String err() {
    return commands.err();
  }

  @Test
  void saysItsVersion() {
    assertThat(run("--version")).isZero();
    assertThat(out()).startsWith("fermata 0.");
  }

  @Test
  void explainsItselfWithEveryExitCode() {
    assertThat(run("--help")).isZero();
    assertThat(out()).contains("run ", "check ", "Exit codes:", "130", "Examples:");
  }

  @Test
  void showsEveryCommandInAGroupOfTheHelp() {
    run("--help");
    assertThat(commands())
        .allSatisfy(name -> assertThat(out()).containsPattern("(?m)^  " + name + " "));
  }

  private static Set<String> commands() {
    return new CommandTree().names();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void explainsEveryCommandWithAnExample(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out()).contains("Usage: fermata " + command);
    assertThat(out()).containsPattern("Examples:\\R  .*fermata " + command);
    String first = out();
    assertThat(run("help", command)).isZero();
    assertThat(out()).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50, 300})
  void worksInATerminalOfAnyWidth(int columns) {
    assertThat(run(columns, "--help")).isZero();
    assertThat(out()).contains("Exit codes:");
    assertThat(err()).isEmpty();
  }

  @Test
  void suggestsACommandWhoseLettersWereSwapped() {
    assertThat(run("rnu")).isEqualTo(2);
    assertThat(err()).contains("unknown command: rnu (did you mean run?)");
  }

  @Test
  void suggestsACommandForAMistypedOne() {
    assertThat(run("chekc", "x")).isEqualTo(2);
    assertThat(err())
        .contains("error: unknown command: chekc (did you mean check?)")
        .doesNotContain("\tat ");
    assertThat(out()).isEmpty();
  }

  @Test
  void namesAnOptionThatThereIsNot() {
    assertThat(run("check", "--jsno", "x")).isEqualTo(2);
    assertThat(err()).contains("unknown argument: --jsno", "--json", "see: fermata check --help");
  }

  @Test
  void wantsTheArgumentsThatACommandNeeds() {
    assertThat(run("run")).isEqualTo(2);
    assertThat(err()).contains("missing required parameter: 'FILE'");
  }

  @Test
  void showsTheCommandsWhenNoneIsNamed() {
    assertThat(run()).isEqualTo(2);
    assertThat(err()).contains("Run them:");
  }

  @Test
  void saysThatAFileIsMissingBeforeItLooksForADaemon() {
    assertThat(run("run", "no such.agent.yaml")).isEqualTo(2);
    assertThat(err()).isEqualTo("error: no such.agent.yaml: no such file" + System.lineSeparator());
  }

  @Test
  void saysThatAFolderIsNoDefinition() {
    assertThat(run("run", ".")).isEqualTo(2);
    assertThat(err()).contains(".: is a folder");
  }

  @Test
  void refusesInputThatIsNoJsonObject() throws IOException {
    Files.writeString(folder.resolve("a.agent.yaml"), "agent: a\n");

    assertThat(run("run", "a.agent.yaml", "--input-json", "[1]")).isEqualTo(2);
    assertThat(err()).contains("--input-json: expected a JSON object");
    assertThat(run("run", "a.agent.yaml", "--input-json", "{")).isEqualTo(2);
    assertThat(err())
        .contains("--input-json: not JSON: Unexpected end-of-input", "(line 1, column ")
        .doesNotContain("Source");
  }

  @Test
  void refusesAnActionThatThereIsNot() {
    assertThat(run("daemon", "strat")).isEqualTo(2);
    assertThat(err())
        .contains("expected start, stop, restart, drain, status, config, logs, proxy or service");
  }

  @Test
  void printsTheSchemaOfEachKindOfFile() throws IOException {
    for (String kind : List.of("agent", "tools")) {
      assertThat(run("schema", kind)).isZero();
      assertThat(Path.of("../../docs/" + kind + ".schema.json")).hasContent(out());
    }
    assertThat(run("schema")).isZero();
    assertThat(out()).contains("urn:fermata:schema:agent");
  }

  @Test
  void namesTheKindsOfFilesThatHaveASchema() {
    assertThat(run("schema", "agnet")).isEqualTo(2);
    assertThat(err()).contains("agnet: no such kind of file (did you mean 'agent'?)");
  }

  @Test
  void printsACompletionScript() {
    assertThat(run("completion")).isZero();
    assertThat(out()).contains("_complete_fermata", "sessions", "--detach");
  }
}
