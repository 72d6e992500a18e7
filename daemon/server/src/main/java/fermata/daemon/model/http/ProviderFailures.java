package fermata.daemon.model.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import fermata.daemon.model.ModelFailureKinds;
import fermata.daemon.model.catalog.ModelEntry;
import fermata.engine.run.Failure;
import fermata.wire.json.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Says what went wrong with a request, in our words and kinds.
 *
 * <p>What a provider writes is shown shortened and without the key.
 */
public final class ProviderFailures {

  /** How providers say that a conversation is too long. */
  private static final List<String> TOO_LONG =
      List.of(
          "context_length",
          "context length",
          "context window",
          "prompt is too long",
          "maximum number of tokens allowed");

  private static final int SAID_MAX = 500;

  private final Endpoint endpoint;
  private final String model;
  private final ModelEntry entry;

  public ProviderFailures(Endpoint endpoint, String model, ModelEntry entry) {
    this.endpoint = endpoint;
    this.model = model;
    this.entry = entry;
  }

  /**
   * {@return the failure that an exception means; absent where it is a fault of ours}
   *
   * @param heard how many characters of text had arrived
   */
  public Optional<Failure> of(Throwable thrown, long heard) {
    return switch (thrown) {
      case HttpRefusal refusal -> Optional.of(of(refusal));
      case JsonProcessingException _ ->
          Optional.of(passing(ModelFailureKinds.BAD_REPLY, "sent a piece that is not JSON"));
      case ConnectException _, HttpConnectTimeoutException _ ->
          Optional.of(passing(ModelFailureKinds.UNAVAILABLE, "cannot be reached"));
      case SSLException _ ->
          Optional.of(failure(ModelFailureKinds.UNAVAILABLE, "has no connection that is trusted"));
      case IOException io -> Optional.of(broken(io, heard));
      default -> Optional.empty();
    };
  }

  private Failure broken(IOException failure, long heard) {
    String message = String.valueOf(failure.getMessage());
    String how =
        message.startsWith("the reply is longer")
            ? "sent too much: " + message
            : "broke off after " + heard + " characters of the reply";
    return passing(ModelFailureKinds.BAD_REPLY, how);
  }

  /** {@return the failure of a stream that ended before the model had} */
  public Failure endedEarly(long heard) {
    return passing(
        ModelFailureKinds.BAD_REPLY, "ended the stream after " + heard + " characters, too early");
  }

  /** {@return the failure of an error within a stream} */
  public Failure said(String error) {
    return passing(ModelFailureKinds.OVERLOADED, "broke off: " + shown(error));
  }

  /** {@return the failure of a model that will not answer} */
  public Failure refused(String why) {
    return failure(ModelFailureKinds.REFUSED, "refuses: " + shown(why));
  }

  private Failure of(HttpRefusal refusal) {
    JsonNode error = error(refusal.body());
    String code = (error.path("code").asText() + " " + error.path("type").asText()).strip();
    String said = error.path("message").asText(refusal.body());
    return switch (refusal.status()) {
      // The provider's own words repeat a part of the key.
      case 401, 403 -> failure(ModelFailureKinds.AUTH, keyRefused(refusal.status()));
      case 404 -> failure(ModelFailureKinds.UNAVAILABLE, "has no model '" + model + "'");
      case 408 -> passing(ModelFailureKinds.TIMEOUT, "took too long");
      case 413 -> failure(ModelFailureKinds.CONTEXT_LENGTH, "refuses a request of this length");
      case 429 -> limited(refusal, code, said);
      default ->
          refusal.status() >= 500
              ? waiting(ModelFailureKinds.OVERLOADED, "is overloaded or broken", refusal)
              : refused(refusal.status(), code, said);
    };
  }

  private static JsonNode error(String body) {
    try {
      return Json.parse(body).path("error");
    } catch (JsonProcessingException _) {
      return MissingNode.getInstance();
    }
  }

  private String keyRefused(int status) {
    String variable = endpoint.provider().keyVariable();
    return variable == null
        ? "wants a key (status " + status + ")"
        : "refuses the key in " + variable + " (status " + status + ")";
  }

  private Failure limited(HttpRefusal refusal, String code, String said) {
    return code.contains("insufficient_quota")
        ? failure(ModelFailureKinds.UNAVAILABLE, "says that the quota is used up: " + shown(said))
        : waiting(ModelFailureKinds.RATE_LIMITED, "limits the rate of requests", refusal);
  }

  private Failure refused(int status, String code, String said) {
    String words = (code + " " + said).toLowerCase(Locale.ROOT);
    if (TOO_LONG.stream().anyMatch(words::contains)) {
      String window = entry.window() == null ? "" : " (its window: " + entry.window() + " tokens)";
      return failure(
          ModelFailureKinds.CONTEXT_LENGTH,
          "refuses a conversation of this length" + window + ": " + shown(said));
    }
    return failure(
        ModelFailureKinds.REFUSED, "refuses the request (status " + status + "): " + shown(said));
  }

  private Failure waiting(String kind, String what, HttpRefusal refusal) {
    return new Failure(
        kind,
        message(what + " (status " + refusal.status() + ")"),
        true,
        refusal.retryAfter(),
        null);
  }

  private Failure failure(String kind, String what) {
    return Failure.of(kind, message(what));
  }

  private Failure passing(String kind, String what) {
    return Failure.passing(kind, message(what));
  }

  private String message(String what) {
    return endpoint.provider().name() + " " + what;
  }

  private String shown(String said) {
    String plain = endpoint.redacted(said).strip().replaceAll("\\s+", " ");
    if (plain.isEmpty()) {
      return "no reason given";
    }
    return plain.length() > SAID_MAX ? plain.substring(0, SAID_MAX) + "…" : plain;
  }
}
