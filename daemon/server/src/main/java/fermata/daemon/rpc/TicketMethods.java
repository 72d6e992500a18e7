package fermata.daemon.rpc;

import fermata.daemon.access.Access;
import fermata.daemon.refusal.RefusedException;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.RpcError;
import fermata.wire.method.Scope;
import fermata.wire.method.daemon.AuthTicketParams;
import fermata.wire.method.daemon.AuthTicketResult;
import java.time.Duration;
import java.util.Objects;

/** {@code auth/ticket}. */
final class TicketMethods {

  private static final long LIFE_MILLIS_DEFAULT = 10_000;
  private static final int ORIGIN_MAX = 256;

  private final Access access;

  TicketMethods(Access access) {
    this.access = access;
  }

  /**
   * It needs no key: a ticket that nobody got is of no use to anybody, and one that stood in the
   * journal with its key would be a secret there.
   */
  AuthTicketResult issue(AuthTicketParams params, RequestContext context) {
    requireOrigin(params.origin());
    Scope scope = scope(Objects.requireNonNullElse(params.scope(), Scope.OBSERVE.wireName()));
    if (!context.connection().may(scope)) {
      throw RefusedException.of(
          RpcError.of(DaemonErrorCode.FORBIDDEN, "nobody gives out more than they have")
              .with("scope", scope.wireName()));
    }
    long millis = Objects.requireNonNullElse(params.ttlMs(), LIFE_MILLIS_DEFAULT);
    if (millis < 1 || millis > Access.TICKET_MAX.toMillis()) {
      throw RefusedException.invalidParams(
          "/ttlMs", millis + " (expected: 1 to " + Access.TICKET_MAX.toMillis() + ")");
    }
    Access.Ticket ticket =
        access
            .issue(
                context.connection().principal(), params.origin(), scope, Duration.ofMillis(millis))
            .orElseThrow(TicketMethods::tooMany);
    return new AuthTicketResult(
        ticket.secret(), ticket.expiresAt(), scope.included(), access.url().orElse(null));
  }

  private static void requireOrigin(String origin) {
    boolean isOrigin =
        origin.length() <= ORIGIN_MAX && origin.matches("[a-z][a-z0-9+.-]*://[^/\\s,]+");
    if (!isOrigin) {
      throw RefusedException.invalidParams(
          "/origin", "expected: scheme://host or scheme://host:port, as a browser sends it");
    }
  }

  private static Scope scope(String text) {
    return Scope.parse(text)
        .orElseThrow(
            () ->
                RefusedException.invalidParams(
                    "/scope", "'" + text + "' (expected: one of " + Scope.ADMIN.included() + ")"));
  }

  private static RefusedException tooMany() {
    return RefusedException.of(
        RpcError.of(
                DaemonErrorCode.LIMIT_EXCEEDED,
                "tickets that nobody has used: " + Access.TICKETS_MAX)
            .with("limit", "tickets")
            .with("value", Access.TICKETS_MAX));
  }
}
