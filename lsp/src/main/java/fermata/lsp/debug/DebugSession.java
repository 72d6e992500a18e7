package fermata.lsp.debug;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.client.FermataClient;
import fermata.client.FermataException;
import fermata.lsp.relay.DaemonLink;
import fermata.wire.event.BreakpointSet;
import fermata.wire.event.DebugFact;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.MessageFact;
import fermata.wire.event.QuestionFact;
import fermata.wire.event.RunFact;
import fermata.wire.event.SubrunFact;
import fermata.wire.event.ToolFact;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.debug.RunBreakpointsParams;
import fermata.wire.method.debug.RunBreakpointsResult;
import fermata.wire.method.debug.RunPositionParams;
import fermata.wire.method.debug.RunPositionResult;
import fermata.wire.method.debug.RunPositionResult.BranchView;
import fermata.wire.method.debug.RunStepParams;
import fermata.wire.method.debug.RunWalkParams;
import fermata.wire.method.debug.RunWalkResult;
import fermata.wire.method.events.EventsReadParams;
import fermata.wire.method.events.EventsReadResult;
import fermata.wire.method.events.StartPosition;
import fermata.wire.method.history.SessionForkParams;
import fermata.wire.method.history.SessionForkResult;
import fermata.wire.method.run.AgentReference;
import fermata.wire.method.run.RunCancelParams;
import fermata.wire.method.run.RunPauseParams;
import fermata.wire.method.run.RunResumeParams;
import fermata.wire.method.run.RunStartParams;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.RunStatus;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.session.SessionGetParams;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The runs that one editor debugs: a run, its child runs, and where the editor looks in each.
 *
 * <p>Everything is done under the lock of this object: what a follower tells waits until the answer
 * of the request that caused it is on its way.
 */
final class DebugSession {

  /** A number that no event of a run has. */
  private static final long AFTER_ALL = 1L << 50;

  private final DaemonLink daemon;

  /** How many events are read at once, and how often, to find who has set breakpoints. */
  private static final int PAGE = 1_000;

  private static final int PAGES_MAX = 10;

  private static final List<String> DEBUGGER_SET = List.of("debug.set");

  private final DapConnection editor;
  private final Breakpoints breakpoints = new Breakpoints();
  private final Map<String, TrackedRun> runs = new LinkedHashMap<>();
  private final Map<String, RunWatch> watches = new LinkedHashMap<>();
  private final List<String> threads = new ArrayList<>();
  private final Map<String, Stop> lastStops = new LinkedHashMap<>();
  private @Nullable TrackedRun root;
  private boolean isReplay;
  private boolean isLaunched;
  private boolean isGoing;

  DebugSession(DaemonLink daemon, DapConnection editor) {
    this.daemon = daemon;
    this.editor = editor;
  }

  Breakpoints breakpoints() {
    return breakpoints;
  }

  FermataClient client() {
    return daemon.client();
  }

  boolean isLaunched() {
    return isLaunched;
  }

