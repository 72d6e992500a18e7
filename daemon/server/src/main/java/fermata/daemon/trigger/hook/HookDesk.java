package fermata.daemon.trigger.hook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.secret.Secrets;
import fermata.daemon.store.EntryId;
import fermata.daemon.trigger.ArmedTrigger;
import fermata.daemon.trigger.Fire;
import fermata.daemon.trigger.Fired;
import fermata.daemon.trigger.TriggerInput;
import fermata.daemon.trigger.TriggerSink;
import fermata.definition.model.Trigger;
import fermata.wire.json.Json;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.RpcError;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests: looks for their webhook, checks who they are from, and starts a run.
 *
 * <p>A signature is checked before anything of the body is read. A request without one is only
 * taken from a program on this machine that knows where it speaks to: a page in a browser can be
 * made to send requests, but not to leave out its origin or to lie about the host. Thread-safe.
 */
final class HookDesk {

  private static final String RETRY_AFTER_SECONDS = "5";

  private static final String PAUSED_RETRY_SECONDS = "60";

  /** The headers by which well-known senders tell a request that they repeat. */
  private static final List<String> DELIVERIES = List.of("idempotency-key", "x-github-delivery");

  private static final int DEDUPE_MAX = 256;

  private static final Pattern LOCAL = Pattern.compile("(localhost|127\\.0\\.0\\.1)(:\\d+)?");

  private volatile TriggerSink sink = TriggerSink.NOWHERE;
  private final Secrets secrets;
  private final Map<String, Hook> byPath = new ConcurrentHashMap<>();

  private record Hook(ArmedTrigger armed, Trigger.Webhook trigger) {}

  HookDesk(Secrets secrets) {
    this.secrets = secrets;
  }

  void attach(TriggerSink to) {
    sink = to;
  }

  void put(ArmedTrigger armed, Trigger.Webhook trigger) {
    byPath.put(trigger.path(), new Hook(armed, trigger));
  }

  void remove(EntryId id) {
    byPath.values().removeIf(hook -> hook.armed().id().equals(id));
  }

  boolean isEmpty() {
    return byPath.isEmpty();
  }

  HookReply answer(HookRequest request) {
    Hook hook = byPath.get(request.path());
    if (hook == null) {
      return HookReply.refused(404, "no webhook has this path");
    }
    if (!request.method().equals("POST")) {
      return HookReply.refused(405, "expected: POST").with("Allow", "POST");
    }
    return refusal(hook, request).or(() -> paused(hook)).orElseGet(() -> accept(hook, request));
  }

  private Optional<HookReply> refusal(Hook hook, HookRequest request) {
    if (hook.trigger().secret() == null) {
      boolean isLocal = LOCAL.matcher(request.header("host")).matches();
      return isLocal && request.header("origin").isEmpty()
          ? Optional.empty()
          : Optional.of(
              HookReply.refused(403, "a webhook without a secret is for this machine only"));
    }
    Optional<String> secret = secrets.resolve(hook.trigger().secret());
    if (secret.isEmpty()) {
      return Optional.of(
          HookReply.refused(503, "the daemon does not have the secret of this webhook")
              .with("Retry-After", RETRY_AFTER_SECONDS));
    }
    String given = request.header("x-hub-signature-256");
    return Signature.fits(given, secret.get(), request.body())
        ? Optional.empty()
        : Optional.of(
            HookReply.refused(401, "the signature in X-Hub-Signature-256 is not that of the body"));
  }

  /** A sender that tries again later is served when the trigger is resumed. */
  private static Optional<HookReply> paused(Hook hook) {
    return hook.armed().isPaused()
        ? Optional.of(
            HookReply.refused(503, "the trigger is paused")
                .with("Retry-After", PAUSED_RETRY_SECONDS))
        : Optional.empty();
  }

  private HookReply accept(Hook hook, HookRequest request) {
    JsonNode event;
    try {
      event = Json.mapper().readTree(request.body());
    } catch (JsonProcessingException broken) {
      return HookReply.refused(400, "the body is no JSON");
    } catch (IOException unreadable) {
      return HookReply.refused(400, "the body cannot be read");
    }
    if (event == null || event.isMissingNode()) {
      return HookReply.refused(400, "the body is empty (expected: JSON)");
    }
    try {
      return fire(hook, event, dedupe(hook, event, request));
    } catch (RefusedException unusable) {
      return HookReply.refused(422, unusable.error().message());
    }
  }

  /** A key that is too long is as good as none: it cannot be kept. */
  private static @Nullable String dedupe(Hook hook, JsonNode event, HookRequest request) {
    if (hook.trigger().dedupe() != null) {
      JsonNode value =
          TriggerInput.of(hook.armed().definition(), event).value(hook.trigger().dedupe());
      return limited(value.isTextual() ? value.textValue() : value.toString());
    }
    return DELIVERIES.stream()
        .map(request::header)
        .filter(value -> !value.isEmpty())
        .findFirst()
        .map(HookDesk::limited)
        .orElse(null);
  }

  private static String limited(String key) {
    if (key.length() > DEDUPE_MAX) {
      throw RefusedException.invalidParams(
          "/dedupe", key.length() + " characters (expected: at most " + DEDUPE_MAX + ")");
    }
    return key;
  }

  private HookReply fire(Hook hook, JsonNode event, @Nullable String dedupe) {
    return switch (sink.fire(hook.armed().id(), Fire.of(event, dedupe))) {
      case Fired.Started(var session, var run) -> HookReply.of(202, run(session, run));
      case Fired.Repeated(var session, var run) ->
          HookReply.of(200, run(session, run).put("repeated", true));
      case Fired.Later(var error) ->
          HookReply.refused(503, error.message()).with("Retry-After", RETRY_AFTER_SECONDS);
      case Fired.Refused(var error) -> HookReply.refused(status(error), error.message());
    };
  }

  private static int status(RpcError error) {
    if (error.code() == DaemonErrorCode.BUSY.code()
        || error.code() == DaemonErrorCode.LIMIT_EXCEEDED.code()) {
      return 429;
    }
    return error.code() == DaemonErrorCode.NOT_FOUND.code() ? 404 : 422;
  }

  private static ObjectNode run(String session, String run) {
    return JsonNodeFactory.instance.objectNode().put("session", session).put("run", run);
  }
}
