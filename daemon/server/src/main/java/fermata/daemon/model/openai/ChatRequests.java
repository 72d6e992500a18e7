package fermata.daemon.model.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import fermata.daemon.model.ModelCall;
import fermata.daemon.model.OfferedTool;
import fermata.daemon.model.catalog.ProviderEntry.LengthLimit;
import fermata.daemon.model.http.ToolNames;
import fermata.engine.run.Message;
import fermata.engine.run.ModelRequest;
import fermata.engine.run.ToolRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Turns requests of the engine into those of LangChain4j. */
final class ChatRequests {

  private final ToolNames names;

  ChatRequests(ToolNames names) {
    this.names = names;
  }

  /**
   * {@return the request}
   *
   * @param model the name that the provider knows
   * @param outputMax how many tokens a reply of the model may have, where that is known
   */
  ChatRequest of(ModelCall call, String model, LengthLimit limit, Optional<Long> outputMax) {
    ModelRequest request = call.request();
    // Tools get their names on the wire before the conversation mentions them.
    List<ToolSpecification> tools = tools(call);
    OpenAiChatRequestParameters.Builder parameters =
        OpenAiChatRequestParameters.builder().modelName(model).toolSpecifications(tools);
    if (request.temperature() != null) {
      parameters.temperature(request.temperature());
    }
    outputTokens(request, outputMax)
        .ifPresent(
            count -> {
              switch (limit) {
                case MAX_TOKENS -> parameters.maxOutputTokens(count);
                case MAX_COMPLETION_TOKENS -> parameters.maxCompletionTokens(count);
              }
            });
    return ChatRequest.builder()
        .messages(messages(request.messages()))
        .parameters(parameters.build())
        .build();
  }

  private static Optional<Integer> outputTokens(ModelRequest request, Optional<Long> outputMax) {
    Long left = request.outputTokensMax();
    if (left == null) {
      return Optional.empty();
    }
    long most = Math.min(left, outputMax.orElse(left));
    return Optional.of(Math.toIntExact(Math.clamp(most, 1, Integer.MAX_VALUE)));
  }

  private List<ToolSpecification> tools(ModelCall call) {
    return OfferedTool.of(call).stream()
        .map(tool -> tool(tool.name(), tool.description(), tool.schema()))
        .toList();
  }

  private ToolSpecification tool(String name, String description, JsonNode schema) {
    return ToolSpecification.builder()
        .name(names.toWire(name))
        .description(description)
        .parameters(parameters(schema))
        .build();
  }

  private static JsonObjectSchema parameters(JsonNode schema) {
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    return JsonObjectSchema.builder()
        .addProperties(schemas(schema.path("properties")))
        .required(required)
        .definitions(schemas(schema.path("$defs")))
        .build();
  }

  private static Map<String, JsonSchemaElement> schemas(JsonNode schemas) {
    Map<String, JsonSchemaElement> elements = new LinkedHashMap<>();
    schemas
        .properties()
        .forEach(
            member ->
                elements.put(
                    member.getKey(),
                    // "true" is a schema too, but not an object as providers want it.
                    JsonRawSchema.from(
                        member.getValue().isObject() ? member.getValue().toString() : "{}")));
    return elements;
  }

  private List<ChatMessage> messages(List<Message> conversation) {
    Map<String, String> toolsById = new LinkedHashMap<>();
    List<ChatMessage> messages = new ArrayList<>();
    for (Message message : conversation) {
      switch (message) {
        case Message.Instructions(var text) -> system(text).ifPresent(messages::add);
        case Message.User(var text) -> messages.add(UserMessage.from(text));
        case Message.Assistant assistant -> {
          assistant.toolCalls().forEach(tool -> toolsById.put(tool.id(), tool.name()));
          messages.add(assistant(assistant));
        }
        case Message.Tool(var id, var text) ->
            messages.add(
                ToolExecutionResultMessage.from(
                    id, names.toWire(toolsById.getOrDefault(id, "unknown")), text));
      }
    }
    return messages;
  }

  private static Optional<ChatMessage> system(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(SystemMessage.from(text));
  }

  private AiMessage assistant(Message.Assistant message) {
    AiMessage.Builder builder = AiMessage.builder().text(message.text());
    if (message.toolCalls().isEmpty()) {
      // Providers refuse a message with nothing in it.
      builder.text(Objects.requireNonNullElse(message.text(), ""));
    } else {
      builder.toolExecutionRequests(message.toolCalls().stream().map(this::toolRequest).toList());
    }
    return builder.build();
  }

  private ToolExecutionRequest toolRequest(ToolRequest request) {
    JsonNode args = request.args();
    return ToolExecutionRequest.builder()
        .id(request.id())
        .name(names.toWire(request.name()))
        .arguments(args.isTextual() ? args.textValue() : args.toString())
        .build();
  }
}
