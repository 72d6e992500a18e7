package fermata.definition.check;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.load.AgentFolder;
import fermata.definition.load.AgentLoader;
import fermata.definition.load.BuiltinTools;
import fermata.definition.load.FolderAgents;
import fermata.definition.load.LoadedAgent;
import fermata.definition.load.PromptFiles;
import fermata.definition.load.Surroundings;
import fermata.definition.text.FileForm;
import fermata.definition.text.Problem;
import fermata.definition.text.Severity;
import fermata.definition.text.SourceText;
import fermata.definition.tool.Certainty;
import fermata.definition.tool.KnownTools;
import fermata.definition.tool.ToolKnowledge;
import fermata.definition.yaml.YamlParser;
import fermata.definition.yaml.YamlValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Definitions with nothing wrong in them, in every spelling: no rule may see a fault in any. */
class ValidCorpusTest {

  private static final Path FOLDER = Path.of("src/test/fixtures/valid");

  @TestFactory
  Stream<DynamicTest> noRuleSeesAFault() {
    return files().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    name(file),
                    file.toUri(),
                    () -> assertThat(faults(load(file, BuiltinTools.knowledge()))).isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> noRuleSeesAFaultWhereNotAllToolsAreKnown() {
    var some = new KnownTools(Certainty.INCOMPLETE, List.of());
    return files().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    name(file),
                    file.toUri(),
                    () ->
                        assertThat(faults(load(file, some)))
                            .allMatch(problem -> problem.severity() == Severity.INFORMATION)));
  }

  @TestFactory
  Stream<DynamicTest> theSameAsJsonIsTheSameDefinition() {
    return files().stream()
        .filter(file -> isWordForWord(FileForm.of(name(file))))
        .map(file -> DynamicTest.dynamicTest(name(file), file.toUri(), () -> compare(read(file))));
  }

  private static boolean isWordForWord(FileForm form) {
    return form == FileForm.AGENT_YAML || form == FileForm.AGENT_JSON;
  }

  private static void compare(SourceText text) {
    String json = YamlValues.toJson(YamlParser.parse(text).value().root()).toPrettyString();
    LoadedAgent asJson = load(new SourceText(text.name(), json), BuiltinTools.knowledge());
    LoadedAgent asIs = load(text, BuiltinTools.knowledge());

    assertThat(faults(asJson)).isEmpty();
    assertThat(Objects.requireNonNull(asJson.definition()).digest())
        .isEqualTo(Objects.requireNonNull(asIs.definition()).digest());
  }

  @Test
  void theCorpusIsLargeEnoughToSaySomething() {
    assertThat(files()).hasSizeGreaterThanOrEqualTo(85);
  }

  private static List<Problem> faults(LoadedAgent agent) {
    return agent.problems().stream()
        .filter(problem -> problem.severity() != Severity.HINT)
        .toList();
  }

  private static LoadedAgent load(Path file, ToolKnowledge tools) {
    return load(read(file), Objects.requireNonNull(file.getParent()), tools);
  }

  private static LoadedAgent load(SourceText text, ToolKnowledge tools) {
    return load(text, FOLDER, tools);
  }

  private static LoadedAgent load(SourceText text, Path folder, ToolKnowledge tools) {
    PromptFiles beside =
        path ->
            Optional.of(folder.resolve(path))
                .filter(Files::exists)
                .map(file -> new SourceText(path, read(file).text()));
    var around = new Surroundings(beside, tools);
    return AgentLoader.load(text, around.withAgents(new FolderAgents(agents(), around)));
  }

  private static AgentFolder agents() {
    return new AgentFolder() {
      @Override
      public List<String> files() {
        return List.of("child.agent.yaml", "own.agent.md");
      }

      @Override
      public Optional<SourceText> find(String file) {
        return files().contains(file) ? Optional.of(read(FOLDER.resolve(file))) : Optional.empty();
      }
    };
  }

  private static SourceText read(Path file) {
    try {
      return new SourceText(name(file), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path file) {
    return FOLDER.relativize(file).toString().replace('\\', '/');
  }

  private static List<Path> files() {
    try (Stream<Path> all = Files.walk(FOLDER)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !FileForm.of(name(file)).equals(FileForm.PROSE))
          .filter(file -> !FileForm.of(name(file)).equals(FileForm.OTHER))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
