package fermata.daemon.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.NewEvent;
import fermata.daemon.store.StorageException;
import fermata.daemon.store.StoredEvent;
import fermata.wire.event.EncodedEvent;
import fermata.wire.event.EventData;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.EventTypes;
import fermata.wire.event.RunFact;
import fermata.wire.json.BindingException;
import fermata.wire.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Envelopes as the store keeps them: number, time, type and version are columns, the rest JSON. */
public final class JournalRecords {

  /** What most bodies fit into. */
  private static final int BODY_UNITS = 400;

  /** The members of a body that say where in a run an event is, as {@link Body} has them. */
  private static final List<String> PLACES = List.of("run", "step", "node");

  private JournalRecords() {}

  private record Body(
      @Nullable String run,
      @Nullable String step,
      @Nullable String node,
      @Nullable List<String> path,
      EventEnvelope.@Nullable Cause cause,
      @Nullable String schema,
      @Nullable List<String> tags,
      ObjectNode data) {}

  /**
   * {@return an event to append}
   *
   * @param run that it belongs to; absent where it is about the session itself
   * @param places where steps are
   * @param cause who asked for it; absent where nobody did
   */
  public static NewEvent encode(
      EventData fact,
      @Nullable String run,
      Map<String, StepPlace> places,
      EventEnvelope.@Nullable Cause cause) {
    Object named = placeOf(fact);
    String step = named == null ? null : Json.textOf(named, "step");
    String node = named == null ? null : Json.textOf(named, "node");
    StepPlace at = step == null ? null : places.get(step);
    if (node == null && at != null) {
      node = at.node();
    }
    List<String> path = at == null || !at.node().equals(node) ? null : at.told();
    var body = new StringBuilder(BODY_UNITS).append('{');
    member(body, "run", run);
    member(body, "step", step);
    member(body, "node", node);
    if (path != null) {
      String nodes = path.stream().map(Json::quoted).collect(Collectors.joining(","));
      body.append("\"path\":[").append(nodes).append("],");
    }
    if (cause != null) {
      body.append("\"cause\":").append(Json.toText(cause)).append(',');
    }
    body.append("\"data\":").append(Json.toText(fact)).append('}');
    return new NewEvent(EventTypes.nameOf(fact), EventEnvelope.VERSION, body.toString());
  }

  /** Adds a member of the head, in the order of {@link Body}. */
  private static void member(StringBuilder body, String name, @Nullable String value) {
    if (value != null) {
      body.append('"').append(name).append("\":").append(Json.quoted(value)).append(',');
    }
  }

  /** {@return the record that names the step and the node of a fact} */
  private static @Nullable Object placeOf(EventData fact) {
    return switch (fact) {
      case RunFact.Failed failed -> failed.error();
      case RunFact.Failing failing -> failing.error();
      case RunFact _ -> null;
      default -> fact;
    };
  }

  /** {@return how the body of an event of a run begins} */
  public static String beginningOf(String run) {
    return "{\"run\":\"" + run + "\",";
  }

  /** {@return a published event to append to the journal of the workspace} */
  public static NewEvent encode(Publication event) {
    var body =
        new Body(
            event.run(),
            event.step(),
            event.node(),
            null,
            event.cause(),
            event.schema(),
            event.tags(),
            event.data());
    return new NewEvent(EventTypes.PUBLISHED, EventEnvelope.VERSION, Json.toText(body));
  }

  /**
   * {@return an event as it travels}
   *
   * @throws StorageException with {@code CORRUPT} if it is not one
   */
  public static EventEnvelope decode(JournalId journal, StoredEvent event) {
    try {
      Body body = bodyOf(Json.mapper().readTree(event.body()));
      return new EventEnvelope(
          event.seq(),
          null,
          event.at(),
          event.type(),
          event.version(),
          body.run(),
          body.step(),
          body.node(),
          body.path(),
          body.cause(),
          body.schema(),
          body.tags(),
          body.data());
    } catch (JsonProcessingException | BindingException damage) {
      throw unreadable(journal, event.seq(), damage);
    }
  }

  /** Most events say no more than where they are; anything else is read as records are. */
  private static Body bodyOf(JsonNode json) {
    int known = 0;
    @Nullable String[] places = new @Nullable String[PLACES.size()];
    for (int i = 0; i < places.length; i++) {
      JsonNode value = json.get(PLACES.get(i));
      if (value != null && value.isTextual()) {
        places[i] = value.textValue();
        known++;
      }
    }
    return json.get("data") instanceof ObjectNode data && json.size() == known + 1
        ? new Body(places[0], places[1], places[2], null, null, null, null, data)
        : Json.read(json, Body.class);
  }

  /**
   * {@return an event as it travels, written}
   *
   * @throws StorageException with {@code CORRUPT} if it is not one
   */
  static EncodedEvent encoded(JournalId journal, StoredEvent event) {
    try {
      return EncodedEvent.of(event.seq(), event.at(), event.type(), event.version(), event.body());
    } catch (IOException damage) {
      throw unreadable(journal, event.seq(), damage);
    }
  }

  /**
   * {@return an event as it travels, as JSON on one line}
   *
   * <p>Number, time, type and version stand before what is in the body, so a body that was stored
   * is not taken apart.
   */
  public static String toLine(StoredEvent event) {
    return "{\"seq\":"
        + event.seq()
        + ",\"at\":"
        + Json.quoted(event.at().toString())
        + ",\"type\":"
        + Json.quoted(event.type())
        + ",\"v\":"
        + event.version()
        + ","
        + event.body().substring(1);
  }

  /** {@return the failure of reading an event that is not one} */
  public static StorageException unreadable(JournalId journal, long seq, Exception damage) {
    return new StorageException(
        StorageException.Kind.CORRUPT,
        "session "
            + journal.value()
            + ": event "
            + seq
            + " cannot be read; the session can be read up to there and not continued",
        damage);
  }

  /** {@return a text that was written by {@link Json#toTree}} */
  public static JsonNode parse(String json) {
    try {
      return Json.mapper().readTree(json);
    } catch (JsonProcessingException damage) {
      throw new StorageException(
          StorageException.Kind.CORRUPT, "store: a row cannot be read", damage);
    }
  }
}
