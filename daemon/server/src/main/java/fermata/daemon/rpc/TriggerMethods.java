package fermata.daemon.rpc;

import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.KeyedReply;
import fermata.daemon.source.AgentLocation;
import fermata.daemon.source.SourcedAgent;
import fermata.daemon.store.EntryId;
import fermata.daemon.trigger.Fired;
import fermata.daemon.trigger.TriggerViews;
import fermata.daemon.trigger.Triggers;
import fermata.daemon.trigger.Wish;
import fermata.daemon.trigger.hook.WebhookSource;
import fermata.definition.model.AgentDefinition;
import fermata.wire.method.Methods;
import fermata.wire.method.RpcMethod;
import fermata.wire.method.daemon.Nothing;
import fermata.wire.method.trigger.AgentRegisterParams;
import fermata.wire.method.trigger.AgentRegisterResult;
import fermata.wire.method.trigger.AgentUnregisterParams;
import fermata.wire.method.trigger.AgentUnregisterResult;
import fermata.wire.method.trigger.TriggerFireParams;
import fermata.wire.method.trigger.TriggerFireResult;
import fermata.wire.method.trigger.TriggerListResult;
import fermata.wire.method.trigger.TriggerMissedParams;
import fermata.wire.method.trigger.TriggerMissedResult;
import fermata.wire.method.trigger.TriggerPauseParams;
import fermata.wire.method.trigger.TriggerPauseResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code agent/register}, {@code agent/unregister} and {@code trigger/*}. */
final class TriggerMethods {

  private final Triggers triggers;
  private final WebhookSource webhooks;
  private final AgentMethods agents;
  private final KeyedRequests keyed;
  private final DaemonControl daemon;

  TriggerMethods(
      Backends backends, AgentMethods agents, KeyedRequests keyed, DaemonControl daemon) {
    this.triggers = backends.triggers();
    this.webhooks = backends.webhooks();
    this.agents = agents;
    this.keyed = keyed;
    this.daemon = daemon;
  }

  AgentRegisterResult register(AgentRegisterParams params, RequestContext context) {
    return keyed.once(
        Methods.AGENT_REGISTER,
        params,
        context,
        remember -> {
          RunMethods.refuseIfDraining(daemon);
          SourcedAgent agent = agents.read("/uri", params.uri(), null);
          AgentDefinition definition = AgentMethods.usable(agent);
          var result =
              new AgentRegisterResult(
                  definition.name().value(),
                  agent.texts().file(),
                  definition.digest(),
                  armed(definition),
                  false);
          KeyedReply reply = remember.apply(_ -> result);
          triggers.registry().arm(agent, workspace(params, agent), reply);
          return result;
        });
  }

  private static List<String> armed(AgentDefinition definition) {
    return definition.entries().entrySet().stream()
        .filter(entry -> entry.getValue().trigger() != null)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Path workspace(AgentRegisterParams params, SourcedAgent agent) {
    String workspace = params.workspace();
    Path folder =
        workspace == null ? agent.texts().folder() : AgentLocation.parse("/workspace", workspace);
    if (!Files.isDirectory(folder)) {
      throw RefusedException.invalidParams("/workspace", "'" + folder + "' is not a folder");
    }
    return folder;
  }

  AgentUnregisterResult unregister(AgentUnregisterParams params, RequestContext context) {
    return keyed.once(
        Methods.AGENT_UNREGISTER,
        params,
        context,
        remember -> {
          String file = AgentLocation.parse("/uri", params.uri()).toString();
          var result = new AgentUnregisterResult(file, false);
          triggers.registry().disarm(file, remember.apply(_ -> result));
          return result;
        });
  }

  TriggerListResult list(Nothing params, RequestContext context) {
    triggers.registry().refresh();
    var port = webhooks.port();
    return new TriggerListResult(
        new TriggerViews(triggers.registry()).all(),
        port.isEmpty() ? null : "http://127.0.0.1:" + port.getAsInt(),
        triggers.isServing());
  }

  TriggerPauseResult pause(TriggerPauseParams params, RequestContext context) {
    return changed(Methods.TRIGGER_PAUSE, params, context, triggers.pauses()::pause);
  }

  TriggerPauseResult resume(TriggerPauseParams params, RequestContext context) {
    return changed(Methods.TRIGGER_RESUME, params, context, triggers.pauses()::resume);
  }

  private interface Change {
    List<String> make(
        String file, @Nullable String entry, Function<List<String>, KeyedReply> reply);
  }

  private TriggerPauseResult changed(
      RpcMethod<TriggerPauseParams, TriggerPauseResult> method,
      TriggerPauseParams params,
      RequestContext context,
      Change change) {
    return keyed.once(
        method,
        params,
        context,
        remember -> {
          String file = AgentLocation.parse("/uri", params.uri()).toString();
          List<String> entries =
              change.make(
                  file,
                  params.entry(),
                  now -> remember.apply(_ -> new TriggerPauseResult(file, now, false)));
          return new TriggerPauseResult(file, entries, false);
        });
  }

  TriggerMissedResult missed(TriggerMissedParams params, RequestContext context) {
    triggers.registry().refresh();
    String uri = params.uri();
    String file = uri == null ? null : AgentLocation.parse("/uri", uri).toString();
    return new TriggerMissedResult(
        new TriggerViews(triggers.registry()).missed(file, params.entry()));
  }

  TriggerFireResult fire(TriggerFireParams params, RequestContext context) {
    RunMethods.refuseIfDraining(daemon);
    var id = new EntryId(AgentLocation.parse("/uri", params.uri()).toString(), params.entry());
    var wish = new Wish(params.event(), params.key(), params.dueAt());
    return switch (triggers.fireNow(id, wish)) {
      case Fired.Started(var session, var run) -> new TriggerFireResult(session, run, false);
      case Fired.Repeated(var session, var run) -> new TriggerFireResult(session, run, true);
      case Fired.Refused(var error) -> throw RefusedException.of(error);
      case Fired.Later(var error) -> throw RefusedException.of(error);
    };
  }
}
