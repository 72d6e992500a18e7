package fermata.daemon.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.event.BranchFact;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.RunFact;
import fermata.wire.event.StepFact;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the runs of a session can be forked and looked at, told from their events alone: the same
 * places as {@code checkpoint/list}, without a fold.
 *
 * <p>Not thread-safe.
 */
final class CheckpointIndex {

  private static final Set<String> TYPES =
      Set.of(
          "run.started",
          "run.forked",
          "run.held",
          "run.cancelling",
          "run.failing",
          "step.finished",
          "edge.taken",
          "branch.failed");

  private final Map<String, OfRun> runs = new LinkedHashMap<>();

  /** One run on its way. */
  private static final class OfRun {
    final ArrayNode checkpoints = JsonNodeFactory.instance.arrayNode();

    /** Ways that are still to be taken of the step that ended last. */
    int left;

    boolean isEnding;
    StepFact.@Nullable Finished ended;
  }

  /** Whether events of a type tell of checkpoints; others need not be added. */
  static boolean isAbout(String type) {
    return TYPES.contains(type);
  }

  void add(EventEnvelope event) {
    String id = event.run();
    if (id == null || !isAbout(event.type())) {
      return;
    }
    OfRun run = runs.computeIfAbsent(id, _ -> new OfRun());
    switch (event.fact()) {
      case StepFact.Finished finished -> {
        run.ended = finished;
        run.left = finished.edges();
        addIfWhole(run, event);
      }
      case StepFact.EdgeTaken _ -> {
        run.left--;
        addIfWhole(run, event);
      }
      case BranchFact.Failed _ -> run.left--;
      case RunFact.Started _, RunFact.Forked _, RunFact.Held _ -> addIfWhole(run, event);
      default -> run.isEnding = true;
    }
  }

  private static void addIfWhole(OfRun run, EventEnvelope event) {
    if (run.left > 0 || run.isEnding) {
      return;
    }
    ObjectNode checkpoint =
        run.checkpoints
            .addObject()
            .put("seq", event.seq())
            .put("at", event.at().toString())
            .put("type", event.type());
    StepFact.Finished step = run.ended;
    if (step != null) {
      checkpoint
          .put("step", step.step())
          .put("node", step.node())
          .put("outcome", step.status().wireName());
    }
    run.ended = null;
  }

  /** {@return the checkpoints of each run, by its id} */
  ObjectNode toJson() {
    ObjectNode index = JsonNodeFactory.instance.objectNode();
    ArrayNode listed = index.putArray("runs");
    runs.forEach(
        (id, run) -> listed.addObject().put("run", id).set("checkpoints", run.checkpoints));
    return index;
  }
}
