package fermata.daemon.model.provider;

import fermata.daemon.model.ModelCall;
import fermata.daemon.model.ModelExecution;
import fermata.daemon.model.ModelFailureKinds;
import fermata.daemon.model.ModelListener;
import fermata.daemon.model.ModelOutcome;
import fermata.daemon.model.anthropic.MessagesProtocol;
import fermata.daemon.model.catalog.ModelCatalog;
import fermata.daemon.model.catalog.ModelEntry;
import fermata.daemon.model.catalog.ProviderEntry;
import fermata.daemon.model.gemini.GeminiProtocol;
import fermata.daemon.model.http.Endpoint;
import fermata.daemon.model.http.ModelNames;
import fermata.daemon.model.http.Protocol;
import fermata.daemon.model.http.StreamExecution;
import fermata.daemon.model.http.Turn;
import fermata.daemon.model.http.Watch;
import fermata.daemon.model.ollama.OllamaProtocol;
import fermata.daemon.model.openai.ChatProtocol;
import fermata.daemon.model.responses.ResponsesProtocol;
import fermata.definition.keys.DurationText;
import fermata.engine.run.Failure;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All models behind providers.
 *
 * <p>Thread-safe. The HTTP client is made at the first request.
 */
public final class ProviderModels implements AutoCloseable {

  /** How long the stream of a provider may stand still that says nothing about it. */
  public static final Duration SILENCE_MAX = Duration.ofMinutes(3);

  // What may stand in a header.
  private static final Pattern KEY = Pattern.compile("[!-~]+");

  private static final Duration CONNECT_MAX = Duration.ofSeconds(15);

  private final Map<String, String> environment;
  private final InstantSource clock;
  private final Duration silenceMax;
  private final KeyPool pool;
  private final Map<String, Circuit> circuits = new ConcurrentHashMap<>();
  private final Map<String, Pace> paces = new ConcurrentHashMap<>();
  private @Nullable HttpClient client;

  /**
   * Asks nobody yet.
   *
   * @param environment where keys and addresses are looked up
   * @param silenceMax how long a stream may stand still
   */
  public ProviderModels(Map<String, String> environment, InstantSource clock, Duration silenceMax) {
    this.environment = Map.copyOf(environment);
    this.clock = clock;
    this.silenceMax = silenceMax;
    this.pool = new KeyPool(clock);
  }

  /** {@return why a model cannot be asked, as far as that can be told without asking} */
  public Optional<String> obstacle(ModelCatalog catalog, String model) {
    Optional<ProviderEntry> provider = catalog.provider(ModelNames.providerOf(model));
    if (provider.isEmpty()) {
      return Optional.of(
          "no provider '%s' (known: %s, replay)"
              .formatted(ModelNames.providerOf(model), String.join(", ", catalog.providerNames())));
    }
    return keyObstacle(provider.get()).or(() -> addressObstacle(provider.get()));
  }

  private Optional<String> keyObstacle(ProviderEntry provider) {
    String variable = provider.keyVariable();
    List<String> keys = keys(provider);
    boolean isWhole = !keys.isEmpty() && keys.stream().allMatch(key -> KEY.matcher(key).matches());
    if (variable == null || isWhole) {
      return Optional.empty();
    }
    return Optional.of(
        keys.isEmpty()
            ? "no key for " + provider.name() + " (set " + variable + ")"
            : variable + " has a character that no key has");
  }

  // The address itself is not shown: it may have a password in it.
  private Optional<String> addressObstacle(ProviderEntry provider) {
    String place = variable(provider.baseUrlVariable());
    return place == null || ProviderEntry.isAddress(place)
        ? Optional.empty()
        : Optional.of(provider.baseUrlVariable() + " is no http or https address");
  }

  /** {@return the keys of a provider, of a variable with one or with several parted by commas} */
  private List<String> keys(ProviderEntry provider) {
    String value = variable(provider.keyVariable());
    return value == null
        ? List.of()
        : Arrays.stream(value.split(",", -1)).map(String::strip).filter(k -> !k.isEmpty()).toList();
  }

  /** Starts a request to a model that has no {@link #obstacle}. */
  public ModelExecution start(ModelCatalog catalog, ModelCall call, ModelListener listener) {
    String model = call.request().model();
    ProviderEntry provider = catalog.provider(ModelNames.providerOf(model)).orElseThrow();
    Circuit circuit = circuits.computeIfAbsent(model, _ -> new Circuit(clock));
    Optional<Duration> rest = circuit.rest();
    if (rest.isPresent()) {
      return new Unsent(resting(model, rest.get()));
    }
    List<String> keys = keys(provider);
    String key = keys.isEmpty() ? null : pool.take(keys);
    var attempt = new Attempt(call, endpoint(provider, key), catalog.model(model), listener);
    return new Noted(started(attempt), outcome -> noted(outcome, circuit, keys, key));
  }

  /** One request, ready to go out. */
  private record Attempt(
      ModelCall call, Endpoint endpoint, ModelEntry entry, ModelListener listener) {}