  boolean isReplay() {
    return isReplay;
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  /** Starts a run; it stands still where the editor has its breakpoints. */
  void launch(JsonNode arguments) {
    Path file = Path.of(arguments.path("program").asText());
    boolean isDebugged = !arguments.path("noDebug").asBoolean();
    boolean isEntry = arguments.path("stopOnEntry").asBoolean(true);
    JsonNode input = arguments.path("input");
    var params =
        new RunStartParams(
            new AgentReference(file.toString(), null),
            input.isObject() ? input : null,
            text(arguments, "entry"),
            null,
            null,
            key(),
            text(arguments, "title"),
            text(arguments, "workspace"),
            text(arguments, "record"),
            text(arguments, "recording"),
            null,
            isDebugged ? breakpoints.toWire(isEntry) : null);
    RunStartResult started = client().call(Methods.RUN_START, params);
    isLaunched = true;
    tellOfSession(started.session(), "launch");
    begin(started.session(), started.run(), new StartPosition.Start());
  }

  /** To an editor a session is what a process is to others: it may show it beside the text. */
  private void tellOfSession(String session, String how) {
    ObjectNode body = Json.mapper().createObjectNode();
    editor.tell("process", body.put("name", session).put("startMethod", how));
  }

  private static @Nullable String text(JsonNode arguments, String name) {
    return arguments.path(name).textValue();
  }

  private void begin(String session, String run, StartPosition from) {
    root = track(session, run, null, null);
    watch(session, from);
  }

  private TrackedRun track(
      String session, String run, @Nullable TrackedRun parent, @Nullable String step) {
    return runs.computeIfAbsent(run, id -> new TrackedRun(session, id, parent, step));
  }

  private void watch(String session, StartPosition from) {
    var watch = new RunWatch(client(), session, this::hear);
    watches.put(session, watch);
    watch.start(from);
  }

  /** Looks at a run that somebody else has started. */
  void attach(JsonNode arguments) {
    String session = arguments.path("session").asText();
    RunSummary newest =
        client().call(Methods.SESSION_GET, new SessionGetParams(session)).runs().stream()
            .filter(
                run -> !arguments.has("run") || run.run().equals(arguments.path("run").asText()))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("session '" + session + "' has no run"));
    tellOfSession(session, "attach");
    boolean hasEnded = newest.endedAt() != null;
    isReplay = hasEnded || arguments.path("replay").asBoolean();
    TrackedRun run = track(session, newest.run(), null, null);
    root = run;
    run.hasEnded = hasEnded;
    if (isReplay) {
      look(run, arguments, newest.status().equals(RunStatus.FAILED));
      tellOfStale(run);
      return;
    }
    tellOfStale(run);
    forgetVanished(run);
    setBreakpoints();
    watch(session, new StartPosition.Now());
    boolean stands = newest.reasons().contains("paused");
    if (stands) {
      stopped(run, stopOf(run));
    } else if (arguments.path("stopOnEntry").asBoolean()) {
      pause();
    }
  }

  /** What a debugger wants that has vanished would hold the run for nobody. */
  private void forgetVanished(TrackedRun run) {
    var owners = new LinkedHashSet<String>();
    String after = null;
    boolean hasMore = true;
    for (int page = 0; hasMore && page < PAGES_MAX; page++) {
      EventsReadResult read =
          client()
              .call(
                  Methods.EVENTS_READ,
                  new EventsReadParams(
                      run.session,
                      after,
                      PAGE,
                      0,
                      null,
                      DEBUGGER_SET,
                      List.of(run.run),
                      null,
                      null,
                      null));
      read.events().stream()
          .filter(event -> run.run.equals(event.run()))
          .map(event -> Json.read(event.data(), DebugFact.Set.class).set())
          .forEach(set -> keep(owners, set));
      after = read.cursor();
      hasMore = read.hasMore();
    }
    owners.stream()
        .filter(AdapterName::isOfVanished)
        .forEach(owner -> send(run, new BreakpointSet(owner, List.of(), List.of(), null)));
  }

  /** A debugger that wants nothing any longer is known as one that wants something no more. */
  private static void keep(Set<String> owners, BreakpointSet set) {
    if (set.breakpoints().isEmpty() && set.stops().isEmpty()) {
      owners.remove(set.owner());
    } else {
      owners.add(set.owner());
    }
  }

  /** Opens a run of the past: where it failed, at its beginning, or where the editor says. */
  private void look(TrackedRun run, JsonNode arguments, boolean hasFailed) {
    String wanted = arguments.path("at").asText("");
    if (wanted.matches("\\d{1,18}")) {
      run.at = Long.parseLong(wanted);
    } else if (wanted.equals("end")) {
      run.at = walk(run, AFTER_ALL, Way.BACK, RunWalkParams.Pace.OVER, null).seq();
    } else if (hasFailed && !wanted.equals("start")) {
      BreakpointSet failures =
          new BreakpointSet(breakpoints.owner(), List.of(), List.of("failure"), null);
      run.at = walk(run, AFTER_ALL, Way.BACK, RunWalkParams.Pace.RUN, failures).seq();
    } else {
      run.at = walk(run, 0, Way.FORWARD, RunWalkParams.Pace.OVER, null).seq();
    }
    stopped(run, new Stop("entry", "replay of run " + run.run, null, null, null));
  }

