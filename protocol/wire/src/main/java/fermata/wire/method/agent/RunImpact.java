package fermata.wire.method.agent;

import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import fermata.wire.method.run.RunStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a definition would mean for a run that waits. */
public record RunImpact(
    @Doc("its session") String session,
    @Doc("the run") String run,
    @Doc("title of the session") @Untrusted @Nullable String title,
    @Doc("state of the run") RunStatus status,
    @Doc("when something happened to it last") Instant updatedAt,
    @Doc("nodes that it stands on") List<String> nodes,
    @Doc("same, compatible or obstructed") ImpactVerdict verdict,
    @Doc("what differs from the definition that it has, in words for people") List<String> changes,
    @Doc("what keeps it from going on with this one") List<ImpactObstacle> obstacles) {

  public RunImpact {
    nodes = List.copyOf(nodes);
    changes = List.copyOf(changes);
    obstacles = List.copyOf(obstacles);
  }
}
