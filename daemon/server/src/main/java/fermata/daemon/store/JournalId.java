package fermata.daemon.store;

/** The name of a journal: the id of a session, or {@code workspace}. */
public record JournalId(String value) {

  /** The journal of the events that are published in the workspace: one for each store. */
  public static final JournalId WORKSPACE = new JournalId("workspace");
}
