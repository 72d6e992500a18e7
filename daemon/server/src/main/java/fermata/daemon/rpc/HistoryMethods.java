package fermata.daemon.rpc;

import fermata.daemon.history.Checkpoints;
import fermata.daemon.history.Differences;
import fermata.daemon.history.Impact;
import fermata.daemon.history.StateView;
import fermata.daemon.run.RunArchive;
import fermata.daemon.run.SessionViews;
import fermata.daemon.source.SourcedAgent;
import fermata.daemon.store.JournalId;
import fermata.wire.method.agent.AgentImpactParams;
import fermata.wire.method.agent.AgentImpactResult;
import fermata.wire.method.history.CheckpointDiffParams;
import fermata.wire.method.history.CheckpointDiffResult;
import fermata.wire.method.history.CheckpointListParams;
import fermata.wire.method.history.CheckpointListResult;
import fermata.wire.method.history.StateGetParams;
import fermata.wire.method.history.StateGetResult;

/** What can be known of runs as they were: {@code checkpoint/*}, {@code state/get}, and more. */
final class HistoryMethods {

  private final RunArchive archive;
  private final SessionViews views;
  private final AgentMethods agents;

  HistoryMethods(Backends backends, AgentMethods agents) {
    this.archive = backends.runs().archive();
    this.views = backends.views();
    this.agents = agents;
  }

  CheckpointListResult checkpoints(CheckpointListParams params, RequestContext context) {
    var session = new JournalId(params.session());
    String run = archive.run(session, params.run()).run();
    return new CheckpointListResult(run, Checkpoints.of(archive, session, run));
  }

  CheckpointDiffResult diff(CheckpointDiffParams params, RequestContext context) {
    return Differences.between(archive, params.a(), params.b());
  }

  StateGetResult state(StateGetParams params, RequestContext context) {
    return StateView.of(archive.past(new JournalId(params.session()), params.run(), params.at()));
  }

  AgentImpactResult impact(AgentImpactParams params, RequestContext context) {
    SourcedAgent agent = agents.read("/uri", params.uri(), params.text());
    AgentMethods.usable(agent);
    return Impact.of(archive, views, agent);
  }
}
