package fermata.lsp.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import fermata.client.FermataClient;
import fermata.client.FermataException;
import fermata.lsp.convert.JsonValues;
import fermata.wire.json.BindingException;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.RpcMethod;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The daemon's methods for the panels of an editor, which so need neither a port nor a token:
 * {@code fermata/request} with a method and its params is answered with the daemon's result, or its
 * error.
 *
 * <p>Only what a panel is for may be asked: to look at runs, to steer them and to answer questions.
 * Ending the daemon, registering agents, publishing events and calling tools are not among it.
 *
 * <p>Thread-safe.
 */
public final class PanelRequests {

  /** What a panel may ask for. */
  private static final Map<String, RpcMethod<?, ?>> ALLOWED =
      Stream.of(
              Methods.DAEMON_STATUS,
              Methods.AGENT_VALIDATE,
              Methods.AGENT_GET,
              Methods.AGENT_IMPACT,
              Methods.RUN_GET,
              Methods.RUN_LIST,
              Methods.RUN_WAIT,
              Methods.RUN_CANCEL,
              Methods.RUN_PAUSE,
              Methods.RUN_RESUME,
              Methods.SESSION_LIST,
              Methods.SESSION_GET,
              Methods.SESSION_FORK,
              Methods.SESSION_UPDATE,
              Methods.SESSION_ARCHIVE,
              Methods.SESSION_DELETE,
              Methods.ARTIFACT_LIST,
              Methods.ARTIFACT_READ,
              Methods.CHECKPOINT_LIST,
              Methods.CHECKPOINT_DIFF,
              Methods.STATE_GET,
              Methods.QUESTION_LIST,
              Methods.QUESTION_ANSWER,
              Methods.TOOL_LIST,
              Methods.GOAL_PROGRESS,
              Methods.TRIGGER_LIST,
              Methods.EVENTS_READ)
          .collect(Collectors.toUnmodifiableMap(RpcMethod::name, Function.identity()));

  private final DaemonLink daemon;
  private final PanelStreams streams;

  /** Relays to a daemon, and what is about streams to them. */
  public PanelRequests(DaemonLink daemon, PanelStreams streams) {
    this.daemon = daemon;
    this.streams = streams;
  }

  /**
   * {@return the daemon's result; blocks until it has come}
   *
   * @param request {@code method}, {@code params?}, and {@code start?}: whether a daemon is started
   *     where none runs
   */
  public @Nullable JsonElement answer(JsonObject request) {
    String method = CommandArguments.textIn(request, "method");
    ObjectNode params = paramsOf(request);
    try {
      return switch (method) {
        case "events/subscribe" -> streams.open(client(request), params);
        case "events/unsubscribe" -> streams.close(params);
        default -> JsonValues.toEditor(call(client(request), allowed(method), params));
      };
    } catch (BindingException e) {
      throw CommandArguments.refused(method + ": " + e.getMessage());
    } catch (FermataException e) {
      throw Refusals.of(e);
    }
  }

  private FermataClient client(JsonObject request) {
    JsonElement start = request.get("start");
    boolean maySpawn = start != null && start.isJsonPrimitive() && start.getAsBoolean();
    return maySpawn ? daemon.client() : daemon.find().orElseThrow(Refusals::noDaemon);
  }

  private static ObjectNode paramsOf(JsonObject request) {
    JsonElement given = request.get("params");
    JsonNode tree = given == null ? null : JsonValues.toTree(given);
    return tree instanceof ObjectNode object ? object : Json.mapper().createObjectNode();
  }

  private static RpcMethod<?, ?> allowed(String method) {
    RpcMethod<?, ?> found = ALLOWED.get(method);
    if (found == null) {
      throw CommandArguments.refused("method " + method + " is not for panels");
    }
    return found;
  }

  private static <P, R> Object call(
      FermataClient client, RpcMethod<P, R> method, ObjectNode params) {
    return client.call(method, Json.read(params, method.params()));
  }
}
