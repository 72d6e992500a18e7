package fermata.daemon.model.http;

import fermata.daemon.model.ModelCall;
import fermata.daemon.model.ModelExecution;
import fermata.daemon.model.ModelFailureKinds;
import fermata.daemon.model.ModelListener;
import fermata.daemon.model.ModelOutcome;
import fermata.daemon.model.catalog.ModelEntry;
import fermata.daemon.model.catalog.Prices.Used;
import fermata.daemon.platform.Deadline;
import fermata.daemon.platform.WatchedThread;
import fermata.definition.keys.DurationText;
import fermata.engine.run.Failure;
import fermata.engine.run.Message;
import fermata.engine.run.ModelReply;
import fermata.engine.run.ModelReply.Tokens;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request on its own thread, in the words of a protocol. Thread-safe. */
public final class StreamExecution implements ModelExecution {

  /** How many bytes of a stream are read. */
  static final int STREAM_BYTES_MAX = 64 * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(StreamExecution.class);
  private static final int ERROR_BYTES_MAX = 64 * 1024;

  // Where a provider does not say what a reply used, this many characters are taken for a token.
  private static final int CHARACTERS_PER_TOKEN = 4;

  private final ModelCall call;
  private final Protocol protocol;
  private final Endpoint endpoint;
  private final ModelEntry entry;
  private final ModelListener listener;
  private final ProviderFailures failures;
  private final Watch watch;
  private final Deadline deadline;
  private final WatchedThread<ModelOutcome> thread;
  private volatile boolean hasBegun;

  /** A request that has not begun. */
  public StreamExecution(
      ModelCall call,
      Protocol protocol,
      Endpoint endpoint,
      ModelEntry entry,
      Watch watch,
      ModelListener listener) {
    this.call = call;
    this.protocol = protocol;
    this.endpoint = endpoint;
    this.entry = entry;
    this.listener = listener;
    this.failures = new ProviderFailures(endpoint, model(), entry);
    this.watch = watch;
    this.deadline = Deadline.in(watch.silence(), first());
    this.thread = new WatchedThread<>(deadline, this::late);
  }

  // How long it may take until the first token.
  private Duration first() {
    Duration first = watch.firstToken();
    return first != null && first.compareTo(call.timeout()) < 0 ? first : call.timeout();
  }

  private void begun() {
    if (!hasBegun) {
      hasBegun = true;
      deadline.extend(call.timeout());
    }
  }

  private String model() {
    return ModelNames.modelOf(call.request().model());
  }

  private ModelOutcome late(Duration after) {
    return new ModelOutcome.Failed(
        Failure.passing(ModelFailureKinds.TIMEOUT, endpoint.provider().name() + " " + why(after)));
  }

  private String why(Duration after) {
    if (after.compareTo(call.timeout()) >= 0) {
      return "did not finish its reply within " + DurationText.of(call.timeout());
    }
    return !hasBegun && after.compareTo(first()) >= 0
        ? "did not begin its reply within " + DurationText.of(first())
        : "stood still for " + DurationText.of(watch.silence());
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
    var names = new ToolNames();
    var reply = new ReplyBuilder(listener, names, entry, call.call().value(), this::begun);
    ModelOutcome outcome;
    try {
      turn.await();
      deadline.touch();
      exchange(client, clock, names, reply);
      outcome = outcome(reply);
    } catch (InterruptedException _) {
      outcome = new ModelOutcome.Cancelled();
    } catch (IOException | HttpRefusal failure) {
      outcome = failed(failure, reply.heard());
    }
    ModelOutcome ending = asked.outcome();
    return ending != null ? ending : outcome;
  }

  private void exchange(HttpClient client, InstantSource clock, ToolNames names, ReplyBuilder reply)
      throws IOException, InterruptedException {
    Question question = protocol.question(call, model(), entry, endpoint, names);
    HttpResponse<InputStream> response = client.send(sent(question), BodyHandlers.ofInputStream());
    deadline.touch();
    try (InputStream body = new LivingStream(response.body())) {
      if (response.statusCode() / 100 != 2) {
        String text = new String(body.readNBytes(ERROR_BYTES_MAX), StandardCharsets.UTF_8);
        Duration wait = RetryAfter.of(response.headers(), clock);
        throw new HttpRefusal(
            response.statusCode(), text, wait == null ? RetryAfter.inBody(text) : wait);
      }
      EventReader.read(body, protocol.framing(), protocol.reader(reply));
    }
  }

  private HttpRequest sent(Question question) {
    URI address = URI.create(endpoint.baseUrl().replaceAll("/+$", "") + question.path());
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", call.idempotencyKey())
            .POST(BodyPublishers.ofString(question.body().toString()));
    String trace = call.trace();
    if (trace != null) {
      builder.header("traceparent", trace);
    }
    question.headers().forEach(builder::header);
    if (address.getScheme().equals("http")) {
      // The offer to change to HTTP/2 that would go with it confuses small servers.
      builder.version(HttpClient.Version.HTTP_1_1);
    }
    return builder.build();
  }

  private ModelOutcome outcome(ReplyBuilder reply) {
    String error = reply.error();
    if (error != null) {
      return new ModelOutcome.Failed(failures.said(error));
    }
    if (!reply.refusal().isEmpty()) {
      return new ModelOutcome.Failed(failures.refused(reply.refusal()));
    }
    return reply.isFinished()
        ? new ModelOutcome.Replied(counted(reply))
        : new ModelOutcome.Failed(failures.endedEarly(reply.heard()));
  }

  private ModelOutcome failed(Throwable failure, long heard) {
    return failures
        .of(failure, heard)
        .<ModelOutcome>map(ModelOutcome.Failed::new)
        .orElseGet(
            () -> {
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
  private ModelReply counted(ReplyBuilder builder) {
    ModelReply reply = builder.reply();
    if (builder.hasUsage()) {
      return reply;
    }
    long input = length() / CHARACTERS_PER_TOKEN + 1;
    long output = length(reply) / CHARACTERS_PER_TOKEN + 1;
    listener.warning(
        "model.usage-unknown",
        endpoint.provider().name() + " does not say what the reply used; it is estimated");
    Used used = new Used(input, 0, 0, output);
    return reply.with(new Tokens(input, output, entry.cost(used).orElse(null)));
  }

  private long length() {
    return call.request().messages().stream().mapToLong(StreamExecution::length).sum();
  }

  private static long length(Message message) {
    return switch (message) {
      case Message.Instructions(var text) -> text.length();
      case Message.User(var text, _) -> text.length();
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

  /** Counts what is read and tells the deadline of it. */
  private final class LivingStream extends FilterInputStream {

    private long count;

    LivingStream(InputStream stream) {
      super(stream);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      deadline.touch();
      count += Math.max(0, read);
      if (count > STREAM_BYTES_MAX) {
        throw new IOException("the reply is longer than " + STREAM_BYTES_MAX + " bytes");
      }
      return read;
    }
  }
}
