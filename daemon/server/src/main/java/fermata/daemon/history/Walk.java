package fermata.daemon.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import fermata.daemon.journal.DebugMapping;
import fermata.daemon.journal.FactMapping;
import fermata.daemon.run.RunArchive;
import fermata.daemon.store.JournalId;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Edge;
import fermata.engine.graph.Hindsight;
import fermata.engine.run.Breakpoint;
import fermata.engine.run.BreakpointSet;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepId;
import fermata.engine.state.RunState;
import fermata.wire.event.EventEnvelope;
import fermata.wire.method.debug.RunWalkParams;
import fermata.wire.method.debug.RunWalkParams.Direction;
import fermata.wire.method.debug.RunWalkParams.Pace;
import fermata.wire.method.debug.RunWalkResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A way over the events of a run, in either direction, to the next place where somebody who debugs
 * it wants to be. Nothing is run and nothing is called.
 *
 * <p>Confined to one reading.
 */
public final class Walk {

  private final RunArchive archive;
  private final RunWalkParams asked;
  private final JournalId session;
  private final String run;
  private final Map<String, Integer> hits = new HashMap<>();
  private final List<String> log = new ArrayList<>();
  private @Nullable RunWalkResult found;

  private Walk(RunArchive archive, RunWalkParams asked) {
    this.archive = archive;
    this.asked = asked;
    this.session = new JournalId(asked.session());
    this.run = archive.run(session, asked.run()).run();
  }

  /** {@return where the walk ends} */
  public static RunWalkResult of(RunArchive archive, RunWalkParams asked) {
    var walk = new Walk(archive, asked);
    return switch (asked.direction()) {
      case FORWARD -> walk.forward();
      case BACK -> walk.back();
    };
  }

  private RunWalkResult forward() {
    if (countsHits()) {
      // How often a place was reached counts from the beginning.
      archive.visit(session, run, 0, asked.from(), counting());
    }
    archive.visit(
        session,
        run,
        asked.from(),
        Long.MAX_VALUE,
        (event, before, after) -> {
          Stop stop = stop(event, before, after);
          if (stop != null && stop.seq() > asked.from()) {
            found = result(stop);
          }
          return found == null;
        });
    return found == null ? end() : found;
  }

  private RunArchive.Visitor counting() {
    return (event, before, after) -> {
      Stop _ = stop(event, before, after);
      log.clear();
      return true;
    };
  }

  private RunWalkResult end() {
    RunArchive.Past last = archive.past(session, run, null);
    return new RunWalkResult(last.seq(), "end", null, null, null, null, log);
  }

  private RunWalkResult back() {
    long until = asked.from() - 1;
    while (until > 0 && found == null) {
      long mark = countsHits() ? 0 : archive.markBefore(session, run, until);
      archive.visit(
          session,
          run,
          mark,
          until + 1,
          (event, before, after) -> {
            Stop stop = stop(event, before, after);
            if (stop != null && stop.seq() < asked.from()) {
              found = result(stop);
            }
            return true;
          });
      log.clear();
      until = mark;
    }
    return found == null ? begin() : found;
  }

  private RunWalkResult begin() {
    var first = new ArrayList<RunWalkResult>();
    archive.visit(
        session,
        run,
        0,
        asked.from(),
        (event, _, _) -> {
          if (FactMapping.toEvent(event.fact()).orElse(null) instanceof RunEvent.StepStarted it) {
            first.add(
                new RunWalkResult(
                    event.seq(),
                    "begin",
                    null,
                    it.step().value(),
                    it.node().value(),
                    null,
                    List.of()));
          }
          return first.isEmpty();
        });
    return first.isEmpty()
        ? new RunWalkResult(
            archive.firstSeq(session, run), "begin", null, null, null, null, List.of())
        : first.getFirst();
  }

  private boolean countsHits() {
    return asked.set() != null
        && asked.set().breakpoints().stream().anyMatch(point -> point.hits() != null);
  }

  /** A place to be at. */
  private record Stop(
      long seq,
      String reason,
      @Nullable String breakpoint,
      @Nullable StepId step,
      @Nullable String node,
      @Nullable String text) {}

  private RunWalkResult result(Stop stop) {
    return new RunWalkResult(
        stop.seq(),
        stop.reason(),
        stop.breakpoint(),
        stop.step() == null ? null : stop.step().value(),
        stop.node(),
        stop.text(),
        asked.direction() == Direction.BACK ? List.of() : List.copyOf(log));
  }

