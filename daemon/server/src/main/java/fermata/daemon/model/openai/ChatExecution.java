package fermata.daemon.model.openai;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel.OpenAiStreamingChatModelBuilder;
import fermata.daemon.model.ModelCall;
import fermata.daemon.model.ModelExecution;
import fermata.daemon.model.ModelFailureKinds;
import fermata.daemon.model.ModelListener;
import fermata.daemon.model.ModelOutcome;
import fermata.daemon.model.catalog.ModelEntry;
import fermata.daemon.model.http.Endpoint;
import fermata.daemon.model.http.ModelNames;
import fermata.daemon.model.http.ProviderFailures;
import fermata.daemon.model.http.ToolNames;
import fermata.daemon.model.http.Turn;
import fermata.daemon.platform.Deadline;
import fermata.daemon.platform.WatchedThread;
import fermata.definition.keys.DurationText;
import fermata.engine.run.Failure;
import fermata.engine.run.Message;
import fermata.engine.run.ModelReply;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request on its own thread. Thread-safe. */
public final class ChatExecution implements ModelExecution {

  private static final Logger LOG = LoggerFactory.getLogger(ChatExecution.class);

  // Where a provider does not say what a reply used, this many characters are taken for a token.
  private static final int CHARACTERS_PER_TOKEN = 4;

  private final ModelCall call;
  private final Endpoint endpoint;
  private final String model;
  private final ModelEntry entry;
  private final ModelListener listener;
  private final ProviderFailures failures;
  private final Duration silenceMax;
  private final Deadline deadline;
  private final WatchedThread<ModelOutcome> thread;

  /** A request that has not begun. */
  public ChatExecution(
      ModelCall call,
      Endpoint endpoint,
      ModelEntry entry,
      Duration silenceMax,
      ModelListener listener) {
    this.call = call;
    this.endpoint = endpoint;
    this.model = ModelNames.modelOf(call.request().model());
    this.entry = entry;
    this.listener = listener;
    this.failures = new ProviderFailures(endpoint, model, entry);
    this.silenceMax = silenceMax;
    this.deadline = Deadline.in(silenceMax, call.timeout());
    this.thread = new WatchedThread<>(deadline, this::late);
  }

  private ModelOutcome late(Duration after) {
    boolean isOver = after.compareTo(call.timeout()) >= 0;
    String why =
        isOver
            ? "did not finish its reply within " + DurationText.of(call.timeout())
            : "stood still for " + DurationText.of(silenceMax);
    return new ModelOutcome.Failed(
        Failure.passing(ModelFailureKinds.TIMEOUT, endpoint.provider().name() + " " + why));
  }

  /**
   * Begins.
   *
   * @param turn waits until the request may go out
   */
  public void start(HttpClient client, InstantSource clock, Turn turn) {
    String name = "model-" + call.run().value() + "-" + call.call().value();
    thread.start(name, fault(), asked -> run(client, clock, turn, asked));
  }

  private ModelOutcome run(
      HttpClient client, InstantSource clock, Turn turn, WatchedThread.Asked<ModelOutcome> asked) {
    try {
      turn.await();
      deadline.touch();
    } catch (InterruptedException _) {
      ModelOutcome ending = asked.outcome();
      return ending == null ? new ModelOutcome.Cancelled() : ending;
    }
    StreamWatch watch = new StreamWatch();
    ToolNames names = new ToolNames();
    ReplyCollector collector = new ReplyCollector(listener, names, entry);
    ChatRequest request =
        new ChatRequests(names)
            .of(
                call,
                model,
                endpoint.provider().lengthLimit(),
                Optional.ofNullable(entry.outputMax()));
    model(new StreamingHttp(client, watch, deadline, clock)).chat(request, collector);
    ModelOutcome ending = asked.outcome();
    return ending != null ? ending : outcome(collector, watch);
  }

  private OpenAiStreamingChatModel model(StreamingHttp http) {
    OpenAiStreamingChatModelBuilder builder =
        new OpenAiStreamingChatModelBuilder()
            .httpClientBuilder(http.builder())
            .baseUrl(endpoint.baseUrl())
            .returnThinking(true)
            .customHeaders(Map.of("Idempotency-Key", call.idempotencyKey()));
    if (endpoint.key() != null) {
      builder.apiKey(endpoint.key());
    }
    return builder.build();
  }

  private ModelOutcome outcome(ReplyCollector collector, StreamWatch watch) {
    String error = watch.error();
    if (error != null) {
      return new ModelOutcome.Failed(failures.said(error));
    }
    Optional<Throwable> failure = collector.failure();
    if (failure.isPresent()) {
      return failed(failure.get(), collector.heard());
    }
    if (!watch.refusal().isEmpty()) {
      return new ModelOutcome.Failed(failures.refused(watch.refusal()));
    }
    return collector
        .reply()
        .filter(_ -> watch.isEnded())
        .<ModelOutcome>map(reply -> new ModelOutcome.Replied(counted(reply, collector)))
        .orElseGet(() -> new ModelOutcome.Failed(failures.endedEarly(collector.heard())));
  }

  private ModelOutcome failed(Throwable failure, long heard) {
    return failures
        .of(failure, heard)
        .<ModelOutcome>map(ModelOutcome.Failed::new)
        .orElseGet(
            () -> {
              // Not the exception itself: a library may have put the request into its message.
              LOG.error(
                  "model={} call={} failure={}",
                  call.request().model(),
                  call.call().value(),
                  failure.getClass().getName());
              return fault();
            });
  }

  private ModelOutcome fault() {
    return new ModelOutcome.Failed(
        Failure.of(
            ModelFailureKinds.BUG,
            "the request to " + endpoint.provider().name() + " met a fault of ours (see the log)"));
  }

  // A budget that counts nothing would be no budget.
  private ModelReply counted(ModelReply reply, ReplyCollector collector) {
    if (collector.hasUsage()) {
      return reply;
    }
    long input = length() / CHARACTERS_PER_TOKEN + 1;
    long output = length(reply) / CHARACTERS_PER_TOKEN + 1;
    listener.warning(
        "model.usage-unknown",
        endpoint.provider().name() + " does not say what the reply used; it is estimated");
    return new ModelReply(
        reply.text(),
        reply.reasoning(),
        reply.toolCalls(),
        reply.finish(),
        new ModelReply.Tokens(input, output, entry.cost(input, 0, output).orElse(null)));
  }

  private long length() {
    return call.request().messages().stream().mapToLong(ChatExecution::length).sum();
  }

  private static long length(Message message) {
    return switch (message) {
      case Message.Instructions(var text) -> text.length();
      case Message.User(var text) -> text.length();
      case Message.Assistant assistant -> assistant.toString().length();
      case Message.Tool(_, var text) -> text.length();
    };
  }

  private static long length(ModelReply reply) {
    return Objects.requireNonNullElse(reply.text(), "").length()
        + reply.toolCalls().stream().mapToLong(tool -> tool.args().toString().length()).sum();
  }

  @Override
  public ModelOutcome await() {
    return thread.await();
  }

  @Override
  public void cancel() {
    thread.end(new ModelOutcome.Cancelled());
  }
}
