package fermata.daemon.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.run.RunArchive;
import fermata.daemon.store.JournalId;
import fermata.wire.event.EventEnvelope;
import fermata.wire.json.Json;
import fermata.wire.method.history.CheckpointDiffResult;
import fermata.wire.method.history.EventDifference;
import fermata.wire.method.history.EventReference;
import fermata.wire.method.history.RunPosition;
import fermata.wire.method.history.StateGetResult;
import fermata.wire.method.history.ValueChange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two positions: the values, and the first event at which the runs part.
 *
 * <p>Not a difference: names of runs, sessions and keys, and times.
 */
public final class Differences {

  private static final List<String> VOLATILE =
      List.of(
          "at",
          "deadline",
          "dueAt",
          "durationMs",
          "expiresAt",
          "key",
          "pin",
          "question",
          "reasons",
          "run",
          "runningMs",
          "seq",
          "session");

  private final List<ValueChange> changes = new ArrayList<>();

  private Differences() {}

  /** {@return what differs} */
  public static CheckpointDiffResult between(RunArchive archive, RunPosition a, RunPosition b) {
    RunArchive.Past one = past(archive, a);
    RunArchive.Past other = past(archive, b);
    var differences = new Differences();
    differences.compare("", tree(StateView.of(one)), tree(StateView.of(other)));
    return new CheckpointDiffResult(
        complete(a, one), complete(b, other), differences.changes, parting(archive, a, b));
  }

  private static RunArchive.Past past(RunArchive archive, RunPosition position) {
    return archive.past(new JournalId(position.session()), position.run(), position.at());
  }

  private static RunPosition complete(RunPosition asked, RunArchive.Past found) {
    return new RunPosition(asked.session(), found.summary().run(), found.seq());
  }

  private static JsonNode tree(StateGetResult state) {
    return lasting(Json.toTree(state));
  }

  /** {@return a value without what always differs; arrays keep their length} */
  private static JsonNode lasting(JsonNode value) {
    JsonNode copy = value.deepCopy();
    strip(copy);
    return copy;
  }

  private static void strip(JsonNode value) {
    if (value instanceof ObjectNode object) {
      object.remove(VOLATILE);
    }
    value.forEach(Differences::strip);
  }

  private void compare(String pointer, @Nullable JsonNode before, @Nullable JsonNode after) {
    if (before != null && before.equals(after)) {
      return;
    }
    if (before != null && after != null && before.isObject() && after.isObject()) {
      var names = new LinkedHashSet<String>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      names.forEach(
          name -> compare(pointer + "/" + escaped(name), before.get(name), after.get(name)));
    } else if (before != null && after != null && before.isArray() && after.isArray()) {
      for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
        compare(pointer + "/" + i, before.get(i), after.get(i));
      }
    } else {
      changes.add(new ValueChange(pointer, before, after));
    }
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static @Nullable EventDifference parting(
      RunArchive archive, RunPosition a, RunPosition b) {
    List<EventEnvelope> one = events(archive, a);
    List<EventEnvelope> other = events(archive, b);
    int shared = 0;
    while (shared < one.size()
        && shared < other.size()
        && isAlike(one.get(shared), other.get(shared))) {
      shared++;
    }
    boolean isBeginning = shared == one.size() || shared == other.size();
    return isBeginning
        ? null
        : new EventDifference(reference(one.get(shared)), reference(other.get(shared)));
  }

  private static List<EventEnvelope> events(RunArchive archive, RunPosition position) {
    var events = new ArrayList<EventEnvelope>();
    archive.forEachEvent(
        new JournalId(position.session()), position.run(), position.at(), events::add);
    return events;
  }

  private static boolean isAlike(EventEnvelope one, EventEnvelope other) {
    return one.type().equals(other.type()) && lasting(one.data()).equals(lasting(other.data()));
  }

  private static EventReference reference(EventEnvelope event) {
    return new EventReference(event.seq(), event.type(), event.node(), event.data());
  }
}
