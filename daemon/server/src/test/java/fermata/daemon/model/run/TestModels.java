package fermata.daemon.model.run;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.model.ModelCall;
import fermata.daemon.model.ModelExecution;
import fermata.daemon.model.ModelOptions;
import fermata.daemon.model.ModelOutcome;
import fermata.daemon.model.ModelProvider;
import fermata.daemon.model.Picture;
import fermata.daemon.model.StandIn;
import fermata.daemon.model.catalog.ModelCatalog;
import fermata.daemon.secret.Secrets;
import fermata.definition.load.BuiltinTools;
import fermata.definition.model.Conduct.OutputsBy;
import fermata.definition.model.Conduct.Reasoning;
import fermata.definition.model.ToolName;
import fermata.definition.tool.ToolSchema;
import fermata.engine.run.CallId;
import fermata.engine.run.Message;
import fermata.engine.run.ModelRequest;
import fermata.engine.run.RunId;
import fermata.engine.run.SessionId;
import fermata.engine.run.ToolRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Real models of one run, and requests that a test need not spell out. */
final class TestModels implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-03-29T00:59:59Z");

  private final Path folder;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private Duration silence = Duration.ofSeconds(60);
  private Duration timeout = Duration.ofSeconds(60);
  private @Nullable Path record;
  private @Nullable Path replay;
  private @Nullable ConfiguredModels models;
  private @Nullable ModelProvider provider;
  private int calls;

  /** Models without a key. */
  TestModels(Path folder) {
    this.folder = folder;
  }

  /** Models with a stand-in for the provider, and its key. */
  TestModels(Path folder, StandIn standIn) {
    this(folder);
    with("OPENAI_API_KEY", StandIn.KEY).with("OPENAI_BASE_URL", standIn.baseUrl());
  }

  TestModels with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  TestModels withSilence(Duration silence) {
    this.silence = silence;
    return this;
  }

  TestModels withTimeout(Duration timeout) {
    this.timeout = timeout;
    return this;
  }

  TestModels recordingTo(Path file) {
    record = file;
    return this;
  }

  TestModels replaying(Path file) {
    replay = file;
    return this;
  }

  /** Asks, and waits for the end. */
  ModelOutcome ask(String request, Heard heard) {
    return start(request, heard).await();
  }

  /** Starts a request, given as JSON: model, prompt or messages, tools, outputs, … */
  ModelExecution start(String request, Heard heard) {
    calls++;
    return start("c" + calls, 1, request, heard);
  }

  ModelExecution start(String call, int attempt, String request, Heard heard) {
    return provider().start(call(call, attempt, timeout, Heard.json(request)), heard);
  }

  private ModelProvider provider() {
    if (provider == null) {
      models =
          ConfiguredModels.open(
              environment,
              ModelCatalog.with(folder.resolve("models.json")),
              InstantSource.fixed(NOW),
              silence,
              new Secrets(environment, folder));
      provider =
          models.open(
              new ModelOptions(folder, record, replay, fermata.definition.project.Project.NONE));
    }
    return provider;
  }

  /** {@return a call of a request, given as JSON} */
  static ModelCall call(String id, int attempt, Duration timeout, JsonNode json) {
    ModelRequest request = request(json);
    List<ToolSchema> tools =
        request.tools().stream()
            .flatMap(tool -> BuiltinTools.knowledge().find(tool).stream())
            .toList();
    return new ModelCall(
        new SessionId("session"),
        new RunId("run"),
        new CallId(id),
        request,
        tools,
        "run/s1/" + id,
        timeout,
        attempt,
        pictures(request));
  }

  // The images of a transcript are what their references say, after the signature of a PNG.
  private static Map<String, Picture> pictures(ModelRequest request) {
    Map<String, Picture> pictures = new LinkedHashMap<>();
    for (Message message : request.messages()) {
      if (message instanceof Message.User(_, var images)) {
        images.forEach(
            name ->
                pictures.put(
                    name,
                    Picture.of(("\u0089PNG" + name).getBytes(StandardCharsets.ISO_8859_1))
                        .orElseThrow()));
      }
    }
    return pictures;
  }

  private static ModelRequest request(JsonNode json) {
    List<Message> messages = new ArrayList<>();
    if (json.has("prompt")) {
      messages.add(new Message.User(json.path("prompt").asText()));
    }
    json.path("messages").forEach(message -> messages.add(message(message)));
    List<ToolName> tools = new ArrayList<>();
    json.path("tools").forEach(tool -> tools.add(new ToolName(tool.asText())));
    return new ModelRequest(
        json.path("model").asText("openai/gpt-5-mini"),
        messages,
        tools,
        json.get("outputs"),
        json.path("outputsBy").asText().equals("reply") ? OutputsBy.REPLY : OutputsBy.TOOL,
        json.has("temperature") ? json.path("temperature").asDouble() : null,
        json.has("reasoning")
            ? Reasoning.valueOf(json.path("reasoning").asText().toUpperCase(Locale.ROOT))
            : null,
        json.path("readsOn").asBoolean(),
        json.has("outputTokensMax") ? json.path("outputTokensMax").asLong() : null);
  }

  private static Message message(JsonNode json) {
    String text = json.path("text").asText();
    return switch (json.path("role").asText()) {
      case "system" -> new Message.Instructions(text);
      case "user" ->
          new Message.User(text, json.path("images").valueStream().map(JsonNode::asText).toList());
      case "tool" -> new Message.Tool(json.path("id").asText(), text);
      case "assistant" -> {
        List<ToolRequest> tools = new ArrayList<>();
        json.path("toolCalls")
            .forEach(
                tool ->
                    tools.add(
                        new ToolRequest(
                            tool.path("id").asText(),
                            tool.path("name").asText(),
                            tool.path("args"))));
        yield new Message.Assistant(json.has("text") ? text : null, tools, json.get("thoughts"));
      }
      default -> throw new IllegalArgumentException(json.toString());
    };
  }

  @Override
  public void close() {
    if (provider != null) {
      provider.close();
    }
    if (models != null) {
      models.close();
    }
  }
}
