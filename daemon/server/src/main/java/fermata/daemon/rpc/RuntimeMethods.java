package fermata.daemon.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.tool.ToolListener;
import fermata.daemon.tool.builtin.ToolFailureKinds;
import fermata.daemon.tool.builtin.ToolRefusal;
import fermata.daemon.tool.runtime.CodeWork;
import fermata.daemon.tool.runtime.RuntimeKind;
import fermata.daemon.tool.runtime.RuntimeKind.Capability;
import fermata.daemon.tool.runtime.external.ExternalRuntime;
import fermata.daemon.tool.runtime.external.ExternalRuntimes;
import fermata.daemon.tool.runtime.external.ExternalWork;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.method.daemon.Nothing;
import fermata.wire.method.runtime.RuntimeCompleteParams;
import fermata.wire.method.runtime.RuntimeCompleteResult;
import fermata.wire.method.runtime.RuntimeListResult;
import fermata.wire.method.runtime.RuntimeRegisterParams;
import fermata.wire.method.runtime.RuntimeRegisterResult;
import fermata.wire.method.runtime.RuntimeReportParams;
import fermata.wire.method.runtime.RuntimeReportResult;
import fermata.wire.method.runtime.RuntimeTakeParams;
import fermata.wire.method.runtime.RuntimeTakeResult;
import fermata.wire.method.runtime.RuntimeUnregisterParams;
import fermata.wire.method.runtime.RuntimeView;
import fermata.wire.method.runtime.RuntimeWork;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code runtime/*}: programs that execute the sources of {@code code} nodes. */
final class RuntimeMethods {

  private static final String NAME = "[a-z][a-z0-9-]{0,62}";
  private static final long WAIT_MILLIS_MAX = 20_000;
  private static final Set<String> BUILT_IN = Set.of("html", "process", "sql");

  private final ExternalRuntimes runtimes;

  RuntimeMethods(Backends backends) {
    this.runtimes = backends.runtimes();
  }

  RuntimeListResult list(Nothing params, RequestContext context) {
    return new RuntimeListResult(runtimes.all().stream().map(RuntimeMethods::toWire).toList());
  }

  private static RuntimeView toWire(RuntimeKind kind) {
    return new RuntimeView(
        kind.name(),
        kind.capabilities().stream().map(RuntimeMethods::word).sorted().toList(),
        kind.priority(),
        kind.isAvailable(),
        kind instanceof ExternalRuntime);
  }

  private static String word(Capability capability) {
    return capability.name().toLowerCase(Locale.ROOT);
  }

  RuntimeRegisterResult register(RuntimeRegisterParams params, RequestContext context) {
    if (!params.name().matches(NAME) || BUILT_IN.contains(params.name())) {
      throw RefusedException.invalidParams(
          "/name",
          "'"
              + params.name()
              + "' (expected: lower-case letters, digits and -, and none of"
              + " html, process and sql)");
    }
    Duration lease = lease(params.leaseMs());
    String registration =
        runtimes
            .register(params.name(), capabilities(params.capabilities()), params.priority(), lease)
            .orElseThrow(
                () ->
                    RefusedException.of(
                        DaemonErrorCode.LIMIT_EXCEEDED,
                        ExternalRuntimes.REGISTRATIONS_MAX + " programs are registered already"));
    return new RuntimeRegisterResult(registration, lease.toMillis());
  }

  private static Duration lease(@Nullable Long millis) {
    Duration lease = millis == null ? ExternalRuntime.LEASE : Duration.ofMillis(millis);
    if (lease.compareTo(ExternalRuntime.LEASE_MIN) < 0
        || lease.compareTo(ExternalRuntime.LEASE_MAX) > 0) {
      throw RefusedException.invalidParams("/leaseMs", millis + " (expected: 1000 to 600000)");
    }
    return lease;
  }

