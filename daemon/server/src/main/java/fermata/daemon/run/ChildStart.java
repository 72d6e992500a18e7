package fermata.daemon.run;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.journal.GrantMapping;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.source.AgentSource;
import fermata.daemon.source.AgentTexts;
import fermata.daemon.source.SourcedAgent;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.KeyedRequest;
import fermata.daemon.store.StoreChange;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.AgentName;
import fermata.engine.run.BreakpointSet;
import fermata.engine.run.CallId;
import fermata.engine.run.Failure;
import fermata.engine.run.Grant;
import fermata.engine.run.RunId;
import fermata.engine.state.Call;
import fermata.engine.state.Debugging;
import fermata.wire.jsonrpc.DaemonErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child run that is to begin, in a session that has its id.
 *
 * @param texts of the parent, as they were when it was started; the child's are among them
 * @param entry the entry point of the agent
 * @param begun what is stored with the start
 * @param debuggers what they want it to stand still for
 * @param trace that the parent belongs to
 */
record ChildStart(
    RunParent parent,
    AgentTexts texts,
    RunOptions options,
    AgentName agent,
    RunId run,
    String entry,
    JsonNode input,
    Grant grant,
    StoreChange begun,
    List<BreakpointSet> debuggers,
    @Nullable String trace) {

  private static final Logger LOG = LoggerFactory.getLogger(ChildStart.class);

  private static final String ASKED_BY = "parent run";

  static ChildStart of(JournalId session, LiveRun parent, Call.Child child, StoreChange begun) {
    AgentPin pin = parent.pinned().pin();
    RunParent above = pin.options().parent();
    int depth = above == null ? 1 : above.depth() + 1;
    return new ChildStart(
        new RunParent(session.value(), parent.id().value(), child.id().value(), depth),
        pin.texts(),
        pin.options(),
        child.agent(),
        child.run(),
        child.entry(),
        child.input(),
        child.grant(),
        begun,
        debuggers(parent, child),
        parent.trace());
  }

  // What debuggers want of the parent they want of its child runs too; who steps into the node of
  // one stands still at its entry.
  private static List<BreakpointSet> debuggers(LiveRun parent, Call.Child child) {
    Debugging debugging = parent.state().debugging();
    if (debugging == null) {
      return List.of();
    }
    boolean isEntered = debugging.isEntering(child.step());
    var sets = new ArrayList<BreakpointSet>();
    for (BreakpointSet set : debugging.sets().values()) {
      boolean isFirst = isEntered && sets.isEmpty();
      sets.add(new BreakpointSet(set.owner(), set.breakpoints(), set.troubles(), isFirst));
    }
    return sets;
  }

  /** Whether the same start may succeed in a while. */
  static boolean isPassing(RefusedException refusal) {
    return Stream.of(
            DaemonErrorCode.OVERLOADED,
            DaemonErrorCode.DRAINING,
            DaemonErrorCode.STORAGE_ERROR,
            DaemonErrorCode.LEASE_HELD)
        .anyMatch(refusal.error()::is);
  }

  /** {@return why the step of the parent fails} */
  Failure failure(RefusedException refusal) {
    boolean isFull = refusal.error().is(DaemonErrorCode.LIMIT_EXCEEDED);
    String message = "agent '" + agent.value() + "' cannot be started: " + refusal.getMessage();
    return isFull ? Failure.passing("agent.start", message) : Failure.of("agent.start", message);
  }

  /** {@return the failure of a start that met a bug} */
  Failure failure(RuntimeException bug) {
    String incident = UUID.randomUUID().toString();
    LOG.error("run={} incident={} a child run was not started", run.value(), incident, bug);
    return Failure.of("agent.start", "a bug of the daemon, incident " + incident);
  }

  JournalId session() {
    return new JournalId(run.value());
  }

  CallId call() {
    return new CallId(parent.call());
  }

  Actor actor() {
    return new Actor(ASKED_BY, null, null, trace);
  }

  KeyedReply key() {
    return new KeyedReply(new KeyedRequest(ASKED_BY, "run/start", run.value()), "", _ -> "{}");
  }

  /**
   * {@return the run to begin}
   *
   * @throws RefusedException if there is no such agent, it has errors, or too many are in one
   *     another
   */
  RunBeginning beginning(AgentSource agents) {
    if (parent.depth() > AgentDefinition.CHILD_DEPTH_MAX) {
      throw RefusedException.of(
          DaemonErrorCode.LIMIT_EXCEEDED,
          "%d runs are in one another (expected: at most %d)"
              .formatted(parent.depth(), AgentDefinition.CHILD_DEPTH_MAX));
    }
    SourcedAgent child = agents.asked(agents.child(texts, agent));
    return new RunBeginning(
        run,
        child,
        childOptions(),
        entry,
        input,
        child.texts().file(),
        "child of run " + parent.run(),
        List.of(begun),
        debuggers);
  }

  // A recording is of one run, so that of a child stands beside that of its parent.
  private RunOptions childOptions() {
    return new RunOptions(
        options.workspace(),
        beside(options.record()),
        beside(options.replay()),
        options.models(),
        parent,
        GrantMapping.toWire(grant));
  }

  private @Nullable String beside(@Nullable String recording) {
    return recording == null ? null : recording + "." + parent.call();
  }
}
