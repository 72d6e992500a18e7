package fermata.cli.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import fermata.cli.follow.RunEnding;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.Failure;
import fermata.wire.event.GoalFact;
import fermata.wire.event.StepFact;
import fermata.wire.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What came of a run.
 *
 * @param envelopes every event, in order
 */
record Outcome(RunEnding ending, List<EventEnvelope> envelopes) {

  Outcome {
    envelopes = List.copyOf(envelopes);
  }

  String status() {
    return ending.status();
  }

  JsonNode output() {
    return ending instanceof RunEnding.Completed completed
        ? completed.output()
        : MissingNode.getInstance();
  }

  @Nullable Failure error() {
    return ending instanceof RunEnding.Failed(var fact) ? fact.error() : null;
  }

  @Nullable String errorKind() {
    Failure error = error();
    return error == null ? null : error.kind();
  }

  @Nullable String goal() {
    return envelopes.stream()
        .map(EventEnvelope::fact)
        .filter(GoalFact.Evaluated.class::isInstance)
        .map(fact -> ((GoalFact.Evaluated) fact).verdict())
        .findFirst()
        .orElse(null);
  }

  List<String> nodes() {
    return envelopes.stream()
        .map(EventEnvelope::fact)
        .filter(StepFact.Started.class::isInstance)
        .map(fact -> ((StepFact.Started) fact).node())
        .toList();
  }

  /** {@return each event as its data with its type and node beside them} */
  List<ObjectNode> events() {
    return envelopes.stream().map(Outcome::flat).toList();
  }

  private static ObjectNode flat(EventEnvelope event) {
    ObjectNode flat = event.data().deepCopy();
    flat.put("type", event.type());
    String node = event.node();
    if (node != null && !flat.has("node")) {
      flat.put("node", node);
    }
    return flat;
  }

  /** {@return what checks may name} */
  SequencedMap<String, JsonNode> values() {
    var values = new LinkedHashMap<String, JsonNode>();
    values.put("status", TextNode.valueOf(status()));
    if (!output().isMissingNode()) {
      values.put("output", output());
    }
    Failure error = error();
    if (error != null) {
      values.put("error", Json.toTree(error));
    }
    String goal = goal();
    if (goal != null) {
      values.put("goal", TextNode.valueOf(goal));
    }
    usage(values);
    return values;
  }

  private void usage(SequencedMap<String, JsonNode> values) {
    switch (ending) {
      case RunEnding.Completed(var fact) -> values.put("usage", Json.toTree(fact.usage()));
      case RunEnding.Failed(var fact) -> values.put("usage", Json.toTree(fact.usage()));
      case RunEnding.Cancelled(var fact) -> values.put("usage", Json.toTree(fact.usage()));
      case RunEnding.Held _, RunEnding.DaemonStopped _, RunEnding.Interrupted _ -> {}
    }
  }
}
