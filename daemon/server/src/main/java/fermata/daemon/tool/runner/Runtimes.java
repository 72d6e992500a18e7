package fermata.daemon.tool.runner;

import fermata.daemon.platform.Ticker;
import fermata.daemon.tool.ToolCall;
import fermata.daemon.tool.builtin.ToolBody;
import fermata.daemon.tool.runtime.CodeWork;
import fermata.daemon.tool.runtime.RuntimeEvent;
import fermata.daemon.tool.runtime.RuntimeKind;
import fermata.daemon.tool.runtime.RuntimeRegistry;
import fermata.daemon.tool.runtime.external.ExternalRuntimes;
import fermata.daemon.tool.runtime.html.HtmlRuntime;
import fermata.daemon.tool.runtime.process.ProcessRuntime;
import fermata.daemon.tool.runtime.sql.SqlRuntime;
import fermata.definition.model.Node;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runtimes as tools: {@code code.NAME} hands its arguments to the runtime of that name. */
record Runtimes(RuntimeRegistry registry, ExternalRuntimes external, Ticker sweeper)
    implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Runtimes.class);

  private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);

  static Runtimes open(Map<String, String> environment, InstantSource clock) {
    List<RuntimeKind> kinds =
        List.of(new HtmlRuntime(), new SqlRuntime(), new ProcessRuntime(environment));
    var registry = new RuntimeRegistry(kinds, RuntimeRegistry.INSTANCES_MAX, clock, Runtimes::note);
    var external = new ExternalRuntimes(registry);
    return new Runtimes(registry, external, Ticker.start("runtimes", SWEEP_EVERY, registry::sweep));
  }

  private static void note(RuntimeEvent event) {
    RuntimeEvent.Instance it = event.instance();
    switch (event) {
      case RuntimeEvent.Started _ -> log(it, "started");
      case RuntimeEvent.Leased _ -> log(it, "leased");
      case RuntimeEvent.Released _ -> log(it, "released");
      case RuntimeEvent.Displaced(_, var by) -> log(it, "displaced by session " + by.session());
      case RuntimeEvent.Ended(_, var reason) -> log(it, "ended: " + reason);
    }
  }

  private static void log(RuntimeEvent.Instance instance, String what) {
    LOG.debug("runtime={} session={} {}", instance.runtime(), instance.session(), what);
  }

  Optional<ToolBody> find(ToolCall call) {
    String name = call.tool().value();
    return name.startsWith(Node.Code.TOOL_PREFIX)
        ? Optional.of(
            work ->
                registry.execute(
                    name.substring(Node.Code.TOOL_PREFIX.length()), new CodeWork(call, work)))
        : Optional.empty();
  }

  @Override
  public void close() {
    sweeper.close();
    registry.close();
  }
}
