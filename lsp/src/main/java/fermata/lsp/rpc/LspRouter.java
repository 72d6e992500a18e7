package fermata.lsp.rpc;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.lsp4j.jsonrpc.Endpoint;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The methods that the server serves, and the place where a failure of one turns into a reply.
 *
 * <p>Called on the reader's thread, where it only puts work in order. A handler that fails, with
 * whatever, fails its own request: the connection goes on.
 *
 * <p>Thread-safe once the methods are registered; those that come {@link #later} come on the
 * reader's thread.
 */
public final class LspRouter implements Endpoint {

  /** Where in its life the server is, as far as messages are concerned. */
  private enum Phase {
    NEW,
    RUNNING,
    SHUT_DOWN
  }

  /** Stands for the parameters of a method that has none. */
  private static final Object NOTHING = new Object();

  private final Map<String, Handler.Cancellable<Object>> requests = new ConcurrentHashMap<>();
  private final Map<String, Consumer<Object>> notifications = new ConcurrentHashMap<>();
  private final Map<String, JsonRpcMethod> methods = new ConcurrentHashMap<>(Editor.METHODS);
  private final Set<String> bare = ConcurrentHashMap.newKeySet();
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();
  private @Nullable Runnable later;
  private final Workers workers;
  private final BugLog bugs;
  private volatile Phase phase = Phase.NEW;

  /** Makes a router without methods. */
  public LspRouter(Workers workers, BugLog bugs) {
    this.workers = workers;
    this.bugs = bugs;
  }

  /** Serves a request. */
  public <P> LspRouter request(String method, Class<P> params, Handler<P> handler) {
    return cancellable(method, params, (given, _) -> handler.accept(given));
  }

  /** Serves a request whose work ends early once it is cancelled. */
  @SuppressWarnings("unchecked")
  public <P> LspRouter cancellable(String method, Class<P> params, Handler.Cancellable<P> handler) {
    requests.put(method, (Handler.Cancellable<Object>) handler);
    methods.put(method, JsonRpcMethod.request(method, Object.class, params));
    return this;
  }

  /** Serves a request whose work mostly waits, such as for a daemon, on a thread of its own. */
  public <P> LspRouter relay(String method, Class<P> params, Handler<P> handler) {
    waiting.add(method);
    return request(method, params, handler);
  }

  /** Serves a request that has no parameters. */
  public LspRouter request(String method, Supplier<Handler.Work> handler) {
    requests.put(method, (_, _) -> handler.get());
    bare.add(method);
    methods.put(method, JsonRpcMethod.request(method, Object.class));
    return this;
  }

  /** Takes a notification, in the order of arrival. */
  @SuppressWarnings("unchecked")
  public <P> LspRouter notification(String method, Class<P> params, Consumer<P> handler) {
    notifications.put(method, (Consumer<Object>) handler);
    methods.put(method, JsonRpcMethod.notification(method, params));
    return this;
  }

  /**
   * Registers the rest once a method comes that is not there yet. A method costs the types of its
   * parameters and the code behind it, which nobody needs before the first problems are shown.
   */
  public LspRouter later(Runnable registration) {
    later = registration;
    return this;
  }

  /** {@return a method served, or one of the client with the type of its reply; null for others} */
  synchronized @Nullable JsonRpcMethod method(String name) {
    JsonRpcMethod known = methods.get(name);
    // What begins so is the protocol's own, which LSP4J serves or which may be ignored.
    Runnable rest = later;
    if (known != null || rest == null || name.startsWith("$/")) {
      return known;
    }
    later = null;
    rest.run();
    return methods.get(name);
  }

  @Override
  public CompletableFuture<?> request(String method, @Nullable Object params) {
    var reply = new CompletableFuture<@Nullable Object>();
    Handler.Cancellable<Object> handler = requests.get(method);
    if (handler == null) {
      fail(reply, ResponseErrorCode.MethodNotFound, "method " + method + " is not served");
      return reply;
    }
    if (!admits(method, reply)) {
      return reply;
    }
    if (params == null && !bare.contains(method)) {
      fail(reply, ResponseErrorCode.InvalidParams, method + " came without parameters");
      return reply;
    }
    Object given = params == null ? NOTHING : params;
    workers.inOrder(() -> accept(method, handler, given, reply));
    return reply;
  }

  private boolean admits(String method, CompletableFuture<@Nullable Object> reply) {
    boolean isInitialize = method.equals("initialize");
    if (phase == Phase.NEW && !isInitialize) {
      fail(reply, ResponseErrorCode.ServerNotInitialized, method + " came before initialize");
    } else if (phase == Phase.RUNNING && isInitialize) {
      fail(reply, ResponseErrorCode.InvalidRequest, "initialize came twice");
    } else if (phase == Phase.SHUT_DOWN) {
      fail(reply, ResponseErrorCode.InvalidRequest, method + " came after shutdown");
    } else {
      advance(method);
    }
    return !reply.isDone();
  }

  private void advance(String method) {
    if (method.equals("initialize")) {
      phase = Phase.RUNNING;
    } else if (method.equals("shutdown")) {
      phase = Phase.SHUT_DOWN;
    }
  }

  /** Whether {@code shutdown} came, which decides the exit code. */
  public boolean isShutDown() {
    return phase == Phase.SHUT_DOWN;
  }

  private void accept(
      String method,
      Handler.Cancellable<Object> handler,
      Object params,
      CompletableFuture<@Nullable Object> reply) {
    if (reply.isDone()) {
      return;
    }
    guard(
        method,
        reply,
        () -> {
          Handler.Work work = handler.accept(params, reply::isDone);
          Runnable answer = () -> guard(method, reply, () -> reply.complete(work.run()));
          if (waiting.contains(method)) {
            workers.start(method, answer);
          } else {
            workers.compute(answer);
          }
        });
  }

  /** The boundary of every request: whatever it throws becomes its reply. */
  private void guard(String method, CompletableFuture<?> reply, Runnable body) {
    if (reply.isDone()) {
      return;
    }
    try {
      body.run();
    } catch (ResponseErrorException e) {
      reply.completeExceptionally(e);
    } catch (Throwable e) {
      String incident = bugs.report(method, e);
      fail(reply, ResponseErrorCode.InternalError, method + " failed, incident " + incident);
    }
  }

  @Override
  public void notify(String method, @Nullable Object params) {
    Consumer<Object> handler = notifications.get(method);
    // Notifications that start with $/ may be ignored, and so may those that nobody serves; only
    // the end of the process is heard before initialize.
    boolean isExit = method.equals("exit");
    if (handler == null || (phase == Phase.NEW && !isExit) || (params == null && !isExit)) {
      return;
    }
    workers.inOrder(
        () -> {
          try {
            handler.accept(params == null ? NOTHING : params);
          } catch (Throwable e) {
            bugs.report(method, e);
          }
        });
  }

  private static void fail(CompletableFuture<?> reply, ResponseErrorCode code, String message) {
    reply.completeExceptionally(new ResponseErrorException(new ResponseError(code, message, null)));
  }
}
