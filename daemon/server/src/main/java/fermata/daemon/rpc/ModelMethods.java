package fermata.daemon.rpc;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.journal.ValueMapping;
import fermata.daemon.model.ModelCall;
import fermata.daemon.model.ModelExecution;
import fermata.daemon.model.ModelListener;
import fermata.daemon.model.ModelOptions;
import fermata.daemon.model.ModelOutcome;
import fermata.daemon.model.ModelProvider;
import fermata.daemon.model.catalog.ModelCatalog;
import fermata.daemon.model.catalog.ModelEntry;
import fermata.daemon.model.catalog.Prices;
import fermata.daemon.model.catalog.ProviderEntry;
import fermata.daemon.model.run.ConfiguredModels;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.source.AgentSource;
import fermata.definition.model.Conduct.OutputsBy;
import fermata.engine.run.CallId;
import fermata.engine.run.Failure;
import fermata.engine.run.Message;
import fermata.engine.run.ModelReply;
import fermata.engine.run.ModelRequest;
import fermata.engine.run.RunId;
import fermata.engine.run.SessionId;
import fermata.engine.run.ToolRequest;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.method.model.ModelCheckParams;
import fermata.wire.method.model.ModelCheckResult;
import fermata.wire.method.model.ModelDescription;
import fermata.wire.method.model.ModelListParams;
import fermata.wire.method.model.ModelListResult;
import fermata.wire.method.model.ProviderDescription;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** {@code model/*}: what models there are, and whether one can be asked. */
final class ModelMethods {

  private static final Duration CHECK_MAX = Duration.ofMinutes(1);

  /** How many models are checked at once. */
  private static final int CHECKS_MAX = 8;

  private static final String QUESTION = "Call the tool set_outputs with ok set to true.";

  private final ConfiguredModels models;
  private final InstantSource clock;
  private final Semaphore checks = new Semaphore(CHECKS_MAX);

  ModelMethods(Backends backends) {
    this.models = backends.models();
    this.clock = backends.clock();
  }

  ModelListResult list(ModelListParams params, RequestContext context) {
    ModelOptions options = options(params.workspace());
    ModelCatalog catalog = models.catalog(options);
    return new ModelListResult(
        catalog.providerNames().stream()
            .map(name -> described(catalog.provider(name).orElseThrow(), options))
            .toList(),
        catalog.modelNames().stream().map(name -> described(name, catalog.model(name))).toList(),
        models.problems());
  }

  private static ModelOptions options(@Nullable String workspace) {
    Path folder = Path.of(workspace == null ? "/" : workspace);
    return new ModelOptions(folder, null, null, AgentSource.project(folder));
  }

  private ProviderDescription described(ProviderEntry provider, ModelOptions options) {
    return new ProviderDescription(
        provider.name(),
        provider.protocol().word(),
        provider.keyVariable(),
        models.obstacle(provider.name() + "/any", options).orElse(null));
  }

  private static ModelDescription described(String name, ModelEntry entry) {
    Prices prices = entry.prices();
    return new ModelDescription(
        name,
        prices == null ? null : prices.input(),
        prices == null ? null : prices.cachedInput(),
        prices == null ? null : prices.output(),
        entry.window(),
        entry.outputMax());
  }

  ModelCheckResult check(ModelCheckParams params, RequestContext context) {
    if (!checks.tryAcquire()) {
      throw RefusedException.of(
          DaemonErrorCode.OVERLOADED, CHECKS_MAX + " models are being checked already");
    }
    try (ModelProvider provider = models.open(options(params.workspace()))) {
      return checked(provider, params.model(), context);
    } finally {
      checks.release();
    }
  }

  private ModelCheckResult checked(ModelProvider provider, String model, RequestContext context) {
    Instant begin = clock.instant();
    var first = new AtomicReference<@Nullable Instant>();
    ModelExecution execution = provider.start(call(model), new FirstPiece(first, clock));
    context.onCancel(execution::cancel);
    ModelOutcome outcome = execution.await();
    Instant firstAt = first.get();
    Long firstMs = firstAt == null ? null : Duration.between(begin, firstAt).toMillis();
    long millis = Duration.between(begin, clock.instant()).toMillis();
    return switch (outcome) {
      case ModelOutcome.Replied(var reply) -> {
        Failure failure = callsTools(reply) ? null : mute(model);
        yield new ModelCheckResult(
            failure == null,
            reply.text(),
            failure == null ? null : ValueMapping.toWire(failure),
            ValueMapping.toWire(reply.tokens()),
            firstMs,
            millis);
      }
      case ModelOutcome.Failed(var failure) ->
          new ModelCheckResult(false, null, ValueMapping.toWire(failure), null, firstMs, millis);
      case ModelOutcome.Cancelled() ->
          new ModelCheckResult(
              false,
              null,
              ValueMapping.toWire(Failure.of("model.timeout", "the check was given up")),
              null,
              firstMs,
              millis);
    };
  }

  private static boolean callsTools(ModelReply reply) {
    return reply.toolCalls().stream().anyMatch(tool -> tool.name().equals(ToolRequest.SET_OUTPUTS));
  }

  private static Failure mute(String model) {
    return Failure.of(
        "model.bad-reply",
        "model '" + model + "' answers, but did not call the tool that it was asked to call");
  }

  private static ModelCall call(String model) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    schema.putObject("properties").putObject("ok").put("type", "boolean");
    schema.putArray("required").add("ok");
    var request =
        new ModelRequest(
            model,
            List.of(new Message.User(QUESTION)),
            List.of(),
            schema,
            OutputsBy.TOOL,
            null,
            null,
            false,
            null);
    String id = UUID.randomUUID().toString();
    return new ModelCall(
        new SessionId(id),
        new RunId(id),
        new CallId("c1"),
        request,
        List.of(),
        id,
        CHECK_MAX,
        1,
        Map.of());
  }

  /** Notes when the first piece of a reply comes. */
  private record FirstPiece(AtomicReference<@Nullable Instant> at, InstantSource clock)
      implements ModelListener {

    @Override
    public void text(String piece) {
      at.compareAndSet(null, clock.instant());
    }

    @Override
    public void reasoning(String piece) {
      at.compareAndSet(null, clock.instant());
    }

    @Override
    public void warning(String kind, String message) {
      // What a run would be told says nothing about whether the model can be asked.
    }
  }
}