  private ModelExecution started(Attempt attempt) {
    ProviderEntry provider = attempt.endpoint().provider();
    Turn turn = turn(provider);
    return switch (protocol(attempt)) {
      case CHAT -> streamed(attempt, new ChatProtocol(), turn);
      case RESPONSES -> streamed(attempt, new ResponsesProtocol(), turn);
      case ANTHROPIC -> streamed(attempt, new MessagesProtocol(), turn);
      case GEMINI -> streamed(attempt, new GeminiProtocol(), turn);
      case OLLAMA -> streamed(attempt, new OllamaProtocol(), turn);
    };
  }

  // Some models want another protocol than the others of their provider. Servers that stand at its
  // place need not know that one.
  private ProviderEntry.Protocol protocol(Attempt attempt) {
    ProviderEntry provider = attempt.endpoint().provider();
    ProviderEntry.Protocol wanted = attempt.entry().protocol();
    boolean isMoved = variable(provider.baseUrlVariable()) != null;
    return wanted == null || isMoved ? provider.protocol() : wanted;
  }

  private Turn turn(ProviderEntry provider) {
    Integer limit = provider.requestsPerMinute();
    if (limit == null) {
      return () -> {};
    }
    int perMinute = limit;
    Pace pace = paces.computeIfAbsent(provider.name(), _ -> new Pace(System.nanoTime()));
    return () -> pace.await(perMinute);
  }

  private ModelExecution streamed(Attempt attempt, Protocol protocol, Turn turn) {
    var execution =
        new StreamExecution(
            attempt.call(),
            protocol,
            attempt.endpoint(),
            attempt.entry(),
            watch(attempt.endpoint().provider()),
            attempt.listener());
    execution.start(client(), clock, turn);
    return execution;
  }

  private Watch watch(ProviderEntry provider) {
    return new Watch(
        Objects.requireNonNullElse(provider.silence(), silenceMax), provider.firstToken());
  }

  private static ModelOutcome resting(String model, Duration rest) {
    String message =
        "model '%s' has failed %d times in a row, and is asked again in %s"
            .formatted(model, Circuit.FAILURES_MAX, DurationText.of(rest));
    return new ModelOutcome.Failed(
        new Failure(ModelFailureKinds.OVERLOADED, message, true, rest, null));
  }

  private ModelOutcome noted(
      ModelOutcome outcome, Circuit circuit, List<String> keys, @Nullable String key) {
    if (!(outcome instanceof ModelOutcome.Failed(var failure))) {
      if (outcome instanceof ModelOutcome.Replied) {
        circuit.answered();
      }
      return outcome;
    }
    switch (failure.kind()) {
      case ModelFailureKinds.OVERLOADED, ModelFailureKinds.TIMEOUT, ModelFailureKinds.BAD_REPLY ->
          circuit.failed();
      case ModelFailureKinds.UNAVAILABLE -> {
        // Nobody there may pass; a model that is not there does not.
        if (failure.retryable()) {
          circuit.failed();
        }
      }
      default -> circuit.answered();
    }
    return key == null ? outcome : withOtherKey(failure, keys, key);
  }

  // Where another key is there, the wait that is asked of this one need not be kept.
  private ModelOutcome withOtherKey(Failure failure, List<String> keys, String key) {
    boolean isLimited = failure.kind().equals(ModelFailureKinds.RATE_LIMITED);
    if (!isLimited && !failure.kind().equals(ModelFailureKinds.AUTH)) {
      return new ModelOutcome.Failed(failure);
    }
    Duration asked = failure.retryAfter();
    Duration rest =
        isLimited ? Objects.requireNonNullElse(asked, KeyPool.LIMITED) : KeyPool.REFUSED;
    pool.rest(key, rest);
    return new ModelOutcome.Failed(
        pool.hasOther(keys, key)
            ? new Failure(failure.kind(), failure.message(), true, null, failure.pointer())
            : failure);
  }

  private Endpoint endpoint(ProviderEntry provider, @Nullable String key) {
    String place = variable(provider.baseUrlVariable());
    return new Endpoint(provider, place == null ? provider.baseUrl() : place, key);
  }

  /** A request that is not sent. */
  private record Unsent(ModelOutcome outcome) implements ModelExecution {

    @Override
    public ModelOutcome await() {
      return outcome;
    }

    @Override
    public void cancel() {
      // There is nothing to end.
    }
  }

  /** A request of whose outcome note is taken. */
  private record Noted(ModelExecution execution, UnaryOperator<ModelOutcome> note)
      implements ModelExecution {

    @Override
    public ModelOutcome await() {
      return note.apply(execution.await());
    }

    @Override
    public void cancel() {
      execution.cancel();
    }
  }

  private @Nullable String variable(@Nullable String name) {
    String value = name == null ? "" : environment.getOrDefault(name, "");
    return value.isBlank() ? null : value.strip();
  }

  private synchronized HttpClient client() {
    HttpClient made = client;
    if (made == null) {
      made = HttpClient.newBuilder().connectTimeout(CONNECT_MAX).build();
      client = made;
    }
    return made;
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.shutdownNow();
    }
  }
}
