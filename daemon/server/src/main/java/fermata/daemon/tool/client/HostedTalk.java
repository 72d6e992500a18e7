package fermata.daemon.tool.client;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.tool.builtin.ToolRefusal;
import fermata.daemon.tool.builtin.ToolWork;
import fermata.daemon.tool.talk.TalkEvents;
import fermata.daemon.tool.talk.TalkReplies;
import fermata.daemon.tool.talk.TalkReports;
import java.util.Optional;

/**
 * What the client that performs a call says about it while it is at work, each message once.
 *
 * <p>Thread-safe.
 */
final class HostedTalk implements AutoCloseable {

  private final TalkReports reports;
  private final TalkEvents events;
  private long heard;

  /**
   * Makes one for a call, on the thread of the call.
   *
   * @param replies takes what the client is told
   */
  HostedTalk(ToolWork work, TalkReplies replies, String name) {
    this.reports = new TalkReports(work.listener());
    this.events = new TalkEvents(work.events(), work.listener(), replies, name);
  }

  /**
   * Does what a message says, unless it was heard before.
   *
   * @param number counts the messages of the client about the call, from 1
   * @return false where messages before this one are missing
   * @throws ToolRefusal where it shows too much, or what cannot be shown
   */
  synchronized boolean hear(long number, JsonNode message) {
    if (number > heard + 1) {
      return false;
    }
    if (number == heard + 1) {
      heard = number;
      reports.hear(message);
      events.hear(message);
    }
    return true;
  }

  /** {@return how many messages were heard} */
  synchronized long heard() {
    return heard;
  }

  /** {@return a result with what is shown at the end} */
  JsonNode in(JsonNode result) {
    return reports.in(result);
  }

  /** {@return why the call cannot go on; its thread is interrupted then} */
  Optional<ToolRefusal> refusal() {
    return events.refusal();
  }

  @Override
  public void close() {
    events.close();
  }
}
