package fermata.daemon.history;

import fermata.daemon.run.Acceptance;
import fermata.daemon.run.RunArchive;
import fermata.daemon.run.SessionViews;
import fermata.daemon.source.DefinitionChanges;
import fermata.daemon.source.SourcedAgent;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.SessionQuery;
import fermata.definition.model.AgentDefinition;
import fermata.wire.method.agent.AgentImpactResult;
import fermata.wire.method.agent.ImpactObstacle;
import fermata.wire.method.agent.ImpactVerdict;
import fermata.wire.method.agent.RunImpact;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.session.SessionStatus;
import fermata.wire.method.session.SessionSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which of the runs that wait could go on with a definition: a dry run, nothing is changed. */
public final class Impact {

  /** Runs that one answer lists. */
  public static final int RUNS_MAX = 1_000;

  private static final int PAGE = 500;

  private final RunArchive archive;
  private final SessionViews views;
  private final SourcedAgent agent;
  private final AgentDefinition definition;
  private final List<RunImpact> found = new ArrayList<>();
  private boolean isTruncated;

  private Impact(
      RunArchive archive, SessionViews views, SourcedAgent agent, AgentDefinition definition) {
    this.archive = archive;
    this.views = views;
    this.agent = agent;
    this.definition = definition;
  }

  /** {@return what a usable agent would mean for the runs of its file or name that wait} */
  public static AgentImpactResult of(RunArchive archive, SessionViews views, SourcedAgent agent) {
    var impact = new Impact(archive, views, agent, agent.usable());
    impact.lookAtAll();
    return new AgentImpactResult(
        impact.definition.name().value(),
        impact.definition.digest(),
        impact.found,
        impact.isTruncated);
  }

  private void lookAtAll() {
    SessionQuery.PageEnd before = null;
    do {
      SessionViews.Page page =
          views.sessions(new SessionQuery(SessionStatus.HELD.wireName(), null, before, PAGE));
      page.sessions().forEach(this::consider);
      before = page.end();
    } while (before != null && !isTruncated);
  }

  private void consider(SessionSummary session) {
    RunSummary run = session.run();
    if (run == null || !isMeant(session)) {
      return;
    }
    if (found.size() == RUNS_MAX) {
      isTruncated = true;
    } else {
      found.add(impact(session, run));
    }
  }

  private boolean isMeant(SessionSummary session) {
    return session.agent().equals(definition.name().value())
        || Path.of(agent.texts().file()).toUri().toString().equals(session.uri());
  }

  private RunImpact impact(SessionSummary session, RunSummary run) {
    RunArchive.Past past = archive.past(new JournalId(session.session()), run.run(), null);
    AgentDefinition before = past.sight().definition();
    boolean isSame = before.digest().equals(definition.digest());
    List<ImpactObstacle> obstacles =
        isSame
            ? List.of()
            : Acceptance.obstacles(past.sight(), agent).stream().map(Impact::toWire).toList();
    return new RunImpact(
        session.session(),
        run.run(),
        session.title(),
        run.status(),
        session.updatedAt(),
        Acceptance.nodesInUse(past.state()).stream().map(node -> node.value()).toList(),
        verdict(isSame, obstacles),
        isSame ? List.of() : DefinitionChanges.between(before, definition),
        obstacles);
  }

  private static ImpactVerdict verdict(boolean isSame, List<ImpactObstacle> obstacles) {
    if (isSame) {
      return ImpactVerdict.SAME;
    }
    return obstacles.isEmpty() ? ImpactVerdict.COMPATIBLE : ImpactVerdict.OBSTRUCTED;
  }

  private static ImpactObstacle toWire(Acceptance.Obstacle obstacle) {
    return new ImpactObstacle(
        obstacle.node() == null ? null : obstacle.node().value(), obstacle.message());
  }
}
