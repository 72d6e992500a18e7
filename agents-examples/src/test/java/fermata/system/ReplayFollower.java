package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.client.EventStream;
import fermata.client.FermataClient;
import fermata.client.FermataException;
import fermata.client.StreamItem;
import fermata.wire.event.EventEnvelope;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.events.DeltaDelivery;
import fermata.wire.method.events.EventsReadParams;
import fermata.wire.method.events.EventsReadResult;
import fermata.wire.method.events.EventsSubscribeParams;
import fermata.wire.method.events.StartPosition;
import fermata.wire.method.events.SubscriptionWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client that follows some sessions, now one and now another, comes and goes, and keeps what it
 * was given. Confined to one thread at a time.
 */
final class ReplayFollower {

  private static final String WORKSPACE = "workspace";
  private static final Duration PATIENCE = Duration.ofMillis(200);

  /**
   * At the end, on a busy machine; the signs of life, which come later, would hide a lost event.
   */
  private static final Duration PATIENCE_AT_LAST = Duration.ofSeconds(10);

  private final Supplier<FermataClient> connecting;
  private final List<String> sessions;
  private final Semaphore seen;
  private final Wanted wanted;
  private final Map<String, Followed> followed = new TreeMap<>();

  /** What it asks for. */
  private record Wanted(
      String name,
      @Nullable List<String> types,
      @Nullable ObjectNode selector,
      @Nullable List<String> path,
      @Nullable Integer depth,
      @Nullable SubscriptionWindow window,
      @Nullable Integer maxLatencyMs) {

    EventsSubscribeParams from(String session, StartPosition position) {
      return new EventsSubscribeParams(
          session,
          position,
          types,
          selector,
          DeltaDelivery.NONE,
          window,
          null,
          null,
          path,
          depth,
          null,
          maxLatencyMs,
          null,
          null,
          null);
    }

    EventsReadParams after(String session, @Nullable String cursor) {
      return new EventsReadParams(
          session, cursor, 1000, 0, null, types, null, path, depth, selector);
    }
  }

  /** One session, as far as it came. */
  private static final class Followed {
    private final List<String> events = new ArrayList<>();
    private StartPosition position = new StartPosition.Start();
  }

  private ReplayFollower(
      Supplier<FermataClient> connecting, List<String> sessions, Semaphore seen, Wanted wanted) {
    this.connecting = connecting;
    this.sessions = sessions;
    this.seen = seen;
    this.wanted = wanted;
  }

  /**
   * {@return one for each kind of filter}
   *
   * @param sessions that may be followed, more as time goes on
   * @param seen is released for each event
   */
  static List<ReplayFollower> ofEachKind(
      Supplier<FermataClient> connecting, List<String> sessions, Semaphore seen) {
    ObjectNode even = JsonNodeFactory.instance.objectNode().put("schema", "even.v1");
    return List.of(
            new Wanted("everything", null, null, null, null, null, null),
            new Wanted("types", List.of("run.*", "event.published"), null, null, null, null, null),
            new Wanted("selector", null, even, null, null, null, null),
            new Wanted("path", null, null, List.of("each"), null, null, null),
            new Wanted("depth", null, null, null, 0, null, null),
            new Wanted("window", null, null, null, null, new SubscriptionWindow(3, 4096), null),
            new Wanted("latency", null, null, null, null, null, 20))
        .stream()
        .map(wanted -> new ReplayFollower(connecting, sessions, seen, wanted))
        .toList();
  }

  /** Follows, a while here and a while there, until it is over. */
  void follow(Random random, AtomicBoolean isOver) {
    while (!isOver.get()) {
      // Each client is good for a few looks, and is gone without a word then.
      try (FermataClient client = connecting.get()) {
        for (int looks = 1 + random.nextInt(4); looks > 0 && !isOver.get(); looks--) {
          look(client, session(random), 1 + random.nextInt(30), PATIENCE);
        }
      } catch (FermataException daemonIsGone) {
        // The next client finds another.
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private String session(Random random) {
    int known = sessions.size();
    return known == 0 || random.nextInt(3) == 0 ? WORKSPACE : sessions.get(random.nextInt(known));
  }

  private void look(FermataClient client, String session, int items, Duration patience)
      throws InterruptedException {
    Followed here = followed.computeIfAbsent(session, _ -> new Followed());
    try (EventStream stream = client.events(wanted.from(session, here.position))) {
      for (int i = 0; i < items; i++) {
        var next = stream.next(patience);
        if (next.isEmpty() || !take(here, stream, next.get())) {
          return;
        }
      }
    }
  }

  /** Whether there may be more at once. */
  private boolean take(Followed here, EventStream stream, StreamItem item) {
    return switch (item) {
      case StreamItem.Event(var event) -> {
        here.events.add(text(event));
        here.position = new StartPosition.After(stream.cursor().toString());
        seen.release();
        yield true;
      }
      case StreamItem.Piece _, StreamItem.Snapshot _, StreamItem.Lag _ -> true;
      case StreamItem.Synced _ -> false;
      case StreamItem.Gap gap -> throw new AssertionError("nothing was forgotten: " + gap);
    };
  }

  /** What an event is, whoever reads it: all but the one that this reader had before it. */
  private static String text(EventEnvelope event) {
    ObjectNode tree = Json.toTree(event).deepCopy();
    tree.remove("prev");
    return tree.toString();
  }

  /** Compares with what is stored, after it has read on to the end. */
  void assertHasAll(FermataClient client, long seed) throws InterruptedException {
    for (Map.Entry<String, Followed> each : followed.entrySet()) {
      look(client, each.getKey(), Integer.MAX_VALUE, PATIENCE_AT_LAST);
      assertThat(each.getValue().events)
          .as("seed %d, filter %s, session %s", seed, wanted.name(), each.getKey())
          .isEqualTo(stored(client, each.getKey()));
    }
  }

  private List<String> stored(FermataClient client, String session) {
    List<String> all = new ArrayList<>();
    String cursor = null;
    EventsReadResult page;
    do {
      page = client.call(Methods.EVENTS_READ, wanted.after(session, cursor));
      page.events().forEach(event -> all.add(text(event)));
      cursor = page.cursor();
    } while (page.hasMore());
    return all;
  }
}
