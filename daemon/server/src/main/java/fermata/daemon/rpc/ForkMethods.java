package fermata.daemon.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.history.ForkPosition;
import fermata.daemon.journal.EventLog;
import fermata.daemon.platform.UuidV7;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.Admission;
import fermata.daemon.run.EntryRoom;
import fermata.daemon.run.InputCheck;
import fermata.daemon.run.RunArchive;
import fermata.daemon.run.RunFork;
import fermata.daemon.run.RunOptions;
import fermata.daemon.run.RunRegistry;
import fermata.daemon.source.AgentSource;
import fermata.daemon.source.SourcedAgent;
import fermata.daemon.store.JournalId;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.StateKey;
import fermata.definition.schema.SchemaValidator;
import fermata.definition.text.Suggestions;
import fermata.engine.run.ForkPoint;
import fermata.engine.run.RunId;
import fermata.engine.run.SessionId;
import fermata.wire.method.Methods;
import fermata.wire.method.history.RunPosition;
import fermata.wire.method.history.SessionForkParams;
import fermata.wire.method.history.SessionForkResult;
import fermata.wire.method.run.AgentReference;
import fermata.wire.method.run.AsOf;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** {@code session/fork}: a run that goes on where another one was. */
final class ForkMethods {

  private final RunRegistry runs;
  private final RunArchive archive;
  private final AgentMethods agents;
  private final AgentSource source;
  private final EventLog log;
  private final KeyedRequests keyed;
  private final DaemonControl daemon;
  private final UuidV7 ids;

  ForkMethods(Backends backends, AgentMethods agents, KeyedRequests keyed, DaemonControl daemon) {
    this.runs = backends.runs();
    this.archive = backends.runs().archive();
    this.agents = agents;
    this.source = backends.agents();
    this.log = backends.log();
    this.keyed = keyed;
    this.daemon = daemon;
    this.ids = backends.ids();
  }

  SessionForkResult fork(SessionForkParams params, RequestContext context) {
    return keyed.once(
        Methods.SESSION_FORK,
        params,
        context,
        remember -> {
          RunMethods.refuseIfDraining(daemon);
          RunFork fork = forkOf(params);
          Admission admission =
              runs.fork(
                  new JournalId(ids.next()),
                  fork,
                  context.actor(params.key()),
                  remember.apply(done -> result(done, fork.point())));
          return result(admission, fork.point());
        });
  }

  private SessionForkResult result(Admission admission, ForkPoint parent) {
    String session = admission.session().value();
    return new SessionForkResult(
        session,
        admission.run().value(),
        new AsOf(session, log.cursor(admission.asOf())),
        false,
        new RunPosition(parent.session().value(), parent.run().value(), parent.seq()));
  }

  /**
   * {@return the run that is asked for}
   *
   * @throws RefusedException where it cannot be
   */
  RunFork forkOf(SessionForkParams params) {
    RunArchive.Past past = ForkPosition.find(archive, params);
    SourcedAgent agent = agentOf(params.agent(), past);
    AgentDefinition definition = AgentMethods.usable(agent);
    String entry = past.state().requireOrigin().entry();
    return new RunFork(
        new RunId(RunMethods.runId(params.newRun(), "/newRun", ids)),
        new ForkPoint(new SessionId(params.session()), new RunId(past.summary().run()), past.seq()),
        options(params, past.sight().pin().options()),
        agent,
        inputOf(params.input(), past, definition),
        stateOf(params.state(), definition),
        params.title(),
        EntryRoom.of(agent, entry).orElse(null),
        DebugMethods.debuggers("/debug", params.debug(), definition));
  }

  private SourcedAgent agentOf(@Nullable AgentReference reference, RunArchive.Past past) {
    return reference == null
        ? source.load(past.sight().pin().texts())
        : agents.read("/agent/uri", reference.uri(), reference.text());
  }

  private static RunOptions options(SessionForkParams params, RunOptions before) {
    String replay = params.replay();
    var models = params.models();
    return new RunOptions(
        before.workspace(),
        RunMethods.pathOrNull("/record", params.record()),
        replay == null ? before.replay() : RunMethods.pathOrNull("/replay", replay),
        models == null ? before.models() : models);
  }

  private static JsonNode inputOf(
      @Nullable JsonNode changes, RunArchive.Past past, AgentDefinition definition) {
    ObjectNode input = past.state().requireOrigin().input().deepCopy();
    if (changes != null) {
      requireObject("/input", changes)
          .properties()
          .forEach(f -> input.set(f.getKey(), f.getValue()));
      InputCheck.check(definition, input);
    }
    return input;
  }

  private static ObjectNode requireObject(String pointer, JsonNode value) {
    if (value instanceof ObjectNode object) {
      return object;
    }
    throw RefusedException.invalidParams(pointer, value.getNodeType() + " (expected: an object)");
  }

  private static SequencedMap<String, JsonNode> stateOf(
      @Nullable JsonNode changes, AgentDefinition definition) {
    var state = new LinkedHashMap<String, JsonNode>();
    if (changes != null) {
      for (var change : requireObject("/state", changes).properties()) {
        check(change.getKey(), change.getValue(), definition);
        state.put(change.getKey(), change.getValue());
      }
    }
    return state;
  }

  private static void check(String name, JsonNode value, AgentDefinition definition) {
    StateKey key = definition.state().get(name);
    if (key == null) {
      throw RefusedException.invalidParams(
          "/state/" + name,
          "the agent has no state key '"
              + name
              + "'"
              + Suggestions.hint(name, definition.state().keySet()));
    }
    SchemaValidator.of(key.schema())
        .validate(value)
        .forEach(
            violation -> {
              throw RefusedException.invalidParams(
                  "/state/" + name + violation.pointer(), violation.message());
            });
  }
}