  /** Which way a walk goes. */
  enum Way {
    BACK,
    FORWARD
  }

  private RunWalkResult walk(
      TrackedRun run, long from, Way way, RunWalkParams.Pace pace, @Nullable BreakpointSet set) {
    return walk(run, from, way, pace, null, set);
  }

  private RunWalkResult walk(
      TrackedRun run,
      long from,
      Way way,
      RunWalkParams.Pace pace,
      @Nullable String step,
      @Nullable BreakpointSet set) {
    return client()
        .call(
            Methods.RUN_WALK,
            new RunWalkParams(
                run.session,
                run.run,
                from,
                way == Way.BACK ? RunWalkParams.Direction.BACK : RunWalkParams.Direction.FORWARD,
                pace,
                step,
                set));
  }

  RunPositionResult position(TrackedRun run, @Nullable Long at) {
    return client().call(Methods.RUN_POSITION, new RunPositionParams(run.session, run.run, at));
  }

  RunPositionResult position(TrackedRun run) {
    return position(run, run.position());
  }

  /** Tells the daemon of the breakpoints as they are now. */
  void setBreakpoints() {
    TrackedRun top = root;
    if (top == null || isReplay) {
      return;
    }
    for (TrackedRun run : List.copyOf(runs.values())) {
      if (!run.hasEnded) {
        send(run, breakpoints.toWire(false));
      }
    }
  }

  private void send(TrackedRun run, BreakpointSet set) {
    try {
      RunBreakpointsResult result =
          client()
              .call(
                  Methods.RUN_BREAKPOINTS,
                  new RunBreakpointsParams(run.session, run.run, set, key()));
      for (RunBreakpointsResult.BreakpointProblem problem : result.problems()) {
        breakpoints
            .refused(problem.id(), problem.message())
            .ifPresent(
                view -> {
                  ObjectNode body = Json.mapper().createObjectNode().put("reason", "changed");
                  body.set("breakpoint", view);
                  editor.tell("breakpoint", body);
                });
      }
    } catch (FermataException.Refused ended) {
      // A run that has ended meanwhile needs none.
    }
  }

  private void tellOfStale(TrackedRun run) {
    RunPositionResult there = position(run);
    for (ObjectNode view : breakpoints.stale(Path.of(there.file()), there.fileDigest())) {
      ObjectNode body = Json.mapper().createObjectNode().put("reason", "changed");
      body.set("breakpoint", view);
      editor.tell("breakpoint", body);
    }
  }

  /** {@return the digest of a file as the runs have it; null where none has it} */
  @Nullable String digestOf(Path file) {
    for (TrackedRun run : runs.values()) {
      RunPositionResult there = position(run);
      if (Path.of(there.file()).equals(file)) {
        return there.fileDigest();
      }
    }
    return null;
  }

  List<TrackedRun> runs() {
    return List.copyOf(runs.values());
  }

  Optional<TrackedRun> root() {
    return Optional.ofNullable(root);
  }

  /** {@return the number of a branch of a run, the same as long as the editor is there} */
  int thread(TrackedRun run, String branch) {
    String name = run.run + "\n" + branch;
    if (!threads.contains(name)) {
      threads.add(name);
    }
    return threads.indexOf(name) + 1;
  }

  /** A branch of a run. */
  record Branch(TrackedRun run, String name) {}

  Branch branch(int thread) {
    if (thread < 1 || thread > threads.size()) {
      throw new IllegalArgumentException("there is no thread " + thread);
    }
    String[] parts = threads.get(thread - 1).split("\n", 2);
    return new Branch(Objects.requireNonNull(runs.get(parts[0])), parts[1]);
  }