  private static Set<Capability> capabilities(List<String> words) {
    Set<Capability> found = EnumSet.noneOf(Capability.class);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      int index = i;
      found.add(
          Arrays.stream(Capability.values())
              .filter(it -> word(it).equals(word))
              .findFirst()
              .orElseThrow(
                  () ->
                      RefusedException.invalidParams(
                          "/capabilities/" + index,
                          "'" + word + "' (expected: code, sql, display or state)")));
    }
    return found;
  }

  Nothing unregister(RuntimeUnregisterParams params, RequestContext context) {
    if (!runtimes.unregister(params.registration())) {
      throw RefusedException.notFound("registration", params.registration());
    }
    return new Nothing();
  }

  private ExternalRuntime find(String registration) {
    return runtimes
        .find(registration)
        .orElseThrow(() -> RefusedException.notFound("registration", registration));
  }

  RuntimeTakeResult take(RuntimeTakeParams params, RequestContext context) {
    if (params.waitMs() < 0 || params.waitMs() > WAIT_MILLIS_MAX) {
      throw RefusedException.invalidParams(
          "/waitMs", params.waitMs() + " (expected: 0 to " + WAIT_MILLIS_MAX + ")");
    }
    ExternalRuntime runtime = find(params.registration());
    Thread waiting = Thread.currentThread();
    context.onCancel(waiting::interrupt);
    try {
      ExternalRuntime.Taken taken = runtime.take(Duration.ofMillis(params.waitMs()));
      return new RuntimeTakeResult(
          taken.work().map(RuntimeMethods::toWire).orElse(null), taken.ended(), taken.cancelled());
    } catch (InterruptedException _) {
      context.refuseIfCancelled();
      Thread.currentThread().interrupt();
      return new RuntimeTakeResult(null, List.of(), List.of());
    }
  }

  private static RuntimeWork toWire(ExternalWork work) {
    CodeWork code = work.work();
    return new RuntimeWork(
        work.lease(),
        code.call().session().value(),
        code.call().run().value(),
        code.source(),
        code.args(),
        code.files(),
        code.call().workspace().toString(),
        code.call().attempt(),
        code.call().idempotencyKey(),
        code.call().trace());
  }

  RuntimeReportResult report(RuntimeReportParams params, RequestContext context) {
    ExternalWork work =
        find(params.registration())
            .find(params.lease())
            .orElseThrow(() -> RefusedException.notFound("work", params.lease()));
    ToolListener listener = work.work().work().listener();
    String output = params.output();
    String progress = params.progress();
    if (output != null) {
      listener.output("output", output);
    }
    if (progress != null) {
      listener.progress(progress, params.value(), params.total());
    }
    show(work, params);
    return new RuntimeReportResult(work.isCancelled());
  }

  private static void show(ExternalWork work, RuntimeReportParams params) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("displayId", Objects.requireNonNullElse(params.displayId(), ""));
    message.put("clear", Objects.requireNonNullElse(params.clear(), ""));
    try {
      work.displays().take(message.set("display", params.display()));
    } catch (ToolRefusal refusal) {
      throw RefusedException.invalidParams("/display", String.valueOf(refusal.getMessage()));
    }
  }

  RuntimeCompleteResult complete(RuntimeCompleteParams params, RequestContext context) {
    ExternalRuntime runtime = find(params.registration());
    JsonNode result = params.result();
    @Nullable String error = params.error();
    if ((result == null) == (error == null)) {
      throw RefusedException.invalidParams("/result", "either a result or an error is wanted");
    }
    boolean isAccepted =
        result != null
            ? runtime.complete(params.lease(), result)
            : runtime.fail(params.lease(), failure(params, String.valueOf(error)));
    return new RuntimeCompleteResult(isAccepted);
  }

  private static ToolRefusal failure(RuntimeCompleteParams params, String error) {
    return Boolean.TRUE.equals(params.retryable())
        ? ToolRefusal.passing(ToolFailureKinds.FAILED, error)
        : ToolRefusal.of(ToolFailureKinds.FAILED, error);
  }
}
