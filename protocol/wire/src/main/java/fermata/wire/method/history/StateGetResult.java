package fermata.wire.method.history;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.event.Usage;
import fermata.wire.json.Doc;
import fermata.wire.json.Ordered;
import fermata.wire.json.Untrusted;
import fermata.wire.method.run.RunStatus;
import java.time.Instant;
import java.util.List;
import java.util.SequencedMap;

/** Result of {@code state/get}: all that a run knew after an event. */
public record StateGetResult(
    @Doc("the run") String run,
    @Doc("number of the last event that counts") long seq,
    @Doc("when that was stored") Instant at,
    @Doc("SHA-256 of the canonical definition that was in force") String digest,
    @Doc("state of the run") RunStatus status,
    @Doc("input of the run") @Untrusted JsonNode input,
    @Doc("values of the shared state") SequencedMap<String, JsonNode> state,
    @Doc("outputs of the last successful step of each node") SequencedMap<String, JsonNode> nodes,
    @Doc("steps under way, by id") SequencedMap<String, OpenStep> steps,
    @Doc("nodes that wait for their turn") List<String> waiting,
    @Doc("ids of open questions") List<String> questions,
    @Doc("what the run had used") Usage usage) {

  public StateGetResult {
    state = Ordered.copyOf(state);
    nodes = Ordered.copyOf(nodes);
    steps = Ordered.copyOf(steps);
    waiting = List.copyOf(waiting);
    questions = List.copyOf(questions);
  }
}
