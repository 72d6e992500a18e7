package fermata.wire.method.goal;

import fermata.wire.json.Doc;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the runs of an agent stand to its goal. */
public record GoalProgress(
    @Doc("name of the agent") String agent,
    @Doc("all its runs that were judged") Tally total,
    @Doc("mean of the scores of the runs that have one") @Nullable BigDecimal score,
    @Doc("each criterion, by its id") List<Part> criteria,
    @Doc("each constraint, by its id") List<Part> constraints,
    @Doc("by entry point") List<Part> entries,
    @Doc("by session, the newest first, at most 100") List<Part> sessions) {

  public GoalProgress {
    criteria = List.copyOf(criteria);
    constraints = List.copyOf(constraints);
    entries = List.copyOf(entries);
    sessions = List.copyOf(sessions);
  }

  /** A part of the whole. */
  public record Part(
      @Doc("id of the criterion, constraint, entry point or session") String id,
      @Doc("how it stands") Tally tally) {}

  /** How many runs stand how. */
  public record Tally(
      @Doc("runs that met it") int met,
      @Doc("runs that missed it") int missed,
      @Doc("runs of which nobody can say") int unevaluated) {}
}
