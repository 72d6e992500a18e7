package fermata.daemon.store;

/**
 * An entry point of a definition in a file, or the queue of a session.
 *
 * @param file the absolute path of the definition
 */
public record EntryId(String file, String entry) {

  private static final String SESSION = "session:";

  /** {@return where runs wait for the end of another one of their session, or for their time} */
  public static EntryId ofSession(JournalId session) {
    return new EntryId(SESSION + session.value(), "");
  }

  /** Whether this is the queue of a session. */
  public boolean isOfSession() {
    return file.startsWith(SESSION);
  }

  /** {@return this in words for people} */
  public String described() {
    return isOfSession()
        ? "session " + file.substring(SESSION.length())
        : "entry point '" + entry + "'";
  }

  @Override
  public String toString() {
    return file + "#" + entry;
  }
}
