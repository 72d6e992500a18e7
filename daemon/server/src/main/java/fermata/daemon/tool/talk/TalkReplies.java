package fermata.daemon.tool.talk;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Where that goes which the performer of a tool is told in answer to its messages. */
@FunctionalInterface
public interface TalkReplies {

  /**
   * Tells a message. Its {@code id} is the one of what was asked.
   *
   * @return false where the performer is there and does not read what it is told
   */
  boolean send(ObjectNode message);
}
