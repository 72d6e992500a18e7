package fermata.daemon.rpc;

import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.Admission;
import fermata.daemon.run.KeyedReplies;
import fermata.daemon.run.KeyedReply;
import fermata.daemon.source.AgentLocation;
import fermata.daemon.source.AgentSource;
import fermata.daemon.tool.ToolCatalog;
import fermata.daemon.tool.ToolServerState;
import fermata.daemon.tool.ToolServers;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.method.Methods;
import fermata.wire.method.tool.ToolServerListParams;
import fermata.wire.method.tool.ToolServerListResult;
import fermata.wire.method.tool.ToolServerLogsParams;
import fermata.wire.method.tool.ToolServerLogsResult;
import fermata.wire.method.tool.ToolServerRestartParams;
import fermata.wire.method.tool.ToolServerStanding;
import fermata.wire.method.tool.ToolServerStartParams;
import fermata.wire.method.tool.ToolServerStartResult;
import fermata.wire.method.tool.ToolServerStatus;
import fermata.wire.method.tool.ToolServerStopParams;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** {@code toolServer/*}: the life of the servers that the files of a folder declare. */
final class ToolServerMethods {

  private static final int LINES_DEFAULT = 100;
  private static final int LINES_MAX = 1_000;

  private final ToolServers servers;
  private final KeyedReplies replies;
  private final KeyedRequests keyed;

  ToolServerMethods(Backends backends, KeyedRequests keyed) {
    this.servers = backends.toolServers();
    this.replies = new KeyedReplies(backends.store(), backends.clock());
    this.keyed = keyed;
  }

  private static ToolCatalog catalog(String workspace) {
    return AgentSource.catalogOf(AgentLocation.parse("/workspace", workspace));
  }

  ToolServerListResult list(ToolServerListParams params, RequestContext context) {
    return new ToolServerListResult(
        servers.list(catalog(params.workspace())).stream().map(ToolServerMethods::view).toList());
  }

  private static ToolServerStatus view(ToolServerState server) {
    return new ToolServerStatus(
        server.name(),
        server.reachedBy(),
        switch (server.standing()) {
          case IDLE -> ToolServerStanding.IDLE;
          case RUNNING -> ToolServerStanding.RUNNING;
          case FAILED -> ToolServerStanding.FAILED;
          case STOPPED -> ToolServerStanding.STOPPED;
        },
        server.tools(),
        server.problem());
  }

  ToolServerStartResult start(ToolServerStartParams params, RequestContext context) {
    ToolCatalog catalog = catalog(params.workspace());
    return keyed.once(
        Methods.TOOL_SERVER_START,
        params,
        context,
        remember -> {
          started(catalog, params.name());
          return kept(catalog, params.name(), remember);
        });
  }

  ToolServerStartResult stop(ToolServerStopParams params, RequestContext context) {
    ToolCatalog catalog = catalog(params.workspace());
    return keyed.once(
        Methods.TOOL_SERVER_STOP,
        params,
        context,
        remember -> {
          servers.stop(catalog, params.name(), context.connection().principal());
          return kept(catalog, params.name(), remember);
        });
  }

  ToolServerStartResult restart(ToolServerRestartParams params, RequestContext context) {
    ToolCatalog catalog = catalog(params.workspace());
    return keyed.once(
        Methods.TOOL_SERVER_RESTART,
        params,
        context,
        remember -> {
          servers.stop(catalog, params.name(), context.connection().principal());
          started(catalog, params.name());
          return kept(catalog, params.name(), remember);
        });
  }

  private void started(ToolCatalog catalog, String name) {
    try {
      servers.start(catalog, name);
    } catch (InterruptedException ends) {
      Thread.currentThread().interrupt();
      throw RefusedException.of(DaemonErrorCode.REQUEST_CANCELLED, "the daemon ends");
    }
  }

  private ToolServerStartResult kept(
      ToolCatalog catalog,
      String name,
      Function<Function<Admission, ToolServerStartResult>, KeyedReply> remember) {
    ToolServerStatus status =
        servers.list(catalog).stream()
            .filter(server -> server.name().equals(name))
            .findFirst()
            .map(ToolServerMethods::view)
            .orElseThrow(() -> RefusedException.notFound("tool server", name));
    var result = new ToolServerStartResult(status, false);
    replies.keep(remember.apply(_ -> result));
    return result;
  }

  ToolServerLogsResult logs(ToolServerLogsParams params, RequestContext context) {
    int count = Objects.requireNonNullElse(params.lines(), LINES_DEFAULT);
    EventMethods.requireWithin("/lines", count, 1, LINES_MAX);
    List<String> lines = servers.log(catalog(params.workspace()), params.name());
    return new ToolServerLogsResult(lines.subList(Math.max(0, lines.size() - count), lines.size()));
  }
}
