package fermata.daemon.model;

/**
 * Hears a reply while it is written. What it hears is shown and forgotten: the reply has all of it.
 *
 * <p>Implementations are thread-safe and do not block.
 */
public interface ModelListener {

  /** More of the text. */
  void text(String piece);

  /** More of what the model thinks. */
  void reasoning(String piece);

  /**
   * Something that a person should know about the reply, such as that it comes from a recording.
   */
  void warning(String kind, String message);
}
