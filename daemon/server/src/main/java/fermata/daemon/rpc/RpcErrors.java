package fermata.daemon.rpc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.store.StorageException;
import fermata.definition.text.Suggestions;
import fermata.wire.json.BindingException;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.RequestId;
import fermata.wire.jsonrpc.RpcError;
import fermata.wire.method.Methods;
import fermata.wire.method.RpcMethod;
import fermata.wire.method.Scope;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes wrong with a request, as an error object. The only place where these are made. */
final class RpcErrors {

  private static final Logger LOG = LoggerFactory.getLogger(RpcErrors.class);

  private RpcErrors() {}

  /** {@return the error for what a handler threw; a bug is logged under an incident} */
  static RpcError of(Throwable thrown, String method, RequestId id) {
    return error(thrown, method).with("requestId", id.toString());
  }

  private static RpcError error(Throwable thrown, String method) {
    return switch (thrown) {
      case RefusedException refusal -> refusal.error();
      case StorageException failure -> RefusedException.of(failure).error();
      case BindingException misfit -> misfit(misfit);
      default -> bug(thrown, method);
    };
  }

  private static RpcError bug(Throwable bug, String method) {
    String incident = UUID.randomUUID().toString();
    LOG.error("method={} incident={} a request failed by a bug", method, incident, bug);
    return RpcError.of(
            DaemonErrorCode.INTERNAL_ERROR,
            "a bug of the daemon; its log has the report of incident " + incident)
        .with("incident", incident);
  }

  private static RpcError misfit(BindingException misfit) {
    ArrayNode issues = JsonNodeFactory.instance.arrayNode();
    misfit
        .issues()
        .forEach(
            issue ->
                issues
                    .addObject()
                    .put("pointer", issue.pointer())
                    .put("code", issue.code())
                    .put("message", issue.message()));
    return RpcError.of(DaemonErrorCode.INVALID_PARAMS, String.valueOf(misfit.getMessage()))
        .with("issues", issues);
  }

  /** {@return the error for a method that does not exist} */
  static RpcError unknownMethod(String method, RequestId id) {
    List<String> known = Methods.ALL.stream().map(RpcMethod::name).toList();
    ArrayNode suggestions = JsonNodeFactory.instance.arrayNode();
    Suggestions.near(method, known).forEach(suggestions::add);
    return RpcError.of(DaemonErrorCode.METHOD_NOT_FOUND, "method '" + method + "' does not exist")
        .with("suggestions", suggestions)
        .with("requestId", id.toString());
  }

  /** {@return the error for a request that its client may not make} */
  static RpcError forbidden(String method, Scope scope, RequestId id) {
    return RpcError.of(
            DaemonErrorCode.FORBIDDEN,
            "'" + method + "' needs the scope " + scope.wireName() + ", which this client has not")
        .with("scope", scope.wireName())
        .with("requestId", id.toString());
  }

  /** {@return the error for a request of somebody who asks too often} */
  static RpcError rateLimited(long waitMillis) {
    return RpcError.of(
            DaemonErrorCode.RATE_LIMITED,
            "more than " + PrincipalRates.PER_SECOND + " requests in a second over all connections")
        .with("retryAfterMs", waitMillis);
  }

  /** {@return the error for a request that comes before {@code initialize}} */
  static RpcError notInitialized(String method, RequestId id) {
    return RpcError.of(DaemonErrorCode.NOT_INITIALIZED, "'" + method + "' came before initialize")
        .with("requestId", id.toString());
  }
}
