package fermata.wire.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.json.Doc;
import fermata.wire.json.Json;
import fermata.wire.json.Untrusted;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A durable event as it travels. {@code data} stays JSON, so that a type that this build does not
 * know passes unchanged and a stored event is not taken apart to be sent; {@link #fact()} reads it.
 */
public record EventEnvelope(
    @Doc("number in the journal, from 1 and without gaps") long seq,
    @Doc(
            "number of the event delivered before it on this subscription, 0 before the first; absent outside subscriptions")
        @Nullable Long prev,
    @Doc("when it was stored") Instant at,
    @Doc("event type") String type,
    @Doc("version of the type") int v,
    @Doc("run that it belongs to") @Nullable String run,
    @Doc("step that it belongs to") @Nullable String step,
    @Doc("node that it belongs to") @Nullable String node,
    @Doc(
            "nodes of the maps in whose bodies that is, outermost first, and it itself; absent outside of maps")
        @Nullable List<String> path,
    @Doc("who caused it") @Nullable Cause cause,
    @Doc("schema of a published event") @Nullable String schema,
    @Doc("tags of a published event") @Nullable List<String> tags,
    @Doc("what happened, by type; of a published event what its publisher gave") @Untrusted
        ObjectNode data) {

  /** The version of every type that this build writes. */
  public static final int VERSION = 1;

  public EventEnvelope {
    path = path == null ? null : List.copyOf(path);
    tags = tags == null ? null : List.copyOf(tags);
  }

  /** Who caused an event. */
  public record Cause(
      @Doc("principal that asked") @Nullable String principal,
      @Doc("client that asked") @Nullable String client,
      @Doc("idempotency key of the call") @Nullable String key,
      @Doc("agent whose run published it") @Nullable String agent,
      @Doc("traceparent of the call, else of what started the run, as W3C trace context says it")
          @Nullable String trace) {

    /** A cause that nobody traces. */
    public Cause(
        @Nullable String principal,
        @Nullable String client,
        @Nullable String key,
        @Nullable String agent) {
      this(principal, client, key, agent, null);
    }

    /** {@return this in another trace} */
    public Cause withTrace(String traceparent) {
      return new Cause(principal, client, key, agent, traceparent);
    }

    /** {@return a client that asked} */
    public static Cause of(
        @Nullable String principal, @Nullable String client, @Nullable String key) {
      return new Cause(principal, client, key, null);
    }
  }

  /** {@return an event without run, step, node and cause} */
  public static EventEnvelope of(long seq, Instant at, EventData fact) {
    return new EventEnvelope(
        seq,
        null,
        at,
        EventTypes.nameOf(fact),
        VERSION,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        dataOf(fact));
  }

  /** {@return this event with the run that it belongs to} */
  public EventEnvelope withRun(String id) {
    return new EventEnvelope(
        seq, prev, at, type, v, id, step, node, path, cause, schema, tags, data);
  }

  /** {@return this event with the step and node that it belongs to} */
  public EventEnvelope withStep(String stepId, String nodeId) {
    return new EventEnvelope(
        seq, prev, at, type, v, run, stepId, nodeId, path, cause, schema, tags, data);
  }

  /** {@return this event with who caused it} */
  public EventEnvelope withCause(Cause origin) {
    return new EventEnvelope(
        seq, prev, at, type, v, run, step, node, path, origin, schema, tags, data);
  }

  /**
   * {@return this event as a subscription delivers it after the event with number {@code previous}}
   */
  public EventEnvelope after(long previous) {
    return new EventEnvelope(
        seq, previous, at, type, v, run, step, node, path, cause, schema, tags, data);
  }

  /**
   * {@return what happened}
   *
   * @throws fermata.wire.json.BindingException if {@code data} does not fit its type
   */
  public EventData fact() {
    return type.equals(EventTypes.PUBLISHED) ? new EventData.Published(data) : factOfType();
  }

  private EventData factOfType() {
    return EventTypes.find(type)
        .<EventData>map(known -> Json.read(data, known.data()))
        .orElseGet(() -> new EventData.Unrecognised(type, data));
  }

  private static ObjectNode dataOf(EventData fact) {
    return switch (fact) {
      case EventData.Unrecognised(_, var data) -> data;
      case EventData.Published(var data) -> data;
      default -> Json.toTree(fact);
    };
  }
}
