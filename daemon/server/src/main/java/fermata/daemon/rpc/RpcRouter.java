package fermata.daemon.rpc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.channel.RpcExchange;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.RpcMethod;
import fermata.wire.method.Scope;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which handler serves which method. Every method of the catalogue has exactly one.
 *
 * <p>Immutable once it is built.
 */
final class RpcRouter {

  private final Map<String, Route<?, ?>> routes;

  private RpcRouter(Map<String, Route<?, ?>> routes) {
    this.routes = Map.copyOf(routes);
  }

  /** A method and its handler. */
  private record Route<P, R>(RpcMethod<P, R> method, RpcHandler<P, R> handler) {

    Call bind(ObjectNode params) {
      P bound = Json.read(params, method.params());
      return new Call(
          RequestOrder.keyOf(bound),
          RequestOrder.isWait(bound),
          method.scope() != Scope.OBSERVE,
          context -> handler.handle(bound, context));
    }
  }

  /**
   * A request whose params fit.
   *
   * @param orderKey requests with the same key are started in the order of their arrival; absent
   *     where the order does not matter
   * @param isWait whether the request may take long by itself, and lets those behind it pass
   * @param isAudited whether it is noted who asked
   */
  record Call(@Nullable String orderKey, boolean isWait, boolean isAudited, Work work) {}

  /** What a request does. */
  interface Work {
    Object perform(RequestContext context);
  }

  /** Puts a router together. */
  static final class Builder {

    private final Map<String, Route<?, ?>> routes = new HashMap<>();

    <P, R> Builder on(RpcMethod<P, R> method, RpcHandler<P, R> handler) {
      if (routes.put(method.name(), new Route<>(method, handler)) != null) {
        throw new IllegalStateException(method.name() + " has two handlers");
      }
      return this;
    }

    /**
     * {@return the router}
     *
     * @throws IllegalStateException if a method of the catalogue has no handler, or a handler none
     *     of its methods
     */
    RpcRouter build() {
      for (RpcMethod<?, ?> method : Methods.ALL) {
        if (!routes.containsKey(method.name())) {
          throw new IllegalStateException(method.name() + " has no handler");
        }
      }
      if (routes.size() != Methods.ALL.size()) {
        throw new IllegalStateException("a handler serves no method of the catalogue");
      }
      return new RpcRouter(routes);
    }
  }

  /** {@return what a client must be allowed to do to call a method} */
  Optional<Scope> scopeOf(String method) {
    return Optional.ofNullable(routes.get(method)).map(route -> route.method().scope());
  }

  boolean has(String method) {
    return routes.containsKey(method);
  }

  /**
   * {@return the request that an exchange is}
   *
   * @throws fermata.wire.json.BindingException if its params do not fit
   */
  Optional<Call> find(RpcExchange exchange) {
    return Optional.ofNullable(routes.get(exchange.method()))
        .map(route -> route.bind(exchange.params()));
  }
}
