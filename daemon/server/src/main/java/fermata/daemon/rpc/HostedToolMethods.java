package fermata.daemon.rpc;

import fermata.daemon.refusal.Issues;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.tool.client.ClientTools;
import fermata.daemon.tool.client.HostedWork;
import fermata.daemon.tool.client.HostedWork.HostedEnd;
import fermata.definition.model.OnUnknown;
import fermata.definition.model.ToolName;
import fermata.definition.tool.ToolKnowledge;
import fermata.definition.tool.ToolSchema;
import fermata.definition.tool.ToolTraits;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.method.daemon.Nothing;
import fermata.wire.method.tool.HeardMessages;
import fermata.wire.method.tool.HostedCall;
import fermata.wire.method.tool.HostedFailure;
import fermata.wire.method.tool.HostedMessage;
import fermata.wire.method.tool.OfferedTool;
import fermata.wire.method.tool.ToolOfferParams;
import fermata.wire.method.tool.ToolOfferResult;
import fermata.wire.method.tool.ToolReportParams;
import fermata.wire.method.tool.ToolReportResult;
import fermata.wire.method.tool.ToolResultParams;
import fermata.wire.method.tool.ToolResultResult;
import fermata.wire.method.tool.ToolTakeParams;
import fermata.wire.method.tool.ToolTakeResult;
import fermata.wire.method.tool.ToolWithdrawParams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code tool/offer}, {@code tool/take}, {@code tool/report}, {@code tool/result}: tools that
 * clients perform.
 */
final class HostedToolMethods {

  private static final int TOOLS_MAX = 128;
  private static final int OFFER_ID_MAX = 128;
  private static final long TTL_MILLIS_DEFAULT = 30_000;
  private static final long TTL_MILLIS_MIN = 1_000;
  private static final long TTL_MILLIS_MAX = 600_000;
  private static final long TIMEOUT_MILLIS_MAX = 86_400_000;
  private static final long WAIT_MILLIS_MAX = 30_000;

  private final ClientTools tools;

  HostedToolMethods(ClientTools tools) {
    this.tools = tools;
  }

  ToolOfferResult offer(ToolOfferParams params, RequestContext context) {
    long ttl = Objects.requireNonNullElse(params.ttlMs(), TTL_MILLIS_DEFAULT);
    var issues = new Issues();
    if (ttl < TTL_MILLIS_MIN || ttl > TTL_MILLIS_MAX) {
      issues.add("/ttlMs", ttl + " (expected: " + TTL_MILLIS_MIN + " to " + TTL_MILLIS_MAX + ")");
    }
    if (params.offer().isEmpty() || params.offer().length() > OFFER_ID_MAX) {
      issues.add("/offer", "an id of 1 to " + OFFER_ID_MAX + " characters is expected");
    }
    if (params.tools().isEmpty() || params.tools().size() > TOOLS_MAX) {
      issues.add("/tools", params.tools().size() + " (expected: 1 to " + TOOLS_MAX + ")");
    }
    var offered = new ArrayList<ToolSchema>();
    for (int i = 0; i < params.tools().size(); i++) {
      offered.add(schema(params.tools().get(i), "/tools/" + i, issues));
    }
    issues.refuseIfAny();
    tools.offer(params.offer(), principal(context), offered, Duration.ofMillis(ttl));
    return new ToolOfferResult(params.offer(), ttl);
  }

  private static ToolSchema schema(OfferedTool tool, String pointer, Issues issues) {
    boolean isName =
        ToolName.isValid(tool.name())
            && tool.name().startsWith(ToolKnowledge.CLIENT_TOOL)
            && tool.name().length() > ToolKnowledge.CLIENT_TOOL.length();
    if (!isName) {
      issues.add(
          pointer + "/name",
          "'" + tool.name() + "' (expected: a name such as " + ToolKnowledge.CLIENT_TOOL + "pick)");
    }
    if (!tool.input().path("type").asText().equals("object")) {
      issues.add(pointer + "/input/type", "the schema of an object is expected");
    }
    Long millis = tool.timeoutMs();
    if (millis != null && (millis < 1 || millis > TIMEOUT_MILLIS_MAX)) {
      issues.add(pointer + "/timeoutMs", millis + " (expected: 1 to " + TIMEOUT_MILLIS_MAX + ")");
    }
    return new ToolSchema(
        new ToolName(tool.name()),
        tool.description(),
        tool.input(),
        tool.output(),
        new ToolTraits(
            isSo(tool.readOnly()),
            isSo(tool.idempotent()),
            isSo(tool.destructive()),
            OnUnknown.ASK),
        millis == null ? null : Duration.ofMillis(millis));
  }

  private static boolean isSo(@Nullable Boolean flag) {
    return Boolean.TRUE.equals(flag);
  }

  private static String principal(RequestContext context) {
    return context.connection().principal();
  }

  ToolTakeResult take(ToolTakeParams params, RequestContext context) {
    if (params.waitMs() < 0 || params.waitMs() > WAIT_MILLIS_MAX) {
      throw RefusedException.invalidParams(
          "/waitMs", params.waitMs() + " (expected: 0 to " + WAIT_MILLIS_MAX + ")");
    }
    context.onCancel(tools::lookAgain);
    try {
      ClientTools.Taken taken =
          tools.take(
              params.offer(),
              principal(context),
              new ClientTools.Known(params.known(), heard(params)),
              Duration.ofMillis(params.waitMs()),
              context::isCancelled);
      context.refuseIfCancelled();
      return new ToolTakeResult(
          taken.calls().stream().map(HostedToolMethods::toWire).toList(),
          taken.gone(),
          taken.told().isEmpty()
              ? null
              : taken.told().stream().map(HostedToolMethods::toWire).toList());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw RefusedException.of(DaemonErrorCode.REQUEST_CANCELLED, "the daemon ends");
    }
  }

  private static HostedCall toWire(HostedWork work) {
    return new HostedCall(
        work.id(),
        work.call().tool().value(),
        work.args(),
        work.call().session().value(),
        work.call().run().value(),
        work.call().call().value(),
        work.call().idempotencyKey(),
        work.call().attempt(),
        work.call().trace());
  }

  private static Map<String, Long> heard(ToolTakeParams params) {
    return Objects.requireNonNullElse(params.heard(), List.<HeardMessages>of()).stream()
        .collect(Collectors.toMap(HeardMessages::id, HeardMessages::number, Math::max));
  }

  private static HostedMessage toWire(HostedWork.Told told) {
    return new HostedMessage(told.call(), told.number(), told.message());
  }

  ToolReportResult report(ToolReportParams params, RequestContext context) {
    if (!params.message().isObject()) {
      throw RefusedException.invalidParams("/message", "an object is expected");
    }
    return new ToolReportResult(
        tools.report(
            params.offer(), principal(context), params.id(), params.number(), params.message()));
  }

  ToolResultResult result(ToolResultParams params, RequestContext context) {
    return new ToolResultResult(
        tools.finish(params.offer(), principal(context), params.id(), endOf(params)));
  }

  private static HostedEnd endOf(ToolResultParams params) {
    HostedFailure error = params.error();
    if ((params.result() == null) == (error == null)) {
      throw RefusedException.invalidParams("", "either a result or an error is expected");
    }
    return error == null
        ? new HostedEnd.Done(Objects.requireNonNull(params.result()))
        : new HostedEnd.Failed(error.message(), isSo(error.retryable()));
  }

  Nothing withdraw(ToolWithdrawParams params, RequestContext context) {
    tools.withdraw(params.offer(), principal(context));
    return new Nothing();
  }
}
