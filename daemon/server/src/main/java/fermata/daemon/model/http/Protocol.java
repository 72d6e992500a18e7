package fermata.daemon.model.http;

import fermata.daemon.model.ModelCall;
import fermata.daemon.model.catalog.ModelEntry;

/** How a provider spells requests and replies. Stateless. */
public interface Protocol {

  /**
   * {@return the request}
   *
   * @param model the name that the provider knows
   * @param names gets the tools as they are called there
   */
  Question question(
      ModelCall call, String model, ModelEntry entry, Endpoint endpoint, ToolNames names);

  /** {@return what reads one reply} */
  ReplyReader reader(ReplyBuilder reply);

  /** How its streams are cut. */
  Framing framing();

  /** How a stream is cut into events. */
  enum Framing {
    /** Server-sent events. */
    EVENTS,
    /** A JSON value a line. */
    LINES
  }
}
