package fermata.daemon.journal;

import fermata.definition.model.NodeId;
import fermata.engine.run.Breakpoint;
import fermata.engine.run.BreakpointSet;
import fermata.engine.run.BreakpointSet.Trouble;
import fermata.engine.run.CallId;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepId;
import fermata.engine.run.StepStatus;
import fermata.engine.run.StopReason;
import fermata.engine.run.Stride;
import fermata.wire.event.DebugFact;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What debuggers want and where runs were for them, both ways. */
public final class DebugMapping {

  private DebugMapping() {}

  static DebugFact toWire(RunEvent.BreakpointsSet event) {
    return new DebugFact.Set(toWire(event.set()));
  }

  static DebugFact toWire(RunEvent.SteppingBegan event) {
    StepId step = event.step();
    return new DebugFact.Stepping(step == null ? null : step.value(), word(event.stride()));
  }

  static DebugFact toWire(RunEvent.BreakpointReached event) {
    RunEvent.Outcome outcome = event.outcome();
    StepId step = event.step();
    NodeId node = event.node();
    CallId call = event.call();
    return new DebugFact.Reached(
        event.breakpoint(),
        event.place(),
        word(event.reason()),
        event.isStop(),
        step == null ? null : step.value(),
        node == null ? null : node.value(),
        call == null ? null : call.value(),
        event.text(),
        outcome == null ? null : new fermata.wire.event.StepStatus(outcome.status().label()),
        outcome == null ? null : ValueMapping.toWire(outcome.error()));
  }

  static RunEvent toEvent(DebugFact fact) {
    return switch (fact) {
      case DebugFact.Set(var set) -> new RunEvent.BreakpointsSet(fromWire(set, ""));
      case DebugFact.Stepping(var step, var stride) ->
          new RunEvent.SteppingBegan(stepOrNull(step), ofWord(Stride.values(), stride));
      case DebugFact.Reached reached ->
          new RunEvent.BreakpointReached(
              reached.breakpoint(),
              reached.place(),
              ofWord(StopReason.values(), reached.reason()),
              reached.stop(),
              stepOrNull(reached.step()),
              reached.node() == null ? null : new NodeId(reached.node()),
              reached.call() == null ? null : new CallId(reached.call()),
              reached.text(),
              outcome(reached));
    };
  }

  private static RunEvent.@Nullable Outcome outcome(DebugFact.Reached reached) {
    fermata.wire.event.StepStatus status = reached.status();
    fermata.wire.event.Failure error = reached.error();
    return status == null || error == null
        ? null
        : new RunEvent.Outcome(
            ValueMapping.byWord(StepStatus.values(), StepStatus::label, status.wireName()),
            ValueMapping.fromWire(error));
  }

  /** {@return a set as it is sent} */
  public static fermata.wire.event.BreakpointSet toWire(BreakpointSet set) {
    return new fermata.wire.event.BreakpointSet(
        set.owner(),
        set.breakpoints().stream().map(DebugMapping::toWire).toList(),
        set.troubles().stream().sorted().map(DebugMapping::word).toList(),
        set.atEntry() ? Boolean.TRUE : null);
  }

  private static fermata.wire.event.Breakpoint toWire(Breakpoint point) {
    return new fermata.wire.event.Breakpoint(
        point.id(),
        point.agent(),
        word(point.kind()),
        point.at(),
        point.node(),
        point.condition(),
        point.hits(),
        point.log());
  }

  /**
   * {@return a set that was sent}
   *
   * @param agent whose definition a breakpoint is in that does not say
   * @throws IllegalArgumentException if a word is not known
   */
  public static BreakpointSet fromWire(fermata.wire.event.BreakpointSet set, String agent) {
    return new BreakpointSet(
        set.owner(),
        set.breakpoints().stream().map(point -> fromWire(point, agent)).toList(),
        set.stops().stream()
            .map(word -> ofWord(Trouble.values(), word))
            .collect(Collectors.toUnmodifiableSet()),
        Boolean.TRUE.equals(set.entry()));
  }

  private static Breakpoint fromWire(fermata.wire.event.Breakpoint point, String agent) {
    return new Breakpoint(
        point.id(),
        Objects.requireNonNullElse(point.agent(), agent),
        ofWord(Breakpoint.Kind.values(), point.kind()),
        point.at(),
        point.node(),
        point.condition(),
        point.hits(),
        point.log());
  }

  static Stride stride(String word) {
    return ofWord(Stride.values(), word);
  }

  private static @Nullable StepId stepOrNull(@Nullable String step) {
    return step == null ? null : new StepId(step);
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> E ofWord(E[] values, String word) {
    return ValueMapping.byWord(values, DebugMapping::word, word);
  }
}
