package fermata.daemon.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.journal.JournalRecords;
import fermata.daemon.platform.Hashes;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.Admission;
import fermata.daemon.run.KeyedReply;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.KeyedRequest;
import fermata.daemon.store.KeyedResult;
import fermata.wire.json.Json;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.KeyedParams;
import fermata.wire.jsonrpc.RpcError;
import fermata.wire.method.RpcMethod;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Requests that change something take effect once, however often they are sent.
 *
 * <p>The result is stored in the same commit as the effect. The same request again gets it from
 * there, also after a crash; one that comes while the first is still at work waits for that. The
 * same key with other params is refused. Thread-safe.
 */
final class KeyedRequests {

  private static final int KEY_MAX = 128;

  private final JournalStore store;
  private final Map<KeyedRequest, Started> started = new ConcurrentHashMap<>();

  KeyedRequests(JournalStore store) {
    this.store = store;
  }

  /** Does the work of a request, which gives its result to the one who makes the commit. */
  interface Work<R> {

    /**
     * Does it.
     *
     * @param remember makes the record of the result for the commit
     */
    R perform(Function<Function<Admission, R>, KeyedReply> remember);
  }

  private record Started(String digest, CompletableFuture<ObjectNode> result) {}

  /**
   * {@return the result, of now or of the first time}
   *
   * @throws RefusedException with {@code IdempotencyConflict} if the key stands for another request
   */
  <P extends KeyedParams, R> R once(
      RpcMethod<P, R> method, P params, RequestContext context, Work<R> work) {
    var request =
        new KeyedRequest(context.connection().principal(), method.name(), checked(params.key()));
    String digest = digestOf(params);
    var mine = new Started(digest, new CompletableFuture<>());
    Started other = started.putIfAbsent(request, mine);
    if (other != null) {
      refuseIfOther(request, other.digest(), digest);
      return again(method, joined(other));
    }
    try {
      Optional<KeyedResult> before = store.findResult(request);
      before.ifPresent(found -> refuseIfOther(request, found.digest(), digest));
      R result =
          before.isPresent()
              ? again(method, (ObjectNode) JournalRecords.parse(before.get().result()))
              : work.perform(made -> reply(request, digest, made));
      mine.result().complete(Json.toTree(result));
      return result;
    } catch (RuntimeException failure) {
      mine.result().completeExceptionally(failure);
      throw failure;
    } finally {
      started.remove(request, mine);
    }
  }

  private static String checked(String key) {
    if (key.isEmpty() || key.length() > KEY_MAX) {
      throw RefusedException.invalidParams(
          "/key", key.length() + " characters (expected: 1 to " + KEY_MAX + ")");
    }
    return key;
  }

  private static <R> KeyedReply reply(
      KeyedRequest request, String digest, Function<Admission, R> made) {
    return new KeyedReply(request, digest, admission -> Json.toText(made.apply(admission)));
  }

  private static void refuseIfOther(KeyedRequest request, String first, String digest) {
    if (!first.equals(digest)) {
      throw RefusedException.of(
          RpcError.of(
              DaemonErrorCode.IDEMPOTENCY_CONFLICT,
              "key '" + request.key() + "' was used with other params for " + request.method()));
    }
  }

  /** The wait has the deadline of the request that it joins. */
  private static ObjectNode joined(Started other) {
    try {
      return other.result().join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failure;
    }
  }

  private static <P, R> R again(RpcMethod<P, R> method, ObjectNode result) {
    return Json.read(result.deepCopy().put("replayed", true), method.result());
  }

  /** {@return the digest of params, the same for any order of members} */
  private static String digestOf(KeyedParams params) {
    return Hashes.sha256(sorted(Json.toTree(params)).toString());
  }

  private static JsonNode sorted(JsonNode value) {
    if (value.isObject()) {
      var members = new TreeMap<String, JsonNode>();
      value.properties().forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      members.forEach(object::set);
      return object;
    }
    if (value.isArray()) {
      var array = JsonNodeFactory.instance.arrayNode();
      value.forEach(element -> array.add(sorted(element)));
      return array;
    }
    return value;
  }
}
