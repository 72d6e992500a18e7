package fermata.daemon.rpc;

/** Serves one method. Called on a thread of the request's own; may block. */
interface RpcHandler<P, R> {

  /**
   * {@return the result}
   *
   * @throws fermata.daemon.refusal.RefusedException if the request is not done
   */
  R handle(P params, RequestContext context);
}
