package fermata.daemon.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.platform.UuidV7;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.Actor;
import fermata.daemon.run.Admission;
import fermata.daemon.run.RunRegistry;
import fermata.daemon.run.SessionChange;
import fermata.daemon.source.SourcedAgent;
import fermata.daemon.store.JournalId;
import fermata.definition.model.AgentDefinition;
import fermata.wire.event.Cursor;
import fermata.wire.event.SessionFact;
import fermata.wire.jsonrpc.KeyedParams;
import fermata.wire.method.Methods;
import fermata.wire.method.RpcMethod;
import fermata.wire.method.run.AsOf;
import fermata.wire.method.session.SessionArchiveParams;
import fermata.wire.method.session.SessionCreateParams;
import fermata.wire.method.session.SessionDeleteParams;
import fermata.wire.method.session.SessionDeleteResult;
import fermata.wire.method.session.SessionUpdateParams;
import fermata.wire.method.session.SessionUpdateResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code session/create}, {@code session/update}, {@code session/archive}, {@code session/delete}.
 */
final class SessionChangeMethods {

  private static final int TITLE_UNITS_MAX = 500;

  /** UTF-16 units of metadata as JSON. */
  private static final int METADATA_UNITS_MAX = 16 * 1024;

  private final RunRegistry runs;
  private final AgentMethods agents;
  private final KeyedRequests keyed;
  private final DaemonControl daemon;
  private final UuidV7 ids;

  SessionChangeMethods(
      Backends backends, AgentMethods agents, KeyedRequests keyed, DaemonControl daemon) {
    this.runs = backends.runs();
    this.ids = backends.ids();
    this.agents = agents;
    this.keyed = keyed;
    this.daemon = daemon;
  }

  SessionUpdateResult create(SessionCreateParams params, RequestContext context) {
    check(params.title(), params.metadata());
    return keyed.once(
        Methods.SESSION_CREATE,
        params,
        context,
        remember -> {
          RunMethods.refuseIfDraining(daemon);
          String session = RunMethods.runId(params.session(), "/session", ids);
          Admission made =
              runs.create(
                  created(params, session),
                  params.metadata(),
                  context.actor(params.key()),
                  remember.apply(SessionChangeMethods::result));
          return result(made);
        });
  }

  private SessionFact.Created created(SessionCreateParams params, String session) {
    SourcedAgent agent = agents.read("/agent/uri", params.agent().uri(), params.agent().text());
    AgentDefinition definition = AgentMethods.usable(agent);
    return new SessionFact.Created(
        session,
        definition.name().value(),
        params.agent().uri(),
        definition.digest(),
        params.title());
  }

  SessionUpdateResult update(SessionUpdateParams params, RequestContext context) {
    check(params.title(), params.metadata());
    var change = new SessionChange.Update(params.title(), params.metadata(), params.ifRev());
    return amend(Methods.SESSION_UPDATE, params, context, new Wish(params.session(), change));
  }

  SessionUpdateResult archive(SessionArchiveParams params, RequestContext context) {
    Boolean archived = params.archived();
    var change = new SessionChange.Archive(archived == null || archived);
    return amend(Methods.SESSION_ARCHIVE, params, context, new Wish(params.session(), change));
  }

  private record Wish(String session, SessionChange change) {}

  private <P extends KeyedParams> SessionUpdateResult amend(
      RpcMethod<P, SessionUpdateResult> method, P params, RequestContext context, Wish wish) {
    return keyed.once(
        method,
        params,
        context,
        remember ->
            result(
                runs.amend(
                    new JournalId(wish.session()),
                    wish.change(),
                    context.actor(params.key()),
                    remember.apply(SessionChangeMethods::result))));
  }

  SessionDeleteResult delete(SessionDeleteParams params, RequestContext context) {
    return keyed.once(
        Methods.SESSION_DELETE,
        params,
        context,
        remember -> {
          Actor actor = context.actor(params.key());
          var deleted = new DeletedSessions();
          runs.delete(
              new JournalId(params.session()),
              actor,
              sessions -> {
                SessionDeleteResult result = deleted.note(sessions);
                return remember.apply(_ -> result);
              });
          return deleted.result();
        });
  }

  /** What the run loop found to delete. */
  private static final class DeletedSessions {

    private volatile SessionDeleteResult result = new SessionDeleteResult(List.of(), false);

    SessionDeleteResult note(List<JournalId> sessions) {
      result = new SessionDeleteResult(sessions.stream().map(JournalId::value).toList(), false);
      return result;
    }

    SessionDeleteResult result() {
      return result;
    }
  }

  private static void check(@Nullable String title, @Nullable JsonNode metadata) {
    if (title != null && title.length() > TITLE_UNITS_MAX) {
      throw RefusedException.invalidParams(
          "/title", title.length() + " characters (expected: at most " + TITLE_UNITS_MAX + ")");
    }
    if (metadata != null && !metadata.isObject()) {
      throw RefusedException.invalidParams(
          "/metadata", metadata.getNodeType() + " (expected: an object)");
    }
    int units = metadata == null ? 0 : metadata.toString().length();
    if (units > METADATA_UNITS_MAX) {
      throw RefusedException.invalidParams(
          "/metadata", units + " characters (expected: at most " + METADATA_UNITS_MAX + ")");
    }
  }

  private static SessionUpdateResult result(Admission admission) {
    String session = admission.session().value();
    return new SessionUpdateResult(
        session, new AsOf(session, Cursor.of(admission.asOf()).toString()), false);
  }
}
