package fermata.daemon.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.model.ModelCall;
import fermata.daemon.model.anthropic.MessagesProtocol;
import fermata.daemon.model.catalog.ModelCatalog;
import fermata.daemon.model.gemini.GeminiProtocol;
import fermata.daemon.model.http.Endpoint;
import fermata.daemon.model.http.Protocol;
import fermata.daemon.model.http.ToolNames;
import fermata.daemon.model.ollama.OllamaProtocol;
import fermata.daemon.model.openai.ChatProtocol;
import fermata.daemon.model.responses.ResponsesProtocol;
import fermata.wire.json.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much a model is to think, as each provider is told it. */
class ReasoningTest {

  private static final List<String> MEMBERS =
      List.of("reasoning_effort", "reasoning", "thinking", "output_config", "think");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // Nothing said, nothing sent.
        "openai    | gpt-5-mini         | -      | {}",
        "anthropic | claude-opus-5      | -      | {}",
        "gemini    | gemini-2.5-flash   | -      | {}",
        "ollama-native | qwen3          | -      | {}",
        // Words of OpenAI, and those that its models know.
        "openai    | gpt-5-mini         | medium | {\"reasoning_effort\":\"medium\"}",
        "openai    | gpt-5-mini         | none   | {\"reasoning_effort\":\"minimal\"}",
        "openai    | gpt-5-mini         | max    | {\"reasoning_effort\":\"high\"}",
        "openai    | gpt-5.1            | none   | {\"reasoning_effort\":\"none\"}",
        "openai    | gpt-5.1            | xhigh  | {\"reasoning_effort\":\"high\"}",
        "openai    | gpt-5.4            | max    | {\"reasoning_effort\":\"xhigh\"}",
        "openai    | o3                 | none   | {\"reasoning_effort\":\"low\"}",
        "openai    | gpt-4.1            | high   | {}",
        "openai-responses | gpt-5.4     | high   | {\"reasoning\":{\"effort\":\"high\"}}",
        "openai-responses | gpt-6-sol   | max    | {\"reasoning\":{\"effort\":\"max\"}}",
        "openai-responses | gpt-6.1-sol | none   | {\"reasoning\":{\"effort\":\"low\"}}",
        // Another server is told what the definition says.
        "ollama    | gpt-oss:20b        | xhigh  | {\"reasoning_effort\":\"xhigh\"}",
        // Tokens for the older models of Anthropic, words for the newer ones.
        "anthropic | claude-haiku-4-5   | none   | {}",
        "anthropic | claude-haiku-4-5   | low"
            + " | {\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2048}}",
        "anthropic | claude-sonnet-4-5-20250929 | max"
            + " | {\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":62976}}",
        "anthropic | claude-3-5-haiku-latest | high | {}",
        "anthropic | claude-opus-4-6    | xhigh"
            + " | {\"thinking\":{\"type\":\"adaptive\"},\"output_config\":{\"effort\":\"high\"}}",
        "anthropic | claude-opus-5      | none | {\"thinking\":{\"type\":\"disabled\"}}",
        "anthropic | claude-opus-5      | xhigh"
            + " | {\"thinking\":{\"type\":\"adaptive\",\"display\":\"summarized\"},"
            + "\"output_config\":{\"effort\":\"xhigh\"}}",
        "anthropic | claude-opus-5-5    | none"
            + " | {\"thinking\":{\"type\":\"adaptive\",\"display\":\"summarized\"},"
            + "\"output_config\":{\"effort\":\"low\"}}",
        // Tokens for the second generation of Gemini, levels from the third on.
        "gemini    | gemini-2.5-pro     | none"
            + " | {\"thinkingConfig\":{\"includeThoughts\":false,\"thinkingBudget\":128}}",
        "gemini    | gemini-2.5-flash   | none"
            + " | {\"thinkingConfig\":{\"includeThoughts\":false,\"thinkingBudget\":0}}",
        "gemini    | gemini-2.5-flash   | medium"
            + " | {\"thinkingConfig\":{\"includeThoughts\":true,\"thinkingBudget\":8192}}",
        "gemini    | gemini-3.8-flash   | max"
            + " | {\"thinkingConfig\":{\"includeThoughts\":true,\"thinkingLevel\":\"high\"}}",
        "gemini    | gemini-4-hydrogen  | none"
            + " | {\"thinkingConfig\":{\"includeThoughts\":false,\"thinkingLevel\":\"low\"}}",
        // Ollama is told whether; one family also how much.
        "ollama-native | qwen3          | none   | {\"think\":false}",
        "ollama-native | qwen3          | max    | {\"think\":true}",
        "ollama-native | gpt-oss:20b    | none   | {\"think\":\"low\"}",
        "ollama-native | gpt-oss:20b    | medium | {\"think\":\"medium\"}",
      })
  void isSaidAsTheModelUnderstandsIt(
      String provider, String model, String reasoning, String expected) {
    assertThat(asked(provider, model, reasoning)).hasToString(Heard.json(expected).toString());
  }

  private static JsonNode asked(String provider, String model, String reasoning) {
    ModelCatalog catalog = ModelCatalog.builtIn();
    String name = provider + "/" + model;
    ModelCall call =
        TestModels.call(
            "c1",
            1,
            Duration.ofMinutes(1),
            Heard.json(
                "{\"prompt\": \"?\", \"model\": \"%s\"%s}"
                    .formatted(
                        name,
                        reasoning.equals("-") ? "" : ", \"reasoning\": \"" + reasoning + "\"")));
    var endpoint =
        new Endpoint(catalog.provider(provider).orElseThrow(), "http://127.0.0.1:1", null);
    JsonNode body =
        protocol(provider)
            .question(call, model, catalog.model(name), endpoint, new ToolNames())
            .body();
    ObjectNode found = Json.mapper().createObjectNode();
    MEMBERS.stream().filter(body::has).forEach(member -> found.set(member, body.get(member)));
    JsonNode thinking = body.path("generationConfig").path("thinkingConfig");
    return thinking.isMissingNode() ? found : found.set("thinkingConfig", thinking);
  }

  private static Protocol protocol(String provider) {
    return switch (provider) {
      case "openai-responses" -> new ResponsesProtocol();
      case "anthropic" -> new MessagesProtocol();
      case "gemini" -> new GeminiProtocol();
      case "ollama-native" -> new OllamaProtocol();
      default -> new ChatProtocol();
    };
  }
}
