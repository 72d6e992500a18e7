package fermata.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A subscription, read as a client reads it: every batch must continue the one before. */
final class EventTail {

  private final Peer peer;
  private final String sub;
  private final List<JsonNode> events = new ArrayList<>();
  private final boolean acks;
  private long last;
  private long bytes;

  private EventTail(Peer peer, String sub, boolean acks) {
    this.peer = peer;
    this.sub = sub;
    this.acks = acks;
  }

  /** Follows a session from its beginning. */
  static EventTail of(Peer peer, String session) {
    return from(peer, session, "{'kind':'start'}", "");
  }

  /**
   * Follows a session.
   *
   * @param more members of the params, with a comma before each
   */
  static EventTail from(Peer peer, String session, String from, String more) {
    String deltas = more.contains("'deltas'") ? "" : ",'deltas':'all'";
    JsonNode opened =
        peer.result(
            "events/subscribe",
            "{'session':'" + session + "','from':" + from + deltas + more + "}");
    return new EventTail(peer, opened.path("sub").asText(), true);
  }

  /** Follows, and never says that anything was taken. */
  static EventTail silent(Peer peer, String session, String window) {
    JsonNode opened =
        peer.result(
            "events/subscribe",
            "{'session':'"
                + session
                + "','from':{'kind':'start'},'deltas':'all','window':"
                + window
                + "}");
    return new EventTail(peer, opened.path("sub").asText(), false);
  }

  String sub() {
    return sub;
  }

  /** {@return the next batch, after a look whether it continues what there was} */
  JsonNode batch() {
    JsonNode batch = peer.notification("events/batch");
    for (JsonNode event : batch.path("events")) {
      long prev = event.path("prev").asLong(0);
      if (prev != last) {
        throw new AssertionError("a gap: " + event + " after " + last);
      }
      last = event.path("seq").asLong();
      events.add(event);
    }
    if (batch.path("last").asLong() != last) {
      throw new AssertionError("a gap at the end: " + batch + " at " + last);
    }
    if (acks) {
      ack(batch);
    }
    return batch;
  }

  private void ack(JsonNode batch) {
    // To say more than there was means: everything.
    bytes += 1L << 30;
    peer.tell(
        "events/ack",
        Peer.json(
            "{'sub':'"
                + sub
                + "','cursor':'"
                + batch.path("through").asText()
                + "','bytes':"
                + bytes
                + "}"));
  }

  /** Reads until an event of a type has come. */
  EventTail until(String type) {
    return until(event -> event.path("type").asText().equals(type));
  }

  EventTail until(Predicate<JsonNode> wanted) {
    while (events.stream().noneMatch(wanted)) {
      batch();
    }
    return this;
  }

  List<JsonNode> events() {
    return events;
  }

  List<String> types() {
    return events.stream().map(event -> event.path("type").asText()).toList();
  }

  long last() {
    return last;
  }
}