  /** {@return the branch as it is where the editor looks} */
  Optional<BranchView> viewOf(Branch branch) {
    return position(branch.run()).branches().stream()
        .filter(view -> view.branch().equals(branch.name()))
        .findFirst();
  }

  /** Why a run stands still, for the editor. */
  record Stop(
      String reason,
      String description,
      @Nullable String step,
      @Nullable String breakpoint,
      @Nullable String text) {}

  private Stop stopOf(TrackedRun run) {
    RunPositionResult.StopView stop = position(run).stop();
    return stop == null
        ? new Stop("pause", "paused", null, null, null)
        : new Stop(
            reason(stop.reason()),
            stop.reason() + (stop.node() == null ? "" : " at " + stop.node()),
            stop.step(),
            stop.breakpoint(),
            stop.text());
  }

  private static String reason(String ours) {
    return switch (ours) {
      case "failure", "question", "budget" -> "exception";
      case "begin" -> "entry";
      case "end" -> "step";
      default -> ours;
    };
  }

  private void stopped(TrackedRun run, Stop stop) {
    run.isStopped = true;
    List<BranchView> branches = position(run).branches();
    String branch =
        branches.stream()
            .filter(view -> stop.step() != null && stop.step().equals(view.step()))
            .findFirst()
            .or(() -> branches.stream().findFirst())
            .map(BranchView::branch)
            .orElse("");
    ObjectNode body =
        Json.mapper()
            .createObjectNode()
            .put("reason", stop.reason())
            .put("description", stop.description())
            .put("threadId", thread(run, branch))
            .put(
                "allThreadsStopped",
                runs.values().stream().allMatch(it -> it.isStopped || it.hasEnded));
    if (stop.text() != null) {
      body.put("text", stop.text());
    }
    String mine = breakpoints.owner() + "/";
    if (stop.breakpoint() != null && stop.breakpoint().startsWith(mine)) {
      String id = stop.breakpoint().substring(mine.length());
      if (id.matches("\\d{1,9}")) {
        body.putArray("hitBreakpointIds").add(Integer.parseInt(id));
      }
    }
    lastStops.put(run.run, stop);
    settleGoto();
    editor.tell("stopped", body);
  }

  Optional<Stop> lastStop(TrackedRun run) {
    return Optional.ofNullable(lastStops.get(run.run));
  }

  /** Hears of an event of a run that is followed. */
  private synchronized void hear(EventEnvelope event) {
    String id = event.run();
    TrackedRun run = id == null ? null : runs.get(id);
    if (run == null) {
      return;
    }
    switch (event.fact()) {
      case DebugFact.Reached at when !at.stop() && at.text() != null ->
          output("console", at.text());
      case RunFact.Held held when held.reasons().contains("paused") -> {
        if (run.at == 0 && !run.isStopped) {
          stopped(run, stopOf(run));
        }
      }
      case RunFact.Resumed _ -> resumed(run);
      case RunFact.Completed done -> ended(run, "completed: " + done.output(), 0);
      case RunFact.Failed failed -> ended(run, "failed: " + failed.error().message(), 1);
      case RunFact.Cancelled cancelled -> ended(run, "cancelled: " + cancelled.reason(), 1);
      case SubrunFact.Started child -> {
        TrackedRun known = track(child.run(), child.run(), run, child.step());
        watch(known.session, new StartPosition.Start());
      }
      case MessageFact.Completed said when said.text() != null -> output("stdout", said.text());
      case ToolFact.Started tool -> output("console", "calls " + tool.tool());
      case QuestionFact.Asked asked -> output("important", "asks: " + asked.text());
      default -> {
        // Shown when the editor looks.
      }
    }
  }

  private void output(String category, String text) {
    editor.tell(
        "output",
        Json.mapper().createObjectNode().put("category", category).put("output", text + "\n"));
  }

