package fermata.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.daemon.model.ModelFailureKinds;
import fermata.daemon.tool.builtin.ToolFailureKinds;
import fermata.definition.assist.Completion;
import fermata.definition.assist.Completions;
import fermata.definition.load.AgentLoader;
import fermata.definition.load.BuiltinTools;
import fermata.definition.load.PromptFiles;
import fermata.definition.text.Severity;
import fermata.definition.text.SourceText;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The language knows the kinds of failures by name, and must not see the module that has them. */
class FailureKindsTest {

  /** The engine's own: the deadline of a call is its business. */
  private static final String TOOL_TIMEOUT = "tool.timeout";

  /** Of child runs: all but the start are the engine's own. */
  private static final List<String> OF_AGENTS =
      List.of("agent.failed", "agent.cancelled", "agent.timeout", "agent.start");

  @Test
  void theEditorOffersTheKindsThatToolsModelsAndChildRunsFailWith() {
    assertThat(offered())
        .filteredOn(kind -> !kind.endsWith("*"))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(reported());
  }

  @Test
  void everyKindCanBeWritten() {
    String ofModels = String.join(", ", kinds(ModelFailureKinds.class).toList());
    String ofTools =
        Stream.concat(kinds(ToolFailureKinds.class), Stream.of(TOOL_TIMEOUT))
            .collect(Collectors.joining(", "));
    String text =
        """
        agent: a
        limits: {cost_usd: 1}
        tools: [files.find]
        nodes:
          n: {kind: llm, model: openai/gpt-4o, prompt: Hi, retry: {attempts: 2, on: [%s]}}
          t: {tool: files.find, args: {glob: "*"}, retry: {attempts: 2, on: [%s]}}
          c: {agent: child, retry: {attempts: 2, on: [%s]}}
        """
            .formatted(ofModels, ofTools, String.join(", ", OF_AGENTS));

    assertThat(
            AgentLoader.load(source(text), PromptFiles.NONE, BuiltinTools.knowledge()).problems())
        .filteredOn(problem -> problem.severity().compareTo(Severity.WARNING) <= 0)
        .isEmpty();
  }

  private static List<String> reported() {
    return Stream.of(
            kinds(ToolFailureKinds.class),
            kinds(ModelFailureKinds.class),
            OF_AGENTS.stream(),
            Stream.of(TOOL_TIMEOUT))
        .flatMap(kinds -> kinds)
        .toList();
  }

  private static Stream<String> kinds(Class<?> constants) {
    return Arrays.stream(constants.getFields()).map(FailureKindsTest::value);
  }

  private static String value(Field constant) {
    try {
      return String.valueOf(constant.get(null));
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> offered() {
    String text = agent("");
    int cursor = text.indexOf("on: [") + "on: [".length();
    var agent = AgentLoader.read(source(text), PromptFiles.NONE, BuiltinTools.knowledge());
    return Completions.at(agent, cursor).items().stream().map(Completion::label).toList();
  }

  private static SourceText source(String text) {
    return new SourceText("a.agent.yaml", text);
  }

  private static String agent(String kinds) {
    return """
        agent: a
        limits: {cost_usd: 1}
        nodes:
          n: {kind: llm, model: openai/gpt-4o, prompt: Hi, retry: {attempts: 2, on: [%s]}}
        """
        .formatted(kinds);
  }
}
