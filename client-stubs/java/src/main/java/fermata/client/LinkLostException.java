package fermata.client;

/** A connection that ended while somebody waited on it; whoever waits decides what that means. */
final class LinkLostException extends Exception {

  private static final long serialVersionUID = 1L;

  LinkLostException(String message) {
    super(message);
  }
}
