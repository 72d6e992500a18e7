package fermata.daemon.store;

import java.util.List;

/**
 * All that is derived of a session, of one instant.
 *
 * @param runs the newest first
 * @param questions the open ones, the oldest first
 */
public record SessionDetails(
    StoredSession session, List<RunRow> runs, List<QuestionRow> questions) {

  public SessionDetails {
    runs = List.copyOf(runs);
    questions = List.copyOf(questions);
  }
}
