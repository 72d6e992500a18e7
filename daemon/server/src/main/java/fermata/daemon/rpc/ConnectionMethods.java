package fermata.daemon.rpc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.daemon.refusal.RefusedException;
import fermata.wire.channel.ConnectionLimits;
import fermata.wire.json.StrictJson;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.RpcError;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.DaemonDrainParams;
import fermata.wire.method.daemon.DaemonExpectation;
import fermata.wire.method.daemon.DaemonLimits;
import fermata.wire.method.daemon.DaemonShutdownParams;
import fermata.wire.method.daemon.DaemonShutdownResult;
import fermata.wire.method.daemon.DaemonSkipParams;
import fermata.wire.method.daemon.DaemonSkipResult;
import fermata.wire.method.daemon.DaemonStatusResult;
import fermata.wire.method.daemon.DrainMode;
import fermata.wire.method.daemon.InitializeParams;
import fermata.wire.method.daemon.InitializeResult;
import fermata.wire.method.daemon.Nothing;
import fermata.wire.method.daemon.Principal;
import fermata.wire.method.daemon.WindowLimits;
import fermata.wire.method.events.EventsSubscribeParams;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code initialize}, {@code $/ping}, {@code shutdown} and {@code daemon/*}. */
final class ConnectionMethods {

  /** How long an ending daemon waits for work under way where the client does not say. */
  private static final long SHUTDOWN_MILLIS_DEFAULT = 10_000;

  private static final long SHUTDOWN_MILLIS_MAX = 24 * 60 * 60 * 1000L;

  private final DaemonControl daemon;
  private final ConnectionLimits limits;
  private final Leaving leaving;
  private final EventMethods events;

  ConnectionMethods(
      DaemonControl daemon, ConnectionLimits limits, Leaving leaving, EventMethods events) {
    this.events = events;
    this.daemon = daemon;
    this.leaving = leaving;
    this.limits = limits;
  }

  InitializeResult initialize(InitializeParams params, RequestContext context) {
    String version = commonVersion(params.protocol());
    refuseIfUnexpected(params.expect());
    List<EventMethods.Opened> opened = subscribe(params, context);
    context.connection().initialize(params);
    daemon.touch();
    return new InitializeResult(
        version,
        daemon.identity(),
        new DaemonLimits(
            limits.frameBytesMax(),
            limits.inFlightMax(),
            limits.batchMax(),
            StrictJson.DEPTH_MAX,
            ClientConnection.SUBSCRIPTIONS_MAX,
            new WindowLimits(
                EventMethods.WINDOW_DEFAULT.events(), EventMethods.WINDOW_DEFAULT.bytes()),
            PrincipalRates.PER_SECOND),
        new Principal(
            context.connection().principal(),
            context.connection().channel().peer().scope().included()),
        daemon.state(),
        params.subscribe() == null
            ? null
            : opened.stream().map(EventMethods.Opened::result).toList());
  }

  private void refuseIfUnexpected(@Nullable DaemonExpectation expected) {
    if (expected != null) {
      refuseIfOther("/expect/build", expected.build(), daemon.identity().build());
      refuseIfOther("/expect/stateDir", expected.stateDir(), daemon.stateDir());
    }
  }

  private static void refuseIfOther(String pointer, @Nullable String expected, String actual) {
    if (expected != null && !expected.equals(actual)) {
      throw RefusedException.invalidParams(
          pointer, "this daemon has '" + actual + "' (expected: '" + expected + "')");
    }
  }

  /** Where one of them cannot be, the client is not connected: it would miss something unawares. */
  private List<EventMethods.Opened> subscribe(InitializeParams params, RequestContext context) {
    context.connection().refuseIfInitialized();
    List<EventsSubscribeParams> wanted = params.subscribe();
    if (wanted == null) {
      return List.of();
    }
    List<EventMethods.Opened> opened = events.open(wanted, context.connection());
    opened.forEach(each -> context.afterReply(each.view()::start));
    return opened;
  }

  /** {@return our newest version with the same major number as one of the client's} */
  private String commonVersion(List<String> offered) {
    return Methods.PROTOCOL_VERSIONS.stream()
        .filter(ours -> offered.stream().anyMatch(theirs -> major(theirs).equals(major(ours))))
        .findFirst()
        .orElseThrow(() -> unsupported(offered));
  }

  private static String major(String version) {
    int dot = version.indexOf('.');
    return dot < 0 ? version : version.substring(0, dot);
  }

  private RefusedException unsupported(List<String> offered) {
    ArrayNode supported = JsonNodeFactory.instance.arrayNode();
    Methods.PROTOCOL_VERSIONS.forEach(supported::add);
    return RefusedException.of(
        RpcError.of(
                DaemonErrorCode.UNSUPPORTED_PROTOCOL_VERSION,
                "protocol " + offered + " (expected: one of " + Methods.PROTOCOL_VERSIONS + ")")
            .with("supported", supported)
            .with("build", daemon.identity().build()));
  }

  Nothing ping(Nothing params, RequestContext context) {
    return params;
  }

  /** The client announces its {@code exit}; the connection stays until then. */
  Nothing shutdown(Nothing params, RequestContext context) {
    leaving.announce();
    return params;
  }

  DaemonStatusResult status(Nothing params, RequestContext context) {
    return daemon.status();
  }

  DaemonSkipResult skip(DaemonSkipParams params, RequestContext context) {
    if ((params.session() == null) != (params.seq() == null)) {
      throw RefusedException.invalidParams(
          params.seq() == null ? "/seq" : "/session", "missing (expected: both or none)");
    }
    return daemon.skip(params);
  }

  DaemonShutdownResult drain(DaemonDrainParams params, RequestContext context) {
    return daemon.drain(Objects.requireNonNullElse(params.mode(), DrainMode.WHEN_IDLE));
  }

  DaemonShutdownResult end(DaemonShutdownParams params, RequestContext context) {
    long millis = Objects.requireNonNullElse(params.deadlineMs(), SHUTDOWN_MILLIS_DEFAULT);
    if (millis < 0 || millis > SHUTDOWN_MILLIS_MAX) {
      throw RefusedException.invalidParams(
          "/deadlineMs", millis + " (expected: 0 to " + SHUTDOWN_MILLIS_MAX + ")");
    }
    return daemon.shutdown(params.mode(), Duration.ofMillis(millis));
  }
}
