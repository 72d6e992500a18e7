package fermata.daemon.model.recording;

/** A recording cannot be read or written; the message is for people. */
public final class RecordingException extends RuntimeException {

  private final String why;

  RecordingException(String why) {
    super(why);
    this.why = why;
  }

  /** {@return the message} */
  String why() {
    return why;
  }
}
