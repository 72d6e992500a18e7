package fermata.wire.method.run;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.event.Failure;
import fermata.wire.event.GoalFact.Evaluated;
import fermata.wire.event.Usage;
import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of one run. */
public record RunSummary(
    @Doc("id of the run") String run,
    @Doc("its session") String session,
    @Doc("where it stands") RunStatus status,
    @Doc("name of the agent") String agent,
    @Doc("definition that it runs") String digest,
    @Doc("entry point") String entry,
    @Doc("when it began") Instant startedAt,
    @Doc("when it ended") @Nullable Instant endedAt,
    @Doc("output of a completed run") @Untrusted @Nullable JsonNode output,
    @Doc("why it failed") @Nullable Failure error,
    @Doc("what it has used; of a run at work, when it last waited or a model replied") Usage usage,
    @Doc("what a held run waits for") List<String> reasons,
    @Doc("how it stood to the goal of its agent when it ended") @Nullable Evaluated goal) {

  public RunSummary {
    reasons = List.copyOf(reasons);
  }
}
