package fermata.daemon.model.openai;

import fermata.daemon.model.ModelCall;
import fermata.daemon.model.ModelExecution;
import fermata.daemon.model.ModelListener;
import fermata.daemon.model.catalog.ModelCatalog;
import fermata.daemon.model.catalog.ProviderEntry;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All models behind providers that speak the Chat Completions protocol.
 *
 * <p>Thread-safe. The HTTP client is made at the first request.
 */
public final class OpenAiModels implements AutoCloseable {

  /** How long a stream may stand still, or the first token may take. */
  public static final Duration SILENCE_MAX = Duration.ofMinutes(3);

  // What may stand in a header.
  private static final Pattern KEY = Pattern.compile("[!-~]+");

  private static final Duration CONNECT_MAX = Duration.ofSeconds(15);

  private final Map<String, String> environment;
  private final InstantSource clock;
  private final Duration silenceMax;
  private @Nullable HttpClient client;

  /**
   * Asks nobody yet.
   *
   * @param environment where keys and addresses are looked up
   * @param silenceMax how long a stream may stand still
   */
  public OpenAiModels(Map<String, String> environment, InstantSource clock, Duration silenceMax) {
    this.environment = Map.copyOf(environment);
    this.clock = clock;
    this.silenceMax = silenceMax;
  }

  /** {@return why a model cannot be asked, as far as that can be told without asking} */
  public Optional<String> obstacle(ModelCatalog catalog, String model) {
    Optional<ProviderEntry> provider = catalog.provider(providerOf(model));
    if (provider.isEmpty()) {
      return Optional.of(
          "no provider '%s' (known: %s, replay)"
              .formatted(providerOf(model), String.join(", ", catalog.providerNames())));
    }
    return keyObstacle(provider.get()).or(() -> addressObstacle(provider.get()));
  }

  private Optional<String> keyObstacle(ProviderEntry provider) {
    String variable = provider.keyVariable();
    String key = variable(variable);
    if (variable == null || (key != null && KEY.matcher(key).matches())) {
      return Optional.empty();
    }
    return Optional.of(
        key == null
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

  /** Starts a request to a model that has no {@link #obstacle}. */
  public ModelExecution start(ModelCatalog catalog, ModelCall call, ModelListener listener) {
    String model = call.request().model();
    ProviderEntry provider = catalog.provider(providerOf(model)).orElseThrow();
    ChatExecution execution =
        new ChatExecution(call, endpoint(provider), catalog.model(model), silenceMax, listener);
    execution.start(client(), clock);
    return execution;
  }

  private ChatEndpoint endpoint(ProviderEntry provider) {
    String place = variable(provider.baseUrlVariable());
    return new ChatEndpoint(
        provider, place == null ? provider.baseUrl() : place, variable(provider.keyVariable()));
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

  static String providerOf(String model) {
    int slash = model.indexOf('/');
    return slash < 0 ? model : model.substring(0, slash);
  }

  static String modelOf(String model) {
    return model.substring(model.indexOf('/') + 1);
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.shutdownNow();
    }
  }
}