  // Somebody else may let it go on.
  private void resumed(TrackedRun run) {
    if (run.isStopped && run.at == 0) {
      run.isStopped = false;
      editor.tell(
          "continued",
          Json.mapper()
              .createObjectNode()
              .put("threadId", thread(run, ""))
              .put("allThreadsContinued", false));
    }
  }

  private void ended(TrackedRun run, String how, int exitCode) {
    run.hasEnded = true;
    run.isStopped = false;
    output("console", "run " + run.run + " " + how);
    if (run.equals(root)) {
      editor.tell("exited", Json.mapper().createObjectNode().put("exitCode", exitCode));
      editor.tell("terminated", null);
      isGoing = false;
    }
  }

  /** Whether the editor looks at what was, and not at what is. */
  boolean isInPast(TrackedRun run) {
    return isReplay || run.at != 0;
  }

  /** Lets a run go on: a live one as it does, one of the past along its events or as a fork. */
  void goOn(TrackedRun run) {
    if (isReplay) {
      walked(
          run, walk(run, run.at, Way.FORWARD, RunWalkParams.Pace.RUN, breakpoints.toWire(false)));
    } else if (run.at != 0) {
      fork(run, null, run.at, false);
    } else {
      resume(run);
    }
  }

  private void resume(TrackedRun run) {
    run.isStopped = false;
    // Child runs stand still with their parent and go on with it; one that stopped by itself not.
    client().call(Methods.RUN_RESUME, new RunResumeParams(run.session, run.run, key(), null));
  }

  /** Goes to the next step, or the next turn or call. */
  void stride(Branch branch, RunStepParams.Stride stride) {
    TrackedRun run = branch.run();
    String step = viewOf(branch).map(BranchView::step).orElse(null);
    if (!isInPast(run)) {
      stride(run, step, stride);
      return;
    }
    RunWalkParams.Pace pace =
        stride == RunStepParams.Stride.OVER ? RunWalkParams.Pace.OVER : RunWalkParams.Pace.IN;
    walked(run, walk(run, run.at, Way.FORWARD, pace, step, breakpoints.toWire(false)));
  }

  private void stride(TrackedRun run, @Nullable String step, RunStepParams.Stride stride) {
    run.isStopped = false;
    client().call(Methods.RUN_STEP, new RunStepParams(run.session, run.run, step, stride, key()));
  }

  /** Goes on until what contains the step goes on. */
  void out(Branch branch) {
    TrackedRun run = branch.run();
    String within = viewOf(branch).map(BranchView::within).orElse(null);
    TrackedRun parent = run.parent;
    if (isInPast(run)) {
      walked(
          run,
          walk(
              run,
              run.at,
              Way.FORWARD,
              RunWalkParams.Pace.OVER,
              within == null ? viewOf(branch).map(BranchView::step).orElse(null) : within,
              breakpoints.toWire(false)));
    } else if (within == null && parent != null) {
      stride(parent, run.parentStep, RunStepParams.Stride.OVER);
      resume(run);
    } else {
      String step = within == null ? viewOf(branch).map(BranchView::step).orElse(null) : within;
      stride(run, step, RunStepParams.Stride.OVER);
    }
  }

  /** Goes back to the step or call before, or to the breakpoint before. */
  void back(TrackedRun run, RunWalkParams.Pace pace) {
    long from = run.at == 0 ? beforePause(run) : run.at;
    walked(run, walk(run, from, Way.BACK, pace, breakpoints.toWire(false)));
  }

  // The step at whose begin the run stands still is where it is, not where it was.
  private long beforePause(TrackedRun run) {
    RunPositionResult now = position(run, null);
    if (now.stop() == null || now.stop().step() == null) {
      return now.seq() + 1;
    }
    RunWalkResult here = walk(run, now.seq() + 1, Way.BACK, RunWalkParams.Pace.OVER, null);
    return now.stop().step().equals(here.step()) ? here.seq() : now.seq() + 1;
  }

