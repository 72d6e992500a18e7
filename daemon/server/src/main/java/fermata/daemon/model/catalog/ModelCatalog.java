package fermata.daemon.model.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.model.catalog.ProviderEntry.LengthLimit;
import fermata.daemon.model.catalog.ProviderEntry.Protocol;
import fermata.definition.keys.DurationText;
import fermata.definition.project.Project;
import fermata.wire.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Providers and models, from our resource and the user's file.
 *
 * <p>Entries of the user's file replace ours of the same name; {@code docs/models.md} has its form.
 * A part of it that cannot be read is left out and named among the {@link #problems}. Immutable.
 */
public final class ModelCatalog {

  private static final String RESOURCE = "/fermata/daemon/model/models.json";
  private static final long FILE_BYTES_MAX = 1024 * 1024;
  private static final Pattern DATE = Pattern.compile("-(\\d{4}-\\d{2}-\\d{2}|\\d{8})$");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
  private static final Set<String> PROVIDER_KEYS =
      Set.of(
          "baseUrl",
          "baseUrlVariable",
          "keyVariable",
          "lengthLimit",
          "free",
          "protocol",
          "requestsPerMinute",
          "silence",
          "firstToken");
  private static final Set<String> MODEL_KEYS =
      Set.of(
          "inputUsd",
          "cachedInputUsd",
          "cacheWriteUsd",
          "outputUsd",
          "beyond",
          "window",
          "outputMax",
          "protocol");
  private static final Set<String> BEYOND_KEYS =
      Set.of("tokens", "inputUsd", "cachedInputUsd", "cacheWriteUsd", "outputUsd");

  private final Map<String, ProviderEntry> providers = new TreeMap<>();
  private final Map<String, ModelEntry> models = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  private ModelCatalog() {}

  /** {@return what our resource says} */
  public static ModelCatalog builtIn() {
    ModelCatalog catalog = new ModelCatalog();
    try (InputStream in =
        Objects.requireNonNull(ModelCatalog.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      catalog.add(new String(in.readAllBytes(), StandardCharsets.UTF_8), RESOURCE);
    } catch (IOException failure) {
      throw new UncheckedIOException(RESOURCE, failure);
    }
    return catalog;
  }

  /** {@return what our resource and a user's file say, which need not be there} */
  public static ModelCatalog with(Path file) {
    ModelCatalog catalog = builtIn();
    String name = file.getFileName().toString();
    try {
      if (Files.size(file) > FILE_BYTES_MAX) {
        catalog.problems.add(name + ": larger than " + FILE_BYTES_MAX + " bytes");
      } else {
        catalog.add(Files.readString(file), name);
      }
    } catch (NoSuchFileException _) {
      return catalog;
    } catch (IOException failure) {
      catalog.problems.add(name + ": cannot be read as UTF-8 text");
    }
    return catalog;
  }

  /** {@return this catalogue with what a workspace says; its entries replace those here} */
  public ModelCatalog with(Project project) {
    if (project.providers().isEmpty() && project.prices().isEmpty()) {
      return this;
    }
    ModelCatalog catalog = new ModelCatalog();
    catalog.providers.putAll(providers);
    catalog.models.putAll(models);
    project
        .providers()
        .forEach(
            (name, provider) ->
                catalog.providers.put(
                    name,
                    new ProviderEntry(
                        name,
                        provider.baseUrl(),
                        null,
                        provider.keyVariable(),
                        LengthLimit.MAX_TOKENS,
                        provider.isFree(),
                        Protocol.find(provider.protocol()).orElse(Protocol.CHAT),
                        null,
                        provider.silence(),
                        provider.firstToken())));
    project
        .prices()
        .forEach(
            (model, price) ->
                catalog.models.put(
                    model,
                    known(model)
                        .pricedAs(
                            new ModelEntry(
                                new Prices(
                                    price.inputUsd(),
                                    price.cachedInputUsd(),
                                    null,
                                    price.outputUsd()),
                                null,
                                null,
                                null,
                                null))));
    return catalog;
  }

  private void add(String text, String name) {
    try {
      JsonNode json = Json.parse(text);
      json.path("providers")
          .properties()
          .forEach(entry -> addProvider(entry.getKey(), entry.getValue(), name));
      json.path("models")
          .properties()
          .forEach(entry -> addModel(entry.getKey(), entry.getValue(), name));
      unknown(json, Set.of("providers", "models"), name);
    } catch (JsonProcessingException failure) {
      problems.add(name + ": not JSON: " + failure.getOriginalMessage());
    }
  }

  private void addProvider(String provider, JsonNode json, String file) {
    String place = file + ": provider '" + provider + "'";
    String baseUrl = json.path("baseUrl").asText();
    if (!NAME.matcher(provider).matches() || provider.equals("replay")) {
      problems.add(place + ": expected a name of small letters other than 'replay'");
    } else if (!ProviderEntry.isAddress(baseUrl)) {
      problems.add(place + ": expected a 'baseUrl', an http or https address");
    } else if (Protocol.find(json.path("protocol").asText("chat")).isEmpty()) {
      problems.add(place + ": " + unknownProtocol(json.path("protocol").asText()));
    } else {
      Long perMinute = count(json, "requestsPerMinute");
      providers.put(
          provider,
          new ProviderEntry(
              provider,
              baseUrl,
              text(json, "baseUrlVariable"),
              text(json, "keyVariable"),
              json.path("lengthLimit").asText("max_tokens").equals("max_completion_tokens")
                  ? LengthLimit.MAX_COMPLETION_TOKENS
                  : LengthLimit.MAX_TOKENS,
              json.path("free").asBoolean(),
              Protocol.find(json.path("protocol").asText("chat")).orElse(Protocol.CHAT),
              perMinute == null ? null : Math.toIntExact(Math.min(perMinute, Integer.MAX_VALUE)),
              duration(json, "silence", place),
              duration(json, "firstToken", place)));
    }
    unknown(json, PROVIDER_KEYS, place);
  }

  private @Nullable Duration duration(JsonNode json, String name, String place) {
    String text = json.path(name).asText();
    Optional<Duration> duration = DurationText.parse(text).filter(DurationText::isAllowed);
    if (!text.isEmpty() && duration.isEmpty()) {
      problems.add(
          place + ": " + name + " '" + text + "' (expected: a duration such as 30s or 5m)");
    }
    return duration.orElse(null);
  }

  private static String unknownProtocol(String word) {
    return "protocol '" + word + "' (expected: chat, responses, anthropic, gemini or ollama)";
  }

  private void addModel(String model, JsonNode json, String file) {
    String place = file + ": model '" + model + "'";
    JsonNode beyond = json.path("beyond");
    Long tokens = count(beyond, "tokens");
    Prices dearer = prices(beyond);
    models.put(
        model,
        new ModelEntry(
            prices(json),
            tokens == null || dearer == null ? null : new ModelEntry.Beyond(tokens, dearer),
            count(json, "window"),
            count(json, "outputMax"),
            Protocol.find(json.path("protocol").asText()).orElse(null)));
    String protocol = json.path("protocol").asText();
    if (!protocol.isEmpty() && Protocol.find(protocol).isEmpty()) {
      problems.add(place + ": " + unknownProtocol(protocol));
    }
    unknown(json, MODEL_KEYS, place);
    unknown(beyond, BEYOND_KEYS, place + ": beyond");
  }

  private static @Nullable Prices prices(JsonNode json) {
    BigDecimal input = price(json, "inputUsd");
    BigDecimal output = price(json, "outputUsd");
    return input == null || output == null
        ? null
        : new Prices(input, price(json, "cachedInputUsd"), price(json, "cacheWriteUsd"), output);
  }

  private void unknown(JsonNode json, Set<String> known, String place) {
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      if (!known.contains(member.getKey())) {
        problems.add(place + ": unknown key '" + member.getKey() + "'");
      }
    }
  }

  private static @Nullable String text(JsonNode json, String name) {
    JsonNode value = json.path(name);
    return value.isTextual() ? value.textValue() : null;
  }

  private static @Nullable BigDecimal price(JsonNode json, String name) {
    JsonNode value = json.path(name);
    return value.isNumber() && value.decimalValue().signum() >= 0 ? value.decimalValue() : null;
  }

  private static @Nullable Long count(JsonNode json, String name) {
    JsonNode value = json.path(name);
    return value.canConvertToLong() && value.asLong() > 0 ? Long.valueOf(value.asLong()) : null;
  }

  /** {@return the provider of a name} */
  public Optional<ProviderEntry> provider(String name) {
    return Optional.ofNullable(providers.get(name));
  }

  /** {@return the names of all providers} */
  public Collection<String> providerNames() {
    return Collections.unmodifiableCollection(providers.keySet());
  }

  /** {@return the names of the models of which something is known, in order} */
  public Collection<String> modelNames() {
    return Collections.unmodifiableCollection(models.keySet());
  }

  /**
   * {@return what is known of a model}
   *
   * <p>A name that ends with a date stands for the model without it, unless it is listed itself.
   */
  public ModelEntry model(String name) {
    int slash = name.indexOf('/');
    boolean isFree =
        provider(name.substring(0, Math.max(0, slash))).filter(ProviderEntry::isFree).isPresent();
    ModelEntry otherwise = isFree ? ModelEntry.FREE : ModelEntry.UNKNOWN;
    ModelEntry known = known(name);
    return known.hasPrices() ? known : known.pricedAs(otherwise);
  }

  private ModelEntry known(String name) {
    ModelEntry listed = models.get(name);
    // The same models, asked in another protocol.
    String common = name.replaceFirst("^openai-responses/", "openai/");
    return listed != null
        ? listed
        : models.getOrDefault(DATE.matcher(common).replaceFirst(""), ModelEntry.UNKNOWN);
  }

  /** {@return what is wrong with the user's file, for people} */
  public List<String> problems() {
    return List.copyOf(problems);
  }
}
