package fermata.daemon.rpc;

import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.SessionViews;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.SessionQuery;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.method.goal.GoalProgressParams;
import fermata.wire.method.goal.GoalProgressResult;
import fermata.wire.method.run.RunListParams;
import fermata.wire.method.run.RunListResult;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.session.SessionGetParams;
import fermata.wire.method.session.SessionGetResult;
import fermata.wire.method.session.SessionListParams;
import fermata.wire.method.session.SessionListResult;
import fermata.wire.method.session.SessionOrder;
import fermata.wire.method.session.SessionStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is listed and looked up: {@code session/*} and {@code run/list}. */
final class SessionMethods {

  private static final int PAGE_DEFAULT = 100;
  private static final int PAGE_MAX = 500;

  private final SessionViews views;

  SessionMethods(SessionViews views) {
    this.views = views;
  }

  SessionListResult list(SessionListParams params, RequestContext context) {
    SessionStatus state = params.state();
    SessionViews.Page page =
        views.sessions(
            new SessionQuery(
                state == null ? null : state.wireName(),
                params.agent(),
                pageEnd(params.cursor()),
                limit(params.limit()),
                params.order() == SessionOrder.CREATED));
    SessionQuery.PageEnd end = page.end();
    return new SessionListResult(
        page.sessions(),
        end == null ? null : end.at().toEpochMilli() + "." + end.session().value());
  }

  private static SessionQuery.@Nullable PageEnd pageEnd(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    int dot = cursor.indexOf('.');
    try {
      long millis = Long.parseLong(cursor, 0, Math.max(dot, 0), 10);
      return new SessionQuery.PageEnd(
          Instant.ofEpochMilli(millis), new JournalId(cursor.substring(dot + 1)));
    } catch (NumberFormatException none) {
      throw RefusedException.of(
          DaemonErrorCode.CURSOR_INVALID, "cursor '" + cursor + "' ends no page of sessions");
    }
  }

  private static int limit(@Nullable Integer wanted) {
    if (wanted == null) {
      return PAGE_DEFAULT;
    }
    if (wanted < 1 || wanted > PAGE_MAX) {
      throw RefusedException.invalidParams("/limit", wanted + " (expected: 1 to " + PAGE_MAX + ")");
    }
    return wanted;
  }

  SessionGetResult get(SessionGetParams params, RequestContext context) {
    return views.session(new JournalId(params.session())).result();
  }

  RunListResult runs(RunListParams params, RequestContext context) {
    int limit = limit(params.limit());
    String session = params.session();
    List<RunSummary> page =
        views.runs(session == null ? null : new JournalId(session), params.cursor(), limit);
    return new RunListResult(page, page.size() < limit ? null : page.getLast().run());
  }

  GoalProgressResult goals(GoalProgressParams params, RequestContext context) {
    long named =
        Stream.of(params.agent(), params.session(), params.run()).filter(Objects::nonNull).count();
    if (named > 1) {
      throw RefusedException.invalidParams("", "expected one of 'agent', 'session' and 'run'");
    }
    return views.goals(params);
  }
}