  private void walked(TrackedRun run, RunWalkResult there) {
    there.log().forEach(line -> output("console", line));
    boolean isEnd = there.reason().equals("end") || isNow(run, there);
    if (isEnd && isReplay && run.at >= there.seq()) {
      editor.tell("terminated", null);
      return;
    }
    run.at = isEnd && !isReplay ? 0 : there.seq();
    String description =
        switch (isEnd ? "end" : there.reason()) {
          case "begin" -> "the run begins here";
          case "end" -> isReplay ? "the run has ended" : "the run is here now";
          default -> there.reason() + " at event " + there.seq();
        };
    stopped(
        run,
        new Stop(
            reason(there.reason()), description, there.step(), there.breakpoint(), there.text()));
  }

  /** Whether a walk has come to the step at which a live run stands still. */
  private boolean isNow(TrackedRun run, RunWalkResult there) {
    RunPositionResult.StopView stop = isReplay ? null : position(run, null).stop();
    return stop != null
        && stop.step() != null
        && stop.step().equals(there.step())
        && there.seq() >= beforePause(run);
  }

  /**
   * Goes on from the past, as a run of its own; the other one stays as it is.
   *
   * @param state values of its state
   */
  void fork(TrackedRun run, @Nullable ObjectNode state, @Nullable Long at, boolean isEntry) {
    forkFrom(run, state, at, null, isEntry);
  }

  /** Goes on from before a step, as a run of its own. */
  void forkBefore(TrackedRun run, String step) {
    forkFrom(run, null, null, step, true);
  }

  private void forkFrom(
      TrackedRun run,
      @Nullable ObjectNode state,
      @Nullable Long at,
      @Nullable String step,
      boolean isEntry) {
    SessionForkResult fork =
        client()
            .call(
                Methods.SESSION_FORK,
                new SessionForkParams(
                    run.session,
                    run.run,
                    at,
                    step,
                    null,
                    null,
                    null,
                    state,
                    null,
                    null,
                    null,
                    null,
                    null,
                    key(),
                    breakpoints.toWire(isEntry)));
    leave();
    runs.clear();
    isReplay = false;
    isLaunched = true;
    output("console", "goes on as session " + fork.session());
    begin(fork.session(), fork.run(), new StartPosition.After(fork.asOf().cursor()));
  }

  /** Makes the run stand still. */
  void pause() {
    TrackedRun run = root;
    if (run != null && !isInPast(run)) {
      client().call(Methods.RUN_PAUSE, new RunPauseParams(null, run.session, "debugger", key()));
    }
  }

  /** Runs to a place: backwards and forwards in the past, once in a live run. */
  void runTo(TrackedRun run, SourcePlaces.Stop stop, String agent) {
    BreakpointSet only = breakpoints.only(stop, agent);
    if (isInPast(run)) {
      walked(run, walk(run, run.at, Way.FORWARD, RunWalkParams.Pace.RUN, only));
      return;
    }
    send(run, only);
    isGoing = true;
    resume(run);
  }

  /** Takes back the place that was run to. */
  void settleGoto() {
    TrackedRun run = root;
    if (isGoing && run != null && !run.hasEnded) {
      isGoing = false;
      send(run, breakpoints.noneOfGoto());
    }
  }

  /** Ends the run. */
  void terminate() {
    TrackedRun run = root;
    if (run != null && !run.hasEnded && !isReplay) {
      client()
          .call(
              Methods.RUN_CANCEL,
              new RunCancelParams(null, run.session, "ended by a debugger", key()));
    }
  }

  /** Wants nothing any longer; a run that stands still stays so unless it is told to go on. */
  void leave() {
    watches.values().forEach(RunWatch::stop);
    watches.clear();
    if (!isReplay) {
      for (TrackedRun run : runs.values()) {
        if (!run.hasEnded) {
          send(run, breakpoints.none());
        }
      }
    }
  }

  /** Lets all that stands still go on. */
  void goOnAll() {
    for (TrackedRun run : runs.values()) {
      if (run.isStopped && !isReplay && !run.hasEnded) {
        resume(run);
      }
    }
  }
}