  private @Nullable Stop stop(EventEnvelope event, RunState before, RunArchive.Past after) {
    RunEvent happened = FactMapping.toEvent(event.fact()).orElse(null);
    return switch (happened) {
      case RunEvent.StepStarted it -> atStep(event, it, before, after);
      case RunEvent.ToolStarted it when it.attempt() == 1 -> atTool(event, it, after);
      case RunEvent.ModelStarted it when asked.pace() == Pace.IN ->
          new Stop(event.seq(), "step", null, it.step(), node(after, it.step()), null);
      case RunEvent.SubrunStarted it when asked.pace() == Pace.IN ->
          new Stop(event.seq(), "step", null, it.step(), node(after, it.step()), null);
      case RunEvent.EdgeTaken it -> atEdge(event, it, after);
      case RunEvent.StepFinished it when it.error() != null && minds("failure") ->
          new Stop(
              event.seq() - 1,
              "failure",
              null,
              it.step(),
              it.node().value(),
              it.error().kind() + ": " + it.error().message());
      case RunEvent.QuestionAsked it when minds("question") ->
          new Stop(event.seq(), "question", null, it.step(), node(after, it.step()), it.text());
      case RunEvent.BudgetMarked it when minds("budget") ->
          new Stop(
              event.seq(),
              "budget",
              null,
              null,
              null,
              it.limit() + ": " + it.percent() + " % used");
      case null, default -> null;
    };
  }

  private static @Nullable String node(RunArchive.Past past, StepId step) {
    return past.state().steps().find(step).map(it -> it.node().value()).orElse(null);
  }

  private boolean minds(String stop) {
    return asked.set() != null && asked.set().stops().contains(stop);
  }

  private @Nullable Stop atStep(
      EventEnvelope event, RunEvent.StepStarted it, RunState before, RunArchive.Past after) {
    Stop hit =
        hit(
            event,
            Breakpoint.Kind.NODE,
            it.node().value(),
            it.node().value(),
            it.step(),
            new LinkedHashMap<>(),
            after);
    return hit != null || !isFarEnough(before)
        ? hit
        : new Stop(event.seq(), "step", null, it.step(), it.node().value(), null);
  }

  private boolean isFarEnough(RunState before) {
    String from = asked.step();
    boolean isInside =
        asked.direction() == Direction.FORWARD
            && asked.pace() == Pace.OVER
            && from != null
            && before.steps().has(new StepId(from));
    return asked.pace() != Pace.RUN && !isInside;
  }

  private @Nullable Stop atTool(
      EventEnvelope event, RunEvent.ToolStarted it, RunArchive.Past after) {
    SequencedMap<String, JsonNode> names = new LinkedHashMap<>();
    names.put("tool", TextNode.valueOf(it.tool().value()));
    after.state().callsOf(it.step()).forEach(call -> addArgs(call, it, names));
    String node = Objects.requireNonNullElse(node(after, it.step()), "");
    Stop hit = hit(event, Breakpoint.Kind.TOOL, it.tool().value(), node, it.step(), names, after);
    return hit != null || asked.pace() != Pace.IN
        ? hit
        : new Stop(event.seq(), "step", null, it.step(), node, null);
  }

  private static void addArgs(
      fermata.engine.state.Call call,
      RunEvent.ToolStarted it,
      SequencedMap<String, JsonNode> names) {
    if (call instanceof fermata.engine.state.Call.Tool tool && tool.id().equals(it.call())) {
      names.put("args", tool.args());
    }
  }

  private @Nullable Stop atEdge(EventEnvelope event, RunEvent.EdgeTaken it, RunArchive.Past after) {
    SequencedMap<String, JsonNode> names = new LinkedHashMap<>();
    after.state().memory().outputs().find(it.from()).ifPresent(out -> names.put("output", out));
    for (Edge edge : after.sight().definition().edgesFrom(it.from())) {
      boolean isIt =
          edge.to().equals(it.to())
              && edge.label().equals(it.label())
              && edge.isDefault() == it.isDefault();
      if (isIt) {
        String from = it.from().value();
        Stop hit = hit(event, Breakpoint.Kind.EDGE, edge.pointer(), from, null, names, after);
        if (hit != null) {
          return hit;
        }
      }
    }
    return null;
  }

  private @Nullable Stop hit(
      EventEnvelope event,
      Breakpoint.Kind kind,
      String at,
      String node,
      @Nullable StepId step,
      SequencedMap<String, JsonNode> names,
      RunArchive.Past after) {
    if (asked.set() == null) {
      return null;
    }
    AgentDefinition definition = after.sight().definition();
    BreakpointSet set = DebugMapping.fromWire(asked.set(), definition.name().value());
    Stop stop = null;
    for (Breakpoint point : set.breakpoints()) {
      boolean isHere =
          point.kind() == kind
              && point.at().equals(at)
              && (point.node() == null || point.node().equals(node))
              && point.agent().equals(definition.name().value());
      if (!isHere) {
        continue;
      }
      int count = hits.getOrDefault(point.id(), 0) + 1;
      Hindsight.Halt halt =
          Hindsight.of(definition, after.state(), event.at()).halt(point, step, names, count);
      if (halt.isHit()) {
        hits.put(point.id(), count);
      }
      if (halt.log() != null) {
        log.add(halt.log());
      }
      if (halt.isStop()) {
        stop =
            new Stop(event.seq(), "breakpoint", set.owner() + "/" + point.id(), step, node, null);
      }
    }
    return stop;
  }
}
